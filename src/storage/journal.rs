//! The journal: one sealed text for each command, written before the edit shows as saved.
//!
//! An entry names the revision that its command makes and the moment of the change before it, so that it is never
//! replayed on another history of the same document (an import that replaced it, a copy that was restored).
//!
//! Invariant: an entry is written once and read back; a place that holds another entry is not written over.

use serde::{Deserialize, Serialize};
use trialwright_macros::Read;

use super::names;
use super::port::{KeyValue, StoreFault};
use super::sealed::{SealFault, seal, unseal};
use crate::domain::date::Timestamp;
use crate::domain::document::{Document, DocumentId};
use crate::domain::order::sort_by_rank;
use crate::domain::wire::{WireFault, from_text, to_text};
use crate::session::command::Command;

/// The version of entries that this page writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// One command in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The document's revision after the command.
    pub revision: u64,
    /// When the change before it was made.
    pub since: Timestamp,
    /// The command.
    pub command: Command,
}

/// Why an entry cannot be replayed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    /// The text is not the one that was written.
    #[error("{0}")]
    Damaged(#[from] SealFault),
    /// It is whole, but stands under another revision's key.
    #[error("it belongs to change {0}")]
    Misplaced(u64),
    /// It is whole, but this page cannot read it.
    #[error("it is whole but cannot be read: {0}")]
    Unreadable(String),
    /// It is whole, and a newer version of the page wrote it.
    #[error("This document has changes that a newer Trialwright made; reload the page to update it, then open the document again")]
    Newer,
}

/// An entry as it stands in the store.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The revision in its key.
    pub revision: u64,
    /// The text.
    pub text: String,
    /// What the text says.
    pub entry: Result<Entry, EntryFault>,
}

impl Entry {
    /// The entry for a command that has just made `after`.
    pub fn new(command: &Command, after: &Document) -> Entry {
        let entries = after.audit().entries();
        let before = entries.len().checked_sub(2).and_then(|place| entries.get(place));
        Entry { revision: after.head().revision, since: before.map_or(after.head().created, |entry| entry.at), command: command.clone() }
    }

    /// Whether the entry was made on this very history of the document.
    pub fn follows(&self, document: &Document) -> bool {
        let last = document.audit().entries().last();
        document.head().revision.checked_add(1) == Some(self.revision) && self.since == last.map_or(document.head().created, |entry| entry.at)
    }
}

/// The entry as it is kept.
pub fn encode(entry: &Entry) -> String {
    let written = Written { version: VERSION, revision: entry.revision, since: entry.since, command: &entry.command };
    seal(&to_text(&written))
}

/// The entry in a text that stands under the key of `revision`.
pub fn decode(text: &str, revision: u64) -> Result<Entry, EntryFault> {
    let json = unseal(text)?;
    let unreadable = |fault: WireFault| EntryFault::Unreadable(fault.to_string());
    let label: Label = from_text(json).map_err(unreadable)?;
    if label.version > VERSION {
        return Err(EntryFault::Newer);
    }
    let read: Written<Command> = from_text(json).map_err(unreadable)?;
    if read.revision != revision {
        return Err(EntryFault::Misplaced(read.revision));
    }
    Ok(Entry { revision, since: read.since, command: read.command })
}

/// Writes an entry and reads it back. The same entry may be written again; another one may not take its place.
pub fn append(store: &impl KeyValue, id: &DocumentId, entry: &Entry) -> Result<(), StoreFault> {
    let (key, text) = (names::journal_entry(id, entry.revision), encode(entry));
    match store.get(&key)? {
        Some(there) if there == text => return Ok(()),
        Some(_) => return Err(StoreFault::Taken),
        None => store.set(&key, &text)?,
    }
    if store.get(&key)?.as_deref() == Some(&text) {
        Ok(())
    } else {
        Err(StoreFault::Other("The browser did not keep this change as it was written; export the document now".to_owned()))
    }
}

/// The document's entries by revision, each read as far as it can be.
pub fn entries(store: &impl KeyValue, id: &DocumentId) -> Result<Vec<Stored>, StoreFault> {
    let mut found = Vec::new();
    for revision in revisions(store, id)? {
        if let Some(text) = store.get(&names::journal_entry(id, revision))? {
            found.push(Stored { revision, entry: decode(&text, revision), text });
        }
    }
    Ok(found)
}

/// The revisions that have an entry, in order.
pub fn revisions(store: &impl KeyValue, id: &DocumentId) -> Result<Vec<u64>, StoreFault> {
    let mut revisions: Vec<u64> = store.keys(&names::journal(id))?.iter().filter_map(|key| names::journal_revision(id, key)).collect();
    sort_by_rank(&mut revisions, |revision| (*revision).into());
    Ok(revisions)
}

/// Takes away the entries up to and with `revision`, oldest first, so that what is left never has a hole.
pub fn trim(store: &impl KeyValue, id: &DocumentId, revision: u64) -> Result<(), StoreFault> {
    revisions(store, id)?.into_iter().take_while(|kept| *kept <= revision).try_for_each(|kept| store.remove(&names::journal_entry(id, kept)))
}

/// What is read of an entry before anything else, because a newer page may write the rest in another way.
#[derive(Read)]
struct Label {
    version: u32,
}

/// The JSON of an entry.
#[derive(Serialize, Deserialize)]
struct Written<C> {
    version: u32,
    revision: u64,
    since: Timestamp,
    command: C,
}
