//! Scope: what the trial is to find out, in whom, with what, and what it hands over.

use serde::Serialize;
use trialwright_macros::Read;

use crate::domain::choice::choice;
use crate::domain::collection::record;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

choice! {
    /// How much weight an objective or endpoint carries.
    Level {
        Primary = "primary", "Primary";
        Secondary = "secondary", "Secondary";
        Exploratory = "exploratory", "Exploratory";
    }
}

choice! {
    /// What a statement of scope says.
    StatementKind {
        InScope = "inScope", "In scope";
        OutOfScope = "outOfScope", "Out of scope";
        Assumption = "assumption", "Assumption";
    }
}

choice! {
    /// Sex of the participants who may take part.
    Sex {
        All = "all", "All";
        Female = "female", "Female";
        Male = "male", "Male";
    }
}

/// Who may take part.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Population {
    /// The population in a sentence or two.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Criteria for inclusion and exclusion, as in the protocol.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub eligibility: String,
    /// Sex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Youngest age, with its unit: "18 years".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub minimum_age: String,
    /// Oldest age, with its unit.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub maximum_age: String,
    /// Whether healthy volunteers may take part; `None` where it is not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub healthy_volunteers: Option<bool>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// Something the trial is to find out.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Objective {
    /// The id.
    pub id: Id<Objective>,
    /// Primary, secondary or exploratory.
    pub level: Level,
    /// The objective in a sentence.
    pub text: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Objective, "objective", text);

/// Something that is measured.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// The id.
    pub id: Id<Endpoint>,
    /// Primary, secondary or exploratory.
    pub level: Level,
    /// What is measured.
    pub measure: String,
    /// When: "week 16".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time_frame: String,
    /// How, in more words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The objective that it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<Id<Objective>>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Endpoint, "endpoint", measure);

/// A group of participants.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Arm {
    /// The id.
    pub id: Id<Arm>,
    /// What the group is called.
    pub label: String,
    /// Experimental, active comparator, placebo comparator, …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// What the group receives, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The interventions that the group receives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interventions: Vec<Id<Intervention>>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Arm, "arm", label);

/// A drug, device, procedure or other thing given or done to participants.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Intervention {
    /// The id.
    pub id: Id<Intervention>,
    /// What it is called.
    pub name: String,
    /// Drug, device, procedure, …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// More words on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Intervention, "intervention", name);

/// Something that is in scope, out of scope, or assumed.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// The id.
    pub id: Id<Statement>,
    /// What the statement says of it.
    pub kind: StatementKind,
    /// The statement.
    pub text: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Statement, "statement of scope", text);

/// Something that the trial hands over.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Deliverable {
    /// The id.
    pub id: Id<Deliverable>,
    /// What it is called.
    pub name: String,
    /// The role that answers for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// When it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// When it was handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered: Option<Date>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Deliverable, "deliverable", name);
