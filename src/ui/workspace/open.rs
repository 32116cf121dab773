//! Opening and closing documents, and the other tabs.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Opening, Workspace};
use crate::domain::document::DocumentId;
use crate::storage::browser::locks::DocumentLock;
use crate::storage::browser::tabs::{Channel, Message};
use crate::ui::documents::{Errand, ask};
use crate::ui::signals::{effect, memo};

/// How long a tab that was asked to stop writing may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);

impl Workspace {
    /// Listens to the other tabs.
    pub fn listen(self) {
        let channel = Channel::open(move |message| self.hear(message));
        self.channel.set_value(Some(channel));
    }

    /// The document that the route names is opened, and the one before it let go.
    pub fn follow_route(self) {
        let wanted = memo(move |_| self.wanted());
        effect(move |_| {
            let wanted = wanted.get();
            if wanted != self.open_id() {
                if self.session.with_untracked(Option::is_none) {
                    self.opening.set(if wanted.is_some() { Opening::Reading } else { Opening::Nothing });
                }
                ask(self, Errand::Follow);
            }
        });
    }

    /// Lets the open document go where the route names another one, and opens that.
    pub fn follow(self) {
        let wanted = untrack(|| self.wanted());
        if wanted == self.open_id() {
            return;
        }
        self.close();
        if let Some(id) = wanted {
            self.opening.set(Opening::Reading);
            spawn_local(async move { self.read(id).await });
        }
    }

    /// The document that the route names.
    fn wanted(self) -> Option<DocumentId> {
        self.route.with(|route| route.place().map(|place| place.document.clone()))
    }

    /// Makes this tab the one that writes to the open document. The tab that does so now is asked to finish first; one
    /// that is frozen does not answer, and is not waited for long.
    pub fn take_over(self) {
        if let Some(id) = self.open_id() {
            self.taking.set_value(true);
            self.post(&Message::Yield { id: id.clone() });
            set_timeout(move || self.take_lock(id.clone()), PATIENCE);
        }
    }

    /// Reads the open document again from storage, for example after an import replaced it.
    pub fn reopen(self, id: DocumentId) {
        self.reopen_to(id, !self.read_only.get_untracked());
    }

    fn reopen_to(self, id: DocumentId, write: bool) {
        spawn_local(async move {
            self.read_to(id.clone(), write).await;
            let revision = self.session.with_untracked(|session| session.as_ref().map(|session| session.document().head().revision));
            // Tabs that read along show the new content too.
            self.post(&Message::Changed { id, revision: revision.unwrap_or_default() });
        });
    }

    /// The id of the open document.
    pub fn open_id(self) -> Option<DocumentId> {
        self.session.with_untracked(|session| session.as_ref().map(|session| session.document().head().id.clone()))
    }

    /// Lets the open document go.
    pub(super) fn close(self) {
        self.settle();
        self.lock.set_value(None);
        self.waiting.set_value(None);
        self.taking.set_value(false);
        self.session.set(None);
        self.forget_live_file();
        // Each edit lists the document anew in storage; whoever sees the list next sees it as it stands.
        self.library.set(self.vault().library());
        self.notices.set(Vec::new());
        self.read_only.set(false);
        self.opening.set(Opening::Nothing);
        crate::ui::app::forget();
    }

    /// Opens a document: to write where no other tab does, else to read along.
    pub(super) async fn read(self, id: DocumentId) {
        // The user may go elsewhere while the browser answers; what belongs to this document is then let go.
        let gone = || self.route.with_untracked(|route| route.place().is_none_or(|place| place.document != id));
        if self.lock.with_value(Option::is_none) && self.waiting.with_value(Option::is_none) {
            let lock = DocumentLock::try_acquire(&id).await;
            if gone() {
                return;
            }
            self.hold(&id, lock);
        }
        self.read_to(id, !self.read_only.get_untracked()).await;
    }

