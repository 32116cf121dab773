//! How often each alternative comes where when nobody knows the weights exactly: stochastic multicriteria acceptability analysis
//! (Lahdelma, Hokkanen and Salminen, SMAA, European Journal of Operational Research 106, 1998; Lahdelma and Salminen, SMAA-2,
//! Operations Research 49, 2001), for a weighted mean.
//!
//! Weights are drawn from the simplex, each set of weights as likely as any other: exponential draws over their sum. Those of an
//! order come from the same draws: the i-th largest of n exponential numbers is `Σ e_k/k` over k from i to n (Rényi, On the theory
//! of order statistics, Acta Mathematica Hungarica 4, 1953). The numbers of a criterion hang on its name and not on its place.
//!
//! What an alternative is not judged on takes no part in its mean. An alternative that is dominated never stands before the one
//! that dominates it; those that are level share the ranks that they take up.

mod weights;

use self::weights::{Drawn, unit};
use crate::RUNS;
use crate::draw::{fill, stream};

/// After how many blocks it is told how far the draws have come.
const BLOCKS_BETWEEN_REPORTS: u32 = 64;

/// Alternatives and what they are judged by.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compared {
    /// What tells the draws of each criterion from those of others.
    pub criteria: Vec<u64>,
    /// The same for each alternative.
    pub alternatives: Vec<u64>,
    /// The weight of each criterion as it is, above 0.
    pub weights: Vec<f64>,
    /// The value of each alternative on each criterion, one alternative after the other; `None` where it is not judged.
    pub values: Vec<Option<f64>>,
}

/// Which weights are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weightings {
    /// Any at all.
    Any,
    /// Any in which no criterion weighs more than one that weighs more as it is.
    InOrder,
    /// Each weight by itself, up to this share of it more or less; then all over their sum.
    Near(f64),
}

/// What the draws gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptability {
    /// How many there were.
    pub draws: u32,
    /// The share of the draws in which each alternative has each rank, the first rank first, one alternative after the other.
    pub ranks: Vec<f64>,
    /// The mean of the weights with which each alternative comes first, one alternative after the other; nothing where it never does.
    pub central: Vec<Option<Vec<f64>>>,
    /// The share of the draws in which each alternative stands before each other one; those that are level count half.
    pub before: Vec<f64>,
}

/// What so many draws of weights give; the same seed gives the same. `report` is told how many draws are done, and says whether to
/// go on; where it does not want to, there is no outcome.
pub fn acceptability(compared: &Compared, weightings: Weightings, draws: u32, seed: u64, report: &mut dyn FnMut(u32) -> bool) -> Option<Acceptability> {
    let draws = draws.max(1);
    let mut weights = Drawn::new(compared, weightings, seed);
    let mut tally = Tally::new(compared);
    for block in 0..draws.div_ceil(RUNS as u32) {
        let count = (draws - block * RUNS as u32).min(RUNS as u32) as usize;
        weights.draw(block);
        tally.add(compared, &weights.rows, count);
        let done = ((block + 1) * RUNS as u32).min(draws);
        if (block % BLOCKS_BETWEEN_REPORTS == BLOCKS_BETWEEN_REPORTS - 1 || done == draws) && !report(done) {
            return None;
        }
    }
    Some(tally.outcome(draws))
}

/// The share of so many draws of values in which each alternative comes first with its own central weights. Each value is drawn
/// evenly between its lowest and its highest, `spans` standing in the order of the values.
pub fn confidence(compared: &Compared, spans: &[(f64, f64)], central: &[Option<Vec<f64>>], draws: u32, seed: u64) -> Vec<Option<f64>> {
    let criteria = compared.criteria.len();
    let draws = draws.max(1);
    let own = |cell: usize| stream(stream(seed, compared.alternatives[cell / criteria]), compared.criteria[cell % criteria]);
    let streams: Vec<u64> = (0..compared.values.len()).map(own).collect();
    let mut cells = vec![[0.0; RUNS]; compared.values.len()];
    let mut first = vec![0.0; compared.alternatives.len()];
    let mut bits = [0; RUNS];
    for block in 0..draws.div_ceil(RUNS as u32) {
        let count = (draws - block * RUNS as u32).min(RUNS as u32) as usize;
        for (cell, row) in cells.iter_mut().enumerate() {
            let (low, high) = spans[cell];
            fill(streams[cell], block, &mut bits);
            for run in 0..RUNS {
                row[run] = low + (high - low) * unit(bits[run]);
            }
        }
        for (alternative, weights) in central.iter().enumerate() {
            let Some(weights) = weights else { continue };
            let means: Vec<[f64; RUNS]> = (0..compared.alternatives.len()).map(|other| compared.mean(other, weights, &cells)).collect();
            for run in 0..count {
                let mine = means[alternative][run];
                if means.iter().all(|theirs| theirs[run] <= mine) {
                    first[alternative] += 1.0 / means.iter().filter(|theirs| theirs[run] >= mine).count() as f64;
                }
            }
        }
    }
    first.iter().zip(central).map(|(first, weights)| weights.as_ref().map(|_| first / f64::from(draws))).collect()
}

