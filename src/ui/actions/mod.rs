//! Everything a person can do anywhere on the page, each defined once: a name, a key, a condition, and what it does.
//!
//! Buttons, shortcuts and the command palette run these same actions.

pub mod all;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::documents::{Errand, ask};
use super::pages::home::choose;
use super::route::{Page, Place, Route};
use super::workspace::Workspace;
use crate::domain::document::DocumentKind;

/// Something a person can do.
#[derive(Clone, Copy)]
pub struct Action {
    /// What the palette and the button say.
    pub name: &'static str,
    /// The shortcut; `Mod` is Ctrl, or Cmd on a Mac.
    pub key: Option<&'static str>,
    /// Whether it can be done now.
    pub when: fn(Workspace) -> bool,
    /// Does it.
    pub run: fn(Workspace),
}

/// Undoes the last edit.
pub const UNDO: Action = Action {
    name: "Undo",
    key: Some("Mod+Z"),
    when: |ws| ws.session.with(|session| session.as_ref().is_some_and(|session| session.undo_label().is_some())),
    run: |ws| ask(ws, Errand::Undo),
};

/// Repeats the edit that was undone last.
pub const REDO: Action = Action {
    name: "Redo",
    key: Some("Mod+Shift+Z"),
    when: |ws| ws.session.with(|session| session.as_ref().is_some_and(|session| session.redo_label().is_some())),
    run: |ws| ask(ws, Errand::Redo),
};

/// Downloads the open document.
pub const EXPORT: Action = Action { name: "Export this document", key: Some("Mod+S"), when: has_document, run: |ws| ask(ws, Errand::Export) };

/// Opens the command palette.
pub const FIND: Action =
    Action { name: "Find or run a command", key: Some("Mod+K"), when: |_| !is_asking(), run: |ws| ws.palette.update(|open| *open = !*open) };

/// Chooses a file to import.
pub const IMPORT: Action = Action { name: "Import a file", key: Some("Mod+O"), when: |_| true, run: |_| choose::choose_file() };

/// What can be done before any document is open.
const WITHOUT_DOCUMENTS: &[Action] = &[UNDO, REDO, EXPORT, IMPORT];

/// Runs shortcuts wherever the focus is.
pub fn listen(workspace: Workspace) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        let all = workspace.documents.with_untracked(|documents| documents.as_ref().map_or(WITHOUT_DOCUMENTS, |documents| documents.actions));
        let Some(action) = all.iter().chain([&FIND]).find(|action| action.key.is_some_and(|key| matches(key, &event))) else {
            return;
        };
        // In a text field, undo takes back letters, as everywhere else.
        let typing = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| element.matches("input:not([type=checkbox]):not([type=radio]), textarea").unwrap_or(false));
        let of_text = [UNDO.name, REDO.name].contains(&action.name);
        if typing && of_text {
            return;
        }
        event.prevent_default();
        if (action.when)(workspace) {
            // What is being typed belongs to the document before anything is done with it.
            workspace.flush.update(|count| *count += 1);
            let run = action.run;
            set_timeout(move || run(workspace), std::time::Duration::ZERO);
        }
    });
    std::mem::forget(handle);
}

/// The shortcut as this device writes it: `⌘Z` on a Mac, `Ctrl Z` elsewhere.
pub fn shown(key: &str) -> String {
    if on_a_mac() { key.replace("Mod+", "⌘").replace("Shift+", "⇧").replace("Alt+", "⌥") } else { key.replace("Mod", "Ctrl").replace('+', " ") }
}

/// The pages that can be reached from where the user is.
pub fn pages(workspace: Workspace) -> Vec<(String, Route)> {
    let mut found = Vec::new();
    if let (Some(id), Some(kind)) = (workspace.open_id(), kind(workspace)) {
        found.extend(Page::ALL.into_iter().filter(|page| page.kind() == kind).map(|page| (page.label().to_owned(), Route::from(Place::new(id.clone(), page)))));
    }
    found
}

/// Whether a dialog waits for an answer, under which nothing else can be begun.
fn is_asking() -> bool {
    document().query_selector("dialog[open]:not(.palette)").ok().flatten().is_some()
}

fn has_document(workspace: Workspace) -> bool {
    workspace.session.with(Option::is_some)
}

fn kind(workspace: Workspace) -> Option<DocumentKind> {
    workspace.session.with(|session| session.as_ref().map(|session| session.document().kind()))
}

fn matches(shortcut: &str, event: &web_sys::KeyboardEvent) -> bool {
    let modifier = if on_a_mac() { event.meta_key() } else { event.ctrl_key() };
    let wanted = |name: &str| shortcut.contains(name);
    let letter = shortcut.rsplit('+').next().unwrap_or_default();
    // With Alt held, some keyboards give another letter: the place of the key decides.
    let pressed = event.key().eq_ignore_ascii_case(letter) || event.code() == format!("Key{letter}");
    pressed && modifier == wanted("Mod") && event.shift_key() == wanted("Shift") && event.alt_key() == wanted("Alt")
}

fn on_a_mac() -> bool {
    window().navigator().user_agent().is_ok_and(|agent| agent.contains("Mac OS"))
}
