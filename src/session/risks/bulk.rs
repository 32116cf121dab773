//! What several risks get at once, and what goes with them when they are removed.

use std::collections::BTreeSet;

use super::together;
use crate::domain::collection::Collection;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::register::{ResponseStrategy, Risk, RiskCategory, RiskStatus};
use crate::session::command::{Change, Edit, Kept};

/// What several risks can get at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// The role that answers for them.
    Owner(String),
    /// How the team answers them.
    Response(ResponseStrategy),
    /// What kind of risk they are.
    Category(RiskCategory),
    /// Whether they still stand.
    Status(RiskStatus),
    /// When their responses must be in place.
    Due(Option<Date>),
    /// When they are looked at again.
    Review(Option<Date>),
}

impl Given {
    fn to(&self, risk: &mut Risk) {
        match self {
            Given::Owner(owner) => risk.owner.clone_from(owner),
            Given::Response(response) => risk.response = *response,
            Given::Category(category) => risk.category = *category,
            Given::Status(status) => risk.status = *status,
            Given::Due(due) => risk.response_due = *due,
            Given::Review(due) => risk.review_due = *due,
        }
    }
}

/// Gives all these risks the same; `None` where all have it already.
pub fn given(risks: &Collection<Risk>, chosen: &BTreeSet<Id<Risk>>, what: &Given) -> Option<Change> {
    let one = |risk: &Risk| {
        let mut changed = risk.clone();
        what.to(&mut changed);
        (changed != *risk).then(|| Risk::change(Edit::put(changed)))
    };
    together(risks.iter().filter(|risk| chosen.contains(&risk.id)).filter_map(|risk| one(risk)).collect())
}

/// Takes risks out, and the references of issues, actions and decisions to them; `None` where there is none of them.
pub fn removed(plan: &TrialPlan, chosen: &BTreeSet<Id<Risk>>) -> Option<Change> {
    let gone = plan.risks.iter().filter(|risk| chosen.contains(&risk.id)).map(|risk| Risk::change(Edit::Remove { id: risk.id.clone() }));
    let refers = |risk: &Option<Id<Risk>>| risk.as_ref().is_some_and(|risk| chosen.contains(risk));
    let mut changes: Vec<Change> = gone.collect();
    if changes.is_empty() {
        return None;
    }
    changes.extend(freed(&plan.issues, |issue| refers(&issue.risk), |issue| issue.risk = None));
    changes.extend(freed(&plan.actions, |action| refers(&action.risk), |action| action.risk = None));
    changes.extend(freed(&plan.decisions, |decision| refers(&decision.risk), |decision| decision.risk = None));
    together(changes)
}

/// The changes that take a reference out of each record that has it.
fn freed<T: Kept>(records: &Collection<T>, has: impl Fn(&T) -> bool, free: impl Fn(&mut T)) -> Vec<Change> {
    let one = |record: &T| {
        let mut record = record.clone();
        free(&mut record);
        T::change(Edit::put(record))
    };
    records.iter().filter(|record| has(record)).map(|record| one(record)).collect()
}

/// Adds risks that came from elsewhere, at the end, each with the next free number where its own is taken; `None` where there
/// are none.
pub fn added(risks: &Collection<Risk>, new: &[Risk]) -> Option<Change> {
    let mut taken: BTreeSet<u32> = risks.iter().map(|risk| risk.number).collect();
    let mut changes = Vec::new();
    for risk in new {
        let number = if taken.contains(&risk.number) || risk.number == 0 { taken.last().map_or(1, |last| last.saturating_add(1)) } else { risk.number };
        taken.insert(number);
        changes.push(Risk::change(Edit::put(Risk { number, ..risk.clone() })));
    }
    together(changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::issue::register::Issue;

    fn plan() -> TrialPlan {
        let mut plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        for number in 1..=3_u32 {
            plan.risks = plan.risks.with(Risk::new(Id::joined(&[&format!("r{number}")]), number, "x"), None);
        }
        let mut issue = Issue::new(Id::joined(&["i"]), 1, "It happened", "2027-05-14".parse().expect("a date"));
        issue.risk = Some(Id::joined(&["r2"]));
        plan.issues = plan.issues.with(issue, None);
        plan
    }

    fn ids(ids: &[&str]) -> BTreeSet<Id<Risk>> {
        ids.iter().map(|id| Id::joined(&[id])).collect()
    }

    fn size(change: Option<Change>) -> usize {
        match change {
            None => 0,
            Some(Change::Several(changes)) => changes.len(),
            Some(_) => 1,
        }
    }

    #[test]
    fn several_risks_get_the_same_in_one_step() {
        let plan = plan();
        assert_eq!(size(given(&plan.risks, &ids(&["r1", "r3", "gone"]), &Given::Owner("Lead".into()))), 2);
        assert_eq!(size(given(&plan.risks, &ids(&["r1"]), &Given::Status(RiskStatus::Open))), 0, "they are open already");
        assert_eq!(size(given(&plan.risks, &ids(&["r2"]), &Given::Due("2027-05-14".parse().ok()))), 1);
    }

    #[test]
    fn risks_go_with_the_references_to_them() {
        let plan = plan();
        assert_eq!(size(removed(&plan, &ids(&["r1", "r2"]))), 3);
        assert_eq!(size(removed(&plan, &ids(&["r3"]))), 1);
        assert_eq!(removed(&plan, &ids(&["gone"])), None);
    }

    #[test]
    fn new_risks_keep_their_numbers_where_those_are_free() {
        let new = |number: u32| Risk::new(Id::joined(&[&format!("n{number}")]), number, "new");
        let Some(Change::Several(changes)) = added(&plan().risks, &[new(7), new(2), new(0)]) else { panic!("a change") };
        let numbers: Vec<u32> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Risks(Edit::Put { record, .. }) => Some(record.number),
                _ => None,
            })
            .collect();
        assert_eq!(numbers, [7, 8, 9]);
        assert_eq!(added(&plan().risks, &[]), None);
    }
}
