//! How far the categories go: the mean of their points, and the worst of them beside it, which a mean hides.

use leptos::prelude::*;

use super::super::schedule::with_plan;
use crate::domain::choice::Choice;
use crate::domain::risk::method::{CategoryFigures, by_category};
use crate::domain::risk::scale::Band;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::memo;
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::workspace;

/// The card, folded away until it is asked for.
#[component]
pub(super) fn Categories() -> Html {
    let content = Callback::new(|()| html! { <Content/> });
    html! { <Folded title="Categories: mean and worst" class="card" content/> }
}

#[component]
fn Content() -> Html {
    let ws = workspace();
    let found = memo(move |_| {
        with_plan(ws, |plan| {
            let (figures, overall) = by_category(&plan.risk_method, plan.risks.iter().map(AsRef::as_ref));
            let weighted = !plan.risk_method.parts().weights.is_empty();
            (figures.into_iter().map(|one| (one, plan.risk_method.weight(one.category))).collect::<Vec<_>>(), overall, weighted)
        })
        .unwrap_or_default()
    });
    let line = move |(one, weight): (CategoryFigures, f64), weighted: bool| {
        let (tone, band) = (Tone::from(one.band), Band::label(one.band));
        html! {
            <tr>
                <th scope="row">
                    <button type="button" class="link" on:click=move |_| ws.filter("category", one.category.key())>{one.category.label()}</button>
                </th>
                <td class="number">{one.risks}</td>
                {weighted.then(|| html! { <td class="number">{weight.to_string()}</td> })}
                <td class="number">{rounded(one.mean)}</td>
                <td class="number">{one.worst.to_string()}</td>
                <td><Pill tone text=band/></td>
            </tr>
        }
    };
    let table = move || {
        let (figures, overall, weighted) = found.get();
        if figures.is_empty() {
            return html! { <p class="muted">"No open risk is scored yet."</p> };
        }
        html! {
            <div class="scrolls"><table class="figures">
                <thead><tr>
                    <th scope="col">"Category"</th><th scope="col" class="number">"Risks"</th>
                    {weighted.then(|| html! { <th scope="col" class="number">"Weight"</th> })}
                    <th scope="col" class="number">"Mean"</th><th scope="col" class="number">"Worst"</th><th scope="col">"Highest band"</th>
                </tr></thead>
                <tbody>{figures.into_iter().map(|one| line(one, weighted)).collect::<Html>()}</tbody>
            </table></div>
            <p class="field-help">{overall.map(|overall| format!("Mean over the categories{}: {}. A mean hides single high risks: read it beside the worst.", if weighted { ", by weight" } else { "" }, rounded(overall)))}</p>
        }
    };
    html! { {table} }
}

/// To two decimals at most.
fn rounded(figure: f64) -> String {
    ((figure * 100.0).round() / 100.0).to_string()
}
