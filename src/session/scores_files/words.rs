//! What a scores file brings and what of it is left out, in sentences.

use super::{Fate, HandedIn, Taking, declared, home, is_silent};
use crate::domain::collection::Record;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::evaluator_scores::EvaluatorScores;
use crate::domain::partner::join::is_later;
use crate::domain::partner::score::Score;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{count, listed, quoted};
use crate::session::readable::blind::hides_scores_of;

/// How many of several things are named.
const NAMED: usize = 4;

/// Why nothing of a file can be taken; `None` where something may.
pub(super) fn refusal(evaluation: &PartnerEvaluation, handed: &HandedIn) -> Option<String> {
    let theirs = &handed.scores.evaluation;
    if theirs.id != *home(evaluation) {
        return Some(format!("It belongs to another evaluation, {}. Nothing of it is taken.", quoted(&theirs.title)));
    }
    let only = evaluation.scoring.only.as_ref().filter(|only| **only != handed.scores.evaluator.id)?;
    let mine = evaluation.evaluators.get(only).map_or_else(String::new, |evaluator| shown(evaluator.as_ref()));
    Some(format!("This is the copy of {mine}; the scores of others belong into the lead’s evaluation. Nothing of it is taken."))
}

/// Adds the names of the criteria that are worded differently now and have scores which say something.
pub(super) fn reworded(evaluation: &PartnerEvaluation, fates: &[(Fate, &Score)], handed: &HandedIn, found: &mut Vec<String>) {
    // Once they are taken they have another fate, and the lead must still be able to say otherwise.
    let differs = |score: &Score| {
        let here = evaluation.criteria.get(&score.criterion)?;
        let seen = handed.scores.criteria.iter().find(|seen| seen.id == score.criterion)?;
        (seen.wording != crate::domain::partner::evaluator_scores::wording(here)).then(|| shown(here.as_ref()))
    };
    for (fate, score) in fates {
        if matches!(fate, Fate::Reworded | Fate::New | Fate::Newer | Fate::Late)
            && score.says_something()
            && let Some(name) = differs(score)
            && !found.contains(&name)
        {
            found.push(name);
        }
    }
}

/// What a file brings.
pub(super) fn said(evaluation: &PartnerEvaluation, files: &[HandedIn], handed: &HandedIn, fates: &[(Fate, &Score)], taking: Taking) -> Vec<String> {
    let file = &handed.scores;
    let of = |wanted: Fate| {
        let spoken = fates.iter().filter(|(_, score)| !is_silent(evaluation, score));
        spoken.filter(|(fate, _)| *fate == wanted).map(|(_, score)| *score).collect::<Vec<_>>()
    };
    let mut said = Vec::new();
    if evaluation.evaluators.get(&file.evaluator.id).is_none() {
        let fate = if taking.strangers { "They are added." } else { "Nothing of the file is taken unless they are added." };
        said.push(format!("{} is not among the evaluators here. {fate}", shown(&file.evaluator)));
    }
    let (new, newer, same, older) = (of(Fate::New), of(Fate::Newer), of(Fate::Same), of(Fate::Older));
    said.push(match (new.len(), newer.len()) {
        (0, 0) => "Nothing in it is newer than what is here.".to_owned(),
        (new, 0) => format!("{} that {} not here yet.", count(new, "score", "scores"), if new == 1 { "is" } else { "are" }),
        (0, newer) => format!("{} newer than here.", count(newer, "score is", "scores are")),
        (new, newer) => format!("{} not here yet, {newer} newer than here.", count(new, "score", "scores")),
    });
    let scored: Vec<&&Score> = newer.iter().filter(|score| evaluation.scores.get(&score.id()).is_some_and(|here| here.value != score.value)).collect();
    if !scored.is_empty() {
        let changed = |score: &&&Score| {
            let cell = about(evaluation, file, score);
            if hides_scores_of(evaluation) {
                return cell;
            }
            let before = evaluation.scores.get(&score.id()).and_then(|here| here.value);
            format!("{cell}: {} instead of {}", value(score), before.map_or("no score".to_owned(), |value| value.to_string()))
        };
        said.push(format!("Changed: {}.", some(scored.iter().map(changed), scored.len())));
    }
    let unchanged = same.iter().filter(|score| score.says_something()).count();
    if unchanged > 0 {
        said.push(format!("{} as here already.", count(unchanged, "score is", "scores are")));
    }
    if !older.is_empty() {
        said.push(format!("{} older than here and left out.", count(older.len(), "score is", "scores are")));
    }
    said.extend(declared::said(evaluation, file, taking));
    said.extend(left_out(evaluation, file, &of, taking));
    said.extend(files.iter().filter(|other| !std::ptr::eq(*other, handed)).filter_map(|other| twice(evaluation, handed, other)));
    said
}

