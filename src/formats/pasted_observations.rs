//! Observations of a tolerance limit, pasted from a spreadsheet: a day, a count, and out of how many.

use super::pasted_tasks::days::Days;
use super::pasted_tasks::table::{Row, rows};
use crate::domain::date::Date;
use crate::domain::risk::tolerance::Observation;
use crate::domain::words::quoted;

/// What such rows look like.
pub const EXAMPLE: &str = "Date\tCount\tOut of\n2027-03-31\t1\t18\n2027-04-30\t1\t34\n2027-05-31\t3\t52";

/// The observations, and a sentence for each row that is not one.
pub fn read(text: &str) -> (Vec<Observation>, Vec<String>) {
    let mut rows = rows(text, |_| false);
    // Headings are the first row, where nothing in it is a number.
    if rows.first().is_some_and(|first| !first.cells().any(|cell| cell.contains(|letter: char| letter.is_ascii_digit()))) {
        rows.remove(0);
    }
    let days = Days::among(rows.iter().map(|row| row.cell(0)));
    let (mut observations, mut remarks) = (Vec::new(), Vec::<String>::new());
    for row in &rows {
        match observation(days, row) {
            Ok(observation) => observations.push(observation),
            Err(why) => remarks.push(format!("Row {} was left out: {why}.", row.number)),
        }
    }
    let guess = rows.iter().map(|row| row.cell(0)).find(|cell| days.is_a_guess(cell));
    remarks.extend(guess.map(|cell| format!("In {} the day was taken to come first; write dates like 2027-05-14 to be sure.", quoted(cell))));
    (observations, remarks)
}

fn observation(days: Days, row: &Row) -> Result<Observation, String> {
    let on: Date = days.read(row.cell(0))?.ok_or("there is no date in its first cell")?;
    let (count, of) = (number(row.cell(1), "count")?, number(row.cell(2), "number out of which it was counted")?);
    if count > of {
        return Err(format!("{count} cannot be counted out of {of}"));
    }
    Ok(Observation::new(on, count, of))
}

/// A whole number, with the thousands set apart or not.
fn number(cell: &str, what: &str) -> Result<u32, String> {
    let digits: String = cell.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, ',' | '’' | '\'')).collect();
    digits.parse().map_err(|_| if cell.is_empty() { format!("the {what} is missing") } else { format!("{} is no whole number", quoted(cell)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, u32, u32)], said: &[&str]) {
        let (observations, remarks) = read(text);
        let read: Vec<_> = observations.iter().map(|observation| (observation.on.iso(), observation.count, observation.of)).collect();
        assert_eq!(read, expected.iter().map(|(on, count, of)| ((*on).to_owned(), *count, *of)).collect::<Vec<_>>(), "{text}");
        assert_eq!(remarks, said, "{text}");
    }

    #[test]
    fn rows_of_a_spreadsheet_are_read_with_or_without_headings() {
        check(EXAMPLE, &[("2027-03-31", 1, 18), ("2027-04-30", 1, 34), ("2027-05-31", 3, 52)], &[]);
        check("31.03.2027;1;1 018\n30.04.2027;1;1 034", &[("2027-03-31", 1, 1018), ("2027-04-30", 1, 1034)], &[]);
        check("14 May 2027\t0\t\"1,200\"", &[("2027-05-14", 0, 1200)], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn what_is_no_observation_is_told() {
        check(
            "2027-05-14\t9\t4\nsoon\t1\t2\n2027-05-15\t1\n2027-05-16\t1\t2\n\t1\t2",
            &[("2027-05-16", 1, 2)],
            &[
                "Row 1 was left out: 9 cannot be counted out of 4.",
                "Row 2 was left out: “soon” is not a date; write dates like 2027-05-14.",
                "Row 3 was left out: the number out of which it was counted is missing.",
                "Row 5 was left out: there is no date in its first cell.",
            ],
        );
        check("05/06/2027\t1\t9", &[("2027-06-05", 1, 9)], &["In “05/06/2027” the day was taken to come first; write dates like 2027-05-14 to be sure."]);
    }
}
