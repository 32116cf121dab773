//! Exporting a document under a passphrase.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::export::{A_FRAME, current, pause};
use crate::domain::document::{Document, DocumentId};
use crate::domain::words::quoted;
use crate::formats::envelope::SHORTEST_PASSPHRASE;
use crate::formats::native;
use crate::storage::browser::crypto;
use crate::ui::html::{Html, html};
use crate::ui::saving::{NOT_SAVED, SEALED, download};
use crate::ui::signals::{RwSignal, derive};
use crate::ui::widgets::dialog::{PassphraseField, ShowPassphrase, follow};
use crate::ui::widgets::register::focus_soon;
use crate::ui::workspace::{Workspace, workspace};

/// Asks for the passphrase of the document that is to be exported.
pub fn open_document(ws: Workspace) {
    ws.sealing.set(ws.open_id());
}

/// Asks for a passphrase, and downloads the document under it.
#[component]
pub fn PassphraseDialog() -> Html {
    let ws = workspace();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let (passphrase, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (visible, busy, fault) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(None::<String>));
    let forget = move || {
        passphrase.set(String::new());
        again.set(String::new());
        visible.set(false);
        busy.set(false);
        fault.set(None);
    };
    follow(
        dialog,
        move || ws.sealing.with(Option::is_some),
        move |opened| {
            if opened {
                forget();
                focus_soon("#passphrase-new".to_owned());
            }
        },
    );
    let complaint = derive(move || match (fault.get(), passphrase.get(), again.get()) {
        (Some(fault), _, _) => fault,
        (None, first, _) if first.chars().count() < SHORTEST_PASSPHRASE => {
            format!("At least {SHORTEST_PASSPHRASE} characters; several words are easiest to keep.")
        }
        (None, first, second) if first != second => "Type it again below, exactly alike.".to_owned(),
        (None, ..) => String::new(),
    });
    let export = move || {
        let Some(id) = ws.sealing.get_untracked().filter(|_| complaint.with_untracked(String::is_empty) && !busy.get_untracked()) else { return };
        let secret = passphrase.get_untracked();
        busy.set(true);
        spawn_local(async move {
            pause(A_FRAME).await;
            let outcome = sealed(ws, &id, &secret).await;
            // Whoever has closed the dialog meanwhile wants no file.
            if ws.sealing.get_untracked().as_ref() != Some(&id) {
                return;
            }
            match outcome.and_then(|sealed| deliver(ws, sealed)) {
                Ok(said) => {
                    ws.sealing.set(None);
                    ws.say(said);
                }
                Err(sentence) => {
                    busy.set(false);
                    fault.set(Some(sentence));
                }
            }
        });
    };
    let title = move || {
        let name = ws.sealing.with(|id| id.as_ref().and_then(|id| ws.library.with_untracked(|library| library.get(id).map(|entry| quoted(&entry.title)))));
        format!("Export {} with a passphrase", name.unwrap_or_default())
    };
    html! {
        <dialog class="import passphrase" node_ref=dialog aria-labelledby="passphrase-title" on:close=move |_| {
            ws.sealing.set(None);
            forget();
        }>
            <header>
                <h2 id="passphrase-title">{title}</h2>
                <p class="because">"The file is encrypted on this device (AES-256-GCM). Nobody can open it without the passphrase, and nobody can reset it: hand it over by another way than the file."</p>
            </header>
            <form class="content" id="passphrase-form" on:submit=move |event| {
                event.prevent_default();
                export();
            }>
                <PassphraseField id="passphrase-new" label="Passphrase" value=passphrase visible new=true/>
                <PassphraseField id="passphrase-again" label="Passphrase again" value=again visible new=true/>
                <ShowPassphrase visible/>
                <p class="field-help" role="status">{complaint}</p>
            </form>
            <footer class="row-of-buttons">
                <button type="submit" form="passphrase-form" class="primary" disabled={move || busy.get() || !complaint.with(String::is_empty)}>{move || if busy.get() { "Encrypting…" } else { "Export" }}</button>
                <button type="button" disabled={move || busy.get()} on:click=move |_| ws.sealing.set(None)>"Cancel"</button>
            </footer>
        </dialog>
    }
}

/// The document, and its file under the passphrase.
async fn sealed(ws: Workspace, id: &DocumentId, passphrase: &str) -> Result<(Arc<Document>, Vec<u8>), String> {
    let document = current(ws, id).await.map_err(|fault| format!("{fault}."))?;
    let bytes = crypto::seal(passphrase, &native::write(&document)).await.map_err(|fault| format!("{fault}."))?;
    Ok((document, bytes))
}

/// Downloads the file, notes in the list what it holds, and says so.
fn deliver(ws: Workspace, (document, bytes): (Arc<Document>, Vec<u8>)) -> Result<String, String> {
    let name = format!("{}.trialwright", native::file_name(&document).trim_end_matches(".json"));
    if !download(&name, SEALED, &JsValue::from(js_sys::Uint8Array::from(bytes.as_slice()))) {
        return Err(NOT_SAVED.to_owned());
    }
    ws.arrange(|library| library.exported(&document.head().id, document.head().revision));
    Ok(format!("Exported {} under a passphrase as {name}.", quoted(&document.head().title)))
}
