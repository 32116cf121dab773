//! A calendar made ready for calculating: from a moment to the work done before it and back, each in one step.

use std::sync::{Arc, LazyLock};

use super::tick::{DAYS, TICKS_PER_DAY, Tick};

/// Which days of the week are worked, Monday first.
pub type Week = [bool; 7];

/// Monday to Friday.
pub const MONDAY_TO_FRIDAY: Week = [true, true, true, true, true, false, false];

/// Every day.
pub const EVERY_DAY: Week = [true; 7];

/// A run of days on which a calendar is another than its week says; days are told by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exception {
    /// The first day.
    pub first: i64,
    /// The last day.
    pub last: i64,
    /// Whether these days are worked.
    pub worked: bool,
}

/// A calendar over all days that a date can be. Cheap to clone.
///
/// A *position* is the number of worked ticks before a moment. All moments of a gap between worked days have the same
/// position, so a position has an earliest moment, at which work ends, and a latest, at which work begins.
#[derive(Clone)]
pub struct WorkTable {
    /// Worked days before each day, and before the day after the last.
    before: Arc<[u32]>,
    /// The worked days.
    worked: Arc<[u32]>,
}

impl WorkTable {
    /// The table of a week with its exceptions, of which the later hold where they overlap.
    pub fn new(week: Week, exceptions: &[Exception]) -> WorkTable {
        // 1 January 1900 was a Monday.
        let mut works: Vec<bool> = (0..DAYS).map(|day| week[day % 7]).collect();
        for exception in exceptions {
            let first = index(exception.first);
            let end = index(exception.last.saturating_add(1));
            // A run that ends before it begins has no days.
            if let Some(days) = works.get_mut(first..end) {
                days.fill(exception.worked);
            }
        }
        let mut before = Vec::with_capacity(DAYS + 1);
        let mut worked = Vec::with_capacity(DAYS);
        for (day, works) in works.into_iter().enumerate() {
            before.push(worked.len() as u32);
            if works {
                worked.push(day as u32);
            }
        }
        before.push(worked.len() as u32);
        WorkTable { before: before.into(), worked: worked.into() }
    }

    /// The table on which every day is worked: elapsed time.
    pub fn elapsed() -> WorkTable {
        static ELAPSED: LazyLock<WorkTable> = LazyLock::new(|| WorkTable::new(EVERY_DAY, &[]));
        ELAPSED.clone()
    }

    /// The table of a calendar without holidays.
    pub fn monday_to_friday() -> WorkTable {
        static PLAIN: LazyLock<WorkTable> = LazyLock::new(|| WorkTable::new(MONDAY_TO_FRIDAY, &[]));
        PLAIN.clone()
    }

    /// The worked days, in order, as days since the first that there is.
    pub fn worked_days(&self) -> &[u32] {
        &self.worked
    }

    /// The work before a moment, in ticks.
    pub fn position(&self, moment: Tick) -> i64 {
        let ticks = moment.0.clamp(0, DAYS as i64 * TICKS_PER_DAY);
        let (day, rest) = ((ticks / TICKS_PER_DAY) as usize, ticks % TICKS_PER_DAY);
        let before = self.worked_before(day);
        before * TICKS_PER_DAY + if self.worked_before(day + 1) > before { rest } else { 0 }
    }

    /// The moment at which work goes on after a position.
    pub fn start(&self, position: i64) -> Tick {
        let (day, rest) = (position.div_euclid(TICKS_PER_DAY), position.rem_euclid(TICKS_PER_DAY));
        Tick(self.worked_day(day) * TICKS_PER_DAY + rest)
    }

    /// The moment at which work up to a position ends.
    pub fn finish(&self, position: i64) -> Tick {
        if position.rem_euclid(TICKS_PER_DAY) == 0 {
            Tick((self.worked_day(position.div_euclid(TICKS_PER_DAY) - 1) + 1) * TICKS_PER_DAY)
        } else {
            self.start(position)
        }
    }

