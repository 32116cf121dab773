//! Dates and floats that a planner can check by hand, and a published case.

use super::super::tick::{TICKS_PER_DAY as DAY, day};
use super::super::work_table::{EVERY_DAY, Exception, MONDAY_TO_FRIDAY, Week, WorkTable};
use super::super::{Cycle, Span};
use super::*;
use Ends::{FinishToFinish as FF, FinishToStart as FS, StartToFinish as SF, StartToStart as SS};

fn link(from: usize, to: usize, ends: Ends, days: i64) -> Link {
    Link { from, to, ends, lag: Lag::Working(days * DAY) }
}

fn task(days: i64) -> Activity {
    Activity { duration: days * DAY, ..Activity::default() }
}

fn schedule(week: Week, start: &str, status: Option<&str>, activities: &[Activity], links: &[Link]) -> Schedule {
    let span = Span { start: Tick::start_of(day(start)), status: status.map(|status| Tick::end_of(day(status))), finish: None };
    let network = Network::new(vec![WorkTable::new(week, &[])], activities.to_vec(), links, span);
    Schedule::new(network.unwrap_or_else(|Cycle(round)| panic!("a cycle: {round:?}")))
}

/// Monday 3 May 2027 and the four weeks after it, Monday to Friday.
fn in_may(activities: &[Activity], links: &[Link]) -> Schedule {
    schedule(MONDAY_TO_FRIDAY, "2027-05-03", None, activities, links)
}

/// First and last day, early, of each activity.
fn days(schedule: &Schedule) -> Vec<(i64, i64)> {
    schedule.dates().iter().map(|dates| (dates.early_start.day(), dates.early_finish.day_before())).collect()
}

/// Pairs of days of 2027.
fn of_2027(pairs: &[(&str, &str)]) -> Vec<(i64, i64)> {
    let of = |text: &str| day(&format!("2027-{text}"));
    pairs.iter().map(|(start, finish)| (of(start), of(finish))).collect()
}

#[test]
fn all_four_links_with_lags_and_a_lead_give_the_published_dates_and_floats() {
    // Vector pdm_mixed: A to E with durations 5, 8, 4, 6, 2.
    let links = [link(0, 1, SS, 3), link(0, 1, FF, 4), link(1, 2, FS, -1), link(0, 3, SF, 9), link(2, 4, FS, 0), link(3, 4, FS, 2)];
    let found = schedule(EVERY_DAY, "1900-01-01", None, &[5, 8, 4, 6, 2].map(task), &links);
    let of = |read: fn(&Dates) -> i64| found.dates().iter().map(|dates| read(dates) / DAY).collect::<Vec<_>>();
    assert_eq!(of(|dates| dates.early_start.0), [0, 3, 10, 3, 14]);
    assert_eq!(of(|dates| dates.early_finish.0), [5, 11, 14, 9, 16]);
    assert_eq!(of(|dates| dates.late_start.0), [0, 3, 10, 6, 14]);
    assert_eq!(of(|dates| dates.late_finish.0), [5, 11, 14, 12, 16]);
    assert_eq!(of(|dates| dates.total_float), [0, 0, 0, 3, 0]);
    assert_eq!(of(|dates| dates.free_float), [0, 0, 0, 3, 0]);
    assert_eq!(found.finish(), Tick(16 * DAY));
    assert_eq!(found.longest_path(&links), [0, 1, 2, 4]);
}

#[test]
fn work_and_lags_pass_over_weekends_and_elapsed_lags_do_not() {
    let review = Link { lag: Lag::Elapsed(10 * DAY), ..link(0, 1, FS, 0) };
    let found = in_may(&[task(3), task(2), task(1)], &[review, link(1, 2, FS, 3)]);
    // Wednesday evening and ten days are a Saturday evening: the work goes on on Monday.
    assert_eq!(days(&found), of_2027(&[("05-03", "05-05"), ("05-17", "05-18"), ("05-24", "05-24")]));
}