    /// Reads the document of the route to write to it, or to read along. A tab that begins to write reads along until
    /// it has read all that the one before it wrote: an edit in between would be made on an older document.
    async fn read_to(self, id: DocumentId, write: bool) {
        let opened = if write { self.vault().open(&id).await } else { self.vault().read_copy(&id).await };
        let gone = self.route.with_untracked(|route| route.place().is_none_or(|place| place.document != id));
        // Whoever has begun to write meanwhile has read more than this.
        let overtaken = !write && self.session.with_untracked(Option::is_some) && !self.read_only.get_untracked();
        // The lock may be lost again by now.
        let write = write && self.lock.with_value(Option::is_some);
        if gone || overtaken {
            return;
        }
        match opened {
            Ok(opened) => {
                self.read_only.set(!write);
                crate::ui::app::remember(opened.session.document());
                self.notices.set(opened.notices);
                self.session.set(Some(opened.session));
                self.opening.set(Opening::Open);
                if write {
                    self.find_live_file(id);
                } else {
                    self.forget_live_file();
                }
            }
            Err(fault) => {
                self.lock.set_value(None);
                self.waiting.set_value(None);
                self.opening.set(Opening::Failed(format!("{fault}.")));
            }
        }
    }

    fn hear(self, message: Message) {
        if matches!(message, Message::LibraryChanged | Message::Changed { .. }) {
            self.library.set(self.vault().library());
        }
        if self.open_id().is_some() {
            ask(self, Errand::Hear(message));
        }
    }

    /// Does with the open document what another tab asks for, or what follows from what it says.
    pub fn heed(self, message: Message) {
        match message {
            Message::LibraryChanged => self.heed_choice_of_file(),
            Message::Changed { id, .. } => {
                if self.read_only.get_untracked() && self.open_id().as_ref() == Some(&id) {
                    spawn_local(async move { self.read_to(id, false).await });
                }
            }
            Message::Yield { id } => {
                if !self.read_only.get_untracked() && self.open_id().as_ref() == Some(&id) {
                    self.flush.update(|count| *count += 1);
                    // The fields commit in effects of their own, before the next task of the event loop.
                    set_timeout(move || spawn_local(self.yield_to_other_tab(id.clone())), Duration::ZERO);
                }
            }
            Message::Yielded { id } => self.take_lock(id),
        }
    }

    /// Stops writing to the document, and tells the tab that asked, which then takes the lock.
    async fn yield_to_other_tab(self, id: DocumentId) {
        self.read_only.set(true);
        self.post(&Message::Yielded { id });
    }

    /// Takes the lock, if this tab has asked for it.
    fn take_lock(self, id: DocumentId) {
        if self.open_id().as_ref() != Some(&id) || !self.taking.try_update_value(std::mem::take).unwrap_or_default() {
            return;
        }
        spawn_local(async move {
            let lock = DocumentLock::take(&id).await;
            if self.open_id().as_ref() == Some(&id) {
                let write = lock.is_some();
                self.hold(&id, lock);
                self.reopen_to(id, write);
            }
        });
    }

    /// Keeps this lock, under which the document can be read to write to it; without one this tab reads along, and
    /// writes as soon as no other tab does.
    fn hold(self, id: &DocumentId, lock: Option<DocumentLock>) {
        let id = id.clone();
        if lock.is_none() {
            self.read_only.set(true);
        }
        let waiting = match &lock {
            Some(lock) => {
                self.taking.set_value(false);
                lock.on_lost(move || {
                    self.hold(&id, None);
                    self.say("Another tab has taken over editing this document.");
                });
                None
            }
            None => Some(DocumentLock::wait(id.clone(), move |lock| {
                if self.open_id().as_ref() == Some(&id) {
                    self.hold(&id, Some(lock));
                    self.reopen_to(id, true);
                    self.say("The tab that edited this document has closed it. You can edit it here.");
                }
            })),
        };
        self.lock.set_value(lock);
        self.waiting.set_value(waiting);
    }

    pub fn post(self, message: &Message) {
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                channel.post(message);
            }
        });
    }
}
