//! What follows from the data, in words: what is late, what is high, what comes next.

pub mod calendars;
pub mod contents;
pub mod evaluation;
pub mod exposure;
pub mod figures;
pub mod issue_registers;
pub mod issues;
pub mod moved;
pub mod plan;
pub mod preparation;
pub mod quality;
pub mod risk_history;
pub mod risk_plan;
pub mod risks;
pub mod robustness;
pub mod schedule;
pub mod scope;
pub mod trail;

use serde::Serialize;

use crate::domain::order::Rank;

/// How a statement asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Urgency {
    /// Something must be done.
    Act,
    /// Something must be watched.
    Watch,
    /// Something comes up.
    Upcoming,
    /// All is well.
    OnTrack,
}

impl From<Urgency> for Rank {
    /// What presses most comes first.
    fn from(urgency: Urgency) -> Rank {
        Rank::from(urgency as u8)
    }
}

/// Which record a statement is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Subject {
    /// The section of the document: `tasks`.
    pub section: &'static str,
    /// The id of the record; `None` for the section as a whole.
    pub record: Option<String>,
}

/// One thing that follows from the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// How it asks for attention.
    pub urgency: Urgency,
    /// What it is about, in a few words.
    pub title: String,
    /// The fact, and what to do.
    pub detail: String,
    /// The status in two or three words: "19 days late".
    pub status: String,
    /// Where to go.
    pub subject: Subject,
}

/// What a page says first: a finding, and one sentence that says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Headline {
    /// The finding.
    pub finding: String,
    /// Why, or what to do first.
    pub because: String,
    /// How it asks for attention.
    pub urgency: Urgency,
}
