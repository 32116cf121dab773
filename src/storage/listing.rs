//! The list of documents as a person reads it: what the home page says, in which order, and what is not exported.

use super::library::{Entry, Library, Shelf};
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::overview::{Headline, Urgency};
use crate::domain::words::{count, listed};
use crate::session::search;

/// How a document stands to its exported copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exported {
    /// It was never exported.
    Never,
    /// The exported file holds everything.
    Whole,
    /// This many changes came after the export.
    Behind(u64),
}

impl Exported {
    /// How it stands.
    pub fn of(entry: &Entry) -> Exported {
        match entry.changes_since_export() {
            None => Exported::Never,
            Some(0) => Exported::Whole,
            Some(changes) => Exported::Behind(changes),
        }
    }

    /// In a few words.
    pub fn words(self) -> String {
        match self {
            Exported::Never => "not exported yet".to_owned(),
            Exported::Whole => "exported".to_owned(),
            Exported::Behind(changes) => format!("{} not exported", count(usize::try_from(changes).unwrap_or(usize::MAX), "change", "changes")),
        }
    }
}

/// After how many changes that are in no file the page asks for an export.
const MANY_CHANGES: u64 = 50;

/// What the page says where a document, now at `revision`, has changed a lot and no file holds the changes.
pub fn reminder(entry: &Entry, revision: u64) -> Option<&'static str> {
    let counted = revision.saturating_sub(entry.exported_revision.unwrap_or(0).max(entry.counted_from));
    if entry.sample || counted < MANY_CHANGES {
        return None;
    }
    Some(match entry.exported_revision {
        Some(_) => "This document has changed a lot since its last export. A browser can lose what it keeps: an exported file is the copy that stays.",
        None => "This document has changed a lot and was never exported. A browser can lose what it keeps: an exported file is the copy that stays.",
    })
}

/// The entries on the active shelf, in the archive, or in the bin, in the order in which they are shown: changed last
/// first, and in the bin deleted last first.
pub fn shelved(library: &Library, shelf: Shelf) -> Vec<&Entry> {
    let mut found: Vec<&Entry> = library.entries.iter().filter(|entry| std::mem::discriminant(&entry.shelf) == std::mem::discriminant(&shelf)).collect();
    let moment = |entry: &Entry| match entry.shelf {
        Shelf::Deleted { at } => at,
        Shelf::Active | Shelf::Archived => entry.changed,
    };
    sort_by_rank(&mut found, |entry| (Rank::from(moment(entry)).down(), entry.title.as_str()).into());
    found
}

/// Those whose title or kind matches what was typed.
pub fn matching<'a>(entries: Vec<&'a Entry>, query: &str) -> Vec<&'a Entry> {
    entries.into_iter().filter(|entry| search::score(query, &format!("{} {}", entry.title, entry.kind.noun())).is_some()).collect()
}

