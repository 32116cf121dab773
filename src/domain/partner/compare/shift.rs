//! The smallest change of all weights together that lets another candidate catch the leader.
//!
//! The change is measured as the weight that moves from some criteria to others, in shares of the whole: half the sum of all
//! differences. Every bit of weight is best moved to the criterion that speaks most against the leader, away from those that speak
//! most for it, so they are emptied one after the other until the two are level. Where both are scored on everything this is the
//! smallest change there is (a linear programme with one limit); where something is not scored it is one that suffices, and close
//! to it.

use super::table::ScoreTable;
use crate::domain::order::{Rank, sort_by_rank};

/// How often an interval is halved: more than a double has digits.
const HALVINGS: usize = 60;

/// A change of weights after which a candidate is level with the leader.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// The candidate.
    pub to: usize,
    /// The share of all weight that moves, 0 to 1.
    pub moved: f64,
    /// From which criteria, each with the share that it loses; the first loses first.
    pub from: Vec<(usize, f64)>,
    /// To which criterion.
    pub into: usize,
}

/// The smallest shift for each candidate that can catch the leader at all, the smallest of all first. Empty where there is no single leader.
pub fn shifts(table: &ScoreTable) -> Vec<Shift> {
    let Some(leader) = table.leader() else { return Vec::new() };
    let others = (0..table.candidates.len()).filter(|candidate| *candidate != leader);
    let mut found: Vec<Shift> = others.filter_map(|other| shift(table, leader, other)).collect();
    sort_by_rank(&mut found, |shift| Rank::Number((shift.moved * 1e9).round() as i64));
    found
}

fn shift(table: &ScoreTable, leader: usize, other: usize) -> Option<Shift> {
    let total = table.total();
    let start: Vec<f64> = table.weights.iter().map(|weight| weight / total).collect();
    let speaks = speaks_for(table, leader, &start)?;
    let against = speaks_for(table, other, &start)?;
    let speaks: Vec<f64> = speaks.iter().zip(&against).map(|(mine, theirs)| mine - theirs).collect();
    let into = (0..speaks.len()).reduce(|best, next| if speaks[next] < speaks[best] { next } else { best })?;
    let mut givers: Vec<usize> = (0..speaks.len()).filter(|giver| *giver != into && start[*giver] > 0.0).collect();
    sort_by_rank(&mut givers, |giver| Rank::Number((speaks[*giver] * 1e9).round() as i64).down());
    let leads = |weights: &[f64]| match (table.weighted(leader, weights), table.weighted(other, weights)) {
        (Some(mine), Some(theirs)) => mine > theirs,
        _ => true,
    };
    let (mut weights, mut moved, mut from) = (start.clone(), 0.0, Vec::new());
    for giver in givers.into_iter().filter(|giver| speaks[*giver] > speaks[into]) {
        let after = |part: f64| {
            let mut changed = weights.clone();
            changed[giver] -= part;
            changed[into] += part;
            changed
        };
        if leads(&after(start[giver])) {
            weights = after(start[giver]);
            moved += start[giver];
            from.push((giver, start[giver]));
            continue;
        }
        let (mut short, mut enough) = (0.0, start[giver]);
        for _ in 0..HALVINGS {
            let middle = (short + enough) / 2.0;
            if leads(&after(middle)) {
                short = middle;
            } else {
                enough = middle;
            }
        }
        from.push((giver, enough));
        return Some(Shift { to: other, moved: moved + enough, from, into });
    }
    None
}

/// By how much a candidate's result grows for a little more weight on each criterion.
fn speaks_for(table: &ScoreTable, candidate: usize, weights: &[f64]) -> Option<Vec<f64>> {
    let result = table.weighted(candidate, weights)?;
    let scored: f64 = table.scored(candidate).map(|(criterion, _)| weights[criterion]).sum();
    Some(table.scores[candidate].iter().map(|score| score.map_or(0.0, |score| (score - result) / scored)).collect())
}
