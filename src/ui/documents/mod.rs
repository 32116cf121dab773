//! What is done with documents: they are made, opened, edited, compared, brought in and taken out. The page begins without the
//! part of the program that does it (`ui/parts`), and hands errands to it; those that come before it is there wait for it.

mod errands;

use std::cell::RefCell;

use leptos::task::spawn_local;

use super::actions::Action;
use super::html::Html;
use super::parts::{self, NOT_LOADED, NotLoaded};
use super::workspace::{Opening, Workspace};
use crate::domain::date::Date;
use crate::domain::document::DocumentId;
use crate::domain::overview::figures::PlanFigures;
use crate::session::editing::Session;
use crate::storage::browser::tabs::Message;
use crate::storage::vault::Strays;

pub use self::errands::bring_along;

/// What that part brings along. A document is only ever open once it is there.
#[derive(Clone, Copy)]
pub struct Documents {
    /// Carries out an errand.
    pub carry_out: fn(Workspace, Errand),
    /// Everything a person can do, in the order of the palette.
    pub actions: &'static [Action],
    /// What is counted in the open plan.
    pub figures: fn(&Session, Date) -> Option<PlanFigures>,
    /// The open document in the sidebar.
    pub sidebar: fn() -> Html,
    /// What must be said of the open document, above its page.
    pub notices: fn() -> Html,
    /// The dialogs that any page may open.
    pub dialogs: fn() -> Html,
}

/// Something to do with documents.
#[derive(Debug)]
pub enum Errand {
    /// The document that the route names is opened, and the one before it let go.
    Follow,
    /// What another tab has said is heeded.
    Hear(Message),
    /// What is being typed is committed and the journal folded.
    Settle,
    /// The last edit is taken back.
    Undo,
    /// What was taken back last is repeated.
    Redo,
    /// A document is begun and opened.
    Begin(Beginning),
    /// These files are read, one after the other, and what they hold is offered.
    Take(Vec<web_sys::File>),
    /// The open document is downloaded.
    Export,
    /// A document is downloaded.
    Download(DocumentId),
    /// A copy of a document is put beside it.
    Copy(DocumentId),
    /// A document in the bin is removed for good.
    Forget(DocumentId),
    /// Documents that the list does not name are listed again.
    List(Strays),
}

/// How a document begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// A plan with nothing in it.
    BlankPlan,
    /// A plan from the template with this key.
    Template(&'static str),
    /// An evaluation from its template.
    Evaluation,
    /// The sample trial with its evaluation.
    Sample,
}

thread_local! {
    /// What waits for the part, in the order in which it was asked.
    static WAITING: RefCell<Vec<Errand>> = const { RefCell::new(Vec::new()) };
}

/// Has an errand carried out: at once where the part that does it is there, as it is whenever a document is open.
pub fn ask(ws: Workspace, errand: Errand) {
    if let Some(documents) = ws.documents.get_untracked() {
        return (documents.carry_out)(ws, errand);
    }
    let first = WAITING.with_borrow_mut(|waiting| {
        let first = waiting.is_empty();
        // The route is read when it is followed, and whoever clicks again while nothing seems to happen wants one document.
        if !waiting.iter().any(|waits| waits.is_the_same_as(&errand)) {
            waiting.push(errand);
        }
        first
    });
    if first {
        spawn_local(async move {
            if load(ws).await == Err(NotLoaded) {
                for errand in WAITING.take() {
                    match errand {
                        Errand::Follow => ws.opening.set(Opening::Failed(NOT_LOADED.to_owned())),
                        _ => ws.say(NOT_LOADED),
                    }
                }
            }
        });
    }
}

/// What is being typed is committed, and the open document stored, because the page may be about to go away.
pub fn settle(ws: Workspace) {
    match ws.open_id() {
        Some(_) => ask(ws, Errand::Settle),
        None => ws.flush.update(|count| *count += 1),
    }
}

/// Has the part that works on documents there, and what waits for it carried out.
pub async fn load(ws: Workspace) -> Result<(), NotLoaded> {
    let documents = parts::documents().await?();
    if ws.documents.with_untracked(Option::is_none) {
        ws.documents.set(Some(documents));
        let mut waiting = WAITING.take();
        // A document that could not be opened for want of the part can be opened now.
        if ws.opening.with_untracked(|opening| matches!(opening, Opening::Failed(_))) {
            waiting.push(Errand::Follow);
        }
        for errand in waiting {
            (documents.carry_out)(ws, errand);
        }
    }
    Ok(())
}

impl Errand {
    /// Whether carrying out both comes to carrying out one.
    fn is_the_same_as(&self, other: &Errand) -> bool {
        match (self, other) {
            (Errand::Follow, Errand::Follow) => true,
            (Errand::Begin(one), Errand::Begin(other)) => one == other,
            (Errand::Copy(one), Errand::Copy(other)) | (Errand::Download(one), Errand::Download(other)) => one == other,
            _ => false,
        }
    }
}
