//! A register: a list of records in columns, one of which is chosen.
//!
//! Arrow keys move along the rows, Enter opens the record, Home and End go to the ends. Of a long list only what is in sight
//! is drawn, so that thousands of records take no longer than dozens. Rows can stand under headings, and several can be
//! picked, to be changed together: Space picks one, Shift and an arrow a run of them, Ctrl A all.

mod grid;
mod keys;
mod panel;
mod sight;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, Signal, derive, memo};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use self::grid::{Drawn, Grid, grid};
pub use self::panel::{RecordPanel, chosen_record, focus_record};
use super::super::workspace::{Workspace, workspace};
use crate::domain::id::Id;
use crate::session::command::Kept;

/// A column: what stands over it, how it sorts, and what it shows of a record.
pub struct Column<T> {
    /// The heading.
    pub title: &'static str,
    /// The name by which the address says that the list is sorted by it; empty where it cannot be.
    pub sort: &'static str,
    /// What the cell shows.
    pub cell: fn(&T) -> Html,
}

/// The keys of the records that are picked, to be changed together.
pub type Picked = RwSignal<BTreeSet<Arc<str>>>;

/// The records that are picked among these rows: what the filters leave out is not meant by what is done to those that are picked.
pub fn targets<T: Kept + Send + Sync>(picked: Picked, rows: Signal<Vec<Id<T>>>) -> BTreeSet<Id<T>> {
    if picked.with(BTreeSet::is_empty) {
        return BTreeSet::new();
    }
    picked.with(|picked| rows.with(|rows| rows.iter().filter(|id| picked.contains(id.as_str())).cloned().collect()))
}

/// A heading with the records below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What they have in common.
    pub title: String,
    /// Which record of the list is the first.
    pub first: usize,
    /// How many there are.
    pub count: usize,
}

/// A record in a signal; equal where nothing in it differs.
#[derive(Debug)]
pub struct Shared<T>(pub Arc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(self.0.clone())
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

/// A record of the open document, kept current; `None` while there is none with this id.
pub fn record_memo<T: Kept + Send + Sync>(ws: Workspace, id: Id<T>) -> Memo<Option<Shared<T>>> {
    memo(move |_| ws.session.with(|session| T::of(session.as_ref()?.document())?.get(&id).cloned().map(Shared)))
}

/// The same with its calculated dates, for whoever shows it.
pub fn shown_memo<T: Kept + Send + Sync>(ws: Workspace, id: Id<T>) -> Memo<Option<Shared<T>>> {
    memo(move |_| ws.session.with(|session| T::of(session.as_ref()?.dated())?.get(&id).cloned().map(Shared)))
}

/// The register. `rows` are the ids in the order to show them.
#[component]
pub fn Register<T: Kept + Send + Sync>(
    /// What the list is, for a screen reader.
    label: &'static str,
    /// The class that says how wide the columns are.
    class: &'static str,
    columns: Vec<Column<T>>,
    #[prop(into)] rows: Signal<Vec<Id<T>>>,
    /// The headings among the rows, in order.
    #[prop(optional)]
    headings: Option<Signal<Vec<Heading>>>,
    /// What is picked, where several can be; the columns then begin with one for it.
    #[prop(optional)]
    picked: Option<Picked>,
    /// What is said of columns, by their titles, to whoever points at them.
    #[prop(optional)]
    about: &'static [(&'static str, &'static str)],
    /// Edits a row in place: F2, or a double click.
    #[prop(optional)]
    edit: Option<Callback<Arc<str>>>,
    /// Removes a row, or what is picked: Delete.
    #[prop(optional)]
    remove: Option<Callback<Arc<str>>>,
) -> Html {
    let ws = workspace();
    let heads = columns.iter().map(|column| (column.title, column.sort)).collect();
    let columns = StoredValue::new(Arc::new(columns));
    let keys = memo(move |_| rows.with(|rows| rows.iter().map(Id::shared).collect::<Vec<_>>()));
    let draw = move |key: Arc<str>| {
        let record = shown_memo(ws, Id::<T>::parse(&key)?);
        Some(Drawn {
            name: derive(move || record.get().map_or(String::new(), |record| record.0.name().to_owned())),
            cells: crate::ui::html::live(move || {
                record.get().map(|record| {
                    columns.with_value(|columns| columns.iter().map(|column| html! { <div role="gridcell">{(column.cell)(&record.0)}</div> }).collect::<Html>())
                })
            }),
        })
    };
    grid(Grid::new(ws, keys, headings, picked, edit, remove), label, class, heads, about, Box::new(draw))
}

/// Focuses the first element that the selector finds, after the next frame.
pub fn focus_soon(selector: String) {
    request_animation_frame(move || {
        let found = document().query_selector(&selector).ok().flatten().and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(element) = found {
            let _ = element.focus();
        }
    });
}

/// The heading of a column, by which the list can be sorted where `sort` names it in the address.
pub fn heading(ws: Workspace, title: &'static str, sort: &'static str, class: &'static str) -> Html {
    heading_about(ws, title, sort, class, None)
}

/// The same, with something to say about the column.
fn heading_about(ws: Workspace, title: &'static str, sort: &'static str, class: &'static str, about: Option<&'static str>) -> Html {
    if sort.is_empty() {
        return html! { <div role="columnheader" class=class title=about>{title}</div> };
    }
    let state = move || match ws.sorting() {
        (name, true) if name == sort => "descending",
        (name, false) if name == sort => "ascending",
        _ => "none",
    };
    let toggle = move |_| {
        let next = match untrack(state) {
            "none" => sort.to_owned(),
            "ascending" => format!("-{sort}"),
            _ => String::new(),
        };
        ws.filter("sort", &next);
    };
    html! {
        <div role="columnheader" class=class aria-sort=state title=about>
            <button type="button" class="sort" on:click=toggle>
                {title}
                <span aria-hidden="true">{move || match state() { "ascending" => " ↑", "descending" => " ↓", _ => "" }}</span>
            </button>
        </div>
    }
}
