//! The native side of `cargo xtask peers`; see tests/peers.
//!
//!     cargo run --release --package trialwright-kernel --example peer -- network FILE
//!     cargo run --release --package trialwright-kernel --example peer -- time
//!     cargo run --release --package trialwright-kernel --example peer -- schedule
//!     cargo run --release --package trialwright-kernel --example peer -- compared FILE
//!     cargo run --release --package trialwright-kernel --example peer -- smaa
//!
//! The first writes the network as JSON for the others, the second simulates it and prints what came out and how long it
//! took, the best of several times. The third does the same with a schedule: all of it, and one edit. The last two do what the first
//! two do with the acceptability analysis.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::Instant;

use trialwright_kernel::model::{Model, TICKS_PER_DAY};
use trialwright_kernel::network::dates::Schedule;
use trialwright_kernel::network::sample::{edit, fingerprint, parts};
use trialwright_kernel::smaa::{Weightings, acceptability};
use trialwright_kernel::{sample, simulate};

const TASKS: u32 = 1_000;
const RUNS: u32 = 10_000;

/// The size of the schedule, and how many edits are timed together, because one is too short for a clock.
const SCHEDULED: u32 = 10_000;
const EDITS: u32 = 200;

/// The size of the acceptability analysis.
const ALTERNATIVES: u32 = 12;
const CRITERIA: u32 = 40;
const DRAWS: u32 = 100_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let model = sample::plain(TASKS);
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["network", file] => written(file, &network(&model)),
        ["compared", file] => written(file, &compared()),
        ["smaa"] => {
            smaa();
            ExitCode::SUCCESS
        }
        ["time"] => {
            time(&model);
            ExitCode::SUCCESS
        }
        ["schedule"] => match schedule() {
            Some(()) => ExitCode::SUCCESS,
            None => ExitCode::FAILURE,
        },
        _ => {
            eprintln!("usage: peer network FILE | peer time | peer schedule | peer compared FILE | peer smaa");
            ExitCode::FAILURE
        }
    }
}

fn written(file: &str, text: &str) -> ExitCode {
    match std::fs::write(file, text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{file} cannot be written: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// The acceptability analysis, and the share of first places of the alternative that has most.
fn smaa() {
    let compared = sample::compared(ALTERNATIVES, CRITERIA, false);
    let (mut best, mut fingerprint, mut first) = (f64::INFINITY, 0, 0.0);
    for _ in 0..7 {
        let started = Instant::now();
        let found = acceptability(&compared, Weightings::Any, DRAWS, 1, &mut |_| true);
        best = best.min(started.elapsed().as_secs_f64());
        if let Some(found) = found {
            fingerprint = sample::fingerprint_of_acceptability(&found);
            first = found.ranks.chunks(ALTERNATIVES as usize).map(|own| own[0]).fold(0.0, f64::max);
        }
    }
    println!("{{\"seconds\":{best},\"first\":{first},\"fingerprint\":\"{fingerprint:016x}\"}}");
}

/// The values of the alternatives, one list for each.
fn compared() -> String {
    let values = sample::compared(ALTERNATIVES, CRITERIA, false).values;
    let rows = values.chunks(CRITERIA as usize).map(|row| row.iter().flatten().map(f64::to_string).collect::<Vec<_>>().join(","));
    format!("{{\"draws\":{DRAWS},\"values\":[[{}]]}}\n", rows.collect::<Vec<_>>().join("],["))
}

fn time(model: &Model) {
    let mut best = f64::INFINITY;
    let mut fingerprint = 0;
    let (mut mean, mut deviation) = (0.0, 0.0);
    for _ in 0..7 {
        let started = Instant::now();
        let outcome = simulate(model, RUNS, 1, &mut |_| true);
        best = best.min(started.elapsed().as_secs_f64());
        if let Some(outcome) = outcome {
            fingerprint = sample::fingerprint(&outcome);
            // The last finish as a working day, as the others count.
            (mean, deviation) = (outcome.mean_finish / f64::from(TICKS_PER_DAY), outcome.finish_deviation / f64::from(TICKS_PER_DAY));
        }
    }
    println!("{{\"seconds\":{best},\"meanCivilDay\":{mean},\"deviation\":{deviation},\"fingerprint\":\"{fingerprint:016x}\"}}");
}

/// All of a schedule and an edit of it; `None` where the tasks wait for each other, which those made here do not.
fn schedule() -> Option<()> {
    let made = parts(SCHEDULED);
    let mut whole = f64::INFINITY;
    for _ in 0..30 {
        let started = Instant::now();
        let schedule = Schedule::new(made.network().ok()?);
        whole = whole.min(started.elapsed().as_secs_f64());
        drop(schedule);
    }
    let mut schedule = Schedule::new(made.network().ok()?);
    let mut one = f64::INFINITY;
    for _ in 0..30 {
        let started = Instant::now();
        for number in 0..EDITS {
            edit(&mut schedule, &made, number % 2 == 0);
        }
        one = one.min(started.elapsed().as_secs_f64() / f64::from(EDITS));
    }
    edit(&mut schedule, &made, true);
    println!("{{\"whole\":{whole},\"edit\":{one},\"fingerprint\":\"{:016x}\"}}", fingerprint(&schedule));
    Some(())
}

/// The network in working days: `[least, likely, greatest]` of each task, `[from, to, from_start, to_finish, lag]` of each link.
fn network(model: &Model) -> String {
    let days = |ticks: i32| f64::from(ticks) / f64::from(TICKS_PER_DAY);
    let tasks = model.uncertain.iter().map(|part| format!("[{},{},{}]", days(part.least), days(part.likely), days(part.greatest)));
    let links = model.links.iter().map(|link| {
        let mut text = String::new();
        let _ = write!(text, "[{},{},{},{},{}]", link.from, link.to, u8::from(link.from_start), u8::from(link.to_finish), days(link.lag));
        text
    });
    let (tasks, links) = (tasks.collect::<Vec<_>>().join(","), links.collect::<Vec<_>>().join(","));
    format!("{{\"runs\":{RUNS},\"tasks\":[{tasks}],\"links\":[{links}]}}\n")
}
