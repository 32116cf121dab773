//! Bids side by side: lines that mean the same in one row, rows by package of work, and what a bid lacks that others have.
//!
//! Lines mean the same where their names do. Lines of a package that not every bid has by name are taken together where they are
//! counted by the same thing: "On-site visits" and "Monitoring visits" are then one row, and one bid's team stands beside another
//! bid's lead and coordinator. What is passed on at cost stands apart, by its names.

use std::collections::{BTreeMap, BTreeSet};

use super::normalised::{NormalisedBid, NormalisedLine, normalised};
use super::{BidLine, Driver};
use crate::domain::money::{Amount, Currency};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::quantity::Quantity;

/// What lines without a package stand under.
const NO_PACKAGE: &str = "Other services";

/// What is passed on stands under.
const PASSED_ON: &str = "Passed on at cost";

/// Bids side by side.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// The currency of the comparison.
    pub currency: Currency,
    /// The columns.
    pub bids: Vec<NormalisedBid>,
    /// The rows, by package of work; what is passed on comes last.
    pub groups: Vec<Group>,
}

/// The rows of a package of work.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What the package is called.
    pub title: String,
    /// Whether bidders name it, and it is not what is left over or passed on.
    pub is_package: bool,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Group {
    /// Whether a bid has a line in it.
    pub fn has(&self, bid: usize) -> bool {
        self.rows.iter().any(|row| row.cells.get(bid).is_some_and(|cell| !cell.is_empty()))
    }
}

/// Lines that mean the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What is done.
    pub name: String,
    /// What it is counted by.
    pub driver: Driver,
    /// For each bid, the places of its lines; empty where it has none.
    pub cells: Vec<Vec<usize>>,
}

/// A line whose bidder counted otherwise than we do.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The line.
    pub name: String,
    /// What is counted.
    pub driver: Driver,
    /// How many the bidder counted.
    pub quoted: Quantity,
    /// How many we count.
    pub counted: Quantity,
    /// What our count costs more than the bidder's, in the currency of the bid.
    pub more: Amount,
}

impl Comparison {
    /// The lines of a bid in a row.
    pub fn lines<'a>(&'a self, row: &'a Row, bid: usize) -> impl Iterator<Item = &'a NormalisedLine> {
        let (places, lines) = (row.cells.get(bid), self.bids.get(bid).map(|bid| bid.lines.as_slice()).unwrap_or_default());
        places.into_iter().flatten().filter_map(|place| lines.get(*place))
    }

    /// What a row costs in a bid, in the currency of the comparison; `None` where that cannot be told.
    pub fn cost(&self, row: &Row, bid: usize) -> Option<Amount> {
        let made = self.bids.get(bid)?;
        let costs = self.lines(row, bid).map(|line| made.converted(line.cost?));
        costs.reduce(|sum, cost| Some(sum?.plus(cost?))).flatten()
    }

    /// In how many packages of work a bid has a line, and how many there are in all bids.
    pub fn packages(&self, bid: usize) -> (usize, usize) {
        let packages = || self.groups.iter().filter(|group| group.is_package);
        (packages().filter(|group| group.has(bid)).count(), packages().count())
    }

    /// The packages of work that a bid has no line in, while it has lines at all.
    pub fn packages_lacking(&self, bid: usize) -> Vec<&Group> {
        if self.bids.get(bid).is_none_or(|bid| bid.lines.is_empty()) {
            return Vec::new();
        }
        self.groups.iter().filter(|group| group.is_package && !group.has(bid)).collect()
    }

    /// The rows that a bid has no line for and another one has. A bid without lines lacks nothing: it says nothing yet.
    pub fn lacking(&self, bid: usize) -> Vec<&Row> {
        if self.bids.get(bid).is_none_or(|bid| bid.lines.is_empty()) {
            return Vec::new();
        }
        self.groups.iter().flat_map(|group| &group.rows).filter(|row| row.cells.get(bid).is_some_and(Vec::is_empty)).collect()
    }
}

