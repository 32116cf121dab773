use super::*;
use crate::domain::date::Timestamp;
use crate::domain::id::Id;
use crate::domain::partner::candidate::{Evaluator, PartnerKind};
use crate::domain::partner::interview::is_anchored;
use crate::domain::partner::kind_fit::FitQuestion;
use crate::domain::partner::kind_fit::result::fit;
use crate::domain::partner::selection::SelectionStep;
use crate::session::apply::apply;
use crate::session::command::{Command, Origin};
use crate::session::start::EVALUATION;

fn library() -> Document {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/start").join(EVALUATION).with_extension("json");
    read(&std::fs::read_to_string(path).expect("the file")).expect("the library")
}

fn content(document: &Document) -> &PartnerEvaluation {
    document.evaluation().expect("an evaluation")
}

fn blank() -> Document {
    Document::Evaluation(Box::new(PartnerEvaluation::blank(Id::joined(&["e"]), "Choice", Timestamp::from_millis(0))))
}

fn done(document: &Document, change: Option<Change>) -> Document {
    let command = Command { at: Timestamp::from_millis(1), who: String::new(), why: None, origin: Origin::Edit, change: change.expect("a change") };
    apply(document, &command).expect("applies").document
}

#[test]
fn every_criterion_of_the_library_is_complete() {
    let library = library();
    let criteria = &content(&library).criteria;
    assert!((22..=26).contains(&criteria.len()), "{} criteria", criteria.len());
    for criterion in criteria.iter() {
        assert!(is_anchored(criterion) && questions(criterion).count() >= 2 && !criterion.evidence.is_empty(), "{}", criterion.name);
        assert_eq!(anchors(criterion).iter().collect::<BTreeSet<_>>().len(), 5, "{}: no anchor stands twice", criterion.name);
        assert!(questions(criterion).all(|question| question.ends_with(['?', '.'])), "{}", criterion.name);
    }
    let asked: Vec<&str> = criteria.iter().flat_map(|criterion| questions(criterion)).collect();
    assert!(asked.len() >= 60, "{} questions", asked.len());
    assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), asked.len(), "no question stands twice");
    assert!(Pillar::ALL.iter().all(|pillar| criteria.iter().filter(|criterion| criterion.pillar == *pillar).count() >= 4));
    let total: f64 = criteria.iter().map(|criterion| criterion.weight.points()).sum();
    assert!((total - 100.0).abs() < 1e-9, "{total} points");
}

#[test]
fn every_knock_out_of_the_library_says_why_and_what_shows_it() {
    let library = library();
    let knockouts = &content(&library).knockouts;
    assert!(knockouts.len() >= 10);
    assert!(knockouts.iter().all(|knockout| !knockout.why.is_empty() && !knockout.evidence.is_empty()));
}

#[test]
fn every_step_of_the_library_takes_days_and_one_decides() {
    let library = library();
    let steps = &content(&library).selection_steps;
    assert!(steps.len() >= 10 && steps.iter().all(|step| step.days > 0 && !step.note.is_empty() && step.planned.is_none()));
    assert_eq!(steps.iter().filter(|step| step.decides).count(), 1);
}

#[test]
fn the_rules_of_the_library_speak_of_every_kind_and_can_bring_each_to_the_front() {
    let library = library();
    let questions = &content(&library).fit_questions;
    assert_eq!(questions.len(), 8);
    for question in questions.iter() {
        assert!(question.options.len() >= 3 && !question.help.is_empty() && question.answer.is_none(), "{}", question.name);
        for option in &question.options {
            assert!(option.effects.iter().all(|effect| !effect.because.is_empty()), "{}: {}", question.name, option.label);
            assert_eq!(
                option.effects.iter().map(|effect| effect.kind).collect::<BTreeSet<_>>().len(),
                PartnerKind::ALL.len(),
                "{}: {}",
                question.name,
                option.label
            );
        }
    }
    for kind in PartnerKind::ALL {
        let mut answered = questions.clone();
        for question in questions.iter() {
            let against = |option: &crate::domain::partner::kind_fit::FitOption| {
                PartnerKind::ALL.iter().filter(|other| *other != kind).map(|other| option.points(*other)).max().unwrap_or(0)
            };
            let best = question.options.iter().max_by_key(|option| option.points(*kind) - against(option)).map(|option| option.id.clone());
            answered = answered.with(FitQuestion { answer: best, ..FitQuestion::clone(question) }, None);
        }
        let found = fit(&answered);
        assert_eq!(found.leaders(), [*kind]);
        assert!(found.kinds[0].reasons_for.len() >= 4, "{kind:?}");
    }
}

#[test]
fn what_is_picked_comes_once_and_is_known_again() {
    let library = library();
    let first: BTreeSet<String> = offers::<Criterion>(&library, &blank()).iter().take(2).map(|offer| offer.key.clone()).collect();
    let after = done(&blank(), picked::<Criterion>(&library, &blank(), &first));
    assert_eq!((content(&after).criteria.len(), content(&after).audit.entries().len()), (2, 1));
    assert_eq!(picked::<Criterion>(&library, &after, &first), None);
    assert_eq!(offers::<Criterion>(&library, &after).iter().filter(|offer| offer.known).count(), 2);
    let all = done(&after, added::<Criterion>(&library, &after, |_| true));
    assert_eq!(content(&all).criteria.len(), content(&library).criteria.len());
    assert_eq!(added::<Criterion>(&library, &all, |_| true), None);
    assert!(offers::<Knockout>(&library, &blank()).iter().all(|offer| !offer.known && offer.about.len() == 2));
}

#[test]
fn a_criterion_of_the_same_name_is_known_although_it_is_ones_own() {
    let library = library();
    let name = content(&library).criteria.iter().next().map(|criterion| criterion.name.to_uppercase()).expect("there");
    let own = Criterion::new(Id::joined(&["own"]), Pillar::Commercial, name, crate::domain::partner::criterion::Weight::equal(10));
    let mine = done(&blank(), Some(Change::Criteria(Edit::put(own))));
    assert!(offers::<Criterion>(&library, &mine).first().is_some_and(|offer| offer.known));
}

#[test]
fn rules_that_were_changed_come_back_in_order_and_answers_stay() {
    let library = library();
    let mut mine = content(&library).clone();
    let mut first = FitQuestion::clone(mine.fit_questions.iter().next().expect("there"));
    first.answer = first.options.first().map(|option| option.id.clone());
    first.name = "Otherwise?".into();
    mine.fit_questions = mine.fit_questions.with(first.clone(), None).with(FitQuestion::new(Id::joined(&["own"]), "Own?"), Some(0));
    mine.fit_questions = mine.fit_questions.moved(&first.id, 5).expect("there").0;
    let after = done(&Document::Evaluation(Box::new(mine.clone())), rules_restored(content(&library), &mine));
    let back = &content(&after).fit_questions;
    assert_eq!(back.get(&first.id).map(|question| question.answer.clone()), Some(first.answer.clone()));
    assert_eq!(back.with(FitQuestion { answer: None, ..FitQuestion::clone(back.get(&first.id).expect("there")) }, None), content(&library).fit_questions);
    assert_eq!(rules_restored(content(&library), content(&after)), None);
}

#[test]
fn steps_and_roles_come_whole() {
    let library = library();
    let steps = done(&blank(), added::<SelectionStep>(&library, &blank(), |_| true));
    let roles = done(&steps, added::<Evaluator>(&library, &steps, |_| true));
    assert_eq!(content(&roles).selection_steps, content(&library).selection_steps);
    assert!(content(&roles).evaluators.len() >= 3);
}
