//! The one way between the types of documents and JSON values.
//!
//! Every type is compiled for one serializer and one deserializer only, whatever its text comes from: a file, the
//! journal, a template. That keeps the page small, and every fault names its place.

mod in_order;
mod reading;

use std::fmt;

use serde::Serialize;
use serde::de::{DeserializeOwned, Error as _, Expected};
use serde_json::Value;

pub(crate) use self::in_order::{InOrder, from_map};
use self::reading::Wire;

/// Data as a JSON value. Document types are plain data with text keys: nothing in them can fail.
pub fn to_value<T: Serialize>(data: &T) -> Value {
    let mut value = serde_json::to_value(data).unwrap_or(Value::Null);
    raise(&mut value);
    value
}

/// The name under which a struct holds the fields that this version does not know; see `domain/extra.rs`. In files they
/// stand beside the others.
pub(crate) const EXTRA: &str = "\u{0}extra";

/// Puts unknown fields beside the known ones.
fn raise(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let extra = fields.shift_remove(EXTRA);
            fields.values_mut().for_each(raise);
            if let Some(Value::Object(extra)) = extra {
                fields.extend(extra);
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(raise),
        _ => {}
    }
}

/// A JSON value as data, or the place where it does not fit.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, WireFault> {
    T::deserialize(Wire(value))
}

/// Data as JSON text in one line.
pub fn to_text<T: Serialize>(data: &T) -> String {
    to_value(data).to_string()
}

/// JSON text as data, for texts that the page wrote itself; files from outside go through `formats`.
pub fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, WireFault> {
    from_value(serde_json::from_str(text).map_err(WireFault::custom)?)
}

/// One step on the way from the top of a value to a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into an object's field.
    Field(String),
    /// Into a list's entry, counted from 0.
    Entry(usize),
}

/// What does not fit, and where. It stands behind a box because every result carries the room for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireFault(Box<Fault>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    /// The way to the place, from the place upwards.
    inside_out: Vec<Step>,
    /// What does not fit, in serde's words.
    what: String,
    /// The field that is missing, counted among those of its struct, until it is known by name.
    missing: Option<usize>,
}

impl WireFault {
    /// What does not fit, in serde's words.
    pub fn what(&self) -> &str {
        &self.0.what
    }

    /// The way to the place, from the top.
    pub fn steps(&self) -> Vec<Step> {
        self.0.inside_out.iter().rev().cloned().collect()
    }

    /// The place as people write it: `risks[3].current.impact`; empty for the top.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.inside_out.iter().rev() {
            match step {
                Step::Field(name) if path.is_empty() => path.push_str(name),
                Step::Field(name) => {
                    path.push('.');
                    path.push_str(name);
                }
                Step::Entry(place) => path.push_str(&format!("[{place}]")),
            }
        }
        path
    }

    fn inside(mut self, step: Step) -> WireFault {
        self.0.inside_out.push(step);
        self
    }
}

impl fmt::Display for WireFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.inside_out.is_empty() {
            true => out.write_str(&self.0.what),
            false => write!(out, "{}: {}", self.path(), self.0.what),
        }
    }
}

impl std::error::Error for WireFault {}

impl serde::de::Error for WireFault {
    fn custom<T: fmt::Display>(what: T) -> WireFault {
        WireFault(Box::new(Fault { inside_out: Vec::new(), what: what.to_string(), missing: None }))
    }

    fn invalid_length(length: usize, wanted: &dyn Expected) -> WireFault {
        let mut fault = WireFault::custom(format_args!("invalid length {length}, expected {wanted}"));
        fault.0.missing = Some(length);
        fault
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;
    use trialwright_macros::Read;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Shape {
        Dot,
        Line(u8),
        Box { wide: u8, high: Option<u8> },
    }

    #[derive(Debug, PartialEq, Serialize, Read)]
    struct Drawing {
        shapes: Vec<Shape>,
        #[serde(rename = "\u{0}extra", default)]
        extra: std::collections::BTreeMap<String, Value>,
    }

    #[test]
    fn what_is_written_is_read_again() {
        let drawing =
            Drawing { shapes: vec![Shape::Dot, Shape::Line(3), Shape::Box { wide: 1, high: None }], extra: [("later".to_owned(), json!([1.5, null]))].into() };
        assert_eq!(from_value::<Drawing>(to_value(&drawing)), Ok(drawing));
    }

    #[test]
    fn a_fault_names_its_place() {
        let fault = |value| from_value::<Drawing>(value).expect_err("a fault").to_string();
        assert_eq!(fault(json!({"shapes": ["dot", {"line": 900}]})), "shapes[1].line: invalid value: integer `900`, expected u8");
        assert_eq!(fault(json!({"shapes": [{"box": {}}]})), "shapes[0].box: missing field `wide`");
        assert_eq!(fault(json!({"shapes": ["star"]})), "shapes[0]: unknown variant `star`, expected one of `dot`, `line`, `box`");
        assert_eq!(fault(json!([])), "invalid type: sequence, expected struct Drawing");
        assert_eq!(fault(json!({"shapes": -4})), "shapes: invalid type: integer `-4`, expected a sequence");
        assert_eq!(fault(json!({"shapes": [1.5]})), "shapes[0]: invalid type: floating point `1.5`, expected one of a list of choices");
        assert_eq!(fault(json!({"shapes": ["dot", {"line": "x"}]})), "shapes[1].line: invalid type: string \"x\", expected u8");
        assert_eq!(fault(json!({"shapes": [{"line": null}]})), "shapes[0].line: invalid type: unit value, expected u8");
        assert_eq!(fault(json!({"shapes": ["box"]})), "shapes[0].box: invalid type: unit value, expected struct variant Shape::Box");
    }
}
