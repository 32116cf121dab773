//! Changes to a partner evaluation that touch more than the one record a person sees: what is removed takes its scores
//! with it, weights are made equal.
//!
//! Each gives one [`Change`], so each is one undo step and one audit entry. In a cascade the record itself comes first,
//! because the first change names the step.

use std::sync::Arc;

use super::command::{Change, Edit, Kept};
use super::weighting::forgotten;
use crate::domain::collection::Collection;
use crate::domain::date::Timestamp;
use crate::domain::id::Id;
use crate::domain::partner::candidate::{Candidate, Evaluator};
use crate::domain::partner::criterion::{Criterion, Weight};
use crate::domain::partner::decision::PartnerDecision;
use crate::domain::partner::duty::Duty;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::grid::Cell;
use crate::domain::partner::knockout::Knockout;
use crate::domain::partner::score::Score;

/// Takes a candidate out, with the scores that it was given, its bid, its place in the duties that it was to hold, and what was
/// decided about it. A memo that was frozen stays as it was decided on.
pub fn remove_candidate(evaluation: &PartnerEvaluation, id: &Id<Candidate>) -> Change {
    let scores = with_scores(evaluation, Change::Candidates(Edit::Remove { id: id.clone() }), |score| score.candidate == *id);
    let recused = evaluation.evaluators.iter().filter(|evaluator| evaluator.is_recused(id)).map(|evaluator| {
        let mut evaluator = Evaluator::clone(evaluator);
        if let Some(interests) = &mut evaluator.interests {
            interests.recused.retain(|candidate| candidate != id);
        }
        Change::Evaluators(Edit::put(evaluator))
    });
    let others = gone(&evaluation.knockout_results, |result| result.candidate == *id)
        .chain(gone(&evaluation.agreed_scores, |agreed| agreed.candidate == *id))
        .chain(gone(&evaluation.bids, |bid| bid.candidate == *id))
        .chain(without_holder(evaluation, id))
        .chain(undecided(evaluation, id))
        .chain(recused);
    Change::Several(scores.into_iter().chain(others).collect())
}

/// Takes a candidate out of the duties that it was to hold.
fn without_holder(evaluation: &PartnerEvaluation, id: &Id<Candidate>) -> impl Iterator<Item = Change> {
    let held = evaluation.duties.iter().filter(|duty| duty.holders.iter().any(|holder| holder.candidate.as_ref() == Some(id)));
    held.map(|duty| {
        let mut left = Duty::clone(duty);
        left.holders.retain(|holder| holder.candidate.as_ref() != Some(id));
        Change::Duties(Edit::put(left))
    })
}

/// Takes back that a candidate was chosen, or why it was not; `None` where nothing was decided about it.
fn undecided(evaluation: &PartnerEvaluation, id: &Id<Candidate>) -> Option<Change> {
    let mut decision = PartnerDecision::clone(&evaluation.partner_decision);
    decision.chosen = decision.chosen.filter(|chosen| chosen != id);
    decision.others.retain(|other| other.candidate != *id);
    (decision != *evaluation.partner_decision).then(|| Change::PartnerDecision(Arc::new(decision)))
}

/// Takes a criterion out, with the scores on it and what was answered about its weight.
pub fn remove_criterion(evaluation: &PartnerEvaluation, id: &Id<Criterion>) -> Change {
    let scores = with_scores(evaluation, Change::Criteria(Edit::Remove { id: id.clone() }), |score| score.criterion == *id);
    let agreed = gone(&evaluation.agreed_scores, |agreed| agreed.criterion == *id);
    Change::Several(scores.into_iter().chain(agreed).chain(forgotten(evaluation, id)).collect())
}

/// Takes an evaluator out, with the scores that they gave.
pub fn remove_evaluator(evaluation: &PartnerEvaluation, id: &Id<Evaluator>) -> Change {
    Change::Several(with_scores(evaluation, Change::Evaluators(Edit::Remove { id: id.clone() }), |score| score.evaluator == *id))
}

/// Takes a knock-out out, with what candidates have shown of it.
pub fn remove_knockout(evaluation: &PartnerEvaluation, id: &Id<Knockout>) -> Change {
    let first = Change::Knockouts(Edit::Remove { id: id.clone() });
    Change::Several(std::iter::once(first).chain(gone(&evaluation.knockout_results, |result| result.knockout == *id)).collect())
}

/// Gives every criterion the same weight; `None` where they have it.
pub fn equal_weights(evaluation: &PartnerEvaluation) -> Option<Change> {
    let first = evaluation.criteria.iter().next()?.weight;
    if evaluation.criteria.iter().all(|criterion| criterion.weight == first) {
        return None;
    }
    let weight = Weight::equal(evaluation.criteria.len());
    let others = evaluation.criteria.iter().filter(|criterion| criterion.weight != weight);
    Some(Change::Several(others.map(|criterion| Change::Criteria(Edit::put(Criterion { weight, ..Criterion::clone(criterion) }))).collect()))
}

