//! Earlier versions of a document: each can be looked at, compared with now, downloaded, and made the current one.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::document::{Document, DocumentId};
use crate::storage::browser::locks::DocumentLock;
use crate::storage::browser::tabs::Message;
use crate::storage::listing::size;
use crate::storage::vault::{Generation, VaultFault};
use crate::ui::html::{Html, html};
use crate::ui::pages::differences::{difference_list, fact_list};
use crate::ui::pages::home::export::current;
use crate::ui::pages::home::start::hand;
use crate::ui::route::{Page, Place};
use crate::ui::run::Callback;
use crate::ui::saving::{self, JSON};
use crate::ui::signals::{Memo, RwSignal, effect, memo};
use crate::ui::widgets::card::{Card, what};
use crate::ui::workspace::{Workspace, workspace};

/// An earlier version beside the document as it stands now.
#[derive(Clone)]
struct Compared {
    generation: Generation,
    now: Arc<Document>,
    then: Arc<Document>,
}

/// The earlier versions of one document, which the user chooses.
#[component]
pub fn EarlierVersions(documents: Memo<Vec<DocumentId>>) -> Html {
    let ws = workspace();
    let chosen = RwSignal::new(None::<DocumentId>);
    let document = memo(move |_| documents.with(|documents| chosen.get().filter(|id| documents.contains(id)).or_else(|| documents.first().cloned())));
    let found = RwSignal::new(None::<(DocumentId, Result<Vec<Generation>, String>)>);
    let compared = RwSignal::new(None::<Compared>);
    effect(move |_| {
        compared.set(None);
        ws.library.track();
        // A document that is left is folded, and that keeps a version of it.
        ws.session.track();
        let Some(id) = document.get() else { return };
        spawn_local(async move {
            let generations = ws.vault().generations(&id).await.map_err(|fault| format!("{fault}."));
            found.try_set(Some((id, generations)));
        });
    });
    let choice = move || {
        let option = |id: &DocumentId| {
            let (value, this) = (id.to_string(), id.clone());
            let label = ws.library.with_untracked(|library| library.get(id).map(|entry| entry.title.clone())).unwrap_or_else(|| id.to_string());
            html! { <option value=value prop:selected={move || document.get().as_ref() == Some(&this)}>{label}</option> }
        };
        documents.with(|documents| documents.iter().map(option).collect::<Html>())
    };
    let list = move || match (document.get(), found.get()) {
        (None, _) => html! { <p class="muted">"No documents on this device."</p> },
        (Some(id), Some((of, Ok(generations)))) if of == id && generations.is_empty() => {
            html! { <p class="muted">"No earlier version yet. One is kept whenever you leave a document that you have changed."</p> }
        }
        (Some(id), Some((of, Err(sentence)))) if of == id => html! { <p>{sentence}</p> },
        (Some(id), Some((of, Ok(generations)))) if of == id => {
            let rows = generations.into_iter().map(|generation| row(ws, &id, generation, compared)).collect::<Html>();
            html! { <ul class="documents" aria-label="Earlier versions, newest first">{rows}</ul> }
        }
        // An answer on the document that was chosen before comes to nothing.
        (Some(_), _) => html! { <p class="muted" role="status">"Looking…"</p> },
    };
    html! {
        <Card title="Earlier versions">
            <p class="explanation muted">"Kept by themselves: the last three, the last of each of seven days, and the last of each of four weeks. Going back is an edit like any other, and can be undone."</p>
            <div class="field" hidden={move || documents.with(Vec::is_empty)}>
                <label for="earlier-document">"Document"</label>
                <select id="earlier-document" on:change=move |event| chosen.set(DocumentId::parse(&event_target_value(&event)))>{choice}</select>
            </div>
            {list}
        </Card>
    }
}

fn row(ws: Workspace, id: &DocumentId, generation: Generation, compared: RwSignal<Option<Compared>>) -> Html {
    let title = format!("Revision {}", generation.revision);
    let sub = format!("{}, {} UTC", generation.at.date(), generation.at.clock());
    let named = format!("revision {} of {}", generation.revision, generation.at.date());
    let bytes = size(generation.size as f64);
    let (place, shown, other) = (id.clone(), generation.clone(), generation.clone());
    let compare = move |_| {
        let (id, generation) = (place.clone(), other.clone());
        let open = compared.with_untracked(|compared| compared.as_ref().is_some_and(|compared| compared.generation == generation));
        if open {
            compared.set(None);
            return;
        }
        spawn_local(async move {
            match beside_now(ws, &id, &generation).await {
                Ok((now, then)) => compared.try_set(Some(Compared { generation, now, then })),
                Err(fault) => ws.say(format!("{fault}.")),
            }
        });
    };
    let (this, wanted) = (id.clone(), generation.clone());
    let download = move |_| {
        let (id, generation) = (this.clone(), wanted.clone());
        spawn_local(async move {
            match ws.vault().generation_text(&generation).await {
                Ok(text) => saving::text(ws, &format!("{id}-revision-{}.json", generation.revision), JSON, &text, ""),
                Err(fault) => ws.say(format!("{fault}.")),
            }
        });
    };
    let back = id.clone();
    let restore = Callback::new(move |()| {
        let (id, generation) = (back.clone(), generation.clone());
        spawn_local(async move { go_back(ws, id, generation).await });
    });
    let differs = move || {
        compared.with(|compared| {
            let compared = compared.as_ref().filter(|compared| compared.generation == shown)?;
            Some(html! {
                {fact_list(&compared.then)}
                {difference_list(&compared.now, &compared.then, "from now to this version")}
            })
        })
    };
    html! {
        <li>
            {what(title, sub)}
            <div class="state"><span class="sub">{bytes}</span></div>
            <div class="tools">
                <button type="button" class="quiet" aria-label=format!("Compare {named} with now") on:click=compare>"Compare with now"</button>
                <button type="button" class="quiet" aria-label=format!("Download {named}") on:click=download>"Download"</button>
                <button type="button" class="quiet" aria-label=format!("Go back to {named}") on:click=move |_| restore.run(())>"Go back to it"</button>
            </div>
            <div class="whole-row">{differs}</div>
        </li>
    }
}

async fn beside_now(ws: Workspace, id: &DocumentId, generation: &Generation) -> Result<(Arc<Document>, Arc<Document>), VaultFault> {
    Ok((current(ws, id).await?, Arc::new(ws.vault().generation(id, generation).await?)))
}

/// Makes the version the current one, and shows the document, where the edit can be undone.
async fn go_back(ws: Workspace, id: DocumentId, generation: Generation) {
    let Some(lock) = DocumentLock::try_acquire(&id).await else {
        ws.say("This document is being edited in another tab. Close it there, then go back to the earlier version.");
        return;
    };
    let outcome = ws.vault().go_back(&id, &generation, hand(ws)).await;
    lock.release().await;
    match outcome {
        Ok(false) => ws.say("This version does not differ from the document as it stands now."),
        Ok(true) => {
            ws.library_changed();
            let kind = ws.library.with_untracked(|library| library.get(&id).map(|entry| (entry.kind, entry.revision)));
            if let Some((kind, revision)) = kind {
                ws.post(&Message::Changed { id: id.clone(), revision });
                ws.go(Place::new(id, Page::first(kind)));
            }
            ws.say_with(format!("Went back to revision {}.", generation.revision), "Undo", move || ws.undo());
        }
        Err(fault) => ws.say(format!("{fault}.")),
    }
}
