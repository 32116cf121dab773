//! A snapshot: a document as one text that shows whether it is whole.
//!
//! The first line says `trialwright-snapshot`, the SHA-256 of the rest and its length in bytes; the rest is the document
//! as its native file, which names its own version.

use crate::domain::digest::sha256;
use crate::domain::document::{Document, DocumentId};
use crate::formats::{json, native};

/// Why a snapshot does not give its document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotFault {
    /// The first line is not a snapshot's.
    #[error("its first line is not a snapshot's")]
    Header,
    /// There is less or more than was written.
    #[error("it is {found} bytes long and was written with {written}")]
    Length {
        /// How long it was.
        written: usize,
        /// How long it is.
        found: usize,
    },
    /// The bytes are not those that were written.
    #[error("its checksum does not match")]
    Checksum,
    /// It is whole, but belongs to another document.
    #[error("it belongs to another document, {0}")]
    Stranger(DocumentId),
    /// It is whole, but cannot be read as a document.
    #[error("it is whole but cannot be read: {0}")]
    Unreadable(String),
    /// It is whole, and a newer version of the page wrote it.
    #[error("{0}")]
    Newer(String),
}

/// The snapshot of a document.
pub fn encode(document: &Document) -> String {
    let content = native::write(document);
    format!("{MARK} {} {}\n{content}", sha256(&content), content.len())
}

/// The document in a snapshot that is whole and belongs to `id`.
pub fn decode(text: &str, id: &DocumentId) -> Result<Document, SnapshotFault> {
    let content = verify(text)?;
    let unreadable = |fault: crate::formats::fault::ReadFault| SnapshotFault::Unreadable(fault.to_string());
    let value = json::parse(content).map_err(unreadable)?;
    let version = json::Label::of(&value).schema_version;
    if let Some(newer) = version.filter(|version| *version > native::SCHEMA_VERSION) {
        return Err(SnapshotFault::Newer(format!(
            "A newer Trialwright wrote this document (format {newer}; this page reads up to {}). Nothing was changed: reload the page to update it, then open the document again",
            native::SCHEMA_VERSION
        )));
    }
    let document = native::read(value, content).map_err(unreadable)?;
    if document.head().id == *id { Ok(document) } else { Err(SnapshotFault::Stranger(document.head().id.clone())) }
}

/// The native file in a snapshot, where every byte is the one that was written.
pub fn verify(text: &str) -> Result<&str, SnapshotFault> {
    let (header, content) = text.split_once('\n').ok_or(SnapshotFault::Header)?;
    let fields: Vec<&str> = header.split(' ').collect();
    let &[MARK, checksum, length] = fields.as_slice() else {
        return Err(SnapshotFault::Header);
    };
    let written: usize = length.parse().map_err(|_| SnapshotFault::Header)?;
    if written != content.len() {
        return Err(SnapshotFault::Length { written, found: content.len() });
    }
    if checksum != sha256(content) {
        return Err(SnapshotFault::Checksum);
    }
    Ok(content)
}

/// The native file in a snapshot, or the whole text where it is damaged: for whoever wants to save what is left.
pub fn file_or_rest(text: String) -> String {
    match verify(&text) {
        Ok(file) => file.to_owned(),
        Err(_) => text,
    }
}

const MARK: &str = "trialwright-snapshot";

#[cfg(test)]
mod tests {
    use super::super::trial_run::{fresh, id};
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(decode(text, &id()).map(|_| "whole".to_owned()).unwrap_or_else(|fault| fault.to_string()), expected);
    }

    #[test]
    fn a_snapshot_gives_its_document_back_and_shows_damage() {
        let text = encode(&fresh("Kestrel"));
        assert_eq!(decode(&text, &id()), Ok(fresh("Kestrel")));
        check(&text.replace("Kestrel", "Kastrel"), "its checksum does not match");
        check(
            &text[..text.len() - 9],
            &format!("it is {} bytes long and was written with {}", native::write(&fresh("Kestrel")).len() - 9, native::write(&fresh("Kestrel")).len()),
        );
        check("", "its first line is not a snapshot's");
        check(&text.replacen(' ', "  ", 1), "its first line is not a snapshot's");
        let other = DocumentId::parse("other").expect("an id");
        assert_eq!(decode(&text, &other), Err(SnapshotFault::Stranger(id())));
    }

    #[test]
    fn a_newer_page_is_told_from_damage() {
        let content = native::write(&fresh("Kestrel")).replace("\"schemaVersion\": 1", "\"schemaVersion\": 7");
        let text = format!("{MARK} {} {}\n{content}", sha256(&content), content.len());
        check(
            &text,
            "A newer Trialwright wrote this document (format 7; this page reads up to 1). Nothing was changed: reload the page to update it, then open the document again",
        );
    }
}
