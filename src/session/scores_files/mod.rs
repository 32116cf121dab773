//! Taking in what evaluators hand in: what each file would bring, in words, and the one edit that brings it.
//!
//! Which file comes first does not matter, nor whether they come at once: of two scores for the same cell the later one counts
//! (`domain/partner/join`). A score that was taken back is taken in too, as one that says nothing: without it an older file would
//! bring the score again. What does not fit is left out and named; what may be meant, the lead is asked about.

pub mod copy;
mod declared;
mod words;

use crate::domain::collection::Record;
use crate::domain::document::DocumentId;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::evaluator_scores::{EvaluatorScores, wording};
use crate::domain::partner::join::{ScoreSet, is_later};
use crate::domain::partner::score::Score;
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::scoring::scores_are_locked;
use crate::domain::words::listed;

use self::declared::{evaluators, later};
use self::words::said;
use super::command::{Change, Edit};

/// What the lead has said to what may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taking {
    /// Scores on criteria that are worded differently now are taken.
    pub reworded: bool,
    /// Evaluators who are not on the list are added to it.
    pub strangers: bool,
    /// Scores that come after the others were shown are taken, where there was none.
    pub late: bool,
    /// Declarations of interests that come after the scores were shown are taken.
    pub declared: bool,
}

/// A file that was handed in.
#[derive(Debug, Clone, PartialEq)]
pub struct HandedIn {
    /// The name of the file.
    pub file: String,
    /// What it holds.
    pub scores: EvaluatorScores,
}

/// What the files would bring.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    /// Each file, in the order in which they came.
    pub files: Vec<FilePreview>,
    /// The criteria that are worded differently now and have scores in the files, by name.
    pub reworded: Vec<String>,
    /// Evaluators in the files who are not on the list, by role.
    pub strangers: Vec<String>,
    /// How many scores come after the others were shown.
    pub late: usize,
    /// Evaluators whose later declarations of interests come after the scores were shown, by role.
    pub declared: Vec<String>,
    /// The edit; `None` where there is nothing to take.
    pub change: Option<Change>,
    /// How many scores would be added.
    pub added: usize,
    /// How many scores would be replaced.
    pub replaced: usize,
    /// How many scores that were never here are noted as taken back.
    pub taken_back: usize,
    /// Where it all comes from, for the audit trail.
    pub why: String,
}

/// What one file would bring.
#[derive(Debug, Clone, PartialEq)]
pub struct FilePreview {
    /// The name of the file.
    pub file: String,
    /// Whose scores they are, by role.
    pub role: String,
    /// Whether anything of it can be taken.
    pub refused: bool,
    /// What it brings, and what of it is left out, in sentences.
    pub said: Vec<String>,
}

/// What becomes of one score of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// There is none here yet.
    New,
    /// It is later than the one here.
    Newer,
    /// It is the one here.
    Same,
    /// The one here is later.
    Older,
    /// The scores were shown, so the one here stays.
    Locked,
    /// It comes after the others were shown.
    Late,
    /// Its criterion is worded differently now.
    Reworded,
    /// Its criterion is not here.
    NoCriterion,
    /// Its candidate is not here.
    NoCandidate,
    /// Somebody else gave it than the file says.
    Foreign,
}

impl Fate {
    /// Whether the score is taken.
    fn is_taken(self, taking: Taking) -> bool {
        match self {
            Fate::New | Fate::Newer => true,
            Fate::Late => taking.late,
            _ => false,
        }
    }
}

/// The evaluation that scores files must name to be taken in here: this one, or the one that it is a copy of.
fn home(evaluation: &PartnerEvaluation) -> &DocumentId {
    evaluation.scoring.copy_of.as_ref().unwrap_or(&evaluation.document.id)
}

