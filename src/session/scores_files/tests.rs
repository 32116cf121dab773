//! Taking in scores files: what is said of each, what is taken, and that the order of files does not matter.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::date::Timestamp;
use crate::domain::document::Document;
use crate::domain::id::Id;
use crate::domain::partner::candidate::{Evaluator, Interests};
use crate::domain::partner::criterion::Criterion;
use crate::domain::partner::grid::Cell;
use crate::domain::partner::score::Level;
use crate::domain::partner::scoring::{Scoring, ScoringPhase};
use crate::domain::partner::trial_run::evaluation;
use crate::session::apply::apply;
use crate::session::cascade_partner::write_score;
use crate::session::command::{Command, Origin};

/// An evaluation by a and b, on two criteria and two candidates, without scores.
fn blank() -> PartnerEvaluation {
    let mut blank = evaluation(&["a", "b"], &[1.0, 2.0], 2);
    blank.scores = crate::domain::collection::Collection::new();
    blank
}

fn score(evaluator: &str, criterion: &str, candidate: &str, value: u8, at: i64) -> Score {
    let mut score = Score::open(Id::joined(&[evaluator]), Id::joined(&[criterion]), Id::joined(&[candidate]));
    (score.value, score.at) = (Level::new(value), Some(Timestamp::from_millis(at)));
    score
}

/// A file of an evaluator's with these scores, made for `blank`.
fn file(name: &str, evaluator: &str, scores: &[Score]) -> HandedIn {
    let mut with = blank();
    if with.evaluators.get(&Id::joined(&[evaluator])).is_none() {
        with.evaluators = with.evaluators.with(Evaluator::new(Id::joined(&[evaluator]), evaluator), None);
    }
    let mut made = EvaluatorScores::of(&with, &Id::joined(&[evaluator]), Timestamp::from_millis(1_800_000_000_000)).expect("there");
    made.scores = scores.iter().fold(made.scores, |kept, score| kept.with(score.clone(), None));
    HandedIn { file: name.to_owned(), scores: made }
}

fn taken(evaluation: &PartnerEvaluation, files: &[HandedIn], taking: Taking) -> PartnerEvaluation {
    let found = preview(evaluation, files, taking);
    let Some(change) = found.change else { return evaluation.clone() };
    let command = Command { at: Timestamp::from_millis(9), who: String::new(), why: Some(found.why), origin: Origin::Edit, change };
    let applied = apply(&Document::Evaluation(Box::new(evaluation.clone())), &command).expect("applies");
    applied.document.evaluation().expect("still one").clone()
}

fn check(evaluation: &PartnerEvaluation, files: &[HandedIn], expected: &[&str]) {
    let found = preview(evaluation, files, Taking::default());
    let said: Vec<String> = found.files.iter().flat_map(|file| file.said.iter().map(|sentence| format!("{}: {sentence}", file.file))).collect();
    assert_eq!(said, expected);
}

#[test]
fn scores_come_in_as_one_edit_that_says_where_they_come_from() {
    let files = [file("a.json", "a", &[score("a", "k0", "c0", 4, 1), score("a", "k1", "c0", 2, 2)]), file("b.json", "b", &[score("b", "k0", "c0", 5, 3)])];
    check(&blank(), &files, &["a.json: 2 scores that are not here yet.", "b.json: 1 score that is not here yet."]);
    let after = taken(&blank(), &files, Taking::default());
    assert_eq!(after.scores.len(), 3);
    let entry = after.audit.entries().last().expect("an entry");
    assert_eq!(entry.what, "Added 3 scores: “c0, k0”, “c0, k1” and 1 more");
    assert_eq!(entry.why.as_deref(), Some("Scores handed in by a (made 15 Jan 2027) and b (made 15 Jan 2027)"));
    check(
        &after,
        &files,
        &[
            "a.json: Nothing in it is newer than what is here.",
            "a.json: 2 scores are as here already.",
            "b.json: Nothing in it is newer than what is here.",
            "b.json: 1 score is as here already.",
        ],
    );
    assert_eq!(taken(&after, &files, Taking::default()), after);
}

