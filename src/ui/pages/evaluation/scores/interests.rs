//! What an evaluator declares before the first score: a conflict of interest with candidates, or that there is none.

use leptos::prelude::*;

use super::super::{read, read_now};
use crate::domain::id::Id;
use crate::domain::partner::candidate::{Candidate, Evaluator, Interests};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::listed;
use crate::session::command::{Edit, Kept};
use crate::storage::browser::clock;
use crate::ui::html::{Html, html, live};
use crate::ui::signals::{Memo, RwSignal, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::register::focus_soon;
use crate::ui::workspace::{Workspace, workspace};

/// What an evaluator has declared, and the way to declare it. `waits` tells whether the first score waits for it.
#[component]
pub fn Declaration(evaluator: Id<Evaluator>, waits: Memo<bool>) -> Html {
    let ws = workspace();
    let editing = RwSignal::new(false);
    let id = evaluator.clone();
    let declared = memo(move |_| read(ws, |evaluation| evaluation.evaluators.get(&id)?.interests.clone()).flatten());
    // Whether nothing else can be done before it: what is then asked for cannot be cancelled.
    let asked = memo(move |_| declared.with(Option::is_none) && waits.get());
    let change = move |_| {
        editing.set(true);
        focus_soon("main .declaration input".to_owned());
    };
    live(move || {
        if asked.get() || editing.get() {
            return form(ws, evaluator.clone(), declared.get_untracked(), editing, asked);
        }
        let said = declared.with(|declared| match declared {
            Some(interests) => read_now(ws, |evaluation| in_words(evaluation, interests)).unwrap_or_default(),
            None => "Interests are not declared yet.".to_owned(),
        });
        let label = if declared.with(Option::is_none) { "Declare" } else { "Change" };
        html! { <p class="declared"><span>{said}</span><button type="button" on:click=change>{label}</button></p> }
    })
}

fn in_words(evaluation: &PartnerEvaluation, interests: &Interests) -> String {
    let on = interests.at.map_or(String::new(), |at| format!(" on {}", at.date()));
    if interests.recused.is_empty() && interests.conflict.trim().is_empty() {
        return format!("Declared{on}: no conflict of interest.");
    }
    let names: Vec<String> = interests.recused.iter().filter_map(|id| evaluation.candidates.get(id)).map(|candidate| shown(candidate.as_ref())).collect();
    let recused = if names.is_empty() { String::new() } else { format!(" Does not score {}.", listed(&names)) };
    let conflict = interests.conflict.trim().trim_end_matches('.');
    let conflict = if conflict.is_empty() { "a conflict of interest" } else { conflict };
    format!("Declared{on}: {conflict}.{recused}")
}

fn form(ws: Workspace, evaluator: Id<Evaluator>, before: Option<Interests>, editing: RwSignal<bool>, asked: Memo<bool>) -> Html {
    let before = before.unwrap_or_default();
    let conflict = RwSignal::new(before.conflict.clone());
    let recused = RwSignal::new(before.recused.clone());
    let complaint = RwSignal::new(String::new());
    let keep = StoredValue::new(evaluator);
    let close = move || {
        editing.set(false);
        focus_soon("main .declared button".to_owned());
    };
    let declare = move |conflict: String, recused: Vec<Id<Candidate>>| {
        let Some(mut evaluator) = ws.record(&keep.get_value()) else { return };
        let extra = evaluator.interests.take().map(|before| before.extra).unwrap_or_default();
        evaluator.interests = Some(Interests { conflict, recused, at: Some(clock::now()), extra });
        // Where the edit is refused, what was typed stays.
        if ws.dispatch(Evaluator::change(Edit::put(evaluator))) {
            close();
        }
    };
    let with_conflict = move |_| {
        let (words, whom) = (conflict.get_untracked().trim().to_owned(), recused.get_untracked());
        if words.is_empty() || whom.is_empty() {
            complaint.set("Say what the conflict is, and tick whom it concerns.".to_owned());
            return;
        }
        declare(words, whom);
    };
    let box_of = move |candidate: &Candidate| {
        let (id, name) = (candidate.id.clone(), shown(candidate));
        let on = before.recused.contains(&id);
        let tick = move |event: web_sys::Event| {
            let ticked = event_target_checked(&event);
            recused.update(|recused| {
                recused.retain(|other| *other != id);
                if ticked {
                    recused.push(id.clone());
                }
            });
        };
        html! { <label class="check"><input type="checkbox" prop:checked=on on:change=tick/>" "{name}</label> }
    };
    let cancel = move || (!asked.get()).then(|| html! { <button type="button" class="quiet" on:click=move |_| close()>"Cancel"</button> });
    let boxes = read_now(ws, |evaluation| evaluation.candidates.iter().map(|candidate| box_of(candidate)).collect::<Html>()).unwrap_or_default();
    html! {
        <Card title="Conflict of interest" class="declaration">
            <p>"Declare before the first score whether you have worked for a candidate, hold a share in one, or are close to somebody there. You do not score a candidate with whom you have a conflict; scores that you gave already are kept and not counted."</p>
            <div class="row-of-buttons"><button type="button" class="primary" on:click=move |_| declare(String::new(), Vec::new())>"Nothing to declare"</button></div>
            <fieldset>
                <legend>"Or declare a conflict with"</legend>
                <div class="whom">{boxes}</div>
            </fieldset>
            <div class="field">
                <label for="conflict-in-words">"What it is"</label>
                <textarea id="conflict-in-words" rows="2" placeholder="Worked there until 2024" prop:value=conflict on:input=move |event| conflict.set(event_target_value(&event))></textarea>
            </div>
            <p class="field-help complaint" role="status">{move || complaint.get()}</p>
            <div class="row-of-buttons"><button type="button" on:click=with_conflict>"Declare the conflict"</button>{cancel}</div>
        </Card>
    }
}
