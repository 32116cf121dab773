//! The copy of an evaluation that one evaluator scores in: what they need, and nothing of what others think.

use std::sync::Arc;

use crate::domain::collection::Collection;
use crate::domain::date::Timestamp;
use crate::domain::digest::sha256;
use crate::domain::document::{DocumentId, Head};
use crate::domain::id::Id;
use crate::domain::partner::candidate::Evaluator;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::score::Score;
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::scoring::{Scoring, ScoringPhase};

/// How many digits of the digest make the id of a copy.
const DIGITS: usize = 24;

/// The copy for an evaluator; `None` where they are not in the evaluation.
///
/// It has the brief, the candidates with their knock-outs, the criteria, and what this evaluator has given so far. The scores of
/// others, what was agreed on, bids, weights' origin, duties, the decision and the trail stay behind.
pub fn copy_for(evaluation: &PartnerEvaluation, evaluator: &Id<Evaluator>, now: Timestamp) -> Option<PartnerEvaluation> {
    let evaluator = evaluation.evaluators.get(evaluator)?;
    let lead = evaluation.scoring.copy_of.clone().unwrap_or_else(|| evaluation.document.id.clone());
    let mine: Vec<Score> = evaluation.scores.iter().filter(|score| score.evaluator == evaluator.id).map(|score| Score::clone(score)).collect();
    let title = format!("{}: scores of {}", evaluation.document.title, shown(evaluator.as_ref()));
    let blank = PartnerEvaluation::blank(copy_id(&lead, &evaluator.id), title, now);
    Some(PartnerEvaluation {
        document: Head::new(blank.document.id.clone(), blank.document.title.clone(), now),
        brief: evaluation.brief.clone(),
        candidates: evaluation.candidates.clone(),
        criteria: evaluation.criteria.clone(),
        knockouts: evaluation.knockouts.clone(),
        knockout_results: evaluation.knockout_results.clone(),
        evaluators: Collection::new().with(Evaluator::clone(evaluator), None),
        scores: Collection::from_records(mine).ok()?,
        scoring: Arc::new(Scoring { phase: Some(ScoringPhase::Blind), only: Some(evaluator.id.clone()), copy_of: Some(lead), ..Scoring::default() }),
        ..blank
    })
}

/// The same for each copy for the same evaluator, so that a newer copy is told from another document; made of a digest, because two
/// ids together may be too long for one.
pub fn copy_id(lead: &DocumentId, evaluator: &Id<Evaluator>) -> DocumentId {
    let digest = sha256(&format!("{lead}~{evaluator}"));
    Id::joined(&[&format!("copy-{}", digest.get(..DIGITS).unwrap_or(&digest))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::evaluator_scores::EvaluatorScores;
    use crate::domain::partner::trial_run::evaluation;
    use crate::domain::wire::to_text;

    #[test]
    fn a_copy_holds_nothing_of_what_others_think() {
        let mut lead = evaluation(&["a", "b"], &[1.0, 2.0], 2);
        let note = |evaluator: &str, evidence: &str| {
            let mut score = Score::open(Id::joined(&[evaluator]), Id::joined(&["k0"]), Id::joined(&["c0"]));
            score.evidence = evidence.to_owned();
            score
        };
        lead.scores = lead.scores.with(note("a", "mine"), None).with(note("b", "theirs"), None);
        let copy = copy_for(&lead, &Id::joined(&["a"]), Timestamp::from_millis(9)).expect("there");
        let text = to_text(&copy);
        assert!(text.contains("mine") && !text.contains("theirs") && !text.contains("\"b\""));
        assert_eq!((copy.scores.len(), copy.criteria.len(), copy.findings()), (4, 2, vec![]));
        assert_ne!(copy.document.id, lead.document.id);
        let again = copy_for(&lead, &Id::joined(&["a"]), Timestamp::from_millis(10)).expect("there");
        assert_eq!(copy.document.id, again.document.id);
        let back = EvaluatorScores::of_copy(&copy).expect("a copy");
        assert_eq!((back.evaluation.id, back.evaluator.id.as_str(), back.scores.len()), (lead.document.id, "a", 4));
    }
}
