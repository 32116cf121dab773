//! What the page holds: the open document, the list of documents, preferences, and what it tells the user.
//!
//! There is one `Workspace`, in context, and it is the only place that changes a document or writes to storage.
//! Every edit goes the same way: command, session, journal (synchronously), then signals.

mod edit;
pub mod live_file;
mod navigate;
mod open;

use std::sync::Arc;

use self::live_file::{Here, Live};
use crate::ui::signals::{Memo, RwSignal, memo};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::compute::simulation::Simulation;
use crate::domain::date::Date;
use crate::domain::document::{Document, DocumentId};
use crate::domain::id::{Id, IdMaker};
use crate::domain::overview::figures::PlanFigures;
use crate::domain::partner::compare::acceptability::Acceptability;
use crate::domain::risk::exposure::Exposure;
use crate::domain::schedule::task::Task;
use crate::session::editing::Session;
use crate::storage::browser::clock;
use crate::storage::browser::locks::{DocumentLock, Waiting};
use crate::storage::browser::stores::{PageVault, Stores};
use crate::storage::browser::tabs::{Channel, Message};
use crate::storage::library::Library;
use crate::storage::preferences::Preferences;
use crate::ui::documents::Documents;
use crate::ui::route::Route;

/// How many journal entries are kept before they are folded into a snapshot.
const FOLD_AFTER: usize = 200;

/// After how long without an edit the journal is folded.
const IDLE: std::time::Duration = std::time::Duration::from_secs(10);

/// Whether what was edited is on the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Everything shown is stored.
    Saved,
    /// A write is under way.
    Saving,
    /// The browser gives no storage: the work is in memory only.
    InMemory,
    /// A write failed; the sentence says why.
    Failed(String),
}

/// What stands in the place of the document's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// The route names no document.
    Nothing,
    /// It is being read.
    Reading,
    /// It is open, to write or to read.
    Open,
    /// It could not be opened; the sentence says why.
    Failed(String),
}

/// The label of a button and what it does. Not a `Callback`: that would go with the row whose button made it.
pub type ToastAction = (&'static str, Arc<dyn Fn() + Send + Sync>);

/// A short message with, at most, one thing to do about it.
#[derive(Clone)]
pub struct Toast {
    /// Counts up.
    pub number: usize,
    /// What happened.
    pub text: String,
    /// The label of the button and what it does.
    pub action: Option<ToastAction>,
}

/// Everything that pages share. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// What is on screen.
    pub route: RwSignal<Route>,
    /// Today, by the device's clock; kept current while the page is open.
    pub today: RwSignal<Date>,
    /// All documents on this device.
    pub library: RwSignal<Library>,
    /// The user's name and appearance.
    pub preferences: RwSignal<Preferences>,
    /// The open document with its undo steps.
    pub session: RwSignal<Option<Session>>,
    /// What works on documents, once that part of the program is there.
    pub documents: RwSignal<Option<Documents>>,
    /// What is counted in the open plan, once for all who show it.
    pub figures: Memo<Option<PlanFigures>>,
    /// Whether a document is open.
    pub opening: RwSignal<Opening>,
    /// Whether another tab is the one that writes to the open document.
    pub read_only: RwSignal<bool>,
    /// Whether what was edited is stored.
    pub save: RwSignal<SaveState>,
    /// How many fields hold text that is no edit yet.
    pub typing: RwSignal<usize>,
    /// Short messages, oldest first.
    pub toasts: RwSignal<Vec<Toast>>,
    /// Sentences on damage found when the document was opened.
    pub notices: RwSignal<Vec<String>>,
    /// Why the browser keeps nothing; a steady notice.
    pub trouble: RwSignal<Option<String>>,
    /// How the open document stands to the file outside the browser that it is written to as well.
    pub live: RwSignal<Live>,
    /// Counts up when fields must commit what is being typed.
    pub flush: RwSignal<usize>,
    /// What is about to be imported.
    pub offer: RwSignal<Option<crate::ui::pages::home::import::Offer>>,
    /// The document that is about to be exported under a passphrase.
    pub sealing: RwSignal<Option<DocumentId>>,
    /// Whether the start-up of countries and sites is about to be laid out.
    pub laying_out: RwSignal<bool>,
    /// Whether risks are about to be picked from the library.
    pub picking_risks: RwSignal<bool>,
    /// The rows that are about to be pasted into the schedule.
    pub pasting: RwSignal<Option<Pasting>>,
    /// The task that has the focus in the table of the schedule, while that is on screen.
    pub current_task: RwSignal<Option<Id<Task>>>,
    /// The last simulation, with the document as it stood then.
    pub simulated: RwSignal<Option<Arc<(Document, Simulation)>>>,
    /// The rows that are about to be pasted into the risk register, as far as they are known.
    pub pasting_risks: RwSignal<Option<String>>,
    /// What was simulated last of the risks in money and days, and of which document.
    pub exposure: RwSignal<Option<Arc<(Document, Exposure)>>>,
    /// The weightings that were drawn last of an evaluation, and of which.
    pub acceptability: RwSignal<Option<(DocumentId, Arc<Acceptability>)>>,
    /// Whether the command palette is open.
    pub palette: RwSignal<bool>,
    /// Whether the sidebar is unfolded on a narrow screen.
    pub sidebar: RwSignal<bool>,
    /// Whether a new version of the page waits to be used.
    pub update: RwSignal<bool>,
    toast_number: StoredValue<usize>,
    /// Counts the edits of this tab.
    edits: StoredValue<usize>,
    vault: StoredValue<PageVault, LocalStorage>,
    live_file: StoredValue<Option<Here>, LocalStorage>,
    lock: StoredValue<Option<DocumentLock>, LocalStorage>,
    /// The place in the queue for the lock, while another tab holds it.
    waiting: StoredValue<Option<Waiting>, LocalStorage>,
    /// Whether this tab has asked the one that writes to let it write.
    taking: StoredValue<bool>,
    channel: StoredValue<Option<Channel>, LocalStorage>,
    ids: StoredValue<IdMaker>,
}

