//! Bids on the same assumptions: how many units each line has, what they cost, and what that is in one currency.
//!
//! A line costs its unit price times the units that the assumptions count. What cannot be counted, or not be converted, is an
//! [`Obstacle`] with a name; it is never zero, and a bid that has one has no total. Amounts are exact: nothing is rounded before
//! it is shown.
//!
//! Limits: a discount that hangs on the volume is a line of its own, with a negative price.

use std::sync::Arc;

use super::{Assumption, Bid, BidAssumptions, BidLine, Driver, Rate};
use crate::domain::choice::Choice;
use crate::domain::money::{Amount, Currency};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::domain::quantity::Quantity;
use crate::domain::words::{count, listed, quoted};

/// The delay for which each bid is asked what it would cost, in months.
pub const DELAY_MONTHS: u32 = 3;

/// More lines than this are counted in a sentence, not named.
const MOST_NAMED: usize = 3;

/// What is needed to count a line and is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A number of the assumptions.
    Assumption(Assumption),
    /// Our own count, in the line.
    OwnCount,
    /// The price of one.
    Price,
}

/// Why a bid cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// It has no line.
    NoLines,
    /// Nobody has said what its currency is worth.
    NoRate(Currency),
    /// Lines that cannot be counted.
    Uncounted {
        /// What is missing.
        missing: Missing,
        /// The lines, by name.
        lines: Vec<String>,
    },
}

/// A line on the assumptions. Amounts are in the currency of the bid.
#[derive(Debug, Clone, PartialEq)]
pub struct NormalisedLine {
    /// As it stands in the bid.
    pub line: BidLine,
    /// What the bidder asks for, by its own count; `None` where the bid does not say how many, or for how much.
    pub quoted: Option<Amount>,
    /// How many we count, or what is missing to count them.
    pub units: Result<Quantity, Vec<Missing>>,
    /// What that costs; `None` where it cannot be counted.
    pub cost: Option<Amount>,
}

/// How a bid comes into the currency of the comparison.
#[derive(Debug, Clone, PartialEq)]
pub enum Conversion {
    /// It is in it.
    Same,
    /// At this rate.
    At(Rate),
    /// Nobody has said at which rate.
    Missing,
}

/// A bid on the assumptions. Amounts are in the currency of the comparison, where nothing else is said.
#[derive(Debug, Clone, PartialEq)]
pub struct NormalisedBid {
    /// Whose.
    pub candidate: Arc<Candidate>,
    /// Why the candidate cannot be chosen any more; `None` while it can.
    pub out: Option<String>,
    /// As it was made.
    pub bid: Arc<Bid>,
    /// How it comes into the currency of the comparison.
    pub conversion: Conversion,
    /// Its lines.
    pub lines: Vec<NormalisedLine>,
    /// What the bidder asks for by its own count, in its own currency; `None` where a line does not say how many.
    pub quoted: Option<Amount>,
    /// What it does itself; of what could be counted.
    pub services: Amount,
    /// What it passes on at cost; of what could be counted.
    pub passed_on: Amount,
    /// What a delay of [`DELAY_MONTHS`] months costs more, by its lines for each month; `None` where that cannot be told.
    pub delay: Option<Amount>,
    /// What each participant costs; `None` without a total, or where nobody said how many there are.
    pub per_participant: Option<Amount>,
    /// Why it cannot be compared; empty where it can.
    pub obstacles: Vec<Obstacle>,
}

impl NormalisedBid {
    /// What all of it costs; `None` where it cannot be compared.
    pub fn total(&self) -> Option<Amount> {
        self.obstacles.is_empty().then(|| self.services.plus(self.passed_on))
    }

    /// The company.
    pub fn name(&self) -> String {
        shown(self.candidate.as_ref())
    }

    /// An amount in the currency of the bid, in that of the comparison; `None` without a rate.
    pub fn converted(&self, amount: Amount) -> Option<Amount> {
        match &self.conversion {
            Conversion::Same => Some(amount),
            Conversion::At(rate) => Some(amount.at_rate(rate.price)),
            Conversion::Missing => None,
        }
    }

