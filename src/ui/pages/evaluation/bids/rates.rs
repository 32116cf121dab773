//! What other currencies are worth in the currency of the comparison: a row for each that a bid is in.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::{read, read_now};
use super::assumptions::change;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::money::{Amount, Currency};
use crate::domain::partner::bid::{BidAssumptions, Rate};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::session::command::Change;
use crate::ui::html::{Html, html, keyed};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::{DateField, Kind, TextField, any_text};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::workspace::workspace;

/// The rates.
#[component]
pub(super) fn Rates(now: Memo<Arc<BidAssumptions>>) -> Html {
    let ws = workspace();
    let codes = memo(move |_| read(ws, currencies).unwrap_or_default());
    let draw = move |code: Arc<str>| Currency::parse(&code).map_or(Html::Nothing, |currency| html! { <Row now currency/> });
    html! {
        <fieldset class="bid-rates" hidden={move || codes.with(Vec::is_empty)}>
            <legend>"Rates"</legend>
            <p class="field-help">"A rate has its day and its source, so that anybody can check it."</p>
            <ul>{keyed(move || codes.get(), draw)}</ul>
        </fieldset>
    }
}

/// The currencies of bids and rates that are not that of the comparison, by their codes.
fn currencies(evaluation: &PartnerEvaluation) -> Vec<Arc<str>> {
    let assumptions = &evaluation.bid_assumptions;
    let all = evaluation.bids.iter().map(|bid| &bid.currency).chain(assumptions.rates.iter().map(|rate| &rate.currency));
    let others: std::collections::BTreeSet<&str> = all.filter(|currency| **currency != assumptions.currency).map(Currency::code).collect();
    others.into_iter().map(Arc::from).collect()
}

/// One currency.
#[component]
fn Row(now: Memo<Arc<BidAssumptions>>, currency: Currency) -> Html {
    let ws = workspace();
    let code = currency.code().to_owned();
    let wanted = StoredValue::new(currency);
    let rate = memo(move |_| now.with(|now| now.rates.iter().find(|rate| rate.currency == wanted.get_value()).cloned()));
    let base = derive(move || now.with(|now| now.currency.code().to_owned()));
    let set_price = Callback::new(move |text: String| {
        let currency = wanted.get_value();
        let price = text.parse::<Amount>().map_err(|fault| format!("{fault}."))?;
        if price.is_zero() || price.is_negative() {
            return Err("A rate is above 0.".to_owned());
        }
        change(ws, |next| match next.rates.iter_mut().find(|rate| rate.currency == currency) {
            Some(rate) => rate.price = price,
            None => next.rates.push(Rate { currency, price, on: None, source: String::new(), extra: Extra::default() }),
        });
        Ok(())
    });
    let write = move |write: &dyn Fn(&mut Rate)| {
        change(ws, |next| next.rates.iter_mut().filter(|rate| rate.currency == wanted.get_value()).for_each(write));
    };
    let remove = move |_| {
        let Some(mut next) = read_now(ws, |evaluation| BidAssumptions::clone(&evaluation.bid_assumptions)) else { return };
        next.rates.retain(|rate| rate.currency != wanted.get_value());
        ws.remove_with(Change::BidAssumptions(Arc::new(next)), "rate for", wanted.get_value().code());
    };
    let known = move || rate.with(Option::is_some);
    let rest = {
        let code = code.clone();
        move || {
            known().then(|| html! {
                <DateField label="Day" value=derive(move || rate.get().and_then(|rate| rate.on)) commit=Callback::new(move |on: Option<Date>| write(&|rate| rate.on = on))/>
                <TextField label="Source" placeholder="Who published it" value=derive(move || rate.get().map_or(String::new(), |rate| rate.source))
                    commit=any_text(move |text| write(&|rate| rate.source.clone_from(&text)))/>
                <button type="button" class="quiet" aria-label=format!("Remove the rate for {code}") on:click=remove><Icon path=icon::REMOVE/></button>
            })
        }
    };
    let label = derive(move || format!("One {code} costs, in {}", base.get()));
    html! {
        <li>
            <TextField label value=derive(move || rate.get().map_or(String::new(), |rate| exact(rate.price))) commit=set_price kind=Kind::Number placeholder="1.0850"/>
            {rest}
        </li>
    }
}

/// A rate with all its digits.
fn exact(price: Amount) -> String {
    price.into()
}
