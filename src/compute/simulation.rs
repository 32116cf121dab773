//! The Monte Carlo simulation of a schedule: thousands of runs, in each of which every duration is drawn from its estimate and
//! every risk happens or does not, and the dates that come out.
//!
//! The method is that of Van Slyke (Monte Carlo methods and the PERT problem, Operations Research 11, 1963); each run is
//! calculated by the rules of the schedule's own engine. What has no estimate takes as long as the plan says. A task that is
//! under way has its remaining work scaled like its duration. What is wanted as late as possible is taken at its earliest, and
//! upper limits on dates hold nothing back.

pub mod exposure;
mod headline;
mod of_plan;
mod outcome;

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};
use trialwright_macros::Read;

pub use self::headline::{headline, sureness};
use self::of_plan::Simulated;
pub(super) use self::of_plan::name;
use super::Progress;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::register::Risk;
use crate::domain::schedule::task::Task;

/// How many runs there are where nobody asks for another number.
pub const USUAL_RUNS: u32 = 10_000;

/// More runs than anybody needs.
pub const MOST_RUNS: u32 = 1_000_000;

/// A plan to simulate.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct SimulationJob {
    /// The plan; its audit trail may be left out.
    pub plan: TrialPlan,
    /// The end of this day is how far the progress is known, as for [`TrialPlan::schedule`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Date>,
    /// How many runs to make.
    pub runs: u32,
    /// The same seed gives the same outcome.
    pub seed: u64,
}

/// What the runs say.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Simulation {
    /// How many there were.
    pub runs: u32,
    /// The seed that gives them again.
    pub seed: u64,
    /// How many tasks have a duration that is not certain.
    pub uncertain: usize,
    /// How many risks may delay a task.
    pub risks: usize,
    /// When the whole plan is finished.
    pub finish: Finish,
    /// When each milestone is reached, and each summary task finished; in the order of the plan.
    pub milestones: Vec<TaskFinish>,
    /// What each task has to do with the end of the plan; in the order of the plan.
    pub tasks: Vec<Sensitivity>,
    /// What the end of the plan hangs on most, the widest swing first.
    pub tornado: Vec<Swing>,
}

/// When something is finished, over all runs. A percentile is the first day by which that share of the runs had finished.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Finish {
    /// The day on which the plan has it.
    pub planned: Date,
    /// The share of the runs that had finished by then, 0 to 1.
    pub chance_of_planned: f64,
    /// The mean day.
    pub mean: Date,
    /// The standard deviation in days.
    pub deviation: f64,
    /// One of ten runs had finished by this day.
    pub p10: Date,
    /// Half of them.
    pub p50: Date,
    /// Eight of ten.
    pub p80: Date,
    /// Nine of ten.
    pub p90: Date,
    /// How many runs finished when: from the first day to the last, without a gap.
    pub bins: Vec<Bin>,
}

/// Some days in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Read)]
pub struct Bin {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
    /// How many runs finished on one of them.
    pub count: u32,
}

/// When a milestone is reached or a task is finished.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
pub struct TaskFinish {
    /// The milestone or task.
    pub task: Id<Task>,
    /// When.
    pub finish: Finish,
}

/// What a task has to do with the end of the plan (Vanhoucke, Measuring time: improving project performance using earned
/// value management, 2009, chapter 3).
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Sensitivity {
    /// The task.
    pub task: Id<Task>,
    /// The share of the runs in which it was on a chain of driving links to the end: 0 to 1.
    pub criticality_index: f64,
    /// The schedule sensitivity index: the standard deviation of its duration over that of the plan's, times its criticality
    /// index.
    pub ssi: f64,
    /// The correlation (Pearson's) of its duration with the plan's, without its sign: 0 to 1.
    pub cruciality: f64,
}

/// How the end of the plan hangs on one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
pub struct Swing {
    /// On what.
    pub what: Cause,
    /// By how many days the mean end of the runs in which it is low differs from that of all: the tenth with the shortest
    /// durations of a task, or the runs in which a risk does not happen.
    pub low: f64,
    /// The same of those in which it is high, or happens.
    pub high: f64,
}

/// Something that moves the end of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Cause {
    /// A task's duration.
    Task(Id<Task>),
    /// A risk.
    Risk(Id<Risk>),
}

/// Why a plan cannot be simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Some tasks wait for each other.
    #[error("Some tasks wait for each other in a circle, so no dates can be calculated. Remove one of their links on the Schedule page.")]
    Round,
    /// Nothing has a date.
    #[error("No task has a date yet. Give the tasks durations on the Schedule page first.")]
    Undated,
}

impl SimulationJob {
    /// The job for a plan, with the usual number of runs and without the audit trail, which takes no part.
    pub fn new(plan: &TrialPlan, status: Option<Date>, seed: u64) -> SimulationJob {
        SimulationJob { plan: TrialPlan { audit: Default::default(), ..plan.clone() }, status, runs: USUAL_RUNS, seed }
    }
}

impl Swing {
    /// How far apart the two ends are, in days.
    pub fn width(&self) -> f64 {
        (self.high - self.low).abs()
    }
}

/// Whether a simulation of the plan could differ from its schedule: whether any duration or delay is not certain.
pub fn has_chance(plan: &TrialPlan) -> bool {
    plan.tasks.iter().any(|task| of_plan::estimate(task).is_some()) || plan.risks.iter().any(|risk| of_plan::delays(risk).is_some())
}

/// Simulates a plan; nothing where `report` did not want to go on.
pub fn simulate(job: &SimulationJob, report: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Result<Option<Simulation>, Unfit> {
    let schedule = job.plan.schedule(job.status).map_err(|_| Unfit::Round)?;
    let planned = schedule.finish().ok_or(Unfit::Undated)?;
    let simulated = Simulated::new(&job.plan, &schedule);
    let of = job.runs.clamp(1, MOST_RUNS);
    let outcome = trialwright_kernel::simulate(&simulated.model, of, job.seed, &mut |done| report(Progress { done, of }).is_continue());
    Ok(outcome.map(|outcome| outcome::told(job, &schedule, planned, &simulated, &outcome)))
}

#[cfg(test)]
mod tests;
