//! How long the page's frequent work takes on documents of the sizes that people have, and of ten times that.
//!
//!     cargo bench --bench documents
//!
//! The release profile is the page's own (small before fast), so the figures compare with the browser's but for the
//! slower code of WebAssembly.

use divan::{Bencher, black_box};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use trialwright::domain::choice::Choice;
use trialwright::domain::collection::{Collection, Record};
use trialwright::domain::date::{Date, Timestamp};
use trialwright::domain::document::Document;
use trialwright::domain::id::{Id, IdMaker};
use trialwright::domain::overview;
use trialwright::domain::partner::criterion::Pillar;
use trialwright::domain::partner::evaluation::PartnerEvaluation;
use trialwright::domain::partner::ranking::rank;
use trialwright::domain::plan::TrialPlan;
use trialwright::formats::{Incoming, native, read};
use trialwright::session::apply::apply;
use trialwright::session::command::{Change, Command, Edit, Origin};
use trialwright::session::search::records;

fn main() {
    divan::main();
}

/// From the bytes of a file to the overview.
#[divan::bench(args = [1, 10], sample_count = 10, sample_size = 1)]
fn open_and_overview(bencher: Bencher, megabytes: usize) {
    let text = native::write(&Document::Plan(Box::new(plan_of(megabytes * 2_400))));
    let size = text.len() as f64 / 1e6;
    assert!((0.8..1.25).contains(&(size / megabytes as f64)), "{size} MB");
    bencher.counter(divan::counter::BytesCount::new(text.len())).bench(|| {
        let Ok(Incoming::Native { document, findings }) = read(black_box(text.as_bytes()), &mut IdMaker::new([0; 16]), now()) else { panic!("it loads") };
        let plan = document.plan().expect("a plan");
        (overview::plan::headline(plan, today()), overview::plan::statements(plan, today()), findings)
    });
}

/// From the document to the bytes of its file.
#[divan::bench(args = [1, 10], sample_count = 10, sample_size = 1)]
fn export(bencher: Bencher, megabytes: usize) {
    let document = Document::Plan(Box::new(plan_of(megabytes * 2_400)));
    bencher.bench(|| native::write(black_box(&document)));
}

/// One edit of one risk, in a plan with this many records and as many audit entries.
#[divan::bench(args = [200, 2_000])]
fn edit(bencher: Bencher, records: usize) {
    let mut document = Document::Plan(Box::new(plan_of(records)));
    for number in 0..records {
        document = apply(&document, &rename(&document, number)).expect("it applies").document;
    }
    let command = rename(&document, records);
    bencher.bench(|| apply(black_box(&document), black_box(&command)));
}

/// What the overview counts and says, as it is told again after an edit.
#[divan::bench(args = [200, 2_000])]
fn overview(bencher: Bencher, records: usize) {
    let plan = plan_of(records);
    bencher
        .bench(|| (overview::plan::headline(black_box(&plan), today()), overview::plan::statements(&plan, today()), overview::plan::figures(&plan, today())));
}

/// One key stroke in the command palette.
#[divan::bench(args = [200, 2_000])]
fn search(bencher: Bencher, size: usize) {
    let document = Document::Plan(Box::new(plan_of(size)));
    bencher.bench(|| records(black_box(&document), black_box("sup late"), 20));
}

/// The ranking of 12 candidates on 40 criteria by 12 evaluators.
#[divan::bench]
fn ranking(bencher: Bencher) {
    let evaluation = evaluation_of(12, 40, 12);
    assert_eq!(evaluation.scores.len(), 12 * 40 * 12);
    bencher.bench(|| rank(black_box(&evaluation)));
}

fn now() -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000)
}

fn today() -> Date {
    now().date()
}

fn collection<T: Record + DeserializeOwned + std::fmt::Debug>(records: impl Iterator<Item = Value>) -> Collection<T> {
    Collection::from_records(records.map(|record| serde_json::from_value(record).expect("a record")).collect()).expect("ids of their own")
}

/// A plan of this many records: half of them tasks, a quarter risks, a quarter sites, with the words that people write.
fn plan_of(records: usize) -> TrialPlan {
    let day = |number: usize| today().plus_days(number as i64 % 800 - 400);
    let mut plan = TrialPlan::blank(Id::joined(&["plan"]), "Plan", now());
    plan.countries = collection((0..20).map(|number| json!({ "id": format!("c{number}"), "name": format!("Country {number}") })));
    plan.tasks = collection((0..records / 2).map(|number| {
        json!({
            "id": format!("t{number}"), "name": format!("Site {number}: supply of study medication released"), "kind": if number % 9 == 0 { "milestone" } else { "task" },
            "workPackage": "Start-up", "owner": "Clinical operations lead", "plannedStart": day(number).iso(), "plannedFinish": day(number).plus_days(40).iso(),
            "progress": if number % 3 == 0 { json!({ "state": "done", "on": day(number).plus_days(45).iso() }) } else { json!({ "state": "notStarted" }) },
        })
    }));
    plan.risks = collection((0..records / 4).map(|number| {
        json!({
            "id": format!("r{number}"), "number": number + 1, "title": format!("Supply to site {number} is late"), "category": "supply", "status": "open",
            "description": "The depot releases late, so the first participants of the site wait and some of them are lost.",
            "owner": "Supply lead", "current": { "probability": number % 5 + 1, "impact": number / 5 % 5 + 1 }, "target": { "probability": 1, "impact": 2 },
            "response": "reduce", "responsePlan": "Second depot; weekly call; buffer at the site.", "responseDue": day(number).iso(),
        })
    }));
    plan.sites = collection((0..records / 4).map(|number| json!({ "id": format!("s{number}"), "name": format!("Hospital {number}"), "city": "Ötztal", "country": format!("c{}", number % 20), "status": "active" })));
    plan
}

fn evaluation_of(candidates: usize, criteria: usize, evaluators: usize) -> PartnerEvaluation {
    let mut evaluation = PartnerEvaluation::blank(Id::joined(&["evaluation"]), "Choice", now());
    evaluation.candidates = collection(
        (0..candidates).map(|number| json!({ "id": format!("c{number}"), "name": format!("Candidate {number}"), "kind": "contractResearchOrganisation" })),
    );
    evaluation.criteria = collection((0..criteria).map(
        |number| json!({ "id": format!("k{number}"), "pillar": Pillar::ALL[number % 4], "name": format!("Criterion {number}"), "weight": number % 9 + 1 }),
    ));
    evaluation.evaluators = collection((0..evaluators).map(|number| json!({ "id": format!("v{number}"), "role": format!("Role {number}") })));
    let cells =
        (0..evaluators).flat_map(|evaluator| (0..criteria).flat_map(move |criterion| (0..candidates).map(move |candidate| (evaluator, criterion, candidate))));
    evaluation.scores = collection(cells.map(|(evaluator, criterion, candidate)| {
        json!({ "evaluator": format!("v{evaluator}"), "criterion": format!("k{criterion}"), "candidate": format!("c{candidate}"), "value": (evaluator * criterion + candidate) % 5 + 1 })
    }));
    evaluation
}

/// A command that gives one of the risks a new title.
fn rename(document: &Document, number: usize) -> Command {
    let risks = &document.plan().expect("a plan").risks;
    let mut risk = risks.iter().nth(number % risks.len()).expect("a risk").as_ref().clone();
    risk.title = format!("Title {number}");
    Command { at: now(), who: "Lead".to_owned(), why: None, origin: Origin::Edit, change: Change::Risks(Edit::put(risk)) }
}
