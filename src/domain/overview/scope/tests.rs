//! What a scope says of itself.

use serde_json::{Value, json};

use super::*;

fn today() -> Date {
    "2026-11-22".parse().expect("a date")
}

/// A small plan that lacks nothing, with some sections replaced.
fn plan(replaced: Value) -> TrialPlan {
    let mut whole = json!({
        "document": { "id": "p", "title": "KESTREL-2, phase II", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
        "trial": { "acronym": "KESTREL-2", "enrolment": { "count": 30, "certainty": "estimated" } },
        "population": { "description": "Adults." },
        "objectives": [{ "id": "o", "level": "primary", "text": "To compare." }],
        "endpoints": [{ "id": "e", "level": "primary", "measure": "Change", "objective": "o" }],
        "interventions": [{ "id": "i", "name": "Tablet" }],
        "arms": [{ "id": "a", "label": "Active", "interventions": ["i"] }, { "id": "b", "label": "Untreated", "kind": "No intervention" }],
        "statements": [{ "id": "s", "kind": "outOfScope", "text": "Extension." }, { "id": "t", "kind": "assumption", "text": "Half a participant a month." }],
        "countries": [{ "id": "fr", "name": "France", "plannedSites": 2, "plannedParticipants": 20 }, { "id": "ie", "name": "Ireland", "plannedSites": 1, "plannedParticipants": 10 }],
        "sites": [
            { "id": "1", "name": "Lyon", "country": "fr", "status": "active", "plannedParticipants": 12 },
            { "id": "2", "name": "Rennes", "country": "fr", "plannedParticipants": 8 },
            { "id": "3", "name": "Cork", "country": "ie", "plannedParticipants": 10 },
        ],
        "deliverables": [{ "id": "d", "name": "Report", "due": "2027-05-14" }],
    });
    if let (Some(whole), Value::Object(replaced)) = (whole.as_object_mut(), replaced) {
        whole.extend(replaced);
    }
    serde_json::from_value(whole).expect("a plan")
}

fn check(replaced: Value, finding: &str, because: &str) {
    let said = headline(&plan(replaced), today());
    assert_eq!((said.finding.as_str(), said.because.as_str()), (finding, because));
}

fn check_gaps(replaced: Value, expected: &[(&str, &str)]) {
    let found = gaps(&plan(replaced), today());
    assert_eq!(found.iter().map(|gap| (gap.section, gap.text.as_str())).collect::<Vec<_>>(), expected);
}

#[test]
fn a_whole_scope_is_a_sentence() {
    let nothing = "Nothing that a plan is expected to say is missing, and its figures agree.";
    check(json!({}), "KESTREL-2: 30 participants at 3 sites in 2 countries, judged by 1 primary endpoint", nothing);
    check(json!({ "sites": [] }), "KESTREL-2: 30 participants at 3 planned sites in 2 countries, judged by 1 primary endpoint", "No site is listed yet.");
}

#[test]
fn what_every_plan_needs_comes_first() {
    check(json!({ "endpoints": [] }), "KESTREL-2 has no primary endpoint yet", "Next, say what the trial is judged by.");
    check(
        json!({ "trial": {}, "endpoints": [], "countries": [] }),
        "KESTREL-2, phase II has no primary endpoint, no planned enrolment and no countries yet",
        "Next, say what the trial is judged by, how many participants it needs and in which countries it runs.",
    );
}

#[test]
fn a_late_deliverable_presses_most() {
    let late = json!([{ "id": "d", "name": "Report", "due": "2026-11-13" }, { "id": "f", "name": "Plan", "due": "2026-11-14" }, { "id": "g", "name": "Charter", "due": "2026-01-01", "delivered": "2026-02-01" }]);
    check_gaps(
        json!({ "population": {}, "deliverables": late }),
        &[("deliverables", "2 deliverables are late, “Report” the longest: it was due on 13 Nov 2026."), ("population", "Nothing says yet who may take part.")],
    );
}

#[test]
fn loose_ends_name_what_to_tie() {
    check_gaps(
        json!({ "endpoints": [{ "id": "e", "level": "primary", "measure": "Change" }] }),
        &[("endpoints", "1 endpoint serves no objective: choose the one that it answers.")],
    );
    check_gaps(
        json!({ "arms": [{ "id": "a", "label": "Active" }] }),
        &[("arms", "1 arm has no intervention: tick what the group receives."), ("interventions", "No arm receives “Tablet”.")],
    );
    check_gaps(json!({ "statements": [] }), &[("statements", "Nothing says yet what is in scope, what is not, and what is assumed.")]);
    check_gaps(json!({ "trial": { "studyType": "observational", "enrolment": { "count": 30 } }, "arms": [], "interventions": [] }), &[]);
}

#[test]
fn figures_that_disagree_are_said_in_words() {
    check_gaps(
        json!({ "trial": { "enrolment": { "count": 32 } } }),
        &[
            ("countries", "The countries plan 30 participants in all, 2 fewer than the planned enrolment of 32."),
            ("sites", "The sites plan 30 participants in all, 2 fewer than the planned enrolment of 32."),
        ],
    );
    check_gaps(json!({ "trial": { "enrolment": { "count": 32, "certainty": "actual" } } }), &[]);
    check_gaps(
        json!({ "countries": [{ "id": "fr", "name": "France", "plannedSites": 4, "plannedParticipants": 30 }] }),
        &[("countries", "The sites listed for France differ from the plan there."), ("sites", "1 site has no country: choose it.")],
    );
}

#[test]
fn dates_in_the_wrong_order_are_said_where_they_are_certain() {
    let trial =
        |start: &str, completion: &str| json!({ "trial": { "enrolment": { "count": 30 }, "start": { "date": start }, "completion": { "date": completion } } });
    check_gaps(trial("2026-05-20", "2026-05"), &[]);
    check_gaps(trial("2026-05-20", "2026-04"), &[("trial", "The completion is dated before the start.")]);
    check_gaps(trial("2026-05-20", "2026-05-19"), &[("trial", "The completion is dated before the start.")]);
}

#[test]
fn a_country_says_what_its_sites_come_to() {
    let country = |sites: u32, participants: u32| -> Country {
        serde_json::from_value(json!({ "id": "fr", "name": "France", "plannedSites": sites, "plannedParticipants": participants })).expect("a country")
    };
    let plan = plan(json!({}));
    let fr = in_country(&plan, &country(0, 0).id);
    assert_eq!(country_words(&country(2, 20), fr), ("2 sites listed; 20 participants".to_owned(), true));
    assert_eq!(country_words(&country(2, 24), fr), ("2 sites listed; 20 participants, 4 fewer than planned".to_owned(), false));
    // Where sites are still to come, it is no news that their participants are missing.
    assert_eq!(country_words(&country(3, 24), fr), ("2 sites listed, 1 fewer than planned; 20 participants".to_owned(), false));
    assert_eq!(country_words(&country(3, 24), Listed::default()), ("no site listed".to_owned(), false));
    assert_eq!((planned_words(&plan).as_str(), listed_words(&plan).as_str()), ("3 sites planned, 30 participants", "3 listed, 1 active, 30 participants"));
}

#[test]
fn a_deliverable_is_late_from_the_day_after_its_date() {
    let standing = |due: &str, delivered: Option<&str>| {
        let deliverable: Deliverable =
            serde_json::from_value(json!({ "id": "d", "name": "Report", "due": due, "delivered": delivered })).expect("a deliverable");
        deliverable_standing(&deliverable, today()).map(|(_, words)| words)
    };
    assert_eq!(standing("2026-11-21", None).as_deref(), Some("1 day late"));
    assert_eq!(standing("2026-11-22", None).as_deref(), Some("due today"));
    assert_eq!(standing("2026-11-30", None).as_deref(), Some("in 8 days"));
    assert_eq!(standing("2027-11-30", None), None);
    assert_eq!(standing("2026-11-01", Some("2026-11-20")).as_deref(), Some("delivered"));
}

#[test]
fn levels_are_counted_in_their_order() {
    assert_eq!(levels([Level::Secondary, Level::Primary, Level::Secondary].into_iter()), "1 primary, 2 secondary");
    assert_eq!(levels([].into_iter()), "");
}
