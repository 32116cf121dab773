//! What is set aside for risks, and what a day of delay costs.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::scope::edit::{Section, edit, of_section};
use crate::domain::money::{Amount, Currency};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::cost::Contingency;
use crate::domain::schedule::time_span::Duration;
use crate::domain::words::quoted;
use crate::session::command::Change;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::derive;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{Kind, TextField};
use crate::ui::workspace::workspace;

impl Section for Contingency {
    fn of(plan: &TrialPlan) -> &Arc<Contingency> {
        &plan.contingency
    }

    fn change(section: Arc<Contingency>) -> Change {
        Change::Contingency(section)
    }
}

/// The card.
#[component]
pub fn SetAside() -> Html {
    let ws = workspace();
    let currency = of_section(ws, |aside: &Contingency| aside.currency.code().to_owned());
    let set_currency = move |text: String| {
        let currency = Currency::parse(&text).ok_or_else(|| format!("{} is not a currency; write its three letters, such as EUR.", quoted(text.trim())))?;
        edit(ws, |aside: &mut Contingency| aside.currency = currency);
        Ok(())
    };
    let amount = move |label: &'static str, hint: &'static str, read: fn(&Contingency) -> Option<Amount>, write: fn(&mut Contingency, Option<Amount>)| {
        let now = of_section(ws, read);
        let value = derive(move || now.get().map(|amount| amount.to_string()).unwrap_or_default());
        let commit = Callback::new(move |text: String| {
            let amount = optional(&text, |text| text.parse::<Amount>().map_err(|fault| format!("{fault}.")))?;
            if amount.is_some_and(Amount::is_negative) {
                return Err("Give 0 or more.".to_owned());
            }
            edit(ws, |aside: &mut Contingency| write(aside, amount));
            Ok(())
        });
        html! { <TextField label value commit kind=Kind::Number hint/> }
    };
    let time = of_section(ws, |aside: &Contingency| aside.time);
    let set_time = move |text: String| {
        let time = optional(&text, |text| text.parse::<Duration>().map_err(|fault| format!("{fault}.")))?;
        edit(ws, |aside: &mut Contingency| aside.time = time);
        Ok(())
    };
    html! {
        <Card title="Set aside for risks">
            <div class="form">
                <TextField label="Currency" value=currency commit=Callback::new(set_currency) hint="Of all amounts in this plan."/>
                {amount("Money", "Over and above the budget.", |aside| aside.money, |aside, amount| aside.money = amount)}
                <TextField label="Time" value=derive(move || time.get().map(|time| time.to_string()).unwrap_or_default()) commit=Callback::new(set_time) placeholder="6 weeks"
                    hint="Between the last task and the day that was promised."/>
                {amount("A day of delay costs", "For holding days against money. Empty: days are not priced.", |aside| aside.day_of_delay, |aside, amount| aside.day_of_delay = amount)}
            </div>
        </Card>
    }
}

/// What a text says; nothing where it is empty.
fn optional<T>(text: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Result<Option<T>, String> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some) }
}
