//! The matrix: probability against impact, with the open risks in their cells, or their ways over it. A cell filters the
//! register.

use leptos::prelude::*;

use super::super::schedule::with_plan;
use super::{Method, basis, cell_key, pictures};
use crate::domain::risk::matrix::{Basis, matrix, score_on};
use crate::domain::risk::movement::{CellOf, Movement, movements};
use crate::domain::risk::register::Risk;
use crate::domain::risk::scale::{Band, Level};
use crate::domain::words::count;
use crate::formats::matrix_svg::{MOST_WAYS, size, ways};
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, effect, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::save_picture::SavePicture;
use crate::ui::workspace::{Workspace, workspace};

/// What marks a risk that safety first makes high: the shape of what is high.
const LIFTED: &str = "■";

/// How many risks a cell names before it only counts them.
const NAMED: usize = 2;

/// What a cell shows.
#[derive(Clone, PartialEq)]
struct Shown {
    probability: Level,
    impact: Level,
    band: Band,
    risks: Vec<Named>,
}

/// A risk in a cell.
#[derive(Clone, PartialEq)]
struct Named {
    reference: String,
    /// Whether it is high by safety first, whatever the band of the cell.
    lifted: bool,
}

/// The matrix.
#[component]
pub fn Matrix() -> Html {
    let ws = workspace();
    let moving = memo(move |_| ws.filtered("basis") == "movement");
    let choices = [("inherent", "Inherent"), ("", "Current"), ("target", "Target"), ("movement", "Movement")];
    let choice = move |(key, label): (&'static str, &'static str)| {
        let pressed = move || (ws.filtered("basis") == key).to_string();
        html! { <button type="button" aria-pressed=pressed on:click=move |_| ws.filter("basis", key)>{label}</button> }
    };
    html! {
        <Card title="Risk matrix" aside=derive(|| "probability upwards, impact to the right".to_owned())>
            <div class="segmented" role="group" aria-label="Which scores">{choices.map(choice).into_iter().collect::<Html>()}</div>
            {move || if moving.get() { html! { <Ways/> } } else { html! { <Cells/> } }}
            <Legend/>
            {move || (!moving.get()).then(|| html! { <SafetyRule/> })}
            <SavePicture drawn=Callback::new(move |()| pictures::drawn(ws))/>
        </Card>
    }
}

/// What the bands ask for.
#[component]
pub fn Legend() -> Html {
    let method = Method::in_use();
    let meaning = move |band: Band| html! { <span><Pill tone=Tone::from(band) text=band.label()/>" "{move || method.get().band_meaning(band)}</span> };
    html! { <div class="matrix-legend">{Band::ALL.map(meaning).into_iter().collect::<Html>()}</div> }
}

/// Why a risk can be high in a cell that is not: the rule of safety first, where the method has it.
#[component]
fn SafetyRule() -> Html {
    let ws = workspace();
    let method = Method::in_use();
    let basis = memo(move |_| basis(ws));
    let some = memo(move |_| shown(ws, basis.get()).iter().any(|cell| cell.risks.iter().any(|risk| risk.lifted)));
    let rule = move || method.get().safety_rule().map(|rule| if some.get() { format!("{rule} {LIFTED} marks it in the matrix.") } else { rule.to_owned() });
    html! { <p class="field-help">{rule}</p> }
}

