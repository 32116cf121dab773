use proptest::prelude::*;
use serde_json::json;

use super::rules::Step;
use super::*;
use crate::domain::collection::Record;
use crate::domain::document::Document;
use crate::domain::schedule::outline::Outline;
use crate::domain::schedule::task::Task;
use crate::domain::wire::{from_text, from_value};
use crate::session::apply::apply;
use crate::session::command::{Command, Origin};

/// A plan with these countries, each with the states of its sites.
fn plan_of(countries: &[(&str, &[SiteStatus])], tasks: serde_json::Value) -> TrialPlan {
    use crate::domain::choice::Choice;
    let sites: Vec<_> = countries
        .iter()
        .flat_map(|(country, sites)| {
            sites.iter().enumerate().map(move |(place, status)| json!({ "id": format!("{country}-{place}"), "name": format!("Hospital {place}, {country}"), "country": country, "status": status.key() }))
        })
        .collect();
    from_value(json!({
        "document": { "id": "p", "title": "Plan", "created": "2027-01-04T09:00:00.000Z", "changed": "2027-01-04T09:00:00.000Z", "revision": 0 },
        "countries": countries.iter().map(|(country, _)| json!({ "id": country, "name": country })).collect::<Vec<_>>(),
        "sites": sites, "tasks": tasks, "calendars": [{ "id": "c-de", "name": "germany" }],
    }))
    .expect("a plan")
}

fn of_all(plan: &TrialPlan) -> Expansion {
    expand(plan, &Choices::default(), &mut IdMaker::new([7; 16]))
}

fn command(change: Change) -> Command {
    Command { at: crate::domain::date::Timestamp::from_millis(1_800_000_000_000), who: String::new(), why: None, origin: Origin::Edit, change }
}

/// The plan with the expansion, after all that must hold of any has been checked.
fn checked(plan: &TrialPlan) -> TrialPlan {
    let made = of_all(plan);
    let applied = apply(&Document::Plan(Box::new(plan.clone())), &command(made.change.clone())).expect("it applies");
    let Document::Plan(after) = &applied.document else { panic!("a plan") };
    let is_new = |task: &Task| plan.tasks.get(&task.id).is_none();
    assert_eq!(after.tasks.iter().filter(|task| is_new(task)).count(), made.tasks);
    let schedule = after.schedule(None).expect("nothing goes round");
    let outline = Outline::new(&after.tasks);
    assert_eq!((after.findings(), outline.lost()), (plan.findings(), [].as_slice()));
    let mut alone = Vec::new();
    for (place, task) in after.tasks.iter().enumerate().filter(|(_, task)| is_new(task)) {
        assert_eq!(task.check(), Ok(()));
        assert!(schedule.dates(place).is_some(), "{} has dates", task.name);
        if outline.is_summary(place) {
            continue;
        }
        let ahead = !task.predecessors.is_empty() && task.predecessors.iter().all(|link| after.tasks.get(&link.task).is_some());
        let behind = after.tasks.iter().any(|other| other.predecessors.iter().any(|link| link.task == task.id));
        if !ahead || !behind {
            alone.push((ahead, behind, task.name.clone()));
        }
    }
    assert!(alone.iter().filter(|(ahead, ..)| !ahead).count() <= 1 && alone.iter().filter(|(_, behind, _)| !behind).count() <= 1, "{alone:?}");
    let again = of_all(after);
    assert_eq!((again.is_empty(), &again.change), (true, &Change::Several(vec![])), "a second time adds nothing");
    let back = apply(&applied.document, &command(applied.inverse.clone())).expect("it can be taken back").document;
    let Document::Plan(back) = back else { panic!("a plan") };
    assert_eq!(TrialPlan { document: plan.document.clone(), audit: plan.audit.clone(), ..*back }, plan.clone());
    TrialPlan::clone(after)
}

fn task<'a>(plan: &'a TrialPlan, id: &str) -> &'a Task {
    plan.tasks.get(&Id::joined(&[id])).unwrap_or_else(|| panic!("{id} is there"))
}

fn waits_for(task: &Task) -> Vec<&str> {
    task.predecessors.iter().map(|link| link.task.as_str()).collect()
}

