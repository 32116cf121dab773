//! Prints, as one JSON object, what the page would show of a file: for tests, for scripts, and for whoever asks why.
//!
//!     cargo run --release --example analyse -- FILE [--today YYYY-MM-DD]
//!
//! Any file that the page can import is read: a trial plan, a partner evaluation, a record of ClinicalTrials.gov, a
//! Microsoft Project plan as XML.
//! The exit code is 2, with one line on stderr, where the file cannot be read or the call is wrong. With `--today` the
//! same file gives the same output.

mod evaluation;
mod plan;
mod selection;

use std::ffi::OsString;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use serde_json::Value;
use trialwright::domain::date::{Date, Timestamp};
use trialwright::domain::document::{Document, DocumentId, Head};
use trialwright::domain::finding::Finding;
use trialwright::domain::id::IdMaker;
use trialwright::domain::overview::trail::{Verdict, verdict};
use trialwright::domain::overview::{Headline, Statement};
use trialwright::formats::json::LARGEST_FILE;
use trialwright::formats::{Incoming, read};

use self::evaluation::{Partner, of_evaluation};
use self::plan::{RiskRow, Schedule, of_made_plan, of_plan};

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
    /// What else an evaluation's pages say, by their names.
    #[serde(skip_serializing_if = "Option::is_none")]
    selection: Option<Value>,
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

fn head(head: &Head) -> DocumentHead {
    DocumentHead { id: head.id.clone(), title: head.title.clone(), created: head.created, changed: head.changed, revision: head.revision }
}
