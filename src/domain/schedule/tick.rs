//! Days on the scale on which dates are calculated.
//!
//! What a tick is says `trialwright_kernel::network::tick`: the kernel knows days by their numbers, and here they are dates.

pub use trialwright_kernel::network::tick::{DAYS, TICKS_PER_DAY, Tick};

use crate::domain::date::Date;

/// Days since 1 January 1900.
pub fn day_number(date: Date) -> i64 {
    date.days_since(Date::EARLIEST)
}

/// The day with so many days before it.
pub fn date_of(day: i64) -> Date {
    Date::EARLIEST.plus_days(day)
}

/// The start of a day.
pub fn start_of(date: Date) -> Tick {
    Tick::start_of(day_number(date))
}

/// The end of a day.
pub fn end_of(date: Date) -> Tick {
    Tick::end_of(day_number(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn the_scale_spans_all_dates() {
        assert_eq!(day_number(date("2199-12-31")), DAYS as i64 - 1);
        assert_eq!((start_of(date("1900-01-01")), end_of(date("2027-05-14"))), (Tick(0), start_of(date("2027-05-15"))));
        assert_eq!(date_of(start_of(date("2027-05-14")).day()), date("2027-05-14"));
    }
}
