//! What the pages of an evaluation say first: whether it can be scored, and how far an evaluator has come.

use super::candidate::Evaluator;
use super::criterion::total_weight;
use super::evaluation::PartnerEvaluation;
use super::grid::progress;
use super::knockout::board::Board;
use super::scorecard::shown;
use crate::domain::id::Id;
use crate::domain::overview::{Headline, Urgency};
use crate::domain::words::{capitalised, count, listed};

/// What scoring needs and the evaluation lacks, in the plural: "criteria".
pub fn missing(evaluation: &PartnerEvaluation) -> Vec<String> {
    let parts =
        [("candidates", evaluation.candidates.is_empty()), ("criteria", evaluation.criteria.is_empty()), ("evaluators", evaluation.evaluators.is_empty())];
    parts.into_iter().filter(|(_, missing)| *missing).map(|(part, _)| part.to_owned()).collect()
}

/// What the set-up says: whether evaluators can begin.
pub fn setup_headline(evaluation: &PartnerEvaluation) -> Headline {
    let scope = format!(
        "{}, {} of {} points in all, {}.",
        count(evaluation.candidates.len(), "candidate", "candidates"),
        count(evaluation.criteria.len(), "criterion", "criteria"),
        (total_weight(evaluation) * 10.0).round() / 10.0,
        count(evaluation.evaluators.len(), "evaluator", "evaluators")
    );
    let missing = missing(evaluation);
    if missing.len() == 3 {
        return Headline {
            finding: "Set up the choice".to_owned(),
            because: "Say what the partner is needed for, who could be chosen, what counts, and who judges. Agree on the weights before anyone scores."
                .to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    if !missing.is_empty() {
        return Headline {
            finding: capitalised(&format!("{} are missing", listed(&missing))),
            because: format!("{scope} Scoring needs all three."),
            urgency: Urgency::Watch,
        };
    }
    if total_weight(evaluation) <= 0.0 {
        return Headline {
            finding: "Nothing counts yet".to_owned(),
            because: format!("{scope} Every weight is 0, so no ranking can follow."),
            urgency: Urgency::Act,
        };
    }
    if evaluation.running().count() < 2 {
        return Headline { finding: "A choice needs a second candidate".to_owned(), because: scope, urgency: Urgency::Watch };
    }
    let first = match Board::of(evaluation).first_open() {
        Some(_) => "Check the knock-outs, and agree on the weights, before anyone scores.",
        None => "Agree on the weights before anyone scores.",
    };
    Headline { finding: "Ready to score".to_owned(), because: format!("{scope} {first}"), urgency: Urgency::OnTrack }
}

/// What the scores say: how far this evaluator has come.
pub fn scores_headline(evaluation: &PartnerEvaluation, evaluator: Option<&Id<Evaluator>>) -> Headline {
    let missing = missing(evaluation);
    let evaluator = evaluator.and_then(|id| evaluation.evaluators.get(id)).filter(|_| missing.is_empty());
    let Some(evaluator) = evaluator else {
        let because = format!("Scoring needs candidates, criteria and evaluators; {} are missing.", listed(&missing));
        return Headline { finding: "Nothing to score yet".to_owned(), because, urgency: Urgency::Upcoming };
    };
    let progress = progress(evaluation, &evaluator.id);
    let (role, bare) = (shown(evaluator.as_ref()), count(progress.bare, "score has", "scores have"));
    let bare = if progress.bare == 0 { String::new() } else { format!(" {bare} no evidence yet: say what each rests on.") };
    let finding = match (progress.given, progress.open()) {
        (_, _) if progress.expected == 0 => "Every candidate has withdrawn".to_owned(),
        (0, _) => format!("None of {} scored", progress.expected),
        (_, 0) => format!("All {} scored", progress.expected),
        (given, _) => format!("{given} of {} scored", progress.expected),
    };
    let urgency = if progress.open() == 0 && progress.bare == 0 { Urgency::OnTrack } else { Urgency::Watch };
    // In a copy for one evaluator the next step leads out of it.
    let alone = evaluation.scoring.only.is_some() && progress.open() == 0;
    let hand_in = if alone { " Export the scores file and send it to the lead." } else { "" };
    Headline { finding, because: format!("Evaluator: {role}.{bare}{hand_in}"), urgency }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::trial_run::{evaluation, score};

    #[test]
    fn the_set_up_says_what_is_missing() {
        let finding = |evaluators: &[&str], weights: &[f64], candidates| setup_headline(&evaluation(evaluators, weights, candidates)).finding;
        assert_eq!(finding(&[], &[], 0), "Set up the choice");
        assert_eq!(finding(&[], &[1.0], 0), "Candidates and evaluators are missing");
        assert_eq!(finding(&["a"], &[0.0], 2), "Nothing counts yet");
        assert_eq!(finding(&["a"], &[1.0], 1), "A choice needs a second candidate");
        assert_eq!(finding(&["a"], &[1.0], 2), "Ready to score");
        assert!(setup_headline(&evaluation(&["a"], &[0.1, 0.2], 2)).because.starts_with("2 candidates, 2 criteria of 0.3 points in all, 1 evaluator."));
    }

    #[test]
    fn the_scores_say_how_far_an_evaluator_has_come() {
        let mut evaluation = evaluation(&["a"], &[1.0, 1.0], 2);
        let said = |evaluation: &PartnerEvaluation| scores_headline(evaluation, Some(&Id::joined(&["a"])));
        assert_eq!(said(&evaluation).finding, "All 4 scored");
        assert_eq!(said(&evaluation).because, "Evaluator: a. 4 scores have no evidence yet: say what each rests on.");
        score(&mut evaluation, "a", 0, 0, 0);
        assert_eq!(said(&evaluation).finding, "3 of 4 scored");
        assert_eq!(scores_headline(&evaluation, None).finding, "Nothing to score yet");
    }
}
