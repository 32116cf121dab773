//! A plan made of a file that is not ours: what it fills, and what it leaves out.

use serde::Serialize;

use crate::domain::plan::TrialPlan;

/// A file read: the plan it would make, what it fills, what it leaves out.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MadePlan {
    /// What the file is.
    pub source: Source,
    /// The plan.
    pub plan: TrialPlan,
    /// The fields of the plan that the file fills.
    pub fills: Vec<Filled>,
    /// The parts of the file that the plan does not carry.
    pub leaves_out: Vec<LeftOut>,
}

/// What a plan is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Source {
    /// A record of ClinicalTrials.gov, by its number, such as NCT02210780; empty where the record has none.
    Registry(String),
    /// A project of Microsoft Project, by its name.
    Project(String),
}

/// A field of the plan that a file fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Filled {
    /// The field in plain words: "Planned enrolment".
    pub field: &'static str,
    /// What it will hold, in short: "194 participants (actual)".
    pub value: String,
}

/// A part of the file that the plan does not carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LeftOut {
    /// Its path in the file; `[]` stands for several entries of a list.
    pub path: String,
    /// Why, as a sentence without its full stop.
    pub reason: String,
}

impl Source {
    /// In a sentence: "the ClinicalTrials.gov record NCT02210780".
    pub fn phrase(&self) -> String {
        match self {
            Source::Registry(id) if id.is_empty() => "a ClinicalTrials.gov record".to_owned(),
            Source::Registry(id) => format!("the ClinicalTrials.gov record {id}"),
            Source::Project(name) if name.is_empty() => "a Microsoft Project plan".to_owned(),
            Source::Project(name) => format!("the Microsoft Project plan {}", crate::domain::words::quoted(name)),
        }
    }

    /// As a heading: "ClinicalTrials.gov record NCT02210780".
    pub fn title(&self) -> String {
        let phrase = self.phrase();
        match phrase.strip_prefix("the ") {
            Some(named) => named.to_owned(),
            None => crate::domain::words::capitalised(&phrase),
        }
    }
}
