//! A table of selects that is walked and filled with keys, and the panel of its chosen cell.
//!
//! Keys are heard by the table: arrows move between cells instead of changing them, Home and End go to the ends of a row, Delete
//! empties a cell, and E goes to its evidence. What a cell is and what else a key means is the table's own: [`Cells`].

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::focus;
use crate::domain::choice::Choice;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::scorecard::shown;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, Signal};
use crate::ui::widgets::register::{RecordPanel, focus_soon};
use crate::ui::workspace::workspace;

/// How many rows Page Up and Page Down pass.
const PAGE: isize = 5;

/// What a table of selects is made of, and what it means to fill a cell. Places are a row and a column, counted from 0.
pub trait Cells: Copy + 'static {
    /// What a cell is known by.
    type Cell;

    /// The cell at a place.
    fn cell(self, at: (usize, usize)) -> Option<Self::Cell>;

    /// Where a step of so many rows and columns leads.
    fn step(self, from: (usize, usize), by: (isize, isize)) -> (usize, usize);

    /// The key of what stands in a cell, which the address names.
    fn key(cell: &Self::Cell) -> String;

    /// What stands in a cell, as the value of its select; empty where nothing does.
    fn value(self, cell: &Self::Cell) -> String;

    /// Writes a value of the select into a cell, where that is allowed.
    fn fill(self, cell: &Self::Cell, value: &str);

    /// The value with which a key fills a cell.
    fn value_of_key(key: &str) -> Option<String>;

    /// Carries out another key of the table's own. Whether there is one.
    fn other_key(self, _cell: &Self::Cell, _key: &str) -> bool {
        false
    }
}

/// The frame that listens to the selects of a table. `legend` says what the mark of a cell with evidence means.
pub fn cell_table<C: Cells>(cells: C, label: &'static str, long: Signal<bool>, legend: &'static str, table: impl Fn() -> Html + 'static) -> Html {
    let ws = workspace();
    let told = move |target: Option<web_sys::EventTarget>| {
        let select = target?.dyn_into::<web_sys::HtmlSelectElement>().ok()?;
        let at = place_of(&select)?;
        Some((select, at, cells.cell(at)?))
    };
    let fill = move |select: &web_sys::HtmlSelectElement, cell: &C::Cell, value: &str| {
        cells.fill(cell, value);
        // Where the change was refused, the cell goes back to what stands in the document.
        select.set_value(&cells.value(cell));
        focus_again(C::key(cell));
    };
    let on_change = move |event: leptos::ev::Event| {
        if let Some((select, _, cell)) = told(event.target()) {
            fill(&select, &cell, &select.value());
        }
    };
    let on_focus = move |event: leptos::ev::FocusEvent| {
        if let Some((_, _, cell)) = told(event.target()) {
            ws.choose(Some(C::key(&cell)));
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let Some((select, at, cell)) = told(event.target()) else { return };
        if is_for_others(&event, &select) {
            return;
        }
        let key = event.key();
        if let Some(by) = step_of(&key) {
            if let Some(next) = cells.cell(cells.step(at, by)) {
                focus("data-cell", &C::key(&next));
            }
        } else if key == "Delete" || key == "Backspace" {
            fill(&select, &cell, "");
        } else if key.eq_ignore_ascii_case("e") {
            focus_soon("[data-record-panel] textarea".to_owned());
        } else if let Some(value) = C::value_of_key(&key) {
            fill(&select, &cell, &value);
        } else if !cells.other_key(&cell, &key) {
            return;
        }
        event.prevent_default();
    };
    html! {
        <div class="scorecard-part">
            <div class="scorecard-frame" class:long={move || long.get()} role="region" aria-label=label on:change=on_change on:focusin=on_focus on:keydown=on_key>{table}</div>
            <p class="field-help"><span class="evidence-mark" aria-hidden="true"></span>{legend}</p>
        </div>
    }
}

/// The head of a candidate's column, which also says why the candidate is not to be filled in for.
pub fn column_head(candidate: &Candidate, out: Option<String>) -> Html {
    html! {
        <th scope="col" class:withdrawn=out.is_some()>
            <span class="name">{shown(candidate)}</span>
            <span class="kind">{candidate.kind.label()}</span>
            {out.map(|why| html! { <span class="left">{why}</span> })}
        </th>
    }
}

/// The select of a cell. `about` says which cell it is, `noted` whether there is evidence; each option is a value and its words.
pub fn slot(
    key: String,
    (row, column): (usize, usize),
    about: String,
    noted: Memo<bool>,
    value: Signal<String>,
    options: impl Iterator<Item = (String, String)>,
) -> Html {
    let label = move || if noted.get() { format!("{about}, with evidence") } else { about.clone() };
    let before = value.get_untracked();
    let options = options.map(|(value, words)| html! { <option selected={value == before} value=value>{words}</option> }).collect::<Html>();
    html! {
        <span class="slot">
            <select aria-label=label data-cell=key data-row=row.to_string() data-column=column.to_string() prop:value={move || value.get()}>{options}</select>
        </span>
    }
}

/// The panel of the chosen cell. Escape goes back to the cell, Close lets it go as well.
pub fn cell_panel(key: String, label: &'static str, head: Html, content: Html) -> Html {
    let ws = workspace();
    let key = StoredValue::new(key);
    let back = move |()| key.with_value(|key| focus("data-cell", key));
    let close = move |()| {
        // A cell that takes the focus is chosen, so it is let go afterwards.
        back(());
        ws.choose(None);
    };
    html! { <RecordPanel class="card evidence" label head close_label="Close" close=Callback::new(close) escape=Callback::new(back)>{content}</RecordPanel> }
}

fn place_of(select: &web_sys::HtmlSelectElement) -> Option<(usize, usize)> {
    let number = |name: &str| select.get_attribute(name)?.parse::<usize>().ok();
    Some((number("data-row")?, number("data-column")?))
}

/// Whether a key is not the table's: with a list unfolded the keys are the list's, and combined ones are the browser's.
fn is_for_others(event: &web_sys::KeyboardEvent, select: &web_sys::HtmlSelectElement) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key() || select.matches(":open").unwrap_or(false)
}

/// By how many rows and columns a key moves on.
fn step_of(key: &str) -> Option<(isize, isize)> {
    Some(match key {
        "ArrowUp" => (-1, 0),
        "ArrowDown" => (1, 0),
        "ArrowLeft" => (0, -1),
        "ArrowRight" => (0, 1),
        "PageUp" => (-PAGE, 0),
        "PageDown" => (PAGE, 0),
        "Home" => (0, isize::MIN),
        "End" => (0, isize::MAX),
        _ => return None,
    })
}

/// What is filled in may have the table drawn anew: the focus then goes back to its cell.
fn focus_again(key: String) {
    request_animation_frame(move || {
        if document().active_element().is_none_or(|active| active.tag_name().eq_ignore_ascii_case("body")) {
            focus("data-cell", &key);
        }
    });
}
