//! How fast the kernel is beside its peers, one after the other on this machine: the simulation beside the way most people
//! would write it, in NumPy, the acceptability analysis likewise, and both and the schedule as WebAssembly beside the native kernel. The WebAssembly is compiled
//! by the options of the page.
//!
//! It is run on demand and installs NumPy by itself, in a folder under `target/`.

use crate::{node, process, tools};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// The size of the comparison, which the kernel's example has too.
const TASKS: &str = "1000";
const RUNS: &str = "10000";

/// The size of the schedule, which the kernel's example has too, and how many edits are timed together.
const SCHEDULED: &str = "10000";
const EDITS: &str = "200";

/// The size of the acceptability analysis, which the kernel's example has too: alternatives and criteria, and how many weightings.
const COMPARED: &str = "12,40";
const DRAWS: &str = "100000";

/// How much of NumPy's time the kernel may take, and how many times the native kernel's time as WebAssembly.
const SHARE_OF_NUMPY: f64 = 0.25;
const SHARE_OF_NUMPY_FOR_WEIGHTINGS: f64 = 1.0;
const TIMES_OF_NATIVE: f64 = 2.0;

/// `cargo xtask peers`: whether the kernel keeps its limits.
pub fn compare() -> Result<bool> {
    let python = numpy()?;
    let node = node::path()?;
    tools::ensure_wasm_target()?;
    let mut native = process::cargo();
    process::succeed(native.args(["build", "--release", "--quiet", "--package", "trialwright-kernel", "--example", "peer"]), "building the native kernel")?;
    let mut wasm = process::cargo();
    wasm.args(["build", "--release", "--quiet", "--package", "trialwright-kernel", "--example", "peer_wasm", "--target", tools::WASM]);
    process::succeed(&mut wasm, "building the kernel as WebAssembly")?;

    let target = process::root().join("target");
    let peer = target.join("release/examples").join(if cfg!(windows) { "peer.exe" } else { "peer" });
    let network = target.join("peers/network.json");
    process::succeed(process::command(&peer).arg("network").arg(&network), "writing the network")?;

    let mut numpy = process::command(&python);
    // Settings for other machines than this one would slow it down.
    numpy.arg("tests/peers/schedule.py").arg(&network).env_remove("OPENBLAS_CORETYPE").env_remove("OPENBLAS_L2_SIZE");
    let in_node = |what: [&str; 3]| {
        let mut wasm = process::command(&node);
        wasm.arg("tests/peers/wasm.mjs").arg(target.join(tools::WASM).join("release/examples/peer_wasm.wasm")).args(what);
        wasm
    };
    let numpy = measured(&mut numpy, "NumPy", simulation)?;
    let native = measured(process::command(&peer).arg("time"), "the native kernel", simulation)?;
    let wasm = measured(&mut in_node(["simulate", TASKS, RUNS]), "the kernel as WebAssembly", simulation)?;
    let native_schedule = measured(process::command(&peer).arg("schedule"), "the native kernel", schedule)?;
    let wasm_schedule = measured(&mut in_node(["schedule", SCHEDULED, EDITS]), "the kernel as WebAssembly", schedule)?;
    let compared = target.join("peers/compared.json");
    process::succeed(process::command(&peer).arg("compared").arg(&compared), "writing what is compared")?;
    let mut numpy_weightings = process::command(&python);
    numpy_weightings.arg("tests/peers/smaa.py").arg(&compared).env_remove("OPENBLAS_CORETYPE").env_remove("OPENBLAS_L2_SIZE");
    let weightings = [
        measured(&mut numpy_weightings, "NumPy", accepted)?,
        measured(process::command(&peer).arg("smaa"), "the native kernel", accepted)?,
        measured(&mut in_node(["accept", COMPARED, DRAWS]), "the kernel as WebAssembly", accepted)?,
    ];

    println!("{RUNS} runs of {TASKS} tasks with Beta-PERT durations and twice as many links, best of several times:\n");
    for (name, found) in [("NumPy", &numpy), ("native", &native), ("WebAssembly", &wasm)] {
        println!("{name:<12}{:>8.1} ms   deviation of the finish {:.3} working days", found.seconds * 1e3, found.deviation);
    }
    let (of_numpy, of_native) = (wasm.seconds / numpy.seconds, wasm.seconds / native.seconds);
    println!("\nWebAssembly takes {of_numpy:.3} of NumPy's time (limit {SHARE_OF_NUMPY}) and {of_native:.2} of the native kernel's (limit {TIMES_OF_NATIVE}).");
    println!("native      takes {:.3} of NumPy's time.", native.seconds / numpy.seconds);
    if native.fingerprint != wasm.fingerprint {
        println!("The two kernels do not give the same bits: {} and {}.", native.fingerprint, wasm.fingerprint);
    }
    // Two deviations from 10,000 runs each differ by chance by a hundredth, give or take.
    let agree = (numpy.deviation / wasm.deviation - 1.0).abs() < 0.05;
    if !agree {
        println!("NumPy and the kernel do not give the same spread, so they did not simulate the same.");
    }
    let simulated = of_numpy <= SHARE_OF_NUMPY && of_native <= TIMES_OF_NATIVE && native.fingerprint == wasm.fingerprint && agree;
    let scheduled = schedules_agree(&native_schedule, &wasm_schedule);
    Ok(weightings_agree(&weightings) && scheduled && simulated)
}

