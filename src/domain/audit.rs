//! The audit trail: who changed what, when, from what to what, and why.
//!
//! Entries are appended, never changed or removed. An undo is an entry of its own. Each carries the fingerprint of the
//! one before, and the document's head that of the last, so that a change made past this module shows; see [`chain`].

pub mod chain;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use trialwright_macros::Read;

use super::date::Timestamp;
use super::extra::Extra;

/// One change of one field.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// The section or collection of the document, as in its file: `risks`.
    pub section: String,
    /// The id of the record, where the section is a collection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The field within the record, dots between levels; empty where the whole record came or went.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// What stood there before; absent where there was nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What stands there now; absent where there is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl FieldChange {
    /// A change of a field of a section, or of a record in it.
    pub fn new(section: &str, record: Option<&str>, field: &str, before: Option<Value>, after: Option<Value>) -> FieldChange {
        let (section, record, field) = (section.to_owned(), record.map(str::to_owned), field.to_owned());
        FieldChange { section, record, field, before, after, extra: Extra::default() }
    }
}

/// One entry of the trail: what one gesture changed.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditEntry {
    /// The document's revision after the change.
    pub revision: u64,
    /// When, by the clock of the device.
    pub at: Timestamp,
    /// Who, as named in the preferences of the device; empty where no name was set.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// What, in words.
    pub what: String,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Field by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FieldChange>,
    /// The fingerprint of the entry before, 64 hex digits, or [`chain::BEGINNING`]; absent where an early version of the
    /// page wrote the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// What goes into the trail: an entry without the places that the document gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// When, by the clock of the device.
    pub at: Timestamp,
    /// Who; empty where no name is known.
    pub who: String,
    /// What, in words.
    pub what: String,
    /// Why, where a reason was given.
    pub why: Option<String>,
    /// Field by field.
    pub changes: Vec<FieldChange>,
}

/// The entries, oldest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct AuditTrail(Arc<Vec<Arc<AuditEntry>>>);

impl AuditTrail {
    /// The entries, oldest first.
    pub fn entries(&self) -> &[Arc<AuditEntry>] {
        &self.0
    }

    /// The trail with one entry more.
    pub fn with(&self, entry: AuditEntry) -> AuditTrail {
        let mut entries = Vec::clone(&self.0);
        entries.push(Arc::new(entry));
        AuditTrail(Arc::new(entries))
    }
}
