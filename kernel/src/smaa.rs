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

/// The weights of a block of draws, a row for each criterion.
struct Drawn<'a> {
    compared: &'a Compared,
    weightings: Weightings,
    streams: Vec<u64>,
    /// The criteria by weight, the heaviest first, and those of equal weight together.
    order: Vec<Vec<usize>>,
    rows: Vec<[f64; RUNS]>,
}

impl<'a> Drawn<'a> {
    fn new(compared: &'a Compared, weightings: Weightings, seed: u64) -> Drawn<'a> {
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

    fn draw(&mut self, block: u32) {
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
            for run in 0..RUNS {
                sums[run] += self.rows[*criterion][run] / divisor;
                self.rows[*criterion][run] = sums[run];
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

/// A number of the open unit.
fn unit(bits: u32) -> f64 {
    (f64::from(bits) + 0.5) / 4_294_967_296.0
}

/// An exponential number: the negative logarithm of a number of the open unit, to about the last digits of a double.
///
/// The number is taken apart into a power of two and a rest between √½ and √2, whose logarithm is `2·artanh((r − 1)/(r + 1))`. It
/// has no branches, so that several are made at a time.
fn exponential(bits: u32) -> f64 {
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

#[cfg(test)]
mod tests;
