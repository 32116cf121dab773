//! The bids side by side as a table for a spreadsheet: a row for each line, with price, both counts and cost of each bid, and the
//! totals below. Amounts are bare numbers, in the currency that the heading names.

use super::csv::{BYTE_ORDER_MARK, row};
use crate::domain::choice::Choice;
use crate::domain::money::Amount;
use crate::domain::partner::bid::comparison::{Comparison, Row, compared};
use crate::domain::partner::bid::normalised::{DELAY_MONTHS, NormalisedBid, NormalisedLine};
use crate::domain::partner::bid::value::of_bids;
use crate::domain::partner::evaluation::PartnerEvaluation;

/// The headings before those of the bids.
const HEADINGS: [&str; 3] = ["Package", "Line", "Counted by"];

/// How many columns each bid has.
const COLUMNS: usize = 4;

/// The table.
pub fn write(evaluation: &PartnerEvaluation) -> String {
    let comparison = compared(evaluation);
    let currency = comparison.currency.code();
    let mut text = format!(
        "{BYTE_ORDER_MARK}{}",
        line_of(HEADINGS.iter().map(|heading| (*heading).to_owned()).chain(comparison.bids.iter().flat_map(|bid| heads(bid, currency))))
    );
    for group in &comparison.groups {
        for line in &group.rows {
            let first = [group.title.clone(), line.name.clone(), line.driver.label().to_owned()];
            let cells = (0..comparison.bids.len()).flat_map(|bid| cells(&comparison, line, bid));
            text.push_str(&line_of(first.into_iter().chain(cells)));
        }
    }
    let value = of_bids(evaluation, &comparison.bids);
    let score = |bid: &NormalisedBid| value.of(&bid.candidate.id).and_then(|offer| offer.score).map_or(String::new(), |score| format!("{score:.2}"));
    let complete = |amount: Amount, bid: &NormalisedBid| if bid.total().is_some() { plain(Some(amount)) } else { String::new() };
    let mut sum = |title: &str, read: &dyn Fn(&NormalisedBid) -> String| {
        let cells = comparison.bids.iter().flat_map(|bid| [String::new(), String::new(), String::new(), read(bid)]);
        text.push_str(&line_of(["Total".to_owned(), title.to_owned(), String::new()].into_iter().chain(cells)));
    };
    sum("Services", &|bid| complete(bid.services, bid));
    sum("Passed on at cost", &|bid| complete(bid.passed_on, bid));
    sum("Total", &|bid| plain(bid.total()));
    sum("For each participant", &|bid| plain(bid.per_participant));
    sum(&format!("{DELAY_MONTHS} months of delay"), &|bid| plain(bid.delay));
    sum("Change-order terms, 1 to 5", &|bid| bid.bid.change_orders.rating.map_or(String::new(), |rating| rating.to_string()));
    sum(if value.without_commercial { "Weighted score without commercial criteria, 1 to 5" } else { "Weighted score, 1 to 5" }, &score);
    sum("Why it cannot be compared", &|bid| bid.obstacles.iter().map(|obstacle| obstacle.sentence()).collect::<Vec<_>>().join(" "));
    text
}

fn heads(bid: &NormalisedBid, currency: &str) -> [String; COLUMNS] {
    let (name, own) = (bid.name(), bid.bid.currency.code());
    [format!("{name}: unit price ({own})"), format!("{name}: units in the bid"), format!("{name}: units counted"), format!("{name}: cost ({currency})")]
}

fn cells(comparison: &Comparison, row: &Row, bid: usize) -> [String; COLUMNS] {
    let each = |read: fn(&NormalisedLine) -> String| comparison.lines(row, bid).map(read).collect::<Vec<_>>().join("; ");
    [
        each(|line| plain(line.line.unit_price)),
        each(|line| line.line.quoted_units.map(String::from).unwrap_or_default()),
        each(|line| line.units.as_ref().map(|units| String::from(*units)).unwrap_or_default()),
        plain(comparison.cost(row, bid)),
    ]
}

fn plain(amount: Option<Amount>) -> String {
    amount.map(|amount| String::from(amount.in_hundredths())).unwrap_or_default()
}

fn line_of(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    row(&cells.iter().map(String::as_str).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::partner::bid::Driver;
    use crate::domain::partner::bid::trial_run::{evaluation, line, rate};

    #[test]
    fn every_line_has_its_row_and_what_is_not_known_is_empty() {
        let mut first = vec![line("Manage", Driver::PerMonth, "1000.5"), line("Travel", Driver::PerMonitoringVisit, "10")];
        first[0].quoted_units = "12".parse().ok();
        first[1].pass_through = true;
        let mut made = evaluation(&[("GBP", first), ("EUR", vec![line("=Help", Driver::PerHour, "90")])]);
        Arc::make_mut(&mut made.bid_assumptions).rates.push(rate("GBP", "1.1"));
        let text = write(&made);
        let rows: Vec<&str> = text.trim_start_matches(BYTE_ORDER_MARK).lines().collect();
        assert_eq!(
            rows,
            [
                "Package,Line,Counted by,c0: unit price (GBP),c0: units in the bid,c0: units counted,c0: cost (EUR),c1: unit price (EUR),c1: units in the bid,c1: units counted,c1: cost (EUR)",
                "Other services,Manage,Per month,1000.5,12,15,16508.25,,,,",
                "Other services,'=Help,Per hour,,,,,90,,,",
                "Passed on at cost,Travel,Per monitoring visit,10,,66,726,,,,",
                "Total,Services,,,,,16508.25,,,,",
                "Total,Passed on at cost,,,,,726,,,,",
                "Total,Total,,,,,17234.25,,,,",
                "Total,For each participant,,,,,130.56,,,,",
                "Total,3 months of delay,,,,,3301.65,,,,",
                "Total,\"Change-order terms, 1 to 5\",,,,,,,,,",
                "Total,\"Weighted score, 1 to 5\",,,,,3.00,,,,",
                "Total,Why it cannot be compared,,,,,,,,,“=Help” cannot be counted without our own count.",
            ]
        );
    }
}