const IDENTIFIED: SiteStatus = SiteStatus::Identified;

#[test]
fn the_rules_are_read_and_name_only_what_there_is() {
    let rules = Rules::read();
    assert!(rules.spine.len() > 20 && rules.routes.len() > 3 && rules.site.len() > 5 && !rules.start_up.country.is_empty());
    let of_country: Vec<&Step> = rules.routes.iter().flat_map(|route| &route.steps).chain(&rules.country).collect();
    let keys = |steps: &[&Step]| steps.iter().map(|step| step.key.clone()).collect::<BTreeSet<_>>();
    let (spine, country, site) = (keys(&rules.spine.iter().collect::<Vec<_>>()), keys(&of_country), keys(&rules.site.iter().collect::<Vec<_>>()));
    for (own, steps) in [(&spine, rules.spine.iter().collect::<Vec<_>>()), (&country, of_country), (&site, rules.site.iter().collect())] {
        for step in steps {
            assert_eq!(step.milestone, step.figures().is_none(), "{}", step.key);
            assert_eq!(step.since.is_some(), step.lag().is_some(), "{}", step.key);
            if let Some((duration, estimate)) = step.figures() {
                assert!(estimate.source.ends_with('.') && !step.owner.is_empty(), "{}", step.key);
                let elapsed = [duration, estimate.optimistic, estimate.pessimistic].map(|span| span.span().is_elapsed());
                assert!(elapsed == [true; 3] || elapsed == [false; 3], "{}: one kind of days", step.key);
            }
            for name in step.after.iter().chain(step.since.iter().map(|since| &since.step)).chain(&step.leads_to) {
                let known = match name.split_once('.') {
                    None => own.contains(name),
                    Some(("spine", step)) => spine.contains(step),
                    Some(("country" | "each", step)) => country.contains(step),
                    Some(("site" | "first", step)) => site.contains(step),
                    Some(_) => false,
                };
                assert!(known, "{} names {name}", step.key);
            }
        }
    }
    assert!(rules.routes.iter().all(|route| route.steps.iter().any(|step| step.key == "approval")));
}

#[test]
fn a_plan_with_nothing_but_places_gets_the_whole_trial() {
    let plan = plan_of(&[("Germany", &[IDENTIFIED, SiteStatus::Contracted]), ("Canada", &[IDENTIFIED])], json!([]));
    let made = of_all(&plan);
    assert_eq!((made.countries, made.sites, made.left_out.len()), (2, 3, 0));
    let after = checked(&plan);
    assert_eq!(task(&after, "country.Germany.").name, "Start-up in Germany");
    let first = task(&after, "site.Germany-0.contract-sign");
    assert_eq!((first.parent.as_ref().map(Id::as_str), first.site.as_ref().map(Id::as_str)), (Some("site.Germany-0."), Some("Germany-0")));
    assert_eq!(task(&after, "site.Germany-0.").parent.as_ref().map(Id::as_str), Some("country.Germany."));
    assert_eq!(first.duration.map(|duration| duration.to_string()).as_deref(), Some("24.5 elapsed days"));
    assert!(first.estimate.as_ref().is_some_and(|estimate| estimate.source.contains("CMAJ")));
    assert_eq!(task(&after, "country.Germany.dossier").calendar.as_ref().map(Id::as_str), Some("c-de"));
    let absent = ["site.Germany-1.contract-sign", "site.Germany-0.ethics-review"];
    assert!(absent.iter().all(|id| after.tasks.get(&Id::joined(&[id])).is_none()), "what is behind a site, or not asked of it, is not made");
    assert!(waits_for(task(&after, "site.Canada-0.release")).contains(&"site.Canada-0.ethics-review"));
    assert_eq!(waits_for(task(&after, "spine.all-sites")), ["spine.first-site", "country.Germany.sites-active", "country.Canada.sites-active"]);
}