/// What these files would bring to an evaluation.
pub fn preview(evaluation: &PartnerEvaluation, files: &[HandedIn], taking: Taking) -> Preview {
    let mut found = Preview::default();
    let (mut accepted, mut takes) = (ScoreSet::default(), Vec::<&HandedIn>::new());
    for handed in files {
        let refusal = words::refusal(evaluation, handed);
        let known = evaluation.evaluators.get(&handed.scores.evaluator.id).is_some();
        let role = shown(&handed.scores.evaluator);
        if refusal.is_none() && !known && !found.strangers.contains(&role) {
            found.strangers.push(role.clone());
        }
        let fates: Vec<(Fate, &Score)> = handed.scores.scores.iter().map(|score| (fate(evaluation, handed, score, taking), score.as_ref())).collect();
        if refusal.is_none() {
            words::reworded(evaluation, &fates, handed, &mut found.reworded);
            found.late += fates.iter().filter(|(fate, _)| *fate == Fate::Late).count();
            if scores_are_locked(evaluation) && later(evaluation, &handed.scores.evaluator).is_some() && !found.declared.contains(&role) {
                found.declared.push(role.clone());
            }
            if known || taking.strangers {
                accepted = accepted.join(&ScoreSet::of(fates.iter().filter(|(fate, _)| fate.is_taken(taking)).map(|(_, score)| *score)));
                takes.push(handed);
            }
        }
        found.files.push(FilePreview {
            file: handed.file.clone(),
            role,
            refused: refusal.is_some(),
            said: refusal.map_or_else(|| said(evaluation, files, handed, &fates, taking), |sentence| vec![sentence]),
        });
    }
    let mut changes: Vec<Change> = evaluators(evaluation, &takes, taking);
    for score in accepted.iter() {
        match (stands(evaluation, score), score.says_something()) {
            (true, _) => found.replaced += 1,
            (false, true) => found.added += 1,
            (false, false) => found.taken_back += 1,
        }
        changes.push(Change::Scores(Edit::put(score.clone())));
    }
    if !changes.is_empty() {
        let mut roles: Vec<String> = Vec::new();
        for handed in takes {
            let role = format!("{} (made {})", shown(&handed.scores.evaluator), handed.scores.made.date());
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        found.why = format!("Scores handed in by {}", listed(&roles));
        found.change = Some(Change::Several(changes));
    }
    found
}

/// Whether there is a score here that says something, where this one would stand.
fn stands(evaluation: &PartnerEvaluation, score: &Score) -> bool {
    evaluation.scores.get(&score.id()).is_some_and(|here| here.says_something())
}

/// Whether a score says nothing where nothing is said: it is merged, and there is no need to speak of it.
fn is_silent(evaluation: &PartnerEvaluation, score: &Score) -> bool {
    !score.says_something() && !stands(evaluation, score)
}

fn fate(evaluation: &PartnerEvaluation, handed: &HandedIn, score: &Score, taking: Taking) -> Fate {
    let file = &handed.scores;
    if score.evaluator != file.evaluator.id {
        return Fate::Foreign;
    }
    let Some(criterion) = evaluation.criteria.get(&score.criterion) else { return Fate::NoCriterion };
    if evaluation.candidates.get(&score.candidate).is_none() {
        return Fate::NoCandidate;
    }
    match evaluation.scores.get(&score.id()) {
        Some(here) if **here == *score => return Fate::Same,
        Some(here) if !is_later(score, here) => return Fate::Older,
        _ => {}
    }
    // What was taken back answers no question, however that is worded.
    let is_reworded = score.says_something() && file.criteria.iter().any(|seen| seen.id == score.criterion && seen.wording != wording(criterion));
    match (is_reworded && !taking.reworded, scores_are_locked(evaluation), stands(evaluation, score)) {
        (true, _, _) => Fate::Reworded,
        (_, true, true) => Fate::Locked,
        (_, true, false) if !score.says_something() => Fate::Same,
        (_, true, false) => Fate::Late,
        (_, _, true) => Fate::Newer,
        (_, _, false) => Fate::New,
    }
}

#[cfg(test)]
mod tests;
