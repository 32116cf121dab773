//! Whether the weights that count still are what was agreed on, and what speaks against them.

use std::collections::BTreeMap;

use super::super::criterion::{Criterion, share, total_weight};
use super::super::evaluation::PartnerEvaluation;
use super::super::scorecard::shown;
use super::WeightMethod;
use super::groups::{Group, groups};
use super::pairwise::ACCEPTABLE;
use super::shares::outcome;
use crate::domain::date::Date;
use crate::domain::id::Id;

/// Shares that differ by less are the same: more than rounding to weights can move them.
const SAME: f64 = 2.1e-3;

/// Proportions that were never touched differ by less.
const UNTOUCHED: f64 = 1e-9;

/// How the weights that count stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// By which method they were found; `None` where nobody said.
    pub method: Option<WeightMethod>,
    /// When they were agreed on.
    pub agreed_on: Option<Date>,
    /// What has changed since, the largest change first.
    pub changed: Vec<Drift>,
    /// Whether the answers to the method now give other weights than those that were agreed on.
    pub answered_anew: bool,
    /// The day of the first score, where the weights were agreed on after it.
    pub scored_before: Option<Date>,
    /// Groups whose comparisons contradict each other too much: their names, and their CR.
    pub contradicting: Vec<(&'static str, f64)>,
}

/// A criterion whose share is not what was agreed on.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// What it is called.
    pub name: String,
    /// Its share as it was agreed on; `None` where it was not there.
    pub agreed: Option<f64>,
    /// Its share now.
    pub now: f64,
}

impl Drift {
    fn size(&self) -> f64 {
        (self.now - self.agreed.unwrap_or_default()).abs()
    }
}

/// How the weights of an evaluation stand.
pub fn standing(evaluation: &PartnerEvaluation) -> Standing {
    let weighting = evaluation.weighting.as_ref();
    let first_score = evaluation.scores.iter().filter(|score| score.value.is_some()).filter_map(|score| score.at).min_by_key(|at| at.millis());
    let scored_before = first_score.map(|at| at.date()).filter(|first| weighting.agreed_on.is_some_and(|agreed| agreed > *first));
    let pairwise = weighting.method == Some(WeightMethod::Pairwise);
    Standing {
        method: weighting.method,
        agreed_on: weighting.agreed_on,
        changed: changed(evaluation),
        answered_anew: answered_anew(evaluation),
        scored_before,
        contradicting: if pairwise { groups(evaluation).iter().filter_map(contradiction).collect() } else { Vec::new() },
    }
}

/// The name and the CR of a group whose comparisons contradict each other too much.
pub fn contradiction(group: &Group) -> Option<(&'static str, f64)> {
    let ratio = group.found.as_ref()?.consistency_ratio.filter(|ratio| *ratio > ACCEPTABLE)?;
    Some((group.of.label(), ratio))
}

fn changed(evaluation: &PartnerEvaluation) -> Vec<Drift> {
    let agreed: BTreeMap<&Id<Criterion>, f64> = evaluation.weighting.agreed_weights.iter().map(|points| (&points.criterion, points.points.points())).collect();
    // What is left of the weights that were agreed on keeps its proportions where a criterion is taken out.
    let before: f64 = evaluation.criteria.iter().filter_map(|criterion| agreed.get(&criterion.id)).sum();
    let total = total_weight(evaluation);
    let drift = |criterion: &Criterion| {
        let known = agreed.get(&criterion.id).and_then(|points| share(*points, before));
        Some(Drift { name: shown(criterion), agreed: known, now: share(criterion.weight.points(), total)? })
    };
    if before <= 0.0 {
        return Vec::new();
    }
    let mut found: Vec<Drift> = evaluation.criteria.iter().filter_map(|criterion| drift(criterion)).filter(|drift| drift.size() > UNTOUCHED).collect();
    found.sort_by(|one, other| other.size().total_cmp(&one.size()));
    found
}

