//! Lines of a bid, pasted from a spreadsheet: what is done, what it is counted by, what one costs, and how many the bidder counts.

use super::pasted_tasks::table::{Row, rows};
use crate::domain::choice::Choice;
use crate::domain::id::IdMaker;
use crate::domain::money::Amount;
use crate::domain::partner::bid::{BidLine, Driver};
use crate::domain::quantity::Quantity;
use crate::domain::words::quoted;

/// What such rows look like.
pub const EXAMPLE: &str = "Package\tLine\tCounted by\tUnit price\tUnits\tPassed on\nManagement\tProject manager\tPer month\t14,500\t15\t\nMonitoring\tOn-site visit\tPer monitoring visit\t1,820\t40\t\nMonitoring\tTravel\tPer monitoring visit\t640\t40\tyes";

/// A column that is known by its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Package,
    Name,
    Driver,
    Price,
    Units,
    PassedOn,
}

/// What headings are called, in small letters. What comes first is looked for first.
const HEADINGS: [(Part, &[&str]); 6] = [
    (Part::Price, &["unit price", "price per unit", "unit cost", "cost per unit", "price", "rate", "unit rate"]),
    (Part::PassedOn, &["passed on", "passed on at cost", "pass-through", "pass through", "at cost", "ptc"]),
    (Part::Units, &["units", "quantity", "qty", "number", "number of units", "count", "volume"]),
    (Part::Driver, &["counted by", "driver", "unit", "basis", "per", "unit type", "unit of measure"]),
    (Part::Package, &["package", "work package", "group", "category", "area", "service group"]),
    (Part::Name, &["line", "service", "item", "description", "task", "activity", "name", "what"]),
];

/// Where the columns are when no heading says it.
const USUAL: [Part; 4] = [Part::Name, Part::Driver, Part::Price, Part::Units];

/// What drivers are called, in small letters, without a leading "per".
const DRIVERS: [(Driver, &[&str]); 9] = [
    (Driver::Fixed, &["fixed", "lump sum", "fixed price", "fixed fee", "flat", "once", "one off", "study", "trial"]),
    (Driver::PerSite, &["site", "sites", "centre", "center"]),
    (Driver::PerScreened, &["person screened", "screened", "patient screened", "participant screened", "screening"]),
    (Driver::PerParticipant, &["participant enrolled", "participant", "participants", "patient", "patients", "patient enrolled", "subject", "enrolled"]),
    (Driver::PerVisit, &["participant visit", "visit", "visits", "patient visit", "subject visit"]),
    (Driver::PerMonitoringVisit, &["monitoring visit", "monitoring visits", "site visit", "imv"]),
    (Driver::PerMonth, &["month", "months", "monthly"]),
    (Driver::PerSiteMonth, &["site and month", "site month", "site per month", "site months", "month and site"]),
    (Driver::PerHour, &["hour", "hours", "hourly"]),
];

/// The lines, and a sentence for whatever was left out or guessed.
pub fn read(text: &str, ids: &mut IdMaker) -> (Vec<BidLine>, Vec<String>) {
    let mut rows = rows(text, |cells| headings(&mut cells.iter().map(String::as_str)).is_some());
    let named = rows.first().and_then(|first| headings(&mut first.cells()));
    if named.is_some() {
        rows.remove(0);
    }
    let columns = named.unwrap_or_else(|| USUAL.iter().copied().map(Some).collect());
    let (mut lines, mut remarks) = (Vec::new(), Vec::new());
    for row in &rows {
        if let Some(line) = line(row, &columns, ids, &mut remarks) {
            lines.push(line);
        }
    }
    (lines, remarks)
}

/// Which part each column is; `None` where they do not name at least a line and a price or a driver.
fn headings(cells: &mut dyn Iterator<Item = &str>) -> Option<Vec<Option<Part>>> {
    let part = |cell: &str| {
        let cell = cell.trim().to_lowercase();
        HEADINGS.iter().find(|(_, names)| names.contains(&cell.as_str())).map(|(part, _)| *part)
    };
    let found: Vec<Option<Part>> = cells.map(part).collect();
    let has = |part: Part| found.contains(&Some(part));
    (has(Part::Name) && (has(Part::Price) || has(Part::Driver))).then_some(found)
}

