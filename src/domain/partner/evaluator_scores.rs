//! What one evaluator hands in: their scores, with what they scored by.
//!
//! It carries a digest of each criterion's wording, so that whoever takes the scores in can tell whether they answer the question
//! that is asked now.

use serde::Serialize;
use serde_json::json;
use trialwright_macros::Read;

use super::candidate::{Candidate, Evaluator};
use super::criterion::Criterion;
use super::evaluation::PartnerEvaluation;
use super::score::Score;
use crate::domain::collection::Collection;
use crate::domain::date::Timestamp;
use crate::domain::digest::{canonical, sha256};
use crate::domain::document::DocumentId;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

/// The scores of one evaluator.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EvaluatorScores {
    /// The evaluation that they are for.
    pub evaluation: ScoredEvaluation,
    /// When they were handed in.
    pub made: Timestamp,
    /// Who scored, with what they have declared.
    pub evaluator: Evaluator,
    /// The criteria as they were worded.
    #[serde(default)]
    pub criteria: Vec<SeenCriterion>,
    /// The candidates as they were called.
    #[serde(default)]
    pub candidates: Vec<SeenCandidate>,
    /// The scores.
    #[serde(default)]
    pub scores: Collection<Score>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// The evaluation that scores are for.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ScoredEvaluation {
    /// Its id.
    pub id: DocumentId,
    /// What it is called.
    #[serde(default)]
    pub title: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A criterion as an evaluator saw it.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SeenCriterion {
    /// Its id.
    pub id: Id<Criterion>,
    /// What it was called.
    #[serde(default)]
    pub name: String,
    /// The SHA-256 of its wording, 64 hex digits.
    pub wording: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A candidate as an evaluator saw it.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SeenCandidate {
    /// Its id.
    pub id: Id<Candidate>,
    /// What it was called.
    #[serde(default)]
    pub name: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl EvaluatorScores {
    /// What an evaluator has given so far; `None` where they are not in the evaluation.
    pub fn of(evaluation: &PartnerEvaluation, evaluator: &Id<Evaluator>, made: Timestamp) -> Option<EvaluatorScores> {
        let evaluator = evaluation.evaluators.get(evaluator)?;
        let mine = evaluation.scores.iter().filter(|score| score.evaluator == evaluator.id).map(|score| Score::clone(score)).collect();
        let criterion = |criterion: &Criterion| SeenCriterion {
            id: criterion.id.clone(),
            name: criterion.name.clone(),
            wording: wording(criterion),
            extra: Extra::default(),
        };
        let candidate = |candidate: &Candidate| SeenCandidate { id: candidate.id.clone(), name: candidate.name.clone(), extra: Extra::default() };
        Some(EvaluatorScores {
            evaluation: ScoredEvaluation {
                id: evaluation.scoring.copy_of.clone().unwrap_or_else(|| evaluation.document.id.clone()),
                title: evaluation.document.title.clone(),
                extra: Extra::default(),
            },
            made,
            evaluator: Evaluator::clone(evaluator),
            criteria: evaluation.criteria.iter().map(|record| criterion(record)).collect(),
            candidates: evaluation.candidates.iter().map(|record| candidate(record)).collect(),
            scores: Collection::from_records(mine).ok()?,
            extra: Extra::default(),
        })
    }

    /// What an evaluator has given in the copy that was made for them; `None` where the evaluation is no such copy.
    pub fn of_copy(copy: &PartnerEvaluation) -> Option<EvaluatorScores> {
        copy.scoring.copy_of.as_ref()?;
        EvaluatorScores::of(copy, copy.scoring.only.as_ref()?, copy.document.changed)
    }
}

/// The SHA-256 of all that says what a score on a criterion means: its name, its question and its anchors. Its weight may change
/// without a score meaning anything else.
pub fn wording(criterion: &Criterion) -> String {
    sha256(&canonical(&json!({ "name": criterion.name, "question": criterion.question, "anchors": criterion.anchors })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::criterion::Weight;
    use crate::domain::partner::trial_run::evaluation;

    #[test]
    fn a_file_holds_the_scores_of_one_evaluator_and_of_nobody_else() {
        let evaluation = evaluation(&["a", "b"], &[1.0, 2.0], 3);
        let mine = EvaluatorScores::of(&evaluation, &Id::joined(&["a"]), Timestamp::from_millis(5)).expect("there");
        assert_eq!((mine.scores.len(), mine.criteria.len(), mine.candidates.len(), mine.evaluation.id.as_str()), (6, 2, 3, "e"));
        assert!(mine.scores.iter().all(|score| score.evaluator.as_str() == "a"));
        assert_eq!(EvaluatorScores::of(&evaluation, &Id::joined(&["z"]), Timestamp::from_millis(5)), None);
        assert_eq!(EvaluatorScores::of_copy(&evaluation), None);
    }

    #[test]
    fn another_weight_is_the_same_wording_and_another_anchor_is_not() {
        let evaluation = evaluation(&[], &[1.0], 0);
        let before = Criterion::clone(evaluation.criteria.iter().next().expect("there"));
        let heavier = Criterion { weight: Weight::equal(1), ..before.clone() };
        let anchored = Criterion { anchors: vec!["Nothing shown".to_owned()], ..before.clone() };
        assert_eq!(wording(&before), wording(&heavier));
        assert_ne!(wording(&before), wording(&anchored));
    }
}
