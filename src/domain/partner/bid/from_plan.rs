//! What a trial plan says of the numbers that bids are counted by.

use super::{Assumption, BidAssumptions};
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;

/// The numbers that a plan says: sites, participants, and the months from `today` to the planned end of the trial. The plan does
/// not say how many visits there are, and who is screened.
pub fn said_by(plan: &TrialPlan, today: Date) -> Vec<(Assumption, u32)> {
    let planned: u32 = plan.countries.iter().filter_map(|country| country.planned_sites).fold(0, u32::saturating_add);
    let listed = u32::try_from(plan.sites.len()).unwrap_or(u32::MAX);
    let sites = Some(planned.max(listed)).filter(|sites| *sites > 0);
    let participants = plan.trial.enrolment.map(|enrolment| enrolment.count).filter(|participants| *participants > 0);
    let months = plan.trial.completion.and_then(|completion| months_between(today, completion.date.earliest()));
    let said = [(Assumption::Sites, sites), (Assumption::Participants, participants), (Assumption::Months, months)];
    said.into_iter().filter_map(|(assumption, number)| Some((assumption, number?))).collect()
}

/// How many months of the calendar there are between two days, a begun one counted whole; `None` where none is left.
fn months_between(from: Date, to: Date) -> Option<u32> {
    if to <= from {
        return None;
    }
    let number = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    u32::try_from(number(to) - number(from) + i64::from(to.day() > from.day())).ok()
}

/// The assumptions with the numbers of a plan in place of their own; what the plan does not say stays as it is.
pub fn with_plan(assumptions: &BidAssumptions, plan: &TrialPlan, today: Date) -> BidAssumptions {
    let mut next = assumptions.clone();
    said_by(plan, today).into_iter().for_each(|(assumption, number)| next.assume(assumption, Some(number)));
    next
}

/// Numbers as they are said: `22 sites`, or more than one in a row.
pub fn in_words(said: &[(Assumption, u32)]) -> Vec<String> {
    Assumption::ALL
        .iter()
        .filter_map(|assumption| said.iter().find(|(of, _)| of == assumption))
        .map(|(of, number)| format!("{}: {number}", of.label().to_lowercase()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_those_of_the_calendar_and_a_begun_one_counts() {
        for (from, to, expected) in [
            ("2026-11-22", "2027-11-22", Some(12)),
            ("2026-11-22", "2027-11-23", Some(13)),
            ("2026-11-22", "2026-11-23", Some(1)),
            ("2027-01-31", "2027-02-28", Some(1)),
            ("2027-01-31", "2027-03-01", Some(2)),
            ("2027-01-01", "2031-12-31", Some(60)),
            ("2027-01-31", "2027-01-31", None),
            ("2027-02-01", "2027-01-31", None),
        ] {
            assert_eq!(months_between(from.parse().expect("a date"), to.parse().expect("a date")), expected, "{from} to {to}");
        }
    }

    #[test]
    fn a_plan_says_sites_participants_and_months_and_nothing_else() {
        let plan: TrialPlan = crate::domain::wire::from_value(serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "trial": { "enrolment": { "count": 132, "certainty": "estimated" }, "completion": { "date": "2028-03-10", "certainty": "estimated" } },
            "countries": [{ "id": "fr", "name": "France", "plannedSites": 4 }, { "id": "de", "name": "Germany", "plannedSites": 3 }],
        }))
        .expect("a plan");
        let today = "2026-11-22".parse().expect("a date");
        assert_eq!(in_words(&said_by(&plan, today)), ["sites: 7", "participants enrolled: 132", "months of service: 16"]);
        let next = with_plan(&BidAssumptions { visits: Some(8), sites: Some(1), ..BidAssumptions::default() }, &plan, today);
        assert_eq!((next.sites, next.visits, next.screened, next.months), (Some(7), Some(8), None, Some(16)));
        assert_eq!(said_by(&plan, "2029-01-01".parse().expect("a date")).len(), 2, "a trial that is over has no months left");
    }
}
