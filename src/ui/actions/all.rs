//! All actions, in the order of the palette. They come with the part of the program that works on documents.

use super::{Action, EXPORT, IMPORT, REDO, UNDO, has_document, kind};
use crate::domain::document::{DocumentId, DocumentKind};
use crate::domain::schedule::task::TaskKind;
use crate::storage::browser::live_file;
use crate::storage::preferences::Theme;
use crate::ui::pages::home::export::{self, Export};
use crate::ui::pages::home::{documents, sealed_export, start};
use crate::ui::pages::plan::{actions, gantt, issues, limits, risks, schedule, trial_network};
use crate::ui::route::Route;
use crate::ui::workspace::Workspace;

/// All actions, in the order of the palette.
pub const ALL: &[Action] = &[
    UNDO,
    REDO,
    EXPORT,
    Action { name: "Export this document with a passphrase", key: None, when: has_document, run: sealed_export::open_document },
    Action { name: "Export as a Microsoft Project plan", key: None, when: has_plan, run: |ws| export::open_document_as(ws, Export::Project) },
    Action { name: "Export the schedule as CSV", key: None, when: has_plan, run: |ws| export::open_document_as(ws, Export::Schedule) },
    Action { name: "Export the risk register as CSV", key: None, when: has_plan, run: |ws| export::open_document_as(ws, Export::Risks) },
    Action { name: "Export the issues as CSV", key: None, when: has_plan, run: |ws| export::open_document_as(ws, Export::Issues) },
    Action { name: "Export the actions as CSV", key: None, when: has_plan, run: |ws| export::open_document_as(ws, Export::Actions) },
    Action { name: "Export the decisions as CSV", key: None, when: has_plan, run: |ws| export::open_document_as(ws, Export::Decisions) },
    Action { name: "Export the milestones as iCalendar", key: None, when: has_plan, run: |ws| export::open_document_as(ws, Export::Milestones) },
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
        run: |ws| with_open(ws, |ws, id| ws.keep_in_file(id.clone())),
    },
    Action { name: "Duplicate this document", key: None, when: has_document, run: |ws| with_open(ws, |ws, id| start::copy_of(ws, id.clone())) },
    Action {
        name: "Archive this document",
        key: None,
        when: has_document,
        run: |ws| {
            with_open(ws, |ws, id| {
                ws.go(Route::Home);
                documents::archive(ws, id);
            });
        },
    },
    Action {
        name: "Delete this document",
        key: None,
        when: has_document,
        run: |ws| {
            with_open(ws, |ws, id| {
                ws.go(Route::Home);
                documents::delete(ws, id);
            });
        },
    },
    IMPORT,
    Action { name: "New blank plan", key: None, when: |_| true, run: start::blank_plan },
    Action { name: "New partner evaluation", key: None, when: |_| true, run: start::evaluation },
    Action { name: "Open the sample trial", key: None, when: |_| true, run: start::sample },
    Action { name: "Add a task", key: Some("Alt+T"), when: has_plan, run: |ws| schedule::add(ws, TaskKind::Task) },
    Action { name: "Add a milestone", key: Some("Alt+M"), when: has_plan, run: |ws| schedule::add(ws, TaskKind::Milestone) },
    Action { name: "Build the schedule from countries and sites", key: None, when: has_plan, run: trial_network::open },
    Action { name: "Paste rows from a spreadsheet", key: None, when: has_plan, run: gantt::paste::open },
    Action { name: "Paste risks from a spreadsheet", key: None, when: has_plan, run: risks::paste::open },
    Action { name: "Add a risk", key: Some("Alt+R"), when: has_plan, run: risks::add },
    Action { name: "Pick risks from the library", key: None, when: has_plan, run: risks::library::open },
    Action { name: "Add an issue", key: Some("Alt+I"), when: has_plan, run: issues::add },
    Action { name: "Add an action", key: None, when: has_plan, run: |ws| actions::add_action(ws, None) },
    Action { name: "Add a decision", key: None, when: has_plan, run: |ws| actions::add_decision(ws, None) },
    Action { name: "Add a tolerance limit", key: None, when: has_plan, run: limits::add },
    Action { name: "All documents", key: None, when: |_| true, run: |ws| ws.go(Route::Home) },
    Action { name: "Data and backup", key: None, when: |_| true, run: |ws| ws.go(Route::Data) },
    Action { name: "Preferences", key: None, when: |_| true, run: |ws| ws.go(Route::Preferences) },
    Action { name: "Light appearance", key: None, when: |_| true, run: |ws| ws.prefer(|preferences| preferences.theme = Theme::Light) },
    Action { name: "Dark appearance", key: None, when: |_| true, run: |ws| ws.prefer(|preferences| preferences.theme = Theme::Dark) },
    Action { name: "Appearance of the system", key: None, when: |_| true, run: |ws| ws.prefer(|preferences| preferences.theme = Theme::System) },
];

fn has_plan(ws: Workspace) -> bool {
    kind(ws) == Some(DocumentKind::Plan)
}

fn with_open(ws: Workspace, act: fn(Workspace, &DocumentId)) {
    if let Some(id) = ws.open_id() {
        act(ws, &id);
    }
}
