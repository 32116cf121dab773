//! The risk matrix: which open risks stand in which cell.

use super::method::RiskMethod;
use super::register::Risk;
use super::scale::{Band, Level, Score};

/// Which of a risk's scores the matrix shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Without any control.
    Inherent,
    /// As things stand.
    Current,
    /// As the response should leave them.
    Target,
}

/// One cell with its risks, in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell<T> {
    /// The probability of the cell.
    pub probability: Level,
    /// The worst impact of the risks in it.
    pub impact: Level,
    /// Low, medium or high, by the points of the cell alone.
    pub band: Band,
    /// The risks in it.
    pub risks: Vec<T>,
}

/// The cells, row by row: highest probability first, impact rising within the row. Risks that are not open are left out.
pub fn matrix<'a>(method: &RiskMethod, risks: impl Iterator<Item = &'a Risk> + Clone, basis: Basis) -> Vec<Cell<&'a Risk>> {
    let rows = Level::of(method.parts().probability.len()).rev();
    let placed: Vec<((Level, Level), &Risk)> =
        risks.filter(|risk| risk.is_open()).filter_map(|risk| score_on(risk, basis).map(|score| (place(method, score), risk))).collect();
    rows.flat_map(|probability| Level::of(method.parts().impact.len()).map(move |impact| (probability, impact)))
        .map(|(probability, impact)| Cell {
            probability,
            impact,
            band: method.band_of(method.points(Score::new(probability, impact))),
            risks: placed.iter().filter(|(cell, _)| *cell == (probability, impact)).map(|(_, risk)| *risk).collect(),
        })
        .collect()
}

/// The cell of a score: its probability and its worst impact, held within the scales.
pub fn place(method: &RiskMethod, score: Score) -> (Level, Level) {
    let held = |level: Level, count: usize| level.min(Level::of(count).next_back().unwrap_or(Level::LOWEST));
    (held(score.probability, method.parts().probability.len()), held(score.worst_impact(), method.parts().impact.len()))
}

/// The score of a risk on this basis; the others fall back on the current score where none is set.
pub fn score_on(risk: &Risk, basis: Basis) -> Option<Score> {
    match basis {
        Basis::Inherent => risk.inherent.or(risk.current),
        Basis::Current => risk.current,
        Basis::Target => risk.target.or(risk.current),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::risk::register::RiskStatus;

    #[test]
    fn each_open_scored_risk_stands_in_one_cell() {
        let scored = |number: u32, probability, impact| {
            let mut risk = Risk::new(Id::joined(&[&number.to_string()]), number, "x");
            risk.current = Level::new(probability).zip(Level::new(impact)).map(|(probability, impact)| Score::new(probability, impact));
            risk
        };
        let mut closed = scored(3, 5, 5);
        closed.status = RiskStatus::Closed;
        let risks = [scored(1, 4, 5), scored(2, 4, 5), closed, Risk::new(Id::joined(&["4"]), 4, "unscored")];
        let cells = matrix(&RiskMethod::default(), risks.iter(), Basis::Current);
        let filled: Vec<_> = cells.iter().enumerate().filter(|(_, cell)| !cell.risks.is_empty()).map(|(place, cell)| (place, cell.risks.len())).collect();
        assert_eq!((cells.len(), filled), (25, vec![(9, 2)]));
    }
}
