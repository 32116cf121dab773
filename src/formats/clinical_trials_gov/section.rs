//! Walking through a record: objects, lists and texts by name, with a note of whatever is not carried over.
//!
//! Invariant: every field of an object that is visited is either asked for by name or noted when the visit ends, so
//! nothing of a record gets lost unsaid. An absent object is visited like an empty one. `null`, an empty text, an
//! empty list and an empty object all count as absent.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::omissions;
use crate::domain::words::{clipped, count, listed, quoted};
use crate::formats::made::LeftOut;

/// How many notes are listed one by one; a record with more than that is not a record of this registry.
const MOST_NOTES: usize = 300;

/// Where a value stands in the record.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// With the numbers of list entries: `locations[3].status`.
    path: String,
    /// The same for every entry of a list: `locations[].status`.
    pattern: String,
}

impl Place {
    fn field(&self, key: &str) -> Place {
        let key = clipped(key, 80);
        let within = |parent: &str| if parent.is_empty() { key.clone() } else { format!("{parent}.{key}") };
        Place { path: within(&self.path), pattern: within(&self.pattern) }
    }

    fn entry(&self, number: usize) -> Place {
        Place { path: format!("{}[{number}]", self.path), pattern: format!("{}[]", self.pattern) }
    }
}

/// What is not carried over, in the order in which it was met; the same reason at many entries of a list is one note.
#[derive(Debug)]
pub(super) struct Notes {
    prefix: String,
    notes: Vec<(Place, String, usize)>,
    numbers: BTreeMap<(String, String), usize>,
    unlisted: usize,
}

impl Notes {
    /// No notes yet, on a record that stands at `prefix` in its file (with the dot; empty for the file as a whole).
    pub(super) fn new(prefix: &str) -> Notes {
        Notes { prefix: prefix.to_owned(), notes: Vec::new(), numbers: BTreeMap::new(), unlisted: 0 }
    }

    /// Notes that the value at `place` is left out for `reason`, a sentence without its full stop.
    pub(super) fn add(&mut self, place: Place, reason: impl Into<String>) {
        let reason = reason.into();
        let key = (place.pattern.clone(), reason.clone());
        match self.numbers.get(&key) {
            Some(&number) => self.notes[number].2 += 1,
            None if self.notes.len() == MOST_NOTES => self.unlisted += 1,
            None => {
                self.numbers.insert(key, self.notes.len());
                self.notes.push((place, reason, 1));
            }
        }
    }

    /// The notes with their full paths.
    pub(super) fn into_left_out(self) -> Vec<LeftOut> {
        let prefix = self.prefix;
        let rest = (self.unlisted > 0).then(|| LeftOut {
            path: format!("{prefix}protocolSection"),
            reason: format!("{} more of this record than listed here cannot be carried over", count(self.unlisted, "value", "values")),
        });
        let lines = self.notes.into_iter().map(|(place, reason, times)| match times {
            1 => LeftOut { path: format!("{prefix}{}", place.path), reason },
            _ => LeftOut { path: format!("{prefix}{}", place.pattern), reason: format!("{reason} ({times} entries)") },
        });
        lines.chain(rest).collect()
    }
}

/// One object of the record, and which of its fields have been asked for.
#[derive(Debug)]
pub(super) struct Section<'a> {
    fields: Option<&'a Map<String, Value>>,
    place: Place,
    taken: BTreeSet<&'static str>,
}

