//! What a plan's tasks come to as dates.

use serde_json::{Value, json};

use super::*;
use crate::domain::overview::figures::{figures, figures_by};
use crate::domain::plan::TrialPlan;

fn plan(sections: Value) -> TrialPlan {
    let mut file =
        json!({ "document": { "id": "p", "title": "Plan", "created": "2027-05-03T09:00:00.000Z", "changed": "2027-05-03T09:00:00.000Z", "revision": 0 } });
    file.as_object_mut().expect("an object").extend(sections.as_object().expect("an object").clone());
    crate::domain::wire::from_value(file).expect("a plan")
}

/// `start to finish, float` of each task, in days; `none` where nothing says when it is.
fn shown(plan: &TrialPlan, status: Option<&str>) -> Vec<String> {
    let status = status.map(|status| status.parse().expect("a date"));
    let schedule = plan.schedule(status).expect("no circle");
    let one = |place| match schedule.dates(place) {
        Some(dates) => format!("{} to {}, {}", &dates.start.iso()[5..], &dates.finish.iso()[5..], dates.total_float / TICKS_PER_DAY),
        None => "none".to_owned(),
    };
    (0..plan.tasks.len()).map(one).collect()
}

#[test]
fn durations_and_links_give_dates_and_the_planners_own_dates_stay() {
    let plan = plan(json!({ "scheduling": { "start": "2027-05-03" }, "tasks": [
        { "id": "write", "name": "Write", "kind": "task", "duration": { "days": 10 } },
        { "id": "submit", "name": "Submitted", "kind": "milestone", "predecessors": [{ "task": "write" }] },
        { "id": "review", "name": "Review", "kind": "task", "duration": { "days": 30, "elapsed": true }, "predecessors": [{ "task": "submit" }] },
        { "id": "kick-off", "name": "Kick-off", "kind": "milestone", "plannedFinish": "2027-04-24" },
        { "id": "contract", "name": "Contract", "kind": "task", "plannedStart": "2027-05-01", "plannedFinish": "2027-05-09" },
        { "id": "idea", "name": "An idea", "kind": "task" },
    ] }));
    assert_eq!(shown(&plan, None), ["05-03 to 05-14, 0", "05-14 to 05-14, 0", "05-15 to 06-13, 0", "04-24 to 04-24, 50", "05-01 to 05-09, 35", "none"]);
    assert_eq!(plan.schedule(None).expect("no circle").longest_path(), [0, 1, 2]);
    assert_eq!(plan.findings(), []);
}

#[test]
fn unfinished_work_goes_on_after_the_status_date() {
    let plan = plan(json!({ "scheduling": { "start": "2027-05-03" }, "tasks": [
        { "id": "a", "name": "Done", "kind": "task", "duration": { "days": 3 }, "progress": { "state": "done", "on": "2027-05-06", "since": "2027-05-04" } },
        { "id": "b", "name": "Under way", "kind": "task", "duration": { "days": 5 }, "progress": { "state": "started", "on": "2027-05-07" }, "predecessors": [{ "task": "a" }] },
        { "id": "c", "name": "Said to need more", "kind": "task", "duration": { "days": 5 }, "progress": { "state": "started", "on": "2027-05-07", "remaining": { "days": 8 } } },
        { "id": "d", "name": "Not begun", "kind": "task", "duration": { "days": 2 }, "predecessors": [{ "task": "b" }] },
    ] }));
    assert_eq!(shown(&plan, Some("2027-05-11")), ["05-04 to 05-06, 0", "05-07 to 05-13, 4", "05-07 to 05-21, 0", "05-14 to 05-17, 4"]);
}

