//! What follows from the bids, and what to do next, most pressing first.

use super::comparison::{Comparison, Row, compared, differences};
use super::normalised::{Conversion, DELAY_MONTHS, Missing, NormalisedBid, Obstacle};
use super::value::{Value, of_bids};
use super::{Assumption, Bid};
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::order::sort_by_rank;
use crate::domain::overview::{Statement, Subject, Urgency};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{count, listed, quoted, span};

/// A bid that holds for fewer days than this runs out soon.
const SOON: i64 = 21;

/// Terms of change orders that are rated so, or lower, are weak.
const WEAK: u8 = 2;

/// More names than this are counted, not listed.
const MOST_NAMED: usize = 3;

/// What to do about the bids.
pub fn statements(evaluation: &PartnerEvaluation, today: Date) -> Vec<Statement> {
    let comparison = compared(evaluation);
    let mut found = Vec::new();
    assumptions(evaluation, &comparison, &mut found);
    for (place, bid) in comparison.bids.iter().enumerate().filter(|(_, bid)| bid.out.is_none()) {
        of_bid(evaluation, bid, today, &mut found);
        counts(bid, &mut found);
        lacking(&comparison, place, &mut found);
    }
    dominated(&of_bids(evaluation, &comparison.bids), &mut found);
    for candidate in evaluation.running().filter(|candidate| evaluation.bids.get(&Bid::key(&candidate.id)).is_none()) {
        let detail = "Without a price it cannot be compared: ask for the bid, or enter its lines.".to_owned();
        found.push(on_bid(candidate.id.as_str(), Urgency::Watch, format!("No bid of {}", shown(candidate.as_ref())), detail, "missing"));
    }
    sort_by_rank(&mut found, |statement| statement.urgency.into());
    found
}

fn on_bid(candidate: &str, urgency: Urgency, title: String, detail: String, status: impl Into<String>) -> Statement {
    Statement { urgency, title, detail, status: status.into(), subject: Subject { section: "bids", record: Some(candidate.to_owned()) } }
}

fn on_assumptions(title: String, detail: String, status: &str, urgency: Urgency) -> Statement {
    Statement { urgency, title, detail, status: status.to_owned(), subject: Subject { section: "bidAssumptions", record: None } }
}

/// Numbers and rates that bids wait for.
fn assumptions(evaluation: &PartnerEvaluation, comparison: &Comparison, found: &mut Vec<Statement>) {
    let uncounted = |missing: Missing| {
        let waits = move |obstacle: &&Obstacle| matches!(obstacle, Obstacle::Uncounted { missing: of, .. } if *of == missing);
        comparison.bids.iter().filter(move |bid| bid.obstacles.iter().any(|obstacle| waits(&obstacle))).map(NormalisedBid::name).collect::<Vec<_>>()
    };
    for assumption in Assumption::ALL {
        let waiting = uncounted(Missing::Assumption(*assumption));
        if !waiting.is_empty() {
            let detail = format!("Lines in the {} of {} cannot be counted without it.", if waiting.len() == 1 { "bid" } else { "bids" }, named(&waiting));
            found.push(on_assumptions(format!("{} missing", assumption.label()), detail, "gap", Urgency::Act));
        }
    }
    let mut unrated: Vec<(String, Vec<String>)> = Vec::new();
    for bid in comparison.bids.iter().filter(|bid| bid.conversion == Conversion::Missing) {
        let code = bid.bid.currency.code().to_owned();
        match unrated.iter_mut().find(|(known, _)| *known == code) {
            Some((_, names)) => names.push(bid.name()),
            None => unrated.push((code, vec![bid.name()])),
        }
    }
    let base = &evaluation.bid_assumptions.currency;
    for (code, names) in unrated {
        let detail = format!(
            "Say what one {code} costs in {base}, of which day and by whom, to compare the {} of {}.",
            if names.len() == 1 { "bid" } else { "bids" },
            named(&names)
        );
        found.push(on_assumptions(format!("No rate for {code}"), detail, "gap", Urgency::Act));
    }
    for rate in evaluation.bid_assumptions.rates.iter().filter(|rate| rate.on.is_none() || rate.source.trim().is_empty()) {
        let used = comparison.bids.iter().any(|bid| matches!(&bid.conversion, Conversion::At(at) if at == rate));
        if used {
            let detail = "A rate without its day and its source cannot be checked by anybody.".to_owned();
            found.push(on_assumptions(format!("The rate for {} is not stated in full", rate.currency), detail, "no source", Urgency::Watch));
        }
    }
}

