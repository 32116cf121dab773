//! Everything a person can do anywhere on the page, each defined once: a name, a key, a condition, and what it does.
//!
//! Buttons, shortcuts and the command palette run these same actions.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::pages::home::export::{self, Export};
use super::pages::home::{import, sealed_export, start};
use super::route::{Page, Place, Route};
use super::workspace::Workspace;
use crate::domain::document::DocumentKind;
use crate::storage::browser::live_file;
use crate::storage::preferences::Theme;

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
    run: Workspace::undo,
};

/// Repeats the edit that was undone last.
pub const REDO: Action = Action {
    name: "Redo",
    key: Some("Mod+Shift+Z"),
    when: |ws| ws.session.with(|session| session.as_ref().is_some_and(|session| session.redo_label().is_some())),
    run: Workspace::redo,
};

/// Downloads the open document.
pub const EXPORT: Action = Action { name: "Export this document", key: Some("Mod+S"), when: has_document, run: export::open_document };

/// Opens the command palette.
pub const FIND: Action = Action { name: "Find or run a command", key: Some("Mod+K"), when: |_| true, run: |ws| ws.palette.update(|open| *open = !*open) };

/// Chooses a file to import.
pub const IMPORT: Action = Action { name: "Import a file", key: Some("Mod+O"), when: |_| true, run: import::choose_file };

/// All actions, in the order of the palette.
pub const ALL: &[Action] = &[
    UNDO,
    REDO,
    EXPORT,
    Action { name: "Export this document with a passphrase", key: None, when: has_document, run: sealed_export::open_document },
    Action {
        name: "Export as a Microsoft Project plan",
        key: None,
        when: |ws| kind(ws) == Some(DocumentKind::Plan),
        run: |ws| export::open_document_as(ws, Export::Project),
    },
    Action {
        name: "Export the schedule as CSV",
        key: None,
        when: |ws| kind(ws) == Some(DocumentKind::Plan),
        run: |ws| export::open_document_as(ws, Export::Schedule),
    },
    Action {
        name: "Export the risk register as CSV",
        key: None,
        when: |ws| kind(ws) == Some(DocumentKind::Plan),
        run: |ws| export::open_document_as(ws, Export::Risks),
    },
    Action {
        name: "Export the issues as CSV",
        key: None,
        when: |ws| kind(ws) == Some(DocumentKind::Plan),
        run: |ws| export::open_document_as(ws, Export::Issues),
    },
    Action {
        name: "Export the actions as CSV",
        key: None,
        when: |ws| kind(ws) == Some(DocumentKind::Plan),
        run: |ws| export::open_document_as(ws, Export::Actions),
    },
    Action {
        name: "Export the decisions as CSV",
        key: None,
        when: |ws| kind(ws) == Some(DocumentKind::Plan),
        run: |ws| export::open_document_as(ws, Export::Decisions),
    },
    Action {
        name: "Export the milestones as iCalendar",
        key: None,
        when: |ws| kind(ws) == Some(DocumentKind::Plan),
        run: |ws| export::open_document_as(ws, Export::Milestones),
    },
    Action {
        name: "Export the scores as CSV",
        key: None,
        when: |ws| kind(ws) == Some(DocumentKind::Evaluation),
        run: |ws| export::open_document_as(ws, Export::Scores),
    },
    Action {
        name: "Keep this document in a file too",
        key: None,
        when: |ws| has_document(ws) && !ws.read_only.get() && live_file::is_supported(),
        run: |ws| {
            if let Some(id) = ws.open_id() {
                ws.keep_in_file(id);
            }
        },
    },
    IMPORT,
    Action { name: "New blank plan", key: None, when: |_| true, run: start::blank_plan },
    Action { name: "New partner evaluation", key: None, when: |_| true, run: start::evaluation },
    Action { name: "Open the sample trial", key: None, when: |_| true, run: start::sample },
    Action {
        name: "Add a task",
        key: Some("Alt+T"),
        when: |ws| kind(ws) == Some(DocumentKind::Plan),
        run: |ws| super::pages::plan::schedule::add(ws, crate::domain::schedule::task::TaskKind::Task),
    },
    Action {
        name: "Add a milestone",
        key: Some("Alt+M"),
        when: |ws| kind(ws) == Some(DocumentKind::Plan),
        run: |ws| super::pages::plan::schedule::add(ws, crate::domain::schedule::task::TaskKind::Milestone),
    },
    Action {
        name: "Build the schedule from countries and sites",
        key: None,
        when: |ws| kind(ws) == Some(DocumentKind::Plan),
        run: super::pages::plan::trial_network::open,
    },
    Action { name: "Paste rows from a spreadsheet", key: None, when: |ws| kind(ws) == Some(DocumentKind::Plan), run: super::pages::plan::gantt::paste::open },
    Action { name: "Paste risks from a spreadsheet", key: None, when: |ws| kind(ws) == Some(DocumentKind::Plan), run: super::pages::plan::risks::paste::open },
    Action { name: "Add a risk", key: Some("Alt+R"), when: |ws| kind(ws) == Some(DocumentKind::Plan), run: super::pages::plan::risks::add },
    Action { name: "Pick risks from the library", key: None, when: |ws| kind(ws) == Some(DocumentKind::Plan), run: super::pages::plan::risks::library::open },
    Action { name: "Add an issue", key: Some("Alt+I"), when: |ws| kind(ws) == Some(DocumentKind::Plan), run: super::pages::plan::issues::add },
    Action { name: "Add an action", key: None, when: |ws| kind(ws) == Some(DocumentKind::Plan), run: |ws| super::pages::plan::actions::add_action(ws, None) },
    Action {
        name: "Add a decision",
        key: None,
        when: |ws| kind(ws) == Some(DocumentKind::Plan),
        run: |ws| super::pages::plan::actions::add_decision(ws, None),
    },
    Action { name: "Add a tolerance limit", key: None, when: |ws| kind(ws) == Some(DocumentKind::Plan), run: super::pages::plan::limits::add },
    Action { name: "All documents", key: None, when: |_| true, run: |ws| ws.go(Route::Home) },
    Action { name: "Data and backup", key: None, when: |_| true, run: |ws| ws.go(Route::Data) },
    Action { name: "Preferences", key: None, when: |_| true, run: |ws| ws.go(Route::Preferences) },
    Action { name: "Light appearance", key: None, when: |_| true, run: |ws| ws.prefer(|preferences| preferences.theme = Theme::Light) },
    Action { name: "Dark appearance", key: None, when: |_| true, run: |ws| ws.prefer(|preferences| preferences.theme = Theme::Dark) },
    Action { name: "Appearance of the system", key: None, when: |_| true, run: |ws| ws.prefer(|preferences| preferences.theme = Theme::System) },
];

/// Runs shortcuts wherever the focus is.
pub fn listen(workspace: Workspace) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        let Some(action) = ALL.iter().chain([&FIND]).find(|action| action.key.is_some_and(|key| matches(key, &event))) else {
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
