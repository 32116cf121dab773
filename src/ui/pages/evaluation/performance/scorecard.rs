//! Each criterion as it was promised at the choice and as each review saw it, and the weighted result over time.

use leptos::prelude::*;

use super::super::read;
use super::chart::{Chart, Shown};
use crate::domain::choice::Choice;
use crate::domain::partner::performance::trend::{Promise, Trend, promises, reviews, standings};
use crate::domain::partner::scoring::scores_are_hidden;
use crate::ui::html::{Html, html, live};
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::workspace::workspace;

/// The table and the chart.
#[component]
pub(super) fn PromisedAndSeen() -> Html {
    let ws = workspace();
    let hidden = memo(move |_| read(ws, scores_are_hidden).unwrap_or_default());
    let rows = memo(move |_| read(ws, promises).unwrap_or_default());
    let heads = memo(move |_| read(ws, |evaluation| reviews(evaluation).into_iter().map(|(on, _)| on.to_string()).collect::<Vec<_>>()).unwrap_or_default());
    let shown = derive(move || {
        let standings = read(ws, standings).unwrap_or_default();
        let written = |value: f64| format!("{value:.2}");
        Shown {
            title: "Weighted result of the reviews".to_owned(),
            values: standings.iter().map(|standing| (standing.on, standing.seen, written(standing.seen))).collect(),
            marks: standings.last().and_then(|standing| standing.promised).map(|promised| ("promised", promised, written(promised))).into_iter().collect(),
        }
    });
    let table = move || {
        let dates = heads.get().into_iter().map(|on| html! { <th scope="col">{on}</th> }).collect::<Html>();
        html! {
            <div class="scrolls" role="group" aria-label="Promised and seen, by criterion" tabindex="0">
                <table class="promises">
                    <thead><tr><th scope="col">"Criterion"</th><th scope="col">"At the choice"</th>{dates}<th scope="col">"Since then"</th></tr></thead>
                    <tbody>{rows.get().iter().map(|promise| row(promise, hidden.get())).collect::<Html>()}</tbody>
                </table>
            </div>
        }
    };
    html! {
        <Card title="Promised and seen">
            <p class="field-help">"By the weights of the choice. A review is set beside the choice on the criteria that it scored."</p>
            <Chart shown/>
            {live(table)}
        </Card>
    }
}

fn row(promise: &Promise, hidden: bool) -> Html {
    let seen = promise.seen.iter().map(|seen| html! { <td>{seen.map_or("–".to_owned(), |seen| seen.to_string())}</td> }).collect::<Html>();
    let class = match promise.trend {
        Trend::Slipped => "slipped",
        Trend::Better => "better",
        Trend::AsPromised | Trend::Unknown => "even",
    };
    html! {
        <tr>
            <th scope="row">{promise.name.clone()}<span class="sub">{promise.pillar.label()}</span></th>
            <td>{promise.promised.map_or(if hidden { "hidden" } else { "not scored" }.to_owned(), |promised| format!("{promised:.2}"))}</td>
            {seen}
            <td class=class><span aria-hidden="true">{promise.trend.arrow()}</span>" "{promise.trend.words()}</td>
        </tr>
    }
}
