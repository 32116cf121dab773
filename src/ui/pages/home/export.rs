//! Documents as files: as our own, and in other formats.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use crate::domain::document::{Document, DocumentId};
use crate::domain::partner::scoring::scores_are_hidden;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::words::{count, quoted};
use crate::formats::{icalendar, mspdi, native, partner_csv, registers_csv, risk_csv, schedule_csv};
use crate::storage::browser::clock;
use crate::ui::parts::{self, NOT_LOADED, NotLoaded};
use crate::ui::saving::{self, CALENDAR, JSON, NOT_SAVED, PROJECT, download};
use crate::ui::workspace::Workspace;

/// Milliseconds in which the browser draws what was said, before the page keeps it busy.
pub const A_FRAME: i32 = 40;

/// Browsers drop downloads that follow each other too closely.
const BETWEEN_DOWNLOADS: i32 = 400;

/// Downloads the open document as its file.
pub fn open_document(ws: Workspace) {
    if let Some(document) = ws.session.with_untracked(|session| session.as_ref().map(|session| session.document().clone())) {
        deliver(ws, &document);
    }
}

/// A file of another format than our own, made of the open document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// A project of Microsoft Project.
    Project,
    /// The schedule as a table.
    Schedule,
    /// The risk register as a table.
    Risks,
    /// The issues as a table.
    Issues,
    /// The actions as a table.
    Actions,
    /// The decisions as a table.
    Decisions,
    /// The milestones as a calendar.
    Milestones,
    /// The scores of an evaluation as a table.
    Scores,
}

/// Downloads a file of another format, made of the open document.
pub fn open_document_as(ws: Workspace, what: Export) {
    spawn_local(async move {
        match parts::writing().await {
            Ok(write) => write(ws, what),
            Err(NotLoaded) => ws.say(NOT_LOADED),
        }
    });
}

/// What [`open_document_as`] does once its part of the program is there.
pub fn write(ws: Workspace, what: Export) {
    let today = ws.today.get_untracked();
    match what {
        Export::Project => project(ws),
        Export::Schedule => table(ws, "schedule", with_plan(ws, |plan, schedule| (schedule_csv::write(plan, schedule), plan.tasks.len()))),
        Export::Risks => risks(ws),
        Export::Issues => table(ws, "issues", with_plan(ws, |plan, _| (registers_csv::issues(plan, today), plan.issues.len()))),
        Export::Actions => table(ws, "actions", with_plan(ws, |plan, _| (registers_csv::actions(plan), plan.actions.len()))),
        Export::Decisions => table(ws, "decisions", with_plan(ws, |plan, _| (registers_csv::decisions(plan), plan.decisions.len()))),
        Export::Milestones => milestones(ws),
        Export::Scores => scores(ws),
    }
}

fn project(ws: Workspace) {
    let made = with_plan(ws, |plan, _| (mspdi::write(plan), mspdi::left_out(plan)));
    if let Some((name, (text, left_out))) = made {
        let left_out = if left_out.is_empty() { "The whole plan is in it.".to_owned() } else { left_out.join(" ") };
        saving::text(ws, &name.replace(".plan.json", ".xml"), PROJECT, &text, &left_out);
    }
}

fn table(ws: Workspace, what: &str, made: Option<(String, (String, usize))>) {
    if let Some((name, (text, rows))) = made {
        let rows = count(rows, "row", "rows");
        saving::table(ws, &name.replace(".plan.json", &format!(".{what}")), &text, &format!("The table has {rows}."));
    }
}

fn risks(ws: Workspace) {
    let made = with_plan(ws, |plan, _| (risk_csv::write(plan), plan.risks.len()));
    if let Some((name, (text, rows))) = made {
        let said = format!("The table has {}. Delays of tasks and single assessments stay in the plan's own file.", count(rows, "risk", "risks"));
        saving::table(ws, &name.replace(".plan.json", ".risks"), &text, &said);
    }
}

