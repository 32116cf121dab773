//! Value for money: the weighted score beside the price.
//!
//! A bid is dominated where another costs no more and scores no less, and one of the two is truly better: whoever chooses it pays
//! more for less. What is left is a choice between price and score, which no formula makes: the steps say what each better score
//! costs more. The lowest price is not the winner by itself.
//!
//! Criteria of the commercial pillar are left out of the score here, because the price stands beside it and would count twice.
//!
//! Limits: the price of a point divides money by a score that begins at 1 and whose steps mean more or less; it orders bids that are
//! alike, and says nothing about bids that offer different things.

use std::sync::Arc;

use super::normalised::{NormalisedBid, normalised};
use crate::domain::id::Id;
use crate::domain::money::Amount;
use crate::domain::order::sort_by_rank;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::criterion::Pillar;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::ranking::rank;
use crate::domain::partner::scoring::scores_are_hidden;
use crate::domain::quantity::Quantity;

/// Scores closer than this are equal: it is far below what is shown, and above rounding noise.
const TIE: f64 = 1e-9;

/// Score and price of the candidates that can be chosen and compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Value {
    /// The offers, cheapest first; of the same price the better one first.
    pub offers: Vec<Offer>,
    /// Whether criteria of the commercial pillar were left out of the score.
    pub without_commercial: bool,
    /// Whether there are scores that nobody may see yet, because scoring is blind.
    pub hidden: bool,
}

/// A candidate with its score and its price.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Who.
    pub candidate: Arc<Candidate>,
    /// The weighted score, 1 to 5; `None` while nothing is scored, or scoring is blind.
    pub score: Option<f64>,
    /// The price on the assumptions, in the currency of the comparison.
    pub price: Amount,
    /// How much more it costs than the cheapest.
    pub above_lowest: Amount,
    /// The candidates that cost no more and score no less.
    pub dominated_by: Vec<Arc<Candidate>>,
}

/// From one offer to the next better one, among those that nobody dominates.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The cheaper one.
    pub from: Arc<Candidate>,
    /// The better one.
    pub to: Arc<Candidate>,
    /// How much more it costs.
    pub price: Amount,
    /// How many points more it scores.
    pub score: f64,
}

impl Offer {
    /// What each point of the score costs; `None` while nothing is scored.
    pub fn per_point(&self) -> Option<Amount> {
        // Thousandths of a point are exact enough for a quotient of this kind.
        let thousandths = (self.score? * 1_000.0).round() as u32;
        self.price.times(Quantity::whole(1_000)).for_each_of(Quantity::whole(thousandths))
    }

    /// How much more it costs than the cheapest, as a share of that; `None` where the cheapest costs nothing.
    pub fn share_above_lowest(&self) -> Option<f64> {
        self.above_lowest.share_of(self.price.minus(self.above_lowest))
    }
}

impl Value {
    /// The offer of a candidate.
    pub fn of(&self, candidate: &Id<Candidate>) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.candidate.id == *candidate)
    }

    /// The offer with the highest score; of equal ones the cheapest.
    pub fn best(&self) -> Option<&Offer> {
        let scored = self.offers.iter().filter_map(|offer| Some((offer, offer.score?)));
        scored.reduce(|best, next| if next.1 > best.1 + TIE { next } else { best }).map(|(offer, _)| offer)
    }

    /// The offers that are scored and that nobody dominates, cheapest first.
    pub fn undominated(&self) -> impl Iterator<Item = &Offer> {
        self.offers.iter().filter(|offer| offer.score.is_some() && offer.dominated_by.is_empty())
    }

    /// What each better score costs more.
    pub fn steps(&self) -> Vec<Step> {
        let left: Vec<&Offer> = self.undominated().collect();
        let step = |pair: &[&Offer]| match pair {
            [from, to] => {
                Some(Step { from: from.candidate.clone(), to: to.candidate.clone(), price: to.price.minus(from.price), score: to.score? - from.score? })
            }
            _ => None,
        };
        // Offers that are equal in both are no step.
        left.windows(2).filter_map(step).filter(|step| step.score > TIE).collect()
    }
}

