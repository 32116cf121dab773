//! Documents and edits of any size, with the words that people write.

// Each bench uses some of it.
#![allow(dead_code)]

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use trialwright::domain::collection::{Collection, Record};
use trialwright::domain::date::{Date, Timestamp};
use trialwright::domain::document::Document;
use trialwright::domain::id::Id;
use trialwright::domain::plan::TrialPlan;
use trialwright::session::command::{Change, Command, Edit, Origin};

/// How many records of [`plan_of`] make a megabyte of JSON.
pub const RECORDS_PER_MEGABYTE: usize = 2_400;

/// The moment at which everything happens.
pub fn now() -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000)
}

/// The day of [`now`].
pub fn today() -> Date {
    now().date()
}

/// Records from their JSON.
pub fn collection<T: Record + DeserializeOwned + std::fmt::Debug>(records: impl Iterator<Item = Value>) -> Collection<T> {
    Collection::from_records(records.map(|record| serde_json::from_value(record).expect("a record")).collect()).expect("ids of their own")
}

/// A plan of this many records: half of them tasks, a quarter risks, a quarter sites, with the words that people write.
pub fn plan_of(records: usize) -> TrialPlan {
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

/// A command that gives one of the risks a new title.
pub fn rename(document: &Document, number: usize) -> Command {
    let risks = &document.plan().expect("a plan").risks;
    let mut risk = risks.iter().nth(number % risks.len()).expect("a risk").as_ref().clone();
    risk.title = format!("Title {number}");
    Command { at: now(), who: "Lead".to_owned(), why: None, origin: Origin::Edit, change: Change::Risks(Edit::put(risk)) }
}
