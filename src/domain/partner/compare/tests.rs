//! Published figures, and what always holds of all methods.

mod flips;

use proptest::prelude::*;

use super::methods::{Method, judged, tau_b};
use super::promethee::flows;
use super::table::ScoreTable;
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::criterion::Pillar;

/// Candidates `c0`, `c1`, … with these scores (0: not scored) on criteria `k0`, `k1`, … of these weights, in turn in the pillars.
fn table(weights: &[f64], rows: &[&[f64]]) -> ScoreTable {
    let cell = |score: &f64| (*score > 0.0).then_some(*score);
    ScoreTable {
        candidates: (0..rows.len()).map(|place| Id::joined(&[&format!("c{place}")])).collect(),
        criteria: (0..weights.len()).map(|place| Id::joined(&[&format!("k{place}")])).collect(),
        pillars: (0..weights.len()).map(|place| Pillar::ALL[place % 4]).collect(),
        weights: weights.to_vec(),
        scores: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        spans: rows.iter().map(|row| row.iter().map(|score| cell(score).map(|score| [score, score])).collect()).collect(),
    }
}

/// The example of Tzeng and Huang, Multiple Attribute Decision Making, 2011.
fn tzeng() -> ScoreTable {
    table(&[0.3, 0.4, 0.3], &[&[5.0, 8.0, 4.0], &[7.0, 6.0, 8.0], &[8.0, 8.0, 6.0], &[7.0, 4.0, 6.0]])
}

fn check(values: Vec<Option<f64>>, expected: &[f64], tolerance: f64) {
    assert_eq!(values.len(), expected.len());
    for (value, expected) in values.iter().zip(expected) {
        assert!(value.is_some_and(|value| (value - expected).abs() <= tolerance), "{values:?} is not {expected}");
    }
}

#[test]
fn topsis_gives_the_published_similarities() {
    // Tzeng and Huang 2011, as quoted by scikit-criteria (tests/agg/test_topsis.py).
    check(Method::Topsis.values(&tzeng()), &[0.5037, 0.6581, 0.7482, 0.334], 1e-4);
    assert_eq!(judged(&tzeng())[2].ranks, [Some(3), Some(2), Some(1), Some(4)]);
}

#[test]
fn the_stretched_sum_goes_from_the_worst_to_the_best() {
    check(Method::Stretched.values(&tzeng()), &[0.4, 0.7, 0.85, 0.35], 1e-6);
}

#[test]
fn promethee_gives_the_flows_of_the_formulas() {
    // Formulas: pymcdm, european_school; the same inputs.
    let found = flows(&tzeng());
    check(found.iter().map(|flow| flow.map(|flow| flow.plus)).collect(), &[0.2666667, 0.5333333, 0.6666667, 0.2], 1e-6);
    check(found.iter().map(|flow| flow.map(|flow| flow.minus)).collect(), &[0.6, 0.3666667, 0.1, 0.6], 1e-6);
    check(Method::Promethee.values(&tzeng()), &[-0.3333333, 0.1666667, 0.5666667, -0.4], 1e-6);
}

#[test]
fn agreement_between_rankings_counts_pairs_and_knows_ties() {
    let ranks = |ranks: &[usize]| ranks.iter().map(|rank| (*rank > 0).then_some(*rank)).collect::<Vec<_>>();
    let tau = |one: &[usize], other: &[usize]| tau_b(&ranks(one), &ranks(other));
    assert_eq!(tau(&[1, 2, 3, 4], &[1, 2, 3, 4]), Some(1.0));
    assert_eq!(tau(&[1, 2, 3, 4], &[4, 3, 2, 1]), Some(-1.0));
    // One of six pairs the other way round.
    assert!(tau(&[1, 2, 3, 4], &[2, 1, 3, 4]).is_some_and(|tau| (tau - 4.0 / 6.0).abs() < 1e-12));
    // Five pairs of the first are apart, all six of the second: 5/√30.
    assert!(tau(&[1, 1, 3, 4], &[1, 2, 3, 4]).is_some_and(|tau| (tau - 5.0 / 30f64.sqrt()).abs() < 1e-12));
    assert_eq!(tau(&[1, 1, 1], &[1, 2, 3]), None);
    assert_eq!(tau(&[1, 2, 0], &[1, 2, 3]), Some(1.0));
    assert_eq!(judged(&tzeng())[0].in_words(), "The same order");
}

