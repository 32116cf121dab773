//! What an audit trail says as a whole: how many changes, by how many people, since when.

use serde::Serialize;

use super::{Headline, Urgency};
use crate::domain::audit::chain::{self, Break, Chain};
use crate::domain::audit::{AuditEntry, AuditTrail};
use crate::domain::document::Document;
use crate::domain::finding::Finding;
use crate::domain::order::distinct;
use crate::domain::words::{clipped, count, quoted};

/// What the trail is, and what it is not.
pub const STANDING: &str = "It is a supporting record that travels in the document’s file. A change made to it outside Trialwright shows when it is verified, unless every later fingerprint was made anew; Trialwright is not a 21 CFR Part 11 system.";

/// The finding: the size of the trail, and what it can be taken for.
pub fn headline(trail: &AuditTrail) -> Headline {
    let entries = trail.entries();
    let Some(first) = entries.iter().map(|entry| entry.at).min() else {
        return Headline {
            finding: "Nothing has been changed yet".to_owned(),
            because: format!("Every edit will stand here with its moment, its author and what it changed. {STANDING}"),
            urgency: Urgency::Upcoming,
        };
    };
    let people = people(trail);
    let by = match people.as_slice() {
        [] => String::new(),
        [only] => format!("by {}", clipped(only, 60)),
        several => format!("by {} people", several.len()),
    };
    let nameless = entries.iter().filter(|entry| entry.who.trim().is_empty()).count();
    let (changes, since) = (count(entries.len(), "change", "changes"), first.date());
    let (finding, names) = match nameless {
        0 => (format!("{changes} {by} since {since}"), String::new()),
        all if all == entries.len() => (format!("{changes} since {since}"), "No name was set on the device when they were made. ".to_owned()),
        some => {
            // Nobody is credited with what carries no name.
            let unnamed = count(some, "change carries", "changes carry");
            (format!("{changes} since {since}, {} of them {by}", entries.len() - some), format!("{unnamed} no name: none was set on the device. "))
        }
    };
    Headline { finding, because: format!("{names}{STANDING}"), urgency: Urgency::OnTrack }
}

/// What the fingerprints of a document's trail show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// Whether every fingerprint matches.
    pub whole: bool,
    /// What was found, in a sentence or two.
    pub sentence: String,
    /// The place of the first entry that is not as it was written, counted from 0.
    pub first_broken: Option<usize>,
}

/// Verifies the trail of a document, in words.
pub fn verdict(document: &Document) -> Verdict {
    let entries = document.audit().entries();
    let chain = chain::verify(document.head(), document.audit());
    let (sentence, first_broken) = match chain {
        Chain::Empty => ("There is no entry to verify yet.".to_owned(), None),
        Chain::Whole { bare } => (whole(bare, entries.len() - bare), None),
        Chain::Broken { place, how } => match entries.get(place) {
            Some(entry) => (broken(entry, how), Some(place)),
            None => ("The trail is empty, but the document had entries when it was last written: they were taken out.".to_owned(), Some(place)),
        },
    };
    Verdict { whole: first_broken.is_none(), sentence, first_broken }
}

/// The verdict on a file that is about to be imported, where something is wrong with its trail.
pub fn finding(document: &Document) -> Option<Finding> {
    let Verdict { sentence, first_broken, .. } = verdict(document);
    first_broken.map(|place| Finding {
        path: format!("audit[{place}]"),
        section: "audit",
        record: document.audit().entries().get(place).map(|entry| entry.revision.to_string()).unwrap_or_default(),
        message: format!("The audit trail does not verify. {sentence}"),
        mend: "Compare the file with an earlier copy before you rely on its trail.".to_owned(),
    })
}

fn whole(bare: usize, sealed: usize) -> String {
    let early = "written by an early version of Trialwright";
    match (bare, sealed) {
        (0, 1) => "The only entry verifies: it is the one that the document ended with when it was last written.".to_owned(),
        (0, all) => {
            format!("All {all} entries verify: each carries the fingerprint of the one before it, and the last is the one that the document ended with.")
        }
        (all, 0) => format!("{} carry no fingerprints yet: they were {early}. The next edit begins to cover them.", count(all, "entry", "entries")),
        (bare, sealed) => {
            format!(
                "The last {} verify. Before them, {} carry no fingerprints: they were {early}.",
                count(sealed, "entry", "entries"),
                count(bare, "entry", "entries")
            )
        }
    }
}