/// The bids of an evaluation side by side.
pub fn compared(evaluation: &PartnerEvaluation) -> Comparison {
    let bids = normalised(evaluation);
    let mut rows: Vec<(Key, Row)> = Vec::new();
    for (column, bid) in bids.iter().enumerate() {
        for (place, line) in bid.lines.iter().enumerate() {
            let line = &line.line;
            let key = Key::of(line);
            let found = rows.iter_mut().find(|(known, row)| known.package == key.package && known.passed_on == key.passed_on && same(&row.name, &line.name));
            let row = match found {
                Some((_, row)) => row,
                None => {
                    rows.push((key, Row { name: line.name.trim().to_owned(), driver: line.driver, cells: vec![Vec::new(); bids.len()] }));
                    let Some((_, row)) = rows.last_mut() else { continue };
                    row
                }
            };
            if let Some(cell) = row.cells.get_mut(column) {
                cell.push(place);
            }
        }
    }
    let rows = merged(rows);
    Comparison { currency: evaluation.bid_assumptions.currency.clone(), groups: grouped(rows, &bids), bids }
}

/// Where a bidder counted otherwise than we do, what makes the largest difference first.
pub fn differences(bid: &NormalisedBid) -> Vec<Difference> {
    let one = |line: &NormalisedLine| {
        let (quoted, counted) = (line.line.quoted_units?, *line.units.as_ref().ok()?);
        let more = line.cost?.minus(line.quoted?);
        (quoted != counted).then(|| Difference { name: line.line.name.clone(), driver: line.line.driver, quoted, counted, more })
    };
    let mut found: Vec<Difference> = bid.lines.iter().filter_map(one).collect();
    found.sort_by_key(|difference| std::cmp::Reverse(difference.more.size()));
    found
}

/// Which rows could be the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    passed_on: bool,
    package: String,
    driver: Driver,
}

impl Key {
    fn of(line: &BidLine) -> Key {
        Key { passed_on: line.pass_through, package: line.group.trim().to_lowercase(), driver: line.driver }
    }

