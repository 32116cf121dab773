//! What has to change with a risk, a factor, a limit, an issue or an escalation level that goes: the references to it.
//!
//! As in [`super::cascade`], the removal comes first, so that undo brings back the record and the references alike.

use super::cascade::{changed, removal};
use super::command::Change;
use crate::domain::id::Id;
use crate::domain::issue::escalation::EscalationLevel;
use crate::domain::issue::register::Issue;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::quality::QualityFactor;
use crate::domain::risk::register::Risk;
use crate::domain::risk::tolerance::ToleranceLimit;

/// Takes out a risk; its issues, actions and decisions stay, about no risk.
pub fn without_risk(plan: &TrialPlan, id: &Id<Risk>) -> Change {
    let issues = plan.issues.iter().filter(|issue| issue.risk.as_ref() == Some(id));
    let actions = plan.actions.iter().filter(|action| action.risk.as_ref() == Some(id));
    let decisions = plan.decisions.iter().filter(|decision| decision.risk.as_ref() == Some(id));
    let mut others: Vec<Change> = issues.map(|issue| changed(issue.as_ref(), |issue| issue.risk = None)).collect();
    others.extend(actions.map(|action| changed(action.as_ref(), |action| action.risk = None)));
    others.extend(decisions.map(|decision| changed(decision.as_ref(), |decision| decision.risk = None)));
    removal(id, others)
}

/// Takes out a critical-to-quality factor, and out of the risks that threaten it and the limits that stand for it.
pub fn without_factor(plan: &TrialPlan, id: &Id<QualityFactor>) -> Change {
    let risks = plan.risks.iter().filter(|risk| risk.factors.contains(id));
    let limits = plan.tolerance_limits.iter().filter(|limit| limit.factors.contains(id));
    let mut others: Vec<Change> = risks.map(|risk| changed(risk.as_ref(), |risk| risk.factors.retain(|factor| factor != id))).collect();
    others.extend(limits.map(|limit| changed(limit.as_ref(), |limit| limit.factors.retain(|factor| factor != id))));
    removal(id, others)
}

/// Takes out a tolerance limit; the risks that it watched are watched by it no more, and its issues are about no limit.
pub fn without_limit(plan: &TrialPlan, id: &Id<ToleranceLimit>) -> Change {
    let risks = plan.risks.iter().filter(|risk| risk.limits.contains(id));
    let issues = plan.issues.iter().filter(|issue| issue.limit.as_ref() == Some(id));
    let mut others: Vec<Change> = risks.map(|risk| changed(risk.as_ref(), |risk| risk.limits.retain(|limit| limit != id))).collect();
    others.extend(issues.map(|issue| changed(issue.as_ref(), |issue| issue.limit = None)));
    removal(id, others)
}

/// Takes out an issue; its actions and decisions stay, about no issue.
pub fn without_issue(plan: &TrialPlan, id: &Id<Issue>) -> Change {
    let actions = plan.actions.iter().filter(|action| action.issue.as_ref() == Some(id));
    let decisions = plan.decisions.iter().filter(|decision| decision.issue.as_ref() == Some(id));
    let mut others: Vec<Change> = actions.map(|action| changed(action.as_ref(), |action| action.issue = None)).collect();
    others.extend(decisions.map(|decision| changed(decision.as_ref(), |decision| decision.issue = None)));
    removal(id, others)
}

/// Takes out an escalation level, and the notes that issues were taken to it.
pub fn without_level(plan: &TrialPlan, id: &Id<EscalationLevel>) -> Change {
    let issues = plan.issues.iter().filter(|issue| issue.escalations.iter().any(|escalation| escalation.level == *id));
    removal(id, issues.map(|issue| changed(issue.as_ref(), |issue| issue.escalations.retain(|escalation| escalation.level != *id))).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    fn plan() -> TrialPlan {
        crate::domain::wire::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "qualityFactors": [{ "id": "f", "group": "patientSafety", "title": "Dosing is safe" }],
            "toleranceLimits": [{ "id": "l", "name": "Not eligible", "expected": 0.03, "factors": ["f"] }],
            "risks": [{ "id": "r", "number": 1, "title": "Wrong patients", "category": "safety", "factors": ["f"], "limits": ["l"] }],
            "escalationLevels": [{ "id": "team", "name": "Study team" }, { "id": "board", "name": "Steering committee" }],
            "issues": [{ "id": "i", "number": 1, "title": "Three not eligible", "severity": "major", "raised": "2027-05-14", "risk": "r", "limit": "l", "escalations": [{ "level": "team", "on": "2027-05-14" }] }],
            "actions": [{ "id": "a", "number": 1, "title": "Train the sites", "risk": "r", "issue": "i" }],
            "decisions": [{ "id": "d", "number": 1, "question": "Stop screening?", "risk": "r", "issue": "i" }],
        }))
        .expect("a plan")
    }

    /// Nothing dangles after the change; what was done reads as `what`; the inverse brings everything back.
    fn check(make: impl Fn(&TrialPlan) -> Change, what: &str) {
        let before = plan();
        let at = Timestamp::from_millis(1_800_000_000_000);
        let command = |change| Command { at, who: String::new(), why: None, origin: Origin::Edit, change };
        let applied = apply(&Document::Plan(Box::new(before.clone())), &command(make(&before))).expect("it applies");
        let Document::Plan(after) = &applied.document else { panic!("a plan") };
        assert_eq!(after.findings(), []);
        assert_eq!(after.audit.entries().last().map(|entry| entry.what.as_str()), Some(what));
        let back = apply(&applied.document, &command(applied.inverse)).expect("it can be taken back").document;
        let Document::Plan(back) = back else { panic!("a plan") };
        assert_eq!(TrialPlan { document: before.document.clone(), audit: before.audit.clone(), ..*back }, before);
    }

    #[test]
    fn each_goes_with_the_references_to_it() {
        check(|plan| without_risk(plan, &Id::joined(&["r"])), "Removed the risk “Wrong patients”; changed 1 issue, 1 action and 1 decision");
        check(
            |plan| without_factor(plan, &Id::joined(&["f"])),
            "Removed the critical-to-quality factor “Dosing is safe”; changed 1 risk and 1 tolerance limit",
        );
        check(|plan| without_limit(plan, &Id::joined(&["l"])), "Removed the tolerance limit “Not eligible”; changed 1 risk and 1 issue");
        check(|plan| without_issue(plan, &Id::joined(&["i"])), "Removed the issue “Three not eligible”; changed 1 action and 1 decision");
        check(|plan| without_level(plan, &Id::joined(&["team"])), "Removed the escalation level “Study team”; changed 1 issue");
        check(|plan| without_level(plan, &Id::joined(&["board"])), "Removed the escalation level “Steering committee”");
    }
}
