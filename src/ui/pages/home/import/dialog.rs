//! The dialog that says what an import would do, and does it.

use std::sync::Arc;

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::RwSignal;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Offer, Ticket, What, fail, next, unlock};
use crate::domain::document::{Document, DocumentId};
use crate::domain::finding::Finding;
use crate::domain::words::{count, quoted};
use crate::formats::made::MadePlan;
use crate::session::compare::Relation;
use crate::session::copies::{beside, noted};
use crate::session::verdict::verdict;
use crate::storage::browser::clock;
use crate::storage::browser::locks::DocumentLock;
use crate::storage::library::Shelf;
use crate::ui::pages::differences::{difference_list, fact_list};
use crate::ui::pages::home::export::{A_FRAME, pause};
use crate::ui::pages::home::start::{hand, unused};
use crate::ui::route::{Page, Place, Route};
use crate::ui::widgets::dialog::{PassphraseField, ShowPassphrase, follow};
use crate::ui::widgets::register::focus_soon;
use crate::ui::workspace::{Workspace, workspace};

/// Lists up to this length are unfolded.
const SHORT: usize = 6;

/// Says what an import would do, and does it.
#[component]
pub fn ImportDialog() -> Html {
    let ws = workspace();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    // While something is being kept, the buttons rest.
    let busy = RwSignal::new(false);
    follow(
        dialog,
        move || ws.offer.with(Option::is_some),
        move |_| {
            busy.set(false);
            let locked = ws.offer.with_untracked(|offer| offer.as_ref().is_some_and(|offer| matches!(*offer.what, What::Locked { .. })));
            focus_soon(if locked { "#passphrase-given" } else { "#import-title" }.to_owned());
        },
    );
    let closed = move |_| {
        // Escape closes the dialog before the offer is gone.
        if ws.offer.with_untracked(Option::is_some) && dialog.get_untracked().is_some_and(|dialog| !dialog.open()) {
            next(ws);
        }
    };
    html! {
        <dialog class="import" node_ref=dialog aria-labelledby="import-title" on:close=closed>
            {move || ws.offer.get().map(|offer| body(ws, offer, busy))}
        </dialog>
    }
}

/// One thing that can be done about the offer.
pub(super) struct Choice {
    label: &'static str,
    primary: bool,
    run: Box<dyn Fn()>,
}

impl Choice {
    pub(super) fn new(label: &'static str, primary: bool, run: impl Fn() + 'static) -> Choice {
        Choice { label, primary, run: Box::new(run) }
    }

    pub(super) fn dismiss(ws: Workspace, label: &'static str) -> Choice {
        Choice::new(label, false, move || {
            next(ws);
        })
    }
}

fn body(ws: Workspace, offer: Offer, busy: RwSignal<bool>) -> Html {
    let file = offer.file.clone();
    let kind = |document: &Document| document.kind().noun();
    let import = |label, document: &Document| {
        let document = document.clone();
        Choice::new(label, true, move || keep(ws, busy, document.clone(), first(&document)))
    };
    match offer.what.as_ref() {
        What::Reading => frame(busy, file, "Reading…".to_owned(), String::new(), Html::Nothing, vec![Choice::dismiss(ws, "Cancel")]),
        What::Fault(sentence) => {
            let content = html! { <p class="fault">{sentence.clone()}</p> };
            frame(busy, file, "This file was not imported".to_owned(), "Nothing was changed.".to_owned(), content, vec![Choice::dismiss(ws, "Close")])
        }
        What::New { document, findings } => {
            let content = html! { {fact_list(document)} {finding_list(findings)} };
            let choices = vec![import("Import", document), Choice::dismiss(ws, "Cancel")];
            frame(
                busy,
                file,
                format!("A {} that is not on this device", kind(document)),
                "It will be added; nothing else changes.".to_owned(),
                content,
                choices,
            )
        }
        What::Damaged { document, findings, why } => {
            let because = format!("The copy on this device cannot be opened: {why}. Its pieces are kept aside whatever you choose.");
            let content = html! { {fact_list(document)} {finding_list(findings)} };
            let choices = vec![
                replacement(ws, busy, "Put this file in its place", true, document),
                beside_choice(ws, busy, false, document),
                Choice::dismiss(ws, "Cancel"),
            ];
            frame(busy, file, format!("A {} of which this device holds a damaged copy", kind(document)), because, content, choices)
        }
        What::Here { document, findings, here, relation, shelf } => {
            let said = verdict(*relation, here, document);
            let content = html! {
                {on_shelf(*shelf)}
                {fact_list(document)}
                {(*relation != Relation::Same).then(|| difference_list(here, document, "from the copy here to the file"))}
                {finding_list(findings)}
            };
            let choices = choices_here(ws, busy, document, here, *relation, *shelf);
            frame(busy, file, said.finding, said.because, content, choices)
        }
        What::Locked { .. } => {
            let (passphrase, visible, fault) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(String::new()));
            let locked = offer.clone();
            let open = Callback::new(move |()| open_locked(ws, busy, locked.clone(), passphrase.get_untracked(), fault));
            let content = html! {
                <form class="locked" on:submit=move |event| {
                    event.prevent_default();
                    open.run(());
                }>
                    <PassphraseField id="passphrase-given" label="Passphrase" value=passphrase visible new=false/>
                    <ShowPassphrase visible/>
                    <p class="complaint" role="status">{move || fault.get()}</p>
                </form>
            };
            let choices = vec![Choice::new("Open", true, move || open.run(())), Choice::dismiss(ws, "Cancel")];
            frame(
                busy,
                file,
                "A document under a passphrase".to_owned(),
                "The file is whole. Type the passphrase that it was exported with.".to_owned(),
                content,
                choices,
            )
        }
        What::Scores { here, files } => super::scores::body(ws, &offer, busy, here, files),
        What::Made(record) => {
            let made = record.clone();
            let choices = vec![Choice::new("Create the plan", true, move || create(ws, busy, &made)), Choice::dismiss(ws, "Cancel")];
            let because =
                format!("It makes a new plan and fills {} of it. Check what it brings before you rely on it.", count(record.fills.len(), "field", "fields"));
            frame(busy, file, record.source.title(), because, made_content(record), choices)
        }
    }
}

