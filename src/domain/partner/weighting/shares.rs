//! What each method makes of what was answered: the share of every criterion, or what is still to be answered.

use super::super::criterion::Criterion;
use super::super::evaluation::PartnerEvaluation;
use super::groups::{self, groups};
use super::rank_order::{self, orders};
use super::{CriterionPoints, WeightMethod};
use crate::domain::id::Id;
use crate::domain::words::{count, listed, quoted};

/// What a method makes of the answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The share of each criterion, 0 to 1, in the order of the criteria; together 1.
    Shares(Vec<f64>),
    /// What is still to be answered, as a sentence.
    Open(String),
}

impl Outcome {
    /// The shares, where everything is answered.
    pub fn shares(&self) -> Option<&[f64]> {
        match self {
            Outcome::Shares(shares) => Some(shares),
            Outcome::Open(_) => None,
        }
    }
}

/// What this method makes of an evaluation.
pub fn outcome(evaluation: &PartnerEvaluation, method: WeightMethod) -> Outcome {
    if evaluation.criteria.is_empty() {
        return Outcome::Open("There are no criteria yet.".to_owned());
    }
    match method {
        WeightMethod::Direct => normalised(direct(evaluation), "Every weight is 0."),
        WeightMethod::Swing => {
            let points: Vec<Option<f64>> = evaluation.criteria.iter().map(|criterion| points(&evaluation.weighting.swing, &criterion.id)).collect();
            let open = points.iter().filter(|points| points.is_none()).count();
            if open > 0 {
                return Outcome::Open(format!("{open} of {} no points yet.", count(points.len(), "criterion has", "criteria have")));
            }
            normalised(points.into_iter().flatten().collect(), "All points are 0.")
        }
        WeightMethod::RankOrder => rank_order::shares(evaluation).map_or_else(|| open_ranks(evaluation), Outcome::Shares),
        WeightMethod::Pairwise => {
            let groups = groups(evaluation);
            groups::shares(evaluation, &groups).map_or_else(|| open_comparisons(&groups), Outcome::Shares)
        }
    }
}

/// The points that were given directly: those that count, or those that did before another method was used.
pub fn direct(evaluation: &PartnerEvaluation) -> Vec<f64> {
    evaluation.criteria.iter().map(|criterion| direct_of(evaluation, criterion)).collect()
}

/// The points that were given directly to one criterion.
pub fn direct_of(evaluation: &PartnerEvaluation, criterion: &Criterion) -> f64 {
    points(&evaluation.weighting.direct, &criterion.id).unwrap_or(criterion.weight.points())
}

/// The points of a criterion among these; `None` where it has none. What was said last counts.
pub fn points(known: &[CriterionPoints], criterion: &Id<Criterion>) -> Option<f64> {
    known.iter().rev().find(|points| points.criterion == *criterion).map(|points| points.points.points())
}

/// Points as shares, or the complaint where there is nothing to share.
fn normalised(points: Vec<f64>, complaint: &str) -> Outcome {
    let sum: f64 = points.iter().sum();
    if sum > 0.0 { Outcome::Shares(points.iter().map(|points| points / sum).collect()) } else { Outcome::Open(complaint.to_owned()) }
}

fn open_ranks(evaluation: &PartnerEvaluation) -> Outcome {
    let orders = orders(evaluation);
    let all = orders.pillars.len() + evaluation.criteria.len();
    Outcome::Open(format!("{} of {} not ranked yet.", orders.open(), count(all, "pillar and criterion is", "pillars and criteria are")))
}

fn open_comparisons(groups: &[groups::Group]) -> Outcome {
    let loose: Vec<&groups::Group> = groups.iter().filter(|group| group.found.is_none()).collect();
    let begun = loose.iter().find(|group| group.open() < group.pairs.len());
    let first = begun.or(loose.first());
    let names = |group: &&groups::Group| listed(&group.loose.iter().take(3).map(|name| quoted(name)).collect::<Vec<_>>());
    Outcome::Open(match first {
        Some(group) if begun.is_some() => format!("Compare {} with the others of “{}”.", names(group), group.of.label()),
        _ => format!("{} for comparisons.", count(loose.len(), "group waits", "groups wait")),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::super::criterion::Weight;
    use super::*;
    use crate::domain::extra::Extra;
    use crate::domain::partner::trial_run::evaluation;

    fn given(criterion: &str, points: f64) -> CriterionPoints {
        CriterionPoints { criterion: Id::joined(&[criterion]), points: Weight::new(points).expect("in range"), extra: Extra::default() }
    }

    #[test]
    fn swing_points_are_shares_once_all_are_given() {
        let mut evaluation = evaluation(&[], &[1.0; 3], 0);
        let said = |evaluation: &PartnerEvaluation| outcome(evaluation, WeightMethod::Swing);
        assert_eq!(said(&evaluation), Outcome::Open("3 of 3 criteria have no points yet.".to_owned()));
        Arc::make_mut(&mut evaluation.weighting).swing = vec![given("k0", 100.0), given("k1", 60.0), given("gone", 90.0), given("k2", 40.0)];
        assert_eq!(said(&evaluation), Outcome::Shares(vec![0.5, 0.3, 0.2]));
        Arc::make_mut(&mut evaluation.weighting).swing = vec![given("k0", 0.0), given("k1", 0.0), given("k2", 0.0)];
        assert_eq!(said(&evaluation), Outcome::Open("All points are 0.".to_owned()));
    }

    #[test]
    fn what_was_given_directly_stands_beside_what_counts() {
        let mut evaluation = evaluation(&[], &[30.0, 10.0], 0);
        let said = |evaluation: &PartnerEvaluation| outcome(evaluation, WeightMethod::Direct);
        assert_eq!(said(&evaluation), Outcome::Shares(vec![0.75, 0.25]));
        Arc::make_mut(&mut evaluation.weighting).direct = vec![given("k0", 10.0)];
        assert_eq!(said(&evaluation), Outcome::Shares(vec![0.5, 0.5]));
    }

    #[test]
    fn each_method_says_what_is_open() {
        let evaluation = evaluation(&[], &[1.0; 5], 0);
        let said = |method| outcome(&evaluation, method);
        assert_eq!(said(WeightMethod::RankOrder), Outcome::Open("9 of 9 pillars and criteria are not ranked yet.".to_owned()));
        assert_eq!(said(WeightMethod::Pairwise), Outcome::Open("2 groups wait for comparisons.".to_owned()));
    }
}
