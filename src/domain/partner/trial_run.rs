//! Evaluations for the tests of this folder.

use super::candidate::{Candidate, Evaluator, PartnerKind};
use super::criterion::{Criterion, Pillar, Weight};
use super::evaluation::PartnerEvaluation;
use super::score::{Level, Score};
use crate::domain::choice::Choice;
use crate::domain::date::Timestamp;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

/// An evaluation by these evaluators, with criteria `k0`, `k1`, … of these weights in turn in the four pillars, and
/// candidates `c0`, `c1`, …; every score is 3, without evidence.
pub(crate) fn evaluation(evaluators: &[&str], weights: &[f64], candidates: usize) -> PartnerEvaluation {
    let mut evaluation = PartnerEvaluation::blank(Id::joined(&["e"]), "Choice", Timestamp::from_millis(0));
    for role in evaluators {
        evaluation.evaluators = evaluation.evaluators.with(Evaluator { id: Id::joined(&[role]), role: (*role).into(), extra: Extra::default() }, None);
    }
    for (place, weight) in weights.iter().enumerate() {
        let (id, name) = (Id::joined(&[&format!("k{place}")]), format!("k{place}"));
        let criterion = Criterion {
            id,
            pillar: Pillar::ALL[place % 4],
            name,
            question: String::new(),
            weight: Weight::new(*weight).expect("in range"),
            extra: Extra::default(),
        };
        evaluation.criteria = evaluation.criteria.with(criterion, None);
    }
    for place in 0..candidates {
        let (id, name) = (Id::joined(&[&format!("c{place}")]), format!("c{place}"));
        let candidate = Candidate { id, name, kind: PartnerKind::ALL[place % 4], note: String::new(), withdrawn: String::new(), extra: Extra::default() };
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
    let score = Score {
        evaluator: Id::joined(&[evaluator]),
        criterion: Id::joined(&[&format!("k{criterion}")]),
        candidate: Id::joined(&[&format!("c{candidate}")]),
        value: Level::new(value),
        evidence: String::new(),
        extra: Extra::default(),
    };
    evaluation.scores = evaluation.scores.with(score, None);
}
