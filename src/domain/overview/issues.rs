//! What presses among issues, actions, decisions and tolerance limits on a given day.

use super::plan::{Pressure, of_owner};
use super::{Statement, Subject, Urgency};
use crate::domain::date::Date;
use crate::domain::issue::action::{Action, Decision};
use crate::domain::issue::escalation::{EscalationLevel, next_escalation};
use crate::domain::issue::register::Issue;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::tolerance::{LimitState, ToleranceLimit};
use crate::domain::risk::watch::percent;
use crate::domain::words::{count, span};

/// How many days ahead the next step up of an issue is told.
const STEP_AHEAD: i64 = 7;

/// How many days ahead actions and decisions are told, as with tasks.
const DUE_AHEAD: i64 = 14;

/// Counts of what presses, beside the pages in the sidebar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pressing {
    /// Open issues that must be taken to the next level by today.
    pub to_escalate: usize,
    /// Open issues that should be resolved.
    pub issues_overdue: usize,
    /// Actions that should be done.
    pub actions_overdue: usize,
    /// Decisions that should be taken.
    pub decisions_overdue: usize,
    /// Limits with an observation that exceeded them and is not evaluated to an end.
    pub unevaluated: usize,
}

impl Pressing {
    /// What presses in this plan on `today`.
    pub fn of(plan: &TrialPlan, today: Date) -> Pressing {
        Pressing {
            to_escalate: plan.issues.iter().filter(|issue| step_due(plan, issue).is_some_and(|(_, due)| due <= today)).count(),
            issues_overdue: plan.issues.iter().filter(|issue| issue.overdue(today).is_some()).count(),
            actions_overdue: plan.actions.iter().filter(|action| action.overdue(today).is_some()).count(),
            decisions_overdue: plan.decisions.iter().filter(|decision| decision.overdue(today).is_some()).count(),
            unevaluated: plan.tolerance_limits.iter().filter(|limit| !limit.unevaluated().is_empty()).count(),
        }
    }

    /// What presses, as parts of a sentence.
    pub fn in_words(self) -> Vec<String> {
        let parts = [
            (self.to_escalate, "issue waits to be escalated", "issues wait to be escalated"),
            (self.issues_overdue, "issue is overdue", "issues are overdue"),
            (self.actions_overdue, "action is overdue", "actions are overdue"),
            (self.decisions_overdue, "decision is overdue", "decisions are overdue"),
            (self.unevaluated, "limit was exceeded and is not evaluated", "limits were exceeded and are not evaluated"),
        ];
        parts.into_iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| count(number, one, many)).collect()
    }
}

/// What needs attention, each with how much it presses.
pub(super) fn statements(plan: &TrialPlan, today: Date) -> Vec<(Pressure, Statement)> {
    let mut found = Vec::new();
    found.extend(plan.issues.iter().filter_map(|issue| about_issue(plan, issue, today)));
    found.extend(plan.actions.iter().filter_map(|action| about_action(action, today)));
    found.extend(plan.decisions.iter().filter_map(|decision| about_decision(decision, today)));
    found.extend(plan.tolerance_limits.iter().filter_map(|limit| about_limit(limit, today)));
    found
}

/// The next level of an issue, and by when it must be told.
fn step_due<'a>(plan: &'a TrialPlan, issue: &Issue) -> Option<(&'a EscalationLevel, Date)> {
    next_escalation(&plan.escalation_levels, issue).map(|next| (next.level, next.due))
}

/// What is said of an issue is said once: that it must be escalated, or else that it is overdue, or else what comes up.
fn about_issue(plan: &TrialPlan, issue: &Issue, today: Date) -> Option<(Pressure, Statement)> {
    let title = format!("{} {}", issue.reference(), issue.title);
    let subject = Subject { section: "issues", record: Some(issue.id.to_string()) };
    let step = step_due(plan, issue);
    if let Some((level, due)) = step.filter(|(_, due)| *due <= today) {
        let days = today.days_since(due);
        let told = if level.role.is_empty() || level.role == level.name { String::new() } else { format!(": {}", level.role) };
        let detail = format!("Tell the level “{}”{told}, by {due} if it is still open{}.", level.name, of_owner(&issue.owner));
        let status = if days == 0 { "escalate today".to_owned() } else { format!("escalation {} late", span(days)) };
        return Some((Pressure::Late(days), Statement { urgency: Urgency::Act, title, detail, status, subject }));
    }
    if let (Some(days), Some(due)) = (issue.overdue(today), issue.due) {
        let detail = format!("Should have been resolved on {due}{}. Resolve it or give it a new date.", of_owner(&issue.owner));
        return Some((Pressure::Late(days), Statement { urgency: Urgency::Act, title, detail, status: format!("{} late", span(days)), subject }));
    }
    let (level, due) = step.filter(|(_, due)| due.days_since(today) <= STEP_AHEAD)?;
    let days = due.days_since(today);
    let detail = format!("Goes to the level “{}” on {due}, unless it is resolved before{}.", level.name, of_owner(&issue.owner));
    Some((Pressure::Ahead(days), Statement { urgency: Urgency::Upcoming, title, detail, status: format!("escalation in {}", span(days)), subject }))
}

