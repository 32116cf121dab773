//! The list of documents and the preferences, as the vault keeps them: sealed JSON under one key each.
//!
//! A text that cannot be read is kept under another key before anything takes its place. `library` and `preferences`
//! answer at once and never fail; `mend`, once at the start, says what was wrong, and which documents must be listed again.

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

    /// Checks list and preferences, and keeps aside what is damaged. Meant for the start of the page.
    pub async fn mend(&self) -> Result<Mended, StoreFault> {
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
        let list_was_lost = listed.is_none();
        let library = listed.unwrap_or_default();
        let mut owners = BTreeSet::<DocumentId>::new();
        for name in self.inner.blobs.names("").await? {
            owners.extend(names::owner(&name));
        }
        let ids: Vec<DocumentId> = owners.into_iter().filter(|id| library.get(id).is_none()).collect();
        // A damaged list stays until it is made again, so that whoever starts next still finds what it was.
        if damaged && ids.is_empty() {
            self.set_library(&library)?;
        }
        self.inner.library.replace(library);
        Ok(Mended { notices, strays: (!ids.is_empty()).then_some(Strays { ids, list_was_lost }) })
    }

    /// Lists documents that are kept and not listed. Gives a sentence on those that were listed by this, or nothing where another tab
    /// was faster; the first fault is told when the others are listed.
    pub async fn list_strays(&self, strays: &Strays) -> Result<Option<String>, StoreFault> {
        let (mut listed, mut failed) = (0, None);
        for id in &strays.ids {
            match self.list_stray(id).await {
                Ok(new) => listed += usize::from(new),
                Err(fault) => failed = failed.or(Some(fault)),
            }
        }
        if let Some(fault) = failed {
            return Err(fault);
        }
        let what = count(listed, "document", "documents");
        Ok((listed > 0).then(|| match strays.list_was_lost {
            true => format!("The list of documents was made again from {what}; which were archived, in the bin or exported is not known any more."),
            false => format!("{what} stood in storage and not in the list of documents; they are listed again."),
        }))
    }

    /// Lists a document, unless another tab has done so meanwhile, which knows more of it. Whether it was listed.
    async fn list_stray(&self, id: &DocumentId) -> Result<bool, StoreFault> {
        let entry = self.entry_from_pieces(id).await?;
        let mut is_new = false;
        self.change_library(|library| {
            is_new = library.get(id).is_none();
            if is_new {
                library.upsert(entry);
            }
        })?;
        Ok(is_new)
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

/// What was found at the start of the page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mended {
    /// What was wrong, a sentence each.
    pub notices: Vec<String>,
    /// What is kept and not listed, for [`Vault::list_strays`].
    pub strays: Option<Strays>,
}

/// Documents that are kept and not listed.
#[derive(Debug, Clone, PartialEq)]
pub struct Strays {
    ids: Vec<DocumentId>,
    /// Whether there was no list to name them, or none that could be read.
    list_was_lost: bool,
}

/// What stands under a key.
enum Kept<T> {
    Nothing,
    Whole(T),
    Damaged(String),
}
