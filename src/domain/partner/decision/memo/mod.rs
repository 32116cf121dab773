//! The memo: why this partner, in a form that a steering committee can decide on and an inspector can follow.
//!
//! Every section is computed from the evaluation and followed by the users' own words. What is empty is said to be empty.
//! No section depends on the day on which it is made, so that a memo that was frozen can be compared with what the data say
//! later; the day stands in the title block.

mod basis;
mod outcome;
mod results;

use super::readiness::chosen;
use crate::domain::choice::{Choice, choice};
use crate::domain::date::{Date, Timestamp};
use crate::domain::paper::{Cell, Fact, Paper, Section};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;

choice! {
    /// The sections of the memo, in their order.
    MemoSection {
        Need = "need", "Need";
        Candidates = "candidates", "Candidates";
        Method = "method", "Method";
        Weights = "weights", "Weights and where they come from";
        Knockouts = "knockouts", "Knock-outs";
        Scores = "scores", "Scores";
        Agreement = "agreement", "How far evaluators agree";
        Robustness = "robustness", "What would change the result";
        Price = "price", "Price";
        Duties = "duties", "Who keeps which duty";
        Risks = "risks", "Risks of the choice";
        Dissent = "dissent", "Dissent";
        Decision = "decision", "Decision";
        Others = "others", "Why not the others";
        Afterwards = "afterwards", "What happens next";
    }
}

/// Where the memo is filed: the zone, section and artifact of the TMF Reference Model.
pub const FILED: &str = "09.02.02 Vendor selection (TMF Reference Model)";

/// How the memo came about.
#[derive(Debug, Clone, PartialEq)]
pub enum Made<'a> {
    /// As a draft, on this day.
    Draft(Date),
    /// To be decided on: when, why anew, and the fingerprint of the memo that it replaces. The latter two are empty for the
    /// first.
    Frozen {
        /// When.
        at: Timestamp,
        /// Why it was frozen anew.
        why: &'a str,
        /// The fingerprint of the memo that it replaces.
        replaces: &'a str,
    },
}

/// The memo. `who` is the person who makes it; empty where no name is known.
pub fn memo(evaluation: &PartnerEvaluation, made: Made, who: &str) -> Paper {
    Paper {
        title: "Partner selection memo".to_owned(),
        subject: shown_title(evaluation),
        facts: title_block(evaluation, &made, who),
        sections: MemoSection::ALL.iter().map(|section| with_words(evaluation, *section)).collect(),
        note: "Made with Trialwright, a planning tool. The memo is as good as the evaluation was on its date; it is not signed until a person signs it."
            .to_owned(),
    }
}

/// A section as it will be printed: what is computed, then the users' own words.
pub fn with_words(evaluation: &PartnerEvaluation, section: MemoSection) -> Section {
    let computed = computed(evaluation, section);
    let words = evaluation.partner_decision.words_on(section.key());
    words.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).fold(computed, |section, paragraph| section.words(paragraph.trim()))
}

fn computed(evaluation: &PartnerEvaluation, section: MemoSection) -> Section {
    let blank = Section::new(section.label());
    match section {
        MemoSection::Need => basis::need(evaluation, blank),
        MemoSection::Candidates => basis::candidates(evaluation, blank),
        MemoSection::Method => basis::method(evaluation, blank),
        MemoSection::Weights => basis::weights(evaluation, blank),
        MemoSection::Knockouts => basis::knockouts(evaluation, blank),
        MemoSection::Scores => results::scores(evaluation, blank),
        MemoSection::Agreement => results::agreement(evaluation, blank),
        MemoSection::Robustness => results::robustness(evaluation, blank),
        MemoSection::Price => results::price(evaluation, blank),
        MemoSection::Duties => outcome::duties(evaluation, blank),
        MemoSection::Risks => outcome::risks(evaluation, blank),
        MemoSection::Dissent => outcome::dissent(evaluation, blank),
        MemoSection::Decision => outcome::decision(evaluation, blank),
        MemoSection::Others => outcome::others(evaluation, blank),
        MemoSection::Afterwards => outcome::afterwards(evaluation, blank),
    }
}

/// What the memo is about: the evaluation.
pub fn shown_title(evaluation: &PartnerEvaluation) -> String {
    let title = evaluation.document.title.trim();
    if title.is_empty() { "Evaluation without a title".to_owned() } else { title.to_owned() }
}

fn title_block(evaluation: &PartnerEvaluation, made: &Made, who: &str) -> Vec<Fact> {
    let decision = &evaluation.partner_decision;
    let (state, why, replaces) = match made {
        Made::Draft(today) => (format!("Draft of {today}"), "", ""),
        Made::Frozen { at, why, replaces } => (format!("Frozen on {} at {} UTC", at.date(), at.clock()), *why, *replaces),
    };
    let facts = [
        ("Chosen", chosen(evaluation).map_or("nobody yet".to_owned(), shown)),
        ("Decided on", decision.decided_on.map(|on| on.to_string()).unwrap_or_default()),
        ("Decided by", decision.decided_by.trim().to_owned()),
        ("State", state),
        ("Frozen anew because", why.to_owned()),
        ("Replaces", if replaces.is_empty() { String::new() } else { format!("the memo with the SHA-256 {replaces}") }),
        ("Revision", evaluation.document.revision.to_string()),
        ("Prepared by", who.to_owned()),
        ("Filed under", FILED.to_owned()),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| Fact::new(name, value)).collect()
}

/// A text, or a dash where there is none: an empty cell could be an oversight.
fn dash(text: impl Into<String>) -> Cell {
    let text = text.into();
    if text.trim().is_empty() { "–".into() } else { text.trim().into() }
}

fn dated(date: Option<Date>) -> Cell {
    date.map_or("–".into(), |date| date.to_string().into())
}

/// A score as it is written, or that there is none.
fn score(score: Option<f64>) -> String {
    score.map_or("not scored".to_owned(), |score| format!("{score:.2}"))
}

#[cfg(test)]
mod tests;