fn answered_anew(evaluation: &PartnerEvaluation) -> bool {
    let weighting = evaluation.weighting.as_ref();
    let Some(method) = weighting.method.filter(|method| *method != WeightMethod::Direct) else { return false };
    // Compared with what was agreed on, or with what counts where that is not known.
    let points = |criterion: &Criterion| {
        let agreed = super::shares::points(&weighting.agreed_weights, &criterion.id);
        if weighting.agreed_weights.is_empty() { criterion.weight.points() } else { agreed.unwrap_or_default() }
    };
    let points: Vec<f64> = evaluation.criteria.iter().map(|criterion| points(criterion)).collect();
    let total = points.iter().sum();
    let outcome = outcome(evaluation, method);
    let Some(shares) = outcome.shares() else { return true };
    shares.iter().zip(&points).any(|(answered, points)| share(*points, total).is_none_or(|agreed| (answered - agreed).abs() > SAME))
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::super::super::criterion::Weight;
    use super::super::applied::applied;
    use super::super::rank_order::orders;
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::partner::score::Score;
    use crate::domain::partner::trial_run::evaluation;

    pub(in super::super) fn agree(evaluation: &mut PartnerEvaluation, method: WeightMethod) {
        let today = "2026-11-22".parse().expect("a date");
        let (criteria, weighting) = applied(evaluation, method, today).expect("complete");
        evaluation.weighting = Arc::new(weighting);
        for criterion in criteria {
            evaluation.criteria = evaluation.criteria.with(criterion, None);
        }
    }

    fn weigh(evaluation: &mut PartnerEvaluation, id: &str, points: f64) {
        let criterion = evaluation.criteria.get(&Id::joined(&[id])).expect("there");
        let criterion = Criterion { weight: Weight::new(points).expect("in range"), ..Criterion::clone(criterion) };
        evaluation.criteria = evaluation.criteria.with(criterion, None);
    }

    #[test]
    fn a_weight_that_was_changed_after_it_was_agreed_on_is_told() {
        let mut evaluation = evaluation(&[], &[50.0, 30.0, 20.0], 0);
        assert_eq!(standing(&evaluation), Standing::default());
        agree(&mut evaluation, WeightMethod::Direct);
        assert_eq!(standing(&evaluation).changed, []);
        weigh(&mut evaluation, "k2", 40.0);
        let drifts: Vec<String> =
            standing(&evaluation).changed.iter().map(|drift| format!("{} {:.3} {:.3}", drift.name, drift.agreed.unwrap_or_default(), drift.now)).collect();
        assert_eq!(drifts, ["k2 0.200 0.333", "k0 0.500 0.417", "k1 0.300 0.250"]);
        weigh(&mut evaluation, "k2", 20.0);
        assert_eq!(standing(&evaluation).changed, []);
    }

    #[test]
    fn taking_a_criterion_out_leaves_the_others_as_agreed_and_a_new_one_does_not() {
        let mut evaluation = evaluation(&[], &[50.0, 30.0, 20.0], 0);
        agree(&mut evaluation, WeightMethod::Direct);
        let (rest, gone, _) = evaluation.criteria.without(&Id::joined(&["k1"])).expect("there");
        evaluation.weighting = Arc::new(evaluation.weighting.without(&gone.id));
        evaluation.criteria = rest;
        assert_eq!(standing(&evaluation).changed, []);
        let new = Criterion { id: Id::joined(&["k9"]), ..Criterion::clone(&gone) };
        evaluation.criteria = evaluation.criteria.with(new, None);
        assert_eq!(standing(&evaluation).changed.iter().map(|drift| drift.agreed.is_none()).collect::<Vec<_>>(), [true, false, false]);
    }

    #[test]
    fn answers_that_were_changed_later_are_told_and_rounding_is_not() {
        let mut evaluation = evaluation(&[], &[3.0, 2.0, 1.0], 0);
        let order = orders(&evaluation);
        let weighting = Arc::make_mut(&mut evaluation.weighting);
        (weighting.pillar_order, weighting.criterion_order) = (order.pillar_order(), order.criterion_order());
        agree(&mut evaluation, WeightMethod::RankOrder);
        assert!(!standing(&evaluation).answered_anew);
        Arc::make_mut(&mut evaluation.weighting).pillar_order.reverse();
        assert!(standing(&evaluation).answered_anew);
    }

    #[test]
    fn weights_that_were_agreed_on_after_scoring_began_are_told() {
        let mut evaluation = evaluation(&["a"], &[50.0, 30.0], 1);
        agree(&mut evaluation, WeightMethod::Direct);
        assert_eq!(standing(&evaluation).scored_before, None, "nobody knows when it was scored");
        let score = evaluation.scores.iter().next().expect("scored");
        let score = Score { at: Some(Timestamp::from_millis(1_763_000_000_000)), ..Score::clone(score) };
        evaluation.scores = evaluation.scores.with(score, None);
        assert_eq!(standing(&evaluation).scored_before, "2025-11-13".parse().ok());
    }
}
