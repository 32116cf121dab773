//! What those who were not chosen are told, each on a paper of its own.

use leptos::prelude::*;

use super::super::read;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::decision::debrief::{debrief, not_chosen};
use crate::domain::partner::decision::reasons::not_for_them;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::listed;
use crate::ui::html::{Html, html, live};
use crate::ui::run::Callback;
use crate::ui::saving;
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::field::SelectField;
use crate::ui::widgets::paper::PaperView;
use crate::ui::workspace::workspace;

/// The name under which the address keeps whose debrief is looked at.
const WHOSE: &str = "whose";

/// The debrief of one candidate at a time.
#[component]
pub(super) fn Debriefs() -> Html {
    let ws = workspace();
    let others = memo(move |_| {
        let named = |candidate: &Candidate| (candidate.id.to_string(), shown(candidate));
        read(ws, |evaluation| not_chosen(evaluation).into_iter().map(named).collect::<Vec<_>>()).unwrap_or_default()
    });
    let whose = memo(move |_| {
        let wanted = ws.filtered(WHOSE);
        others.with(|others| others.iter().find(|(id, _)| *id == wanted).or_else(|| others.first()).and_then(|(id, _)| Id::<Candidate>::parse(id)))
    });
    let paper = memo(move |_| read(ws, |evaluation| debrief(evaluation, &whose.get()?, ws.today.get())).flatten());
    let withheld = move || {
        let told = read(ws, |evaluation| {
            let id = whose.get()?;
            Some(not_for_them(evaluation, &id, evaluation.partner_decision.reason_against(&id)))
        });
        let told = told.flatten().filter(|told| !told.is_empty())?;
        Some(html! { <p class="complaint" role="status">{format!("The reason is left out, because it holds {}. Reword it under Decide.", listed(&told))}</p> })
    };
    let save = move |_| {
        if let Some(paper) = paper.get_untracked() {
            saving::paper(ws, &paper, "debrief");
        }
    };
    live(move || {
        if others.with(Vec::is_empty) {
            return html! {
                <Empty title="Nobody to tell yet" text="Once a candidate is chosen, each of the others gets a debrief here: how it was decided, where it was strong and weak, and what would have helped. It names no other candidate, score or price."/>
            };
        }
        html! {
            <div class="stack memo-tools">
                <div class="form"><SelectField label="Debrief for" options=derive(move || others.get()) value=derive(move || whose.get().map_or(String::new(), |id| id.to_string())) commit=Callback::new(move |id: String| ws.filter(WHOSE, &id))/></div>
                {withheld}
                <div class="row-of-buttons">
                    <button type="button" on:click=save>"Save as HTML"</button>
                    <button type="button" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
                </div>
            </div>
            {live(move || paper.get().map(|paper| html! { <PaperView paper/> }))}
        }
    })
}
