//! The vault: opens, keeps and folds documents, so that what the user typed is never lost in silence.
//!
//! It stands on two stores and nothing else. Whoever writes to a document holds its lock; another tab reads with
//! [`Vault::read_copy`], which writes nothing.
//!
//! Invariants:
//!
//! - A change is in the journal before [`Vault::append`] returns `Ok`, and so are all changes before it.
//! - A snapshot is read back before anything that it stands for is trimmed, and the journal reaches back to the
//!   snapshot before the newest.
//! - Every step can be the last one: a crash between any two writes leaves a document that opens whole.

mod aside;
mod fault;
mod fold;
mod generations;
mod settings;
#[cfg(test)]
mod tests;
mod turn;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

pub use self::aside::{Aside, AsideKind};
pub use self::fault::VaultFault;
pub use self::generations::Generation;
pub use self::settings::{Mended, Strays};
use self::turn::Turns;
use super::journal;
use super::library::{Entry, Library, Shelf};
use super::names;
use super::port::{Blobs, KeyValue, StoreFault};
use super::recovery::{Pieces, Recovery, RecoveryFault, Rejects, recover};
use super::snapshot;
use crate::domain::date::Timestamp;
use crate::domain::document::{Document, DocumentId};
use crate::session::command::Command;
use crate::session::editing::Session;

/// Keeps documents in two stores. Cheap to clone; clones are the same vault.
#[derive(Debug)]
pub struct Vault<K, B> {
    inner: Rc<Inner<K, B>>,
}

#[derive(Debug)]
struct Inner<K, B> {
    texts: K,
    blobs: B,
    library: RefCell<Library>,
    progress: RefCell<BTreeMap<DocumentId, Progress>>,
    turns: Turns,
}

/// A document that was opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The document, with the undo steps that the journal holds.
    pub session: Session,
    /// What is damaged, missing or kept aside, a whole sentence each.
    pub notices: Vec<String>,
    /// How many changes the journal holds that the newest snapshot does not.
    pub journal_length: usize,
}

/// A change that was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// How many changes the journal holds that the newest snapshot does not: when to fold.
    pub journal_length: usize,
}

/// How far an open document is saved.
#[derive(Debug, Clone, Default)]
struct Progress {
    /// The revision of the newest snapshot.
    folded: u64,
    /// The revision up to which the journal, or the snapshot, holds every change.
    saved: u64,
    /// Changes after it whose writing failed; they are tried again, in order, with the next one.
    pending: Vec<journal::Entry>,
}

impl<K, B> Clone for Vault<K, B> {
    fn clone(&self) -> Self {
        Vault { inner: self.inner.clone() }
    }
}

impl<K: KeyValue, B: Blobs> Vault<K, B> {
    /// A vault on two stores.
    pub fn new(texts: K, blobs: B) -> Vault<K, B> {
        Vault { inner: Rc::new(Inner { texts, blobs, library: RefCell::default(), progress: RefCell::default(), turns: Turns::default() }) }
    }

    /// Keeps a new document and lists it.
    pub async fn create(&self, document: &Document, sample: bool) -> Result<(), VaultFault> {
        let id = &document.head().id;
        let _turn = self.inner.turns.take(id).await;
        let pieces = self.pieces(id).await?;
        if pieces.current.is_some() || pieces.previous.is_some() {
            return Err(VaultFault::Exists);
        }
        // What a document of this id left behind must not be replayed on this one.
        self.set_aside(id, &Rejects { entries: pieces.journal, ..Rejects::default() }).await?;
        self.write(&names::current(id), &snapshot::encode(document)).await?;
        self.settle(document);
        self.change_library(|library| library.upsert(Entry::of(document, sample)))?;
        Ok(())
    }

    /// Opens a document to write to it, and sets aside what is damaged.
    pub async fn open(&self, id: &DocumentId) -> Result<Opened, VaultFault> {
        let _turn = self.inner.turns.take(id).await;
        let mut recovery = self.recovered(id).await?;
        if let Err(fault) = self.set_aside(id, &recovery.rejects).await {
            recovery.notices.push(format!("The damaged pieces could not be moved aside ({fault}); export the document now."));
        }
        let document = recovery.session.document();
        let saved = document.head().revision;
        self.inner.progress.borrow_mut().insert(id.clone(), Progress { folded: recovery.folded, saved, pending: Vec::new() });
        // The list is not brought down to what was found: it is the witness that more was there.
        if self.library().get(id).is_none_or(|entry| entry.revision < saved) {
            self.list(document);
        }
        Ok(opened(recovery))
    }

    /// Reads a document as it is kept and writes nothing: for a tab that only looks, for export and comparison.
    pub async fn read_copy(&self, id: &DocumentId) -> Result<Opened, VaultFault> {
        let (found, _) = self.best(id).await?;
        found.map(opened).map_err(|fault| plain(id, fault))
    }

