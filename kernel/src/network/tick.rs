//! The scale on which dates are calculated.
//!
//! A tick is a minute of a working day of eight hours, the finest unit that Microsoft Project writes. Every civil day has
//! [`TICKS_PER_DAY`] of them, worked or not, so that calendars differ only in which days count. A moment at the border of
//! two days is the end of one and the start of the next.

use crate::model;

/// Ticks in a civil day.
pub const TICKS_PER_DAY: i64 = model::TICKS_PER_DAY as i64;

/// Civil days on the scale: from 1 January 1900, which is day 0, to 31 December 2199.
pub const DAYS: usize = 109_573;

/// A moment: ticks since the start of 1 January 1900.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tick(pub i64);

impl Tick {
    /// The start of a day, which is told as days since the first.
    pub fn start_of(day: i64) -> Tick {
        Tick(day * TICKS_PER_DAY)
    }

    /// The end of a day.
    pub fn end_of(day: i64) -> Tick {
        Tick::start_of(day + 1)
    }

    /// The day that the moment lies in, or starts.
    pub fn day(self) -> i64 {
        self.0.div_euclid(TICKS_PER_DAY)
    }

    /// The day that the moment lies in, or ends.
    pub fn day_before(self) -> i64 {
        Tick(self.0 - 1).day()
    }

    /// This moment and so many ticks.
    pub fn plus(self, ticks: i64) -> Tick {
        Tick(self.0.saturating_add(ticks))
    }
}

/// The day of a date, for tests that are written in dates: `2027-05-14`.
#[cfg(test)]
pub(crate) fn day(date: &str) -> i64 {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().expect("a number"));
    let (year, month, day) = (parts.next().expect("a year"), parts.next().expect("a month"), parts.next().expect("a day"));
    // Years begin in March, so that the day that not all of them have is their last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let since_year_0 = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    since_year_0 - 693_901
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_day_is_the_start_of_the_next_and_each_names_its_own() {
        let (friday, saturday) = (day("2027-05-14"), day("2027-05-15"));
        assert_eq!(Tick::end_of(friday), Tick::start_of(saturday));
        assert_eq!((Tick::end_of(friday).day_before(), Tick::start_of(saturday).day()), (friday, saturday));
        assert_eq!(Tick::start_of(friday).plus(1).day(), friday);
    }

    #[test]
    fn the_scale_spans_three_hundred_years() {
        assert_eq!((day("1900-01-01"), day("2199-12-31")), (0, DAYS as i64 - 1));
    }
}