    /// The latest position at which work that begins no later than a moment can begin.
    pub fn last_start_by(&self, moment: Tick) -> i64 {
        let position = self.position(moment);
        if self.start(position) <= moment { position } else { position - 1 }
    }

    fn worked_before(&self, day: usize) -> i64 {
        i64::from(self.before.get(day).or(self.before.last()).copied().unwrap_or_default())
    }

    /// The day on which so many days have been worked before; beyond the last the days go on without weekends, so that
    /// what does not fit on the calendar still has an order.
    fn worked_day(&self, number: i64) -> i64 {
        match usize::try_from(number) {
            Ok(place) => match self.worked.get(place) {
                Some(day) => i64::from(*day),
                None => DAYS as i64 + number - self.worked.len() as i64,
            },
            Err(_) => number,
        }
    }
}

impl std::fmt::Debug for WorkTable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "WorkTable({} days worked)", self.worked.len())
    }
}

fn index(day: i64) -> usize {
    usize::try_from(day).unwrap_or_default().min(DAYS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tick::day;
    use super::*;

    fn closed(first: &str, last: &str, worked: bool) -> Exception {
        Exception { first: day(first), last: day(last), worked }
    }

    /// So many working days from the start of a day: when the work ends.
    fn after(table: &WorkTable, start: &str, days: i64) -> i64 {
        table.finish(table.position(Tick::start_of(day(start))) + days * TICKS_PER_DAY).day_before()
    }

    #[test]
    fn work_passes_over_weekends_and_holidays_and_takes_in_days_that_are_worked_all_the_same() {
        let plain = WorkTable::new(MONDAY_TO_FRIDAY, &[]);
        assert_eq!(after(&plain, "2027-05-14", 1), day("2027-05-14"));
        assert_eq!(after(&plain, "2027-05-14", 2), day("2027-05-17"));
        // Whit Monday is free, and a Saturday is worked for it.
        let may = [closed("2027-05-17", "2027-05-17", false), closed("2027-05-22", "2027-05-22", true)];
        let germany = WorkTable::new(MONDAY_TO_FRIDAY, &may);
        assert_eq!(after(&germany, "2027-05-14", 2), day("2027-05-18"));
        assert_eq!(after(&germany, "2027-05-14", 6), day("2027-05-22"));
        assert_eq!(after(&WorkTable::elapsed(), "2027-05-14", 7), day("2027-05-20"));
    }

    #[test]
    fn a_gap_is_one_position_with_two_ends() {
        let table = WorkTable::new(MONDAY_TO_FRIDAY, &[]);
        let (friday, monday) = (Tick::end_of(day("2027-05-14")), Tick::start_of(day("2027-05-17")));
        assert_eq!(table.position(friday), table.position(monday));
        assert_eq!(table.position(Tick::start_of(day("2027-05-16"))), table.position(monday));
        assert_eq!((table.finish(table.position(monday)), table.start(table.position(friday))), (friday, monday));
        assert_eq!(table.last_start_by(monday), table.position(monday));
        assert_eq!(table.last_start_by(monday.plus(-1)), table.position(monday) - 1);
    }

    #[test]
    fn a_calendar_without_any_worked_day_still_answers() {
        let never = WorkTable::new(MONDAY_TO_FRIDAY, &[closed("1900-01-01", "2199-12-31", false)]);
        assert!(never.start(5 * TICKS_PER_DAY) > never.start(0));
        assert_eq!(never.position(Tick::start_of(day("2027-05-14"))), 0);
    }

    proptest! {
        #[test]
        fn a_position_has_a_start_and_a_finish_that_lead_back_to_it(position in 0i64..60_000 * TICKS_PER_DAY, week in 1u8..128) {
            let table = WorkTable::new(std::array::from_fn(|day| week & (1 << day) != 0), &[]);
            prop_assume!(position < table.position(Tick(i64::MAX)));
            prop_assert_eq!(table.position(table.start(position)), position);
            prop_assert_eq!(table.position(table.finish(position)), position);
            prop_assert!(table.finish(position) <= table.start(position));
            prop_assert_eq!(table.last_start_by(table.start(position)), position);
        }
    }
}
