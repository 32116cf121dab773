//! Where things are kept: every key and name that the storage floor uses.
//!
//! An id from a file may hold any character, so that `/` and `%` are escaped: no document can stand in another's place.

use crate::domain::document::DocumentId;

/// The list of documents.
pub const LIBRARY: &str = "trialwright/library";

/// What the user prefers.
pub const PREFERENCES: &str = "trialwright/preferences";

/// The key of a damaged text that stood under `key`; the same text gives the same key.
pub fn damaged(key: &str, fingerprint: &str) -> String {
    format!("{key}.damaged-{fingerprint}")
}

/// The key of a journal entry.
pub fn journal_entry(id: &DocumentId, revision: u64) -> String {
    format!("{}{revision:010}", journal(id))
}

/// What the keys of a document's journal begin with.
pub fn journal(id: &DocumentId) -> String {
    format!("trialwright/journal/{}/", segment(id))
}

/// The revision in the key of a journal entry; `None` where the key is another document's or none of ours.
pub fn journal_revision(id: &DocumentId, key: &str) -> Option<u64> {
    let digits = key.strip_prefix(&journal(id))?;
    (digits.len() >= 10 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// What the keys of journal entries that were set aside begin with.
pub fn aside(id: &DocumentId) -> String {
    format!("trialwright/quarantine/{}/", segment(id))
}

/// The key of a journal entry that was set aside.
pub fn aside_entry(id: &DocumentId, revision: u64, fingerprint: &str) -> String {
    format!("{}{revision:010}-{fingerprint}", aside(id))
}

/// What the names of everything kept of a document begin with.
pub fn document(id: &DocumentId) -> String {
    format!("{}/", segment(id))
}

/// The newest snapshot.
pub fn current(id: &DocumentId) -> String {
    format!("{}/{CURRENT}", segment(id))
}

/// The snapshot before it.
pub fn previous(id: &DocumentId) -> String {
    format!("{}/{PREVIOUS}", segment(id))
}

/// What the names of snapshots that do not verify begin with.
pub fn quarantine(id: &DocumentId) -> String {
    format!("{}/quarantine/", segment(id))
}

/// What the names of snapshots that an import replaced begin with.
pub fn replaced(id: &DocumentId) -> String {
    format!("{}/replaced/", segment(id))
}

/// What the names of earlier versions begin with.
pub fn generation(id: &DocumentId) -> String {
    format!("{}/{GENERATION}", segment(id))
}

/// The file that the user chose for a document, as the browser hands it out: no text.
pub fn live_file(id: &DocumentId) -> String {
    format!("{}/live-file", segment(id))
}

/// The document that a blob belongs to; `None` where the name is none of ours.
pub fn owner(name: &str) -> Option<DocumentId> {
    let (segment, rest) = name.split_once('/')?;
    let ours = rest == CURRENT || rest == PREVIOUS || rest.starts_with("quarantine/") || rest.starts_with("replaced/") || rest.starts_with(GENERATION);
    ours.then(|| DocumentId::parse(&segment.replace("%2F", "/").replace("%25", "%"))).flatten()
}

const CURRENT: &str = "current";
const PREVIOUS: &str = "previous";
const GENERATION: &str = "generation/";

fn segment(id: &DocumentId) -> String {
    id.as_str().replace('%', "%25").replace('/', "%2F")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> DocumentId {
        DocumentId::parse(text).expect("an id")
    }

    #[test]
    fn no_document_stands_in_anothers_place() {
        let (plain, nested) = (id("a"), id("a/current"));
        assert_eq!(journal_revision(&plain, &journal_entry(&plain, 7)), Some(7));
        assert_eq!(journal_revision(&plain, &journal_entry(&nested, 7)), None);
        assert!(!current(&nested).starts_with(&document(&plain)));
    }

    #[test]
    fn a_name_gives_its_document_back() {
        for text in ["a", "a/b", "50%/2F", "%2F", "ü~1"] {
            assert_eq!(owner(&current(&id(text))), Some(id(text)));
        }
        assert_eq!(owner("something else"), None);
    }

    #[test]
    fn revisions_beyond_ten_digits_are_still_numbers() {
        assert_eq!(journal_revision(&id("a"), &journal_entry(&id("a"), u64::MAX)), Some(u64::MAX));
        assert_eq!(journal_revision(&id("a"), "trialwright/journal/a/12"), None);
    }
}
