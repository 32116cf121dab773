//! Small line drawings, inline, in the colour of the text.

use leptos::prelude::*;

use crate::ui::html::{Html, html};

/// An icon from its path in a box of 16 by 16.
#[component]
pub fn Icon(path: &'static str) -> Html {
    html! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=path/></svg> }
}

/// An arrow back.
pub const UNDO: &str = "M6 4 3 7l3 3M3 7h6a4 4 0 0 1 0 8H7";
/// An arrow forth.
pub const REDO: &str = "m10 4 3 3-3 3M13 7H7a4 4 0 0 0 0 8h2";
/// A lens.
pub const FIND: &str = "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM11 11l3.5 3.5";
/// A cross.
pub const CLOSE: &str = "m4 4 8 8M12 4l-8 8";
/// Three lines.
pub const MENU: &str = "M2 4h12M2 8h12M2 12h12";
/// A plus.
pub const ADD: &str = "M8 3v10M3 8h10";
/// An arrow up.
pub const UP: &str = "M8 13V3M4 7l4-4 4 4";
/// An arrow down.
pub const DOWN: &str = "M8 3v10M4 9l4 4 4-4";
/// A bin.
pub const REMOVE: &str = "M3 4h10M6 4V2.5h4V4M4.5 4l.5 9.5h6l.5-9.5";
