//! What was archived or deleted, folded away.

use crate::ui::html::{Html, html, rows};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::documents::{about, address, delete, entry_memo, title};
use super::removal::Removal;
use crate::domain::document::DocumentId;
use crate::domain::words::quoted;
use crate::storage::browser::clock;
use crate::storage::browser::locks::DocumentLock;
use crate::storage::library::Shelf;
use crate::storage::listing::shelved;
use crate::ui::documents::{Errand, ask};
use crate::ui::widgets::card;
use crate::ui::workspace::{Workspace, workspace};

/// The archive and the bin, where there is something in them.
#[component]
pub fn PutAway() -> Html {
    let ws = workspace();
    let of =
        move |shelf: Shelf| memo(move |_| ws.library.with(|library| shelved(library, shelf).into_iter().map(|entry| entry.id.clone()).collect::<Vec<_>>()));
    let (archived, deleted) = (of(Shelf::Archived), of(Shelf::Deleted { at: clock::now() }));
    html! {
        <details class="card put-away" hidden={move || archived.with(Vec::is_empty)}>
            <summary>{move || format!("Archived ({})", archived.with(Vec::len))}</summary>
            <ul class="documents">{rows(move || archived.get(), move |id| html! { <ArchivedRow id/> })}</ul>
        </details>
        <details class="card put-away" hidden={move || deleted.with(Vec::is_empty)}>
            <summary>{move || format!("Deleted ({})", deleted.with(Vec::len))}</summary>
            <p class="muted">"Deleted documents stay here until you remove them for good."</p>
            <ul class="documents">{rows(move || deleted.get(), move |id| html! { <DeletedRow id/> })}</ul>
        </details>
    }
}

#[component]
fn ArchivedRow(id: DocumentId) -> Html {
    let ws = workspace();
    let entry = entry_memo(ws, id.clone());
    let name = derive(move || entry.with(title));
    let href = move || entry.with(|entry| entry.as_ref().map(address));
    let (restoring, exporting, deleting) = (id.clone(), id.clone(), id);
    html! {
        <li>
            <div class="what">
                <a class="title" href=href>{name}</a>
                <p class="sub">{move || entry.with(|entry| entry.as_ref().map(about))}</p>
            </div>
            <div class="tools">
                <button type="button" class="quiet" aria-label={move || format!("Restore {}", name.get())} on:click=move |_| restore(ws, &restoring)>"Restore"</button>
                <button type="button" class="quiet" aria-label={move || format!("Export {}", name.get())} on:click=move |_| ask(ws, Errand::Download(exporting.clone()))>"Export"</button>
                <button type="button" class="quiet" aria-label={move || format!("Delete {}", name.get())} on:click=move |_| delete(ws, &deleting)>"Delete"</button>
            </div>
        </li>
    }
}

#[component]
fn DeletedRow(id: DocumentId) -> Html {
    let ws = workspace();
    let entry = entry_memo(ws, id.clone());
    let name = derive(move || entry.with(title));
    let since = move || {
        entry.with(|entry| match entry.as_ref().map(|entry| (entry.kind.noun(), entry.shelf)) {
            Some((noun, Shelf::Deleted { at })) => format!("{}, deleted {}", crate::domain::words::capitalised(noun), at.date()),
            _ => String::new(),
        })
    };
    let (restoring, exporting, removing) = (id.clone(), id.clone(), id);
    html! {
        <li>
            {card::what(name, since)}
            <div class="tools">
                <button type="button" class="quiet" aria-label={move || format!("Restore {}", name.get())} on:click=move |_| restore(ws, &restoring)>"Restore"</button>
                <Removal name download=Callback::new(move |()| ask(ws, Errand::Download(exporting.clone()))) remove=Callback::new(move |()| ask(ws, Errand::Forget(removing.clone())))/>
            </div>
        </li>
    }
}

fn restore(ws: Workspace, id: &DocumentId) {
    ws.arrange(|library| library.restore(id));
    let name = ws.library.with_untracked(|library| title(&library.get(id).cloned()));
    ws.say(format!("{} is back among the documents.", quoted(&name)));
}

/// Removes a document in the bin for good, unless another tab has it open.
pub fn forget(ws: Workspace, id: DocumentId) {
    spawn_local(async move {
        let name = ws.library.with_untracked(|library| quoted(&title(&library.get(&id).cloned())));
        let Some(lock) = DocumentLock::try_acquire(&id).await else {
            ws.say(format!("{name} is open in another tab, so it was not removed. Close it there first."));
            return;
        };
        match ws.vault().forget(&id).await {
            Ok(()) => {
                ws.library_changed();
                ws.say(format!("Removed {name} for good."));
            }
            Err(fault) => ws.say(format!("{fault}.")),
        }
        lock.release().await;
    });
}
