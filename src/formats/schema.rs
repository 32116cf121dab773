//! The published JSON Schema of the native format, generated from the types.
//!
//! It lets others check their files, and editors complete them, without our code. The file under `public/schema/` is
//! written here and compared in a test, so it cannot fall behind the types: `cargo xtask schema` writes it anew.
//!
//! Fields that the schema does not name are allowed everywhere, as the reader allows them. What only the whole
//! document can tell, such as ids that stand twice or point to nothing, is left to the reader.

#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::native::{EVALUATION, PLAN, SCHEMA_VERSION};
use super::scores_file::SCORES;
use crate::domain::document::DocumentKind;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::evaluator_scores::EvaluatorScores;
use crate::domain::plan::TrialPlan;
use crate::domain::wire::EXTRA;
use crate::domain::words::capitalised;

const FILE: &str = "trialwright.v1.json";

/// A schema with its parts in the order in which people read them.
#[derive(Serialize)]
struct Published {
    #[serde(rename = "$schema")]
    dialect: &'static str,
    #[serde(rename = "$id")]
    id: &'static str,
    title: &'static str,
    description: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "oneOf")]
    one_of: [Value; 3],
    #[serde(rename = "$defs")]
    definitions: Map<String, Value>,
}

/// The schema of files of this version: a trial plan, a partner evaluation, or the scores of one evaluator.
fn schema() -> Published {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let one_of = [
        kind::<TrialPlan>(&mut generator, DocumentKind::Plan.noun(), PLAN),
        kind::<PartnerEvaluation>(&mut generator, DocumentKind::Evaluation.noun(), EVALUATION),
        kind::<EvaluatorScores>(&mut generator, "scores of one evaluator", SCORES),
    ];
    Published {
        dialect: "https://json-schema.org/draft/2020-12/schema",
        id: FILE,
        title: "Trialwright document",
        description: format!(
            "A file that Trialwright exports and imports, in version {SCHEMA_VERSION} of its format: one trial plan, one partner evaluation, or the scores that one evaluator hands in. Fields that are not named here are allowed."
        ),
        kind: "object",
        one_of,
        definitions: generator
            .take_definitions(true)
            .into_iter()
            .filter(|(name, _)| name != "Extra")
            .map(|(name, schema)| (name, in_plain_words(schema)))
            .collect(),
    }
}

/// One kind of file, told from the others by its `format`.
fn kind<T: JsonSchema>(generator: &mut SchemaGenerator, noun: &str, format: &str) -> Value {
    json!({
        "title": capitalised(noun),
        "properties": {
            "format": { "description": "What kind of file this is.", "const": format },
            "schemaVersion": { "description": "The version of the format.", "const": SCHEMA_VERSION },
        },
        "required": ["format", "schemaVersion"],
        "allOf": [generator.subschema_for::<T>()],
    })
}

/// The schema without the words of Rust in its descriptions, and with unknown fields allowed where they are kept.
fn in_plain_words(schema: Value) -> Value {
    match schema {
        Value::Object(mut fields) => {
            if fields.get_mut("properties").and_then(Value::as_object_mut).is_some_and(|known| known.shift_remove(EXTRA).is_some()) {
                fields.insert("additionalProperties".to_owned(), Value::Bool(true));
            }
            Value::Object(fields.into_iter().map(|(name, value)| (name, in_plain_words(value))).collect())
        }
        Value::Array(entries) => entries.into_iter().map(in_plain_words).collect(),
        Value::String(text) => Value::String(text.replace("`None`", "absent")),
        other => other,
    }
}

fn pretty() -> String {
    serde_json::to_string_pretty(&schema()).expect("a schema is plain data") + "\n"
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// What the schema says against a file: the places of the faults.
fn faults(text: &str) -> Vec<String> {
    let validator = jsonschema::draft202012::options().should_validate_formats(true).build(&parsed(&pretty())).expect("a schema");
    validator.iter_errors(&parsed(text)).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

const PLAN_FIXTURE: &str = include_str!("../../tests/fixtures/plan-v1.json");
const EVALUATION_FIXTURE: &str = include_str!("../../tests/fixtures/evaluation-v1.json");

#[test]
fn the_published_schema_is_what_the_types_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/schema").join(FILE);
    let (written, wanted) = (std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n"), pretty());
    if written == wanted {
        return;
    }
    if std::env::var_os("TRIALWRIGHT_UPDATE").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(path.parent().expect("a folder")).and_then(|()| std::fs::write(&path, wanted)).expect("the schema can be written");
        return;
    }
    let line = written.lines().zip(wanted.lines()).take_while(|(written, wanted)| written == wanted).count() + 1;
    panic!("{} differs from the types, first in line {line}; write it anew with `cargo xtask schema`", path.display());
}

#[test]
fn our_own_files_keep_to_the_schema() {
    let files = [
        ("the plan of version 1", PLAN_FIXTURE),
        ("the evaluation of version 1", EVALUATION_FIXTURE),
        ("the scores of version 1", include_str!("../../tests/fixtures/evaluator-scores.1.json")),
        ("the sample's plan", include_str!("../../public/start/sample-plan.json")),
        ("the sample's evaluation", include_str!("../../public/start/sample-evaluation.json")),
        ("phase I", include_str!("../../public/start/phase-1.json")),
        ("phase II", include_str!("../../public/start/phase-2.json")),
        ("phase III", include_str!("../../public/start/phase-3.json")),
        ("device", include_str!("../../public/start/device.json")),
        ("evaluation", include_str!("../../public/start/partner-evaluation.json")),
    ];
    for (name, text) in files {
        assert_eq!(faults(text), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_the_reader_refuses_the_schema_refuses_too() {
    let refused = |fixture: &str, from: &str, to: &str| {
        assert!(fixture.contains(from), "the fixture holds {from}");
        let changed = fixture.replacen(from, to, 1);
        assert!(super::native::read_text(&changed).is_err(), "the reader takes {to}");
        assert!(!faults(&changed).is_empty(), "the schema takes {to}");
    };
    refused(PLAN_FIXTURE, "\"schemaVersion\": 1", "\"schemaVersion\": 2");
    refused(PLAN_FIXTURE, "\"impact\": 4", "\"impact\": 9");
    refused(PLAN_FIXTURE, "2026-03-13", "2026-02-30");
    refused(PLAN_FIXTURE, "2026-01-12T09:10:00.000Z", "yesterday");
    refused(PLAN_FIXTURE, "\"id\": \"r-1\",", "");
    refused(PLAN_FIXTURE, "\"regulatory\"", "\"weather\"");
    refused(PLAN_FIXTURE, "\"phase2\"", "\"phase9\"");
    refused(PLAN_FIXTURE, "\"notStarted\"", "\"begun\"");
    refused(EVALUATION_FIXTURE, "\"weight\": 40", "\"weight\": 140");
    refused(EVALUATION_FIXTURE, "\"value\": 4", "\"value\": 0");
    refused(EVALUATION_FIXTURE, "\"format\": \"trialwright.partner-evaluation\"", "\"format\": \"trialwright.trial-plan\", \"tasks\": 3");
}
