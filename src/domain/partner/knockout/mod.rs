//! What a candidate must have before it is scored: passed or failed, with the evidence.
//!
//! Who stands where is [`board`]. "Open" is neither passed nor failed: only a failure takes a candidate out.

pub mod board;

use serde::Serialize;
use trialwright_macros::Read;

use super::candidate::Candidate;
use crate::domain::choice::choice;
use crate::domain::collection::{Record, record};
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

choice! {
    /// What came of a knock-out.
    KnockoutOutcome {
        Pass = "pass", "Passed";
        Fail = "fail", "Failed";
    }
}

/// Something that every candidate must have.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Knockout {
    /// The id.
    pub id: Id<Knockout>,
    /// What it must have: "No debarment".
    pub name: String,
    /// Why a candidate without it cannot be chosen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// What shows it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Knockout, "knock-out", name);

/// What a candidate has shown for a knock-out. There is one for each knock-out and candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct KnockoutResult {
    /// Of which knock-out.
    pub knockout: Id<Knockout>,
    /// Of whom.
    pub candidate: Id<Candidate>,
    /// What came of it; `None` while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<KnockoutOutcome>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Where the evidence is found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// When it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Knockout {
    /// A knock-out with nothing but its name.
    pub fn new(id: Id<Knockout>, name: impl Into<String>) -> Knockout {
        Knockout { id, name: name.into(), why: String::new(), evidence: String::new(), extra: Extra::default() }
    }
}

impl KnockoutResult {
    /// A result that says nothing yet.
    pub fn open(knockout: Id<Knockout>, candidate: Id<Candidate>) -> KnockoutResult {
        KnockoutResult { knockout, candidate, outcome: None, evidence: String::new(), link: String::new(), on: None, extra: Extra::default() }
    }

    /// Whether it says nothing at all.
    pub fn says_nothing(&self) -> bool {
        self.outcome.is_none() && self.evidence.trim().is_empty() && self.link.trim().is_empty() && self.on.is_none() && self.extra.is_empty()
    }

    /// The id of the result for this combination.
    pub fn key(knockout: &Id<Knockout>, candidate: &Id<Candidate>) -> Id<KnockoutResult> {
        Id::joined(&[knockout.as_str(), candidate.as_str()])
    }
}

impl Record for KnockoutResult {
    const NOUN: &'static str = "knock-out result";

    fn id(&self) -> Id<Self> {
        KnockoutResult::key(&self.knockout, &self.candidate)
    }

    fn name(&self) -> &str {
        &self.evidence
    }
}
