//! Editing the open document: the one way from a gesture to the journal and the screen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{FOLD_AFTER, IDLE, SaveState, Workspace, live_file};
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::session::command::{Change, Command, Edit, Kept, Origin};
use crate::session::editing::Hand;
use crate::storage::browser::tabs::Message;
use crate::storage::browser::{clock, room};
use crate::storage::port::StoreFault;

impl Workspace {
    /// A record of the open document, as it stands now.
    pub fn record<T: Kept>(self, id: &Id<T>) -> Option<T> {
        self.session.with_untracked(|session| T::of(session.as_ref()?.document())?.get(id).map(|record| T::clone(record)))
    }

    /// Changes a record of the open document.
    pub fn update<T: Kept>(self, id: &Id<T>, change: impl FnOnce(&mut T)) {
        if let Some(mut record) = self.record(id) {
            change(&mut record);
            self.dispatch(T::change(Edit::put(record)));
        }
    }

    /// Adds a record at the end of its collection.
    pub fn add<T: Kept>(self, record: T) {
        self.dispatch(T::change(Edit::put(record)));
    }

    /// Adds a record after another one, or at the end. Whether it was added.
    pub fn insert_after<T: Kept>(self, record: T, after: Option<&Id<T>>) -> bool {
        let place = self.session.with_untracked(|session| T::of(session.as_ref()?.document())?.place(after?)).map(|place| place + 1);
        self.dispatch(T::change(Edit::Put { record: Box::new(record), place }))
    }

    /// Takes a record out, and offers to put it back.
    pub fn remove<T: Kept>(self, id: &Id<T>) {
        let name = self.record(id).map(|record| record.name().to_owned()).unwrap_or_default();
        self.remove_with(T::change(Edit::Remove { id: id.clone() }), T::NOUN, &name);
    }

    /// Takes a record out of the plan together with what refers to it, and offers to put all of it back.
    pub fn remove_linked<T: Kept>(self, id: &Id<T>, without: fn(&TrialPlan, &Id<T>) -> Change) {
        let change = self.session.with_untracked(|session| Some(without(session.as_ref()?.document().plan()?, id)));
        let name = self.record(id).map(|record| record.name().to_owned()).unwrap_or_default();
        if let Some(change) = change {
            self.remove_with(change, T::NOUN, &name);
        }
    }

    /// Carries out a change that removes something, and offers to put it back.
    pub fn remove_with(self, change: Change, noun: &str, name: &str) {
        if self.dispatch(change) {
            let named = if name.trim().is_empty() { String::new() } else { format!(" {}", crate::domain::words::quoted(name)) };
            self.say_with(format!("Removed the {noun}{named}."), "Undo", move || self.undo());
        }
    }

    /// Moves a record to where its neighbour in `rows` stands: the one below, or the one above.
    pub fn shift<T: Kept>(self, rows: &[Id<T>], id: &Id<T>, down: bool) {
        let at = rows.iter().position(|row| row == id);
        let neighbour = at.and_then(|at| if down { rows.get(at + 1) } else { at.checked_sub(1).and_then(|above| rows.get(above)) });
        let to = neighbour.and_then(|neighbour| self.session.with_untracked(|session| T::of(session.as_ref()?.document())?.place(neighbour)));
        if let Some(to) = to {
            self.dispatch(T::change(Edit::Move { id: id.clone(), to }));
        }
    }

    /// Carries out an edit: in the document, in the journal, on the screen. Whether it was carried out.
    pub fn dispatch(self, change: Change) -> bool {
        self.carry_out(self.command(change))
    }

    /// Carries out an edit that comes with a reason, for the audit trail. Whether it was carried out.
    pub fn dispatch_because(self, change: Change, why: String) -> bool {
        self.carry_out(Command { why: Some(why), ..self.command(change) })
    }

    /// Takes the last edit back.
    pub fn undo(self) {
        let command = self.session.with_untracked(|session| session.as_ref()?.undo_command(self.hand()));
        if let Some(command) = command {
            self.carry_out(command);
        }
    }

    /// Repeats what was taken back last.
    pub fn redo(self) {
        let command = self.session.with_untracked(|session| session.as_ref()?.redo_command(self.hand()));
        if let Some(command) = command {
            self.carry_out(command);
        }
    }

    /// Everything that is being typed is committed, and the journal folded: the page may be about to go away.
    pub fn settle(self) {
        self.flush.update(|count| *count += 1);
        if !self.read_only.get_untracked() {
            self.fold();
            self.update_live_file();
        }
    }

