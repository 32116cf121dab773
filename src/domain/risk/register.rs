//! A risk: what may happen, how it scores, who answers for it, what is done about it.

use serde::Serialize;
use trialwright_macros::Read;

use super::cost::CostImpact;
use super::delay::TaskDelay;
use super::quality::QualityFactor;
use super::scale::Score;
use super::tolerance::ToleranceLimit;
use crate::domain::choice::{Choice, choice};
use crate::domain::collection::Record;
use crate::domain::date::Date;
use crate::domain::document::DocumentId;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::money::Amount;
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
    /// What may happen: the event.
    pub title: String,
    /// What would bring it about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// What would follow.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub effect: String,
    /// Whatever else there is to say.
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
    /// When it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Date>,
    /// The critical-to-quality factors that it threatens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub factors: Vec<Id<QualityFactor>>,
    /// What holds it back already, before any response.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub controls: String,
    /// The score without any control.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherent: Option<Score>,
    /// The score as things stand, agreed by the team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<Score>,
    /// The score that the response should leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Score>,
    /// How likely it is that it happens, as a number; the simulation of the schedule goes by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<Chance>,
    /// The tasks that it would delay if it happens, and by how much.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delays: Vec<TaskDelay>,
    /// What it would cost if it happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<CostImpact>,
    /// What single assessors think, before the team agrees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assessments: Vec<Assessment>,
    /// Why it scores as it does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rationale: String,
    /// Why it would score so without any control.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub inherent_rationale: String,
    /// Why the response should leave this score.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target_rationale: String,
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
    /// The role that carries the response out, where it is not the owner.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub response_owner: String,
    /// What the response costs, in the plan's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_cost: Option<Amount>,
    /// What shows that it is about to happen, and calls for the fallback.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub trigger: String,
    /// What is done if it happens all the same.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fallback: String,
    /// The tolerance limits that watch it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Id<ToleranceLimit>>,
    /// Whatever else watches it: an indicator, a report, a meeting.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub indicator: String,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_due: Option<Date>,
    /// Which finding of a partner evaluation it was taken over from; `None` where it began here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<RiskOrigin>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// The finding of a partner evaluation that a risk was taken over from.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RiskOrigin {
    /// The evaluation.
    pub evaluation: DocumentId,
    /// By which the finding is known again.
    pub finding: String,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// What one assessor thinks of a risk.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Assessment {
    /// Who: a name or a role.
    pub assessor: String,
    /// The score.
    pub score: Score,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rationale: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
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
            cause: String::new(),
            effect: String::new(),
            description: String::new(),
            category: RiskCategory::Other,
            status: RiskStatus::Open,
            owner: String::new(),
            found: None,
            factors: Vec::new(),
            controls: String::new(),
            inherent: None,
            current: None,
            target: None,
            chance: None,
            delays: Vec::new(),
            cost: None,
            assessments: Vec::new(),
            rationale: String::new(),
            inherent_rationale: String::new(),
            target_rationale: String::new(),
            response: ResponseStrategy::Undecided,
            response_plan: String::new(),
            response_due: None,
            response_done: None,
            response_owner: String::new(),
            response_cost: None,
            trigger: String::new(),
            fallback: String::new(),
            limits: Vec::new(),
            indicator: String::new(),
            review_due: None,
            origin: None,
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

    /// Every score of it: the field that holds it in a file, and what it is called at the beginning of a sentence.
    pub fn scores(&self) -> Vec<(String, String, Score)> {
        let own = [("inherent", self.inherent), ("current", self.current), ("target", self.target)];
        let own = own.into_iter().filter_map(|(name, score)| Some((name.to_owned(), format!("The {name} score"), score?)));
        let one =
            |(place, given): (usize, &Assessment)| (format!("assessments[{place}].score"), format!("The score by {}", quoted(&given.assessor)), given.score);
        own.chain(self.assessments.iter().enumerate().map(one)).collect()
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

    /// Days since it should have been looked at again; `None` where it is not late.
    pub fn review_overdue(&self, today: Date) -> Option<i64> {
        let due = self.review_due.filter(|_| self.is_open())?;
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
        let delay = self.delays.iter().find_map(TaskDelay::fault).map(|fault| format!("{} has a delay that {fault}", quoted(&self.title)));
        let cost = || self.cost.as_ref().and_then(CostImpact::fault).map(|fault| format!("{} has a cost that {fault}", quoted(&self.title)));
        delay.or_else(cost).map_or(Ok(()), Err)
    }
}

/// The next free number for a risk: one more than the highest in use.
pub fn next_number<'a>(risks: impl IntoIterator<Item = &'a Risk>) -> u32 {
    risks.into_iter().map(|risk| risk.number).max().unwrap_or(0).saturating_add(1)
}
