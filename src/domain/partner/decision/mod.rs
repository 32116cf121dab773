//! What was decided, why, and by whom.

use serde::Serialize;
use trialwright_macros::Read;

use super::candidate::Candidate;
use crate::domain::date::{Date, Timestamp};
use crate::domain::extra::Extra;
use crate::domain::id::Id;

/// The decision.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct PartnerDecision {
    /// Who was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Id<Candidate>>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// By whom, by role.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub decided_by: String,
    /// Why this one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Why the others were not chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<ReasonAgainst>,
    /// Who sees it differently, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dissents: Vec<Dissent>,
    /// Sections of the memo in words of one's own, by the key of the section.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<MemoWords>,
    /// The memo as it was decided on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frozen: Option<FrozenMemo>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// Why a candidate was not chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReasonAgainst {
    /// Who.
    pub candidate: Id<Candidate>,
    /// Why not, as it can be told to them.
    pub reason: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// Somebody who sees it differently.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Dissent {
    /// Who, by role.
    pub who: String,
    /// What they would have chosen, and why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub view: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A section of the memo in words of one's own.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MemoWords {
    /// The key of the section.
    pub section: String,
    /// The words, beside what is computed.
    pub text: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// The memo as it stood when it was decided on.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FrozenMemo {
    /// When.
    pub at: Timestamp,
    /// By whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// All that it says.
    pub text: String,
    /// The SHA-256 of the text, 64 hex digits.
    pub hash: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}
