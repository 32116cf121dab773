//! The part of the program that works on documents, from the inside.

use leptos::task::spawn_local;

use super::{Beginning, Documents, Errand};
use crate::ui::actions::all::ALL;
use crate::ui::pages::home::{export, import, put_away, start};
use crate::ui::shell::{dialogs, document_notices, document_pages};
use crate::ui::workspace::Workspace;

/// What the part brings along.
pub fn bring_along() -> Documents {
    Documents { carry_out, actions: ALL, figures: |session, today| session.figures(today), sidebar: document_pages, notices: document_notices, dialogs }
}

fn carry_out(ws: Workspace, errand: Errand) {
    match errand {
        Errand::Follow => ws.follow(),
        Errand::Hear(message) => ws.heed(message),
        Errand::Settle => ws.settle(),
        Errand::Undo => ws.undo(),
        Errand::Redo => ws.redo(),
        Errand::Begin(Beginning::BlankPlan) => start::blank_plan(ws),
        Errand::Begin(Beginning::Template(key)) => start::from_template(ws, key),
        Errand::Begin(Beginning::Evaluation) => start::evaluation(ws),
        Errand::Begin(Beginning::Sample) => start::sample(ws),
        Errand::Take(files) => import::take_files(ws, files),
        Errand::Export => export::open_document(ws),
        Errand::Download(id) => export::document(ws, id),
        Errand::Copy(id) => start::copy_of(ws, id),
        Errand::Forget(id) => put_away::forget(ws, id),
        Errand::List(strays) => spawn_local(async move {
            match ws.vault().list_strays(&strays).await {
                Ok(notice) => ws.notices.update(|notices| notices.extend(notice)),
                Err(fault) => ws.trouble.set(Some(format!("{fault}."))),
            }
            ws.library_changed();
        }),
    }
}
