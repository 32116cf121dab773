//! The list of documents and the preferences, as the vault keeps them: sealed JSON under one key each.
//!
//! A text that cannot be read is kept under another key before anything takes its place. `library` and `preferences`
//! answer at once and never fail; `mend`, once at the start, says what was wrong.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Vault;
use crate::domain::date::Timestamp;
use crate::domain::document::{DocumentId, DocumentKind, Head};
use crate::domain::wire::{from_text, to_text};
use crate::domain::words::count;
use crate::storage::library::{Entry, Library, Shelf};
use crate::storage::names;
use crate::storage::port::{Blobs, KeyValue, StoreFault};
use crate::storage::preferences::Preferences;
use crate::storage::sealed::{fingerprint, seal, unseal};

impl<K: KeyValue, B: Blobs> Vault<K, B> {
    /// The list of documents as it is stored now, by whichever tab; where it cannot be read, as it was read last.
    pub fn library(&self) -> Library {
        if let Ok(Kept::Whole(library)) = self.kept::<Library>(names::LIBRARY) {
            self.inner.library.replace(library);
        }
        self.inner.library.borrow().clone()
    }

    /// Keeps a list of documents.
    pub fn set_library(&self, library: &Library) -> Result<(), StoreFault> {
        self.inner.library.replace(library.clone());
        self.keep(names::LIBRARY, library)
    }

    /// Reads the list of documents, changes it and keeps it.
    pub fn change_library(&self, change: impl FnOnce(&mut Library)) -> Result<(), StoreFault> {
        let mut library = self.library();
        change(&mut library);
        self.set_library(&library)
    }

    /// What the user prefers; the defaults where nothing readable is kept.
    pub fn preferences(&self) -> Preferences {
        match self.kept(names::PREFERENCES) {
            Ok(Kept::Whole(preferences)) => preferences,
            Ok(Kept::Nothing | Kept::Damaged(_)) | Err(_) => Preferences::default(),
        }
    }

    /// Keeps what the user prefers.
    pub fn set_preferences(&self, preferences: &Preferences) -> Result<(), StoreFault> {
        self.keep(names::PREFERENCES, preferences)
    }

    /// Checks list and preferences, keeps aside what is damaged, and lists every document that is kept and not listed.
    /// Gives a sentence for each thing that was wrong. Meant for the start of the page.
    pub async fn mend(&self) -> Result<Vec<String>, StoreFault> {
        let mut notices = Vec::new();
        if let Kept::Damaged(text) = self.kept::<Preferences>(names::PREFERENCES)? {
            self.keep_damaged(names::PREFERENCES, &text)?;
            self.inner.texts.remove(names::PREFERENCES)?;
            notices.push("Your name and appearance could not be read. They are kept aside, and the defaults hold; set them again.".to_owned());
        }
        let mut damaged = false;
        let listed = match self.kept::<Library>(names::LIBRARY)? {
            Kept::Whole(library) => Some(library),
            Kept::Nothing => None,
            Kept::Damaged(text) => {
                self.keep_damaged(names::LIBRARY, &text)?;
                damaged = true;
                notices.push("The list of documents was damaged. It is kept aside.".to_owned());
                None
            }
        };
        let lost = listed.is_none();
        let mut library = listed.unwrap_or_default();
        let mut owners = BTreeSet::<DocumentId>::new();
        for name in self.inner.blobs.names("").await? {
            owners.extend(names::owner(&name));
        }
        let mut found = 0;
        for id in owners.iter().filter(|id| library.get(id).is_none()).cloned().collect::<Vec<_>>() {
            library.upsert(self.entry_from_pieces(&id).await?);
            found += 1;
        }
        if found > 0 {
            let what = count(found, "document", "documents");
            notices.push(match lost {
                true => format!("The list of documents was made again from {what}; which were archived, in the bin or exported is not known any more."),
                false => format!("{what} stood in storage and not in the list of documents; they are listed again."),
            });
        }
        if found > 0 || damaged {
            self.set_library(&library)?;
        }
        self.inner.library.replace(library);
        Ok(notices)
    }

    /// The library entry of a document of which only the pieces are known.
    async fn entry_from_pieces(&self, id: &DocumentId) -> Result<Entry, StoreFault> {
        Ok(match self.best(id).await? {
            (Ok(recovery), _) => Entry::of(recovery.session.document(), false),
            // It is listed all the same, so that opening it can say what is wrong.
            (Err(_), _) => {
                let pieces = self.pieces(id).await?;
                entry_at_a_glance(id, &pieces.current.or(pieces.previous).unwrap_or_default())
            }
        })
    }

    fn kept<T: DeserializeOwned>(&self, key: &str) -> Result<Kept<T>, StoreFault> {
        let Some(text) = self.inner.texts.get(key)? else { return Ok(Kept::Nothing) };
        let read = unseal(&text).ok().and_then(|json| from_text(json).ok());
        Ok(read.map_or(Kept::Damaged(text), Kept::Whole))
    }

    fn keep<T: Serialize + DeserializeOwned>(&self, key: &str, value: &T) -> Result<(), StoreFault> {
        if let Kept::Damaged(text) = self.kept::<T>(key)? {
            self.keep_damaged(key, &text)?;
        }
        self.inner.texts.set(key, &seal(&to_text(value)))
    }

    fn keep_damaged(&self, key: &str, text: &str) -> Result<(), StoreFault> {
        self.inner.texts.set(&names::damaged(key, &fingerprint(text)), text)
    }
}

/// The library entry of a document that cannot be opened, as far as its snapshot shows one.
fn entry_at_a_glance(id: &DocumentId, text: &str) -> Entry {
    #[derive(trialwright_macros::Read)]
    struct Glance {
        document: Head,
    }
    let file = text.split_once('\n').map_or(text, |(_, file)| file);
    let head = from_text::<Glance>(file).ok().map(|glance| glance.document);
    Entry {
        id: id.clone(),
        kind: if file.contains("trialwright.partner-evaluation") { DocumentKind::Evaluation } else { DocumentKind::Plan },
        title: head.as_ref().map_or_else(|| format!("Damaged document {id}"), |head| head.title.clone()),
        changed: head.as_ref().map_or(Timestamp::from_millis(0), |head| head.changed),
        revision: head.as_ref().map_or(0, |head| head.revision),
        shelf: Shelf::Active,
        exported_revision: None,
        counted_from: 0,
        live_file: None,
        sample: false,
    }
}

/// What stands under a key.
enum Kept<T> {
    Nothing,
    Whole(T),
    Damaged(String),
}
