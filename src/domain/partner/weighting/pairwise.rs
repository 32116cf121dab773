//! The analytic hierarchy process: weights of things that were compared two by two.
//!
//! Weights are the principal eigenvector of the matrix of comparisons, by power iteration, with the sum 1. Consistency is
//! `CI = (λmax − n) / (n − 1)` and `CR = CI / RI`; up to [`ACCEPTABLE`] it is good enough (Saaty, The Analytic Hierarchy
//! Process, 1980).
//!
//! Comparisons may be missing. A missing one stands for the ratio of the weights that come out (Harker, Alternative modes of
//! questioning in the analytic hierarchy process, 1987), which is why all must hang together; RI is then lowered in proportion to
//! what is missing (Ágoston and Csató, Inconsistency thresholds for incomplete pairwise comparison matrices, 2022), down to
//! nothing where no comparison can contradict another.
//!
//! Limits: there is no RI for more than [`RANDOM_INDEX`] has, and so no CR.

use super::Judgement;

/// The highest consistency ratio that is good enough.
pub const ACCEPTABLE: f64 = 0.10;

/// The mean consistency index of random comparisons of 1, 2, 3, … things: Saaty's table.
///
/// Published tables differ: for 3 things 0.52 is found as well as 0.58, and from 11 on 1.51, 1.48, 1.56, 1.57 and 1.59 as well.
pub const RANDOM_INDEX: [f64; 15] = [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.54, 1.56, 1.57, 1.59];

/// Weights that move by less than this in a step stay where they are.
const STILL: f64 = 1e-14;

/// A chain of things takes most steps; fifteen of them, some thousand.
const MOST_STEPS: usize = 20_000;

/// Consistency that differs by less is the same.
const SAME: f64 = 1e-9;

/// How things compare two by two, as ratios. What is below the diagonal is one by what is above.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparisons {
    size: usize,
    ratios: Vec<Option<f64>>,
}

/// What follows from comparisons.
#[derive(Debug, Clone, PartialEq)]
pub struct Priorities {
    /// The weight of each thing; together 1.
    pub weights: Vec<f64>,
    /// The principal eigenvalue, λmax: as many as there are things where nothing contradicts.
    pub eigenvalue: f64,
    /// CI.
    pub consistency_index: f64,
    /// CR; `None` for more things than there is a random index for.
    pub consistency_ratio: Option<f64>,
}

/// The comparison that fits least to the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Misfit {
    /// Which two.
    pub pair: (usize, usize),
    /// How they would compare if it went by the others.
    pub fitting: Judgement,
    /// CR with that.
    pub ratio_then: f64,
}

impl Comparisons {
    /// Nothing compared yet.
    pub fn new(size: usize) -> Comparisons {
        let mut comparisons = Comparisons { size, ratios: vec![None; size * size] };
        for thing in 0..size {
            comparisons.put(thing, thing, Some(1.0));
        }
        comparisons
    }

    /// These comparisons with one more, or another one: how many times as much the first matters.
    pub fn with(mut self, (one, other): (usize, usize), ratio: f64) -> Comparisons {
        if one != other && ratio > 0.0 && ratio.is_finite() {
            self.put(one, other, Some(ratio));
            self.put(other, one, Some(1.0 / ratio));
        }
        self
    }

    /// These comparisons without one.
    fn without(&self, (one, other): (usize, usize)) -> Comparisons {
        let mut rest = self.clone();
        rest.put(one, other, None);
        rest.put(other, one, None);
        rest
    }

    /// How many times as much the first matters as the second; `None` where they were not compared.
    pub fn get(&self, one: usize, other: usize) -> Option<f64> {
        self.ratios.get(one * self.size + other).copied().flatten()
    }

    fn put(&mut self, one: usize, other: usize, ratio: Option<f64>) {
        if let Some(slot) = self.ratios.get_mut(one * self.size + other).filter(|_| other < self.size) {
            *slot = ratio;
        }
    }

