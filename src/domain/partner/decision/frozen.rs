//! The memo that was decided on: its text under a fingerprint, whether it is still what it was, and what has changed since.
//!
//! The text is kept, not made again, because the data go on. Whoever has the text can check the fingerprint with any tool:
//! it is the SHA-256 of the bytes of the text in UTF-8, which are those of the file that the page saves.

use super::memo::{Made, MemoSection, memo, with_words};
use super::readiness::stops;
use super::{FrozenMemo, PartnerDecision};
use crate::domain::choice::Choice;
use crate::domain::date::Timestamp;
use crate::domain::digest::sha256;
use crate::domain::extra::Extra;
use crate::domain::overview::Statement;
use crate::domain::paper::{Fact, Paper, Section};
use crate::domain::paper_text::{read, write};
use crate::domain::partner::evaluation::PartnerEvaluation;

/// The decision with the memo frozen as things stand, or what stops that. A memo that replaces another says why.
pub fn frozen(evaluation: &PartnerEvaluation, at: Timestamp, who: &str, why: &str) -> Result<PartnerDecision, Vec<Statement>> {
    let stops = stops(evaluation);
    if !stops.is_empty() {
        return Err(stops);
    }
    let decision = &evaluation.partner_decision;
    let replaces = decision.frozen.as_ref().map_or(String::new(), |frozen| frozen.hash.clone());
    let why = if replaces.is_empty() { "" } else { why.trim() };
    let text = write(&memo(evaluation, Made::Frozen { at, why, replaces: &replaces }, who));
    let hash = sha256(&text);
    let frozen = FrozenMemo { at, by: who.to_owned(), text, hash, why: why.to_owned(), replaces, extra: Extra::default() };
    Ok(PartnerDecision { frozen: Some(frozen), ..PartnerDecision::clone(decision) })
}

impl FrozenMemo {
    /// Whether the text is still the one that was frozen.
    pub fn is_intact(&self) -> bool {
        sha256(&self.text) == self.hash.trim().to_ascii_lowercase()
    }

    /// The memo as it was frozen, to print: with its fingerprint in the title block.
    pub fn paper(&self) -> Paper {
        let mut paper = read(&self.text);
        paper.facts.push(Fact::new("SHA-256 of the text", self.hash.clone()));
        paper
    }
}

/// The sections in which the data say something else today than the memo that was frozen; empty while it still holds.
pub fn changed_since(evaluation: &PartnerEvaluation, frozen: &FrozenMemo) -> Vec<&'static str> {
    let then = read(&frozen.text);
    let differs = |section: &&MemoSection| {
        let now = with_words(evaluation, **section);
        let same = |then: &Section| then.title == now.title && then.blocks == now.blocks;
        !then.sections.iter().any(same)
    };
    MemoSection::ALL.iter().filter(differs).map(|section| section.label()).collect()
}

/// The sections that go on after the choice: steps to the contract, duties and the risks that hang on them, what is measured.
/// They are part of the memo, and that they move on does not make another decision of it.
const GOES_ON: [MemoSection; 4] = [MemoSection::Candidates, MemoSection::Duties, MemoSection::Risks, MemoSection::Afterwards];

/// How the memo stands: whether there is a frozen one, and whether it still says what was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemoState {
    /// None is frozen.
    Open,
    /// What is frozen is what was decided; sections that go on may say more today.
    Holds,
    /// The data say something else in these sections of what was decided; none where only something that it needs is missing.
    Outdated(Vec<&'static str>),
}

impl MemoState {
    /// How the memo of an evaluation stands.
    pub fn of(evaluation: &PartnerEvaluation) -> MemoState {
        let Some(frozen) = &evaluation.partner_decision.frozen else { return MemoState::Open };
        let mut changed = changed_since(evaluation, frozen);
        changed.retain(|title| !GOES_ON.iter().any(|section| section.label() == *title));
        if changed.is_empty() && stops(evaluation).is_empty() { MemoState::Holds } else { MemoState::Outdated(changed) }
    }

