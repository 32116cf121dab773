//! How the chosen partner does, quarter by quarter: the criteria once more, indicators, and what went wrong.

use serde::Serialize;
use trialwright_macros::Read;

use super::criterion::Criterion;
use super::score::Level;
use crate::domain::choice::choice;
use crate::domain::collection::record;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

choice! {
    /// Which way an indicator should go.
    Direction {
        Up = "up", "Higher is better";
        Down = "down", "Lower is better";
    }
}

/// Something that is measured of the partner: "Monitoring reports within ten days".
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PartnerIndicator {
    /// The id.
    pub id: Id<PartnerIndicator>,
    /// What is measured.
    pub name: String,
    /// How exactly, and where the figures come from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// The unit: "%", "days".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Which way it should go.
    pub better: Direction,
    /// What is agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<f64>,
    /// Where something must be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<f64>,
    /// What was measured, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<IndicatorReading>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(PartnerIndicator, "partner indicator", name);

/// What was measured on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct IndicatorReading {
    /// When.
    pub on: Date,
    /// What.
    pub value: f64,
    /// What stands behind it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A look at the partner after the choice: "Third quarter 2027".
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PartnerReview {
    /// The id.
    pub id: Id<PartnerReview>,
    /// What it is called.
    pub name: String,
    /// When it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// The criteria, scored once more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<ReviewScore>,
    /// What went wrong, and what was agreed on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<ReviewIssue>,
    /// What else was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(PartnerReview, "partner review", name);

/// How the partner does on a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReviewScore {
    /// On what.
    pub criterion: Id<Criterion>,
    /// 1 to 5, by the same anchors as in the choice.
    pub value: Level,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// Something that went wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReviewIssue {
    /// What.
    pub name: String,
    /// What was agreed on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Date>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}
