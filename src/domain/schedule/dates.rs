//! Early and late dates, float, and why each activity stands where it does.
//!
//! The forward and the backward pass of the critical path method with all kinds of links (PMI, Practice Standard for
//! Scheduling, 3rd ed., 2.4; Kelley and Walker, Critical-path planning and scheduling, 1959). What has happened stays as
//! it happened; the work that remains goes on after the status date and after what it waits for (retained logic).

use super::network::{Activity, Actual, Constraint, Edge, Lag, LinkKind, Network};
use super::tick::Tick;

/// Why an activity starts, or goes on, no earlier than it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Driver {
    /// Nothing holds it but the start of the plan.
    #[default]
    Start,
    /// The status date: it has not happened by then.
    Status,
    /// A wish of the planner.
    Constraint,
    /// A link, by its place.
    Link(usize),
    /// It has happened.
    Actual,
}

/// When an activity can happen, and when it must.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    /// The earliest start.
    pub early_start: Tick,
    /// The earliest finish.
    pub early_finish: Tick,
    /// The latest start that delays nothing.
    pub late_start: Tick,
    /// The latest finish that delays nothing.
    pub late_finish: Tick,
    /// Ticks on its own calendar that it can slip before the end of the plan, or a date that limits it, does. Negative
    /// where a limit cannot be kept; 0 for what is finished.
    pub total_float: i64,
    /// Ticks on its own calendar that it can slip before any successor does.
    pub free_float: i64,
    /// What it waits for.
    pub driver: Driver,
    /// Where its work, or what remains of it, begins on its own calendar.
    pub(super) early: i64,
    /// The same as late as possible.
    pub(super) late: i64,
}

/// A schedule: a network with its dates.
#[derive(Debug, Clone)]
pub struct Schedule {
    pub(super) network: Network,
    pub(super) dates: Vec<Dates>,
    pub(super) finish: Tick,
}

impl Schedule {
    /// Calculates a network.
    pub fn new(network: Network) -> Schedule {
        let mut schedule = Schedule { dates: vec![Dates::default(); network.len()], finish: network.span.start, network };
        for place in 0..schedule.network.order.len() {
            let activity = schedule.network.order[place] as usize;
            schedule.forward(activity);
        }
        schedule.finish = schedule.last_finish();
        for place in (0..schedule.network.order.len()).rev() {
            let activity = schedule.network.order[place] as usize;
            schedule.backward(activity);
        }
        schedule
    }

    /// The network.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The dates of the activities, by their places.
    pub fn dates(&self) -> &[Dates] {
        &self.dates
    }

    /// The last early finish; the start of the plan where it has no activity.
    pub fn finish(&self) -> Tick {
        self.finish
    }

    /// Whether an activity is unfinished and has no float.
    pub fn is_critical(&self, activity: usize) -> bool {
        let finished = matches!(self.network.activities[activity].actual, Actual::Finished { .. });
        !finished && self.dates[activity].total_float <= 0
    }

    /// When an activity finishes early, as Microsoft Project writes it: where a start holds the finish of work, at that
    /// start, which may be days after the last day of work.
    pub fn held_finish(&self, activity: usize, links: &[super::network::Link]) -> Tick {
        let dates = self.dates[activity];
        let held = match dates.driver {
            Driver::Link(link) => links.get(link).filter(|link| link.kind == LinkKind::StartToFinish && link.lag == Lag::Working(0)),
            _ => None,
        };
        let calendar = self.network.calendar(activity);
        let moment = held.map(|link| self.dates[link.from].early_start).filter(|moment| calendar.position(*moment) == calendar.position(dates.early_finish));
        moment.unwrap_or(dates.early_finish)
    }

    /// The longest path: from the activity that finishes last back along what drives each, first to last.
    pub fn longest_path(&self, links: &[super::network::Link]) -> Vec<usize> {
        let last = (0..self.dates.len()).rev().max_by_key(|activity| self.dates[*activity].early_finish);
        let mut path: Vec<usize> = std::iter::successors(last, |activity| match self.dates[*activity].driver {
            Driver::Link(link) => links.get(link).map(|link| link.from),
            _ => None,
        })
        .collect();
        path.reverse();
        path
    }

