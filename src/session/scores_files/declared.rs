//! Declarations of interests that come with scores files: the later one of each evaluator counts.
//!
//! Whom an evaluator may score follows from it, so it is said who that is; once the scores were shown, the lead is asked first.

use super::{HandedIn, Taking};
use crate::domain::id::Id;
use crate::domain::partner::candidate::{Candidate, Evaluator, Interests};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::evaluator_scores::EvaluatorScores;
use crate::domain::partner::join::is_later;
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::scoring::scores_are_locked;
use crate::domain::words::listed;
use crate::session::command::{Change, Edit};

/// What an evaluator who is here has declared since; `None` where there is nothing later.
pub(super) fn later<'a>(evaluation: &PartnerEvaluation, theirs: &'a Evaluator) -> Option<&'a Interests> {
    evaluation.evaluators.get(&theirs.id).and_then(|here| later_of(here, theirs))
}

/// Evaluators who are new here, and declarations that are later than those here.
pub(super) fn evaluators(evaluation: &PartnerEvaluation, takes: &[&HandedIn], taking: Taking) -> Vec<Change> {
    let mut found: Vec<Evaluator> = Vec::new();
    for handed in takes {
        let theirs = &handed.scores.evaluator;
        let here = evaluation.evaluators.get(&theirs.id);
        let place = found.iter().position(|evaluator| evaluator.id == theirs.id).unwrap_or_else(|| {
            found.push(here.map_or_else(|| theirs.clone(), |here| Evaluator::clone(here)));
            found.len() - 1
        });
        let may_change = here.is_none() || taking.declared || !scores_are_locked(evaluation);
        if let (true, Some(evaluator)) = (may_change, found.get_mut(place))
            && let Some(interests) = later_of(evaluator, theirs)
        {
            evaluator.interests = Some(interests.clone());
        }
    }
    let is_news = |evaluator: &Evaluator| evaluation.evaluators.get(&evaluator.id).is_none_or(|here| **here != *evaluator);
    found.into_iter().filter(is_news).map(|evaluator| Change::Evaluators(Edit::put(evaluator))).collect()
}

/// What a later declaration changes, in a sentence; `None` where there is none.
pub(super) fn said(evaluation: &PartnerEvaluation, file: &EvaluatorScores, taking: Taking) -> Option<String> {
    let theirs = &file.evaluator;
    let interests = later(evaluation, theirs)?;
    let before = evaluation.evaluators.get(&theirs.id).and_then(|here| here.interests.as_ref()).map_or(&[][..], |here| here.recused.as_slice());
    let now = interests.recused.as_slice();
    let name = |id: &Id<Candidate>| {
        let here = evaluation.candidates.get(id).map(|candidate| shown(candidate.as_ref()));
        let seen = || file.candidates.iter().find(|seen| seen.id == *id).map(|seen| seen.name.clone());
        here.or_else(seen).unwrap_or_else(|| id.to_string())
    };
    let only_in = |these: &[Id<Candidate>], others: &[Id<Candidate>]| these.iter().filter(|id| !others.contains(id)).map(name).collect::<Vec<_>>();
    let (gone, back) = (only_in(now, before), only_in(before, now));
    let role = shown(theirs);
    let what = match (gone.is_empty(), back.is_empty()) {
        (true, true) => format!("{role} has changed the declaration of interests; whom they score stays the same"),
        (false, true) => format!("By a later declaration of interests, {} is no longer scored by {role}", listed(&gone)),
        (true, false) => format!("By a later declaration of interests, {} is scored by {role} again", listed(&back)),
        (false, false) => {
            format!("By a later declaration of interests, {} is no longer scored by {role}, and {} is again", listed(&gone), listed(&back))
        }
    };
    Some(match (scores_are_locked(evaluation), taking.declared) {
        (false, _) => format!("{what}."),
        (true, true) => format!("{what}: taken, though the scores have been shown."),
        (true, false) => format!("{what}: left out, because the scores have been shown, unless you take it."),
    })
}

fn later_of<'a>(here: &Evaluator, theirs: &'a Evaluator) -> Option<&'a Interests> {
    let interests = theirs.interests.as_ref()?;
    here.interests.as_ref().is_none_or(|here| is_later(interests, here)).then_some(interests)
}
