//! Importing a file: what it holds, what would happen, and then doing it.
//!
//! Files are read one after the other; nothing is kept before the user has seen what a file holds. Texts from files are
//! only ever shown as text.

mod dialog;
mod scores;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::sync::Arc;

use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

pub use self::dialog::ImportDialog;
use super::export::{A_FRAME, current, pause};
use crate::domain::document::Document;
use crate::domain::finding::Finding;
use crate::formats::Incoming;
use crate::formats::envelope::Envelope;
use crate::formats::json::LARGEST_FILE;
use crate::formats::made::MadePlan;
use crate::session::compare::{Relation, relation};
use crate::session::scores_files::HandedIn;
use crate::storage::browser::{clock, crypto};
use crate::storage::library::Shelf;
use crate::storage::vault::VaultFault;
use crate::ui::parts::{self, NOT_LOADED};
use crate::ui::workspace::Workspace;

/// What is about to be imported.
#[derive(Clone)]
pub struct Offer {
    /// The name of the file.
    file: String,
    what: Arc<What>,
}

/// What a file holds, as far as it has been read.
enum What {
    /// It is being read.
    Reading,
    /// It cannot be read or kept; the sentence says why.
    Fault(String),
    /// A document that is not on this device.
    New { document: Document, findings: Vec<Finding> },
    /// A document that is on this device already.
    Here { document: Document, findings: Vec<Finding>, here: Arc<Document>, relation: Relation, shelf: Shelf },
    /// A document of which this device holds damaged pieces only; the sentence says what is wrong with them.
    Damaged { document: Document, findings: Vec<Finding>, why: String },
    /// What evaluators hand in for an evaluation that is on this device.
    Scores { here: Arc<Document>, files: Vec<HandedIn> },
    /// Something under a passphrase.
    Locked { envelope: Envelope },
    /// A registry's record or a project, of which a plan can be made.
    Made(Box<MadePlan>),
}

/// Something to read.
enum Source {
    File(web_sys::File),
    Text { name: String, text: String },
}

impl Source {
    /// The name of the file.
    fn name(&self) -> String {
        match self {
            Source::File(file) => file.name(),
            Source::Text { name, .. } => name.clone(),
        }
    }
}

thread_local! {
    /// What waits until the file before it is dealt with.
    static WAITING: RefCell<VecDeque<Source>> = const { RefCell::new(VecDeque::new()) };
    /// Counts up with each file and each dismissal, so that a file that is read too late is not offered.
    static TICKET: Cell<usize> = const { Cell::new(0) };
}

/// That a file was asked for, and nothing else since.
#[derive(Clone, Copy)]
struct Ticket(usize);

impl Ticket {
    /// For what is asked for now.
    fn now() -> Ticket {
        Ticket(TICKET.get())
    }

    /// Whether it is still asked for.
    fn is_valid(self) -> bool {
        TICKET.get() == self.0
    }
}

/// Offers a text that the page holds itself, such as a copy that an import replaced.
pub fn offer_text(ws: Workspace, name: String, text: String) {
    take(ws, vec![Source::Text { name, text }]);
}

/// Reads these files, one after the other, and offers what they hold.
pub fn take_files(ws: Workspace, files: Vec<web_sys::File>) {
    take(ws, files.into_iter().map(Source::File).collect());
}

fn take(ws: Workspace, sources: Vec<Source>) {
    WAITING.with_borrow_mut(|waiting| waiting.extend(sources));
    if ws.offer.with_untracked(Option::is_none) {
        next(ws);
    }
}

/// The offer is dealt with: the next file is read, or the dialog closes. Whether there is a next one.
fn next(ws: Workspace) -> bool {
    TICKET.set(TICKET.get() + 1);
    let ticket = Ticket::now();
    let Some(source) = WAITING.with_borrow_mut(VecDeque::pop_front) else {
        ws.offer.set(None);
        return false;
    };
    let file = source.name();
    // What is being typed belongs to the document before a file is compared with it.
    ws.flush.update(|count| *count += 1);
    ws.offer.set(Some(Offer { file: file.clone(), what: Arc::new(What::Reading) }));
    spawn_local(async move {
        pause(A_FRAME).await;
        let what = read(ws, source).await;
        if ticket.is_valid() {
            ws.offer.set(Some(Offer { file, what: Arc::new(what) }));
        }
    });
    true
}

