//! PROMETHEE II with the usual criterion: how much weight speaks for a candidate against each of the others, and how much against
//! it (Brans and Vincke, A preference ranking organisation method, Management Science 31, 1985).
//!
//! A criterion speaks for the better of two with its whole weight, however small the difference. Two candidates are compared on
//! the criteria on which both are scored. `φ⁺` and `φ⁻` are means over the others; the net flow `φ⁺ − φ⁻` ranks.

use super::table::ScoreTable;
use crate::domain::partner::ranking::TIE;

/// What speaks for a candidate and what against it, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flow {
    /// The mean weight on which it is better than another.
    pub plus: f64,
    /// The mean weight on which it is worse.
    pub minus: f64,
}

impl Flow {
    /// The net flow, −1 to 1.
    pub fn net(self) -> f64 {
        self.plus - self.minus
    }
}

/// The flows of the candidates; `None` where nothing that counts is scored.
pub fn flows(table: &ScoreTable) -> Vec<Option<Flow>> {
    let candidates = table.candidates.len();
    let others = candidates.saturating_sub(1).max(1) as f64;
    let mine = |candidate: usize| {
        table.weighted(candidate, &table.weights)?;
        let compared = (0..candidates).filter(|other| *other != candidate).map(|other| preferences(table, candidate, other));
        let (plus, minus) = compared.fold((0.0, 0.0), |(plus, minus), (for_it, against_it)| (plus + for_it, minus + against_it));
        Some(Flow { plus: plus / others, minus: minus / others })
    };
    (0..candidates).map(mine).collect()
}

/// The share of the weight on which one is better than the other, and on which it is worse.
fn preferences(table: &ScoreTable, one: usize, other: usize) -> (f64, f64) {
    let (mut better, mut worse, mut total) = (0.0, 0.0, 0.0);
    for (criterion, mine) in table.scored(one) {
        let Some(theirs) = table.scores[other][criterion] else { continue };
        let weight = table.weights[criterion];
        total += weight;
        better += if mine > theirs + TIE { weight } else { 0.0 };
        worse += if theirs > mine + TIE { weight } else { 0.0 };
    }
    if total > 0.0 { (better / total, worse / total) } else { (0.0, 0.0) }
}