#[test]
fn the_same_evaluator_twice_is_said_with_what_differs_and_the_later_score_counts() {
    let first = file("first.json", "a", &[score("a", "k0", "c0", 3, 1), score("a", "k1", "c1", 2, 5)]);
    let second = file("second.json", "a", &[score("a", "k0", "c0", 4, 2), score("a", "k1", "c1", 2, 5)]);
    check(
        &blank(),
        &[first.clone(), second.clone()],
        &[
            "first.json: 2 scores that are not here yet.",
            "first.json: second.json is by the same evaluator; of each score the later one counts. k0, c0: 3 here, 4 there, that one is later.",
            "second.json: 2 scores that are not here yet.",
            "second.json: first.json is by the same evaluator; of each score the later one counts. k0, c0: 4 here, 3 there, this one is later.",
        ],
    );
    let after = taken(&blank(), &[second, first], Taking::default());
    assert_eq!(after.scores.iter().filter_map(|score| score.value.map(Level::get)).collect::<Vec<_>>(), [4, 2]);
}

#[test]
fn a_file_of_another_evaluation_is_refused_with_its_title() {
    let mut other = file("other.json", "a", &[score("a", "k0", "c0", 3, 1)]);
    (other.scores.evaluation.id, other.scores.evaluation.title) = (Id::joined(&["x"]), "Partner for KESTREL".to_owned());
    check(&blank(), std::slice::from_ref(&other), &["other.json: It belongs to another evaluation, “Partner for KESTREL”. Nothing of it is taken."]);
    assert_eq!(preview(&blank(), &[other], Taking { reworded: true, strangers: true, late: true, declared: true }).change, None);
}

#[test]
fn scores_on_a_criterion_that_is_worded_differently_are_taken_only_if_the_lead_says_so() {
    let mut here = blank();
    let reworded = Criterion { question: "What was late, and why?".to_owned(), ..Criterion::clone(here.criteria.iter().next().expect("there")) };
    here.criteria = here.criteria.with(reworded, None);
    let files = [file("a.json", "a", &[score("a", "k0", "c0", 3, 1), score("a", "k1", "c0", 4, 1)])];
    check(&here, &files, &["a.json: 1 score that is not here yet.", "a.json: 1 score on “k0”, worded differently since: left out unless you take them."]);
    assert_eq!(preview(&here, &files, Taking::default()).reworded, ["k0"]);
    assert_eq!(taken(&here, &files, Taking::default()).scores.len(), 1);
    let all = Taking { reworded: true, ..Taking::default() };
    assert_eq!((taken(&here, &files, all).scores.len(), preview(&here, &files, all).reworded), (2, vec!["k0".to_owned()]));
}

#[test]
fn what_is_not_here_is_left_out_and_named_and_a_stranger_is_asked_about() {
    let mut odd =
        file("z.json", "z", &[score("z", "k0", "c0", 3, 1), score("z", "k9", "c0", 3, 1), score("z", "k0", "c9", 3, 1), score("a", "k0", "c0", 1, 1)]);
    odd.scores.criteria.first_mut().expect("there").name = "Old name".to_owned();
    check(
        &blank(),
        std::slice::from_ref(&odd),
        &[
            "z.json: z is not among the evaluators here. Nothing of the file is taken unless they are added.",
            "z.json: 1 score that is not here yet.",
            "z.json: 1 score left out: “k9” is no criterion here.",
            "z.json: 1 score left out: “c9” is no candidate here.",
            "z.json: 1 score left out: they name another evaluator than the file does.",
        ],
    );
    let found = preview(&blank(), std::slice::from_ref(&odd), Taking::default());
    assert_eq!((found.strangers, found.change), (vec!["z".to_owned()], None));
    let after = taken(&blank(), &[odd], Taking { strangers: true, ..Taking::default() });
    assert_eq!((after.evaluators.len(), after.scores.len()), (3, 1));
}

#[test]
fn once_scores_were_shown_those_given_blind_stay_and_late_ones_are_asked_about() {
    let mut here = taken(&blank(), &[file("a.json", "a", &[score("a", "k0", "c0", 3, 1)])], Taking::default());
    here.scoring = Arc::new(Scoring { phase: Some(ScoringPhase::Consensus), ..Scoring::default() });
    let files = [file("later.json", "a", &[score("a", "k0", "c0", 5, 8), score("a", "k1", "c0", 4, 8)])];
    check(
        &here,
        &files,
        &[
            "later.json: Nothing in it is newer than what is here.",
            "later.json: 1 score left out, because the scores have been shown and those given blind stay: k0, c0.",
            "later.json: 1 score after the others’ scores were shown: left out unless you take them.",
        ],
    );
    assert_eq!(
        taken(&here, &files, Taking { late: true, ..Taking::default() }).scores.iter().filter_map(|score| score.value.map(Level::get)).collect::<Vec<_>>(),
        [3, 4]
    );
}

