//! Earlier versions of a document, kept by themselves: each fold keeps the snapshot that it displaces, and thins out the
//! ones before it as [`retention`] says.

use super::{Vault, VaultFault};
use crate::domain::date::Timestamp;
use crate::domain::document::{Document, DocumentId};
use crate::domain::order::{Rank, sort_by_rank};
use crate::session::command::{Command, Origin};
use crate::session::editing::Hand;
use crate::session::restore::change_to;
use crate::storage::port::{Blobs, KeyValue, StoreFault};
use crate::storage::snapshot::{self, SnapshotFault};
use crate::storage::{names, retention};

/// An earlier version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    /// Its revision.
    pub revision: u64,
    /// When its last change was made.
    pub at: Timestamp,
    /// How large it is, in bytes.
    pub size: usize,
    /// Its number among those of its document, in the order in which they came: an import may bring lower revisions.
    sequence: u64,
    name: String,
}

impl<K: KeyValue, B: Blobs> Vault<K, B> {
    /// The earlier versions of a document, the newest first. A fold that has begun is waited for.
    pub async fn generations(&self, id: &DocumentId) -> Result<Vec<Generation>, StoreFault> {
        let _turn = self.inner.turns.take(id).await;
        self.generations_in_turn(id).await
    }

    async fn generations_in_turn(&self, id: &DocumentId) -> Result<Vec<Generation>, StoreFault> {
        let prefix = names::generation(id);
        let mut found = Vec::new();
        for name in self.inner.blobs.names(&prefix).await? {
            found.extend(parse(&prefix, name));
        }
        sort_by_rank(&mut found, |generation| Rank::from(generation.sequence).down());
        Ok(found)
    }

    /// An earlier version as a document.
    pub async fn generation(&self, id: &DocumentId, generation: &Generation) -> Result<Document, VaultFault> {
        let text = self.inner.blobs.read(&generation.name).await?.ok_or(VaultFault::NoVersion)?;
        snapshot::decode(&text, id).map_err(|fault| match fault {
            SnapshotFault::Newer(sentence) => VaultFault::Newer(sentence),
            fault => VaultFault::DamagedVersion(fault),
        })
    }

    /// The text of an earlier version, for download: its native file, or what is left where it is damaged.
    pub async fn generation_text(&self, generation: &Generation) -> Result<String, VaultFault> {
        let text = self.inner.blobs.read(&generation.name).await?.ok_or(VaultFault::NoVersion)?;
        Ok(snapshot::file_or_rest(text))
    }

    /// Makes an earlier version the current one, as one edit that can be undone; for a caller that holds the document's
    /// lock. Whether anything differed.
    pub async fn go_back(&self, id: &DocumentId, generation: &Generation, hand: Hand) -> Result<bool, VaultFault> {
        let earlier = self.generation(id, generation).await?;
        let session = self.open(id).await?.session;
        let Some(change) = change_to(session.document(), &earlier) else { return Ok(false) };
        let why = Some(format!("Revision {} of {}, {} UTC", generation.revision, generation.at.date(), generation.at.clock()));
        let command = Command { at: hand.at, who: hand.who, why, origin: Origin::Restore, change };
        let next = session.dispatch(&command).map_err(|rejection| VaultFault::Unfit(rejection.to_string()))?;
        let Some(next) = next else { return Ok(false) };
        if self.append(id, &command, next.document()).is_err() {
            // A large version may not fit into the journal; a snapshot holds it as well.
            self.fold(next.document()).await?;
        }
        Ok(true)
    }

    /// The newest earlier version that verifies, as the text of its snapshot.
    pub(super) async fn newest_generation(&self, id: &DocumentId) -> Result<Option<String>, StoreFault> {
        for generation in self.generations_in_turn(id).await? {
            if let Some(text) = self.inner.blobs.read(&generation.name).await?
                && snapshot::decode(&text, id).is_ok()
            {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }

    /// Keeps the snapshot that a fold displaces, and lets those go that need not be kept any longer. An earlier version
    /// is a spare: where there is no room for it the fold goes on without.
    pub(super) async fn keep_generation(&self, document: &Document, text: &str) {
        let head = document.head();
        let Ok(earlier) = self.generations_in_turn(&head.id).await else { return };
        let sequence = earlier.first().map_or(0, |newest| newest.sequence.saturating_add(1));
        let name = format!("{}{sequence}_{}_{}_{}", names::generation(&head.id), head.revision, head.changed.millis(), text.len());
        if self.write(&name, text).await.is_err() {
            let _ = self.inner.blobs.remove(&name).await;
            return;
        }
        let Ok(found) = self.generations_in_turn(&head.id).await else { return };
        let moments: Vec<Timestamp> = found.iter().map(|generation| generation.at).collect();
        for (generation, keep) in found.iter().zip(retention::kept(&moments)) {
            if !keep {
                let _ = self.inner.blobs.remove(&generation.name).await;
            }
        }
    }
}

/// What the name of an earlier version says of it.
fn parse(prefix: &str, name: String) -> Option<Generation> {
    let fields: Vec<&str> = name.strip_prefix(prefix)?.split('_').collect();
    let &[sequence, revision, millis, size] = fields.as_slice() else { return None };
    let (sequence, revision, millis, size) = (sequence.parse().ok()?, revision.parse().ok()?, millis.parse().ok()?, size.parse().ok()?);
    Some(Generation { revision, at: Timestamp::from_millis(millis), size, sequence, name })
}
