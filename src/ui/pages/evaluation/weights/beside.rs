//! The methods side by side: the share of every pillar and criterion by each, and how far they are apart.

use leptos::prelude::*;

use super::super::read;
use crate::domain::choice::Choice;
use crate::domain::partner::criterion::percent;
use crate::domain::partner::weighting::WeightMethod;
use crate::domain::partner::weighting::compared::{Line, SideBySide, side_by_side};
use crate::domain::partner::weighting::headlines::{in_words, points_apart};
use crate::domain::words::quoted;
use crate::ui::html::{Html, html};
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::workspace::workspace;

/// The table.
#[component]
pub(super) fn Beside() -> Html {
    let ws = workspace();
    let table = memo(move |_| read(ws, |evaluation| (side_by_side(evaluation), evaluation.weighting.method)));
    html! {
        <Card title="Side by side" aside=derive(|| "share of the result".to_owned())>
            <div class="weights-beside" role="region" aria-label="Weights by method" tabindex="0">{move || table.get().map(|(table, method)| drawn(&table, method))}</div>
            <p class="field-help">{move || table.get().map(|(table, _)| said(&table))}</p>
        </Card>
    }
}

fn drawn(table: &SideBySide, in_use: Option<WeightMethod>) -> Html {
    let heads = table.methods.iter().map(|(method, _)| {
        let used = (in_use == Some(*method)).then(|| html! { <span class="weights-used">"in use"</span> });
        html! { <th scope="col">{method.label()}{used}</th> }
    });
    let heads = heads.collect::<Html>();
    let widest = table.widest().map(|line| line.what.clone());
    let bodies = table.pillars.iter().map(|(pillar, criteria)| {
        let rows = criteria.iter().map(|line| {
            let class = if widest.as_ref() == Some(&line.what) { "widest" } else { "" };
            html! { <tr class=class><th scope="row">{line.name.clone()}</th>{cells(line)}</tr> }
        });
        let rows = rows.collect::<Html>();
        html! { <tbody><tr class="pillar"><th scope="rowgroup">{pillar.name.clone()}</th>{cells(pillar)}</tr>{rows}</tbody> }
    });
    let bodies = bodies.collect::<Html>();
    html! {
        <table>
            <thead><tr><th scope="col">"Criterion"</th><th scope="col">"Counts now"</th>{heads}<th scope="col">"Apart"</th></tr></thead>
            {bodies}
        </table>
    }
}

fn cells<T>(line: &Line<T>) -> Html {
    let text = |share: Option<f64>| share.map_or("–".to_owned(), percent);
    let by = line.by.iter().map(|share| html! { <td>{text(*share)}</td> }).collect::<Html>();
    html! { <td class="now">{text(line.now)}</td>{by}<td>{line.spread().map_or("–".to_owned(), points_apart)}</td> }
}

fn said(table: &SideBySide) -> String {
    let Some(line) = table.widest() else {
        return "– something is still to be answered. With two methods answered, the last column says how far they are apart.".to_owned();
    };
    let differ = table.ends_by(line).map(|((low, lowest), (high, highest))| {
        format!("Farthest apart: {}, {} {} and {} {}. ", quoted(&line.name), percent(lowest), in_words(low), percent(highest), in_words(high))
    });
    format!("{}– something is still to be answered.", differ.unwrap_or_default())
}
