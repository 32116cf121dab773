use std::sync::Arc;

use super::findings::statements;
use super::headline::bids_headline;
use super::trial_run::{evaluation, line, rate};
use super::{Bid, BidLine, Driver};
use crate::domain::collection::Collection;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::score::Level;
use crate::domain::partner::trial_run::score;

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn said(evaluation: &PartnerEvaluation) -> Vec<String> {
    statements(evaluation, day("2026-11-22")).into_iter().map(|found| format!("{}: {} ({})", found.title, found.detail, found.status)).collect()
}

fn titles(evaluation: &PartnerEvaluation) -> Vec<String> {
    statements(evaluation, day("2026-11-22")).into_iter().map(|found| found.title).collect()
}

/// A bid that leaves nothing to say: it is priced by the month and its terms are rated.
fn sound(price: &str) -> (&'static str, Vec<BidLine>) {
    ("EUR", vec![line("Management", Driver::PerMonth, price)])
}

fn change(evaluation: &mut PartnerEvaluation, candidate: &str, change: impl FnOnce(&mut Bid)) {
    let mut bid = Bid::clone(evaluation.bids.get(&Id::joined(&[candidate])).expect("there"));
    change(&mut bid);
    evaluation.bids = evaluation.bids.with(bid, None);
}

/// Bids of these monthly prices with rated terms.
fn rated(prices: &[&str]) -> PartnerEvaluation {
    let mut made = evaluation(&prices.iter().map(|price| sound(price)).collect::<Vec<_>>());
    for place in 0..prices.len() {
        change(&mut made, &format!("c{place}"), |bid| bid.change_orders.rating = Level::new(4));
        score(&mut made, "lead", 0, place, 3 + place as u8);
    }
    made
}

#[test]
fn sound_bids_leave_nothing_to_do() {
    let made = rated(&["100", "200"]);
    assert_eq!(said(&made), [""; 0]);
    let head = bids_headline(&made);
    assert_eq!(head.finding, "c1 scores highest and costs 100% more than the lowest bid");
    assert_eq!(
        head.because,
        "EUR 3,000 and 4.00 points of 5, against EUR 1,500 and 3.00 for c0. 2 of 2 bids compared on 22 sites, 132 participants and 15 months, in EUR."
    );
}

#[test]
fn what_is_missing_to_compare_is_asked_for_first() {
    let mut made = rated(&["100", "200"]);
    change(&mut made, "c1", |bid| bid.currency = rate("GBP", "1").currency);
    assert_eq!(said(&made), ["No rate for GBP: Say what one GBP costs in EUR, of which day and by whom, to compare the bid of c1. (gap)"]);
    assert_eq!(bids_headline(&made).finding, "1 of 2 bids can be compared");
    assert_eq!(bids_headline(&made).because, "c1: There is no rate for GBP.");
    Arc::make_mut(&mut made.bid_assumptions).rates.push(rate("GBP", "1.15"));
    assert_eq!(titles(&made), ["The rate for GBP is not stated in full"]);
    Arc::make_mut(&mut made.bid_assumptions).months = None;
    assert_eq!(said(&made)[0], "Months of service missing: Lines in the bids of c0 and c1 cannot be counted without it. (gap)");
    assert_eq!(bids_headline(&made).finding, "0 of 2 bids can be compared");
}

#[test]
fn a_bid_that_counts_otherwise_is_told_with_what_that_costs() {
    let mut made = rated(&["100", "200"]);
    change(&mut made, "c0", |bid| {
        let mut visits = line("On-site visits", Driver::PerMonitoringVisit, "820.40");
        visits.quoted_units = "40".parse().ok();
        bid.lines.push(visits);
        bid.lines[0].quoted_units = "18".parse().ok();
    });
    assert_eq!(
        said(&made),
        [
            "Not in the bid of c1: No line like “On-site visits”. Ask for a price, or say who else does it: what is not in the bid is not free. (1 line)",
            "There is a better offer than that of c0: c1 costs no more and scores no less. Ask for a better price, or say what it has that the criteria do not see. (dominated)",
            "c0 counts otherwise: “On-site visits”: c0 counted 40 monitoring visits, we count 66, which is EUR 21,330 more. 1 other line differs as well. (2 lines)",
        ]
    );
}

#[test]
fn bids_expire_and_run_out_before_the_decision() {
    let mut made = rated(&["100", "200"]);
    Arc::make_mut(&mut made.brief).decision_due = Some(day("2026-12-11"));
    for (until, expected) in [
        ("2026-11-21", "The bid of c0 has expired"),
        ("2026-12-04", "The bid of c0 runs out before the decision"),
        ("2026-12-12", "The bid of c0 runs out soon"),
    ] {
        change(&mut made, "c0", |bid| bid.valid_until = Some(day(until)));
        assert_eq!(titles(&made), [expected], "{until}");
    }
    change(&mut made, "c0", |bid| bid.valid_until = Some(day("2027-02-01")));
    assert_eq!(titles(&made), [""; 0]);
}

#[test]
fn what_the_bid_leaves_open_is_named() {
    let mut made = rated(&["100", "100", "100"]);
    change(&mut made, "c0", |bid| bid.change_orders.rating = None);
    change(&mut made, "c1", |bid| {
        bid.change_orders.rating = Level::new(2);
        bid.lines = vec![line("Management", Driver::PerHour, "90")];
    });
    made.bids = made.bids.without(&Id::joined(&["c2"])).expect("there").0;
    assert_eq!(
        titles(&made),
        [
            "Hours in the bid of c1",
            "Change-order terms of c0 are not rated",
            "A delay has no price in the bid of c1",
            "Change-order terms of c1 are weak",
            "No bid of c2"
        ]
    );
}

#[test]
fn a_dominated_bid_is_told_and_one_of_who_is_out_is_not() {
    let mut made = rated(&["200", "100"]);
    assert_eq!(
        said(&made),
        [
            "There is a better offer than that of c0: c1 costs no more and scores no less. Ask for a better price, or say what it has that the criteria do not see. (dominated)"
        ]
    );
    assert_eq!(bids_headline(&made).finding, "c1 scores highest and asks for the lowest price");
    let mut gone = Candidate::clone(made.candidates.get(&Id::joined(&["c0"])).expect("there"));
    gone.withdrawn = "No capacity".into();
    made.candidates = made.candidates.with(gone, None);
    assert_eq!(said(&made), [""; 0]);
    assert_eq!(bids_headline(&made).finding, "c1 asks for EUR 1,500, the only bid so far");
}

#[test]
fn an_empty_page_says_how_to_begin() {
    let mut made = rated(&["100"]);
    made.bids = Collection::new();
    assert_eq!(bids_headline(&made).finding, "No bids yet");
    made.candidates = Collection::new();
    assert_eq!((bids_headline(&made).finding.as_str(), said(&made).len()), ("Bids need candidates", 0));
}
