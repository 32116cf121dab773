//! Changes to bids that touch more than one thing: rows that come from a spreadsheet, the lines of another bid as a start, and the
//! currency of the comparison with its rates.

use super::command::{Change, Edit};
use crate::domain::id::{Id, IdMaker};
use crate::domain::money::Currency;
use crate::domain::partner::bid::{Bid, BidAssumptions, BidLine};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::evaluation::PartnerEvaluation;

/// Adds lines to the bid of a candidate, which is begun where there is none; `None` where there is nothing to add.
pub fn with_lines(evaluation: &PartnerEvaluation, candidate: &Id<Candidate>, lines: Vec<BidLine>) -> Option<Change> {
    if lines.is_empty() {
        return None;
    }
    let begun = || Bid::new(candidate.clone(), evaluation.bid_assumptions.currency.clone());
    let mut bid = evaluation.bids.get(&Bid::key(candidate)).map_or_else(begun, |bid| Bid::clone(bid));
    bid.lines.extend(lines);
    Some(Change::Bids(Edit::put(bid)))
}

/// The lines of another bid as a start for this one: what is done and how it is counted, without prices and without what the other
/// bidder counted, which are its own. Lines that the bid has by name are not added again; `None` where none is left.
pub fn copied(evaluation: &PartnerEvaluation, from: &Id<Candidate>, to: &Id<Candidate>, ids: &mut IdMaker) -> Option<Change> {
    let same = |one: &BidLine, other: &BidLine| one.pass_through == other.pass_through && one.name.trim().eq_ignore_ascii_case(other.name.trim());
    let there = evaluation.bids.get(&Bid::key(to));
    let is_there = |line: &&BidLine| there.is_some_and(|bid| bid.lines.iter().any(|known| same(known, line)));
    let source = evaluation.bids.get(&Bid::key(from))?;
    let lines = source.lines.iter().filter(|line| !is_there(line)).map(|line| BidLine {
        group: line.group.clone(),
        units: line.units,
        pass_through: line.pass_through,
        ..BidLine::new(ids.make(), &line.name, line.driver)
    });
    with_lines(evaluation, to, lines.collect())
}

/// The assumptions with another currency of the comparison. A rate says what a currency costs in the one before, and goes with it.
pub fn compared_in(assumptions: &BidAssumptions, currency: Currency) -> BidAssumptions {
    let rates = if assumptions.currency == currency { assumptions.rates.clone() } else { Vec::new() };
    BidAssumptions { currency, rates, ..assumptions.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::document::Document;
    use crate::domain::extra::Extra;
    use crate::domain::partner::bid::{Driver, Rate};
    use crate::domain::partner::trial_run::evaluation;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    #[test]
    fn lines_of_another_bid_come_without_what_is_the_other_bidders_own() {
        let id = |text: &str| Id::<Candidate>::joined(&[text]);
        let mut made = evaluation(&[], &[], 2);
        let mut first = Bid::new(id("c0"), "GBP".to_owned().try_into().expect("a currency"));
        first.lines = ["Manage", "Visit"].map(|name| BidLine::new(Id::joined(&[name]), name, Driver::PerMonth)).into();
        first.lines[0].unit_price = "100".parse().ok();
        first.lines[0].quoted_units = "12".parse().ok();
        first.lines[0].group = "Management".into();
        let mut second = Bid::new(id("c1"), Default::default());
        second.lines = vec![BidLine::new(Id::joined(&["x"]), "visit ", Driver::PerMonitoringVisit)];
        made.bids = made.bids.with(first, None).with(second, None);
        let mut ids = IdMaker::new([7; 16]);
        let Some(Change::Bids(Edit::Put { record, .. })) = copied(&made, &id("c0"), &id("c1"), &mut ids) else { panic!("a change") };
        let names: Vec<(&str, &str, bool)> =
            record.lines.iter().map(|line| (line.name.as_str(), line.group.as_str(), line.unit_price.is_none() && line.quoted_units.is_none())).collect();
        assert_eq!(names, [("visit ", "", true), ("Manage", "Management", true)]);
        assert_eq!(record.currency.code(), "EUR");
        assert_eq!(copied(&made, &id("c9"), &id("c1"), &mut ids), None);
        made.bids = made.bids.with(*record, None);
        assert_eq!(copied(&made, &id("c0"), &id("c1"), &mut ids), None);
        assert_eq!(with_lines(&made, &id("c0"), vec![]), None);
    }

    #[test]
    fn rates_in_another_currency_do_not_outlive_it() {
        let currency = |code: &str| Currency::parse(code).expect("a currency");
        let rate = Rate { currency: currency("GBP"), price: "1.25".parse().expect("an amount"), on: None, source: String::new(), extra: Extra::default() };
        let before = BidAssumptions { months: Some(10), currency: currency("EUR"), rates: vec![rate], ..BidAssumptions::default() };
        let after = compared_in(&before, currency("USD"));
        assert_eq!((after.months, after.currency.code(), after.rates.len()), (Some(10), "USD", 0));
        assert_eq!(compared_in(&before, currency("EUR")), before);
    }

    #[test]
    fn a_bid_is_told_by_whose_it_is() {
        let before = evaluation(&[], &[], 2);
        let candidate = Id::joined(&["c1"]);
        let change = with_lines(&before, &candidate, vec![BidLine::new(Id::joined(&["x"]), "Visit", Driver::PerMonth)]).expect("a change");
        let command = Command { at: Timestamp::from_millis(0), who: String::new(), why: None, origin: Origin::Edit, change };
        let after = apply(&Document::Evaluation(Box::new(before)), &command).expect("it applies").document;
        assert_eq!(after.audit().entries().last().map(|entry| entry.what.as_str()), Some("Added the bid “c1”"));
    }
}
