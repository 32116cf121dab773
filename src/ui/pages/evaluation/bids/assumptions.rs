//! What all bids are counted by: numbers of the trial, the currency of the comparison, and rates.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::{read, read_now};
use super::rates::Rates;
use crate::domain::choice::Choice;
use crate::domain::document::DocumentId;
use crate::domain::money::Currency;
use crate::domain::partner::bid::from_plan::{in_words, said_by, with_plan};
use crate::domain::partner::bid::{Assumption, BidAssumptions};
use crate::domain::words::{count, listed, quoted};
use crate::session::bids::compared_in;
use crate::session::command::Change;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{CountField, TextField};
use crate::ui::workspace::{Workspace, workspace};

/// The card.
#[component]
pub(super) fn Assumptions() -> Html {
    let ws = workspace();
    let now = memo(move |_| read(ws, |evaluation| evaluation.bid_assumptions.clone()).unwrap_or_default());
    let plan = memo(move |_| read(ws, |evaluation| evaluation.brief.plan.clone()).flatten().filter(|id| ws.library.with(|library| library.get(id).is_some())));
    let number = move |assumption: Assumption| {
        let value = derive(move || now.with(|now| now.number(assumption)));
        html! { <CountField label=assumption.label() value commit=Callback::new(move |number| change(ws, |next| next.assume(assumption, number)))/> }
    };
    let set_currency = Callback::new(move |text: String| {
        let currency = Currency::parse(&text).ok_or_else(|| format!("{} is not a currency; write its three letters, such as EUR.", quoted(text.trim())))?;
        compare_in(ws, currency);
        Ok(())
    });
    let from_plan = move || {
        let id = plan.get()?;
        Some(
            html! { <div class="row-of-buttons"><button type="button" on:click=move |_| take_from_plan(ws, id.clone())>"Take from the trial plan"</button></div> },
        )
    };
    html! {
        <Card title="What all bids are counted by">
            <div class="stack">
                <div class="form bid-numbers">
                    {Assumption::ALL.iter().map(|assumption| number(*assumption)).collect::<Html>()}
                    <TextField label="Currency of the comparison" value=derive(move || now.with(|now| now.currency.code().to_owned())) commit=set_currency/>
                </div>
                {from_plan}
                <Rates now/>
            </div>
        </Card>
    }
}

/// Changes what bids are counted by.
pub(super) fn change(ws: Workspace, change: impl FnOnce(&mut BidAssumptions)) {
    if let Some(mut next) = read_now(ws, |evaluation| BidAssumptions::clone(&evaluation.bid_assumptions)) {
        change(&mut next);
        ws.dispatch(Change::BidAssumptions(Arc::new(next)));
    }
}

/// Changes the currency of the comparison. The rates were in the one before, and go in the same step.
fn compare_in(ws: Workspace, currency: Currency) {
    let Some(before) = read_now(ws, |evaluation| evaluation.bid_assumptions.clone()) else { return };
    let (old, rates) = (&before.currency, before.rates.len());
    let said = format!("Bids are compared in {currency} now. Took out {}, which were in {old}.", count(rates, "rate", "rates"));
    if ws.dispatch(Change::BidAssumptions(Arc::new(compared_in(&before, currency)))) && rates > 0 {
        ws.say_with(said, "Undo", move || ws.undo());
    }
}

/// Takes what the plan says in the place of what stands there, as one step.
fn take_from_plan(ws: Workspace, id: DocumentId) {
    spawn_local(async move {
        let opened = match ws.vault().read_copy(&id).await {
            Ok(opened) => opened,
            Err(fault) => return ws.say(format!("{fault}.")),
        };
        let today = ws.today.get_untracked();
        let Some(plan) = opened.session.document().plan() else { return };
        let said = said_by(plan, today);
        let Some(next) = read_now(ws, |evaluation| with_plan(&evaluation.bid_assumptions, plan, today)) else { return };
        if said.is_empty() {
            ws.say("The plan says neither sites, nor participants, nor when the trial ends.");
        } else if ws.dispatch(Change::BidAssumptions(Arc::new(next))) {
            ws.say_with(format!("Taken from the plan: {}.", listed(&in_words(&said))), "Undo", move || ws.undo());
        } else {
            ws.say("The assumptions say what the plan says.");
        }
    });
}
