//! A list of holidays as people paste it: a line for each, with a date and a name.
//!
//! Dates may be written `2027-12-25`, `25.12.2027`, `25 Dec 2027` or `December 25, 2027`, and stand before or after the
//! name; two of them with `to` or a dash between them, or in two cells of a table, are the first and the last day.
//! Limits: month names are English, years have four digits. A line that could mean two days, as `3/5/2027` could, is not
//! guessed at: it is given back with what to write instead.

use std::ops::Range;

use crate::domain::date::{Date, month_named};
use crate::domain::extra::Extra;
use crate::domain::schedule::calendar::CalendarException;
use crate::domain::words::clipped;

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The longest name that is taken over.
const LONGEST_NAME: usize = 200;

/// What a list held.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Holidays {
    /// The days on which nobody works, in the order of the list.
    pub days: Vec<CalendarException>,
    /// The lines that were not understood.
    pub unread: Vec<Unread>,
}

/// A line that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its number, counted from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// Why, and what to write instead, as a sentence.
    pub why: String,
}

/// Reads a list. Empty lines are passed over.
pub fn read(text: &str) -> Holidays {
    let mut found = Holidays::default();
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match holiday(line) {
            Ok(day) => found.days.push(day),
            Err(why) => found.unread.push(Unread { line: place + 1, text: line.trim().to_owned(), why }),
        }
    }
    found
}

/// Puts the days into a calendar's own that are not there yet, and says how many were.
pub fn merge(exceptions: &mut Vec<CalendarException>, days: Vec<CalendarException>) -> usize {
    let mut added = 0;
    for day in days {
        let known = |own: &CalendarException| !own.worked && own.first <= day.first && day.last <= own.last;
        if !exceptions.iter().any(known) {
            exceptions.push(day);
            added += 1;
        }
    }
    added
}

fn holiday(line: &str) -> Result<CalendarException, String> {
    let words = words(line);
    let texts: Vec<&str> = words.iter().map(|word| &line[word.clone()]).collect();
    let mut at = 0;
    let (first, length) = loop {
        if at >= texts.len() {
            return Err("There is no date with a year in it; write it as 2027-12-25.".to_owned());
        }
        if let Some(found) = date(&texts[at..])? {
            break found;
        }
        at += 1;
    };
    let (mut last, mut end) = (first, at + length);
    let joined = texts.get(end).is_some_and(|word| matches!(*word, "-" | "–" | "—" | "to" | "until" | "till" | "through"));
    if let Some((date, length)) = date(&texts[(end + usize::from(joined)).min(texts.len())..])? {
        last = date;
        end += usize::from(joined) + length;
    } else if joined && texts.get(end + 1).is_some_and(|word| word.starts_with(|letter: char| letter.is_ascii_digit())) {
        return Err(format!("What comes after {first} is not a date with a year; write both as 2027-12-25."));
    }
    if last < first {
        return Err(format!("It would end on {last}, before it begins on {first}."));
    }
    let before = name(words.get(at).map_or("", |word| &line[..word.start]));
    let after = name(end.checked_sub(1).and_then(|last| words.get(last)).map_or("", |word| &line[word.end..]));
    // What is left of "24 – 26 Dec 2027" shows that the line says more than was read.
    if !before.is_empty() && !before.contains(char::is_alphabetic) {
        return Err(format!("“{}” before the date was not understood; write two dates as 2027-12-24 to 2027-12-26.", clipped(&before, 40)));
    }
    let name = if before.is_empty() || after.is_empty() { format!("{before}{after}") } else { format!("{before} {after}") };
    Ok(CalendarException { name: clipped(&name, LONGEST_NAME), first, last, worked: false, extra: Extra::default() })
}

