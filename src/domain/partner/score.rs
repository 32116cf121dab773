//! One evaluator's score for one candidate on one criterion, with its evidence.

use serde::Serialize;
use trialwright_macros::Read;

use super::candidate::{Candidate, Evaluator};
use super::criterion::Criterion;
use crate::domain::choice::choice;
use crate::domain::collection::Record;
use crate::domain::date::Timestamp;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::level::UpTo;

/// A level from 1 to 5.
pub type Level = UpTo<5>;

/// What a score from 1 to 5 means, lowest first.
pub const MEANINGS: [&str; 5] = [
    "No evidence, or evidence against",
    "Claims without proof for a trial like this",
    "Adequate: shown once, with gaps",
    "Good: shown several times, checked",
    "Outstanding: shown in trials like this, confirmed by references",
];

/// What a score means on a criterion: its own anchor, else the usual meaning.
pub fn meaning(criterion: &Criterion, level: Level) -> &str {
    let own = criterion.anchors.get(level.place()).filter(|anchor| !anchor.trim().is_empty());
    own.map_or_else(|| MEANINGS.get(level.place()).copied().unwrap_or_default(), String::as_str)
}

choice! {
    /// How sure an evaluator is of a score.
    Confidence {
        Low = "low", "Low";
        Medium = "medium", "Medium";
        High = "high", "High";
    }
}

/// A score, or a note on the way to one. There is one for each evaluator, criterion and candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Score {
    /// Who scored.
    pub evaluator: Id<Evaluator>,
    /// On what.
    pub criterion: Id<Criterion>,
    /// Whom.
    pub candidate: Id<Candidate>,
    /// 1 to 5; `None` while it is not scored, which is not zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Level>,
    /// How sure the evaluator is; `None` where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// What the score rests on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Where the evidence is found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Score {
    /// A score that says nothing yet.
    pub fn open(evaluator: Id<Evaluator>, criterion: Id<Criterion>, candidate: Id<Candidate>) -> Score {
        Score {
            evaluator,
            criterion,
            candidate,
            value: None,
            confidence: None,
            evidence: String::new(),
            link: String::new(),
            at: None,
            extra: Extra::default(),
        }
    }

    /// Where the evidence is found, as an address that may be followed: one of the web, and nothing that a browser would run.
    pub fn address(&self) -> Option<&str> {
        web_address(&self.link)
    }

    /// Whether it says anything: a score, or a note on the way to one.
    pub fn says_something(&self) -> bool {
        self.value.is_some() || !self.evidence.trim().is_empty() || !self.link.trim().is_empty() || !self.extra.is_empty()
    }

    /// The id of the score for this combination.
    pub fn key(evaluator: &Id<Evaluator>, criterion: &Id<Criterion>, candidate: &Id<Candidate>) -> Id<Score> {
        Id::joined(&[evaluator.as_str(), criterion.as_str(), candidate.as_str()])
    }
}

/// A text as an address of the web; `None` where it is anything else.
pub fn web_address(text: &str) -> Option<&str> {
    let address = text.trim();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let rest = address.get(scheme.len()..)?;
    let is_plain = !address.chars().any(|letter| letter.is_whitespace() || letter.is_control());
    (is_plain && rest.starts_with(|first: char| first.is_alphanumeric() || first == '[')).then_some(address)
}

impl Record for Score {
    const NOUN: &'static str = "score";

    fn id(&self) -> Id<Self> {
        Score::key(&self.evaluator, &self.criterion, &self.candidate)
    }

    fn name(&self) -> &str {
        &self.evidence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_can_be_followed() {
        for fine in ["https://example.org/report.pdf", " HTTP://10.0.0.1/a ", "https://[::1]/"] {
            assert_eq!(web_address(fine), Some(fine.trim()));
        }
        for other in ["", "javascript:alert(1)", "data room, folder 3", "https://", "https:///x", "file:///etc/passwd", "https://a b", "https://\u{202e}"] {
            assert_eq!(web_address(other), None, "{other}");
        }
    }
}
