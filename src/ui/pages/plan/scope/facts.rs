//! The fields of a record in a list: each shows one fact of it, and one edit changes one fact.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, Signal, constant, derive, memo};
use leptos::prelude::*;

use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::session::command::Kept;
use crate::ui::widgets::field::{ChoiceField, CountField, DateField, Kind, SelectField, TextField, any_text, some_text};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::Workspace;

/// Keys with their labels, for a select.
pub type Options = Vec<(String, String)>;

/// A record with the workspace that changes it. In a row of a list the labels of its fields are for screen readers and narrow
/// pages; on wide ones the headings of the columns say the same. In a panel the labels are shown.
pub struct Facts<T: Kept + Send + Sync> {
    ws: Workspace,
    id: StoredValue<Id<T>>,
    record: Memo<Option<Shared<T>>>,
    hide_label: bool,
}

impl<T: Kept + Send + Sync> Clone for Facts<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Kept + Send + Sync> Copy for Facts<T> {}

impl<T: Kept + Send + Sync> Facts<T> {
    /// The facts of a record in a row.
    pub fn new(ws: Workspace, id: Id<T>, record: Memo<Option<Shared<T>>>) -> Facts<T> {
        Facts { ws, id: StoredValue::new(id), record, hide_label: true }
    }

    /// The facts of a record in a panel.
    pub fn labelled(ws: Workspace, id: Id<T>, record: Memo<Option<Shared<T>>>) -> Facts<T> {
        Facts { hide_label: false, ..Facts::new(ws, id, record) }
    }

    /// Something that is read from the record; the default once it is gone.
    pub fn value<V: Default + Send + Sync + 'static>(self, read: fn(&T) -> V) -> Signal<V> {
        derive(move || self.record.with(|record| record.as_ref().map(|record| read(&record.0))).unwrap_or_default())
    }

    /// Changes the record.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(id) = self.id.try_get_value() {
            self.ws.update(&id, change);
        }
    }

    /// A text of one line.
    pub fn line(self, label: &'static str, read: fn(&T) -> &str, write: fn(&mut T, String)) -> Html {
        self.text(label, Kind::Line, read, write)
    }

    /// A text that may run over several lines.
    pub fn prose(self, label: &'static str, read: fn(&T) -> &str, write: fn(&mut T, String)) -> Html {
        self.text(label, Kind::Paragraph, read, write)
    }

    /// What the record is called, which must not be empty.
    pub fn name(self, label: &'static str, what: &'static str, read: fn(&T) -> &str, write: fn(&mut T, String)) -> Html {
        let (value, _) = self.bound(read, write);
        let commit = some_text(what, move |text| self.update(|record| write(record, text)));
        html! { <TextField label value commit kind=Kind::Paragraph hide_label=self.hide_label/> }
    }

    /// A text of one line for which there are usual values.
    pub fn usual(self, label: &'static str, usual: impl Into<Signal<Vec<String>>>, read: fn(&T) -> &str, write: fn(&mut T, String)) -> Html {
        let (value, commit) = self.bound(read, write);
        html! { <TextField label value commit hide_label=self.hide_label suggestions=usual.into()/> }
    }

    /// A whole number that may be missing.
    pub fn number(self, label: &'static str, read: fn(&T) -> Option<u32>, write: fn(&mut T, Option<u32>)) -> Html {
        let commit = Callback::new(move |number| self.update(|record| write(record, number)));
        html! { <CountField label value=self.value(read) commit hide_label=self.hide_label/> }
    }

    /// A date that may be missing.
    pub fn date(self, label: &'static str, read: fn(&T) -> Option<Date>, write: fn(&mut T, Option<Date>)) -> Html {
        let commit = Callback::new(move |date| self.update(|record| write(record, date)));
        html! { <DateField label value=self.value(read) commit hide_label=self.hide_label/> }
    }

    /// A value out of a closed list.
    pub fn choice<C: Choice + Send + Sync>(self, label: &'static str, read: fn(&T) -> C, write: fn(&mut T, C)) -> Html {
        let value = derive(move || self.record.with(|record| record.as_ref().map_or(C::ALL[0], |record| read(&record.0))));
        let commit = Callback::new(move |choice| self.update(|record| write(record, choice)));
        html! { <ChoiceField<C> label value commit hide_label=self.hide_label/> }
    }

    /// One of other records, or none. A reference to a record that is gone is shown as such until another is chosen.
    pub fn pick<R: Send + Sync + 'static>(
        self,
        label: &'static str,
        none: &'static str,
        options: Memo<Options>,
        read: fn(&T) -> Option<Id<R>>,
        write: fn(&mut T, Option<Id<R>>),
    ) -> Html {
        let value = memo(move |_| self.value_now(read).map(|id| id.to_string()).unwrap_or_default());
        let offered = memo(move |_| {
            let mut offered = vec![(String::new(), none.to_owned())];
            offered.extend(options.get());
            let chosen = value.get();
            if !offered.iter().any(|(key, _)| *key == chosen) {
                offered.push((chosen.clone(), gone(&chosen)));
            }
            offered
        });
        let commit = Callback::new(move |key: String| self.update(|record| write(record, Id::parse(&key))));
        html! { <SelectField label options=offered value commit hide_label=self.hide_label/> }
    }

    fn value_now<V>(self, read: fn(&T) -> Option<V>) -> Option<V> {
        self.record.with(|record| record.as_ref().and_then(|record| read(&record.0)))
    }

    fn text(self, label: &'static str, kind: Kind, read: fn(&T) -> &str, write: fn(&mut T, String)) -> Html {
        let (value, commit) = self.bound(read, write);
        html! { <TextField label value commit kind hide_label=self.hide_label/> }
    }

    fn bound(self, read: fn(&T) -> &str, write: fn(&mut T, String)) -> (Signal<String>, crate::ui::widgets::field::Commit) {
        let value = derive(move || self.record.with(|record| record.as_ref().map(|record| read(&record.0).to_owned())).unwrap_or_default());
        (value, any_text(move |text| self.update(|record| write(record, text))))
    }
}

/// What stands for a reference to a record that is not in the plan.
pub fn gone(id: &str) -> String {
    format!("Not in the plan any more ({})", crate::domain::words::clipped(id, 24))
}

/// Usual values for [`Facts::usual`].
pub fn usual(values: &[&str]) -> Signal<Vec<String>> {
    constant(values.iter().map(|value| (*value).to_owned()).collect())
}
