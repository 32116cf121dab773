//! Documents as their users could have made them: random commands over every section, for tests that hold of any document.
//!
//! Records are made from JSON, as files and journals bring them, some with fields that this version does not know.
//! Few ids are in use, so that commands meet: records are replaced, moved, removed, and asked for when they are gone.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::sync::Arc;

use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use trialwright::domain::audit::AuditTrail;
use trialwright::domain::choice::Choice;
use trialwright::domain::date::{Date, Timestamp};
use trialwright::domain::document::{Document, Head};
use trialwright::domain::id::Id;
use trialwright::domain::partner::candidate::{Candidate, Evaluator, PartnerKind};
use trialwright::domain::partner::criterion::{Criterion, Pillar};
use trialwright::domain::partner::evaluation::PartnerEvaluation;
use trialwright::domain::partner::score::Score;
use trialwright::domain::plan::TrialPlan;
use trialwright::domain::plan::place::{Country, Site, SiteStatus};
use trialwright::domain::plan::scope::{Arm, Deliverable, Endpoint, Intervention, Level, Objective, Statement, StatementKind};
use trialwright::domain::plan::trial::Phase;
use trialwright::domain::risk::register::{ResponseStrategy, Risk, RiskCategory, RiskStatus};
use trialwright::domain::schedule::task::{Task, TaskKind};
use trialwright::session::command::{Change, Command, Edit, Kept, Origin};
use trialwright::session::editing::{Hand, Session};

/// What one random gesture is made of.
#[derive(Debug, Clone)]
pub struct Gesture {
    section: u8,
    verb: u8,
    key: u8,
    other: u8,
    place: usize,
    number: u16,
    text: String,
    together: u8,
}

/// Random gestures, up to `most` of them.
pub fn gestures(most: usize) -> impl Strategy<Value = Vec<Gesture>> {
    let gesture = (any::<u8>(), any::<u8>(), 0u8..6, 0u8..6, 0usize..9, any::<u16>(), text(), 0u8..10)
        .prop_map(|(section, verb, key, other, place, number, text, together)| Gesture { section, verb, key, other, place, number, text, together });
    proptest::collection::vec(gesture, 0..most)
}

/// What people type and paste, the odd and the hostile included.
fn text() -> impl Strategy<Value = String> {
    let odd = [
        "",
        " ",
        "Supply is late",
        "<script>alert(1)</script>",
        "\"quoted\" \\ back",
        "two\nlines\ttab",
        "Zoë – Ötztal",
        "日本語 🧪",
        "a\u{301}\u{200D}\u{202E}x\u{0}\u{2028}",
        "null",
    ];
    prop_oneof![proptest::sample::select(odd.to_vec()).prop_map(str::to_owned), ".{0,12}", "[a-z]{1,8} [a-z]{1,8}"]
}

/// The command that a gesture makes on a document of this kind, the `number`th of its day.
pub fn command(document: &Document, gestures: &[Gesture], number: usize) -> Option<Command> {
    let gesture = gestures.get(number)?;
    // One gesture in ten touches several records at once.
    let several = if gesture.together == 0 { gestures.iter().skip(number).take(3).collect() } else { vec![gesture] };
    let mut changes: Vec<Change> = several.into_iter().map(|gesture| change(document, gesture)).collect();
    let change = if changes.len() == 1 { changes.remove(0) } else { Change::Several(changes) };
    let why = gesture.number.is_multiple_of(5).then(|| gesture.text.clone());
    Some(Command { at: at(number), who: if gesture.key == 0 { String::new() } else { "Lead".to_owned() }, why, origin: Origin::Edit, change })
}

/// A document after these gestures. What the document rejects is left out.
pub fn after(document: Document, gestures: &[Gesture]) -> Session {
    let mut session = Session::new(document);
    for number in 0..gestures.len() {
        let command = command(session.document(), gestures, number).expect("a gesture");
        if let Ok(Some(next)) = session.dispatch(&command) {
            session = next;
        }
    }
    session
}

/// A blank plan.
pub fn blank_plan() -> Document {
    Document::Plan(Box::new(TrialPlan::blank(Id::joined(&["plan"]), "Plan", at(0))))
}

/// A blank evaluation.
pub fn blank_evaluation() -> Document {
    Document::Evaluation(Box::new(PartnerEvaluation::blank(Id::joined(&["evaluation"]), "Choice", at(0))))
}

/// What a document says, without who said it when: head and audit trail made alike.
pub fn content(document: &Document) -> Document {
    let mut content = document.clone();
    *content.head_mut() = Head { title: document.head().title.clone(), ..Head::new(Id::joined(&["x"]), "", at(0)) };
    *content.audit_mut() = AuditTrail::default();
    content
}

/// The `number`th minute of a day.
pub fn at(number: usize) -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000 + number as i64 * 60_000)
}

/// The same hand at the `number`th minute.
pub fn hand(number: usize) -> Hand {
    Hand { who: "Lead".to_owned(), at: at(number) }
}