/// Prints what the acceptability analysis takes, and says whether all three found the same, fast enough.
fn weightings_agree([numpy, native, wasm]: &[Accepted; 3]) -> bool {
    println!("\n{DRAWS} weightings of {COMPARED} alternatives and criteria: ranks, central weights, who stands before whom, best of several times:\n");
    for (name, found) in [("NumPy", numpy), ("native", native), ("WebAssembly", wasm)] {
        println!("{name:<12}{:>8.1} ms   the first is first in {:.2}%", found.seconds * 1e3, found.first * 100.0);
    }
    let (of_numpy, of_native) = (wasm.seconds / numpy.seconds, wasm.seconds / native.seconds);
    println!(
        "\nWebAssembly takes {of_numpy:.3} of NumPy's time (limit {SHARE_OF_NUMPY_FOR_WEIGHTINGS}) and {of_native:.2} of the native kernel's (limit {TIMES_OF_NATIVE})."
    );
    if native.fingerprint != wasm.fingerprint {
        println!("The two kernels do not give the same bits: {} and {}.", native.fingerprint, wasm.fingerprint);
    }
    // Two shares of 100,000 draws each differ by chance by less than a hundredth.
    let agree = (numpy.first - wasm.first).abs() < 0.01;
    if !agree {
        println!("NumPy and the kernel do not give the same shares, so they did not draw the same.");
    }
    of_numpy <= SHARE_OF_NUMPY_FOR_WEIGHTINGS && of_native <= TIMES_OF_NATIVE && native.fingerprint == wasm.fingerprint && agree
}

/// Prints what a schedule takes, and says whether the two are the same and as fast as they have to be.
fn schedules_agree(native: &Scheduled, wasm: &Scheduled) -> bool {
    println!("\nA schedule of {SCHEDULED} tasks with twice as many links, from its links to all dates, and one edit of it, best of several times:\n");
    for (name, found) in [("native", native), ("WebAssembly", wasm)] {
        println!("{name:<12}{:>8.2} ms   an edit {:.3} ms", found.whole * 1e3, found.edit * 1e3);
    }
    let (whole, edit) = (wasm.whole / native.whole, wasm.edit / native.edit);
    println!("\nWebAssembly takes {whole:.2} of the native kernel's time for all of it and {edit:.2} for the edit (limit {TIMES_OF_NATIVE}).");
    if native.fingerprint != wasm.fingerprint {
        println!("The two kernels do not give the same dates: {} and {}.", native.fingerprint, wasm.fingerprint);
    }
    whole <= TIMES_OF_NATIVE && edit <= TIMES_OF_NATIVE && native.fingerprint == wasm.fingerprint
}