#[test]
fn eu_reviews_take_what_the_regulation_says() {
    let days = |steps: &[Step], pick: fn(&(Duration, Estimate)) -> Duration| {
        let review = steps.iter().filter(|step| step.key != "dossier");
        review.filter_map(Step::figures).map(|figures| pick(&figures).span().days()).sum::<f64>()
    };
    let rules = Rules::read();
    let eu = &rules.route("germany").expect("a route").steps;
    assert_eq!([days(eu, |(_, estimate)| estimate.optimistic), days(eu, |(_, estimate)| estimate.pessimistic)], [60.0, 106.0]);
    let uk = &rules.route("United Kingdom").expect("a route").steps;
    assert_eq!(days(uk, |(_, estimate)| estimate.pessimistic), 107.0);
    assert!(rules.route("Atlantis").is_some_and(|route| route.local_ethics));
}

#[test]
fn milestones_that_a_plan_has_are_kept_and_wait_for_the_sites() {
    let plan = plan_of(
        &[("Germany", &[IDENTIFIED])],
        json!([
            { "id": "su", "name": "Start-up", "kind": "task" },
            { "id": "pf", "name": "protocol final", "kind": "milestone", "parent": "su", "plannedFinish": "2027-02-01" },
            { "id": "t-fpi", "name": "First one in", "kind": "milestone", "plannedFinish": "2027-06-01" },
            { "id": "x", "name": "Last Patient In ", "kind": "milestone", "plannedFinish": "2028-06-01" },
        ]),
    );
    let after = checked(&plan);
    assert!(["spine.protocol-final", "spine.fpi", "spine.lpi", "spine.enrol"].iter().all(|id| after.tasks.get(&Id::joined(&[id])).is_none()));
    assert_eq!(waits_for(task(&after, "t-fpi")), ["spine.edc-live", "spine.depots", "site.Germany-0.first-patient"]);
    assert_eq!(waits_for(task(&after, "x")), ["country.Germany.enrolling"]);
    assert_eq!(task(&after, "country.Germany.").parent.as_ref().map(Id::as_str), Some("su"));
}

#[test]
fn a_site_that_comes_later_joins_its_country() {
    let before = checked(&plan_of(&[("France", &[IDENTIFIED])], json!([])));
    let more = plan_of(&[("France", &[IDENTIFIED, IDENTIFIED]), ("Japan", &[])], json!([]));
    let plan = TrialPlan { countries: more.countries, sites: more.sites, ..before };
    let made = of_all(&plan);
    assert_eq!((made.countries, made.sites), (1, 1));
    let after = checked(&plan);
    assert_eq!(task(&after, "site.France-1.").parent.as_ref().map(Id::as_str), Some("country.France."));
    assert!(waits_for(task(&after, "country.France.sites-active")).contains(&"site.France-1.active"));
    assert!(waits_for(task(&after, "spine.lpi")).contains(&"country.Japan.enrolling"));
}

#[test]
fn what_would_close_a_circle_is_left_out_and_said() {
    let plan = plan_of(
        &[("Spain", &[IDENTIFIED])],
        json!([
            { "id": "pf", "name": "Protocol final", "kind": "milestone", "predecessors": [{ "task": "lpi" }] },
            { "id": "lpi", "name": "Last patient in", "kind": "milestone" },
        ]),
    );
    let made = of_all(&plan);
    let applied = apply(&Document::Plan(Box::new(plan)), &command(made.change)).expect("it applies").document;
    assert!(applied.plan().is_some_and(|plan| plan.schedule(None).is_ok()));
    assert!(made.left_out.iter().any(|sentence| sentence.contains("the other way round")), "{:?}", made.left_out);
}

#[test]
fn what_is_not_laid_out_is_said() {
    let said = |plan: &TrialPlan| of_all(plan).left_out;
    let blank = plan_of(&[], json!([]));
    assert_eq!(said(&blank), ["The plan has no countries yet. Add them on the Scope page."]);
    let mut plan = plan_of(&[("Italy", &[SiteStatus::Active, SiteStatus::Closed]), (" ", &[])], json!([]));
    let first = Site::clone(plan.sites.get(&Id::joined(&["Italy-0"])).expect("a site"));
    plan.sites = plan.sites.with(Site { country: None, status: IDENTIFIED, ..first }, None);
    assert_eq!(
        said(&plan),
        [
            "1 country has no name yet. Name it on the Scope page.",
            "1 site is active, on hold or closed, and needs no start-up.",
            "“Hospital 0, Italy” names no country. Choose it on the Scope page."
        ]
    );
    let round = plan_of(
        &[("Italy", &[])],
        json!([{ "id": "a", "name": "A", "kind": "milestone", "predecessors": [{ "task": "b" }] }, { "id": "b", "name": "B", "kind": "milestone", "predecessors": [{ "task": "a" }] }]),
    );
    assert!(of_all(&round).is_empty());
}

