//! Criteria by pillar, candidates side by side: every mean score as a number on a ground as dark as it is high.

use crate::ui::html::{Html, html};
use crate::ui::signals::Memo;
use leptos::prelude::*;

use super::super::address;
use super::super::cells::column_head;
use crate::domain::choice::Choice;
use crate::domain::partner::criterion::percent;
use crate::domain::partner::ranking::MeanScore;
use crate::domain::partner::scorecard::{Column, Mean, PillarRows, Row, Scorecard, WIDE, part_of_scale};
use crate::domain::words::count;
use crate::ui::route::Page;
use crate::ui::workspace::{Workspace, workspace};

/// The table of mean scores.
#[component]
pub fn Scores(card: Memo<Scorecard>) -> Html {
    let ws = workspace();
    html! {
        <div class="scorecard-part">
            <div class="scorecard-frame" class:long={move || card.with(Scorecard::is_long)} class:wide={move || card.with(Scorecard::is_wide)} role="region" aria-label="Mean scores by criterion and candidate" tabindex="0">
                {move || card.with(|card| table(ws, card))}
            </div>
            <p class="field-help">
                "Mean of the evaluators’ scores, 1 to 5; the darker, the higher. Bold: the best of its row. "
                <span class="gap-mark" aria-hidden="true">"▲"</span>{format!(" evaluators are {WIDE} or more points apart. ")}
                <span class="agreed-mark" aria-hidden="true">"✓"</span>" agreed on after talking. – not scored, which is not zero."
            </p>
        </div>
    }
}

fn table(ws: Workspace, card: &Scorecard) -> Html {
    let columns = &card.columns;
    let pillars = card.pillars.iter().map(|pillar| pillar_rows(ws, pillar, columns)).collect::<Html>();
    let total = if card.total > 0.0 { "100%" } else { "–" };
    let score = |column: &Column| column.result.weighted_score.map_or("–".to_owned(), |score| format!("{score:.2}"));
    let rank = |column: &Column| column.rank.clone().unwrap_or_else(|| if column.out.is_none() { "–".to_owned() } else { "not ranked".to_owned() });
    let coverage = |column: &Column| percent(column.result.coverage);
    let foot = |text: &dyn Fn(&Column) -> String| columns.iter().map(|column| html! { <td class=class_of(column)>{text(column)}</td> }).collect::<Html>();
    html! {
        <table class="scorecard">
            <thead>
                <tr>
                    <th scope="col">"Criterion"</th>
                    <th scope="col" class="weight">"Weight"</th>
                    {columns.iter().map(|column| column_head(&column.candidate, column.out.clone())).collect::<Html>()}
                </tr>
            </thead>
            {pillars}
            <tfoot>
                <tr class="weighted"><th scope="row">"Weighted score "<span class="muted">"of 5"</span></th><td class="weight">{total}</td>{foot(&score)}</tr>
                <tr><th scope="row">"Rank"</th><td class="weight"></td>{foot(&rank)}</tr>
                <tr><th scope="row">"Coverage "<span class="muted">"of the weight"</span></th><td class="weight"></td>{foot(&coverage)}</tr>
            </tfoot>
        </table>
    }
}

fn pillar_rows(ws: Workspace, pillar: &PillarRows, columns: &[Column]) -> Html {
    let means = pillar
        .means
        .iter()
        .zip(columns)
        .map(|(mean, column)| html! { <td class=class_of(column)>{mean.map_or("–".to_owned(), |mean| format!("{mean:.1}"))}</td> })
        .collect::<Html>();
    let rows = pillar.rows.iter().map(|row| criterion_row(ws, row, columns)).collect::<Html>();
    html! {
        <tbody>
            <tr class="pillar"><th scope="rowgroup">{pillar.pillar.label()}</th><td class="weight">{weight(pillar.share)}</td>{means}</tr>
            {rows}
        </tbody>
    }
}

fn criterion_row(ws: Workspace, row: &Row, columns: &[Column]) -> Html {
    let cells = row.cells.iter().zip(columns).map(|(cell, column)| mean_cell(cell, column)).collect::<Html>();
    let href = address(ws, Page::Setup, Some(row.criterion.to_string()));
    html! { <tr><th scope="row"><a href=href>{row.name.clone()}</a></th><td class="weight">{weight(row.share)}</td>{cells}</tr> }
}

fn mean_cell(cell: &Mean, column: &Column) -> Html {
    let Some(score) = cell.score else {
        return html! { <td class=class_of(column)><span aria-hidden="true">"–"</span><span class="visually-hidden">"not scored"</span></td> };
    };
    let agreed = score.agreed.map(|_| html! { <span class="agreed-mark" aria-hidden="true">"✓"</span><span class="visually-hidden">", agreed on"</span> });
    let wide = (score.gap() >= WIDE && score.agreed.is_none()).then(|| html! { <span class="gap-mark" aria-hidden="true">"▲"</span><span class="visually-hidden">{format!(", from {} to {}", score.lowest, score.highest)}</span> });
    let number = format!("{:.1}", score.mean);
    let number = if cell.best {
        html! { <strong>{number}</strong> }
    } else {
        html! { {number} }
    };
    let heat = format!("{:.0}%", part_of_scale(score.mean) * 100.0);
    html! { <td class=format!("heat {}", class_of(column)) style:--heat=heat title=said_by(&score)>{wide}{agreed}{number}</td> }
}

fn said_by(score: &MeanScore) -> String {
    let agreed = score.agreed.map_or(String::new(), |agreed| format!("Agreed on {agreed}. "));
    let evaluators = format!("{agreed}{}", count(score.count, "evaluator", "evaluators"));
    if score.gap() == 0 { format!("{evaluators}: {}", score.lowest) } else { format!("{evaluators}: {} to {}", score.lowest, score.highest) }
}

fn weight(share: Option<f64>) -> String {
    share.map_or("–".to_owned(), percent)
}

fn class_of(column: &Column) -> &'static str {
    if column.out.is_none() { "" } else { "withdrawn" }
}
