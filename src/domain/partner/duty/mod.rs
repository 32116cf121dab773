//! Who keeps which duty. What is not specifically transferred stays with the sponsor (ICH E6(R3), 3.6.4).

pub mod carried;
pub mod headline;
pub mod paper;
#[cfg(test)]
mod tests;

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
    /// Whether it stays with the sponsor in any case: what others do for it leaves the sponsor answerable.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retained: bool,
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

impl Duty {
    /// A duty that nobody has been asked to take.
    pub fn new(id: Id<Duty>, name: impl Into<String>) -> Duty {
        Duty {
            id,
            name: name.into(),
            area: String::new(),
            reference: String::new(),
            holders: Vec::new(),
            shared: false,
            retained: false,
            oversight: String::new(),
            extra: Extra::default(),
        }
    }

    /// The area as it is shown: what belongs to none stands under a name of its own.
    pub fn area(&self) -> &str {
        if self.area.trim().is_empty() { NO_AREA } else { self.area.trim() }
    }
}

/// What duties without an area stand under.
pub const NO_AREA: &str = "Other duties";

impl DutyHolder {
    /// A candidate that takes all of a duty.
    pub fn candidate(candidate: Id<Candidate>) -> DutyHolder {
        DutyHolder { candidate: Some(candidate), party: String::new(), part: String::new(), agreement: String::new(), extra: Extra::default() }
    }

    /// Somebody else who takes all of a duty.
    pub fn party(party: impl Into<String>) -> DutyHolder {
        DutyHolder { candidate: None, party: party.into(), part: String::new(), agreement: String::new(), extra: Extra::default() }
    }

    /// Whether it is written down where.
    pub fn is_specific(&self) -> bool {
        !self.agreement.trim().is_empty()
    }

    /// Whether it takes all of the duty.
    pub fn takes_all(&self) -> bool {
        self.part.trim().is_empty()
    }
}
