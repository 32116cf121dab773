//! How fast the simulation is beside the way most people would write it: the same network in NumPy, in the native kernel and in
//! the kernel as WebAssembly, one after the other on this machine.
//!
//! It is run on demand and installs NumPy by itself, in a folder under `target/`.

use crate::{node, process, tools};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// The size of the comparison, which the kernel's example has too.
const TASKS: &str = "1000";
const RUNS: &str = "10000";

/// How much of NumPy's time the kernel may take, and how many times the native kernel's time as WebAssembly.
const SHARE_OF_NUMPY: f64 = 0.25;
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
    let mut wasm = process::command(&node);
    wasm.arg("tests/peers/wasm.mjs").arg(target.join(tools::WASM).join("release/examples/peer_wasm.wasm")).args([TASKS, RUNS]);
    let numpy = measured(&mut numpy, "NumPy")?;
    let native = measured(process::command(&peer).arg("time"), "the native kernel")?;
    let wasm = measured(&mut wasm, "the kernel as WebAssembly")?;

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
    Ok(of_numpy <= SHARE_OF_NUMPY && of_native <= TIMES_OF_NATIVE && native.fingerprint == wasm.fingerprint && agree)
}

/// What one of them found, and how long it took.
#[derive(Debug, PartialEq)]
struct Measured {
    seconds: f64,
    deviation: f64,
    fingerprint: String,
}

fn measured(command: &mut Command, who: &str) -> Result<Measured> {
    let line = process::output_of(command).with_context(|| format!("Timing {who} failed."))?;
    read(&line).with_context(|| format!("{who} printed no result, but: {line}"))
}

/// The figures out of one flat object of JSON.
fn read(line: &str) -> Option<Measured> {
    let field = |name: &str| {
        let rest = line.split_once(&format!("\"{name}\""))?.1.trim_start().strip_prefix(':')?;
        Some(rest.split([',', '}']).next()?.trim().trim_matches('"').to_owned())
    };
    let fingerprint = field("fingerprint").unwrap_or_default();
    Some(Measured { seconds: field("seconds")?.parse().ok()?, deviation: field("deviation")?.parse().ok()?, fingerprint })
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
        assert_eq!(read("{\"seconds\":0.5,\"deviation\":12.25,\"fingerprint\":\"00ff\"}"), Some(wanted));
        let python = read("{\"seconds\": 5e-1, \"mean\": 3.0, \"deviation\": 12.25}");
        assert_eq!(python, Some(Measured { seconds: 0.5, deviation: 12.25, fingerprint: String::new() }));
        assert_eq!(read("Traceback"), None);
    }
}
