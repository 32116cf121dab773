//! One evaluator's scores with their evidence.

mod evidence;
mod interests;
pub mod lead;
mod sheet;
mod who;

use crate::ui::html::{Html, html};
use crate::ui::signals::{effect, memo};
use leptos::prelude::*;

use self::evidence::Evidence;
use self::interests::Declaration;
use self::lead::{Lead, hand_in};
use self::sheet::Sheet;
use self::who::{Evaluators, ScoringAs, scoring};
use super::{address, read, reveal};
use crate::domain::id::Id;
use crate::domain::partner::blind::hidden_headline;
use crate::domain::partner::candidate::Evaluator;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::grid::Cell;
use crate::domain::partner::headlines::{missing, scores_headline};
use crate::domain::partner::score::MEANINGS;
use crate::domain::partner::scoring::{scores_are_hidden, scores_are_locked};
use crate::ui::route::Page;
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::workspace;

/// One evaluator's scores with their evidence.
#[component]
pub fn Scores() -> Html {
    let ws = workspace();
    let addressed = memo(move |_| {
        let key = ws.place()?.record?;
        read(ws, |evaluation| Cell::find(evaluation, &key)).flatten()
    });
    let evaluator = memo(move |_| {
        let (cell, by) = (addressed.get(), ws.filtered("by"));
        read(ws, |evaluation| scoring(evaluation, cell.as_ref(), &by)).flatten()
    });
    // An address may name somebody else's cell, which is not theirs to see while scoring is blind.
    let chosen = memo(move |_| addressed.get().filter(|cell| evaluator.with(|evaluator| evaluator.as_ref() == Some(&cell.evaluator))));
    let hidden = memo(move |_| read(ws, scores_are_hidden).unwrap_or_default());
    let locked = memo(move |_| read(ws, scores_are_locked).unwrap_or_default());
    let alone = memo(move |_| read(ws, |evaluation| evaluation.scoring.only.is_some()).unwrap_or_default());
    let ready = memo(move |_| read(ws, |evaluation| missing(evaluation).is_empty()).unwrap_or_default());
    let head = memo(move |_| {
        let to_choose = hidden.get() && ready.get() && evaluator.with(Option::is_none);
        read(ws, |evaluation| {
            let hidden = hidden_headline(evaluation).filter(|_| to_choose);
            hidden.unwrap_or_else(|| evaluator.with(|evaluator| scores_headline(evaluation, evaluator.as_ref())))
        })
    });
    let waits = memo(move |_| {
        let silent = evaluator.get().and_then(|id| read(ws, |evaluation| is_silent(evaluation, &id)));
        hidden.get() && silent.unwrap_or_default()
    });
    effect(move |_| {
        if let Some(cell) = chosen.get() {
            request_animation_frame(move || reveal("data-cell", cell.key().as_str()));
        }
    });
    let sheet = move || {
        let Some(id) = evaluator.get() else { return Html::Nothing };
        let table = (!waits.get()).then(|| {
            html! {
                <Meanings/>
                <div class="scores">
                    <Sheet evaluator=id.clone() chosen/>
                    <div class="evidence-place">
                        {move || match chosen.get() {
                            Some(cell) => html! { <Evidence cell/> },
                            None => html! { <p class="card muted no-cell">"Choose a cell to see its question and to note the evidence."</p> },
                        }}
                    </div>
                </div>
            }
        });
        html! { <Declaration evaluator=id.clone() waits/> {table} }
    };
    let page = move || {
        if !ready.get() {
            return html! {
                <Empty title="Scores come after the set-up" text="Each evaluator scores every candidate on every criterion, from 1 to 5, and says what the score rests on. Nobody’s scores are shown to the others on this page.">
                    <a class="button primary" href=address(ws, Page::Setup, None)>"Go to Set-up"</a>
                </Empty>
            };
        }
        html! {
            {move || match (hidden.get(), evaluator.with(Option::is_none)) {
                (false, _) => html! { <Evaluators evaluator chosen/> },
                (true, true) => html! {
                    <Card title="Who scores in this tab?">
                        <p>"You see your own scores and nobody else’s until all are shown. Choose your role; this tab keeps it until you close it or change places."</p>
                        <Evaluators evaluator chosen/>
                    </Card>
                },
                (true, false) => html! { <ScoringAs evaluator/> },
            }}
            {move || locked.get().then(|| html! { <p class="locked-scores">"The scores have been shown, so they stay as they were given."</p> })}
            {sheet}
            {move || (!alone.get()).then(|| html! { <Lead/> })}
        }
    };
    let file = move || {
        let id = evaluator.get()?;
        let class = if alone.get() { "primary" } else { "" };
        Some(html! { <button type="button" class=class on:click=move |_| hand_in(ws, &id)>"Export the scores file"</button> })
    };
    html! {
        <FindingHead head>
            {move || ready.get().then(file)}
            {move || (!hidden.get()).then(|| html! { <a class="button" href=address(ws, Page::Ranking, None)>"See the ranking"</a> })}
        </FindingHead>
        <div class="stack">{page}</div>
    }
}

/// Whether an evaluator has declared nothing and scored nothing.
fn is_silent(evaluation: &PartnerEvaluation, id: &Id<Evaluator>) -> bool {
    let undeclared = evaluation.evaluators.get(id).is_some_and(|evaluator| evaluator.interests.is_none());
    undeclared && !evaluation.scores.iter().any(|score| score.evaluator == *id && score.value.is_some())
}

/// What the levels mean, and the keys.
#[component]
fn Meanings() -> Html {
    let levels = MEANINGS.iter().zip(1..).map(|(meaning, level)| html! { <li><strong>{level}</strong>" "{*meaning}</li> }).collect::<Html>();
    html! {
        <ol class="meanings" aria-label="What the scores mean">{levels}</ol>
        <p class="keys"><kbd>"←"</kbd>" "<kbd>"↑"</kbd>" "<kbd>"↓"</kbd>" "<kbd>"→"</kbd>" move, "<kbd>"1"</kbd>" to "<kbd>"5"</kbd>" score, "<kbd>"0"</kbd>" clears, "<kbd>"L"</kbd>" "<kbd>"M"</kbd>" "<kbd>"H"</kbd>" say how sure you are, "<kbd>"E"</kbd>" goes to the evidence, "<kbd>"Esc"</kbd>" comes back."</p>
    }
}
