//! What is drawn for each task: its bar, how much of it is done, its baseline, its float, its deadline.

use super::rows::Row;
use super::scale::Scale;
use crate::domain::collection::Collection;
use crate::domain::date::Date;
use crate::domain::schedule::baseline::{Baseline, BaselineTask};
use crate::domain::schedule::of_tasks::{PlanSchedule, TaskDates};
use crate::domain::schedule::task::{Progress, Task, TaskKind};

/// The form of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Work that takes time.
    Task,
    /// A task with parts.
    Summary,
    /// A point in time.
    Milestone,
}

/// The bar of a task. A milestone stands at the end of its day: `from` and `to` are the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The form.
    pub shape: Shape,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// How far it is done; `from` where nothing is.
    pub done_to: f64,
    /// Whether it is finished or reached.
    pub finished: bool,
    /// Whether it is unfinished and cannot slip.
    pub critical: bool,
    /// Where it stood in the baseline.
    pub baseline: Option<(f64, f64)>,
    /// How far it can slip without moving the end of the plan.
    pub float_to: Option<f64>,
    /// Its deadline, and whether it comes later.
    pub deadline: Option<(f64, bool)>,
    /// Where its progress stands for a line that joins them; `None` where it is where the status date is.
    pub progress_at: Option<f64>,
}

/// A plan's schedule with all that is needed to draw it.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// The tasks of the plan.
    pub tasks: &'a Collection<Task>,
    /// Their schedule.
    pub schedule: &'a PlanSchedule,
    /// The rows, top to bottom.
    pub rows: &'a [Row],
    /// Where days stand.
    pub scale: Scale,
    /// How far the progress is known.
    pub status: Option<Date>,
    /// The baseline that is drawn beside it.
    pub baseline: Option<&'a Baseline>,
    /// Where to find what belongs to each task.
    pub places: &'a Places,
}

/// Where the row of each task is, and its entry in the baseline, by its place in the plan.
#[derive(Debug, Clone, Default)]
pub struct Places {
    rows: Vec<Option<u32>>,
    baseline: Vec<Option<u32>>,
}

impl Places {
    /// The places for these rows.
    pub fn new(tasks: &Collection<Task>, rows: &[Row], baseline: Option<&Baseline>) -> Places {
        let mut places = Places { rows: vec![None; tasks.len()], baseline: vec![None; tasks.len()] };
        for (at, row) in rows.iter().enumerate() {
            if let Some(slot) = places.rows.get_mut(row.place) {
                *slot = Some(at as u32);
            }
        }
        for (at, entry) in baseline.iter().flat_map(|baseline| &baseline.tasks).enumerate() {
            if let Some(slot) = tasks.place(&entry.task).and_then(|place| places.baseline.get_mut(place)) {
                *slot = Some(at as u32);
            }
        }
        places
    }

    /// The row of the task at a place; `None` where it is folded or filtered away.
    pub fn row(&self, place: usize) -> Option<usize> {
        self.rows.get(place).copied().flatten().map(|row| row as usize)
    }

    /// What a baseline says of the task at a place.
    pub fn then<'b>(&self, baseline: &'b Baseline, place: usize) -> Option<&'b BaselineTask> {
        baseline.tasks.get(self.baseline.get(place).copied().flatten()? as usize)
    }
}

impl<'a> Picture<'a> {
    /// The row in which a task stands; `None` where it is folded or filtered away.
    pub fn row_of(&self, place: usize) -> Option<usize> {
        self.places.row(place)
    }

    /// The task in a row.
    pub fn task(&self, row: usize) -> Option<&'a Task> {
        self.tasks.iter().nth(self.rows.get(row)?.place).map(AsRef::as_ref)
    }

    /// When the task in a row happens.
    pub fn dates(&self, row: usize) -> Option<TaskDates> {
        self.schedule.dates(self.rows.get(row)?.place)
    }

    /// The bar in a row; `None` where nothing says when the task is.
    pub fn bar(&self, row: usize) -> Option<Bar> {
        let place = self.rows.get(row)?.place;
        let (task, dates) = (self.task(row)?, self.schedule.dates(place)?);
        let scale = &self.scale;
        let shape = match task.kind {
            _ if self.schedule.outline().is_summary(place) => Shape::Summary,
            TaskKind::Milestone => Shape::Milestone,
            TaskKind::Task => Shape::Task,
        };
        let stretch = |start: Date, finish: Date| match shape {
            Shape::Milestone => (scale.end(finish), scale.end(finish)),
            Shape::Task | Shape::Summary => (scale.x(start), scale.end(finish)),
        };
        let (from, to) = stretch(dates.start, dates.finish);
        let progress = self.schedule.progress(place, task);
        let finished = matches!(progress, Progress::Done { .. });
        let done_to = self.done_to(task, progress, from, to);
        let open = !finished && shape != Shape::Summary;
        let late_to = scale.end(dates.late_finish);
        Some(Bar {
            shape,
            from,
            to,
            done_to,
            finished,
            critical: dates.critical,
            baseline: self.then(place).map(|then| stretch(then.start, then.finish)),
            float_to: (open && dates.total_float > 0 && late_to > to).then_some(late_to),
            deadline: task.deadline.map(|deadline| (scale.end(deadline), !finished && dates.finish > deadline)),
            progress_at: self.progress_at(place, progress, shape, from, done_to),
        })
    }

    /// How far the bar of a task is done.
    fn done_to(&self, task: &Task, progress: Progress, from: f64, to: f64) -> f64 {
        match progress {
            Progress::NotStarted => from,
            Progress::Done { .. } => to,
            Progress::Started { remaining, .. } => match (remaining, task.work()) {
                (Some(remaining), Some(work)) if work.ticks() > 0 => {
                    let left = (remaining.ticks() as f64 / work.ticks() as f64).clamp(0.0, 1.0);
                    from + (to - from) * (1.0 - left)
                }
                // Without a word on what remains, the time that has passed is all that is known.
                _ => self.status.map_or(from, |status| self.scale.end(status)).clamp(from, to),
            },
        }
    }

    /// Work that should have begun by the status date, or is further than it, bends the line.
    fn progress_at(&self, place: usize, progress: Progress, shape: Shape, from: f64, done_to: f64) -> Option<f64> {
        let status = self.scale.end(self.status?);
        if shape == Shape::Summary {
            return None;
        }
        match progress {
            Progress::Done { .. } => None,
            Progress::Started { .. } => Some(done_to),
            Progress::NotStarted => self.then(place).map(|then| self.scale.x(then.start)).filter(|start| *start < status).map(|start| start.min(from)),
        }
    }

    fn then(&self, place: usize) -> Option<&'a BaselineTask> {
        self.places.then(self.baseline?, place)
    }
}