#[test]
fn a_milestone_stands_at_the_end_of_what_it_waits_for_and_at_the_start_of_what_was_wished() {
    let wish = Activity { constraint: Constraint::StartNoEarlierThan(Tick::start_of(day("2027-05-10"))), ..task(0) };
    let found = in_may(&[task(5), task(0), wish, task(0), task(1)], &[link(0, 1, FS, 0), link(2, 3, FS, 0), link(1, 4, FS, 0)]);
    let friday_evening = Tick::end_of(day("2027-05-07"));
    assert_eq!(found.dates()[1].early_finish, friday_evening);
    assert_eq!([2, 3].map(|place: usize| found.dates()[place].early_start.day()), [day("2027-05-10"); 2]);
    assert_eq!(found.dates()[4].early_start.day(), day("2027-05-10"));
}

#[test]
fn a_finish_that_is_held_by_a_start_can_be_told_as_microsoft_project_tells_it() {
    // A task that is to finish when another starts on a Monday works on the Friday, and is said to finish on the Monday.
    let links = [link(0, 1, FS, 0), link(1, 2, SF, 0)];
    let found = in_may(&[task(5), task(1), task(1)], &links);
    let held = found.dates()[2];
    assert_eq!((held.early_start.day(), held.early_finish.day_before()), (day("2027-05-07"), day("2027-05-07")));
    assert_eq!(found.held_finish(2, &links), Tick::start_of(day("2027-05-10")));
    assert_eq!((held.late_start.day(), held.late_finish, held.total_float), (day("2027-05-10"), Tick::end_of(day("2027-05-10")), DAY));
}

#[test]
fn a_limit_that_cannot_be_kept_shows_as_negative_float_and_moves_nothing() {
    let limit = Activity { constraint: Constraint::FinishNoLaterThan(Tick::end_of(day("2027-05-06"))), ..task(3) };
    let found = in_may(&[task(3), limit], &[link(0, 1, FS, 0)]);
    assert_eq!(days(&found), of_2027(&[("05-03", "05-05"), ("05-06", "05-10")]));
    assert_eq!(found.dates().iter().map(|dates| dates.total_float / DAY).collect::<Vec<_>>(), [-2, -2]);
    let due = Activity { deadline: Some(Tick::end_of(day("2027-05-14"))), ..task(3) };
    assert_eq!(in_may(&[due, task(20)], &[]).dates()[0].total_float, 7 * DAY);
}

#[test]
fn what_has_happened_stays_and_what_remains_goes_on_after_the_status_date() {
    let on = |text| Tick::start_of(day(text));
    let finished = Activity { actual: Actual::Finished { start: on("2027-05-03"), finish: Tick::end_of(day("2027-05-04")) }, ..task(5) };
    let started = Activity { actual: Actual::Started { start: on("2027-05-05"), remaining: 2 * DAY }, ..task(4) };
    let activities = [finished, started, task(2), task(1)];
    let found = schedule(MONDAY_TO_FRIDAY, "2027-05-03", Some("2027-05-11"), &activities, &[link(0, 1, FS, 0), link(1, 2, FS, 0), link(0, 3, FS, 0)]);
    assert_eq!(days(&found), of_2027(&[("05-03", "05-04"), ("05-05", "05-13"), ("05-14", "05-17"), ("05-12", "05-12")]));
    assert_eq!([0, 1, 2, 3].map(|place| found.dates()[place].driver), [Driver::Actual, Driver::Status, Driver::Link(1), Driver::Status]);
    assert_eq!([0, 1, 2, 3].map(|place| found.is_critical(place)), [false, true, true, false]);
}

#[test]
fn calendars_of_countries_meet_at_their_links() {
    let closed = Exception { first: day("2027-05-06"), last: day("2027-05-07"), worked: false };
    let calendars = vec![WorkTable::new(MONDAY_TO_FRIDAY, &[]), WorkTable::new(MONDAY_TO_FRIDAY, &[closed]), WorkTable::elapsed()];
    let on = |calendar, days| Activity { calendar, ..task(days) };
    let span = Span { start: Tick::start_of(day("2027-05-03")), ..Span::default() };
    let links = [link(0, 1, FS, 0), link(1, 2, FS, 0)];
    let found = Schedule::new(Network::new(calendars, vec![on(0, 3), on(1, 2), on(2, 5)], &links, span).expect("no cycle"));
    assert_eq!(days(&found), of_2027(&[("05-03", "05-05"), ("05-10", "05-11"), ("05-12", "05-16")]));
    assert_eq!(found.dates().iter().map(|dates| dates.total_float).collect::<Vec<_>>(), [2 * DAY, 0, 0], "the first can slip over the holidays");
}