impl Compared {
    /// The weighted mean of an alternative's drawn values.
    fn mean(&self, alternative: usize, weights: &[f64], cells: &[[f64; RUNS]]) -> [f64; RUNS] {
        let (mut sums, mut total) = ([0.0; RUNS], 0.0);
        for (criterion, weight) in weights.iter().enumerate() {
            let cell = alternative * weights.len() + criterion;
            if self.values[cell].is_some() {
                total += weight;
                for run in 0..RUNS {
                    sums[run] += weight * cells[cell][run];
                }
            }
        }
        sums.map(|sum| sum / total)
    }

    /// Whether one is nowhere worse than the other and somewhere better, and both are judged on the same criteria.
    fn dominates(&self, one: usize, other: usize) -> bool {
        let criteria = self.criteria.len();
        let pairs = || (0..criteria).map(|criterion| (self.values[one * criteria + criterion], self.values[other * criteria + criterion]));
        pairs().all(|(mine, theirs)| mine.is_some() == theirs.is_some() && mine >= theirs) && pairs().any(|(mine, theirs)| mine > theirs)
    }
}

/// What is counted.
struct Tally {
    alternatives: usize,
    criteria: usize,
    /// Whether alternatives are judged on everything.
    whole: Vec<bool>,
    /// The pairs of which the first dominates the second, and those that the weights decide.
    decided: Vec<(usize, usize)>,
    open: Vec<(usize, usize)>,
    means: Vec<[f64; RUNS]>,
    ahead: Vec<[u32; RUNS]>,
    hits: Vec<u32>,
    shared: Vec<f64>,
    before: Vec<u32>,
    level: Vec<u32>,
    firsts: Vec<f64>,
    sums: Vec<f64>,
}

impl Tally {
    fn new(compared: &Compared) -> Tally {
        let (alternatives, criteria) = (compared.alternatives.len(), compared.criteria.len());
        let (mut decided, mut open) = (Vec::new(), Vec::new());
        for one in 0..alternatives {
            for other in one + 1..alternatives {
                match (compared.dominates(one, other), compared.dominates(other, one)) {
                    (true, _) => decided.push((one, other)),
                    (_, true) => decided.push((other, one)),
                    _ => open.push((one, other)),
                }
            }
        }
        Tally {
            alternatives,
            criteria,
            whole: compared.values.chunks(criteria.max(1)).map(|row| row.iter().all(Option::is_some)).collect(),
            decided,
            open,
            means: vec![[0.0; RUNS]; alternatives],
            ahead: vec![[0; RUNS]; alternatives],
            hits: vec![0; alternatives * alternatives],
            shared: vec![0.0; alternatives * alternatives],
            before: vec![0; alternatives * alternatives],
            level: vec![0; alternatives * alternatives],
            firsts: vec![0.0; alternatives],
            sums: vec![0.0; alternatives * criteria],
        }
    }

