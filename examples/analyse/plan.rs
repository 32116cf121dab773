//! What the page would show of a trial plan.

use std::ops::ControlFlow;

use serde::Serialize;
use serde_json::{Value, json};
use trialwright::compute::simulation::exposure::expose;
use trialwright::compute::simulation::{self, SimulationJob, has_chance, simulate};
use trialwright::domain::choice::Choice;
use trialwright::domain::date::Date;
use trialwright::domain::finding::Finding;
use trialwright::domain::overview;
use trialwright::domain::overview::exposure::exposure_headline;
use trialwright::domain::plan::TrialPlan;
use trialwright::domain::risk::cost::expected_value;
use trialwright::domain::risk::exposure::{all_left_out, expected, mitigations};
use trialwright::domain::risk::history::histories;
use trialwright::domain::risk::matrix::{Basis, matrix};
use trialwright::domain::risk::method::RiskMethod;
use trialwright::domain::risk::register::Risk;
use trialwright::domain::risk::scale::{Band, Points, Score};
use trialwright::domain::schedule::baseline::{Baseline, Variance, variances};
use trialwright::domain::schedule::health::{self, checks};
use trialwright::domain::schedule::lateness::{Standing, standing};
use trialwright::domain::schedule::of_tasks::PlanSchedule;
use trialwright::domain::schedule::task::Task;
use trialwright::domain::schedule::tick::TICKS_PER_DAY;
use trialwright::domain::wire::to_value;
use trialwright::formats::made::{MadePlan, Source};

use crate::{Report, head};

pub fn of_plan(file: String, plan: &TrialPlan, findings: Vec<Finding>, today: Date) -> Report {
    let dated = plan.dated();
    let shown = dated.as_ref().unwrap_or(plan);
    let forecast = plan.forecast().ok();
    let mut figures = json!(overview::figures::figures(shown, today));
    figures["nextMilestone"] = json!(overview::moved::next_mark(shown, forecast.as_ref()).map(|mark| (&mark.task.name, mark.date)));
    Report {
        file,
        kind: "trialPlan",
        today: today.iso(),
        document: Some(head(&plan.document)),
        findings,
        headline: Some(overview::plan::headline(shown, forecast.as_ref(), today)),
        statements: overview::plan::statements(shown, forecast.as_ref(), today),
        figures,
        schedule: Some(schedule(plan, shown, today)),
        risks: Some(plan.risks.iter().map(|risk| risk_row(plan, risk, today)).collect()),
        matrix: Some(json!({ "current": cells(plan, Basis::Current), "target": cells(plan, Basis::Target) })),
        quality: Some(overview::quality::quality_headline(plan, today)),
        risk_history: Some(overview::risk_history::history_headline(plan, &histories(plan), today)),
        simulation: simulated(plan),
        exposure: exposed(plan),
        ..Report::default()
    }
}

/// The simulation with its headline; `None` where nothing is uncertain, or the schedule cannot be calculated.
fn simulated(plan: &TrialPlan) -> Option<Value> {
    if !has_chance(plan) {
        return None;
    }
    // A fixed seed: the same file gives the same output.
    let job = SimulationJob::new(plan, plan.scheduling.status_date, 1);
    let simulation = simulate(&job, &mut |_| ControlFlow::Continue(())).ok()??;
    Some(json!({ "headline": simulation::headline(plan, &simulation), "outcome": to_value(&simulation) }))
}

/// What the risks come to, with what needs no simulation, its headline, and what would pay; `None` where no risk has numbers.
fn exposed(plan: &TrialPlan) -> Option<Value> {
    let known = expected(plan);
    if known.risks == 0 {
        return None;
    }
    // A fixed seed, as above.
    let job = SimulationJob::new(plan, plan.scheduling.status_date, 1);
    let found = expose(&job, &mut |_| ControlFlow::Continue(()))?;
    Some(json!({
        "headline": exposure_headline(plan, Some(&found)),
        "currency": plan.contingency.currency,
        "expected": { "risks": known.risks, "money": known.money, "deviation": known.deviation },
        "outcome": to_value(&found),
        "mitigations": mitigations(plan, &found).iter().map(|own| json!({
            "risk": own.risk, "money": own.money, "days": own.days, "value": own.value, "response": own.response, "gain": own.gain(),
        })).collect::<Vec<_>>(),
        "leftOut": all_left_out(plan).iter().map(|(why, risks)| json!({ "why": why, "risks": risks })).collect::<Vec<_>>(),
    }))
}

