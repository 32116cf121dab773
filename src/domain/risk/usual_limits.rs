//! Parameters that many trials set tolerance limits on, to begin from.
//!
//! An expectation stands here only where one was published; everywhere else it begins at the 5% of a new limit and has to be
//! taken from the sponsor's own trials.

use super::tolerance::ToleranceLimit;
use crate::domain::id::Id;
use crate::domain::schedule::share::Chance;

/// Where the shares of use come from.
pub const SURVEY: &str = "Quality tolerance limits: an updated view of industry trends, Applied Clinical Trials";

/// A parameter to begin from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UsualLimit {
    /// The parameter.
    pub name: &'static str,
    /// What is counted, and out of what.
    pub definition: &'static str,
    /// The share that is expected to begin with, where one was published.
    pub expected: Option<f64>,
    /// Where it was published.
    pub source: &'static str,
    /// How often limits of this type were named in the survey, in percent.
    pub named: Option<f64>,
}

/// The parameters, the most usual first.
pub const USUAL_LIMITS: [UsualLimit; 5] = [
    UsualLimit {
        name: "Primary endpoint not assessed in its window",
        definition: "Participants whose assessment for the primary endpoint is missing or outside of its window, out of those for whom it was due",
        expected: None,
        source: "",
        named: Some(57.5),
    },
    UsualLimit {
        name: "Participants enrolled who were not eligible",
        definition: "Participants found not to meet the eligibility criteria after they were enrolled, out of all enrolled",
        expected: Some(0.03),
        source: "gsm.qtl, default of its workflow for ineligible participants",
        named: Some(25.6),
    },
    UsualLimit {
        name: "Participants who left the study early",
        definition: "Participants who ended the study before its planned end for any reason, out of all enrolled",
        expected: Some(0.07),
        source: "gsm.qtl, default of its workflow for study discontinuation",
        named: Some(23.6),
    },
    UsualLimit {
        name: "Participants with a safety event of interest",
        definition: "Participants with one or more events of the kind that the protocol names, out of all who were treated",
        expected: None,
        source: "",
        named: Some(14.6),
    },
    UsualLimit {
        name: "Participants lost to follow-up",
        definition: "Participants who cannot be reached any more and whose outcome is not known, out of all enrolled",
        expected: None,
        source: "",
        named: Some(14.2),
    },
];

impl UsualLimit {
    /// A limit that begins from it.
    pub fn limit(&self, id: Id<ToleranceLimit>) -> ToleranceLimit {
        let blank = ToleranceLimit::new(id, self.name);
        let published = self.expected.and_then(Chance::new);
        ToleranceLimit {
            definition: self.definition.to_owned(),
            justification: match published {
                Some(expected) => format!("Begins from {expected} ({}); put historical data of comparable trials in its place.", self.source),
                None => {
                    format!("No expectation is published; {} is a placeholder until historical data of comparable trials are put in its place.", blank.expected)
                }
            },
            expected: published.unwrap_or(blank.expected),
            ..blank
        }
    }

    /// Where it begins and how usual it is, in a line.
    pub fn note(&self) -> String {
        let begins =
            self.expected.and_then(Chance::new).map_or("No published expectation".to_owned(), |expected| format!("Begins from {expected}: {}", self.source));
        let named = self.named.map_or(String::new(), |named| format!(" Share in a survey of limits in use: {named}%."));
        format!("{begins}.{named}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_limit_begins_from_what_was_published_and_says_where() {
        let [_, eligible, left, ..] = USUAL_LIMITS.map(|usual| usual.limit(Id::joined(&[usual.name])));
        assert_eq!((eligible.expected.get(), left.expected.get()), (0.03, 0.07));
        assert_eq!(
            eligible.justification,
            "Begins from 3% (gsm.qtl, default of its workflow for ineligible participants); put historical data of comparable trials in its place."
        );
        assert_eq!(USUAL_LIMITS[0].note(), "No published expectation. Share in a survey of limits in use: 57.5%.");
        assert!(USUAL_LIMITS.iter().all(|usual| usual.expected.is_some() != usual.source.is_empty()), "no expectation without a source");
    }
}
