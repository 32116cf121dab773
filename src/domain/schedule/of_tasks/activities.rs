//! What a network is made of: the calendars of a plan, and its tasks as activities.

use std::collections::BTreeMap;
use std::sync::Arc;

use trialwright_kernel::network::work_table::WorkTable;
use trialwright_kernel::network::{Activity, Actual, Constraint, Lag, Span};

use super::super::calendar::{Calendar, Scheduling};
use super::super::logic::Wish;
use super::super::network::work_table;
use super::super::task::{Progress, Task, TaskKind};
use super::super::tick::{TICKS_PER_DAY, end_of, start_of};
use super::super::time_span::TimeSpan;
use crate::domain::collection::Collection;
use crate::domain::date::Date;

/// The calendars of the network: elapsed time, the plan's own, and those of the document.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) tables: Vec<WorkTable>,
    places: BTreeMap<Arc<str>, usize>,
    standard: usize,
}

impl Tables {
    pub(super) const ELAPSED: usize = 0;
    const MONDAY_TO_FRIDAY: usize = 1;

    pub(super) fn new(calendars: &Collection<Calendar>, scheduling: &Scheduling) -> Tables {
        let mut tables = vec![WorkTable::elapsed(), WorkTable::monday_to_friday()];
        let mut places = BTreeMap::new();
        for calendar in calendars.iter() {
            places.insert(calendar.id.shared(), tables.len());
            tables.push(work_table(calendar.week, &calendar.exceptions));
        }
        let standard = scheduling.calendar.as_ref().and_then(|id| places.get(id.as_str()).copied()).unwrap_or(Tables::MONDAY_TO_FRIDAY);
        Tables { tables, places, standard }
    }

    pub(super) fn of(&self, task: &Task) -> usize {
        task.calendar.as_ref().and_then(|id| self.places.get(id.as_str()).copied()).unwrap_or(self.standard)
    }
}

/// Between which moments a plan is calculated.
pub(super) fn span_of(tasks: &Collection<Task>, scheduling: &Scheduling, fallback: Date, status: Option<Date>) -> Span {
    let start = scheduling.start.or_else(|| first_date(tasks)).unwrap_or(fallback);
    Span { start: start_of(start), status: status.map(end_of), finish: None }
}

/// The start or the finish of a summary task. It holds no part back that is wanted as late as possible.
pub(super) fn border(deadline: Option<Date>) -> Activity {
    Activity { calendar: Tables::ELAPSED, own_dates: true, constraint: Constraint::AsLateAsPossible, deadline: deadline.map(end_of), ..Activity::default() }
}

/// A task that has no parts, as the network has it.
pub(super) fn activity(task: &Task, tables: &Tables, span: Span) -> Activity {
    let milestone = task.kind == TaskKind::Milestone;
    let planned = if milestone { None } else { task.planned_start.or(task.planned_finish) };
    let (calendar, duration, constraint, own_dates) = match (task.work(), planned, task.planned_finish) {
        (Some(duration), ..) => {
            let calendar = if duration.span().is_elapsed() { Tables::ELAPSED } else { tables.of(task) };
            (calendar, duration.ticks(), constraint(task.wish), false)
        }
        (_, Some(start), finish) => {
            let finish = finish.unwrap_or(start).max(start);
            (Tables::ELAPSED, (finish.days_since(start) + 1) * TICKS_PER_DAY, Constraint::StartNoEarlierThan(start_of(start)), true)
        }
        (_, None, Some(day)) if task.wish.is_none() => (Tables::ELAPSED, 0, Constraint::FinishNoEarlierThan(end_of(day)), true),
        _ => (tables.of(task), 0, constraint(task.wish), false),
    };
    let table = &tables.tables[calendar];
    let actual = match task.progress {
        Progress::NotStarted => Actual::NotStarted,
        Progress::Started { on, remaining } => {
            let start = start_of(on);
            let goes_on = span.status.map_or(start, |status| status.max(start));
            let left = table.position(start) + duration - table.position(goes_on);
            Actual::Started { start, remaining: remaining.map_or(left.max(0), |remaining| remaining.ticks()) }
        }
        Progress::Done { on, since } => {
            let finish = end_of(on);
            let start = since.map_or_else(|| table.start(table.position(finish) - duration), start_of);
            Actual::Finished { start: if duration == 0 { finish } else { start.min(start_of(on)) }, finish }
        }
    };
    Activity { calendar, duration, constraint, deadline: task.deadline.map(end_of), actual, own_dates }
}

fn constraint(wish: Option<Wish>) -> Constraint {
    match wish {
        None => Constraint::AsSoonAsPossible,
        Some(Wish::AsLateAsPossible) => Constraint::AsLateAsPossible,
        Some(Wish::StartNoEarlierThan(on)) => Constraint::StartNoEarlierThan(start_of(on)),
        Some(Wish::StartNoLaterThan(on)) => Constraint::StartNoLaterThan(start_of(on)),
        Some(Wish::FinishNoEarlierThan(on)) => Constraint::FinishNoEarlierThan(end_of(on)),
        Some(Wish::FinishNoLaterThan(on)) => Constraint::FinishNoLaterThan(end_of(on)),
        Some(Wish::MustStartOn(on)) => Constraint::MustStartOn(start_of(on)),
        Some(Wish::MustFinishOn(on)) => Constraint::MustFinishOn(end_of(on)),
    }
}

pub(super) fn lag(span: TimeSpan) -> Lag {
    if span.is_elapsed() { Lag::Elapsed(span.ticks()) } else { Lag::Working(span.ticks()) }
}

/// The first day that any task names.
fn first_date(tasks: &Collection<Task>) -> Option<Date> {
    let of = |task: &Task| {
        let actual = match task.progress {
            Progress::NotStarted => None,
            Progress::Started { on, .. } => Some(on),
            Progress::Done { on, since } => Some(since.unwrap_or(on)),
        };
        let wish = task.wish.and_then(|wish| wish.parts().1);
        [task.planned_start, task.planned_finish, actual, wish].into_iter().flatten().min()
    };
    tasks.iter().filter_map(|task| of(task)).min()
}
