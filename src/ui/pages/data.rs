//! What is kept where, and copies of it.

mod aside;
mod earlier;
mod room;

use crate::ui::html::{Html, html, rows};
use crate::ui::signals::{derive, memo};
use leptos::prelude::*;

use self::aside::KeptAside;
use self::earlier::EarlierVersions;
use self::room::StorageCard;
use super::home::export;
use crate::domain::document::DocumentId;
use crate::domain::words::quoted;
use crate::storage::browser::live_file;
use crate::storage::library::{Library, Shelf};
use crate::storage::listing::shelved;
use crate::ui::actions::IMPORT;
use crate::ui::pages::home::documents::{address, entry_memo, exported, title};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::headline::PageHead;
use crate::ui::workspace::workspace;

/// What is kept where, and copies of it.
#[component]
pub fn Data() -> Html {
    let ws = workspace();
    let finding = derive(move || {
        let finding =
            if ws.trouble.with(Option::is_some) { "This browser keeps nothing for this page" } else { "Everything is kept in this browser, on this device" };
        finding.to_owned()
    });
    let because = derive(move || match ws.trouble.get() {
        Some(sentence) => sentence,
        None => "Nobody else can see it, and nobody else has a copy: export what you cannot afford to lose.".to_owned(),
    });
    let documents = memo(move |_| ws.library.with(worth_exporting));
    html! {
        <PageHead finding because>
            <button type="button" on:click=move |_| (IMPORT.run)(ws)>{IMPORT.name}</button>
            <button type="button" class="primary" disabled={move || documents.with(Vec::is_empty)} on:click=move |_| export::all(ws, documents.get_untracked())>"Export all documents"</button>
        </PageHead>
        <div class="stack">
            <StorageCard/>
            <Card title="Documents and their exported copies">
                <ul class="documents">
                    {rows(move || documents.get(), move |id| html! { <ExportRow id/> })}
                </ul>
                <p class="muted" hidden={move || documents.with(|documents| !documents.is_empty())}>"No documents on this device."</p>
            </Card>
            <EarlierVersions documents/>
            <KeptAside/>
            <Card title="What these copies are">
                <ul class="plain-list">
                    <li>"An exported file is the whole document with its audit trail, as readable JSON. It is encrypted only where you export it with a passphrase: keep it where the trial’s documents belong."</li>
                    <li>"Clearing the browser’s data for this site removes everything that is listed here. The browser may also clear it by itself when the device runs low on space."</li>
                    <li>"The audit trail is a supporting record: who changed what, when and from what to what, as this device tells it. Its fingerprints show a change made outside Trialwright, unless every later one was made anew; Trialwright is not a 21 CFR Part 11 system."</li>
                </ul>
            </Card>
        </div>
    }
}

/// One document with the state of its exported copy.
#[component]
fn ExportRow(id: DocumentId) -> Html {
    let ws = workspace();
    let entry = entry_memo(ws, id.clone());
    let (sealed, kept) = (id.clone(), id.clone());
    let name = derive(move || entry.with(title));
    let href = move || entry.with(|entry| entry.as_ref().map(address));
    let last = move || {
        entry.with(|entry| match entry.as_ref().map(|entry| (entry.exported_revision, entry.revision)) {
            Some((Some(exported), revision)) => format!("Exported at revision {exported}, now at {revision}"),
            Some((None, revision)) => format!("At revision {revision}"),
            None => String::new(),
        })
    };
    let in_file =
        move || entry.with(|entry| entry.as_ref().and_then(|entry| entry.live_file.as_ref()).map(|file| format!(", every change written to {}", quoted(file))));
    let file_button = move || {
        let (id, name) = (kept.clone(), name.get());
        if in_file().is_some() {
            return Some(
                html! { <button type="button" class="quiet" aria-label=format!("Leave the file of {name}") on:click=move |_| ws.leave_file(id.clone())>"Leave the file"</button> },
            );
        }
        live_file::is_supported()
            .then(|| html! { <button type="button" class="quiet" aria-label=format!("Keep {name} in a file") on:click=move |_| ws.keep_in_file(id.clone())>"Keep in a file"</button> })
    };
    html! {
        <li>
            <div class="what">
                <a class="title" href=href>{name}</a>
                <p class="sub">{last}{in_file}</p>
            </div>
            <div class="state">{move || entry.get().map(|entry| exported(&entry))}</div>
            <div class="tools"><button type="button" class="quiet" aria-label={move || format!("Export {}", name.get())} on:click=move |_| export::document(ws, id.clone())>"Export"</button>
                <button type="button" class="quiet" aria-label={move || format!("Export {} with a passphrase", name.get())} on:click=move |_| ws.sealing.set(Some(sealed.clone()))>"With a passphrase"</button>
                {file_button}
            </div>
        </li>
    }
}

/// Everything but what was deleted, in the order of the home page.
fn worth_exporting(library: &Library) -> Vec<DocumentId> {
    let of = |shelf| shelved(library, shelf).into_iter().map(|entry| entry.id.clone());
    of(Shelf::Active).chain(of(Shelf::Archived)).collect()
}
