//! What the candidates ask for, line by line, and the assumptions on which their bids are compared.

use serde::Serialize;
use trialwright_macros::Read;

use super::candidate::Candidate;
use super::score::Level;
use crate::domain::choice::choice;
use crate::domain::collection::Record;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::money::{Amount, Currency};

choice! {
    /// What a line of a bid is counted by.
    Driver {
        Fixed = "fixed", "Fixed";
        PerSite = "perSite", "Per site";
        PerScreened = "perScreened", "Per person screened";
        PerParticipant = "perParticipant", "Per participant enrolled";
        PerVisit = "perVisit", "Per participant visit";
        PerMonitoringVisit = "perMonitoringVisit", "Per monitoring visit";
        PerMonth = "perMonth", "Per month";
        PerSiteMonth = "perSiteMonth", "Per site and month";
        PerHour = "perHour", "Per hour";
    }
}

/// What all bids are counted by.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct BidAssumptions {
    /// Sites.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sites: Option<u32>,
    /// People screened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screened: Option<u32>,
    /// Participants enrolled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participants: Option<u32>,
    /// Visits of each participant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visits: Option<u32>,
    /// Monitoring visits at each site, over the whole trial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monitoring_visits: Option<u32>,
    /// Months of service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// The currency in which bids are compared.
    pub currency: Currency,
    /// What other currencies are worth.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rates: Vec<Rate>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// What another currency is worth in the currency of the comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Rate {
    /// The other currency.
    pub currency: Currency,
    /// What one of it costs.
    pub price: Amount,
    /// Of which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// By whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// What a candidate asks for. There is one for each candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Bid {
    /// Whose.
    pub candidate: Id<Candidate>,
    /// The currency of its prices.
    #[serde(default)]
    pub currency: Currency,
    /// When it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Date>,
    /// Until when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Its lines.
    #[serde(default)]
    pub lines: Vec<BidLine>,
    /// How the price may rise.
    #[serde(default)]
    pub change_orders: ChangeOrderTerms,
    /// Whatever else must be known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A line of a bid.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BidLine {
    /// The id, unique within its bid.
    pub id: Id<BidLine>,
    /// What is done.
    pub name: String,
    /// What it is counted by.
    pub driver: Driver,
    /// The price of one, in the currency of the bid.
    pub unit_price: Amount,
    /// How many the bidder counted; `None` where the bid does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted_units: Option<Amount>,
    /// How many we count where the driver does not say: hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Amount>,
    /// Whether it is passed on at cost.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pass_through: bool,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// How the price may rise after the contract.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ChangeOrderTerms {
    /// What triggers a change order, how it is priced, who approves it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub terms: String,
    /// How well they protect us, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<Level>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Record for Bid {
    const NOUN: &'static str = "bid";

    fn id(&self) -> Id<Self> {
        Bid::key(&self.candidate)
    }

    fn name(&self) -> &str {
        &self.note
    }
}

impl Bid {
    /// The id of the bid of this candidate.
    pub fn key(candidate: &Id<Candidate>) -> Id<Bid> {
        Id::joined(&[candidate.as_str()])
    }
}
