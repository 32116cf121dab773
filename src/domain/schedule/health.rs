//! Whether a schedule can be trusted: the fourteen checks of the DCMA (Defense Contract Management Agency, Earned Value
//! Management System Program Analysis Pamphlet, 2012, section 4), in the words of a trial.
//!
//! Only unfinished work counts, unless a check says otherwise; summary tasks do not. Where a check needs something that the
//! plan has not, it says so instead of passing.

use super::baseline::Baseline;
use super::logic::Wish;
use super::network::LinkKind;
use super::of_tasks::{PlanSchedule, TaskDates};
use super::task::{Progress, Task, TaskKind};
use super::tick::TICKS_PER_DAY;
use crate::domain::choice::choice;
use crate::domain::collection::Collection;
use crate::domain::date::Date;

/// Working days above which a float or a duration is called high: two months.
const HIGH_DAYS: i64 = 44;

/// Working days that are put into the critical path to see whether the end moves.
const TEST_DAYS: i64 = 600;

/// The share that most checks allow to fail.
const FEW: f64 = 0.05;

choice! {
    /// The checks, in their usual order.
    Check {
        Logic = "logic", "Work without a predecessor or a successor";
        Leads = "leads", "Links that overlap (leads)";
        Lags = "lags", "Links with a lag";
        FinishToStart = "finishToStart", "Links from finish to start";
        HardConstraints = "hardConstraints", "Work that must be on a day";
        HighFloat = "highFloat", "Float of more than 44 working days";
        NegativeFloat = "negativeFloat", "Work that comes too late for a limit";
        HighDuration = "highDuration", "Work of more than 44 working days";
        InvalidDates = "invalidDates", "Dates that cannot be";
        Owners = "owners", "Work that no role answers for";
        Missed = "missed", "Work that missed its planned finish";
        CriticalPath = "criticalPath", "The end moves when the critical path does";
        CriticalPathLength = "criticalPathLength", "Critical path length index";
        Execution = "execution", "Baseline execution index";
    }
}

/// What a check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Which check.
    pub check: Check,
    /// What was measured.
    pub measure: Measure,
    /// The places of the tasks that fail it.
    pub tasks: Vec<usize>,
}

/// What a check measures, with the limit that it is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// So many of so many fail; at most this share may.
    Failing {
        /// How many fail.
        found: usize,
        /// Of how many.
        of: usize,
        /// The share that may.
        allowed: f64,
    },
    /// So many of so many are as they should be; at least this share must.
    Holding {
        /// How many are.
        found: usize,
        /// Of how many.
        of: usize,
        /// The share that must.
        needed: f64,
    },
    /// An index, and what it must reach.
    Index {
        /// The index.
        value: f64,
        /// What it must reach.
        needed: f64,
    },
    /// Whether it holds.
    Holds(bool),
    /// Why it cannot be measured, as a sentence.
    Unknown(&'static str),
}

impl Measure {
    /// Whether the check is passed; `None` where it cannot be measured.
    pub fn passes(self) -> Option<bool> {
        match self {
            Measure::Failing { of: 0, .. } | Measure::Holding { of: 0, .. } => Some(true),
            Measure::Failing { found, of, allowed } => Some(found == 0 || (found as f64) < allowed * of as f64),
            Measure::Holding { found, of, needed } => Some(found as f64 >= needed * of as f64),
            Measure::Index { value, needed } => Some(value >= needed),
            Measure::Holds(holds) => Some(holds),
            Measure::Unknown(_) => None,
        }
    }

    /// What was measured, in short: "3 of 40", "0.97", "yes".
    pub fn words(self) -> String {
        match self {
            Measure::Failing { found, of, .. } | Measure::Holding { found, of, .. } => format!("{found} of {of}"),
            Measure::Index { value, .. } => format!("{value:.2}"),
            Measure::Holds(true) => "yes".to_owned(),
            Measure::Holds(false) => "no".to_owned(),
            Measure::Unknown(why) => why.to_owned(),
        }
    }

    /// What is allowed, in short: "under 5%", "none", "at least 0.95".
    pub fn limit(self) -> String {
        match self {
            Measure::Failing { allowed, .. } if allowed > 0.0 => format!("under {:.0}%", allowed * 100.0),
            Measure::Failing { .. } => "none".to_owned(),
            Measure::Holding { needed, .. } => format!("at least {:.0}%", needed * 100.0),
            Measure::Index { needed, .. } => format!("at least {needed:.2}"),
            Measure::Holds(_) => "yes".to_owned(),
            Measure::Unknown(_) => String::new(),
        }
    }
}