    pub(super) fn last_finish(&self) -> Tick {
        self.dates.iter().map(|dates| dates.early_finish).max().unwrap_or(self.network.span.start)
    }

    /// The early dates of an activity, from those of its predecessors. Whether anything changed that others build on.
    pub(super) fn forward(&mut self, activity: usize) -> bool {
        let before = self.dates[activity];
        let next = self.early(activity);
        let changed = (before.early_start, before.early_finish, before.early) != (next.early_start, next.early_finish, next.early);
        self.dates[activity] = next;
        changed
    }

    /// The late dates and the float of an activity, from those of its successors. Whether its late dates changed.
    pub(super) fn backward(&mut self, activity: usize) -> bool {
        let before = self.dates[activity];
        let next = self.late(activity);
        self.dates[activity] = next;
        (before.late_start, before.late_finish, before.late) != (next.late_start, next.late_finish, next.late)
    }

    fn early(&self, activity: usize) -> Dates {
        let (Activity { constraint, actual, .. }, calendar, span) = (self.network.activities[activity], self.network.calendar(activity), self.network.span);
        let was = self.dates[activity];
        if let Actual::Finished { start, finish } = actual {
            let early = calendar.position(finish);
            return Dates {
                early_start: start,
                early_finish: finish,
                late_start: start,
                late_finish: finish,
                total_float: 0,
                free_float: 0,
                driver: Driver::Actual,
                early,
                late: early,
            };
        }
        let work = self.work(activity);
        // The latest of what is asked of its start.
        let mut at = Bound { position: calendar.position(span.start), driver: Driver::Start, by: By::Start };
        let mut ask = |position: i64, driver: Driver, by: By| {
            if position > at.position {
                at = Bound { position, driver, by };
            }
        };
        if let Some(status) = span.status {
            ask(calendar.position(status), Driver::Status, By::Start);
        }
        if let Actual::Started { start, .. } = actual {
            ask(calendar.position(start), Driver::Actual, By::Start);
        } else {
            match constraint {
                Constraint::StartNoEarlierThan(moment) | Constraint::MustStartOn(moment) => ask(calendar.position(moment), Driver::Constraint, By::Start),
                Constraint::FinishNoEarlierThan(moment) | Constraint::MustFinishOn(moment) => {
                    ask(calendar.position(moment) - work, Driver::Constraint, By::Finish)
                }
                Constraint::AsSoonAsPossible | Constraint::AsLateAsPossible | Constraint::StartNoLaterThan(_) | Constraint::FinishNoLaterThan(_) => {}
            }
        }
        for edge in self.network.predecessors(activity) {
            let other = &self.dates[edge.other as usize];
            // Once it has started, a link to its start has done its duty.
            let (moment, work, by) = match edge.kind {
                LinkKind::StartToStart if matches!(actual, Actual::Started { .. }) => continue,
                LinkKind::FinishToStart => (other.early_finish, 0, By::after(other.early_finish, edge.lag)),
                LinkKind::StartToStart => (other.early_start, 0, By::Start),
                LinkKind::FinishToFinish => (other.early_finish, work, By::after(other.early_finish, edge.lag)),
                LinkKind::StartToFinish => (other.early_start, work, By::Start),
            };
            let reached = match edge.lag {
                Lag::Working(ticks) => calendar.position(moment) + ticks,
                Lag::Elapsed(ticks) => calendar.position(moment.plus(ticks)),
            };
            ask(reached - work, Driver::Link(edge.link as usize), by);
        }
        let (from, to) = (at.position, at.position + work);
        let early_finish = match at.by {
            By::Start if work == 0 => calendar.start(to),
            By::Moment(moment) if work == 0 && moment > calendar.finish(to) => calendar.start(to),
            By::Start | By::Finish | By::Moment(_) => calendar.finish(to),
        };
        let early_start = match actual {
            Actual::Started { start, .. } => start,
            _ if work == 0 => early_finish,
            _ => calendar.start(from),
        };
        Dates { early_start, early_finish, driver: at.driver, early: from, ..was }
    }