fn line(row: &Row, columns: &[Option<Part>], ids: &mut IdMaker, remarks: &mut Vec<String>) -> Option<BidLine> {
    let cell = |part: Part| columns.iter().position(|column| *column == Some(part)).map_or("", |place| row.cell(place));
    let name = cell(Part::Name);
    if name.is_empty() {
        remarks.push(format!("Row {} was left out: it does not say what is done.", row.number));
        return None;
    }
    let mut say = |what: String| remarks.push(format!("Row {}: {what}.", row.number));
    let driver = match (cell(Part::Driver), driver(cell(Part::Driver))) {
        ("", _) => Driver::Fixed,
        (_, Some(driver)) => driver,
        (other, None) => {
            say(format!("{} is no known way to count and was taken as a fixed price", quoted(other)));
            Driver::Fixed
        }
    };
    let mut made = BidLine::new(ids.make(), name, driver);
    cell(Part::Package).clone_into(&mut made.group);
    made.pass_through = matches!(cell(Part::PassedOn).to_lowercase().as_str(), "yes" | "y" | "x" | "true" | "1" | "✓");
    match (cell(Part::Price), number::<Amount>(cell(Part::Price))) {
        ("", _) => say("there is no price yet".to_owned()),
        (written, Some((price, is_guess))) => {
            made.unit_price = Some(price);
            if is_guess {
                say(format!("{} was taken as {price}", quoted(written)));
            }
        }
        (written, None) => say(format!("{} is no price", quoted(written))),
    }
    match (cell(Part::Units), number::<Quantity>(cell(Part::Units))) {
        ("", _) => {}
        (_, Some((units, _))) => made.quoted_units = Some(units),
        (written, None) => say(format!("{} is no count of units", quoted(written))),
    }
    Some(made)
}

fn driver(text: &str) -> Option<Driver> {
    let small = text.to_lowercase().replace(['-', '/', '_'], " ");
    let small = small.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = small.strip_prefix("per ").unwrap_or(&small);
    let labelled = || Driver::ALL.iter().copied().find(|driver| driver.label().to_lowercase() == small || driver.key().to_lowercase() == small);
    DRIVERS.iter().find(|(_, names)| names.contains(&bare)).map(|(driver, _)| *driver).or_else(labelled)
}

/// A number with whatever sets its thousands and decimals apart, and whether that had to be guessed.
fn number<T: std::str::FromStr>(cell: &str) -> Option<(T, bool)> {
    let is_sign = |letter: char| matches!(letter, '-' | '−' | '(');
    let first = cell.find(|letter: char| letter.is_ascii_digit() || is_sign(letter))?;
    let end = cell.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let (before, inside, after) = (cell.get(..first)?, cell.get(first..end)?, cell.get(end..)?);
    // What stands before is a currency; what stands between digits sets thousands apart, or it is no number.
    if before.chars().filter(|letter| letter.is_alphabetic()).count() > 3 || inside.contains(char::is_alphabetic) {
        return None;
    }
    let unit = unit(after)?;
    let bare: String = inside.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',') || is_sign(*letter)).collect();
    let is_negative = bare.starts_with(is_sign);
    let digits = bare.trim_start_matches(is_sign);
    if digits.contains(is_sign) || after.contains(['-', '−', '(']) {
        return None;
    }
    let last = digits.rfind(['.', ',']);
    let sign = last.and_then(|at| digits.get(at..=at)).unwrap_or_default();
    let behind = last.map_or(0, |at| digits.len() - at - 1);
    let signs = |wanted: &str| digits.matches(wanted).count();
    let both = signs(".") > 0 && signs(",") > 0;
    let sets_thousands = !both && (signs(sign) > 1 || behind == 3);
    let plain = if last.is_none() || sets_thousands {
        digits.replace(['.', ','], "")
    } else {
        let (whole, decimals) = digits.split_at(last?);
        format!("{}.{}", whole.replace(['.', ','], ""), decimals.trim_start_matches(['.', ',']))
    };
    let is_guess = sets_thousands && sign == "." && signs(".") == 1;
    format!("{}{plain}{unit}", if is_negative { "-" } else { "" }).parse().ok().map(|number| (number, is_guess))
}