/// Opens what is under a passphrase, and offers what was there, unless it is not asked for any more: `ticket` is from when it
/// was. `Err` holds why not, where another passphrase may.
async fn unlock(ws: Workspace, ticket: Ticket, offer: &Offer, passphrase: &str) -> Result<(), String> {
    let What::Locked { envelope } = offer.what.as_ref() else { return Ok(()) };
    let bytes = crypto::unseal(passphrase, envelope).await.map_err(|fault| format!("{fault}."))?;
    let what = understand(ws, &offer.file, &bytes).await;
    if ticket.is_valid() {
        ws.offer.set(Some(Offer { file: offer.file.clone(), what: Arc::new(what) }));
    }
    Ok(())
}

/// Shows in place of the offer why it cannot be kept.
fn fail(ws: Workspace, sentence: String) {
    ws.offer.update(|offer| {
        if let Some(offer) = offer {
            offer.what = Arc::new(What::Fault(sentence));
        }
    });
}

async fn read(ws: Workspace, source: Source) -> What {
    match bytes_of(&source).await {
        Ok(bytes) => understand(ws, &source.name(), &bytes).await,
        Err(sentence) => What::Fault(sentence),
    }
}

/// The bytes of a source, or why they cannot be had.
async fn bytes_of(source: &Source) -> Result<Vec<u8>, String> {
    let file = match source {
        Source::Text { text, .. } => return Ok(text.clone().into_bytes()),
        Source::File(file) => file,
    };
    let size = file.size();
    if size > LARGEST_FILE as f64 {
        return Err(format!("This file is {:.0} MB, and files up to {} MB are read.", size / 1e6, LARGEST_FILE / 1_000_000));
    }
    match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => Ok(js_sys::Uint8Array::new(&buffer).to_vec()),
        Err(_) => Err("The browser could not read this. It may be a folder, or the file was moved: choose it again.".to_owned()),
    }
}

/// What the bytes hold, and how it stands to what is on this device.
async fn understand(ws: Workspace, file: &str, bytes: &[u8]) -> What {
    let Ok(read) = parts::reading().await else { return What::Fault(NOT_LOADED.to_owned()) };
    match read(bytes, &mut ws.id_maker(), clock::now()) {
        Err(fault) => What::Fault(fault.to_string()),
        Ok(Incoming::Locked(envelope)) => What::Locked { envelope: *envelope },
        Ok(Incoming::Made(made)) => What::Made(made),
        Ok(Incoming::Scores(scores)) => scores::gather(ws, file.to_owned(), *scores).await,
        Ok(Incoming::Native { document, findings }) => match scores::in_copy(&document) {
            // A copy comes back to the evaluation that it was made of: what counts of it are the scores.
            Some(scores) if current(ws, &scores.evaluation.id).await.is_ok() => scores::gather(ws, file.to_owned(), scores).await,
            _ => compare(ws, *document, findings).await,
        },
    }
}

/// How the document stands to what is on this device.
async fn compare(ws: Workspace, document: Document, findings: Vec<Finding>) -> What {
    let id = document.head().id.clone();
    match current(ws, &id).await {
        Ok(here) => {
            let relation = if here.kind() == document.kind() { relation(&here, &document) } else { Relation::Diverged };
            let shelf = ws.library.with_untracked(|library| library.get(&id).map(|entry| entry.shelf)).unwrap_or_default();
            What::Here { document, findings, here, relation, shelf }
        }
        Err(VaultFault::Missing(_)) => What::New { document, findings },
        Err(VaultFault::Unreadable(why)) => What::Damaged { document, findings, why },
        Err(fault) => What::Fault(format!("The copy on this device could not be read, so the two cannot be compared. {fault}.")),
    }
}