    fn late(&self, activity: usize) -> Dates {
        let (own, calendar, span) = (self.network.activities[activity], self.network.calendar(activity), self.network.span);
        let dates = self.dates[activity];
        if matches!(own.actual, Actual::Finished { .. }) {
            return dates;
        }
        let work = self.work(activity);
        let end = calendar.position(span.finish.unwrap_or(self.finish)) - work;
        let (mut late, mut free) = (end, calendar.position(self.finish) - work);
        for edge in self.network.successors(activity) {
            let other = &self.dates[edge.other as usize];
            late = late.min(self.latest(activity, edge, other.late).unwrap_or(late));
            free = free.min(self.latest(activity, edge, other.early).unwrap_or(free));
        }
        if !matches!(own.actual, Actual::Started { .. }) {
            match own.constraint {
                Constraint::StartNoLaterThan(moment) | Constraint::MustStartOn(moment) => late = late.min(calendar.last_start_by(moment)),
                Constraint::FinishNoLaterThan(moment) | Constraint::MustFinishOn(moment) => late = late.min(calendar.position(moment) - work),
                Constraint::AsSoonAsPossible | Constraint::AsLateAsPossible | Constraint::StartNoEarlierThan(_) | Constraint::FinishNoEarlierThan(_) => {}
            }
        }
        if let Some(deadline) = own.deadline {
            late = late.min(calendar.position(deadline) - work);
        }
        let starts_a_day = work == 0 && dates.early_finish == calendar.start(dates.early);
        let late_finish = if starts_a_day { calendar.start(late) } else { calendar.finish(late + work) };
        let late_start = match own.actual {
            Actual::Started { start, .. } => start,
            _ if work == 0 => late_finish,
            _ => calendar.start(late),
        };
        Dates { late_start, late_finish, total_float: late - dates.early, free_float: free - dates.early, late, ..dates }
    }

    /// The latest position at which the work of an activity can begin so that a successor, whose own work begins at `at`,
    /// does not move; `None` where the successor does not depend on it any more.
    fn latest(&self, activity: usize, edge: &Edge, at: i64) -> Option<i64> {
        let other = edge.other as usize;
        let (calendar, theirs, work) = (self.network.calendar(activity), self.network.calendar(other), self.work(activity));
        let started = match self.network.activities[other].actual {
            Actual::Finished { .. } => return None,
            Actual::Started { .. } => true,
            Actual::NotStarted => false,
        };
        // Where the far end of the link stands, on the successor's calendar.
        let far = match edge.kind {
            LinkKind::StartToStart if started => return None,
            LinkKind::FinishToStart | LinkKind::StartToStart => at,
            LinkKind::FinishToFinish | LinkKind::StartToFinish => at + self.work(other),
        };
        let moment = match edge.lag {
            Lag::Working(ticks) => theirs.start(far - ticks),
            Lag::Elapsed(ticks) => theirs.start(far).plus(-ticks),
        };
        let dates = self.dates[activity];
        match edge.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish if dates.early_finish > calendar.finish(dates.early + work) => {
                Some(calendar.last_start_by(moment))
            }
            LinkKind::FinishToStart | LinkKind::FinishToFinish => Some(calendar.position(moment) - work),
            // What has started cannot start later.
            LinkKind::StartToStart | LinkKind::StartToFinish if matches!(self.network.activities[activity].actual, Actual::Started { .. }) => None,
            LinkKind::StartToStart | LinkKind::StartToFinish => Some(calendar.last_start_by(moment)),
        }
    }

    /// The ticks of work that an activity, which is not finished, still takes.
    fn work(&self, activity: usize) -> i64 {
        match self.network.activities[activity] {
            Activity { actual: Actual::Started { remaining, .. }, .. } => remaining.max(0),
            Activity { actual: Actual::Finished { .. }, .. } => 0,
            Activity { duration, .. } => duration.max(0),
        }
    }
}

