//! How the chosen partner does, quarter by quarter: the criteria once more, indicators, and what went wrong.
//!
//! These are the records. `trend` sets the reviews beside the choice, `measured` says how each indicator stands, and `follow_up`
//! what to do about it.

pub mod follow_up;
pub mod measured;
pub mod trend;
#[cfg(test)]
pub(crate) mod trial_run;

use serde::Serialize;
use trialwright_macros::Read;

use super::criterion::Criterion;
use super::evaluation::PartnerEvaluation;
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

/// How many months lie between two reviews where nobody said.
const QUARTER: u32 = 3;

/// How many months lie between two reviews.
pub fn review_months(evaluation: &PartnerEvaluation) -> u32 {
    evaluation.partner_decision.review_months.filter(|months| *months > 0).unwrap_or(QUARTER)
}

impl PartnerIndicator {
    /// An indicator with nothing but its name and its direction.
    pub fn new(id: Id<PartnerIndicator>, name: impl Into<String>, better: Direction) -> PartnerIndicator {
        PartnerIndicator {
            id,
            name: name.into(),
            definition: String::new(),
            unit: String::new(),
            better,
            target: None,
            limit: None,
            readings: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// A value with the unit: `92.5%`, `4 days`.
    pub fn written(&self, value: f64) -> String {
        let number = ((value * 100.0).round() / 100.0).to_string().replace('-', "−");
        match self.unit.trim() {
            "" => number,
            "%" => format!("{number}%"),
            unit => format!("{number} {unit}"),
        }
    }
}

impl PartnerReview {
    /// A review with nothing in it yet.
    pub fn new(id: Id<PartnerReview>, name: impl Into<String>, on: Option<Date>) -> PartnerReview {
        PartnerReview { id, name: name.into(), on, scores: Vec::new(), issues: Vec::new(), note: String::new(), extra: Extra::default() }
    }

    /// What it says of a criterion.
    pub fn score_on(&self, criterion: &Id<Criterion>) -> Option<&ReviewScore> {
        self.scores.iter().find(|score| score.criterion == *criterion)
    }

    /// Changes what it says of a criterion; a score that is gone takes its note with it.
    pub fn score(&mut self, criterion: &Id<Criterion>, value: Option<Level>) {
        match (self.scores.iter().position(|score| score.criterion == *criterion), value) {
            (Some(place), Some(value)) => self.scores[place].value = value,
            (Some(place), None) => drop(self.scores.remove(place)),
            (None, Some(value)) => self.scores.push(ReviewScore { criterion: criterion.clone(), value, note: String::new(), extra: Extra::default() }),
            (None, None) => {}
        }
    }
}

impl ReviewIssue {
    /// Days since its answer should have been there; `None` where it is closed or not late.
    pub fn overdue(&self, today: Date) -> Option<i64> {
        let due = self.due.filter(|due| self.closed.is_none() && *due < today)?;
        Some(today.days_since(due))
    }
}
