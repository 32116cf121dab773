//! What the trial is: titles, ids, phase, sponsor, size, dates, oversight.

use std::fmt;

use serde::Serialize;
use trialwright_macros::Read;

use crate::domain::choice::choice;
use crate::domain::date::{Certainty, StatedDate, Timestamp};
use crate::domain::extra::Extra;
use crate::domain::words::count;

choice! {
    /// Phase of development, as registries name it.
    Phase {
        EarlyPhase1 = "earlyPhase1", "Early phase I";
        Phase1 = "phase1", "Phase I";
        Phase1Phase2 = "phase1Phase2", "Phase I/II";
        Phase2 = "phase2", "Phase II";
        Phase2Phase3 = "phase2Phase3", "Phase II/III";
        Phase3 = "phase3", "Phase III";
        Phase4 = "phase4", "Phase IV";
        NotApplicable = "notApplicable", "Phase not applicable";
    }
}

choice! {
    /// Kind of study.
    StudyType {
        Interventional = "interventional", "Interventional";
        Observational = "observational", "Observational";
        ExpandedAccess = "expandedAccess", "Expanded access";
    }
}

/// An id that a registry or another organisation gave the trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OtherId {
    /// Who gave it: "ClinicalTrials.gov", "EU CTIS", "NIH".
    pub issuer: String,
    /// The id.
    pub value: String,
}

/// How many participants the trial enrols.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Enrolment {
    /// Participants.
    pub count: u32,
    /// Planned (estimated) or reached (actual); `None` where the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}

impl fmt::Display for Enrolment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let certainty = match self.certainty {
            Some(Certainty::Actual) => " (actual)",
            Some(Certainty::Estimated) => " (estimated)",
            None => "",
        };
        write!(out, "{}{certainty}", count(self.count as usize, "participant", "participants"))
    }
}

/// Who watches over the trial; `None` where it is not stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Oversight {
    /// A data monitoring committee is appointed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_monitoring_committee: Option<bool>,
    /// The trial studies a drug regulated by the US FDA.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fda_regulated_drug: Option<bool>,
    /// The trial studies a device regulated by the US FDA.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fda_regulated_device: Option<bool>,
}

/// Where the plan's first content came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Source {
    /// "ClinicalTrials.gov record NCT04207047", "template: phase II".
    pub name: String,
    /// When it was read.
    pub read: Timestamp,
}

/// The trial itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Trial {
    /// The acronym.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub acronym: String,
    /// The title as in the protocol.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub official_title: String,
    /// The sponsor's own number of the protocol or study.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub protocol_number: String,
    /// Ids given by registries and others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_ids: Vec<OtherId>,
    /// Phase of development.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// Kind of study.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub study_type: Option<StudyType>,
    /// Who is responsible for the trial.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sponsor: String,
    /// Who works on it with the sponsor.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub collaborators: Vec<String>,
    /// Diseases or conditions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// What it is about, in a few sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Participants to enrol.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrolment: Option<Enrolment>,
    /// Start of the trial, as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<StatedDate>,
    /// Last participant's data for the primary outcome, as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_completion: Option<StatedDate>,
    /// End of the trial, as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completion: Option<StatedDate>,
    /// Who watches over it.
    pub oversight: Oversight,
    /// Where the plan's first content came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}
