//! Risks in money and days: with and without a schedule, against what is known in closed form.

use serde_json::{Value, json};

use super::{certain, days, delay, milestone, monday, plan, risk, task, trial};
use crate::compute::simulation::exposure::expose;
use crate::compute::simulation::{SimulationJob, simulate};
use crate::compute::{Job, Outcome, run};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::exposure::{Exposure, expected, own_variance};
use crate::domain::wire::{from_text, to_text};
use std::ops::ControlFlow;

fn exposure(plan: &TrialPlan) -> Exposure {
    expose(&SimulationJob::new(plan, None, 1), &mut |_| ControlFlow::Continue(())).expect("not cancelled")
}

fn costly(id: &str, chance: f64, [optimistic, likely, pessimistic]: [&str; 3], spread: &str, delays: &[Value]) -> Value {
    let mut risk = risk(id, chance, delays);
    risk["cost"] = json!({ "optimistic": optimistic, "likely": likely, "pessimistic": pessimistic, "spread": spread });
    risk
}

fn three() -> Value {
    json!([
        costly("a", 0.3, ["20000", "50000", "200000"], "betaPert", &[]),
        costly("b", 0.05, ["0", "100000", "150000"], "triangular", &[]),
        costly("c", 0.6, ["5000", "5000", "1000000"], "uniform", &[]),
    ])
}

#[test]
fn without_a_schedule_the_money_is_told_and_agrees_with_its_closed_form() {
    let plan = plan(json!([]), three(), json!({}));
    let found = exposure(&plan);
    let known = expected(&plan);
    let error = known.deviation / f64::from(found.runs).sqrt();
    assert!((found.money.mean - known.money).abs() < 4.0 * error, "{} {}", found.money.mean, known.money);
    assert!((found.money.deviation / known.deviation - 1.0).abs() < 0.03, "{} {}", found.money.deviation, known.deviation);
    assert!(found.money.percentiles.windows(2).all(|pair| pair[0] <= pair[1]) && found.money.percentiles.len() == 101);
    assert!((plan.risks.iter().map(|risk| own_variance(risk)).sum::<f64>() - known.deviation * known.deviation).abs() < 1.0);
    assert_eq!((found.days, found.enough.both), (None, None));
    assert_eq!(found.without_days, "No task has a date yet. Give the tasks durations on the Schedule page first.");
    for own in &found.risks {
        assert!((own.cost - own.expected).abs() < 4.0 * error, "{own:?}");
    }
}

#[test]
fn a_delay_is_the_end_with_the_risks_less_the_end_without_them() {
    let tasks = json!([certain("Write", 10.0, &[]), certain("Review", 5.0, &["Write"]), certain("Aside", 1.0, &[]), milestone("Done", &["Review", "Aside"])]);
    let sure = |task: &str| json!({ "task": task, "optimistic": days(5.0), "likely": days(5.0), "pessimistic": days(5.0) });
    let mut made = plan(tasks, json!([costly("r", 0.5, ["100", "100", "100"], "betaPert", &[sure("Write")]), risk("s", 0.5, &[sure("Aside")])]), monday());
    made.contingency = std::sync::Arc::new(serde_json::from_value(json!({ "currency": "EUR", "money": "99", "time": days(5.0) })).expect("a contingency"));
    let found = exposure(&made);
    let delays = found.days.as_ref().expect("there is a schedule");
    // Five working days are a week; what does not hang on the end delays nothing.
    assert_eq!((delays.percentile(40), delays.percentile(60), delays.percentile(100)), (0.0, 7.0, 7.0));
    assert!((delays.mean - 7.0 * found.risks[0].happened).abs() < 1e-9);
    assert!((found.risks[0].days.width() - 7.0).abs() < 1e-9 && found.risks[1].days.width() == 0.0);
    assert_eq!((found.enough.days_aside, found.enough.time), (Some(7), Some(1.0)));
    assert!(found.enough.both == found.enough.money && found.enough.money == Some(1.0 - found.risks[0].happened));
}

#[test]
fn the_delays_are_those_of_the_simulation_of_the_schedule() {
    let risks = json!([risk("Strike", 0.4, &[delay("Start-up", 40.0)]), costly("Flood", 0.2, ["1", "2", "3"], "triangular", &[delay("Enrolment", 20.0)])]);
    let (with, without) = (plan(trial(), risks, monday()), plan(trial(), json!([]), monday()));
    let mean = |plan: &TrialPlan| {
        let found = simulate(&SimulationJob::new(plan, None, 1), &mut |_| ControlFlow::Continue(())).expect("it has dates").expect("not cancelled");
        found.finish.mean
    };
    let found = exposure(&with).days.expect("there is a schedule").mean;
    assert!((found - mean(&with).days_since(mean(&without)) as f64).abs() <= 1.0, "{found}");
}

#[test]
fn one_more_risk_lowers_no_percentile_and_work_that_is_uncertain_is_no_delay() {
    let tasks = || json!([task("Alone", [10.0, 20.0, 60.0], &[])]);
    let of = |count: usize| {
        let risks: Vec<Value> = three().as_array().into_iter().flatten().take(count).cloned().collect();
        exposure(&plan(tasks(), json!(risks), monday()))
    };
    let all: Vec<Exposure> = (0..=3).map(of).collect();
    assert!(all[0].money.percentiles.iter().all(|cost| *cost == 0.0) && all.iter().all(|found| found.days.is_none()));
    for pair in all.windows(2) {
        assert!(pair[0].money.percentiles.iter().zip(&pair[1].money.percentiles).all(|(fewer, more)| fewer <= more));
    }
}

#[test]
fn the_job_goes_over_as_text_and_can_be_stopped() {
    let job = Job::Exposure(Box::new(SimulationJob { runs: 1_000, ..SimulationJob::new(&plan(trial(), three(), monday()), None, 1) }));
    let sent: Job = from_text(&to_text(&job)).expect("a job");
    let outcome = run(&sent, &mut |_| ControlFlow::Continue(())).expect("not cancelled");
    assert!(matches!(&outcome, Outcome::Exposure(found) if found.runs == 1_000));
    assert_eq!(from_text::<Outcome>(&to_text(&outcome)), Ok(outcome));
    assert_eq!(run(&sent, &mut |_| ControlFlow::Break(())), None);
}
