//! The bids side by side: what each line costs on the assumptions, what bidders counted otherwise, what a bid lacks, and the totals.

use leptos::prelude::*;

use super::super::{address, read};
use crate::domain::choice::Choice;
use crate::domain::money::Amount;
use crate::domain::partner::bid::comparison::{Comparison, Group, Row, compared};
use crate::domain::partner::bid::headline::whole_percent;
use crate::domain::partner::bid::normalised::{Conversion, DELAY_MONTHS, NormalisedBid, NormalisedLine};
use crate::domain::partner::bid::value::{Value, of_bids};
use crate::ui::html::{Html, html};
use crate::ui::route::Page;
use crate::ui::signals::memo;
use crate::ui::widgets::card::Card;
use crate::ui::workspace::{Workspace, workspace};

/// The table.
#[component]
pub(super) fn Table() -> Html {
    let ws = workspace();
    let found = memo(move |_| {
        read(ws, |evaluation| {
            let comparison = compared(evaluation);
            let value = of_bids(evaluation, &comparison.bids);
            (comparison, value)
        })
        .unwrap_or_default()
    });
    html! {
        <Card title="Bids side by side">
            <div class="scorecard-frame bid-table" role="region" aria-label="Table of the bids" tabindex="0">
                {move || found.with(|(comparison, value)| table(ws, comparison, value))}
            </div>
            <p class="field-help">
                {move || found.with(|(comparison, _)| format!("Amounts in {}, each line by its unit price times what you count. ", comparison.currency))}
                <span class="gap-mark" aria-hidden="true">"▲"</span>"the bidder counted otherwise. What is not in a bid is not free, and is no zero in its total."
            </p>
        </Card>
    }
}

fn table(ws: Workspace, comparison: &Comparison, value: &Value) -> Html {
    let heads = comparison.bids.iter().map(|bid| head(ws, bid)).collect::<Html>();
    let groups = comparison.groups.iter().map(|group| rows(comparison, group)).collect::<Html>();
    html! {
        <table class="scorecard">
            <thead><tr><th scope="col">"Line"</th><th scope="col" class="driver">"Counted by"</th>{heads}</tr></thead>
            {totals(comparison, value)}
            {groups}
        </table>
    }
}

fn head(ws: Workspace, bid: &NormalisedBid) -> Html {
    let conversion = match &bid.conversion {
        Conversion::Same => format!("in {}", bid.bid.currency),
        Conversion::At(rate) => format!("in {} at {}", bid.bid.currency, String::from(rate.price)),
        Conversion::Missing => format!("in {}, no rate", bid.bid.currency),
    };
    let out = bid.out.clone().map(|why| html! { <span class="left">{why}</span> });
    html! {
        <th scope="col" class=class_of(bid)>
            <a class="name" href=address(ws, Page::Bids, Some(bid.candidate.id.to_string()))>{bid.name()}</a>
            <span class="kind">{conversion}</span>
            {out}
        </th>
    }
}

fn rows(comparison: &Comparison, group: &Group) -> Html {
    let lines = group.rows.iter().map(|row| line(comparison, row)).collect::<Html>();
    let empty = comparison.bids.iter().map(|bid| html! { <td class=class_of(bid)></td> }).collect::<Html>();
    html! { <tbody><tr class="pillar"><th scope="rowgroup">{group.title.clone()}</th><td class="driver"></td>{empty}</tr>{lines}</tbody> }
}

fn line(comparison: &Comparison, row: &Row) -> Html {
    let cells = comparison.bids.iter().enumerate().map(|(place, bid)| cell(comparison, row, place, bid)).collect::<Html>();
    html! { <tr><th scope="row">{row.name.clone()}</th><td class="driver">{row.driver.label()}</td>{cells}</tr> }
}

fn cell(comparison: &Comparison, row: &Row, place: usize, bid: &NormalisedBid) -> Html {
    let lines: Vec<&NormalisedLine> = comparison.lines(row, place).collect();
    if lines.is_empty() {
        let text = if bid.lines.is_empty() { "" } else { "not in the bid" };
        return html! { <td class=class_of(bid)><span class="absent">{text}</span></td> };
    }
    let cost = match comparison.cost(row, place) {
        Some(cost) => html! { <span>{cost.in_whole().to_string()}</span> },
        None => html! { <span class="absent">"not counted"</span> },
    };
    let counts = lines.into_iter().map(|line| counted(row, line, bid)).collect::<Html>();
    html! { <td class=class_of(bid)>{cost}{counts}</td> }
}

