//! Draws that go together: normal numbers with a common part, each then bent into its own distribution.
//!
//! "Normal to anything" (Cario and Nelson, Modeling and generating random vectors with arbitrary marginal distributions and
//! correlation matrix, 1997): bending weakens the correlation, so that of the normal numbers is made so much stronger that
//! the bent ones have the correlation asked for. How much follows from the expansion of each distribution in Hermite
//! polynomials: if `X = Σ aₖ hₖ(Z)` and `Y = Σ bₖ hₖ(W)`, and Z and W correlate with ρ, then `cov(X, Y) = Σ aₖ bₖ ρᵏ`.

use crate::RUNS;
use crate::draw;
use crate::model::{Correlation, Group};
use crate::special::{normal_probability, normal_quantile};
use crate::table::Table;

/// The largest group whose pairs each have a correlation of their own. Larger ones have one thing in common.
const LARGEST: usize = 64;

/// How many terms of the expansion are kept. What is left out weighs less than 1e-4 of the correlation.
const TERMS: usize = 24;

/// How a group's normal numbers are mixed.
pub(crate) struct Mixer {
    members: Vec<Member>,
    mixing: Mixing,
}

struct Member {
    /// Which of the uncertain.
    place: usize,
    stream: u64,
}

enum Mixing {
    /// The rows of a lower triangle: what each takes of its own number and of those before it.
    Triangle(Vec<Vec<f64>>),
    /// What each takes of the common number.
    Common { stream: u64, parts: Vec<f64> },
}

impl Mixer {
    /// The mixer of a group; `table` gives the distribution of one of the uncertain, `stream` its draws.
    pub(crate) fn new(group: &Group, seed: u64, table: &dyn Fn(usize) -> usize, tables: &[Table], stream: &dyn Fn(usize) -> u64) -> Mixer {
        let places: Vec<usize> = group.members.iter().map(|member| *member as usize).collect();
        let expansions: Vec<Expansion> = places.iter().map(|place| Expansion::new(&tables[table(*place)])).collect();
        let mixing = match &group.correlation {
            Correlation::Same(wanted) if places.len() > LARGEST => {
                let parts = expansions.iter().map(|one| libm::sqrt(one.normal_correlation(one, *wanted).max(0.0))).collect();
                Mixing::Common { stream: draw::stream(seed, group.name), parts }
            }
            correlation => {
                let count = places.len();
                let wanted = |row: usize, column: usize| match correlation {
                    Correlation::Same(wanted) => *wanted,
                    Correlation::Matrix(matrix) => matrix[row * count + column],
                };
                let normal = |row: usize, column: usize| match row == column {
                    true => 1.0,
                    false => expansions[row].normal_correlation(&expansions[column], wanted(row, column)),
                };
                let matrix: Vec<Vec<f64>> = (0..count).map(|row| (0..=row).map(|column| normal(row, column)).collect()).collect();
                Mixing::Triangle(triangle(&matrix))
            }
        };
        let members = places.into_iter().map(|place| Member { place, stream: stream(place) }).collect();
        Mixer { members, mixing }
    }

    /// Gives each member its random bits for a block.
    pub(crate) fn fill(&self, block: u32, give: &mut dyn FnMut(usize, &[u32; RUNS])) {
        match &self.mixing {
            Mixing::Triangle(rows) => {
                let own: Vec<[f64; RUNS]> = self.members.iter().map(|member| normal(member.stream, block)).collect();
                for (member, row) in self.members.iter().zip(rows) {
                    let mut mixed = [0.0; RUNS];
                    for (part, own) in row.iter().zip(&own) {
                        mixed.iter_mut().zip(own).for_each(|(sum, number)| *sum += part * number);
                    }
                    give(member.place, &bits(&mixed));
                }
            }
            Mixing::Common { stream, parts } => {
                let common = normal(*stream, block);
                for (member, part) in self.members.iter().zip(parts) {
                    let rest = libm::sqrt(1.0 - part * part);
                    let mut mixed = normal(member.stream, block);
                    mixed.iter_mut().zip(&common).for_each(|(number, common)| *number = part * common + rest * *number);
                    give(member.place, &bits(&mixed));
                }
            }
        }
    }
}