    /// Whether a delay costs anything by the lines of the bid. Where it does not, it will be a change order.
    pub fn prices_time(&self) -> bool {
        self.lines.iter().any(|line| of_time(line.line.driver))
    }
}

impl Missing {
    /// What it is, as it stands in a sentence.
    pub fn label(self) -> String {
        match self {
            Missing::Assumption(assumption) => assumption.label().to_lowercase(),
            Missing::OwnCount => "our own count".to_owned(),
            Missing::Price => "a price".to_owned(),
        }
    }
}

impl Obstacle {
    /// What is in the way, and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Obstacle::NoLines => "It has no lines yet.".to_owned(),
            Obstacle::NoRate(currency) => format!("There is no rate for {currency}."),
            Obstacle::Uncounted { missing, lines } => {
                let named = if lines.len() > MOST_NAMED { count(lines.len(), "line", "lines") } else { listed(lines) };
                match missing {
                    Missing::Price if lines.len() == 1 => format!("{named} has no price."),
                    Missing::Price => format!("{named} have no price."),
                    _ => format!("{named} cannot be counted without {}.", missing.label()),
                }
            }
        }
    }
}

/// The bids on the assumptions: those of candidates in the running first, each in the order of the candidates. Bids of nobody
/// are left out.
pub fn normalised(evaluation: &PartnerEvaluation) -> Vec<NormalisedBid> {
    let (running, out): (Vec<_>, Vec<_>) = evaluation.candidates.iter().partition(|candidate| evaluation.in_the_running(candidate));
    let bids = running.into_iter().chain(out).filter_map(|candidate| Some((candidate, evaluation.bids.get(&Bid::key(&candidate.id))?)));
    bids.map(|(candidate, bid)| of_bid(bid.clone(), candidate.clone(), evaluation.out_because(candidate), &evaluation.bid_assumptions)).collect()
}

fn of_bid(bid: Arc<Bid>, candidate: Arc<Candidate>, out: Option<String>, assumptions: &BidAssumptions) -> NormalisedBid {
    let lines: Vec<NormalisedLine> = bid.lines.iter().map(|line| of_line(line, assumptions)).collect();
    let mut made = NormalisedBid {
        candidate,
        out,
        conversion: conversion(&bid.currency, assumptions),
        quoted: lines.iter().map(|line| line.quoted).try_fold(Amount::default(), |sum, quoted| Some(sum.plus(quoted?))).filter(|_| !lines.is_empty()),
        services: Amount::default(),
        passed_on: Amount::default(),
        delay: None,
        per_participant: None,
        obstacles: Vec::new(),
        lines,
        bid,
    };
    let sum = |pass_through: bool| {
        let costs = made.lines.iter().filter(|line| line.line.pass_through == pass_through).filter_map(|line| made.converted(line.cost?));
        costs.fold(Amount::default(), Amount::plus)
    };
    (made.services, made.passed_on) = (sum(false), sum(true));
    made.obstacles = obstacles(&made);
    made.delay = delay(&made, assumptions);
    made.per_participant = assumptions.participants.and_then(|participants| made.total()?.for_each_of(Quantity::whole(participants)));
    made
}

fn of_line(line: &BidLine, assumptions: &BidAssumptions) -> NormalisedLine {
    let units = units(line, assumptions);
    let quoted_units = line.quoted_units.or((line.driver == Driver::Fixed).then_some(Quantity::ONE));
    NormalisedLine {
        quoted: quoted_units.and_then(|units| Some(line.unit_price?.times(units))),
        cost: units.as_ref().ok().and_then(|units| Some(line.unit_price?.times(*units))),
        units,
        line: line.clone(),
    }
}

