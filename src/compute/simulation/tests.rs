//! The simulation of small plans that a planner can check, and of certain networks, which have the dates of the schedule.

mod certain;
mod exposure;

use serde_json::{Value, json};

use super::*;
use crate::compute::{Job, Outcome, run};
use crate::domain::overview::Urgency;
use crate::domain::wire::{from_text, to_text};

fn plan(tasks: Value, risks: Value, scheduling: Value) -> TrialPlan {
    serde_json::from_value(json!({
        "document": { "id": "p", "title": "Plan", "created": "2027-01-11T09:00:00.000Z", "changed": "2027-01-11T09:00:00.000Z", "revision": 0 },
        "tasks": tasks, "risks": risks, "scheduling": scheduling,
    }))
    .expect("a plan")
}

fn days(days: f64) -> Value {
    json!({ "days": days })
}

fn task(id: &str, [optimistic, likely, pessimistic]: [f64; 3], after: &[&str]) -> Value {
    json!({
        "id": id, "name": id, "kind": "task", "duration": days(likely),
        "estimate": { "optimistic": days(optimistic), "pessimistic": days(pessimistic), "spread": "triangular" },
        "predecessors": after.iter().map(|task| json!({ "task": task })).collect::<Vec<_>>(),
    })
}

fn certain(id: &str, length: f64, after: &[&str]) -> Value {
    json!({ "id": id, "name": id, "kind": "task", "duration": days(length), "predecessors": after.iter().map(|task| json!({ "task": task })).collect::<Vec<_>>() })
}

fn milestone(id: &str, after: &[&str]) -> Value {
    json!({ "id": id, "name": id, "kind": "milestone", "predecessors": after.iter().map(|task| json!({ "task": task })).collect::<Vec<_>>() })
}

fn delay(task: &str, likely: f64) -> Value {
    json!({ "task": task, "optimistic": days(likely / 2.0), "likely": days(likely), "pessimistic": days(likely * 2.0) })
}

fn risk(id: &str, chance: f64, delays: &[Value]) -> Value {
    json!({ "id": id, "number": 1, "title": id, "category": "supply", "chance": chance, "delays": delays })
}

fn monday() -> Value {
    json!({ "start": "2027-05-03" })
}

/// Start-up and the enrolment after it, with supplies beside them, and the lock in the end.
fn trial() -> Value {
    json!([
        task("Start-up", [15.0, 20.0, 40.0], &[]),
        task("Enrolment", [100.0, 120.0, 200.0], &["Start-up"]),
        certain("Supplies", 30.0, &[]),
        milestone("Database lock", &["Enrolment", "Supplies"]),
    ])
}

fn simulated(plan: &TrialPlan) -> Simulation {
    simulate(&SimulationJob::new(plan, None, 1), &mut |_| ControlFlow::Continue(())).expect("it has dates").expect("not cancelled")
}

fn of<'a>(simulation: &'a Simulation, task: &str) -> &'a Sensitivity {
    simulation.tasks.iter().find(|own| own.task.as_str() == task).expect("a task")
}

#[test]
fn percentiles_rise_shares_are_shares_and_the_bins_hold_every_run() {
    let found = simulated(&plan(trial(), json!([]), monday()));
    let Finish { p10, p50, p80, p90, mean, .. } = found.finish;
    assert!(p10 < p50 && p50 < p80 && p80 < p90 && p10 < mean && mean < p90);
    for own in &found.tasks {
        assert!((0.0..=1.0).contains(&own.criticality_index) && (0.0..=1.0).contains(&own.cruciality) && own.ssi >= 0.0);
    }
    assert_eq!(found.finish.bins.iter().map(|bin| bin.count).sum::<u32>(), USUAL_RUNS);
    assert!(found.finish.bins.windows(2).all(|pair| pair[0].last.plus_days(1) == pair[1].first) && found.finish.bins.len() <= 40);
    assert_eq!((found.uncertain, found.risks, found.milestones.len()), (2, 0, 1));
}

