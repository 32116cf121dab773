//! A document from what is kept of it: the newest snapshot that verifies, and the journal after it.
//!
//! Nothing is read or written here: the vault brings the pieces, and sets aside those that do not serve.
//!
//! Invariants: the journal is replayed without a hole, on the history on which it was made; whatever is not replayed
//! has a notice. A damaged piece is always named, also where nothing is missing because of it.

use super::journal::{EntryFault, Stored};
use super::snapshot::{self, SnapshotFault};
use crate::domain::date::Timestamp;
use crate::domain::document::{Document, DocumentId};
use crate::domain::words::count;
use crate::session::editing::Session;

/// What is kept of a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pieces {
    /// The newest snapshot.
    pub current: Option<String>,
    /// The snapshot before it.
    pub previous: Option<String>,
    /// The journal, by revision.
    pub journal: Vec<Stored>,
    /// The revision of which the list of documents knows.
    pub listed: Option<u64>,
    /// How many pieces were set aside earlier.
    pub set_aside: usize,
}

/// A document as it could be recovered.
#[derive(Debug, Clone)]
pub struct Recovery {
    /// The document, with the undo steps of the journal.
    pub session: Session,
    /// The revision of the snapshot that it was recovered from.
    pub folded: u64,
    /// What is damaged or missing, a sentence each.
    pub notices: Vec<String>,
    /// What does not serve and must be set aside.
    pub rejects: Rejects,
}

/// Pieces that do not serve, to be set aside.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rejects {
    /// Snapshots that do not verify.
    pub snapshots: Vec<String>,
    /// Journal entries that were not replayed, or are damaged.
    pub entries: Vec<Stored>,
}

/// Why no document could be recovered.
#[derive(Debug, Clone, PartialEq)]
pub enum RecoveryFault {
    /// There is no snapshot.
    Nothing,
    /// A newer version of the page wrote it; nothing may be touched. Holds its sentence.
    Newer(String),
    /// No snapshot verifies.
    Unreadable {
        /// Why, in words.
        why: String,
        /// The pieces.
        rejects: Rejects,
    },
}

/// Recovers a document from its pieces.
pub fn recover(id: &DocumentId, pieces: Pieces) -> Result<Recovery, RecoveryFault> {
    let Pieces { current, previous, journal, listed, set_aside } = pieces;
    let mut rejects = Rejects::default();
    let mut notices = Vec::new();
    if set_aside > 0 {
        let verb = if set_aside == 1 { "is" } else { "are" };
        notices.push(format!("{} of this document {verb} kept aside because of earlier damage.", count(set_aside, "piece", "pieces")));
    }
    let base = match current.map(|text| (snapshot::decode(&text, id), text)) {
        Some((Err(SnapshotFault::Newer(sentence)), _)) => return Err(RecoveryFault::Newer(sentence)),
        Some((Ok(document), _)) => {
            if let Some(text) = previous
                && let Err(fault) = snapshot::verify(&text)
            {
                notices.push(format!(
                    "The stored copy before the newest is damaged ({fault}). It is kept aside; the newest copy is whole and nothing is missing."
                ));
                rejects.snapshots.push(text);
            }
            document
        }
        Some((Err(fault), text)) => {
            notices.push(format!("The newest stored copy is damaged ({fault}). It is kept aside; the copy before it was opened, with the changes made since."));
            rejects.snapshots.push(text);
            before_newest(id, previous, fault.to_string(), &mut rejects)?
        }
        None if previous.is_none() => return Err(RecoveryFault::Nothing),
        None => {
            notices.push("The newest stored copy is missing; the copy before it was opened, with the changes made since.".to_owned());
            before_newest(id, previous, "the newest is missing".to_owned(), &mut rejects)?
        }
    };
    let folded = base.head().revision;
    let session = replay(Session::new(base), journal, &mut notices, &mut rejects)?;
    let reached = session.document().head().revision;
    if let Some(listed) = listed.filter(|listed| *listed > reached && rejects.entries.iter().all(|stored| stored.revision <= folded)) {
        let missing = usize::try_from(listed - reached).unwrap_or(usize::MAX);
        notices.push(format!(
            "The list of documents knows of change {listed} of this document, and the stored changes end at {reached}: {} missing.",
            count(missing, "change is", "changes are")
        ));
    }
    Ok(Recovery { session, folded, notices, rejects })
}