/// How many units of a line we count: its own count where it has one, else the product of what its driver is counted by.
fn units(line: &BidLine, assumptions: &BidAssumptions) -> Result<Quantity, Vec<Missing>> {
    if let Some(units) = line.units {
        return Ok(units);
    }
    if line.driver == Driver::PerHour {
        return Err(vec![Missing::OwnCount]);
    }
    let missing = |assumption: &&Assumption| assumptions.number(**assumption).is_none();
    let numbers = line.driver.counted_by();
    let missing: Vec<Missing> = numbers.iter().filter(missing).map(|assumption| Missing::Assumption(*assumption)).collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    Ok(numbers.iter().filter_map(|assumption| assumptions.number(*assumption)).fold(Quantity::ONE, Quantity::times))
}

/// At which rate a currency comes into that of the comparison.
pub fn conversion(currency: &Currency, assumptions: &BidAssumptions) -> Conversion {
    if *currency == assumptions.currency {
        return Conversion::Same;
    }
    // A rate of nothing would make a bid free.
    let rate = assumptions.rates.iter().find(|rate| rate.currency == *currency && !rate.price.is_zero() && !rate.price.is_negative());
    rate.map_or(Conversion::Missing, |rate| Conversion::At(rate.clone()))
}

fn obstacles(bid: &NormalisedBid) -> Vec<Obstacle> {
    if bid.lines.is_empty() {
        return vec![Obstacle::NoLines];
    }
    let mut found = Vec::new();
    if bid.conversion == Conversion::Missing {
        found.push(Obstacle::NoRate(bid.bid.currency.clone()));
    }
    let assumptions = Assumption::ALL.iter().map(|assumption| Missing::Assumption(*assumption));
    for missing in assumptions.chain([Missing::OwnCount, Missing::Price]) {
        let waits = |line: &&NormalisedLine| match missing {
            Missing::Price => line.line.unit_price.is_none(),
            _ => line.units.as_ref().is_err_and(|all| all.contains(&missing)),
        };
        let lines: Vec<String> = bid.lines.iter().filter(waits).map(|line| quoted(&line.line.name)).collect();
        if !lines.is_empty() {
            found.push(Obstacle::Uncounted { missing, lines });
        }
    }
    found
}

/// Whether a line costs more the longer the trial takes.
fn of_time(driver: Driver) -> bool {
    matches!(driver, Driver::PerMonth | Driver::PerSiteMonth)
}