#[cfg(test)]
pub(in crate::domain::schedule) mod tests {
    use serde_json::json;

    use super::super::rows::rows;
    use super::super::scale::Zoom;
    use super::*;
    use crate::domain::plan::TrialPlan;

    /// Protocol (5 days, critical), Contract (2 days, beside it), Approval (a milestone after both), all of it Start-up.
    pub(in crate::domain::schedule) fn plan() -> TrialPlan {
        crate::domain::wire::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "scheduling": { "start": "2027-05-03", "statusDate": "2027-05-04" },
            "tasks": [
                { "id": "start-up", "name": "Start-up", "kind": "task" },
                { "id": "protocol", "name": "Protocol", "kind": "task", "parent": "start-up", "duration": { "days": 5 }, "progress": { "state": "started", "on": "2027-05-03", "remaining": { "days": 4 } } },
                { "id": "contract", "name": "Contract", "kind": "task", "parent": "start-up", "duration": { "days": 2 } },
                { "id": "approval", "name": "Approval", "kind": "milestone", "parent": "start-up", "predecessors": [{ "task": "protocol" }, { "task": "contract", "kind": "finishToFinish" }] },
            ],
        }))
        .expect("a plan")
    }

    /// What a picture of the whole plan gives, at ten units a day or so.
    pub(in crate::domain::schedule) fn pictured<R>(plan: &TrialPlan, look: impl FnOnce(&Picture<'_>) -> R) -> R {
        let schedule = plan.forecast().expect("no circle");
        let rows = rows(schedule.outline(), &Default::default(), |_| true);
        let scale = Scale::new("2027-05-03".parse().expect("a date"), "2027-05-31".parse().expect("a date"), Zoom::Days);
        let baseline = Baseline::of(&plan.tasks, &plan.schedule(None).expect("no circle"), crate::domain::id::Id::joined(&["b"]), "B", scale.first);
        let places = Places::new(&plan.tasks, &rows, Some(&baseline));
        look(&Picture {
            tasks: &plan.tasks,
            schedule: &schedule,
            rows: &rows,
            scale,
            status: plan.scheduling.status_date,
            baseline: Some(&baseline),
            places: &places,
        })
    }

    fn days(from: f64, to: f64) -> f64 {
        (to - from) / Zoom::Days.day()
    }

    #[test]
    fn a_bar_is_as_long_as_its_task_and_says_how_much_is_done() {
        pictured(&plan(), |picture| {
            let bar = picture.bar(1).expect("a bar");
            // Four days of five remain, after Tuesday: Monday to the next Monday.
            assert_eq!((bar.shape, bar.critical, bar.finished, days(bar.from, bar.to)), (Shape::Task, true, false, 8.0));
            assert!((days(bar.from, bar.done_to) - 8.0 / 5.0).abs() < 1e-9);
            assert_eq!(bar.baseline.map(|(from, to)| days(from, to)), Some(4.0), "as the remaining work was planned, with no status date to push it");
        });
    }

    #[test]
    fn what_can_slip_shows_how_far_and_what_misses_its_deadline_says_so() {
        pictured(&plan(), |picture| {
            let bar = picture.bar(2).expect("a bar");
            assert!(bar.float_to.is_some_and(|to| to > bar.to));
        });
        let mut late = plan();
        let contract = late.tasks.get(&crate::domain::id::Id::joined(&["contract"])).expect("a task").as_ref().clone();
        late.tasks = late.tasks.with(Task { deadline: "2027-05-05".parse().ok(), ..contract }, None);
        pictured(&late, |picture| {
            let bar = picture.bar(2).expect("a bar");
            assert_eq!(bar.deadline.map(|(_, missed)| missed), Some(true), "it can begin on Wednesday, and takes two days");
        });
    }

    #[test]
    fn milestones_are_points_and_summaries_hold_their_parts() {
        pictured(&plan(), |picture| {
            let (summary, milestone) = (picture.bar(0).expect("a bar"), picture.bar(3).expect("a bar"));
            assert_eq!((summary.shape, milestone.shape), (Shape::Summary, Shape::Milestone));
            assert!(days(milestone.from, milestone.to) == 0.0 && summary.from <= picture.bar(1).expect("a bar").from && summary.to >= milestone.to);
        });
    }
}
