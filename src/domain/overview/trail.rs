//! What an audit trail says as a whole: how many changes, by how many people, since when.

use super::{Headline, Urgency};
use crate::domain::audit::AuditTrail;
use crate::domain::order::distinct;
use crate::domain::words::{clipped, count};

/// What the trail is, and what it is not.
pub const STANDING: &str =
    "It is a supporting record that travels in the document’s file; it is not protected against tampering, and Trialwright is not a 21 CFR Part 11 system.";

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
        [only] => format!(" by {}", clipped(only, 60)),
        several => format!(" by {} people", several.len()),
    };
    let nameless = entries.iter().filter(|entry| entry.who.trim().is_empty()).count();
    let names = match nameless {
        0 => String::new(),
        all if all == entries.len() => "No name was set on the device when they were made. ".to_owned(),
        some => format!("{some} of them without a name. "),
    };
    Headline {
        finding: format!("{}{by} since {}", count(entries.len(), "change", "changes"), first.date()),
        because: format!("{names}{STANDING}"),
        urgency: Urgency::OnTrack,
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
    use crate::domain::audit::AuditEntry;
    use crate::domain::date::Timestamp;
    use crate::domain::extra::Extra;

    fn check(who: &[&str], finding: &str, because: &str) {
        let entry = |(place, who): (usize, &&str)| AuditEntry {
            revision: place as u64 + 1,
            at: Timestamp::from_millis(1_768_176_000_000 + place as i64),
            who: (*who).to_owned(),
            what: "Changed".to_owned(),
            why: None,
            changes: Vec::new(),
            extra: Extra::default(),
        };
        let trail = who.iter().enumerate().map(entry).fold(AuditTrail::default(), |trail, entry| trail.with(entry));
        let said = headline(&trail);
        assert_eq!((said.finding.as_str(), said.because.trim_end_matches(STANDING).trim_end()), (finding, because));
    }

    #[test]
    fn the_headline_counts_changes_and_people() {
        check(&[], "Nothing has been changed yet", "Every edit will stand here with its moment, its author and what it changed.");
        check(&["Ada"], "1 change by Ada since 12 Jan 2026", "");
        check(&["Ada", "Bo", "Ada"], "3 changes by 2 people since 12 Jan 2026", "");
        check(&["Ada", ""], "2 changes by Ada since 12 Jan 2026", "1 of them without a name.");
        check(&["", ""], "2 changes since 12 Jan 2026", "No name was set on the device when they were made.");
    }
}
