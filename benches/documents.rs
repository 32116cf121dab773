//! How long the page's frequent work takes on documents of the sizes that people have, and of ten times that.
//!
//!     cargo bench --bench documents
//!
//! The release profile is the page's own (small before fast), so the figures compare with the browser's but for the
//! slower code of WebAssembly.

mod support;

use divan::{Bencher, black_box};
use serde_json::json;
use trialwright::domain::choice::Choice;
use trialwright::domain::document::Document;
use trialwright::domain::id::{Id, IdMaker};
use trialwright::domain::overview;
use trialwright::domain::partner;
use trialwright::domain::partner::criterion::Pillar;
use trialwright::domain::partner::evaluation::PartnerEvaluation;
use trialwright::domain::partner::ranking::rank;
use trialwright::formats::{Incoming, native, read};
use trialwright::session::apply::apply;
use trialwright::session::search::records;

use support::{RECORDS_PER_MEGABYTE, collection, now, plan_of, rename, today};

fn main() {
    divan::main();
}

/// From the bytes of a file to the overview.
#[divan::bench(args = [1, 10], sample_count = 10, sample_size = 1)]
fn open_and_overview(bencher: Bencher, megabytes: usize) {
    let text = native::write(&Document::Plan(Box::new(plan_of(megabytes * RECORDS_PER_MEGABYTE))));
    let size = text.len() as f64 / 1e6;
    assert!((0.8..1.25).contains(&(size / megabytes as f64)), "{size} MB");
    bencher.counter(divan::counter::BytesCount::new(text.len())).bench(|| {
        let Ok(Incoming::Native { document, findings }) = read(black_box(text.as_bytes()), &mut IdMaker::new([0; 16]), now()) else { panic!("it loads") };
        let plan = document.plan().expect("a plan");
        (overview::plan::headline(plan, None, today()), overview::plan::statements(plan, None, today()), findings)
    });
}

/// From the document to the bytes of its file.
#[divan::bench(args = [1, 10], sample_count = 10, sample_size = 1)]
fn export(bencher: Bencher, megabytes: usize) {
    let document = Document::Plan(Box::new(plan_of(megabytes * RECORDS_PER_MEGABYTE)));
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
    bencher.bench(|| {
        (
            overview::plan::headline(black_box(&plan), None, today()),
            overview::plan::statements(&plan, None, today()),
            overview::figures::figures(&plan, today()),
        )
    });
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

/// Everything exact that the page says of how far that ranking holds, after each edit.
#[divan::bench]
fn robustness(bencher: Bencher) {
    let evaluation = evaluation_of(12, 40, 12);
    bencher.bench(|| partner::compare::robustness::robustness(black_box(&evaluation)));
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
