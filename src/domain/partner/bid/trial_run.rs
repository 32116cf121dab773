//! Bids for the tests of this folder.

use std::sync::Arc;

use super::{Bid, BidAssumptions, BidLine, Driver, Rate};
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::money::{Amount, Currency};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::trial_run;

/// What a person would type.
pub(crate) fn amount(text: &str) -> Amount {
    text.parse().expect("an amount")
}

/// A trial of 22 sites and 132 participants over 15 months, compared in EUR.
pub(crate) fn assumptions() -> BidAssumptions {
    BidAssumptions {
        sites: Some(22),
        screened: Some(200),
        participants: Some(132),
        visits: Some(8),
        monitoring_visits: Some(3),
        months: Some(15),
        ..BidAssumptions::default()
    }
}

/// A line with this price.
pub(crate) fn line(name: &str, driver: Driver, price: &str) -> BidLine {
    BidLine { unit_price: Some(amount(price)), ..BidLine::new(Id::joined(&[name]), name, driver) }
}

/// What one of a currency costs.
pub(crate) fn rate(currency: &str, price: &str) -> Rate {
    Rate { currency: Currency::parse(currency).expect("a currency"), price: amount(price), on: None, source: String::new(), extra: Extra::default() }
}

/// An evaluation in which the candidates `c0`, `c1`, … made these bids; all scores are 3.
pub(crate) fn evaluation(bids: &[(&str, Vec<BidLine>)]) -> PartnerEvaluation {
    let mut evaluation = trial_run::evaluation(&["lead"], &[10.0], bids.len());
    evaluation.bid_assumptions = Arc::new(assumptions());
    for (place, (currency, lines)) in bids.iter().enumerate() {
        let bid = Bid::new(Id::joined(&[&format!("c{place}")]), Currency::parse(currency).expect("a currency"));
        evaluation.bids = evaluation.bids.with(Bid { lines: lines.clone(), ..bid }, None);
    }
    evaluation
}
