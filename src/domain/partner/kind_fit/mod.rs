//! Which kind of partner fits a sponsor and a trial: questions, what each answer speaks for, and what was answered.
//!
//! The rules are data of the evaluation: they are printed with the result and can be edited. What follows from the answers
//! is [`result`], what is said of it [`findings`], and [`paper`] is both with the rules, to file.

pub mod findings;
pub mod paper;
pub mod result;

use serde::{Deserialize, Serialize};
use trialwright_macros::Read;

use super::candidate::PartnerKind;
use crate::domain::collection::record;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

/// A question about the sponsor or the trial, whose answer speaks for some kinds of partner and against others.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FitQuestion {
    /// The id.
    pub id: Id<FitQuestion>,
    /// The question.
    pub name: String,
    /// What to think of when answering.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub help: String,
    /// The answers to choose from.
    #[serde(default)]
    pub options: Vec<FitOption>,
    /// The answer that was chosen; `None` while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Id<FitOption>>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(FitQuestion, "question about the need", name);

impl FitQuestion {
    /// A question with nothing but its words.
    pub fn new(id: Id<FitQuestion>, name: impl Into<String>) -> FitQuestion {
        FitQuestion { id, name: name.into(), help: String::new(), options: Vec::new(), answer: None, extra: Extra::default() }
    }

    /// The option that was chosen; `None` while the question is open, or where the option is gone.
    pub fn chosen(&self) -> Option<&FitOption> {
        self.options.iter().find(|option| Some(&option.id) == self.answer.as_ref())
    }
}

/// An answer to choose from.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FitOption {
    /// The id, unique within its question.
    pub id: Id<FitOption>,
    /// The answer.
    pub label: String,
    /// What it speaks for and against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<FitEffect>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl FitOption {
    /// An answer that speaks for nobody yet.
    pub fn new(id: Id<FitOption>, label: impl Into<String>) -> FitOption {
        FitOption { id, label: label.into(), effects: Vec::new(), extra: Extra::default() }
    }

    /// How much it speaks for a kind in all, or against it.
    pub fn points(&self, kind: PartnerKind) -> i32 {
        self.effects.iter().filter(|effect| effect.kind == kind).map(|effect| i32::from(effect.points.get())).sum()
    }

    /// Why it speaks for a kind or against it.
    pub fn because(&self, kind: PartnerKind) -> &str {
        self.effects.iter().find(|effect| effect.kind == kind && !effect.because.trim().is_empty()).map_or("", |effect| effect.because.as_str())
    }

    /// Changes what it says about a kind; an effect that says nothing is taken out.
    pub fn set(&mut self, kind: PartnerKind, change: impl FnOnce(&mut FitEffect)) {
        let place = self.effects.iter().position(|effect| effect.kind == kind);
        let mut effect =
            place.map_or(FitEffect { kind, points: FitPoints(0), because: String::new(), extra: Extra::default() }, |place| self.effects.remove(place));
        change(&mut effect);
        if effect.points.get() != 0 || !effect.because.trim().is_empty() || !effect.extra.is_empty() {
            self.effects.insert(place.unwrap_or(self.effects.len()), effect);
        }
    }
}

/// What an answer says about one kind of partner.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FitEffect {
    /// The kind.
    pub kind: PartnerKind,
    /// How much it speaks for it, or against it.
    pub points: FitPoints,
    /// Why, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// How much an answer speaks for a kind of partner: from −3, strongly against, to 3, strongly for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i8")]
pub struct FitPoints(i8);

impl FitPoints {
    /// The strongest that an answer can speak.
    pub const MOST: i8 = 3;

    /// These points; `None` outside the scale.
    pub fn new(points: i8) -> Option<FitPoints> {
        (-FitPoints::MOST..=FitPoints::MOST).contains(&points).then_some(FitPoints(points))
    }

    /// Points from −3 to 3.
    pub fn get(self) -> i8 {
        self.0
    }
}

impl TryFrom<i64> for FitPoints {
    type Error = String;

    fn try_from(points: i64) -> Result<FitPoints, String> {
        i8::try_from(points).ok().and_then(FitPoints::new).ok_or_else(|| format!("{points} is outside the scale from -3 to 3"))
    }
}

impl From<FitPoints> for i8 {
    fn from(points: FitPoints) -> i8 {
        points.0
    }
}

#[cfg(test)]
impl schemars::JsonSchema for FitPoints {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FitPoints".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": -3, "maximum": 3 })
    }
}
