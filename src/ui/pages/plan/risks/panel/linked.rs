//! What a risk is linked with: the critical-to-quality factors that it threatens, and the tolerance limits that watch it.

use leptos::prelude::*;

use super::super::super::schedule::with_plan;
use super::Chosen;
use crate::domain::collection::{Collection, Record};
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::register::Risk;
use crate::ui::html::{Html, each, html};
use crate::ui::route::{Page, Place, Route};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::folded::Folded;

/// What can be linked, by id and name, and whether it is.
type Links = Memo<Vec<(String, String, bool)>>;

/// The critical-to-quality factors.
#[component]
pub(super) fn Factors(chosen: Chosen) -> Html {
    let toggle = Callback::new(move |(id, on): (String, bool)| toggled(chosen, &id, on, |risk| &mut risk.factors));
    let links = links(chosen, |plan| &plan.quality_factors, |risk| &risk.factors);
    linked(chosen, links, Page::QualityFactors, "critical-to-quality factors", toggle)
}

/// The tolerance limits.
#[component]
pub(super) fn Limits(chosen: Chosen) -> Html {
    let toggle = Callback::new(move |(id, on): (String, bool)| toggled(chosen, &id, on, |risk| &mut risk.limits));
    let links = links(chosen, |plan| &plan.tolerance_limits, |risk| &risk.limits);
    linked(chosen, links, Page::Limits, "tolerance limits", toggle)
}

fn links<T: Record>(chosen: Chosen, all: fn(&TrialPlan) -> &Collection<T>, of: fn(&Risk) -> &Vec<Id<T>>) -> Links {
    memo(move |_| {
        let Some(risk) = chosen.record.get() else { return Vec::new() };
        let is_linked = |id: &Id<T>| of(&risk.0).contains(id);
        with_plan(chosen.ws, |plan| all(plan).iter().map(|record| (record.id().to_string(), record.name().to_owned(), is_linked(&record.id()))).collect())
            .unwrap_or_default()
    })
}

fn toggled<T>(chosen: Chosen, id: &str, on: bool, of: fn(&mut Risk) -> &mut Vec<Id<T>>) {
    let Some(id) = Id::parse(id) else { return };
    chosen.update(|risk| {
        let links = of(risk);
        links.retain(|known| *known != id);
        if on {
            links.push(id);
        }
    });
}

/// What is linked, each with the way to it, and behind a fold all that could be.
fn linked(chosen: Chosen, links: Links, page: Page, what: &'static str, toggle: Callback<(String, bool)>) -> Html {
    let href =
        move |record: Option<String>| move || chosen.ws.open_id().map(|document| Route::from(Place::new(document, page).with_record(record.clone())).href());
    let is_linked = move || links.with(|links| links.iter().filter(|(.., on)| *on).map(|(id, name, _)| (id.clone(), name.clone())).collect::<Vec<_>>());
    let key = |(id, name): &(String, String)| format!("{id}\n{name}");
    let choices = Callback::new(move |()| {
        let all = move || links.with(|links| links.iter().map(|(id, name, _)| (id.clone(), name.clone())).collect::<Vec<_>>());
        let line = move |(id, name): (String, String)| {
            let on = {
                let id = id.clone();
                move || links.with(|links| links.iter().any(|(known, _, on)| *known == id && *on))
            };
            html! { <label class="check"><input type="checkbox" prop:checked=on on:change=move |event| toggle.run((id.clone(), event_target_checked(&event)))/>" "{name}</label> }
        };
        html! {
            <div class="checks" role="group" aria-label=format!("Choose {what}")>{each(all, key, line)}</div>
            {move || links.with(Vec::is_empty).then(|| html! { <p class="field-help">{format!("The plan has no {what} yet. ")}<a href=href(None)>"Write the first"</a></p> })}
        }
    });
    html! {
        <ul class="links" aria-label=what>{each(is_linked, key, move |(id, name)| html! { <li><a href=href(Some(id))>{name}</a></li> })}</ul>
        <Folded title=derive(move || if is_linked().is_empty() { format!("No {what}: choose") } else { format!("Choose {what}") }) class="inner" content=choices/>
    }
}