/// The value for money of the candidates that can be chosen, and whose bids can be compared.
pub fn value(evaluation: &PartnerEvaluation) -> Value {
    of_bids(evaluation, &normalised(evaluation))
}

/// The same, where the bids are on the assumptions already.
pub fn of_bids(evaluation: &PartnerEvaluation, bids: &[NormalisedBid]) -> Value {
    let commercial = |pillar: Pillar| pillar == Pillar::Commercial;
    let without_commercial = evaluation.criteria.iter().any(|criterion| commercial(criterion.pillar));
    let mut scored = evaluation.clone();
    for criterion in evaluation.criteria.iter().filter(|criterion| commercial(criterion.pillar)) {
        if let Some((rest, ..)) = scored.criteria.without(&criterion.id) {
            scored.criteria = rest;
        }
    }
    let (ranking, hidden) = (rank(&scored), scores_are_hidden(evaluation));
    let mut offers: Vec<Offer> = bids
        .iter()
        .filter(|bid| bid.out.is_none())
        .filter_map(|bid| {
            let score = ranking.of(&bid.candidate.id).and_then(|result| result.weighted_score).filter(|_| !hidden);
            Some(Offer { candidate: bid.candidate.clone(), score, price: bid.total()?, above_lowest: Amount::default(), dominated_by: Vec::new() })
        })
        .collect();
    offers.sort_by(|one, other| one.price.cmp(&other.price).then_with(|| other.score.unwrap_or_default().total_cmp(&one.score.unwrap_or_default())));
    let known: Vec<(Arc<Candidate>, Option<f64>, Amount)> = offers.iter().map(|offer| (offer.candidate.clone(), offer.score, offer.price)).collect();
    for offer in &mut offers {
        offer.above_lowest = known.first().map_or(Amount::default(), |(.., lowest)| offer.price.minus(*lowest));
        let Some(mine) = offer.score else { continue };
        let better = |score: f64, price: Amount| price <= offer.price && score > mine - TIE && (price < offer.price || score > mine + TIE);
        let dominating = known.iter().filter(|(_, score, price)| score.is_some_and(|score| better(score, *price)));
        let mut dominating: Vec<Arc<Candidate>> = dominating.map(|(candidate, ..)| candidate.clone()).collect();
        // In the order of the candidates, whatever the prices are.
        sort_by_rank(&mut dominating, |candidate| evaluation.candidates.place(&candidate.id).into());
        offer.dominated_by = dominating;
    }
    Value { offers, without_commercial, hidden }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::headline::bids_headline;
    use super::super::trial_run::{evaluation, line};
    use super::super::{BidLine, Driver};
    use super::*;
    use crate::domain::partner::criterion::{Criterion, Weight};
    use crate::domain::partner::scoring::ScoringPhase;
    use crate::domain::partner::trial_run::score;

    fn fixed(price: &str) -> (&'static str, Vec<BidLine>) {
        ("EUR", vec![line("All", Driver::Fixed, price)])
    }

    /// Offers of these prices and scores; 0 is not scored.
    fn offers(of: &[(&str, u8)]) -> PartnerEvaluation {
        let mut made = evaluation(&of.iter().map(|(price, _)| fixed(price)).collect::<Vec<_>>());
        of.iter().enumerate().for_each(|(place, (_, value))| score(&mut made, "lead", 0, place, *value));
        made
    }

    fn told(value: &Value) -> Vec<String> {
        let one = |offer: &Offer| {
            let by = offer.dominated_by.iter().map(|candidate| candidate.id.as_str()).collect::<Vec<_>>().join(",");
            let share = offer.share_above_lowest().map_or("–".to_owned(), |share| format!("{:.0}%", share * 100.0));
            format!("{} {} +{share} {}", offer.candidate.id, offer.price, if by.is_empty() { "–" } else { &by })
        };
        value.offers.iter().map(one).collect()
    }

    #[test]
    fn what_costs_more_and_scores_less_is_dominated() {
        let found = value(&offers(&[("300", 3), ("200", 4), ("100", 2), ("400", 5)]));
        assert_eq!(told(&found), ["c2 100 +0% –", "c1 200 +100% –", "c0 300 +200% c1", "c3 400 +300% –"]);
        let steps: Vec<String> = found.steps().iter().map(|step| format!("{} to {}: {} for {:.1}", step.from.id, step.to.id, step.price, step.score)).collect();
        assert_eq!(steps, ["c2 to c1: 100 for 2.0", "c1 to c3: 200 for 1.0"]);
        assert_eq!(found.best().map(|offer| offer.candidate.id.as_str()), Some("c3"));
        assert_eq!(
            found.offers.iter().map(|offer| offer.per_point().map(|price| price.to_string())).collect::<Vec<_>>(),
            ["50", "50", "100", "80"].map(|price| Some(price.to_owned()))
        );
    }

    #[test]
    fn what_is_not_scored_dominates_nobody_and_is_not_dominated() {
        let found = value(&offers(&[("300", 0), ("200", 4), ("100", 0)]));
        assert_eq!(told(&found), ["c2 100 +0% –", "c1 200 +100% –", "c0 300 +200% –"]);
        assert_eq!((found.offers[0].per_point(), found.steps().len()), (None, 0));
        assert_eq!(told(&value(&offers(&[("300", 3), ("300", 3)]))), ["c0 300 +0% –", "c1 300 +0% –"]);
    }

    #[test]
    fn blind_scores_are_not_told_by_the_value_of_bids() {
        let mut made = offers(&[("300", 3), ("200", 4)]);
        Arc::make_mut(&mut made.scoring).phase = Some(ScoringPhase::Blind);
        let found = value(&made);
        assert!(found.hidden && found.offers.iter().all(|offer| offer.score.is_none() && offer.dominated_by.is_empty()) && found.best().is_none());
        let headline = bids_headline(&made);
        assert_eq!(headline.finding, "c1 is cheapest with EUR 200; scores are hidden while scoring is blind");
        assert!(!headline.because.contains("4.00"), "{headline:?}");
    }

    #[test]
    fn a_bid_without_a_score_is_not_one_of_no_points() {
        let headline = bids_headline(&offers(&[("300", 3), ("200", 0)]));
        assert_eq!(headline.finding, "c1 is cheapest with EUR 200; not every candidate is scored");
        assert!(headline.because.starts_with("Without a score: c1."), "{headline:?}");
    }

    #[test]
    fn who_is_out_or_cannot_be_compared_is_no_offer() {
        let mut made = offers(&[("300", 3), ("200", 4), ("100", 2)]);
        let mut gone = Candidate::clone(made.candidates.get(&Id::joined(&["c1"])).expect("there"));
        gone.withdrawn = "No capacity".into();
        made.candidates = made.candidates.with(gone, None);
        let mut bid = super::super::Bid::clone(made.bids.get(&Id::joined(&["c2"])).expect("there"));
        bid.lines.clear();
        made.bids = made.bids.with(bid, None);
        assert_eq!(told(&value(&made)), ["c0 300 +0% –"]);
    }

    #[test]
    fn commercial_criteria_do_not_count_beside_the_price() {
        let mut made = offers(&[("300", 3), ("200", 3)]);
        let criterion = Criterion::new(Id::joined(&["k1"]), Pillar::Commercial, "Price", Weight::new(90.0).expect("in range"));
        made.criteria = made.criteria.with(criterion, None);
        score(&mut made, "lead", 1, 0, 1);
        score(&mut made, "lead", 1, 1, 5);
        let found = value(&made);
        assert!(found.without_commercial);
        assert_eq!(found.offers.iter().map(|offer| offer.score).collect::<Vec<_>>(), [Some(3.0), Some(3.0)]);
    }

    proptest! {
        #[test]
        fn somebody_is_always_left_and_better_costs_more(of in proptest::collection::vec((1u32..50, 1u8..6), 1..8)) {
            let of: Vec<(String, u8)> = of.into_iter().map(|(price, value)| (price.to_string(), value)).collect();
            let found = value(&offers(&of.iter().map(|(price, value)| (price.as_str(), *value)).collect::<Vec<_>>()));
            prop_assert!(found.undominated().count() > 0);
            prop_assert!(found.steps().iter().all(|step| step.score > 0.0 && !step.price.is_negative() && !step.price.is_zero()));
        }
    }
}
