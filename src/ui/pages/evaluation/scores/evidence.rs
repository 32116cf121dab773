//! The chosen cell: what is asked, of whom, the score, and what it rests on.

use crate::ui::html::{Html, html};
use crate::ui::signals::{derive, memo};
use leptos::prelude::*;

use super::super::cells::cell_panel;
use super::super::{address, read};
use super::sheet::{set_score, write};
use crate::domain::choice::Choice;
use crate::domain::partner::grid::Cell;
use crate::domain::partner::score::{Confidence, Level, meaning};
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::scoring::AgreedScore;
use crate::ui::route::Page;
use crate::ui::run::Callback;
use crate::ui::widgets::field::{Kind, OptionalChoiceField, TextField, any_text};
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
    let commit = any_text(move |text| write(ws, &target, |score| score.evidence = text));
    let target = cell.clone();
    let link = derive(move || score.with(|score| score.as_ref().map_or(String::new(), |score| score.0.link.clone())));
    let link_commit = any_text(move |text: String| write(ws, &target, |score| score.link = text.trim().to_owned()));
    let target = cell.clone();
    let confidence = derive(move || score.with(|score| score.as_ref().and_then(|score| score.0.confidence)));
    let set_confidence = Callback::new(move |confidence: Option<Confidence>| write(ws, &target, |score| score.confidence = confidence));
    let follow = move || {
        let address = score.with(|score| score.as_ref().and_then(|score| score.0.address().map(str::to_owned)))?;
        Some(
            html! { <a class="evidence-link" href=address target="_blank" rel="noopener noreferrer">"Open the link"<span class="visually-hidden">" in a new tab"</span></a> },
        )
    };
    let about = Cell::clone(&cell);
    let agreed = memo(move |_| {
        let key = AgreedScore::key(&about.criterion, &about.candidate);
        let found = read(ws, |evaluation| evaluation.agreed_scores.get(&key).map(|agreed| agreed.value)).flatten();
        Some((found?, address(ws, Page::Agreement, Some(key.to_string()))))
    });
    let agreed = move || {
        agreed.get().map(
            |(value, href)| html! { <p>{format!("Agreed on after talking: {value}. It counts in the place of the mean. ")}<a href=href>"See the talk"</a></p> },
        )
    };
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
        Some(level) => criterion.with(|criterion| criterion.as_ref().map_or(String::new(), |criterion| meaning(&criterion.0, level).to_owned())),
        None => "Not scored yet. That is not zero: it counts for nothing until it is.".to_owned(),
    };
    let anchors = move || {
        let own = criterion.with(|criterion| criterion.as_ref().map_or(Vec::new(), |criterion| criterion.0.anchors.clone()));
        (!own.is_empty()).then(|| {
            let levels = own.into_iter().zip(1..).map(|(anchor, level)| html! { <li><strong>{level}</strong>" "{anchor}</li> }).collect::<Html>();
            html! { <details class="anchors"><summary>"What each score means here"</summary><ol class="own-anchors">{levels}</ol></details> }
        })
    };
    let head = html! {
        <h2>{move || criterion.with(|criterion| criterion.as_ref().map_or(String::new(), |criterion| shown(criterion.0.as_ref())))}</h2>
    };
    let content = html! {
        <p class="question">{move || criterion.with(|criterion| criterion.as_ref().map_or(String::new(), |criterion| criterion.0.question.clone()))}</p>
        <p class="of">
            <strong>{move || candidate.with(|candidate| candidate.as_ref().map_or(String::new(), |candidate| shown(candidate.0.as_ref())))}</strong>
            <span class="muted">{move || candidate.with(|candidate| candidate.as_ref().map_or(String::new(), |candidate| format!(", {}, scored by {}", candidate.0.kind.label(), role.get())))}</span>
        </p>
        <div class="levels" role="group" aria-label="Score">{levels}</div>
        <p class="field-help" role="status">{meaning}</p>
        {anchors}
        {agreed}
        <OptionalChoiceField label="How sure" value=confidence commit=set_confidence/>
        <TextField label="Evidence" kind=Kind::Paragraph placeholder="What the score rests on: document and page, reference call, date" value=evidence commit/>
        <TextField label="Link to the evidence" placeholder="https://… or where it is filed" value=link commit=link_commit/>
        {follow}
    };
    cell_panel(cell.key().to_string(), "The chosen score", head, content)
}