/// Rows that somebody is about to paste into the schedule.
#[derive(Clone)]
pub struct Pasting {
    /// What was pasted so far.
    pub text: String,
    /// The task after which they go; at the end where there is none.
    pub after: Option<Id<Task>>,
}

/// The workspace, from context.
pub fn workspace() -> Workspace {
    expect_context::<Workspace>()
}
impl Workspace {
    /// A workspace on these stores.
    pub fn new(stores: Stores, route: Route) -> Workspace {
        let vault = stores.vault;
        let (today, session) = (RwSignal::new(clock::today()), RwSignal::new(None::<Session>));
        let documents = RwSignal::new(None::<Documents>);
        let figures = move || {
            let count = documents.with_untracked(|documents| documents.as_ref().map(|documents| documents.figures));
            session.with(|session| count?(session.as_ref()?, today.get()))
        };
        Workspace {
            route: RwSignal::new(route),
            today,
            library: RwSignal::new(vault.library()),
            preferences: RwSignal::new(vault.preferences()),
            session,
            documents,
            figures: memo(move |_| figures()),
            opening: RwSignal::new(Opening::Nothing),
            read_only: RwSignal::new(false),
            save: RwSignal::new(if stores.trouble.is_some() { SaveState::InMemory } else { SaveState::Saved }),
            typing: RwSignal::new(0),
            toasts: RwSignal::new(Vec::new()),
            notices: RwSignal::new(stores.notices),
            trouble: RwSignal::new(stores.trouble),
            live: RwSignal::new(Live::None),
            flush: RwSignal::new(0),
            offer: RwSignal::new(None),
            sealing: RwSignal::new(None),
            laying_out: RwSignal::new(false),
            picking_risks: RwSignal::new(false),
            pasting: RwSignal::new(None),
            current_task: RwSignal::new(None),
            simulated: RwSignal::new(None),
            pasting_risks: RwSignal::new(None),
            exposure: RwSignal::new(None),
            acceptability: RwSignal::new(None),
            palette: RwSignal::new(false),
            sidebar: RwSignal::new(false),
            update: RwSignal::new(false),
            toast_number: StoredValue::new(0),
            edits: StoredValue::new(0),
            vault: StoredValue::new_local(vault),
            live_file: StoredValue::new_local(None),
            lock: StoredValue::new_local(None),
            waiting: StoredValue::new_local(None),
            taking: StoredValue::new(false),
            channel: StoredValue::new_local(None),
            ids: StoredValue::new(IdMaker::new(clock::random_seed())),
        }
    }

    /// A new id.
    pub fn id<T>(self) -> Id<T> {
        self.ids.try_update_value(IdMaker::make).unwrap_or_else(|| IdMaker::new(clock::random_seed()).make())
    }

    /// A maker of ids for whatever needs many.
    pub fn id_maker(self) -> IdMaker {
        IdMaker::new(clock::random_seed())
    }

    /// The vault that keeps the documents.
    pub fn vault(self) -> PageVault {
        self.vault.get_value()
    }

    /// A short message.
    pub fn say(self, text: impl Into<String>) {
        self.toast(text.into(), None);
    }

    /// A short message with a button.
    pub fn say_with(self, text: impl Into<String>, label: &'static str, run: impl Fn() + Send + Sync + 'static) {
        self.toast(text.into(), Some((label, Arc::new(run))));
    }

    /// Takes a message away.
    pub fn dismiss(self, number: usize) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.number != number));
    }

    /// Keeps a new document and goes to it.
    pub fn keep(self, document: Document, sample: bool, then: impl FnOnce() + 'static) {
        self.save.set(SaveState::Saving);
        spawn_local(async move {
            match self.vault().create(&document, sample).await {
                Ok(()) => {
                    self.library_changed();
                    self.settled();
                    then();
                }
                Err(fault) => {
                    self.settled();
                    self.say(fault.to_string());
                }
            }
        });
    }

    /// Changes the list of documents.
    pub fn arrange(self, change: impl FnOnce(&mut Library)) {
        let mut library = self.vault().library();
        change(&mut library);
        if let Err(fault) = self.vault().set_library(&library) {
            self.say(fault.to_string());
        }
        self.library_changed();
    }

    /// The list is read again here and in the other tabs.
    pub fn library_changed(self) {
        self.library.set(self.vault().library());
        self.post(&Message::LibraryChanged);
    }

    /// Keeps new preferences.
    pub fn prefer(self, change: impl FnOnce(&mut Preferences)) {
        self.preferences.update(change);
        if let Err(fault) = self.preferences.with_untracked(|preferences| self.vault().set_preferences(preferences)) {
            self.say(fault.to_string());
        }
    }

    fn toast(self, text: String, action: Option<ToastAction>) {
        let number = self.toast_number.get_value() + 1;
        self.toast_number.set_value(number);
        self.toasts.update(|toasts| {
            // What is said again is said once, with the newest button.
            toasts.retain(|toast| toast.text != text);
            // More than three at once hide the page; the oldest go first.
            if toasts.len() >= 3 {
                toasts.remove(0);
            }
            toasts.push(Toast { number, text, action });
        });
        set_timeout(move || self.dismiss(number), std::time::Duration::from_secs(12));
    }
}
