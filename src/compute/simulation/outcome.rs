//! What the kernel found, told as dates and shares.

use trialwright_kernel::model::{Days, Outcome};

use super::of_plan::Simulated;
use super::{Bin, Cause, Finish, Sensitivity, Simulation, SimulationJob, Swing, TaskFinish};
use crate::domain::date::Date;
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::task::Task;
use crate::domain::schedule::tick::day_number;

/// How many causes are told.
const CAUSES: usize = 15;

/// A swing of less than this many days is told of nobody.
const LEAST_SWING: f64 = 0.05;

/// How many days a bar of a histogram may have, so that there are no more bars than can be told apart.
const WIDTHS: [usize; 9] = [1, 2, 7, 14, 28, 91, 182, 364, 3_640];
const MOST_BINS: usize = 40;

pub(super) fn told(job: &SimulationJob, schedule: &PlanSchedule, planned: Date, simulated: &Simulated, outcome: &Outcome) -> Simulation {
    let tasks: Vec<&Task> = job.plan.tasks.iter().map(AsRef::as_ref).collect();
    let milestones = simulated.targets.iter().filter_map(|(place, target)| {
        let planned = schedule.dates(*place)?.finish;
        Some(TaskFinish { task: tasks[*place].id.clone(), finish: finish(&outcome.targets[*target], planned) })
    });
    let work = tasks.iter().enumerate().filter(|(place, _)| !schedule.outline().is_summary(*place) && schedule.dates(*place).is_some());
    Simulation {
        runs: outcome.runs,
        seed: job.seed,
        uncertain: simulated.durations.iter().flatten().count(),
        risks: simulated.risks.len(),
        finish: finish(&outcome.finish, planned),
        milestones: milestones.collect(),
        tasks: work.map(|(place, task)| sensitivity(task, schedule.activity(place), simulated, outcome)).collect(),
        tornado: tornado(&tasks, simulated, outcome),
    }
}

fn finish(days: &Days, planned: Date) -> Finish {
    let day = |number: i32| Date::EARLIEST.plus_days(i64::from(number));
    let (mean, deviation) = days.mean_and_deviation();
    let [p10, p50, p80, p90] = [0.1, 0.5, 0.8, 0.9].map(|share| day(days.quantile(share)));
    let planned_day = i32::try_from(day_number(planned)).unwrap_or(i32::MAX);
    let width = WIDTHS.into_iter().find(|width| days.counts.len().div_ceil(*width) <= MOST_BINS).unwrap_or(days.counts.len().max(1));
    let bins = days.counts.chunks(width).enumerate().map(|(number, counts)| {
        let first = days.first + (number * width) as i32;
        Bin { first: day(first), last: day(first + counts.len() as i32 - 1), count: counts.iter().sum() }
    });
    Finish { planned, chance_of_planned: days.share_by(planned_day), mean: day(mean.round() as i32), deviation, p10, p50, p80, p90, bins: bins.collect() }
}

fn sensitivity(task: &Task, activity: usize, simulated: &Simulated, outcome: &Outcome) -> Sensitivity {
    let found = outcome.activities[activity];
    let criticality_index = f64::from(found.critical) / f64::from(outcome.runs);
    // Durations on another calendar than the plan's are made as long as they are on that one.
    let deviation = found.deviation * simulated.measured(activity);
    let ssi = if outcome.finish_deviation > 0.0 { deviation * criticality_index / outcome.finish_deviation } else { 0.0 };
    Sensitivity { task: task.id.clone(), criticality_index, ssi, cruciality: found.correlation.abs() }
}

fn tornado(tasks: &[&Task], simulated: &Simulated, outcome: &Outcome) -> Vec<Swing> {
    let durations = simulated.durations.iter().zip(&outcome.swings).filter_map(|(place, swing)| Some((Cause::Task(tasks[(*place)?].id.clone()), swing)));
    let risks = simulated.risks.iter().zip(&outcome.risk_swings).map(|(risk, swing)| (Cause::Risk(risk.clone()), swing));
    let mut swings: Vec<Swing> = durations.chain(risks).map(|(what, swing)| Swing { what, low: swing.low, high: swing.high }).collect();
    swings.retain(|swing| swing.width() >= LEAST_SWING);
    swings.sort_by(|one, other| other.width().total_cmp(&one.width()));
    swings.truncate(CAUSES);
    swings
}