/// What the bid itself asks for: lines, hours, a date until which it holds, terms.
fn of_bid(evaluation: &PartnerEvaluation, bid: &NormalisedBid, today: Date, found: &mut Vec<Statement>) {
    let (id, name) = (bid.candidate.id.as_str(), bid.name());
    for obstacle in &bid.obstacles {
        match obstacle {
            Obstacle::NoLines => {
                found.push(on_bid(
                    id,
                    Urgency::Watch,
                    format!("The bid of {name} has no lines"),
                    "Enter or paste them, or copy those of another bid as a start.".to_owned(),
                    "empty",
                ));
            }
            Obstacle::Uncounted { missing: Missing::OwnCount, .. } => {
                let detail = format!("{} Say in the line how many hours we count.", obstacle.sentence());
                found.push(on_bid(id, Urgency::Act, format!("Hours in the bid of {name}"), detail, "not counted"));
            }
            Obstacle::Uncounted { missing: Missing::Price, lines } => {
                let detail = format!("{} What has no price is not for free: ask for it.", obstacle.sentence());
                found.push(on_bid(id, Urgency::Act, format!("Prices are missing in the bid of {name}"), detail, count(lines.len(), "line", "lines")));
            }
            Obstacle::Uncounted { .. } | Obstacle::NoRate(_) => {}
        }
    }
    if let Some(until) = bid.bid.valid_until {
        let days = until.days_since(today);
        let before_decision = evaluation.brief.decision_due.is_some_and(|due| until < due);
        if days < 0 {
            let detail = format!("It held until {until}. Ask for its confirmation before anybody decides on it.");
            found.push(on_bid(id, Urgency::Act, format!("The bid of {name} has expired"), detail, format!("{} ago", span(days))));
        } else if before_decision {
            let detail = format!("It holds until {until}, and the decision is due later: ask for more time now.");
            found.push(on_bid(id, Urgency::Watch, format!("The bid of {name} runs out before the decision"), detail, format!("in {}", span(days))));
        } else if days < SOON {
            found.push(on_bid(
                id,
                Urgency::Upcoming,
                format!("The bid of {name} runs out soon"),
                format!("It holds until {until}."),
                format!("in {}", span(days)),
            ));
        }
    }
    if !bid.lines.is_empty() && !bid.prices_time() {
        let detail = format!(
            "It has no line by the month: what {DELAY_MONTHS} months more would cost is a change order that nobody has seen. Ask for the price of a month."
        );
        found.push(on_bid(id, Urgency::Watch, format!("A delay has no price in the bid of {name}"), detail, "not priced"));
    }
    match bid.bid.change_orders.rating.map(|rating| rating.get()) {
        None => {
            let detail = "What triggers one, how it is priced, who approves it: read the terms and rate how well they protect you.".to_owned();
            found.push(on_bid(id, Urgency::Watch, format!("Change-order terms of {name} are not rated"), detail, "not rated"));
        }
        Some(rating) if rating <= WEAK => {
            let detail = "Agree on unit prices for changes and on who approves them before the contract, not after.".to_owned();
            found.push(on_bid(id, Urgency::Watch, format!("Change-order terms of {name} are weak"), detail, format!("{rating} of 5")));
        }
        Some(_) => {}
    }
}

/// Where the bidder counted otherwise than we do.
fn counts(bid: &NormalisedBid, found: &mut Vec<Statement>) {
    let differences = differences(bid);
    let Some(first) = differences.first() else { return };
    let (name, currency) = (bid.name(), &bid.bid.currency);
    let others = match differences.len() - 1 {
        0 => String::new(),
        others => format!(" {} as well.", count(others, "other line differs", "other lines differ")),
    };
    let direction = if first.more.is_negative() { "less" } else { "more" };
    let detail = format!(
        "{}: {name} counted {} {}, we count {}, which is {} {direction}.{others}",
        quoted(&first.name),
        first.quoted,
        first.driver.units(),
        first.counted,
        first.more.size().in_whole().in_currency(currency)
    );
    found.push(on_bid(bid.candidate.id.as_str(), Urgency::Upcoming, format!("{name} counts otherwise"), detail, count(differences.len(), "line", "lines")));
}

/// What others have and this bid does not.
fn lacking(comparison: &Comparison, place: usize, found: &mut Vec<Statement>) {
    let (Some(bid), rows) = (comparison.bids.get(place), comparison.lacking(place)) else { return };
    if rows.is_empty() {
        return;
    }
    let packages = comparison.packages_lacking(place);
    let inside = |row: &Row| packages.iter().any(|group| group.rows.iter().any(|of| std::ptr::eq(of, row)));
    let names: Vec<String> = rows.iter().filter(|row| !inside(row)).map(|row| quoted(&row.name)).collect();
    let titles: Vec<String> = packages.iter().map(|group| group.title.clone()).collect();
    let mut parts = Vec::new();
    parts.extend((!titles.is_empty()).then(|| format!("Nothing for {}.", named(&titles))));
    parts.extend((!names.is_empty()).then(|| format!("No line like {}.", named(&names))));
    let detail = format!("{} Ask for a price, or say who else does it: what is not in the bid is not free.", parts.join(" "));
    found.push(on_bid(bid.candidate.id.as_str(), Urgency::Watch, format!("Not in the bid of {}", bid.name()), detail, count(rows.len(), "line", "lines")));
}

fn dominated(value: &Value, found: &mut Vec<Statement>) {
    for offer in value.offers.iter().filter(|offer| !offer.dominated_by.is_empty()) {
        let by: Vec<String> = offer.dominated_by.iter().map(|candidate| shown(candidate.as_ref())).collect();
        let name = shown(offer.candidate.as_ref());
        let (cost, score) = if by.len() == 1 { ("costs", "scores") } else { ("cost", "score") };
        let detail = format!("{} {cost} no more and {score} no less. Ask for a better price, or say what it has that the criteria do not see.", named(&by));
        found.push(on_bid(offer.candidate.id.as_str(), Urgency::Watch, format!("There is a better offer than that of {name}"), detail, "dominated"));
    }
}

fn named(names: &[String]) -> String {
    match names.get(..MOST_NAMED) {
        Some(first) if names.len() > MOST_NAMED => format!("{} and {} more", first.join(", "), names.len() - MOST_NAMED),
        _ => listed(names),
    }
}
