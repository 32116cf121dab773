//! A plan's schedule: its tasks as a network, and what the network says of each.

use std::collections::BTreeSet;
use std::sync::Arc;

use trialwright_kernel::network::Cycle;

use super::TrialPlan;
use super::findings::dangling;
use crate::domain::date::Date;
use crate::domain::finding::Finding;
use crate::domain::id::Id;
use crate::domain::schedule::baseline::Baseline;
use crate::domain::schedule::logic::Dependency;
use crate::domain::schedule::network::LinkKind;
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::outline::{Outline, parents};
use crate::domain::schedule::task::{Task, TaskKind};
use crate::domain::words::{listed, quoted};

impl TrialPlan {
    /// The schedule with progress as it is known at the end of `status`; as it was planned, without pushing unfinished
    /// work on, where that is `None`. `Err` holds the tasks that wait for each other, in the order in which they do.
    pub fn schedule(&self, status: Option<Date>) -> Result<PlanSchedule, Vec<Id<Task>>> {
        PlanSchedule::new(&self.tasks, &self.calendars, &self.scheduling, self.document.created.date(), status)
            .map_err(|Cycle(round)| round.into_iter().filter_map(|place| self.tasks.iter().nth(place).map(|task| task.id.clone())).collect())
    }

    /// The schedule as things stand: unfinished work goes on after the plan's status date, where it has one.
    pub fn forecast(&self) -> Result<PlanSchedule, Vec<Id<Task>>> {
        self.schedule(self.scheduling.status_date)
    }

    /// The baseline that the plan is held against: the one that was set last.
    pub fn baseline(&self) -> Option<&Arc<Baseline>> {
        self.baselines.iter().next_back()
    }

    /// The milestones and tasks that are work, and not the sum of others: what is counted, and what can be late.
    pub fn work(&self) -> impl Iterator<Item = &Arc<Task>> {
        self.placed_work().map(|(_, task)| task)
    }

    /// The same with their places.
    pub fn placed_work(&self) -> impl Iterator<Item = (usize, &Arc<Task>)> {
        let mut is_summary = vec![false; self.tasks.len()];
        for parent in parents(&self.tasks).into_iter().flatten() {
            is_summary[parent] = true;
        }
        self.tasks.iter().enumerate().filter(move |(place, _)| !is_summary[*place])
    }

    /// The plan with the forecast dates of its tasks in the place of those that their planner gave; `None` where nothing is
    /// calculated. What is late, due or next is read from it like from any plan.
    pub fn dated(&self) -> Option<TrialPlan> {
        self.dated_by(&self.forecast().ok()?, None)
    }

    /// The same by the dates of a schedule of this plan. Of `before`, a plan and what came of it, the tasks are taken over
    /// that would come out the same.
    pub(super) fn dated_by(&self, schedule: &PlanSchedule, before: Option<(&TrialPlan, &TrialPlan)>) -> Option<TrialPlan> {
        if !self.tasks.iter().enumerate().any(|(place, task)| schedule.is_calculated(place, task)) {
            return None;
        }
        let known = |place: usize, task: &Arc<Task>| {
            let (was, dated) = before.and_then(|(was, dated)| was.tasks.iter().nth(place).zip(dated.tasks.iter().nth(place)))?;
            Arc::ptr_eq(was, task).then_some(dated)
        };
        let tasks = self.tasks.map(|place, task| {
            let told = schedule.told(place, task)?;
            let same = |known: &&Arc<Task>| (known.planned_start, known.planned_finish, known.progress) == (told.start, told.finish, told.progress);
            Some(known(place, task).filter(same).cloned().unwrap_or_else(|| Arc::new(told.of(task))))
        });
        Some(TrialPlan { tasks, ..self.clone() })
    }

    /// The task with a link from a predecessor, or why it cannot wait for it.
    pub fn linked(&self, task: &Id<Task>, predecessor: &Id<Task>, kind: LinkKind) -> Result<Task, String> {
        let (Some(own), Some(other)) = (self.tasks.get(task), self.tasks.get(predecessor)) else {
            return Err("One of the two tasks is not in the plan any more".to_owned());
        };
        if own.predecessors.iter().any(|link| link.task == *predecessor) {
            return Err(format!("{} waits for {} already", quoted(&own.name), quoted(&other.name)));
        }
        let mut linked = Task::clone(own);
        linked.predecessors.push(Dependency { kind, ..Dependency::on(predecessor.clone()) });
        let after = TrialPlan { tasks: self.tasks.with(linked.clone(), None), ..self.clone() };
        match after.schedule(None) {
            Ok(_) => Ok(linked),
            Err(_) => {
                Err(format!("{} waits for {} itself, directly or through others, so the two would wait for each other", quoted(&other.name), quoted(&own.name)))
            }
        }
    }

    /// The task as a part of another one, or of none; or why it cannot be that.
    pub fn as_part_of(&self, task: &Id<Task>, parent: Option<&Id<Task>>) -> Result<Task, String> {
        let Some(own) = self.tasks.get(task) else { return Err("The task is not in the plan any more".to_owned()) };
        let moved = Task { parent: parent.cloned(), ..Task::clone(own) };
        let Some(parent) = parent else { return Ok(moved) };
        let Some(above) = self.tasks.get(parent) else { return Err("One of the two tasks is not in the plan any more".to_owned()) };
        if above.kind == TaskKind::Milestone {
            return Err(format!("{} is a milestone, which has no parts; choose a task", quoted(&above.name)));
        }
        if parent == task || self.is_below(parent, task) {
            return Err(format!("{} is part of {} itself, so the two would be part of each other", quoted(&above.name), quoted(&own.name)));
        }
        let after = TrialPlan { tasks: self.tasks.with(moved.clone(), None), ..self.clone() };
        match (after.schedule(None), self.schedule(None)) {
            (Err(_), Ok(_)) => {
                Err(format!("{} and the parts of {} would wait for each other; remove one of their links first", quoted(&own.name), quoted(&above.name)))
            }
            _ => Ok(moved),
        }
    }

