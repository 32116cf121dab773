//! What the page shows, made once for each edit.

use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::overview::Headline;
use crate::domain::overview::risk_history::history_headline;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::history::{RiskHistory, histories};
use crate::domain::risk::method::{Judged, RiskMethod};
use crate::domain::risk::register::Risk;
use crate::domain::risk::scale::{Level, Score};
use crate::domain::risk::trend::{Ageing, Exposure, Month, ageing, exposures, lateness, months};

/// How many months are shown.
const MONTHS: usize = 18;

/// The history of a register, as far as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Report {
    pub headline: Headline,
    pub today: Date,
    pub exposures: Vec<Exposure>,
    pub months: Vec<Month>,
    pub ages: Vec<Ageing>,
    /// The oldest open risk with its age in days.
    pub oldest: Option<(String, i64)>,
    pub late: Vec<Late>,
    pub risks: Vec<Shown>,
    /// What the highest score of the scales comes to.
    pub most: f64,
}

/// A response or a review that is overdue.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Late {
    pub id: String,
    pub name: String,
    pub owner: String,
    /// Whether it is a review.
    pub review: bool,
    pub due: Option<Date>,
    pub days: i64,
}

/// A risk with how it stood.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub id: String,
    pub name: String,
    pub steps: Vec<ShownStep>,
}

/// How a risk stood from a day on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ShownStep {
    pub from: Date,
    /// What it came to; `None` where it was not scored, or not in the register.
    pub judged: Option<Judged>,
    /// Whether it stood in the register and was open.
    pub open: bool,
    /// `open`, `closed`, `taken out`.
    pub status: String,
}

impl Shown {
    /// Whether anything about it has changed since it was found.
    pub fn moved(&self) -> bool {
        self.steps.len() > 1
    }
}

impl Report {
    pub fn of(plan: &TrialPlan, today: Date) -> Report {
        let histories = histories(plan);
        let (ages, oldest) = ageing(plan, &histories, today);
        let late = lateness(plan, &histories, today);
        let one = |review: bool| {
            move |(risk, days): &(&Risk, i64)| Late {
                id: risk.id.to_string(),
                name: named(risk),
                owner: if review || risk.response_owner.is_empty() { risk.owner.clone() } else { risk.response_owner.clone() },
                review,
                due: if review { risk.review_due } else { risk.response_due },
                days: *days,
            }
        };
        let method = &plan.risk_method;
        Report {
            headline: history_headline(plan, &histories, today),
            today,
            exposures: exposures(method, &histories, today),
            months: months(&histories, today, MONTHS),
            ages,
            oldest: oldest.map(|(risk, age)| (named(risk), age)),
            late: late.responses.iter().map(one(false)).chain(late.reviews.iter().map(one(true))).collect(),
            risks: histories.iter().map(|history| shown(method, history)).collect(),
            most: most(method),
        }
    }
}

fn named(risk: &Risk) -> String {
    format!("{} {}", risk.reference(), risk.title)
}

fn shown(method: &RiskMethod, history: &RiskHistory) -> Shown {
    let steps = history.steps.iter().map(|step| ShownStep {
        from: step.from,
        judged: step.stood.and_then(|stood| stood.score).map(|score| method.judged(score)),
        open: step.stood.is_some_and(|stood| stood.is_open()),
        status: step.stood.map_or("taken out".to_owned(), |stood| stood.status.label().to_lowercase()),
    });
    Shown { id: history.id.clone(), name: format!("{} {}", history.reference(), history.title), steps: steps.collect() }
}

fn most(method: &RiskMethod) -> f64 {
    let top = |count: usize| Level::of(count).next_back().unwrap_or(Level::LOWEST);
    let parts = method.parts();
    let detectability = method.scores_detectability().then(|| top(parts.detectability.len()));
    method.points(Score { detectability, ..Score::new(top(parts.probability.len()), top(parts.impact.len())) }).get().max(1.0)
}
