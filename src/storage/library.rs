//! The list of documents: what the home page shows without opening any of them.
//!
//! It holds nothing that the documents do not hold, but for the shelf and the files outside the browser; where it is lost,
//! the vault makes it again from the snapshots.

use serde::{Deserialize, Serialize};
use trialwright_macros::Read;

use crate::domain::date::Timestamp;
use crate::domain::document::{Document, DocumentId, DocumentKind};

/// The list of documents, in the order in which they came. Ids stand once.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Library {
    /// The documents.
    #[serde(default)]
    pub entries: Vec<Entry>,
}

/// One document in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Its id.
    pub id: DocumentId,
    /// Which kind it is.
    pub kind: DocumentKind,
    /// What people call it.
    pub title: String,
    /// When it was changed last.
    pub changed: Timestamp,
    /// How many changes it has seen, as far as they were saved.
    pub revision: u64,
    /// Where it stands.
    #[serde(default)]
    pub shelf: Shelf,
    /// The revision that was exported last; `None` where there was no export yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exported_revision: Option<u64>,
    /// The revision from which the page counts until it asks for an export: at which the document came to this device, or
    /// at which its user put the export off.
    #[serde(default)]
    pub counted_from: u64,
    /// The name of the file that the user chose to have every change written to as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live_file: Option<String>,
    /// Whether it is the sample that came with the page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sample: bool,
}

/// Where a document stands. Deleted documents stay until they are forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Shelf {
    /// In use.
    #[default]
    Active,
    /// Put away.
    Archived,
    /// In the bin.
    Deleted {
        /// Since when.
        at: Timestamp,
    },
}

impl Entry {
    /// The entry of a document that is in use and was never exported.
    pub fn of(document: &Document, sample: bool) -> Entry {
        let head = document.head();
        Entry {
            id: head.id.clone(),
            kind: document.kind(),
            title: head.title.clone(),
            changed: head.changed,
            revision: head.revision,
            shelf: Shelf::Active,
            exported_revision: None,
            counted_from: head.revision,
            live_file: None,
            sample,
        }
    }

    /// How many changes have not been exported; `None` where there was no export yet.
    pub fn changes_since_export(&self) -> Option<u64> {
        self.exported_revision.map(|exported| self.revision.saturating_sub(exported))
    }
}

impl Library {
    /// The entry of a document.
    pub fn get(&self, id: &DocumentId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// Puts an entry in place of the one with its id, or at the end.
    pub fn upsert(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|kept| kept.id == entry.id) {
            Some(kept) => *kept = entry,
            None => self.entries.push(entry),
        }
    }

    /// Takes over title, dates and revision of a document, and leaves shelf and files as they are.
    pub fn record(&mut self, document: &Document) {
        let fresh = Entry::of(document, false);
        self.upsert(match self.get(&fresh.id) {
            Some(kept) => Entry {
                shelf: kept.shelf,
                exported_revision: kept.exported_revision,
                counted_from: kept.counted_from,
                live_file: kept.live_file.clone(),
                sample: kept.sample,
                ..fresh
            },
            None => fresh,
        });
    }

    /// Lowers the revision of a document to one that is about to stand in its place.
    pub fn lower(&mut self, id: &DocumentId, revision: u64) {
        self.change(id, |entry| entry.revision = entry.revision.min(revision));
    }

    /// Notes that a document was exported at a revision.
    pub fn exported(&mut self, id: &DocumentId, revision: u64) {
        self.change(id, |entry| entry.exported_revision = Some(revision));
    }

    /// Puts the reminder to export a document off.
    pub fn put_off(&mut self, id: &DocumentId) {
        self.change(id, |entry| entry.counted_from = entry.revision);
    }

    /// Notes the name of the file that every change is written to, or that there is none.
    pub fn live_file(&mut self, id: &DocumentId, name: Option<String>) {
        self.change(id, |entry| entry.live_file = name);
    }

    /// Puts a document away.
    pub fn archive(&mut self, id: &DocumentId) {
        self.change(id, |entry| entry.shelf = Shelf::Archived);
    }

    /// Takes a document out of the archive or the bin.
    pub fn restore(&mut self, id: &DocumentId) {
        self.change(id, |entry| entry.shelf = Shelf::Active);
    }

    /// Puts a document in the bin, from which it can be restored.
    pub fn delete(&mut self, id: &DocumentId, now: Timestamp) {
        self.change(id, |entry| entry.shelf = Shelf::Deleted { at: now });
    }

    /// Takes a document off the list. The vault does so when it has removed the document itself.
    pub fn forget(&mut self, id: &DocumentId) {
        self.entries.retain(|entry| entry.id != *id);
    }

    fn change(&mut self, id: &DocumentId, with: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == *id) {
            with(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial_run::{fresh, id};
    use super::*;
    use crate::domain::wire::{from_text, to_text};

    fn listed() -> Library {
        let mut library = Library::default();
        library.upsert(Entry::of(&fresh("Kestrel"), true));
        library
    }

    #[test]
    fn a_document_moves_between_the_shelves_and_stays_itself() {
        let (mut library, now) = (listed(), Timestamp::from_millis(5));
        library.exported(&id(), 0);
        for (step, expected) in [
            (Library::archive as fn(&mut Library, &DocumentId), Shelf::Archived),
            (|library, id| library.delete(id, Timestamp::from_millis(5)), Shelf::Deleted { at: now }),
            (Library::restore, Shelf::Active),
        ] {
            step(&mut library, &id());
            assert_eq!(library.get(&id()).map(|entry| (entry.shelf, entry.sample, entry.exported_revision)), Some((expected, true, Some(0))));
        }
        library.forget(&id());
        assert_eq!(library, Library::default());
    }

    #[test]
    fn an_edit_leaves_shelf_and_export_alone() {
        let mut library = listed();
        library.archive(&id());
        library.exported(&id(), 0);
        let mut later = fresh("Kestrel 2");
        later.head_mut().revision = 3;
        library.record(&later);
        let entry = library.get(&id()).expect("still listed");
        assert_eq!((entry.title.as_str(), entry.revision, entry.shelf, entry.changes_since_export()), ("Kestrel 2", 3, Shelf::Archived, Some(3)));
        assert_eq!(library.entries.len(), 1);
    }

    #[test]
    fn the_list_reads_back_as_it_was_written() {
        let mut library = listed();
        library.delete(&id(), Timestamp::from_millis(5));
        let text = to_text(&library);
        assert_eq!(from_text(&text), Ok(library));
    }
}
