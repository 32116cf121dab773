//! Lengths of time in days: worked days, or days that pass whether anybody works or not.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Number;
use trialwright_macros::Read;

use super::tick::TICKS_PER_DAY;
use crate::domain::words::clipped;

/// The longest that anything takes or waits: a hundred years.
const LONGEST: i64 = 36_525 * TICKS_PER_DAY;

/// A length of time to the tick; negative where something overlaps. At most a hundred years either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TimeSpan {
    ticks: i64,
    elapsed: bool,
}

/// How long work takes: a [`TimeSpan`] that is not negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Duration(TimeSpan);

impl TimeSpan {
    /// A length in ticks; `None` beyond a hundred years.
    pub fn from_ticks(ticks: i64, elapsed: bool) -> Option<TimeSpan> {
        (-LONGEST..=LONGEST).contains(&ticks).then_some(TimeSpan { ticks, elapsed })
    }

    /// The length in ticks.
    pub fn ticks(self) -> i64 {
        self.ticks
    }

    /// Whether days count that nobody works.
    pub fn is_elapsed(self) -> bool {
        self.elapsed
    }

    /// The length in days.
    pub fn days(self) -> f64 {
        self.ticks as f64 / TICKS_PER_DAY as f64
    }

    /// The length to the tick, as short as planners write it: `5d`, `-1.5d`, `10ed`. It is read again as it was.
    pub fn short(self) -> String {
        format!("{}{}", self.days(), if self.elapsed { "ed" } else { "d" })
    }

    fn from_days(days: f64, elapsed: bool) -> Option<TimeSpan> {
        let ticks = (days * TICKS_PER_DAY as f64).round();
        // Whatever is too large for it stops at the ends of the type, and those are refused.
        TimeSpan::from_ticks(ticks as i64, elapsed).filter(|_| ticks.is_finite())
    }
}

impl Duration {
    /// So much time; `None` where it is negative.
    pub fn new(span: TimeSpan) -> Option<Duration> {
        (span.ticks >= 0).then_some(Duration(span))
    }

    /// Whole worked days; `None` beyond a hundred years.
    pub fn working_days(days: u32) -> Option<Duration> {
        TimeSpan::from_ticks(i64::from(days) * TICKS_PER_DAY, false).map(Duration)
    }

    /// The length of time.
    pub fn span(self) -> TimeSpan {
        self.0
    }

    /// The length in ticks.
    pub fn ticks(self) -> i64 {
        self.0.ticks
    }
}

/// Why a text is no length of time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeSpanFault {
    /// It is not of a form that is read.
    #[error("“{0}” is not a length of time; write days, such as 10, 2.5, 3 weeks or 30 elapsed days")]
    Form(String),
    /// It is too long.
    #[error("“{0}” is more than a hundred years")]
    TooLong(String),
    /// It is negative where that makes no sense.
    #[error("“{0}” is less than nothing; work takes some time, or none")]
    Negative(String),
}

/// As a planner types it: `10`, `2.5 days`, `3 weeks` (of five working days), `30 elapsed days`, `4 ew`.
impl FromStr for TimeSpan {
    type Err = TimeSpanFault;

    fn from_str(text: &str) -> Result<TimeSpan, TimeSpanFault> {
        let shown = || clipped(text.trim(), 40);
        let lower = text.trim().to_lowercase();
        let end = lower.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '−'))).unwrap_or(lower.len());
        let (number, unit) = lower.split_at(end);
        let number: f64 = number.replace(',', ".").replace('−', "-").parse().map_err(|_| TimeSpanFault::Form(shown()))?;
        let unit = unit.trim();
        let (elapsed, unit) = match unit.strip_prefix("elapsed").or_else(|| unit.strip_prefix('e')) {
            Some(rest) => (true, rest.trim()),
            None => (false, unit),
        };
        let days = match unit {
            "" | "d" | "day" | "days" => 1.0,
            "w" | "wk" | "wks" | "week" | "weeks" => {
                if elapsed {
                    7.0
                } else {
                    5.0
                }
            }
            _ => return Err(TimeSpanFault::Form(shown())),
        };
        TimeSpan::from_days(number * days, elapsed).ok_or_else(|| TimeSpanFault::TooLong(shown()))
    }
}

/// As [`TimeSpan`], and not negative.
impl FromStr for Duration {
    type Err = TimeSpanFault;

    fn from_str(text: &str) -> Result<Duration, TimeSpanFault> {
        Duration::new(text.parse()?).ok_or_else(|| TimeSpanFault::Negative(clipped(text.trim(), 40)))
    }
}

