//! The bid of one candidate: whose, its currency and dates, its lines, the terms of change orders.

use leptos::prelude::*;

use super::super::{address, read, read_now};
use super::lines::Lines;
use super::paste::{PasteLines, open as open_paste};
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::partner::bid::Bid;
use crate::domain::partner::bid::comparison::differences;
use crate::domain::partner::bid::normalised::{NormalisedBid, Obstacle, normalised};
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::duty::carried::usual_partner;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::score::Level;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::{count, quoted};
use crate::session::bids::copied;
use crate::session::command::{Edit, Kept};
use crate::ui::html::{Html, html};
use crate::ui::route::Page;
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, effect, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{CheckedDateField, DateField, Kind, SelectField, TextField, any_text};
use crate::ui::widgets::register::{Shared, record_memo};
use crate::ui::workspace::{Workspace, workspace};

/// The card, with the candidates to choose from.
#[component]
pub(super) fn BidCard() -> Html {
    let ws = workspace();
    let candidates = memo(move |_| read(ws, offered).unwrap_or_default());
    let chosen = memo(move |_| {
        let named = ws.place().and_then(|place| place.record).and_then(|key| Id::<Candidate>::parse(&key));
        let known = |id: &Id<Candidate>| candidates.with(|all| all.iter().any(|(known, ..)| known == id));
        let usual = || read(ws, usual_partner).flatten().map(|candidate| candidate.id.clone());
        named.filter(known).or_else(usual).or_else(|| candidates.with(|all| all.first().map(|(id, ..)| id.clone())))
    });
    // Whoever comes by a link to a bid wants to see it.
    let card = NodeRef::<leptos::html::Div>::new();
    let named = memo(move |_| ws.place().and_then(|place| place.record));
    effect(move |before: Option<Option<String>>| {
        let now = named.get();
        if let (Some(_), Some(card)) = (&now, card.get())
            && before.as_ref() != Some(&now)
        {
            request_animation_frame(move || card.scroll_into_view());
        }
        now
    });
    let choices = move || {
        let one = |(id, name, note): (Id<Candidate>, String, String)| {
            let (this, key) = (id.clone(), id.to_string());
            html! {
                <a class="button" href=address(ws, Page::Bids, Some(key)) aria-current={move || (chosen.get().as_ref() == Some(&this)).then_some("true")}><span>{name}</span><small>{note}</small></a>
            }
        };
        candidates.get().into_iter().map(one).collect::<Html>()
    };
    html! {
        <div node_ref=card class="bid-card-frame">
            <Card title="One bid, line by line">
                <nav class="bid-choice" aria-label="Whose bid">{choices}</nav>
                {move || chosen.get().map(|candidate| html! { <OneBid candidate/> })}
            </Card>
        </div>
    }
}

/// The candidates, each with how far its bid is.
fn offered(evaluation: &PartnerEvaluation) -> Vec<(Id<Candidate>, String, String)> {
    let one = |candidate: &Candidate| {
        let lines = evaluation.bids.get(&Bid::key(&candidate.id)).map(|bid| bid.lines.len());
        let note = lines.map_or("no bid".to_owned(), |lines| count(lines, "line", "lines"));
        (candidate.id.clone(), shown(candidate), note)
    };
    evaluation.candidates.iter().map(|candidate| one(candidate)).collect()
}

#[component]
fn OneBid(candidate: Id<Candidate>) -> Html {
    let ws = workspace();
    let record = record_memo(ws, Bid::key(&candidate));
    let id = StoredValue::new(candidate);
    let exists = memo(move |_| record.with(Option::is_some));
    let pasting = RwSignal::new(None::<String>);
    let begin = move |_| {
        let currency = read_now(ws, |evaluation| evaluation.bid_assumptions.currency.clone()).unwrap_or_default();
        ws.add(Bid::new(id.get_value(), currency));
    };
    let body = move || {
        if exists.get() {
            html! { <Facts id record/><Findings id/><Lines id record pasting/><Tools id pasting/><Terms id record/> }
        } else {
            html! {
                <p class="muted">"No bid of this candidate yet."</p>
                <div class="row-of-buttons">
                    <button type="button" class="primary" on:click=begin>"Begin the bid"</button>
                    <button type="button" on:click=move |_| open_paste(pasting, String::new())>"Paste lines from a spreadsheet"</button>
                </div>
                <CopyFrom id/>
            }
        }
    };
    html! { <div class="stack one-bid">{body}</div><PasteLines id pasting/> }
}

