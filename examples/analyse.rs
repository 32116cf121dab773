//! Prints, as one JSON object, what the page would show of a file: for tests, for scripts, and for whoever asks why.
//!
//!     cargo run --release --example analyse -- FILE [--today YYYY-MM-DD]
//!
//! Any file that the page can import is read: a trial plan, a partner evaluation, a record of ClinicalTrials.gov, a
//! Microsoft Project plan as XML.
//! The exit code is 2, with one line on stderr, where the file cannot be read or the call is wrong. With `--today` the
//! same file gives the same output.

use std::ffi::OsString;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use serde_json::{Map, Value, json};
use trialwright::compute::simulation::exposure::expose;
use trialwright::compute::simulation::{self, SimulationJob, has_chance, simulate};
use trialwright::domain::choice::Choice;
use trialwright::domain::date::{Date, Timestamp};
use trialwright::domain::document::{Document, DocumentId, Head};
use trialwright::domain::finding::Finding;
use trialwright::domain::id::IdMaker;
use trialwright::domain::overview::exposure::exposure_headline;
use trialwright::domain::overview::trail::{Verdict, verdict};
use trialwright::domain::overview::{self, Headline, Statement};
use trialwright::domain::partner::evaluation::PartnerEvaluation;
use trialwright::domain::partner::ranking::{Ranking, rank};
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
use trialwright::formats::json::LARGEST_FILE;
use trialwright::formats::made::{MadePlan, Source};
use trialwright::formats::{Incoming, read};

const USAGE: &str = "usage: analyse FILE [--today YYYY-MM-DD]";

fn main() -> ExitCode {
    match run(std::env::args_os().skip(1)) {
        Ok(text) => {
            // A reader that has seen enough may close the pipe: that is no fault.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{}", fault.replace(char::is_control, " "));
            ExitCode::from(2)
        }
    }
}

/// What goes to stdout, or the line that says why there is nothing.
fn run(arguments: impl Iterator<Item = OsString>) -> Result<String, String> {
    let Some((path, today)) = call(arguments)? else {
        return Ok(format!("{USAGE}\n"));
    };
    let today = match today {
        Some(today) => today,
        None => system_today()?,
    };
    let name = path.display().to_string();
    let bytes = contents(&path).map_err(|why| format!("{name}: {why}"))?;
    let now = Timestamp::try_from(format!("{}T00:00:00.000Z", today.iso()))?;
    let incoming = read(&bytes, &mut IdMaker::new([0; 16]), now).map_err(|fault| format!("{name}: {fault}"))?;
    let report = match incoming {
        Incoming::Native { document, findings } => {
            let audit = Some(verdict(&document));
            let report = match *document {
                Document::Plan(plan) => of_plan(name, &plan, findings, today),
                Document::Evaluation(evaluation) => of_evaluation(name, &evaluation, findings, today),
            };
            Report { audit, ..report }
        }
        Incoming::Scores(scores) => {
            let (role, title) = (&scores.evaluator.role, &scores.evaluation.title);
            return Err(format!("{name}: These are the scores of {role} for “{title}”; take them in on its Scores page and export the evaluation."));
        }
        Incoming::Locked(_) => return Err(format!("{name}: This file is encrypted; import it in the page with its passphrase and export it without one.")),
        Incoming::Made(made) => of_made_plan(name, &made, today),
    };
    serde_json::to_string_pretty(&report).map(|text| text + "\n").map_err(|fault| format!("the report cannot be written: {fault}"))
}

/// The file and the day that the call names; `None` where it asks for help.
fn call(arguments: impl Iterator<Item = OsString>) -> Result<Option<(PathBuf, Option<Date>)>, String> {
    let (mut path, mut today, mut arguments) = (None, None, arguments);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--help" | "-h") => return Ok(None),
            Some("--today") => {
                let day = arguments.next().ok_or_else(|| format!("--today needs a date; {USAGE}"))?;
                today = Some(day.to_string_lossy().parse::<Date>().map_err(|fault| format!("--today: {fault}; {USAGE}"))?);
            }
            Some(option) if option.starts_with("--") => return Err(format!("there is no option {option}; {USAGE}")),
            _ if path.is_none() => path = Some(PathBuf::from(argument)),
            _ => return Err(format!("one file at a time; {USAGE}")),
        }
    }
    path.map(|path| Some((path, today))).ok_or_else(|| format!("no file was named; {USAGE}"))
}

