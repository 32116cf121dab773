//! What follows from a risk, an issue or a tolerance limit: the issues, actions and decisions about it, and new ones.

use super::issues::{next_action, next_decision};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::issue::action::{Action, Decision};
use crate::domain::issue::register::Issue;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::register::Risk;
use crate::domain::risk::tolerance::ToleranceLimit;

/// What an issue, an action or a decision is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A risk.
    Risk(Id<Risk>),
    /// An issue.
    Issue(Id<Issue>),
    /// A tolerance limit.
    Limit(Id<ToleranceLimit>),
}

/// A record that follows from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// Its section: `actions`.
    pub section: &'static str,
    /// Its id.
    pub record: String,
    /// Its number and name: "A-05 Count the kits".
    pub name: String,
    /// How it stands: "done on 14 May 2027", "due on 20 May 2027", "open".
    pub standing: String,
    /// Whether there is still something to do.
    pub open: bool,
}

/// The issues, then the actions, then the decisions about it, those that are open first.
pub fn following(plan: &TrialPlan, about: &About) -> Vec<Following> {
    let mut found = Vec::new();
    let is_about = |risk: &Option<Id<Risk>>, issue: &Option<Id<Issue>>| match about {
        About::Risk(id) => risk.as_ref() == Some(id),
        About::Issue(id) => issue.as_ref() == Some(id),
        About::Limit(id) => issue.as_ref().and_then(|issue| plan.issues.get(issue)).is_some_and(|issue| issue.limit.as_ref() == Some(id)),
    };
    for issue in plan.issues.iter() {
        let belongs = match about {
            About::Risk(id) => issue.risk.as_ref() == Some(id),
            About::Issue(_) => false,
            About::Limit(id) => issue.limit.as_ref() == Some(id),
        };
        if belongs {
            let standing = issue.resolved.map_or_else(|| format!("open since {}", issue.raised), |on| format!("resolved on {on}"));
            let name = format!("{} {}", issue.reference(), issue.title);
            found.push(Following { section: "issues", record: issue.id.to_string(), name, standing, open: issue.is_open() });
        }
    }
    let standing = |done: Option<Date>, did: &str, due: Option<Date>| match (done, due) {
        (Some(on), _) => format!("{did} on {on}"),
        (None, Some(due)) => format!("due on {due}"),
        (None, None) => "open".to_owned(),
    };
    for action in plan.actions.iter().filter(|action| is_about(&action.risk, &action.issue)) {
        let name = format!("{} {}", action.reference(), action.title);
        let standing = standing(action.done, "done", action.due);
        found.push(Following { section: "actions", record: action.id.to_string(), name, standing, open: action.done.is_none() });
    }
    for decision in plan.decisions.iter().filter(|decision| is_about(&decision.risk, &decision.issue)) {
        let name = format!("{} {}", decision.reference(), decision.question);
        let standing = standing(decision.decided, "decided", decision.due);
        found.push(Following { section: "decisions", record: decision.id.to_string(), name, standing, open: decision.decided.is_none() });
    }
    found.sort_by_key(|following| !following.open);
    found
}

/// A new action about it; about nothing where `about` is `None`.
pub fn new_action(plan: &TrialPlan, about: Option<&About>, id: Id<Action>) -> Action {
    let (risk, issue) = links(plan, about);
    Action { risk, issue, ..Action::new(id, next_action(plan), "New action") }
}

/// A new decision about it; about nothing where `about` is `None`.
pub fn new_decision(plan: &TrialPlan, about: Option<&About>, id: Id<Decision>) -> Decision {
    let (risk, issue) = links(plan, about);
    Decision { risk, issue, ..Decision::new(id, next_decision(plan), "What is to be decided?") }
}

/// The risk and the issue that a new record names. What is about an issue is about its risk as well; what is about a limit is
/// about its newest open issue and about a risk that it watches.
fn links(plan: &TrialPlan, about: Option<&About>) -> (Option<Id<Risk>>, Option<Id<Issue>>) {
    match about {
        None => (None, None),
        Some(About::Risk(risk)) => (Some(risk.clone()), None),
        Some(About::Issue(issue)) => (plan.issues.get(issue).and_then(|issue| issue.risk.clone()), Some(issue.clone())),
        Some(About::Limit(limit)) => {
            let issue = plan.issues.iter().filter(|issue| issue.is_open() && issue.limit.as_ref() == Some(limit)).max_by_key(|issue| issue.raised);
            let watched = plan.risks.iter().find(|risk| risk.limits.contains(limit)).map(|risk| risk.id.clone());
            (issue.and_then(|issue| issue.risk.clone()).or(watched), issue.map(|issue| issue.id.clone()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> TrialPlan {
        crate::domain::wire::from_value(serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "toleranceLimits": [{ "id": "l", "name": "Not eligible", "expected": 0.03 }],
            "risks": [{ "id": "r", "number": 1, "title": "Wrong patients", "category": "safety", "limits": ["l"] }],
            "issues": [{ "id": "i", "number": 1, "title": "Three not eligible", "severity": "major", "raised": "2027-05-14", "risk": "r", "limit": "l" }],
            "actions": [
                { "id": "a", "number": 4, "title": "Train the sites", "risk": "r", "issue": "i", "done": "2027-05-20" },
                { "id": "b", "number": 5, "title": "Check the others", "issue": "i", "due": "2027-06-01" },
            ],
            "decisions": [{ "id": "d", "number": 2, "question": "Stop screening?", "risk": "r" }],
        }))
        .expect("a plan")
    }

    fn check(about: About, expected: &[&str]) {
        let found = following(&plan(), &about);
        assert_eq!(found.iter().map(|following| format!("{}: {}", following.name, following.standing)).collect::<Vec<_>>(), expected, "{about:?}");
    }

    #[test]
    fn what_is_open_comes_before_what_is_done() {
        let done = "A-04 Train the sites: done on 20 May 2027";
        let issue = "I-01 Three not eligible: open since 14 May 2027";
        check(About::Risk(Id::joined(&["r"])), &[issue, "D-02 Stop screening?: open", done]);
        check(About::Issue(Id::joined(&["i"])), &["A-05 Check the others: due on 1 Jun 2027", done]);
        check(About::Limit(Id::joined(&["l"])), &[issue, "A-05 Check the others: due on 1 Jun 2027", done]);
    }

    #[test]
    fn a_new_record_names_what_it_is_about() {
        let links = |about: Option<About>| {
            let (action, decision) = (new_action(&plan(), about.as_ref(), Id::joined(&["n"])), new_decision(&plan(), about.as_ref(), Id::joined(&["n"])));
            assert_eq!((action.number, decision.number, &action.risk, &action.issue), (6, 3, &decision.risk, &decision.issue));
            format!("{} {}", action.risk.map_or("none".to_owned(), |id| id.to_string()), action.issue.map_or("none".to_owned(), |id| id.to_string()))
        };
        assert_eq!(links(None), "none none");
        assert_eq!(links(Some(About::Risk(Id::joined(&["r"])))), "r none");
        assert_eq!(links(Some(About::Issue(Id::joined(&["i"])))), "r i");
        assert_eq!(links(Some(About::Limit(Id::joined(&["l"])))), "r i");
    }
}
