//! The past of the sample: how it came to what stands in its files.
//!
//! A document that was opened a moment ago has an empty audit trail, and nothing to say of how its risks have moved. So the
//! sample is given a past. What its file holds is the end; the [`steps`] say what stood there before, the last step first.
//! Each is taken back by [`apply`], which gives the change that leads forward again, and those changes are then carried out
//! in order, at their moments. Trail, fingerprints and words are the engine's own.
//!
//! Invariants: the content is that of the file; the entries ascend in time and lie before the day on which the sample is set.
//! Limits: a step that does not apply is left out, which a test finds.

mod steps;

use serde_json::{Map, Value, json};

pub(super) use self::steps::{EVALUATION, PLAN};
use crate::domain::date::{Date, Timestamp};
use crate::domain::document::Document;
use crate::domain::wire::{from_value, to_value};
use crate::session::apply::apply;
use crate::session::command::{Change, Command, Origin};
use crate::session::shift::Weeks;

/// One entry of the past: when in the days of the file, which role, why (may be empty), and what stood there before.
pub(super) struct Step(&'static str, &'static str, &'static str, &'static [Before]);

/// What stood in a document before a step.
enum Before {
    /// The record (section, id) was not there.
    Absent(&'static str, &'static str),
    /// Fields of the record (section, id; no id where the section is one value) were as in this JSON; `null` is nothing.
    Was(&'static str, &'static str, &'static str),
}

/// The document with its past: the same content, and the trail that led to it. Days of the past move by `weeks`, as those of
/// the content have moved.
pub(super) fn with_past(end: Document, steps: &[Step], weeks: Weeks) -> Document {
    let (mut document, commands) = taken_back(&end, steps, weeks);
    for command in commands {
        match apply(&document, &command) {
            Ok(applied) => document = applied.document,
            // What was taken back by the engine goes forward again; a sample without a past is better than half of one.
            Err(_) => return end,
        }
    }
    document
}

/// The document as it stood before all steps, and the commands that lead to what it is, in order.
fn taken_back(end: &Document, steps: &[Step], weeks: Weeks) -> (Document, Vec<Command>) {
    let mut written = match end {
        Document::Plan(plan) => to_value(plan.as_ref()),
        Document::Evaluation(evaluation) => to_value(evaluation.as_ref()),
    };
    let mut document = end.clone();
    let mut commands = Vec::new();
    for Step(at, who, why, before) in steps.iter().rev() {
        let (Ok(at), Some(back)) = (Timestamp::try_from(format!("{at}:00Z")), earlier(&mut written, before, weeks)) else { continue };
        let why = Some((*why).to_owned()).filter(|why| !why.is_empty());
        let mut command = Command { at: weeks.moment(at), who: (*who).to_owned(), why, origin: Origin::Edit, change: back };
        let Ok(back) = apply(&document, &command) else { continue };
        if back.document.head().revision != document.head().revision {
            document = back.document;
            command.change = back.inverse;
            commands.push(command);
        }
    }
    commands.reverse();
    *document.head_mut() = end.head().clone();
    *document.audit_mut() = end.audit().clone();
    (document, commands)
}

/// The change that leads back, which `written`, the document as it is written, takes part in. Its parts stand the other way
/// round, so that those that lead forward again stand as in the step.
fn earlier(written: &mut Value, before: &[Before], weeks: Weeks) -> Option<Change> {
    let mut changes = before.iter().rev().map(|before| part(written, before, weeks)).collect::<Option<Vec<Change>>>()?;
    if changes.len() == 1 { changes.pop() } else { Some(Change::Several(changes)) }
}

fn part(written: &mut Value, before: &Before, weeks: Weeks) -> Option<Change> {
    let sections = written.as_object_mut()?;
    let change = match *before {
        Before::Absent(section, id) => {
            if let Some(Value::Array(records)) = sections.get_mut(section) {
                records.retain(|record| !is_record(record, id));
            }
            json!({ section: { "remove": { "id": id } } })
        }
        Before::Was(section, "", fields) => {
            let value = sections.entry(section).or_insert_with(|| Value::Object(Map::new()));
            set(value.as_object_mut()?, fields, weeks)?;
            json!({ section: value })
        }
        Before::Was(section, id, fields) => {
            let record = sections.get_mut(section)?.as_array_mut()?.iter_mut().find(|record| is_record(record, id))?;
            set(record.as_object_mut()?, fields, weeks)?;
            json!({ section: { "put": { "record": record } } })
        }
    };
    from_value(change).ok()
}

fn is_record(record: &Value, id: &str) -> bool {
    record.get("id").and_then(Value::as_str) == Some(id)
}

/// Sets fields from JSON text, and takes out those that are `null`.
fn set(record: &mut Map<String, Value>, fields: &str, weeks: Weeks) -> Option<()> {
    let Value::Object(fields) = serde_json::from_str(fields).ok()? else { return None };
    for (field, mut value) in fields {
        if value.is_null() {
            record.shift_remove(&field);
        } else {
            shift(&mut value, weeks);
            record.insert(field, value);
        }
    }
    Some(())
}

/// Moves every day in a value.
fn shift(value: &mut Value, weeks: Weeks) {
    match value {
        Value::String(text) => {
            if let Ok(date) = text.parse::<Date>() {
                *text = weeks.shift(date).iso();
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| shift(entry, weeks)),
        Value::Object(fields) => fields.values_mut().for_each(|field| shift(field, weeks)),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
