//! The WebAssembly side of `cargo xtask peers`: the kernel alone, compiled as for the page.

use std::cell::RefCell;

use trialwright_kernel::exposure::{SetAside, expose};
use trialwright_kernel::model::{Outcome, TICKS_PER_DAY};
use trialwright_kernel::network;
use trialwright_kernel::network::dates::Schedule;
use trialwright_kernel::network::sample::{Parts, parts};
use trialwright_kernel::smaa::{Acceptability, Weightings, acceptability};
use trialwright_kernel::{sample, simulate};

thread_local! {
    /// What was simulated last.
    static LAST: RefCell<Option<Outcome>> = const { RefCell::new(None) };

    /// What was drawn last, and of how many alternatives.
    static ACCEPTED: RefCell<Option<(u32, Acceptability)>> = const { RefCell::new(None) };

    /// What is scheduled, and its schedule.
    static PARTS: RefCell<Option<Parts>> = const { RefCell::new(None) };
    static SCHEDULE: RefCell<Option<Schedule>> = const { RefCell::new(None) };
}

/// Simulates the plain network of so many tasks.
#[unsafe(no_mangle)]
pub extern "C" fn run(tasks: u32, runs: u32, seed: u64) {
    let outcome = simulate(&sample::plain(tasks), runs, seed, &mut |_| true);
    LAST.with(|last| last.replace(outcome));
}

/// The standard deviation of the length of the whole, in working days.
#[unsafe(no_mangle)]
pub extern "C" fn deviation() -> f64 {
    LAST.with(|last| last.borrow().as_ref().map_or(0.0, |outcome| outcome.finish_deviation / f64::from(TICKS_PER_DAY)))
}

/// The number that tells whether two outcomes are the same.
#[unsafe(no_mangle)]
pub extern "C" fn fingerprint() -> u64 {
    LAST.with(|last| last.borrow().as_ref().map_or(0, sample::fingerprint))
}

/// Whether everything that a model can have comes out with the bits that it has elsewhere.
#[unsafe(no_mangle)]
pub extern "C" fn is_the_same() -> u32 {
    let outcome = simulate(&sample::varied(120), 1_000, 2_026, &mut |_| true);
    let aside = SetAside { money: Some(150_000.0), days: Some(3) };
    let exposure = expose(&sample::exposed(), Some(&sample::varied(120)), aside, 1_000, 2_026, &mut |_| true);
    let is_the_same = outcome.is_some_and(|outcome| sample::fingerprint(&outcome) == sample::FINGERPRINT)
        && exposure.is_some_and(|exposure| sample::fingerprint_of_exposure(&exposure) == sample::FINGERPRINT_OF_EXPOSURE)
        && sample::fingerprint_of_smaa() == sample::FINGERPRINT_OF_SMAA;
    u32::from(is_the_same)
}

/// Draws so many weightings of made-up alternatives.
#[unsafe(no_mangle)]
pub extern "C" fn accept(alternatives: u32, criteria: u32, draws: u32, seed: u64) {
    let found = acceptability(&sample::compared(alternatives, criteria, false), Weightings::Any, draws, seed, &mut |_| true);
    ACCEPTED.with(|accepted| accepted.replace(found.map(|found| (alternatives, found))));
}

/// The share of first places of the alternative that has most.
#[unsafe(no_mangle)]
pub extern "C" fn first() -> f64 {
    ACCEPTED.with(|accepted| {
        let accepted = accepted.borrow();
        accepted.as_ref().map_or(0.0, |(alternatives, found)| found.ranks.chunks(*alternatives as usize).map(|own| own[0]).fold(0.0, f64::max))
    })
}

/// The number that tells whether two of them are the same.
#[unsafe(no_mangle)]
pub extern "C" fn acceptability_fingerprint() -> u64 {
    ACCEPTED.with(|accepted| accepted.borrow().as_ref().map_or(0, |(_, found)| sample::fingerprint_of_acceptability(found)))
}

/// Makes the network of so many tasks that is scheduled.
#[unsafe(no_mangle)]
pub extern "C" fn prepare(tasks: u32) {
    PARTS.with(|made| made.replace(Some(parts(tasks))));
}

/// Schedules it, from its links to all dates.
#[unsafe(no_mangle)]
pub extern "C" fn schedule() {
    let made = PARTS.with(|made| made.borrow().as_ref().and_then(|made| made.network().ok()).map(Schedule::new));
    SCHEDULE.with(|last| last.replace(made));
}

/// Edits it so many times, a day more for the task in the middle and back again.
#[unsafe(no_mangle)]
pub extern "C" fn edit(times: u32) {
    PARTS.with(|made| {
        SCHEDULE.with(|last| {
            if let (Some(made), Some(schedule)) = (made.borrow().as_ref(), last.borrow_mut().as_mut()) {
                for number in 0..times {
                    network::sample::edit(schedule, made, number % 2 == 0);
                }
            }
        });
    });
}

/// The number that tells whether two schedules are the same.
#[unsafe(no_mangle)]
pub extern "C" fn schedule_fingerprint() -> u64 {
    SCHEDULE.with(|last| last.borrow().as_ref().map_or(0, network::sample::fingerprint))
}