/// Critical path length index: how much of the remaining time is there, with the float to the limit of the plan. Both in
/// days; 1 where nothing remains.
pub fn critical_path_length_index(length: f64, total_float: f64) -> f64 {
    if length > 0.0 { (length + total_float) / length } else { 1.0 }
}

/// The fourteen checks of a schedule with the progress at the end of `status`. What was due is read from the baseline, or
/// where there is none from the dates that planners gave.
pub fn checks(tasks: &Collection<Task>, schedule: &PlanSchedule, baseline: Option<&Baseline>, status: Date) -> Vec<Finding> {
    let survey = Survey::new(tasks, schedule, baseline, status);
    <Check as crate::domain::choice::Choice>::ALL.iter().map(|check| survey.finding(*check)).collect()
}

/// A task that counts, with its dates.
struct Item<'a> {
    place: usize,
    task: &'a Task,
    dates: Option<TaskDates>,
}

/// A link between two tasks that are there.
struct Joint {
    to: usize,
    kind: LinkKind,
    lag: i64,
}

struct Survey<'a> {
    schedule: &'a PlanSchedule,
    status: Date,
    /// The finish that was agreed on for each task, by its place.
    agreed: Vec<Option<Date>>,
    /// All work, finished or not.
    work: Vec<Item<'a>>,
    /// Links to unfinished work.
    links: Vec<Joint>,
    /// Whether something waits for a task, by its place.
    awaited: Vec<bool>,
    /// Whether a task waits for something, by its place.
    waiting: Vec<bool>,
}

