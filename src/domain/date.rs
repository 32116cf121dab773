//! Civil dates and moments, as a planner writes them.
//!
//! `Date` is a day in the proleptic Gregorian calendar between 1900 and 2199: wide enough for any trial, narrow
//! enough that adding days can never overflow. `StatedDate` is a date as registries state it: to the day or to the
//! month, actual or estimated; what somebody types for one is read as the page prints it, or as files have it.
//! `Timestamp` is a moment in UTC to the millisecond.
//!
//! Nothing here reads a clock; today is always an argument.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Duration, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use trialwright_macros::Read;

const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2199;
const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A civil date, written `YYYY-MM-DD` in files and `14 May 2027` on the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "String", extend("format" = "date")))]
#[serde(try_from = "String", into = "String")]
pub struct Date(NaiveDate);

impl Date {
    /// The first date that there is: 1 January 1900, a Monday. The compiler works it out, so that nothing can fail later.
    pub const EARLIEST: Date = Date(NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).expect("the calendar has it"));

    /// The date, or `None` where the calendar has no such day or the year is outside 1900 to 2199.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        let in_range = (FIRST_YEAR..=LAST_YEAR).contains(&year);
        NaiveDate::from_ymd_opt(year, month, day).filter(|_| in_range).map(Date)
    }

    /// This date moved by whole days; stops at the ends of the supported range.
    pub fn plus_days(self, days: i64) -> Date {
        let bounded = days.clamp(-200_000, 200_000);
        let moved = self.0 + Duration::days(bounded);
        if moved.year() < FIRST_YEAR {
            Date(NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or(self.0))
        } else if moved.year() > LAST_YEAR {
            Date(NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).unwrap_or(self.0))
        } else {
            Date(moved)
        }
    }

    /// Days from `earlier` to this date; negative where this date comes first.
    pub fn days_since(self, earlier: Date) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The first day of this date's month.
    pub fn first_of_month(self) -> Date {
        Date(self.0.with_day(1).unwrap_or(self.0))
    }

    /// As in files and date inputs: `2027-05-14`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }

    /// Short form for crowded places: `14 May`, with the year where it is not `today`'s.
    pub fn short(self, today: Date) -> String {
        let month = &MONTHS[self.month0()][..3];
        if self.year() == today.year() { format!("{} {month}", self.day()) } else { format!("{} {month} {}", self.day(), self.year()) }
    }

    fn month0(self) -> usize {
        self.0.month0() as usize
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} {}", self.day(), &MONTHS[self.month0()][..3], self.year())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.iso())
    }
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// The text is not of the form `YYYY-MM-DD`.
    #[error("\"{0}\" is not a date; dates are written YYYY-MM-DD")]
    Form(String),
    /// The calendar has no such day.
    #[error("{0} does not exist in the calendar")]
    NoSuchDay(String),
    /// The year is outside the supported range.
    #[error("{0} is outside the years {FIRST_YEAR} to {LAST_YEAR}")]
    Range(String),
}

impl DateFault {
    /// The same fault, told of another text.
    fn about(self, text: &str) -> DateFault {
        let shown = text.chars().take(40).collect();
        match self {
            DateFault::Form(_) => DateFault::Form(shown),
            DateFault::NoSuchDay(_) => DateFault::NoSuchDay(shown),
            DateFault::Range(_) => DateFault::Range(shown),
        }
    }
}

impl FromStr for Date {
    type Err = DateFault;

    fn from_str(text: &str) -> Result<Date, DateFault> {
        let shown = || text.chars().take(40).collect::<String>();
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(DateFault::Form(shown()));
        };
        let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
            return Err(DateFault::Form(shown()));
        };
        if !(FIRST_YEAR..=LAST_YEAR).contains(&(year as i32)) {
            return Err(DateFault::Range(shown()));
        }
        Date::new(year as i32, month, day).ok_or_else(|| DateFault::NoSuchDay(shown()))
    }
}

impl TryFrom<String> for Date {
    type Error = DateFault;

