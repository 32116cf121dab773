//! Everything exact that can be said of how far a ranking holds.

use super::leave_out::{self, Without};
use super::methods::{Judged, judged};
use super::score_flips::{ScoreFlip, of_evaluators, of_means};
use super::shift::{Shift, shifts};
use super::table::ScoreTable;
use super::weight_flips::{Weighed, WeightFlip, nearest_first, of_criteria, of_pillars};
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::criterion::Criterion;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;

/// What would change the ranking, and what would not.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Robustness {
    /// What is compared.
    pub table: ScoreTable,
    /// What the candidates of the table are called.
    pub candidates: Vec<String>,
    /// What its criteria are called.
    pub criteria: Vec<String>,
    /// The ranking by each method, the weighted sum first.
    pub methods: Vec<Judged>,
    /// What the weight of each criterion would have to be, in the order of the table.
    pub criterion_flips: Vec<WeightFlip>,
    /// What the weight of each pillar would have to be.
    pub pillar_flips: Vec<WeightFlip>,
    /// The smallest change of all weights together, for each candidate that it can bring level.
    pub shifts: Vec<Shift>,
    /// Mean scores, and open ones, that decide.
    pub mean_flips: Vec<ScoreFlip>,
    /// Scores of single evaluators that decide.
    pub evaluator_flips: Vec<ScoreFlip>,
    /// The ranking without each criterion.
    pub without_criteria: Vec<Without>,
    /// The ranking without each candidate.
    pub without_candidates: Vec<Without>,
    /// The ranking without each evaluator.
    pub without_evaluators: Vec<Without>,
}

/// How far the ranking of an evaluation holds.
pub fn robustness(evaluation: &PartnerEvaluation) -> Robustness {
    let table = ScoreTable::of(evaluation);
    Robustness {
        methods: judged(&table),
        criterion_flips: of_criteria(&table),
        pillar_flips: of_pillars(&table),
        shifts: shifts(&table),
        mean_flips: of_means(&table),
        evaluator_flips: of_evaluators(evaluation, &table),
        without_criteria: leave_out::criteria(&table),
        without_candidates: leave_out::candidates(&table),
        without_evaluators: leave_out::evaluators(evaluation, &table),
        ..Robustness::named(evaluation, table)
    }
}

impl Robustness {
    /// A table with its names, of which nothing else is known yet.
    pub fn named(evaluation: &PartnerEvaluation, table: ScoreTable) -> Robustness {
        let candidates = table.candidates.iter().map(|id| candidate_name(evaluation, id)).collect();
        let criteria = table.criteria.iter().map(|id| criterion_name(evaluation, id)).collect();
        Robustness { table, candidates, criteria, ..Robustness::default() }
    }

    /// Whether there are two candidates to compare.
    pub fn is_comparable(&self) -> bool {
        self.table.candidates.len() > 1
    }

    /// The only candidate that comes first, by its place in the table.
    pub fn leader(&self) -> Option<usize> {
        self.table.leader()
    }

    /// The result of the leader and of the one behind it, by their places; `None` where they are level, or there is no second.
    pub fn first_two(&self) -> Option<[(usize, f64); 2]> {
        let leader = self.leader()?;
        let results = &self.methods.first()?.values;
        let others = (0..results.len()).filter(|place| *place != leader).filter_map(|place| Some((place, results[place]?)));
        let second = others.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        Some([(leader, results[leader]?), second])
    }

    /// The criterion whose weight has the least way to go before another candidate leads.
    pub fn nearest_flip(&self) -> Option<WeightFlip> {
        nearest_first(&self.criterion_flips).into_iter().next().filter(|flip| flip.nearest().is_some())
    }

    /// What a weight belongs to is called.
    pub fn weighed(&self, of: Weighed) -> String {
        match of {
            Weighed::Criterion(place) => self.criteria[place].clone(),
            Weighed::Pillar(pillar) => pillar.label().to_owned(),
        }
    }

    /// The methods by which somebody else comes first.
    pub fn dissenting(&self) -> Vec<&Judged> {
        let Some(own) = self.methods.first().map(Judged::leaders) else { return Vec::new() };
        self.methods.iter().filter(|judged| judged.leaders() != own).collect()
    }
}

/// What a candidate is called.
pub fn candidate_name(evaluation: &PartnerEvaluation, id: &Id<Candidate>) -> String {
    evaluation.candidates.get(id).map_or_else(|| id.to_string(), |candidate| shown(candidate.as_ref()))
}

/// What a criterion is called.
pub fn criterion_name(evaluation: &PartnerEvaluation, id: &Id<Criterion>) -> String {
    evaluation.criteria.get(id).map_or_else(|| id.to_string(), |criterion| shown(criterion.as_ref()))
}