fn change(document: &Document, gesture: &Gesture) -> Change {
    let Gesture { text, number, .. } = gesture;
    match document {
        Document::Plan(_) => match gesture.section % 13 {
            0 => Change::Title(text.clone()),
            1 => Change::Trial(Arc::new(read(json!({
                "acronym": text, "phase": (!number.is_multiple_of(3)).then(|| pick::<Phase>(*number)), "conditions": [text], "enrolment": { "count": number },
                "start": { "date": day(*number).iso()[..if number.is_multiple_of(2) { 7 } else { 10 }], "certainty": "estimated" }, "future": unknown(*number),
            })))),
            2 => Change::Population(Arc::new(read(json!({ "description": text, "healthyVolunteers": number.is_multiple_of(2) })))),
            3 => edit::<Objective>(gesture, json!({ "level": pick::<Level>(*number), "text": text })),
            4 => edit::<Endpoint>(gesture, json!({ "level": pick::<Level>(*number), "measure": text, "objective": id(gesture.other) })),
            5 => edit::<Arm>(gesture, json!({ "label": text, "interventions": [id(gesture.other), id(gesture.key)] })),
            6 => edit::<Intervention>(gesture, json!({ "name": text, "kind": "drug" })),
            7 => edit::<Statement>(gesture, json!({ "kind": pick::<StatementKind>(*number), "text": text })),
            8 => edit::<Country>(gesture, json!({ "name": text, "plannedSites": number })),
            9 => edit::<Site>(gesture, json!({ "name": text, "city": text, "country": id(gesture.other), "status": pick::<SiteStatus>(*number) })),
            10 => edit::<Deliverable>(gesture, json!({ "name": text, "due": day(*number).iso() })),
            11 => edit::<Task>(gesture, task(gesture)),
            _ => edit::<Risk>(gesture, risk(gesture)),
        },
        Document::Evaluation(_) => match gesture.section % 6 {
            0 => Change::Title(text.clone()),
            1 => {
                Change::Brief(Arc::new(read(json!({ "need": text, "plan": id(gesture.other), "decisionDue": day(*number).iso(), "future": unknown(*number) }))))
            }
            2 => edit::<Candidate>(
                gesture,
                json!({ "name": text, "kind": pick::<PartnerKind>(*number), "withdrawn": if number.is_multiple_of(4) { text } else { "" } }),
            ),
            3 => edit::<Criterion>(gesture, json!({ "pillar": pick::<Pillar>(*number), "name": text, "weight": f64::from(number % 1000) / 10.0 })),
            4 => edit::<Evaluator>(gesture, json!({ "role": text })),
            _ => edit::<Score>(gesture, score(gesture)),
        },
    }
}

fn task(gesture: &Gesture) -> Value {
    let (start, number) = (day(gesture.number), gesture.number);
    // One task in sixteen would end before it begins, and is rejected.
    let finish = if number.is_multiple_of(16) { start.plus_days(-1) } else { start.plus_days(i64::from(number % 90)) };
    let progress = match number % 3 {
        0 => json!({ "state": "notStarted" }),
        1 => json!({ "state": "started", "on": start.iso() }),
        _ => json!({ "state": "done", "on": finish.iso() }),
    };
    json!({ "name": gesture.text, "kind": pick::<TaskKind>(number / 3), "workPackage": "Start-up", "plannedStart": start.iso(), "plannedFinish": finish.iso(), "progress": progress })
}

fn risk(gesture: &Gesture) -> Value {
    let (number, levels) = (gesture.number, json!({ "probability": gesture.number % 5 + 1, "impact": gesture.number / 5 % 5 + 1 }));
    json!({
        "number": number % 50, "title": gesture.text, "category": pick::<RiskCategory>(number), "status": pick::<RiskStatus>(number / 7),
        "response": pick::<ResponseStrategy>(number / 3), "responseDue": day(number).iso(), "current": (!number.is_multiple_of(4)).then_some(levels), "rationale": gesture.text,
    })
}

fn score(gesture: &Gesture) -> Value {
    json!({
        "evaluator": id(gesture.key), "criterion": id(gesture.other), "candidate": id(gesture.place as u8 % 6),
        "value": (!gesture.number.is_multiple_of(4)).then_some(gesture.number % 5 + 1), "evidence": gesture.text,
    })
}

fn edit<T: Kept + DeserializeOwned>(gesture: &Gesture, mut fields: Value) -> Change {
    if fields.get("evaluator").is_none() {
        fields["id"] = json!(id(gesture.key));
    }
    if gesture.number.is_multiple_of(7) {
        fields["future"] = unknown(gesture.number);
    }
    let record: T = read(fields);
    T::change(match gesture.verb % 8 {
        0..=4 => Edit::Put { record: Box::new(record), place: (gesture.place.is_multiple_of(2)).then_some(gesture.place) },
        5 => Edit::Remove { id: record.id() },
        _ => Edit::Move { id: record.id(), to: gesture.place },
    })
}

fn read<T: DeserializeOwned>(fields: Value) -> T {
    serde_json::from_value(fields).expect("a record")
}

fn pick<T: Choice>(number: u16) -> &'static str {
    T::ALL[usize::from(number) % T::ALL.len()].key()
}

fn id(key: u8) -> String {
    format!("x{key}")
}

fn day(number: u16) -> Date {
    Date::new(2027, 1, 4).expect("a date").plus_days(i64::from(number % 2000))
}

fn unknown(number: u16) -> Value {
    json!({ "deep": [number, f64::from(number) / 7.0, null, { "er": "kept" }], "large": u64::MAX - u64::from(number) })
}
