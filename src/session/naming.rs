//! Tasks by their names, where one is chosen by typing: what is offered, and which task is meant.
//!
//! Invariant: what is offered names one task. A name that several tasks have comes with the row in which each stands.

use std::collections::BTreeMap;

use super::search::score;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::task::Task;
use crate::domain::words::{count, quoted};

/// How many tasks are offered at once.
pub const OFFERED: usize = 200;

/// The names of the tasks that match what is typed and may be chosen, in the plan's order, [`OFFERED`] at most.
pub fn offered(plan: &TrialPlan, typed: &str, may: impl Fn(&Task) -> bool) -> Vec<String> {
    let shared = Shared::new(plan);
    let fits = |task: &Task| may(task) && (typed.trim().is_empty() || score(typed, &task.name).is_some());
    plan.tasks.iter().enumerate().filter(|(_, task)| fits(task)).take(OFFERED).map(|(place, task)| shared.label(place, task)).collect()
}

/// The task that a name means, or why it means none, as a sentence.
pub fn meant(plan: &TrialPlan, typed: &str) -> Result<Id<Task>, String> {
    let typed = typed.trim();
    let same = |name: &str| name.trim().to_lowercase() == typed.to_lowercase();
    let named: Vec<&std::sync::Arc<Task>> = plan.tasks.iter().filter(|task| same(&task.name)).collect();
    match named.as_slice() {
        [task] => return Ok(task.id.clone()),
        [_, _, ..] => return Err(format!("{} called {}; choose one of them from the list.", count(named.len(), "task is", "tasks are"), quoted(typed))),
        [] => {}
    }
    let in_row = typed.rsplit_once(" (row ").and_then(|(name, row)| Some((name, row.strip_suffix(')')?.parse::<usize>().ok()?.checked_sub(1)?)));
    let task = in_row.and_then(|(name, place)| plan.tasks.iter().nth(place).filter(|task| task.name.trim() == name.trim()));
    task.map(|task| task.id.clone()).ok_or_else(|| format!("No task is called {}; choose one from the list.", quoted(typed)))
}

/// What a task is called where it could be mistaken for another one.
pub fn label(plan: &TrialPlan, id: &Id<Task>) -> Option<String> {
    let place = plan.tasks.place(id)?;
    plan.tasks.get(id).map(|task| Shared::new(plan).label(place, task))
}

/// How many tasks have each name.
struct Shared<'a>(BTreeMap<&'a str, usize>);

impl<'a> Shared<'a> {
    fn new(plan: &'a TrialPlan) -> Shared<'a> {
        let mut names = BTreeMap::new();
        for task in plan.tasks.iter() {
            *names.entry(task.name.trim()).or_insert(0) += 1;
        }
        Shared(names)
    }

    fn label(&self, place: usize, task: &Task) -> String {
        if self.0.get(task.name.trim()).is_some_and(|tasks| *tasks > 1) { format!("{} (row {})", task.name.trim(), place + 1) } else { task.name.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::schedule::task::TaskKind;

    fn plan(names: &[&str]) -> TrialPlan {
        let mut plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        for (number, name) in names.iter().enumerate() {
            plan.tasks = plan.tasks.with(Task::new(Id::joined(&[&number.to_string()]), *name, TaskKind::Task), None);
        }
        plan
    }

    #[test]
    fn what_is_offered_matches_and_names_one_task() {
        let plan = plan(&["Submit", "Ethics review", "Submit", "Review of the protocol"]);
        let offer = |typed| offered(&plan, typed, |task| task.id.as_str() != "0");
        assert_eq!(offer(""), ["Ethics review", "Submit (row 3)", "Review of the protocol"]);
        assert_eq!(offer("review"), ["Ethics review", "Review of the protocol"]);
        for label in offered(&plan, "", |_| true) {
            let id = meant(&plan, &label).expect("it names one task");
            assert_eq!(super::label(&plan, &id), Some(label));
        }
    }

    #[test]
    fn a_name_that_means_none_or_several_is_told() {
        let plan = plan(&["Submit", "Ethics review", "Submit"]);
        let said = |typed| meant(&plan, typed).map(|id| id.to_string());
        assert_eq!(said(" ethics Review "), Ok("1".to_owned()));
        assert_eq!(said("Submit"), Err("2 tasks are called “Submit”; choose one of them from the list.".to_owned()));
        for wrong in ["Ethics", "Submit (row 2)", "Submit (row 0)", "Submit (row x)"] {
            assert_eq!(said(wrong), Err(format!("No task is called “{wrong}”; choose one from the list.")));
        }
    }

    #[test]
    fn a_long_plan_offers_no_more_than_can_be_drawn() {
        let names: Vec<String> = (0..1_000).map(|number| format!("Task {number}")).collect();
        let plan = plan(&names.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(offered(&plan, "", |_| true).len(), OFFERED);
    }
}
