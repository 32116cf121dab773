//! What somebody does about what has happened, in one step each: an issue made of a risk or of a limit that was exceeded, an
//! issue taken to the next level, an evaluation of what was observed.

use super::command::{Change, Edit, Kept};
use crate::domain::collection::Record;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::issue::action::Action;
use crate::domain::issue::escalation::EscalationLevel;
use crate::domain::issue::next_number;
use crate::domain::issue::register::{Escalation, Issue, Severity};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::register::{Risk, RiskStatus};
use crate::domain::risk::scale::Band;
use crate::domain::risk::tolerance::{LimitState, SystemicEvaluation, ToleranceLimit};
use crate::domain::risk::watch::percent;

/// The next free number of an issue.
pub fn next_issue(plan: &TrialPlan) -> u32 {
    next_number(plan.issues.iter().map(|issue| issue.number))
}

/// The next free number of an action.
pub fn next_action(plan: &TrialPlan) -> u32 {
    next_number(plan.actions.iter().map(|action| action.number))
}

/// The next free number of a decision.
pub fn next_decision(plan: &TrialPlan) -> u32 {
    next_number(plan.decisions.iter().map(|decision| decision.number))
}

/// A risk has happened: an issue is made of it, with its fallback as the first action, and it counts as occurred. Everything
/// else about the risk stays. `None` where there is no such risk.
pub fn occurred(plan: &TrialPlan, risk: &Id<Risk>, issue: Id<Issue>, action: Id<Action>, today: Date) -> Option<Change> {
    let risk = plan.risks.get(risk)?;
    let severity = if plan.risk_method.band_of_risk(risk) == Some(Band::High) { Severity::Major } else { Severity::Minor };
    let made = Issue {
        description: in_words(risk),
        severity,
        owner: risk.owner.clone(),
        risk: Some(risk.id.clone()),
        limit: risk.limits.iter().find(|limit| plan.tolerance_limits.get(limit).is_some()).cloned(),
        ..Issue::new(issue.clone(), next_issue(plan), risk.title.clone(), today)
    };
    let mut changes = vec![put(made)];
    let fallback = risk.fallback.trim();
    if !fallback.is_empty() {
        let owner = if risk.response_owner.is_empty() { &risk.owner } else { &risk.response_owner };
        changes.push(put(Action { owner: owner.clone(), risk: Some(risk.id.clone()), issue: Some(issue), ..Action::new(action, next_action(plan), fallback) }));
    }
    if risk.status != RiskStatus::Occurred {
        changes.push(put(Risk { status: RiskStatus::Occurred, ..Risk::clone(risk) }));
    }
    Some(Change::Several(changes))
}

/// A limit was exceeded, or gives an early warning: an issue is made of its newest observation. `None` where there is no such
/// limit, or nothing is wrong with it.
pub fn exceeded(plan: &TrialPlan, limit: &Id<ToleranceLimit>, issue: Id<Issue>, today: Date) -> Option<Change> {
    let limit = plan.tolerance_limits.get(limit)?;
    let (observation, reading) = limit.latest()?;
    let (severity, what) = match reading.state {
        LimitState::Within => return None,
        LimitState::Warning => (Severity::Minor, "Early warning"),
        LimitState::Exceeded => (Severity::Major, "Limit exceeded"),
    };
    let description = format!(
        "{} of {} on {} is {}; the limit for so many is {}.",
        observation.count,
        observation.of,
        observation.on,
        percent(reading.share),
        percent(reading.limit)
    );
    Some(put(Issue {
        description,
        severity,
        owner: limit.owner.clone(),
        limit: Some(limit.id.clone()),
        risk: plan.risks.iter().find(|risk| risk.limits.contains(&limit.id)).map(|risk| risk.id.clone()),
        ..Issue::new(issue, next_issue(plan), format!("{what}: {}", limit.name), today)
    }))
}

/// An issue is taken to a level on this day.
pub fn escalated(issue: &Issue, level: &Id<EscalationLevel>, today: Date) -> Change {
    let mut issue = issue.clone();
    issue.escalations.push(Escalation { level: level.clone(), on: today, note: String::new(), extra: Extra::default() });
    put(issue)
}

/// What was observed on a day is to be evaluated: was it chance, or a fault of the system? `None` where an evaluation of
/// that day stands already.
pub fn evaluated(limit: &ToleranceLimit, about: Date) -> Option<Change> {
    if limit.evaluations.iter().any(|evaluation| evaluation.about == about) {
        return None;
    }
    let mut limit = limit.clone();
    limit.evaluations.push(SystemicEvaluation { by: limit.owner.clone(), ..SystemicEvaluation::open(about) });
    Some(put(limit))
}

