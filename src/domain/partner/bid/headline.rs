//! What the page of the bids says first: which offer is the better one, or what keeps the bids from being compared.

use super::BidAssumptions;
use super::comparison::{Comparison, compared};
use super::normalised::{NormalisedBid, Obstacle};
use super::value::{Offer, Value, of_bids};
use crate::domain::overview::{Headline, Urgency};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{count, listed};

/// The finding.
pub fn bids_headline(evaluation: &PartnerEvaluation) -> Headline {
    let comparison = compared(evaluation);
    let bids = &comparison.bids;
    let say = |finding: String, because: String, urgency| Headline { finding, because, urgency };
    if evaluation.candidates.is_empty() {
        return say(
            "Bids need candidates".to_owned(),
            "Add the companies that could help to run the trial, then enter what each asks for.".to_owned(),
            Urgency::Upcoming,
        );
    }
    let running: Vec<&NormalisedBid> = bids.iter().filter(|bid| bid.out.is_none()).collect();
    if bids.is_empty() {
        let because = "Say what all bids are counted by: sites, participants, months, visits. Then enter each bid line by line; what bidders counted otherwise will show.";
        return say("No bids yet".to_owned(), because.to_owned(), Urgency::Upcoming);
    }
    if running.is_empty() {
        return say(
            "Nobody who made a bid can be chosen any more".to_owned(),
            format!("{} shown for the record.", count(bids.len(), "bid is", "bids are")),
            Urgency::Act,
        );
    }
    let value = of_bids(evaluation, bids);
    let (comparable, all) = (value.offers.len(), running.len());
    if comparable < all.min(2) || comparable == 0 {
        let because = running.iter().filter_map(|bid| Some(format!("{}: {}", bid.name(), bid.obstacles.first().map(Obstacle::sentence)?))).collect::<Vec<_>>();
        return say(format!("{comparable} of {} can be compared", count(all, "bid", "bids")), because.join(" "), Urgency::Act);
    }
    let basis = basis(&evaluation.bid_assumptions, &value, all);
    let currency = &evaluation.bid_assumptions.currency;
    let price = |offer: &Offer| offer.price.in_whole().in_currency(currency);
    let (Some(cheapest), best) = (value.offers.first(), value.best()) else { return say(String::new(), basis, Urgency::Watch) };
    let name = |offer: &Offer| shown(offer.candidate.as_ref());
    if value.offers.len() < 2 {
        return say(
            format!("{} asks for {}, the only bid so far", name(cheapest), price(cheapest)),
            format!("A price says little without another one beside it. {basis}"),
            Urgency::Watch,
        );
    }
    let unscored: Vec<String> = value.offers.iter().filter(|offer| offer.score.is_none()).map(name).collect();
    if value.hidden {
        return say(
            format!("{} is cheapest with {}; scores are hidden while scoring is blind", name(cheapest), price(cheapest)),
            format!("The lowest price is not the winner by itself. {basis}"),
            Urgency::Watch,
        );
    }
    let Some(best) = best else {
        return say(
            format!("{} is cheapest with {}; nothing is scored yet", name(cheapest), price(cheapest)),
            format!("The lowest price is not the winner by itself: score the candidates. {basis}"),
            Urgency::Watch,
        );
    };
    if !unscored.is_empty() {
        return say(
            format!("{} is cheapest with {}; not every candidate is scored", name(cheapest), price(cheapest)),
            format!("Without a score: {}. {basis}", listed(&unscored)),
            Urgency::Watch,
        );
    }
    if best.candidate.id == cheapest.candidate.id {
        return say(
            format!("{} scores highest and asks for the lowest price", name(best)),
            format!("{}, {} points of 5. {basis}", price(best), points(best)),
            Urgency::OnTrack,
        );
    }
    let more = best.share_above_lowest().map_or_else(|| best.above_lowest.in_whole().in_currency(currency), whole_percent);
    let because = format!(
        "{} and {} points of 5, against {} and {} for {}.{} {basis}",
        price(best),
        points(best),
        price(cheapest),
        points(cheapest),
        name(cheapest),
        thin(&comparison, cheapest)
    );
    say(format!("{} scores highest and costs {more} more than the lowest bid", name(best)), because, Urgency::Watch)
}

/// A share in whole percents: differences of price are not known more exactly.
pub fn whole_percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// What the lowest bid leaves out, where it leaves out a package of work that another bid has.
fn thin(comparison: &Comparison, cheapest: &Offer) -> String {
    let place = comparison.bids.iter().position(|bid| bid.candidate.id == cheapest.candidate.id);
    let lacking = place.map_or(0, |place| comparison.packages_lacking(place).len());
    let all = place.map_or(0, |place| comparison.packages(place).1);
    if lacking == 0 { String::new() } else { format!(" The lowest bid has no line in {lacking} of {all} packages of work.") }
}

fn points(offer: &Offer) -> String {
    offer.score.map_or("no".to_owned(), |score| format!("{score:.2}"))
}

/// What the bids were counted by.
fn basis(assumptions: &BidAssumptions, value: &Value, all: usize) -> String {
    let numbers = [(assumptions.sites, "site", "sites"), (assumptions.participants, "participant", "participants"), (assumptions.months, "month", "months")];
    let numbers: Vec<String> = numbers.iter().filter_map(|(number, one, many)| Some(count(usize::try_from((*number)?).ok()?, one, many))).collect();
    let on = if numbers.is_empty() { "on the same assumptions".to_owned() } else { format!("on {}", listed(&numbers)) };
    format!("{} of {} compared {on}, in {}.", value.offers.len(), count(all, "bid", "bids"), assumptions.currency)
}
