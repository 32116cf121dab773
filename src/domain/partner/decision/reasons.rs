//! Where a candidate lost: criterion by criterion against the one that was chosen, each gap times its weight.
//!
//! The gaps of all criteria on which both are scored add up to how far the one result lies below the other, as far as both
//! have the same coverage. What only one of them is scored on is counted, not compared.

use super::prices;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::criterion::{percent, share, total_weight};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::ranking::mean_scores;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{count, listed};

/// How many criteria are named in a suggestion.
const NAMED: usize = 3;

/// Means closer than this are the same: rounding noise.
const NOISE: f64 = 1e-9;

/// How two candidates compare.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Where the candidate is behind, what cost it most first.
    pub behind: Vec<Gap>,
    /// Where it is ahead, what brought it most first.
    pub ahead: Vec<Gap>,
    /// On how many criteria only one of the two, or neither, is scored.
    pub not_compared: usize,
}

/// A criterion on which two candidates differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// What it is called.
    pub name: String,
    /// Its share of all weight, 0 to 1.
    pub share: f64,
    /// The mean score of the candidate.
    pub own: f64,
    /// The mean score of the one that was chosen.
    pub chosen: f64,
}

impl Gap {
    /// What it does to the result, in points of 5; above nothing where the candidate is behind.
    pub fn points(&self) -> f64 {
        self.share * (self.chosen - self.own)
    }
}

/// How a candidate compares with the one that was chosen.
pub fn compared(evaluation: &PartnerEvaluation, chosen: &Id<Candidate>, other: &Id<Candidate>) -> Comparison {
    let (means, total) = (mean_scores(evaluation), total_weight(evaluation));
    let mut comparison = Comparison::default();
    for criterion in evaluation.criteria.iter() {
        let Some((own, best)) = means.get(&criterion.id, other).zip(means.get(&criterion.id, chosen)) else {
            comparison.not_compared += 1;
            continue;
        };
        let share = share(criterion.weight.points(), total).unwrap_or_default();
        let gap = Gap { name: shown(criterion.as_ref()), share, own: own.mean, chosen: best.mean };
        match gap.points() {
            points if points > NOISE => comparison.behind.push(gap),
            points if points < -NOISE => comparison.ahead.push(gap),
            _ => {}
        }
    }
    sort_by_rank(&mut comparison.behind, |gap| fine(gap.points()).down());
    sort_by_rank(&mut comparison.ahead, |gap| fine(gap.points()));
    comparison
}

/// A first wording of why a candidate was not chosen, as it can be told to them: no other candidate, score or price is in it.
/// Empty where nothing speaks for one.
pub fn suggestion(evaluation: &PartnerEvaluation, other: &Candidate) -> String {
    let mut said = Vec::new();
    if !other.withdrawn.trim().is_empty() {
        said.push("It withdrew from the selection.".to_owned());
    }
    let failed: Vec<String> = evaluation.failed_knockouts(other).map(shown).collect();
    if !failed.is_empty() {
        said.push(format!("It did not show what every candidate must have: {}.", listed(&failed)));
    }
    let chosen = evaluation.partner_decision.chosen.as_ref().filter(|chosen| **chosen != other.id);
    let Some(chosen) = chosen.filter(|_| said.is_empty()) else { return said.join(" ") };
    let behind = compared(evaluation, chosen, &other.id).behind;
    let weakest: Vec<String> = behind.iter().take(NAMED).map(|gap| format!("{} ({:.1} of 5, weight {})", gap.name, gap.own, percent(gap.share))).collect();
    if !weakest.is_empty() {
        let rest = behind.len() - weakest.len();
        let rest = if rest == 0 { String::new() } else { format!(", and on {} that counted less", count(rest, "criterion", "criteria")) };
        said.push(format!("It scored lower than the chosen candidate where it counted most: {}{rest}.", listed(&weakest)));
    }
    said.join(" ")
}