fn scores(ws: Workspace) {
    let made = ws.session.with_untracked(|session| {
        let document = session.as_ref()?.document();
        let evaluation = document.evaluation()?;
        let size =
            format!("{} and {}", count(evaluation.criteria.len(), "criterion", "criteria"), count(evaluation.candidates.len(), "candidate", "candidates"));
        Some((native::file_name(document), partner_csv::matrix(evaluation), size, scores_are_hidden(evaluation)))
    });
    if let Some((name, text, size, blind)) = made {
        let blind = if blind { " Scores are left out while scoring is blind." } else { "" };
        saving::table(ws, &name.replace(".evaluation.json", ".scores"), &text, &format!("The table has {size}.{blind}"));
    }
}

fn milestones(ws: Workspace) {
    let Some((name, made)) = with_plan(ws, |plan, schedule| icalendar::write(plan, schedule, clock::now())) else { return };
    let icalendar::Milestones { text, events, undated } = made;
    let without = if undated == 0 {
        String::new()
    } else {
        format!(" {} without a date.", count(undated, "milestone is left out, being", "milestones are left out, being"))
    };
    if events == 0 {
        ws.say(format!("The plan has no milestone with a date, so no calendar was made.{without}"));
        return;
    }
    let said = format!("It holds {}.{without}", count(events, "milestone", "milestones"));
    saving::text(ws, &name.replace(".plan.json", ".ics"), CALENDAR, &text, &said);
}

/// Downloads a document of the list, open or not.
pub fn document(ws: Workspace, id: DocumentId) {
    spawn_local(async move {
        match current(ws, &id).await {
            Ok(document) => deliver(ws, &document),
            Err(fault) => ws.say(format!("Nothing was exported. {fault}.")),
        }
    });
}

/// Downloads these documents, a file each, one after the other.
pub fn all(ws: Workspace, ids: Vec<DocumentId>) {
    spawn_local(async move {
        let (mut done, mut failed) = (0, Vec::new());
        for id in ids {
            match current(ws, &id).await {
                Ok(document) if save(ws, &document) => done += 1,
                Ok(document) => failed.push(quoted(&document.head().title)),
                Err(_) => failed.push(title(ws, &id)),
            }
            pause(BETWEEN_DOWNLOADS).await;
        }
        let files = count(done, "document", "documents");
        match failed.as_slice() {
            [] => ws.say(format!("Exported {files}. If the browser asks whether this page may download several files, allow it and export again.")),
            failed => ws.say(format!("Exported {files}. Could not export {}.", crate::domain::words::listed(failed))),
        }
    });
}

/// The document as it stands now: on screen where it is open, else in storage.
pub async fn current(ws: Workspace, id: &DocumentId) -> Result<std::sync::Arc<Document>, crate::storage::vault::VaultFault> {
    let open = ws.session.with_untracked(|session| session.as_ref().map(|session| session.document().clone()));
    match open.filter(|document| document.head().id == *id) {
        Some(document) => Ok(document),
        None => ws.vault().read_copy(id).await.map(|opened| opened.session.document().clone()),
    }
}

/// Waits, so that the browser can draw or begin what it was asked.
pub async fn pause(millis: i32) {
    let waiting = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(waiting).await;
}

/// Makes something of the open plan and its forecast, beside the name of its file; `None` where no plan is open.
fn with_plan<T>(ws: Workspace, make: impl Fn(&TrialPlan, Option<&PlanSchedule>) -> T) -> Option<(String, T)> {
    ws.session.with_untracked(|session| {
        let session = session.as_ref()?;
        let forecast = session.calculated().and_then(|calculated| calculated.forecast().as_ref().ok());
        Some((native::file_name(session.document()), make(session.document().plan()?, forecast)))
    })
}

fn deliver(ws: Workspace, document: &Document) {
    if save(ws, document) {
        ws.say(format!("Exported {} as {}.", quoted(&document.head().title), native::file_name(document)));
    } else {
        ws.say(NOT_SAVED);
    }
}

/// Downloads the file and notes in the list what it holds.
fn save(ws: Workspace, document: &Document) -> bool {
    let saved = download(&native::file_name(document), JSON, &JsValue::from(native::write(document)));
    if saved {
        ws.arrange(|library| library.exported(&document.head().id, document.head().revision));
    }
    saved
}

fn title(ws: Workspace, id: &DocumentId) -> String {
    ws.library.with_untracked(|library| library.get(id).map_or_else(|| id.to_string(), |entry| quoted(&entry.title)))
}
