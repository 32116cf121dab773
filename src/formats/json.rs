//! JSON texts from outside: encoding, syntax, depth, duplicate keys, and the fields at the top.

use std::fmt;

use serde::de::{self, DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::fault::ReadFault;
use crate::domain::wire::Step;
use crate::domain::words::capitalised;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// What the top of a JSON object says of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// The name of the format.
    pub format: Option<String>,
    /// The version of the format; `None` where there is none or it is no whole number.
    pub schema_version: Option<u64>,
}

impl Label {
    /// The label of a JSON value.
    pub fn of(value: &Value) -> Label {
        Label { format: value.get("format").and_then(Value::as_str).map(str::to_owned), schema_version: value.get("schemaVersion").and_then(Value::as_u64) }
    }
}

/// The text of a file: UTF-8, of a size that is read, without its byte order mark.
pub fn text(bytes: &[u8]) -> Result<&str, ReadFault> {
    if bytes.len() > LARGEST_FILE {
        return Err(ReadFault::of_file(format!(
            "This file is {} MB, and files up to {} MB are read; nothing was changed",
            bytes.len() / 1_000_000,
            LARGEST_FILE / 1_000_000
        )));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || (bytes.len() >= 2 && (bytes[0] == 0) != (bytes[1] == 0)) {
        return Err(ReadFault::of_file("This file is encoded as UTF-16 and UTF-8 is needed; save it again as UTF-8"));
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|fault| {
        if fault.error_len().is_none() {
            return ReadFault::of_file("This file stops in the middle of a letter; it was cut short, so fetch or export it again");
        }
        let line = bytes[..fault.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        ReadFault::of_file(format!("This file is not UTF-8 text: line {line} holds bytes that UTF-8 does not allow; save it again as UTF-8"))
    })?;
    if text.trim().is_empty() {
        return Err(ReadFault::of_file("This file is empty"));
    }
    Ok(text)
}

/// Reads a JSON object, refusing what is nested too deep and objects in which a key stands twice.
pub fn parse(text: &str) -> Result<Value, ReadFault> {
    if let Some(kind) = other_kind(text) {
        return Err(ReadFault::of_file(format!("This file is {kind}, not JSON")));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value =
        Node { path: &Path::Root }.deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value)).map_err(|fault| syntax(&fault))?;
    if value.is_object() { Ok(value) } else { Err(ReadFault::of_file("This is JSON, but not a document: a document is an object with named fields")) }
}

/// Line and column, counted from 1, at which the value stands to which the steps lead; `None` where they lead nowhere.
pub fn position(text: &str, steps: &[Step]) -> Option<(usize, usize)> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let fault = Seek { steps }.deserialize(&mut deserializer).err()?;
    (fault.to_string().starts_with(FOUND) && fault.line() > 0).then(|| (fault.line(), fault.column()))
}

/// A fault of the parser in plain words.
fn syntax(fault: &serde_json::Error) -> ReadFault {
    let text = fault.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    let what = match what.strip_prefix(DUPLICATE) {
        Some(key) => format!("the key {key} stands twice, so one of its two values would be lost; remove one of them"),
        None if what.starts_with("recursion limit") => "the JSON is nested deeper than 128 levels, which no document is; this is not a file of ours".to_owned(),
        None if fault.is_eof() => "the JSON stops in the middle; the file was cut short, so fetch or export it again".to_owned(),
        None => format!("this is not JSON: {}", plain(what)),
    };
    ReadFault::of_file(capitalised(&what)).on_line(fault.line(), fault.column())
}

/// The parser's words, for people.
pub(super) fn plain(what: &str) -> String {
    what.replace("EOF while parsing", "the file ends inside").replace("expected value", "a value is missing or is written in a way JSON does not know")
}

/// A file of another kind that people drop by mistake.
fn other_kind(text: &str) -> Option<&'static str> {
    let start = text.trim_start();
    let kinds = [
        ("PK\u{3}\u{4}", "a ZIP archive or an office file"),
        ("%PDF", "a PDF"),
        ("{\\rtf", "a rich text file"),
        ("<!DOCTYPE html", "a web page"),
        ("<!doctype html", "a web page"),
        ("<html", "a web page"),
        ("<clinical_study", "a record of the old ClinicalTrials.gov in XML, which API v2 replaced; download the study as JSON"),
        ("<", "XML"),
    ];
    kinds.into_iter().find(|(mark, _)| start.starts_with(mark)).map(|(_, kind)| kind)
}

