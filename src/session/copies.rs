//! Copies of documents, and documents that came from elsewhere: each says in its audit trail where it comes from.

use super::editing::Hand;
use crate::domain::audit::{AuditTrail, Note};
use crate::domain::document::{Document, DocumentId, Head};
use crate::domain::words::quoted;

/// A copy to go on with: the content of `document` under a new id and title, with a trail that begins anew.
pub fn duplicate(document: &Document, id: DocumentId, title: String, hand: Hand) -> Document {
    let (from, revision) = (quoted(&document.head().title), document.head().revision);
    let mut copy = document.clone();
    *copy.head_mut() = Head::new(id, title, hand.at);
    *copy.audit_mut() = AuditTrail::default();
    noted(copy, format!("Made as a copy of {from}, revision {revision}"), hand)
}

/// A copy that stands beside the document with the same id: everything is kept but the id and the title.
pub fn beside(document: &Document, id: DocumentId, title: String, hand: Hand) -> Document {
    let from = quoted(&document.head().title);
    let mut copy = document.clone();
    let head = copy.head_mut();
    (head.id, head.title) = (id, title);
    noted(copy, format!("Imported as a copy of {from}"), hand)
}

/// The document with one more entry in its trail, which changes no field.
pub fn noted(mut document: Document, what: String, hand: Hand) -> Document {
    document.record(Note { at: hand.at, who: hand.who, what, why: None, changes: Vec::new() });
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;
    use crate::domain::plan::TrialPlan;

    fn hand(at: i64) -> Hand {
        Hand { who: "Ada".to_owned(), at: Timestamp::from_millis(at) }
    }

    fn plan() -> Document {
        noted(Document::Plan(Box::new(TrialPlan::blank(Id::joined(&["p"]), "Kestrel", Timestamp::from_millis(1)))), "Changed something".to_owned(), hand(2))
    }

    fn trail(document: &Document) -> Vec<(u64, &str)> {
        document.audit().entries().iter().map(|entry| (entry.revision, entry.what.as_str())).collect()
    }

    #[test]
    fn a_duplicate_begins_anew_and_says_where_it_comes_from() {
        let copy = duplicate(&plan(), Id::joined(&["q"]), "Copy of Kestrel".to_owned(), hand(5));
        assert_eq!(
            (copy.head().id.as_str(), copy.head().title.as_str(), copy.head().created, copy.head().revision),
            ("q", "Copy of Kestrel", Timestamp::from_millis(5), 1)
        );
        assert_eq!(trail(&copy), [(1, "Made as a copy of “Kestrel”, revision 1")]);
    }

    #[test]
    fn a_copy_beside_keeps_its_past() {
        let copy = beside(&plan(), Id::joined(&["q"]), "Kestrel (imported)".to_owned(), hand(5));
        assert_eq!((copy.head().created, copy.head().changed, copy.head().revision), (Timestamp::from_millis(1), Timestamp::from_millis(5), 2));
        assert_eq!(trail(&copy), [(1, "Changed something"), (2, "Imported as a copy of “Kestrel”")]);
    }
}