    fn add(&mut self, compared: &Compared, weights: &[[f64; RUNS]], count: usize) {
        for alternative in 0..self.alternatives {
            self.means[alternative] = self.mean(compared, weights, alternative);
        }
        self.ahead.fill([0; RUNS]);
        let mut undecided = [self.open.len() as u32; RUNS];
        for (one, other) in &self.decided {
            self.before[one * self.alternatives + other] += count as u32;
            self.ahead[*other].iter_mut().for_each(|ahead| *ahead += 1);
        }
        for (one, other) in &self.open {
            let (mine, theirs) = (&self.means[*one], &self.means[*other]);
            let (mut first, mut second) = ([0u32; RUNS], [0u32; RUNS]);
            for run in 0..RUNS {
                first[run] = u32::from(mine[run] > theirs[run]);
                second[run] = u32::from(theirs[run] > mine[run]);
                undecided[run] -= first[run] + second[run];
            }
            for run in 0..RUNS {
                self.ahead[*other][run] += first[run];
                self.ahead[*one][run] += second[run];
            }
            let (first, second): (u32, u32) = (first[..count].iter().sum(), second[..count].iter().sum());
            self.before[one * self.alternatives + other] += first;
            self.before[other * self.alternatives + one] += second;
            let level = count as u32 - first - second;
            self.level[one * self.alternatives + other] += level;
            self.level[other * self.alternatives + one] += level;
        }
        let mut first = [0usize; RUNS];
        for alternative in 0..self.alternatives {
            for run in 0..count {
                let rank = self.ahead[alternative][run] as usize;
                if undecided[run] > 0 {
                    continue;
                }
                self.hits[alternative * self.alternatives + rank] += 1;
                if rank == 0 {
                    first[run] = alternative;
                }
            }
        }
        for run in (0..count).filter(|run| undecided[*run] == 0) {
            self.firsts[first[run]] += 1.0;
        }
        for (criterion, row) in weights.iter().enumerate() {
            for run in 0..count {
                if undecided[run] == 0 {
                    self.sums[first[run] * self.criteria + criterion] += row[run];
                }
            }
        }
        for run in (0..count).filter(|run| undecided[*run] > 0) {
            self.add_level(weights, run);
        }
    }

    /// A draw in which some are level: they share the ranks that they take up, and the weights that bring them there.
    fn add_level(&mut self, weights: &[[f64; RUNS]], run: usize) {
        for alternative in 0..self.alternatives {
            let rank = self.ahead[alternative][run] as usize;
            let level = |(one, other): &(usize, usize)| (*one == alternative || *other == alternative) && self.means[*one][run] == self.means[*other][run];
            let together = 1 + self.open.iter().filter(|pair| level(pair)).count();
            let part = 1.0 / together as f64;
            for taken in (rank..rank + together).filter(|taken| *taken < self.alternatives) {
                self.shared[alternative * self.alternatives + taken] += part;
            }
            if rank == 0 {
                self.firsts[alternative] += part;
                for (criterion, row) in weights.iter().enumerate() {
                    self.sums[alternative * self.criteria + criterion] += part * row[run];
                }
            }
        }
    }

    fn mean(&self, compared: &Compared, weights: &[[f64; RUNS]], alternative: usize) -> [f64; RUNS] {
        let values = &compared.values[alternative * self.criteria..(alternative + 1) * self.criteria];
        let (mut sums, mut totals) = ([0.0; RUNS], [0.0; RUNS]);
        for (value, row) in values.iter().zip(weights).filter_map(|(value, row)| Some(((*value)?, row))) {
            for run in 0..RUNS {
                sums[run] += value * row[run];
            }
        }
        if self.whole[alternative] {
            return sums;
        }
        for (_, row) in values.iter().zip(weights).filter(|(value, _)| value.is_some()) {
            for run in 0..RUNS {
                totals[run] += row[run];
            }
        }
        std::array::from_fn(|run| sums[run] / totals[run])
    }

    fn outcome(self, draws: u32) -> Acceptability {
        let all = f64::from(draws);
        let criteria = self.criteria;
        let central = self.firsts.iter().enumerate().map(|(alternative, firsts)| {
            let sums = &self.sums[alternative * criteria..(alternative + 1) * criteria];
            (*firsts > 0.0).then(|| sums.iter().map(|sum| sum / firsts).collect())
        });
        Acceptability {
            draws,
            ranks: self.hits.iter().zip(&self.shared).map(|(hits, shared)| (f64::from(*hits) + shared) / all).collect(),
            central: central.collect(),
            before: self.before.iter().zip(&self.level).map(|(before, level)| (f64::from(*before) + f64::from(*level) / 2.0) / all).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
