//! How far evaluators agree, on small evaluations that can be worked out by hand and on large ones.

use std::time::{Duration, Instant};

use super::consensus::{agreement_headline, moved};
use super::*;
use crate::domain::extra::Extra;
use crate::domain::partner::score::Level;
use crate::domain::partner::scoring::AgreedScore;
use crate::domain::partner::trial_run::{evaluation, recuse, score};

/// Two evaluators on two criteria and three candidates: alike on the first, opposite on the second.
fn split() -> PartnerEvaluation {
    let mut evaluation = evaluation(&["a", "b"], &[10.0, 10.0], 3);
    for (candidate, [alike, first, second]) in [[1, 1, 5], [3, 3, 3], [5, 5, 1]].into_iter().enumerate() {
        for evaluator in ["a", "b"] {
            score(&mut evaluation, evaluator, 0, candidate, alike);
        }
        score(&mut evaluation, "a", 1, candidate, first);
        score(&mut evaluation, "b", 1, candidate, second);
    }
    evaluation
}

fn agree(evaluation: &mut PartnerEvaluation, criterion: usize, candidate: usize, value: u8, why: &str) {
    let agreed = AgreedScore {
        criterion: Id::joined(&[&format!("k{criterion}")]),
        candidate: Id::joined(&[&format!("c{candidate}")]),
        value: Level::new(value).expect("in range"),
        why: why.to_owned(),
        on: None,
        extra: Extra::default(),
    };
    evaluation.agreed_scores = evaluation.agreed_scores.with(agreed, None);
}

#[test]
fn the_criterion_that_is_understood_least_alike_is_named() {
    let agreement = Agreement::of(&split());
    assert_eq!(agreement.criteria.iter().map(|criterion| criterion.apart).collect::<Vec<_>>(), [Some(0.0), Some(8.0 / 3.0)]);
    assert_eq!(agreement.criteria.iter().map(|criterion| criterion.alpha.map(|alpha| alpha > 0.99)).collect::<Vec<_>>(), [Some(true), Some(false)]);
    assert_eq!(agreement.worst_understood().map(|criterion| criterion.name.as_str()), Some("k1"));
    assert_eq!((agreement.voices, agreement.shared), (2, 6));
    // a puts the candidates in the order 1, 3, 5; b finds all of them equal, by 1 and 5, 3 and 3, 5 and 1.
    assert_eq!(agreement.order.map(|found| (found.raters, found.items)), Some((2, 3)));
}

#[test]
fn all_scores_alike_say_nothing_of_agreement() {
    let agreement = Agreement::of(&evaluation(&["a", "b"], &[1.0], 2));
    assert_eq!((agreement.alpha, agreement.order, agreement.cells, agreement.worst_understood()), (None, None, None, None));
    assert_eq!(Agreement::of(&evaluation(&[], &[], 0)).voices, 0);
}

#[test]
fn who_scores_high_throughout_is_named() {
    let mut evaluation = evaluation(&["a", "b", "c"], &[1.0, 1.0], 3);
    for (criterion, candidate) in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)] {
        score(&mut evaluation, "c", criterion, candidate, 4);
    }
    let agreement = Agreement::of(&evaluation);
    assert_eq!(agreement.leanings.iter().map(|leaning| (leaning.above, leaning.cells)).collect::<Vec<_>>(), [(-0.5, 6), (-0.5, 6), (1.0, 6)]);
    assert_eq!(agreement.systematic().count(), 3);
}

#[test]
fn a_candidate_whom_somebody_does_not_score_is_left_out_of_the_order() {
    let mut evaluation = split();
    recuse(&mut evaluation, "b", &["c2"]);
    let agreement = Agreement::of(&evaluation);
    assert_eq!(agreement.order.map(|found| found.items), Some(2));
    assert_eq!((agreement.shared, agreement.not_in_order), (4, Vec::<String>::new()));
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let before = Agreement::of(&split());
    let mut turned = split();
    turned.evaluators = turned.evaluators.moved(&Id::joined(&["a"]), 1).expect("there").0;
    turned.candidates = turned.candidates.moved(&Id::joined(&["c0"]), 2).expect("there").0;
    for _ in 0..turned.scores.len() {
        let first = turned.scores.iter().next().expect("there").as_ref().clone();
        turned.scores = turned.scores.moved(&crate::domain::collection::Record::id(&first), 7).expect("there").0;
    }
    let after = Agreement::of(&turned);
    assert_eq!((before.alpha, before.order, before.cells, before.criteria), (after.alpha, after.order, after.cells, after.criteria));
}

#[test]
fn the_headline_reads_alpha_as_people_usually_do() {
    let finding = |evaluation: &PartnerEvaluation| agreement_headline(evaluation, &Agreement::of(evaluation)).finding;
    assert_eq!(finding(&split()), "Evaluators agree only weakly");
    assert_eq!(finding(&evaluation(&["a", "b"], &[1.0], 2)), "All scores are the same");
    assert_eq!(finding(&evaluation(&["a"], &[1.0], 2)), "Agreement needs a second evaluator");
    let mut alike = split();
    for (candidate, value) in [1, 3, 5].into_iter().enumerate() {
        score(&mut alike, "b", 1, candidate, value);
    }
    assert_eq!(finding(&alike), "Evaluators agree strongly");
}

#[test]
fn what_was_agreed_on_settles_a_disagreement_and_may_move_the_ranking() {
    use crate::domain::partner::scorecard::disagreements;
    let mut evaluation = split();
    assert_eq!(disagreements(&evaluation).len(), 2);
    assert_eq!(moved(&evaluation), []);
    agree(&mut evaluation, 1, 2, 2, "The audit report is two years old");
    assert_eq!(disagreements(&evaluation).iter().map(|gap| gap.about.as_str()).collect::<Vec<_>>(), ["k1, c0"]);
    let alpha = Agreement::of(&evaluation).alpha;
    assert_eq!(alpha, Agreement::of(&split()).alpha, "what the talk came to is not how far they agreed before it");
    let said: Vec<String> = moved(&evaluation).iter().map(|moved| format!("{} {:?} to {:?}", moved.name, moved.before, moved.after)).collect();
    assert_eq!(said, ["c2 Some(4.0) to Some(3.5)"]);
}

#[test]
fn twelve_evaluators_forty_criteria_and_twelve_candidates_stay_instant() {
    let roles: Vec<String> = (0..12).map(|place| format!("v{place}")).collect();
    let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
    let mut evaluation = evaluation(&[], &[2.5; 40], 12);
    let mut scores = Vec::new();
    for (place, role) in roles.iter().enumerate() {
        evaluation.evaluators = evaluation.evaluators.with(Evaluator::new(Id::joined(&[role]), *role), None);
        for criterion in 0..40 {
            for candidate in 0..12 {
                let [criterion_id, candidate_id] = [format!("k{criterion}"), format!("c{candidate}")];
                let mut score = crate::domain::partner::score::Score::open(Id::joined(&[role]), Id::joined(&[&criterion_id]), Id::joined(&[&candidate_id]));
                score.value = Level::new((1 + (place * 7 + criterion * 3 + candidate * 5) % 5) as u8);
                scores.push(score);
            }
        }
    }
    evaluation.scores = crate::domain::collection::Collection::from_records(scores).expect("distinct");
    let began = Instant::now();
    let agreement = Agreement::of(&evaluation);
    let spent = began.elapsed();
    assert_eq!((agreement.voices, agreement.shared, agreement.criteria.len()), (12, 480, 40));
    // A frame is 16 ms; without optimisation, and on a busy machine, twenty of them.
    assert!(spent < Duration::from_millis(320), "{spent:?}");
}
