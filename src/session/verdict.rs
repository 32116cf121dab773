//! What an import of a document that is here already would mean, in words, for whoever decides which copy to keep.

use super::compare::Relation;
use crate::domain::document::Document;
use crate::domain::words::count;

/// How the file stands to the copy on this device: the finding, and what it is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// In a few words.
    pub finding: String,
    /// What tells the two apart.
    pub because: String,
}

/// Puts the relation of two copies into words.
pub fn verdict(relation: Relation, here: &Document, incoming: &Document) -> Verdict {
    let (only_here, only_there) = apart(here, incoming);
    let revisions = format!("The file is at revision {}, and the copy here at revision {}.", incoming.head().revision, here.head().revision);
    let changes = |number: usize| count(number, "change", "changes");
    let (finding, because) = match relation {
        Relation::Same => ("This file and the copy on this device are the same".to_owned(), "There is nothing to import.".to_owned()),
        Relation::Newer => (
            format!("This file has {} more than the copy on this device", changes(only_there)),
            format!("It holds everything that the copy here holds. {revisions}"),
        ),
        Relation::Older => (
            format!("This file is older: the copy on this device has {} more", changes(only_here)),
            format!("Replacing would take those changes out of the document. {revisions}"),
        ),
        Relation::Diverged if only_here == 0 && only_there == 0 => (
            "This file and the copy on this device differ, though they name the same changes".to_owned(),
            format!("One of the two was changed outside of Trialwright. {revisions}"),
        ),
        Relation::Diverged => (
            "This file and the copy on this device were changed apart from each other".to_owned(),
            format!(
                "The file has {} that the copy here has not, and the copy here has {} that the file has not. Keep both to lose nothing. {revisions}",
                changes(only_there),
                changes(only_here)
            ),
        ),
    };
    Verdict { finding, because }
}

/// How many changes each has after the last that both have.
fn apart(here: &Document, incoming: &Document) -> (usize, usize) {
    let (mine, theirs) = (here.audit().entries(), incoming.audit().entries());
    let shared = mine.iter().zip(theirs).take_while(|(mine, theirs)| mine == theirs).count();
    (mine.len() - shared, theirs.len() - shared)
}

#[cfg(test)]
mod tests {
    use super::super::compare::relation;
    use super::super::copies::noted;
    use super::super::editing::Hand;
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;
    use crate::domain::plan::TrialPlan;

    /// A plan after these changes.
    fn after(changes: &[&str]) -> Document {
        let blank = Document::Plan(Box::new(TrialPlan::blank(Id::joined(&["p"]), "Kestrel", Timestamp::from_millis(0))));
        changes.iter().fold(blank, |plan, what| noted(plan, (*what).to_owned(), Hand { who: String::new(), at: Timestamp::from_millis(1) }))
    }

    fn check(here: &[&str], incoming: &[&str], finding: &str) {
        let (here, incoming) = (after(here), after(incoming));
        assert_eq!(verdict(relation(&here, &incoming), &here, &incoming).finding, finding);
    }

    #[test]
    fn what_the_file_is_to_the_copy_here_is_said_plainly() {
        check(&["a"], &["a"], "This file and the copy on this device are the same");
        check(&["a"], &["a", "b", "c"], "This file has 2 changes more than the copy on this device");
        check(&["a", "b"], &["a"], "This file is older: the copy on this device has 1 change more");
        check(&["a", "b"], &["a", "c"], "This file and the copy on this device were changed apart from each other");
    }

    #[test]
    fn a_file_that_was_changed_by_hand_is_told_apart() {
        let (here, mut incoming) = (after(&["a"]), after(&["a"]));
        incoming.head_mut().title = "Kite".to_owned();
        assert!(verdict(relation(&here, &incoming), &here, &incoming).because.starts_with("One of the two was changed outside of Trialwright."));
    }
}
