//! Plans that fail one check each.

use serde_json::{Value, json};

use super::*;
use crate::domain::choice::Choice;
use crate::domain::plan::TrialPlan;

fn plan(tasks: Value) -> TrialPlan {
    crate::domain::wire::from_value(json!({
        "document": { "id": "p", "title": "Plan", "created": "2027-05-03T09:00:00.000Z", "changed": "2027-05-03T09:00:00.000Z", "revision": 0 },
        "scheduling": { "start": "2027-05-03" }, "tasks": tasks,
    }))
    .expect("a plan")
}

fn found(tasks: Value) -> Vec<Finding> {
    let (plan, status) = (plan(tasks), "2027-05-14".parse().expect("a date"));
    checks(&plan.tasks, &plan.schedule(Some(status)).expect("no circle"), None, status)
}

/// The check fails, with these tasks.
fn fails(check: Check, tasks: Value, expected: &[usize]) {
    let all = found(tasks);
    let finding = all.iter().find(|finding| finding.check == check).expect("every check is made");
    assert_eq!((finding.measure.passes(), finding.tasks.as_slice()), (Some(false), expected), "{finding:?}");
}

fn task(id: &str, more: Value) -> Value {
    let mut task = json!({ "id": id, "name": id, "kind": "task", "owner": "Lead", "duration": { "days": 5 } });
    task.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    task
}

#[test]
fn a_plan_in_order_passes_what_can_be_measured() {
    let all =
        found(json!([task("a", json!({})), task("b", json!({ "predecessors": [{ "task": "a" }] })), task("c", json!({ "predecessors": [{ "task": "b" }] }))]));
    let failing: Vec<Check> = all.iter().filter(|finding| finding.measure.passes() == Some(false)).map(|finding| finding.check).collect();
    assert_eq!(failing, [Check::Logic], "the first and the last have one end open, which three tasks cannot afford");
    let unknown: Vec<Check> = all.iter().filter(|finding| finding.measure.passes().is_none()).map(|finding| finding.check).collect();
    assert_eq!(unknown, [Check::Missed, Check::Execution]);
    assert_eq!(all.iter().map(|finding| finding.check).collect::<Vec<_>>(), Check::ALL);
}

#[test]
fn each_check_names_the_tasks_that_fail_it() {
    let after = |link: Value| json!([task("a", json!({})), task("b", json!({ "predecessors": [link] }))]);
    fails(Check::Leads, after(json!({ "task": "a", "lag": { "days": -2 } })), &[1]);
    fails(Check::Lags, after(json!({ "task": "a", "lag": { "days": 2 } })), &[1]);
    fails(Check::FinishToStart, after(json!({ "task": "a", "kind": "startToStart" })), &[1]);
    fails(Check::HardConstraints, json!([task("a", json!({ "wish": { "kind": "mustStartOn", "on": "2027-05-10" } }))]), &[0]);
    fails(Check::HighFloat, json!([task("a", json!({})), task("b", json!({ "duration": { "days": 60 } }))]), &[0]);
    fails(Check::NegativeFloat, json!([task("a", json!({ "deadline": "2027-05-17" }))]), &[0]);
    fails(Check::HighDuration, json!([task("a", json!({ "duration": { "days": 45 } }))]), &[0]);
    fails(Check::InvalidDates, json!([task("a", json!({ "progress": { "state": "done", "on": "2027-06-01" } }))]), &[0]);
    fails(Check::Owners, json!([task("a", json!({ "owner": " " }))]), &[0]);
    let planned = json!([{ "id": "a", "name": "a", "kind": "milestone", "plannedFinish": "2027-05-10" }, { "id": "b", "name": "b", "kind": "milestone", "plannedFinish": "2027-05-11", "progress": { "state": "done", "on": "2027-05-12" } }]);
    fails(Check::Missed, planned.clone(), &[0, 1]);
    fails(Check::Execution, planned, &[0]);
}

#[test]
fn parts_wait_with_what_they_are_part_of() {
    let all = found(json!([
        task("first", json!({})),
        { "id": "start-up", "name": "Start-up", "kind": "task", "predecessors": [{ "task": "first" }] },
        task("part", json!({ "parent": "start-up" })),
        task("last", json!({ "predecessors": [{ "task": "start-up" }] })),
    ]));
    assert_eq!(all[0].tasks, [0, 3]);
}

#[test]
fn the_critical_path_length_index_is_the_published_one() {
    // Vector cpli.
    assert!((critical_path_length_index(100.0, -5.0) - 0.95).abs() < 1e-9);
    assert!((critical_path_length_index(0.0, 0.0) - 1.0).abs() < 1e-9);
}

#[test]
fn the_end_moves_with_the_critical_path_and_nothing_moves_where_all_is_done() {
    let test = |tasks: Value| found(tasks).into_iter().find(|finding| finding.check == Check::CriticalPath).map(|finding| finding.measure);
    assert_eq!(test(json!([task("a", json!({})), task("b", json!({ "predecessors": [{ "task": "a" }] }))])), Some(Measure::Holds(true)));
    let done = test(json!([task("a", json!({ "progress": { "state": "done", "on": "2027-05-07" } }))]));
    assert_eq!(done.and_then(Measure::passes), None);
}
