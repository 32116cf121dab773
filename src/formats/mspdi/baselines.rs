//! The baselines of a project. They are numbered from 0 to 10; number 0 is the one that the project is held against, which in
//! a plan is the last.

use std::collections::BTreeMap;

use super::value::{date, is_elapsed, minutes, span};
use super::xml::Element;
use super::{Notes, tasks};
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::baseline::{Baseline, BaselineTask};
use crate::domain::schedule::task::Task;
use crate::domain::schedule::time_span::Duration;

/// The highest number of a baseline.
pub(super) const HIGHEST: usize = 10;

/// Reads them, oldest first. A file does not say when they were set: they get `set_on`.
pub(super) fn read(project: &Element, minutes_per_day: f64, known: &[Task], set_on: Date, notes: &mut Notes) -> Vec<Baseline> {
    let names: BTreeMap<&Id<Task>, &str> = known.iter().map(|task| (&task.id, task.name.as_str())).collect();
    let mut found: BTreeMap<usize, Vec<BaselineTask>> = BTreeMap::new();
    for element in project.all_in("Tasks", "Task") {
        let Some(id) = tasks::id(element.text_of("UID")) else { continue };
        let Some(name) = names.get(&id) else { continue };
        for agreed in element.all("Baseline") {
            if agreed.text_of("Interim") == "1" {
                notes.add("Tasks.Task[].Baseline", "Interim plans are not carried over");
                continue;
            }
            let number = agreed.text_of("Number").parse::<usize>().ok().filter(|number| *number <= HIGHEST);
            let (start, finish) = (date(agreed.text_of("Start")), date(agreed.text_of("Finish")));
            let (Some(number), Some(start), Some(finish)) = (number, start.or(finish), finish.or(start)) else {
                notes.add("Tasks.Task[].Baseline", "A baseline without its number or its dates is not carried over");
                continue;
            };
            let elapsed = is_elapsed(agreed.text_of("DurationFormat"));
            let duration = minutes(agreed.text_of("Duration")).and_then(|minutes| span(minutes, minutes_per_day, elapsed)).and_then(Duration::new);
            let entries = found.entry(number).or_default();
            // A task that stands twice is in the plan once.
            if entries.iter().all(|entry| entry.task != id) {
                entries.push(BaselineTask {
                    task: id.clone(),
                    name: (*name).to_owned(),
                    start,
                    finish: finish.max(start),
                    duration: duration.filter(|duration| duration.ticks() > 0),
                    extra: Extra::default(),
                });
            }
        }
    }
    if !found.is_empty() {
        notes.add("Tasks.Task[].Baseline", format!("A project does not say when its baselines were set, so they have the day of the file, {set_on}"));
    }
    let current = found.remove(&0).map(|tasks| (0, tasks));
    found.into_iter().chain(current).map(|(number, tasks)| baseline(number, tasks, set_on)).collect()
}

fn baseline(number: usize, tasks: Vec<BaselineTask>, set_on: Date) -> Baseline {
    let name = if number == 0 { "Baseline".to_owned() } else { format!("Baseline {number}") };
    Baseline { id: Id::joined(&["baseline", &number.to_string()]), name, set_on, tasks, extra: Extra::default() }
}

/// What the baselines of a plan say of each of its tasks, with the numbers that a project gives them: the last is 0, and of
/// those before it the youngest ten count from 1 on. By the places of the tasks.
pub(super) fn numbered(plan: &TrialPlan) -> Vec<Vec<(usize, &BaselineTask)>> {
    let mut found = vec![Vec::new(); plan.tasks.len()];
    let count = plan.baselines.len();
    let kept = plan.baselines.iter().skip(count.saturating_sub(HIGHEST + 1)).rev().enumerate();
    let kept_before = count.saturating_sub(1).min(HIGHEST);
    for (back, baseline) in kept {
        let number = if back == 0 { 0 } else { kept_before + 1 - back };
        for (place, entry) in baseline.by_place(&plan.tasks).into_iter().enumerate() {
            found[place].extend(entry.map(|entry| (number, entry)));
        }
    }
    for entries in &mut found {
        entries.sort_by_key(|(number, _)| *number);
    }
    found
}