/// The latest of what is asked of a start.
struct Bound {
    position: i64,
    driver: Driver,
    by: By,
}

/// What kind of moment asks. Between two worked days a milestone stands at the end of the one or at the start of the
/// other, and whatever follows it on another calendar can tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// A start: the milestone begins a day.
    Start,
    /// A finish: the milestone ends a day.
    Finish,
    /// The finish of something else: the milestone is not before it.
    Moment(Tick),
}

impl By {
    fn after(finish: Tick, lag: Lag) -> By {
        if lag == Lag::Working(0) { By::Moment(finish) } else { By::Finish }
    }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::{CalendarException, WorkWeek};
    use super::super::network::{Cycle, Link, Span};
    use super::super::tick::TICKS_PER_DAY as DAY;
    use super::super::work_table::WorkTable;
    use super::*;
    use crate::domain::date::Date;
    use LinkKind::{FinishToFinish as FF, FinishToStart as FS, StartToFinish as SF, StartToStart as SS};

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn link(from: usize, to: usize, kind: LinkKind, days: i64) -> Link {
        Link { from, to, kind, lag: Lag::Working(days * DAY) }
    }

    fn task(days: i64) -> Activity {
        Activity { duration: days * DAY, ..Activity::default() }
    }

    fn schedule(week: WorkWeek, start: &str, status: Option<&str>, activities: &[Activity], links: &[Link]) -> Schedule {
        let span = Span { start: Tick::start_of(date(start)), status: status.map(|status| Tick::end_of(date(status))), finish: None };
        let network = Network::new(vec![WorkTable::new(week, &[])], activities.to_vec(), links, span);
        Schedule::new(network.unwrap_or_else(|Cycle(round)| panic!("a cycle: {round:?}")))
    }

    /// Monday 3 May 2027 and the four weeks after it, Monday to Friday.
    fn in_may(activities: &[Activity], links: &[Link]) -> Schedule {
        schedule(WorkWeek::MONDAY_TO_FRIDAY, "2027-05-03", None, activities, links)
    }