/// The names of other candidates, and amounts of money, that a text holds: it cannot be told to a candidate as it stands.
pub fn not_for_them(evaluation: &PartnerEvaluation, other: &Id<Candidate>, text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let others = evaluation.candidates.iter().filter(|candidate| candidate.id != *other);
    let named = others.filter(|candidate| {
        let name = candidate.name.trim();
        !name.is_empty() && (lower.contains(&name.to_lowercase()) || called(name).is_some_and(|first| holds(text, first)))
    });
    let mut found: Vec<String> = named.map(|candidate| shown(candidate.as_ref())).collect();
    let codes = evaluation.bids.iter().map(|bid| &bid.currency).chain(std::iter::once(&evaluation.bid_assumptions.currency));
    let money = codes.map(|currency| currency.code().to_lowercase()).any(|code| words(&lower).any(|word| word.trim_matches(char::is_numeric) == code));
    if money || prices::holds_one(&lower) {
        found.push("a price".to_owned());
    }
    found
}

/// What people call a company by: the first word of its name that is not short, or that is an abbreviation.
fn called(name: &str) -> Option<&str> {
    words(name).find(|word| word.chars().count() > 3 || is_abbreviation(word))
}

fn is_abbreviation(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// Whether a text holds a word, however it is written; an abbreviation of two letters in capitals only, because it may be a
/// common word as well.
fn holds(text: &str, wanted: &str) -> bool {
    let as_written = wanted.chars().count() == 2;
    words(text).any(|word| if as_written { word == wanted } else { word.to_lowercase() == wanted.to_lowercase() })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A number as a rank, far finer than what is shown.
fn fine(points: f64) -> Rank {
    Rank::from((points * 1e9).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::decision::trial_run::decided;
    use crate::domain::partner::evaluation::PartnerEvaluation;
    use crate::domain::partner::ranking::rank;
    use crate::domain::wire::{from_value, to_value};

    #[test]
    fn the_gaps_add_up_to_the_distance_of_the_results() {
        let evaluation = decided();
        let [chosen, other] = ["c0", "c1"].map(|id| Id::joined(&[id]));
        let comparison = compared(&evaluation, &chosen, &other);
        let sum: f64 = comparison.behind.iter().chain(&comparison.ahead).map(Gap::points).sum();
        let ranking = rank(&evaluation);
        let result = |id| ranking.of(id).and_then(|result| result.weighted_score).expect("scored");
        assert!((sum - (result(&chosen) - result(&other))).abs() < 1e-12);
        assert_eq!(comparison.behind.iter().map(|gap| gap.name.as_str()).collect::<Vec<_>>(), ["Team", "Reports"]);
        assert_eq!((comparison.ahead.len(), comparison.not_compared), (1, 0));
    }

    #[test]
    fn a_suggestion_can_be_told_to_whom_it_is_about() {
        let evaluation = decided();
        let said = |id: &str| suggestion(&evaluation, evaluation.candidates.get(&Id::joined(&[id])).expect("there"));
        assert_eq!(
            said("c1"),
            "It scored lower than the chosen candidate where it counted most: Team (2.5 of 5, weight 40%) and Reports (3.5 of 5, weight 20%)."
        );
        assert_eq!(said("c2"), "It did not show what every candidate must have: No debarment.");
        for candidate in evaluation.candidates.iter() {
            assert_eq!(not_for_them(&evaluation, &candidate.id, &said(candidate.id.as_str())), [""; 0]);
        }
    }

    #[test]
    fn names_and_prices_of_others_are_found_in_a_text() {
        let evaluation = decided();
        let found = |text: &str| not_for_them(&evaluation, &Id::joined(&["c1"]), text);
        assert_eq!(found("Alderney asked for EUR 12 only"), ["Alderney Trials", "a price"]);
        assert_eq!(found("You, Brackwater, were neuroneural; europe"), [""; 0]);
    }

    #[test]
    fn another_bidder_is_found_however_its_name_is_written() {
        let found = |name: &str, text: &str| {
            let mut written = to_value(&decided());
            written["candidates"][0]["name"] = name.into();
            let evaluation: PartnerEvaluation = from_value(written).expect("an evaluation");
            !not_for_them(&evaluation, &Id::joined(&["c1"]), text).is_empty()
        };
        for (name, text) in [
            ("Alderney Trials", "dearer than alderney"),
            ("Alderney Trials", "ALDERNEY’s team is larger"),
            ("PPD", "The team of PPD is larger"),
            ("PPD Clinical", "ppd is larger"),
            ("The Alderney Group", "Alderney is larger"),
            ("IQ-Vita", "IQ is larger"),
            ("eSource", "Esource is larger"),
        ] {
            assert!(found(name, text), "{name} is not found in {text}");
        }
        assert!(!found("IT Partners", "It is smaller, and we need it."));
    }
}
