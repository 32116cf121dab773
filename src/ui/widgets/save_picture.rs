//! The buttons that save a picture as a file.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::saving::{self, Picture};
use crate::ui::signals::Signal;
use crate::ui::workspace::{Workspace, workspace};

/// What makes the picture when it is saved; `None` while there is nothing to draw.
pub type Drawn = Callback<(), Option<Picture>>;

/// The picture as SVG, or as PNG.
#[component]
pub fn SavePicture(
    drawn: Drawn,
    /// What it shows, where a page has several pictures.
    #[prop(into, optional)]
    of: Option<Signal<String>>,
) -> Html {
    let ws = workspace();
    let button = move |words: &'static str, save: fn(Workspace, &Picture)| {
        let label = move || of.map(|of| format!("{words}: {}", of.get()));
        let click = move |_| match drawn.run(()) {
            Some(picture) => save(ws, &picture),
            None => ws.say("There is nothing to draw yet."),
        };
        html! { <button type="button" class="quiet" aria-label=label on:click=click>{words}</button> }
    };
    html! { <div class="row-of-buttons">{button("Save as SVG", saving::svg)}{button("Save as PNG", saving::png)}</div> }
}