    fn try_from(text: String) -> Result<Date, DateFault> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.iso()
    }
}

/// A date known to the day or only to the month, as trial registries state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "String", extend("pattern" = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$")))]
#[serde(try_from = "String", into = "String")]
pub enum PartialDate {
    /// Only year and month are known; holds the first of the month.
    Month(Date),
    /// The day is known.
    Day(Date),
}

impl PartialDate {
    /// The earliest day that the statement allows: the first of the month where only the month is known.
    pub fn earliest(self) -> Date {
        match self {
            PartialDate::Month(date) | PartialDate::Day(date) => date,
        }
    }

    /// What somebody types: as the page prints it (`14 May 2027`, `May 2027`), with the day or the month first, or as files
    /// have it (`2027-05-14`, `2027-05`).
    pub fn typed(text: &str) -> Result<PartialDate, DateFault> {
        let words: Vec<&str> = text.split(|letter: char| letter.is_whitespace() || letter == ',').filter(|word| !word.is_empty()).collect();
        let said = match *words.as_slice() {
            [month, year] => month_named(month).zip(digits(year, 4)).map(|(month, year)| format!("{year:04}-{month:02}")),
            [one, other, year] => {
                let (day, month) = if month_named(one).is_some() { (other, one) } else { (one, other) };
                let day = digits(day, 1).or_else(|| digits(day, 2));
                day.zip(month_named(month)).zip(digits(year, 4)).map(|((day, month), year)| format!("{year:04}-{month:02}-{day:02}"))
            }
            _ => None,
        };
        said.as_deref().unwrap_or(text.trim()).parse().map_err(|fault: DateFault| fault.about(text.trim()))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Month(date) => write!(out, "{} {}", MONTHS[date.month0()], date.year()),
            PartialDate::Day(date) => date.fmt(out),
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateFault;

    fn from_str(text: &str) -> Result<PartialDate, DateFault> {
        if text.len() == 7 {
            format!("{text}-01").parse().map(PartialDate::Month).map_err(|fault: DateFault| fault.about(text))
        } else {
            text.parse().map(PartialDate::Day)
        }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = DateFault;

    fn try_from(text: String) -> Result<PartialDate, DateFault> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> String {
        match date {
            PartialDate::Month(first) => first.iso()[..7].to_owned(),
            PartialDate::Day(day) => day.iso(),
        }
    }
}

/// Whether a stated date or number has come true or is still an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Certainty {
    /// It has happened.
    Actual,
    /// It is expected.
    Estimated,
}

/// A date as a registry states it: to the day or month, actual or estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StatedDate {
    /// The date itself.
    pub date: PartialDate,
    /// Actual or estimated; `None` where the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}

impl fmt::Display for StatedDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.certainty {
            Some(Certainty::Actual) => write!(out, "{} (actual)", self.date),
            Some(Certainty::Estimated) => write!(out, "{} (estimated)", self.date),
            None => self.date.fmt(out),
        }
    }
}

