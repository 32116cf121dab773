//! Baselines: the schedule as it was agreed on a day, and how far the present one has moved from it.

use serde::Serialize;
use trialwright_macros::Read;

use super::of_tasks::{PlanSchedule, Reason, TaskDates};
use super::task::Task;
use super::time_span::Duration;
use crate::domain::collection::{Collection, record};
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::words::{count, listed, quoted, span};

/// The schedule as it was agreed on a day. It keeps what it says of tasks that have gone since.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Baseline {
    /// The id.
    pub id: Id<Baseline>,
    /// What it is called: "As approved by the steering committee".
    pub name: String,
    /// The day on which it was set.
    pub set_on: Date,
    /// The tasks that had dates then, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<BaselineTask>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

record!(Baseline, "baseline", name);

/// When a task was to happen.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BaselineTask {
    /// The task, which may be gone.
    pub task: Id<Task>,
    /// What it was called then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The first day.
    pub start: Date,
    /// The last day, or the milestone's day.
    pub finish: Date,
    /// How long it was to take, where that was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Duration>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Baseline {
    /// The present schedule as a baseline.
    pub fn of(tasks: &Collection<Task>, schedule: &PlanSchedule, id: Id<Baseline>, name: impl Into<String>, set_on: Date) -> Baseline {
        let one = |(place, task): (usize, &std::sync::Arc<Task>)| {
            let TaskDates { start, finish, .. } = schedule.dates(place)?;
            Some(BaselineTask { task: task.id.clone(), name: task.name.clone(), start, finish, duration: task.work(), extra: Extra::default() })
        };
        Baseline { id, name: name.into(), set_on, tasks: tasks.iter().enumerate().filter_map(one).collect(), extra: Extra::default() }
    }

    /// What it says of each of these tasks, by their places.
    pub fn by_place(&self, tasks: &Collection<Task>) -> Vec<Option<&BaselineTask>> {
        let mut found = vec![None; tasks.len()];
        for entry in &self.tasks {
            if let Some(slot) = tasks.place(&entry.task).and_then(|place| found.get_mut(place)) {
                *slot = Some(entry);
            }
        }
        found
    }
}

/// How far a task has moved from a baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variance {
    /// The task's place.
    pub place: usize,
    /// Civil days that its start is later; negative where it is earlier.
    pub start: i64,
    /// Civil days that its finish is later; negative where it is earlier.
    pub finish: i64,
    /// Why, as far as the baseline and the schedule tell.
    pub cause: Cause,
}

/// Why a task stands elsewhere than in the baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// It is to take another time than then.
    Duration {
        /// How long it was to take.
        then: Duration,
        /// How long it is to take.
        now: Duration,
    },
    /// What it waits for has moved: the place of that task.
    Predecessor(usize),
    /// It waits now for a task that the baseline does not know: its place.
    NewPredecessor(usize),
    /// It has not happened, and the status date pushes what remains.
    NotDone,
    /// It happened on other days.
    Happened,
    /// Its planner wants it elsewhere, or gave it other dates.
    Planner,
    /// The start of the plan has moved.
    PlanStart,
    /// Its parts have moved.
    Parts,
    /// It comes where a calendar or what else is not in the baseline puts it.
    Other,
}

/// The tasks that have moved, furthest behind first, equals in the plan's order. Summary tasks are left out: they move
/// with their parts.
pub fn variances(tasks: &Collection<Task>, schedule: &PlanSchedule, baseline: &Baseline) -> Vec<Variance> {
    let then = baseline.by_place(tasks);
    let moved = |place: usize| {
        let (entry, dates) = (then.get(place).copied().flatten()?, schedule.dates(place)?);
        Some((dates.start.days_since(entry.start), dates.finish.days_since(entry.finish)))
    };
    let one = |(place, task): (usize, &std::sync::Arc<Task>)| {
        let (entry, dates, (start, finish)) = (then.get(place).copied().flatten()?, schedule.dates(place)?, moved(place)?);
        if schedule.outline().is_summary(place) || (start == 0 && finish == 0) {
            return None;
        }
        let longer = match (entry.duration, task.work()) {
            (Some(then), Some(now)) if then != now => Some(Cause::Duration { then, now }),
            _ => None,
        };
        let cause = match dates.reason {
            _ if start == 0 && longer.is_some() => longer.unwrap_or(Cause::Other),
            Reason::Actual => Cause::Happened,
            Reason::StatusDate => Cause::NotDone,
            Reason::After { task: from, .. } => match moved(from) {
                None => Cause::NewPredecessor(from),
                Some((0, 0)) => longer.unwrap_or(Cause::Other),
                Some(_) => Cause::Predecessor(from),
            },
            Reason::Wish | Reason::OwnDates => Cause::Planner,
            Reason::PlanStart => Cause::PlanStart,
            Reason::Parts => Cause::Parts,
        };
        Some(Variance { place, start, finish, cause })
    };
    let mut found: Vec<Variance> = tasks.iter().enumerate().filter_map(one).collect();
    found.sort_by_key(|variance| std::cmp::Reverse(variance.finish));
    found
}

