//! What was decided, why, and by whom: the records, and what is computed from them.
//!
//! `readiness` says what is missing before one can decide, `memo` lays everything out as a document, `frozen` keeps its text
//! under a fingerprint, `reasons` says where a candidate lost, `debrief` tells it to them, `risks` names what the choice brings
//! along, and `scored_by` says who scored.

pub mod debrief;
pub mod frozen;
pub mod memo;
mod prices;
pub mod readiness;
pub mod reasons;
pub mod risks;
pub mod scored_by;
#[cfg(test)]
pub(crate) mod trial_run;

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
    /// When all evaluators were asked whether they see it differently.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dissent_asked: Option<Date>,
    /// Whom those who were not chosen can ask, by role.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// How many months lie between two reviews of the chosen partner; a quarter where nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_months: Option<u32>,
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
    /// Why it was frozen anew; empty for the first.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The SHA-256 of the memo that it replaces; empty for the first.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub replaces: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl PartnerDecision {
    /// The words that somebody added to a section of the memo; empty where nobody did.
    pub fn words_on(&self, section: &str) -> &str {
        self.words.iter().find(|words| words.section == section).map_or("", |words| words.text.as_str())
    }

    /// Says something of one's own in a section of the memo; nothing where the text is blank.
    pub fn say(&mut self, section: &str, text: String) {
        let blank = text.trim().is_empty();
        match self.words.iter().position(|words| words.section == section) {
            Some(place) if blank => drop(self.words.remove(place)),
            Some(place) => self.words[place].text = text,
            None if blank => {}
            None => self.words.push(MemoWords { section: section.to_owned(), text, extra: Extra::default() }),
        }
    }

    /// Why a candidate was not chosen, as it can be told to them; empty where nobody said.
    pub fn reason_against(&self, candidate: &Id<Candidate>) -> &str {
        self.others.iter().find(|other| other.candidate == *candidate).map_or("", |other| other.reason.as_str())
    }

    /// Says why a candidate was not chosen; nothing where the reason is blank.
    pub fn reject(&mut self, candidate: &Id<Candidate>, reason: String) {
        let blank = reason.trim().is_empty();
        match self.others.iter().position(|other| other.candidate == *candidate) {
            Some(place) if blank => drop(self.others.remove(place)),
            Some(place) => self.others[place].reason = reason,
            None if blank => {}
            None => self.others.push(ReasonAgainst { candidate: candidate.clone(), reason, extra: Extra::default() }),
        }
    }
}