/// The cells with the risks in them.
#[component]
fn Cells() -> Html {
    let ws = workspace();
    let method = Method::in_use();
    let basis = memo(move |_| basis(ws));
    let cells = memo(move |_| shown(ws, basis.get()));
    let button = move |cell: Shown| {
        let key = cell_key((cell.probability, cell.impact));
        let scales = method.get();
        let class = match cell.band {
            Band::Low => "low",
            Band::Medium => "medium",
            Band::High => "high",
        };
        let named = if cell.risks.is_empty() { "no risk".to_owned() } else { format!("{}: {}", count(cell.risks.len(), "risk", "risks"), told(&cell.risks)) };
        let label = format!(
            "Probability {} ({}), impact {} ({}), {}: {named}",
            cell.probability,
            scales.probability(cell.probability).name,
            cell.impact,
            scales.impact(cell.impact).name,
            cell.band.label().to_lowercase()
        );
        let title = cell.risks.iter().any(|risk| risk.lifted).then(|| told(&cell.risks));
        let chips =
            if cell.risks.len() > NAMED { vec![Named { reference: format!("{} risks", cell.risks.len()), lifted: title.is_some() }] } else { cell.risks };
        let chip = |risk: Named| html! { <span class="chip" class:lifted=risk.lifted>{risk.lifted.then(|| format!("{LIFTED} "))}{risk.reference}</span> };
        let pressed = {
            let key = key.clone();
            move || ws.filtered("cell") == key
        };
        let toggle = {
            let pressed = pressed.clone();
            move |_| ws.filter("cell", if untrack(&pressed) { "" } else { &key })
        };
        html! {
            <button type="button" class=class aria-label=label title=title aria-pressed={move || pressed().to_string()} on:click=toggle>
                {chips.into_iter().map(chip).collect::<Html>()}
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
    html! {
        <div class="matrix" style:--levels={move || method.get().parts().impact.len().to_string()} role="group" aria-label="Risk matrix: a cell filters the register">
            {rows}
            <span class="axis" aria-hidden="true"></span>
            {move || Level::of(method.get().parts().impact.len()).map(|level| html! { <span class="axis" aria-hidden="true">{level.get()}</span> }).collect::<Html>()}
        </div>
    }
}

/// The risks of a cell, with the reason where one is high by safety first.
fn told(risks: &[Named]) -> String {
    let one = |risk: &Named| format!("{}{}", risk.reference, if risk.lifted { " (high by safety first)" } else { "" });
    risks.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn shown(ws: Workspace, basis: Basis) -> Vec<Shown> {
    with_plan(ws, |plan| {
        let cells = matrix(&plan.risk_method, plan.risks.iter().map(AsRef::as_ref), basis);
        let named = |risk: &Risk| Named { reference: risk.reference(), lifted: score_on(risk, basis).is_some_and(|score| plan.risk_method.is_lifted(score)) };
        let one = |cell: crate::domain::risk::matrix::Cell<&Risk>| Shown {
            probability: cell.probability,
            impact: cell.impact,
            band: cell.band,
            risks: cell.risks.into_iter().map(named).collect(),
        };
        cells.into_iter().map(one).collect()
    })
    .unwrap_or_default()
}

/// The ways of risks over the matrix, as a picture and as a table.
#[component]
fn Ways() -> Html {
    let ws = workspace();
    let method = Method::in_use();
    let found = memo(move |_| with_plan(ws, |plan| movements(&plan.risk_method, plan.risks.iter().map(AsRef::as_ref))).unwrap_or_default());
    let picture = memo(move |_| {
        with_plan(ws, |plan| {
            let cells = matrix(&plan.risk_method, std::iter::empty(), Basis::Current);
            found.with(|found| ways(&plan.risk_method, &cells, found))
        })
        .unwrap_or_default()
    });
    let host = NodeRef::<leptos::svg::Svg>::new();
    effect(move |_| {
        if let Some(host) = host.get() {
            host.set_inner_html(&picture.get());
        }
    });
    let frame = move || {
        let (width, height) = size(&method.get());
        format!("0 0 {width:.0} {height:.0}")
    };
    let said = move || match found.with(Vec::len) {
        0 => "No open risk moves yet: give risks an inherent or a target score.".to_owned(),
        number if number > MOST_WAYS => format!("The {MOST_WAYS} highest of {number} risks that move, from inherent to current to target."),
        number => format!("{} from inherent to current to target.", count(number, "risk moves", "risks move")),
    };
    html! {
        <svg class="matrix-ways" viewBox=frame aria-hidden="true" node_ref=host></svg>
        <p class="field-help">{said}</p>
        {move || (!found.with(Vec::is_empty)).then(|| html! { <Folded title="As a table" class="inner" content=Callback::new(move |()| table(found))/> })}
    }
}

fn table(found: Memo<Vec<Movement>>) -> Html {
    let cell = |cell: Option<CellOf>| cell.map_or("–".to_owned(), |(probability, impact)| format!("{probability} × {impact}"));
    let line = move |movement: Movement| {
        let (from, at, to) = (cell(movement.inherent), cell(movement.current), cell(movement.target));
        html! { <tr><th scope="row" title=movement.title>{movement.reference}</th><td>{from}</td><td>{at}</td><td>{to}</td></tr> }
    };
    html! {
        <table class="movements">
            <caption class="visually-hidden">"How risks move: probability × impact"</caption>
            <thead><tr><th scope="col">"Risk"</th><th scope="col">"Inherent"</th><th scope="col">"Current"</th><th scope="col">"Target"</th></tr></thead>
            <tbody>{move || found.get().into_iter().map(line).collect::<Html>()}</tbody>
        </table>
    }
}
