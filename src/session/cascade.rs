//! What has to change with a record that goes: the references to it.
//!
//! Each function gives one change, the removal first, so that undo brings back the record and the references alike.

use std::sync::Arc;

use super::command::{Change, Edit, Kept};
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::place::{Country, Site};
use crate::domain::plan::scope::{Intervention, Objective};
use crate::domain::schedule::calendar::{Calendar, Scheduling};
use crate::domain::schedule::task::Task;

/// Takes out a country; its sites and its tasks stay, without a country.
pub fn without_country(plan: &TrialPlan, id: &Id<Country>) -> Change {
    let sites = plan.sites.iter().filter(|site| site.country.as_ref() == Some(id));
    let tasks = plan.tasks.iter().filter(|task| task.country.as_ref() == Some(id));
    let sites = sites.map(|site| changed(site.as_ref(), |site| site.country = None));
    removal(id, sites.chain(tasks.map(|task| changed(task.as_ref(), |task| task.country = None))).collect())
}

/// Takes out a site; its tasks stay, without a site.
pub fn without_site(plan: &TrialPlan, id: &Id<Site>) -> Change {
    let tasks = plan.tasks.iter().filter(|task| task.site.as_ref() == Some(id));
    removal(id, tasks.map(|task| changed(task.as_ref(), |task| task.site = None)).collect())
}

/// Takes out an objective; its endpoints stay, and serve none.
pub fn without_objective(plan: &TrialPlan, id: &Id<Objective>) -> Change {
    let endpoints = plan.endpoints.iter().filter(|endpoint| endpoint.objective.as_ref() == Some(id));
    removal(id, endpoints.map(|endpoint| changed(endpoint.as_ref(), |endpoint| endpoint.objective = None)).collect())
}

/// Takes out an intervention, and out of the arms that receive it.
pub fn without_intervention(plan: &TrialPlan, id: &Id<Intervention>) -> Change {
    let arms = plan.arms.iter().filter(|arm| arm.interventions.contains(id));
    removal(id, arms.map(|arm| changed(arm.as_ref(), |arm| arm.interventions.retain(|intervention| intervention != id))).collect())
}

/// Takes out a task or milestone. What waited for it waits for it no more, what was part of it becomes part of what it was
/// part of, and no risk delays it any more.
pub fn without_task(plan: &TrialPlan, id: &Id<Task>) -> Change {
    let above = plan.tasks.get(id).and_then(|task| task.parent.clone());
    let touched =
        plan.tasks.iter().filter(|task| task.id != *id && (task.parent.as_ref() == Some(id) || task.predecessors.iter().any(|link| link.task == *id)));
    let mended = touched.map(|task| {
        changed(task.as_ref(), |task| {
            task.predecessors.retain(|link| link.task != *id);
            if task.parent.as_ref() == Some(id) {
                task.parent = above.clone();
            }
        })
    });
    let risks = plan.risks.iter().filter(|risk| risk.delays.iter().any(|delay| delay.task == *id));
    let calmed = risks.map(|risk| changed(risk.as_ref(), |risk| risk.delays.retain(|delay| delay.task != *id)));
    removal(id, mended.chain(calmed).collect())
}

/// Takes out a calendar; its tasks go by the plan's.
pub fn without_calendar(plan: &TrialPlan, id: &Id<Calendar>) -> Change {
    let tasks = plan.tasks.iter().filter(|task| task.calendar.as_ref() == Some(id));
    let mut others: Vec<Change> = tasks.map(|task| changed(task.as_ref(), |task| task.calendar = None)).collect();
    if plan.scheduling.calendar.as_ref() == Some(id) {
        others.push(Change::Scheduling(Arc::new(Scheduling { calendar: None, ..Scheduling::clone(&plan.scheduling) })));
    }
    removal(id, others)
}

/// The removal alone where nothing refers to the record, or followed by what changes with it.
pub(super) fn removal<T: Kept>(id: &Id<T>, others: Vec<Change>) -> Change {
    let removal = T::change(Edit::Remove { id: id.clone() });
    if others.is_empty() { removal } else { Change::Several(std::iter::once(removal).chain(others).collect()) }
}

