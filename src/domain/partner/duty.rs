//! Who keeps which duty. What is not specifically transferred stays with the sponsor (ICH E6(R3), 3.6.4).

use serde::Serialize;
use trialwright_macros::Read;

use super::candidate::Candidate;
use crate::domain::collection::record;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

/// A duty of the sponsor, and who carries it.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Duty {
    /// The id.
    pub id: Id<Duty>,
    /// The duty.
    pub name: String,
    /// What it belongs to: "Monitoring".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// Where it is laid down: "ICH E6(R3) 3.11.4".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// To whom it is transferred, wholly or in part; the sponsor where there is nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<DutyHolder>,
    /// Whether the sponsor also does a part of it, which a transfer in part leaves it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
    /// How the sponsor sees that it is done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub oversight: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Duty, "duty", name);

/// Somebody to whom a duty is transferred.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DutyHolder {
    /// The candidate; `None` where it is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<Id<Candidate>>,
    /// Somebody else by name: "Central laboratory".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub party: String,
    /// Which part of the duty; empty for all of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// Where the transfer is written: "Work order 1, section 4"; empty while it is not specific.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agreement: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}
