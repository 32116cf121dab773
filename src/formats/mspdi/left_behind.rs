//! What a plan holds and a project has no place for.

use std::collections::BTreeSet;

use super::baselines::HIGHEST;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::outline::Outline;
use crate::domain::schedule::task::Task;
use crate::domain::words::{capitalised, count, listed};

/// Sentences about what [`super::write`] does not carry over.
pub fn left_out(plan: &TrialPlan) -> Vec<String> {
    let outline = Outline::new(&plan.tasks);
    let tasks = || plan.tasks.iter().enumerate().map(|(place, task)| (task.as_ref(), outline.is_summary(place)));
    let how_many = |which: &dyn Fn(&Task, bool) -> bool| tasks().filter(|(task, summary)| which(task, *summary)).count();
    let mut said: Vec<String> = parts(plan).into_iter().collect();
    let mut say = |number: usize, sentence: &dyn Fn(String) -> String| {
        if number > 0 {
            said.push(sentence(count(number, "task", "tasks")));
        }
    };
    say(how_many(&|task, _| task.estimate.is_some()), &|tasks| format!("The optimistic and pessimistic durations of {tasks} are left out."));
    say(how_many(&|task, _| !task.work_package.is_empty()), &|tasks| format!("The work packages of {tasks} are left out."));
    say(how_many(&|task, summary| summary && !task.owner.is_empty()), &|tasks| format!("The owners of {tasks} with parts are left out."));
    let by_hand = |task: &Task| task.work().is_none() && task.planned_finish.or(task.planned_start).is_some();
    say(how_many(&|task, summary| task.wish.is_some() && (summary || by_hand(task))), &|tasks| {
        format!("The wishes of {tasks} are left out: these have parts, or dates that their planner gave.")
    });
    said.extend(baselines(plan));
    if let Err(round) = plan.schedule(None) {
        said.push(format!("No dates are in the file: {} wait for each other.", count(round.len(), "task", "tasks")));
    }
    said
}

/// The sections that are not the schedule.
fn parts(plan: &TrialPlan) -> Option<String> {
    let scope = [plan.objectives.len(), plan.endpoints.len(), plan.arms.len(), plan.interventions.len(), plan.statements.len()].iter().any(|count| *count > 0);
    let sections = [
        (scope, "the scope"),
        (!plan.countries.is_empty() || !plan.sites.is_empty(), "countries and sites"),
        (!plan.deliverables.is_empty(), "deliverables"),
        (!plan.risks.is_empty(), "risks"),
        (!plan.audit.entries().is_empty(), "the audit trail"),
    ];
    let there: Vec<String> = sections.into_iter().filter(|(there, _)| *there).map(|(_, name)| name.to_owned()).collect();
    let be = if there.len() == 1 && !there[0].ends_with('s') && there[0].starts_with("the") { "is" } else { "are" };
    (!there.is_empty()).then(|| format!("{} {be} left out.", capitalised(&listed(&there))))
}

fn baselines(plan: &TrialPlan) -> Vec<String> {
    let mut said = Vec::new();
    if !plan.baselines.is_empty() {
        said.push("The names of the baselines, and when they were set, are left out.".to_owned());
    }
    let too_many = plan.baselines.len().saturating_sub(HIGHEST + 1);
    if too_many > 0 {
        said.push(format!("{} left out: a project holds {}.", count(too_many, "old baseline is", "old baselines are"), HIGHEST + 1));
    }
    let gone: BTreeSet<&Id<Task>> =
        plan.baselines.iter().flat_map(|baseline| &baseline.tasks).map(|entry| &entry.task).filter(|task| plan.tasks.get(task).is_none()).collect();
    if !gone.is_empty() {
        said.push(format!("What baselines say of {} that the plan no longer has is left out.", count(gone.len(), "task", "tasks")));
    }
    said
}
