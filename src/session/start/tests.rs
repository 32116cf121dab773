use super::*;
use crate::domain::choice::Choice;
use crate::domain::collection::Record;
use crate::domain::id::Id;
use crate::domain::overview::Urgency;
use crate::domain::overview::figures::figures;
use crate::domain::overview::plan::headline;
use crate::domain::partner::criterion::Pillar;
use crate::domain::partner::ranking::rank;
use crate::domain::schedule::task::{Progress, Task};

/// Days of every part of the week, before and after the days for which the files were written.
const DAYS: [&str; 9] = ["2025-03-01", "2026-11-16", "2026-11-17", "2026-11-21", "2026-11-22", "2026-11-23", "2027-01-03", "2027-01-04", "2031-02-28"];

pub(super) fn day(text: &str) -> Date {
    text.parse().expect(text)
}

fn now() -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000)
}

/// A file of the page's, by its name without the ending.
pub(super) fn file(key: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/start").join(key).with_extension("json");
    std::fs::read_to_string(path).expect(key)
}

fn made(key: &str, today: &str) -> TrialPlan {
    plan_from_template(&file(key), Id::joined(&["new"]), None, now(), day(today)).expect(key)
}

pub(super) fn the_sample(today: &str) -> (TrialPlan, PartnerEvaluation) {
    sample(SAMPLE.map(file).each_ref().map(String::as_str), Id::joined(&["p"]), Id::joined(&["e"]), day(today)).expect("the sample loads")
}

/// Unknown fields in a file of ours are misspelt ones.
fn no_unknown_fields(plan: &TrialPlan) {
    let extras = [&plan.extra, &plan.trial.extra, &plan.population.extra].into_iter();
    let extras = extras.chain(plan.objectives.iter().map(|record| &record.extra)).chain(plan.endpoints.iter().map(|record| &record.extra));
    let extras = extras.chain(plan.arms.iter().map(|record| &record.extra)).chain(plan.interventions.iter().map(|record| &record.extra));
    let extras = extras.chain(plan.statements.iter().map(|record| &record.extra)).chain(plan.countries.iter().map(|record| &record.extra));
    let extras = extras.chain(plan.sites.iter().map(|record| &record.extra)).chain(plan.deliverables.iter().map(|record| &record.extra));
    let extras = extras.chain(plan.tasks.iter().map(|record| &record.extra)).chain(plan.risks.iter().map(|record| &record.extra));
    let extras = extras.chain(plan.tasks.iter().flat_map(|task| task.predecessors.iter().map(|link| &link.extra)));
    let extras = extras.chain(plan.tasks.iter().filter_map(|task| task.estimate.as_ref().map(|estimate| &estimate.extra)));
    let extras = extras.chain(plan.calendars.iter().map(|calendar| &calendar.extra)).chain([&plan.scheduling.extra]);
    let mut extras = extras.chain(plan.calendars.iter().flat_map(|calendar| calendar.exceptions.iter().map(|exception| &exception.extra)));
    assert_eq!(extras.find(|extra| !extra.is_empty()), None, "{}", plan.document.title);
}

#[test]
fn every_template_is_a_plan_that_fits_together() {
    for Template { key, title, summary } in TEMPLATES {
        let written: TrialPlan = parse(&file(key)).expect(key);
        assert_eq!((written.document.title.as_str(), written.trial.summary.as_str()), (title, summary));
        let plan = made(key, "2027-01-04");
        assert_eq!(plan.findings(), [], "{key}");
        no_unknown_fields(&plan);
        let dated = plan.dated().expect("dates are calculated");
        assert!(dated.tasks.iter().all(|task| task.planned_finish.is_some() && task.progress == Progress::NotStarted), "{key}");
        assert_eq!(dated.tasks.iter().filter_map(|task| task.planned_start.or(task.planned_finish)).min(), template_start(), "{key}");
        assert_eq!(plan.scheduling.start, template_start(), "{key}");
        assert!(!plan.risks.is_empty() && plan.risks.iter().all(|risk| risk.is_open()), "{key}");
        assert_eq!(plan.document, Head::new(Id::joined(&["new"]), title, now()));
        assert!(plan.audit.entries().is_empty() && plan.trial.summary.is_empty());
    }
    assert_eq!(plan_from_template("{}", Id::joined(&["new"]), None, now(), day("2027-01-04")), None);
}

