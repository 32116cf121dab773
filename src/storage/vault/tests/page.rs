//! A page to be tried: two stores in memory, the vault on them, and what the user was told.

use std::cell::Cell;
use std::rc::Rc;

use crate::domain::date::Timestamp;
use crate::domain::document::Document;
use crate::session::command::{Change, Command};
use crate::session::editing::{Hand, Session};
use crate::storage::journal;
use crate::storage::memory::{Memory, Weather, at_once};
use crate::storage::port::StoreFault;
use crate::storage::recovery::holds;
use crate::storage::trial_run::{command, fresh, id, risk};
use crate::storage::vault::{Saved, Vault, VaultFault};

/// A page on two stores: what it has open, and what it was told is saved.
pub(super) struct Page {
    pub(super) texts: Memory,
    pub(super) blobs: Memory,
    pub(super) vault: Vault<Memory, Memory>,
    pub(super) session: Session,
    pub(super) notices: Vec<String>,
    pub(super) clock: i64,
    /// Number and moment of every change that was reported as saved.
    pub(super) saved: Vec<(u64, Timestamp)>,
}

impl Page {
    /// A page that has just made a document.
    pub(super) fn new() -> Page {
        let weather = Rc::new(Cell::new(Weather::Fair));
        let (texts, blobs) = (Memory::under(&weather), Memory::under(&weather));
        let vault = Vault::new(texts.clone(), blobs.clone());
        at_once(vault.create(&fresh("Kestrel"), false)).expect("created");
        let session = at_once(vault.open(&id())).expect("opens").session;
        Page { texts, blobs, vault, session, notices: Vec::new(), clock: 0, saved: Vec::new() }
    }

    /// The document on screen.
    pub(super) fn document(&self) -> &Document {
        self.session.document()
    }

    /// Its revision.
    pub(super) fn revision(&self) -> u64 {
        self.document().head().revision
    }

    /// One gesture; on the page it is done whether or not it could be saved.
    pub(super) fn carry_out(&mut self, command: &Command) -> Result<Saved, StoreFault> {
        let next = self.session.dispatch(command).expect("fits").expect("changes something");
        let outcome = self.vault.append(&id(), command, next.document());
        self.session = next;
        if outcome.is_ok() {
            // Whatever comes before a saved change is saved.
            self.saved = self.document().audit().entries().iter().map(|entry| (entry.revision, entry.at)).collect();
        }
        outcome
    }

    /// A gesture of its own at a moment of its own.
    pub(super) fn edit(&mut self) -> Result<Saved, StoreFault> {
        self.clock += 1;
        let change = if self.clock % 3 == 0 {
            Change::Title(format!("Kestrel {}", self.clock))
        } else {
            risk(self.clock as u32 % 5, &format!("Risk of {}", self.clock))
        };
        let command = command(change, self.clock);
        self.carry_out(&command)
    }

    /// So many gestures, each of which must be saved.
    pub(super) fn edits(&mut self, count: usize) {
        (0..count).for_each(|_| assert!(self.edit().is_ok()));
    }

    /// Takes the last gesture back, where there is one.
    pub(super) fn step_back(&mut self) {
        self.clock += 1;
        if let Some(command) = self.session.undo_command(Hand { who: "Ada".to_owned(), at: Timestamp::from_millis(self.clock) }) {
            let _ = self.carry_out(&command);
        }
    }

    /// Folds; what is folded counts as saved.
    pub(super) fn fold(&mut self) -> Result<(), VaultFault> {
        at_once(self.vault.fold(&self.document().clone()))?;
        self.saved = self.document().audit().entries().iter().map(|entry| (entry.revision, entry.at)).collect();
        Ok(())
    }

    /// The tab is closed, and the page loaded again in fair weather.
    pub(super) fn reload(&mut self) -> Result<(), VaultFault> {
        self.texts.set_weather(Weather::Fair);
        self.vault = Vault::new(self.texts.clone(), self.blobs.clone());
        let mended = at_once(self.vault.mend())?;
        self.notices = mended.notices;
        if let Some(strays) = mended.strays {
            self.notices.extend(at_once(self.vault.list_strays(&strays))?);
        }
        let opened = at_once(self.vault.open(&id()))?;
        self.notices.extend(opened.notices);
        self.session = opened.session;
        Ok(())
    }

    /// What was reported as saved and is not in the document.
    pub(super) fn lost(&self) -> Vec<(u64, Timestamp)> {
        self.saved.iter().copied().filter(|(revision, at)| !holds(self.document(), *revision, *at)).collect()
    }

    /// The revisions in the journal.
    pub(super) fn journal(&self) -> Vec<u64> {
        journal::revisions(&self.texts, &id()).expect("memory")
    }

    /// Changes a stored text behind the back of the page.
    pub(super) fn damage(&self, name: &str, with: impl Fn(&str) -> String) {
        let store = if self.texts.texts().contains_key(name) { &self.texts } else { &self.blobs };
        let text = store.texts().get(name).expect("something to damage").clone();
        store.plant(name, with(&text));
    }
}
