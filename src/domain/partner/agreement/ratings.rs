//! The scores that count as a table of numbers: criteria by candidates by evaluators.
//!
//! Made once for each calculation, so that none of them looks for scores by their ids. Candidates that are out are left out;
//! evaluators keep their place whether or not they have scored.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::candidate::{Candidate, Evaluator};
use super::super::criterion::Criterion;
use super::super::evaluation::PartnerEvaluation;
use super::super::grid::Grid;
use super::super::ranking::counted;

/// The scores that count, by place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ratings {
    /// The criteria in the order of the table.
    pub criteria: Vec<Arc<Criterion>>,
    /// The candidates in the running.
    pub candidates: Vec<Arc<Candidate>>,
    /// The evaluators.
    pub evaluators: Vec<Arc<Evaluator>>,
    values: Vec<Option<u8>>,
}

impl Ratings {
    /// The scores of an evaluation.
    pub fn of(evaluation: &PartnerEvaluation) -> Ratings {
        let grid = Grid::of(evaluation);
        let criteria: Vec<Arc<Criterion>> = grid.pillars.into_iter().flat_map(|(_, criteria)| criteria).collect();
        let candidates: Vec<Arc<Candidate>> = grid.columns.into_iter().zip(grid.out).filter(|(_, out)| out.is_none()).map(|(candidate, _)| candidate).collect();
        let evaluators: Vec<Arc<Evaluator>> = evaluation.evaluators.iter().cloned().collect();
        let row = places(criteria.iter().map(|criterion| criterion.id.as_str()));
        let column = places(candidates.iter().map(|candidate| candidate.id.as_str()));
        let voice = places(evaluators.iter().map(|evaluator| evaluator.id.as_str()));
        let mut values = vec![None; criteria.len() * candidates.len() * evaluators.len()];
        for (score, value) in counted(evaluation) {
            let place = (row.get(score.criterion.as_str()), column.get(score.candidate.as_str()), voice.get(score.evaluator.as_str()));
            if let (Some(row), Some(column), Some(voice)) = place {
                values[(row * candidates.len() + column) * evaluators.len() + voice] = Some(value);
            }
        }
        Ratings { criteria, candidates, evaluators, values }
    }

    /// What each evaluator gave for a criterion and a candidate, by their places.
    pub fn cell(&self, criterion: usize, candidate: usize) -> &[Option<u8>] {
        let (start, evaluators) = ((criterion * self.candidates.len() + candidate) * self.evaluators.len(), self.evaluators.len());
        self.values.get(start..start + evaluators).unwrap_or_default()
    }

    /// What was given for a criterion and a candidate, by whomever.
    pub fn given(&self, criterion: usize, candidate: usize) -> Vec<u8> {
        self.cell(criterion, candidate).iter().flatten().copied().collect()
    }

    /// The places of all criteria and candidates, row by row.
    pub fn places(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let width = self.candidates.len();
        (0..self.criteria.len()).flat_map(move |criterion| (0..width).map(move |candidate| (criterion, candidate)))
    }

    /// The places of the evaluators who have given a score at all.
    pub fn voices(&self) -> Vec<usize> {
        (0..self.evaluators.len()).filter(|voice| self.values.iter().skip(*voice).step_by(self.evaluators.len()).any(Option::is_some)).collect()
    }
}

fn places<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    ids.enumerate().map(|(place, id)| (id, place)).collect()
}
