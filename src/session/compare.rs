//! What differs between two copies of a document, for whoever decides which to keep.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::fields::changed_fields;
use crate::domain::audit::FieldChange;
use crate::domain::document::Document;
use crate::domain::order::distinct;
use crate::domain::wire::to_value;

/// What an incoming copy is to the one that is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Relation {
    /// Both are the same.
    Same,
    /// The incoming copy has everything that this one has, and later changes.
    Newer,
    /// This one has everything that the incoming copy has, and later changes.
    Older,
    /// Both have changes that the other has not.
    Diverged,
}

/// How `incoming` stands to `here`, judged by their audit trails, which are only ever appended to.
pub fn relation(here: &Document, incoming: &Document) -> Relation {
    let (mine, theirs) = (here.audit().entries(), incoming.audit().entries());
    let shared = mine.iter().zip(theirs).take_while(|(mine, theirs)| mine == theirs).count();
    match (shared == mine.len(), shared == theirs.len()) {
        (true, true) if differences(here, incoming).is_empty() => Relation::Same,
        (true, true) => Relation::Diverged,
        (true, false) => Relation::Newer,
        (false, true) => Relation::Older,
        (false, false) => Relation::Diverged,
    }
}

/// Field by field, what stands differently in `other`; the audit trail and the head's dates are left out.
pub fn differences(document: &Document, other: &Document) -> Vec<FieldChange> {
    let (before, after) = (sections(document), sections(other));
    let mut found = Vec::new();
    for name in distinct(&mut before.keys().chain(after.keys()).map(String::as_str)) {
        let (old, new) = (before.get(name).unwrap_or(&Value::Null), after.get(name).unwrap_or(&Value::Null));
        match (old, new) {
            (Value::Array(old), Value::Array(new)) if are_records(old) && are_records(new) => found.extend(records(name, old, new)),
            _ => found.extend(changed_fields(name, None, old, new)),
        }
    }
    found
}

pub(super) fn sections(document: &Document) -> Map<String, Value> {
    let whole = match document {
        Document::Plan(plan) => to_value(plan.as_ref()),
        Document::Evaluation(evaluation) => to_value(evaluation.as_ref()),
    };
    let Value::Object(mut sections) = whole else {
        return Map::new();
    };
    sections.remove("audit");
    sections.insert("document".to_owned(), serde_json::json!({ "title": document.head().title }));
    sections
}

/// Whether a list is one of records that can be told apart; a list that this version does not know may hold anything.
pub(super) fn are_records(entries: &[Value]) -> bool {
    by_key(entries).len() == entries.len() && entries.iter().all(|entry| entry.get("id").or_else(|| entry.get("candidate")).is_some_and(Value::is_string))
}

/// The id of a record: its own, or that of the combination for which there is one.
pub(super) fn key(record: &Value) -> String {
    let text = |name: &&str| record.get(*name).and_then(Value::as_str);
    match text(&"id") {
        Some(id) => id.to_owned(),
        None => ["evaluator", "knockout", "criterion", "candidate"].iter().filter_map(text).collect::<Vec<_>>().join("~"),
    }
}

pub(super) fn by_key(records: &[Value]) -> BTreeMap<String, &Value> {
    let mut found = BTreeMap::new();
    for record in records {
        found.insert(key(record), record);
    }
    found
}

fn records(section: &str, old: &[Value], new: &[Value]) -> Vec<FieldChange> {
    let (before, after) = (by_key(old), by_key(new));
    let value = |records: &BTreeMap<String, &Value>, id: &str| records.get(id).map_or(Value::Null, |record| Value::clone(record));
    let mut found = Vec::new();
    for id in distinct(&mut before.keys().chain(after.keys()).map(String::as_str)) {
        found.extend(changed_fields(section, Some(id), &value(&before, id), &value(&after, id)));
    }
    // What came or went is said already, so only the order among those that stayed is a difference of its own.
    let order = |records: &[Value]| records.iter().map(key).filter(|id| before.contains_key(id) && after.contains_key(id)).collect::<Vec<_>>();
    let (old_order, new_order) = (order(old), order(new));
    if old_order != new_order {
        found.push(FieldChange::new(section, None, "order", Some(old_order.into()), Some(new_order.into())));
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn records_without_an_id_of_their_own_are_known_by_what_they_combine() {
        let keys = [
            json!({ "id": "a", "candidate": "c" }),
            json!({ "evaluator": "v", "criterion": "k", "candidate": "c" }),
            json!({ "knockout": "o", "candidate": "c" }),
            json!({ "criterion": "k", "candidate": "c", "value": 4 }),
            json!({ "candidate": "c", "lines": [] }),
        ];
        assert_eq!(keys.iter().map(key).collect::<Vec<_>>(), ["a", "v~k~c", "o~c", "k~c", "c"]);
        assert!(are_records(&keys) && !are_records(&[json!({ "text": "a" })]) && !are_records(&[json!({ "id": "a" }), json!({ "id": "a" })]));
    }
}