pub fn of_made_plan(file: String, made: &MadePlan, today: Date) -> Report {
    let plan = &made.plan;
    let content = json!({
        "trial": plan.trial.as_ref(),
        "countries": plan.countries.iter().map(|country| country.name.as_str()).collect::<Vec<_>>(),
        "sites": plan.sites.len(),
        "endpoints": plan.endpoints.len(),
        "arms": plan.arms.len(),
        "interventions": plan.interventions.len(),
    });
    Report {
        kind: match made.source {
            Source::Registry(_) => "registryRecord",
            Source::Project(_) => "project",
        },
        registry: match &made.source {
            Source::Registry(id) => Some(json!(id)),
            Source::Project(_) => None,
        },
        fills: Some(json!(made.fills)),
        leaves_out: Some(json!(made.leaves_out)),
        plan: Some(content),
        ..of_plan(file, plan, plan.findings(), today)
    }
}

#[derive(Serialize)]
pub struct Schedule {
    tasks: Vec<TaskRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finish: Option<Date>,
    /// The end of this day is how far the progress is known.
    status_date: Option<Date>,
    /// The baselines, oldest first; the plan is held against the last.
    baselines: Vec<Value>,
    /// The tasks that have moved from the last baseline, furthest behind first, in civil days and with why.
    variances: Vec<Value>,
    /// The ids of the tasks on the longest path, first to last.
    longest_path: Vec<String>,
    /// The checks with what they measured, and the ids of the tasks that fail them.
    health: Vec<Value>,
    /// The ids of the tasks that wait for each other, where there are such: then there are no dates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cycle: Vec<String>,
}

