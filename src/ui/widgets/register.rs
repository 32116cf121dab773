//! A register: a list of records in columns, one of which is chosen.
//!
//! Arrow keys move along the rows, Enter opens the record, Home and End go to the ends. Only the first rows of a long list are
//! drawn; the rest on request.

use std::sync::Arc;

use crate::ui::html::{self, Html, html};
use crate::ui::signals::{Memo, RwSignal, Signal, derive, effect, memo};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::super::workspace::{Workspace, workspace};
use crate::domain::id::Id;
use crate::session::command::Kept;

/// How many rows are drawn at first, and how many more at each request.
const BATCH: usize = 200;

/// A column: what stands over it, how it sorts, and what it shows of a record.
pub struct Column<T> {
    /// The heading.
    pub title: &'static str,
    /// The name by which the address says that the list is sorted by it; empty where it cannot be.
    pub sort: &'static str,
    /// What the cell shows.
    pub cell: fn(&T) -> Html,
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
) -> Html {
    let ws = workspace();
    let columns = StoredValue::new(Arc::new(columns));
    let limit = RwSignal::new(BATCH);
    let grid = NodeRef::<leptos::html::Div>::new();
    let chosen = memo(move |_| ws.place().and_then(|place| place.record));
    // The row that the Tab key reaches: the chosen one, or the first.
    let stop = memo(move |_| {
        let chosen = chosen.get();
        rows.with(|rows| rows.iter().find(|id| Some(id.as_str()) == chosen.as_deref()).or(rows.first()).map(|id| id.as_str().to_owned()))
    });
    effect(move |_| {
        let place = chosen.with(|chosen| chosen.as_ref().and_then(|chosen| rows.with(|rows| rows.iter().position(|id| id.as_str() == chosen))));
        if let Some(place) = place.filter(|place| *place >= limit.get_untracked()) {
            limit.set(place + BATCH);
        }
    });
    let step = move |from: &Id<T>, by: isize| {
        let target = rows.with_untracked(|rows| {
            let at = rows.iter().position(|id| id == from)? as isize;
            let last = rows.len() as isize - 1;
            rows.get((at.saturating_add(by)).clamp(0, last) as usize).cloned()
        });
        if let Some(id) = target {
            ws.choose(Some(id.to_string()));
            focus_row(grid, id.to_string());
        }
    };
    let head = columns.with_value(|columns| columns.iter().map(|column| heading(ws, column.title, column.sort, "")).collect::<Html>());
    let row = move |id: Id<T>| {
        let record = shown_memo(ws, id.clone());
        let key = id.to_string();
        let is_chosen = derive({
            let key = key.clone();
            move || chosen.with(|chosen| chosen.as_deref() == Some(key.as_str()))
        });
        let is_stop = {
            let key = key.clone();
            move || if stop.with(|stop| stop.as_deref() == Some(key.as_str())) { "0" } else { "-1" }
        };
        let on_key = {
            let id = id.clone();
            move |event: leptos::ev::KeyboardEvent| {
                let handled = match event.key().as_str() {
                    "ArrowDown" => {
                        step(&id, 1);
                        true
                    }
                    "ArrowUp" => {
                        step(&id, -1);
                        true
                    }
                    "PageDown" => {
                        step(&id, 10);
                        true
                    }
                    "PageUp" => {
                        step(&id, -10);
                        true
                    }
                    "Home" => {
                        step(&id, isize::MIN / 2);
                        true
                    }
                    "End" => {
                        step(&id, isize::MAX / 2);
                        true
                    }
                    "Enter" => {
                        ws.choose(Some(id.to_string()));
                        focus_record();
                        true
                    }
                    "Escape" => {
                        ws.choose(None);
                        true
                    }
                    _ => false,
                };
                if handled {
                    event.prevent_default();
                }
            }
        };
        let on_click = {
            let key = key.clone();
            move |_| ws.choose(Some(key.clone()))
        };
        html! {
            <div role="row" class="row" data-record=key tabindex=is_stop aria-selected={move || is_chosen.get().to_string()} on:keydown=on_key on:click=on_click>
                {move || record.get().map(|record| columns.with_value(|columns| {
                    columns.iter().map(|column| html! { <div role="gridcell">{(column.cell)(&record.0)}</div> }).collect::<Html>()
                }))}
            </div>
        }
    };
    let drawn = move || rows.with(|rows| rows.iter().take(limit.get()).cloned().collect::<Vec<_>>());
    let hidden = memo(move |_| rows.with(Vec::len).saturating_sub(limit.get()));
    html! {
        <div class=format!("register {class}") role="grid" aria-label=label aria-rowcount={move || (rows.with(Vec::len) + 1).to_string()} node_ref=grid>
            <div role="row" class="row head">{head}</div>
            {html::rows(drawn, row)}
        </div>
        {move || (hidden.get() > 0).then(|| html! {
            <button type="button" class="more" on:click=move |_| limit.update(|limit| *limit += BATCH)>
                {move || format!("Show {} more of {}", hidden.get().min(BATCH), rows.with(Vec::len))}
            </button>
        })}
    }
}

/// Lets the chosen record go, and moves the focus back to its row.
pub fn leave_record(ws: Workspace) {
    let row = document().query_selector("[role=\"row\"][aria-selected=\"true\"]").ok().flatten().and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok());
    ws.choose(None);
    if let Some(row) = row {
        let _ = row.focus();
    }
}

/// Moves the focus into the chosen record.
pub fn focus_record() {
    focus_soon("[data-record-panel] input, [data-record-panel] textarea, [data-record-panel] select".to_owned());
}

fn focus_row(grid: NodeRef<leptos::html::Div>, key: String) {
    // The list is drawn anew in effects after this event; the row is focused when it stands where it belongs.
    request_animation_frame(move || {
        let Some(grid) = grid.get_untracked() else { return };
        let children = grid.children();
        let rows = (0..children.length()).filter_map(|place| children.item(place)?.dyn_into::<web_sys::HtmlElement>().ok());
        let found = rows.into_iter().find(|row| row.get_attribute("data-record").as_deref() == Some(&key));
        if let Some(row) = found {
            let _ = row.focus();
        }
    });
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
    if sort.is_empty() {
        return html! { <div role="columnheader" class=class>{title}</div> };
    }
    let state = move || match ws.sorting() {
        (name, true) if name == sort => "descending",
        (name, false) if name == sort => "ascending",
        _ => "none",
    };
    let toggle = move |_| {
        let next = match state() {
            "none" => sort.to_owned(),
            "ascending" => format!("-{sort}"),
            _ => String::new(),
        };
        ws.filter("sort", &next);
    };
    html! {
        <div role="columnheader" class=class aria-sort=state>
            <button type="button" class="sort" on:click=toggle>
                {title}
                <span aria-hidden="true">{move || match state() { "ascending" => " ↑", "descending" => " ↓", _ => "" }}</span>
            </button>
        </div>
    }
}
