//! Folding: the journal's changes go into a new snapshot, and the newest becomes the one before it.
//!
//! The order makes every step a safe last one: damaged snapshots are copied aside, the newest is copied to the place
//! before it, the new one is written and read back, and only then the journal is trimmed, up to what both hold. The
//! copy that is displaced stays as an earlier version.

use super::{Vault, VaultFault};
use crate::domain::document::{Document, DocumentId};
use crate::storage::port::{Blobs, KeyValue, StoreFault};
use crate::storage::recovery::{continues, holds};
use crate::storage::snapshot::{self, SnapshotFault};
use crate::storage::{journal, names};

impl<K: KeyValue, B: Blobs> Vault<K, B> {
    /// Folds for a caller that has the document's turn.
    pub(super) async fn fold_in_turn(&self, document: &Document) -> Result<(), VaultFault> {
        let id = &document.head().id;
        let (revision, text) = (document.head().revision, snapshot::encode(document));
        let (current, previous) = (names::current(id), names::previous(id));
        if let Some(before) = self.inner.blobs.read(&previous).await?
            && let Err(fault) = snapshot::verify(&before)
        {
            self.spare(id, &before, fault).await?;
        }
        let mut held = None;
        let stored = self.inner.blobs.read(&current).await?;
        match stored.as_deref().map(|stored| (snapshot::decode(stored, id), stored)) {
            Some((Ok(kept), _)) if !continues(&kept, document) => {
                // A tab that fell behind has nothing to add to a snapshot that holds all of its changes.
                return if continues(document, &kept) { Ok(()) } else { Err(VaultFault::Diverged) };
            }
            Some((Ok(kept), stored)) => {
                self.refuse_strangers(id, kept.head().revision, document)?;
                if self.inner.blobs.read(&previous).await?.as_deref() != Some(stored) {
                    self.write(&previous, stored).await?;
                }
                if kept.head().revision < revision {
                    self.keep_generation(&kept, stored).await;
                }
                held = Some(kept.head().revision);
            }
            Some((Err(fault), stored)) => {
                self.refuse_strangers(id, 0, document)?;
                self.spare(id, stored, fault).await?;
            }
            None => self.refuse_strangers(id, 0, document)?,
        }
        if stored.as_deref() != Some(&text) {
            self.write(&current, &text).await?;
        }
        if let Some(held) = held {
            self.trim(id, held)?;
        }
        self.settled(id, revision);
        // A change that came meanwhile has listed itself.
        if self.library().get(id).is_none_or(|entry| entry.revision <= revision) {
            self.list(document);
        }
        Ok(())
    }

    /// Fails where the journal holds a change after `folded` that is not in the document: it is another tab's.
    fn refuse_strangers(&self, id: &DocumentId, folded: u64, document: &Document) -> Result<(), VaultFault> {
        let reached = document.head().revision;
        let stranger = journal::entries(&self.inner.texts, id)?
            .into_iter()
            .filter(|stored| stored.revision > folded && stored.revision <= reached)
            .filter_map(|stored| stored.entry.ok())
            .any(|entry| !holds(document, entry.revision, entry.command.at));
        if stranger { Err(VaultFault::Diverged) } else { Ok(()) }
    }

    /// Copies aside a snapshot that does not verify, before another is written in its place.
    async fn spare(&self, id: &DocumentId, text: &str, fault: SnapshotFault) -> Result<(), VaultFault> {
        match fault {
            SnapshotFault::Newer(sentence) => Err(VaultFault::Newer(sentence)),
            _ => Ok(self.copy_aside(id, text).await?),
        }
    }

    /// Takes away the journal up to a revision that both snapshots hold; damaged entries are moved aside.
    fn trim(&self, id: &DocumentId, revision: u64) -> Result<(), StoreFault> {
        for stored in journal::entries(&self.inner.texts, id)? {
            if stored.revision <= revision && stored.entry.is_err() {
                self.move_aside(id, &stored)?;
            }
        }
        journal::trim(&self.inner.texts, id, revision)
    }
}
