//! Roles as the resources of a project: the first work resource that is assigned to a task answers for it.

use std::collections::{BTreeMap, BTreeSet};

use super::xml::Element;
use super::{Notes, tasks};
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::task::Task;

/// The kind of resource that works; the others are material and costs.
pub(super) const WORK: &str = "1";

/// Gives the tasks their owners.
pub(super) fn read(project: &Element, tasks: &mut [Task], notes: &mut Notes) {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for resource in project.all_in("Resources", "Resource") {
        let name = resource.text_of("Name");
        if name.is_empty() || resource.text_of("IsNull") == "1" {
            continue;
        }
        if !["", WORK].contains(&resource.text_of("Type")) {
            notes.add("Resources", "Material and costs are not carried over: only resources that work become roles");
            continue;
        }
        if ["StandardRate", "OvertimeRate", "CostPerUse"].iter().any(|rate| resource.text_of(rate).parse::<f64>().is_ok_and(|rate| rate > 0.0)) {
            notes.add("Resources.Resource[].StandardRate", "What resources cost is not carried over: a plan names roles, without rates");
        }
        names.insert(resource.text_of("UID"), name);
    }
    let places: BTreeMap<Id<Task>, usize> = tasks.iter().enumerate().map(|(place, task)| (task.id.clone(), place)).collect();
    let mut used = BTreeSet::new();
    for assignment in project.all_in("Assignments", "Assignment") {
        let (uid, id) = (assignment.text_of("ResourceUID"), tasks::id(assignment.text_of("TaskUID")));
        // Microsoft Project writes an assignment to nobody for each task.
        let Some((name, place)) = names.get(uid).zip(id.and_then(|id| places.get(&id))) else { continue };
        used.insert(uid);
        let Some(task) = tasks.get_mut(*place) else { continue };
        if task.owner.is_empty() {
            task.owner = (*name).to_owned();
        } else if task.owner != *name {
            notes.add("Assignments", "A task has one role that answers for it: its first resource; the others are not carried over");
        }
        if assignment.text_of("Units").parse::<f64>().is_ok_and(|units| (units - 1.0).abs() > 1e-6) {
            notes.add("Assignments.Assignment[].Units", "How much of its time a resource gives to a task is not carried over");
        }
    }
    for _ in names.keys().filter(|uid| !used.contains(*uid)) {
        notes.add("Resources", "A resource that has no task is not carried over");
    }
}

/// The roles that own a task which is not the sum of others, each with its number from 1, in the order of their names.
pub(super) fn of(plan: &TrialPlan) -> BTreeMap<&str, usize> {
    let names: BTreeSet<&str> = plan.work().map(|task| task.owner.as_str()).filter(|owner| !owner.is_empty()).collect();
    names.into_iter().enumerate().map(|(place, name)| (name, place + 1)).collect()
}
