//! Going back to an earlier version, as one edit like any other: it is journalled, audited and can be undone.

use serde_json::{Map, Value, json};

use super::command::Change;
use super::compare::{are_records, by_key, key, sections};
use crate::domain::document::Document;
use crate::domain::wire::from_value;

/// The change that makes the content of `document` that of `earlier`; `None` where it is so already.
///
/// Fields at the top of a document that this version does not know cannot be edited, and stay as they are.
pub fn change_to(document: &Document, earlier: &Document) -> Option<Change> {
    let (now, then) = (sections(document), sections(earlier));
    let mut changes = Vec::new();
    for name in now.keys().chain(then.keys().filter(|name| !now.contains_key(*name))) {
        section(name, now.get(name), then.get(name), &mut changes);
    }
    if changes.is_empty() { None } else { Some(Change::Several(changes)) }
}

/// The changes of one section. A list of records that stands in one of the documents alone is empty in the other.
fn section(name: &str, now: Option<&Value>, then: Option<&Value>, changes: &mut Vec<Change>) {
    if now == then {
        return;
    }
    let nothing = Value::Array(Vec::new());
    match (name, now.unwrap_or(&nothing), then.unwrap_or(&nothing)) {
        ("document", _, Value::Object(head)) => push(changes, "title", head.get("title").cloned().unwrap_or_default()),
        (_, Value::Array(now), Value::Array(then)) if are_records(now) && are_records(then) => records(name, now, then, changes),
        (_, _, then) => push(changes, name, then.clone()),
    }
}

/// Takes out what came since, then goes through the earlier list from its top, so that whatever is above stands right.
fn records(section: &str, now: &[Value], then: &[Value], changes: &mut Vec<Change>) {
    let (current, wanted) = (by_key(now), by_key(then));
    let mut edit = |what: &str, content: Value| {
        let mut fields = Map::new();
        fields.insert(what.to_owned(), content);
        push(changes, section, Value::Object(fields));
    };
    let mut order: Vec<String> = now.iter().map(key).collect();
    for gone in order.iter().filter(|id| !wanted.contains_key(*id)) {
        edit("remove", json!({ "id": gone }));
    }
    order.retain(|id| wanted.contains_key(id));
    for (place, record) in then.iter().enumerate() {
        let id = key(record);
        match current.get(&id) {
            None => {
                edit("put", json!({ "record": record, "place": place }));
                order.insert(place.min(order.len()), id);
                continue;
            }
            Some(current) if *current != record => edit("put", json!({ "record": record })),
            Some(_) => {}
        }
        if order.get(place) != Some(&id) {
            edit("move", json!({ "id": id, "to": place }));
            order.retain(|other| *other != id);
            order.insert(place.min(order.len()), id);
        }
    }
}

/// Sections that this version does not know have no change.
fn push(changes: &mut Vec<Change>, name: &str, content: Value) {
    let mut fields = Map::new();
    fields.insert(name.to_owned(), content);
    changes.extend(from_value::<Change>(Value::Object(fields)));
}
