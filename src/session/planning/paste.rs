//! Rows that somebody pastes into the schedule: how they will read, and the one change that adds them.

use std::collections::BTreeMap;

use super::super::command::{Change, Edit, Kept};
use crate::domain::choice::Choice;
use crate::domain::collection::Collection;
use crate::domain::id::Id;
use crate::domain::schedule::logic::Dependency;
use crate::domain::schedule::network::LinkKind;
use crate::domain::schedule::task::{Progress, Task, TaskKind};
use crate::domain::schedule::time_span::TimeSpan;

/// A row in words, before it is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What is to be done, or reached.
    pub name: String,
    /// How deep it stands among the rows, from 1.
    pub level: usize,
    /// How long it takes.
    pub duration: String,
    /// The dates that it brings along.
    pub dates: String,
    /// The rows that it waits for.
    pub waits_for: String,
}

/// The first rows in words, so many at most. A row stands below what it is part of.
pub fn previews(rows: &[Task], most: usize) -> Vec<Preview> {
    let names: BTreeMap<&str, &str> = rows.iter().map(|task| (task.id.as_str(), task.name.as_str())).collect();
    let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for task in rows.iter().take(most) {
        let level = task.parent.as_ref().and_then(|parent| levels.get(parent.as_str())).map_or(1, |above| above + 1);
        levels.insert(task.id.as_str(), level);
        let waits_for: Vec<String> = task.predecessors.iter().filter_map(|link| Some(link_words(names.get(link.task.as_str())?, link))).collect();
        found.push(Preview { name: task.name.clone(), level, duration: length(task), dates: dates(task), waits_for: waits_for.join(", ") });
    }
    found
}

/// Adds the rows after a task, on its level, or at the end; `None` where there are none.
pub fn inserted(tasks: &Collection<Task>, rows: &[Task], after: Option<&Id<Task>>) -> Option<Change> {
    let beside = after.and_then(|after| Some((tasks.place(after)?, tasks.get(after)?)));
    let (first, parent) = beside.map_or((tasks.len(), None), |(place, task)| (place + 1, task.parent.clone()));
    let put = |(row, task): (usize, &Task)| {
        let record = Box::new(Task { parent: task.parent.clone().or_else(|| parent.clone()), ..task.clone() });
        Task::change(Edit::Put { record, place: Some(first + row) })
    };
    (!rows.is_empty()).then(|| Change::Several(rows.iter().enumerate().map(put).collect()))
}

fn length(task: &Task) -> String {
    match task.kind {
        TaskKind::Milestone => "milestone".to_owned(),
        TaskKind::Task => task.work().map(|work| work.to_string()).unwrap_or_default(),
    }
}

fn dates(task: &Task) -> String {
    match (task.progress, task.wish) {
        (Progress::Done { on, .. }, _) => return format!("done on {on}"),
        (Progress::Started { on, .. }, _) => return format!("started on {on}"),
        (Progress::NotStarted, Some(wish)) => {
            let (kind, on) = wish.parts();
            let label = kind.label().to_lowercase();
            return on.map_or(label.clone(), |on| format!("{label} {on}"));
        }
        (Progress::NotStarted, None) => {}
    }
    match (task.planned_start, task.planned_finish) {
        (Some(start), Some(finish)) => format!("{start} to {finish}"),
        (Some(start), None) => format!("from {start}"),
        (None, Some(finish)) => finish.to_string(),
        (None, None) if task.work().is_some() || !task.predecessors.is_empty() => "calculated".to_owned(),
        (None, None) => String::new(),
    }
}

