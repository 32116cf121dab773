//! The list of documents in use.

use crate::ui::html::{self, Html, html};
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::document::DocumentId;
use crate::domain::words::{capitalised, count, quoted};
use crate::storage::browser::clock;
use crate::storage::library::{Entry, Shelf};
use crate::storage::listing::{Exported, matching, shelved};
use crate::ui::documents::{Errand, ask};
use crate::ui::route::{Page, Place, Route};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::register::focus_soon;
use crate::ui::workspace::{Workspace, workspace};

/// A list longer than this can be filtered.
const LONG: usize = 8;

/// The documents in use, changed last first.
#[component]
pub fn Documents() -> Html {
    let ws = workspace();
    let query = RwSignal::new(String::new());
    let total = memo(move |_| ws.library.with(|library| shelved(library, Shelf::Active).len()));
    let is_long = memo(move |_| total.get() > LONG);
    let rows = memo(move |_| {
        let query = if is_long.get() { query.get() } else { String::new() };
        ws.library.with(|library| matching(shelved(library, Shelf::Active), &query).into_iter().map(|entry| entry.id.clone()).collect::<Vec<DocumentId>>())
    });
    let shown = move || {
        let (shown, total) = (rows.with(Vec::len), total.get());
        if shown == total { count(total, "document", "documents") } else { format!("{shown} of {total}") }
    };
    html! {
        <section class="card" aria-labelledby="documents-title">
            <header class="card-head">
                <h2 id="documents-title">"Documents"</h2>
                <span class="aside" role="status">{shown}</span>
            </header>
            {move || is_long.get().then(|| html! {
                <input type="search" class="document-filter" aria-label="Filter documents" placeholder="Filter by title or kind" autocomplete="off" prop:value=query on:input=move |event| query.set(event_target_value(&event))/>
            })}
            <ul class="documents" on:keydown=walk>
                {html::rows(move || rows.get(), move |id| html! { <Row id rows/> })}
            </ul>
            <p class="muted" hidden={move || rows.with(|rows| !rows.is_empty())}>"No document of that name. Try fewer letters."</p>
        </section>
    }
}

/// One document of the list.
#[component]
fn Row(id: DocumentId, rows: Memo<Vec<DocumentId>>) -> Html {
    let ws = workspace();
    let entry = entry_memo(ws, id.clone());
    let name = derive(move || entry.with(title));
    let href = move || entry.with(|entry| entry.as_ref().map(address));
    let state = move || entry.get().map(|entry| exported(&entry));
    let sample = move || entry.with(|entry| entry.as_ref().is_some_and(|entry| entry.sample)).then(|| html! { <span class="tag">"Sample"</span> });
    let about = move || entry.with(|entry| entry.as_ref().map(about));
    // The row goes; the focus stays in the list.
    let place = {
        let id = id.clone();
        move || rows.with_untracked(|rows| (rows.iter().position(|row| *row == id), rows.len().saturating_sub(1)))
    };
    let put_away = move |act: &dyn Fn()| {
        let (at, left) = place();
        act();
        match at {
            Some(at) if left > 0 => focus_soon(format!(".documents > li:nth-child({}) a", at.min(left - 1) + 1)),
            _ => focus_soon("main h1".to_owned()),
        }
    };
    let put_away_too = put_away.clone();
    let (exporting, copying, archiving, deleting) = (id.clone(), id.clone(), id.clone(), id);
    html! {
        <li>
            <div class="what">
                <a class="title" href=href>{name}</a>
                <p class="sub">{sample}{about}</p>
            </div>
            <div class="state">{state}</div>
            <div class="tools">
                <button type="button" class="quiet" aria-label={move || format!("Export {}", name.get())} on:click=move |_| ask(ws, Errand::Download(exporting.clone()))>"Export"</button>
                <button type="button" class="quiet" aria-label={move || format!("Duplicate {}", name.get())} on:click=move |_| ask(ws, Errand::Copy(copying.clone()))>"Duplicate"</button>
                <button type="button" class="quiet" aria-label={move || format!("Archive {}", name.get())} on:click=move |_| put_away(&|| archive(ws, &archiving))>"Archive"</button>
                <button type="button" class="quiet" aria-label={move || format!("Delete {}", name.get())} on:click=move |_| put_away_too(&|| delete(ws, &deleting))>"Delete"</button>
            </div>
        </li>
    }
}

/// The entry of a document, kept current.
pub fn entry_memo(ws: Workspace, id: DocumentId) -> Memo<Option<Entry>> {
    memo(move |_| ws.library.with(|library| library.get(&id).cloned()))
}

/// What the document is called.
pub fn title(entry: &Option<Entry>) -> String {
    let title = entry.as_ref().map(|entry| entry.title.trim()).unwrap_or_default();
    if title.is_empty() { "Without a title".to_owned() } else { title.to_owned() }
}

/// Where the document opens.
pub fn address(entry: &Entry) -> String {
    Route::from(Place::new(entry.id.clone(), Page::first(entry.kind))).href()
}

/// Kind, last change, revision.
pub fn about(entry: &Entry) -> String {
    format!("{}, changed {}, revision {}", capitalised(entry.kind.noun()), entry.changed.date(), entry.revision)
}

/// How the document stands to its exported copy; a sample needs none.
pub fn exported(entry: &Entry) -> Html {
    let state = Exported::of(entry);
    match (state, entry.sample) {
        (Exported::Whole, _) => html! { <Pill tone=Tone::Good text=state.words()/> },
        (_, true) => Html::Nothing,
        (Exported::Never | Exported::Behind(_), false) => html! { <Pill tone=Tone::Watch text=state.words()/> },
    }
}

/// Puts a document away.
pub fn archive(ws: Workspace, id: &DocumentId) {
    ws.arrange(|library| library.archive(id));
    put_away_note(ws, id, "Archived");
}

/// Moves a document to the bin, from which it can be restored.
pub fn delete(ws: Workspace, id: &DocumentId) {
    ws.arrange(|library| library.delete(id, clock::now()));
    put_away_note(ws, id, "Deleted");
}

fn put_away_note(ws: Workspace, id: &DocumentId, done: &str) {
    let name = ws.library.with_untracked(|library| title(&library.get(id).cloned()));
    let id = id.clone();
    ws.say_with(format!("{done} {}.", quoted(&name)), "Undo", move || ws.arrange(|library| library.restore(&id)));
}

/// Arrow keys walk along the titles.
fn walk(event: leptos::ev::KeyboardEvent) {
    let forward = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let row = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).and_then(|element| element.closest("li").ok().flatten());
    let neighbour = row.and_then(|row| if forward { row.next_element_sibling() } else { row.previous_element_sibling() });
    let link = neighbour.and_then(|row| row.query_selector("a").ok().flatten()).and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(link) = link {
        event.prevent_default();
        let _ = link.focus();
    }
}
