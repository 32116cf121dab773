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
    let bare: String = cell.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '−' | '(')).collect();
    let is_negative = bare.starts_with(['-', '−', '(']);
    let digits = bare.trim_start_matches(['-', '−', '(']);
    // What else stands in the cell is a currency, before or after.
    let foreign = cell.chars().filter(|letter| letter.is_alphabetic()).count();
    if foreign > 3 || !digits.contains(|letter: char| letter.is_ascii_digit()) || digits.contains(['-', '−', '(']) {
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
    format!("{}{plain}", if is_negative { "-" } else { "" }).parse().ok().map(|number| (number, is_guess))
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
    fn every_driver_is_known_by_its_label_and_its_names() {
        for known in Driver::ALL {
            assert_eq!([driver(known.label()), driver(known.key())], [Some(*known); 2], "{}", known.label());
        }
        assert!(DRIVERS.iter().all(|(known, names)| names.iter().all(|name| driver(&format!("Per {name}")) == Some(*known))));
    }
}
