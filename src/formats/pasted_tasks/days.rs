//! Dates as people write them in tables: `2027-05-14`, `14 May 2027`, `May 14, 2027`, `14.05.2027`, `14/05/27`.

use super::columns::{Column, Columns};
use super::table::Row;
use crate::domain::date::Date;
use crate::domain::words::quoted;

/// The names of months are told by their first three letters.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// How the dates of one table are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::formats) struct Days {
    /// Whether the month comes before the day in dates such as 05/06/2027; `None` where no date of the table tells.
    month_first: Option<bool>,
}

/// What a text says, before it is known in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Date {
        year: u32,
        month: u32,
        day: u32,
    },
    /// Two numbers and a year: the day and the month, or the other way round.
    Either {
        first: u32,
        second: u32,
        year: u32,
    },
}

impl Days {
    /// By the dates of the table that can be read in one order only.
    pub(super) fn of(rows: &[Row], columns: &Columns) -> Days {
        let dated = [Column::Start, Column::Finish, Column::Deadline];
        Days::among(&mut rows.iter().flat_map(|row| dated.map(|column| columns.cell(row, column))))
    }

    /// By those of these dates that can be read in one order only.
    pub(in crate::formats) fn among(texts: &mut dyn Iterator<Item = &str>) -> Days {
        let (mut day_first, mut month_first) = (false, false);
        for text in texts {
            if let Some(Said::Either { first, second, .. }) = said(text) {
                day_first |= first > 12;
                month_first |= second > 12;
            }
        }
        Days { month_first: if day_first == month_first { None } else { Some(month_first) } }
    }

    /// The date; `None` for an empty text, or one that says that there is none. `Err` says what is wrong.
    pub(in crate::formats) fn read(self, text: &str) -> Result<Option<Date>, String> {
        if text.is_empty() || ["na", "n/a", "none", "-", "–", "tbd"].contains(&text.to_lowercase().as_str()) {
            return Ok(None);
        }
        let Some(said) = said(text) else { return Err(format!("{} is not a date; write dates like 2027-05-14", quoted(text))) };
        let (year, month, day) = match said {
            Said::Date { year, month, day } => (year, month, day),
            Said::Either { first, second, year } => {
                let month_first = second > 12 || (first <= 12 && self.month_first == Some(true));
                if month_first { (year, first, second) } else { (year, second, first) }
            }
        };
        let date = i32::try_from(year).ok().and_then(|year| Date::new(year, month, day));
        date.map(Some).ok_or_else(|| format!("{} is not a day between 1900 and 2199", quoted(text)))
    }

    /// Whether nothing in the table tells which of its numbers is the month.
    pub(in crate::formats) fn is_a_guess(self, text: &str) -> bool {
        matches!(said(text), Some(Said::Either { first, second, .. }) if self.month_first.is_none() && first <= 12 && second <= 12 && first != second)
    }
}

fn said(text: &str) -> Option<Said> {
    // The time of day does not matter, and neither does the day of the week.
    let text = text.split_once('T').filter(|(date, _)| date.ends_with(|letter: char| letter.is_ascii_digit())).map_or(text, |(date, _)| date);
    let words = text.split(|letter: char| letter.is_whitespace() || matches!(letter, '.' | '/' | '-' | ','));
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty() && !word.contains(':') && !["AM", "PM", "am", "pm"].contains(word)).collect();
    if words.first().is_some_and(|word| is_one_of(&WEEKDAYS, word).is_some()) {
        words.remove(0);
    }
    let &[first, second, third] = words.as_slice() else { return None };
    if let Some(month) = is_one_of(&MONTHS, second) {
        return Some(Said::Date { year: year(third)?, month: month + 1, day: number(first)? });
    }
    if let Some(month) = is_one_of(&MONTHS, first) {
        return Some(Said::Date { year: year(third)?, month: month + 1, day: number(second)? });
    }
    if first.len() == 4 {
        return Some(Said::Date { year: number(first)?, month: number(second)?, day: number(third)? });
    }
    let (first, second, year) = (number(first)?, number(second)?, year(third)?);
    // Where points are written, the day comes first.
    Some(if text.contains('.') { Said::Date { year, month: second, day: first } } else { Said::Either { first, second, year } })
}

/// A number of one to four digits, with an ending such as that of 14th.
fn number(text: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].into_iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text);
    ((1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// Two digits are of this century up to 69.
fn year(text: &str) -> Option<u32> {
    let number = number(text)?;
    match text.len() {
        4 => Some(number),
        2 if number < 70 => Some(2000 + number),
        2 => Some(1900 + number),
        _ => None,
    }
}

/// Which of the names a word begins with.
fn is_one_of(names: &[&str], word: &str) -> Option<u32> {
    let start = word.get(..3)?.to_lowercase();
    names.iter().position(|name| *name == start).filter(|_| word.chars().all(char::is_alphabetic)).and_then(|place| u32::try_from(place).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_common_form() {
        let read = |text: &str| Days::default().read(text).map(|day| day.map(Date::iso).unwrap_or_default());
        for text in ["2027-05-14", "2027/5/14", "2027-05-14T08:00:00", "2027-05-14 08:00", "14 May 2027", "14-May-27", "May 14, 2027", "14th May 2027"] {
            assert_eq!(read(text).as_deref(), Ok("2027-05-14"), "{text}");
        }
        for text in ["14.05.2027", "14.5.27", "14/05/2027", "05/14/2027", "Fri 14/05/27", "Fri 14 May 2027 17:00", "5/14/27 5:00 PM"] {
            assert_eq!(read(text).as_deref(), Ok("2027-05-14"), "{text}");
        }
        assert_eq!([read(""), read("TBD")], [Ok(String::new()), Ok(String::new())]);
        assert_eq!(read("31.02.2027"), Err("“31.02.2027” is not a day between 1900 and 2199".to_owned()));
        for text in ["soon", "46156", "14/05", "Q2 2027", "14/05/127"] {
            assert!(read(text).is_err_and(|why| why.ends_with("is not a date; write dates like 2027-05-14")), "{text}");
        }
    }

    #[test]
    fn which_number_is_the_month_is_told_by_other_dates_or_is_a_guess() {
        let table = |dates: &str| {
            let rows = super::super::table::rows(&format!("Name\tStart\nA\t{dates}"));
            Days::of(&rows[1..], &Columns::of(&rows))
        };
        let days = table("05/14/2027");
        assert_eq!((days.read("05/06/2027").map(|day| day.map(Date::iso)), days.is_a_guess("05/06/2027")), (Ok(Some("2027-05-06".to_owned())), false));
        let days = table("06/05/2027");
        assert_eq!((days.read("05/06/2027").map(|day| day.map(Date::iso)), days.is_a_guess("05/06/2027")), (Ok(Some("2027-06-05".to_owned())), true));
        assert!(!days.is_a_guess("05/05/2027") && !days.is_a_guess("05.06.2027"));
    }
}