fn contents(path: &Path) -> Result<Vec<u8>, String> {
    let fault = |fault: std::io::Error| match fault.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "this file may not be read".to_owned(),
        _ => format!("this file cannot be read: {fault}"),
    };
    let file = File::open(path).map_err(fault)?;
    if file.metadata().map_err(fault)?.is_dir() {
        return Err("this is a folder; name a file".to_owned());
    }
    // One byte more than is read tells a file that is too large without reading all of it.
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() > LARGEST_FILE { Err(format!("this file is too large: files up to {} MB are read", LARGEST_FILE / 1_000_000)) } else { Ok(bytes) }
}

fn system_today() -> Result<Date, String> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| format!("the clock stands before 1970; name the day: {USAGE}"))?;
    Ok(Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX)).date())
}

/// What the page would show of a file. What a kind of document has not is left out.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Report {
    file: String,
    kind: &'static str,
    today: String,
    document: Option<DocumentHead>,
    findings: Vec<Finding>,
    headline: Option<Headline>,
    statements: Vec<Statement>,
    /// Whether the audit trail is as it was written.
    audit: Option<Verdict>,
    figures: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    schedule: Option<Schedule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    risks: Option<Vec<RiskRow>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matrix: Option<Value>,
    /// What the chain from quality factors to what watches them says.
    #[serde(skip_serializing_if = "Option::is_none")]
    quality: Option<Headline>,
    /// What the history of the register says.
    #[serde(skip_serializing_if = "Option::is_none")]
    risk_history: Option<Headline>,
    /// What the simulation of the schedule says, where anything in it is uncertain.
    #[serde(skip_serializing_if = "Option::is_none")]
    simulation: Option<Value>,
    /// What the risks come to in money and days, where any has a chance and a cost or a delay.
    #[serde(skip_serializing_if = "Option::is_none")]
    exposure: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partner: Option<Partner>,
    #[serde(skip_serializing_if = "Option::is_none")]
    registry: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fills: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    leaves_out: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<Value>,
}

#[derive(Serialize)]
struct DocumentHead {
    id: DocumentId,
    title: String,
    created: Timestamp,
    changed: Timestamp,
    revision: u64,
}

#[derive(Serialize)]
struct Schedule {
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
struct Calculated {
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
struct TaskRow {
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
struct RiskRow {
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
struct ScoreShown {
    probability: u8,
    impact: u8,
    score: Points,
    band: Band,
}

#[derive(Serialize)]
struct Partner {
    ranking: Vec<RankingRow>,
    headline: Headline,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RankingRow {
    id: String,
    candidate: String,
    kind: &'static str,
    rank: Option<usize>,
    weighted_score: Option<f64>,
    coverage: f64,
    pillars: Map<String, Value>,
}

fn of_plan(file: String, plan: &TrialPlan, findings: Vec<Finding>, today: Date) -> Report {
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

fn of_evaluation(file: String, evaluation: &PartnerEvaluation, findings: Vec<Finding>, today: Date) -> Report {
    let ranking = rank(evaluation);
    let headline = overview::evaluation::headline(evaluation, &ranking);
    Report {
        file,
        kind: "partnerEvaluation",
        today: today.iso(),
        document: Some(head(&evaluation.document)),
        findings,
        headline: Some(headline.clone()),
        statements: overview::evaluation::statements(evaluation, today),
        figures: json!({
            "candidates": evaluation.candidates.len(),
            "inTheRunning": evaluation.running().count(),
            "criteria": evaluation.criteria.len(),
            "evaluators": evaluation.evaluators.len(),
            "scores": evaluation.scores.iter().filter(|score| score.value.is_some()).count(),
        }),
        partner: Some(Partner { ranking: ranking_rows(evaluation, &ranking), headline }),
        ..Report::default()
    }
}

fn of_made_plan(file: String, made: &MadePlan, today: Date) -> Report {
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

fn head(head: &Head) -> DocumentHead {
    DocumentHead { id: head.id.clone(), title: head.title.clone(), created: head.created, changed: head.changed, revision: head.revision }
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

fn ranking_rows(evaluation: &PartnerEvaluation, ranking: &Ranking) -> Vec<RankingRow> {
    let row = |result: &trialwright::domain::partner::ranking::Result| {
        let candidate = evaluation.candidates.get(&result.candidate)?;
        Some(RankingRow {
            id: candidate.id.to_string(),
            candidate: candidate.name.clone(),
            kind: candidate.kind.key(),
            rank: result.rank,
            weighted_score: result.weighted_score,
            coverage: result.coverage,
            pillars: result.pillars.iter().map(|(pillar, score)| (pillar.key().to_owned(), json!(score))).collect(),
        })
    };
    ranking.results.iter().filter_map(row).collect()
}