/// The name alone for a plain link; else with the ends that are joined and the time between them.
fn link_words(name: &str, link: &Dependency) -> String {
    let kind = (link.kind != LinkKind::FinishToStart).then(|| link.kind.label().to_lowercase());
    let lag = (link.lag != TimeSpan::default()).then(|| link.lag.to_string());
    let more: Vec<String> = kind.into_iter().chain(lag).collect();
    if more.is_empty() { name.to_owned() } else { format!("{name} ({})", more.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::domain::plan::TrialPlan;
    use crate::domain::schedule::logic::Wish;
    use crate::domain::schedule::outline::Outline;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    /// Tasks with these names and parents: "a", "b<a" is part of a.
    fn tasks(names: &str) -> Vec<Task> {
        let one = |text: &str| {
            let (name, parent) = text.split_once('<').map_or((text, None), |(name, parent)| (name, Some(Id::joined(&[parent]))));
            Task { parent, ..Task::new(Id::joined(&[name]), name, TaskKind::Task) }
        };
        names.split_whitespace().map(one).collect()
    }

    /// The outline of the plan after rows were pasted into it, and whether one step takes them out again.
    fn check(before: &str, pasted: &str, after: Option<&str>, expected: &str) {
        let records = Collection::from_records(tasks(before)).expect("ids of their own");
        let plan = TrialPlan { tasks: records, ..TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0)) };
        let after = after.map(|after| Id::joined(&[after]));
        let change = inserted(&plan.tasks, &tasks(pasted), after.as_ref()).expect("a change");
        let command = |change: Change| Command { at: Timestamp::from_millis(0), who: String::new(), why: None, origin: Origin::Edit, change };
        let document = Document::Plan(Box::new(plan.clone()));
        let applied = apply(&document, &command(change)).expect("it applies");
        let found = applied.document.plan().expect("a plan");
        let outline = Outline::new(&found.tasks);
        let names: Vec<&str> = found.tasks.iter().map(|task| task.name.as_str()).collect();
        let shown = |place: usize| outline.parent(place).map_or(names[place].to_owned(), |parent| format!("{}<{}", names[place], names[parent]));
        assert_eq!(outline.in_order().into_iter().map(shown).collect::<Vec<_>>().join(" "), expected);
        let back = apply(&applied.document, &command(applied.inverse)).expect("it applies").document;
        assert_eq!(back.plan().map(|plan| &plan.tasks), Some(&plan.tasks));
    }

    #[test]
    fn rows_come_after_a_task_and_on_its_level() {
        check("a b", "x y<x", Some("a"), "a x y<x b");
        check("a b<a c<a d", "x y<x", Some("b"), "a b<a x<a y<x c<a d");
        check("a b<a c", "x", Some("a"), "a b<a x c");
        check("a b", "x", None, "a b x");
        check("a b", "x", Some("gone"), "a b x");
        assert_eq!(inserted(&Collection::new(), &[], None), None);
    }

    #[test]
    fn rows_are_told_in_words_before_they_are_added() {
        let mut rows = tasks("phase write<phase review<phase");
        let day = |text: &str| text.parse().expect("a date");
        rows[1].duration = "10".parse().ok();
        rows[1].wish = Some(Wish::StartNoEarlierThan(day("2027-05-03")));
        rows[2].duration = "30 elapsed days".parse().ok();
        rows[2].predecessors = vec![Dependency { kind: LinkKind::StartToStart, lag: "2".parse().expect("a length"), ..Dependency::on(Id::joined(&["write"])) }];
        let told: Vec<String> = previews(&rows, 9)
            .into_iter()
            .map(|Preview { name, level, duration, dates, waits_for }| format!("{level} {name} | {duration} | {dates} | {waits_for}"))
            .collect();
        assert_eq!(
            told,
            [
                "1 phase |  |  | ",
                "2 write | 10 days | start no earlier than 3 May 2027 | ",
                "2 review | 30 elapsed days | calculated | write (start to start, 2 days)",
            ]
        );
        assert_eq!(previews(&rows, 1).len(), 1);
        rows[2].predecessors = vec![Dependency::on(Id::joined(&["write"]))];
        assert_eq!(previews(&rows, 3)[2].waits_for, "write");
    }
}
