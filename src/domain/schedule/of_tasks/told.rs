//! What a schedule says of each task in the place of what its planner gave.

use super::{PlanSchedule, Reason, TaskDates};
use crate::domain::collection::Collection;
use crate::domain::date::Date;
use crate::domain::schedule::outline::Outline;
use crate::domain::schedule::task::{Progress, Task, TaskKind};

/// The days of a task as they are calculated, and how far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The first day; a milestone has none.
    pub start: Option<Date>,
    /// The last day, or the milestone's day.
    pub finish: Option<Date>,
    /// How far it has come; a summary task as far as its parts.
    pub progress: Progress,
}

impl Told {
    /// The task with what is calculated in the place of what its planner gave.
    pub fn of(self, task: &Task) -> Task {
        Task { planned_start: self.start, planned_finish: self.finish, progress: self.progress, ..task.clone() }
    }
}

impl PlanSchedule {
    /// Whether the dates of a task are calculated, and not those that its planner gave.
    pub fn is_calculated(&self, place: usize, task: &Task) -> bool {
        task.work().is_some() || !task.predecessors.is_empty() || self.outline().is_summary(place)
    }

    /// What is calculated of the task at a place; `None` where its own dates hold.
    pub fn told(&self, place: usize, task: &Task) -> Option<Told> {
        let dates = self.dates(place).filter(|_| self.is_calculated(place, task))?;
        let start = (task.kind != TaskKind::Milestone).then_some(dates.start);
        Some(Told { start, finish: Some(dates.finish), progress: self.progress(place, task) })
    }

    /// How far the task at a place has come; a summary task as far as its parts.
    pub fn progress(&self, place: usize, task: &Task) -> Progress {
        self.summaries.get(&place).copied().unwrap_or(task.progress)
    }

    /// How far the summary tasks have come, by their places.
    pub(super) fn tell_summaries(&mut self, tasks: &Collection<Task>) {
        let mut progress: Vec<Progress> = tasks.iter().map(|task| task.progress).collect();
        let outline: &Outline = &self.shape.outline;
        self.summaries.clear();
        for place in outline.in_order().into_iter().rev().filter(|place| outline.is_summary(*place)) {
            progress[place] = together(outline.children(place).iter().map(|part| progress[*part]).collect());
            self.summaries.insert(place, progress[place]);
        }
    }

    /// The first and the last day of the parts, and the least float among them.
    pub(super) fn of_parts(&self, place: usize) -> Option<TaskDates> {
        let parts = self.outline().children(place).iter().filter_map(|part| self.dates(*part));
        parts.reduce(|all, part| TaskDates {
            start: all.start.min(part.start),
            finish: all.finish.max(part.finish),
            late_start: all.late_start.min(part.late_start),
            late_finish: all.late_finish.max(part.late_finish),
            total_float: all.total_float.min(part.total_float),
            free_float: all.free_float.min(part.free_float),
            critical: all.critical || part.critical,
            reason: Reason::Parts,
        })
    }
}

/// How far several tasks have come together.
fn together(parts: Vec<Progress>) -> Progress {
    let begun = |part: &Progress| match *part {
        Progress::NotStarted => None,
        Progress::Started { on, .. } => Some(on),
        Progress::Done { on, since } => Some(since.unwrap_or(on)),
    };
    let done = |part: &Progress| if let Progress::Done { on, .. } = *part { Some(on) } else { None };
    let since = parts.iter().filter_map(begun).min();
    match (parts.iter().map(done).collect::<Option<Vec<Date>>>().and_then(|days| days.into_iter().max()), since) {
        (Some(on), since) => Progress::Done { on, since },
        (None, Some(on)) => Progress::Started { on, remaining: None },
        (None, None) => Progress::NotStarted,
    }
}
