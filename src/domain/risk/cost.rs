//! What a risk would cost if it happens, and what a plan has set aside for its risks.

use serde::Serialize;
use trialwright_macros::Read;

use super::delay::Length;
use super::register::Risk;
use crate::domain::extra::Extra;
use crate::domain::money::{Amount, Currency};
use crate::domain::schedule::logic::Spread;
use crate::domain::schedule::time_span::Duration;

/// What a risk would cost if it happens: a three-point estimate in the plan's currency.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CostImpact {
    /// If all goes well.
    pub optimistic: Amount,
    /// Most likely.
    pub likely: Amount,
    /// If much goes wrong.
    pub pessimistic: Amount,
    /// How the costs between them are spread.
    #[serde(default, skip_serializing_if = "Spread::is_beta_pert")]
    pub spread: Spread,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// What a plan has set aside for its risks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Contingency {
    /// The currency of all amounts of money in the plan.
    #[serde(default)]
    pub currency: Currency,
    /// Money set aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<Amount>,
    /// Time set aside between the last task and the day that was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Duration>,
    /// What a day of delay costs, for holding days against money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_of_delay: Option<Amount>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl CostImpact {
    /// This much, give or take nothing.
    pub fn new(amount: Amount) -> CostImpact {
        CostImpact { optimistic: amount, likely: amount, pessimistic: amount, spread: Spread::default(), extra: Extra::default() }
    }

    /// One of its amounts.
    pub fn amount(&self, which: Length) -> Amount {
        match which {
            Length::Optimistic => self.optimistic,
            Length::Likely => self.likely,
            Length::Pessimistic => self.pessimistic,
        }
    }

    /// The cost with another amount, as it is typed. The most likely amount holds for all three until the ends are given;
    /// an empty text puts an end at the most likely amount. `Err` says why it cannot stand.
    pub fn with(&self, which: Length, text: &str) -> Result<CostImpact, String> {
        let given = match (text.trim().is_empty(), which) {
            (true, Length::Likely) => return Err("A cost has a most likely amount. Remove the cost where there is none.".to_owned()),
            (true, _) => self.likely,
            (false, _) => text.parse::<Amount>().map_err(|fault| format!("{fault}."))?,
        };
        let is_certain = self.optimistic == self.pessimistic;
        let mut next = self.clone();
        match which {
            _ if is_certain && (which == Length::Likely || self.likely.is_zero()) => (next.optimistic, next.likely, next.pessimistic) = (given, given, given),
            Length::Optimistic => next.optimistic = given,
            Length::Likely => next.likely = given,
            Length::Pessimistic => next.pessimistic = given,
        }
        match next.fault() {
            Some(fault) => Err(format!("The cost {fault}.")),
            None => Ok(next),
        }
    }

    /// The mean of its distribution (Beta-PERT: (a + 4m + b) / 6; triangular: (a + m + b) / 3; uniform: (a + b) / 2).
    pub fn mean(&self) -> f64 {
        let (low, mode, high) = (self.optimistic.to_f64(), self.likely.to_f64(), self.pessimistic.to_f64());
        match self.spread {
            Spread::BetaPert => (low + 4.0 * mode + high) / 6.0,
            Spread::Triangular => (low + mode + high) / 3.0,
            Spread::Uniform => (low + high) / 2.0,
        }
    }

    /// The variance of its distribution (Beta-PERT: (μ − a)(b − μ) / 7; triangular: (a² + m² + b² − am − ab − mb) / 18; uniform:
    /// (b − a)² / 12).
    pub fn variance(&self) -> f64 {
        let (low, mode, high) = (self.optimistic.to_f64(), self.likely.to_f64(), self.pessimistic.to_f64());
        match self.spread {
            Spread::BetaPert => (self.mean() - low) * (high - self.mean()) / 7.0,
            Spread::Triangular => (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18.0,
            Spread::Uniform => (high - low) * (high - low) / 12.0,
        }
    }

    /// Why it makes no sense, as the end of a sentence; `None` where it does.
    pub(super) fn fault(&self) -> Option<String> {
        let CostImpact { optimistic, likely, pessimistic, .. } = self;
        if optimistic.is_negative() {
            return Some(format!("is {optimistic} if all goes well; a risk that saves money is no threat, so give 0 or more"));
        }
        let in_order = optimistic <= likely && likely <= pessimistic;
        (!in_order).then(|| {
            format!("is most likely {likely}, which is not between its optimistic {optimistic} and its pessimistic {pessimistic}; change one of the three")
        })
    }
}