    fn command(self, change: Change) -> Command {
        let hand = self.hand();
        Command { at: hand.at, who: hand.who, why: None, origin: Origin::Edit, change }
    }

    pub(super) fn hand(self) -> Hand {
        Hand { who: self.preferences.with_untracked(|preferences| preferences.name.clone()), at: clock::now() }
    }

    fn carry_out(self, command: Command) -> bool {
        if self.read_only.get_untracked() {
            self.say_with("This document is being edited in another tab.", "Edit here instead", move || self.take_over());
            return false;
        }
        let Some(session) = self.session.get_untracked() else { return false };
        let next = match session.dispatch(&command) {
            Ok(Some(next)) => next,
            Ok(None) => return false,
            Err(rejection) => {
                self.say(format!("{rejection}."));
                return false;
            }
        };
        let document = next.document().clone();
        let id = document.head().id.clone();
        let written = self.vault().append(&id, &command, &document);
        crate::ui::app::remember(&document);
        self.session.set(Some(next));
        match written {
            Ok(saved) => {
                self.settled();
                self.post(&Message::Changed { id, revision: document.head().revision });
                self.ask_to_keep();
                if saved.journal_length >= FOLD_AFTER {
                    self.fold();
                }
            }
            Err(fault) => self.save_without_journal(fault),
        }
        self.wait_for_quiet();
        true
    }

    /// The journal took no more: the snapshot holds the change as well, and makes room in the journal.
    fn save_without_journal(self, fault: StoreFault) {
        let Some(document) = self.session.with_untracked(|session| session.as_ref().map(|session| session.document().clone())) else { return };
        self.save.set(SaveState::Saving);
        spawn_local(async move {
            let head = document.head();
            let outcome = self.vault().fold(&document).await;
            if self.open_id().as_ref() != Some(&head.id) {
                return;
            }
            match outcome {
                Ok(()) => {
                    // What came meanwhile speaks for itself.
                    if self.session.with_untracked(|session| session.as_ref().is_some_and(|session| session.document().head().revision == head.revision)) {
                        self.settled();
                    }
                    self.post(&Message::Changed { id: head.id.clone(), revision: head.revision });
                }
                Err(_) => self.save.set(SaveState::Failed(format!("{fault}."))),
            }
        });
    }

    /// When nothing has been edited for a while the file is written, and the journal folded: what the browser may lose of
    /// it is then in a snapshot.
    fn wait_for_quiet(self) {
        let number = self.edits.get_value() + 1;
        self.edits.set_value(number);
        let when_quiet = |pause, run: fn(Workspace)| {
            let quiet = move || self.edits.try_get_value() == Some(number) && !self.read_only.get_untracked();
            set_timeout(
                move || {
                    if quiet() {
                        run(self)
                    }
                },
                pause,
            );
        };
        when_quiet(live_file::PAUSE, Workspace::update_live_file);
        when_quiet(IDLE, Workspace::fold);
    }

    /// Asks the browser, once, not to clear what is stored, and says why: some browsers ask their user.
    fn ask_to_keep(self) {
        let sample = self.open_id().is_some_and(|id| self.library.with_untracked(|library| library.get(&id).is_some_and(|entry| entry.sample)));
        if sample || self.preferences.with_untracked(|preferences| preferences.asked_to_keep) || self.trouble.with_untracked(Option::is_some) {
            return;
        }
        self.prefer(|preferences| preferences.asked_to_keep = true);
        spawn_local(async move {
            if room::measure().await.kept == Some(false) {
                self.say("Your documents are kept in this browser only. Trialwright asks it not to clear them when the device runs low on space.");
                room::ask_to_keep().await;
            }
        });
    }

    pub(super) fn settled(self) {
        self.save.set(if self.trouble.with_untracked(Option::is_some) { SaveState::InMemory } else { SaveState::Saved });
    }

    /// Folds the journal into a snapshot, in the background.
    pub(super) fn fold(self) {
        let Some(document) = self.session.with_untracked(|session| session.as_ref().map(|session| session.document().clone())) else { return };
        spawn_local(async move {
            let failed = self.vault().fold(&document).await.err();
            // Another document may be open by now; its state is its own.
            if let Some(fault) = failed.filter(|_| self.open_id().as_ref() == Some(&document.head().id)) {
                self.save.set(SaveState::Failed(format!("{fault}.")));
            }
        });
    }
}
