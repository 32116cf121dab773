//! The ways to start a document with something in it: from a template, or from the sample.
//!
//! Templates and sample are files of the page under `public/start`, in the native format, read when they are asked for;
//! only the template for evaluations is small enough to be carried along. They were written for a day of their
//! own; their dates are moved by whole weeks to the day on which they are used. Ids of records are kept.
//!
//! Limits: dates in prose do not move.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::shift::{self, Weeks};
use crate::domain::date::{Date, Timestamp};
use crate::domain::document::{DocumentId, Head};
use crate::domain::partner::evaluation::PartnerEvaluation;
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

/// A new evaluation with the criteria of the four pillars, their weights, and the roles that score.
pub fn evaluation_from_template(id: DocumentId, title: impl Into<String>, now: Timestamp) -> PartnerEvaluation {
    let head = Head::new(id, title, now);
    match parse::<PartnerEvaluation>(EVALUATION) {
        Some(template) => PartnerEvaluation { document: head, ..template },
        // The tests read the template, so this is for whoever takes the file apart.
        None => PartnerEvaluation::blank(head.id, head.title, now),
    }
}

/// The sample: a trial in trouble, and the choice of the partner who should help it, as if written today. The texts are
/// those of the files of [`SAMPLE`].
pub fn sample(
    [plan, evaluation]: [&str; 2],
    plan_id: DocumentId,
    evaluation_id: DocumentId,
    now: Timestamp,
    today: Date,
) -> Option<(TrialPlan, PartnerEvaluation)> {
    let mut plan: TrialPlan = parse(plan)?;
    let mut evaluation: PartnerEvaluation = parse(evaluation)?;
    // What has happened in the sample must not come to lie in the future.
    let weeks = Weeks::up_to(sample_today()?, today);
    shift::plan(&mut plan, weeks);
    shift::evaluation(&mut evaluation, weeks);
    plan.document = Head::new(plan_id.clone(), plan.document.title, now);
    evaluation.document = Head::new(evaluation_id, evaluation.document.title, now);
    Arc::make_mut(&mut evaluation.brief).plan = Some(plan_id);
    Some((plan, evaluation))
}

const EVALUATION: &str = include_str!("templates/evaluation.json");

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
mod tests {
    use super::*;
    use crate::domain::choice::Choice;
    use crate::domain::id::Id;
    use crate::domain::overview::Urgency;
    use crate::domain::overview::plan::{figures, headline};
    use crate::domain::partner::criterion::Pillar;
    use crate::domain::partner::ranking::rank;
    use crate::domain::schedule::task::Progress;

    /// Days of every part of the week, before and after the days for which the files were written.
    const DAYS: [&str; 9] = ["2025-03-01", "2026-11-16", "2026-11-17", "2026-11-21", "2026-11-22", "2026-11-23", "2027-01-03", "2027-01-04", "2031-02-28"];

    fn day(text: &str) -> Date {
        text.parse().expect(text)
    }

