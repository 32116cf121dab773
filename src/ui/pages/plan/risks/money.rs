//! What the chosen risk would cost if it happens, and what that comes to with its chance.

use leptos::prelude::*;

use super::super::schedule::with_plan;
use crate::domain::id::Id;
use crate::domain::money::{Amount, Currency};
use crate::domain::risk::cost::{CostImpact, expected_words};
use crate::domain::risk::delay::Length;
use crate::domain::risk::register::Risk;
use crate::domain::schedule::logic::Spread;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::{ChoiceField, Kind, TextField};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// The cost.
#[component]
pub fn RiskMoney(id: StoredValue<Id<Risk>>, record: Memo<Option<Shared<Risk>>>) -> Html {
    let ws = workspace();
    let currency = memo(move |_| with_plan(ws, |plan| plan.contingency.currency.clone()).unwrap_or_default());
    let cost = memo(move |_| record.get().and_then(|risk| risk.0.cost.clone()));
    let field = move |label: &'static str, which: Length, placeholder: &'static str| {
        let value = derive(move || cost.with(|cost| cost.as_ref().map(|cost| cost.amount(which).to_string())).unwrap_or_default());
        let commit = Callback::new(move |text: String| {
            if cost.with_untracked(Option::is_none) && text.trim().is_empty() {
                return Ok(());
            }
            let next = cost.get_untracked().unwrap_or_else(|| CostImpact::new(Amount::default())).with(which, &text)?;
            ws.update(&id.get_value(), |risk: &mut Risk| risk.cost = Some(next));
            Ok(())
        });
        html! { <TextField label value commit placeholder kind=Kind::Number/> }
    };
    let given = memo(move |_| cost.with(Option::is_some));
    let spread = derive(move || cost.with(|cost| cost.as_ref().map_or(Spread::BetaPert, |cost| cost.spread)));
    let set_spread = Callback::new(move |spread| {
        ws.update(&id.get_value(), |risk: &mut Risk| {
            if let Some(cost) = &mut risk.cost {
                cost.spread = spread;
            }
        });
    });
    let remove = move |_| ws.update(&id.get_value(), |risk: &mut Risk| risk.cost = None);
    let comes_to = move || record.get().map(|risk| expected_words(&risk.0, &currency.get())).unwrap_or_default();
    let legend = derive(move || format!("In money ({})", Currency::code(&currency.get())));
    html! {
        <fieldset class="delays risk-money">
            <legend>{legend}</legend>
            <p class="field-help">"What it costs if it happens, over and above the budget. The simulation under In money and days goes by it."</p>
            <div class="form" role="group" aria-label="Cost">
                {field("Optimistic", Length::Optimistic, "20 k")}
                {field("Likely", Length::Likely, "50 k")}
                {field("Pessimistic", Length::Pessimistic, "0.2 m")}
            </div>
            {move || given.get().then(|| html! {
                <div class="with-button">
                    <ChoiceField<Spread> label="Spread of the cost" value=spread commit=set_spread/>
                    <button type="button" class="quiet" on:click=remove>"Remove the cost"</button>
                </div>
            })}
            <p class="muted" role="status">{comes_to}</p>
        </fieldset>
    }
}
