//! The file that an evaluator hands in: their scores, and what they scored by.
//!
//! It is JSON like the documents, with a name and a version of its own. Fields that this version does not know are kept.

use serde_json::{Map, Value};

use super::fault::ReadFault;
use super::json::Label;
use super::native::{SCHEMA_VERSION, content, file_stem, version};
use crate::domain::partner::evaluator_scores::EvaluatorScores;
use crate::domain::wire::to_value;

pub(super) const SCORES: &str = "trialwright.evaluator-scores";

/// Whether a label announces a scores file.
pub fn recognises(label: &Label) -> bool {
    label.format.as_deref() == Some(SCORES)
}

/// Reads a scores file: its value, and its text for the lines of faults.
pub fn read(value: Value, text: &str) -> Result<EvaluatorScores, ReadFault> {
    version(&Label::of(&value))?;
    content(value, text)
}

/// The scores as a file: pretty-printed JSON with a final line feed.
pub fn write(scores: &EvaluatorScores) -> String {
    let mut fields = Map::new();
    fields.insert("format".to_owned(), SCORES.into());
    fields.insert("schemaVersion".to_owned(), SCHEMA_VERSION.into());
    if let Value::Object(content) = to_value(scores) {
        fields.extend(content);
    }
    format!("{:#}\n", Value::Object(fields))
}

/// A file name that says whose scores they are: "quality-lead.scores.json".
pub fn file_name(scores: &EvaluatorScores) -> String {
    let name = file_stem(&scores.evaluator.role);
    if name.is_empty() { "evaluator.scores.json".to_owned() } else { format!("{name}.scores.json") }
}

#[cfg(test)]
mod tests {
    use super::super::{Incoming, json};
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::IdMaker;

    const SMALL: &str = include_str!("../../tests/fixtures/evaluator-scores.1.json");

    fn read_text(text: &str) -> Result<EvaluatorScores, ReadFault> {
        read(json::parse(text)?, text)
    }

    #[test]
    fn the_file_of_version_1_is_read_and_written_again_with_what_nobody_knows() {
        let scores = read_text(SMALL).expect("the fixture loads");
        assert_eq!((scores.evaluator.role.as_str(), scores.scores.len(), file_name(&scores).as_str()), ("Quality lead", 2, "quality-lead.scores.json"));
        let written = write(&scores);
        for unknown in ["fieldOfTheFuture", "scoreFieldOfTheFuture", "evaluatorFieldOfTheFuture"] {
            assert_eq!(written.matches(unknown).count(), 1, "{unknown}");
        }
        assert_eq!(read_text(&written).as_ref(), Ok(&scores));
        assert_eq!(write(&read_text(&written).expect("own output loads")), written);
    }

    #[test]
    fn it_is_told_from_a_document_and_its_faults_name_their_place() {
        let incoming = super::super::read(SMALL.as_bytes(), &mut IdMaker::new([7; 16]), Timestamp::from_millis(0)).expect("it loads");
        assert!(matches!(incoming, Incoming::Scores(_)));
        let check = |from: &str, to: &str, expected: &str| {
            assert!(SMALL.contains(from), "the fixture holds {from}");
            let said = read_text(&SMALL.replacen(from, to, 1)).expect_err("a fault").to_string();
            assert!(said.contains(expected), "{said}");
        };
        check("\"value\": 4", "\"value\": 9", "At scores[0].value (line ");
        check("\"schemaVersion\": 1", "\"schemaVersion\": 2", "written by a newer Trialwright (format 2");
        check("\"made\": \"2027-05-14T09:30:00.000Z\"", "\"made\": \"soon\"", "At made (line ");
    }
}