impl<'a> Section<'a> {
    /// Visits the record as a whole.
    pub(super) fn visit_record<T>(record: &'a Map<String, Value>, notes: &mut Notes, read: impl FnOnce(&mut Section<'a>, &mut Notes) -> T) -> T {
        Section::visit(Some(record), Place { path: String::new(), pattern: String::new() }, notes, read)
    }

    /// Visits the object under `key`.
    pub(super) fn within<T>(&mut self, key: &'static str, notes: &mut Notes, read: impl FnOnce(&mut Section<'a>, &mut Notes) -> T) -> T {
        let fields = self.value(key).and_then(|value| expected(value.as_object(), "an object", value, || self.place_of(key), notes));
        Section::visit(fields, self.place_of(key), notes, read)
    }

    /// Visits each object of the list under `key`; what `read` makes of them, where it makes something.
    pub(super) fn each<T>(&mut self, key: &'static str, notes: &mut Notes, mut read: impl FnMut(&mut Section<'a>, &mut Notes) -> Option<T>) -> Vec<T> {
        let mut made = Vec::new();
        for (place, entry) in self.entries(key, notes) {
            if let Some(fields) = expected(entry.as_object(), "an object", entry, || place.clone(), notes) {
                made.extend(Section::visit(Some(fields), place, notes, &mut read));
            }
        }
        made
    }

    /// The texts of the list under `key`, with their places.
    pub(super) fn texts(&mut self, key: &'static str, notes: &mut Notes) -> Vec<(Place, String)> {
        let mut texts = Vec::new();
        for (place, entry) in self.entries(key, notes) {
            if let Some(text) = expected(entry.as_str(), "a text", entry, || place.clone(), notes).map(str::trim).filter(|text| !text.is_empty()) {
                texts.push((place, text.to_owned()));
            }
        }
        texts
    }

    /// The text under `key` without the space around it; empty where there is none.
    pub(super) fn text(&mut self, key: &'static str, notes: &mut Notes) -> String {
        let text = self.value(key).and_then(|value| expected(value.as_str(), "a text", value, || self.place_of(key), notes));
        text.unwrap_or_default().trim().to_owned()
    }

    /// The text under `key`, which the registry escapes for Markdown (`\>` for `>`), as it reads.
    pub(super) fn prose(&mut self, key: &'static str, notes: &mut Notes) -> String {
        unescaped(&self.text(key, notes))
    }

    /// The text under `key`, without which this entry of a list cannot be told from the others.
    pub(super) fn name(&mut self, key: &'static str, notes: &mut Notes) -> Option<String> {
        let name = self.text(key, notes);
        if name.is_empty() {
            self.note_nameless(key, notes);
        }
        Some(name).filter(|name| !name.is_empty())
    }

    /// Notes that this entry of a list is left out, as it lacks the field that names it.
    pub(super) fn note_nameless(&self, key: &str, notes: &mut Notes) {
        notes.add(self.place.clone(), format!("This entry has no {key}, so there is nothing to call it in the plan"));
    }

    /// The yes or no under `key`.
    pub(super) fn flag(&mut self, key: &'static str, notes: &mut Notes) -> Option<bool> {
        self.value(key).and_then(|value| expected(value.as_bool(), "true or false", value, || self.place_of(key), notes))
    }

    /// The whole number from 0 to `most` under `key`.
    pub(super) fn whole_number(&mut self, key: &'static str, most: u32, notes: &mut Notes) -> Option<u32> {
        let value = self.value(key)?;
        let number = expected(value.as_number(), "a number", value, || self.place_of(key), notes)?;
        let whole = number.as_u64().and_then(|whole| u32::try_from(whole).ok()).filter(|whole| *whole <= most);
        if whole.is_none() {
            notes.add(self.place_of(key), format!("{number} is not a whole number from 0 to {most}"));
        }
        whole
    }

    /// What `values` has for the registry's word under `key`.
    pub(super) fn one_of<T: Copy>(&mut self, key: &'static str, values: &[(&str, T)], notes: &mut Notes) -> Option<T> {
        let word = self.text(key, notes);
        (!word.is_empty()).then(|| known(&word, values, || self.place_of(key), notes)).flatten()
    }

    /// Where the field `key` of this object stands.
    pub(super) fn place_of(&self, key: &str) -> Place {
        self.place.field(key)
    }

    fn visit<T>(fields: Option<&'a Map<String, Value>>, place: Place, notes: &mut Notes, read: impl FnOnce(&mut Section<'a>, &mut Notes) -> T) -> T {
        let mut section = Section { fields, place, taken: BTreeSet::new() };
        let made = read(&mut section, notes);
        for (key, _) in fields.into_iter().flatten().filter(|(key, value)| !section.taken.contains(key.as_str()) && !is_absent(value)) {
            let place = section.place_of(key);
            let reason = omissions::reason(&place.pattern);
            notes.add(place, reason);
        }
        made
    }

    fn value(&mut self, key: &'static str) -> Option<&'a Value> {
        self.taken.insert(key);
        self.fields?.get(key).filter(|value| !is_absent(value))
    }

    fn entries(&mut self, key: &'static str, notes: &mut Notes) -> Vec<(Place, &'a Value)> {
        let list = self.value(key).and_then(|value| expected(value.as_array(), "a list", value, || self.place_of(key), notes));
        let place = self.place_of(key);
        list.into_iter().flatten().enumerate().filter(|(_, entry)| !is_absent(entry)).map(|(number, entry)| (place.entry(number), entry)).collect()
    }
}

/// What `values` has for the registry's word; a word that the registry does not have is noted.
pub(super) fn known<T: Copy>(word: &str, values: &[(&str, T)], place: impl FnOnce() -> Place, notes: &mut Notes) -> Option<T> {
    let found = values.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    if found.is_none() {
        let names: Vec<String> = values.iter().map(|(name, _)| (*name).to_owned()).collect();
        notes.add(place(), format!("{} is not one of the registry's values here: {}", quoted(word), listed(&names)));
    }
    found
}

/// What kind of value this is, in a sentence.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn expected<T>(found: Option<T>, wanted: &str, value: &Value, place: impl FnOnce() -> Place, notes: &mut Notes) -> Option<T> {
    if found.is_none() {
        notes.add(place(), format!("This is {}, where {wanted} is expected", kind(value)));
    }
    found
}

fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(entries) => entries.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The text without the backslashes that CommonMark puts before punctuation.
fn unescaped(text: &str) -> String {
    let mut letters = text.chars().peekable();
    let mut plain = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        let escaped = (letter == '\\').then(|| letters.next_if(char::is_ascii_punctuation)).flatten();
        plain.push(escaped.unwrap_or(letter));
    }
    plain
}
