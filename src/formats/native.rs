//! The native format: one JSON file for each document.
//!
//! Every file names its `format` and its `schemaVersion`. Fields that this version does not know are kept. Reading
//! and writing again gives the same bytes.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::fault::ReadFault;
use super::json::Label;
use super::plain::in_plain_words;
use crate::domain::document::{Document, DocumentKind};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::plan::TrialPlan;
use crate::domain::wire::{from_value, to_value};
use crate::domain::words::capitalised;

/// The version that this page writes, and the newest that it reads.
pub const SCHEMA_VERSION: u64 = 1;

pub(super) const PLAN: &str = "trialwright.trial-plan";
pub(super) const EVALUATION: &str = "trialwright.partner-evaluation";

/// The kind of document that a label announces; `None` where it is no native file.
pub fn kind(label: &Label) -> Option<DocumentKind> {
    match label.format.as_deref() {
        Some(PLAN) => Some(DocumentKind::Plan),
        Some(EVALUATION) => Some(DocumentKind::Evaluation),
        _ => None,
    }
}

/// Reads a native file: its value, and its text for the lines of faults.
pub fn read(value: Value, text: &str) -> Result<Document, ReadFault> {
    let label = Label::of(&value);
    version(&label)?;
    match kind(&label) {
        Some(DocumentKind::Plan) => content::<TrialPlan>(value, text).map(|plan| Document::Plan(Box::new(plan))),
        Some(DocumentKind::Evaluation) => content::<PartnerEvaluation>(value, text).map(|evaluation| Document::Evaluation(Box::new(evaluation))),
        None => Err(ReadFault::at_path("format", "This is not a Trialwright document")),
    }
}

/// Whether the version that a label names is read here.
pub(super) fn version(label: &Label) -> Result<(), ReadFault> {
    match label.schema_version {
        None => Err(ReadFault::at_path("schemaVersion", "The version of the format is missing or is not a whole number; export the document again")),
        Some(newer) if newer > SCHEMA_VERSION => Err(ReadFault::at_path(
            "schemaVersion",
            format!(
                "This file was written by a newer Trialwright (format {newer}; this page reads up to {SCHEMA_VERSION}); reload the page to update it, then import the file again"
            ),
        )),
        Some(SCHEMA_VERSION) => Ok(()),
        Some(unknown) => Err(ReadFault::at_path("schemaVersion", format!("There has never been a format {unknown}"))),
    }
}

/// Reads the text of a native file.
pub fn read_text(text: &str) -> Result<Document, ReadFault> {
    read(super::json::parse(text)?, text)
}

/// The document as its file: pretty-printed JSON with a final line feed.
pub fn write(document: &Document) -> String {
    let (format, content) = match document {
        Document::Plan(plan) => (PLAN, to_value(plan.as_ref())),
        Document::Evaluation(evaluation) => (EVALUATION, to_value(evaluation.as_ref())),
    };
    let mut fields = Map::new();
    fields.insert("format".to_owned(), format.into());
    fields.insert("schemaVersion".to_owned(), SCHEMA_VERSION.into());
    if let Value::Object(content) = content {
        fields.extend(content);
    }
    format!("{:#}\n", Value::Object(fields))
}

/// A file name for the document: its title in plain letters, and its kind.
pub fn file_name(document: &Document) -> String {
    let name = file_stem(&document.head().title);
    let kind = match document.kind() {
        DocumentKind::Plan => "plan",
        DocumentKind::Evaluation => "evaluation",
    };
    if name.is_empty() { format!("trialwright-{kind}.json") } else { format!("{name}.{kind}.json") }
}

/// A title as the beginning of a file's name: letters and digits, in lower case; empty where it has none.
pub fn file_stem(title: &str) -> String {
    let mut name = String::new();
    for letter in title.chars() {
        match letter {
            letter if letter.is_alphanumeric() => name.extend(letter.to_lowercase()),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    name.trim_end_matches('-').chars().take(60).collect()
}

/// Reads a file's own fields; those of the label stand beside them and are written anew each time.
pub(super) fn content<T: DeserializeOwned>(mut value: Value, text: &str) -> Result<T, ReadFault> {
    if let Value::Object(fields) = &mut value {
        fields.shift_remove("format");
        fields.shift_remove("schemaVersion");
    }
    from_value(value).map_err(|fault| {
        let (line, column) = super::json::position(text, &fault.steps()).unwrap_or_default();
        ReadFault::at_path(fault.path(), capitalised(&in_plain_words(fault.what()))).on_line(line, column)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;

    const SMALL: &str = include_str!("../../tests/fixtures/plan-v1.json");

    fn check(from: &str, to: &str, expected: &str) {
        assert!(SMALL.contains(from), "the fixture holds {from}");
        let said = read_text(&SMALL.replacen(from, to, 1)).expect_err("a fault").to_string();
        let (before, after) = said
            .split_once(", column ")
            .map_or((said.as_str(), ""), |(before, rest)| (before, rest.trim_start_matches(|letter: char| letter.is_ascii_digit())));
        assert_eq!(format!("{before}{after}"), expected);
    }

    #[test]
    fn unknown_fields_survive_at_every_level() {
        let document = read_text(SMALL).expect("the fixture loads");
        let written = write(&document);
        for unknown in ["fieldOfTheFuture", "riskFieldOfTheFuture", "trialFieldOfTheFuture"] {
            assert_eq!(written.matches(unknown).count(), 1, "{unknown}");
        }
        assert_eq!(write(&read_text(&written).expect("own output loads")), written);
    }

    #[test]
    fn bad_values_name_their_place() {
        check("\"impact\": 4", "\"impact\": 9", "At risks[0].current.impact (line 53): 9 is outside the scale from 1 to 6.");
        check("2026-03-13", "2026-02-30", "At tasks[0].plannedFinish (line 36): 2026-02-30 does not exist in the calendar.");
        check("\"id\": \"r-1\",", "", "At risks[0] (line 49): The field \"id\" is missing.");
        check("\"t-2\"", "\"t-1\"", "At tasks (line 28): The id t-1 stands twice, in entry 1 and entry 2.");
        check(
            "\"reduce\"",
            "\"pray\"",
            "At risks[0].response (line 51): The value \"pray\" is none of \"undecided\", \"avoid\", \"reduce\", \"transfer\", \"accept\".",
        );
        check(
            "\"schemaVersion\": 1",
            "\"schemaVersion\": 7",
            "At schemaVersion: This file was written by a newer Trialwright (format 7; this page reads up to 1); reload the page to update it, then import the file again.",
        );
    }

    #[test]
    fn file_names_are_plain() {
        let named = |title: &str| file_name(&Document::Plan(Box::new(TrialPlan::blank(Id::joined(&["p"]), title, Timestamp::from_millis(0)))));
        assert_eq!(named("KESTREL-2: phase II / Ötzi"), "kestrel-2-phase-ii-ötzi.plan.json");
        assert_eq!(named("<../..>"), "trialwright-plan.json");
    }
}