#[test]
fn the_choice_leaves_countries_and_sites_alone() {
    let plan = plan_of(&[("Germany", &[IDENTIFIED]), ("Norway", &[IDENTIFIED])], json!([]));
    let choices = Choices { without: [Id::joined(&["Norway"])].into(), sites: false };
    let made = expand(&plan, &choices, &mut IdMaker::new([7; 16]));
    assert_eq!((made.countries, made.sites), (1, 0));
    assert!(made.figures.iter().all(|figure| !figure.what.contains("site") || figure.what.starts_with("Site close")));
}

#[test]
fn every_template_takes_its_places_in() {
    for key in ["phase-1", "phase-2", "phase-3", "device"] {
        let text = std::fs::read_to_string(format!("{}/public/start/{key}.json", env!("CARGO_MANIFEST_DIR"))).expect(key);
        let template: TrialPlan = from_text(&text).expect(key);
        let places = plan_of(&[("Germany", &[IDENTIFIED; 3]), ("United States", &[IDENTIFIED; 2])], json!([]));
        let after = checked(&TrialPlan { countries: places.countries, sites: places.sites, ..template.clone() });
        assert!(after.tasks.len() > template.tasks.len() + 40, "{key}");
    }
}

#[test]
fn the_sample_gets_the_sites_that_are_not_open_yet() {
    let text = std::fs::read_to_string(format!("{}/public/start/sample-plan.json", env!("CARGO_MANIFEST_DIR"))).expect("the sample");
    let sample: TrialPlan = from_text(&text).expect("the sample");
    let made = of_all(&sample);
    assert_eq!((made.countries, made.sites), (0, 7));
    assert_eq!(made.left_out, ["17 sites are active, on hold or closed, and need no start-up."]);
    let after = checked(&sample);
    assert!(waits_for(task(&after, "site.site-munich.initiation")).contains(&"t-approval-de"));
    assert!(waits_for(task(&after, "site.site-halifax.release")).contains(&"t-ethics-ca"));
    assert_eq!(task(&after, "t-fpi").predecessors, [], "what has happened waits for nothing more");
    assert!(after.tasks.get(&Id::joined(&["site.site-oxford.contract-sign"])).is_none(), "Oxford has its contract");
    assert_eq!(task(&after, "site.site-lublin.").parent, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn whatever_the_places_and_the_milestones(
        sites in prop::collection::vec(prop::collection::vec(0usize..7, 0..4), 1..5),
        // Which of the milestones the plan has already, in the order of the trial and each after the one before.
        kept in prop::collection::btree_set(0usize..30, 0..8),
        linked in any::<bool>(),
    ) {
        use crate::domain::choice::Choice;
        let names = ["Germany", "United States", "United Kingdom", "Canada", "Brazil"];
        let sites: Vec<Vec<SiteStatus>> = sites.into_iter().map(|sites| sites.into_iter().map(|status| SiteStatus::ALL[status]).collect()).collect();
        let countries: Vec<(&str, &[SiteStatus])> = names.into_iter().zip(sites.iter().map(Vec::as_slice)).collect();
        let rules = Rules::read();
        let mut before: Option<String> = None;
        let tasks: Vec<_> = kept.into_iter().filter_map(|place| rules.spine.get(place)).map(|step| {
            let after: Vec<_> = before.replace(step.key.clone()).filter(|_| linked).into_iter().map(|task| json!({ "task": task })).collect();
            json!({ "id": step.key, "name": step.name.to_uppercase(), "kind": "milestone", "predecessors": after, "plannedFinish": "2027-03-01" })
        }).collect();
        checked(&plan_of(&countries, json!(tasks)));
    }
}
