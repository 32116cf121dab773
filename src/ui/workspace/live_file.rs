//! The file outside the browser that a document is written to after each change, where its user chose one.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Workspace;
use crate::domain::document::{Document, DocumentId};
use crate::domain::words::quoted;
use crate::formats::native;
use crate::storage::browser::live_file::{self, LiveFile};
use crate::storage::live_file::LiveFault;
use crate::ui::pages::home::export::current;
use crate::ui::pages::home::import::offer_text;

/// After how long without an edit the file is written.
pub(super) const PAUSE: Duration = Duration::from_secs(1);

/// How the open document stands to its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Live {
    /// There is none.
    None,
    /// The file holds the document as it was at this revision.
    Kept(u64),
    /// It is not written to any more.
    Stopped(LiveFault),
}

/// What happens to what somebody else wrote to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theirs {
    /// It stays, and the user is told.
    Stays,
    /// It is written over.
    Goes,
}

/// The file of the open document.
#[derive(Clone)]
pub(super) struct Here {
    id: DocumentId,
    file: LiveFile,
    /// Whether it is being written, so that two writes never cross.
    busy: bool,
    /// Whether there is more to write after that.
    again: bool,
}

impl Workspace {
    /// Lets the user choose a file for a document, and writes it.
    pub fn keep_in_file(self, id: DocumentId) {
        spawn_local(async move {
            let said = self.choose_and_write(&id).await.unwrap_or_else(|fault| Some(format!("{fault}.")));
            if let Some(said) = said {
                self.say(said);
            }
        });
    }

    /// Writes to the document's file no more. The file stays as it is.
    pub fn leave_file(self, id: DocumentId) {
        self.arrange(|library| library.live_file(&id, None));
        if self.open_id().as_ref() == Some(&id) {
            self.forget_live_file();
        }
        spawn_local(async move {
            if let Err(fault) = live_file::forget(&id).await {
                self.say(format!("{fault}."));
            }
        });
    }

    /// Asks the browser for leave to write to the open document's file, and writes it.
    pub fn ask_for_file(self) {
        let Some(here) = self.live_file.get_value() else { return };
        spawn_local(async move {
            if here.file.ask().await {
                self.write_live_file(Theirs::Stays);
            }
        });
    }

    /// Shows what somebody else wrote to the open document's file, beside the document.
    pub fn compare_with_file(self) {
        let Some(here) = self.live_file.get_value() else { return };
        spawn_local(async move {
            match here.file.text().await {
                Ok(text) => offer_text(self, here.file.name(), text),
                Err(fault) => self.live.set(Live::Stopped(fault)),
            }
        });
    }

    /// Writes the open document to its file.
    pub fn write_live_file(self, theirs: Theirs) {
        let document = self.session.with_untracked(|session| session.as_ref().map(|session| session.document().clone()));
        let (Some(document), Some(here)) = (document, self.live_file.get_value()) else { return };
        if here.id != document.head().id || self.read_only.get_untracked() {
            return;
        }
        if here.busy {
            self.change_here(&here.id, |here| here.again = true);
            return;
        }
        self.change_here(&here.id, |here| here.busy = true);
        spawn_local(async move {
            let outcome = self.write(&here.id, &here.file, &document, theirs).await;
            let mut again = false;
            let still = self.change_here(&here.id, |here| {
                again = std::mem::take(&mut here.again);
                here.busy = false;
            });
            if let (Err(fault), true) = (&outcome, still) {
                self.live.set(Live::Stopped(fault.clone()));
            } else if again {
                self.write_live_file(Theirs::Stays);
            }
        });
    }

    /// Writes after an edit or a pause, where the file is kept up to date.
    pub(super) fn update_live_file(self) {
        if self.live.with_untracked(|live| matches!(live, Live::Kept(_))) {
            self.write_live_file(Theirs::Stays);
        }
    }

    /// Finds the file of the document that has just been opened to write to it.
    pub(super) fn find_live_file(self, id: DocumentId) {
        if self.library.with_untracked(|library| library.get(&id).is_none_or(|entry| entry.live_file.is_none())) {
            return;
        }
        spawn_local(async move {
            let Ok(Some(file)) = live_file::recall(&id).await else { return };
            let allowed = file.is_allowed().await;
            if self.open_id().as_ref() != Some(&id) || self.live_file.with_value(Option::is_some) {
                return;
            }
            let name = quoted(&file.name());
            self.live_file.set_value(Some(Here { id, file, busy: false, again: false }));
            if allowed { self.write_live_file(Theirs::Stays) } else { self.live.set(Live::Stopped(LiveFault::Denied(name))) }
        });
    }

    /// Another tab may have chosen a file for the open document, or left it.
    pub(super) fn heed_choice_of_file(self) {
        let Some(id) = self.open_id().filter(|_| !self.read_only.get_untracked()) else { return };
        let chosen = self.library.with_untracked(|library| library.get(&id).is_some_and(|entry| entry.live_file.is_some()));
        match (chosen, self.live_file.with_value(Option::is_some)) {
            (true, false) => self.find_live_file(id),
            (false, true) => self.forget_live_file(),
            _ => {}
        }
    }

    /// The document is let go, or its file.
    pub(super) fn forget_live_file(self) {
        self.live_file.set_value(None);
        self.live.set(Live::None);
    }

    async fn choose_and_write(self, id: &DocumentId) -> Result<Option<String>, String> {
        let sentence = |fault: &dyn std::fmt::Display| fault.to_string();
        let document = current(self, id).await.map_err(|fault| sentence(&fault))?;
        let Some(file) = live_file::choose(&native::file_name(&document)).await.map_err(|fault| sentence(&fault))? else { return Ok(None) };
        let name = file.name();
        file.remember(id).await.map_err(|fault| sentence(&fault))?;
        self.arrange(|library| library.live_file(id, Some(name.clone())));
        if self.open_id().as_ref() == Some(id) {
            self.live_file.set_value(Some(Here { id: id.clone(), file: file.clone(), busy: false, again: false }));
        }
        // The browser has asked about what stood there.
        if let Err(fault) = self.write(id, &file, &document, Theirs::Goes).await {
            // The notice stands where the document is open, until the file is written or left.
            let open = self.change_here(id, |_| ());
            let said = sentence(&fault);
            self.live.update(|live| {
                if open {
                    *live = Live::Stopped(fault)
                }
            });
            return Err(said);
        }
        Ok(Some(format!("Every change is now written to {} too.", quoted(&name))))
    }

    /// Writes a document to its file, and notes what the file holds now.
    async fn write(self, id: &DocumentId, file: &LiveFile, document: &Document, theirs: Theirs) -> Result<(), LiveFault> {
        let file = file.write(&native::write(document), theirs == Theirs::Goes).await?;
        // What was written is written, whether or not the browser remembers it: at worst it asks once too often.
        let _ = file.remember(id).await;
        let revision = document.head().revision;
        if self.change_here(id, |here| here.file = file) {
            self.live.set(Live::Kept(revision));
        }
        self.arrange(|library| library.exported(id, revision));
        Ok(())
    }

    /// Changes what is known of the file, where the document is still the open one. Whether it is.
    fn change_here(self, id: &DocumentId, change: impl FnOnce(&mut Here)) -> bool {
        self.live_file.try_update_value(|here| here.as_mut().filter(|here| here.id == *id).map(change).is_some()).unwrap_or_default()
    }
}
