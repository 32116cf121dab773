//! What follows from the register: responses, limits, the ladder, issues, and how scores have moved.

use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::issue::escalation::next_escalation;
use crate::domain::issue::register::Severity;
use crate::domain::paper::{Cell, Section};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::history::{RiskHistory, Step};
use crate::domain::risk::register::Risk;
use crate::domain::risk::tolerance::{LimitState, ToleranceLimit};
use crate::domain::words::{count, span};

use super::{dash, dated};

pub(super) fn responses(plan: &TrialPlan, today: Date) -> Section {
    let row = |risk: &Risk| {
        let owner = if risk.response_owner.is_empty() { &risk.owner } else { &risk.response_owner };
        let state = match (risk.response_done, risk.response_overdue(today)) {
            (Some(done), _) => format!("in place since {done}"),
            (None, Some(days)) => format!("{} late", span(days)),
            (None, None) => "under way".to_owned(),
        };
        let state = if risk.response_due.is_none() && risk.response_done.is_none() { "no date".to_owned() } else { state };
        [
            risk.reference().into(),
            risk.response.label().into(),
            dash(risk.response_plan.as_str()),
            dash(owner.as_str()),
            dated(risk.response_due),
            state.into(),
            dated(risk.review_due),
        ]
    };
    Section::on_new_page("Responses").table(
        "What is done about each open risk",
        ["Risk", "Response", "What is done", "By whom", "In place by", "State", "Looked at again"],
        plan.risks.iter().map(AsRef::as_ref).filter(|risk: &&Risk| risk.is_open()).map(row).collect(),
        "No risk is open.",
    )
}

pub(super) fn limits(plan: &TrialPlan) -> Section {
    let row = |limit: &ToleranceLimit| {
        let percent = |share: f64| format!("{}%", (share * 1000.0).round() / 10.0);
        let latest = limit.latest().map(|(observation, reading)| {
            let state = match reading.state {
                LimitState::Within => "within",
                LimitState::Warning => "warning",
                LimitState::Exceeded => "exceeded",
            };
            let counted = format!(
                "{} of {} ({}) on {}; limit {}: {state}",
                observation.count,
                observation.of,
                percent(reading.share),
                observation.on,
                percent(reading.limit)
            );
            let open = limit.unevaluated().len();
            if open == 0 { counted } else { format!("{counted}; {} not evaluated", count(open, "reading is", "readings are")) }
        });
        let rule = match limit.fixed_limit {
            Some(fixed) => format!("{} fixed", percent(fixed.get())),
            None => format!("{} + {} standard errors", percent(limit.expected.get()), limit.standard_errors.get()),
        };
        [
            limit.name.as_str().into(),
            dash(limit.definition.as_str()),
            rule.into(),
            dash(latest.unwrap_or_default()),
            dash(limit.owner.as_str()),
            dash(limit.justification.as_str()),
        ]
    };
    Section::new("Tolerance limits").table(
        "Parameters, their limits, and what was counted last",
        ["Parameter", "Definition", "Limit", "Last reading", "Owner", "Why"],
        plan.tolerance_limits.iter().map(|limit| row(limit)).collect(),
        "No tolerance limit is set.",
    )
}

pub(super) fn ladder(plan: &TrialPlan) -> Section {
    let after = |days: Option<u16>| days.map_or("–".into(), |days| Cell::from(count(usize::from(days), "day", "days")));
    let rows = plan.escalation_levels.iter().enumerate().map(|(place, level)| {
        let [minor, major, critical] = [Severity::Minor, Severity::Major, Severity::Critical].map(|severity| after(level.after(severity)));
        [format!("{} {}", place + 1, level.name).into(), dash(level.role.as_str()), dash(level.trigger.as_str()), minor, major, critical]
    });
    Section::new("Escalation").table(
        "To whom an issue goes, and within how many days after it was raised",
        ["Level", "Who", "What brings it here", "Minor", "Major", "Critical"],
        rows.collect(),
        "No ladder of escalation is set.",
    )
}

pub(super) fn issues(plan: &TrialPlan, today: Date) -> Section {
    let rows = plan.issues.iter().filter(|issue| issue.is_open()).map(|issue| {
        let due = match issue.overdue(today) {
            Some(days) => format!("{}, {} late", issue.due.map(|due| due.to_string()).unwrap_or_default(), span(days)).into(),
            None => dated(issue.due),
        };
        let next = next_escalation(&plan.escalation_levels, issue).map(|next| format!("{} by {}", next.level.name, next.due));
        let risk = issue.risk.as_ref().and_then(|id| plan.risks.get(id)).map(|risk| risk.reference());
        [
            issue.reference().into(),
            issue.title.as_str().into(),
            issue.severity.label().into(),
            issue.raised.to_string().into(),
            dash(issue.owner.as_str()),
            due,
            dash(next.unwrap_or_default()),
            dash(risk.unwrap_or_default()),
        ]
    });
    Section::new("Open issues").table(
        "Open issues",
        ["Id", "Issue", "Severity", "Raised", "Owner", "Due", "Next level", "Risk"],
        rows.collect(),
        "No issue is open.",
    )
}

pub(super) fn scores(plan: &TrialPlan, histories: &[RiskHistory], today: Date) -> Section {
    let row = |history: &RiskHistory| {
        [history.reference().into(), history.title.as_str().into(), history.steps.iter().map(|step| in_words(plan, step)).collect::<Vec<_>>().join("\n").into()]
    };
    Section::on_new_page("History of scores").words(format!("As the audit trail holds it until {today}, judged by the method above.")).table(
        "How each risk has stood",
        ["Id", "Risk", "From when on"],
        histories.iter().map(row).collect(),
        "There is no risk yet.",
    )
}

/// `14 May 2027: 16, high, open`.
fn in_words(plan: &TrialPlan, step: &Step) -> String {
    match step.stood {
        None => format!("{}: taken out", step.from),
        Some(stood) => {
            let score = stood.score.map_or("not scored".to_owned(), |score| {
                let judged = plan.risk_method.judged(score);
                format!("{} {}", judged.points, judged.band.label().to_lowercase())
            });
            format!("{}: {score}, {}", step.from, stood.status.label().to_lowercase())
        }
    }
}