fn delay(bid: &NormalisedBid, assumptions: &BidAssumptions) -> Option<Amount> {
    let lines = bid.lines.iter().filter(|line| of_time(line.line.driver));
    let more = lines.map(|line| {
        let sites = if line.line.driver == Driver::PerSiteMonth { assumptions.sites? } else { 1 };
        bid.converted(line.line.unit_price?.times(Quantity::whole(DELAY_MONTHS).times(sites)))
    });
    more.reduce(|sum, more| Some(sum?.plus(more?))).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::trial_run::{amount, assumptions, evaluation, line, rate};
    use super::*;

    fn told(evaluation: &PartnerEvaluation) -> Vec<String> {
        let one = |bid: &NormalisedBid| {
            let amount = |amount: Option<Amount>| amount.map_or("–".to_owned(), |amount| amount.to_string());
            let obstacles = bid.obstacles.iter().map(Obstacle::sentence).collect::<Vec<_>>().join(" ");
            format!("{} {} {} {} {}", amount(bid.quoted), amount(bid.total()), amount(bid.per_participant), amount(bid.delay), obstacles).trim_end().to_owned()
        };
        normalised(evaluation).iter().map(one).collect()
    }

    #[test]
    fn every_driver_is_counted_by_its_assumptions() {
        let counted = |driver| units(&line("x", driver, "1"), &assumptions());
        let found = Driver::ALL.iter().map(|driver| counted(*driver).map_or("–".to_owned(), |units| units.to_string())).collect::<Vec<_>>().join(" ");
        // 22 sites, 200 screened, 132 participants with 8 visits, 3 monitoring visits at each site, 15 months.
        assert_eq!(found, "1 22 200 132 1,056 66 15 330 –");
        let mut own = line("x", Driver::PerMonth, "1");
        own.units = "4.5".parse().ok();
        assert_eq!(units(&own, &BidAssumptions::default()), Ok("4.5".parse().expect("a count")));
    }

    #[test]
    fn a_bid_costs_its_prices_times_what_we_count_in_one_currency() {
        let mut lines =
            vec![line("Manage", Driver::PerMonth, "20000"), line("Visit", Driver::PerMonitoringVisit, "1500.50"), line("Begin", Driver::Fixed, "30000")];
        lines[0].quoted_units = "12".parse().ok();
        lines[1].quoted_units = "40".parse().ok();
        lines[1].pass_through = true;
        let mut evaluation = evaluation(&[("GBP", lines)]);
        // 20,000 × 12 + 1,500.50 × 40 + 30,000 as quoted; 20,000 × 15 + 1,500.50 × 66 + 30,000 = 429,033 pounds as we count.
        assert_eq!(told(&evaluation), ["330,020 – – – There is no rate for GBP."]);
        Arc::make_mut(&mut evaluation.bid_assumptions).rates.push(rate("GBP", "1.15"));
        assert_eq!(told(&evaluation), ["330,020 493,387.95 3,737.79 69,000"]);
        let bid = normalised(&evaluation).remove(0);
        assert_eq!([bid.services, bid.passed_on], [amount("379500"), amount("113887.95")]);
    }

    #[test]
    fn what_cannot_be_counted_is_named_and_never_zero() {
        let lines = vec![line("Visit", Driver::PerVisit, "10"), line("Help", Driver::PerHour, "90"), line("Run", Driver::PerSiteMonth, "5")];
        let mut evaluation = evaluation(&[("EUR", lines), ("EUR", vec![])]);
        *Arc::make_mut(&mut evaluation.bid_assumptions) = BidAssumptions { participants: Some(132), ..BidAssumptions::default() };
        let waits = "“Run” cannot be counted without sites. “Visit” cannot be counted without visits of each participant. \
                     “Run” cannot be counted without months of service. “Help” cannot be counted without our own count.";
        assert_eq!(told(&evaluation), [format!("– – – – {waits}"), "– – – – It has no lines yet.".to_owned()]);
    }

    #[test]
    fn a_line_without_a_price_is_not_for_free() {
        let mut lines = vec![line("Manage", Driver::PerMonth, "10"), line("Begin", Driver::Fixed, "5")];
        lines[0].unit_price = None;
        assert_eq!(told(&evaluation(&[("EUR", lines)])), ["– – – – “Manage” has no price."]);
    }

    #[test]
    fn a_rate_of_nothing_is_no_rate() {
        let mut evaluation = evaluation(&[("USD", vec![line("Begin", Driver::Fixed, "5")])]);
        for price in ["0", "-1"] {
            Arc::make_mut(&mut evaluation.bid_assumptions).rates = vec![rate("USD", price)];
            assert_eq!(normalised(&evaluation).remove(0).conversion, Conversion::Missing, "{price}");
        }
    }

    proptest! {
        #[test]
        fn the_order_of_lines_changes_no_total(prices in proptest::collection::vec(-100_000i64..1_000_000, 1..12), turn in 0usize..12) {
            let mut lines: Vec<BidLine> = prices.iter().zip(Driver::ALL.iter().cycle()).map(|(price, driver)| {
                let mut made = line("x", *driver, "0");
                (made.unit_price, made.units) = (Some(Amount::whole(*price)), (*driver == Driver::PerHour).then(|| Quantity::whole(7)));
                made
            }).collect();
            let before = normalised(&evaluation(&[("EUR", lines.clone())])).remove(0);
            let places = lines.len();
            lines.rotate_left(turn % places);
            let after = normalised(&evaluation(&[("EUR", lines)])).remove(0);
            prop_assert_eq!((before.total(), before.delay, before.per_participant), (after.total(), after.delay, after.per_participant));
            prop_assert!(before.total().is_some());
        }
    }
}
