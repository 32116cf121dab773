//! What always holds of files: ours come through unharmed, everybody's are answered with a document or one sentence.

mod support;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};
use support::{after, at, blank_evaluation, blank_plan, gestures};
use trialwright::domain::document::Document;
use trialwright::domain::finding::Finding;
use trialwright::domain::id::IdMaker;
use trialwright::formats::{Incoming, native, read};

/// Every fixture of every version, by name.
fn fixtures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let entries = fs::read_dir(folder).expect("the fixtures").map(|entry| entry.expect("an entry").path());
    let named = entries.map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path));
    let mut fixtures: Vec<_> = named.filter(|(name, _)| name.contains("-v")).map(|(name, path)| (name, fs::read_to_string(path).expect("a text"))).collect();
    fixtures.sort();
    assert!(fixtures.len() >= 2, "a plan and an evaluation of each version");
    fixtures
}

fn fixture(name: &str) -> String {
    fixtures().into_iter().find(|(known, _)| known == name).expect(name).1
}

fn load(bytes: &[u8]) -> Result<(Document, Vec<Finding>), String> {
    match read(bytes, &mut IdMaker::new([7; 16]), at(0)) {
        Ok(Incoming::Native { document, findings }) => Ok((*document, findings)),
        Ok(Incoming::Scores(_)) => Err("the scores of an evaluator".to_owned()),
        Ok(Incoming::Locked(_)) => Err("a file under a passphrase".to_owned()),
        Ok(Incoming::Made(made)) => Err(made.source.phrase()),
        Err(fault) => Err(fault.to_string()),
    }
}

/// The sentence that answers a file; it is one line, begins like a sentence, ends like one, and is no wall of text.
fn sentence(bytes: &[u8]) -> String {
    let said = load(bytes).expect_err("a file that cannot be read");
    assert!(!said.chars().any(char::is_control), "one line: {said:?}");
    assert!(said.starts_with(char::is_uppercase) && said.ends_with('.') && !said.contains(".."), "a sentence: {said:?}");
    assert!((15..=600).contains(&said.chars().count()), "short: {said:?}");
    for jargon in ["EOF", "serde", "struct", "enum", "expected one of", "unexpected", "i64", "u64", "u32", "NaN"] {
        assert!(!said.contains(jargon), "plain words, not {jargon}: {said:?}");
    }
    said
}

fn check(bytes: impl AsRef<[u8]>, expected: &str) {
    let said = sentence(bytes.as_ref());
    assert!(said.contains(expected), "expected {expected:?}, found {said:?}");
}

/// The fixture with one passage changed.
fn changed(name: &str, from: &str, to: &str) -> String {
    let text = fixture(name);
    assert_eq!(text.matches(from).count(), 1, "{name} holds {from} once");
    text.replacen(from, to, 1)
}

fn check_plan(from: &str, to: &str, expected: &str) {
    check(changed("plan-v1.json", from, to), expected);
}

fn check_evaluation(from: &str, to: &str, expected: &str) {
    check(changed("evaluation-v1.json", from, to), expected);
}

#[test]
fn files_of_every_version_load() {
    for (name, text) in fixtures() {
        let (document, _) = load(text.as_bytes()).expect(&name);
        assert!(!document.head().title.is_empty(), "{name}");
    }
}

#[test]
fn fields_that_nobody_knows_survive() {
    for (name, text) in fixtures() {
        let (document, _) = load(text.as_bytes()).expect(&name);
        let [before, after] = [&text, &native::write(&document)].map(|text| unknown(&serde_json::from_str(text).expect("JSON"), ""));
        assert!(before.len() >= 3, "{name} holds fields of the future");
        assert_eq!(before, after, "{name}");
    }
}