    /// Whether a task is part of another one, directly or through others.
    fn is_below(&self, task: &Id<Task>, above: &Id<Task>) -> bool {
        let mut seen = BTreeSet::new();
        let mut here = self.tasks.get(task);
        // A file may hold a circle; nobody goes round in it twice.
        while let Some(parent) = here.and_then(|task| task.parent.as_ref()).filter(|parent| seen.insert(parent.as_str())) {
            if parent == above {
                return true;
            }
            here = self.tasks.get(parent);
        }
        false
    }

    /// References of the schedule that point to nothing, and tasks that wait for each other, which are `round`.
    pub(super) fn schedule_findings(&self, round: Option<&[Id<Task>]>) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mend = "Choose it again on the Schedule page.";
        for (place, task) in self.tasks.iter().enumerate() {
            let task = task.as_ref();
            for link in task.predecessors.iter().filter(|link| self.tasks.get(&link.task).is_none()) {
                findings.push(dangling(
                    "tasks",
                    place,
                    task,
                    "predecessors",
                    link.task.as_str(),
                    "Remove the link, or choose another predecessor, on the Schedule page.",
                ));
            }
            if let Some(parent) = task.parent.as_ref().filter(|parent| self.tasks.get(parent).is_none()) {
                findings.push(dangling("tasks", place, task, "parent", parent.as_str(), mend));
            }
            if let Some(calendar) = task.calendar.as_ref().filter(|calendar| self.calendars.get(calendar).is_none()) {
                findings.push(dangling("tasks", place, task, "calendar", calendar.as_str(), mend));
            }
            let gone = "Add the country or site again on the Scope page, or remove the task on the Schedule page.";
            if let Some(country) = task.country.as_ref().filter(|country| self.countries.get(country).is_none()) {
                findings.push(dangling("tasks", place, task, "country", country.as_str(), gone));
            }
            if let Some(site) = task.site.as_ref().filter(|site| self.sites.get(site).is_none()) {
                findings.push(dangling("tasks", place, task, "site", site.as_str(), gone));
            }
        }
        findings.extend(self.rounds(round));
        findings
    }

    /// What goes round in a circle: tasks that are part of themselves, and tasks that wait for themselves.
    fn rounds(&self, round: Option<&[Id<Task>]>) -> Vec<Finding> {
        let finding = |tasks: Vec<&Task>, message: String, field: &str, mend: &str| {
            let first = tasks.first()?;
            let place = self.tasks.place(&first.id)?;
            Some(Finding { path: format!("tasks[{place}].{field}"), section: "tasks", record: first.id.to_string(), message, mend: mend.to_owned() })
        };
        let mut findings = Vec::new();
        let lost: Vec<&Task> = Outline::new(&self.tasks).lost().iter().filter_map(|place| self.tasks.iter().nth(*place).map(AsRef::as_ref)).collect();
        if !lost.is_empty() {
            let message = format!("{} are part of each other in a circle, and stand at the top instead.", names(&lost));
            findings.extend(finding(lost, message, "parent", "Choose for one of them another task to be part of, on the Schedule page."));
        }
        if let Some(round) = round {
            let tasks: Vec<&Task> = round.iter().filter_map(|id| self.tasks.get(id).map(AsRef::as_ref)).collect();
            let message = format!("{} wait for each other in a circle, so no dates can be calculated.", names(&tasks));
            findings.extend(finding(tasks, message, "predecessors", "Remove one of their links on the Schedule page."));
        }
        findings
    }
}

fn names(tasks: &[&Task]) -> String {
    listed(&tasks.iter().map(|task| quoted(&task.name)).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(task: &str, parent: &str, expected: Result<(), &str>) {
        let plan: TrialPlan = crate::domain::wire::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "tasks": [
                { "id": "start-up", "name": "Start-up", "kind": "task" },
                { "id": "ethics", "name": "Ethics", "kind": "task", "parent": "start-up" },
                { "id": "submit", "name": "Submit", "kind": "task", "parent": "ethics", "duration": { "days": 5 } },
                { "id": "sites", "name": "Sites", "kind": "task", "duration": { "days": 5 }, "predecessors": [{ "task": "start-up" }] },
                { "id": "lock", "name": "Lock", "kind": "milestone" },
                { "id": "round", "name": "Round", "kind": "task", "parent": "round" },
            ],
        }))
        .expect("a plan");
        let found = plan.as_part_of(&Id::joined(&[task]), Id::parse(parent).as_ref());
        assert_eq!(found.map(|_| ()), expected.map_err(str::to_owned), "{task} below {parent}");
    }

    #[test]
    fn a_task_is_no_part_of_its_own_parts() {
        check("submit", "start-up", Ok(()));
        check("submit", "", Ok(()));
        check("lock", "ethics", Ok(()));
        check("lock", "round", Ok(()));
        check("round", "start-up", Ok(()));
        check("start-up", "submit", Err("“Submit” is part of “Start-up” itself, so the two would be part of each other"));
        check("submit", "submit", Err("“Submit” is part of “Submit” itself, so the two would be part of each other"));
        check("submit", "lock", Err("“Lock” is a milestone, which has no parts; choose a task"));
        check("sites", "ethics", Err("“Sites” and the parts of “Ethics” would wait for each other; remove one of their links first"));
    }
}
