//! The headlines of the pages about issues, actions, decisions and tolerance limits.

use super::issues::Pressing;
use super::{Headline, Urgency};
use crate::domain::date::Date;
use crate::domain::issue::escalation::next_escalations;
use crate::domain::issue::register::{Issue, Severity};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::tolerance::LimitState;
use crate::domain::risk::watch::percent;
use crate::domain::words::{capitalised, count, listed, span};

/// What the issues say: how many are open, which must go up, and whom to tell first.
pub fn issues_headline(plan: &TrialPlan, today: Date) -> Headline {
    if plan.issues.is_empty() {
        return Headline {
            finding: "No issues yet".to_owned(),
            because: "An issue is something that has happened. Write it down with its severity and owner; the ladder says who must be told by when.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let open = || plan.issues.iter().map(AsRef::as_ref).filter(|issue: &&Issue| issue.is_open());
    let pressing = Pressing::of(plan, today);
    let critical = open().filter(|issue| issue.severity == Severity::Critical).count();
    let open_words = match open().count() {
        0 => "no issue is open".to_owned(),
        number => count(number, "issue is open", "issues are open"),
    };
    let mut parts = vec![if critical > 0 { format!("{open_words} ({critical} critical)") } else { open_words }];
    if pressing.to_escalate > 0 {
        parts.push(count(pressing.to_escalate, "waits to be escalated", "wait to be escalated"));
    }
    if pressing.issues_overdue > 0 {
        parts.push(count(pressing.issues_overdue, "is overdue", "are overdue"));
    }
    let because = match next_escalations(&plan.escalation_levels, open()).first() {
        Some((issue, next)) => {
            let when = match next.days_left(today) {
                ..0 => format!("due on {}, {} late", next.due, span(next.days_left(today))),
                0 => "due today".to_owned(),
                days => format!("due on {}, in {}", next.due, span(days)),
            };
            format!("The next step up: tell “{}” of {}, {when}.", next.level.name, issue.reference())
        }
        None if plan.escalation_levels.is_empty() => "There is no escalation ladder yet, so nothing says who must be told by when.".to_owned(),
        None => "No issue is due to go further up the ladder.".to_owned(),
    };
    let urgency = match (pressing.to_escalate + pressing.issues_overdue + critical, open().next()) {
        (1.., _) => Urgency::Act,
        (0, Some(_)) => Urgency::Watch,
        (0, None) => Urgency::OnTrack,
    };
    Headline { finding: capitalised(&listed(&parts)), because, urgency }
}

/// What the actions and decisions say: what is late, and what must be decided.
pub fn actions_headline(plan: &TrialPlan, today: Date) -> Headline {
    if plan.actions.is_empty() && plan.decisions.is_empty() {
        return Headline {
            finding: "No actions or decisions yet".to_owned(),
            because: "Write down who does what by when, and what was decided on which grounds: an inspector asks for both.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let pressing = Pressing::of(plan, today);
    let open_actions = plan.actions.iter().filter(|action| action.done.is_none()).count();
    let open_decisions = plan.decisions.iter().filter(|decision| decision.decided.is_none()).count();
    let mut late = Vec::new();
    if pressing.actions_overdue > 0 {
        late.push(count(pressing.actions_overdue, "action is overdue", "actions are overdue"));
    }
    if pressing.decisions_overdue > 0 {
        late.push(count(pressing.decisions_overdue, "decision is overdue", "decisions are overdue"));
    }
    let open = format!(
        "{} and {} open, of {} and {} in all.",
        count(open_actions, "action", "actions"),
        count(open_decisions, "decision", "decisions"),
        plan.actions.len(),
        plan.decisions.len()
    );
    let without_owner = plan.actions.iter().filter(|action| action.done.is_none() && action.owner.is_empty()).count();
    let orphans = if without_owner > 0 { format!(" {} no owner.", count(without_owner, "open action has", "open actions have")) } else { String::new() };
    Headline {
        finding: if late.is_empty() { "No action or decision is overdue".to_owned() } else { capitalised(&listed(&late)) },
        because: format!("{open}{orphans}"),
        urgency: if late.is_empty() { Urgency::OnTrack } else { Urgency::Act },
    }
}

/// What the limits say: which were exceeded, which are near, and what is out of date.
pub fn limits_headline(plan: &TrialPlan, today: Date) -> Headline {
    if plan.tolerance_limits.is_empty() {
        return Headline {
            finding: "No tolerance limits yet".to_owned(),
            because: "A quality tolerance limit says how often an error that matters may happen before it counts as a fault of the system. In a survey of trials that use them the median was two."
                .to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let limits = || plan.tolerance_limits.iter();
    let in_state = |state: LimitState| limits().filter(move |limit| limit.latest().is_some_and(|(_, reading)| reading.state == state));
    let unevaluated = limits().filter(|limit| !limit.unevaluated().is_empty()).count();
    let (exceeded, warnings) = (in_state(LimitState::Exceeded).count(), in_state(LimitState::Warning).count());
    let without = limits().filter(|limit| limit.latest().is_none()).count();
    let old = limits().filter(|limit| limit.out_of_date(today).is_some()).count();
    let mut parts = Vec::new();
    if exceeded > 0 {
        parts.push(count(exceeded, "limit is exceeded", "limits are exceeded"));
    }
    if warnings > 0 {
        parts.push(count(warnings, "limit gives an early warning", "limits give an early warning"));
    }
    let finding = match (parts.is_empty(), without == plan.tolerance_limits.len()) {
        (false, _) => capitalised(&format!("{}, of {}", listed(&parts), plan.tolerance_limits.len())),
        (true, true) => "Nothing has been counted against the limits yet".to_owned(),
        (true, false) => format!("No limit is exceeded, of {}", plan.tolerance_limits.len()),
    };
    let mut facts = Vec::new();
    if unevaluated > 0 {
        facts.push(format!("{} for systemic issues", count(unevaluated, "limit waits to be evaluated", "limits wait to be evaluated")));
    }
    if old > 0 {
        facts.push(count(old, "limit has observations that are out of date", "limits have observations that are out of date"));
    }
    if without > 0 {
        facts.push(count(without, "limit has no observation", "limits have no observation"));
    }
    let worst = limits().filter_map(|limit| Some((limit, limit.latest()?.1))).max_by(|(_, one), (_, other)| one.distance.total_cmp(&other.distance));
    let because = match (facts.is_empty(), worst) {
        (false, _) => format!("{}.", capitalised(&listed(&facts))),
        (true, Some((limit, reading))) => format!("Nearest to its limit: {}, {} of {}.", limit.name, percent(reading.share), percent(reading.limit)),
        (true, None) => String::new(),
    };
    let urgency = match (unevaluated, exceeded + warnings + old) {
        (1.., _) => Urgency::Act,
        (0, 1..) => Urgency::Watch,
        (0, 0) => Urgency::OnTrack,
    };
    Headline { finding, because, urgency }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(sections: serde_json::Value) -> TrialPlan {
        let mut file = serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
        });
        if let (Some(file), serde_json::Value::Object(sections)) = (file.as_object_mut(), sections) {
            file.extend(sections);
        }
        crate::domain::wire::from_value(file).expect("a plan")
    }

    fn check(head: fn(&TrialPlan, Date) -> Headline, sections: serde_json::Value, finding: &str, because: &str) {
        let said = head(&plan(sections), "2027-05-14".parse().expect("a date"));
        assert_eq!((said.finding.as_str(), said.because.as_str()), (finding, because));
    }

    #[test]
    fn issues_say_which_must_go_up_first() {
        let issue = |id: &str, number: u32, severity: &str, raised: &str| serde_json::json!({ "id": id, "number": number, "title": "Lost", "severity": severity, "raised": raised });
        let issues = [issue("i", 1, "minor", "2027-05-10"), issue("j", 2, "critical", "2027-05-13")];
        check(
            issues_headline,
            serde_json::json!({ "issues": issues }),
            "2 issues are open (1 critical)",
            "There is no escalation ladder yet, so nothing says who must be told by when.",
        );
        let ladder = serde_json::json!([{ "id": "b", "name": "Board", "minorAfter": 30, "criticalAfter": 0 }]);
        check(
            issues_headline,
            serde_json::json!({ "issues": issues, "escalationLevels": ladder }),
            "2 issues are open (1 critical) and 1 waits to be escalated",
            "The next step up: tell “Board” of I-02, due on 13 May 2027, 1 day late.",
        );
    }

    #[test]
    fn actions_and_decisions_say_what_is_overdue() {
        check(
            actions_headline,
            serde_json::json!({
                "actions": [{ "id": "a", "number": 1, "title": "Count", "due": "2027-05-01" }, { "id": "b", "number": 2, "title": "Find", "owner": "Lead", "done": "2027-05-01" }],
                "decisions": [{ "id": "d", "number": 1, "question": "Stop?", "due": "2027-06-01" }],
            }),
            "1 action is overdue",
            "1 action and 1 decision open, of 2 and 1 in all. 1 open action has no owner.",
        );
    }

    #[test]
    fn limits_say_which_are_exceeded_and_what_is_to_do() {
        let limit = |id: &str, count: u32| serde_json::json!({ "id": id, "name": "Not eligible", "expected": 0.05, "observations": [{ "on": "2027-05-10", "count": count, "of": 100 }] });
        check(
            limits_headline,
            serde_json::json!({ "toleranceLimits": [limit("a", 20), limit("b", 6), limit("c", 1)] }),
            "1 limit is exceeded and 1 limit gives an early warning, of 3",
            "1 limit waits to be evaluated for systemic issues.",
        );
        check(
            limits_headline,
            serde_json::json!({ "toleranceLimits": [limit("c", 1)] }),
            "No limit is exceeded, of 1",
            "Nearest to its limit: Not eligible, 1% of 11.5%.",
        );
    }
}