#[test]
fn a_later_declaration_comes_along_and_a_score_that_was_taken_back_goes() {
    let mut here = taken(&blank(), &[file("a.json", "a", &[score("a", "k0", "c0", 3, 1)])], Taking::default());
    let mut handed = file("later.json", "a", &[score("a", "k0", "c0", 0, 8)]);
    handed.scores.evaluator.interests = Some(Interests { recused: vec![Id::joined(&["c0"])], at: Some(Timestamp::from_millis(8)), ..Interests::default() });
    here = taken(&here, &[handed], Taking::default());
    assert!(here.evaluators.get(&Id::joined(&["a"])).is_some_and(|evaluator| evaluator.is_recused(&Id::joined(&["c0"]))));
    assert_eq!(here.scores.iter().map(|score| score.value).collect::<Vec<_>>(), [None]);
}

#[test]
fn a_score_that_was_taken_back_is_handed_in_and_an_older_file_does_not_bring_it_again() {
    let mut mine = taken(&blank(), &[file("old.json", "a", &[score("a", "k0", "c0", 4, 1)])], Taking::default());
    mine.scoring = Arc::new(Scoring { only: Some(Id::joined(&["a"])), copy_of: Some(mine.document.id.clone()), ..Scoring::default() });
    let cell = Cell { evaluator: Id::joined(&["a"]), criterion: Id::joined(&["k0"]), candidate: Id::joined(&["c0"]) };
    let change = write_score(&mine, &cell, Timestamp::from_millis(8), |score| score.value = None).expect("a change");
    let command = Command { at: Timestamp::from_millis(8), who: String::new(), why: None, origin: Origin::Edit, change };
    let applied = apply(&Document::Evaluation(Box::new(mine)), &command).expect("applies");
    let scores = EvaluatorScores::of_copy(applied.document.evaluation().expect("still one")).expect("a copy");
    assert_eq!(scores.scores.iter().map(|score| (score.value, score.at)).collect::<Vec<_>>(), [(None, Some(Timestamp::from_millis(8)))]);
    let (old, new) = (file("old.json", "a", &[score("a", "k0", "c0", 4, 1)]), HandedIn { file: "new.json".to_owned(), scores });
    check(&blank(), std::slice::from_ref(&new), &["new.json: Nothing in it is newer than what is here."]);
    let found = preview(&blank(), std::slice::from_ref(&new), Taking::default());
    assert_eq!((found.added, found.replaced, found.taken_back), (0, 0, 1));
    let in_order = |files: [&HandedIn; 2]| files.into_iter().fold(blank(), |here, handed| taken(&here, std::slice::from_ref(handed), Taking::default()));
    let (old_first, new_first) = (in_order([&old, &new]), in_order([&new, &old]));
    assert_eq!(content(&old_first), content(&new_first));
    assert_eq!(new_first.scores.iter().map(|score| score.value).collect::<Vec<_>>(), [None]);
    let again = preview(&new_first, &[file("again.json", "a", &[score("a", "k0", "c0", 5, 9)])], Taking::default());
    assert_eq!((again.added, again.replaced), (1, 0), "a score where one was taken back is added");
}

#[test]
fn while_scoring_is_blind_the_lead_is_told_which_cells_differ_and_not_what_they_hold() {
    let mut here = taken(&blank(), &[file("a.json", "a", &[score("a", "k0", "c0", 3, 1)])], Taking::default());
    here.scoring = Arc::new(Scoring { phase: Some(ScoringPhase::Blind), ..Scoring::default() });
    let files = [file("one.json", "a", &[score("a", "k0", "c0", 5, 8)]), file("two.json", "a", &[score("a", "k0", "c0", 4, 7)])];
    check(
        &here,
        &files,
        &[
            "one.json: 1 score is newer than here.",
            "one.json: Changed: k0, c0.",
            "one.json: two.json is by the same evaluator; of each score the later one counts. k0, c0: this one is later.",
            "two.json: 1 score is newer than here.",
            "two.json: Changed: k0, c0.",
            "two.json: one.json is by the same evaluator; of each score the later one counts. k0, c0: that one is later.",
        ],
    );
    here.scoring = Arc::new(Scoring { phase: Some(ScoringPhase::Blind), only: Some(Id::joined(&["a"])), ..Scoring::default() });
    check(&here, &files[..1], &["one.json: 1 score is newer than here.", "one.json: Changed: k0, c0: 5 instead of 3."]);
}