fn broken(entry: &AuditEntry, how: Break) -> String {
    let entry = format!("Entry {} of {} ({})", entry.revision, entry.at.date(), quoted(&clipped(&entry.what, 60)));
    match how {
        Break::Beheaded => format!("{entry} is the first in the trail and was not the first that was written: entries before it were taken out."),
        Break::Changed => {
            format!("{entry} is not as it was when the entry after it was written: it was changed, or an entry after it was taken out or put in.")
        }
        Break::Bare => format!("{entry} carries no fingerprint, though entries before it do: it was put in or changed."),
        Break::End => format!("{entry} is not the one that the document ended with: it was changed, or entries after it were taken out or put in."),
    }
}

/// The names in the trail, in alphabetical order.
pub fn people(trail: &AuditTrail) -> Vec<String> {
    let names = distinct(&mut trail.entries().iter().map(|entry| entry.who.trim()).filter(|who| !who.is_empty()));
    names.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::Note;
    use crate::domain::date::Timestamp;
    use crate::domain::extra::Extra;
    use crate::domain::id::Id;
    use crate::domain::plan::TrialPlan;

    fn check(who: &[&str], finding: &str, because: &str) {
        let entry = |(place, who): (usize, &&str)| AuditEntry {
            revision: place as u64 + 1,
            at: Timestamp::from_millis(1_768_176_000_000 + place as i64),
            who: (*who).to_owned(),
            what: "Changed".to_owned(),
            why: None,
            changes: Vec::new(),
            previous: None,
            extra: Extra::default(),
        };
        let trail = who.iter().enumerate().map(entry).fold(AuditTrail::default(), |trail, entry| trail.with(entry));
        let said = headline(&trail);
        assert_eq!((said.finding.as_str(), said.because.trim_end_matches(STANDING).trim_end()), (finding, because));
    }

    fn verdict_on(changes: usize, tamper: impl FnOnce(&mut Vec<AuditEntry>)) -> String {
        let mut document = Document::Plan(Box::new(TrialPlan::blank(Id::joined(&["p"]), "Kestrel", Timestamp::from_millis(0))));
        for number in 1..=changes {
            let at = Timestamp::from_millis(1_768_176_000_000);
            document.record(Note { at, who: String::new(), what: format!("Change {number}"), why: None, changes: Vec::new() });
        }
        let mut entries: Vec<AuditEntry> = document.audit().entries().iter().map(|entry| AuditEntry::clone(entry)).collect();
        tamper(&mut entries);
        *document.audit_mut() = entries.into_iter().fold(AuditTrail::default(), |trail, entry| trail.with(entry));
        assert_eq!(finding(&document).is_none(), verdict(&document).whole);
        verdict(&document).sentence
    }

    #[test]
    fn the_verdict_says_what_it_rests_on() {
        assert_eq!(verdict_on(0, |_| {}), "There is no entry to verify yet.");
        assert!(verdict_on(1, |_| {}).starts_with("The only entry verifies"));
        assert!(verdict_on(3, |_| {}).starts_with("All 3 entries verify"));
        assert!(
            verdict_on(3, |entries| entries[1].what = "Changed the dose".to_owned())
                .starts_with("Entry 2 of 12 Jan 2026 (“Changed the dose”) is not as it was")
        );
        assert!(verdict_on(3, Vec::clear).starts_with("The trail is empty"));
    }

    #[test]
    fn the_headline_counts_changes_and_people() {
        check(&[], "Nothing has been changed yet", "Every edit will stand here with its moment, its author and what it changed.");
        check(&["Ada"], "1 change by Ada since 12 Jan 2026", "");
        check(&["Ada", "Bo", "Ada"], "3 changes by 2 people since 12 Jan 2026", "");
        check(&["", ""], "2 changes since 12 Jan 2026", "No name was set on the device when they were made.");
    }

    /// "2 changes by Ada" was said where one of them was somebody else's.
    #[test]
    fn changes_without_a_name_are_not_credited_to_the_only_person_with_one() {
        check(&["Ada", ""], "2 changes since 12 Jan 2026, 1 of them by Ada", "1 change carries no name: none was set on the device.");
        check(&["Ada", "", "Bo", ""], "4 changes since 12 Jan 2026, 2 of them by 2 people", "2 changes carry no name: none was set on the device.");
    }
}
