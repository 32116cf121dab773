//! The schedule of a plan's tasks: a network made of them, and its dates told as days.
//!
//! Summary tasks take no part in the network but for two milestones, at which the links to and from them arrive and leave:
//! their dates are those of their parts.
//!
//! Invariant: `updated` gives what `new` gives, where it gives anything.

mod activities;
mod told;

use std::collections::BTreeMap;
use std::sync::Arc;

use trialwright_kernel::network::dates::{Dates, Driver, Schedule};
use trialwright_kernel::network::work_table::WorkTable;
use trialwright_kernel::network::{Activity, Actual, Cycle, Lag, Link, Network};

use self::activities::{Tables, activity, border, lag, span_of};
pub use self::told::Told;
use super::calendar::{Calendar, Scheduling};
use super::network::LinkKind;
use super::outline::Outline;
use super::task::{Progress, Task};
use super::tick::{TICKS_PER_DAY, date_of, end_of, start_of};
use super::time_span::{Duration, TimeSpan};
use crate::domain::collection::Collection;
use crate::domain::date::Date;

/// The schedule of a plan's tasks, by their places.
#[derive(Debug, Clone)]
pub struct PlanSchedule {
    engine: Schedule,
    shape: Arc<Shape>,
    /// The dates of the activities that stand as late as possible.
    late: BTreeMap<usize, Dates>,
    /// When each task happens, by its place; `None` where nothing says so.
    dates: Vec<Option<TaskDates>>,
    /// How far the summary tasks have come, by their places.
    summaries: BTreeMap<usize, Progress>,
}

/// What stays when tasks change by themselves; the schedules before and after an edit share it.
#[derive(Debug)]
struct Shape {
    links: Vec<Link>,
    /// The links between tasks, by their places.
    joints: Vec<Joint>,
    outline: Outline,
    tables: Tables,
    /// Where each task's activity, or the start of a summary task, stands in the network.
    starts: Vec<usize>,
    /// The same of the finish.
    finishes: Vec<usize>,
    /// Which task each activity of the network belongs to.
    owners: Vec<usize>,
}

/// A link between two tasks, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joint {
    /// The predecessor.
    pub from: usize,
    /// The successor.
    pub to: usize,
    /// Which ends it joins.
    pub kind: LinkKind,
}

/// When a task is to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskDates {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub finish: Date,
    /// The latest first day that delays nothing.
    pub late_start: Date,
    /// The latest last day that delays nothing.
    pub late_finish: Date,
    /// How far it can slip before the end of the plan, or a limit, does; in ticks of its calendar.
    pub total_float: i64,
    /// How far it can slip before another task does; in ticks of its calendar.
    pub free_float: i64,
    /// Whether it is unfinished and cannot slip.
    pub critical: bool,
    /// Why it does not start, or go on, earlier.
    pub reason: Reason,
}

/// Why a task does not start, or go on, earlier than it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The plan starts then.
    PlanStart,
    /// It has not happened by the status date.
    StatusDate,
    /// Its planner wants it so.
    Wish,
    /// Its dates are its planner's own.
    OwnDates,
    /// It has happened.
    Actual,
    /// It waits for another task.
    After {
        /// The other task's place.
        task: usize,
        /// Which ends are joined.
        kind: LinkKind,
    },
    /// It is what its parts are.
    Parts,
}

impl PlanSchedule {
    /// The schedule of these tasks. Without a start of its own it starts with the first date of any task, or else on
    /// `fallback`. Unfinished work goes on after `status`, where that is given.
    pub fn new(
        tasks: &Collection<Task>,
        calendars: &Collection<Calendar>,
        scheduling: &Scheduling,
        fallback: Date,
        status: Option<Date>,
    ) -> Result<PlanSchedule, Cycle> {
        let outline = Outline::new(tasks);
        let tables = Tables::new(calendars, scheduling);
        let span = span_of(tasks, scheduling, fallback, status);
        let mut maker = Maker { activities: Vec::new(), owners: Vec::new(), links: Vec::new() };
        let (mut starts, mut finishes) = (vec![0; tasks.len()], vec![0; tasks.len()]);
        for (place, task) in tasks.iter().enumerate().filter(|(place, _)| !outline.is_summary(*place)) {
            starts[place] = maker.add(place, activity(task, &tables, span));
            finishes[place] = starts[place];
        }
        for (place, task) in tasks.iter().enumerate().filter(|(place, _)| outline.is_summary(*place)) {
            starts[place] = maker.add(place, border(None));
            finishes[place] = maker.add(place, border(task.deadline));
        }
        for place in 0..tasks.len() {
            for part in outline.children(place) {
                maker.link(starts[place], starts[*part], LinkKind::StartToStart, Lag::Working(0));
                maker.link(finishes[*part], finishes[place], LinkKind::FinishToStart, Lag::Working(0));
            }
        }
        let mut joints = Vec::new();
        for (place, task) in tasks.iter().enumerate() {
            for dependency in &task.predecessors {
                let Some(from) = tasks.place(&dependency.task) else { continue };
                joints.push(Joint { from, to: place, kind: dependency.kind });
                let leaves = if matches!(dependency.kind, LinkKind::StartToStart | LinkKind::StartToFinish) { starts[from] } else { finishes[from] };
                let arrives = if matches!(dependency.kind, LinkKind::FinishToStart | LinkKind::StartToStart) { starts[place] } else { finishes[place] };
                maker.link(leaves, arrives, dependency.kind, lag(dependency.lag));
            }
        }
        let Maker { activities, owners, links } = maker;
        let of_tasks = |Cycle(round): Cycle| {
            let mut tasks: Vec<usize> = round.into_iter().map(|activity| owners[activity]).collect();
            tasks.dedup();
            Cycle(tasks)
        };
        let network = Network::new(tables.tables.clone(), activities, &links, span).map_err(of_tasks)?;
        let engine = Schedule::new(network);
        let shape = Arc::new(Shape { links, joints, outline, tables, starts, finishes, owners });
        let mut made = PlanSchedule { engine, shape, late: BTreeMap::new(), dates: Vec::new(), summaries: BTreeMap::new() };
        made.tell(tasks);
        Ok(made)
    }

