//! What is typed in a field before it becomes an edit: the one place that every field holds it in.
//!
//! A draft that can stand is never lost: it becomes an edit when the field asks for it, when the workspace does because the
//! page may go away, and when the field goes. What cannot stand stays in the field with its complaint, and goes with it.

use std::time::Duration;

use leptos::prelude::*;

use super::super::workspace::{Workspace, workspace};
use super::release::once_released;
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, Signal, effect};

/// How long after the last key what is typed becomes an edit, in a field that waits for no more.
const PAUSE: Duration = Duration::from_millis(1000);

/// Takes the text when the user has finished; answers with a complaint where it cannot stand.
pub type Commit = Callback<String, Result<(), String>>;

/// What is typed in one field. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Draft {
    ws: Workspace,
    value: Signal<String>,
    commit: Commit,
    text: RwSignal<Option<String>>,
    complaint: RwSignal<Option<String>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Draft {
    /// The draft of the field that is being made, which shows `value`.
    pub fn new(value: Signal<String>, commit: Commit) -> Draft {
        let ws = workspace();
        let draft = Draft { ws, value, commit, text: RwSignal::new(None), complaint: RwSignal::new(None), timer: StoredValue::new(None) };
        effect(move |before: Option<usize>| {
            let now = ws.flush.get();
            if before.is_some_and(|before| before != now) {
                draft.finish();
            }
            now
        });
        on_cleanup(move || {
            draft.finish();
            draft.hold(None);
        });
        draft
    }

    /// The text was typed, and becomes an edit when the field is finished with.
    pub fn typed(self, text: String) {
        self.stop_timer();
        self.complaint.set(None);
        self.hold(Some(text));
    }

    /// The text was typed, and becomes an edit after a second without a key at the latest.
    pub fn typed_for_now(self, text: String) {
        self.hold(Some(text));
        self.stop_timer();
        self.timer.set_value(set_timeout_with_handle(move || self.finish(), PAUSE).ok());
    }

    /// Makes an edit of what was typed; where it cannot stand, it stays with the complaint.
    pub fn finish(self) {
        self.stop_timer();
        let Some(Some(text)) = self.text.try_get_untracked() else { return };
        if text == self.value.get_untracked() {
            self.clear();
            return;
        }
        match self.commit.run(text) {
            Ok(()) => self.clear(),
            Err(reason) => self.complaint.try_set(Some(reason)),
        }
    }

    /// The field is left: what was typed becomes an edit as soon as no pointer is down.
    pub fn left(self) {
        once_released(move || self.finish());
    }

    /// Gives up what was typed. Whether there was anything.
    pub fn give_up(self) -> bool {
        let held = self.text.with_untracked(Option::is_some);
        self.stop_timer();
        self.clear();
        held
    }

    /// What the field shows: what is typed, or else the value.
    pub fn shown(self) -> String {
        self.text.get().unwrap_or_else(|| self.value.get())
    }

    /// What is typed; empty where nothing is.
    pub fn text(self) -> String {
        self.text.get().unwrap_or_default()
    }

    /// Why what was typed cannot stand.
    pub fn complaint(self) -> Option<String> {
        self.complaint.get()
    }

    /// Whether what was typed cannot stand.
    pub fn is_refused(self) -> bool {
        self.complaint.with(Option::is_some)
    }

    /// Holds a text, or none, and lets the workspace know how many fields do.
    fn hold(self, text: Option<String>) {
        let (before, now) = (self.text.try_get_untracked().flatten().is_some(), text.is_some());
        self.text.try_set(text);
        if before != now {
            self.ws.typing.update(|fields| *fields = if now { *fields + 1 } else { fields.saturating_sub(1) });
        }
    }

    fn clear(self) {
        self.hold(None);
        self.complaint.try_set(None);
    }

    fn stop_timer(self) {
        if let Some(handle) = self.timer.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}
