//! The scale on which dates are calculated.
//!
//! A tick is a minute of a working day of eight hours, the finest unit that Microsoft Project writes. Every civil day has
//! [`TICKS_PER_DAY`] of them, worked or not, so that calendars differ only in which days count. A moment at the border of
//! two days is the end of one and the start of the next.

use crate::domain::date::Date;

/// Ticks in a civil day.
pub const TICKS_PER_DAY: i64 = 480;

/// Civil days from the first that a [`Date`] can be to the last.
pub const DAYS: usize = 109_573;

/// A moment: ticks since the start of 1 January 1900.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tick(pub i64);

impl Tick {
    /// The start of a day.
    pub fn start_of(date: Date) -> Tick {
        Tick(day_number(date) * TICKS_PER_DAY)
    }

    /// The end of a day.
    pub fn end_of(date: Date) -> Tick {
        Tick((day_number(date) + 1) * TICKS_PER_DAY)
    }

    /// The day that the moment lies in, or starts.
    pub fn date(self) -> Date {
        Date::EARLIEST.plus_days(self.0.div_euclid(TICKS_PER_DAY))
    }

    /// The day that the moment lies in, or ends.
    pub fn date_before(self) -> Date {
        Tick(self.0 - 1).date()
    }

    /// This moment and so many ticks.
    pub fn plus(self, ticks: i64) -> Tick {
        Tick(self.0.saturating_add(ticks))
    }
}

/// Days since 1 January 1900.
pub fn day_number(date: Date) -> i64 {
    date.days_since(Date::EARLIEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn the_end_of_a_day_is_the_start_of_the_next_and_each_names_its_own() {
        let (friday, saturday) = (date("2027-05-14"), date("2027-05-15"));
        assert_eq!(Tick::end_of(friday), Tick::start_of(saturday));
        assert_eq!((Tick::end_of(friday).date_before(), Tick::start_of(saturday).date()), (friday, saturday));
        assert_eq!(Tick::start_of(friday).plus(1).date(), friday);
    }

    #[test]
    fn the_scale_spans_all_dates() {
        assert_eq!(day_number(date("2199-12-31")), DAYS as i64 - 1);
        assert_eq!(Tick::start_of(date("1900-01-01")), Tick(0));
    }
}
