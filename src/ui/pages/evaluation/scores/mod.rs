//! One evaluator's scores with their evidence.

mod evidence;
mod sheet;

use crate::ui::html::{Html, html, rows};
use crate::ui::signals::{Memo, derive, effect, memo};
use leptos::prelude::*;

use self::evidence::Evidence;
use self::sheet::Sheet;
use super::{address, read, reveal};
use crate::domain::id::Id;
use crate::domain::partner::candidate::Evaluator;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::grid::{Cell, progress};
use crate::domain::partner::headlines::{missing, scores_headline};
use crate::domain::partner::score::MEANINGS;
use crate::domain::partner::scorecard::shown;
use crate::ui::route::Page;
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::headline::PageHead;
use crate::ui::widgets::register::record_memo;
use crate::ui::workspace::{Workspace, workspace};

/// One evaluator's scores with their evidence.
#[component]
pub fn Scores() -> Html {
    let ws = workspace();
    let chosen = memo(move |_| {
        let key = ws.place()?.record?;
        read(ws, |evaluation| Cell::find(evaluation, &key)).flatten()
    });
    let evaluator = memo(move |_| {
        let (cell, by) = (chosen.get(), ws.filtered("by"));
        read(ws, |evaluation| scoring(evaluation, cell.as_ref(), &by)).flatten()
    });
    let head = memo(move |_| read(ws, |evaluation| evaluator.with(|evaluator| scores_headline(evaluation, evaluator.as_ref()))));
    let ready = memo(move |_| read(ws, |evaluation| missing(evaluation).is_empty()).unwrap_or_default());
    effect(move |_| {
        if let Some(cell) = chosen.get() {
            request_animation_frame(move || reveal("data-cell", cell.key().as_str()));
        }
    });
    let page = move || {
        if !ready.get() {
            return html! {
                <Empty title="Scores come after the set-up" text="Each evaluator scores every candidate on every criterion, from 1 to 5, and says what the score rests on. Nobody’s scores are shown to the others on this page.">
                    <a class="button primary" href=address(ws, Page::Setup, None)>"Go to Set-up"</a>
                </Empty>
            };
        }
        html! {
            <Evaluators evaluator chosen/>
            <Meanings/>
            <div class="scores">
                {move || evaluator.get().map(|evaluator| html! { <Sheet evaluator chosen/> })}
                <div class="evidence-place">
                    {move || match chosen.get() {
                        Some(cell) => html! { <Evidence cell/> },
                        None => html! { <p class="card muted no-cell">"Choose a cell to see its question and to note the evidence."</p> },
                    }}
                </div>
            </div>
        }
    };
    html! {
        <PageHead
            finding=derive(move || head.get().map_or(String::new(), |head| head.finding))
            because=derive(move || head.get().map_or(String::new(), |head| head.because))
        >
            <a class="button" href=address(ws, Page::Ranking, None)>"See the ranking"</a>
        </PageHead>
        {page}
    }
}

/// Whose scores are shown: the chosen cell's evaluator, else the one that the address names, else the first.
fn scoring(evaluation: &PartnerEvaluation, cell: Option<&Cell>, by: &str) -> Option<Id<Evaluator>> {
    let named = || {
        evaluation.evaluators.iter().find(|evaluator| evaluator.id.as_str() == by).or(evaluation.evaluators.iter().next()).map(|evaluator| evaluator.id.clone())
    };
    cell.map(|cell| cell.evaluator.clone()).or_else(named)
}

/// The evaluators with how far each has come; one of them is chosen.
#[component]
fn Evaluators(evaluator: Memo<Option<Id<Evaluator>>>, chosen: Memo<Option<Cell>>) -> Html {
    let ws = workspace();
    let ids = move || read(ws, |evaluation| evaluation.evaluators.iter().map(|evaluator| evaluator.id.clone()).collect::<Vec<_>>()).unwrap_or_default();
    let button = move |id: Id<Evaluator>| {
        let record = record_memo(ws, id.clone());
        let (mine, counted) = (id.clone(), id.clone());
        let pressed = move || evaluator.with(|evaluator| evaluator.as_ref() == Some(&mine)).to_string();
        let come = memo(move |_| read(ws, |evaluation| progress(evaluation, &counted)).unwrap_or_default());
        let said = move || come.with(|come| format!("{} of {}", come.given, come.expected));
        html! {
            <button type="button" aria-pressed=pressed on:click=move |_| choose_evaluator(ws, &id, chosen.get_untracked())>
                <span>{move || record.with(|record| record.as_ref().map_or(String::new(), |record| shown(record.0.as_ref())))}</span>
                <small>{said}</small>
            </button>
        }
    };
    html! { <div class="evaluators-choice" role="group" aria-label="Evaluator">{rows(ids, button)}</div> }
}

/// Shows another evaluator's scores; the cell stays where it is in the table.
fn choose_evaluator(ws: Workspace, id: &Id<Evaluator>, cell: Option<Cell>) {
    if let Some(place) = ws.route.with_untracked(|route| route.place().cloned()) {
        let record = cell.map(|cell| Cell { evaluator: id.clone(), ..cell }.key().to_string());
        ws.adjust(place.with_query("by", id.as_str()).with_record(record));
    }
}

/// What the levels mean, and the keys.
#[component]
fn Meanings() -> Html {
    let levels = MEANINGS.iter().zip(1..).map(|(meaning, level)| html! { <li><strong>{level}</strong>" "{*meaning}</li> }).collect::<Html>();
    html! {
        <ol class="meanings" aria-label="What the scores mean">{levels}</ol>
        <p class="keys"><kbd>"←"</kbd>" "<kbd>"↑"</kbd>" "<kbd>"↓"</kbd>" "<kbd>"→"</kbd>" move, "<kbd>"1"</kbd>" to "<kbd>"5"</kbd>" score, "<kbd>"0"</kbd>" clears, "<kbd>"E"</kbd>" goes to the evidence, "<kbd>"Esc"</kbd>" comes back."</p>
    }
}
