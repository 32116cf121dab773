//! Where the way to the contract stands: what is done, what is late, what comes next, and whether the decision can be kept.

use std::sync::Arc;

use super::SelectionStep;
use super::planning::{decision_place, must_begin};
use crate::domain::date::Date;
use crate::domain::overview::{Headline, Statement, Subject, Urgency};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{count, quoted, span};

/// Steps due within so many days are named as next.
pub const SOON: i64 = 14;

/// How a step stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// It is done; so many days after it was planned, which is negative where it was early, and `None` without a plan.
    Done(Option<i64>),
    /// It was planned for so many days ago.
    Late(i64),
    /// It is planned in so many days.
    Ahead(i64),
    /// It has no date.
    Unplanned,
}

impl StepState {
    /// How a step stands on `today`.
    pub fn of(step: &SelectionStep, today: Date) -> StepState {
        match (step.done, step.planned.map(|planned| planned.days_since(today))) {
            (Some(done), _) => StepState::Done(step.planned.map(|planned| done.days_since(planned))),
            (None, Some(days)) if days < 0 => StepState::Late(-days),
            (None, Some(days)) => StepState::Ahead(days),
            (None, None) => StepState::Unplanned,
        }
    }

    /// In two or three words.
    pub fn label(self) -> String {
        match self {
            StepState::Done(Some(days)) if days > 0 => format!("done, {} late", span(days)),
            StepState::Done(_) => "done".to_owned(),
            StepState::Late(days) => format!("{} late", span(days)),
            StepState::Ahead(0) => "today".to_owned(),
            StepState::Ahead(days) => format!("in {}", span(days)),
            StepState::Unplanned => "no date".to_owned(),
        }
    }

    /// How it asks for attention.
    pub fn urgency(self) -> Urgency {
        match self {
            StepState::Done(_) => Urgency::OnTrack,
            StepState::Late(_) => Urgency::Act,
            StepState::Ahead(_) | StepState::Unplanned => Urgency::Upcoming,
        }
    }
}

/// What stands between the plan and the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Squeeze {
    /// The decision is planned so many days after it is due.
    PlannedAfterDue(i64),
    /// With what the open steps usually take, they would have had to be begun so many days ago.
    TooLate(i64),
}

/// Whether the decision can be made when it is due; `None` where it can, or where nothing says when that is.
pub fn squeeze(evaluation: &PartnerEvaluation, today: Date) -> Option<Squeeze> {
    let due = evaluation.brief.decision_due?;
    let steps: Vec<&SelectionStep> = evaluation.selection_steps.iter().map(AsRef::as_ref).collect();
    let decision = steps.get(decision_place(&steps)?)?;
    if decision.done.is_some() {
        return None;
    }
    let after = decision.planned.map(|planned| planned.days_since(due)).filter(|days| *days > 0);
    let late = || must_begin(&evaluation.selection_steps, due).map(|begin| today.days_since(begin)).filter(|days| *days > 0);
    after.map(Squeeze::PlannedAfterDue).or_else(|| late().map(Squeeze::TooLate))
}

/// A step that is open although a later one is done.
pub fn passed_over(evaluation: &PartnerEvaluation) -> Option<Arc<SelectionStep>> {
    let last_done = evaluation.selection_steps.iter().rposition(|step| step.done.is_some())?;
    evaluation.selection_steps.iter().take(last_done).find(|step| step.done.is_none()).cloned()
}

/// The finding about the way to the contract.
pub fn steps_headline(evaluation: &PartnerEvaluation, today: Date) -> Headline {
    let steps = &evaluation.selection_steps;
    let done = steps.iter().filter(|step| step.done.is_some()).count();
    let late: Vec<(&Arc<SelectionStep>, i64)> = steps
        .iter()
        .filter_map(|step| match StepState::of(step, today) {
            StepState::Late(days) => Some((step, days)),
            _ => None,
        })
        .collect();
    let so_far = format!("{done} of {} done.", count(steps.len(), "step", "steps"));
    let next = steps.iter().find(|step| step.done.is_none()).map_or(String::new(), |step| next_in_words(step));
    let pressed = squeeze(evaluation, today).map_or(String::new(), |squeeze| format!(" {}", in_words(squeeze, evaluation)));
    let (finding, urgency) = match late.as_slice() {
        _ if steps.is_empty() => ("No steps yet".to_owned(), Urgency::Upcoming),
        _ if done == steps.len() => ("Every step is done".to_owned(), Urgency::OnTrack),
        [] if steps.iter().all(|step| step.planned.is_none() && step.done.is_none()) => ("The steps have no dates yet".to_owned(), Urgency::Watch),
        [] if !pressed.is_empty() => ("The decision is at risk".to_owned(), Urgency::Watch),
        [] => ("On the way".to_owned(), Urgency::OnTrack),
        [(step, days)] => (format!("{} is {} late", shown(step.as_ref()), span(*days)), Urgency::Act),
        [_, ..] => (format!("{} steps are late", late.len()), Urgency::Act),
    };
    Headline { finding, because: format!("{so_far}{next}{pressed}"), urgency }
}

fn next_in_words(step: &SelectionStep) -> String {
    match step.planned {
        Some(planned) => format!(" Next: {}, {planned}.", shown(step)),
        None => format!(" Next: {}.", shown(step)),
    }
}