fn about_action(action: &Action, today: Date) -> Option<(Pressure, Statement)> {
    let due = action.due.filter(|_| action.done.is_none())?;
    let subject = Subject { section: "actions", record: Some(action.id.to_string()) };
    let title = format!("{} {}", action.reference(), action.title);
    by_date(
        due,
        today,
        title,
        subject,
        format!("Action due on {due}, not done{}.", of_owner(&action.owner)),
        format!("Action due on {due}{}.", of_owner(&action.owner)),
    )
}

fn about_decision(decision: &Decision, today: Date) -> Option<(Pressure, Statement)> {
    let due = decision.due.filter(|_| decision.decided.is_none())?;
    let subject = Subject { section: "decisions", record: Some(decision.id.to_string()) };
    let title = format!("{} {}", decision.reference(), decision.question);
    let by = if decision.owner.is_empty() { String::new() } else { format!("; to be decided by: {}", decision.owner) };
    by_date(due, today, title, subject, format!("Decision due on {due}, not taken{by}."), format!("Decision due on {due}{by}."))
}

fn by_date(due: Date, today: Date, title: String, subject: Subject, late: String, ahead: String) -> Option<(Pressure, Statement)> {
    let days = due.days_since(today);
    match days {
        ..0 => Some((Pressure::Late(-days), Statement { urgency: Urgency::Act, title, detail: late, status: format!("{} late", span(days)), subject })),
        0..=DUE_AHEAD => {
            let status = if days == 0 { "today".to_owned() } else { format!("in {}", span(days)) };
            Some((Pressure::Ahead(days), Statement { urgency: Urgency::Upcoming, title, detail: ahead, status, subject }))
        }
        _ => None,
    }
}

/// What is said of a limit is said once: that it was exceeded, or else that it is near, or else that nobody has counted lately.
fn about_limit(limit: &ToleranceLimit, today: Date) -> Option<(Pressure, Statement)> {
    let subject = Subject { section: "toleranceLimits", record: Some(limit.id.to_string()) };
    let title = limit.name.clone();
    if let Some((observation, reading)) = limit.unevaluated().first().and_then(|observation| Some((*observation, limit.reading(observation)?))) {
        let fact = format!("{} on {}, above the limit of {}", percent(reading.share), observation.on, percent(reading.limit));
        let detail = format!("{fact}: evaluate whether it is a systemic issue{}.", of_owner(&limit.owner));
        let pressure = Pressure::Late(today.days_since(observation.on));
        return Some((pressure, Statement { urgency: Urgency::Act, title, detail, status: "limit exceeded".to_owned(), subject }));
    }
    if let Some(days) = limit.out_of_date(today) {
        let detail = format!("Nothing was counted for {}{}. Add the newest counts.", span(days), of_owner(&limit.owner));
        return Some((Pressure::Gap, Statement { urgency: Urgency::Watch, title, detail, status: "out of date".to_owned(), subject }));
    }
    let (observation, reading) = limit.latest().filter(|(_, reading)| reading.state != LimitState::Within)?;
    let (detail, status) = match reading.state {
        LimitState::Exceeded => (
            format!("Still {} on {}, above the limit of {}; it has been evaluated.", percent(reading.share), observation.on, percent(reading.limit)),
            "above the limit",
        ),
        _ => (
            format!("{} on {}, below the limit of {}: look closer{}.", percent(reading.share), observation.on, percent(reading.limit), of_owner(&limit.owner)),
            "early warning",
        ),
    };
    Some((Pressure::Gap, Statement { urgency: Urgency::Watch, title, detail, status: status.to_owned(), subject }))
}

#[cfg(test)]
mod tests {
    use super::super::plan::headline;
    use super::*;

