//! Small helpers for sentences made from data.

/// `1 risk`, `2 risks`: the count with the noun in the right number.
pub fn count(number: usize, singular: &str, plural: &str) -> String {
    format!("{number} {}", if number == 1 { singular } else { plural })
}

/// `a risk`, `an objective`: the noun with its article, by its first letter.
pub fn with_article(noun: &str) -> String {
    format!("{} {noun}", if noun.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) { "an" } else { "a" })
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The text cut to at most `most` characters, with an ellipsis where something was cut.
pub fn clipped(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most.saturating_sub(1)).chain(['…']).collect() }
}

/// The text in quotation marks, on one line and clipped to what a sentence can carry.
pub fn quoted(text: &str) -> String {
    format!("“{}”", clipped(text, 80).replace(char::is_control, " "))
}

/// A span of days in the unit that people use for it: `5 days`, `6 weeks`, `14 months`, `6 years`.
pub fn span(days: i64) -> String {
    let days = days.unsigned_abs() as usize;
    // Four years have 1461 days; months and years are rounded to the nearest.
    match days {
        0..28 => count(days, "day", "days"),
        28..91 => count((days + 3) / 7, "week", "weeks"),
        91..1096 => count((days * 48 + 730) / 1461, "month", "months"),
        _ => count((days * 4 + 730) / 1461, "year", "years"),
    }
}

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// `10,000`: a large number in groups of three digits.
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let (head, rest) = digits.split_at(first);
    let groups = rest.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let parts: Vec<String> = (!head.is_empty()).then(|| head.to_owned()).into_iter().chain(groups).collect();
    parts.join(",")
}

/// `no run`, `37 of 100 runs`: a share of the runs of a simulation, 0 to 1, as people can picture it.
pub fn share_of_runs(chance: f64) -> String {
    match (chance * 100.0).round() as u32 {
        0 if chance > 0.0 => "fewer than 1 of 100 runs".to_owned(),
        0 => "no run".to_owned(),
        100 if chance < 1.0 => "more than 99 of 100 runs".to_owned(),
        100 => "every run".to_owned(),
        hundredths => format!("{hundredths} of 100 runs"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_english() {
        let list = |items: &[&str]| listed(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>());
        assert_eq!([list(&[]), list(&["a"]), list(&["a", "b"]), list(&["a", "b", "c"])], ["", "a", "a and b", "a, b and c"]);
    }

    #[test]
    fn a_quoted_text_never_breaks_its_sentence() {
        assert_eq!(quoted("two\nlines\tand \u{1b}[31m"), "“two lines and  [31m”");
        assert_eq!(quoted(&"x".repeat(10_000)).chars().count(), 82);
    }

    #[test]
    fn spans_turn_to_weeks_when_days_are_hard_to_picture() {
        assert_eq!([span(1), span(27), span(42), span(-3)], ["1 day", "27 days", "6 weeks", "3 days"]);
    }

    /// What was twenty years ago was told as 1047 weeks.
    #[test]
    fn long_spans_are_told_in_months_and_years_and_not_in_a_thousand_weeks() {
        let said = [span(90), span(91), span(-425), span(730), span(1095), span(1096), span(6 * 365), span(7329)];
        assert_eq!(said, ["13 weeks", "3 months", "14 months", "24 months", "36 months", "3 years", "6 years", "20 years"]);
    }

    #[test]
    fn shares_of_runs_are_written_as_people_picture_them() {
        assert_eq!(
            [0.0, 0.001, 0.37, 0.999, 1.0].map(share_of_runs),
            ["no run", "fewer than 1 of 100 runs", "37 of 100 runs", "more than 99 of 100 runs", "every run"]
        );
    }

    #[test]
    fn large_numbers_are_written_as_people_read_them() {
        assert_eq!([1, 999, 1_000, 10_000, 1_000_000].map(grouped), ["1", "999", "1,000", "10,000", "1,000,000"]);
    }
}
