//! What the vault keeps aside: damaged pieces, and versions that an import replaced.
//!
//! A piece goes under a name that holds its fingerprint: setting it aside twice keeps it once, and no piece takes
//! another's place.

use super::Vault;
use crate::domain::date::Timestamp;
use crate::domain::document::DocumentId;
use crate::storage::journal::Stored;
use crate::storage::names;
use crate::storage::port::{Blobs, KeyValue, StoreFault};
use crate::storage::recovery::Rejects;
use crate::storage::sealed::fingerprint;
use crate::storage::snapshot;

/// Something that is kept aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub what: AsideKind,
    name: String,
}

/// What is kept aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsideKind {
    /// A version that an import replaced.
    Replaced {
        /// When.
        at: Timestamp,
    },
    /// A stored copy that is damaged.
    Snapshot,
    /// A journal entry that is damaged or could not be replayed.
    Change {
        /// Its number.
        revision: u64,
    },
}

impl<K: KeyValue, B: Blobs> Vault<K, B> {
    /// What is kept aside of a document.
    pub async fn asides(&self, id: &DocumentId) -> Result<Vec<Aside>, StoreFault> {
        let mut found = Vec::new();
        for name in self.inner.blobs.names(&names::replaced(id)).await? {
            let millis = name.strip_prefix(&names::replaced(id)).and_then(|millis| millis.parse().ok()).unwrap_or_default();
            found.push(Aside { what: AsideKind::Replaced { at: Timestamp::from_millis(millis) }, name });
        }
        for name in self.inner.blobs.names(&names::quarantine(id)).await? {
            found.push(Aside { what: AsideKind::Snapshot, name });
        }
        for name in self.inner.texts.keys(&names::aside(id))? {
            let revision = name.strip_prefix(&names::aside(id)).and_then(|rest| rest.split_once('-')).and_then(|(digits, _)| digits.parse().ok());
            found.push(Aside { what: AsideKind::Change { revision: revision.unwrap_or_default() }, name });
        }
        Ok(found)
    }

    /// The text of something that is kept aside, for download: the native file of a replaced version, and any other
    /// piece as it was found.
    pub async fn aside_text(&self, aside: &Aside) -> Result<Option<String>, StoreFault> {
        match aside.what {
            AsideKind::Change { .. } => self.inner.texts.get(&aside.name),
            AsideKind::Snapshot => self.inner.blobs.read(&aside.name).await,
            AsideKind::Replaced { .. } => Ok(self.inner.blobs.read(&aside.name).await?.map(snapshot::file_or_rest)),
        }
    }

    /// Removes something that is kept aside, because the user said so.
    pub async fn discard_aside(&self, aside: &Aside) -> Result<(), StoreFault> {
        match aside.what {
            AsideKind::Change { .. } => self.inner.texts.remove(&aside.name),
            AsideKind::Snapshot | AsideKind::Replaced { .. } => self.inner.blobs.remove(&aside.name).await,
        }
    }

    /// Sets pieces aside: snapshots are copied, because the next fold writes in their place; entries are moved, because
    /// the next change needs theirs. An entry whose copy fails stays where it is.
    pub(super) async fn set_aside(&self, id: &DocumentId, rejects: &Rejects) -> Result<(), StoreFault> {
        for text in &rejects.snapshots {
            self.copy_aside(id, text).await?;
        }
        // The last entry goes first: what stays behind after a crash is then replayed to the same end.
        for stored in rejects.entries.iter().rev() {
            self.move_aside(id, stored)?;
        }
        Ok(())
    }

    /// Copies a snapshot that does not verify, once.
    pub(super) async fn copy_aside(&self, id: &DocumentId, text: &str) -> Result<(), StoreFault> {
        let name = format!("{}{}", names::quarantine(id), fingerprint(text));
        if self.inner.blobs.read(&name).await?.as_deref() == Some(text) {
            return Ok(());
        }
        self.inner.blobs.write(&name, text).await
    }

    /// Moves a journal entry out of the journal.
    pub(super) fn move_aside(&self, id: &DocumentId, stored: &Stored) -> Result<(), StoreFault> {
        let key = names::aside_entry(id, stored.revision, &fingerprint(&stored.text));
        self.inner.texts.set(&key, &stored.text)?;
        if self.inner.texts.get(&key)?.as_deref() == Some(&stored.text) { self.inner.texts.remove(&names::journal_entry(id, stored.revision)) } else { Ok(()) }
    }
}