#[test]
fn a_later_declaration_is_told_and_once_scores_were_shown_it_is_asked_about() {
    let declare = |recused: &[&str], at: i64| {
        let mut handed = file("a.json", "a", &[]);
        let recused = recused.iter().map(|candidate| Id::joined(&[candidate])).collect();
        handed.scores.evaluator.interests = Some(Interests { recused, at: Some(Timestamp::from_millis(at)), ..Interests::default() });
        handed
    };
    let nothing = "a.json: Nothing in it is newer than what is here.";
    let first = declare(&["c0"], 1);
    check(&blank(), std::slice::from_ref(&first), &[nothing, "a.json: By a later declaration of interests, c0 is no longer scored by a."]);
    let mut here = taken(&blank(), &[first], Taking::default());
    check(&here, &[declare(&["c0"], 2)], &[nothing, "a.json: a has changed the declaration of interests; whom they score stays the same."]);
    check(&here, &[declare(&["c1"], 0)], &[nothing]);
    here.scoring = Arc::new(Scoring { phase: Some(ScoringPhase::Consensus), ..Scoring::default() });
    let files = [declare(&["c1"], 3)];
    let what = "a.json: By a later declaration of interests, c1 is no longer scored by a, and c0 is again";
    check(&here, &files, &[nothing, &format!("{what}: left out, because the scores have been shown, unless you take it.")]);
    let found = preview(&here, &files, Taking::default());
    assert_eq!((found.declared, found.change), (vec!["a".to_owned()], None));
    let after = taken(&here, &files, Taking { declared: true, ..Taking::default() });
    assert!(after.evaluators.get(&Id::joined(&["a"])).is_some_and(|evaluator| evaluator.is_recused(&Id::joined(&["c1"]))));
}

/// What an evaluation holds, whatever the order of its records.
fn content(evaluation: &PartnerEvaluation) -> (BTreeMap<String, Score>, BTreeMap<String, Evaluator>) {
    let scores = evaluation.scores.iter().map(|score| (score.id().to_string(), score.as_ref().clone())).collect();
    (scores, evaluation.evaluators.iter().map(|evaluator| (evaluator.id.to_string(), evaluator.as_ref().clone())).collect())
}

fn any_file() -> impl Strategy<Value = HandedIn> {
    let one = (0u8..2, 0u8..2, 0u8..6, 0i64..3);
    (0u8..3, proptest::collection::vec(one, 0..5), proptest::option::of((0i64..3, 0u8..2))).prop_map(|(evaluator, scores, declared)| {
        let evaluator = ["a", "b", "z"][usize::from(evaluator)];
        let scores: Vec<Score> = scores
            .into_iter()
            .map(|(criterion, candidate, value, at)| score(evaluator, &format!("k{criterion}"), &format!("c{candidate}"), value, at))
            .collect();
        let mut handed = file("f.json", evaluator, &scores);
        handed.scores.evaluator.interests = declared.map(|(at, candidate)| Interests {
            recused: vec![Id::joined(&[&format!("c{candidate}")])],
            at: Some(Timestamp::from_millis(at)),
            ..Interests::default()
        });
        handed
    })
}

proptest! {
    #[test]
    fn files_can_be_taken_in_any_order_one_by_one_at_once_or_twice(files in proptest::collection::vec(any_file(), 0..6), cut: prop::sample::Index) {
        let all = Taking { strangers: true, ..Taking::default() };
        let at_once = content(&taken(&blank(), &files, all));
        let mut turned = files.clone();
        turned.reverse();
        prop_assert_eq!(&content(&taken(&blank(), &turned, all)), &at_once);
        let one_by_one = turned.iter().fold(blank(), |here, handed| taken(&here, std::slice::from_ref(handed), all));
        prop_assert_eq!(&content(&one_by_one), &at_once);
        let (first, second) = files.split_at(cut.index(files.len() + 1));
        let in_two = taken(&taken(&blank(), first, all), second, all);
        prop_assert_eq!(&content(&in_two), &at_once);
        prop_assert_eq!(&content(&taken(&in_two, &files, all)), &at_once);
    }
}
