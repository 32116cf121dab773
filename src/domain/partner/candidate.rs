//! Who could help to run the trial, and who judges them.

use serde::Serialize;
use trialwright_macros::Read;

use crate::domain::choice::choice;
use crate::domain::collection::record;
use crate::domain::date::Timestamp;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

choice! {
    /// The four kinds of partner.
    PartnerKind {
        ProjectManagementFirm = "projectManagementFirm", "Specialised project management firm";
        ContractResearchOrganisation = "contractResearchOrganisation", "CRO";
        TechnologyProvider = "technologyProvider", "Technology provider";
        FullServiceConsultant = "fullServiceConsultant", "Full-service consultant";
    }
}

impl PartnerKind {
    /// When this kind fits a sponsor, in a sentence.
    pub fn fits(self) -> &'static str {
        match self {
            PartnerKind::ProjectManagementFirm => {
                "Fits a sponsor with science and clinical expertise in house that needs an operational backbone and wants to keep control."
            }
            PartnerKind::ContractResearchOrganisation => "Fits a small internal team that wants one partner from start-up to report.",
            PartnerKind::TechnologyProvider => "Fits a sponsor that keeps the management in house and needs the tools: CTMS, EDC, eTMF.",
            PartnerKind::FullServiceConsultant => "Fits a programme that reaches beyond this trial, from strategy to market access.",
        }
    }
}

/// A candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// The id.
    pub id: Id<Candidate>,
    /// The company.
    pub name: String,
    /// Which kind of partner it is.
    pub kind: PartnerKind,
    /// Contact, offices, references: whatever helps to know them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why it is no longer in the running; empty while it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub withdrawn: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Candidate {
    /// A candidate with nothing but its name and kind.
    pub fn new(id: Id<Candidate>, name: impl Into<String>, kind: PartnerKind) -> Candidate {
        Candidate { id, name: name.into(), kind, note: String::new(), withdrawn: String::new(), extra: Extra::default() }
    }
}

record!(Candidate, "candidate", name);

/// Someone who scores the candidates, named by role.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Evaluator {
    /// The id.
    pub id: Id<Evaluator>,
    /// The role: "Clinical operations lead".
    pub role: String,
    /// What they have declared; `None` while they have declared nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interests: Option<Interests>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Evaluator {
    /// An evaluator who has declared nothing yet.
    pub fn new(id: Id<Evaluator>, role: impl Into<String>) -> Evaluator {
        Evaluator { id, role: role.into(), interests: None, extra: Extra::default() }
    }

    /// Whether they do not score a candidate because of a conflict of interest.
    pub fn is_recused(&self, candidate: &Id<Candidate>) -> bool {
        self.interests.as_ref().is_some_and(|interests| interests.recused.contains(candidate))
    }
}

record!(Evaluator, "evaluator", role);

/// What an evaluator has declared of their interests.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Interests {
    /// The conflict of interest in words; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub conflict: String,
    /// The candidates whom they do not score because of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recused: Vec<Id<Candidate>>,
    /// When they declared it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}
