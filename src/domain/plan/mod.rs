//! The trial plan: one trial, from its scope to its risks.

pub mod calculated;
mod findings;
pub mod place;
pub mod schedule;
pub mod scope;
pub mod trial;

use std::sync::Arc;

use serde::Serialize;
use trialwright_macros::Read;

use self::place::{Country, Site};
use self::scope::{Arm, Deliverable, Endpoint, Intervention, Objective, Population, Statement};
use self::trial::Trial;
use super::audit::AuditTrail;
use super::collection::Collection;
use super::date::Timestamp;
use super::document::{DocumentId, Head};
use super::extra::Extra;
use super::issue::action::{Action, Decision};
use super::issue::escalation::EscalationLevel;
use super::issue::register::Issue;
use super::risk::cost::Contingency;
use super::risk::method::RiskMethod;
use super::risk::quality::QualityFactor;
use super::risk::register::Risk;
use super::risk::tolerance::ToleranceLimit;
use super::schedule::baseline::Baseline;
use super::schedule::calendar::{Calendar, Scheduling};
use super::schedule::task::Task;

/// One trial.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TrialPlan {
    /// Id, title, dates and revision.
    pub document: Head,
    /// What the trial is: titles, ids, phase, sponsor, size, dates.
    #[serde(default)]
    pub trial: Arc<Trial>,
    /// Who may take part.
    #[serde(default)]
    pub population: Arc<Population>,
    /// What the trial is to find out.
    #[serde(default)]
    pub objectives: Collection<Objective>,
    /// What is measured for it.
    #[serde(default)]
    pub endpoints: Collection<Endpoint>,
    /// The groups of participants.
    #[serde(default)]
    pub arms: Collection<Arm>,
    /// What the groups receive.
    #[serde(default)]
    pub interventions: Collection<Intervention>,
    /// What is in scope, what is not, and what is assumed.
    #[serde(default)]
    pub statements: Collection<Statement>,
    /// Where the trial runs.
    #[serde(default)]
    pub countries: Collection<Country>,
    /// The sites in those countries.
    #[serde(default)]
    pub sites: Collection<Site>,
    /// What the trial hands over.
    #[serde(default)]
    pub deliverables: Collection<Deliverable>,
    /// Milestones and tasks, in the user's order.
    #[serde(default)]
    pub tasks: Collection<Task>,
    /// Working calendars.
    #[serde(default)]
    pub calendars: Collection<Calendar>,
    /// What the schedule goes by.
    #[serde(default)]
    pub scheduling: Arc<Scheduling>,
    /// The schedules that were agreed on, oldest first.
    #[serde(default)]
    pub baselines: Collection<Baseline>,
    /// What must not go wrong.
    #[serde(default)]
    pub quality_factors: Collection<QualityFactor>,
    /// How risks are scored.
    #[serde(default)]
    pub risk_method: Arc<RiskMethod>,
    /// The risk register.
    #[serde(default)]
    pub risks: Collection<Risk>,
    /// What is set aside for risks.
    #[serde(default)]
    pub contingency: Arc<Contingency>,
    /// The ranges that are acceptable, and what was observed.
    #[serde(default)]
    pub tolerance_limits: Collection<ToleranceLimit>,
    /// What has happened.
    #[serde(default)]
    pub issues: Collection<Issue>,
    /// To whom issues go, lowest level first.
    #[serde(default)]
    pub escalation_levels: Collection<EscalationLevel>,
    /// What somebody has to do.
    #[serde(default)]
    pub actions: Collection<Action>,
    /// What was decided, and what must be.
    #[serde(default)]
    pub decisions: Collection<Decision>,
    /// Who changed what.
    #[serde(default)]
    pub audit: AuditTrail,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl TrialPlan {
    /// A plan with nothing in it but its title.
    pub fn blank(id: DocumentId, title: impl Into<String>, now: Timestamp) -> TrialPlan {
        TrialPlan {
            document: Head::new(id, title, now),
            trial: Arc::default(),
            population: Arc::default(),
            objectives: Collection::new(),
            endpoints: Collection::new(),
            arms: Collection::new(),
            interventions: Collection::new(),
            statements: Collection::new(),
            countries: Collection::new(),
            sites: Collection::new(),
            deliverables: Collection::new(),
            tasks: Collection::new(),
            calendars: Collection::new(),
            scheduling: Arc::default(),
            baselines: Collection::new(),
            quality_factors: Collection::new(),
            risk_method: Arc::default(),
            risks: Collection::new(),
            contingency: Arc::default(),
            tolerance_limits: Collection::new(),
            issues: Collection::new(),
            escalation_levels: Collection::new(),
            actions: Collection::new(),
            decisions: Collection::new(),
            audit: AuditTrail::default(),
            extra: Extra::default(),
        }
    }
}