/// Where the words of a line stand: what is between spaces, commas, semicolons, quotation marks and cells.
fn words(line: &str) -> Vec<Range<usize>> {
    let (mut words, mut start) = (Vec::new(), None);
    for (at, letter) in line.char_indices() {
        let between = letter.is_whitespace() || matches!(letter, ',' | ';' | '"' | '“' | '”' | '(' | ')' | '|' | '*' | '•' | '\u{feff}');
        match (between, start) {
            (true, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|from| from..line.len()));
    words
}

/// The date with which the words begin, and how many words it takes; `Err` where they could mean two days, or a day that
/// is not in the calendar.
fn date(words: &[&str]) -> Result<Option<(Date, usize)>, String> {
    let Some(first) = words.first().map(|word| word.trim_end_matches([':', '.'])) else { return Ok(None) };
    let made = |year: u32, month: u32, day: u32, length: usize| {
        let date = i32::try_from(year).ok().and_then(|year| Date::new(year, month, day));
        date.map(|date| Some((date, length))).ok_or_else(|| "It names a day that is not in the calendar.".to_owned())
    };
    if let Some([year, month, day]) = three(first, '-').filter(|_| first.len() == 10 && first.find('-') == Some(4)) {
        return made(year, month, day, 1);
    }
    if let Some([day, month, year]) = three(first, '.').filter(|[.., year]| *year >= 1000) {
        return made(year, month, day, 1);
    }
    if let Some([one, other, year]) = three(first, '/') {
        return match (one, other) {
            (1000.., _) => made(one, other, year, 1),
            (13.., _) => made(year, other, one, 1),
            (_, 13..) => made(year, one, other, 1),
            _ if one == other => made(year, one, other, 1),
            _ => Err(format!("“{}” could mean two days; write the date as 2027-12-25.", clipped(first, 20))),
        };
    }
    let (Some(second), Some(third)) = (words.get(1), words.get(2)) else { return Ok(None) };
    let Some(year) = whole(third.trim_end_matches([':', '.'])).filter(|year| *year >= 1000) else { return Ok(None) };
    match (day(first), month_named(second), month_named(first), day(second)) {
        (Some(day), Some(month), ..) | (_, _, Some(month), Some(day)) => made(year, month, day, 3),
        _ => Ok(None),
    }
}

fn three(word: &str, between: char) -> Option<[u32; 3]> {
    let mut parts = word.split(between).map(whole);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Some(one)), Some(Some(two)), Some(Some(three)), None) => Some([one, two, three]),
        _ => None,
    }
}

/// One to four digits.
fn whole(word: &str) -> Option<u32> {
    let digits = (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten()
}

/// `25`, `25.`, `1st`.
fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '.');
    let rest = word.get(digits.len()..).unwrap_or_default().to_lowercase();
    whole(digits).filter(|_| matches!(rest.as_str(), "" | "." | "st" | "nd" | "rd" | "th"))
}