/// What one of them found, and how long it took.
#[derive(Debug, PartialEq)]
struct Measured {
    seconds: f64,
    deviation: f64,
    fingerprint: String,
}

/// How long a schedule took, in seconds: all of it, and an edit.
#[derive(Debug, PartialEq)]
struct Scheduled {
    whole: f64,
    edit: f64,
    fingerprint: String,
}

/// What the acceptability analysis found, and how long it took.
#[derive(Debug, PartialEq)]
struct Accepted {
    seconds: f64,
    first: f64,
    fingerprint: String,
}

fn measured<T>(command: &mut Command, who: &str, read: fn(&str) -> Option<T>) -> Result<T> {
    let line = process::output_of(command).with_context(|| format!("Timing {who} failed."))?;
    read(&line).with_context(|| format!("{who} printed no result, but: {line}"))
}

fn simulation(line: &str) -> Option<Measured> {
    Some(Measured { seconds: number(line, "seconds")?, deviation: number(line, "deviation")?, fingerprint: field(line, "fingerprint").unwrap_or_default() })
}

fn schedule(line: &str) -> Option<Scheduled> {
    Some(Scheduled { whole: number(line, "whole")?, edit: number(line, "edit")?, fingerprint: field(line, "fingerprint")? })
}

fn accepted(line: &str) -> Option<Accepted> {
    Some(Accepted { seconds: number(line, "seconds")?, first: number(line, "first")?, fingerprint: field(line, "fingerprint").unwrap_or_default() })
}

fn number(line: &str, name: &str) -> Option<f64> {
    field(line, name)?.parse().ok()
}

/// A field of one flat object of JSON.
fn field(line: &str, name: &str) -> Option<String> {
    let rest = line.split_once(&format!("\"{name}\""))?.1.trim_start().strip_prefix(':')?;
    Some(rest.split([',', '}']).next()?.trim().trim_matches('"').to_owned())
}

/// A Python with NumPy, made once.
fn numpy() -> Result<PathBuf> {
    let folder = process::root().join("target/peers/venv");
    let python = if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python") };
    let has_numpy = || process::output_of(process::command(&python).args(["-c", "import numpy"])).is_some();
    if python.is_file() && has_numpy() {
        return Ok(python);
    }
    println!("Installing NumPy under target/peers: once, some seconds.");
    let system = process::find(&["python3", "python"]).context("The comparison needs Python 3.")?;
    process::succeed(process::command(system).args(["-m", "venv"]).arg(&folder), "making a folder for Python's packages")?;
    process::succeed(process::command(&python).args(["-m", "pip", "install", "--quiet", "numpy"]), "installing NumPy")?;
    if !has_numpy() {
        bail!("NumPy was installed but cannot be used.");
    }
    Ok(python)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_read_whoever_wrote_them() {
        let wanted = Measured { seconds: 0.5, deviation: 12.25, fingerprint: "00ff".to_owned() };
        assert_eq!(simulation("{\"seconds\":0.5,\"deviation\":12.25,\"fingerprint\":\"00ff\"}"), Some(wanted));
        let python = simulation("{\"seconds\": 5e-1, \"mean\": 3.0, \"deviation\": 12.25}");
        assert_eq!(python, Some(Measured { seconds: 0.5, deviation: 12.25, fingerprint: String::new() }));
        assert_eq!(simulation("Traceback"), None);
        let wanted = Accepted { seconds: 0.25, first: 0.5, fingerprint: String::new() };
        assert_eq!(accepted("{\"seconds\": 0.25, \"first\": 0.5, \"numpy\": \"2.0\"}"), Some(wanted));
        let wanted = Scheduled { whole: 0.002, edit: 0.0001, fingerprint: "0a".to_owned() };
        assert_eq!(schedule("{\"whole\":0.002,\"edit\":1e-4,\"fingerprint\":\"0a\"}"), Some(wanted));
    }
}