/// What a risk costs on average: its chance times the mean of its cost (PMI, expected monetary value). `None` where one of
/// the two is not given, or the risk is not open.
pub fn expected_value(risk: &Risk) -> Option<f64> {
    let (chance, cost) = (risk.chance.filter(|_| risk.is_open())?, risk.cost.as_ref()?);
    Some(chance.get() * cost.mean())
}

/// What a risk comes to, as a sentence: `30% of EUR 50,000 on average is EUR 15,000.` Empty where nothing is known of its cost.
pub fn expected_words(risk: &Risk, currency: &Currency) -> String {
    let Some(cost) = &risk.cost else { return String::new() };
    let mean = Amount::rounded(cost.mean()).in_currency(currency);
    match (risk.chance, expected_value(risk)) {
        (None, _) => format!("{mean} on average if it happens. Give the chance as well to see what to expect."),
        (Some(chance), Some(expected)) => format!("Expected: {}% of {mean} is {}.", chance.percent(), Amount::rounded(expected).in_currency(currency)),
        (Some(_), None) => format!("{mean} on average if it happens. Nothing is expected, because the risk is not open."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::schedule::share::Chance;

    fn check(edits: &[&str], expected: Result<&str, &str>) {
        let mut cost = CostImpact::new(Amount::default());
        let mut said = Ok(());
        for edit in edits {
            let (which, text) = edit.split_once(' ').expect("an amount and a text");
            let which = match which {
                "o" => Length::Optimistic,
                "l" => Length::Likely,
                _ => Length::Pessimistic,
            };
            match cost.with(which, text) {
                Ok(next) => cost = next,
                Err(why) => said = Err(why),
            }
        }
        let shown = [cost.optimistic, cost.likely, cost.pessimistic].map(|amount| amount.to_string()).join(" ");
        assert_eq!(said.map(|()| shown), expected.map(str::to_owned).map_err(str::to_owned), "{edits:?}");
    }

    #[test]
    fn the_first_amount_holds_for_all_and_the_others_part_from_it() {
        check(&["l 10k"], Ok("10,000 10,000 10,000"));
        check(&["l 10k", "p 40k", "o 5k"], Ok("5,000 10,000 40,000"));
        check(&["l 10k", "p 40k", "o "], Ok("10,000 10,000 40,000"));
        check(&["l 10k", "p 40k", "l 20k"], Ok("10,000 20,000 40,000"));
        check(
            &["l 10k", "p 40k", "l 50k"],
            Err("The cost is most likely 50,000, which is not between its optimistic 10,000 and its pessimistic 40,000; change one of the three."),
        );
    }

    #[test]
    fn what_is_expected_is_said_with_how_it_comes_about() {
        let mut risk = Risk::new(Id::joined(&["r"]), 1, "x");
        let said = |risk: &Risk| expected_words(risk, &Currency::default());
        assert_eq!(said(&risk), "");
        risk.cost = Some(CostImpact { pessimistic: Amount::whole(80_000), ..CostImpact::new(Amount::whole(20_000)) });
        assert_eq!(said(&risk), "EUR 30,000 on average if it happens. Give the chance as well to see what to expect.");
        risk.chance = Chance::new(0.3);
        assert_eq!(said(&risk), "Expected: 30% of EUR 30,000 is EUR 9,000.");
        risk.status = crate::domain::risk::register::RiskStatus::Closed;
        assert!(said(&risk).ends_with("Nothing is expected, because the risk is not open."));
    }

    #[test]
    fn the_variance_is_that_of_the_closed_forms() {
        let of = |spread| CostImpact { likely: Amount::whole(30), pessimistic: Amount::whole(60), spread, ..CostImpact::new(Amount::whole(20)) }.variance();
        let expected = [(Spread::BetaPert, 400.0 / 9.0 * 8.0 / 7.0), (Spread::Triangular, 1_300.0 / 18.0), (Spread::Uniform, 1_600.0 / 12.0)];
        for (spread, variance) in expected {
            assert!((of(spread) - variance).abs() < 1e-9, "{spread:?} {}", of(spread));
        }
    }

    /// Three risks of 30% at 200,000, 10% at 1,000,000 and 50% at 50,000 are worth 185,000.
    #[test]
    fn the_expected_value_is_chance_times_cost() {
        let risk = |chance, cost| {
            let mut risk = Risk::new(Id::joined(&["r"]), 1, "x");
            (risk.chance, risk.cost) = (Chance::new(chance), Some(CostImpact::new(Amount::whole(cost))));
            risk
        };
        let risks = [risk(0.3, 200_000), risk(0.1, 1_000_000), risk(0.5, 50_000)];
        let total: f64 = risks.iter().filter_map(expected_value).sum();
        assert!((total - 185_000.0).abs() < 1e-9, "{total}");
    }
}