#[test]
fn summary_tasks_are_what_their_parts_are_and_their_links_hold_for_all_of_them() {
    let plan = plan(json!({ "scheduling": { "start": "2027-05-03" }, "tasks": [
        { "id": "start-up", "name": "Start-up", "kind": "task", "predecessors": [{ "task": "protocol" }] },
        { "id": "ethics", "name": "Ethics", "kind": "task", "parent": "start-up", "duration": { "days": 4 } },
        { "id": "contract", "name": "Contract", "kind": "task", "parent": "start-up", "duration": { "days": 7 } },
        { "id": "protocol", "name": "Protocol", "kind": "task", "duration": { "days": 5 } },
        { "id": "active", "name": "Site active", "kind": "milestone", "predecessors": [{ "task": "start-up" }] },
    ] }));
    assert_eq!(shown(&plan, None), ["05-10 to 05-18, 0", "05-10 to 05-13, 3", "05-10 to 05-18, 0", "05-03 to 05-07, 0", "05-18 to 05-18, 0"]);
    assert_eq!(plan.schedule(None).expect("no circle").longest_path(), [3, 2, 4]);
}

#[test]
fn calendars_hold_for_the_plan_or_for_one_task() {
    let plan = plan(json!({
        "scheduling": { "start": "2027-05-03", "calendar": "uk" },
        "calendars": [{ "id": "uk", "name": "United Kingdom", "exceptions": [{ "name": "Early May bank holiday", "first": "2027-05-03", "last": "2027-05-03" }] }, { "id": "all", "name": "Every day", "week": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] }],
        "tasks": [
            { "id": "a", "name": "A", "kind": "task", "duration": { "days": 5 } },
            { "id": "b", "name": "B", "kind": "task", "duration": { "days": 7 }, "calendar": "all" },
        ],
    }));
    assert_eq!(shown(&plan, None), ["05-04 to 05-10, 0", "05-03 to 05-09, 1"]);
}

#[test]
fn a_circle_is_the_tasks_on_it_in_words() {
    let plan = plan(json!({ "tasks": [
        { "id": "a", "name": "Alpha", "kind": "task", "duration": { "days": 1 }, "predecessors": [{ "task": "c" }] },
        { "id": "b", "name": "Beta", "kind": "task", "duration": { "days": 1 }, "predecessors": [{ "task": "a" }] },
        { "id": "c", "name": "Gamma", "kind": "task", "duration": { "days": 1 }, "predecessors": [{ "task": "b" }, { "task": "gone" }] },
    ] }));
    let said: Vec<String> = plan.findings().into_iter().map(|finding| finding.message).collect();
    assert_eq!(said.len(), 2);
    assert!(said[0].contains("gone"), "{}", said[0]);
    assert!(
        said[1].contains("Alpha") && said[1].contains("Beta") && said[1].ends_with("wait for each other in a circle, so no dates can be calculated."),
        "{}",
        said[1]
    );
}

#[test]
fn what_is_late_is_told_of_the_work_and_not_again_of_what_it_adds_up_to() {
    let plan = plan(json!({ "scheduling": { "start": "2027-05-03" }, "tasks": [
        { "id": "start-up", "name": "Start-up", "kind": "task" },
        { "id": "ethics", "name": "Ethics", "kind": "task", "parent": "start-up", "duration": { "days": 4 } },
        { "id": "contract", "name": "Contract", "kind": "task", "parent": "start-up", "duration": { "days": 7 }, "progress": { "state": "started", "on": "2027-05-04" } },
    ] }));
    let dated = plan.dated().expect("dates are calculated");
    let today = "2027-05-20".parse().expect("a date");
    let counted = figures(&dated, today);
    assert_eq!(counted.late, 2);
    assert_eq!(figures_by(&plan, &plan.forecast().expect("no circle"), today), counted, "the plan is counted by its forecast without dating it");
    let summary = dated.tasks.iter().next().expect("a task");
    assert_eq!(
        (summary.planned_finish.map(|day| day.iso()), summary.progress),
        (Some("2027-05-12".to_owned()), Progress::Started { on: "2027-05-04".parse().expect("a date"), remaining: None })
    );
    assert_eq!(dated.dated().map(|again| again.tasks), Some(dated.tasks.clone()), "what is dated stays as it is");
}