impl Cause {
    /// One sentence on why it moved. `name` gives what the task at a place is called.
    pub fn words(&self, name: impl Fn(usize) -> String) -> String {
        match self {
            Cause::Duration { then, now } => format!("It takes {now} instead of {then}."),
            Cause::Predecessor(place) => format!("It waits for {}, which has moved.", quoted(&name(*place))),
            Cause::NewPredecessor(place) => format!("It waits for {}, which is not in the baseline.", quoted(&name(*place))),
            Cause::NotDone => "It has not happened by the status date.".to_owned(),
            Cause::Happened => "It happened so.".to_owned(),
            Cause::Planner => "Its planner gave it other dates.".to_owned(),
            Cause::PlanStart => "The plan starts on another day.".to_owned(),
            Cause::Parts => "Its parts have moved.".to_owned(),
            Cause::Other => "A calendar, or a link, is not what it was.".to_owned(),
        }
    }
}

/// `3 weeks later`, `2 days earlier`, `as in the baseline`.
pub fn by_how_much(days: i64) -> String {
    match days {
        0 => "as in the baseline".to_owned(),
        days if days > 0 => format!("{} later", span(days)),
        days => format!("{} earlier", span(days)),
    }
}

/// What a baseline says of a task, and how far it has moved from that: `3 May to 7 May 2027, 4 days later`.
pub fn against(entry: &BaselineTask, dates: &TaskDates) -> String {
    let then = if entry.start == entry.finish { entry.finish.to_string() } else { format!("{} to {}", entry.start.short(entry.finish), entry.finish) };
    match (dates.start.days_since(entry.start), dates.finish.days_since(entry.finish)) {
        (0, 0) => format!("{then}, unchanged"),
        (start, 0) => format!("{then}, starts {}", by_how_much(start)),
        (_, finish) => format!("{then}, {}", by_how_much(finish)),
    }
}

/// One sentence on the tasks that are in one of the two only; `None` where there are none.
pub fn come_and_gone(tasks: &Collection<Task>, baseline: &Baseline) -> Option<String> {
    let gone = baseline.tasks.iter().filter(|entry| tasks.get(&entry.task).is_none()).count();
    let come = baseline.by_place(tasks).iter().filter(|entry| entry.is_none()).count();
    let gone = (gone > 0).then(|| format!("{} in the baseline and not in the plan any more", count(gone, "task is", "tasks are")));
    let come = (come > 0).then(|| format!("{} not in the baseline", count(come, "task of the plan is", "tasks of the plan are")));
    let said: Vec<String> = gone.into_iter().chain(come).collect();
    (!said.is_empty()).then(|| format!("{}.", listed(&said)))
}

/// What the next baseline is called where nobody says: `Baseline 2`, by the first number that is free.
pub fn next_name(baselines: &Collection<Baseline>) -> String {
    let free = |name: &String| baselines.iter().all(|baseline| baseline.name.trim() != name);
    (baselines.len() + 1..).map(|number| format!("Baseline {number}")).find(free).unwrap_or_default()
}

