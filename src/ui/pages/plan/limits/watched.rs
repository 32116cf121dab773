//! What the chosen limit stands for: critical-to-quality factors, and the risks that it watches.

use leptos::prelude::*;

use crate::domain::id::Id;
use crate::domain::risk::quality::QualityFactor;
use crate::domain::risk::register::Risk;
use crate::domain::risk::tolerance::ToleranceLimit;
use crate::ui::html::{Html, html};
use crate::ui::pages::plan::follow_up::record_link;
use crate::ui::pages::plan::scope::edit::of_plan;
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive};
use crate::ui::widgets::field::SelectField;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// The factors, each with a box to tick.
#[component]
pub(super) fn Factors(id: StoredValue<Id<ToleranceLimit>>, record: Memo<Option<Shared<ToleranceLimit>>>) -> Html {
    let ws = workspace();
    let factors = of_plan(ws, |plan| plan.quality_factors.iter().map(|factor| (factor.id.clone(), factor.title.clone())).collect::<Vec<_>>());
    let tick = move |(factor, title): (Id<QualityFactor>, String)| {
        let has = {
            let factor = factor.clone();
            move || record.get().is_some_and(|limit| limit.0.factors.contains(&factor))
        };
        let change = move |event: leptos::ev::Event| {
            let ticked = event_target_checked(&event);
            ws.update(&id.get_value(), |limit: &mut ToleranceLimit| {
                limit.factors.retain(|other| *other != factor);
                if ticked {
                    limit.factors.push(factor.clone());
                }
            });
        };
        html! { <li><label class="check"><input type="checkbox" prop:checked=has on:change=change/>" "{title}</label></li> }
    };
    let ticks = move || factors.get().into_iter().map(tick).collect::<Html>();
    html! {
        <fieldset class="stands-for" hidden={move || factors.with(Vec::is_empty)}>
            <legend>"Critical-to-quality factors that it stands for"</legend>
            <ul>{ticks}</ul>
        </fieldset>
    }
}

/// The risks that it watches.
#[component]
pub(super) fn WatchedRisks(id: StoredValue<Id<ToleranceLimit>>) -> Html {
    let ws = workspace();
    let named = |risk: &Risk| (risk.id.clone(), format!("{} {}", risk.reference(), risk.title));
    let watched = of_plan(ws, move |plan| {
        let limit = id.get_value();
        plan.risks.iter().filter(|risk| risk.limits.contains(&limit)).map(|risk| named(risk)).collect::<Vec<_>>()
    });
    let others = of_plan(ws, move |plan| {
        let limit = id.get_value();
        let free = plan.risks.iter().filter(|risk| !risk.limits.contains(&limit)).map(|risk| named(risk));
        std::iter::once((String::new(), "Choose a risk".to_owned())).chain(free.map(|(id, name)| (id.to_string(), name))).collect::<Vec<_>>()
    });
    let add = Callback::new(move |key: String| {
        if let Some(risk) = Id::<Risk>::parse(&key) {
            ws.update(&risk, |risk: &mut Risk| risk.limits.push(id.get_value()));
        }
    });
    let row = move |(risk, name): (Id<Risk>, String)| {
        let label = format!("Do not watch {name}");
        let link = record_link(ws, "risks", risk.to_string(), name);
        let remove = move |_| ws.update(&risk, |risk: &mut Risk| risk.limits.retain(|limit| *limit != id.get_value()));
        html! { <li>{link}<button type="button" class="quiet" aria-label=label on:click=remove>"Remove"</button></li> }
    };
    let rows = move || watched.get().into_iter().map(row).collect::<Html>();
    html! {
        <fieldset class="watches" hidden={move || watched.with(Vec::is_empty) && others.with(Vec::len) < 2}>
            <legend>"Risks that it watches"</legend>
            <ul>{rows}</ul>
            <SelectField label="Add a risk that it watches" options=others value=derive(String::new) commit=add/>
        </fieldset>
    }
}
