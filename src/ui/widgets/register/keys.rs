//! What keys and clicks do on the rows of a register.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::focus_record;
use super::grid::Grid;

/// A key was pressed on a row, or in a field inside of it, whose keys are its own.
pub(super) fn pressed(grid: Grid, key: &Arc<str>, event: &web_sys::KeyboardEvent) {
    if event.target() != event.current_target() {
        return;
    }
    // A step is seen by the row that has the focus, which moves with the next frame: keys that come faster go on from where
    // the last one led.
    let led = grid.current.get_untracked().filter(|current| grid.place(current).is_some());
    let here = led.as_ref().unwrap_or(key);
    let (control, extend) = (event.ctrl_key() || event.meta_key(), event.shift_key() && grid.picked.is_some());
    let done = match event.key().as_str() {
        "ArrowDown" => step(grid, here, 1, extend),
        "ArrowUp" => step(grid, here, -1, extend),
        "PageDown" => step(grid, here, 10, extend),
        "PageUp" => step(grid, here, -10, extend),
        "Home" => step(grid, here, isize::MIN / 2, extend),
        "End" => step(grid, here, isize::MAX / 2, extend),
        "Enter" => {
            grid.ws.choose(Some(key.to_string()));
            focus_record();
            true
        }
        "Escape" => escape(grid),
        " " if grid.picked.is_some() => {
            toggle(grid, key);
            true
        }
        "a" | "A" if control && grid.picked.is_some() => {
            pick_all(grid, true);
            true
        }
        "F2" => run(grid.edit, key),
        "Delete" => run(grid.remove, key),
        _ => false,
    };
    if done {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// A row was clicked: with Ctrl it is picked as well, with Shift all up to it.
pub(super) fn clicked(grid: Grid, key: &Arc<str>, event: &web_sys::MouseEvent) {
    // A field inside of the row is not the row.
    let in_field = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|target| target.matches("input, select, option").unwrap_or(false));
    if in_field {
        return;
    }
    if event.shift_key() && grid.picked.is_some() {
        extend_to(grid, key);
    } else if (event.ctrl_key() || event.meta_key()) && grid.picked.is_some() {
        toggle(grid, key);
    } else {
        grid.anchor.set(Some(key.clone()));
        grid.ws.choose(Some(key.to_string()));
    }
}

/// Picks a row, or lets it go.
pub(super) fn toggle(grid: Grid, key: &Arc<str>) {
    let Some(picked) = grid.picked else { return };
    picked.update(|picked| {
        if !picked.remove(key) {
            picked.insert(key.clone());
        }
    });
    grid.anchor.set(Some(key.clone()));
}

/// Picks all rows that are listed, or lets all go.
pub(super) fn pick_all(grid: Grid, all: bool) {
    if let Some(picked) = grid.picked {
        picked.set(if all { grid.keys.with_untracked(|keys| keys.iter().cloned().collect()) } else { Default::default() });
    }
}

fn step(grid: Grid, from: &Arc<str>, by: isize, extend: bool) -> bool {
    let Some(at) = grid.place(from) else { return false };
    let last = grid.keys.with_untracked(Vec::len).saturating_sub(1);
    let to = (at as isize).saturating_add(by).clamp(0, last as isize) as usize;
    let Some(key) = grid.keys.with_untracked(|keys| keys.get(to).cloned()) else { return false };
    if extend {
        if grid.picked.is_some_and(|picked| picked.with_untracked(|picked| picked.is_empty())) {
            grid.anchor.set(Some(from.clone()));
        }
        extend_to(grid, &key);
    } else {
        grid.anchor.set(None);
        grid.ws.choose(Some(key.to_string()));
    }
    grid.current.set(Some(key.clone()));
    grid.show(to);
    focus(grid, key);
    true
}

/// Picks all rows from where the run began to this one.
fn extend_to(grid: Grid, key: &Arc<str>) {
    let anchor = grid.anchor.get_untracked().or_else(|| grid.current.get_untracked()).unwrap_or_else(|| key.clone());
    if let (Some(picked), Some(from), Some(to)) = (grid.picked, grid.place(&anchor), grid.place(key)) {
        picked.set(grid.keys.with_untracked(|keys| keys.get(from.min(to)..=from.max(to)).unwrap_or_default().iter().cloned().collect()));
        grid.anchor.set(Some(anchor));
    }
}

fn escape(grid: Grid) -> bool {
    match grid.picked.filter(|picked| picked.with_untracked(|picked| !picked.is_empty())) {
        Some(picked) => picked.set(Default::default()),
        None => grid.ws.choose(None),
    }
    true
}

fn run(action: Option<crate::ui::run::Callback<Arc<str>>>, key: &Arc<str>) -> bool {
    if let Some(action) = action {
        action.run(key.clone());
    }
    action.is_some()
}

/// Focuses a row. It is drawn in effects after this event; it is focused when it stands where it belongs.
fn focus(grid: Grid, key: Arc<str>) {
    grid.with_the_next_frame(move || {
        // The last part of the register holds its lines.
        let Some(lines) = grid.element.get_untracked().and_then(|element| element.last_element_child()) else { return };
        let lines = lines.children();
        let rows = (0..lines.length()).filter_map(|place| lines.item(place)?.dyn_into::<web_sys::HtmlElement>().ok());
        let found = rows.into_iter().find(|row| row.get_attribute("data-record").as_deref() == Some(&*key));
        if let Some(row) = found {
            let _ = row.focus();
        }
    });
}
