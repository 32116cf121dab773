//! The top of a page: a finding, one sentence that says why, and what can be done here.

use crate::ui::signals::{Signal, derive};
use leptos::prelude::*;

use crate::domain::overview::Headline;
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

/// The page's heading where it is a headline of the document; empty while no document is open.
#[component]
pub fn FindingHead(#[prop(into)] head: Signal<Option<Headline>>, #[prop(optional)] children: Option<Children>) -> Html {
    let part = move |read: fn(&Headline) -> &String| derive(move || head.with(|head| head.as_ref().map_or(String::new(), |head| read(head).clone())));
    let (finding, because) = (part(|head| &head.finding), part(|head| &head.because));
    match children {
        Some(children) => html! { <PageHead finding because>{children()}</PageHead> },
        None => html! { <PageHead finding because/> },
    }
}