    /// The schedule after an edit that changed no more than what some tasks are by themselves: their duration, wish,
    /// deadline, progress, calendar, or own dates. `None` where it changed more, and a new schedule has to be made.
    ///
    /// `before` are the tasks that this schedule was made of, with the same calendars.
    pub fn updated(
        &self,
        before: &Collection<Task>,
        tasks: &Collection<Task>,
        scheduling: &Scheduling,
        fallback: Date,
        status: Option<Date>,
    ) -> Option<PlanSchedule> {
        let span = span_of(tasks, scheduling, fallback, status);
        let same_places = before.len() == tasks.len() && before.iter().zip(tasks.iter()).all(|(was, is)| Arc::ptr_eq(was, is) || was.id == is.id);
        if !same_places || span != self.engine.network().span() {
            return None;
        }
        let mut next = self.clone();
        for (place, (was, is)) in before.iter().zip(tasks.iter()).enumerate().filter(|(_, (was, is))| !Arc::ptr_eq(was, is)) {
            if was.parent != is.parent || was.predecessors != is.predecessors {
                return None;
            }
            let to = if self.shape.outline.is_summary(place) { border(is.deadline) } else { activity(is, &self.shape.tables, span) };
            next.engine.change(next.shape.finishes[place], to);
        }
        next.tell(tasks);
        Some(next)
    }

    /// Tells the dates of the network as days.
    fn tell(&mut self, tasks: &Collection<Task>) {
        self.tell_summaries(tasks);
        self.late = self.engine.as_late_as_possible().into_iter().collect();
        self.dates = vec![None; tasks.len()];
        let dated: Vec<bool> = tasks.iter().map(|task| is_dated(task)).collect();
        // Parts come first: what they are part of is made of them.
        for place in self.shape.outline.in_order().into_iter().rev() {
            self.dates[place] = if self.shape.outline.is_summary(place) { self.of_parts(place) } else { dated[place].then(|| self.of_task(place)) };
        }
    }

    /// When a task happens, by its place; `None` where nothing says so.
    pub fn dates(&self, place: usize) -> Option<TaskDates> {
        self.dates.get(place).copied().flatten()
    }

    /// The links between the tasks of the plan, in the order of the tasks that wait.
    pub fn joints(&self) -> &[Joint] {
        &self.shape.joints
    }

    /// The last day of the plan; `None` where nothing has a date.
    pub fn finish(&self) -> Option<Date> {
        (0..self.shape.starts.len()).filter_map(|place| self.dates(place)).map(|dates| dates.finish).max()
    }

    /// The places of the tasks on the longest path, first to last: what the end of the plan waits for.
    pub fn longest_path(&self) -> Vec<usize> {
        let mut tasks: Vec<usize> = self
            .engine
            .longest_path(&self.shape.links)
            .into_iter()
            .map(|activity| self.shape.owners[activity])
            .filter(|task| !self.shape.outline.is_summary(*task))
            .collect();
        tasks.dedup();
        tasks
    }

    /// Whether the end of the plan moves when the first unfinished work on the longest path takes so many ticks more;
    /// `None` where none is unfinished. Where it does not, something holds the end that the path does not reach.
    pub fn end_moves_by(&self, ticks: i64) -> Option<bool> {
        let network = self.engine.network();
        let open = |activity: &usize| !matches!(network.activity(*activity).actual, Actual::Finished { .. });
        // The work that is under way or comes next, whichever path it is on, must carry the end along.
        let path = self.engine.longest_path(&self.shape.links).into_iter().find(open);
        let first = path.or_else(|| (0..network.len()).find(open))?;
        let own = network.activity(first);
        let longer = match own.actual {
            Actual::Started { start, remaining } => Activity { actual: Actual::Started { start, remaining: remaining + ticks }, ..own },
            _ => Activity { duration: own.duration + ticks, ..own },
        };
        let mut tried = self.engine.clone();
        tried.change(first, longer);
        Some(tried.finish() > self.engine.finish())
    }