fn in_words(squeeze: Squeeze, evaluation: &PartnerEvaluation) -> String {
    let due = evaluation.brief.decision_due.map_or(String::new(), |due| due.to_string());
    match squeeze {
        Squeeze::PlannedAfterDue(days) => format!("The decision is planned {} after {due}, when it is due.", span(days)),
        Squeeze::TooLate(days) => {
            format!("With their usual days, the open steps would have had to begin {} ago for a decision on {due}: shorten some, or move the day.", span(days))
        }
    }
}

/// What the overview says of it.
pub fn step_statements(evaluation: &PartnerEvaluation, today: Date) -> Vec<Statement> {
    let say = |urgency, step: &SelectionStep, detail: String, status: String| Statement {
        urgency,
        title: shown(step),
        detail,
        status,
        subject: Subject { section: "selectionSteps", record: Some(step.id.to_string()) },
    };
    let mut found = Vec::new();
    for step in evaluation.selection_steps.iter() {
        let state = StepState::of(step, today);
        if let StepState::Late(_) = state {
            let planned = step.planned.map_or(String::new(), |planned| planned.to_string());
            found.push(say(
                Urgency::Act,
                step,
                format!("A step to the contract, planned for {planned}. Note when it was done, or plan it anew."),
                state.label(),
            ));
        }
    }
    let next = evaluation.selection_steps.iter().find(|step| step.done.is_none());
    if let Some((step, StepState::Ahead(days))) =
        next.map(|step| (step, StepState::of(step, today))).filter(|(_, state)| matches!(state, StepState::Ahead(days) if *days <= SOON))
    {
        let planned = step.planned.map_or(String::new(), |planned| planned.to_string());
        found.push(say(Urgency::Upcoming, step, format!("The next step to the contract, on {planned}."), StepState::Ahead(days).label()));
    }
    if let Some((squeeze, step)) = squeeze(evaluation, today).zip(next) {
        let status = match squeeze {
            Squeeze::PlannedAfterDue(days) => format!("{} after due", span(days)),
            Squeeze::TooLate(days) => format!("{} short", span(days)),
        };
        found.push(Statement { title: "Way to the decision".to_owned(), ..say(Urgency::Watch, step, in_words(squeeze, evaluation), status) });
    }
    if let Some(step) = passed_over(evaluation) {
        let detail = format!("{} is open although a later step is done. Note when it was done, or remove it.", quoted(&shown(step.as_ref())));
        found.push(say(Urgency::Watch, &step, detail, "passed over".to_owned()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::partner::trial_run::evaluation;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    /// Steps of seven days each with their planned dates and, after a slash, when they were done; the last one decides.
    fn with(due: &str, written: &[&str]) -> PartnerEvaluation {
        let mut evaluation = evaluation(&["a"], &[1.0], 2);
        Arc::make_mut(&mut evaluation.brief).decision_due = due.parse().ok();
        for (place, text) in written.iter().enumerate() {
            let (planned, done) = text.split_once('/').unwrap_or((text, ""));
            let mut step = SelectionStep::new(Id::joined(&[&format!("s{place}")]), format!("Step {place}"));
            (step.days, step.planned, step.done, step.decides) = (7, planned.parse().ok(), done.parse().ok(), place + 1 == written.len());
            evaluation.selection_steps = evaluation.selection_steps.with(step, None);
        }
        evaluation
    }

    fn check(due: &str, written: &[&str], finding: &str, statuses: &[&str]) {
        let (evaluation, today) = (with(due, written), day("2026-11-22"));
        let said = step_statements(&evaluation, today).into_iter().map(|statement| statement.status).collect::<Vec<_>>();
        assert_eq!((steps_headline(&evaluation, today).finding.as_str(), said), (finding, statuses.iter().map(|status| (*status).to_owned()).collect()));
    }

    #[test]
    fn what_is_late_and_what_comes_next_is_said() {
        check("", &[], "No steps yet", &[]);
        check("", &["", ""], "The steps have no dates yet", &[]);
        check("2026-12-11", &["2026-11-16/2026-11-16", "2026-11-30", "2026-12-11"], "On the way", &["in 8 days"]);
        check("2026-12-18", &["2026-11-16", "2026-11-30", "2026-12-11"], "Step 0 is 6 days late", &["6 days late"]);
        check("2026-12-18", &["2026-11-09", "2026-11-16", "2026-12-11"], "2 steps are late", &["13 days late", "6 days late"]);
        check("2026-12-11", &["2026-11-09/2026-11-12", "2026-11-16/2026-11-16"], "Every step is done", &[]);
    }

    #[test]
    fn a_decision_that_cannot_be_kept_is_said() {
        check("2026-11-30", &["2026-11-23", "2026-11-30", "2026-12-14"], "The decision is at risk", &["in 1 day", "14 days after due"]);
        check("2026-11-30", &["2026-11-23", "2026-11-25", "2026-11-30"], "The decision is at risk", &["in 1 day", "13 days short"]);
    }

    #[test]
    fn a_step_that_was_passed_over_is_said() {
        check("2027-03-01", &["2026-11-23", "2026-11-20/2026-11-20", "2027-03-01"], "On the way", &["in 1 day", "passed over"]);
    }

    #[test]
    fn a_step_that_was_done_late_says_so() {
        let step = |text: &str| with("", &[text]).selection_steps.iter().next().map(|step| StepState::of(step, day("2026-11-22")).label());
        assert_eq!(step("2026-11-09/2026-11-12").as_deref(), Some("done, 3 days late"));
        assert_eq!(step("/2026-11-12").as_deref(), Some("done"));
        assert_eq!(step("2026-11-22").as_deref(), Some("today"));
    }
}