/// One sentence on a whole plan against a baseline: when it ends, and how many tasks have moved.
pub fn summary(tasks: &Collection<Task>, schedule: &PlanSchedule, baseline: &Baseline) -> Option<String> {
    let then = baseline.tasks.iter().map(|entry| entry.finish).max()?;
    let now = schedule.finish()?;
    let moved = variances(tasks, schedule, baseline);
    let later = moved.iter().filter(|variance| variance.finish > 0).count();
    let end = match now.days_since(then) {
        0 => format!("The plan ends on {now}, as in the baseline"),
        days => format!("The plan ends on {now}, {} than in the baseline", by_how_much(days)),
    };
    Some(match later {
        0 => format!("{end}; nothing finishes later."),
        later => format!("{end}; {} later.", count(later, "task finishes", "tasks finish")),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::plan::TrialPlan;

    /// A protocol, its submission and its approval, with this of the protocol and this status date.
    fn plan(protocol: serde_json::Value, status: Option<&str>) -> TrialPlan {
        let mut first = json!({ "id": "protocol", "name": "Protocol", "kind": "task", "duration": { "days": 5 } });
        for (field, value) in protocol.as_object().expect("fields") {
            first[field] = value.clone();
        }
        let mut value = json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "scheduling": { "start": "2027-05-03" },
            "tasks": [
                first,
                { "id": "submit", "name": "Submit", "kind": "task", "duration": { "days": 2 }, "predecessors": [{ "task": "protocol" }] },
                { "id": "apart", "name": "Apart", "kind": "task", "duration": { "days": 1 } },
            ],
        });
        if let Some(status) = status {
            value["scheduling"]["statusDate"] = status.into();
        }
        serde_json::from_value(value).expect("a plan")
    }

    fn baseline(plan: &TrialPlan) -> Baseline {
        let schedule = plan.schedule(None).expect("no circle");
        Baseline::of(&plan.tasks, &schedule, Id::joined(&["b"]), "Agreed", "2027-05-03".parse().expect("a date"))
    }

    fn check(now: &TrialPlan, expected: &[&str]) {
        let before = plan(json!({}), None);
        let schedule = now.forecast().expect("no circle");
        let name = |place: usize| now.tasks.iter().nth(place).map_or(String::new(), |task| task.name.clone());
        let said: Vec<String> = variances(&now.tasks, &schedule, &baseline(&before))
            .iter()
            .map(|variance| format!("{} {:+} {:+}: {}", name(variance.place), variance.start, variance.finish, variance.cause.words(name)))
            .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn what_takes_longer_moves_what_waits_for_it() {
        check(
            &plan(json!({ "duration": { "days": 8 } }), None),
            &["Protocol +0 +5: It takes 8 days instead of 5 days.", "Submit +3 +3: It waits for “Protocol”, which has moved."],
        );
    }

    #[test]
    fn what_has_not_happened_moves_behind_the_status_date() {
        check(
            &plan(json!({ "progress": { "state": "done", "on": "2027-05-07" } }), Some("2027-05-12")),
            &["Apart +10 +10: It has not happened by the status date.", "Submit +3 +3: It has not happened by the status date."],
        );
    }

    #[test]
    fn a_plan_that_did_not_change_has_not_moved() {
        check(&plan(json!({}), None), &[]);
    }

    #[test]
    fn a_task_is_held_against_its_baseline() {
        let baseline = baseline(&plan(json!({}), None));
        let now = plan(json!({ "duration": { "days": 8 } }), None).forecast().expect("no circle");
        let said: Vec<String> = baseline.tasks.iter().enumerate().filter_map(|(place, entry)| Some(against(entry, &now.dates(place)?))).collect();
        assert_eq!(said, ["3 May to 7 May 2027, 5 days later", "10 May to 11 May 2027, 3 days later", "3 May 2027, unchanged"]);
    }

    #[test]
    fn tasks_that_are_in_one_of_the_two_only_are_counted() {
        let now = plan(json!({}), None);
        let baseline = baseline(&now);
        assert_eq!(come_and_gone(&now.tasks, &baseline), None);
        let other = Task { id: Id::joined(&["new"]), ..now.tasks.iter().next().map(|task| Task::clone(task)).expect("a task") };
        let (tasks, ..) = now.tasks.with(other, None).without(&Id::joined(&["apart"])).expect("it is there");
        let said = come_and_gone(&tasks, &baseline);
        assert_eq!(said.as_deref(), Some("1 task is in the baseline and not in the plan any more and 1 task of the plan is not in the baseline."));
    }

    #[test]
    fn the_next_baseline_takes_a_number_that_is_free() {
        let named = |name: &str| Baseline { id: Id::joined(&[name]), name: name.to_owned(), ..baseline(&plan(json!({}), None)) };
        let of = |names: &[&str]| next_name(&Collection::from_records(names.iter().map(|name| named(name)).collect()).expect("ids of their own"));
        assert_eq!([of(&[]), of(&["Agreed"]), of(&["Baseline 2"])], ["Baseline 1", "Baseline 2", "Baseline 3"]);
    }

    #[test]
    fn the_whole_plan_is_said_in_a_sentence() {
        let now = plan(json!({ "duration": { "days": 8 } }), None);
        let said = summary(&now.tasks, &now.forecast().expect("no circle"), &baseline(&plan(json!({}), None)));
        assert_eq!(said.as_deref(), Some("The plan ends on 14 May 2027, 3 days later than in the baseline; 2 tasks finish later."));
    }
}
