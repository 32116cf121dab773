//! Early and late dates, float, and why each activity stands where it does.
//!
//! The forward and the backward pass of the critical path method with all kinds of links (PMI, Practice Standard for
//! Scheduling, 3rd ed., 2.4; Kelley and Walker, Critical-path planning and scheduling, 1959). What has happened stays as
//! it happened; the work that remains goes on after the status date and after what it waits for (retained logic).

use super::tick::Tick;
use super::{Activity, Actual, Constraint, Edge, Ends, Lag, Link, Network};

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
        for place in 0..schedule.network.len() {
            let activity = schedule.network.order()[place] as usize;
            schedule.forward(activity);
        }
        schedule.finish = schedule.last_finish();
        for place in (0..schedule.network.len()).rev() {
            let activity = schedule.network.order()[place] as usize;
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

    /// The day, by its number, of the late or early finish `moment` of an activity whose work, if it has any, ends there: a
    /// milestone at the start of a day stands on that day.
    pub fn finish_day(&self, activity: usize, moment: Tick) -> i64 {
        let calendar = self.network.calendar(activity);
        let begins_a_day = self.work(activity) == 0 && moment > calendar.finish(calendar.position(moment));
        if begins_a_day { moment.day() } else { moment.day_before() }
    }

    /// When an activity finishes early, as Microsoft Project writes it: where a start holds the finish of work, at that
    /// start, which may be days after the last day of work.
    pub fn held_finish(&self, activity: usize, links: &[Link]) -> Tick {
        let dates = self.dates[activity];
        let held = match dates.driver {
            Driver::Link(link) => links.get(link).filter(|link| link.ends == Ends::StartToFinish && link.lag == Lag::Working(0)),
            _ => None,
        };
        let calendar = self.network.calendar(activity);
        let moment = held.map(|link| self.dates[link.from].early_start).filter(|moment| calendar.position(*moment) == calendar.position(dates.early_finish));
        moment.unwrap_or(dates.early_finish)
    }

    /// Where the activities that are wanted as late as possible stand: as late as they can without moving a successor,
    /// which may itself be wanted so. Pairs of the activity and its dates then; its early dates stay what they are.
    pub fn as_late_as_possible(&self) -> Vec<(usize, Dates)> {
        let wanted = |activity: usize| {
            let own = self.network.activities[activity];
            own.constraint == Constraint::AsLateAsPossible && own.actual == Actual::NotStarted
        };
        if !(0..self.network.len()).any(wanted) {
            return Vec::new();
        }
        let mut placed: Vec<i64> = self.dates.iter().map(|dates| dates.early).collect();
        let mut moved = Vec::new();
        for activity in self.network.order().iter().rev().map(|activity| *activity as usize).filter(|activity| wanted(*activity)) {
            let (calendar, work, dates) = (self.network.calendar(activity), self.work(activity), self.dates[activity]);
            let end = calendar.position(self.finish) - work;
            let held = self.network.successors(activity).iter().filter_map(|edge| self.latest(activity, edge, placed[edge.other as usize]));
            // A limit of its own holds it as well; nothing brings it before its early dates.
            let at = held.fold(end, i64::min).min(dates.late.max(dates.early)).max(dates.early);
            placed[activity] = at;
            let finish = if at == dates.early { dates.early_finish } else { calendar.finish(at + work) };
            let start = if work == 0 { finish } else { calendar.start(at) };
            moved.push((activity, Dates { early_start: start, early_finish: finish, early: at, total_float: dates.late - at, free_float: 0, ..dates }));
        }
        moved
    }

    /// The longest path: from the activity that finishes last back along what drives each, first to last.
    pub fn longest_path(&self, links: &[Link]) -> Vec<usize> {
        // Of those that finish last, the one that waits for the others.
        let last = (0..self.dates.len()).max_by_key(|activity| (self.dates[*activity].early_finish, self.network.rank(*activity)));
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
        let (Activity { constraint, actual, own_dates, .. }, calendar, span) =
            (self.network.activities[activity], self.network.calendar(activity), self.network.span);
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
        let first = if own_dates { Tick(0) } else { span.start };
        let mut at = Bound { position: calendar.position(first), driver: Driver::Start, by: By::Start };
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
            let (moment, work, by) = match edge.ends {
                Ends::StartToStart if matches!(actual, Actual::Started { .. }) => continue,
                Ends::FinishToStart => (other.early_finish, 0, By::after(other.early_finish, edge.lag)),
                Ends::StartToStart => (other.early_start, 0, By::Start),
                Ends::FinishToFinish => (other.early_finish, work, By::after(other.early_finish, edge.lag)),
                Ends::StartToFinish => (other.early_start, work, By::Start),
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
        let far = match edge.ends {
            Ends::StartToStart if started => return None,
            Ends::FinishToStart | Ends::StartToStart => at,
            Ends::FinishToFinish | Ends::StartToFinish => at + self.work(other),
        };
        let moment = match edge.lag {
            Lag::Working(ticks) => theirs.start(far - ticks),
            Lag::Elapsed(ticks) => theirs.start(far).plus(-ticks),
        };
        let dates = self.dates[activity];
        match edge.ends {
            Ends::FinishToStart | Ends::FinishToFinish if dates.early_finish > calendar.finish(dates.early + work) => Some(calendar.last_start_by(moment)),
            Ends::FinishToStart | Ends::FinishToFinish => Some(calendar.position(moment) - work),
            // What has started cannot start later.
            Ends::StartToStart | Ends::StartToFinish if matches!(self.network.activities[activity].actual, Actual::Started { .. }) => None,
            Ends::StartToStart | Ends::StartToFinish => Some(calendar.last_start_by(moment)),
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
mod tests;
