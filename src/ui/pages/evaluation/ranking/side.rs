//! Beside the table: the ranking as bars, what to do next, and where evaluators disagree.

use crate::ui::html::{Html, html, live};
use crate::ui::signals::{Memo, memo};
use leptos::prelude::*;

use super::super::{address, read};
use crate::domain::choice::Choice;
use crate::domain::order::sort_by_rank;
use crate::domain::overview::evaluation::statements;
use crate::domain::partner::criterion::percent;
use crate::domain::partner::grid::Cell;
use crate::domain::partner::ranking::rank;
use crate::domain::partner::scorecard::{Column, Disagreement, Scorecard, WIDE, disagreements, part_of_best, voices};
use crate::ui::pages::record_place;
use crate::ui::route::{Page, Route};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::{Workspace, workspace};

/// How many disagreements are worth a meeting at once.
const MOST: usize = 5;

/// The candidates as bars, best first; those without a rank below, with the reason.
#[component]
pub fn Bars(card: Memo<Scorecard>) -> Html {
    live(move || {
        let mut columns = card.with(|card| card.columns.clone());
        sort_by_rank(&mut columns, |column| column.result.rank.unwrap_or(usize::MAX).into());
        let (ranked, others): (Vec<Column>, Vec<Column>) = columns.into_iter().partition(|column| column.rank.is_some());
        let unranked =
            (!others.is_empty()).then(|| html! { <ul class="bars unranked" aria-label="Not ranked">{others.iter().map(without_rank).collect::<Html>()}</ul> });
        html! { <ol class="bars">{ranked.iter().map(bar).collect::<Html>()}</ol>{unranked} }
    })
}

fn bar(column: &Column) -> Html {
    let score = column.result.weighted_score.unwrap_or_default();
    let length = format!("{:.1}%", part_of_best(score) * 100.0);
    let coverage = if column.result.coverage < 0.9995 { format!("{} of the weight scored", percent(column.result.coverage)) } else { "all scored".to_owned() };
    html! {
        <li class:first=column.result.rank == Some(1)>
            <span class="rank"><span class="visually-hidden">"Rank "</span>{column.rank.clone()}</span>
            <span class="name">{column.candidate.name.clone()}</span>
            <strong class="score">{format!("{score:.2}")}</strong>
            <span class="bar" aria-hidden="true"><span style:--length=length></span></span>
            <span class="coverage">{format!("{}, {coverage}", column.candidate.kind.label())}</span>
        </li>
    }
}

fn without_rank(column: &Column) -> Html {
    let why = column.out.clone().unwrap_or_else(|| "Not scored yet".to_owned());
    html! { <li><span class="rank" aria-hidden="true">"–"</span><span class="name">{column.candidate.name.clone()}</span><span class="coverage">{why}</span></li> }
}

/// What follows from the evaluation, most pressing first.
#[component]
pub fn NextSteps() -> Html {
    let ws = workspace();
    let found = memo(move |_| read(ws, |evaluation| statements(evaluation, ws.today.get())).unwrap_or_default());
    live(move || {
        let found = found.get();
        if found.is_empty() {
            let comparable = read(ws, |evaluation| rank(evaluation).first_two().is_some()).unwrap_or_default();
            let next = if comparable {
                "Everything is scored, with evidence. Talk it through and decide."
            } else {
                "A choice needs at least two candidates in the running: add them in Set-up."
            };
            return html! { <p class="muted">{next}</p> };
        }
        let rows = ws.session.with_untracked(|session| {
            let document = session.as_ref()?.document();
            let row = |statement: &crate::domain::overview::Statement| {
                let href = record_place(document, statement.subject.section, statement.subject.record.clone()).map(|place| Route::from(place).href());
                html! {
                    <li>
                        <a class="need" href=href>
                            <span class="what"><strong>{statement.title.clone()}</strong><span class="muted">{statement.detail.clone()}</span></span>
                            <Pill tone=Tone::from(statement.urgency) text=statement.status.clone()/>
                        </a>
                    </li>
                }
            };
            Some(found.iter().map(row).collect::<Html>())
        });
        html! { <ul class="needs">{rows}</ul> }
    })
}

/// The widest gaps between evaluators, with who gave what.
#[component]
pub fn Disagreements() -> Html {
    let ws = workspace();
    let found = memo(move |_| read(ws, |evaluation| (disagreements(evaluation), voices(evaluation))).unwrap_or_default());
    live(move || {
        let (found, voices) = found.get();
        if voices < 2 {
            return html! { <p class="muted">"Shows where views differ, once two evaluators have scored."</p> };
        }
        if found.is_empty() {
            return html! { <p class="muted">{format!("Nowhere by {WIDE} points or more.")}</p> };
        }
        let rest = found.len().saturating_sub(MOST);
        let rest = (rest > 0).then(|| html! { <p class="field-help">{format!("And {rest} more, marked ▲ in the table.")}</p> });
        html! { <ul class="needs">{found.iter().take(MOST).map(|gap| disagreement(ws, gap)).collect::<Html>()}</ul>{rest} }
    })
}

fn disagreement(ws: Workspace, gap: &Disagreement) -> Html {
    let lowest =
        gap.voices.first().map(|(evaluator, _, _)| Cell { evaluator: evaluator.clone(), criterion: gap.criterion.clone(), candidate: gap.candidate.clone() });
    let href = address(ws, Page::Scores, lowest.map(|cell| cell.key().to_string()));
    let said = gap.voices.iter().map(|(_, role, value)| format!("{role} {value}")).collect::<Vec<_>>().join(" · ");
    html! {
        <li>
            <a class="need" href=href>
                <span class="what"><strong>{gap.about.clone()}</strong><span class="muted">{said}</span></span>
                <Pill tone=Tone::Watch text=format!("{} apart", gap.gap)/>
            </a>
        </li>
    }
}
