//! Where the trial runs: countries and their sites.

use serde::Serialize;
use trialwright_macros::Read;

use crate::domain::choice::choice;
use crate::domain::collection::record;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

choice! {
    /// How far a site has come.
    SiteStatus {
        Identified = "identified", "Identified";
        Selected = "selected", "Selected";
        Submitted = "submitted", "Submitted";
        Contracted = "contracted", "Contracted";
        Active = "active", "Active";
        OnHold = "onHold", "On hold";
        Closed = "closed", "Closed";
    }
}

/// A country of the trial.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Country {
    /// The id.
    pub id: Id<Country>,
    /// Its English name.
    pub name: String,
    /// Sites planned in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_sites: Option<u32>,
    /// Participants planned in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_participants: Option<u32>,
    /// Notes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Country, "country", name);

/// A site of the trial.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Site {
    /// The id.
    pub id: Id<Site>,
    /// The hospital, practice or centre.
    pub name: String,
    /// The city.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// The country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Id<Country>>,
    /// How far it has come.
    #[serde(default = "identified")]
    pub status: SiteStatus,
    /// Participants planned at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_participants: Option<u32>,
    /// Notes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

fn identified() -> SiteStatus {
    SiteStatus::Identified
}

record!(Site, "site", name);
