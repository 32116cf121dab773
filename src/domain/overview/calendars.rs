//! What a plan's calendars are used for, in words.

use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::place::Country;
use crate::domain::schedule::calendar::Calendar;
use crate::domain::words::count;

/// One sentence on who goes by a calendar. The sums that summary tasks are go by none.
pub fn used_by(plan: &TrialPlan, id: &Id<Calendar>) -> String {
    let named = plan.work().filter(|task| task.calendar.as_ref() == Some(id)).count();
    let of_plan = plan.scheduling.calendar.as_ref() == Some(id);
    let tasks = |number: usize| count(number, "task goes by it", "tasks go by it");
    match (of_plan, named) {
        (false, 0) => "No task goes by it yet.".to_owned(),
        (false, named) => format!("{}.", tasks(named)),
        (true, named) => {
            let silent = plan.work().filter(|task| task.calendar.is_none()).count();
            let why = if named == 0 { String::new() } else { format!(", {silent} of them because they name no other") };
            format!("The plan's calendar: {}{why}.", tasks(named + silent))
        }
    }
}

/// The countries of the trial for which there is no calendar of that name yet.
pub fn without_calendar(plan: &TrialPlan) -> Vec<(Id<Country>, String)> {
    let has = |name: &str| plan.calendars.iter().any(|calendar| calendar.name.trim().to_lowercase() == name.to_lowercase());
    let named = plan.countries.iter().map(|country| (country.id.clone(), country.name.trim().to_owned()));
    named.filter(|(_, name)| !name.is_empty() && !has(name)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn plan() -> TrialPlan {
        crate::domain::wire::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
            "countries": [{ "id": "de", "name": "Germany" }, { "id": "fr", "name": "France " }, { "id": "x", "name": "" }],
            "calendars": [{ "id": "g", "name": "germany" }, { "id": "s", "name": "Site" }, { "id": "u", "name": "Unused" }],
            "scheduling": { "calendar": "g" },
            "tasks": [
                { "id": "all", "name": "All", "kind": "task", "calendar": "s" },
                { "id": "a", "name": "A", "kind": "task", "parent": "all", "calendar": "s" },
                { "id": "b", "name": "B", "kind": "task", "parent": "all" },
                { "id": "c", "name": "C", "kind": "milestone", "calendar": "g" },
            ],
        }))
        .expect("a plan")
    }

    #[test]
    fn a_calendar_says_who_goes_by_it() {
        let said = |id: &str| used_by(&plan(), &Id::joined(&[id]));
        assert_eq!(said("g"), "The plan's calendar: 2 tasks go by it, 1 of them because they name no other.");
        assert_eq!(said("s"), "1 task goes by it.");
        assert_eq!(said("u"), "No task goes by it yet.");
    }

    #[test]
    fn a_country_is_offered_until_it_has_a_calendar() {
        let names: Vec<String> = without_calendar(&plan()).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["France"]);
    }
}