    /// Saves the change that has just made `after`, and those before it whose saving failed.
    ///
    /// On a fault the change waits, and is saved with the next one or by [`Vault::fold`].
    pub fn append(&self, id: &DocumentId, command: &Command, after: &Document) -> Result<Saved, StoreFault> {
        let entry = journal::Entry::new(command, after);
        let known = self.inner.progress.borrow_mut().remove(id);
        let mut progress = match known {
            Some(progress) => progress,
            None => self.progress_of_journal(id, entry.revision)?,
        };
        let outcome = self.write_changes(id, entry, &mut progress);
        let journal_length = usize::try_from(progress.saved.saturating_sub(progress.folded)).unwrap_or(usize::MAX);
        self.inner.progress.borrow_mut().insert(id.clone(), progress);
        outcome?;
        self.list(after);
        Ok(Saved { journal_length })
    }

    /// Puts the document as it stands into a new snapshot, and trims the journal that the snapshot before it holds.
    ///
    /// The document is what the session holds, with changes whose saving failed: a fold saves those too. Folding the
    /// same document again makes both snapshots the same, which empties the journal.
    pub async fn fold(&self, document: &Document) -> Result<(), VaultFault> {
        let _turn = self.inner.turns.take(&document.head().id).await;
        self.fold_in_turn(document).await
    }

    /// Puts an import in the place of the document that is here, because the user chose so. The earlier version stays
    /// among the [`Vault::asides`].
    pub async fn replace(&self, document: &Document, now: Timestamp) -> Result<(), VaultFault> {
        let id = &document.head().id;
        let _turn = self.inner.turns.take(id).await;
        match self.recovered(id).await {
            Ok(recovery) => {
                self.set_aside(id, &recovery.rejects).await?;
                let earlier = recovery.session.document();
                self.keep_replaced(earlier, now).await?;
                // Twice, so that both snapshots hold everything and the journal is empty: none of it belongs to the
                // import.
                self.fold_in_turn(earlier).await?;
                self.fold_in_turn(earlier).await?;
            }
            Err(VaultFault::Missing(_) | VaultFault::Unreadable(_)) => {}
            Err(fault) => return Err(fault),
        }
        let entries = journal::entries(&self.inner.texts, id)?;
        self.set_aside(id, &Rejects { entries, ..Rejects::default() }).await?;
        // The list is the witness of what must be there: it may not ask for the earlier version's changes any more.
        self.change_library(|library| library.lower(id, document.head().revision))?;
        self.write(&names::current(id), &snapshot::encode(document)).await?;
        self.settle(document);
        self.change_library(|library| library.record(document))?;
        Ok(())
    }

    /// Removes a document in the bin for good, with everything that is kept aside of it.
    pub async fn forget(&self, id: &DocumentId) -> Result<(), VaultFault> {
        let _turn = self.inner.turns.take(id).await;
        let Some(entry) = self.library().get(id).cloned() else { return Err(VaultFault::Missing(id.clone())) };
        if !matches!(entry.shelf, Shelf::Deleted { .. }) {
            return Err(VaultFault::NotDeleted);
        }
        for name in self.inner.blobs.names(&names::document(id)).await? {
            self.inner.blobs.remove(&name).await?;
        }
        for prefix in [names::journal(id), names::aside(id)] {
            for key in self.inner.texts.keys(&prefix)? {
                self.inner.texts.remove(&key)?;
            }
        }
        self.inner.progress.borrow_mut().remove(id);
        // The list comes last: a document that is half removed can then be removed again.
        self.change_library(|library| library.forget(id))?;
        Ok(())
    }

    /// Everything that is kept of a document.
    async fn pieces(&self, id: &DocumentId) -> Result<Pieces, StoreFault> {
        let name = names::current(id);
        let mut current = self.inner.blobs.read(&name).await?;
        loop {
            let previous = self.inner.blobs.read(&names::previous(id)).await?;
            let aside = self.inner.blobs.names(&names::quarantine(id)).await?.len();
            let pieces = Pieces {
                current,
                previous,
                journal: journal::entries(&self.inner.texts, id)?,
                listed: self.library().get(id).map(|entry| entry.revision),
                set_aside: aside + self.inner.texts.keys(&names::aside(id))?.len(),
            };
            // Another tab may have folded meanwhile: pieces from before and after would seem to have a hole.
            current = self.inner.blobs.read(&name).await?;
            if current == pieces.current {
                return Ok(pieces);
            }
        }
    }

    /// The document from its pieces; snapshots that are not whole are copied aside where none of them served.
    async fn recovered(&self, id: &DocumentId) -> Result<Recovery, VaultFault> {
        let (found, damaged) = self.best(id).await?;
        for text in damaged {
            self.copy_aside(id, &text).await?;
        }
        found.map_err(|fault| plain(id, fault))
    }

