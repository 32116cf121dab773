//! Issues, actions and decisions as tables for a spreadsheet: a row for each record, in the plan's order.

use super::csv::{BYTE_ORDER_MARK, row};
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::issue::escalation::{EscalationLevel, level_reached, next_escalation};
use crate::domain::issue::register::{Escalation, Issue};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::register::Risk;

/// The headings of the issues.
const ISSUES: [&str; 15] = [
    "No.",
    "Issue",
    "Description",
    "Severity",
    "Raised",
    "Age (days)",
    "Owner",
    "Due",
    "Risk",
    "Tolerance limit",
    "Level reached",
    "Next level",
    "Next escalation due",
    "Resolved",
    "Resolution",
];

/// The headings of the actions.
const ACTIONS: [&str; 8] = ["No.", "Action", "Owner", "Due", "Done", "Risk", "Issue", "Note"];

/// The headings of the decisions.
const DECISIONS: [&str; 10] = ["No.", "Question", "Options", "Evidence", "Outcome", "Decided by", "Due", "Decided", "Risk", "Issue"];

/// The issues, as they stand on `today`.
pub fn issues(plan: &TrialPlan, today: Date) -> String {
    let cells = |issue: &Issue| {
        let next = next_escalation(&plan.escalation_levels, issue);
        [
            issue.reference(),
            issue.title.clone(),
            issue.description.clone(),
            issue.severity.label().to_owned(),
            issue.raised.iso(),
            issue.age(today).to_string(),
            issue.owner.clone(),
            iso(issue.due),
            risk(plan, issue.risk.as_ref()),
            issue.limit.as_ref().and_then(|limit| plan.tolerance_limits.get(limit)).map(|limit| limit.name.clone()).unwrap_or_default(),
            level_reached(&plan.escalation_levels, issue).map(|level| format!("{}{}", level.name, since(&issue.escalations, &level.id))).unwrap_or_default(),
            next.as_ref().map(|next| next.level.name.clone()).unwrap_or_default(),
            iso(next.map(|next| next.due)),
            iso(issue.resolved),
            issue.resolution.clone(),
        ]
    };
    table(&ISSUES, plan.issues.iter().map(|issue| cells(issue)))
}

/// The actions.
pub fn actions(plan: &TrialPlan) -> String {
    let rows = plan.actions.iter().map(|action| {
        [
            action.reference(),
            action.title.clone(),
            action.owner.clone(),
            iso(action.due),
            iso(action.done),
            risk(plan, action.risk.as_ref()),
            issue(plan, action.issue.as_ref()),
            action.note.clone(),
        ]
    });
    table(&ACTIONS, rows)
}

/// The decisions.
pub fn decisions(plan: &TrialPlan) -> String {
    let rows = plan.decisions.iter().map(|decision| {
        [
            decision.reference(),
            decision.question.clone(),
            decision.options.clone(),
            decision.evidence.clone(),
            decision.outcome.clone(),
            decision.owner.clone(),
            iso(decision.due),
            iso(decision.decided),
            risk(plan, decision.risk.as_ref()),
            issue(plan, decision.issue.as_ref()),
        ]
    });
    table(&DECISIONS, rows)
}

fn table<const N: usize>(headings: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = format!("{BYTE_ORDER_MARK}{}", row(headings));
    for cells in rows {
        text.push_str(&row(&cells.each_ref().map(String::as_str)));
    }
    text
}

/// `R-07 Supply is late`.
fn risk(plan: &TrialPlan, id: Option<&Id<Risk>>) -> String {
    id.and_then(|id| plan.risks.get(id)).map(|risk| format!("{} {}", risk.reference(), risk.title)).unwrap_or_default()
}

/// `I-03 Kits are lost`.
fn issue(plan: &TrialPlan, id: Option<&Id<Issue>>) -> String {
    id.and_then(|id| plan.issues.get(id)).map(|issue| format!("{} {}", issue.reference(), issue.title)).unwrap_or_default()
}

/// ` since 2027-05-14`.
fn since(escalations: &[Escalation], level: &Id<EscalationLevel>) -> String {
    let first = escalations.iter().filter(|escalation| escalation.level == *level).map(|escalation| escalation.on).min();
    first.map(|on| format!(" since {}", on.iso())).unwrap_or_default()
}

fn iso(date: Option<Date>) -> String {
    date.map(Date::iso).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_has_its_row_with_what_it_is_about() {
        let plan: TrialPlan = crate::domain::wire::from_value(serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "risks": [{ "id": "r", "number": 7, "title": "Kits are lost", "category": "supply" }],
            "toleranceLimits": [{ "id": "l", "name": "Visits without a kit", "expected": 0.05 }],
            "escalationLevels": [{ "id": "team", "name": "Study team", "majorAfter": 0 }, { "id": "board", "name": "Board", "majorAfter": 10 }],
            "issues": [{
                "id": "i", "number": 1, "title": "Two kits, lost", "severity": "major", "raised": "2027-05-04", "owner": "=Lead", "risk": "r", "limit": "l",
                "escalations": [{ "level": "team", "on": "2027-05-05" }],
            }],
            "actions": [{ "id": "a", "number": 1, "title": "Find them", "due": "2027-05-20", "risk": "r", "issue": "i", "note": "Two\nlines" }],
            "decisions": [{ "id": "d", "number": 2, "question": "Which courier?", "options": "A or B", "outcome": "B", "owner": "Board", "decided": "2027-05-12", "issue": "i" }],
        }))
        .expect("a plan");
        let today = "2027-05-14".parse().expect("a date");
        let rows = |text: String| text.split("\r\n").skip(1).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            rows(issues(&plan, today)),
            ["I-01,\"Two kits, lost\",,Major,2027-05-04,10,'=Lead,,R-07 Kits are lost,Visits without a kit,Study team since 2027-05-05,Board,2027-05-14,,", ""]
        );
        assert_eq!(rows(actions(&plan)), ["A-01,Find them,,2027-05-20,,R-07 Kits are lost,\"I-01 Two kits, lost\",\"Two\nlines\"", ""]);
        assert_eq!(rows(decisions(&plan)), ["D-02,Which courier?,A or B,,B,Board,,2027-05-12,,\"I-01 Two kits, lost\"", ""]);
    }
}
