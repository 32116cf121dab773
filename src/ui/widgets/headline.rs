//! The top of a page: a finding, one sentence that says why, and what can be done here.

use crate::ui::signals::Signal;
use leptos::prelude::*;

use crate::ui::html::{Children, Html, html};

/// The page's heading. The first words are a finding from the data, not a label.
#[component]
pub fn PageHead(#[prop(into)] finding: Signal<String>, #[prop(into)] because: Signal<String>, #[prop(optional)] children: Option<Children>) -> Html {
    html! {
        <header class="page-head">
            <div>
                <h1 tabindex="-1">{finding}</h1>
                <p class="because">{because}</p>
            </div>
            {children.map(|children| html! { <div class="page-actions">{children()}</div> })}
        </header>
    }
}
