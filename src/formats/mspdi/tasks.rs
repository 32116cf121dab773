//! The tasks of a project with their outline, links, wishes and progress.

use super::Notes;
use super::calendars::Calendars;
use super::value::{date, is_elapsed, is_share, minutes, span};
use super::xml::Element;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::schedule::logic::{Dependency, Wish};
use crate::domain::schedule::network::LinkKind;
use crate::domain::schedule::task::{Progress, Task, TaskKind};
use crate::domain::schedule::time_span::{Duration, TimeSpan};

/// Reads them in their order; each has the number that the file gives it as its id.
pub(super) fn read(project: &Element, minutes_per_day: f64, calendars: &Calendars, notes: &mut Notes) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    // The last task on each level of the outline: what the next one below it is part of.
    let mut above: Vec<Id<Task>> = Vec::new();
    for element in project.all_in("Tasks", "Task") {
        let Some(id) = id(element.text_of("UID")) else { continue };
        // Task 0 is the project itself; a null task is an empty line.
        if element.text_of("UID") == "0" || element.text_of("IsNull") == "1" {
            continue;
        }
        if element.text_of("Active") == "0" {
            notes.add("Tasks.Task", "Tasks that are switched off are not carried over");
            continue;
        }
        if element.text_of("ExternalTask") == "1" {
            notes.add("Tasks.Task", "Tasks of other projects are not carried over");
            continue;
        }
        let level = element.text_of("OutlineLevel").parse::<usize>().unwrap_or(1).max(1);
        above.truncate(level - 1);
        let parent = above.last().cloned();
        above.push(id.clone());
        let reading = Reading { element, minutes_per_day, notes };
        let task = reading.task(id, calendars);
        tasks.push(Task { parent, ..task });
    }
    let known: std::collections::BTreeSet<Id<Task>> = tasks.iter().map(|task| task.id.clone()).collect();
    for task in &mut tasks {
        let before = task.predecessors.len();
        task.predecessors.retain(|link| known.contains(&link.task));
        for _ in task.predecessors.len()..before {
            notes.add("Tasks.Task[].PredecessorLink", "Links to tasks that are not carried over are not either");
        }
    }
    tasks
}

/// One task and where to say what is left of it.
struct Reading<'a> {
    element: &'a Element,
    minutes_per_day: f64,
    notes: &'a mut Notes,
}

impl Reading<'_> {
    fn task(mut self, id: Id<Task>, calendars: &Calendars) -> Task {
        let element = self.element;
        let summary = element.text_of("Summary") == "1";
        let elapsed = is_elapsed(element.text_of("DurationFormat"));
        let duration = minutes(element.text_of("Duration")).and_then(|minutes| span(minutes, self.minutes_per_day, elapsed)).and_then(Duration::new);
        let no_work = duration.is_none_or(|duration| duration.ticks() == 0);
        if element.text_of("Milestone") == "1" && !no_work {
            self.notes.add("Tasks.Task[].Milestone", "A milestone that takes time becomes a task");
        }
        let milestone = !summary && no_work;
        let name = element.text_of("Name");
        let mut task = Task::new(id, if name.is_empty() { "Task without a name" } else { name }, if milestone { TaskKind::Milestone } else { TaskKind::Task });
        if summary {
            task.wish = None;
        } else {
            task.duration = duration.filter(|_| !milestone);
            task.wish = self.wish();
        }
        task.progress = self.progress(summary);
        task.predecessors = self.links();
        task.deadline = date(element.text_of("Deadline"));
        task.calendar = calendars.id(element.text_of("CalendarUID"));
        task.note = element.text_of("Notes").to_owned();
        if element.text_of("Manual") == "1" && !summary {
            // What is scheduled by hand stands where its planner put it.
            (task.planned_start, task.planned_finish) = (date(element.text_of("Start")).filter(|_| !milestone), date(element.text_of("Finish")));
            (task.duration, task.wish) = (None, None);
        }
        task
    }

    /// The codes of ConstraintType. A start without a moment says nothing.
    fn wish(&mut self) -> Option<Wish> {
        let on = date(self.element.text_of("ConstraintDate"));
        Some(match (self.element.text_of("ConstraintType"), on) {
            ("1", _) => Wish::AsLateAsPossible,
            ("2", Some(on)) => Wish::MustStartOn(on),
            ("3", Some(on)) => Wish::MustFinishOn(on),
            ("4", Some(on)) => Wish::StartNoEarlierThan(on),
            ("5", Some(on)) => Wish::StartNoLaterThan(on),
            ("6", Some(on)) => Wish::FinishNoEarlierThan(on),
            ("7", Some(on)) => Wish::FinishNoLaterThan(on),
            ("" | "0", _) => return None,
            _ => {
                self.notes.add("Tasks.Task[].ConstraintType", "A constraint of an unknown kind, or without its date, is not carried over");
                return None;
            }
        })
    }

    fn progress(&mut self, summary: bool) -> Progress {
        let (start, finish) = (date(self.element.text_of("ActualStart")), date(self.element.text_of("ActualFinish")));
        match (start, finish) {
            // A summary task is as far as its parts are.
            _ if summary => Progress::NotStarted,
            (since, Some(on)) => Progress::Done { on, since },
            (Some(on), None) => {
                let elapsed = is_elapsed(self.element.text_of("DurationFormat"));
                let remaining =
                    minutes(self.element.text_of("RemainingDuration")).and_then(|minutes| span(minutes, self.minutes_per_day, elapsed)).and_then(Duration::new);
                Progress::Started { on, remaining }
            }
            (None, None) => Progress::NotStarted,
        }
    }

    /// Lags are in tenths of a minute; the kinds are numbered FF, FS, SF, SS.
    fn links(&mut self) -> Vec<Dependency> {
        let mut links: Vec<Dependency> = Vec::new();
        for link in self.element.all("PredecessorLink") {
            let Some(task) = id(link.text_of("PredecessorUID")) else { continue };
            if link.text_of("CrossProject") == "1" {
                self.notes.add("Tasks.Task[].PredecessorLink", "Links to other projects are not carried over");
                continue;
            }
            let kind = match link.text_of("Type") {
                "0" => LinkKind::FinishToFinish,
                "2" => LinkKind::StartToFinish,
                "3" => LinkKind::StartToStart,
                _ => LinkKind::FinishToStart,
            };
            let format = link.text_of("LagFormat");
            let lag = if is_share(format) {
                self.notes
                    .add("Tasks.Task[].PredecessorLink.LinkLag", "A lag that is a share of a duration is not carried over: the link stays, without its lag");
                TimeSpan::default()
            } else {
                let tenths = link.text_of("LinkLag").parse::<f64>().unwrap_or_default();
                span(tenths / 10.0, self.minutes_per_day, is_elapsed(format)).unwrap_or_default()
            };
            links.push(Dependency { task, kind, lag, extra: Extra::default() });
        }
        links
    }
}

/// The id of the task with this number.
pub(super) fn id(uid: &str) -> Option<Id<Task>> {
    uid.parse::<u32>().ok().map(|uid| Id::joined(&[&uid.to_string()]))
}