const DUPLICATE: &str = "duplicate key ";

/// The way from the top of the file to a value, as a list on the stack.
enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Entry(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Key(Path::Root, key) => out.write_str(&clipped(key)),
            Path::Key(parent, key) => write!(out, "{parent}.{}", clipped(key)),
            Path::Entry(parent, place) => write!(out, "{parent}[{place}]"),
        }
    }
}

fn clipped(key: &str) -> String {
    crate::domain::words::clipped(key, 60)
}

/// Builds one value, refusing objects in which a key stands twice.
#[derive(Clone, Copy)]
struct Node<'a> {
    path: &'a Path<'a>,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element_seed(Node { path: &Path::Entry(self.path, list.len()) })? {
            list.push(entry);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = fields.next_key::<String>()? {
            let path = Path::Key(self.path, &key);
            if object.contains_key(&key) {
                return Err(A::Error::custom(format!("{DUPLICATE}{path}")));
            }
            let value = fields.next_value_seed(Node { path: &path })?;
            object.insert(key, value);
        }
        Ok(object.into())
    }
}

const FOUND: &str = "found";

/// Walks to a value and stops there with a fault, which the parser marks with its line and column.
struct Seek<'a> {
    steps: &'a [Step],
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.steps.is_empty() { Err(D::Error::custom(FOUND)) } else { deserializer.deserialize_any(self) }
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list or an object on the way")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        if let Some((Step::Entry(place), rest)) = self.steps.split_first() {
            for _ in 0..*place {
                entries.next_element::<IgnoredAny>()?;
            }
            entries.next_element_seed(Seek { steps: rest })?;
        }
        Err(A::Error::custom("nothing there"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        if let Some((Step::Field(name), rest)) = self.steps.split_first() {
            while let Some(key) = fields.next_key::<String>()? {
                if key == *name {
                    return fields.next_value_seed(Seek { steps: rest });
                }
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Err(A::Error::custom("nothing there"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        let fault = text(bytes).and_then(parse).expect_err("a fault");
        assert_eq!(fault.to_string(), expected);
    }

    #[test]
    fn what_is_not_json_says_what_it_is() {
        check(b"", "This file is empty.");
        check(b"PK\x03\x04rest", "This file is a ZIP archive or an office file, not JSON.");
        check(b"<html>", "This file is a web page, not JSON.");
        check(b"\xFF\xFE{\0}\0", "This file is encoded as UTF-16 and UTF-8 is needed; save it again as UTF-8.");
        check(b"{\n\"a\": \"\xE9\"}", "This file is not UTF-8 text: line 2 holds bytes that UTF-8 does not allow; save it again as UTF-8.");
        check(b"[1]", "This is JSON, but not a document: a document is an object with named fields.");
    }

    #[test]
    fn syntax_faults_name_line_and_column() {
        check(b"{\"a\": [1, 2", "At line 1, column 11: The JSON stops in the middle; the file was cut short, so fetch or export it again.");
        check(b"{\n \"a\" 1}", "At line 2, column 6: This is not JSON: expected `:`.");
        check(
            b"{\"a\":{\"b\":[{\"c\":1,\"c\":2}]}}",
            "At line 1, column 21: The key a.b[0].c stands twice, so one of its two values would be lost; remove one of them.",
        );
    }

    #[test]
    fn a_hundred_thousand_levels_are_refused_not_followed() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(parse(&deep).expect_err("too deep").to_string().contains("nested deeper than 128 levels"));
    }

    #[test]
    fn the_label_is_read_past_a_byte_order_mark() {
        let label = text(b"\xEF\xBB\xBF{\"format\":\"x\",\"schemaVersion\":3}").and_then(parse).map(|value| Label::of(&value)).expect("a label");
        assert_eq!(label, Label { format: Some("x".into()), schema_version: Some(3) });
        assert_eq!(parse("{\"format\": 1, \"schemaVersion\": \"2\"}").map(|value| Label::of(&value)), Ok(Label::default()));
    }
}