    /// Whether package and driver say what is done, so that names need not.
    fn speaks(&self) -> bool {
        !self.package.is_empty() && !self.passed_on
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Rows of the same package and driver that not every bid has become one, where more than one bid has a line in them.
fn merged(rows: Vec<(Key, Row)>) -> Vec<(Key, Row)> {
    let mut columns = BTreeMap::<&Key, BTreeSet<usize>>::new();
    let filled = |row: &Row| row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(column, _)| column).collect::<BTreeSet<_>>();
    for (key, row) in &rows {
        columns.entry(key).or_default().extend(filled(row));
    }
    // Who has a line of the package and driver by a name that the others do not have.
    let left_over: Vec<bool> = rows.iter().map(|(key, row)| key.speaks() && columns.get(key).is_some_and(|all| all.len() > 1 && *all != filled(row))).collect();
    let mut kept: Vec<(Key, Row, bool)> = Vec::new();
    for ((key, row), is_left_over) in rows.into_iter().zip(left_over) {
        let twin = kept.iter_mut().find(|(known, _, is_other)| is_left_over && *is_other && *known == key);
        match twin {
            Some((_, first, _)) => first.cells.iter_mut().zip(row.cells).for_each(|(cell, more)| cell.extend(more)),
            None => kept.push((key, row, is_left_over)),
        }
    }
    kept.into_iter().map(|(key, row, _)| (key, row)).collect()
}

/// Packages in the order in which they come first; what has none after them, and what is passed on at the end.
fn grouped(rows: Vec<(Key, Row)>, bids: &[NormalisedBid]) -> Vec<Group> {
    let title = |key: &Key| {
        let written = bids.iter().flat_map(|bid| &bid.lines).map(|line| line.line.group.trim()).find(|group| group.to_lowercase() == key.package);
        written.unwrap_or_default().to_owned()
    };
    let (mut packages, mut others, mut passed_on): (Vec<Group>, Vec<Row>, Vec<Row>) = Default::default();
    for (key, row) in rows {
        if key.passed_on {
            passed_on.push(row);
        } else if key.package.is_empty() {
            others.push(row);
        } else {
            let title = title(&key);
            match packages.iter_mut().find(|group| group.title == title) {
                Some(group) => group.rows.push(row),
                None => packages.push(Group { title, is_package: true, rows: vec![row] }),
            }
        }
    }
    let rest = [(NO_PACKAGE, others), (PASSED_ON, passed_on)].map(|(title, rows)| Group { title: title.to_owned(), is_package: false, rows });
    packages.into_iter().chain(rest).filter(|group| !group.rows.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::trial_run::{amount, evaluation, line};
    use super::*;

    fn of_package(package: &str, name: &str, driver: Driver, price: &str) -> BidLine {
        let mut made = line(name, driver, price);
        made.group = package.to_owned();
        made
    }

    fn told(comparison: &Comparison) -> Vec<String> {
        let row = |row: &Row| {
            let costs = (0..comparison.bids.len()).map(|bid| comparison.cost(row, bid).map_or("–".to_owned(), |cost| cost.to_string()));
            format!("{} {}", row.name, costs.collect::<Vec<_>>().join(" "))
        };
        comparison.groups.iter().flat_map(|group| std::iter::once(format!("# {}", group.title)).chain(group.rows.iter().map(row))).collect()
    }

    #[test]
    fn lines_stand_in_one_row_by_name_or_by_what_they_are_counted_by() {
        let mut travel = line("Travel", Driver::PerMonitoringVisit, "100");
        travel.pass_through = true;
        let first = vec![
            travel.clone(),
            of_package("Monitoring", "On-site visits", Driver::PerMonitoringVisit, "1000"),
            of_package("Monitoring", "Remote review", Driver::PerSiteMonth, "10"),
            line("Kick-off", Driver::Fixed, "5"),
        ];
        let second = vec![
            of_package("monitoring ", "Monitoring visits", Driver::PerMonitoringVisit, "900"),
            line(" kick-OFF", Driver::Fixed, "7"),
            line("Workshop", Driver::Fixed, "1"),
            travel,
        ];
        let comparison = compared(&evaluation(&[("EUR", first), ("EUR", second)]));
        let expected = [
            "# Monitoring",
            "On-site visits 66,000 59,400",
            "Remote review 3,300 –",
            "# Other services",
            "Kick-off 5 7",
            "Workshop – 1",
            "# Passed on at cost",
            "Travel 6,600 6,600",
        ];
        assert_eq!(told(&comparison), expected);
        let lacking = |bid| comparison.lacking(bid).iter().map(|row| row.name.as_str()).collect::<Vec<_>>();
        assert_eq!([lacking(0), lacking(1)], [vec!["Workshop"], vec!["Remote review"]]);
    }

    #[test]
    fn what_every_bid_has_by_name_keeps_its_row_and_what_is_left_over_is_taken_together() {
        let data = |name: &str, price: &str| of_package("Data", name, Driver::PerMonth, price);
        let first = vec![data("Build", "1"), data("Host", "2"), data("Report", "4")];
        let second = vec![data("Report", "5"), data("Hosting", "3")];
        let comparison = compared(&evaluation(&[("EUR", first), ("EUR", second), ("EUR", vec![line("Other", Driver::Fixed, "1")])]));
        assert_eq!(told(&comparison), ["# Data", "Build 45 45 –", "Report 60 75 –", "# Other services", "Other – – 1"]);
        assert_eq!([0, 1, 2].map(|bid| comparison.packages(bid)), [(1, 1), (1, 1), (0, 1)]);
        assert_eq!(
            [0, 2].map(|bid| comparison.packages_lacking(bid).iter().map(|group| group.title.clone()).collect::<Vec<_>>()),
            [vec![], vec!["Data".to_owned()]]
        );
    }

    #[test]
    fn a_bid_without_lines_lacks_nothing_and_two_lines_of_one_name_are_added() {
        let twice = vec![line("Fee", Driver::Fixed, "5"), line("Fee", Driver::Fixed, "6")];
        let comparison = compared(&evaluation(&[("EUR", twice), ("EUR", vec![])]));
        assert_eq!(told(&comparison), ["# Other services", "Fee 11 –"]);
        assert_eq!(comparison.lacking(1).len(), 0);
    }

    #[test]
    fn differences_of_counts_say_what_they_cost() {
        let mut lines = vec![line("Lead", Driver::PerMonth, "1000"), line("Visit", Driver::PerMonitoringVisit, "820"), line("Start", Driver::Fixed, "9")];
        lines[0].quoted_units = "18".parse().ok();
        lines[1].quoted_units = "40".parse().ok();
        let comparison = compared(&evaluation(&[("EUR", lines)]));
        let found: Vec<String> = differences(&comparison.bids[0])
            .into_iter()
            .map(|found| format!("{}: {} {}, we count {}: {}", found.name, found.quoted, found.driver.units(), found.counted, found.more))
            .collect();
        assert_eq!(found, ["Visit: 40 monitoring visits, we count 66: 21,320", "Lead: 18 months, we count 15: −3,000"]);
        assert_eq!(comparison.bids[0].total(), Some(amount("69129")));
    }
}
