//! Whether an audit trail is as it was written.
//!
//! Every entry carries the SHA-256 of the entry before it ([`AuditEntry::previous`]), and the document's head that of
//! the last ([`Head::trail_hash`]). Whoever changes, adds or takes out an entry without mending every fingerprint after
//! it is found out, and the place is named. Whoever mends them all is not: a fingerprint is no signature. Only an
//! earlier copy of the document, kept elsewhere, shows that.
//!
//! The fingerprint of an entry is that of its [`canonical`] JSON, all its fields among it.

use super::{AuditEntry, AuditTrail};
use crate::domain::digest::{canonical, sha256};
use crate::domain::document::Head;
use crate::domain::wire::to_value;

/// What the first entry of a trail carries in place of a fingerprint.
pub const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What the fingerprints of a trail show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chain {
    /// There is no entry.
    Empty,
    /// Every fingerprint matches.
    Whole {
        /// How many entries at the beginning were written before entries carried fingerprints. The last of them is
        /// covered by the entry after it, the ones before it by nothing.
        bare: usize,
    },
    /// An entry is not as it was written.
    Broken {
        /// The place of the first such entry, counted from 0.
        place: usize,
        /// What shows it.
        how: Break,
    },
}

/// What shows that a trail is not as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// Entries before it were taken out: it is not the first that was written.
    Beheaded,
    /// The entry after it was written after another one: it was changed, or an entry was taken out or put in after it.
    Changed,
    /// It carries no fingerprint, and entries before it do.
    Bare,
    /// The document ends with another entry: it was changed, or later ones were taken out, or it was put in.
    End,
}

/// The fingerprint of an entry.
pub fn fingerprint(entry: &AuditEntry) -> String {
    sha256(&canonical(&to_value(entry)))
}

/// Checks every fingerprint of a document's trail.
pub fn verify(head: &Head, trail: &AuditTrail) -> Chain {
    let entries = trail.entries();
    let Some(last) = entries.last() else {
        return if head.trail_hash.is_some() { Chain::Broken { place: 0, how: Break::End } } else { Chain::Empty };
    };
    let bare = entries.iter().take_while(|entry| entry.previous.is_none()).count();
    let mut before = bare.checked_sub(1).and_then(|last| entries.get(last));
    for (place, entry) in entries.iter().enumerate().skip(bare) {
        let expected = before.map_or_else(|| BEGINNING.to_owned(), |before| fingerprint(before));
        match (&entry.previous, place) {
            (None, _) => return Chain::Broken { place, how: Break::Bare },
            (Some(previous), _) if *previous == expected => {}
            (Some(_), 0) => return Chain::Broken { place, how: Break::Beheaded },
            (Some(_), _) => return Chain::Broken { place: place - 1, how: Break::Changed },
        }
        before = Some(entry);
    }
    let end_matches = match &head.trail_hash {
        Some(hash) => *hash == fingerprint(last),
        None => bare == entries.len(),
    };
    if end_matches { Chain::Whole { bare } } else { Chain::Broken { place: entries.len() - 1, how: Break::End } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::Note;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::domain::id::Id;
    use crate::domain::plan::TrialPlan;

    fn note(number: i64) -> Note {
        Note { at: Timestamp::from_millis(number), who: "Ada".to_owned(), what: format!("Change {number}"), why: None, changes: Vec::new() }
    }

    fn document(changes: i64) -> Document {
        let mut document = Document::Plan(Box::new(TrialPlan::blank(Id::joined(&["p"]), "Kestrel", Timestamp::from_millis(0))));
        (1..=changes).for_each(|number| document.record(note(number)));
        document
    }

    /// What verifying shows after the entries were changed by `tamper`, past [`Document::record`].
    fn check(tamper: impl FnOnce(&mut Vec<AuditEntry>), expected: Chain) {
        let mut document = document(4);
        let mut entries: Vec<AuditEntry> = document.audit().entries().iter().map(|entry| AuditEntry::clone(entry)).collect();
        tamper(&mut entries);
        *document.audit_mut() = entries.into_iter().fold(AuditTrail::default(), |trail, entry| trail.with(entry));
        assert_eq!(verify(document.head(), document.audit()), expected);
    }

    #[test]
    fn an_untouched_trail_is_whole() {
        check(|_| {}, Chain::Whole { bare: 0 });
        assert_eq!(verify(document(0).head(), document(0).audit()), Chain::Empty);
    }

    #[test]
    fn whatever_is_done_to_an_entry_names_it() {
        let broken = |place, how| Chain::Broken { place, how };
        check(|entries| entries[1].who = "Bo".to_owned(), broken(1, Break::Changed));
        check(|entries| entries[0].at = Timestamp::from_millis(9), broken(0, Break::Changed));
        check(|entries| entries[3].what.push('!'), broken(3, Break::End));
        check(|entries| drop(entries.remove(2)), broken(1, Break::Changed));
        check(|entries| drop(entries.remove(0)), broken(0, Break::Beheaded));
        check(|entries| drop(entries.pop()), broken(2, Break::End));
        check(|entries| entries.swap(1, 2), broken(0, Break::Changed));
        check(|entries| entries.insert(2, entries[1].clone()), broken(1, Break::Changed));
        check(|entries| entries[2].previous = None, broken(2, Break::Bare));
        check(|entries| entries[2].previous = Some("x".to_owned()), broken(1, Break::Changed));
        check(|entries| entries.clear(), broken(0, Break::End));
    }

    #[test]
    fn entries_from_before_fingerprints_are_told_apart() {
        let mut document = document(0);
        let bare = |number| AuditEntry { previous: None, ..document_entry(number) };
        *document.audit_mut() = AuditTrail::default().with(bare(1)).with(bare(2));
        assert_eq!(verify(document.head(), document.audit()), Chain::Whole { bare: 2 });
        document.record(note(3));
        assert_eq!(verify(document.head(), document.audit()), Chain::Whole { bare: 2 });
    }

    fn document_entry(number: i64) -> AuditEntry {
        AuditEntry::clone(document(number).audit().entries().last().expect("an entry"))
    }

    #[test]
    fn an_edit_does_not_mend_a_break() {
        let mut document = document(3);
        let mut entries: Vec<AuditEntry> = document.audit().entries().iter().map(|entry| AuditEntry::clone(entry)).collect();
        entries[2].who = "Bo".to_owned();
        *document.audit_mut() = entries.into_iter().fold(AuditTrail::default(), |trail, entry| trail.with(entry));
        document.record(note(4));
        assert_eq!(verify(document.head(), document.audit()), Chain::Broken { place: 2, how: Break::Changed });
    }
}
