//! Krippendorff's alpha: how far raters agree, beyond what chance would give, on scores of which some may be missing.
//!
//! `α = 1 − Do / De`, the disagreement within units against that among all scores that can be paired (Krippendorff, Computing
//! Krippendorff's Alpha-Reliability, 2011). 1: no disagreement; 0: as much as by chance; below 0: more than that.
//!
//! A unit that fewer than two raters have scored says nothing of agreement and is left out.

use std::collections::BTreeMap;

/// How far two scores are apart, squared: what the numbers of a scale mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Names: equal or not.
    Nominal,
    /// An order: as far apart as there are scores between them.
    Ordinal,
    /// Steps of the same size.
    Interval,
    /// Steps that count the less the higher they are, from a zero that means nothing of it.
    Ratio,
}

/// The scores of some units, as pairs within each unit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pairs {
    /// How often a score met another in a unit of so many scores: by that number, then by the two scores. Counts are whole, so
    /// that the order in which units come changes nothing.
    met: BTreeMap<(usize, u8, u8), u64>,
    /// How many scores of each value can be paired.
    values: BTreeMap<u8, u64>,
}

impl Pairs {
    /// The pairs of these units, each with the scores that were given.
    pub fn of<'a>(units: impl IntoIterator<Item = &'a [u8]>) -> Pairs {
        let mut pairs = Pairs::default();
        for unit in units {
            if unit.len() < 2 {
                continue;
            }
            for (place, mine) in unit.iter().enumerate() {
                *pairs.values.entry(*mine).or_default() += 1;
                for (other, theirs) in unit.iter().enumerate() {
                    if other != place {
                        *pairs.met.entry((unit.len(), *mine, *theirs)).or_default() += 1;
                    }
                }
            }
        }
        pairs
    }

    /// How many scores can be paired.
    pub fn scores(&self) -> u64 {
        self.values.values().sum()
    }

    /// The disagreement within units, for each score, by the distances that `values` have on the scale.
    fn observed(&self, scale: Scale, values: &BTreeMap<u8, u64>) -> f64 {
        let sum: f64 =
            self.met.iter().map(|((raters, one, other), times)| *times as f64 / (*raters as f64 - 1.0) * distance(scale, values, *one, *other)).sum();
        sum / self.scores() as f64
    }

    /// The disagreement that chance would give, for each score.
    fn expected(&self, scale: Scale) -> f64 {
        let scores = self.scores() as f64;
        let mut sum = 0.0;
        for (one, times) in &self.values {
            for (other, others) in &self.values {
                sum += (*times * *others) as f64 * distance(scale, &self.values, *one, *other);
            }
        }
        sum / (scores * (scores - 1.0))
    }

    /// Alpha; `None` where nothing can be paired, or all scores are the same, which says nothing of agreement.
    pub fn alpha(&self, scale: Scale) -> Option<f64> {
        self.alpha_within(self, scale)
    }

    /// Alpha of these units by the yardstick of all: their disagreement against the one that chance would give among the scores
    /// of `all`. The mean over parts of a whole, weighted by [`Pairs::scores`], is the alpha of the whole.
    pub fn alpha_within(&self, all: &Pairs, scale: Scale) -> Option<f64> {
        if self.scores() == 0 || all.values.len() < 2 {
            return None;
        }
        Some(1.0 - self.observed(scale, &all.values) / all.expected(scale))
    }
}

fn distance(scale: Scale, values: &BTreeMap<u8, u64>, one: u8, other: u8) -> f64 {
    let (low, high) = (one.min(other), one.max(other));
    if low == high {
        return 0.0;
    }
    let apart = match scale {
        Scale::Nominal => 1.0,
        Scale::Ordinal => {
            let count = |value: u8| values.get(&value).copied().unwrap_or_default() as f64;
            values.range(low..=high).map(|(_, times)| *times as f64).sum::<f64>() - (count(low) + count(high)) / 2.0
        }
        Scale::Interval => f64::from(high - low),
        Scale::Ratio => f64::from(high - low) / (f64::from(high) + f64::from(low)),
    };
    apart * apart
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn units(rows: &[[u8; 12]]) -> Vec<Vec<u8>> {
        // 0 stands for a score that is missing.
        (0..12).map(|unit| rows.iter().map(|row| row[unit]).filter(|score| *score > 0).collect()).collect()
    }

    fn alpha(units: &[Vec<u8>], scale: Scale) -> Option<f64> {
        Pairs::of(units.iter().map(Vec::as_slice)).alpha(scale)
    }

    #[test]
    fn the_published_example_gives_the_published_alphas() {
        // Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section D: four observers, twelve units, some missing.
        let units = units(&[
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ]);
        for (scale, wanted) in [(Scale::Nominal, 0.743), (Scale::Ordinal, 0.815), (Scale::Interval, 0.849), (Scale::Ratio, 0.797)] {
            let found = alpha(&units, scale).expect("there are pairs");
            assert!((found - wanted).abs() < 5e-4, "{scale:?}: {found} is not {wanted}");
        }
    }

    #[test]
    fn what_says_nothing_has_no_alpha() {
        assert_eq!(alpha(&[], Scale::Ordinal), None);
        assert_eq!(alpha(&[vec![3], vec![], vec![5]], Scale::Ordinal), None);
        assert_eq!(alpha(&[vec![3, 3], vec![3, 3, 3]], Scale::Ordinal), None);
        assert_eq!(alpha(&[vec![3, 3], vec![4, 4]], Scale::Ordinal), Some(1.0));
    }

    const SCALES: [Scale; 4] = [Scale::Nominal, Scale::Ordinal, Scale::Interval, Scale::Ratio];

    proptest! {
        #[test]
        fn neither_the_order_of_raters_nor_that_of_units_matters(units in proptest::collection::vec(proptest::collection::vec(1_u8..6, 0..6), 1..30)) {
            let turned: Vec<Vec<u8>> = units.iter().rev().map(|unit| unit.iter().rev().copied().collect()).collect();
            for scale in SCALES {
                prop_assert_eq!(alpha(&units, scale), alpha(&turned, scale));
            }
        }

        #[test]
        fn the_alpha_of_all_is_the_mean_of_its_parts(units in proptest::collection::vec(proptest::collection::vec(1_u8..6, 0..6), 2..30), cut: prop::sample::Index) {
            let all = Pairs::of(units.iter().map(Vec::as_slice));
            let (first, second) = units.split_at(cut.index(units.len()));
            for scale in SCALES {
                let parts = [first, second].map(|part| Pairs::of(part.iter().map(Vec::as_slice)));
                let sum: f64 = parts.iter().filter_map(|part| Some(part.scores() as f64 * part.alpha_within(&all, scale)?)).sum();
                if let Some(alpha) = all.alpha(scale) {
                    prop_assert!(alpha <= 1.0 && (sum / all.scores() as f64 - alpha).abs() < 1e-9);
                }
            }
        }
    }
}