#[test]
fn the_longer_path_is_critical_and_what_varies_most_matters_most() {
    let found = simulated(&plan(trial(), json!([]), monday()));
    assert!(of(&found, "Enrolment").criticality_index > 0.999 && of(&found, "Supplies").criticality_index < 0.001);
    assert!(of(&found, "Enrolment").ssi > 3.0 * of(&found, "Start-up").ssi && of(&found, "Enrolment").cruciality > 0.9);
    assert_eq!(of(&found, "Supplies").ssi + of(&found, "Supplies").cruciality, 0.0);
    let causes: Vec<&Cause> = found.tornado.iter().map(|swing| &swing.what).collect();
    assert_eq!(causes, [&Cause::Task(Id::joined(&["Enrolment"])), &Cause::Task(Id::joined(&["Start-up"]))]);
    assert!(found.tornado.iter().all(|swing| swing.low < 0.0 && 0.0 < swing.high));
}

#[test]
fn a_single_uncertain_task_has_all_of_the_spread() {
    let found = simulated(&plan(json!([task("Alone", [10.0, 20.0, 60.0], &[])]), json!([]), monday()));
    let alone = of(&found, "Alone");
    assert!((alone.ssi - 1.0).abs() < 1e-9 && (alone.cruciality - 1.0).abs() < 1e-9);
    // The mean of the three points is 30 working days: six weeks from Monday 3 May end on Friday 11 June.
    assert!(found.finish.mean.days_since("2027-06-11".parse().expect("a date")).abs() <= 2, "{:?}", found.finish.mean);
}

#[test]
fn a_plan_without_chance_has_its_dates_and_says_so() {
    let certain = plan(json!([certain("Write", 10.0, &[]), milestone("Done", &["Write"])]), json!([]), monday());
    let found = simulated(&certain);
    let date = "2027-05-14".parse::<Date>().expect("a date");
    assert!([found.finish.planned, found.finish.p10, found.finish.p90, found.finish.mean].iter().all(|day| *day == date));
    assert!((found.finish.chance_of_planned - 1.0).abs() < 1e-12 && found.finish.deviation < 1e-12 && !has_chance(&certain));
    let said = headline(&certain, &found);
    assert_eq!(said.finding, "Done comes on 14 May 2027: nothing in the plan is uncertain");
}

#[test]
fn a_risk_comes_on_top_and_is_told_by_its_name() {
    let calm = plan(trial(), json!([]), monday());
    let risky = plan(trial(), json!([risk("Strike", 0.4, &[delay("Start-up", 80.0), delay("Supplies", 5.0)]), risk("Flood", 0.0, &[])]), monday());
    let (calm, found) = (simulated(&calm), simulated(&risky));
    assert_eq!(found.risks, 1);
    assert!(found.finish.p10 >= calm.finish.p10 && found.finish.p50 >= calm.finish.p50 && found.finish.p90 > calm.finish.p90);
    assert!(found.tornado.iter().any(|swing| swing.what == Cause::Risk(Id::joined(&["Strike"])) && swing.width() > 80.0));
    let said = headline(&risky, &found);
    assert!(said.finding.starts_with("Database lock comes by ") && said.finding.contains("in half of 10,000 runs"), "{}", said.finding);
    assert!(said.because.contains("the risk “Strike”") && said.urgency == Urgency::Act, "{}", said.because);
}

#[test]
fn a_risk_can_delay_a_milestone_or_a_summary_task_as_a_whole() {
    let tasks = json!([
        { "id": "Sites", "name": "Sites", "kind": "task" },
        { "id": "Contracts", "name": "Contracts", "kind": "task", "parent": "Sites", "duration": days(10.0) },
        { "id": "Approval", "name": "Approval", "kind": "milestone", "parent": "Sites", "predecessors": [{ "task": "Contracts" }] },
        certain("After", 1.0, &["Sites"]),
    ]);
    let sure = |task: &str| json!([{ "id": "r", "number": 1, "title": "r", "category": "other", "chance": 1, "delays": [{ "task": task, "optimistic": days(5.0), "likely": days(5.0), "pessimistic": days(5.0) }] }]);
    for delayed in ["Contracts", "Approval", "Sites"] {
        let found = simulated(&plan(tasks.clone(), sure(delayed), monday()));
        let sites = found.milestones.iter().find(|finish| finish.task.as_str() == "Sites").expect("a summary task");
        // A week later than planned; five worked days on every day are seven, from Friday on.
        assert_eq!(sites.finish.p50.days_since(sites.finish.planned), 7, "{delayed}");
        assert_eq!(found.finish.p50.days_since(found.finish.planned), 7, "{delayed}");
    }
}

