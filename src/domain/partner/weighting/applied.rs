//! Shares as weights.
//!
//! A share becomes points of a hundred, rounded to a hundredth of a point and never to nothing. Equal shares stay equal, which is
//! why the points may add up to a little more or less than 100: only their proportions matter. A share moves by some hundredths of a
//! percent, and with forty criteria by two in a thousand at the very worst.

use super::super::criterion::{Criterion, Weight};
use super::super::evaluation::PartnerEvaluation;
use super::shares::{Outcome, direct_of, outcome};
use super::{CriterionPoints, WeightMethod, Weighting};
use crate::domain::date::Date;
use crate::domain::extra::Extra;

/// The least that a share above nothing becomes.
const LEAST: f64 = 0.01;

/// The weight that a share becomes.
pub fn weight_of(share: f64) -> Option<Weight> {
    let points = (share * 10_000.0).round() / 100.0;
    Weight::new(if share > 0.0 { points.max(LEAST) } else { points })
}

/// The criteria with the weights of this method, and where they come from; `None` while its answers are not complete.
///
/// Weights that were given directly are kept as answers when those of another method take their place. Who agreed on the
/// weights before need not agree on these, so that is asked anew, unless it was said today.
pub fn applied(evaluation: &PartnerEvaluation, method: WeightMethod, today: Date) -> Option<(Vec<Criterion>, Weighting)> {
    let before = evaluation.weighting.as_ref();
    let criteria: Vec<Criterion> = match (method, outcome(evaluation, method)) {
        (_, Outcome::Open(_)) => return None,
        // What was given directly is taken as it was given.
        (WeightMethod::Direct, _) => {
            let given = |criterion: &Criterion| Some(Criterion { weight: Weight::new(direct_of(evaluation, criterion))?, ..criterion.clone() });
            evaluation.criteria.iter().filter_map(|criterion| given(criterion)).collect()
        }
        (_, Outcome::Shares(shares)) => {
            let given = |(criterion, share): (&Criterion, &f64)| Some(Criterion { weight: weight_of(*share)?, ..criterion.clone() });
            evaluation.criteria.iter().map(AsRef::as_ref).zip(&shares).filter_map(given).collect()
        }
    };
    let given_directly = matches!(before.method, None | Some(WeightMethod::Direct));
    let weighting = Weighting {
        method: Some(method),
        agreed_on: Some(today),
        agreed_by: if before.agreed_on == Some(today) { before.agreed_by.clone() } else { String::new() },
        agreed_weights: criteria.iter().map(points_of).collect(),
        direct: match method {
            WeightMethod::Direct => Vec::new(),
            _ if given_directly => evaluation.criteria.iter().map(|criterion| points_of(criterion)).collect(),
            _ => before.direct.clone(),
        },
        ..before.clone()
    };
    Some((criteria, weighting))
}

/// The points of a criterion, for the record.
pub fn points_of(criterion: &Criterion) -> CriterionPoints {
    CriterionPoints { criterion: criterion.id.clone(), points: criterion.weight, extra: Extra::default() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::super::rank_order::orders;
    use super::*;
    use crate::domain::partner::trial_run::evaluation;

    fn today() -> Date {
        "2026-11-22".parse().expect("a date")
    }

    #[test]
    fn equal_shares_stay_equal_and_none_becomes_nothing() {
        let points = |share| weight_of(share).map(Weight::points);
        assert_eq!([points(1.0 / 3.0), points(0.000_001), points(0.0), points(1.0)], [Some(33.33), Some(0.01), Some(0.0), Some(100.0)]);
    }

    #[test]
    fn weights_given_directly_are_kept_and_come_back_as_they_were() {
        let mut before = evaluation(&[], &[30.0, 10.0, 7.0], 0);
        assert_eq!(applied(&before, WeightMethod::RankOrder, today()), None);
        let order = orders(&before);
        let weighting = Arc::make_mut(&mut before.weighting);
        (weighting.pillar_order, weighting.criterion_order) = (order.pillar_order(), order.criterion_order());
        let (criteria, weighting) = applied(&before, WeightMethod::RankOrder, today()).expect("complete");
        assert_eq!(criteria.iter().map(|criterion| criterion.weight.points()).collect::<Vec<_>>(), [61.11, 27.78, 11.11]);
        assert_eq!((weighting.method, weighting.agreed_on, weighting.agreed_weights.len()), (Some(WeightMethod::RankOrder), Some(today()), 3));
        let mut after = before.clone();
        after.weighting = Arc::new(weighting);
        for criterion in criteria {
            after.criteria = after.criteria.with(criterion, None);
        }
        let (criteria, weighting) = applied(&after, WeightMethod::Direct, today()).expect("complete");
        assert_eq!(criteria.iter().map(|criterion| criterion.weight.points()).collect::<Vec<_>>(), [30.0, 10.0, 7.0]);
        assert_eq!((weighting.method, weighting.direct), (Some(WeightMethod::Direct), Vec::new()));
    }

    proptest! {
        #[test]
        fn no_share_moves_by_more_than_two_in_a_thousand(parts in proptest::collection::vec(0u32..1000, 1..40)) {
            let sum: f64 = parts.iter().copied().map(f64::from).sum();
            prop_assume!(sum > 0.0);
            let points: Vec<f64> = parts.iter().filter_map(|part| weight_of(f64::from(*part) / sum)).map(Weight::points).collect();
            let all: f64 = points.iter().sum();
            for (points, part) in points.iter().zip(&parts) {
                prop_assert!((points / all - f64::from(*part) / sum).abs() < 2.1e-3);
                prop_assert_eq!(*points > 0.0, *part > 0);
            }
        }
    }
}
