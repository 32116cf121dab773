//! Moving tasks in time, and making them longer or shorter.

use std::collections::BTreeSet;

use super::super::command::Change;
use super::changes;
use crate::domain::collection::Collection;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::schedule::logic::{Wish, WishKind};
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::task::{Progress, Task, TaskKind};
use crate::domain::schedule::time_span::{Duration, TimeSpan};

/// Moves tasks by so many days of the calendar. What is calculated is asked to start no earlier than where it was put; a
/// wish for a day moves along; what has happened is moved as it happened. Of a summary task the parts move that wait for
/// none of the others.
pub fn moved(tasks: &Collection<Task>, schedule: &PlanSchedule, chosen: &[Id<Task>], days: i64) -> Option<Change> {
    if days == 0 {
        return None;
    }
    let places = leaves(tasks, schedule, chosen);
    let one = |place: usize| {
        let task = tasks.iter().nth(place)?;
        let dates = schedule.dates(place)?;
        let start = if task.kind == TaskKind::Milestone { dates.finish } else { dates.start };
        Some(task_moved(task, start.plus_days(days), days)).filter(|moved| moved != task.as_ref())
    };
    changes(places.into_iter().filter_map(one))
}

/// Moves a task so that it starts on a day, or a milestone so that it stands on it.
fn task_moved(task: &Task, start: Date, days: i64) -> Task {
    let shift = |date: Date| date.plus_days(days);
    let mut moved = task.clone();
    match task.progress {
        Progress::Done { on, since } => moved.progress = Progress::Done { on: shift(on), since: since.map(shift) },
        Progress::Started { on, remaining } => moved.progress = Progress::Started { on: shift(on), remaining },
        Progress::NotStarted => {
            let own_dates = task.work().is_none() && (task.planned_start.is_some() || task.planned_finish.is_some());
            if own_dates {
                (moved.planned_start, moved.planned_finish) = (task.planned_start.map(shift), task.planned_finish.map(shift));
            } else {
                moved.wish = match task.wish.map(Wish::parts) {
                    Some((kind, Some(on))) if kind != WishKind::StartNoEarlierThan => Wish::new(kind, Some(shift(on))),
                    _ => Some(Wish::StartNoEarlierThan(start)),
                };
            }
        }
    }
    moved
}

/// Puts the end of a task on a day: its duration is what lies between its start and that day on its calendar. An estimate
/// that would not hold the new duration any more becomes as wide as it must. `None` where the task has no end to move, or
/// it stands there.
pub fn ending_on(tasks: &Collection<Task>, schedule: &PlanSchedule, id: &Id<Task>, finish: Date) -> Option<Change> {
    let place = tasks.place(id)?;
    let (task, dates) = (tasks.get(id)?, schedule.dates(place)?);
    if task.kind == TaskKind::Milestone || schedule.outline().is_summary(place) {
        return None;
    }
    let finish = finish.max(dates.start);
    let mut longer = Task::clone(task);
    match (task.work(), task.progress) {
        (_, Progress::Done { since, .. }) => longer.progress = Progress::Done { on: finish, since: since.or(Some(dates.start)) },
        (Some(work), _) => {
            let duration = schedule.work_between(task, dates.start, finish)?;
            lasting(&mut longer, work, duration);
        }
        (None, _) => longer.planned_finish = Some(finish),
    }
    (longer != **task).then(|| changes([longer])).flatten()
}

/// Makes tasks longer, or shorter, by so many days of their own calendars; none becomes shorter than a day.
pub fn longer_by(tasks: &Collection<Task>, schedule: &PlanSchedule, chosen: &[Id<Task>], days: i64) -> Option<Change> {
    let one = |id: &Id<Task>| {
        let place = tasks.place(id)?;
        let (task, dates) = (tasks.get(id)?, schedule.dates(place)?);
        let finish = schedule.days_from(task, dates.finish, days).max(dates.start);
        match ending_on(tasks, schedule, id, finish)? {
            Change::Tasks(super::super::command::Edit::Put { record, .. }) => Some(*record),
            _ => None,
        }
    };
    changes(chosen.iter().filter_map(one))
}

/// Gives a task another duration, and what remains of it and its estimate what follows from that.
fn lasting(task: &mut Task, before: Duration, duration: Duration) {
    let more = duration.ticks() - before.ticks();
    task.duration = Some(duration);
    if let Progress::Started { on, remaining: Some(remaining) } = task.progress {
        let left = TimeSpan::from_ticks((remaining.ticks() + more).max(0), remaining.span().is_elapsed()).and_then(Duration::new);
        task.progress = Progress::Started { on, remaining: left };
    }
    if let Some(estimate) = &mut task.estimate {
        if estimate.optimistic.ticks() > duration.ticks() {
            estimate.optimistic = duration;
        }
        if estimate.pessimistic.ticks() < duration.ticks() {
            estimate.pessimistic = duration;
        }
    }
}

