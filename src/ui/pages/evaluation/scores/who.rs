//! Who scores in this tab: chosen once, kept until the tab is closed or somebody else sits down.
//!
//! While scoring is blind, nobody's scores are shown before it is said whose they are. In a copy that was made for one evaluator
//! there is nothing to choose.

use leptos::prelude::*;

use super::super::{read, read_now};
use crate::domain::document::DocumentId;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Evaluator;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::grid::{Cell, progress};
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::scoring::scores_are_hidden;
use crate::storage::browser::tab;
use crate::ui::html::{Html, html, rows};
use crate::ui::signals::{Memo, memo};
use crate::ui::widgets::register::record_memo;
use crate::ui::workspace::{Workspace, workspace};

/// Whose scores are shown; `None` while that is to be chosen.
///
/// Where scores are open to everybody, a chosen cell says it, or the address, or else the first evaluator is shown.
pub fn scoring(evaluation: &PartnerEvaluation, cell: Option<&Cell>, by: &str) -> Option<Id<Evaluator>> {
    let known = |id: &str| evaluation.evaluators.iter().find(|evaluator| evaluator.id.as_str() == id).map(|evaluator| evaluator.id.clone());
    if let Some(only) = &evaluation.scoring.only {
        return known(only.as_str());
    }
    if scores_are_hidden(evaluation) {
        return known(by).or_else(|| known(&tab::remembered(&key(&evaluation.document.id))?));
    }
    let first = || evaluation.evaluators.iter().next().map(|evaluator| evaluator.id.clone());
    cell.map(|cell| cell.evaluator.clone()).or_else(|| known(by)).or_else(first)
}

/// Under which key the tab remembers who scores.
fn key(document: &DocumentId) -> String {
    format!("trialwright/scoring-as/{document}")
}

/// The evaluators with how far each has come; one of them may be chosen.
#[component]
pub fn Evaluators(evaluator: Memo<Option<Id<Evaluator>>>, chosen: Memo<Option<Cell>>) -> Html {
    let ws = workspace();
    let ids = move || read(ws, |evaluation| evaluation.evaluators.iter().map(|evaluator| evaluator.id.clone()).collect::<Vec<_>>()).unwrap_or_default();
    let button = move |id: Id<Evaluator>| {
        let record = record_memo(ws, id.clone());
        let (mine, counted) = (id.clone(), id.clone());
        let pressed = move || evaluator.with(|evaluator| evaluator.as_ref() == Some(&mine)).to_string();
        let come = memo(move |_| read(ws, |evaluation| progress(evaluation, &counted)).unwrap_or_default());
        let said = move || come.with(|come| format!("{} of {}", come.given, come.expected));
        html! {
            <button type="button" aria-pressed=pressed on:click=move |_| choose(ws, &id, chosen.get_untracked())>
                <span>{move || record.with(|record| record.as_ref().map_or(String::new(), |record| shown(record.0.as_ref())))}</span>
                <small>{said}</small>
            </button>
        }
    };
    html! { <div class="evaluators-choice" role="group" aria-label="Evaluator">{rows(ids, button)}</div> }
}

/// Shows an evaluator's scores; the cell stays where it is in the table.
fn choose(ws: Workspace, id: &Id<Evaluator>, cell: Option<Cell>) {
    if let Some(document) = ws.open_id().filter(|_| read_now(ws, scores_are_hidden).unwrap_or_default()) {
        tab::remember(&key(&document), id.as_str());
    }
    if let Some(place) = ws.route.with_untracked(|route| route.place().cloned()) {
        let record = cell.map(|cell| Cell { evaluator: id.clone(), ..cell }.key().to_string());
        ws.adjust(place.with_query("by", id.as_str()).with_record(record));
    }
}

/// While scoring is blind: who scores in this tab, and the way to change places.
#[component]
pub fn ScoringAs(evaluator: Memo<Option<Id<Evaluator>>>) -> Html {
    let ws = workspace();
    let role = memo(move |_| {
        let id = evaluator.get()?;
        read(ws, |evaluation| evaluation.evaluators.get(&id).map(|evaluator| shown(evaluator.as_ref()))).flatten()
    });
    let alone = memo(move |_| read(ws, |evaluation| evaluation.scoring.only.is_some()).unwrap_or_default());
    let leave = move |_| {
        if let Some(document) = ws.open_id() {
            tab::remember(&key(&document), "");
        }
        if let Some(place) = ws.route.with_untracked(|route| route.place().cloned()) {
            ws.adjust(place.with_query("by", "").with_record(None));
        }
        ws.say(format!("The scores of {} are out of sight again.", role.get_untracked().unwrap_or_default()));
    };
    html! {
        <p class="scoring-as">
            <span>"Scoring as "<strong>{move || role.get().unwrap_or_default()}</strong>", without seeing anybody else’s scores."</span>
            {move || (!alone.get()).then(|| html! { <button type="button" on:click=leave>"Change places"</button> })}
        </p>
    }
}