#[test]
fn work_under_way_is_uncertain_as_far_as_it_remains_and_finished_work_is_not() {
    let mut tasks = trial();
    tasks[0]["progress"] = json!({ "state": "done", "on": "2027-05-14" });
    tasks[1]["progress"] = json!({ "state": "started", "on": "2027-05-17", "remaining": days(12.0) });
    let found = simulated(&plan(tasks, json!([]), monday()));
    assert_eq!(found.uncertain, 1);
    assert!(of(&found, "Start-up").criticality_index < 1e-12);
    // A tenth of it remains: between 10 and 20 working days from Monday 17 May.
    let within = ["2027-05-28", "2027-06-11"].map(|day| day.parse::<Date>().expect("a date"));
    let bins = &found.finish.bins;
    assert!(bins[0].first >= within[0] && bins[bins.len() - 1].last <= within[1], "{bins:?}");
}

#[test]
fn durations_of_a_group_are_long_or_short_together() {
    let before = |number: i32| if number == 0 { Vec::new() } else { vec![(number - 1).to_string()] };
    let mut tasks: Vec<Value> =
        (0..6).map(|number| task(&number.to_string(), [10.0, 20.0, 40.0], &before(number).iter().map(String::as_str).collect::<Vec<_>>())).collect();
    tasks.iter_mut().for_each(|task| task["estimate"]["group"] = json!("Authority"));
    let spread = |correlation: f64| {
        let scheduling = json!({ "start": "2027-05-03", "correlation": correlation });
        simulated(&plan(json!(tasks.clone()), json!([]), scheduling)).finish.deviation
    };
    // Six alike: the variance grows by 1 + 5ρ.
    let ratio = spread(0.6) / spread(0.0);
    assert!((ratio - 2.0).abs() < 0.06, "{ratio}");
}

#[test]
fn what_cannot_be_simulated_says_why() {
    let failed =
        |tasks: Value| match run(
            &Job::Simulation(Box::new(SimulationJob::new(&plan(tasks, json!([]), json!({})), None, 1))),
            &mut |_| ControlFlow::Continue(()),
        ) {
            Some(Outcome::Failed(sentence)) => sentence,
            other => panic!("{other:?}"),
        };
    assert!(failed(json!([certain("a", 1.0, &["b"]), certain("b", 1.0, &["a"])])).contains("in a circle"));
    assert!(failed(json!([milestone("a", &[])])).contains("No task has a date yet"));
}

#[test]
fn a_job_goes_over_as_text_its_outcome_comes_back_as_text_and_it_can_be_stopped() {
    let job = Job::Simulation(Box::new(SimulationJob { runs: 2_000, ..SimulationJob::new(&plan(trial(), json!([]), monday()), None, u64::MAX) }));
    let sent: Job = from_text(&to_text(&job)).expect("a job");
    assert_eq!(sent, job);
    let mut told = Vec::new();
    let outcome = run(&sent, &mut |progress| {
        told.push(progress);
        ControlFlow::Continue(())
    });
    let outcome = outcome.expect("not cancelled");
    assert_eq!(from_text::<Outcome>(&to_text(&outcome)), Ok(outcome));
    assert_eq!(told.last(), Some(&Progress { done: 2_000, of: 2_000 }));
    assert_eq!(run(&sent, &mut |_| ControlFlow::Break(())), None);
}

#[test]
fn what_a_task_draws_depends_on_itself_alone() {
    let one = simulated(&plan(json!([task("Alone", [10.0, 20.0, 60.0], &[])]), json!([]), monday()));
    let two = simulated(&plan(json!([task("First", [1.0, 1.0, 2.0], &[]), task("Alone", [10.0, 20.0, 60.0], &[])]), json!([]), monday()));
    assert_eq!(one.finish, two.finish);
}