/// The places of the tasks without parts that are meant: the chosen ones, and of chosen summary tasks those parts that wait
/// for no other part of it.
fn leaves(tasks: &Collection<Task>, schedule: &PlanSchedule, chosen: &[Id<Task>]) -> BTreeSet<usize> {
    let outline = schedule.outline();
    let mut meant = BTreeSet::new();
    for top in chosen.iter().filter_map(|id| tasks.place(id)) {
        let mut inside = BTreeSet::from([top]);
        let mut open = vec![top];
        while let Some(place) = open.pop() {
            inside.extend(outline.children(place));
            open.extend(outline.children(place));
        }
        let waits_inside = |place: &usize| {
            let Some(task) = tasks.iter().nth(*place) else { return false };
            task.predecessors.iter().filter_map(|link| tasks.place(&link.task)).any(|from| inside.contains(&from))
        };
        meant.extend(inside.iter().copied().filter(|place| !outline.is_summary(*place) && !waits_inside(place)));
    }
    meant
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::domain::plan::TrialPlan;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    /// Write (5 days from Monday 3 May 2027), Review (3 elapsed days after it), both part of Start-up; and Given, with
    /// dates of its own.
    fn plan() -> TrialPlan {
        crate::domain::wire::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "scheduling": { "start": "2027-05-03" },
            "tasks": [
                { "id": "start-up", "name": "Start-up", "kind": "task" },
                { "id": "write", "name": "Write", "kind": "task", "parent": "start-up", "duration": { "days": 5 },
                  "estimate": { "optimistic": { "days": 4 }, "pessimistic": { "days": 6 }, "spread": "betaPert" } },
                { "id": "review", "name": "Review", "kind": "task", "parent": "start-up", "duration": { "days": 3, "elapsed": true }, "predecessors": [{ "task": "write" }] },
                { "id": "given", "name": "Given", "kind": "task", "plannedStart": "2027-05-10", "plannedFinish": "2027-05-14" },
            ],
        }))
        .expect("a plan")
    }

    /// After the change the tasks stand like this.
    fn check(make: impl Fn(&TrialPlan, &PlanSchedule) -> Option<Change>, expected: &[(&str, &str, &str)]) {
        let before = plan();
        let change = make(&before, &before.forecast().expect("no circle")).expect("something changes");
        let command = Command { at: Timestamp::from_millis(0), who: String::new(), why: None, origin: Origin::Edit, change };
        let Document::Plan(after) = apply(&Document::Plan(Box::new(before)), &command).expect("it applies").document else { panic!("a plan") };
        let schedule = after.forecast().expect("no circle");
        for (id, start, finish) in expected {
            let dates = schedule.dates(after.tasks.place(&Id::joined(&[id])).expect("a task")).expect("dates");
            assert_eq!((dates.start.iso().as_str(), dates.finish.iso().as_str()), (*start, *finish), "{id}");
        }
    }

    fn ids(names: &[&str]) -> Vec<Id<Task>> {
        names.iter().map(|name| Id::joined(&[name])).collect()
    }

    #[test]
    fn what_is_calculated_starts_where_it_was_put_and_carries_along_what_waits_for_it() {
        check(
            |plan, schedule| moved(&plan.tasks, schedule, &ids(&["write"]), 7),
            &[("write", "2027-05-10", "2027-05-14"), ("review", "2027-05-15", "2027-05-17")],
        );
    }

    #[test]
    fn of_a_summary_task_the_parts_move_that_wait_for_no_other() {
        check(
            |plan, schedule| moved(&plan.tasks, schedule, &ids(&["start-up"]), 7),
            &[("write", "2027-05-10", "2027-05-14"), ("review", "2027-05-15", "2027-05-17")],
        );
    }

    #[test]
    fn given_dates_are_moved_as_they_are() {
        check(
            |plan, schedule| moved(&plan.tasks, schedule, &ids(&["given", "write"]), -7),
            &[("given", "2027-05-03", "2027-05-07"), ("write", "2027-05-03", "2027-05-07")],
        );
    }

    #[test]
    fn an_end_that_is_pulled_gives_the_duration_on_the_calendar_of_the_task() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        check(|plan, schedule| ending_on(&plan.tasks, schedule, &Id::joined(&["write"]), day("2027-05-11")), &[("write", "2027-05-03", "2027-05-11")]);
        check(|plan, schedule| ending_on(&plan.tasks, schedule, &Id::joined(&["write"]), day("2027-05-01")), &[("write", "2027-05-03", "2027-05-03")]);
        check(|plan, schedule| ending_on(&plan.tasks, schedule, &Id::joined(&["review"]), day("2027-05-15")), &[("review", "2027-05-08", "2027-05-15")]);
        check(|plan, schedule| ending_on(&plan.tasks, schedule, &Id::joined(&["given"]), day("2027-05-12")), &[("given", "2027-05-10", "2027-05-12")]);
        let before = plan();
        let schedule = before.forecast().expect("no circle");
        assert_eq!(ending_on(&before.tasks, &schedule, &Id::joined(&["start-up"]), day("2027-05-12")), None);
    }

    #[test]
    fn a_day_more_is_a_day_of_work() {
        check(
            |plan, schedule| longer_by(&plan.tasks, schedule, &ids(&["write", "review"]), 1),
            &[("write", "2027-05-03", "2027-05-10"), ("review", "2027-05-11", "2027-05-14")],
        );
        check(|plan, schedule| longer_by(&plan.tasks, schedule, &ids(&["write"]), -9), &[("write", "2027-05-03", "2027-05-03")]);
    }
}
