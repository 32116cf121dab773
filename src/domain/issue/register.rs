//! An issue: something that has happened, what it is about, and who deals with it.

use serde::Serialize;
use trialwright_macros::Read;

use super::escalation::EscalationLevel;
use crate::domain::choice::choice;
use crate::domain::collection::record;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::risk::register::Risk;
use crate::domain::risk::tolerance::ToleranceLimit;

choice! {
    /// How bad an issue is. The grades are those by which European inspectors grade findings.
    Severity {
        Minor = "minor", "Minor";
        Major = "major", "Major";
        Critical = "critical", "Critical";
    }
}

/// One issue.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Issue {
    /// The id.
    pub id: Id<Issue>,
    /// The number by which people name it: 3 is shown as I-03.
    pub number: u32,
    /// What has happened.
    pub title: String,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// How bad it is.
    pub severity: Severity,
    /// When it was raised; the clocks of escalation run from here.
    pub raised: Date,
    /// The role that deals with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// When it must be resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The risk that has happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<Id<Risk>>,
    /// The tolerance limit that was exceeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Id<ToleranceLimit>>,
    /// To whom it was taken, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escalations: Vec<Escalation>,
    /// When it was resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Date>,
    /// How.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub resolution: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// That an issue was taken to a level.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Escalation {
    /// The level.
    pub level: Id<EscalationLevel>,
    /// When.
    pub on: Date,
    /// What was asked for, or decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Issue, "issue", title);

impl Issue {
    /// A minor issue, raised on this day, with nothing but its number and title.
    pub fn new(id: Id<Issue>, number: u32, title: impl Into<String>, raised: Date) -> Issue {
        Issue {
            id,
            number,
            title: title.into(),
            description: String::new(),
            severity: Severity::Minor,
            raised,
            owner: String::new(),
            due: None,
            risk: None,
            limit: None,
            escalations: Vec::new(),
            resolved: None,
            resolution: String::new(),
            extra: Extra::default(),
        }
    }

    /// The number as people write it: `I-03`.
    pub fn reference(&self) -> String {
        format!("I-{:02}", self.number)
    }

    /// Whether it is still to be resolved.
    pub fn is_open(&self) -> bool {
        self.resolved.is_none()
    }

    /// Days since it should have been resolved; `None` where it is not late.
    pub fn overdue(&self, today: Date) -> Option<i64> {
        let due = self.due.filter(|_| self.is_open())?;
        (due < today).then(|| today.days_since(due))
    }

    /// Days since it was raised; until it was resolved, where it is.
    pub fn age(&self, today: Date) -> i64 {
        self.resolved.unwrap_or(today).days_since(self.raised).max(0)
    }
}
