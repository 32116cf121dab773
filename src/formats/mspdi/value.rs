//! The values of a project file: durations, moments, and the codes for their units (Microsoft, Project XML Data Interchange
//! Schema Reference: Duration, LinkLag, LagFormat, DurationFormat).

use crate::domain::date::Date;
use crate::domain::schedule::tick::TICKS_PER_DAY;
use crate::domain::schedule::time_span::TimeSpan;

/// Minutes of a day that is not only worked.
const MINUTES_PER_CIVIL_DAY: f64 = 1_440.0;

/// The minutes in a duration such as `PT8H0M0S`; years, months and days do not occur.
pub(super) fn minutes(text: &str) -> Option<f64> {
    let mut rest = text.strip_prefix("PT")?;
    let mut minutes = 0.0;
    for (unit, factor) in [('H', 60.0), ('M', 1.0), ('S', 1.0 / 60.0)] {
        if let Some((number, after)) = rest.split_once(unit) {
            minutes += number.parse::<f64>().ok().filter(|number| number.is_finite())? * factor;
            rest = after;
        }
    }
    rest.is_empty().then_some(minutes)
}

/// The date of a moment such as `2006-09-21T17:00:00`.
pub(super) fn date(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// Whether a unit counts days on which nobody works: em, eh, ed, ew, emo, and the same with a question mark.
pub(super) fn is_elapsed(format: &str) -> bool {
    format.parse::<u8>().is_ok_and(|code| matches!(code & !32, 4 | 6 | 8 | 10 | 12 | 20))
}

/// Whether a unit is a share of something else: %, e%, and the same with a question mark.
pub(super) fn is_share(format: &str) -> bool {
    format.parse::<u8>().is_ok_and(|code| matches!(code & !32, 19 | 20))
}

/// So many minutes as a length of time, where a working day has `minutes_per_day`.
pub(super) fn span(minutes: f64, minutes_per_day: f64, elapsed: bool) -> Option<TimeSpan> {
    let per_day = if elapsed { MINUTES_PER_CIVIL_DAY } else { minutes_per_day };
    let ticks = (minutes / per_day * TICKS_PER_DAY as f64).round();
    TimeSpan::from_ticks(ticks as i64, elapsed).filter(|_| ticks.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_hours_minutes_and_seconds() {
        assert_eq!([minutes("PT8H0M0S"), minutes("PT0H30M0S"), minutes("PT90M"), minutes("PT0H0M30S")], [Some(480.0), Some(30.0), Some(90.0), Some(0.5)]);
        assert_eq!([minutes("8 days"), minutes("PT8"), minutes("P1DT8H0M0S"), minutes("PTxH")], [None; 4]);
    }

    #[test]
    fn units_are_told_apart_by_their_codes() {
        assert_eq!(["7", "39", "8", "40", "12", "20", "x"].map(is_elapsed), [false, false, true, true, true, true, false]);
        assert_eq!(["7", "19", "20", "51"].map(is_share), [false, true, true, true]);
        assert_eq!(span(480.0, 480.0, false), TimeSpan::from_ticks(480, false));
        assert_eq!(span(450.0, 450.0, false), TimeSpan::from_ticks(480, false));
        assert_eq!(span(14_400.0, 480.0, true), TimeSpan::from_ticks(4_800, true));
        assert_eq!(span(f64::MAX, 480.0, false), None);
    }
}
