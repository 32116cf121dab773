//! The library for partner evaluations: what a new one begins with, to pick from later as well.
//!
//! It is the template's file, `public/start/partner-evaluation.json`, read when it is asked for; its words are our own. A record
//! of it is known again in an evaluation by its id or by its name, so that nothing comes twice.

use std::collections::BTreeSet;

use super::command::{Change, Edit, Kept};
use crate::domain::choice::Choice;
use crate::domain::collection::{Collection, Record};
use crate::domain::document::Document;
use crate::domain::partner::criterion::{Criterion, Pillar};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::interview::{anchors, questions};
use crate::domain::partner::kind_fit::FitQuestion;
use crate::domain::partner::knockout::Knockout;
use crate::domain::wire::from_text;

/// The library of a file's text; `None` where the text is not such a file.
pub fn read(text: &str) -> Option<Document> {
    from_text::<PartnerEvaluation>(text).ok().map(|library| Document::Evaluation(Box::new(library)))
}

/// The records of one kind that an evaluation has not got, as one change; `None` where it has them all.
pub fn added<T: Kept>(library: &Document, evaluation: &Document, wanted: impl Fn(&T) -> bool) -> Option<Change> {
    let (theirs, mine) = (T::of(library)?, T::of(evaluation)?);
    let puts: Vec<Change> =
        theirs.iter().filter(|record| wanted(record) && !is_known(mine, record.as_ref())).map(|record| T::change(Edit::put(T::clone(record)))).collect();
    if puts.is_empty() { None } else { Some(Change::Several(puts)) }
}

/// The rules on the kind of partner as they are in the library, as one change; `None` where they are. Answers stay where
/// the library has them to choose from.
pub fn rules_restored(library: &PartnerEvaluation, evaluation: &PartnerEvaluation) -> Option<Change> {
    let (theirs, mine) = (&library.fit_questions, &evaluation.fit_questions);
    let restored = |question: &FitQuestion| {
        let answer = mine.get(&question.id).and_then(|mine| mine.answer.clone());
        FitQuestion { answer: answer.filter(|answer| question.options.iter().any(|option| option.id == *answer)), ..question.clone() }
    };
    let wanted: Vec<FitQuestion> = theirs.iter().map(|question| restored(question)).collect();
    if mine.iter().map(AsRef::as_ref).eq(&wanted) {
        return None;
    }
    let removed = mine.iter().filter(|question| theirs.get(&question.id).is_none()).map(|question| Edit::Remove { id: question.id.clone() });
    let moved = wanted.iter().enumerate().filter(|(_, question)| mine.get(&question.id).is_some());
    let moved: Vec<Edit<FitQuestion>> = moved.map(|(to, question)| Edit::Move { id: question.id.clone(), to }).collect();
    let put = wanted.iter().enumerate().map(|(place, question)| Edit::Put { record: Box::new(question.clone()), place: Some(place) });
    Some(Change::Several(removed.chain(put).chain(moved).map(Change::FitQuestions).collect()))
}

fn is_known<T: Record>(mine: &Collection<T>, record: &T) -> bool {
    let same = |other: &T| other.name().trim().eq_ignore_ascii_case(record.name().trim());
    mine.get(&record.id()).is_some() || mine.iter().any(|other| same(other))
}

/// Something of the library, as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The id of its record.
    pub key: String,
    /// Under which heading it stands.
    pub group: &'static str,
    /// What it is called.
    pub name: String,
    /// What is behind it: a name and its lines for each part.
    pub about: Vec<(&'static str, Vec<String>)>,
    /// Whether the evaluation has it already.
    pub known: bool,
}

/// A kind of record that is picked from the library one by one.
pub trait Offered: Kept {
    /// Under which heading it is offered.
    fn group(&self) -> &'static str;

    /// What is behind it.
    fn about(&self) -> Vec<(&'static str, Vec<String>)>;
}

impl Offered for Criterion {
    fn group(&self) -> &'static str {
        self.pillar.label()
    }

    fn about(&self) -> Vec<(&'static str, Vec<String>)> {
        let scores = anchors(self).iter().zip(1..).map(|(anchor, score)| format!("{score} {anchor}")).collect();
        vec![("Questions", questions(self).map(str::to_owned).collect()), ("Scores", scores), ("To be shown", vec![self.evidence.clone()])]
    }
}

impl Offered for Knockout {
    fn group(&self) -> &'static str {
        "Knock-outs"
    }

    fn about(&self) -> Vec<(&'static str, Vec<String>)> {
        vec![("Why", vec![self.why.clone()]), ("What shows it", vec![self.evidence.clone()])]
    }
}

/// The library's records of a kind, in the order in which they are offered: pillar by pillar where there are any.
pub fn offers<T: Offered>(library: &Document, evaluation: &Document) -> Vec<Offer> {
    let (Some(theirs), Some(mine)) = (T::of(library), T::of(evaluation)) else { return Vec::new() };
    let offer = |record: &T| Offer {
        key: record.id().to_string(),
        group: record.group(),
        name: record.name().to_owned(),
        about: record.about(),
        known: is_known(mine, record),
    };
    let all: Vec<Offer> = theirs.iter().map(|record| offer(record)).collect();
    let groups: Vec<&str> = Pillar::ALL.iter().map(|pillar| pillar.label()).collect();
    let (in_pillars, others): (Vec<Offer>, Vec<Offer>) = all.into_iter().partition(|offer| groups.contains(&offer.group));
    let sorted = groups.iter().flat_map(|group| in_pillars.iter().filter(move |offer| offer.group == *group).cloned());
    sorted.chain(others).collect()
}

/// The chosen records of a kind, as one change; `None` where none is new.
pub fn picked<T: Kept>(library: &Document, evaluation: &Document, keys: &BTreeSet<String>) -> Option<Change> {
    added::<T>(library, evaluation, |record| keys.contains(record.id().as_str()))
}

#[cfg(test)]
mod tests;
