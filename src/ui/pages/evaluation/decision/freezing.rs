//! Freezing the memo, and how a frozen one stands: whether its text is what it was, and what the data say differently today.

use leptos::prelude::*;

use super::super::{read, read_now};
use super::form::of;
use crate::domain::partner::decision::FrozenMemo;
use crate::domain::partner::decision::frozen::changed_since;
use crate::domain::partner::decision::memo::shown_title;
use crate::domain::partner::decision::readiness::stops;
use crate::domain::words::listed;
use crate::formats::native::file_stem;
use crate::session::partner_choice::memo_frozen;
use crate::storage::browser::clock;
use crate::ui::html::{Html, html, live};
use crate::ui::saving;
use crate::ui::signals::{Memo, RwSignal, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{TextField, any_text};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::register::focus_soon;
use crate::ui::workspace::{Workspace, workspace};

/// The button that freezes, where nothing stops it and the memo is not frozen yet.
#[component]
pub(super) fn Freezing() -> Html {
    let ws = workspace();
    let ready = memo(move |_| read(ws, |evaluation| stops(evaluation).is_empty()).unwrap_or_default());
    let first = memo(move |_| of(ws, |decision| decision.frozen.is_none()));
    live(move || match (first.get(), ready.get()) {
        (true, ready) => html! { <button type="button" class="primary" disabled=!ready on:click=move |_| { freeze(ws, ""); }>"Freeze the memo"</button> },
        (false, _) => Html::Nothing,
    })
}

fn freeze(ws: Workspace, why: &str) -> bool {
    let who = ws.preferences.with_untracked(|preferences| preferences.name.clone());
    match read_now(ws, |evaluation| memo_frozen(evaluation, clock::now(), &who, why)) {
        Some(Ok(change)) => {
            let done = ws.dispatch(change);
            if done {
                ws.say_with("The memo is frozen.", "Undo", move || ws.undo());
                // The button is gone; the heading says what is so now.
                focus_soon("main h1".to_owned());
            }
            done
        }
        Some(Err(stops)) => {
            let titles: Vec<String> = stops.into_iter().map(|stop| stop.title).collect();
            ws.say(format!("The memo cannot be frozen: {}.", titles.join("; ")));
            false
        }
        None => false,
    }
}

/// How the frozen memo stands; nothing while none is frozen.
#[component]
pub(super) fn StateOfTheMemo() -> Html {
    let ws = workspace();
    let frozen = memo(move |_| of(ws, |decision| decision.frozen.clone()));
    let changed = memo(move |_| {
        let since = |frozen: &FrozenMemo| read(ws, |evaluation| changed_since(evaluation, frozen));
        frozen.with(|frozen| frozen.as_ref().and_then(since)).unwrap_or_default()
    });
    let file = memo(move |_| {
        let title = read(ws, shown_title).unwrap_or_default();
        format!("{}-partner-selection-memo.txt", file_stem(&title))
    });
    // What is typed here outlasts other edits.
    let why = RwSignal::new(String::new());
    live(move || frozen.get().map(|frozen| state(ws, frozen, changed, file, why)))
}

fn state(ws: Workspace, frozen: FrozenMemo, changed: Memo<Vec<&'static str>>, file: Memo<String>, why: RwSignal<String>) -> Html {
    let by = if frozen.by.trim().is_empty() { String::new() } else { format!(" by {}", frozen.by.trim()) };
    let intact = if frozen.is_intact() {
        html! { <Pill tone=Tone::Good text="unchanged since it was frozen".to_owned()/> }
    } else {
        html! { <Pill tone=Tone::Act text="the text was changed after it was frozen".to_owned()/> }
    };
    let holds = memo(move |_| changed.with(Vec::is_empty));
    let sections = move || {
        let titles: Vec<String> = changed.with(|changed| changed.iter().map(|title| format!("“{title}”")).collect());
        format!("These sections would read differently today: {}.", listed(&titles))
    };
    let since = live(move || {
        if holds.get() {
            html! { <p>"The data still say what the memo says."</p> }
        } else {
            html! { <p><Pill tone=Tone::Watch text="the data have changed since".to_owned()/>" "{sections}</p><Anew why/> }
        }
    });
    let check = move || format!("To check the hash without Trialwright, save the text and run: sha256sum {}", file.get());
    let replaced = replaced(&frozen);
    let hash = frozen.hash.clone();
    html! {
        <Card title="The frozen memo">
            <p>{format!("Frozen on {} at {} UTC{by}.", frozen.at.date(), frozen.at.clock())}" "{intact}</p>
            <p class="hash">"SHA-256: "<code>{hash}</code></p>
            {replaced}
            {since}
            <p class="field-help">{check}</p>
            <div class="row-of-buttons"><button type="button" on:click=move |_| saving::text(ws, &file.get_untracked(), saving::PLAIN, &frozen.text, "")>"Save as text"</button></div>
        </Card>
    }
}

fn replaced(frozen: &FrozenMemo) -> Option<Html> {
    let why = if frozen.why.is_empty() { String::new() } else { format!(", because: {}", frozen.why) };
    (!frozen.replaces.is_empty()).then(|| html! { <p class="hash">"It replaces the memo with the SHA-256 "<code>{frozen.replaces.clone()}</code>{why}</p> })
}

/// The memo frozen anew, for a reason.
#[component]
fn Anew(why: RwSignal<String>) -> Html {
    let ws = workspace();
    let again = move |_| {
        let reason = why.get_untracked();
        if reason.trim().is_empty() {
            ws.say("Say why the memo is frozen anew.");
        } else if freeze(ws, &reason) {
            why.set(String::new());
        }
    };
    html! {
        <div class="anew">
            <TextField label="Why it is frozen anew" value=why commit=any_text(move |text| why.set(text))/>
            <button type="button" on:click=again>"Freeze a new memo"</button>
        </div>
    }
}