impl<'a> Survey<'a> {
    fn new(tasks: &'a Collection<Task>, schedule: &'a PlanSchedule, baseline: Option<&Baseline>, status: Date) -> Survey<'a> {
        let agreed = match baseline {
            Some(baseline) => baseline.by_place(tasks).into_iter().map(|entry| entry.map(|entry| entry.finish)).collect(),
            None => tasks.iter().map(|task| task.planned_finish.filter(|_| task.work().is_none())).collect(),
        };
        let is_work = |place: usize| !schedule.outline().is_summary(place);
        let work =
            tasks.iter().enumerate().filter(|(place, _)| is_work(*place)).map(|(place, task)| Item { place, task, dates: schedule.dates(place) }).collect();
        let (mut links, mut awaited, mut waiting) = (Vec::new(), vec![false; tasks.len()], vec![false; tasks.len()]);
        for (place, task) in tasks.iter().enumerate() {
            for link in &task.predecessors {
                let Some(from) = tasks.place(&link.task) else { continue };
                awaited[from] = true;
                waiting[place] = true;
                if !task.is_done() {
                    links.push(Joint { to: place, kind: link.kind, lag: link.lag.ticks() });
                }
            }
        }
        // What waits for a summary task waits for its parts, and they wait for what it waits for.
        let outline = schedule.outline();
        let with_what_is_above = |own: Vec<bool>| -> Vec<bool> {
            (0..own.len()).map(|place| std::iter::successors(Some(place), |here| outline.parent(*here)).any(|here| own[here])).collect()
        };
        Survey { schedule, status, agreed, work, links, awaited: with_what_is_above(awaited), waiting: with_what_is_above(waiting) }
    }

    fn open(&self) -> impl Iterator<Item = &Item<'a>> {
        self.work.iter().filter(|item| !item.task.is_done())
    }

    fn finding(&self, check: Check) -> Finding {
        let finding = |measure, tasks| Finding { check, measure, tasks };
        match check {
            Check::Logic => self.share(check, FEW, |item| !self.waiting[item.place] || !self.awaited[item.place]),
            Check::Leads => self.joints(check, 0.0, |joint| joint.lag < 0),
            Check::Lags => self.joints(check, FEW, |joint| joint.lag > 0),
            Check::FinishToStart => {
                let others = self.joints(check, FEW, |joint| joint.kind != LinkKind::FinishToStart);
                let found = self.links.iter().filter(|joint| joint.kind == LinkKind::FinishToStart).count();
                finding(Measure::Holding { found, of: self.links.len(), needed: 0.9 }, others.tasks)
            }
            Check::HardConstraints => self.share(check, FEW, |item| {
                matches!(item.task.wish, Some(Wish::MustStartOn(_) | Wish::MustFinishOn(_) | Wish::StartNoLaterThan(_) | Wish::FinishNoLaterThan(_)))
            }),
            Check::HighFloat => self.share(check, FEW, |item| item.dates.is_some_and(|dates| dates.total_float > HIGH_DAYS * TICKS_PER_DAY)),
            Check::NegativeFloat => self.share(check, 0.0, |item| item.dates.is_some_and(|dates| dates.total_float < 0)),
            Check::HighDuration => self.share(check, FEW, |item| {
                item.task.work().is_some_and(|duration| !duration.span().is_elapsed() && duration.ticks() > HIGH_DAYS * TICKS_PER_DAY)
            }),
            Check::InvalidDates => {
                let tasks: Vec<usize> = self.work.iter().filter(|item| self.is_impossible(item)).map(|item| item.place).collect();
                finding(Measure::Failing { found: tasks.len(), of: self.work.len(), allowed: 0.0 }, tasks)
            }
            Check::Owners => self.share(check, 0.0, |item| item.task.kind == TaskKind::Task && item.task.owner.trim().is_empty()),
            Check::Missed => {
                let due = self.due();
                let tasks: Vec<usize> =
                    due.iter().filter(|(item, finish)| item.task.done_on().is_none_or(|done| done > *finish)).map(|(item, _)| item.place).collect();
                let measure = if due.is_empty() { NO_PLANNED_FINISH } else { Measure::Failing { found: tasks.len(), of: due.len(), allowed: FEW } };
                finding(measure, tasks)
            }
            Check::CriticalPath => finding(
                self.schedule.end_moves_by(TEST_DAYS * TICKS_PER_DAY).map_or(Measure::Unknown("Nothing remains to be done."), Measure::Holds),
                Vec::new(),
            ),
            Check::CriticalPathLength => finding(self.length_index(), Vec::new()),
            Check::Execution => {
                let due = self.due();
                let done = due.iter().filter(|(item, _)| item.task.is_done()).count();
                let late: Vec<usize> = due.iter().filter(|(item, _)| !item.task.is_done()).map(|(item, _)| item.place).collect();
                let measure = if due.is_empty() { NO_PLANNED_FINISH } else { Measure::Index { value: done as f64 / due.len() as f64, needed: 0.95 } };
                finding(measure, late)
            }
        }
    }

    /// The open work that fails, as a share of all open work.
    fn share(&self, check: Check, allowed: f64, fails: impl Fn(&Item<'a>) -> bool) -> Finding {
        let tasks: Vec<usize> = self.open().filter(|item| fails(item)).map(|item| item.place).collect();
        Finding { check, measure: Measure::Failing { found: tasks.len(), of: self.open().count(), allowed }, tasks }
    }

    /// The links that fail, as a share of all, with the tasks that have them.
    fn joints(&self, check: Check, allowed: f64, fails: impl Fn(&Joint) -> bool) -> Finding {
        let failing: Vec<usize> = self.links.iter().filter(|joint| fails(joint)).map(|joint| joint.to).collect();
        let found = failing.len();
        let mut tasks = failing;
        tasks.dedup();
        Finding { check, measure: Measure::Failing { found, of: self.links.len(), allowed }, tasks }
    }

    /// What has happened cannot be after the status date, nor a start after its finish.
    fn is_impossible(&self, item: &Item<'a>) -> bool {
        match item.task.progress {
            Progress::NotStarted => false,
            Progress::Started { on, .. } => on > self.status,
            Progress::Done { on, since } => on > self.status || since.is_some_and(|since| since > on),
        }
    }

    /// The work that was to be finished by the status date.
    fn due(&self) -> Vec<(&Item<'a>, Date)> {
        self.work.iter().filter_map(|item| Some((item, self.agreed.get(item.place).copied().flatten()?))).filter(|(_, finish)| *finish <= self.status).collect()
    }

    fn length_index(&self) -> Measure {
        let path = self.schedule.longest_path();
        let open: Vec<TaskDates> = path.iter().filter_map(|place| self.schedule.dates(*place)).filter(|dates| dates.finish > self.status).collect();
        let (Some(last), Some(float)) = (open.iter().map(|dates| dates.finish).max(), open.iter().map(|dates| dates.total_float).min()) else {
            return Measure::Unknown("Nothing remains to be done.");
        };
        let length = last.days_since(self.status) as f64;
        Measure::Index { value: critical_path_length_index(length, float as f64 / TICKS_PER_DAY as f64), needed: 0.95 }
    }
}

const NO_PLANNED_FINISH: Measure = Measure::Unknown("Nothing was to be finished by then. Set a baseline to measure it.");

#[cfg(test)]
mod tests;
