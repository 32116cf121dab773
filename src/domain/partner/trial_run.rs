//! Evaluations for the tests of this folder.

use super::candidate::{Candidate, Evaluator, Interests, PartnerKind};
use super::criterion::{Criterion, Pillar, Weight};
use super::evaluation::PartnerEvaluation;
use super::score::{Level, Score};
use crate::domain::choice::Choice;
use crate::domain::date::Timestamp;
use crate::domain::id::Id;

/// An evaluation by these evaluators, with criteria `k0`, `k1`, … of these weights in turn in the four pillars, and
/// candidates `c0`, `c1`, …; every score is 3, without evidence.
pub(crate) fn evaluation(evaluators: &[&str], weights: &[f64], candidates: usize) -> PartnerEvaluation {
    let mut evaluation = PartnerEvaluation::blank(Id::joined(&["e"]), "Choice", Timestamp::from_millis(0));
    for role in evaluators {
        evaluation.evaluators = evaluation.evaluators.with(Evaluator::new(Id::joined(&[role]), *role), None);
    }
    for (place, weight) in weights.iter().enumerate() {
        let (id, name) = (Id::joined(&[&format!("k{place}")]), format!("k{place}"));
        let criterion = Criterion::new(id, Pillar::ALL[place % 4], name, Weight::new(*weight).expect("in range"));
        evaluation.criteria = evaluation.criteria.with(criterion, None);
    }
    for place in 0..candidates {
        let (id, name) = (Id::joined(&[&format!("c{place}")]), format!("c{place}"));
        let candidate = Candidate::new(id, name, PartnerKind::ALL[place % 4]);
        evaluation.candidates = evaluation.candidates.with(candidate, None);
    }
    for evaluator in evaluators {
        for criterion in 0..weights.len() {
            for candidate in 0..candidates {
                score(&mut evaluation, evaluator, criterion, candidate, 3);
            }
        }
    }
    evaluation
}

/// Gives a score; 0 takes it away and leaves the note.
pub(crate) fn score(evaluation: &mut PartnerEvaluation, evaluator: &str, criterion: usize, candidate: usize, value: u8) {
    let mut score = Score::open(Id::joined(&[evaluator]), Id::joined(&[&format!("k{criterion}")]), Id::joined(&[&format!("c{candidate}")]));
    score.value = Level::new(value);
    evaluation.scores = evaluation.scores.with(score, None);
}

/// Lets an evaluator declare a conflict of interest with these candidates.
pub(crate) fn recuse(evaluation: &mut PartnerEvaluation, evaluator: &str, candidates: &[&str]) {
    let interests = Interests { recused: candidates.iter().map(|candidate| Id::joined(&[candidate])).collect(), ..Interests::default() };
    let evaluator = Evaluator { interests: Some(interests), ..Evaluator::new(Id::joined(&[evaluator]), evaluator) };
    evaluation.evaluators = evaluation.evaluators.with(evaluator, None);
}
