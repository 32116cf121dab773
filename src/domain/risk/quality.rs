//! Critical-to-quality factors: what must not go wrong, if participants are to be safe and results to be relied on.

use serde::Serialize;
use trialwright_macros::Read;

use crate::domain::choice::choice;
use crate::domain::collection::record;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

choice! {
    /// The six groups of critical-to-quality factors (CTTI, Quality by Design toolkit).
    QualityGroup {
        ProtocolDesign = "protocolDesign", "Protocol design";
        Feasibility = "feasibility", "Feasibility";
        PatientSafety = "patientSafety", "Patient safety";
        StudyConduct = "studyConduct", "Study conduct";
        StudyReporting = "studyReporting", "Study reporting";
        ThirdParties = "thirdParties", "Third-party engagement";
    }
}

/// A factor that is critical to the quality of this trial (ICH E6(R3), 3.10.1.1). Risks name the factors that they threaten.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct QualityFactor {
    /// The id.
    pub id: Id<QualityFactor>,
    /// The group.
    pub group: QualityGroup,
    /// What must be right: "The primary endpoint is measured in the window".
    pub title: String,
    /// Why it is critical here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(QualityFactor, "critical-to-quality factor", title);
