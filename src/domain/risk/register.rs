//! A risk: what may happen, how it scores, who answers for it, what is done about it.

use serde::Serialize;
use trialwright_macros::Read;

use super::delay::TaskDelay;
use super::scale::{Band, Score};
use crate::domain::choice::{Choice, choice};
use crate::domain::collection::Record;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::schedule::share::Chance;
use crate::domain::words::quoted;

choice! {
    /// What kind of risk it is.
    RiskCategory {
        Regulatory = "regulatory", "Regulatory and ethics";
        Recruitment = "recruitment", "Recruitment";
        Retention = "retention", "Retention";
        Safety = "safety", "Participant safety";
        Data = "data", "Data quality";
        Supply = "supply", "Supply";
        Vendor = "vendor", "Vendors";
        People = "people", "People";
        Technology = "technology", "Technology";
        Finance = "finance", "Finance";
        Scope = "scope", "Scope and design";
        Other = "other", "Other";
    }
}

choice! {
    /// How the team answers the risk (PMI: strategies for threats).
    ResponseStrategy {
        Undecided = "undecided", "Undecided";
        Avoid = "avoid", "Avoid";
        Reduce = "reduce", "Reduce";
        Transfer = "transfer", "Transfer";
        Accept = "accept", "Accept";
    }
}

choice! {
    /// Whether the risk still stands.
    RiskStatus {
        Open = "open", "Open";
        Occurred = "occurred", "Has happened";
        Closed = "closed", "Closed";
    }
}

/// One risk.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Risk {
    /// The id.
    pub id: Id<Risk>,
    /// The number by which people name it: 7 is shown as R-07.
    pub number: u32,
    /// What may happen.
    pub title: String,
    /// Cause, event and effect, in more words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What kind of risk it is.
    pub category: RiskCategory,
    /// Whether it still stands.
    #[serde(default = "open")]
    pub status: RiskStatus,
    /// The role that answers for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Probability and impact as things stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Score>,
    /// Probability and impact that the response should leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Score>,
    /// How likely it is that it happens, as a number; the simulation of the schedule goes by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<Chance>,
    /// The tasks that it would delay if it happens, and by how much.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delays: Vec<TaskDelay>,
    /// Why it scores as it does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rationale: String,
    /// How the team answers it.
    #[serde(default = "undecided")]
    pub response: ResponseStrategy,
    /// What is done about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub response_plan: String,
    /// When the response must be in place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_due: Option<Date>,
    /// When the response was in place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_done: Option<Date>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

fn open() -> RiskStatus {
    RiskStatus::Open
}

fn undecided() -> ResponseStrategy {
    ResponseStrategy::Undecided
}

impl Risk {
    /// An open risk with nothing but its number and title.
    pub fn new(id: Id<Risk>, number: u32, title: impl Into<String>) -> Risk {
        Risk {
            id,
            number,
            title: title.into(),
            description: String::new(),
            category: RiskCategory::Other,
            status: RiskStatus::Open,
            owner: String::new(),
            current: None,
            target: None,
            chance: None,
            delays: Vec::new(),
            rationale: String::new(),
            response: ResponseStrategy::Undecided,
            response_plan: String::new(),
            response_due: None,
            response_done: None,
            extra: Extra::default(),
        }
    }

    /// The number as people write it: `R-07`.
    pub fn reference(&self) -> String {
        format!("R-{:02}", self.number)
    }

    /// Whether it still stands.
    pub fn is_open(&self) -> bool {
        self.status == RiskStatus::Open
    }

    /// The band of its current score.
    pub fn band(&self) -> Option<Band> {
        self.current.map(Score::band)
    }

    /// The category in words.
    pub fn category_label(&self) -> &'static str {
        self.category.label()
    }

    /// The response in words, in lower case.
    pub fn response_label(&self) -> String {
        self.response.label().to_lowercase()
    }

    /// Days since its response should have been in place; `None` where it is not late.
    pub fn response_overdue(&self, today: Date) -> Option<i64> {
        let due = self.response_due.filter(|_| self.is_open() && self.response_done.is_none())?;
        (due < today).then(|| today.days_since(due))
    }
}

impl Record for Risk {
    const NOUN: &'static str = "risk";

    fn id(&self) -> Id<Self> {
        self.id.clone()
    }

    fn name(&self) -> &str {
        &self.title
    }

    fn check(&self) -> Result<(), String> {
        match self.delays.iter().find_map(TaskDelay::fault) {
            Some(fault) => Err(format!("{} has a delay that {fault}", quoted(&self.title))),
            None => Ok(()),
        }
    }
}

/// The next free number for a risk: one more than the highest in use.
pub fn next_number<'a>(risks: impl IntoIterator<Item = &'a Risk>) -> u32 {
    risks.into_iter().map(|risk| risk.number).max().unwrap_or(0).saturating_add(1)
}
