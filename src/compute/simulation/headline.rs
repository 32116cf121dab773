//! The outcome of a simulation in two sentences: when it will be finished, and what to look at first.

use super::{Cause, Finish, Simulation};
use crate::domain::id::Id;
use crate::domain::overview::schedule::{Sure, Sureness};
use crate::domain::overview::{Headline, Urgency};
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::domain::words::{capitalised, clipped, count, grouped, quoted, share_of_runs};

/// A plan that holds its date in fewer runs than this needs another date or other work.
const TOO_FEW: f64 = 0.5;

/// One that holds it in this many is safe enough for most.
const ENOUGH: f64 = 0.8;

/// What the runs say of the end of the plan, what it hangs on, and what to do.
pub fn headline(plan: &TrialPlan, simulation: &Simulation) -> Headline {
    let finish = &simulation.finish;
    let last = last_milestone(plan, simulation);
    let subject = last.map_or_else(|| "The plan".to_owned(), |task| capitalised(&clipped(&task.name, 80).replace(char::is_control, " ")));
    let ends = if last.is_some() { "comes" } else { "ends" };
    if simulation.uncertain == 0 && simulation.risks == 0 {
        return Headline {
            finding: format!("{subject} {ends} on {}: nothing in the plan is uncertain", finish.planned),
            because: "Give tasks an optimistic and a pessimistic duration, or risks a chance and a delay, to see how sure the date is.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let runs = grouped(simulation.runs);
    let finding = format!("{subject} {ends} by {} in half of {runs} runs, by {} in eight of ten", finish.p50, finish.p80);
    let held = format!("The planned {} holds in {}", finish.planned, share_of_runs(finish.chance_of_planned));
    let urgency = match finish.chance_of_planned {
        chance if chance < TOO_FEW => Urgency::Act,
        chance if chance < ENOUGH => Urgency::Watch,
        _ => Urgency::OnTrack,
    };
    let next = match (driver(plan, simulation), urgency) {
        (Some(driver), Urgency::OnTrack) => format!("; {driver} moves it most, so watch that."),
        (Some(driver), _) => format!("; {driver} moves it most, so start there, or promise {} instead.", finish.p80),
        (None, _) => ".".to_owned(),
    };
    Headline { finding, because: held + &next, urgency }
}

/// What the runs say of each date, for the headline of the schedule.
pub fn sureness(plan: &TrialPlan, simulation: &Simulation) -> Sureness {
    let one = |task: Option<&Id<Task>>, finish: &Finish| Sure { task: task.cloned(), holds: finish.chance_of_planned, safe: finish.p80 };
    let milestones = simulation.milestones.iter().map(|milestone| one(Some(&milestone.task), &milestone.finish));
    let sure = milestones.chain(std::iter::once(one(None, &simulation.finish))).collect();
    Sureness::Simulated(sure, driver(plan, simulation))
}

/// The milestone that stands at the planned end of the plan, where exactly that ends it.
fn last_milestone<'a>(plan: &'a TrialPlan, simulation: &Simulation) -> Option<&'a Task> {
    let at_the_end = simulation.milestones.iter().rev().filter(|milestone| milestone.finish == simulation.finish);
    at_the_end.filter_map(|milestone| plan.tasks.get(&milestone.task)).map(AsRef::as_ref).find(|task| task.kind == TaskKind::Milestone)
}

/// What moves the end most, by its name and by how much.
fn driver(plan: &TrialPlan, simulation: &Simulation) -> Option<String> {
    let swing = simulation.tornado.first()?;
    let days = swing.width().round() as usize;
    let by = if days > 0 { format!(" (by {})", count(days, "day", "days")) } else { String::new() };
    match &swing.what {
        Cause::Task(task) => plan.tasks.get(task).map(|task| format!("{}{by}", quoted(&task.name))),
        Cause::Risk(risk) => plan.risks.get(risk).map(|risk| format!("the risk {}{by}", quoted(&risk.title))),
    }
}