/// Standard normal numbers.
fn normal(stream: u64, block: u32) -> [f64; RUNS] {
    let mut drawn = [0; RUNS];
    draw::fill(stream, block, &mut drawn);
    drawn.map(|bits| normal_quantile((f64::from(bits) + 0.5) / 4_294_967_296.0))
}

/// The random bits that stand where the normal numbers do.
fn bits(normal: &[f64; RUNS]) -> [u32; RUNS] {
    normal.map(|number| (normal_probability(number) * 4_294_967_296.0) as u32)
}

/// A distribution as a sum of normalised Hermite polynomials of a normal number, without the mean.
struct Expansion([f64; TERMS]);

impl Expansion {
    fn new(table: &Table) -> Expansion {
        // The rule of trapezoids, which for a function that dies away at both ends errs hardly at all.
        const STEP: f64 = 1.0 / 64.0;
        let mut sums = [0.0; TERMS];
        for place in -512..=512 {
            let z = f64::from(place) * STEP;
            let weight = libm::exp(-0.5 * z * z) * STEP * 0.398_942_280_401_432_7;
            let value = weight * table.quantile(normal_probability(z));
            let (mut before, mut here) = (0.0, 1.0);
            for (place, sum) in sums.iter_mut().enumerate() {
                let k = place as f64;
                let next = (z * here - libm::sqrt(k) * before) / libm::sqrt(k + 1.0);
                (before, here) = (here, next);
                *sum += value * here;
            }
        }
        Expansion(sums)
    }

    fn deviation(&self) -> f64 {
        libm::sqrt(self.0.iter().map(|part| part * part).sum())
    }

    /// The correlation of the two distributions whose normal numbers correlate with `normal`.
    fn correlation(&self, other: &Expansion, normal: f64) -> f64 {
        let sum = self.0.iter().zip(&other.0).rev().fold(0.0, |sum, (one, other)| (sum + one * other) * normal);
        let scale = self.deviation() * other.deviation();
        if scale > 0.0 { sum / scale } else { 0.0 }
    }

    /// The correlation that the normal numbers need, as far as any gives the wanted one.
    fn normal_correlation(&self, other: &Expansion, wanted: f64) -> f64 {
        let (mut low, mut high) = if wanted < 0.0 { (-0.9999, 0.0) } else { (0.0, 0.9999) };
        for _ in 0..40 {
            let middle = 0.5 * (low + high);
            if self.correlation(other, middle) < wanted {
                low = middle;
            } else {
                high = middle;
            }
        }
        0.5 * (low + high)
    }
}

/// The lower triangle whose product with its mirror is the matrix (Cholesky). Where no numbers correlate like that, all
/// correlations are weakened until some do.
fn triangle(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut strength = 1.0;
    loop {
        if let Some(rows) = cholesky(matrix, strength) {
            return rows;
        }
        strength *= 0.98;
    }
}

fn cholesky(matrix: &[Vec<f64>], strength: f64) -> Option<Vec<Vec<f64>>> {
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    for (place, wanted) in matrix.iter().enumerate() {
        let mut row = Vec::with_capacity(place + 1);
        for column in 0..place {
            let known: f64 = row.iter().zip(&rows[column]).map(|(one, other)| one * other).sum();
            row.push((strength * wanted[column] - known) / rows[column][column]);
        }
        let rest = 1.0 - row.iter().map(|part| part * part).sum::<f64>();
        if rest < 1e-9 {
            return None;
        }
        row.push(libm::sqrt(rest));
        rows.push(row);
    }
    Some(rows)
}

#[cfg(test)]
mod tests;
