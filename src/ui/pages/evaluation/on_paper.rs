//! A page of an evaluation as a document on paper: shown where the address says so, printed, or saved as a file of its own.

use leptos::prelude::*;

use crate::domain::paper::Paper;
use crate::formats::native::file_stem;
use crate::formats::paper_html;
use crate::ui::html::{Html, html, live};
use crate::ui::pages::home::export::download_text;
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
pub fn paper_actions(ws: Workspace, paper: Memo<Option<Paper>>, file: &'static str) -> Html {
    html! {
        <button type="button" on:click=move |_| put_on_paper(ws, false)>"Back to editing"</button>
        <button type="button" on:click=move |_| save(ws, paper, file)>"Save as HTML"</button>
        <button type="button" class="primary" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
    }
}

/// The document.
pub fn sheet(paper: Memo<Option<Paper>>) -> Html {
    live(move || paper.get().map(|paper| html! { <PaperView paper/> }))
}

/// Saves the document as a file that stands on its own.
fn save(ws: Workspace, paper: Memo<Option<Paper>>, file: &str) {
    let Some(paper) = paper.get_untracked() else { return };
    let file = format!("{}-{file}.html", file_stem(&paper.subject));
    let said =
        if download_text(&file, "text/html", &paper_html::write(&paper)) { format!("Saved {file}.") } else { format!("The browser could not save {file}.") };
    ws.say(said);
}