/// What the home page says first.
pub fn headline(library: &Library) -> Headline {
    let active = shelved(library, Shelf::Active);
    if active.is_empty() {
        return Headline {
            finding: "Plan a clinical trial, score its risks, choose the partner who helps to run it".to_owned(),
            because:
                "Trialwright works in this browser alone: there is no account, and nothing that you enter leaves this device unless you export it as a file."
                    .to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let here = format!("{} on this device", count(active.len(), "document", "documents"));
    let own: Vec<&&Entry> = active.iter().filter(|entry| !entry.sample).collect();
    if own.is_empty() {
        let archived = library.entries.iter().filter(|entry| entry.shelf == Shelf::Archived && !entry.sample).count();
        return Headline {
            finding: match archived {
                0 => "Only the sample is on this device so far".to_owned(),
                _ => format!("Only the sample is listed; {} in the archive", count(archived, "document of your own is", "documents of your own are")),
            },
            because: "Change whatever you like in it; your own documents stand beside it, and it can be deleted at any time.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let number = |state: fn(Exported) -> bool| own.iter().filter(|entry| state(Exported::of(entry))).count();
    let (never, behind) = (number(|state| state == Exported::Never), number(|state| matches!(state, Exported::Behind(_))));
    let parts: Vec<String> = [(never, "not exported yet"), (behind, "changed since the last export")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    if parts.is_empty() {
        return Headline {
            finding: format!("{here}, all exported"),
            because: "The exported files hold everything that is here.".to_owned(),
            urgency: Urgency::OnTrack,
        };
    }
    let finding = match (never == own.len(), own.len() == active.len()) {
        (true, true) if own.len() == 1 => format!("{here}, not exported yet"),
        (true, true) => format!("{here}, none exported yet"),
        _ => format!("{here}, {}", listed(&parts)),
    };
    Headline { finding, because: "A browser can lose what it keeps: an exported file is the copy that stays.".to_owned(), urgency: Urgency::Watch }
}

/// A title that no document on the device has: the wanted one, or the same with a number.
pub fn free_title(library: &Library, wanted: &str) -> String {
    let taken = |title: &str| library.entries.iter().any(|entry| entry.title == title && !matches!(entry.shelf, Shelf::Deleted { .. }));
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|title| !taken(title)).unwrap_or_else(|| wanted.to_owned())
}

/// An amount of storage as people say it: `640 kB`, `3.2 MB`, `12 GB`.
pub fn size(bytes: f64) -> String {
    let (value, unit) = match bytes.max(0.0) {
        bytes if bytes < 1e3 => return count(bytes as usize, "byte", "bytes"),
        bytes if bytes < 1e6 => (bytes / 1e3, "kB"),
        bytes if bytes < 1e9 => (bytes / 1e6, "MB"),
        bytes => (bytes / 1e9, "GB"),
    };
    if value < 10.0 { format!("{value:.1} {unit}") } else { format!("{value:.0} {unit}") }
}

#[cfg(test)]
mod tests {
    use super::super::trial_run::fresh;
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;

    /// An entry as `title`, revision, exported revision.
    fn entry(title: &str, revision: u64, exported: Option<u64>) -> Entry {
        let mut document = fresh(title);
        let head = document.head_mut();
        (head.id, head.revision, head.changed) = (Id::joined(&[title]), revision, Timestamp::from_millis(revision as i64));
        Entry { exported_revision: exported, ..Entry::of(&document, false) }
    }

    fn check(entries: Vec<Entry>, finding: &str) {
        assert_eq!(headline(&Library { entries }).finding, finding);
    }

    #[test]
    fn the_headline_says_what_has_no_copy_elsewhere() {
        check(vec![], "Plan a clinical trial, score its risks, choose the partner who helps to run it");
        check(vec![entry("A", 0, None)], "1 document on this device, not exported yet");
        check(vec![entry("A", 0, None), entry("B", 1, None)], "2 documents on this device, none exported yet");
        check(vec![entry("A", 3, Some(3)), entry("B", 5, Some(1))], "2 documents on this device, 1 changed since the last export");
        check(vec![entry("A", 3, None), entry("B", 5, Some(1))], "2 documents on this device, 1 not exported yet and 1 changed since the last export");
        check(vec![entry("A", 3, Some(3))], "1 document on this device, all exported");
    }

    #[test]
    fn samples_and_what_was_put_away_need_no_export() {
        let sample = Entry { sample: true, ..entry("S", 9, None) };
        check(vec![sample.clone()], "Only the sample is on this device so far");
        check(vec![sample.clone(), entry("A", 1, Some(1))], "2 documents on this device, all exported");
        check(vec![sample, entry("A", 1, None)], "2 documents on this device, 1 not exported yet");
        check(vec![Entry { shelf: Shelf::Archived, ..entry("A", 1, None) }], "Plan a clinical trial, score its risks, choose the partner who helps to run it");
    }

    /// "Only the sample is on this device so far" was said while a document of the user's own was archived.
    #[test]
    fn an_archived_document_of_one_s_own_is_not_passed_over_beside_the_sample() {
        let sample = Entry { sample: true, ..entry("S", 9, None) };
        let archived = |title| Entry { shelf: Shelf::Archived, ..entry(title, 1, None) };
        check(vec![sample.clone(), archived("A")], "Only the sample is listed; 1 document of your own is in the archive");
        check(vec![sample.clone(), archived("A"), archived("B")], "Only the sample is listed; 2 documents of your own are in the archive");
        check(vec![sample.clone(), Entry { sample: true, ..archived("T") }], "Only the sample is on this device so far");
    }

    #[test]
    fn the_reminder_to_export_counts_from_the_last_export_the_arrival_or_its_putting_off() {
        let reminded = |entry: &Entry| reminder(entry, entry.revision).is_some();
        let arrived = |revision, counted_from, exported| Entry { counted_from, ..entry("A", revision, exported) };
        assert!(!reminded(&arrived(49, 0, None)));
        assert!(reminded(&arrived(50, 0, None)));
        assert!(!reminded(&arrived(90, 0, Some(41))));
        assert!(reminded(&arrived(91, 0, Some(41))));
        assert!(!reminded(&arrived(349, 300, None)), "what it had when it was imported is in the file that it came from");
        assert!(!reminded(&Entry { sample: true, ..arrived(90, 0, None) }));
        let mut library = Library { entries: vec![arrived(90, 0, None)] };
        library.put_off(&Id::joined(&["A"]));
        assert!(!reminded(&library.entries[0]));
        assert!(reminded(&Entry { revision: 140, ..library.entries[0].clone() }));
    }

    #[test]
    fn what_was_changed_last_stands_first() {
        let library = Library { entries: vec![entry("A", 1, None), entry("B", 7, None), entry("C", 3, None)] };
        let titles = |entries: Vec<&Entry>| entries.iter().map(|entry| entry.title.clone()).collect::<Vec<_>>();
        assert_eq!(titles(shelved(&library, Shelf::Active)), ["B", "C", "A"]);
        assert_eq!(titles(matching(shelved(&library, Shelf::Active), "c pl")), ["C"]);
        assert!(shelved(&library, Shelf::Archived).is_empty());
    }

    #[test]
    fn a_new_title_tells_documents_apart() {
        let mut library = Library { entries: vec![entry("Untitled plan", 1, None), entry("Untitled plan 2", 1, None)] };
        assert_eq!(free_title(&library, "Untitled plan"), "Untitled plan 3");
        library.delete(&Id::joined(&["Untitled plan"]), Timestamp::from_millis(0));
        assert_eq!(free_title(&library, "Untitled plan"), "Untitled plan");
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!([0.0, 1.0, 3_210.0, 640_000.0, 12e9, -1.0].map(size), ["0 bytes", "1 byte", "3.2 kB", "640 kB", "12 GB", "0 bytes"]);
    }
}