    fn now() -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000)
    }

    /// A file of the page's, by its name without the ending.
    fn file(key: &str) -> String {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/start").join(key).with_extension("json");
        std::fs::read_to_string(path).expect(key)
    }

    fn made(key: &str, today: &str) -> TrialPlan {
        plan_from_template(&file(key), Id::joined(&["new"]), None, now(), day(today)).expect(key)
    }

    fn the_sample(today: &str) -> (TrialPlan, PartnerEvaluation) {
        sample(SAMPLE.map(file).each_ref().map(String::as_str), Id::joined(&["p"]), Id::joined(&["e"]), now(), day(today)).expect("the sample loads")
    }

    /// Unknown fields in a file of ours are misspelt ones.
    fn no_unknown_fields(plan: &TrialPlan) {
        let extras = [&plan.extra, &plan.trial.extra, &plan.population.extra].into_iter();
        let extras = extras.chain(plan.objectives.iter().map(|record| &record.extra)).chain(plan.endpoints.iter().map(|record| &record.extra));
        let extras = extras.chain(plan.arms.iter().map(|record| &record.extra)).chain(plan.interventions.iter().map(|record| &record.extra));
        let extras = extras.chain(plan.statements.iter().map(|record| &record.extra)).chain(plan.countries.iter().map(|record| &record.extra));
        let extras = extras.chain(plan.sites.iter().map(|record| &record.extra)).chain(plan.deliverables.iter().map(|record| &record.extra));
        let mut extras = extras.chain(plan.tasks.iter().map(|record| &record.extra)).chain(plan.risks.iter().map(|record| &record.extra));
        assert_eq!(extras.find(|extra| !extra.is_empty()), None, "{}", plan.document.title);
    }

    #[test]
    fn every_template_is_a_plan_that_fits_together() {
        for Template { key, title, summary } in TEMPLATES {
            let written: TrialPlan = parse(&file(key)).expect(key);
            assert_eq!((written.document.title.as_str(), written.trial.summary.as_str()), (title, summary));
            let plan = made(key, "2027-01-04");
            assert_eq!(plan.findings(), [], "{key}");
            no_unknown_fields(&plan);
            assert!(plan.tasks.iter().all(|task| task.planned_finish.is_some() && task.progress == Progress::NotStarted), "{key}");
            assert_eq!(plan.tasks.iter().filter_map(|task| task.planned_start.or(task.planned_finish)).min(), template_start(), "{key}");
            assert!(!plan.risks.is_empty() && plan.risks.iter().all(|risk| risk.is_open()), "{key}");
            assert_eq!(plan.document, Head::new(Id::joined(&["new"]), title, now()));
            assert!(plan.audit.entries().is_empty() && plan.trial.summary.is_empty());
        }
        assert_eq!(plan_from_template("{}", Id::joined(&["new"]), None, now(), day("2027-01-04")), None);
    }

    #[test]
    fn a_new_plan_has_nothing_late_and_begins_within_a_week() {
        for today in DAYS {
            for Template { key, .. } in TEMPLATES {
                let plan = made(key, today);
                let counted = figures(&plan, day(today));
                assert_eq!((counted.late, counted.responses_overdue), (0, 0), "{key} on {today}");
                let first = plan.tasks.iter().filter_map(|task| task.planned_start.or(task.planned_finish)).min().expect("a date");
                assert!((0..7).contains(&first.days_since(day(today))), "{key} on {today} begins on {first}");
                assert_eq!(first.days_since(day("2027-01-04")) % 7, 0, "{key} on {today} begins on a Monday");
            }
        }
    }

    #[test]
    fn a_new_plan_takes_the_title_it_is_given_and_says_where_it_comes_from() {
        let plan = plan_from_template(&file("phase-2"), Id::joined(&["new"]), Some("KESTREL-2".into()), now(), day("2027-01-04")).expect("there");
        assert_eq!(plan.document.title, "KESTREL-2");
        assert_eq!(plan.trial.source, Some(Source { name: "template: Phase II, randomised".into(), read: now() }));
    }

    #[test]
    fn a_new_evaluation_brings_the_four_pillars() {
        let evaluation = evaluation_from_template(Id::joined(&["new"]), "Choice", now());
        assert_eq!(evaluation.document, Head::new(Id::joined(&["new"]), "Choice", now()));
        assert_eq!(evaluation.findings(), []);
        for pillar in Pillar::ALL {
            assert!(evaluation.criteria.iter().any(|criterion| criterion.pillar == *pillar && criterion.weight.points() > 0.0), "{pillar:?}");
        }
        assert!(evaluation.evaluators.len() >= 2 && evaluation.scores.is_empty() && evaluation.candidates.is_empty());
        assert!(evaluation.extra.is_empty() && evaluation.brief.extra.is_empty() && evaluation.criteria.iter().all(|criterion| criterion.extra.is_empty()));
    }

    #[test]
    fn the_sample_fits_together() {
        let (plan, evaluation) = the_sample("2026-11-22");
        assert_eq!((plan.findings(), evaluation.findings()), (vec![], vec![]));
        no_unknown_fields(&plan);
        assert!(evaluation.extra.is_empty() && evaluation.brief.extra.is_empty());
        assert!(evaluation.candidates.iter().all(|candidate| candidate.extra.is_empty()) && evaluation.scores.iter().all(|score| score.extra.is_empty()));
        assert_eq!(evaluation.brief.plan, Some(plan.document.id.clone()));
        assert!(plan.document.revision == 0 && plan.audit.entries().is_empty() && evaluation.audit.entries().is_empty());
        assert!(rank(&evaluation).first_two().is_some(), "two candidates are ranked");
    }

    #[test]
    fn the_sample_is_as_late_on_any_sunday_as_on_its_own() {
        let (plan, _) = the_sample("2026-11-22");
        let then = figures(&plan, day("2026-11-22"));
        for today in ["2024-02-25", "2026-11-15", "2027-05-16", "2040-01-01"] {
            let (moved, _) = the_sample(today);
            let now = figures(&moved, day(today));
            assert_eq!((now.late, now.done, now.due_soon, now.responses_overdue), (then.late, then.done, then.due_soon, then.responses_overdue), "{today}");
        }
    }

    #[test]
    fn the_sample_says_that_something_is_late_on_any_day() {
        for today in DAYS {
            let (plan, evaluation) = the_sample(today);
            let said = headline(&plan, None, day(today));
            assert!(said.urgency <= Urgency::Watch && said.finding.contains("late"), "{today}: {}", said.finding);
            assert!(evaluation.brief.decision_due > Some(day(today)), "{today}");
        }
    }

    #[test]
    fn nothing_in_the_sample_has_happened_in_the_future() {
        for today in DAYS {
            let (plan, _) = the_sample(today);
            let today = day(today);
            for task in plan.tasks.iter() {
                let (Progress::Started { on, .. } | Progress::Done { on, .. }) = task.progress else { continue };
                assert!(on <= today, "{}: {on}", task.name);
            }
            assert!(
                plan.risks
                    .iter()
                    .filter_map(|risk| risk.response_done)
                    .chain(plan.deliverables.iter().filter_map(|deliverable| deliverable.delivered))
                    .all(|done| done <= today)
            );
        }
    }
}