/// Currency and dates.
#[component]
fn Facts(id: StoredValue<Id<Candidate>>, record: Memo<Option<Shared<Bid>>>) -> Html {
    let ws = workspace();
    let set_currency = Callback::new(move |text: String| {
        let currency = Currency::parse(&text).ok_or_else(|| format!("{} is not a currency; write its three letters, such as EUR.", quoted(text.trim())))?;
        change(ws, id, |bid| bid.currency = currency);
        Ok(())
    });
    let set_until = Callback::new(move |until: Option<_>| {
        if let (Some(until), Some(received)) = (until, record.get_untracked().and_then(|bid| bid.0.received))
            && until < received
        {
            return Err(format!("It came on {received} and cannot end before that."));
        }
        change(ws, id, |bid| bid.valid_until = until);
        Ok(())
    });
    html! {
        <div class="form">
            <TextField label="Currency of the bid" value=derive(move || record.get().map_or(String::new(), |bid| bid.0.currency.code().to_owned())) commit=set_currency/>
            <DateField label="Received" value=derive(move || record.get().and_then(|bid| bid.0.received)) commit=Callback::new(move |on| change(ws, id, |bid| bid.received = on))/>
            <CheckedDateField label="Holds until" value=derive(move || record.get().and_then(|bid| bid.0.valid_until)) commit=set_until/>
        </div>
    }
}

/// What is in the way of a comparison, and what the bidder counted otherwise.
#[component]
fn Findings(id: StoredValue<Id<Candidate>>) -> Html {
    let ws = workspace();
    let found = memo(move |_| {
        let one = |evaluation: &PartnerEvaluation| normalised(evaluation).into_iter().find(|bid| bid.candidate.id == id.get_value()).map(|bid| sentences(&bid));
        read(ws, one).flatten().unwrap_or_default()
    });
    let items = move || found.get().into_iter().map(|sentence| html! { <li>{sentence}</li> }).collect::<Html>();
    html! { <ul class="remarks bid-findings" aria-label="What was found" hidden={move || found.with(Vec::is_empty)}>{items}</ul> }
}

fn sentences(bid: &NormalisedBid) -> Vec<String> {
    let obstacles = bid.obstacles.iter().map(Obstacle::sentence);
    let counts = differences(bid).into_iter().map(|found| {
        let direction = if found.more.is_negative() { "less" } else { "more" };
        let size = found.more.size().in_whole().in_currency(&bid.bid.currency);
        format!("{}: the bid counts {} {}, we count {}: {size} {direction}.", quoted(&found.name), found.quoted, found.driver.units(), found.counted)
    });
    obstacles.chain(counts).collect()
}

/// What can be done with all lines.
#[component]
fn Tools(id: StoredValue<Id<Candidate>>, pasting: RwSignal<Option<String>>) -> Html {
    let ws = workspace();
    let name =
        move || read_now(ws, |evaluation| evaluation.candidates.get(&id.get_value()).map(|candidate| shown(candidate.as_ref()))).flatten().unwrap_or_default();
    let remove = move |_| {
        let change = Bid::change(Edit::Remove { id: Bid::key(&id.get_value()) });
        ws.remove_with(change, "bid of", &name());
    };
    html! {
        <div class="bid-tools">
            <button type="button" on:click=move |_| open_paste(pasting, String::new())>"Paste lines from a spreadsheet"</button>
            <CopyFrom id/>
            <button type="button" class="quiet" on:click=remove>"Remove the bid"</button>
        </div>
    }
}

