//! The ranking without one criterion, one candidate or one evaluator: whether the choice hangs on any of them.
//!
//! A weighted sum ranks two candidates by themselves, whoever else is there. The other methods do not: leaving out a candidate can
//! turn the order of the rest round (rank reversal).

use super::methods::{Method, judged};
use super::table::{ScoreTable, first};
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::candidate::{Candidate, Evaluator};
use crate::domain::partner::criterion::Criterion;
use crate::domain::partner::evaluation::PartnerEvaluation;

/// What is left out.
#[derive(Debug, Clone, PartialEq)]
pub enum LeftOut {
    /// A criterion.
    Criterion(Id<Criterion>),
    /// A candidate.
    Candidate(Id<Candidate>),
    /// An evaluator, with all scores.
    Evaluator(Id<Evaluator>),
}

/// What the ranking is then.
#[derive(Debug, Clone, PartialEq)]
pub struct Without {
    /// What is left out.
    pub what: LeftOut,
    /// Who comes first by the weighted sum.
    pub leaders: Vec<Id<Candidate>>,
    /// By how much, as a share of the second's result; `None` without a second.
    pub lead: Option<f64>,
    /// Whether those who come first are others than before, of those that are left.
    pub changes: bool,
    /// The methods by which two of those that are left change places.
    pub reversed: Vec<Method>,
}

/// The ranking without each criterion that counts, in their order.
pub fn criteria(table: &ScoreTable) -> Vec<Without> {
    let counting = (0..table.criteria.len()).filter(|criterion| table.weights[*criterion] > 0.0);
    let before = Order::of(table);
    counting.map(|criterion| without(LeftOut::Criterion(table.criteria[criterion].clone()), &before, &table.without_criterion(criterion))).collect()
}

/// The ranking without each candidate, in their order; empty where none would be left to compare.
pub fn candidates(table: &ScoreTable) -> Vec<Without> {
    if table.candidates.len() < 3 {
        return Vec::new();
    }
    let before = Order::of(table);
    let left = |candidate: usize| without(LeftOut::Candidate(table.candidates[candidate].clone()), &before, &table.without_candidate(candidate));
    (0..table.candidates.len()).map(left).collect()
}

/// The ranking without each evaluator who has scored, in their order; empty where there is only one.
pub fn evaluators(evaluation: &PartnerEvaluation, table: &ScoreTable) -> Vec<Without> {
    let scored = |evaluator: &&std::sync::Arc<Evaluator>| evaluation.scores.iter().any(|score| score.evaluator == evaluator.id && score.value.is_some());
    let voices: Vec<_> = evaluation.evaluators.iter().filter(scored).collect();
    if voices.len() < 2 {
        return Vec::new();
    }
    let before = Order::of(table);
    let left = |id: &Id<Evaluator>| {
        let mut rest = evaluation.clone();
        if let Some((evaluators, ..)) = rest.evaluators.without(id) {
            rest.evaluators = evaluators;
        }
        without(LeftOut::Evaluator(id.clone()), &before, &ScoreTable::of(&rest))
    };
    voices.into_iter().map(|evaluator| left(&evaluator.id)).collect()
}

fn without(what: LeftOut, before: &Order, rest: &ScoreTable) -> Without {
    let after = Order::of(rest);
    let leaders: Vec<Id<Candidate>> = after.first_of(&after.candidates);
    let results = Method::WeightedSum.values(rest);
    let second = match leaders.as_slice() {
        [only] => (0..results.len()).filter(|place| rest.candidates[*place] != *only).filter_map(|place| results[place]).reduce(f64::max),
        _ => None,
    };
    let best = results.iter().flatten().copied().reduce(f64::max);
    let changes = before.first_of(&after.candidates) != leaders;
    let reversed = Method::ALL.iter().enumerate().filter(|(place, _)| before.is_reversed(&after, *place)).map(|(_, method)| *method).collect();
    Without { what, lead: best.zip(second).map(|(best, second)| (best - second) / second), leaders, changes, reversed }
}

/// The ranks by each method, in the order of [`Method::ALL`].
struct Order {
    candidates: Vec<Id<Candidate>>,
    ranks: Vec<Vec<Option<usize>>>,
}

impl Order {
    fn of(table: &ScoreTable) -> Order {
        Order { candidates: table.candidates.clone(), ranks: judged(table).into_iter().map(|judged| judged.ranks).collect() }
    }

    /// Who comes first of these by the weighted sum.
    fn first_of(&self, wanted: &[Id<Candidate>]) -> Vec<Id<Candidate>> {
        let ranks: Vec<Option<usize>> = wanted.iter().map(|id| self.rank(0, id)).collect();
        let best = ranks.iter().flatten().min().copied();
        // As if they stood alone.
        let alone: Vec<Option<usize>> = ranks.iter().map(|rank| rank.filter(|rank| Some(*rank) == best).map(|_| 1)).collect();
        first(&alone).into_iter().map(|place| wanted[place].clone()).collect()
    }

    fn rank(&self, method: usize, id: &Id<Candidate>) -> Option<usize> {
        let place = self.candidates.iter().position(|known| known == id)?;
        self.ranks[method][place]
    }

    /// Whether two candidates that are in both stand the other way round in the later one.
    fn is_reversed(&self, later: &Order, method: usize) -> bool {
        let both: Vec<(usize, usize)> = later.candidates.iter().filter_map(|id| Some((self.rank(method, id)?, later.rank(method, id)?))).collect();
        both.iter()
            .enumerate()
            .any(|(place, one)| both[place + 1..].iter().any(|other| (one.0 < other.0 && one.1 > other.1) || (one.0 > other.0 && one.1 < other.1)))
    }
}
