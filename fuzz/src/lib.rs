//! What every parser of bytes from outside promises, whatever the bytes: the fuzz targets and the replay of their
//! corpus (`tests/corpus.rs`) both call these.

use trialwright::domain::collection::Collection;
use trialwright::domain::date::Timestamp;
use trialwright::domain::document::Document;
use trialwright::domain::id::IdMaker;
use trialwright::domain::overview::trail::verdict;
use trialwright::domain::plan::TrialPlan;
use trialwright::formats::{Incoming, clinical_trials_gov, envelope, json, mspdi, native, pasted_tasks, read, risk_csv, schedule_csv, scores_file};
use trialwright::storage::journal;

fn ids() -> IdMaker {
    IdMaker::new([7; 16])
}

/// Any file: one sentence, or a document that comes through its own file unharmed.
pub fn document(bytes: &[u8]) {
    match read(bytes, &mut ids(), Timestamp::from_millis(0)) {
        Err(fault) => {
            let said = fault.to_string();
            assert!(!said.chars().any(char::is_control) && said.ends_with('.'), "a sentence: {said:?}");
        }
        Ok(Incoming::Native { document, .. }) => {
            let written = native::write(&document);
            let again = native::read_text(&written).unwrap_or_else(|fault| panic!("our own file is refused: {fault}"));
            assert!(again == *document, "a document comes through its own file unharmed");
            assert_eq!(native::write(&again), written);
            assert_eq!(verdict(&again), verdict(&document));
        }
        Ok(Incoming::Scores(scores)) => {
            let written = scores_file::write(&scores);
            let again = read(written.as_bytes(), &mut ids(), Timestamp::from_millis(0));
            assert!(again == Ok(Incoming::Scores(scores)), "scores come through their own file unharmed");
        }
        Ok(Incoming::Locked(_)) => {}
        Ok(Incoming::Made(made)) => own(made.plan),
    }
}

/// A registry's record: refused, or a plan that is a document of ours.
pub fn registry_record(bytes: &[u8]) {
    let Ok(value) = json::text(bytes).and_then(json::parse) else { return };
    if let Ok(import) = clinical_trials_gov::read(&value, &mut ids(), Timestamp::from_millis(0)) {
        assert_eq!(import.plan.findings(), []);
        own(import.plan);
    }
}

/// A project of Microsoft Project: refused in one sentence, or a plan that is a document of ours.
pub fn project(bytes: &[u8]) {
    let Ok(text) = json::text(bytes) else { return };
    match mspdi::read(text, &mut ids(), Timestamp::from_millis(0)) {
        Err(fault) => assert!(!fault.to_string().chars().any(char::is_control)),
        Ok(made) => {
            let _ = made
                .plan
                .schedule(made.plan.scheduling.status_date)
                .map(|schedule| (0..made.plan.tasks.len()).map(|place| schedule.dates(place)).collect::<Vec<_>>());
            let again = mspdi::read(&mspdi::write(&made.plan), &mut ids(), Timestamp::from_millis(0))
                .unwrap_or_else(|fault| panic!("our own project is refused: {fault}"));
            assert_eq!(again.plan.tasks.len(), made.plan.tasks.len());
            own(made.plan);
        }
    }
}

/// A pasted table: tasks or risks that are a plan of ours, and sentences. As a table of ours it gives as many again.
pub fn pasted_table(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (tasks, said) = pasted_tasks::read(text, &mut ids());
    for sentence in said {
        assert!(!sentence.chars().any(char::is_control) && sentence.ends_with('.'), "a sentence: {sentence:?}");
    }
    let tasks = Collection::from_records(tasks).unwrap_or_else(|clash| panic!("{clash}"));
    let plan = TrialPlan { tasks, ..TrialPlan::blank(ids().make(), "Pasted", Timestamp::from_millis(0)) };
    let again = pasted_tasks::read(&schedule_csv::write(&plan, plan.forecast().ok().as_ref()), &mut ids()).0;
    assert_eq!(again.len(), plan.tasks.len());
    own(plan);
    let blank = TrialPlan::blank(ids().make(), "Pasted", Timestamp::from_millis(0));
    let (risks, said) = risk_csv::read(text, &blank, &mut ids());
    for sentence in said {
        assert!(!sentence.chars().any(char::is_control) && sentence.ends_with('.'), "a sentence: {sentence:?}");
    }
    let plan = TrialPlan { risks: Collection::from_records(risks).unwrap_or_else(|clash| panic!("{clash}")), ..blank };
    let again = risk_csv::read(&risk_csv::write(&plan), &plan, &mut ids()).0;
    assert_eq!(again.len(), plan.risks.len());
    own(plan);
}

/// A plan that was made of something else comes through its own file unharmed.
fn own(plan: TrialPlan) {
    let document = Document::Plan(Box::new(plan));
    let again = native::read_text(&native::write(&document)).unwrap_or_else(|fault| panic!("our own file is refused: {fault}"));
    assert!(again == document, "a plan that was made comes through its own file unharmed");
}

/// A journal entry: damaged, or one that is written again as it was read.
pub fn journal_entry(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for text in [text.to_owned(), trialwright::storage::sealed::seal(text)] {
        if let Ok(entry) = journal::decode(&text, 1) {
            let again = journal::decode(&journal::encode(&entry), 1);
            assert!(again == Ok(entry), "an entry comes through the journal unharmed");
        }
    }
}

/// An encrypted file: refused, or taken apart into what makes the same file.
pub fn encrypted_file(bytes: &[u8]) {
    match envelope::read(bytes) {
        Err(fault) => assert!(!fault.to_string().chars().any(char::is_control)),
        Ok(opened) => assert_eq!(envelope::write(&opened.header, &opened.content), bytes),
    }
}