/// Only the kick-off waits for nothing, only the archive has nothing wait for it, and every duration says how far it
/// may be off, or why nobody asks.
#[test]
fn a_template_is_one_network() {
    for Template { key, .. } in TEMPLATES {
        let plan = made(key, "2027-01-04");
        let schedule = plan.schedule(None).expect("nothing goes round");
        let work: Vec<&Task> = plan.work().map(AsRef::as_ref).collect();
        let waits = |task: &Task| !task.predecessors.is_empty();
        let is_waited_for = |task: &Task| work.iter().any(|other| other.predecessors.iter().any(|link| link.task == task.id));
        let names = |tasks: Vec<&&Task>| tasks.iter().map(|task| task.id.to_string()).collect::<Vec<_>>();
        assert_eq!(names(work.iter().filter(|task| !waits(task)).collect()), ["t-kick-off"], "{key}");
        assert_eq!(names(work.iter().filter(|task| !is_waited_for(task)).collect()), ["t-tmf"], "{key}");
        let unsaid = |task: &&&Task| task.work().is_some() && task.note.is_empty() && task.estimate.as_ref().is_none_or(|estimate| estimate.source.is_empty());
        assert_eq!(names(work.iter().filter(unsaid).collect()), [""; 0], "{key}");
        assert!(plan.tasks.iter().all(|task| task.check() == Ok(())), "{key}");
        assert!(plan.tasks.iter().filter(|task| task.parent.is_none()).count() == 4, "{key} has a summary task for each work package");
        let on_path: Vec<&str> = schedule.longest_path().into_iter().filter_map(|place| Some(plan.tasks.iter().nth(place)?.id.as_str())).collect();
        for stop in ["t-first-site", "t-lock", "t-topline"] {
            assert!(on_path.contains(&stop), "{key}: {on_path:?}");
        }
        // What is handed over is due when its work is calculated to end.
        let ends: Vec<_> = (0..plan.tasks.len()).filter_map(|place| schedule.dates(place)).map(|dates| Some(dates.finish)).collect();
        assert!(plan.deliverables.iter().all(|deliverable| ends.contains(&deliverable.due)), "{key}");
    }
}

#[test]
fn a_new_plan_has_nothing_late_and_begins_within_a_week() {
    for today in DAYS {
        for Template { key, .. } in TEMPLATES {
            let plan = made(key, today).dated().expect("dates are calculated");
            let counted = figures(&plan, day(today));
            assert_eq!((counted.late, counted.responses_overdue), (0, 0), "{key} on {today}");
            let first = plan.tasks.iter().filter_map(|task| task.planned_start.or(task.planned_finish)).min().expect("a date");
            assert!((0..7).contains(&first.days_since(day(today))), "{key} on {today} begins on {first}");
            assert_eq!(first.days_since(day("2027-01-04")) % 7, 0, "{key} on {today} begins on a Monday");
        }
    }
}

#[test]
fn a_new_plan_takes_the_title_it_is_given_and_says_where_it_comes_from() {
    let plan = plan_from_template(&file("phase-2"), Id::joined(&["new"]), Some("KESTREL-2".into()), now(), day("2027-01-04")).expect("there");
    assert_eq!(plan.document.title, "KESTREL-2");
    assert_eq!(plan.trial.source, Some(Source { name: "template: Phase II, randomised".into(), read: now() }));
}

#[test]
fn a_new_evaluation_brings_the_four_pillars() {
    let evaluation = evaluation_from_template(&file(EVALUATION), Id::joined(&["new"]), "Choice", now()).expect("the template");
    assert_eq!(evaluation.document, Head::new(Id::joined(&["new"]), "Choice", now()));
    assert_eq!(evaluation.findings(), []);
    for pillar in Pillar::ALL {
        assert!(evaluation.criteria.iter().any(|criterion| criterion.pillar == *pillar && criterion.weight.points() > 0.0), "{pillar:?}");
    }
    assert!(evaluation.evaluators.len() >= 2 && evaluation.scores.is_empty() && evaluation.candidates.is_empty());
    assert!(evaluation.extra.is_empty() && evaluation.brief.extra.is_empty() && evaluation.criteria.iter().all(|criterion| criterion.extra.is_empty()));
    assert_eq!(evaluation_from_template("{}", Id::joined(&["new"]), "Choice", now()), None);
}

#[test]
fn the_sample_fits_together() {
    let (plan, evaluation) = the_sample("2026-11-22");
    assert_eq!((plan.findings(), evaluation.findings()), (vec![], vec![]));
    no_unknown_fields(&plan);
    assert!(evaluation.extra.is_empty() && evaluation.brief.extra.is_empty());
    assert!(evaluation.candidates.iter().all(|candidate| candidate.extra.is_empty()) && evaluation.scores.iter().all(|score| score.extra.is_empty()));
    assert_eq!(evaluation.brief.plan, Some(plan.document.id.clone()));
    assert!(rank(&evaluation).first_two().is_some(), "two candidates are ranked");
}

#[test]
fn the_sample_is_as_late_on_any_sunday_as_on_its_own() {
    let (plan, _) = the_sample("2026-11-22");
    let then = figures(&plan, day("2026-11-22"));
    for today in ["2024-02-25", "2026-11-15", "2027-05-16", "2040-01-01"] {
        let (moved, _) = the_sample(today);
        let now = figures(&moved, day(today));
        assert_eq!((now.late, now.done, now.due_soon, now.responses_overdue), (then.late, then.done, then.due_soon, then.responses_overdue), "{today}");
    }
}