pub(super) fn frame(busy: RwSignal<bool>, file: String, title: String, because: String, content: Html, choices: Vec<Choice>) -> Html {
    let buttons = choices
        .into_iter()
        .map(|choice| {
            let run = choice.run;
            html! { <button type="button" class=if choice.primary { "primary" } else { "" } disabled={move || busy.get()} on:click=move |_| run()>{choice.label}</button> }
        })
        .collect::<Html>();
    html! {
        <header>
            <p class="file muted">{file}</p>
            <h2 id="import-title" tabindex="-1">{title}</h2>
            <p class="because">{because}</p>
        </header>
        <div class="content">{content}</div>
        <footer class="row-of-buttons">{buttons}</footer>
    }
}

/// What can be done with a document that is here already. Nothing is replaced unasked, and what loses nothing comes first.
fn choices_here(ws: Workspace, busy: RwSignal<bool>, document: &Document, here: &Arc<Document>, relation: Relation, shelf: Shelf) -> Vec<Choice> {
    let same_kind = document.kind() == here.kind();
    let place = first(here);
    match relation {
        Relation::Same => {
            let open = move || {
                back_on_the_list(ws, &place.document, shelf);
                done(ws, place.clone(), String::new());
            };
            vec![Choice::new("Open it", true, open), Choice::dismiss(ws, "Close")]
        }
        Relation::Newer => {
            vec![replacement(ws, busy, "Replace the copy here", true, document), beside_choice(ws, busy, false, document), Choice::dismiss(ws, "Cancel")]
        }
        Relation::Older => vec![
            Choice { primary: true, ..Choice::dismiss(ws, "Leave it as it is") },
            beside_choice(ws, busy, false, document),
            replacement(ws, busy, "Go back to the file", false, document),
        ],
        Relation::Diverged if same_kind => {
            vec![beside_choice(ws, busy, true, document), replacement(ws, busy, "Replace the copy here", false, document), Choice::dismiss(ws, "Cancel")]
        }
        Relation::Diverged => vec![beside_choice(ws, busy, true, document), Choice::dismiss(ws, "Cancel")],
    }
}

fn beside_choice(ws: Workspace, busy: RwSignal<bool>, primary: bool, document: &Document) -> Choice {
    let document = document.clone();
    Choice::new("Keep both", primary, move || {
        let title = unused(ws, &format!("{} (imported)", document.head().title));
        let copy = beside(&document, ws.id(), title, hand(ws));
        let place = first(&copy);
        keep(ws, busy, copy, place);
    })
}

fn replacement(ws: Workspace, busy: RwSignal<bool>, label: &'static str, primary: bool, document: &Document) -> Choice {
    let document = document.clone();
    Choice::new(label, primary, move || replace(ws, busy, document.clone()))
}

fn on_shelf(shelf: Shelf) -> Option<Html> {
    let sentence = match shelf {
        Shelf::Active => return None,
        Shelf::Archived => "The copy here is in the archive.".to_owned(),
        Shelf::Deleted { at } => format!("The copy here was deleted on {}; it is still in the bin.", at.date()),
    };
    Some(html! { <p>{sentence}</p> })
}

fn finding_list(findings: &[Finding]) -> Option<Html> {
    if findings.is_empty() {
        return None;
    }
    let lines = findings.iter().map(|finding| html! { <li>{finding.message.clone()}" "{finding.mend.clone()}</li> }).collect::<Html>();
    Some(html! {
        <details class="findings" open=findings.len() <= SHORT>
            <summary>{count(findings.len(), "thing does not fit together in the file; it is imported as it is", "things do not fit together in the file; they are imported as they are")}</summary>
            <ul>{lines}</ul>
        </details>
    })
}

