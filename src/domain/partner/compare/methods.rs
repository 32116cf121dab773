//! The ranking by each method side by side, and how far each agrees with the weighted sum.

use super::promethee::flows;
use super::table::{ScoreTable, first};
use super::topsis::similarities;
use crate::domain::choice::{Choice, choice};
use crate::domain::partner::ranking::TIE;

choice! {
    /// A way to rank candidates by their scores and the weights.
    Method {
        WeightedSum = "weightedSum", "Weighted sum";
        Stretched = "stretched", "Weighted sum, each criterion from worst to best";
        Topsis = "topsis", "TOPSIS";
        Promethee = "promethee", "PROMETHEE II";
    }
}

impl Method {
    /// What it does, and why it is looked at, in a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Method::WeightedSum => "The method of the ranking: the weighted mean of the scores, 1 to 5.",
            Method::Stretched => {
                "Each criterion goes from 0 for the worst candidate to 1 for the best: what if only differences between these candidates count?"
            }
            Method::Topsis => "How near to the best that was seen on every criterion, and how far from the worst: 0 to 1. Extremes count more.",
            Method::Promethee => {
                "How much weight speaks for a candidate against the others, less what speaks against it: −1 to 1. Only who is better counts, not by how much."
            }
        }
    }

    /// The value by which the method ranks, the highest first; `None` where nothing that counts is scored.
    pub fn values(self, table: &ScoreTable) -> Vec<Option<f64>> {
        match self {
            Method::WeightedSum => (0..table.candidates.len()).map(|candidate| table.weighted(candidate, &table.weights)).collect(),
            Method::Stretched => stretched(table),
            Method::Topsis => similarities(table),
            Method::Promethee => flows(table).into_iter().map(|flow| flow.map(|flow| flow.net())).collect(),
        }
    }
}

/// What a method makes of the candidates.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The method.
    pub method: Method,
    /// The value of each candidate.
    pub values: Vec<Option<f64>>,
    /// Its rank; equals share theirs.
    pub ranks: Vec<Option<usize>>,
    /// Kendall's tau-b with the ranks of the weighted sum, −1 to 1; `None` where one of the two has all of them level.
    pub agreement: Option<f64>,
}

impl Judged {
    /// Who comes first.
    pub fn leaders(&self) -> Vec<usize> {
        first(&self.ranks)
    }

    /// How far its order is that of the weighted sum, in words.
    pub fn in_words(&self) -> &'static str {
        match self.agreement {
            None => "Cannot be compared: all are level",
            Some(tau) if tau >= 1.0 - TIE => "The same order",
            Some(tau) if tau >= 0.8 => "Almost the same order",
            Some(tau) if tau >= 0.5 => "A similar order",
            Some(tau) if tau > 0.0 => "Another order in large part",
            Some(_) => "Quite another order",
        }
    }
}

/// The candidates by all methods, the weighted sum first.
pub fn judged(table: &ScoreTable) -> Vec<Judged> {
    let own = table.ranks(&Method::WeightedSum.values(table));
    let by = |method: &Method| {
        let values = method.values(table);
        let ranks = table.ranks(&values);
        Judged { method: *method, agreement: tau_b(&own, &ranks), values, ranks }
    };
    Method::ALL.iter().map(by).collect()
}

/// Kendall's tau-b of two rankings: pairs in the same order less pairs the other way round, over what there could be without the
/// pairs that are level in one of them (Kendall, The treatment of ties in ranking problems, Biometrika 33, 1945). Candidates that
/// one of the two does not rank are left out; `None` where all pairs of one are level.
pub fn tau_b(one: &[Option<usize>], other: &[Option<usize>]) -> Option<f64> {
    let both: Vec<(usize, usize)> = one.iter().zip(other).filter_map(|(one, other)| Some(((*one)?, (*other)?))).collect();
    let (mut agreeing, mut apart_in_one, mut apart_in_other) = (0i64, 0i64, 0i64);
    for (place, a) in both.iter().enumerate() {
        for b in &both[place + 1..] {
            let signs = (a.0.cmp(&b.0) as i64, a.1.cmp(&b.1) as i64);
            agreeing += signs.0 * signs.1;
            apart_in_one += signs.0.abs();
            apart_in_other += signs.1.abs();
        }
    }
    (apart_in_one > 0 && apart_in_other > 0).then(|| agreeing as f64 / ((apart_in_one * apart_in_other) as f64).sqrt())
}

/// The weighted mean of scores that go from 0 for the worst candidate to 1 for the best on each criterion. Where all are alike a
/// criterion tells nothing and takes no part.
fn stretched(table: &ScoreTable) -> Vec<Option<f64>> {
    let range = |criterion: usize| {
        let scores = || table.scores.iter().filter_map(|row| row[criterion]);
        (scores().fold(f64::MAX, f64::min), scores().fold(f64::MIN, f64::max))
    };
    let ranges: Vec<(f64, f64)> = (0..table.criteria.len()).map(range).collect();
    let mine = |candidate: usize| {
        table.weighted(candidate, &table.weights)?;
        let telling = table.scored(candidate).filter(|(criterion, _)| ranges[*criterion].1 > ranges[*criterion].0 + TIE);
        let (sum, total) = telling.fold((0.0, 0.0), |(sum, total), (criterion, score)| {
            let (worst, best) = ranges[criterion];
            (sum + table.weights[criterion] * (score - worst) / (best - worst), total + table.weights[criterion])
        });
        // Where all are alike on everything it is scored on, it stands in the middle.
        Some(if total > 0.0 { sum / total } else { 0.5 })
    };
    (0..table.candidates.len()).map(mine).collect()
}
