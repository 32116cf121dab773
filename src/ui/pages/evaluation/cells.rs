//! A table of selects that one listener serves: which select an event is about, and where it stands.

use wasm_bindgen::JsCast;

/// The select that an event is about.
pub fn select_of(target: Option<web_sys::EventTarget>) -> Option<web_sys::HtmlSelectElement> {
    target?.dyn_into::<web_sys::HtmlSelectElement>().ok()
}

/// Its row and its column, counted from 0.
pub fn place_of(select: &web_sys::HtmlSelectElement) -> Option<(usize, usize)> {
    let number = |name: &str| select.get_attribute(name)?.parse::<usize>().ok();
    Some((number("data-row")?, number("data-column")?))
}

/// Whether a key is not the table's: with a list unfolded the keys are the list's, and combined ones are the browser's.
pub fn is_for_others(event: &web_sys::KeyboardEvent, select: &web_sys::HtmlSelectElement) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key() || select.matches(":open").unwrap_or(false)
}
