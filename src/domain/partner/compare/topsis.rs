//! TOPSIS: how near a candidate is to the best that was seen on every criterion, and how far from the worst (Hwang and Yoon,
//! Multiple Attribute Decision Making, 1981).
//!
//! Scores are divided by the length of their column as a vector and multiplied by the weight; the similarity is
//! `d⁻ / (d⁺ + d⁻)`, by straight distances. A candidate's distances go over the criteria on which it is scored; that they are
//! fewer makes both shorter and leaves their proportion.

use super::table::ScoreTable;

/// The similarity of candidates that are all alike.
const ALIKE: f64 = 0.5;

/// The similarity to the best for each candidate, 0 to 1; `None` where nothing that counts is scored.
pub fn similarities(table: &ScoreTable) -> Vec<Option<f64>> {
    let columns: Vec<Column> = (0..table.criteria.len()).map(|criterion| Column::of(table, criterion)).collect();
    let mine = |candidate: usize| {
        let (mut to_best, mut to_worst, mut any) = (0.0, 0.0, false);
        for (criterion, score) in table.scored(candidate).filter(|(criterion, _)| table.weights[*criterion] > 0.0) {
            let Column { scale, best, worst } = columns[criterion];
            any = true;
            to_best += (scale * (best - score)).powi(2);
            to_worst += (scale * (score - worst)).powi(2);
        }
        let (to_best, to_worst) = (f64::sqrt(to_best), f64::sqrt(to_worst));
        let both = to_best + to_worst;
        any.then(|| if both > 0.0 { to_worst / both } else { ALIKE })
    };
    (0..table.candidates.len()).map(mine).collect()
}

/// What a criterion's scores are measured by.
#[derive(Clone, Copy)]
struct Column {
    /// The weight over the length of the column.
    scale: f64,
    best: f64,
    worst: f64,
}

impl Column {
    fn of(table: &ScoreTable, criterion: usize) -> Column {
        let scores = || table.scores.iter().filter_map(|row| row[criterion]);
        let length = scores().map(|score| score * score).sum::<f64>().sqrt();
        // Only the proportions of weights matter; as shares they give the published distances.
        let share = table.weights[criterion] / table.total();
        Column { scale: if length > 0.0 { share / length } else { 0.0 }, best: scores().fold(f64::MIN, f64::max), worst: scores().fold(f64::MAX, f64::min) }
    }
}
