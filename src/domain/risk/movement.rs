//! How risks move over the matrix: from where they stood without any control to where they stand, and on to where the response
//! should leave them.

use super::matrix::place;
use super::method::RiskMethod;
use super::register::Risk;
use super::scale::Level;

/// A cell of the matrix: a probability and a worst impact.
pub type CellOf = (Level, Level);

/// The way of one risk over the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The number of the risk as people write it.
    pub reference: String,
    /// What may happen.
    pub title: String,
    /// Where it stood without any control.
    pub inherent: Option<CellOf>,
    /// Where it stands.
    pub current: Option<CellOf>,
    /// Where the response should leave it.
    pub target: Option<CellOf>,
}

impl Movement {
    /// The cells on its way, each once in a row.
    pub fn stops(&self) -> Vec<CellOf> {
        let mut stops: Vec<CellOf> = [self.inherent, self.current, self.target].into_iter().flatten().collect();
        stops.dedup();
        stops
    }
}

/// The open risks that move, the highest current score first.
pub fn movements<'a>(method: &RiskMethod, risks: impl Iterator<Item = &'a Risk>) -> Vec<Movement> {
    let mut open: Vec<&Risk> = risks.filter(|risk| risk.is_open()).collect();
    open.sort_by_key(|risk| std::cmp::Reverse(risk.current.map(|score| (method.band(score), method.points(score)))));
    let of = |risk: &Risk| Movement {
        reference: risk.reference(),
        title: risk.title.clone(),
        inherent: risk.inherent.map(|score| place(method, score)),
        current: risk.current.map(|score| place(method, score)),
        target: risk.target.map(|score| place(method, score)),
    };
    open.into_iter().map(of).filter(|movement| movement.stops().len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::risk::scale::Score;

    #[test]
    fn only_what_moves_has_a_way_and_the_highest_comes_first() {
        let score =
            |(probability, impact): (u8, u8)| Level::new(probability).zip(Level::new(impact)).map(|(probability, impact)| Score::new(probability, impact));
        let risk = |number: u32, inherent, current, target| {
            let mut risk = Risk::new(Id::joined(&[&number.to_string()]), number, "x");
            (risk.inherent, risk.current, risk.target) = (score(inherent), score(current), score(target));
            risk
        };
        let none = (0, 0);
        let risks = [risk(1, none, (2, 2), (1, 2)), risk(2, (5, 5), (4, 5), (4, 5)), risk(3, (3, 3), (3, 3), none), risk(4, none, none, none)];
        let found = movements(&RiskMethod::default(), risks.iter());
        let told: Vec<(String, usize)> = found.iter().map(|movement| (movement.reference.clone(), movement.stops().len())).collect();
        assert_eq!(told, [("R-02".to_owned(), 2), ("R-01".to_owned(), 2)]);
    }
}