/// What is calculated of a task; floats are in days of its calendar.
#[derive(Serialize)]
pub struct Calculated {
    early_start: Date,
    early_finish: Date,
    late_start: Date,
    late_finish: Date,
    total_float: f64,
    free_float: f64,
    critical: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskRow {
    id: String,
    /// The id as a number, where it is one, as in files of Microsoft Project.
    uid: Value,
    name: String,
    #[serde(flatten)]
    calculated: Option<Calculated>,
    kind: &'static str,
    work_package: String,
    planned_start: Option<Date>,
    planned_finish: Option<Date>,
    done_on: Option<Date>,
    standing: &'static str,
    days_late: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RiskRow {
    reference: String,
    title: String,
    status: &'static str,
    current: Option<ScoreShown>,
    target: Option<ScoreShown>,
    /// Its place among the open risks by their current score; equals share one.
    rank: Option<usize>,
    /// Its chance times the mean of its cost.
    expected_value: Option<f64>,
    response_overdue_days: Option<i64>,
}

#[derive(Serialize)]
pub struct ScoreShown {
    probability: u8,
    impact: u8,
    score: Points,
    band: Band,
}

fn schedule(plan: &TrialPlan, shown: &TrialPlan, today: Date) -> Schedule {
    let id = |place: usize| plan.tasks.iter().nth(place).map(|task| task.id.to_string());
    match plan.schedule(plan.scheduling.status_date) {
        Ok(schedule) => Schedule {
            tasks: shown.tasks.iter().enumerate().map(|(place, task)| task_row(task, calculated(&schedule, place), today)).collect(),
            finish: schedule.finish(),
            status_date: plan.scheduling.status_date,
            baselines: baselines(plan),
            variances: moved(plan, &schedule),
            longest_path: schedule.longest_path().into_iter().filter_map(id).collect(),
            health: checks(&plan.tasks, &schedule, plan.baseline().map(AsRef::as_ref), plan.scheduling.status_date.unwrap_or(today))
                .iter()
                .map(|finding| health(finding, id))
                .collect(),
            cycle: Vec::new(),
        },
        Err(round) => Schedule {
            tasks: plan.tasks.iter().map(|task| task_row(task, None, today)).collect(),
            finish: None,
            status_date: plan.scheduling.status_date,
            baselines: baselines(plan),
            variances: Vec::new(),
            longest_path: Vec::new(),
            health: Vec::new(),
            cycle: round.iter().map(ToString::to_string).collect(),
        },
    }
}

fn baselines(plan: &TrialPlan) -> Vec<Value> {
    let one = |baseline: &Baseline| json!({ "id": baseline.id, "name": baseline.name, "set_on": baseline.set_on, "tasks": baseline.tasks.len(), "finish": baseline.tasks.iter().map(|task| task.finish).max() });
    plan.baselines.iter().map(|baseline| one(baseline)).collect()
}

fn moved(plan: &TrialPlan, schedule: &PlanSchedule) -> Vec<Value> {
    let Some(baseline) = plan.baseline() else { return Vec::new() };
    let tasks: Vec<&Task> = plan.tasks.iter().map(AsRef::as_ref).collect();
    let name = |place: usize| tasks.get(place).map_or(String::new(), |task| task.name.clone());
    let one = |variance: &Variance| {
        let task = tasks.get(variance.place)?;
        Some(json!({ "id": task.id, "name": task.name, "start": variance.start, "finish": variance.finish, "why": variance.cause.words(name) }))
    };
    variances(&plan.tasks, schedule, baseline).iter().filter_map(one).collect()
}

fn health(finding: &health::Finding, id: impl Fn(usize) -> Option<String>) -> Value {
    json!({
        "check": finding.check.key(), "found": finding.measure.words(), "allowed": finding.measure.limit(), "passes": finding.measure.passes(),
        "tasks": finding.tasks.iter().filter_map(|place| id(*place)).collect::<Vec<_>>(),
    })
}

fn calculated(schedule: &PlanSchedule, place: usize) -> Option<Calculated> {
    let dates = schedule.dates(place)?;
    let days = |ticks: i64| ticks as f64 / TICKS_PER_DAY as f64;
    Some(Calculated {
        early_start: dates.start,
        early_finish: schedule.held_finish(place).unwrap_or(dates.finish),
        late_start: dates.late_start,
        late_finish: dates.late_finish,
        total_float: days(dates.total_float),
        free_float: days(dates.free_float),
        critical: dates.critical,
    })
}

fn task_row(task: &Task, calculated: Option<Calculated>, today: Date) -> TaskRow {
    let standing = standing(task, today);
    let (name, days_late) = match standing {
        Standing::Done { late_by } => ("done", late_by),
        Standing::Overdue { days } => ("overdue", Some(days)),
        Standing::StartOverdue { days } => ("startOverdue", Some(days)),
        Standing::DueSoon { .. } => ("dueSoon", None),
        Standing::UnderWay => ("underWay", None),
        Standing::Upcoming => ("upcoming", None),
        Standing::Undated => ("undated", None),
    };
    TaskRow {
        id: task.id.to_string(),
        uid: task.id.as_str().parse::<u32>().map_or_else(|_| json!(task.id), |uid| json!(uid)),
        name: task.name.clone(),
        calculated,
        kind: task.kind.key(),
        work_package: task.work_package.clone(),
        planned_start: task.planned_start,
        planned_finish: task.planned_finish,
        done_on: task.done_on(),
        standing: name,
        days_late,
    }
}

fn risk_row(plan: &TrialPlan, risk: &Risk, today: Date) -> RiskRow {
    RiskRow {
        reference: risk.reference(),
        title: risk.title.clone(),
        status: risk.status.key(),
        current: risk.current.map(|score| shown(&plan.risk_method, score)),
        target: risk.target.map(|score| shown(&plan.risk_method, score)),
        rank: rank_of(plan, risk),
        expected_value: expected_value(risk),
        response_overdue_days: risk.response_overdue(today),
    }
}

/// One more than the number of open risks that score higher.
fn rank_of(plan: &TrialPlan, risk: &Risk) -> Option<usize> {
    let points = |risk: &Risk| risk.current.filter(|_| risk.is_open()).map(|score| plan.risk_method.points(score));
    let own = points(risk)?;
    Some(1 + plan.risks.iter().filter_map(|other| points(other)).filter(|other| *other > own).count())
}

fn shown(method: &RiskMethod, score: Score) -> ScoreShown {
    ScoreShown { probability: score.probability.get(), impact: score.worst_impact().get(), score: method.points(score), band: method.band(score) }
}

/// How many open risks stand in each cell, and in each band.
fn cells(plan: &TrialPlan, basis: Basis) -> Value {
    let cells = matrix(&plan.risk_method, plan.risks.iter().map(AsRef::as_ref), basis);
    let in_band = |band: Band| cells.iter().filter(|cell| cell.band == band).map(|cell| cell.risks.len()).sum::<usize>();
    json!({
        "cells": cells.iter().map(|cell| json!({
            "probability": cell.probability, "impact": cell.impact, "band": cell.band, "count": cell.risks.len(),
        })).collect::<Vec<_>>(),
        "bands": { "low": in_band(Band::Low), "medium": in_band(Band::Medium), "high": in_band(Band::High) },
    })
}
