//! The way from the first request to the contract, step by step.
//!
//! Where each step stands on a day, and what comes next, is [`progress`]; the dates counted forward from a start or backward
//! from the decision are [`planning`].

pub mod planning;
pub mod progress;

use serde::Serialize;
use trialwright_macros::Read;

use crate::domain::collection::record;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

/// A step of the selection: "Request for proposals sent".
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SelectionStep {
    /// The id.
    pub id: Id<SelectionStep>,
    /// What happens.
    pub name: String,
    /// Calendar days that it usually takes after the step before.
    #[serde(default)]
    pub days: u16,
    /// Whether it is the decision itself, which the brief says when it is due.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decides: bool,
    /// When it is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<Date>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Date>,
    /// What it needs, and who does it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(SelectionStep, "step of the selection", name);

impl SelectionStep {
    /// A step with nothing but its name.
    pub fn new(id: Id<SelectionStep>, name: impl Into<String>) -> SelectionStep {
        SelectionStep { id, name: name.into(), days: 0, decides: false, planned: None, done: None, note: String::new(), extra: Extra::default() }
    }
}
