//! The only way to change a document.
//!
//! `apply` gives the document after a command, the change that takes it back, and the audit entry, which is already
//! in the new document. It depends on nothing but its arguments.

use std::sync::Arc;

use serde_json::Value;

use super::command::{Change, Command, Edit, Kept, Origin};
use super::describe;
use super::fields::changed_fields;
use crate::domain::audit::{FieldChange, Note};
use crate::domain::collection::Collection;
use crate::domain::document::Document;
use crate::domain::wire::to_value;

/// Why a command cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The record is gone, for example taken out in another tab.
    #[error("The {noun} with the id {id} is not in the document any more; nothing was changed")]
    Missing {
        /// What kind of record.
        noun: &'static str,
        /// Its id.
        id: String,
    },
    /// The record would not make sense.
    #[error("{0}")]
    Nonsense(String),
    /// A plan was given an evaluation's change, or the other way round.
    #[error("This change belongs to another kind of document; nothing was changed")]
    OtherKind,
}

/// What a command did.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// The document afterwards.
    pub document: Document,
    /// The change that takes it back.
    pub inverse: Change,
}

/// Carries out a command. A command that changes nothing gives the same document, without an audit entry.
pub fn apply(document: &Document, command: &Command) -> Result<Applied, Rejection> {
    let mut next = document.clone();
    let mut changes = Vec::new();
    let inverse = change(&mut next, &command.change, &mut changes)?;
    if changes.is_empty() {
        return Ok(Applied { document: document.clone(), inverse });
    }
    let what = describe::change(document, &next, &command.change);
    next.record(Note {
        at: command.at,
        who: command.who.clone(),
        what: match command.origin {
            Origin::Edit => what,
            Origin::Restore => "Went back to an earlier version".to_owned(),
            Origin::Undo => format!("Undo: {what}"),
            Origin::Redo => format!("Redo: {what}"),
        },
        why: command.why.clone(),
        changes,
    });
    Ok(Applied { document: next, inverse })
}

