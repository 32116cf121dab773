//! Sums over the runs. Each is kept in four parts that are added up at the end, always in the same order, so that the loops
//! can do several runs at a time and still give the same bits everywhere.

use crate::{RUNS, Row};

const PARTS: usize = 4;

/// A sum.
pub(crate) type Sum = [f64; PARTS];

pub(crate) fn total(sum: &Sum) -> f64 {
    (sum[0] + sum[1]) + (sum[2] + sum[3])
}

/// What all the sums of a block need: how long the whole was in each run, and when it was finished, both as differences
/// from those of the first run. Where a run does not exist, all is 0.
pub(crate) struct Whole {
    pub(crate) live: Row,
    pub(crate) lengths: [f64; RUNS],
    pub(crate) finishes: [f64; RUNS],
}

/// The work of one activity over all runs.
#[derive(Clone, Default)]
pub(crate) struct Work {
    /// What is taken off before adding up, so that the sums stay small.
    origin: i32,
    work: Sum,
    squares: Sum,
    products: Sum,
}

/// The mean finish of the runs in which something is low, and of those in which it is high.
#[derive(Clone, Default)]
pub(crate) struct Ends {
    low_count: [i32; PARTS],
    high_count: [i32; PARTS],
    low: Sum,
    high: Sum,
}

/// The length and the finish of the whole over all runs.
#[derive(Default)]
pub(crate) struct Totals {
    pub(crate) lengths: Sum,
    pub(crate) squares: Sum,
    pub(crate) finishes: Sum,
}

impl Work {
    pub(crate) fn new(origin: i32) -> Work {
        Work { origin, ..Work::default() }
    }

    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(crate) fn add(&mut self, work: &Row, whole: &Whole) {
        let origin = self.origin;
        let (mut sum, mut squares, mut products) = (self.work, self.squares, self.products);
        for first in (0..RUNS).step_by(PARTS) {
            for part in 0..PARTS {
                let run = first + part;
                let one = f64::from((work[run] - origin) & whole.live[run]);
                sum[part] += one;
                squares[part] += one * one;
                products[part] += one * whole.lengths[run];
            }
        }
        (self.work, self.squares, self.products) = (sum, squares, products);
    }

    /// The mean, the standard deviation, and the correlation with the length of the whole.
    pub(crate) fn result(&self, totals: &Totals, runs: f64) -> (f64, f64, f64) {
        let (sum, length) = (total(&self.work), total(&totals.lengths));
        let spread = spread(sum, total(&self.squares), runs);
        let other = spread_of_lengths(totals, runs);
        let together = total(&self.products) - sum * length / runs;
        let scale = libm::sqrt(spread) * libm::sqrt(other);
        let correlation = if scale > 0.0 { (together / scale).clamp(-1.0, 1.0) } else { 0.0 };
        (f64::from(self.origin) + sum / runs, libm::sqrt(spread / (runs - 1.0).max(1.0)), correlation)
    }
}

/// The sum of the squared differences of the lengths from their mean.
pub(crate) fn spread_of_lengths(totals: &Totals, runs: f64) -> f64 {
    spread(total(&totals.lengths), total(&totals.squares), runs)
}

fn spread(sum: f64, squares: f64, runs: f64) -> f64 {
    (squares - sum * sum / runs).max(0.0)
}

impl Ends {
    /// Adds a block; low is what is at most `low`, high what is at least `high`.
    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(crate) fn add(&mut self, values: &Row, low: i32, high: i32, whole: &Whole) {
        let (mut low_sum, mut high_sum, mut low_count, mut high_count) = (self.low, self.high, self.low_count, self.high_count);
        for first in (0..RUNS).step_by(PARTS) {
            for part in 0..PARTS {
                let run = first + part;
                // All bits set where it is, none where it is not: without a branch several runs go at a time.
                let (is_low, is_high) = (-i32::from(values[run] <= low), -i32::from(values[run] >= high));
                let finish = whole.finishes[run].to_bits();
                low_sum[part] += f64::from_bits(finish & i64::from(is_low) as u64);
                high_sum[part] += f64::from_bits(finish & i64::from(is_high) as u64);
                low_count[part] -= is_low & whole.live[run];
                high_count[part] -= is_high & whole.live[run];
            }
        }
        (self.low, self.high, self.low_count, self.high_count) = (low_sum, high_sum, low_count, high_count);
    }

    /// By how much the mean finish of the low and of the high runs differs from that of all; nothing where there are none.
    pub(crate) fn result(&self, totals: &Totals, runs: f64) -> (f64, f64) {
        let mean = total(&totals.finishes) / runs;
        let differs = |sum: &Sum, count: &[i32; PARTS]| {
            let count = f64::from(count.iter().sum::<i32>());
            if count > 0.0 { total(sum) / count - mean } else { 0.0 }
        };
        (differs(&self.low, &self.low_count), differs(&self.high, &self.high_count))
    }
}

impl Totals {
    pub(crate) fn add(&mut self, whole: &Whole) {
        for run in 0..RUNS {
            let part = run % PARTS;
            self.lengths[part] += whole.lengths[run];
            self.squares[part] += whole.lengths[run] * whole.lengths[run];
            self.finishes[part] += whole.finishes[run];
        }
    }
}