/// What is left of a line beside its dates, without what only joins it to them.
fn name(text: &str) -> String {
    let edge = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '-' | '–' | '—' | '|' | '"' | '“' | '”' | '•' | '*' | '\u{feff}');
    let mut name = text.trim_matches(edge);
    // The day of the week says nothing that the date does not.
    for _ in 0..2 {
        let first = name.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ')' | '.')).next().unwrap_or_default();
        let bare = first.trim_start_matches('(').to_lowercase();
        let weekday = WEEKDAYS.iter().any(|day| *day == bare || (bare.len() == 3 && day.starts_with(&bare)));
        let rest = name.get(first.len()..).unwrap_or_default();
        // A name such as "Monday after Easter" begins with one and goes on without a mark; only a cell of its own goes.
        let alone = rest.is_empty() || rest.starts_with([',', '\t', ')', '.']) || text.contains('\t') || name.starts_with('(');
        if weekday && alone {
            name = rest.trim_start_matches(|letter: char| edge(letter) || matches!(letter, ')' | '.'));
        }
    }
    let mut said = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if said.matches('(').count() != said.matches(')').count() {
        said = said.replace(['(', ')'], "");
    }
    said.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(line: &str, expected: &str) {
        let found = read(line);
        let said = match (found.days.as_slice(), found.unread.as_slice()) {
            ([day], []) => format!("{:?}..{:?} {}", day.first, day.last, day.name),
            ([], [unread]) => unread.why.clone(),
            other => format!("{other:?}"),
        };
        assert_eq!(said, expected, "{line}");
    }

    #[test]
    fn the_ways_in_which_people_write_a_holiday_are_read() {
        let christmas = "2027-12-25..2027-12-25 Christmas Day";
        for line in [
            "2027-12-25 Christmas Day",
            "25 Dec 2027, Christmas Day",
            "2027-12-25\tChristmas Day",
            "Christmas Day\t25 December 2027",
            "25.12.2027;Christmas Day",
            "December 25th, 2027: Christmas Day",
            "Christmas Day - 25 Dec. 2027",
            "\"2027-12-25\",\"Christmas Day\"",
            "25/12/2027 Christmas Day",
            "2027/12/25 Christmas Day",
            "Saturday, 25 Dec 2027, Christmas Day",
            "Sat\t25 Dec 2027\tChristmas Day",
            "25 Dec 2027\tSaturday\tChristmas Day",
            "• 25 dec 2027 – Christmas Day",
        ] {
            check(line, christmas);
        }
        check("2027-12-25", "2027-12-25..2027-12-25 ");
        check("5 Sept 2027 Founders' day, observed", "2027-09-05..2027-09-05 Founders' day, observed");
        check("2027-03-29 Monday after Easter", "2027-03-29..2027-03-29 Monday after Easter");
    }

    #[test]
    fn two_dates_are_the_first_and_the_last_day() {
        let break_ = "2027-12-24..2028-01-02 Winter break";
        for line in [
            "2027-12-24 to 2028-01-02 Winter break",
            "24 Dec 2027 – 2 Jan 2028: Winter break",
            "2027-12-24\t2028-01-02\tWinter break",
            "Winter break, 24.12.2027 - 02.01.2028",
        ] {
            check(line, break_);
        }
        check("2028-01-02 to 2027-12-24 Winter break", "It would end on 24 Dec 2027, before it begins on 2 Jan 2028.");
    }

    #[test]
    fn what_is_not_certain_is_given_back() {
        check("Date\tName", "There is no date with a year in it; write it as 2027-12-25.");
        check("25 Dec Christmas Day", "There is no date with a year in it; write it as 2027-12-25.");
        check("3/5/2027 A day", "“3/5/2027” could mean two days; write the date as 2027-12-25.");
        check("31 Feb 2027 A day", "It names a day that is not in the calendar.");
        check("24 – 26 Dec 2027 Christmas", "“24” before the date was not understood; write two dates as 2027-12-24 to 2027-12-26.");
        check("24 Dec 2027 to 26 December", "What comes after 24 Dec 2027 is not a date with a year; write both as 2027-12-25.");
        let found = read("\n2027-05-01 May Day\n\nsoon\n");
        assert_eq!((found.days.len(), found.unread[0].line, found.unread[0].text.as_str()), (1, 4, "soon"));
    }

    #[test]
    fn days_that_are_there_already_are_not_added_again() {
        let mut own = read("2027-12-24 to 2027-12-26 Christmas").days;
        assert_eq!(merge(&mut own, read("2027-12-25 Christmas Day\n2028-01-01 New Year\n2028-01-01 New Year").days), 1);
        assert_eq!(own.len(), 2);
    }

    proptest! {
        #[test]
        fn no_text_panics_and_no_line_is_lost(text in "\\PC*(\n\\PC*){0,3}") {
            let found = read(&text);
            prop_assert_eq!(found.days.len() + found.unread.len(), text.lines().filter(|line| !line.trim().is_empty()).count());
        }

        #[test]
        fn texts_that_look_like_dates_do_not_panic(text in "[-0-9./ a-dé,\\t]{0,40}( |\t)(Dec|to|12.)?") {
            read(&text);
        }

        #[test]
        fn every_day_is_read_as_it_is_shown(days in 0i64..100_000, name in "[A-Za-z][a-z]{3,8} [a-z]{1,8}") {
            let day = Date::EARLIEST.plus_days(days);
            let found = read(&format!("{day} {name}\n{} {name}\n{name}, {day}", day.iso()));
            prop_assert_eq!(&found.unread, &vec![]);
            prop_assert!(found.days.iter().all(|found| found.first == day && found.last == day));
        }
    }
}
