//! How long it takes to simulate a schedule, and to draw weightings.
//!
//!     cargo bench --bench simulation
//!
//! Beta-PERT durations, no two alike, and twice as many links as tasks, on a calendar with weekends. The limit of the project
//! is a quarter of what a straightforward version in NumPy takes, measured side by side by `cargo xtask peers`.

use divan::Bencher;
use trialwright_kernel::exposure::{SetAside, expose};
use trialwright_kernel::smaa::{Weightings, acceptability};
use trialwright_kernel::{sample, simulate};

const RUNS: u32 = 10_000;

fn main() {
    divan::main();
}

/// 10,000 runs of one calendar and certain links.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 10)]
fn plain(bencher: Bencher, tasks: u32) {
    let model = sample::plain(tasks);
    bencher.bench(|| simulate(&model, RUNS, 1, &mut |_| true));
}

/// 10,000 runs of everything that a model can have.
#[divan::bench(args = [100, 1_000], sample_count = 10)]
fn varied(bencher: Bencher, tasks: u32) {
    let model = sample::varied(tasks);
    bencher.bench(|| simulate(&model, RUNS, 1, &mut |_| true));
}

/// 10,000 runs of what risks cost and by how much they delay: every network is calculated twice in each run.
#[divan::bench(args = [100, 1_000], sample_count = 10)]
fn exposure(bencher: Bencher, tasks: u32) {
    let (risks, model) = (sample::exposed(), sample::varied(tasks));
    bencher.bench(|| expose(&risks, Some(&model), SetAside::default(), RUNS, 1, &mut |_| true));
}

/// 100,000 weightings of 12 alternatives on 40 criteria, of each kind.
#[divan::bench(args = [Weightings::Any, Weightings::InOrder, Weightings::Near(0.5)], sample_count = 10)]
fn weightings(bencher: Bencher, weightings: Weightings) {
    let compared = sample::compared(12, 40, false);
    bencher.bench(|| acceptability(&compared, weightings, 100_000, 1, &mut |_| true));
}