/// The lines of another bid as a start.
#[component]
fn CopyFrom(id: StoredValue<Id<Candidate>>) -> Html {
    let ws = workspace();
    let options = memo(move |_| {
        let others = |evaluation: &PartnerEvaluation| {
            let all = offered(evaluation).into_iter().filter(|(other, ..)| *other != id.get_value());
            all.filter(|(other, ..)| evaluation.bids.get(&Bid::key(other)).is_some_and(|bid| !bid.lines.is_empty()))
                .map(|(other, name, _)| (other.to_string(), name))
                .collect()
        };
        let others: Vec<(String, String)> = read(ws, others).unwrap_or_default();
        std::iter::once((String::new(), "Choose a bid".to_owned())).chain(others).collect::<Vec<_>>()
    });
    let from = RwSignal::new(String::new());
    let copy = move |_| {
        let Some(other) = Id::<Candidate>::parse(&from.get_untracked()) else { return ws.say("Choose the bid whose lines to copy.") };
        let change = read_now(ws, |evaluation| copied(evaluation, &other, &id.get_value(), &mut ws.id_maker())).flatten();
        match change.map(|change| ws.dispatch(change)) {
            Some(true) => ws.say_with("Copied the lines, without prices and without the other bidder’s counts.", "Undo", move || ws.undo()),
            Some(false) => {}
            None => ws.say("The bid has all these lines."),
        }
    };
    html! {
        <div class="copy-lines" hidden={move || options.with(Vec::len) < 2}>
            <SelectField label="Copy the lines of another bid, without prices" options value=derive(move || from.get()) commit=Callback::new(move |key| from.set(key))/>
            <button type="button" on:click=copy>"Copy the lines"</button>
        </div>
    }
}

/// How the price may rise, and what else must be known.
#[component]
fn Terms(id: StoredValue<Id<Candidate>>, record: Memo<Option<Shared<Bid>>>) -> Html {
    let ws = workspace();
    let ratings: Vec<(String, String)> = std::iter::once((String::new(), "Not rated".to_owned()))
        .chain(RATINGS.iter().enumerate().map(|(place, meaning)| ((place + 1).to_string(), format!("{}: {meaning}", place + 1))))
        .collect();
    let rating = derive(move || record.get().and_then(|bid| bid.0.change_orders.rating).map_or(String::new(), |rating| rating.to_string()));
    let set_rating = Callback::new(move |key: String| change(ws, id, |bid| bid.change_orders.rating = key.parse().ok().and_then(Level::new)));
    html! {
        <div class="form bid-terms">
            <div class="wide"><TextField label="Change-order terms" kind=Kind::Paragraph placeholder="What triggers a change order, how it is priced, who approves it"
                value=derive(move || record.get().map_or(String::new(), |bid| bid.0.change_orders.terms.clone())) commit=any_text(move |text| change(ws, id, |bid| bid.change_orders.terms = text))/></div>
            <SelectField label="How well the terms protect us" options=ratings value=rating commit=set_rating/>
            <div class="wide"><TextField label="Note" kind=Kind::Paragraph placeholder="Whatever else must be known of this bid"
                value=derive(move || record.get().map_or(String::new(), |bid| bid.0.note.clone())) commit=any_text(move |text| change(ws, id, |bid| bid.note = text))/></div>
        </div>
    }
}

/// What a rating of change-order terms means, lowest first.
const RATINGS: [&str; 5] = [
    "open-ended, at the bidder’s word",
    "prices agreed after the work",
    "unit prices for the usual changes",
    "unit prices and our approval before the work",
    "as 4, with a ceiling and a share of savings",
];

/// Changes the bid of a candidate.
pub(super) fn change(ws: Workspace, id: StoredValue<Id<Candidate>>, change: impl FnOnce(&mut Bid)) {
    ws.update(&Bid::key(&id.get_value()), change);
}