/// What a number is multiplied by, as an amount reads it, where that and a currency are all that stands behind; `None` where
/// anything else does.
fn unit(after: &str) -> Option<&'static str> {
    let words: Vec<&str> = after.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let is_currency = |word: &str| word.len() == 3 && word.chars().all(|letter| letter.is_ascii_uppercase());
    let (unit, rest) = match words.split_first() {
        Some((word, rest)) if word.eq_ignore_ascii_case("k") => ("k", rest),
        Some((word, rest)) if word.eq_ignore_ascii_case("m") || word.eq_ignore_ascii_case("mio") => ("m", rest),
        _ => ("", words.as_slice()),
    };
    match rest {
        [] => Some(unit),
        [word] if is_currency(word) => Some(unit),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str], said: &[&str]) {
        let (lines, remarks) = read(text, &mut IdMaker::new([7; 16]));
        let one = |line: &BidLine| {
            let price = line.unit_price.map_or("–".to_owned(), |price| price.to_string());
            let units = line.quoted_units.map_or("–".to_owned(), |units| units.to_string());
            let passed_on = if line.pass_through { " at cost" } else { "" };
            format!("{}/{} {} {price} × {units}{passed_on}", line.group, line.name, line.driver.key())
        };
        assert_eq!(lines.iter().map(one).collect::<Vec<_>>(), expected, "{text}");
        assert_eq!(remarks, said, "{text}");
    }

    #[test]
    fn rows_are_read_by_their_headings_or_in_the_usual_order() {
        check(
            EXAMPLE,
            &[
                "Management/Project manager perMonth 14,500 × 15",
                "Monitoring/On-site visit perMonitoringVisit 1,820 × 40",
                "Monitoring/Travel perMonitoringVisit 640 × 40 at cost",
            ],
            &[],
        );
        check(
            "Kick-off\tlump sum\t€ 12.500,50\nHelp desk\tper site/month\tUSD 95\t330",
            &["/Kick-off fixed 12,500.50 × –", "/Help desk perSiteMonth 95 × 330"],
            &[],
        );
        check("Rate;Item\n90;Statistics", &["/Statistics fixed 90 × –"], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn what_is_not_understood_is_told() {
        check(
            "Line\tUnit\tPrice\tQty\nSetup\tper moon\tsoon\tsome\n\tmonth\t5\t1\nLead\tmonth\t1.250\t\nFree\tsite\t\t2\nDiscount\tfixed\t(500)\t",
            &["/Setup fixed – × –", "/Lead perMonth 1,250 × –", "/Free perSite – × 2", "/Discount fixed −500 × –"],
            &[
                "Row 2: “per moon” is no known way to count and was taken as a fixed price.",
                "Row 2: “soon” is no price.",
                "Row 2: “some” is no count of units.",
                "Row 3 was left out: it does not say what is done.",
                "Row 4: “1.250” was taken as 1,250.",
                "Row 5: there is no price yet.",
            ],
        );
    }

    #[test]
    fn thousands_and_millions_written_as_letters_are_read_and_other_letters_are_refused() {
        let read = |cell: &str| number::<Amount>(cell).map(|(amount, _)| amount.to_string());
        for (cell, expected) in [
            ("250 k", Some("250,000")),
            ("€1.2m", Some("1,200,000")),
            ("1,2 Mio. EUR", Some("1,200,000")),
            ("(640K)", Some("−640,000")),
            ("95 EUR", Some("95")),
            ("US$ 95.50", Some("95.50")),
            ("95 €", Some("95")),
            ("- 20", Some("−20")),
            ("40 h", None),
            ("2 bn", None),
            ("12 k m", None),
            ("5 to 10", None),
            ("about 9", None),
            ("5-10", None),
            ("€", None),
        ] {
            assert_eq!(read(cell).as_deref(), expected, "{cell}");
        }
        check("Line\tPrice\tQty\nLead\t40 h\t2 k", &["/Lead fixed – × –"], &["Row 2: “40 h” is no price.", "Row 2: “2 k” is no count of units."]);
    }

    #[test]
    fn every_driver_is_known_by_its_label_and_its_names() {
        for known in Driver::ALL {
            assert_eq!([driver(known.label()), driver(known.key())], [Some(*known); 2], "{}", known.label());
        }
        assert!(DRIVERS.iter().all(|(known, names)| names.iter().all(|name| driver(&format!("Per {name}")) == Some(*known))));
    }
}