#[test]
fn the_sample_says_that_something_is_late_on_any_day() {
    for today in DAYS {
        let (plan, evaluation) = the_sample(today);
        let said = headline(&plan.dated().expect("dates are calculated"), None, day(today));
        assert!(said.urgency <= Urgency::Watch && said.finding.contains("late"), "{today}: {}", said.finding);
        assert!(evaluation.brief.decision_due > Some(day(today)), "{today}");
    }
}

/// When a task of the sample is forecast to end, with progress as of its status date, and when it was planned to.
fn forecast(plan: &TrialPlan, id: &str) -> (Date, Date) {
    let schedule = plan.schedule(plan.scheduling.status_date).expect("nothing goes round");
    let place = plan.tasks.place(&Id::joined(&[id])).expect(id);
    let planned = plan.tasks.get(&Id::joined(&[id])).and_then(|task| task.planned_finish).expect(id);
    (schedule.dates(place).expect(id).finish, planned)
}

#[test]
fn the_sample_is_forecast_to_end_months_later_than_planned() {
    for today in ["2026-11-22", "2027-05-16", "2031-02-28"] {
        let (plan, _) = the_sample(today);
        for id in ["t-lpi", "t-last-primary", "t-lplv", "t-lock", "t-topline", "t-csr"] {
            let (forecast, planned) = forecast(&plan, id);
            assert!((60..200).contains(&forecast.days_since(planned)), "{id} on {today}: planned for {planned}, forecast for {forecast}");
        }
        let schedule = plan.schedule(plan.scheduling.status_date).expect("nothing goes round");
        let path: Vec<&str> = schedule.longest_path().into_iter().filter_map(|place| Some(plan.tasks.iter().nth(place)?.id.as_str())).collect();
        let stops = ["t-enrol", "t-lpi", "t-treatment", "t-last-primary", "t-cleaning", "t-lock", "t-analysis", "t-topline", "t-csr-write", "t-csr"];
        assert_eq!(path.iter().copied().filter(|id| stops.contains(id)).collect::<Vec<_>>(), stops, "{today}: {path:?}");
        let topline = plan.tasks.place(&Id::joined(&["t-topline"])).and_then(|place| schedule.dates(place)).expect("dates");
        assert!(topline.total_float < 0, "the topline comes after its deadline");
    }
}

#[test]
fn unfinished_work_of_the_sample_goes_on_after_its_status_date() {
    let (plan, _) = the_sample("2026-11-22");
    let status = plan.scheduling.status_date.expect("a status date");
    let schedule = plan.schedule(Some(status)).expect("nothing goes round");
    for (place, task) in plan.tasks.iter().enumerate().filter(|(_, task)| !task.is_done()) {
        let dates = schedule.dates(place).expect("dates");
        // What was done before the status date may make a summary task finish on it.
        assert!(dates.finish >= status || schedule.outline().is_summary(place), "{} ends on {}", task.name, dates.finish);
    }
    assert!(plan.tasks.iter().all(|task| task.check() == Ok(())));
    assert_eq!(plan.tasks.iter().filter(|task| task.parent.is_none()).count(), 4);
}

/// They are facts about real days, whatever day the sample is opened on.
#[test]
fn the_holidays_of_the_sample_stay_where_they_are() {
    let (own, moved) = (the_sample("2026-11-22").0, the_sample("2027-11-22").0);
    assert_eq!(own.calendars, moved.calendars);
    assert!(moved.scheduling.status_date > own.scheduling.status_date && moved.scheduling.start > own.scheduling.start);
    for country in own.countries.iter() {
        let calendar = own.calendars.iter().find(|calendar| calendar.name == country.name).expect("a calendar for each country");
        assert_eq!(calendar.check(), Ok(()));
        for year in 2026..2030 {
            let days: Vec<Date> = calendar.exceptions.iter().map(|exception| exception.first).filter(|day| day.year() == year).collect();
            assert!(days.len() >= 4 && days.is_sorted(), "{} in {year}: {days:?}", calendar.name);
        }
        assert!(calendar.exceptions.iter().all(|exception| exception.first == exception.last && !exception.name.is_empty() && !exception.worked));
    }
}

#[test]
fn nothing_in_the_sample_has_happened_in_the_future() {
    for today in DAYS {
        let (plan, _) = the_sample(today);
        let today = day(today);
        for task in plan.tasks.iter() {
            let (Progress::Started { on, .. } | Progress::Done { on, .. }) = task.progress else { continue };
            assert!(on <= today, "{}: {on}", task.name);
        }
        assert!(
            plan.risks
                .iter()
                .filter_map(|risk| risk.response_done)
                .chain(plan.deliverables.iter().filter_map(|deliverable| deliverable.delivered))
                .chain(
                    plan.issues.iter().flat_map(|issue| issue.escalations.iter().map(|escalation| escalation.on).chain([issue.raised]).chain(issue.resolved))
                )
                .chain(plan.actions.iter().filter_map(|action| action.done))
                .chain(plan.decisions.iter().filter_map(|decision| decision.decided))
                .chain(plan.tolerance_limits.iter().flat_map(|limit| limit.observations.iter().map(|observation| observation.on)))
                .all(|done| done <= today)
        );
    }
}
