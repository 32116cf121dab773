//! The dialog that lays out the start-up of countries and sites, after it has said what it would add.

use leptos::prelude::*;

use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::place::Country;
use crate::domain::schedule::logic::Estimate;
use crate::domain::words::{count, listed};
use crate::session::trial_network::{Choices, Expansion, Figure, expand};
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place, Route};
use crate::ui::signals::RwSignal;
use crate::ui::widgets::dialog::follow;
use crate::ui::widgets::register::focus_soon;
use crate::ui::workspace::{Workspace, workspace};

/// Goes to the schedule and opens the dialog there.
pub fn open(ws: Workspace) {
    let Some(document) = ws.open_id() else { return };
    ws.laying_out.set(true);
    if ws.place().is_none_or(|place| place.page != Page::Schedule) {
        ws.go(Place::new(document, Page::Schedule));
    }
}

/// The button that opens the dialog, and the dialog.
#[component]
pub fn TrialNetwork() -> Html {
    let ws = workspace();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let choices = RwSignal::new(Choices::default());
    follow(
        dialog,
        move || ws.laying_out.get(),
        move |opened| {
            if opened {
                choices.set(Choices::default());
                focus_soon("#network-title".to_owned());
            }
        },
    );
    // Whoever leaves the page has closed the dialog.
    on_cleanup(move || ws.laying_out.try_set(false));
    html! {
        <button type="button" on:click=move |_| open(ws)>"Build from countries and sites"</button>
        <dialog class="import network" node_ref=dialog aria-labelledby="network-title" on:close=move |_| ws.laying_out.set(false)>
            {move || ws.laying_out.get().then(|| body(ws, choices))}
        </dialog>
    }
}

fn body(ws: Workspace, choices: RwSignal<Choices>) -> Html {
    let chosen = choices.get();
    let found = ws.session.with(|session| {
        let plan = session.as_ref()?.document().plan()?;
        Some((expand(plan, &chosen, &mut ws.id_maker()), countries(plan)))
    });
    let Some((expansion, countries)) = found else { return Html::Nothing };
    let scope = ws.open_id().map(|document| Route::from(Place::new(document, Page::Scope)).href());
    let (title, because) = if countries.is_empty() {
        ("No countries yet".to_owned(), "The schedule is built from the countries and sites of the trial. Add them on the Scope page first.")
    } else if expansion.is_empty() {
        ("Nothing to add".to_owned(), "Every country and site that starts up has its tasks already, or is left out.")
    } else {
        (
            format!("This adds {}", adds(&expansion)),
            "Each country gets its application, review and approval; each site its contract, initiation and activation. All of it can be edited, and taken back in one step.",
        )
    };
    let empty = expansion.is_empty();
    let add = {
        let expansion = expansion.clone();
        move |_| take(ws, &expansion)
    };
    html! {
        <header>
            <h2 id="network-title" tabindex="-1">{title}</h2>
            <p class="because">{because}</p>
        </header>
        <div class="content">
            {(!countries.is_empty()).then(|| which(choices, &chosen, &countries))}
            {(!countries.is_empty() && !expansion.left_out.is_empty()).then(|| left_out(&expansion.left_out))}
            {(!expansion.figures.is_empty()).then(|| figures(&expansion.figures))}
        </div>
        <footer class="row-of-buttons">
            {if countries.is_empty() {
                html! { <a class="button primary" href=scope>"Go to the Scope page"</a> }
            } else {
                html! { <button type="button" class="primary" disabled=empty on:click=add>"Add"</button> }
            }}
            <button type="button" on:click=move |_| ws.laying_out.set(false)>"Cancel"</button>
        </footer>
    }
}

/// The countries with their names, in the plan's order.
fn countries(plan: &TrialPlan) -> Vec<(Id<Country>, String)> {
    plan.countries.iter().map(|country| (country.id.clone(), country.name.clone())).collect()
}

/// "112 tasks for 2 countries and 7 sites".
fn adds(expansion: &Expansion) -> String {
    let places = [(expansion.countries, "country", "countries"), (expansion.sites, "site", "sites")];
    let places: Vec<String> = places.into_iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| count(number, one, many)).collect();
    format!("{} for {}", count(expansion.tasks, "task", "tasks"), listed(&places))
}

fn which(choices: RwSignal<Choices>, chosen: &Choices, countries: &[(Id<Country>, String)]) -> Html {
    let boxes = countries
        .iter()
        .filter(|(_, name)| !name.trim().is_empty())
        .map(|(id, name)| {
            let (checked, id) = (!chosen.without.contains(id), id.clone());
            let toggle = move |event| {
                choices.update(|choices| {
                    if event_target_checked(&event) {
                        choices.without.remove(&id);
                    } else {
                        choices.without.insert(id.clone());
                    }
                });
            };
            html! { <label class="check"><input type="checkbox" prop:checked=checked on:change=toggle/>{name.clone()}</label> }
        })
        .collect::<Html>();
    html! {
        <fieldset class="places">
            <legend>"Countries"</legend>
            {boxes}
        </fieldset>
        <label class="check">
            <input type="checkbox" prop:checked=chosen.sites on:change=move |event| choices.update(|choices| choices.sites = event_target_checked(&event))/>
            "Lay out every site one by one"
        </label>
    }
}

fn left_out(sentences: &[String]) -> Html {
    let lines = sentences.iter().map(|sentence| html! { <li>{sentence.clone()}</li> }).collect::<Html>();
    html! {
        <h3>"Left out"</h3>
        <ul class="left-out">{lines}</ul>
    }
}

fn figures(figures: &[Figure]) -> Html {
    let rows = figures
        .iter()
        .map(|figure| {
            html! {
                <tr>
                    <th scope="row">{figure.what.clone()}</th>
                    <td>{figure.duration.to_string()}</td>
                    <td>{between(&figure.estimate)}</td>
                    <td>{figure.estimate.source.clone()}</td>
                </tr>
            }
        })
        .collect::<Html>();
    html! {
        <h3>"Durations to start from"</h3>
        <div class="scrolls" role="region" aria-label="Durations to start from" tabindex="0"><table>
            <thead><tr><th scope="col">"Work"</th><th scope="col">"Most likely"</th><th scope="col">"Between"</th><th scope="col">"Source"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
}

/// "15 and 57.8"; nothing where the law leaves no room.
fn between(estimate: &Estimate) -> String {
    if estimate.optimistic == estimate.pessimistic {
        return String::new();
    }
    format!("{} and {}", estimate.optimistic.span().days(), estimate.pessimistic.span().days())
}

/// Makes it part of the plan, as one step.
fn take(ws: Workspace, expansion: &Expansion) {
    if ws.dispatch(expansion.change.clone()) {
        ws.say_with(format!("Added {}.", adds(expansion)), "Undo", move || ws.undo());
    }
    ws.laying_out.set(false);
}
