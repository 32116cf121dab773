//! How far the scoring is: blind, in talks, or closed. And what was agreed on where evaluators saw things differently.

use serde::Serialize;
use trialwright_macros::Read;

use super::candidate::{Candidate, Evaluator};
use super::criterion::Criterion;
use super::evaluation::PartnerEvaluation;
use super::grid::Cell;
use super::score::Level;
use super::scorecard::shown;
use crate::domain::choice::choice;
use crate::domain::collection::Record;
use crate::domain::date::Date;
use crate::domain::document::DocumentId;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

choice! {
    /// How far the scoring is.
    ScoringPhase {
        Open = "open", "Open: everybody sees all scores";
        Blind = "blind", "Blind: each evaluator sees their own";
        Consensus = "consensus", "Consensus: scores are shown and talked about";
        Closed = "closed", "Closed";
    }
}

/// How scoring goes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Scoring {
    /// How far it is; `None` where nobody said, which is as open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<ScoringPhase>,
    /// The evaluator for whom this copy was made; `None` in the lead's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<Id<Evaluator>>,
    /// The evaluation that this copy was made of; `None` in the lead's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<DocumentId>,
    /// When the blind scores were shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown_on: Option<Date>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// Whether nobody may see the scores of others yet, nor what follows from them.
pub fn scores_are_hidden(evaluation: &PartnerEvaluation) -> bool {
    evaluation.scoring.phase == Some(ScoringPhase::Blind)
}

/// Whether the scores have been shown, so that what was given blind stays as it is.
pub fn scores_are_locked(evaluation: &PartnerEvaluation) -> bool {
    matches!(evaluation.scoring.phase, Some(ScoringPhase::Consensus | ScoringPhase::Closed))
}

/// Whether the score in a cell may be given or changed; `Err` says why not.
pub fn may_score(evaluation: &PartnerEvaluation, cell: &Cell) -> Result<(), String> {
    if scores_are_locked(evaluation) {
        return Err("The scores have been shown, so they stay as they were given. What the evaluators agree on now is noted on the Agreement page.".to_owned());
    }
    let recused = evaluation.evaluators.get(&cell.evaluator).filter(|evaluator| evaluator.is_recused(&cell.candidate));
    match recused.zip(evaluation.candidates.get(&cell.candidate)) {
        Some((evaluator, candidate)) => {
            Err(format!("{} does not score {}, having declared a conflict of interest.", shown(evaluator.as_ref()), shown(candidate.as_ref())))
        }
        None => Ok(()),
    }
}

/// What the evaluators agreed on after talking. The blind scores stay as they are.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AgreedScore {
    /// On what.
    pub criterion: Id<Criterion>,
    /// Whom.
    pub candidate: Id<Candidate>,
    /// What they agreed on.
    pub value: Level,
    /// What changed their minds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl AgreedScore {
    /// The id of what was agreed on for this combination.
    pub fn key(criterion: &Id<Criterion>, candidate: &Id<Candidate>) -> Id<AgreedScore> {
        Id::joined(&[criterion.as_str(), candidate.as_str()])
    }
}

impl Record for AgreedScore {
    const NOUN: &'static str = "agreed score";

    fn id(&self) -> Id<Self> {
        AgreedScore::key(&self.criterion, &self.candidate)
    }

    fn name(&self) -> &str {
        &self.why
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::partner::trial_run::{evaluation, recuse};

    #[test]
    fn scores_are_hidden_while_blind_and_locked_once_they_were_shown() {
        let mut evaluation = evaluation(&["a"], &[1.0], 2);
        let mut state = |phase| {
            evaluation.scoring = Arc::new(Scoring { phase, ..Scoring::default() });
            (scores_are_hidden(&evaluation), scores_are_locked(&evaluation))
        };
        assert_eq!(state(None), (false, false));
        assert_eq!(state(Some(ScoringPhase::Open)), (false, false));
        assert_eq!(state(Some(ScoringPhase::Blind)), (true, false));
        assert_eq!(state(Some(ScoringPhase::Consensus)), (false, true));
        assert_eq!(state(Some(ScoringPhase::Closed)), (false, true));
    }

    #[test]
    fn nobody_scores_whom_they_have_a_conflict_with() {
        let mut evaluation = evaluation(&["a", "b"], &[1.0], 2);
        recuse(&mut evaluation, "a", &["c1"]);
        let said = |evaluator: &str, candidate: &str| {
            may_score(&evaluation, &Cell { evaluator: Id::joined(&[evaluator]), criterion: Id::joined(&["k0"]), candidate: Id::joined(&[candidate]) })
        };
        assert_eq!(said("a", "c1"), Err("a does not score c1, having declared a conflict of interest.".to_owned()));
        assert_eq!([said("a", "c0"), said("b", "c1")], [Ok(()), Ok(())]);
    }
}