    /// First and last day, early, of each activity.
    fn days(schedule: &Schedule) -> Vec<(String, String)> {
        let short = |date: Date| date.iso()[5..].to_owned();
        schedule.dates().iter().map(|dates| (short(dates.early_start.date()), short(dates.early_finish.date_before()))).collect()
    }

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(start, finish)| ((*start).to_owned(), (*finish).to_owned())).collect()
    }

    #[test]
    fn all_four_links_with_lags_and_a_lead_give_the_published_dates_and_floats() {
        // Vector pdm_mixed: A to E with durations 5, 8, 4, 6, 2.
        let links = [link(0, 1, SS, 3), link(0, 1, FF, 4), link(1, 2, FS, -1), link(0, 3, SF, 9), link(2, 4, FS, 0), link(3, 4, FS, 2)];
        let found = schedule(WorkWeek::EVERY_DAY, "1900-01-01", None, &[5, 8, 4, 6, 2].map(task), &links);
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
        assert_eq!(days(&found), owned(&[("05-03", "05-05"), ("05-17", "05-18"), ("05-24", "05-24")]));
    }

    #[test]
    fn a_milestone_stands_at_the_end_of_what_it_waits_for_and_at_the_start_of_what_was_wished() {
        let wish = Activity { constraint: Constraint::StartNoEarlierThan(Tick::start_of(date("2027-05-10"))), ..task(0) };
        let found = in_may(&[task(5), task(0), wish, task(0), task(1)], &[link(0, 1, FS, 0), link(2, 3, FS, 0), link(1, 4, FS, 0)]);
        let friday_evening = Tick::end_of(date("2027-05-07"));
        assert_eq!(found.dates()[1].early_finish, friday_evening);
        assert_eq!([2, 3].map(|place: usize| found.dates()[place].early_start.date()), [date("2027-05-10"); 2]);
        assert_eq!(found.dates()[4].early_start.date(), date("2027-05-10"));
    }

    #[test]
    fn a_finish_that_is_held_by_a_start_can_be_told_as_microsoft_project_tells_it() {
        // A task that is to finish when another starts on a Monday works on the Friday, and is said to finish on the Monday.
        let links = [link(0, 1, FS, 0), link(1, 2, SF, 0)];
        let found = in_may(&[task(5), task(1), task(1)], &links);
        let held = found.dates()[2];
        assert_eq!((held.early_start.date(), held.early_finish.date_before()), (date("2027-05-07"), date("2027-05-07")));
        assert_eq!(found.held_finish(2, &links), Tick::start_of(date("2027-05-10")));
        assert_eq!((held.late_start.date(), held.late_finish, held.total_float), (date("2027-05-10"), Tick::end_of(date("2027-05-10")), DAY));
    }

    #[test]
    fn a_limit_that_cannot_be_kept_shows_as_negative_float_and_moves_nothing() {
        let limit = Activity { constraint: Constraint::FinishNoLaterThan(Tick::end_of(date("2027-05-06"))), ..task(3) };
        let found = in_may(&[task(3), limit], &[link(0, 1, FS, 0)]);
        assert_eq!(days(&found), owned(&[("05-03", "05-05"), ("05-06", "05-10")]));
        assert_eq!(found.dates().iter().map(|dates| dates.total_float / DAY).collect::<Vec<_>>(), [-2, -2]);
        let due = Activity { deadline: Some(Tick::end_of(date("2027-05-14"))), ..task(3) };
        assert_eq!(in_may(&[due, task(20)], &[]).dates()[0].total_float, 7 * DAY);
    }

    #[test]
    fn what_has_happened_stays_and_what_remains_goes_on_after_the_status_date() {
        let on = |text| Tick::start_of(date(text));
        let finished = Activity { actual: Actual::Finished { start: on("2027-05-03"), finish: Tick::end_of(date("2027-05-04")) }, ..task(5) };
        let started = Activity { actual: Actual::Started { start: on("2027-05-05"), remaining: 2 * DAY }, ..task(4) };
        let activities = [finished, started, task(2), task(1)];
        let found =
            schedule(WorkWeek::MONDAY_TO_FRIDAY, "2027-05-03", Some("2027-05-11"), &activities, &[link(0, 1, FS, 0), link(1, 2, FS, 0), link(0, 3, FS, 0)]);
        assert_eq!(days(&found), owned(&[("05-03", "05-04"), ("05-05", "05-13"), ("05-14", "05-17"), ("05-12", "05-12")]));
        assert_eq!([0, 1, 2, 3].map(|place| found.dates()[place].driver), [Driver::Actual, Driver::Status, Driver::Link(1), Driver::Status]);
        assert_eq!([0, 1, 2, 3].map(|place| found.is_critical(place)), [false, true, true, false]);
    }

    #[test]
    fn calendars_of_countries_meet_at_their_links() {
        let closed = CalendarException { name: "Holidays".to_owned(), first: date("2027-05-06"), last: date("2027-05-07"), worked: false };
        let calendars = vec![WorkTable::new(WorkWeek::MONDAY_TO_FRIDAY, &[]), WorkTable::new(WorkWeek::MONDAY_TO_FRIDAY, &[closed]), WorkTable::elapsed()];
        let on = |calendar, days| Activity { calendar, ..task(days) };
        let span = Span { start: Tick::start_of(date("2027-05-03")), ..Span::default() };
        let links = [link(0, 1, FS, 0), link(1, 2, FS, 0)];
        let found = Schedule::new(Network::new(calendars, vec![on(0, 3), on(1, 2), on(2, 5)], &links, span).expect("no cycle"));
        assert_eq!(days(&found), owned(&[("05-03", "05-05"), ("05-10", "05-11"), ("05-12", "05-16")]));
        assert_eq!(found.dates().iter().map(|dates| dates.total_float).collect::<Vec<_>>(), [2 * DAY, 0, 0], "the first can slip over the holidays");
    }
}