    /// In words, within a sentence.
    pub fn words(&self) -> &'static str {
        match self {
            MemoState::Open => "the memo is not frozen yet",
            MemoState::Holds => "the memo is frozen",
            MemoState::Outdated(_) => "the memo no longer says what was decided",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::id::Id;
    use crate::domain::partner::candidate::Candidate;
    use crate::domain::partner::decision::trial_run::decided;
    use crate::domain::partner::performance::{Direction, PartnerIndicator};

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(1_803_600_000_000 + millis)
    }

    fn with_frozen() -> PartnerEvaluation {
        let mut evaluation = decided();
        evaluation.partner_decision = Arc::new(frozen(&evaluation, at(0), "Ada", "").expect("it can be frozen"));
        evaluation
    }

    fn memo_of(evaluation: &PartnerEvaluation) -> &FrozenMemo {
        evaluation.partner_decision.frozen.as_ref().expect("frozen")
    }

    #[test]
    fn the_fingerprint_is_that_of_the_text_and_a_change_of_it_shows() {
        let evaluation = with_frozen();
        let memo = memo_of(&evaluation);
        assert!(memo.is_intact() && memo.hash == sha256(memo.text.as_bytes()) && memo.text.starts_with("# Partner selection memo\nPartner for KESTREL\n"));
        let tampered = FrozenMemo { text: memo.text.replace("1 | 3.60", "1 | 3.90"), ..memo.clone() };
        assert!(tampered.text != memo.text && !tampered.is_intact());
    }

    #[test]
    fn nothing_has_changed_right_after_freezing_and_later_each_section_that_did_is_named() {
        let mut evaluation = with_frozen();
        assert_eq!(changed_since(&evaluation, memo_of(&evaluation)), [""; 0]);
        let mut renamed = Candidate::clone(evaluation.candidates.get(&Id::joined(&["c1"])).expect("there"));
        renamed.note = "Was bought".to_owned();
        evaluation.candidates = evaluation.candidates.with(renamed, None);
        assert_eq!(changed_since(&evaluation, memo_of(&evaluation)), ["Candidates"]);
    }

    #[test]
    fn what_goes_on_after_the_choice_leaves_the_memo_standing_and_another_reason_does_not() {
        let mut evaluation = with_frozen();
        evaluation.indicators = evaluation.indicators.with(PartnerIndicator::new(Id::joined(&["i"]), "Visit reports on time", Direction::Up), None);
        assert_eq!(changed_since(&evaluation, memo_of(&evaluation)), ["What happens next"]);
        assert_eq!(MemoState::of(&evaluation), MemoState::Holds);
        Arc::make_mut(&mut evaluation.partner_decision).reason = "Another".to_owned();
        assert_eq!(MemoState::of(&evaluation), MemoState::Outdated(vec!["Decision"]));
        Arc::make_mut(&mut evaluation.partner_decision).frozen = None;
        assert_eq!(MemoState::of(&evaluation), MemoState::Open);
    }

    #[test]
    fn a_new_memo_names_the_one_that_it_replaces_and_why() {
        let evaluation = with_frozen();
        let first = memo_of(&evaluation).hash.clone();
        let second = frozen(&evaluation, at(60_000), "Ada", "A date was wrong").expect("it can be frozen").frozen.expect("frozen");
        assert_eq!((second.replaces.as_str(), second.why.as_str()), (first.as_str(), "A date was wrong"));
        assert!(second.text.contains(&first) && second.is_intact());
        assert_eq!(second.paper().facts.last().map(|fact| fact.value.clone()), Some(second.hash));
    }

    #[test]
    fn what_is_missing_stops_it() {
        let mut evaluation = decided();
        Arc::make_mut(&mut evaluation.partner_decision).chosen = Some(Id::joined(&["c2"]));
        assert_eq!(frozen(&evaluation, at(0), "Ada", "").map_err(|stops| stops.len()), Err(1));
    }
}