fn left_out<'a>(evaluation: &PartnerEvaluation, file: &EvaluatorScores, of: &dyn Fn(Fate) -> Vec<&'a Score>, taking: Taking) -> Vec<String> {
    let mut said = Vec::new();
    let mut say = |fate: Fate, sentence: &dyn Fn(&str, String) -> String, name: &dyn Fn(&Score) -> String| {
        let scores = of(fate);
        let mut names: Vec<String> = Vec::new();
        for score in &scores {
            let name = name(score);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if !scores.is_empty() {
            let length = names.len();
            said.push(sentence(&count(scores.len(), "score", "scores"), some(names.into_iter(), length)));
        }
    };
    let criterion = |score: &Score| {
        let seen = file.criteria.iter().find(|seen| seen.id == score.criterion).map(|seen| seen.name.clone());
        quoted(&evaluation.criteria.get(&score.criterion).map(|criterion| shown(criterion.as_ref())).or(seen).unwrap_or_else(|| score.criterion.to_string()))
    };
    let candidate = |score: &Score| {
        let seen = file.candidates.iter().find(|seen| seen.id == score.candidate).map(|seen| seen.name.clone());
        quoted(&seen.unwrap_or_else(|| score.candidate.to_string()))
    };
    let cell = |score: &Score| about(evaluation, file, score);
    say(Fate::Reworded, &|scores, names| format!("{scores} on {names}, worded differently since: left out unless you take them."), &criterion);
    say(Fate::NoCriterion, &|scores, names| format!("{scores} left out: {names} is no criterion here."), &criterion);
    say(Fate::NoCandidate, &|scores, names| format!("{scores} left out: {names} is no candidate here."), &candidate);
    say(Fate::Foreign, &|scores, _| format!("{scores} left out: they name another evaluator than the file does."), &cell);
    say(Fate::Locked, &|scores, names| format!("{scores} left out, because the scores have been shown and those given blind stay: {names}."), &cell);
    let late = if taking.late { "taken all the same" } else { "left out unless you take them" };
    say(Fate::Late, &|scores, _| format!("{scores} after the others’ scores were shown: {late}."), &cell);
    said
}

/// What differs between two files of the same evaluator.
fn twice(evaluation: &PartnerEvaluation, handed: &HandedIn, other: &HandedIn) -> Option<String> {
    if other.scores.evaluator.id != handed.scores.evaluator.id || other.scores.evaluation.id != handed.scores.evaluation.id {
        return None;
    }
    let differs = |score: &Score| other.scores.scores.get(&score.id()).filter(|theirs| theirs.value != score.value).map(|theirs| theirs.as_ref().clone());
    let pairs: Vec<(&Score, Score)> = handed.scores.scores.iter().filter_map(|mine| Some((mine.as_ref(), differs(mine)?))).collect();
    if pairs.is_empty() {
        return Some(format!("{} is by the same evaluator, and no score differs.", other.file));
    }
    let one = |(mine, theirs): &(&Score, Score)| {
        let which = if is_later(*mine, theirs) { "this one is later" } else { "that one is later" };
        let cell = about(evaluation, &handed.scores, mine);
        if hides_scores_of(evaluation) { format!("{cell}: {which}") } else { format!("{cell}: {} here, {} there, {which}", value(mine), value(theirs)) }
    };
    Some(format!("{} is by the same evaluator; of each score the later one counts. {}.", other.file, some(pairs.iter().map(one), pairs.len())))
}

fn about(evaluation: &PartnerEvaluation, file: &EvaluatorScores, score: &Score) -> String {
    let criterion = evaluation.criteria.get(&score.criterion).map(|criterion| shown(criterion.as_ref()));
    let seen = || file.criteria.iter().find(|seen| seen.id == score.criterion).map(|seen| seen.name.clone());
    let candidate = evaluation.candidates.get(&score.candidate).map(|candidate| shown(candidate.as_ref()));
    [criterion.or_else(seen), candidate].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn value(score: &Score) -> String {
    score.value.map_or("no score".to_owned(), |value| value.to_string())
}

/// The first of some things, and how many more there are.
fn some(things: impl Iterator<Item = String>, of: usize) -> String {
    let mut named: Vec<String> = things.take(NAMED).collect();
    if of > NAMED {
        named.push(format!("{} more", of - NAMED));
    }
    if named.iter().any(|name| name.contains(", ")) { named.join("; ") } else { listed(&named) }
}