/// Cause and effect, where they are given, before whatever else the risk says.
fn in_words(risk: &Risk) -> String {
    let said = |label: &str, text: &str| (!text.trim().is_empty()).then(|| format!("{label}{}", text.trim()));
    let parts = [said("Cause: ", &risk.cause), said("Effect: ", &risk.effect), said("", &risk.description)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn put<T: Kept + Record>(record: T) -> Change {
    T::change(Edit::put(record))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    fn today() -> Date {
        "2027-06-01".parse().expect("a date")
    }

    fn plan() -> TrialPlan {
        crate::domain::wire::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "risks": [
                {
                    "id": "r", "number": 7, "title": "Kits are lost", "cause": "One courier", "effect": "Visits without kits", "category": "supply", "owner": "Supply lead",
                    "current": { "probability": 4, "impact": 5 }, "fallback": "Ship from the second depot", "responseOwner": "Depot manager", "limits": ["l"], "rationale": "Two lost in May",
                },
                { "id": "s", "number": 8, "title": "Sites are slow", "category": "other" },
            ],
            "toleranceLimits": [{ "id": "l", "name": "Visits without a kit", "expected": 0.05, "owner": "Quality lead", "observations": [{ "on": "2027-05-01", "count": 9, "of": 40 }] }],
            "issues": [{ "id": "i", "number": 3, "title": "Data is late", "severity": "minor", "raised": "2027-05-14" }],
        }))
        .expect("a plan")
    }

    /// What the plan is after the change; the audit entry reads as `what`, and one step back brings everything back.
    fn check(change: Option<Change>, what: &str) -> TrialPlan {
        let before = plan();
        let at = Timestamp::from_millis(1_800_000_000_000);
        let command = |change| Command { at, who: String::new(), why: None, origin: Origin::Edit, change };
        let applied = apply(&Document::Plan(Box::new(before.clone())), &command(change.expect("a change"))).expect("it applies");
        let Document::Plan(after) = &applied.document else { panic!("a plan") };
        assert_eq!(after.findings(), []);
        assert_eq!(after.audit.entries().last().map(|entry| entry.what.as_str()), Some(what));
        let back = apply(&applied.document, &command(applied.inverse)).expect("it can be taken back").document;
        let Document::Plan(back) = back else { panic!("a plan") };
        assert_eq!(TrialPlan { document: before.document.clone(), audit: before.audit.clone(), ..*back }, before);
        TrialPlan::clone(after)
    }

    #[test]
    fn a_risk_that_has_happened_becomes_an_issue_with_its_fallback_as_first_action() {
        let change = occurred(&plan(), &Id::joined(&["r"]), Id::joined(&["new"]), Id::joined(&["act"]), today());
        let after = check(change, "Added the issue “Kits are lost”; added 1 action; changed 1 risk");
        let issue = after.issues.get(&Id::joined(&["new"])).expect("the issue");
        assert_eq!(
            (issue.reference().as_str(), issue.description.as_str(), issue.owner.as_str(), issue.severity, issue.raised),
            ("I-04", "Cause: One courier\nEffect: Visits without kits", "Supply lead", Severity::Major, today())
        );
        assert_eq!((issue.risk.as_ref().map(Id::as_str), issue.limit.as_ref().map(Id::as_str)), (Some("r"), Some("l")));
        let action = after.actions.iter().next().expect("an action");
        assert_eq!((action.title.as_str(), action.owner.as_str(), action.issue.as_ref()), ("Ship from the second depot", "Depot manager", Some(&issue.id)));
        let (risk, before) = (after.risks.get(&Id::joined(&["r"])).expect("the risk"), plan());
        let kept = before.risks.get(&Id::joined(&["r"])).expect("the risk");
        assert_eq!(**risk, Risk { status: RiskStatus::Occurred, ..Risk::clone(kept) }, "only the status has changed");
    }

    #[test]
    fn a_risk_without_a_fallback_brings_no_action() {
        let change = occurred(&plan(), &Id::joined(&["s"]), Id::joined(&["new"]), Id::joined(&["act"]), today());
        assert!(check(change, "Added the issue “Sites are slow”; changed 1 risk").actions.is_empty());
        assert_eq!(occurred(&plan(), &Id::joined(&["gone"]), Id::joined(&["new"]), Id::joined(&["act"]), today()), None);
    }

    #[test]
    fn a_limit_that_was_exceeded_becomes_an_issue_that_says_by_how_much() {
        let change = exceeded(&plan(), &Id::joined(&["l"]), Id::joined(&["new"]), today());
        let after = check(change, "Added the issue “Limit exceeded: Visits without a kit”");
        let issue = after.issues.get(&Id::joined(&["new"])).expect("the issue");
        assert_eq!(issue.description, "9 of 40 on 1 May 2027 is 22.5%; the limit for so many is 15.3%.");
        assert_eq!((issue.risk.as_ref().map(Id::as_str), issue.owner.as_str()), (Some("r"), "Quality lead"));
    }

    #[test]
    fn an_evaluation_is_asked_for_once_about_each_day() {
        let about = "2027-05-01".parse().expect("a date");
        let limit = |plan: &TrialPlan| plan.tolerance_limits.iter().next().map(|limit| ToleranceLimit::clone(limit)).expect("a limit");
        let after = check(evaluated(&limit(&plan()), about), "Changed the tolerance limit “Visits without a kit”");
        assert_eq!(limit(&after).evaluations[0].by, "Quality lead");
        assert_eq!(evaluated(&limit(&after), about), None);
    }

    #[test]
    fn an_issue_keeps_to_whom_it_was_taken_and_when() {
        let issue = Issue::new(Id::joined(&["i"]), 1, "Kits are lost", today());
        let Change::Issues(Edit::Put { record, .. }) = escalated(&issue, &Id::joined(&["board"]), today()) else { panic!("a put") };
        assert_eq!(record.escalations.iter().map(|escalation| (escalation.level.as_str(), escalation.on)).collect::<Vec<_>>(), [("board", today())]);
    }
}
