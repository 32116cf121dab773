//! What is counted in a trial plan on a given day.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::place::SiteStatus;
use crate::domain::risk::register::Risk;
use crate::domain::risk::scale::Band;
use crate::domain::schedule::lateness::{Standing, standing_on};
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::task::{Task, TaskKind};

/// Counts that the overview shows, and the sidebar beside its pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanFigures {
    /// Tasks and milestones.
    pub tasks: usize,
    /// Of these, finished or reached.
    pub done: usize,
    /// Of these, late.
    pub late: usize,
    /// The work package that most of the late ones belong to, and how many.
    pub late_in: Option<(String, usize)>,
    /// Of these, due within two weeks.
    pub due_soon: usize,
    /// Of these, without a date and not finished.
    pub undated: usize,
    /// Open risks.
    pub open_risks: usize,
    /// Of these, high.
    pub high_risks: usize,
    /// Of these, not scored.
    pub unscored_risks: usize,
    /// Of these, with a response that should be in place and is not.
    pub responses_overdue: usize,
    /// Sites in the list.
    pub sites: usize,
    /// Of these, active.
    pub active_sites: usize,
    /// Countries.
    pub countries: usize,
    /// Participants planned, where the plan says so.
    pub enrolment: Option<u32>,
}

/// Counts the plan on `today`.
pub fn figures(plan: &TrialPlan, today: Date) -> PlanFigures {
    counted(plan, None, today)
}

/// Counts a plan by its forecast on `today`: what counting the plan with its dates gives, without making that.
pub fn figures_by(plan: &TrialPlan, forecast: &PlanSchedule, today: Date) -> PlanFigures {
    counted(plan, Some(forecast), today)
}

fn counted(plan: &TrialPlan, forecast: Option<&PlanSchedule>, today: Date) -> PlanFigures {
    let days = |place: usize, task: &Task| {
        let told = forecast.and_then(|forecast| forecast.told(place, task));
        told.map_or((task.planned_start, task.planned_finish), |told| (told.start, told.finish))
    };
    let work: Vec<(&Task, Option<Date>, Option<Date>)> = plan
        .placed_work()
        .map(|(place, task)| {
            let (start, finish) = days(place, task);
            (task.as_ref(), start, finish)
        })
        .collect();
    let standings: Vec<Standing> = work.iter().map(|(task, start, finish)| standing_on(task, *start, *finish, today)).collect();
    let late = work.iter().zip(&standings).filter(|(_, standing)| standing.is_late());
    let late_in = most_common(late.map(|((task, ..), _)| task.work_package.as_str()).filter(|package| !package.is_empty()));
    let open: Vec<&Risk> = plan.risks.iter().map(AsRef::as_ref).filter(|risk| risk.is_open()).collect();
    PlanFigures {
        tasks: standings.len(),
        done: standings.iter().filter(|standing| matches!(standing, Standing::Done { .. })).count(),
        late: standings.iter().filter(|standing| standing.is_late()).count(),
        late_in: late_in.map(|(package, number)| (package.to_owned(), number)),
        due_soon: standings.iter().filter(|standing| matches!(standing, Standing::DueSoon { .. })).count(),
        undated: standings.iter().filter(|standing| matches!(standing, Standing::Undated)).count(),
        open_risks: open.len(),
        high_risks: open.iter().filter(|risk| plan.risk_method.band_of_risk(risk) == Some(Band::High)).count(),
        unscored_risks: open.iter().filter(|risk| risk.current.is_none()).count(),
        responses_overdue: open.iter().filter(|risk| risk.response_overdue(today).is_some()).count(),
        sites: plan.sites.len(),
        active_sites: plan.sites.iter().filter(|site| site.status == SiteStatus::Active).count(),
        countries: plan.countries.len(),
        enrolment: plan.trial.enrolment.map(|enrolment| enrolment.count),
    }
}

/// The next of these tasks, each with its day, that is a milestone.
pub(super) fn next_milestone<'a>(work: impl Iterator<Item = (&'a Task, Option<Date>)>) -> Option<(&'a Task, Date)> {
    let ahead = work.filter(|(task, _)| task.kind == TaskKind::Milestone && !task.is_done());
    ahead.filter_map(|(task, date)| Some((task, date?))).min_by_key(|(_, date)| *date)
}

/// The most frequent value, the first in order among equals.
pub(super) fn most_common<T: Ord>(values: impl Iterator<Item = T>) -> Option<(T, usize)> {
    let mut numbers: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *numbers.entry(value).or_default() += 1;
    }
    // Of several that are the greatest the last is taken, so they are looked through from the end.
    numbers.into_iter().rev().max_by_key(|(_, number)| *number)
}