/// Whether `later` has everything that `earlier` has, judged by the last change of `earlier`.
///
/// Only number and moment are compared: the words of an audit entry may be put differently by another version.
pub fn continues(earlier: &Document, later: &Document) -> bool {
    match earlier.audit().entries().last() {
        None => earlier.head().created == later.head().created && earlier.head().revision <= later.head().revision,
        Some(last) => holds(later, last.revision, last.at),
    }
}

/// Whether the document's history holds the change with this number and moment.
pub fn holds(document: &Document, revision: u64, at: Timestamp) -> bool {
    document.audit().entries().iter().rev().any(|entry| entry.revision == revision && entry.at == at)
}

/// The document in the snapshot before the newest, which does not serve because of `why`.
fn before_newest(id: &DocumentId, previous: Option<String>, why: String, rejects: &mut Rejects) -> Result<Document, RecoveryFault> {
    let why = match previous.map(|text| (snapshot::decode(&text, id), text)) {
        Some((Ok(document), _)) => return Ok(document),
        Some((Err(SnapshotFault::Newer(sentence)), _)) => return Err(RecoveryFault::Newer(sentence)),
        Some((Err(fault), text)) => {
            rejects.snapshots.push(text);
            format!("{why}, and of the one before it: {fault}")
        }
        None => why,
    };
    Err(RecoveryFault::Unreadable { why, rejects: std::mem::take(rejects) })
}

/// Replays the journal after the session's document as far as it goes.
fn replay(mut session: Session, journal: Vec<Stored>, notices: &mut Vec<String>, rejects: &mut Rejects) -> Result<Session, RecoveryFault> {
    let folded = session.document().head().revision;
    let mut left = journal.into_iter().peekable();
    while let Some(stored) = left.next_if(|stored| stored.revision <= folded) {
        let revision = stored.revision;
        match &stored.entry {
            Ok(entry) if !holds(session.document(), revision, entry.command.at) => {
                notices.push(format!("Change {revision} was made on another version of this document. It is kept aside and is not in the document."));
            }
            Ok(_) | Err(EntryFault::Newer) => continue,
            Err(fault) => notices.push(format!(
                "The record of change {revision} is damaged ({fault}). It is kept aside; the stored copy holds the change, so nothing is missing."
            )),
        }
        rejects.entries.push(stored);
    }
    let left: Vec<Stored> = left.collect();
    // Nothing may be touched before it is known that all of it is ours to judge.
    if left.iter().any(|stored| stored.entry == Err(EntryFault::Newer)) {
        return Err(RecoveryFault::Newer(format!("{}.", EntryFault::Newer)));
    }
    for place in 0..left.len() {
        match step(&session, &left[place]) {
            Ok(next) => session = next,
            Err(why) => {
                let rest = &left[place..];
                let fate = match rest {
                    [_] => "It is kept aside and is not in the document".to_owned(),
                    [..] => format!("It and {} are kept aside and are not in the document", count(rest.len() - 1, "later change", "later changes")),
                };
                notices.push(format!("{why} {fate}."));
                rejects.entries.extend_from_slice(rest);
                break;
            }
        }
    }
    Ok(session)
}

/// The session after one entry, or why it cannot be replayed.
fn step(session: &Session, stored: &Stored) -> Result<Session, String> {
    let (document, revision) = (session.document(), stored.revision);
    let wanted = document.head().revision.saturating_add(1);
    let entry = stored.entry.as_ref().map_err(|fault| format!("Change {revision} is damaged ({fault})."))?;
    if revision != wanted {
        return Err(format!("Change {wanted} is missing, so that change {revision} cannot be made again."));
    }
    if !entry.follows(document) {
        return Err(format!("Change {revision} was made on another version of this document."));
    }
    match session.dispatch(&entry.command) {
        Ok(Some(next)) if next.document().head().revision == revision => Ok(next),
        Ok(_) => Err(format!("Change {revision} has no effect any more.")),
        Err(rejection) => Err(format!("Change {revision} does not fit any more ({rejection}).")),
    }
}
