//! The ways to start a document. Each makes a new one; none touches what is there.

use std::sync::Arc;

use crate::domain::document::{Document, DocumentId};
use crate::domain::plan::TrialPlan;
use crate::session::copies::duplicate;
use crate::session::editing::Hand;
use crate::session::start;
use crate::storage::browser::{clock, files};
use crate::storage::listing::free_title;
use crate::ui::route::{Page, Place};
use crate::ui::workspace::Workspace;
use leptos::task::spawn_local;

use super::export;

/// A plan with nothing in it.
pub fn blank_plan(ws: Workspace) {
    let plan = TrialPlan::blank(ws.id(), unused(ws, "Untitled plan"), clock::now());
    keep_and_show(ws, Document::Plan(Box::new(plan)), Page::Scope);
}

/// A plan from one of the templates.
pub fn from_template(ws: Workspace, key: &'static str) {
    spawn_local(async move {
        let read = files::of_page(key).await.map(|text| start::plan_from_template(&text, ws.id(), None, clock::now(), ws.today.get_untracked()));
        match read {
            Ok(Some(mut plan)) => {
                plan.document.title = unused(ws, &plan.document.title);
                keep_and_show(ws, Document::Plan(Box::new(plan)), Page::Overview);
            }
            Ok(None) => ws.say("The template's file is damaged. Reload the page, then try again."),
            Err(reason) => ws.say(format!("The template could not be read ({reason}). Check the connection, then try again.")),
        }
    });
}

/// An evaluation from the template.
pub fn evaluation(ws: Workspace) {
    evaluation_for(ws, "Partner evaluation".to_owned(), None);
}

/// An evaluation from the template, of this title where no other document has it, which serves a plan or none.
pub fn evaluation_for(ws: Workspace, title: String, plan: Option<DocumentId>) {
    spawn_local(async move {
        let read = files::of_page(start::EVALUATION).await;
        match read.map(|text| start::evaluation_from_template(&text, ws.id(), unused(ws, &title), clock::now())) {
            Ok(Some(mut evaluation)) => {
                Arc::make_mut(&mut evaluation.brief).plan = plan;
                keep_and_show(ws, Document::Evaluation(Box::new(evaluation)), Page::Setup);
            }
            Ok(None) => ws.say("The template's file is damaged. Reload the page, then try again."),
            Err(reason) => ws.say(format!("The template could not be read ({reason}). Check the connection, then try again.")),
        }
    });
}

/// The sample trial and its evaluation, as new documents.
pub fn sample(ws: Workspace) {
    spawn_local(async move {
        let [plan, evaluation] = start::SAMPLE;
        match (files::of_page(plan).await, files::of_page(evaluation).await) {
            (Ok(plan), Ok(evaluation)) => keep_sample(ws, [&plan, &evaluation]),
            (Err(reason), _) | (_, Err(reason)) => ws.say(format!("The sample could not be read ({reason}). Check the connection, then try again.")),
        }
    });
}

fn keep_sample(ws: Workspace, texts: [&str; 2]) {
    let Some((mut plan, mut evaluation)) = start::sample(texts, ws.id(), ws.id(), ws.today.get_untracked()) else {
        ws.say("The sample's files are damaged. Reload the page, then try again.");
        return;
    };
    plan.document.title = unused(ws, &plan.document.title);
    evaluation.document.title = unused(ws, &evaluation.document.title);
    let place = Place::new(plan.document.id.clone(), Page::Overview);
    ws.keep(Document::Evaluation(Box::new(evaluation)), true, move || {
        ws.keep(Document::Plan(Box::new(plan)), true, move || {
            ws.go(place);
            ws.say("This trial is invented. Change whatever you like in it.");
        });
    });
}

/// A copy of a document under a new id, beside the original.
pub fn copy_of(ws: Workspace, id: DocumentId) {
    spawn_local(async move {
        match export::current(ws, &id).await {
            Ok(document) => {
                let title = unused(ws, &format!("Copy of {}", document.head().title));
                let said = format!("Added {}.", crate::domain::words::quoted(&title));
                ws.keep(duplicate(&document, ws.id(), title, hand(ws)), false, move || ws.say(said));
            }
            Err(fault) => ws.say(format!("Nothing was copied. {fault}.")),
        }
    });
}

/// Keeps a new document and opens it on a page.
pub fn keep_and_show(ws: Workspace, document: Document, page: Page) {
    let place = Place::new(document.head().id.clone(), page);
    ws.keep(document, false, move || ws.go(place));
}

/// The user, now.
pub fn hand(ws: Workspace) -> Hand {
    Hand { who: ws.preferences.with_untracked(|preferences| preferences.name.clone()), at: clock::now() }
}

/// A title that no other document has.
pub fn unused(ws: Workspace, wanted: &str) -> String {
    ws.library.with_untracked(|library| free_title(library, wanted))
}