fn made_content(record: &MadePlan) -> Html {
    let fills = record.fills.iter().map(|filled| html! { <div><dt>{filled.field}</dt><dd>{filled.value.clone()}</dd></div> }).collect::<Html>();
    let left_out = record.leaves_out.iter().map(|part| html! { <li><code>{part.path.clone()}</code>" "{part.reason.clone()}"."</li> }).collect::<Html>();
    html! {
        <h3>"This will fill"</h3>
        <dl class="facts">{fills}</dl>
        {(!record.leaves_out.is_empty()).then(|| html! {
            <details class="left-out" open=record.leaves_out.len() <= SHORT>
                <summary>{count(record.leaves_out.len(), "part of the file is left out", "parts of the file are left out")}</summary>
                <ul>{left_out}</ul>
            </details>
        })}
    }
}

/// Where a document opens: a copy that was made for one evaluator, on its scores.
fn first(document: &Document) -> Place {
    let is_copy = document.evaluation().is_some_and(|evaluation| evaluation.scoring.only.is_some());
    Place::new(document.head().id.clone(), if is_copy { Page::Scores } else { Page::first(document.kind()) })
}

/// Tries a passphrase, and goes on with what was under it.
fn open_locked(ws: Workspace, busy: RwSignal<bool>, offer: Offer, passphrase: String, fault: RwSignal<String>) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    fault.set(String::new());
    let ticket = Ticket::now();
    spawn_local(async move {
        pause(A_FRAME).await;
        if let Err(sentence) = unlock(ws, ticket, &offer, &passphrase).await {
            busy.set(false);
            fault.try_set(sentence);
        }
    });
}

/// Keeps a document that is new here.
fn keep(ws: Workspace, busy: RwSignal<bool>, document: Document, place: Place) {
    busy.set(true);
    spawn_local(async move {
        let title = quoted(&document.head().title);
        match ws.vault().create(&document, false).await {
            Ok(()) => {
                ws.library_changed();
                done(ws, place, format!("Imported {title}."));
            }
            Err(fault) => fail(ws, format!("{fault}.")),
        }
    });
}

/// Makes the plan that a registry's record gives.
fn create(ws: Workspace, busy: RwSignal<bool>, record: &MadePlan) {
    let mut plan = record.plan.clone();
    plan.document.title = unused(ws, &plan.document.title);
    let document = noted(Document::Plan(Box::new(plan)), format!("Created from {}", record.source.phrase()), hand(ws));
    let place = first(&document);
    keep(ws, busy, document, place);
}

/// Puts the document in the place of the copy here, which is kept aside.
fn replace(ws: Workspace, busy: RwSignal<bool>, document: Document) {
    const ELSEWHERE: &str =
        "This document is being edited in another tab. Close it there, or choose “Edit here instead” on its page, then import the file again.";
    busy.set(true);
    let (id, place) = (document.head().id.clone(), first(&document));
    let open_here = ws.open_id().is_some_and(|open| open == id);
    if open_here && ws.read_only.get_untracked() {
        fail(ws, ELSEWHERE.to_owned());
        return;
    }
    ws.flush.update(|count| *count += 1);
    spawn_local(async move {
        // The fields commit in effects of their own, before the next task of the event loop.
        pause(0).await;
        let lock = if open_here { None } else { DocumentLock::try_acquire(&id).await };
        if !open_here && lock.is_none() {
            fail(ws, ELSEWHERE.to_owned());
            return;
        }
        let outcome = ws.vault().replace(&document, clock::now()).await;
        if let Some(lock) = lock {
            lock.release().await;
        }
        match outcome {
            Ok(()) => {
                let shelf = ws.library.with_untracked(|library| library.get(&id).map(|entry| entry.shelf)).unwrap_or_default();
                back_on_the_list(ws, &id, shelf);
                ws.library_changed();
                if open_here {
                    ws.reopen(id);
                }
                done(ws, place, String::new());
                let said = format!("Replaced {}. The copy that was here is kept aside.", quoted(&document.head().title));
                ws.say_with(said, "Get it back", move || ws.go(Route::Data));
            }
            Err(fault) => fail(ws, format!("{fault}.")),
        }
    });
}

/// A document that was put away comes back when it is imported again.
fn back_on_the_list(ws: Workspace, id: &DocumentId, shelf: Shelf) {
    if shelf != Shelf::Active {
        ws.arrange(|library| library.restore(id));
    }
}

/// The offer was taken: on to the next file, or to the document.
pub(super) fn done(ws: Workspace, place: Place, said: String) {
    let more = next(ws);
    if !said.is_empty() {
        ws.say(said);
    }
    if !more {
        ws.go(place);
    }
}