    /// Every two things, each pair once.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let size = self.size;
        (0..size).flat_map(move |one| (one + 1..size).map(move |other| (one, other)))
    }

    /// How many pairs were not compared.
    pub fn missing(&self) -> usize {
        self.pairs().filter(|(one, other)| self.get(*one, *other).is_none()).count()
    }

    /// Things that no comparison connects with this one, directly or over others.
    pub fn loose(&self, from: usize) -> Vec<usize> {
        let mut reached = vec![false; self.size];
        let mut next = vec![from];
        while let Some(here) = next.pop() {
            if let Some(seen) = reached.get_mut(here).filter(|seen| !**seen) {
                *seen = true;
                next.extend((0..self.size).filter(|other| self.get(here, *other).is_some()));
            }
        }
        reached.iter().enumerate().filter(|(_, reached)| !**reached).map(|(thing, _)| thing).collect()
    }

    /// The weights; `None` where there is nothing, or where the comparisons do not hang together.
    pub fn priorities(&self) -> Option<Priorities> {
        if self.size == 0 || !self.loose(0).is_empty() {
            return None;
        }
        let mut weights = vec![1.0 / self.size as f64; self.size];
        for _ in 0..MOST_STEPS {
            let next = normalised(self.stepped(&weights));
            let moved = weights.iter().zip(&next).map(|(before, after)| (before - after).abs()).fold(0.0, f64::max);
            weights = next;
            if moved < STILL {
                break;
            }
        }
        let eigenvalue: f64 = self.stepped(&weights).iter().sum();
        // Rounding may leave it below what it cannot be below.
        let consistency_index = if self.size < 3 { 0.0 } else { ((eigenvalue - self.size as f64) / (self.size as f64 - 1.0)).max(0.0) };
        let consistency_ratio = self.random_index().map(|random| if random > SAME { consistency_index / random } else { 0.0 });
        Some(Priorities { weights, eigenvalue, consistency_index, consistency_ratio })
    }

    /// The random index of as many things with as many comparisons.
    fn random_index(&self) -> Option<f64> {
        let whole = *RANDOM_INDEX.get(self.size.checked_sub(1)?)?;
        // How many comparisons there are beyond those that are needed.
        let spare = (self.size - 1) * self.size.saturating_sub(2);
        Some(if spare == 0 { whole } else { whole * (1.0 - 2.0 * self.missing() as f64 / spare as f64) })
    }

    /// One step of the power iteration. A missing comparison counts on the diagonal, as Harker has it.
    fn stepped(&self, weights: &[f64]) -> Vec<f64> {
        let row = |one: usize| {
            let own = weights.get(one).copied().unwrap_or_default();
            weights.iter().enumerate().map(|(other, weight)| self.get(one, other).map_or(own, |ratio| ratio * weight)).sum()
        };
        (0..self.size).map(row).collect()
    }

    /// The comparison whose change to what the others say lowers CR most; `None` where no comparison contradicts another.
    pub fn misfit(&self) -> Option<Misfit> {
        let now = self.priorities()?.consistency_ratio.filter(|ratio| *ratio > SAME)?;
        let mut best: Option<(Misfit, f64)> = None;
        for pair in self.pairs() {
            let Some(given) = self.get(pair.0, pair.1) else { continue };
            // Where nothing else connects the two, nothing contradicts their comparison.
            let Some(rest) = self.without(pair).priorities() else { continue };
            let (Some(one), Some(other)) = (rest.weights.get(pair.0), rest.weights.get(pair.1)) else { continue };
            let fitting = Judgement::nearest(one / other);
            let Some(ratio_then) = self.clone().with(pair, fitting.ratio()).priorities().and_then(|then| then.consistency_ratio) else { continue };
            let change = (given.ln() - fitting.ratio().ln()).abs();
            let better = best.as_ref().is_none_or(|(known, known_change)| {
                ratio_then < known.ratio_then - SAME || (ratio_then < known.ratio_then + SAME && change < known_change - SAME)
            });
            if better && ratio_then < now - SAME {
                best = Some((Misfit { pair, fitting, ratio_then }, change));
            }
        }
        best.map(|(misfit, _)| misfit)
    }
}

