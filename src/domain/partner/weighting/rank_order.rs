//! Rank-order centroid weights: who only knows the order knows that much.
//!
//! The first of n things weighs `(1/n) Σ 1/k` over k from its place to n, the centre of all weights in that order (Barron and
//! Barrett, Decision quality using ranked attribute weights, 1996). Pillars are ranked, and the criteria within their pillar;
//! the share of a criterion is that of its pillar times its own.

use std::sync::Arc;

use super::super::criterion::{Criterion, Pillar, pillar_weight};
use super::super::evaluation::PartnerEvaluation;
use super::super::grid::Grid;
use crate::domain::collection::Collection;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};

/// A thing in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked<T> {
    /// What.
    pub what: T,
    /// Whether somebody put it there; it stands last until then.
    pub placed: bool,
}

/// A criterion in its place.
pub type RankedCriterion = Ranked<Arc<Criterion>>;

/// A pillar in its place, with its criteria in theirs.
pub type RankedPillar = (Ranked<Pillar>, Vec<RankedCriterion>);

/// The orders as they are shown: what was placed, then the rest by the weights that count.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Orders {
    /// The pillars that have criteria, each with its own.
    pub pillars: Vec<RankedPillar>,
}

impl Orders {
    /// How many things are not placed yet.
    pub fn open(&self) -> usize {
        let within = |criteria: &[RankedCriterion]| criteria.iter().filter(|one| !one.placed).count();
        self.pillars.iter().map(|(pillar, criteria)| usize::from(!pillar.placed) + within(criteria)).sum()
    }

    /// The pillars in order.
    pub fn pillar_order(&self) -> Vec<Pillar> {
        self.pillars.iter().map(|(pillar, _)| pillar.what).collect()
    }

    /// The criteria in order, pillar by pillar.
    pub fn criterion_order(&self) -> Vec<Id<Criterion>> {
        self.pillars.iter().flat_map(|(_, criteria)| criteria).map(|one| one.what.id.clone()).collect()
    }
}

/// The weights of n things in order, the first weighing most; together 1.
pub fn centroid(n: usize) -> Vec<f64> {
    let mut weights = vec![0.0; n];
    let mut sum = 0.0;
    for place in (0..n).rev() {
        sum += 1.0 / (place + 1) as f64;
        weights[place] = sum / n as f64;
    }
    weights
}

/// The orders of an evaluation.
pub fn orders(evaluation: &PartnerEvaluation) -> Orders {
    let (grid, weighting) = (Grid::of(evaluation), evaluation.weighting.as_ref());
    let mut pillars: Vec<RankedPillar> = grid
        .pillars
        .into_iter()
        .map(|(pillar, criteria)| (Ranked { what: pillar, placed: weighting.pillar_order.contains(&pillar) }, in_order(criteria, &weighting.criterion_order)))
        .collect();
    sort_by_rank(&mut pillars, |(pillar, _)| {
        let place = weighting.pillar_order.iter().position(|known| *known == pillar.what);
        rank(place, pillar_weight(evaluation, pillar.what))
    });
    Orders { pillars }
}

fn in_order(criteria: Vec<Arc<Criterion>>, order: &[Id<Criterion>]) -> Vec<RankedCriterion> {
    let place = |criterion: &Criterion| order.iter().position(|known| *known == criterion.id);
    let mut ranked: Vec<RankedCriterion> = criteria.into_iter().map(|criterion| Ranked { placed: place(&criterion).is_some(), what: criterion }).collect();
    sort_by_rank(&mut ranked, |one| rank(place(&one.what), one.what.weight.points()));
    ranked
}

/// What was placed comes first, in its order; the rest by weight.
fn rank(place: Option<usize>, weight: f64) -> Rank {
    place.map_or_else(|| (true, Rank::from((weight * 1000.0).round() as i64).down()).into(), |place| (false, Rank::from(place)).into())
}

/// The share of each criterion, in the order of the criteria; `None` while something is not placed.
pub fn shares(evaluation: &PartnerEvaluation) -> Option<Vec<f64>> {
    let orders = orders(evaluation);
    if orders.pillars.is_empty() || orders.open() > 0 {
        return None;
    }
    let mut found = vec![0.0; evaluation.criteria.len()];
    for ((_, criteria), of_pillar) in orders.pillars.iter().zip(centroid(orders.pillars.len())) {
        for (criterion, within) in criteria.iter().zip(centroid(criteria.len())) {
            put(&mut found, &evaluation.criteria, &criterion.what.id, of_pillar * within);
        }
    }
    Some(found)
}

/// Puts a share where its criterion stands.
pub(super) fn put(shares: &mut [f64], criteria: &Collection<Criterion>, id: &Id<Criterion>, share: f64) {
    if let Some(slot) = criteria.place(id).and_then(|place| shares.get_mut(place)) {
        *slot = share;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::partner::trial_run::evaluation;

    #[test]
    fn centroids_are_those_of_the_formula() {
        // w_i = (1/n) Σ_{k≥i} 1/k.
        for (n, expected) in [(3, vec![0.6111, 0.2778, 0.1111]), (4, vec![0.5208, 0.2708, 0.1458, 0.0625]), (5, vec![0.4567, 0.2567, 0.1567, 0.09, 0.04])] {
            assert!(centroid(n).iter().zip(&expected).all(|(found, expected)| (found - expected).abs() < 1e-4), "{n}");
        }
        assert_eq!(centroid(0), Vec::<f64>::new());
    }

    #[test]
    fn what_is_not_placed_stands_last_by_weight_and_gives_no_shares() {
        let mut evaluation = evaluation(&[], &[1.0, 2.0, 3.0, 4.0, 9.0, 8.0], 0);
        let order = |evaluation: &PartnerEvaluation| orders(evaluation).criterion_order().iter().map(|id| id.to_string()).collect::<Vec<_>>().join(" ");
        // Pillars weigh 10, 10, 3 and 4; equals keep their order.
        assert_eq!(order(&evaluation), "k4 k0 k5 k1 k3 k2");
        assert_eq!((orders(&evaluation).open(), shares(&evaluation)), (10, None));
        let weighting = Arc::make_mut(&mut evaluation.weighting);
        weighting.pillar_order = vec![Pillar::Performance, Pillar::Expertise, Pillar::Commercial, Pillar::Technology, Pillar::RiskManagement];
        weighting.criterion_order = ["k9", "k0", "k4", "k1", "k2", "k3"].iter().map(|id| Id::joined(&[id])).collect();
        assert_eq!(order(&evaluation), "k3 k0 k4 k1 k5 k2");
        assert_eq!((orders(&evaluation).open(), shares(&evaluation)), (1, None));
        Arc::make_mut(&mut evaluation.weighting).criterion_order.push(Id::joined(&["k5"]));
        // Four pillars: .5208 .2708 .1458 .0625; two criteria: .75 .25.
        let expected = [0.2031, 0.1094, 0.0625, 0.5208, 0.0677, 0.0365];
        let found = shares(&evaluation).expect("all placed");
        assert!(found.iter().zip(&expected).all(|(found, expected)| (found - expected).abs() < 1e-4), "{found:?}");
    }

    proptest! {
        #[test]
        fn centroids_fall_and_are_one_together(n in 1usize..60) {
            let found = centroid(n);
            prop_assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(found.windows(2).all(|pair| pair[0] > pair[1]));
        }
    }
}