/// A moment in UTC, to the millisecond; RFC 3339 in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "String", extend("format" = "date-time")))]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// From milliseconds since 1 January 1970 UTC, held within the supported years.
    pub fn from_millis(millis: i64) -> Timestamp {
        const FIRST: i64 = -2_208_988_800_000;
        const LAST: i64 = 7_258_118_399_999;
        Timestamp(DateTime::from_timestamp_millis(millis.clamp(FIRST, LAST)).unwrap_or_default())
    }

    /// Milliseconds since 1 January 1970 UTC.
    pub fn millis(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// The civil date in UTC.
    pub fn date(self) -> Date {
        Date(self.0.date_naive())
    }

    /// Hours and minutes in UTC: `15:04`.
    pub fn clock(self) -> String {
        let minutes = self.millis().div_euclid(60_000).rem_euclid(24 * 60);
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl TryFrom<String> for Timestamp {
    type Error = String;

    fn try_from(text: String) -> Result<Timestamp, String> {
        let parsed = DateTime::parse_from_rfc3339(&text)
            .map_err(|_| format!("\"{}\" is not a moment; moments are written like 2027-05-14T09:30:00.000Z", text.chars().take(40).collect::<String>()))?;
        if (FIRST_YEAR..=LAST_YEAR).contains(&parsed.year()) {
            Ok(Timestamp::from_millis(parsed.timestamp_millis()))
        } else {
            Err(DateFault::Range(text).to_string())
        }
    }
}

impl From<Timestamp> for String {
    fn from(moment: Timestamp) -> String {
        moment.0.to_rfc3339_opts(SecondsFormat::Millis, true)
    }
}

/// The month that a word names, 1 to 12: in full, or by the beginning of its name, with or without a point.
pub fn month_named(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    let named = |month: &str| word.len() >= 3 && month.to_lowercase().starts_with(&word);
    let place = MONTHS.iter().position(|month| named(month) || (word == "sept" && *month == "September"))?;
    u32::try_from(place + 1).ok()
}

fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_and_print_as_planners_write_them() {
        for (text, shown) in [("2027-05-14", "14 May 2027"), ("2024-02-29", "29 Feb 2024")] {
            let date: Date = text.parse().expect(text);
            assert_eq!((date.to_string().as_str(), date.iso().as_str()), (shown, text));
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused_in_words() {
        for (text, complaint) in [
            ("2027-02-30", "2027-02-30 does not exist in the calendar"),
            ("2027-13-01", "2027-13-01 does not exist in the calendar"),
            ("27-1-1", "\"27-1-1\" is not a date; dates are written YYYY-MM-DD"),
            ("9999-01-01", "9999-01-01 is outside the years 1900 to 2199"),
            ("+999-01-01", "\"+999-01-01\" is not a date; dates are written YYYY-MM-DD"),
        ] {
            assert_eq!(text.parse::<Date>().map_err(|fault| fault.to_string()), Err(complaint.to_owned()));
        }
    }

    #[test]
    fn a_month_stays_a_month() {
        let month: PartialDate = "2006-11".parse().expect("a month");
        assert_eq!((month.to_string(), String::from(month)), ("November 2006".to_owned(), "2006-11".to_owned()));
        assert_eq!("1850-01".parse::<PartialDate>().map_err(|fault| fault.to_string()), Err("1850-01 is outside the years 1900 to 2199".to_owned()));
    }

    #[test]
    fn a_date_that_the_page_prints_can_be_typed_as_it_stands() {
        let read = |text: &str| PartialDate::typed(text).map(String::from).map_err(|fault| fault.to_string());
        for text in ["2027-05-14", " 14 May 2027 ", "14 may 2027", "May 14, 2027"] {
            assert_eq!(read(text).as_deref(), Ok("2027-05-14"), "{text}");
        }
        for text in ["2027-09", "September 2027", "Sep 2027", "sept. 2027"] {
            assert_eq!(read(text).as_deref(), Ok("2027-09"), "{text}");
        }
        for kept in ["2027-05-04", "2027-05"] {
            let date: PartialDate = kept.parse().expect(kept);
            assert_eq!(read(&date.to_string()).as_deref(), Ok(kept));
        }
        for (text, complaint) in [
            ("31 Feb 2027", "31 Feb 2027 does not exist in the calendar"),
            ("May 1850", "May 1850 is outside the years 1900 to 2199"),
            ("2027", "\"2027\" is not a date; dates are written YYYY-MM-DD"),
            ("Q2 2027", "\"Q2 2027\" is not a date; dates are written YYYY-MM-DD"),
            ("14 May 27", "\"14 May 27\" is not a date; dates are written YYYY-MM-DD"),
        ] {
            assert_eq!(read(text), Err(complaint.to_owned()));
        }
    }

    #[test]
    fn adding_days_stops_at_the_ends_of_the_range() {
        let date = Date::new(2199, 12, 30).expect("in range");
        assert_eq!(date.plus_days(i64::MAX).iso(), "2199-12-31");
        assert_eq!(Date::new(1900, 1, 2).expect("in range").plus_days(i64::MIN).iso(), "1900-01-01");
    }
}
