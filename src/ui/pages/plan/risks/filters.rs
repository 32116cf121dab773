//! What is asked of the register: words, status, category, band, owner, what needs attention, and what it is gathered by. All
//! of it stands in the address.

use leptos::prelude::*;

use super::super::schedule::with_plan;
use super::basis;
use crate::domain::choice::Choice;
use crate::domain::order::named;
use crate::domain::risk::register::RiskCategory;
use crate::domain::risk::scale::{Band, Level};
use crate::session::risks::listing::{Attention, Grouping, Wanted, band_key};
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Signal, derive, memo};
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::workspace::{Workspace, workspace};

/// Keys and labels of a select.
type Options = Vec<(String, String)>;

/// What the address asks for.
pub(super) fn wanted(ws: Workspace) -> Wanted {
    let (sort, downwards) = ws.sorting();
    let cell = ws.filtered("cell");
    let level = |text: &str| text.parse().ok().and_then(Level::new);
    let cell = cell.split_once('x').and_then(|(probability, impact)| Some((level(probability)?, level(impact)?, basis(ws))));
    let [find, status, category, band, owner, attention, group] =
        ["find", "status", "category", "band", "owner", "needs", "group"].map(|name| ws.filtered(name));
    Wanted { find, status, category, band, owner, attention, cell, sort, downwards, group }
}

/// The filters.
#[component]
pub(super) fn Filters() -> Html {
    let ws = workspace();
    let owners = memo(move |_| {
        with_plan(ws, |plan| named(&mut plan.risks.iter().map(|risk| risk.owner.as_str()).filter(|owner| !owner.is_empty()))).unwrap_or_default()
    });
    let owner_options = derive(move || all("All owners", owners.get().into_iter().map(|owner| (owner.clone(), owner))));
    let select = move |label: &'static str, name: &'static str, options: Signal<Options>| {
        html! { <SelectField label options value=derive(move || ws.filtered(name)) commit=Callback::new(move |key: String| ws.filter(name, &key))/> }
    };
    let statuses: Options =
        [("", "Open"), ("occurred", "Have happened"), ("closed", "Closed"), ("all", "All")].map(|(key, label)| (key.to_owned(), label.to_owned())).into();
    let bands = all("All bands", Band::ALL.into_iter().rev().map(|band| (band_key(band).to_owned(), band.label().to_owned())));
    let cell = move || ws.filtered("cell");
    html! {
        <div class="filters">
            <div class="field search"><TextField label="Find" value=derive(move || ws.filtered("find")) commit=any_text(move |text| ws.filter("find", &text)) placeholder="Risk, number or owner" live=Callback::new(move |text: String| ws.filter("find", &text))/></div>
            {select("Status", "status", statuses.into())}
            {select("Category", "category", choices::<RiskCategory>("All categories").into())}
            {select("Band", "band", bands.into())}
            {select("Owner", "owner", owner_options)}
            {select("Needs", "needs", choices::<Attention>("Anything").into())}
            {select("Group by", "group", choices::<Grouping>("Nothing").into())}
            {move || (!cell().is_empty()).then(|| html! { <button type="button" on:click=move |_| ws.filter("cell", "")>{cell_label(&cell())}" ✕"<span class="visually-hidden">", clear this filter"</span></button> })}
        </div>
    }
}

/// The options of a filter, after one that asks for nothing.
fn all(none: &str, options: impl Iterator<Item = (String, String)>) -> Options {
    std::iter::once((String::new(), none.to_owned())).chain(options).collect()
}

fn choices<C: Choice>(none: &str) -> Options {
    all(none, C::ALL.iter().map(|choice| (choice.key().to_owned(), choice.label().to_owned())))
}

/// `4x5` as words: probability 4, impact 5.
fn cell_label(cell: &str) -> String {
    cell.split_once('x').map_or(String::new(), |(probability, impact)| format!("Probability {probability}, impact {impact}"))
}
