//! A page of an evaluation as a document on paper: shown where the address says so, printed, or saved as a file of its own.

use leptos::prelude::*;

use crate::domain::paper::Paper;
use crate::ui::html::{Html, html, live};
use crate::ui::saving;
use crate::ui::signals::Memo;
use crate::ui::widgets::paper::PaperView;
use crate::ui::workspace::Workspace;

/// By which name the address says what is shown.
const SHOW: &str = "show";

/// Whether the address says that the page is shown on paper.
pub fn is_on_paper(ws: Workspace) -> bool {
    ws.filtered(SHOW) == "paper"
}

/// Shows the page on paper, or as it is worked with.
pub fn put_on_paper(ws: Workspace, on_paper: bool) {
    ws.filter(SHOW, if on_paper { "paper" } else { "" });
    crate::ui::widgets::register::focus_soon("main h1".to_owned());
}

/// What can be done with the document.
pub fn paper_actions(ws: Workspace, paper: Memo<Option<Paper>>, what: &'static str) -> Html {
    let save = move |_| {
        if let Some(paper) = paper.get_untracked() {
            saving::paper(ws, &paper, what);
        }
    };
    html! {
        <button type="button" on:click=move |_| put_on_paper(ws, false)>"Back to editing"</button>
        <button type="button" on:click=save>"Save as HTML"</button>
        <button type="button" class="primary" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
    }
}

/// The document.
pub fn sheet(paper: Memo<Option<Paper>>) -> Html {
    live(move || paper.get().map(|paper| html! { <PaperView paper/> }))
}