#[test]
fn a_milestone_takes_no_time_whatever_it_took_when_it_was_a_task() {
    let plan = plan(json!({ "scheduling": { "start": "2027-05-03" }, "tasks": [
        { "id": "a", "name": "Was a task", "kind": "milestone", "duration": { "days": 9 } },
        { "id": "b", "name": "Planned", "kind": "milestone", "duration": { "days": 9 }, "plannedFinish": "2027-06-01" },
    ] }));
    assert_eq!(shown(&plan, None), ["none", "06-01 to 06-01, 0"]);
}

#[test]
fn what_is_wanted_as_late_as_possible_waits_as_long_as_nothing_moves() {
    let late = json!({ "kind": "asLateAsPossible" });
    let plan = plan(json!({ "scheduling": { "start": "2027-05-03" }, "tasks": [
        { "id": "order", "name": "Order", "kind": "task", "duration": { "days": 2 }, "wish": late },
        { "id": "pack", "name": "Pack", "kind": "task", "duration": { "days": 3 }, "wish": late, "predecessors": [{ "task": "order" }] },
        { "id": "ship", "name": "Ship", "kind": "task", "duration": { "days": 1 }, "predecessors": [{ "task": "pack" }, { "task": "approve" }] },
        { "id": "approve", "name": "Approve", "kind": "task", "duration": { "days": 10 } },
        { "id": "archive", "name": "Archive", "kind": "task", "duration": { "days": 2 }, "wish": late },
    ] }));
    assert_eq!(shown(&plan, None), ["05-10 to 05-11, 0", "05-12 to 05-14, 0", "05-17 to 05-17, 0", "05-03 to 05-14, 0", "05-14 to 05-17, 0"]);
    assert_eq!(plan.schedule(None).expect("no circle").dates(0).map(|dates| dates.reason), Some(Reason::Wish));
}

#[test]
fn parts_that_are_wanted_as_late_as_possible_are_not_held_by_what_they_add_up_to() {
    let late = json!({ "kind": "asLateAsPossible" });
    let plan = plan(json!({ "scheduling": { "start": "2027-05-03" }, "tasks": [
        { "id": "before", "name": "Before", "kind": "task", "duration": { "days": 1 }, "wish": late },
        { "id": "supply", "name": "Supply", "kind": "task", "predecessors": [{ "task": "before" }] },
        { "id": "order", "name": "Order", "kind": "task", "parent": "supply", "duration": { "days": 3 }, "wish": late },
        { "id": "ship", "name": "Ship", "kind": "task", "duration": { "days": 1 }, "predecessors": [{ "task": "supply" }, { "task": "approve" }] },
        { "id": "approve", "name": "Approve", "kind": "task", "duration": { "days": 10 } },
    ] }));
    assert_eq!(shown(&plan, None), ["05-11 to 05-11, 0", "05-12 to 05-14, 0", "05-12 to 05-14, 0", "05-17 to 05-17, 0", "05-03 to 05-14, 0"]);
}

#[test]
fn tasks_that_stand_ten_thousand_deep_in_each_other_have_their_dates() {
    let task = |number: usize| match number {
        0 => json!({ "id": "0", "name": "0", "kind": "task" }),
        9_999 => json!({ "id": "9999", "name": "9999", "kind": "task", "parent": "9998", "duration": { "days": 5 } }),
        _ => json!({ "id": number.to_string(), "name": "Part", "kind": "task", "parent": (number - 1).to_string() }),
    };
    let plan = plan(json!({ "scheduling": { "start": "2027-05-03" }, "tasks": (0..10_000).map(task).collect::<Vec<_>>() }));
    let dated = plan.dated().expect("dates are calculated");
    assert_eq!(dated.tasks.iter().next().and_then(|task| task.planned_finish).map(|day| day.iso()).as_deref(), Some("2027-05-07"));
}
