//! What is done about a risk: how, by whom, until when, at what cost, and what if it happens all the same.

use leptos::prelude::*;

use super::super::super::schedule::with_plan;
use super::Chosen;
use crate::domain::money::Amount;
use crate::domain::risk::register::ResponseStrategy;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Signal, derive};
use crate::ui::widgets::field::{ChoiceField, DateField, Kind, TextField};

/// The response.
#[component]
pub(super) fn Response(chosen: Chosen, owners: Signal<Vec<String>>) -> Html {
    let cost = derive(move || chosen.record.get().and_then(|risk| risk.0.response_cost).map(|cost| cost.to_string()).unwrap_or_default());
    let set_cost = Callback::new(move |text: String| -> Result<(), String> {
        let cost = if text.trim().is_empty() { None } else { Some(text.parse::<Amount>().map_err(|fault| format!("{fault}."))?) };
        chosen.update(|risk| risk.response_cost = cost);
        Ok(())
    });
    let currency = derive(move || {
        let currency = with_plan(chosen.ws, |plan| plan.contingency.currency.to_string()).unwrap_or_default();
        format!("What it costs ({currency})")
    });
    html! {
        <div class="form">
            <ChoiceField<ResponseStrategy> label="Response" value=derive(move || chosen.record.get().map_or(ResponseStrategy::Undecided, |risk| risk.0.response)) commit=Callback::new(move |response| chosen.update(|risk| risk.response = response))/>
            <TextField label="Carried out by (role)" value=chosen.text(|risk| risk.response_owner.clone()) commit=chosen.set_text(|risk, text| risk.response_owner = text) suggestions=owners placeholder="The owner"/>
        </div>
        <TextField label="What is done about it" value=chosen.text(|risk| risk.response_plan.clone()) commit=chosen.set_text(|risk, text| risk.response_plan = text) kind=Kind::Paragraph/>
        <div class="form">
            <DateField label="In place by" value=chosen.day(|risk| risk.response_due) commit=chosen.set_day(|risk, day| risk.response_due = day)/>
            <DateField label="In place since" value=chosen.day(|risk| risk.response_done) commit=chosen.set_day(|risk, day| risk.response_done = day)/>
            <TextField label=currency value=cost commit=set_cost kind=Kind::Number placeholder="250 k"/>
        </div>
        <TextField label="Trigger" value=chosen.text(|risk| risk.trigger.clone()) commit=chosen.set_text(|risk, text| risk.trigger = text) kind=Kind::Paragraph placeholder="What shows that it is about to happen"/>
        <TextField label="Fallback" value=chosen.text(|risk| risk.fallback.clone()) commit=chosen.set_text(|risk, text| risk.fallback = text) kind=Kind::Paragraph placeholder="What is done if it happens all the same"/>
    }
}