fn normalised(mut weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    if sum > 0.0 {
        weights.iter_mut().for_each(|weight| *weight /= sum);
    }
    weights
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The comparisons above the diagonal, row by row; 0 where one is missing.
    fn compared(size: usize, ratios: &[f64]) -> Comparisons {
        let empty = Comparisons::new(size);
        empty.pairs().zip(ratios).fold(empty, |known, (pair, ratio)| known.with(pair, *ratio))
    }

    fn near(found: &[f64], expected: &[f64], tolerance: f64) {
        assert!(found.len() == expected.len() && found.iter().zip(expected).all(|(one, other)| (one - other).abs() < tolerance), "{found:?}");
    }

    #[test]
    fn the_choice_of_a_leader_comes_out_as_published() {
        // Experience, education, charisma and age (gluc/ahp, inst/extdata/tom_dick_harry.ahp; the example of the encyclopedias).
        let found = compared(4, &[4.0, 3.0, 7.0, 1.0 / 3.0, 3.0, 5.0]).priorities().expect("hangs together");
        near(&found.weights, &[0.54756924, 0.12655528, 0.26994992, 0.05592555], 1e-6);
        near(
            &[found.eigenvalue, found.consistency_index, found.consistency_ratio.expect("few")],
            &[4.118_418_024_313_366, 0.039_472_674_8, 0.043_858_527_5],
            1e-6,
        );
    }

    #[test]
    fn consistent_comparisons_contradict_nothing() {
        // gluc/ahp, tests/testthat/test-Calculate.R.
        let comparisons = compared(3, &[6.0, 3.0, 0.5]);
        let found = comparisons.priorities().expect("hangs together");
        near(&found.weights, &[2.0 / 3.0, 1.0 / 9.0, 2.0 / 9.0], 1e-9);
        near(&[found.consistency_ratio.expect("few")], &[0.0], 1e-9);
        assert_eq!(comparisons.misfit(), None);
    }

    #[test]
    fn the_random_index_is_the_table_of_saaty() {
        assert_eq!(RANDOM_INDEX, [0.0, 0.0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.54, 1.56, 1.57, 1.59]);
        let many = compared(16, &[1.0; 120]).priorities().expect("hangs together");
        assert_eq!(many.consistency_ratio, None);
    }

    #[test]
    fn the_pair_that_fits_least_is_named_with_what_would_fit() {
        // 1 : 2 : 4 : 8, but for the first and the last, which should be 8.
        let found = compared(4, &[2.0, 4.0, 1.0 / 8.0, 2.0, 4.0, 2.0]).misfit().expect("a contradiction");
        assert_eq!((found.pair, found.fitting.get()), ((0, 3), 8));
        near(&[found.ratio_then], &[0.0], 1e-9);
    }

    #[test]
    fn what_is_missing_follows_from_the_rest() {
        let chain = compared(3, &[2.0, 0.0, 3.0]);
        let found = chain.priorities().expect("hangs together");
        near(&found.weights, &[0.6, 0.3, 0.1], 1e-9);
        assert_eq!((chain.missing(), found.consistency_ratio, chain.misfit()), (1, Some(0.0), None));
        let loose = compared(3, &[2.0]);
        assert_eq!((loose.priorities(), loose.loose(0)), (None, vec![2]));
        assert_eq!((Comparisons::new(0).priorities(), Comparisons::new(1).priorities().map(|one| one.weights)), (None, Some(vec![1.0])));
    }

    #[test]
    fn a_long_chain_comes_to_rest() {
        let chain = (0..14).fold(Comparisons::new(15), |known, place| known.with((place, place + 1), if place % 2 == 0 { 2.0 } else { 0.5 }));
        let found = chain.priorities().expect("hangs together");
        near(&found.weights, &[2.0, 1.0].repeat(8)[..15].iter().map(|part| part / 23.0).collect::<Vec<f64>>(), 1e-9);
    }

    proptest! {
        #[test]
        fn weights_are_one_together_whatever_is_compared(numbers in proptest::collection::vec(0usize..17, 10)) {
            let ratios: Vec<f64> = numbers.iter().filter_map(|place| Judgement::all().nth(*place)).map(Judgement::ratio).collect();
            let found = compared(5, &ratios).priorities().expect("hangs together");
            prop_assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(found.weights.iter().all(|weight| *weight > 0.0));
            prop_assert!(found.eigenvalue > 5.0 - 1e-9);
        }

        #[test]
        fn ratios_of_weights_give_the_weights_back_and_no_contradiction(parts in proptest::collection::vec(1u32..100, 2..9), left_out in 0usize..40) {
            let pairs: Vec<(usize, usize)> = Comparisons::new(parts.len()).pairs().collect();
            let compared = pairs.iter().enumerate().filter(|(place, _)| parts.len() < 3 || *place != left_out).fold(Comparisons::new(parts.len()), |known, (_, pair)| {
                known.with(*pair, f64::from(parts[pair.0]) / f64::from(parts[pair.1]))
            });
            let found = compared.priorities().expect("hangs together");
            let sum: f64 = parts.iter().copied().map(f64::from).sum();
            for (weight, part) in found.weights.iter().zip(&parts) {
                prop_assert!((weight - f64::from(*part) / sum).abs() < 1e-9);
            }
            prop_assert!(found.consistency_ratio.is_some_and(|ratio| ratio < 1e-9));
        }

        #[test]
        fn the_order_of_things_does_not_matter(numbers in proptest::collection::vec(0usize..17, 6), turn in 1usize..4) {
            let ratios: Vec<f64> = numbers.iter().filter_map(|place| Judgement::all().nth(*place)).map(Judgement::ratio).collect();
            let plain = compared(4, &ratios);
            let turned = plain.pairs().fold(Comparisons::new(4), |known, (one, other)| {
                known.with(((one + turn) % 4, (other + turn) % 4), plain.get(one, other).expect("compared"))
            });
            let (plain, turned) = (plain.priorities().expect("hangs together"), turned.priorities().expect("hangs together"));
            for (place, weight) in plain.weights.iter().enumerate() {
                prop_assert!((weight - turned.weights[(place + turn) % 4]).abs() < 1e-9);
            }
        }
    }
}