/// Carries out one change in place, notes what it changed, and gives the change that takes it back.
fn change(document: &mut Document, wanted: &Change, noted: &mut Vec<FieldChange>) -> Result<Change, Rejection> {
    match (wanted, document) {
        (Change::Several(changes), document) => {
            let mut inverses = Vec::with_capacity(changes.len());
            for wanted in changes {
                inverses.push(change(document, wanted, noted)?);
            }
            inverses.reverse();
            Ok(Change::Several(inverses))
        }
        (Change::Title(title), document) => {
            let before = std::mem::replace(&mut document.head_mut().title, title.clone());
            noted.extend(changed_fields("document", None, &serde_json::json!({ "title": before }), &serde_json::json!({ "title": title })));
            Ok(Change::Title(before))
        }
        (Change::Trial(trial), Document::Plan(plan)) => Ok(Change::Trial(section("trial", &mut plan.trial, trial, noted))),
        (Change::Population(population), Document::Plan(plan)) => Ok(Change::Population(section("population", &mut plan.population, population, noted))),
        (Change::Objectives(wanted), Document::Plan(plan)) => edit(&mut plan.objectives, wanted, noted),
        (Change::Endpoints(wanted), Document::Plan(plan)) => edit(&mut plan.endpoints, wanted, noted),
        (Change::Arms(wanted), Document::Plan(plan)) => edit(&mut plan.arms, wanted, noted),
        (Change::Interventions(wanted), Document::Plan(plan)) => edit(&mut plan.interventions, wanted, noted),
        (Change::Statements(wanted), Document::Plan(plan)) => edit(&mut plan.statements, wanted, noted),
        (Change::Countries(wanted), Document::Plan(plan)) => edit(&mut plan.countries, wanted, noted),
        (Change::Sites(wanted), Document::Plan(plan)) => edit(&mut plan.sites, wanted, noted),
        (Change::Deliverables(wanted), Document::Plan(plan)) => edit(&mut plan.deliverables, wanted, noted),
        (Change::Tasks(wanted), Document::Plan(plan)) => edit(&mut plan.tasks, wanted, noted),
        (Change::Calendars(wanted), Document::Plan(plan)) => edit(&mut plan.calendars, wanted, noted),
        (Change::Scheduling(scheduling), Document::Plan(plan)) => Ok(Change::Scheduling(section("scheduling", &mut plan.scheduling, scheduling, noted))),
        (Change::Baselines(wanted), Document::Plan(plan)) => edit(&mut plan.baselines, wanted, noted),
        (Change::RiskMethod(method), Document::Plan(plan)) => Ok(Change::RiskMethod(section("riskMethod", &mut plan.risk_method, method, noted))),
        (Change::Contingency(contingency), Document::Plan(plan)) => Ok(Change::Contingency(section("contingency", &mut plan.contingency, contingency, noted))),
        (Change::Risks(wanted), Document::Plan(plan)) => edit(&mut plan.risks, wanted, noted),
        (Change::QualityFactors(wanted), Document::Plan(plan)) => edit(&mut plan.quality_factors, wanted, noted),
        (Change::ToleranceLimits(wanted), Document::Plan(plan)) => edit(&mut plan.tolerance_limits, wanted, noted),
        (Change::Issues(wanted), Document::Plan(plan)) => edit(&mut plan.issues, wanted, noted),
        (Change::EscalationLevels(wanted), Document::Plan(plan)) => edit(&mut plan.escalation_levels, wanted, noted),
        (Change::Actions(wanted), Document::Plan(plan)) => edit(&mut plan.actions, wanted, noted),
        (Change::Decisions(wanted), Document::Plan(plan)) => edit(&mut plan.decisions, wanted, noted),
        (Change::Brief(brief), Document::Evaluation(evaluation)) => Ok(Change::Brief(section("brief", &mut evaluation.brief, brief, noted))),
        (Change::Candidates(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.candidates, wanted, noted),
        (Change::Criteria(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.criteria, wanted, noted),
        (Change::Evaluators(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.evaluators, wanted, noted),
        (Change::Scores(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.scores, wanted, noted),
        (Change::FitQuestions(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.fit_questions, wanted, noted),
        (Change::SelectionSteps(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.selection_steps, wanted, noted),
        (Change::Knockouts(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.knockouts, wanted, noted),
        (Change::KnockoutResults(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.knockout_results, wanted, noted),
        (Change::AgreedScores(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.agreed_scores, wanted, noted),
        (Change::Bids(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.bids, wanted, noted),
        (Change::Duties(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.duties, wanted, noted),
        (Change::Indicators(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.indicators, wanted, noted),
        (Change::Reviews(wanted), Document::Evaluation(evaluation)) => edit(&mut evaluation.reviews, wanted, noted),
        (Change::Weighting(wanted), Document::Evaluation(evaluation)) => Ok(Change::Weighting(section("weighting", &mut evaluation.weighting, wanted, noted))),
        (Change::Scoring(wanted), Document::Evaluation(evaluation)) => Ok(Change::Scoring(section("scoring", &mut evaluation.scoring, wanted, noted))),
        (Change::BidAssumptions(wanted), Document::Evaluation(evaluation)) => {
            Ok(Change::BidAssumptions(section("bidAssumptions", &mut evaluation.bid_assumptions, wanted, noted)))
        }
        (Change::PartnerDecision(wanted), Document::Evaluation(evaluation)) => {
            Ok(Change::PartnerDecision(section("partnerDecision", &mut evaluation.partner_decision, wanted, noted)))
        }
        _ => Err(Rejection::OtherKind),
    }
}

/// Replaces a section that is one value, and gives what stood there.
fn section<T: serde::Serialize>(name: &str, slot: &mut Arc<T>, wanted: &Arc<T>, noted: &mut Vec<FieldChange>) -> Arc<T> {
    noted.extend(changed_fields(name, None, &to_value(slot.as_ref()), &to_value(wanted.as_ref())));
    std::mem::replace(slot, wanted.clone())
}

/// Edits a collection, and gives the change that takes the edit back.
///
/// It is compiled for each kind of record, so whatever does not need to know the kind stands in functions of its own.
fn edit<T: Kept + serde::Serialize>(collection: &mut Collection<T>, wanted: &Edit<T>, noted: &mut Vec<FieldChange>) -> Result<Change, Rejection> {
    Ok(T::change(match wanted {
        Edit::Put { record, place } => {
            record.check().map_err(Rejection::Nonsense)?;
            let id = record.id();
            let before = collection.get(&id).cloned();
            *collection = collection.with(T::clone(record), *place);
            note(noted, T::SECTION, id.as_str(), before.as_deref().map(to_value), Some(to_value(record.as_ref())));
            match before {
                Some(before) => Edit::Put { record: Box::new(Arc::unwrap_or_clone(before)), place: None },
                None => Edit::Remove { id },
            }
        }
        Edit::Remove { id } => {
            let (rest, removed, place) = collection.without(id).ok_or_else(|| missing(T::NOUN, id.as_str()))?;
            *collection = rest;
            note(noted, T::SECTION, id.as_str(), Some(to_value(removed.as_ref())), None);
            Edit::Put { record: Box::new(Arc::unwrap_or_clone(removed)), place: Some(place) }
        }
        Edit::Move { id, to } => {
            let (moved, from) = collection.moved(id, *to).ok_or_else(|| missing(T::NOUN, id.as_str()))?;
            let to = moved.place(id).unwrap_or(from);
            *collection = moved;
            note_move(noted, T::SECTION, id.as_str(), from, to);
            Edit::Move { id: id.clone(), to: from }
        }
    }))
}

fn missing(noun: &'static str, id: &str) -> Rejection {
    Rejection::Missing { noun, id: id.to_owned() }
}

/// Notes what changed in a record: field by field, or the whole of it where it came or went.
#[inline(never)]
fn note(noted: &mut Vec<FieldChange>, section: &str, record: &str, before: Option<Value>, after: Option<Value>) {
    match (before, after) {
        (Some(before), Some(after)) => noted.extend(changed_fields(section, Some(record), &before, &after)),
        (before, after) => noted.push(FieldChange::new(section, Some(record), "", before, after)),
    }
}

#[inline(never)]
fn note_move(noted: &mut Vec<FieldChange>, section: &str, record: &str, from: usize, to: usize) {
    if from != to {
        noted.push(FieldChange::new(section, Some(record), "place", Some(from.into()), Some(to.into())));
    }
}
