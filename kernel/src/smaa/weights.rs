//! The weights of a block of draws, and the numbers that they are made of.

use super::{Compared, Weightings};
use crate::RUNS;
use crate::draw::{fill, stream};

/// The weights of a block of draws, a row for each criterion.
pub(super) struct Drawn<'a> {
    compared: &'a Compared,
    weightings: Weightings,
    streams: Vec<u64>,
    /// The criteria by weight, the heaviest first, and those of equal weight together.
    order: Vec<Vec<usize>>,
    /// The weights, over their sum.
    pub(super) rows: Vec<[f64; RUNS]>,
}

impl<'a> Drawn<'a> {
    /// What is drawn for these criteria.
    pub(super) fn new(compared: &'a Compared, weightings: Weightings, seed: u64) -> Drawn<'a> {
        let mut sorted: Vec<usize> = (0..compared.criteria.len()).collect();
        sorted.sort_by(|one, other| compared.weights[*other].total_cmp(&compared.weights[*one]));
        let mut order: Vec<Vec<usize>> = Vec::new();
        for criterion in sorted {
            match order.last_mut() {
                Some(group) if group.first().is_some_and(|first| compared.weights[*first] == compared.weights[criterion]) => group.push(criterion),
                _ => order.push(vec![criterion]),
            }
        }
        // An order of one rank is none.
        let weightings = if weightings == Weightings::InOrder && order.len() < 2 { Weightings::Any } else { weightings };
        let streams = compared.criteria.iter().map(|name| stream(seed, *name)).collect();
        Drawn { compared, weightings, streams, order, rows: vec![[0.0; RUNS]; compared.criteria.len()] }
    }

    /// Draws a block.
    pub(super) fn draw(&mut self, block: u32) {
        let mut bits = [0; RUNS];
        for (criterion, row) in self.rows.iter_mut().enumerate() {
            fill(self.streams[criterion], block, &mut bits);
            match self.weightings {
                Weightings::Near(share) => {
                    let weight = self.compared.weights[criterion];
                    for run in 0..RUNS {
                        row[run] = weight * (1.0 - share + 2.0 * share * unit(bits[run]));
                    }
                }
                Weightings::Any | Weightings::InOrder => {
                    for run in 0..RUNS {
                        row[run] = exponential(bits[run]);
                    }
                }
            }
        }
        if self.weightings == Weightings::InOrder {
            self.put_in_order(block);
        }
        let mut totals = [0.0; RUNS];
        for row in &self.rows {
            for run in 0..RUNS {
                totals[run] += row[run];
            }
        }
        let scales = totals.map(|total| 1.0 / total);
        for row in &mut self.rows {
            for run in 0..RUNS {
                row[run] *= scales[run];
            }
        }
    }

    /// Makes the exponential draws into their order statistics, the largest for the heaviest. Criteria of equal weight take theirs
    /// in an order that is drawn as well.
    fn put_in_order(&mut self, block: u32) {
        let sorted: Vec<usize> = self.order.iter().flatten().copied().collect();
        let mut sums = [0.0; RUNS];
        for (place, criterion) in sorted.iter().enumerate().rev() {
            let divisor = (place + 1) as f64;
            for (sum, own) in sums.iter_mut().zip(&mut self.rows[*criterion]) {
                *sum += *own / divisor;
                *own = *sum;
            }
        }
        for group in self.order.iter().filter(|group| group.len() > 1) {
            let values: Vec<[f64; RUNS]> = group.iter().map(|criterion| self.rows[*criterion]).collect();
            let mut lots = vec![[0; RUNS]; group.len()];
            for (lot, criterion) in lots.iter_mut().zip(group) {
                fill(stream(self.streams[*criterion], 1), block, lot);
            }
            for (place, criterion) in group.iter().enumerate() {
                let mut taken = [0usize; RUNS];
                for other in (0..group.len()).filter(|other| *other != place) {
                    for run in 0..RUNS {
                        let (mine, theirs) = (lots[place][run], lots[other][run]);
                        taken[run] += usize::from(theirs < mine || (theirs == mine && other < place));
                    }
                }
                for run in 0..RUNS {
                    self.rows[*criterion][run] = values[taken[run]][run];
                }
            }
        }
    }
}

/// A number of the open unit.
pub(super) fn unit(bits: u32) -> f64 {
    (f64::from(bits) + 0.5) / 4_294_967_296.0
}

/// An exponential number: the negative logarithm of a number of the open unit, to about the last digits of a double.
///
/// The number is taken apart into a power of two and a rest between √½ and √2, whose logarithm is `2·artanh((r − 1)/(r + 1))`. It
/// has no branches, so that several are made at a time.
pub(super) fn exponential(bits: u32) -> f64 {
    const HALF_OF_ROOT: u64 = 0x3FE6_A09E_667F_3BCD;
    let number = (f64::from(bits) + 0.5).to_bits();
    let above = number.wrapping_sub(HALF_OF_ROOT);
    let power = (above.cast_signed() >> 52) as i32;
    let rest = f64::from_bits(number.wrapping_sub(above & (0xFFF << 52)));
    let s = (rest - 1.0) / (rest + 1.0);
    let z = s * s;
    let series = 1.0 + z * (1.0 / 3.0 + z * (1.0 / 5.0 + z * (1.0 / 7.0 + z * (1.0 / 9.0 + z * (1.0 / 11.0 + z * (1.0 / 13.0 + z * (1.0 / 15.0)))))));
    f64::from(32 - power) * std::f64::consts::LN_2 - 2.0 * s * series
}
