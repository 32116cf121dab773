//! The chosen cell: what is asked, of whom, the score, and what it rests on.

use crate::ui::html::{Html, html};
use crate::ui::signals::{derive, memo};
use leptos::prelude::*;

use super::super::{focus, read, read_now};
use super::sheet::set_score;
use crate::domain::choice::Choice;
use crate::domain::partner::grid::Cell;
use crate::domain::partner::score::{Level, MEANINGS};
use crate::domain::partner::scorecard::shown;
use crate::session::cascade_partner::write_score;
use crate::ui::widgets::field::{Kind, TextField, any_text};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::register::record_memo;
use crate::ui::workspace::workspace;

/// The chosen cell.
#[component]
pub fn Evidence(cell: Cell) -> Html {
    let ws = workspace();
    let (criterion, candidate, score) = (record_memo(ws, cell.criterion.clone()), record_memo(ws, cell.candidate.clone()), record_memo(ws, cell.key()));
    let who = cell.evaluator.clone();
    let role = memo(move |_| read(ws, |evaluation| evaluation.evaluators.get(&who).map(|evaluator| shown(evaluator.as_ref()))).flatten().unwrap_or_default());
    let value = memo(move |_| score.with(|score| score.as_ref().and_then(|score| score.0.value)));
    let evidence = derive(move || score.with(|score| score.as_ref().map_or(String::new(), |score| score.0.evidence.clone())));
    let target = cell.clone();
    let commit = any_text(move |text| {
        if let Some(change) = read_now(ws, |evaluation| write_score(evaluation, &target, |score| score.evidence = text)).flatten() {
            ws.dispatch(change);
        }
    });
    let level = |level: Option<Level>| {
        let target = cell.clone();
        let name = level.map_or("Not scored".to_owned(), |level| level.to_string());
        html! {
            <button type="button" aria-label=name aria-pressed={move || (value.get() == level).to_string()} on:click=move |_| set_score(ws, &target, level)>
                {level.map_or("–".to_owned(), |level| level.to_string())}
            </button>
        }
    };
    let levels = std::iter::once(None).chain(Level::all().map(Some)).map(level).collect::<Html>();
    let meaning = move || match value.get() {
        Some(level) => MEANINGS[usize::from(level.get() - 1)],
        None => "Not scored yet. That is not zero: it counts for nothing until it is.",
    };
    let key = cell.key();
    let back = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            focus("data-cell", key.as_str());
        }
    };
    html! {
        <section class="card evidence" data-record-panel aria-label="The chosen score" on:keydown=back>
            <header class="record-head">
                <h2>{move || criterion.with(|criterion| criterion.as_ref().map_or(String::new(), |criterion| shown(criterion.0.as_ref())))}</h2>
                <button type="button" class="quiet close-record" aria-label="Close" on:click=move |_| ws.choose(None)><Icon path=icon::CLOSE/></button>
            </header>
            <p class="question">{move || criterion.with(|criterion| criterion.as_ref().map_or(String::new(), |criterion| criterion.0.question.clone()))}</p>
            <p class="of">
                <strong>{move || candidate.with(|candidate| candidate.as_ref().map_or(String::new(), |candidate| shown(candidate.0.as_ref())))}</strong>
                <span class="muted">{move || candidate.with(|candidate| candidate.as_ref().map_or(String::new(), |candidate| format!(", {}, scored by {}", candidate.0.kind.label(), role.get())))}</span>
            </p>
            <div class="levels" role="group" aria-label="Score">{levels}</div>
            <p class="field-help" role="status">{meaning}</p>
            <TextField label="Evidence" kind=Kind::Paragraph placeholder="What the score rests on: document and page, reference call, date" value=evidence commit/>
        </section>
    }
}