/// The change that makes a record what `change` makes of it.
pub(super) fn changed<T: Kept>(record: &T, change: impl FnOnce(&mut T)) -> Change {
    let mut record = record.clone();
    change(&mut record);
    T::change(Edit::put(record))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    fn plan() -> TrialPlan {
        serde_json::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "objectives": [{ "id": "o", "level": "primary", "text": "To compare." }, { "id": "unused", "level": "secondary", "text": "To describe." }],
            "endpoints": [{ "id": "e", "level": "primary", "measure": "Change", "objective": "o" }, { "id": "f", "level": "secondary", "measure": "Events" }],
            "interventions": [{ "id": "i", "name": "Tablet" }, { "id": "j", "name": "Placebo" }],
            "arms": [{ "id": "a", "label": "Active", "interventions": ["i", "j"] }, { "id": "b", "label": "Placebo", "interventions": ["j"] }],
            "countries": [{ "id": "fr", "name": "France" }, { "id": "ie", "name": "Ireland" }],
            "calendars": [{ "id": "de", "name": "Germany" }],
            "scheduling": { "calendar": "de" },
            "tasks": [
                { "id": "start-up", "name": "Start-up", "kind": "task" },
                { "id": "submit", "name": "Submit", "kind": "task", "parent": "start-up", "duration": { "days": 5 }, "calendar": "de" },
                { "id": "activate", "name": "Activate Lyon", "kind": "task", "country": "fr", "site": "1" },
                { "id": "approval", "name": "Approval", "kind": "milestone", "parent": "start-up", "predecessors": [{ "task": "submit", "lag": { "days": 30, "elapsed": true } }] },
            ],
            "risks": [{
                "id": "r", "number": 1, "title": "Questions from the authority", "category": "regulatory", "chance": 0.3,
                "delays": [{ "task": "approval", "optimistic": { "days": 5 }, "likely": { "days": 10 }, "pessimistic": { "days": 30 } }],
            }],
            "sites": [{ "id": "1", "name": "Lyon", "country": "fr" }, { "id": "2", "name": "Cork", "country": "ie" }, { "id": "3", "name": "Rennes", "country": "fr" }],
        }))
        .expect("a plan")
    }

    fn command(change: Change) -> Command {
        Command { at: Timestamp::from_millis(1_800_000_000_000), who: String::new(), why: None, origin: Origin::Edit, change }
    }

    /// Nothing dangles after the change; what was done reads as `what`; the inverse brings everything back.
    fn check(make: impl Fn(&TrialPlan) -> Change, what: &str) {
        let before = plan();
        let applied = apply(&Document::Plan(Box::new(before.clone())), &command(make(&before))).expect("it applies");
        let Document::Plan(after) = &applied.document else { panic!("a plan") };
        assert_eq!(after.findings(), []);
        assert_eq!(after.audit.entries().last().map(|entry| entry.what.as_str()), Some(what));
        let back = apply(&applied.document, &command(applied.inverse)).expect("it can be taken back").document;
        let Document::Plan(back) = back else { panic!("a plan") };
        let restored = TrialPlan { document: before.document.clone(), audit: before.audit.clone(), ..*back };
        assert_eq!(restored, before);
    }

    #[test]
    fn a_country_goes_with_the_references_of_its_sites() {
        check(|plan| without_country(plan, &Id::joined(&["fr"])), "Removed the country “France”, with 3 other changes");
    }

    #[test]
    fn a_site_goes_with_the_references_of_its_tasks() {
        check(|plan| without_site(plan, &Id::joined(&["1"])), "Removed the site “Lyon”, with 1 other change");
        check(|plan| without_site(plan, &Id::joined(&["2"])), "Removed the site “Cork”");
    }

    #[test]
    fn an_objective_goes_with_the_references_of_its_endpoints() {
        check(|plan| without_objective(plan, &Id::joined(&["o"])), "Removed the objective “To compare.”, with 1 other change");
    }

    #[test]
    fn an_intervention_goes_out_of_its_arms() {
        check(|plan| without_intervention(plan, &Id::joined(&["j"])), "Removed the intervention “Placebo”, with 2 other changes");
    }

    #[test]
    fn a_task_goes_with_the_links_to_it_and_its_parts_move_up() {
        check(|plan| without_task(plan, &Id::joined(&["start-up"])), "Removed the task “Start-up”, with 2 other changes");
        check(|plan| without_task(plan, &Id::joined(&["submit"])), "Removed the task “Submit”, with 1 other change");
    }

    #[test]
    fn a_task_goes_with_the_delays_that_risks_would_bring_it() {
        check(|plan| without_task(plan, &Id::joined(&["approval"])), "Removed the task “Approval”, with 1 other change");
    }

    #[test]
    fn a_calendar_goes_from_its_tasks_and_from_the_plan() {
        check(|plan| without_calendar(plan, &Id::joined(&["de"])), "Removed the calendar “Germany”, with 2 other changes");
    }

    #[test]
    fn a_record_that_nothing_refers_to_goes_alone() {
        check(|plan| without_objective(plan, &Id::joined(&["unused"])), "Removed the objective “To describe.”");
    }
}
