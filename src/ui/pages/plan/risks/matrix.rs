//! The matrix: probability against impact, with the open risks in their cells. A cell filters the register.

use crate::ui::html::{Html, html};
use crate::ui::signals::{derive, memo};
use leptos::prelude::*;

use super::super::schedule::with_plan;
use super::{Method, basis, cell_key};
use crate::domain::risk::matrix::{Basis, matrix};
use crate::domain::risk::scale::{Band, Level};
use crate::domain::words::count;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::workspace;

/// How many risks a cell names before it only counts them.
const NAMED: usize = 2;

/// What a cell shows.
#[derive(Clone, PartialEq)]
struct Shown {
    probability: Level,
    impact: Level,
    band: Band,
    names: Vec<String>,
}

/// The matrix.
#[component]
pub fn Matrix() -> Html {
    let ws = workspace();
    let method = Method::in_use();
    let cells = memo(move |_| {
        with_plan(ws, |plan| {
            let cells = matrix(&plan.risk_method, plan.risks.iter().map(AsRef::as_ref), basis(ws));
            cells
                .into_iter()
                .map(|cell| Shown {
                    probability: cell.probability,
                    impact: cell.impact,
                    band: cell.band,
                    names: cell.risks.iter().map(|risk| risk.reference()).collect(),
                })
                .collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let button = move |cell: Shown| {
        let key = cell_key((cell.probability, cell.impact));
        let scales = method.get();
        let class = match cell.band {
            Band::Low => "low",
            Band::Medium => "medium",
            Band::High => "high",
        };
        let named =
            if cell.names.is_empty() { "no risk".to_owned() } else { format!("{}: {}", count(cell.names.len(), "risk", "risks"), cell.names.join(", ")) };
        let label = format!(
            "Probability {} ({}), impact {} ({}), {}: {named}",
            cell.probability,
            scales.probability(cell.probability).name,
            cell.impact,
            scales.impact(cell.impact).name,
            cell.band.label().to_lowercase()
        );
        let shown = if cell.names.len() > NAMED { vec![format!("{} risks", cell.names.len())] } else { cell.names };
        let pressed = {
            let key = key.clone();
            move || ws.filtered("cell") == key
        };
        let toggle = {
            let pressed = pressed.clone();
            move |_| ws.filter("cell", if untrack(&pressed) { "" } else { &key })
        };
        html! {
            <button type="button" class=class aria-label=label aria-pressed={move || pressed().to_string()} on:click=toggle>
                {shown.into_iter().map(|name| html! { <span class="chip">{name}</span> }).collect::<Html>()}
            </button>
        }
    };
    let rows = move || {
        let cells = cells.get();
        cells
            .chunks(method.get().parts().impact.len())
            .map(|row| {
                let level = row.first().map(|cell| cell.probability.get());
                html! { <span class="axis" aria-hidden="true">{level}</span>{row.iter().cloned().map(button).collect::<Html>()} }
            })
            .collect::<Html>()
    };
    let choose = move |value: &'static str| move |_| ws.filter("basis", value);
    html! {
        <Card title="Risk matrix" aside=derive(|| "probability upwards, impact to the right".to_owned())>
            <div class="segmented" role="group" aria-label="Which scores">
                <button type="button" aria-pressed={move || (basis(ws) == Basis::Current).to_string()} on:click=choose("")>"Current"</button>
                <button type="button" aria-pressed={move || (basis(ws) == Basis::Target).to_string()} on:click=choose("target")>"Target"</button>
            </div>
            <div class="matrix" style:--levels={move || method.get().parts().impact.len().to_string()} role="group" aria-label="Risk matrix: a cell filters the register">
                {rows}
                <span class="axis" aria-hidden="true"></span>
                {move || Level::of(method.get().parts().impact.len()).map(|level| html! { <span class="axis" aria-hidden="true">{level.get()}</span> }).collect::<Html>()}
            </div>
            <div class="matrix-legend">
                {Band::ALL.map(|band| html! { <span><Pill tone=Tone::from(band) text=band.label()/>" "{move || method.get().band_meaning(band)}</span> })}
            </div>
        </Card>
    }
}
