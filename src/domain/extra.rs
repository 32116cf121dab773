//! Fields that this version does not know, kept on the way through.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Unknown fields of a record, in alphabetical order. They are written back where they came from.
///
/// A struct holds them in its last field, marked `#[serde(rename = "\u{0}extra")]`, the name by which `domain/wire`
/// knows it. serde's own `flatten` would gather them too, with five times the code.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Extra(BTreeMap<String, Value>);

impl Extra {
    /// How many unknown fields there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes out the fields with these names.
    pub fn remove_all(&mut self, names: &[&str]) {
        self.0.retain(|name, _| !names.contains(&name.as_str()));
    }

    /// Whether every field was known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
