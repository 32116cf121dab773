//! The risk matrix: which open risks stand in which cell.

use super::register::Risk;
use super::scale::{Band, Level, Score};

/// Which of a risk's scores the matrix shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// As things stand.
    Current,
    /// As the response should leave them.
    Target,
}

/// One cell with its risks, in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell<T> {
    /// Probability and impact of the cell.
    pub score: Score,
    /// Low, medium or high.
    pub band: Band,
    /// The risks in it.
    pub risks: Vec<T>,
}

/// The 25 cells, row by row: highest probability first, impact rising within the row. Closed risks are left out.
pub fn matrix<'a>(risks: impl Iterator<Item = &'a Risk> + Clone, basis: Basis) -> Vec<Cell<&'a Risk>> {
    let rows = Level::ALL.into_iter().rev();
    rows.flat_map(|probability| Level::ALL.into_iter().map(move |impact| Score { probability, impact }))
        .map(|score| Cell { score, band: score.band(), risks: risks.clone().filter(|risk| risk.is_open() && score_on(risk, basis) == Some(score)).collect() })
        .collect()
}

/// The score of a risk on this basis; the target falls back on the current score where none is set.
pub fn score_on(risk: &Risk, basis: Basis) -> Option<Score> {
    match basis {
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
            risk.current = Level::new(probability).zip(Level::new(impact)).map(|(probability, impact)| Score { probability, impact });
            risk
        };
        let mut closed = scored(3, 5, 5);
        closed.status = RiskStatus::Closed;
        let risks = [scored(1, 4, 5), scored(2, 4, 5), closed, Risk::new(Id::joined(&["4"]), 4, "unscored")];
        let cells = matrix(risks.iter(), Basis::Current);
        let filled: Vec<_> = cells.iter().enumerate().filter(|(_, cell)| !cell.risks.is_empty()).map(|(place, cell)| (place, cell.risks.len())).collect();
        assert_eq!((cells.len(), filled), (25, vec![(9, 2)]));
    }
}
