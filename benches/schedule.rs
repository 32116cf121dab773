//! How long it takes to calculate a schedule, all of it and after an edit.
//!
//!     cargo bench --bench schedule
//!
//! Twice as many links as tasks, of all kinds, with lags, on three calendars. The limits of the project: all of 10,000 tasks
//! with 20,000 links within 10 ms, an edit on them within 2 ms, and growth in proportion to size.

use divan::Bencher;
use trialwright_kernel::network::Network;
use trialwright_kernel::network::dates::Schedule;
use trialwright_kernel::network::sample::{Parts, edit, parts};

fn main() {
    divan::main();
}

/// From activities and links to all dates and floats: order, forward pass, backward pass.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn everything(bencher: Bencher, tasks: u32) {
    bencher.with_inputs(|| parts(tasks)).bench_values(|made| Schedule::new(network(made)));
}

/// Both passes over a network that stands.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn both_passes(bencher: Bencher, tasks: u32) {
    let network = network(parts(tasks));
    bencher.with_inputs(|| network.clone()).bench_values(Schedule::new);
}

/// One more day for a task in the middle, and back again.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn an_edit(bencher: Bencher, tasks: u32) {
    let made = parts(tasks);
    let mut schedule = Schedule::new(network(made.clone()));
    let mut longer = false;
    bencher.bench_local(move || {
        longer = !longer;
        edit(&mut schedule, &made, longer)
    });
}

fn network(Parts { calendars, activities, links, span }: Parts) -> Network {
    Network::new(calendars, activities, &links, span).expect("links go forward")
}