/// Changes what stands in a cell, whether or not there is a score yet; `None` where there was nothing and stays nothing, or where
/// nothing changes. A score that was taken back stays as one that says nothing, with its time, so that other copies learn of it.
pub fn write_score(evaluation: &PartnerEvaluation, cell: &Cell, at: Timestamp, write: impl FnOnce(&mut Score)) -> Option<Change> {
    let before = evaluation.scores.get(&cell.key());
    let blank = || Score::open(cell.evaluator.clone(), cell.criterion.clone(), cell.candidate.clone());
    let mut score = before.map_or_else(blank, |score| Score::clone(score));
    write(&mut score);
    let is_news = before.map_or(score.says_something(), |before| **before != score);
    score.at = Some(at);
    is_news.then(|| Change::Scores(Edit::put(score)))
}

fn with_scores(evaluation: &PartnerEvaluation, first: Change, goes: impl Fn(&Score) -> bool) -> Vec<Change> {
    std::iter::once(first).chain(gone(&evaluation.scores, goes)).collect()
}

/// Takes out the records that go.
fn gone<T: Kept>(records: &Collection<T>, goes: impl Fn(&T) -> bool) -> impl Iterator<Item = Change> {
    records.iter().filter(move |record| goes(record)).map(|record| T::change(Edit::Remove { id: record.id() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::Document;
    use crate::domain::money::Currency;
    use crate::domain::partner::bid::Bid;
    use crate::domain::partner::duty::DutyHolder;
    use crate::domain::partner::knockout::KnockoutResult;
    use crate::domain::partner::score::Level;
    use crate::domain::partner::trial_run::{evaluation, recuse};
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    fn done(evaluation: &PartnerEvaluation, change: Change) -> (PartnerEvaluation, Change) {
        let document = Document::Evaluation(Box::new(evaluation.clone()));
        let command = Command { at: Timestamp::from_millis(1), who: String::new(), why: None, origin: Origin::Edit, change };
        let applied = apply(&document, &command).expect("applies");
        (applied.document.evaluation().expect("still one").clone(), applied.inverse)
    }

    fn two_by_three() -> PartnerEvaluation {
        evaluation(&["a", "b"], &[10.0, 20.0, 30.0], 2)
    }

    fn records(evaluation: &PartnerEvaluation) -> [usize; 4] {
        [evaluation.candidates.len(), evaluation.criteria.len(), evaluation.evaluators.len(), evaluation.scores.len()]
    }

    #[test]
    fn what_is_removed_takes_its_scores_with_it_and_undo_brings_all_back_in_order() {
        let before = two_by_three();
        assert_eq!(records(&before), [2, 3, 2, 12]);
        for (change, expected, said) in [
            (remove_candidate(&before, &Id::joined(&["c0"])), [1, 3, 2, 6], "Removed the candidate “c0”; removed 6 scores"),
            (remove_criterion(&before, &Id::joined(&["k1"])), [2, 2, 2, 8], "Removed the criterion “k1”; removed 4 scores"),
            (remove_evaluator(&before, &Id::joined(&["a"])), [2, 3, 1, 6], "Removed the evaluator “a”; removed 6 scores"),
        ] {
            let (after, inverse) = done(&before, change);
            assert_eq!(records(&after), expected);
            assert_eq!(after.findings(), []);
            assert_eq!(after.audit.entries().last().map(|entry| entry.what.as_str()), Some(said));
            let (back, _) = done(&after, inverse);
            assert_eq!(
                (&back.candidates, &back.criteria, &back.evaluators, &back.scores),
                (&before.candidates, &before.criteria, &before.evaluators, &before.scores)
            );
        }
    }

    #[test]
    fn a_knock_out_that_is_removed_takes_its_results_with_it() {
        let mut before = two_by_three();
        for (knockout, candidate) in [("o1", "c0"), ("o2", "c0"), ("o1", "c1")] {
            before.knockouts = before.knockouts.with(Knockout::new(Id::joined(&[knockout]), knockout), None);
            before.knockout_results = before.knockout_results.with(KnockoutResult::open(Id::joined(&[knockout]), Id::joined(&[candidate])), None);
        }
        let (after, inverse) = done(&before, remove_knockout(&before, &Id::joined(&["o1"])));
        assert_eq!((after.knockouts.len(), after.knockout_results.len(), after.findings()), (1, 1, vec![]));
        let (back, _) = done(&after, inverse);
        assert_eq!((&back.knockouts, &back.knockout_results), (&before.knockouts, &before.knockout_results));
    }

    #[test]
    fn a_candidate_that_goes_takes_its_bid_and_its_duties_along() {
        fn id<T>(text: &str) -> Id<T> {
            Id::joined(&[text])
        }
        let mut before = two_by_three();
        before.bids = before.bids.with(Bid::new(id("c0"), Currency::default()), None);
        let mut held = Duty::new(id("d"), "Visit sites");
        held.holders = vec![DutyHolder::candidate(id("c0")), DutyHolder::party("Laboratory"), DutyHolder::candidate(id("c1"))];
        before.duties = before.duties.with(held.clone(), None).with(Duty::new(id("e"), "Answer for it"), None);
        let (after, inverse) = done(&before, remove_candidate(&before, &id("c0")));
        assert_eq!((after.bids.len(), after.duties.get(&id("d")).map(|duty| duty.holders.as_slice())), (0, Some(&held.holders[1..])));
        let (back, _) = done(&after, inverse);
        assert_eq!((&back.bids, &back.duties), (&before.bids, &before.duties));
    }

    #[test]
    fn a_candidate_that_goes_is_neither_chosen_nor_refused_any_more() {
        let [chosen, refused, other] = ["c0", "c1", "c2"].map(|id| Id::joined(&[id]));
        let mut before = evaluation(&["a"], &[1.0], 3);
        let decision = Arc::make_mut(&mut before.partner_decision);
        decision.chosen = Some(chosen.clone());
        decision.reject(&refused, "Too small".to_owned());
        decision.reject(&other, "Too far away".to_owned());
        for (gone, expected) in [(&chosen, (None, 2)), (&refused, (Some(&chosen), 1))] {
            let (after, inverse) = done(&before, remove_candidate(&before, gone));
            assert_eq!((after.partner_decision.chosen.as_ref(), after.partner_decision.others.len(), after.findings()), (expected.0, expected.1, vec![]));
            assert_eq!(done(&after, inverse).0.partner_decision, before.partner_decision);
        }
        before.partner_decision = Arc::default();
        assert!(undecided(&before, &chosen).is_none());
    }

    #[test]
    fn equal_weights_leave_equal_ones_alone() {
        let (after, _) = done(&two_by_three(), equal_weights(&two_by_three()).expect("they differ"));
        assert_eq!(after.criteria.iter().map(|criterion| criterion.weight.points()).collect::<Vec<_>>(), [33.0; 3]);
        assert_eq!(equal_weights(&after), None);
        assert_eq!(equal_weights(&evaluation(&[], &[10.0, 10.0], 0)), None);
        assert_eq!(equal_weights(&evaluation(&[], &[], 0)), None);
    }

    #[test]
    fn a_candidate_that_is_removed_leaves_no_conflict_behind() {
        let mut before = two_by_three();
        recuse(&mut before, "a", &["c0", "c1"]);
        let (after, inverse) = done(&before, remove_candidate(&before, &Id::joined(&["c0"])));
        let recused = |evaluation: &PartnerEvaluation| {
            let evaluator = evaluation.evaluators.get(&Id::joined(&["a"])).cloned();
            evaluator.and_then(|evaluator| evaluator.interests.clone()).map_or(0, |interests| interests.recused.len())
        };
        assert_eq!((recused(&after), recused(&done(&after, inverse).0)), (1, 2));
    }

    #[test]
    fn a_score_that_was_taken_back_stays_with_its_time_so_that_other_copies_learn_of_it() {
        let cell = Cell { evaluator: Id::joined(&["a"]), criterion: Id::joined(&["k0"]), candidate: Id::joined(&["c0"]) };
        let empty = evaluation(&[], &[], 0);
        let written = |evaluation: &PartnerEvaluation, at: i64, write: fn(&mut Score)| write_score(evaluation, &cell, Timestamp::from_millis(at), write);
        assert_eq!(written(&empty, 1, |score| score.value = None), None);
        let (scored, _) = done(&empty, written(&empty, 1, |score| score.value = Level::new(4)).expect("a change"));
        assert_eq!(written(&scored, 2, |score| score.value = Level::new(4)), None, "the same score is no news");
        let (noted, _) = done(&scored, written(&scored, 2, |score| score.evidence = "Audit report".into()).expect("a change"));
        let kept = |evaluation: &PartnerEvaluation| evaluation.scores.get(&cell.key()).map(|score| (score.value, score.evidence.clone(), score.at));
        assert_eq!(kept(&noted), Some((Level::new(4), "Audit report".to_owned(), Some(Timestamp::from_millis(2)))));
        let (open, _) = done(
            &noted,
            written(&noted, 3, |score| *score = Score::open(score.evaluator.clone(), score.criterion.clone(), score.candidate.clone())).expect("a change"),
        );
        assert_eq!(kept(&open), Some((None, String::new(), Some(Timestamp::from_millis(3)))));
    }
}
