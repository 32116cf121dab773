//! What does not fit together in a document that could be read all the same.
//!
//! A finding never stops a document from opening. It says where something points to nothing, and what to do.

use serde::Serialize;

/// One thing that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Where in the file: `sites[3].country`.
    pub path: String,
    /// The section of the document: `sites`.
    pub section: &'static str,
    /// The id of the record.
    pub record: String,
    /// What does not fit, as a sentence.
    pub message: String,
    /// What to do about it, as a sentence.
    pub mend: String,
}