    /// How long a task takes from a first to a last day, both of them worked in full, on its own calendar: at least one of
    /// the smallest days that it knows. `None` beyond a hundred years.
    pub fn work_between(&self, task: &Task, first: Date, last: Date) -> Option<Duration> {
        let elapsed = task.duration.is_some_and(|duration| duration.span().is_elapsed());
        let table = self.table(task);
        let ticks = table.position(end_of(last)) - table.position(start_of(first));
        Duration::new(TimeSpan::from_ticks(ticks.max(TICKS_PER_DAY), elapsed)?)
    }

    /// The day that comes so many days of work after another on the calendar of a task, or before it.
    pub fn days_from(&self, task: &Task, day: Date, days: i64) -> Date {
        let table = self.table(task);
        date_of(table.start(table.position(start_of(day)) + days * TICKS_PER_DAY).day())
    }

    fn table(&self, task: &Task) -> &WorkTable {
        let elapsed = task.duration.is_some_and(|duration| duration.span().is_elapsed());
        &self.shape.tables.tables[if elapsed { Tables::ELAPSED } else { self.shape.tables.of(task) }]
    }

    /// The network that the tasks make.
    pub fn network(&self) -> &Network {
        self.engine.network()
    }

    /// The links of the network.
    pub fn links(&self) -> &[Link] {
        &self.shape.links
    }

    /// The activity of a task by its place; of a summary task the milestone at which its parts have finished.
    pub fn activity(&self, place: usize) -> usize {
        self.shape.finishes[place]
    }

    /// Which tasks are part of which.
    pub fn outline(&self) -> &Outline {
        &self.shape.outline
    }

    /// The day of a task's early finish as Microsoft Project tells it: see [`Schedule::held_finish`].
    pub fn held_finish(&self, place: usize) -> Option<Date> {
        let dates = self.dates(place)?;
        if self.shape.outline.is_summary(place) {
            return Some(dates.finish);
        }
        let (activity, plain) = (self.shape.finishes[place], self.engine.dates()[self.shape.finishes[place]].early_finish);
        let held = self.engine.held_finish(activity, &self.shape.links);
        Some(if held > plain { date_of(held.day()) } else { dates.finish })
    }

    fn of_task(&self, place: usize) -> TaskDates {
        let activity = self.shape.starts[place];
        let dates = self.late.get(&activity).copied().unwrap_or_else(|| self.engine.dates()[activity]);
        let own = self.engine.network().activity(activity);
        let milestone = dates.early_start == dates.early_finish;
        let finish = date_of(self.engine.finish_day(activity, dates.early_finish));
        let late_finish = date_of(self.engine.finish_day(activity, dates.late_finish));
        let reason = match dates.driver {
            _ if self.late.contains_key(&activity) => Reason::Wish,
            Driver::Start => Reason::PlanStart,
            Driver::Status => Reason::StatusDate,
            Driver::Constraint if own.own_dates => Reason::OwnDates,
            Driver::Constraint => Reason::Wish,
            Driver::Actual => Reason::Actual,
            Driver::Link(link) => self
                .shape
                .links
                .get(link)
                .map_or(Reason::PlanStart, |link| Reason::After { task: self.shape.owners[link.from], kind: LinkKind::joining(link.ends) }),
        };
        TaskDates {
            start: if milestone { finish } else { date_of(dates.early_start.day()) },
            finish,
            late_start: if milestone { late_finish } else { date_of(dates.late_start.day()) },
            late_finish,
            total_float: dates.total_float,
            free_float: dates.free_float,
            critical: dates.total_float <= 0 && !matches!(own.actual, Actual::Finished { .. }),
            reason,
        }
    }
}

/// What the network is made of.
struct Maker {
    activities: Vec<Activity>,
    owners: Vec<usize>,
    links: Vec<Link>,
}

impl Maker {
    fn add(&mut self, owner: usize, activity: Activity) -> usize {
        self.activities.push(activity);
        self.owners.push(owner);
        self.activities.len() - 1
    }

    fn link(&mut self, from: usize, to: usize, kind: LinkKind, lag: Lag) {
        self.links.push(Link { from, to, ends: kind.ends(), lag });
    }
}

/// Whether anything says when the task is.
fn is_dated(task: &Task) -> bool {
    let dates = [task.planned_start, task.planned_finish];
    task.work().is_some() || dates.iter().any(Option::is_some) || !task.predecessors.is_empty() || task.wish.is_some() || task.progress != Progress::NotStarted
}

#[cfg(test)]
mod tests;