/// The fields of the future in a value, with their paths.
fn unknown(value: &Value, path: &str) -> Vec<(String, Value)> {
    match value {
        Value::Object(fields) => {
            let (future, known): (Vec<_>, Vec<_>) = fields.iter().partition(|(name, _)| name.to_lowercase().contains("fieldofthefuture"));
            let here = future.into_iter().map(|(name, value)| (format!("{path}.{name}"), value.clone()));
            here.chain(known.into_iter().flat_map(|(name, value)| unknown(value, &format!("{path}.{name}")))).collect()
        }
        Value::Array(entries) => entries.iter().enumerate().flat_map(|(place, entry)| unknown(entry, &format!("{path}[{place}]"))).collect(),
        _ => Vec::new(),
    }
}

fn comes_back_byte_for_byte(document: &Document) {
    let first = native::write(document);
    let (back, _) = load(first.as_bytes()).expect("our own file loads");
    assert_eq!(&back, document);
    assert_eq!(native::write(&back), first);
    assert!(first.ends_with("}\n") && !first.contains('\r'));
}

#[test]
fn exported_files_come_back_byte_for_byte() {
    for (name, text) in fixtures() {
        comes_back_byte_for_byte(&load(text.as_bytes()).expect(&name).0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_document_comes_back_byte_for_byte(gestures in gestures(40)) {
        for blank in [blank_plan(), blank_evaluation()] {
            comes_back_byte_for_byte(after(blank, &gestures).document());
        }
    }

    #[test]
    fn a_damaged_file_loads_or_is_refused_in_a_sentence(place in any::<prop::sample::Index>(), byte in any::<u8>(), other in any::<prop::sample::Index>()) {
        for (_, text) in fixtures() {
            let mut bytes = text.into_bytes();
            let (place, other) = (place.index(bytes.len()), other.index(bytes.len()));
            bytes[place] = byte;
            bytes.swap(place, other);
            if load(&bytes).is_err() {
                sentence(&bytes);
            }
        }
    }
}

#[test]
fn a_file_that_was_cut_short_says_so_wherever_it_was_cut() {
    for (name, text) in fixtures() {
        for length in (0..text.trim_end().len()).step_by(97) {
            let said = sentence(&text.as_bytes()[..length]);
            assert!(said.contains("cut short") || said == "This file is empty.", "{name} to {length}: {said}");
        }
    }
}

#[test]
fn what_is_no_document_is_named() {
    check("", "This file is empty.");
    check("Dear all, please find attached", "At line 1, column 1: This is not JSON: ");
    check("\u{0}\u{0}\u{0}", "This is not JSON: ");
    check("PK\u{3}\u{4}\u{14}", "a ZIP archive or an office file");
    check("%PDF-1.7", "a PDF");
    check("<?xml version=\"1.0\"?><Project/>", "XML");
    check("[]", "This is JSON, but not a document");
    check("null", "This is JSON, but not a document");
    check("{}", "This file holds an empty JSON object, so there is no document in it; export the document again.");
    check(r#"{"name": 1, "id": 2}"#, "it begins with “name” and “id”");
    check(r#"{"usdmVersion": "4.0"}"#, "CDISC USDM");
    check(format!("{{\"{}\": 1, \"b\\nc\": 2}}", "a".repeat(10_000)), "neither a Trialwright document");
    check(r#"{"format": "trialwright.budget", "schemaVersion": 1}"#, "neither a Trialwright document");
}

#[test]
fn other_encodings_are_named_and_a_byte_order_mark_does_no_harm() {
    let text = fixture("plan-v1.json");
    let plain = load(text.as_bytes()).expect("it loads");
    assert_eq!(load(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()).expect("it loads"), plain);
    assert_eq!(load(text.replace('\n', "\r\n").as_bytes()).expect("it loads"), plain);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for utf16 in [[b"\xFF\xFE", little.as_slice()].concat(), [b"\xFE\xFF", big.as_slice()].concat(), little, big] {
        check(utf16, "UTF-16");
    }
    let latin: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
    check(latin, "not UTF-8 text: line 45 holds");
}

#[test]
fn answers_of_the_old_api_are_told_from_records() {
    check(r#"{"FullStudiesResponse": {"NStudiesFound": 1, "FullStudies": []}}"#, "API");
    check(r#"{"Study": {"ProtocolSection": {}}}"#, "API");
    check(r#"{"protocolSection": {}}"#, ".");
}

#[test]
fn large_and_deep_files_are_judged_not_followed() {
    check(" ".repeat(50_000_000), "This file is empty.");
    check("x".repeat(50_000_000), "This is not JSON");
    check("[".repeat(50_000_000), "nested deeper than 128 levels");
    check(" ".repeat(68_000_000), "files up to 67 MB are read");
    check(format!("{{\"a\": \"{}", "é".repeat(5_000_000)), "cut short");
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        check(&deep, "nested deeper than 128 levels");
        check(changed("plan-v1.json", "\"kept\"", &deep), "nested deeper than 128 levels");
    }
    let legal = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    let (document, _) = load(changed("plan-v1.json", "\"kept\"", &legal).as_bytes()).expect("a hundred levels load");
    comes_back_byte_for_byte(&document);
}

#[test]
fn keys_and_ids_that_stand_twice_are_named() {
    check_plan("\"name\": \"Write the protocol\"", "\"name\": \"A\", \"name\": \"B\"", "The key tasks[0].name stands twice");
    check_plan("\"fieldOfTheFuture\": \"kept\"", "\"future\": [{\"a\": 1, \"\\u0061\": 2}]", "The key future[0].a stands twice");
    check_plan("\"schemaVersion\": 1", "\"schemaVersion\": 1, \"schemaVersion\": 1", "The key schemaVersion stands twice");
    check_plan("\"id\": \"t-2\"", "\"id\": \"t-1\"", "At tasks (line 28, column 11): The id t-1 stands twice, in entry 1 and entry 2");
    check_evaluation("\"id\": \"k-4\"", "\"id\": \"k-1\"", "The id k-1 stands twice");
    let score = "{ \"evaluator\": \"v-1\", \"criterion\": \"k-2\", \"candidate\": \"c-2\", \"value\": 5 }";
    check_evaluation(score, &format!("{score}, {score}"), "The id v-1~k-2~c-2 stands twice");
}

#[test]
fn references_to_nothing_load_with_a_finding() {
    let (document, findings) = load(fixture("plan-v1.json").as_bytes()).expect("it loads");
    assert_eq!(findings, document.findings());
    assert_eq!(findings.iter().map(|finding| finding.path.as_str()).collect::<Vec<_>>(), ["sites[1].country"]);
    let (_, findings) = load(fixture("evaluation-v1.json").as_bytes()).expect("it loads");
    assert_eq!(findings.iter().map(|finding| finding.path.as_str()).collect::<Vec<_>>(), ["scores[4].criterion"]);
    assert!(findings.iter().all(|finding| finding.message.ends_with('.') && finding.mend.ends_with('.')));
}

#[test]
fn numbers_out_of_range_are_refused_at_their_place() {
    check_plan("\"impact\": 4", "\"impact\": 0", "At risks[0].current.impact (line 53, column ");
    check_plan("\"impact\": 4", "\"impact\": 2.5", "At risks[0].current.impact");
    check_plan("\"impact\": 4", "\"impact\": \"4\"", "At risks[0].current.impact");
    check_plan("\"plannedSites\": 4", "\"plannedSites\": -4", "At countries[0].plannedSites");
    check_plan("\"plannedSites\": 4", "\"plannedSites\": 4294967296", "At countries[0].plannedSites");
    check_plan("\"plannedSites\": 4", "\"plannedSites\": 1e999", "number out of range");
    check_plan("\"number\": 1", "\"number\": 99999999999999999999999", "At risks[0].number");
    check_plan("\"revision\": 2", "\"revision\": -1", "At document.revision");
    check_evaluation("\"weight\": 40", "\"weight\": 100.1", "100.1 is outside the weights from 0 to 100");
    check_evaluation("\"weight\": 40", "\"weight\": -1", "-1 is outside the weights from 0 to 100");
    check_evaluation("\"value\": 4", "\"value\": 6", "6 is outside the scale from 1 to 5");
}

#[test]
fn dates_that_do_not_exist_are_refused_at_their_place() {
    check_plan("\"2026-03-13\"", "\"2027-02-29\"", "At tasks[0].plannedFinish (line 36, column 23): 2027-02-29 does not exist in the calendar.");
    check_plan("\"2026-03-13\"", "\"13/03/2026\"", "\"13/03/2026\" is not a date; dates are written YYYY-MM-DD");
    check_plan("\"2026-03-13\"", "\"0000-00-00\"", "0000-00-00 is outside the years 1900 to 2199");
    check_plan("\"2026-03-13\"", "20260313", "At tasks[0].plannedFinish");
    check_plan("\"2026-03-13\"", "\"2025-12-31\"", "“Write the protocol” would finish on 31 Dec 2025, before it starts on 12 Jan 2026");
    check_plan("\"2026-11\"", "\"2026-13\"", "2026-13 does not exist in the calendar");
    check_plan("\"2026-01-12T09:10:00.000Z\"", "\"2026-01-12\"", "\"2026-01-12\" is not a moment");
    check_plan("\"2026-03-13\"", &format!("\"{}\"", "9".repeat(10_000)), "is not a date");
}

#[test]
fn values_that_the_format_does_not_know_are_refused_at_their_place() {
    check_plan("\"phase2\"", "\"phase 2\"", "At trial.phase");
    check_plan("\"regulatory\"", &format!("\"{}\"", "x".repeat(10_000)), "At risks[0].category");
    check_plan("\"regulatory\"", "\"a\\u001b[31m\\nb\"", "At risks[0].category");
    check_plan("\"state\": \"notStarted\"", "\"state\": \"begun\"", "At tasks[1].progress");
    check_plan("\"id\": \"r-1\", \"number\": 1,", "\"id\": \"\", \"number\": 1,", "At risks[0].id");
    check_plan("\"id\": \"r-1\", \"number\": 1,", &format!("\"id\": \"{}\", \"number\": 1,", "r".repeat(201)), "At risks[0].id");
    check_plan("\"format\": \"trialwright.trial-plan\"", "\"format\": \"trialwright.partner-evaluation\", \"criteria\": {}", "At criteria");
    check(r#"{"format": "trialwright.trial-plan", "schemaVersion": 1}"#, "The field \"document\" is missing");
}

#[test]
fn other_versions_are_refused_with_what_to_do() {
    check_plan(
        "\"schemaVersion\": 1",
        "\"schemaVersion\": 2",
        "written by a newer Trialwright (format 2; this page reads up to 1); reload the page to update it",
    );
    check_plan("\"schemaVersion\": 1", "\"schemaVersion\": 0", "There has never been a format 0");
    for odd in ["\"1\"", "1.5", "-1", "null", "[1]", "1e400"] {
        sentence(changed("plan-v1.json", "\"schemaVersion\": 1", &format!("\"schemaVersion\": {odd}")).as_bytes());
    }
    check_plan("\"schemaVersion\": 1,", "", "The version of the format is missing");
}

#[test]
fn names_of_any_length_and_with_any_markup_are_kept_as_they_are() {
    for name in [
        "x".repeat(10_000),
        "<img src=x onerror=alert(1)>".to_owned(),
        "{{ 7 * 7 }} ${x} %s \\ \" ' \u{202E}\u{0} \u{FEFF}".to_owned(),
        "=HYPERLINK(\"http://x\")".to_owned(),
        String::new(),
    ] {
        let text = changed("plan-v1.json", "\"Write the protocol\"", &json!(name).to_string());
        let (document, _) = load(text.as_bytes()).expect("it loads");
        let kept = document.plan().and_then(|plan| plan.tasks.iter().next()).map(|task| task.name.clone());
        assert_eq!(kept, Some(name));
        comes_back_byte_for_byte(&document);
    }
}
