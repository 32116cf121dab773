//! The command that prints what the page would show of a file: run as its users run it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// The built example. Cargo is asked for it, because `cargo test --test analyse` alone would not build it.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let arguments = ["build", "--quiet", "--offline", "--example", "analyse", "--message-format", "json"];
        let built = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().expect("cargo starts");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let messages = String::from_utf8_lossy(&built.stdout).into_owned();
        let executable = |line: &str| serde_json::from_str::<Value>(line).ok()?.get("executable")?.as_str().map(PathBuf::from);
        messages.lines().filter_map(executable).next_back().expect("cargo names the program")
    })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The exit code, stdout and stderr.
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(program()).args(arguments).current_dir(root()).output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn report(file: &str, today: &str) -> Value {
    let (code, out, err) = run(&[file, "--today", today]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{file}");
    assert_eq!(run(&["--today", today, file]).1, out, "{file}: the same again");
    serde_json::from_str(&out).expect("one JSON object")
}

fn refused(arguments: &[&str], expected: &str) {
    let (code, out, err) = run(arguments);
    assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
    assert!(err.lines().count() == 1 && err.ends_with('\n') && err.contains(expected), "{arguments:?}: expected {expected:?}, found {err:?}");
}

#[test]
fn a_plan_is_shown_as_the_page_shows_it() {
    let report = report("tests/fixtures/plan-v1.json", "2026-05-15");
    assert_eq!((&report["file"], &report["kind"]), (&"tests/fixtures/plan-v1.json".into(), &"trialPlan".into()));
    assert_eq!(report["document"]["id"], "plan-fixture-1");
    assert_eq!(report["findings"][0]["path"], "sites[1].country");
    assert_eq!(report["schedule"]["tasks"][0]["standing"], "done");
    assert_eq!(report["schedule"]["tasks"][0]["daysLate"], 7);
    assert_eq!(report["schedule"]["tasks"][1]["standing"], "upcoming");
    assert_eq!(report["risks"][0]["current"], serde_json::json!({ "probability": 4, "impact": 4, "score": 16, "band": "high" }));
    assert_eq!((&report["risks"][0]["reference"], &report["risks"][0]["responseOverdueDays"]), (&"R-01".into(), &14.into()));
    assert_eq!(report["matrix"]["current"]["bands"], serde_json::json!({ "low": 0, "medium": 0, "high": 1 }));
    assert_eq!(report["matrix"]["current"]["cells"].as_array().map(Vec::len), Some(25));
    assert_eq!(report["figures"]["highRisks"], 1);
    assert!(report["headline"]["finding"].as_str().is_some_and(|finding| finding.starts_with("FIX-1: ")));
    assert!(report["statements"].as_array().is_some_and(|statements| !statements.is_empty()));
    assert!(report.get("partner").is_none() && report.get("fills").is_none());
}

#[test]
fn what_has_moved_from_the_baseline_is_shown_with_why() {
    let plan = serde_json::json!({
        "format": "trialwright.trial-plan", "schemaVersion": 1,
        "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
        "scheduling": { "start": "2027-05-03", "statusDate": "2027-05-04" },
        "tasks": [
            { "id": "write", "name": "Write", "kind": "task", "duration": { "days": 8 }, "progress": { "state": "started", "on": "2027-05-03" } },
            { "id": "submit", "name": "Submit", "kind": "task", "duration": { "days": 1 }, "predecessors": [{ "task": "write" }] },
        ],
        "baselines": [{ "id": "b", "name": "Agreed", "setOn": "2027-05-01", "tasks": [
            { "task": "write", "start": "2027-05-03", "finish": "2027-05-07", "duration": { "days": 5 } }, { "task": "submit", "start": "2027-05-10", "finish": "2027-05-10" },
        ] }],
    });
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.json");
    std::fs::write(&path, plan.to_string()).expect("it can be written");
    let schedule = &report(&path.to_string_lossy(), "2027-05-05")["schedule"];
    assert_eq!(schedule["status_date"], "2027-05-04");
    assert_eq!(schedule["baselines"], serde_json::json!([{ "id": "b", "name": "Agreed", "set_on": "2027-05-01", "tasks": 2, "finish": "2027-05-10" }]));
    assert_eq!(
        schedule["variances"],
        serde_json::json!([
            { "id": "write", "name": "Write", "start": 0, "finish": 5, "why": "It takes 8 days instead of 5 days." },
            { "id": "submit", "name": "Submit", "start": 3, "finish": 3, "why": "It waits for “Write”, which has moved." },
        ])
    );
}

#[test]
fn risks_are_shown_in_money_and_days_with_their_ranks() {
    let level = |level: u8| serde_json::json!({ "probability": level, "impact": level });
    let amounts = |low: &str, likely: &str, high: &str| serde_json::json!({ "optimistic": low, "likely": likely, "pessimistic": high });
    let ten = serde_json::json!({ "days": 10 });
    let plan = serde_json::json!({
        "format": "trialwright.trial-plan", "schemaVersion": 1,
        "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
        "scheduling": { "start": "2027-05-03" },
        "tasks": [{ "id": "ship", "name": "Ship", "kind": "task", "duration": ten }],
        "risks": [
            { "id": "r-1", "number": 1, "title": "Late", "category": "supply", "current": level(2), "chance": 0.5, "responseCost": "1000",
              "cost": amounts("10000", "20000", "60000"), "delays": [{ "task": "ship", "optimistic": ten, "likely": ten, "pessimistic": ten }] },
            { "id": "r-2", "number": 2, "title": "Lost", "category": "data", "current": level(4), "chance": 0.1, "cost": amounts("5000", "5000", "5000") },
            { "id": "r-3", "number": 3, "title": "Odd", "category": "data", "current": level(4) },
        ],
        "contingency": { "currency": "CHF", "money": "30000", "time": { "days": 10 } },
    });
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.json");
    std::fs::write(&path, plan.to_string()).expect("it can be written");
    let report = report(&path.to_string_lossy(), "2027-05-05");
    let ranks: Vec<_> = report["risks"].as_array().expect("risks").iter().map(|risk| (risk["rank"].as_u64(), risk["expectedValue"].as_f64())).collect();
    assert_eq!(ranks, [(Some(3), Some(12_500.0)), (Some(1), Some(500.0)), (Some(1), None)]);
    let exposure = &report["exposure"];
    assert_eq!((&exposure["currency"], &exposure["expected"]["money"]), (&"CHF".into(), &13_000.0.into()));
    let outcome = &exposure["outcome"];
    let mean = outcome["money"]["mean"].as_f64().expect("a mean");
    assert!((mean - 13_000.0).abs() < 4.0 * exposure["expected"]["deviation"].as_f64().expect("a deviation") / 100.0, "{mean}");
    let delays: Vec<_> = [10, 40, 60, 90].map(|percent| outcome["days"]["percentiles"][percent].as_f64()).into();
    assert_eq!(delays, [Some(0.0), Some(0.0), Some(14.0), Some(14.0)]);
    assert_eq!(outcome["enough"]["time"], 1.0);
    assert_eq!((&exposure["mitigations"][0]["risk"], &exposure["mitigations"][0]["gain"]), (&"r-1".into(), &11_500.0.into()));
    assert_eq!(exposure["leftOut"], serde_json::json!([{ "why": "It has no chance in percent.", "risks": ["r-3"] }]));
    assert!(exposure["headline"]["finding"].as_str().is_some_and(|finding| finding.starts_with("CHF 13 k and 7 days expected; what is set aside covers ")));
}

#[test]
fn an_evaluation_is_shown_as_the_page_shows_it() {
    let report = report("tests/fixtures/evaluation-v1.json", "2026-05-15");
    assert_eq!(report["kind"], "partnerEvaluation");
    let ranking = report["partner"]["ranking"].as_array().expect("a ranking");
    let shown: Vec<_> =
        ranking.iter().map(|row| (row["candidate"].as_str().unwrap_or_default(), row["rank"].as_u64(), row["weightedScore"].as_f64())).collect();
    assert_eq!(shown, [("<b>Bold</b> CRO", Some(1), Some(5.0)), ("Ötztal Trials & Söhne", Some(2), Some(3.0)), ("Gone", None, None)]);
    assert_eq!(ranking[1]["coverage"], 0.4);
    assert_eq!(ranking[1]["pillars"], serde_json::json!({ "expertise": 3.0, "technology": null, "riskManagement": null, "performance": null, "commercial": null }));
    assert_eq!(report["headline"], report["partner"]["headline"]);
    assert_eq!(report["findings"][0]["path"], "scores[4].criterion");
    assert!(report.get("schedule").is_none());
}

#[test]
fn the_sample_and_the_templates_are_shown() {
    for file in ["sample-plan", "phase-1", "phase-2", "phase-3", "device"] {
        assert_eq!(report(&format!("public/start/{file}.json"), "2026-11-22")["findings"], serde_json::json!([]), "{file}");
    }
    for file in ["public/start/sample-evaluation.json", "public/start/partner-evaluation.json"] {
        assert_eq!(report(file, "2026-11-22")["kind"], "partnerEvaluation", "{file}");
    }
}

#[test]
fn what_cannot_be_read_gives_one_line_and_exit_code_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).expect("it can be written");
        path.to_string_lossy().into_owned()
    };
    refused(&[], "no file was named; usage: analyse FILE");
    refused(&["a.json", "b.json"], "one file at a time; usage");
    refused(&["--yesterday", "a.json"], "there is no option --yesterday; usage");
    refused(&["a.json", "--today"], "--today needs a date; usage");
    refused(&["a.json", "--today", "2026-02-30"], "2026-02-30 does not exist in the calendar; usage");
    refused(&["no/such/file.json"], "no/such/file.json: there is no such file");
    refused(&["a\nb.json"], "a b.json: there is no such file");
    refused(&["tests"], "tests: this is a folder; name a file");
    refused(&[&file("empty.json", b"")], "empty.json: This file is empty.");
    refused(&[&file("letter.txt", b"Dear all")], "letter.txt: At line 1, column 1: This is not JSON");
    refused(&[&file("usdm.json", br#"{"usdmVersion": "4.0"}"#)], "CDISC USDM");
    refused(&[&file("newer.json", br#"{"format": "trialwright.trial-plan", "schemaVersion": 9}"#)], "newer Trialwright");
    refused(&[&file("escape.json", br#"{"format": "trialwright.trial-plan", "schemaVersion": 1, "document": 1, "\u001b[31m": 0}"#)], "At document");
    assert_eq!(run(&["--help"]), (Some(0), "usage: analyse FILE [--today YYYY-MM-DD]\n".to_owned(), String::new()));
}

#[test]
fn real_files_are_shown_or_refused_in_one_line() {
    let Some(samples) = std::env::var_os("TRIALWRIGHT_SAMPLES").map(PathBuf::from) else {
        println!("skipped: TRIALWRIGHT_SAMPLES is not set");
        return;
    };
    let mut shown = 0;
    for folder in ["clinicaltrials-gov", "usdm", "mspdi"] {
        for entry in std::fs::read_dir(samples.join(folder)).expect("a folder of samples") {
            let path = entry.expect("an entry").path().to_string_lossy().into_owned();
            let (code, out, err) = run(&[&path, "--today", "2026-11-22"]);
            if code == Some(0) {
                let report: Value = serde_json::from_str(&out).expect("one JSON object");
                assert_eq!(report["findings"], serde_json::json!([]), "{path}");
                shown += 1;
                if folder == "mspdi" {
                    agrees_with_microsoft_project(&path, &report);
                    continue;
                }
                assert_eq!(report["kind"], "registryRecord", "{path}");
                assert!(path.contains(report["registry"].as_str().expect("a number")), "{path}");
                assert!(report["fills"].as_array().is_some_and(|fills| fills.len() > 5) && report["plan"]["sites"].is_u64(), "{path}");
            } else {
                assert_eq!((code, out.as_str(), err.lines().count()), (Some(2), "", 1), "{path}: {err}");
                println!("{err}");
            }
        }
    }
    assert!(shown >= 7, "the registry's records and the projects are shown: {shown}");
}

/// Every date and float that Microsoft Project wrote into the file is the one that is calculated. Slack is in tenths of a
/// minute: 4800 are a day.
fn agrees_with_microsoft_project(path: &str, report: &Value) {
    let text = std::fs::read_to_string(path).expect("a text");
    let tasks = report["schedule"]["tasks"].as_array().expect("tasks");
    let written = text
        .split("<Task>")
        .skip(1)
        .map(|task| move |name: &str| task.split_once(&format!("<{name}>")).and_then(|(_, rest)| rest.split('<').next()).unwrap_or_default());
    let mut compared = 0;
    // Task 0 is the project itself.
    for of in written.filter(|of| of("UID") != "0") {
        let uid: u64 = of("UID").parse().expect("a number");
        let task = tasks.iter().find(|task| task["uid"] == uid).unwrap_or_else(|| panic!("{path}: task {uid} is shown"));
        for (name, ours) in [("EarlyStart", "early_start"), ("EarlyFinish", "early_finish"), ("LateStart", "late_start"), ("LateFinish", "late_finish")] {
            assert_eq!(task[ours], of(name)[..10], "{path}: {ours} of task {uid}");
        }
        for (name, ours) in [("TotalSlack", "total_float"), ("FreeSlack", "free_float")] {
            let days = of(name).parse::<f64>().expect("a number") / 4_800.0;
            assert!((task[ours].as_f64().expect("a number") - days).abs() < 1e-9, "{path}: {ours} of task {uid}");
        }
        assert_eq!(task["critical"], of("Critical") == "1", "{path}: task {uid}");
        compared += 1;
    }
    assert_eq!(compared, tasks.len(), "{path}");
}
