//! Actions and decisions: what somebody has to do, and what was decided on which grounds.

use serde::Serialize;
use trialwright_macros::Read;

use super::register::Issue;
use crate::domain::collection::record;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::risk::register::Risk;

/// Something that somebody has to do.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Action {
    /// The id.
    pub id: Id<Action>,
    /// The number by which people name it: 5 is shown as A-05.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// The role that does it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Date>,
    /// The risk that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<Id<Risk>>,
    /// The issue that it resolves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<Id<Issue>>,
    /// What there is to say about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A question that was, or must be, decided.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// The id.
    pub id: Id<Decision>,
    /// The number by which people name it: 2 is shown as D-02.
    pub number: u32,
    /// The question.
    pub question: String,
    /// What could be chosen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub options: String,
    /// What speaks for and against.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// What was decided; empty while it is open.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outcome: String,
    /// The role that decides.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// By when it must be decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Date>,
    /// The risk that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<Id<Risk>>,
    /// The issue that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<Id<Issue>>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Action, "action", title);
record!(Decision, "decision", question);

impl Action {
    /// An action with nothing but its number and title.
    pub fn new(id: Id<Action>, number: u32, title: impl Into<String>) -> Action {
        Action {
            id,
            number,
            title: title.into(),
            owner: String::new(),
            due: None,
            done: None,
            risk: None,
            issue: None,
            note: String::new(),
            extra: Extra::default(),
        }
    }

    /// The number as people write it: `A-05`.
    pub fn reference(&self) -> String {
        format!("A-{:02}", self.number)
    }

    /// Days since it should have been done; `None` where it is not late.
    pub fn overdue(&self, today: Date) -> Option<i64> {
        let due = self.due.filter(|_| self.done.is_none())?;
        (due < today).then(|| today.days_since(due))
    }
}

impl Decision {
    /// An open question with nothing but its number.
    pub fn new(id: Id<Decision>, number: u32, question: impl Into<String>) -> Decision {
        Decision {
            id,
            number,
            question: question.into(),
            options: String::new(),
            evidence: String::new(),
            outcome: String::new(),
            owner: String::new(),
            due: None,
            decided: None,
            risk: None,
            issue: None,
            extra: Extra::default(),
        }
    }

    /// The number as people write it: `D-02`.
    pub fn reference(&self) -> String {
        format!("D-{:02}", self.number)
    }

    /// Days since it should have been decided; `None` where it is not late.
    pub fn overdue(&self, today: Date) -> Option<i64> {
        let due = self.due.filter(|_| self.decided.is_none())?;
        (due < today).then(|| today.days_since(due))
    }
}
