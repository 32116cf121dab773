//! What the candidates ask for, line by line, and the assumptions on which their bids are compared.

pub mod comparison;
pub mod findings;
pub mod from_plan;
pub mod headline;
pub mod normalised;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod trial_run;
pub mod value;

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
use crate::domain::quantity::Quantity;

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

choice! {
    /// A number that bids are counted by.
    Assumption {
        Sites = "sites", "Sites";
        Screened = "screened", "People screened";
        Participants = "participants", "Participants enrolled";
        Visits = "visits", "Visits of each participant";
        MonitoringVisits = "monitoringVisits", "Monitoring visits at each site";
        Months = "months", "Months of service";
    }
}

impl Driver {
    /// The numbers whose product says how many there are; none where the line itself must say it.
    pub fn counted_by(self) -> &'static [Assumption] {
        match self {
            Driver::Fixed | Driver::PerHour => &[],
            Driver::PerSite => &[Assumption::Sites],
            Driver::PerScreened => &[Assumption::Screened],
            Driver::PerParticipant => &[Assumption::Participants],
            Driver::PerVisit => &[Assumption::Participants, Assumption::Visits],
            Driver::PerMonitoringVisit => &[Assumption::Sites, Assumption::MonitoringVisits],
            Driver::PerMonth => &[Assumption::Months],
            Driver::PerSiteMonth => &[Assumption::Sites, Assumption::Months],
        }
    }

    /// What is counted, in the plural.
    pub fn units(self) -> &'static str {
        match self {
            Driver::Fixed => "times",
            Driver::PerSite => "sites",
            Driver::PerScreened => "people screened",
            Driver::PerParticipant => "participants",
            Driver::PerVisit => "participant visits",
            Driver::PerMonitoringVisit => "monitoring visits",
            Driver::PerMonth => "months",
            Driver::PerSiteMonth => "site-months",
            Driver::PerHour => "hours",
        }
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

impl BidAssumptions {
    /// One of its numbers; `None` where nobody has said it.
    pub fn number(&self, assumption: Assumption) -> Option<u32> {
        match assumption {
            Assumption::Sites => self.sites,
            Assumption::Screened => self.screened,
            Assumption::Participants => self.participants,
            Assumption::Visits => self.visits,
            Assumption::MonitoringVisits => self.monitoring_visits,
            Assumption::Months => self.months,
        }
    }

    /// Says one of its numbers.
    pub fn assume(&mut self, assumption: Assumption, number: Option<u32>) {
        let slot = match assumption {
            Assumption::Sites => &mut self.sites,
            Assumption::Screened => &mut self.screened,
            Assumption::Participants => &mut self.participants,
            Assumption::Visits => &mut self.visits,
            Assumption::MonitoringVisits => &mut self.monitoring_visits,
            Assumption::Months => &mut self.months,
        };
        *slot = number;
    }
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
    /// The package of work that it belongs to: "Monitoring".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// What it is counted by.
    pub driver: Driver,
    /// The price of one, in the currency of the bid; `None` while there is none, which is not for free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Amount>,
    /// How many the bidder counted; `None` where the bid does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted_units: Option<Quantity>,
    /// How many we count where the assumptions do not say it: hours, or the months of a service that ends earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Quantity>,
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
    /// A bid without lines.
    pub fn new(candidate: Id<Candidate>, currency: Currency) -> Bid {
        Bid {
            candidate,
            currency,
            received: None,
            valid_until: None,
            lines: Vec::new(),
            change_orders: ChangeOrderTerms::default(),
            note: String::new(),
            extra: Extra::default(),
        }
    }

    /// The id of the bid of this candidate.
    pub fn key(candidate: &Id<Candidate>) -> Id<Bid> {
        Id::joined(&[candidate.as_str()])
    }
}

impl BidLine {
    /// A line without a price.
    pub fn new(id: Id<BidLine>, name: impl Into<String>, driver: Driver) -> BidLine {
        BidLine {
            id,
            name: name.into(),
            group: String::new(),
            driver,
            unit_price: None,
            quoted_units: None,
            units: None,
            pass_through: false,
            extra: Extra::default(),
        }
    }
}
