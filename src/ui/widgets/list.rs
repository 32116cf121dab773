//! Lists whose records are edited in place, a row each.

use std::sync::Arc;

use crate::ui::html::{Html, html, keyed};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, Signal, derive};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::super::workspace::{Workspace, workspace};
use super::icon::{self, Icon};
use super::register::{Shared, record_memo};
use crate::domain::id::Id;
use crate::session::command::Kept;

/// Draws the fields of one record.
pub type Fields<T> = fn(Workspace, Id<T>, Memo<Option<Shared<T>>>) -> Html;

/// A list of records with their fields in the rows, and a button that adds one.
///
/// `fields` draws the fields of a record; `add` makes and keeps a new one. Rows can be moved and removed.
#[component]
pub fn EditableList<T: Kept + Send + Sync>(
    /// What the list is, for a screen reader.
    #[prop(into)]
    label: String,
    /// The class that says how the fields of a row are laid out.
    class: &'static str,
    /// The ids to show, in order.
    #[prop(into)]
    rows: Signal<Vec<Id<T>>>,
    /// The fields of one record.
    fields: Fields<T>,
    /// What the button says.
    add_label: &'static str,
    /// Adds a record and gives its id.
    #[prop(into)]
    add: Callback<()>,
    /// What is said while there is none.
    #[prop(into)]
    empty: String,
    /// The list itself, for whoever adds rows from elsewhere.
    #[prop(optional)]
    list: NodeRef<leptos::html::Ul>,
    /// Removes a record, where more has to go than the record alone.
    #[prop(optional)]
    remove: Option<Callback<Id<T>>>,
) -> Html {
    let ws = workspace();
    let row = move |key: Arc<str>| {
        let id = Id::<T>::parse(&key)?;
        let record = record_memo(ws, id.clone());
        let (moving, gone) = (id.clone(), id.clone());
        Some(Row {
            name: derive(move || record.get().map_or(String::new(), |record| crate::domain::words::clipped(record.0.name(), 60))),
            fields: fields(ws, id, record),
            shift: Callback::new(move |down| rows.with_untracked(|rows| ws.shift(rows, &moving, down))),
            remove: Callback::new(move |()| match remove {
                Some(remove) => remove.run(gone.clone()),
                None => ws.remove(&gone),
            }),
        })
    };
    drawn(ws, list, label, class, derive(move || rows.with(|rows| rows.iter().map(Id::shared).collect())), Box::new(row), add_label, add, empty)
}

/// What the list needs of a row, whatever its records are.
struct Row {
    name: Signal<String>,
    fields: Html,
    shift: Callback<bool>,
    remove: Callback<()>,
}

#[expect(clippy::too_many_arguments, reason = "the props of the component above, without their type of record")]
fn drawn(
    ws: Workspace,
    list: NodeRef<leptos::html::Ul>,
    label: String,
    class: &'static str,
    keys: Signal<Vec<Arc<str>>>,
    row: Box<dyn Fn(Arc<str>) -> Option<Row> + Send + Sync>,
    add_label: &'static str,
    add: Callback<()>,
    empty: String,
) -> Html {
    let draw = move |key: Arc<str>| {
        let chosen = {
            let key = key.clone();
            move || ws.place().is_some_and(|place| place.record.as_deref() == Some(&*key))
        };
        let Some(Row { name, fields, shift, remove }) = row(key.clone()) else { return Html::Nothing };
        html! {
            <li class:chosen={chosen} data-record=key.to_string()>
                <div class="fields">{fields}</div>
                <div class="row-tools">
                    <button type="button" class="quiet" aria-label={move || format!("Move {} up", name.get())} on:click=move |_| shift.run(false)><Icon path=icon::UP/></button>
                    <button type="button" class="quiet" aria-label={move || format!("Move {} down", name.get())} on:click=move |_| shift.run(true)><Icon path=icon::DOWN/></button>
                    <button type="button" class="quiet" aria-label={move || format!("Remove {}", name.get())} on:click=move |_| remove.run(())><Icon path=icon::REMOVE/></button>
                </div>
            </li>
        }
    };
    let on_add = move |_| {
        add.run(());
        focus_last(list);
    };
    html! {
        <ul class=format!("editable {class}") aria-label=label node_ref=list>
            {keyed(move || keys.get(), draw)}
        </ul>
        <p class="muted" hidden={move || !keys.with(Vec::is_empty)}>{empty}</p>
        <button type="button" class="add" on:click=on_add><Icon path=icon::ADD/>{add_label}</button>
    }
}

/// Focuses the first field to be typed in of the row that was just added at the end of a list.
pub fn focus_last(list: NodeRef<leptos::html::Ul>) {
    focus_in_last(list, "input, textarea");
}

/// Focuses what the selector finds first in the row that was just added at the end of a list.
pub fn focus_in_last(list: NodeRef<leptos::html::Ul>, selector: &'static str) {
    // The new row is drawn in effects after this event.
    request_animation_frame(move || {
        let row = list.get_untracked().and_then(|list| list.last_element_child());
        let field = row.and_then(|row| row.query_selector(selector).ok().flatten()).and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(field) = field {
            let _ = field.focus();
        }
    });
}
