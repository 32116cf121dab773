//! Mean scores as numbers in rows and columns, which every check reads.
//!
//! What always holds: each row has as many scores as there are criteria, weights are not negative, and every candidate has a
//! score on a criterion that counts. A cell that nobody has scored is `None`, never a number.

use serde::Serialize;
use trialwright_macros::Read;

use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::criterion::{Criterion, Pillar};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::ranking::{TIE, mean_scores};

/// The candidates that are ranked, what they are scored on, and how much each criterion counts; in the order of the evaluation.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
pub struct ScoreTable {
    /// The candidates in the running that have a score.
    pub candidates: Vec<Id<Candidate>>,
    /// The criteria on which one of them has a score.
    pub criteria: Vec<Id<Criterion>>,
    /// The pillar of each criterion.
    pub pillars: Vec<Pillar>,
    /// The weight of each criterion, in points.
    pub weights: Vec<f64>,
    /// The mean score of each candidate on each criterion; `None` where nobody scored.
    pub scores: Vec<Vec<Option<f64>>>,
    /// The lowest and the highest score that went into each mean; both are the one that the evaluators agreed on, where they did.
    pub spans: Vec<Vec<Option<[f64; 2]>>>,
}

impl ScoreTable {
    /// The table of an evaluation.
    pub fn of(evaluation: &PartnerEvaluation) -> ScoreTable {
        let means = mean_scores(evaluation);
        let cell = |candidate: &Candidate, criterion: &Criterion| means.get(&criterion.id, &candidate.id).copied();
        let mean = |candidate: &Candidate, criterion: &Criterion| cell(candidate, criterion).map(|score| score.mean);
        let span = |candidate: &Candidate, criterion: &Criterion| {
            // What was agreed on after talking is not in doubt any more.
            cell(candidate, criterion).map(|score| if score.agreed.is_some() { [score.mean; 2] } else { [score.lowest, score.highest].map(f64::from) })
        };
        let counts =
            |candidate: &Candidate| evaluation.criteria.iter().any(|criterion| criterion.weight.points() > 0.0 && mean(candidate, criterion).is_some());
        let candidates: Vec<_> = evaluation.running().filter(|candidate| counts(candidate)).collect();
        let criteria: Vec<_> = evaluation.criteria.iter().filter(|criterion| candidates.iter().any(|candidate| mean(candidate, criterion).is_some())).collect();
        ScoreTable {
            candidates: candidates.iter().map(|candidate| candidate.id.clone()).collect(),
            criteria: criteria.iter().map(|criterion| criterion.id.clone()).collect(),
            pillars: criteria.iter().map(|criterion| criterion.pillar).collect(),
            weights: criteria.iter().map(|criterion| criterion.weight.points()).collect(),
            scores: candidates.iter().map(|candidate| criteria.iter().map(|criterion| mean(candidate, criterion)).collect()).collect(),
            spans: candidates.iter().map(|candidate| criteria.iter().map(|criterion| span(candidate, criterion)).collect()).collect(),
        }
    }

    /// How many cells nobody has scored.
    pub fn gaps(&self) -> usize {
        self.scores.iter().flatten().filter(|score| score.is_none()).count()
    }

    /// All weights together, in points.
    pub fn total(&self) -> f64 {
        self.weights.iter().sum()
    }

    /// The weighted mean of a candidate's scores under these weights, as the ranking has it: `Σ w·s / Σ w` over what is scored.
    /// `None` where nothing that counts is.
    pub fn weighted(&self, candidate: usize, weights: &[f64]) -> Option<f64> {
        let scored = self.scored(candidate);
        let (sum, total) = scored.fold((0.0, 0.0), |(sum, total), (criterion, score)| (sum + weights[criterion] * score, total + weights[criterion]));
        (total > 0.0).then(|| sum / total)
    }

    /// What a candidate is scored on: the place of the criterion, and the score.
    pub fn scored(&self, candidate: usize) -> impl Iterator<Item = (usize, f64)> {
        self.scores[candidate].iter().enumerate().filter_map(|(criterion, score)| Some((criterion, (*score)?)))
    }

    /// Whether a candidate is nowhere worse than the other and somewhere better, on what counts; both must be scored on the same
    /// criteria.
    pub fn dominates(&self, one: usize, other: usize) -> bool {
        let mut better = false;
        for (criterion, weight) in self.weights.iter().enumerate() {
            match (self.scores[one][criterion], self.scores[other][criterion]) {
                _ if *weight <= 0.0 => {}
                (Some(mine), Some(theirs)) if mine >= theirs - TIE => better |= mine > theirs + TIE,
                (None, None) => {}
                _ => return false,
            }
        }
        better
    }

    /// The ranks that follow from values of which the highest is best: 1 for the best, equals share theirs. A candidate that
    /// another one dominates stands behind it, however small the weight on which they differ.
    pub fn ranks(&self, values: &[Option<f64>]) -> Vec<Option<usize>> {
        let mine =
            |candidate: usize| values[candidate].map(|value| 1 + (0..values.len()).filter(|other| self.is_ahead(values, *other, candidate, value)).count());
        (0..values.len()).map(mine).collect()
    }

    fn is_ahead(&self, values: &[Option<f64>], other: usize, candidate: usize, value: f64) -> bool {
        values[other].is_some_and(|theirs| theirs > value + TIE || ((theirs - value).abs() <= TIE && self.dominates(other, candidate)))
    }

    /// The candidates with the first rank under these weights.
    pub fn leaders(&self, weights: &[f64]) -> Vec<usize> {
        let values: Vec<Option<f64>> = (0..self.candidates.len()).map(|candidate| self.weighted(candidate, weights)).collect();
        first(&self.ranks(&values))
    }

    /// The only candidate with the first rank; `None` where several share it, or there is none.
    pub fn leader(&self) -> Option<usize> {
        match self.leaders(&self.weights).as_slice() {
            [leader] => Some(*leader),
            _ => None,
        }
    }

    /// The table without one of its candidates.
    pub fn without_candidate(&self, candidate: usize) -> ScoreTable {
        let mut rest = self.clone();
        rest.candidates.remove(candidate);
        rest.scores.remove(candidate);
        rest.spans.remove(candidate);
        rest
    }

    /// The table in which a criterion counts for nothing.
    pub fn without_criterion(&self, criterion: usize) -> ScoreTable {
        let mut rest = self.clone();
        rest.weights[criterion] = 0.0;
        rest
    }
}

/// Who has the first of these ranks.
pub fn first(ranks: &[Option<usize>]) -> Vec<usize> {
    (0..ranks.len()).filter(|candidate| ranks[*candidate] == Some(1)).collect()
}