#[test]
fn not_scored_is_not_zero_by_any_method() {
    // Where c0 has a score it is the better one; that c1 has one more must not turn it round.
    let table = table(&[5.0, 5.0], &[&[4.0, 0.0], &[3.0, 3.0]]);
    for judged in judged(&table) {
        assert_eq!(judged.leaders(), [0], "{:?}", judged);
    }
    assert_eq!(table.gaps(), 1);
}

#[test]
fn candidates_that_are_all_alike_are_level_by_every_method() {
    let table = table(&[1.0, 2.0], &[&[3.0, 2.0], &[3.0, 2.0], &[3.0, 2.0]]);
    for judged in judged(&table) {
        assert_eq!((judged.ranks.as_slice(), judged.agreement), ([Some(1); 3].as_slice(), None));
    }
}

/// Scores from 1 to 5 in halves and gaps, and weights; every candidate is scored on the first criterion, which counts.
fn tables(most: usize) -> impl Strategy<Value = (Vec<f64>, Vec<Vec<f64>>)> {
    let rows = (2..most, 1usize..6).prop_flat_map(|(candidates, criteria)| {
        let score = prop_oneof![9 => (2u8..11).prop_map(|half| f64::from(half) / 2.0), 1 => Just(0.0)];
        let row = proptest::collection::vec(score, criteria).prop_map(|mut row: Vec<f64>| {
            row[0] = row[0].max(1.0);
            row
        });
        let weights = proptest::collection::vec(0u8..40, criteria).prop_map(|weights| {
            weights.into_iter().enumerate().map(|(place, weight)| f64::from(weight).max(if place == 0 { 1.0 } else { 0.0 })).collect::<Vec<_>>()
        });
        (weights, proptest::collection::vec(row, candidates))
    });
    rows.boxed()
}

fn of((weights, rows): &(Vec<f64>, Vec<Vec<f64>>)) -> ScoreTable {
    table(weights, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn scaling_all_weights_changes_no_rank(made in tables(6), factor in prop_oneof![Just(0.01), Just(0.3), Just(7.0)]) {
        let plain = of(&made);
        let mut scaled = plain.clone();
        scaled.weights.iter_mut().for_each(|weight| *weight *= factor);
        let ranks = |table: &ScoreTable| judged(table).into_iter().map(|judged| judged.ranks).collect::<Vec<_>>();
        prop_assert_eq!(ranks(&plain), ranks(&scaled));
    }

    #[test]
    fn the_order_of_rows_changes_no_rank((weights, rows) in tables(6)) {
        let plain = of(&(weights.clone(), rows.clone()));
        let turned_rows: Vec<Vec<f64>> = rows.iter().rev().map(|row| row.iter().rev().copied().collect()).collect();
        let turned = of(&(weights.into_iter().rev().collect(), turned_rows));
        for (mine, theirs) in judged(&plain).into_iter().zip(judged(&turned)) {
            prop_assert_eq!(mine.ranks, theirs.ranks.into_iter().rev().collect::<Vec<_>>(), "{:?}", mine.method);
        }
    }

    #[test]
    fn a_dominated_candidate_never_comes_first(made in tables(5), place in 0usize..6, tiny in prop_oneof![Just(1.0), Just(1e-12), Just(1e-300)]) {
        // A copy of the first candidate that is worse at one thing, which may weigh next to nothing.
        let (mut weights, mut rows) = made;
        let criterion = place % weights.len();
        weights[criterion] = tiny;
        weights.push(10.0);
        rows.iter_mut().for_each(|row| row.push(3.0));
        rows[0][criterion] = 4.0;
        let mut worse = rows[0].clone();
        worse[criterion] = 3.5;
        rows.push(worse);
        let table = of(&(weights, rows));
        let last = table.candidates.len() - 1;
        for judged in judged(&table) {
            prop_assert!(!judged.leaders().contains(&last), "{:?}", judged);
        }
        prop_assert!(!table.leaders(&table.weights).contains(&last));
    }
}