/// `5 days`, `1 day`, `2.5 days`, `10 elapsed days`.
impl std::fmt::Display for TimeSpan {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let days = (self.days() * 100.0).round() / 100.0;
        let word = if self.ticks == TICKS_PER_DAY { "day" } else { "days" };
        write!(out, "{days} {}{word}", if self.elapsed { "elapsed " } else { "" })
    }
}

impl std::fmt::Display for Duration {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

/// A length of time as files have it.
#[derive(Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Written {
    days: Number,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    elapsed: bool,
}

impl Serialize for TimeSpan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Whole days without a decimal point, as people write them.
        let whole = Number::from(self.ticks / TICKS_PER_DAY);
        let days = if self.ticks % TICKS_PER_DAY == 0 { whole } else { Number::from_f64(self.days()).unwrap_or(whole) };
        Written { days, elapsed: self.elapsed }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TimeSpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TimeSpan, D::Error> {
        let Written { days, elapsed } = Written::deserialize(deserializer)?;
        days.as_f64().and_then(|days| TimeSpan::from_days(days, elapsed)).ok_or_else(|| de::Error::custom("a length of more than a hundred years"))
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        Duration::new(TimeSpan::deserialize(deserializer)?).ok_or_else(|| de::Error::custom("a duration of less than nothing"))
    }
}

#[cfg(test)]
impl schemars::JsonSchema for TimeSpan {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TimeSpan".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Written::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::wire::{from_text, to_text};

    #[test]
    fn days_are_written_as_people_write_them_and_come_back_to_the_tick() {
        for (ticks, elapsed, text) in [(2_400, false, r#"{"days":5}"#), (-1_200, false, r#"{"days":-2.5}"#), (4_800, true, r#"{"days":10,"elapsed":true}"#)] {
            let span = TimeSpan::from_ticks(ticks, elapsed).expect("short enough");
            assert_eq!(to_text(&span), text);
            assert_eq!(from_text::<TimeSpan>(text), Ok(span));
        }
        for ticks in [1, 7, 160, 479, 481, LONGEST] {
            let span = TimeSpan::from_ticks(ticks, false).expect("short enough");
            assert_eq!(from_text::<TimeSpan>(&to_text(&span)), Ok(span));
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(from_text::<TimeSpan>(r#"{"days":1e300}"#).is_err());
        assert!(from_text::<Duration>(r#"{"days":-1}"#).is_err());
        assert!(from_text::<Duration>(r#"{"days":0}"#).is_ok());
    }

    #[test]
    fn what_a_planner_types_is_a_length_of_time() {
        let read = |text: &str| text.parse::<TimeSpan>().map(|span| span.to_string());
        for (text, words) in [
            ("10", "10 days"),
            (" 2,5 d ", "2.5 days"),
            ("3 weeks", "15 days"),
            ("2 wks", "10 days"),
            ("30 elapsed days", "30 elapsed days"),
            ("2ew", "14 elapsed days"),
            ("-1", "-1 days"),
            ("−1 day", "-1 days"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(words), "{text}");
        }
        for text in ["", "soon", "3 fortnights", "1.2.3"] {
            assert!(matches!(text.parse::<TimeSpan>(), Err(TimeSpanFault::Form(_))), "{text}");
        }
        assert_eq!("9999999".parse::<TimeSpan>(), Err(TimeSpanFault::TooLong("9999999".to_owned())));
        assert_eq!("-2".parse::<Duration>(), Err(TimeSpanFault::Negative("-2".to_owned())));
    }

    #[test]
    fn what_is_said_is_read_again() {
        for ticks in [0, 240, 480, 2_400, 4_800] {
            let span = TimeSpan::from_ticks(ticks, ticks > 1_000).expect("short enough");
            assert_eq!(span.to_string().parse(), Ok(span));
        }
        for ticks in [0, 1, -7, 160, 481, -LONGEST] {
            let span = TimeSpan::from_ticks(ticks, ticks > 100).expect("short enough");
            assert_eq!(span.short().parse(), Ok(span));
        }
    }

    #[test]
    fn in_words() {
        let words = |ticks, elapsed| TimeSpan::from_ticks(ticks, elapsed).expect("short enough").to_string();
        assert_eq!([words(480, false), words(1_200, false), words(-960, false), words(4_800, true)], ["1 day", "2.5 days", "-2 days", "10 elapsed days"]);
    }
}
