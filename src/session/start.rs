//! The ways to start a document with something in it: from a template, or from the sample.
//!
//! Templates and sample are files of the page under `public/start`, in the native format, read when they are asked for. They
//! were written for a day of their own; their dates are moved by whole weeks to the day on which they are used. Ids of records are kept.
//!
//! The sample comes with a past (`history`), so that its audit trail and the history of its risks have something to say.
//!
//! Limits: dates in prose do not move, nor do the days off of calendars, which are facts about real days.

mod history;

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::shift::{self, Weeks};
use crate::domain::date::{Date, Timestamp};
use crate::domain::document::{Document, DocumentId, Head};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scoring::{Scoring, ScoringPhase};
use crate::domain::plan::TrialPlan;
use crate::domain::plan::trial::Source;
use crate::domain::wire::from_text;

/// A plan to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// The name of its file, without the ending.
    pub key: &'static str,
    /// What it is called: "Phase II".
    pub title: &'static str,
    /// What it is for, in a sentence or two.
    pub summary: &'static str,
}

/// The plans to start from, in the order in which they are offered. Titles and summaries are those of the files, which
/// are read only when one is chosen.
pub const TEMPLATES: [Template; 4] = [
    Template {
        key: "phase-1",
        title: "Phase I, single and multiple ascending doses",
        summary: "Milestones and tasks of a first trial in humans at one unit, single then multiple ascending doses, and starter risks, scope and deliverables to edit.",
    },
    Template {
        key: "phase-2",
        title: "Phase II, randomised",
        summary: "Milestones and tasks of a randomised dose-finding trial in several countries, and starter risks, scope and deliverables to edit.",
    },
    Template {
        key: "phase-3",
        title: "Phase III, confirmatory",
        summary: "Milestones and tasks of a large randomised trial with an interim analysis, and starter risks, scope and deliverables to edit.",
    },
    Template {
        key: "device",
        title: "Medical device, pivotal investigation",
        summary: "Milestones and tasks of a pivotal investigation of a medical device at several sites, with user training and event committees, and starter risks, scope and deliverables to edit.",
    },
];

/// The file of the template for evaluations, without its ending.
pub const EVALUATION: &str = "partner-evaluation";

/// The files of the sample, without their ending: the plan, and the evaluation.
pub const SAMPLE: [&str; 2] = ["sample-plan", "sample-evaluation"];

/// A new plan from the text of a template's file, its schedule beginning today or on the Monday after; without a title
/// it takes the template's. `None` where the text is not such a file.
pub fn plan_from_template(text: &str, id: DocumentId, title: Option<String>, now: Timestamp, today: Date) -> Option<TrialPlan> {
    let mut plan: TrialPlan = parse(text)?;
    // A plan that is late on the day it is made would be a bad start, so its first day is never in the past.
    shift::plan(&mut plan, Weeks::at_least_to(template_start()?, today));
    let template = std::mem::take(&mut plan.document.title);
    let trial = Arc::make_mut(&mut plan.trial);
    // In a template's file the summary says what the template is, not what the trial is about.
    trial.summary.clear();
    trial.source = Some(Source { name: format!("template: {template}"), read: now });
    plan.document = Head::new(id, title.unwrap_or(template), now);
    Some(plan)
}

/// A new evaluation from the text of its template's file: questions on the kind of partner, steps to the contract, knock-outs,
/// criteria in the four pillars with their weights, and the roles that score. `None` where the text is not such a file.
pub fn evaluation_from_template(text: &str, id: DocumentId, title: impl Into<String>, now: Timestamp) -> Option<PartnerEvaluation> {
    let template: PartnerEvaluation = parse(text)?;
    // A choice begins blind: evaluators who see each other's scores follow whoever scored first.
    let scoring = Arc::new(Scoring { phase: Some(ScoringPhase::Blind), ..Scoring::default() });
    Some(PartnerEvaluation { document: Head::new(id, title, now), scoring, ..template })
}

/// The sample: a trial in trouble, and the choice of the partner who should help it, as if written today, with the changes of
/// the weeks before in their audit trails. The texts are those of the files of [`SAMPLE`].
pub fn sample([plan, evaluation]: [&str; 2], plan_id: DocumentId, evaluation_id: DocumentId, today: Date) -> Option<(TrialPlan, PartnerEvaluation)> {
    let mut plan: TrialPlan = parse(plan)?;
    let mut evaluation: PartnerEvaluation = parse(evaluation)?;
    // What has happened in the sample must not come to lie in the future.
    let weeks = Weeks::up_to(sample_today()?, today);
    shift::plan(&mut plan, weeks);
    shift::evaluation(&mut evaluation, weeks);
    plan.document = Head::new(plan_id.clone(), plan.document.title, weeks.moment(plan.document.created));
    evaluation.document = Head::new(evaluation_id, evaluation.document.title, weeks.moment(evaluation.document.created));
    Arc::make_mut(&mut evaluation.brief).plan = Some(plan_id);
    let plan = history::with_past(Document::Plan(Box::new(plan)), history::PLAN, weeks);
    let evaluation = history::with_past(Document::Evaluation(Box::new(evaluation)), history::EVALUATION, weeks);
    match (plan, evaluation) {
        (Document::Plan(plan), Document::Evaluation(evaluation)) => Some((*plan, *evaluation)),
        _ => None,
    }
}

/// The Monday on which the schedules of the templates begin in their files.
fn template_start() -> Option<Date> {
    Date::new(2027, 1, 4)
}

/// The day on which the sample is set in its files.
fn sample_today() -> Option<Date> {
    Date::new(2026, 11, 22)
}

/// A document of ours, as it stands in its file; the tests read every one.
fn parse<T: Fresh>(text: &str) -> Option<T> {
    let mut document: T = from_text(text).ok()?;
    document.freshen();
    Some(document)
}

/// A document that can be made new again.
trait Fresh: DeserializeOwned {
    /// Takes out what belongs to the file and its past: the label of the format, and the audit trail.
    fn freshen(&mut self);
}

const LABEL: [&str; 2] = ["format", "schemaVersion"];

impl Fresh for TrialPlan {
    fn freshen(&mut self) {
        self.extra.remove_all(&LABEL);
        self.audit = Default::default();
    }
}

impl Fresh for PartnerEvaluation {
    fn freshen(&mut self) {
        self.extra.remove_all(&LABEL);
        self.audit = Default::default();
    }
}

#[cfg(test)]
mod tests;
