//! A made-up network for benches and comparisons: the same on every machine.

use super::dates::Schedule;
use super::tick::{TICKS_PER_DAY, Tick};
use super::work_table::{MONDAY_TO_FRIDAY, WorkTable};
use super::{Activity, Cycle, Ends, Lag, Link, Network, Span};
use crate::sample::{digest, sequence};

/// What a network is made of.
#[derive(Debug, Clone)]
pub struct Parts {
    /// Three calendars.
    pub calendars: Vec<WorkTable>,
    /// What takes time.
    pub activities: Vec<Activity>,
    /// What waits for what.
    pub links: Vec<Link>,
    /// Between which moments.
    pub span: Span,
}

/// So many tasks, each linked to two of the hundred before it, with links of three kinds, lags and leads.
pub fn parts(tasks: u32) -> Parts {
    let mut below = sequence();
    let calendars = vec![WorkTable::new(MONDAY_TO_FRIDAY, &[]), WorkTable::new(MONDAY_TO_FRIDAY, &[]), WorkTable::elapsed()];
    let activities =
        (0..tasks).map(|_| Activity { calendar: below(3) as usize, duration: (1 + i64::from(below(20))) * TICKS_PER_DAY, ..Activity::default() }).collect();
    let mut links = Vec::with_capacity(tasks as usize * 2);
    for to in 1..tasks {
        for _ in 0..2 {
            let ends = [Ends::FinishToStart, Ends::FinishToStart, Ends::StartToStart, Ends::FinishToFinish][below(4) as usize];
            let ticks = (i64::from(below(5)) - 1) * TICKS_PER_DAY;
            let lag = if below(4) == 0 { Lag::Elapsed(ticks) } else { Lag::Working(ticks) };
            links.push(Link { from: (to - 1 - below(to.min(100))) as usize, to: to as usize, ends, lag });
        }
    }
    // Monday 3 May 2027.
    let span = Span { start: Tick::start_of(46_508), ..Span::default() };
    Parts { calendars, activities, links, span }
}

impl Parts {
    /// The network that they make.
    pub fn network(&self) -> Result<Network, Cycle> {
        Network::new(self.calendars.clone(), self.activities.clone(), &self.links, self.span)
    }
}

/// A day more for the task in the middle, or as long as it was made. Gives how many activities that touched.
pub fn edit(schedule: &mut Schedule, parts: &Parts, longer: bool) -> usize {
    let place = parts.activities.len() / 2;
    let Some(own) = parts.activities.get(place).copied() else { return 0 };
    schedule.change(place, Activity { duration: own.duration + if longer { TICKS_PER_DAY } else { 0 }, ..own })
}

/// A number that any other dates would hardly have.
pub fn fingerprint(schedule: &Schedule) -> u64 {
    let moments = schedule.dates().iter().flat_map(|dates| [dates.early_start, dates.early_finish, dates.late_start, dates.late_finish]);
    digest(moments.map(|moment| moment.0 as u64))
}
