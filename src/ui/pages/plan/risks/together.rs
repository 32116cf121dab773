//! What is done to several risks at once: a bar over the register while some are chosen. Each gesture is one undo step.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::risk::register::{ResponseStrategy, Risk, RiskCategory, RiskStatus};
use crate::domain::words::count;
use crate::session::risks::bulk::{Given, given, removed};
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, Signal, derive, memo};
use crate::ui::widgets::field::{DateField, SelectField, TextField, any_text};
use crate::ui::widgets::register::Picked;
pub(super) use crate::ui::widgets::register::targets;
use crate::ui::workspace::{Workspace, workspace};

/// What can be set, by key and name.
const WHAT: [(&str, &str); 6] =
    [("owner", "Owner"), ("response", "Response"), ("category", "Category"), ("status", "Status"), ("due", "Response in place by"), ("review", "Review on")];

/// The bar.
#[component]
pub(super) fn Together(picked: Picked, rows: Signal<Vec<Id<Risk>>>) -> Html {
    let ws = workspace();
    let what = RwSignal::new("owner".to_owned());
    let value = RwSignal::new(String::new());
    let number = memo(move |_| targets(picked, rows).len());
    let choices = WHAT.map(|(key, label)| (key.to_owned(), label.to_owned())).to_vec();
    let field = move || {
        let text = derive(move || value.get());
        match what.get().as_str() {
            "response" => choice::<ResponseStrategy>(value),
            "category" => choice::<RiskCategory>(value),
            "status" => choice::<RiskStatus>(value),
            "due" | "review" => {
                let day = derive(move || value.get().parse::<Date>().ok());
                html! { <DateField label="To" value=day commit=Callback::new(move |day: Option<Date>| value.set(day.map(Date::iso).unwrap_or_default()))/> }
            }
            _ => html! { <TextField label="To" value=text commit=any_text(move |text| value.set(text)) live=Callback::new(move |text| value.set(text))/> },
        }
    };
    let set = move |_| {
        let chosen = untrack(|| targets(picked, rows));
        if let Some(what) = meant(&what.get_untracked(), &value.get_untracked()) {
            let change = ws.session.with_untracked(|session| given(&session.as_ref()?.document().plan()?.risks, &chosen, &what));
            if change.is_some_and(|change| ws.dispatch(change)) {
                ws.say_with(format!("Changed {}.", count(chosen.len(), "risk", "risks")), "Undo", move || ws.undo());
            } else {
                ws.say("They say so already.");
            }
        }
    };
    html! {
        <div class="together card" role="group" aria-label="Change the chosen risks" hidden={move || number.get() == 0}>
            <strong role="status">{move || format!("{} chosen", count(number.get(), "risk", "risks"))}</strong>
            <SelectField label="Set" options=choices value=derive(move || what.get()) commit=Callback::new(move |key: String| { value.set(String::new()); what.set(key); })/>
            {field}
            <button type="button" class="primary" on:click=set>"Set for all"</button>
            <button type="button" on:click=move |_| remove(ws, picked, rows)>"Remove"</button>
            <button type="button" class="quiet" on:click=move |_| picked.set(BTreeSet::new())>"Let go"</button>
        </div>
    }
}

/// Takes the chosen risks out, and offers to put them back.
pub(super) fn remove(ws: Workspace, picked: Picked, rows: Signal<Vec<Id<Risk>>>) {
    remove_all(ws, &untrack(|| targets(picked, rows)));
    picked.set(BTreeSet::new());
}

/// Takes these risks out, and offers to put them back.
pub(super) fn remove_all(ws: Workspace, gone: &BTreeSet<Id<Risk>>) {
    let name = gone.first().filter(|_| gone.len() == 1).and_then(|id| ws.record(id)).map(|risk: Risk| risk.title).unwrap_or_default();
    let noun = if gone.len() == 1 { "risk".to_owned() } else { format!("{} risks", gone.len()) };
    let change = ws.session.with_untracked(|session| removed(session.as_ref()?.document().plan()?, gone));
    if let Some(change) = change {
        ws.choose(None);
        ws.remove_with(change, &noun, &name);
    }
}

fn choice<C: Choice>(value: RwSignal<String>) -> Html {
    let options: Vec<(String, String)> = C::ALL.iter().map(|choice| (choice.key().to_owned(), choice.label().to_owned())).collect();
    let first = C::ALL.first().map(|first| first.key().to_owned()).unwrap_or_default();
    if value.with_untracked(String::is_empty) {
        value.set(first);
    }
    html! { <SelectField label="To" options value=derive(move || value.get()) commit=Callback::new(move |key| value.set(key))/> }
}

fn meant(what: &str, value: &str) -> Option<Given> {
    Some(match what {
        "owner" => Given::Owner(value.trim().to_owned()),
        "response" => Given::Response(ResponseStrategy::from_key(value)?),
        "category" => Given::Category(RiskCategory::from_key(value)?),
        "status" => Given::Status(RiskStatus::from_key(value)?),
        "due" => Given::Due(value.parse().ok()),
        "review" => Given::Review(value.parse().ok()),
        _ => return None,
    })
}