    /// The best that the pieces give: where neither snapshot serves, the newest earlier version that verifies, with
    /// whatever of the journal follows it. Beside it, the snapshots that do not verify in that case.
    pub(super) async fn best(&self, id: &DocumentId) -> Result<(Result<Recovery, RecoveryFault>, Vec<String>), StoreFault> {
        let fault = match recover(id, self.pieces(id).await?) {
            Err(fault @ (RecoveryFault::Unreadable { .. } | RecoveryFault::Nothing)) => fault,
            found => return Ok((found, Vec::new())),
        };
        let damaged = match &fault {
            RecoveryFault::Unreadable { rejects, .. } => rejects.snapshots.clone(),
            _ => Vec::new(),
        };
        let Some(earlier) = self.newest_generation(id).await? else { return Ok((Err(fault), damaged)) };
        let mut found = recover(id, Pieces { current: Some(earlier), previous: None, ..self.pieces(id).await? });
        if let Ok(recovery) = &mut found {
            let revision = recovery.folded;
            recovery
                .notices
                .insert(0, format!("Neither of the stored copies of this document is whole; the earlier version with change {revision} was opened."));
        }
        Ok((found, damaged))
    }

    /// Keeps a version that an import is about to replace, under a name of its own.
    async fn keep_replaced(&self, document: &Document, now: Timestamp) -> Result<(), VaultFault> {
        let (id, text) = (&document.head().id, snapshot::encode(document));
        let taken = self.inner.blobs.names(&names::replaced(id)).await?;
        let free = (now.millis()..).map(|millis| format!("{}{millis}", names::replaced(id))).find(|name| !taken.contains(name));
        match free {
            Some(name) => self.write(&name, &text).await,
            None => Err(VaultFault::NotKept),
        }
    }

    /// Writes a large text and reads it back.
    async fn write(&self, name: &str, text: &str) -> Result<(), VaultFault> {
        self.inner.blobs.write(name, text).await?;
        if self.inner.blobs.read(name).await?.as_deref() == Some(text) { Ok(()) } else { Err(VaultFault::NotKept) }
    }

    /// Writes the changes that wait, and this one after them, in order.
    fn write_changes(&self, id: &DocumentId, entry: journal::Entry, progress: &mut Progress) -> Result<(), StoreFault> {
        let reached = progress.pending.last().map_or(progress.saved, |entry| entry.revision);
        match entry.revision.cmp(&reached.saturating_add(1)) {
            std::cmp::Ordering::Less => return Err(StoreFault::Taken),
            std::cmp::Ordering::Greater => {
                return Err(StoreFault::Other(format!(
                    "Change {} cannot be saved, because a change before it was not; export the document now, then reload the page",
                    entry.revision
                )));
            }
            std::cmp::Ordering::Equal => progress.pending.push(entry),
        }
        while let Some(first) = progress.pending.first() {
            journal::append(&self.inner.texts, id, first)?;
            progress.saved = first.revision;
            progress.pending.remove(0);
        }
        Ok(())
    }

    /// How far a document is saved that this vault has not opened, judged by its journal.
    fn progress_of_journal(&self, id: &DocumentId, next: u64) -> Result<Progress, StoreFault> {
        let revisions = journal::revisions(&self.inner.texts, id)?;
        let before = next.saturating_sub(1);
        Ok(Progress {
            folded: revisions.first().map_or(before, |first| first.saturating_sub(1)),
            saved: revisions.last().copied().unwrap_or(before),
            pending: Vec::new(),
        })
    }

    /// Everything of the document is in its newest snapshot, and nothing waits.
    fn settle(&self, document: &Document) {
        let revision = document.head().revision;
        self.inner.progress.borrow_mut().insert(document.head().id.clone(), Progress { folded: revision, saved: revision, pending: Vec::new() });
    }

    /// The newest snapshot holds the document up to a revision; changes after it may have come meanwhile.
    fn settled(&self, id: &DocumentId, revision: u64) {
        let mut all = self.inner.progress.borrow_mut();
        let progress = all.entry(id.clone()).or_default();
        progress.folded = revision;
        progress.saved = progress.saved.max(revision);
        progress.pending.retain(|entry| entry.revision > revision);
    }

    /// Brings the list up to date. The document is safe whether or not that succeeds, and opening it tries again.
    fn list(&self, document: &Document) {
        let _ = self.change_library(|library| library.record(document));
    }
}

fn opened(recovery: Recovery) -> Opened {
    let Recovery { session, folded, notices, .. } = recovery;
    let journal_length = usize::try_from(session.document().head().revision.saturating_sub(folded)).unwrap_or(usize::MAX);
    Opened { session, notices, journal_length }
}

fn plain(id: &DocumentId, fault: RecoveryFault) -> VaultFault {
    match fault {
        RecoveryFault::Nothing => VaultFault::Missing(id.clone()),
        RecoveryFault::Newer(sentence) => VaultFault::Newer(sentence),
        RecoveryFault::Unreadable { why, .. } => VaultFault::Unreadable(why),
    }
}