/// How many at which price, what else it is called, and where the bidder counted otherwise.
fn counted(row: &Row, line: &NormalisedLine, bid: &NormalisedBid) -> Html {
    let price = line.line.unit_price.map_or("no price".to_owned(), |price| price.in_currency(&bid.bid.currency));
    let by = match &line.units {
        Ok(units) => format!("{units} × {price}"),
        Err(missing) => format!("{price}, without {}", missing.iter().map(|missing| missing.label()).collect::<Vec<_>>().join(", ")),
    };
    let quoted = line.line.quoted_units.filter(|quoted| line.units.as_ref().is_ok_and(|units| units != quoted));
    let differs =
        quoted.map(|quoted| html! { <span class="counts"><span class="gap-mark" aria-hidden="true">"▲"</span>{format!("bid counts {quoted}")}</span> });
    let other = line.line.name.trim();
    let named = (!other.eq_ignore_ascii_case(&row.name)).then(|| html! { <span class="counts">{format!("as {other}")}</span> });
    html! { <span class="counts">{by}</span>{differs}{named} }
}

fn totals(comparison: &Comparison, value: &Value) -> Html {
    let row = |title: String, note: &'static str, class: &'static str, read: &dyn Fn(&NormalisedBid) -> String| {
        let cells = comparison.bids.iter().map(|bid| html! { <td class=class_of(bid)>{read(bid)}</td> }).collect::<Html>();
        html! { <tr class=class><th scope="row">{title}" "<span class="muted">{note}</span></th><td class="driver"></td>{cells}</tr> }
    };
    let offer = |bid: &NormalisedBid| value.of(&bid.candidate.id);
    let of_all = |amount: Amount, bid: &NormalisedBid| if bid.total().is_some() { amount.in_whole().to_string() } else { "–".to_owned() };
    let above = |bid: &NormalisedBid| match offer(bid) {
        Some(offer) if offer.above_lowest.is_zero() => "lowest".to_owned(),
        Some(offer) => {
            format!("+{}{}", offer.above_lowest.in_whole(), offer.share_above_lowest().map_or(String::new(), |share| format!(" ({})", whole_percent(share))))
        }
        None => "–".to_owned(),
    };
    let quoted = |bid: &NormalisedBid| bid.quoted.map_or("not told".to_owned(), |amount| amount.in_whole().in_currency(&bid.bid.currency));
    let delay = |bid: &NormalisedBid| match bid.delay {
        Some(delay) => format!("+{}", delay.in_whole()),
        None if bid.lines.is_empty() => "–".to_owned(),
        None if bid.prices_time() => "not counted".to_owned(),
        None => "not priced".to_owned(),
    };
    let packages = comparison.bids.iter().enumerate().map(|(place, bid)| {
        let (covered, all) = comparison.packages(place);
        html! { <td class=class_of(bid)>{if all == 0 { "–".to_owned() } else { format!("{covered} of {all}") }}</td> }
    });
    let packages =
        html! { <tr><th scope="row">"Packages of work "<span class="muted">"with a line"</span></th><td class="driver"></td>{packages.collect::<Html>()}</tr> };
    html! {
        <tbody class="totals">
            {row("Total".to_owned(), "on the assumptions", "whole", &|bid| bid.total().map_or("not comparable".to_owned(), |total| total.in_whole().to_string()))}
            {row("Services".to_owned(), "", "", &|bid| of_all(bid.services, bid))}
            {row("Passed on".to_owned(), "at cost", "", &|bid| of_all(bid.passed_on, bid))}
            {row("Above the lowest".to_owned(), "", "", &above)}
            {packages}
            {row("For each participant".to_owned(), "", "", &|bid| bid.per_participant.map_or("–".to_owned(), |amount| amount.in_whole().to_string()))}
            {row(format!("{DELAY_MONTHS} months of delay"), "by lines for each month", "", &delay)}
            {row("As quoted".to_owned(), "by the bidder’s own count", "", &quoted)}
            {row("Change-order terms".to_owned(), "1 to 5", "", &|bid| bid.bid.change_orders.rating.map_or("not rated".to_owned(), |rating| format!("{rating} of 5")))}
            {row("Holds until".to_owned(), "", "", &|bid| bid.bid.valid_until.map_or("not told".to_owned(), |until| until.to_string()))}
            {row("Weighted score".to_owned(), if value.without_commercial { "of 5, without commercial criteria" } else { "of 5" }, "", &|bid| offer(bid).and_then(|offer| offer.score).map_or("–".to_owned(), |score| format!("{score:.2}")))}
        </tbody>
    }
}

fn class_of(bid: &NormalisedBid) -> &'static str {
    if bid.out.is_none() { "" } else { "withdrawn" }
}