    /// Title and status of what is said on 14 May 2027 about a plan with these sections.
    fn check(sections: serde_json::Value, expected: &[(&str, &str)]) {
        let mut file = serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "escalationLevels": [{ "id": "team", "name": "Study team", "majorAfter": 0 }, { "id": "board", "name": "Board", "majorAfter": 30 }],
        });
        if let (Some(file), serde_json::Value::Object(sections)) = (file.as_object_mut(), sections) {
            file.extend(sections);
        }
        let plan: TrialPlan = crate::domain::wire::from_value(file).expect("a plan");
        let said = statements(&plan, "2027-05-14".parse().expect("a date"));
        assert_eq!(said.iter().map(|(_, said)| (said.title.as_str(), said.status.as_str())).collect::<Vec<_>>(), expected);
    }

    fn issue(raised: &str, more: serde_json::Value) -> serde_json::Value {
        let mut issue = serde_json::json!({ "id": "i", "number": 1, "title": "Lost", "severity": "major", "raised": raised });
        if let (Some(issue), serde_json::Value::Object(more)) = (issue.as_object_mut(), more) {
            issue.extend(more);
        }
        serde_json::json!({ "issues": [issue] })
    }

    #[test]
    fn an_issue_presses_by_its_next_level_then_by_its_date() {
        let told = serde_json::json!([{ "level": "team", "on": "2027-04-01" }]);
        check(issue("2027-05-14", serde_json::json!({})), &[("I-01 Lost", "escalate today")]);
        check(issue("2027-04-10", serde_json::json!({ "escalations": told, "due": "2027-05-01" })), &[("I-01 Lost", "escalation 4 days late")]);
        check(issue("2027-05-01", serde_json::json!({ "escalations": told, "due": "2027-05-12" })), &[("I-01 Lost", "2 days late")]);
        check(issue("2027-04-20", serde_json::json!({ "escalations": told })), &[("I-01 Lost", "escalation in 6 days")]);
        check(issue("2027-04-01", serde_json::json!({ "resolved": "2027-05-02", "due": "2027-05-01" })), &[]);
    }

    #[test]
    fn actions_and_decisions_press_by_their_dates() {
        check(
            serde_json::json!({
                "actions": [
                    { "id": "a", "number": 1, "title": "Late", "due": "2027-05-10" }, { "id": "b", "number": 2, "title": "Soon", "due": "2027-05-28" },
                    { "id": "c", "number": 3, "title": "Later", "due": "2027-05-29" }, { "id": "d", "number": 4, "title": "Done", "due": "2027-05-10", "done": "2027-05-12" },
                ],
                "decisions": [{ "id": "d", "number": 1, "question": "Which courier?", "due": "2027-05-14" }],
            }),
            &[("A-01 Late", "4 days late"), ("A-02 Soon", "in 14 days"), ("D-01 Which courier?", "today")],
        );
    }

    #[test]
    fn a_limit_presses_until_it_is_evaluated_and_then_is_watched() {
        let limit = |counts: serde_json::Value, evaluations: serde_json::Value| serde_json::json!({ "toleranceLimits": [{ "id": "l", "name": "Not eligible", "expected": 0.05, "observations": counts, "evaluations": evaluations }] });
        let observed = |on: &str, count: u32| serde_json::json!([{ "on": on, "count": count, "of": 100 }]);
        let none = serde_json::json!([]);
        check(limit(observed("2027-05-01", 20), none.clone()), &[("Not eligible", "limit exceeded")]);
        let evaluated = serde_json::json!([{ "about": "2027-05-01", "verdict": "systemic" }]);
        check(limit(observed("2027-05-01", 20), evaluated), &[("Not eligible", "above the limit")]);
        check(limit(observed("2027-05-01", 6), none.clone()), &[("Not eligible", "early warning")]);
        check(limit(observed("2027-05-01", 2), none.clone()), &[]);
        check(limit(observed("2027-04-01", 6), none), &[("Not eligible", "out of date")]);
    }

    #[test]
    fn the_overview_tells_of_it_and_leads_with_it_where_nothing_else_presses() {
        let told = |planned: &str| {
            let plan: TrialPlan = crate::domain::wire::from_value(serde_json::json!({
                "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
                "tasks": [{ "id": "t", "name": "Lock", "kind": "milestone", "plannedFinish": planned }],
                "actions": [{ "id": "a", "number": 1, "title": "Count the kits", "due": "2027-05-10" }],
            }))
            .expect("a plan");
            let said = headline(&plan, None, "2027-05-14".parse().expect("a date"));
            (said.finding, said.because, said.urgency)
        };
        let next = "No milestone or task is late. The next milestone is Lock on 20 May 2027, in 6 days.";
        assert_eq!(told("2027-05-20"), ("Plan: 1 action is overdue".to_owned(), next.to_owned(), Urgency::Act));
        let late = "Lock is the furthest behind, by 2 days. Besides, 1 action is overdue.";
        assert_eq!(told("2027-05-12"), ("Plan: 1 item is late".to_owned(), late.to_owned(), Urgency::Act));
    }
}
