//! How far the scoring is: blind, in talks, or closed. And what was agreed on where evaluators saw things differently.

use serde::Serialize;
use trialwright_macros::Read;

use super::candidate::{Candidate, Evaluator};
use super::criterion::Criterion;
use super::score::Level;
use crate::domain::choice::choice;
use crate::domain::collection::Record;
use crate::domain::date::Date;
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
    /// When the blind scores were shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown_on: Option<Date>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
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
