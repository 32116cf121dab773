//! A framed part of a page with a heading of its own.

use crate::ui::signals::Signal;
use leptos::prelude::*;

use crate::ui::html::{Children, Html, IntoHtml, html};

/// A card.
#[component]
pub fn Card(
    #[prop(into)] title: String,
    #[prop(into, optional)] aside: Option<Signal<String>>,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> Html {
    let id = format!("card-{}", title.to_lowercase().replace(|letter: char| !letter.is_alphanumeric(), "-"));
    let labelled_by = id.clone();
    html! {
        <section class=format!("card {class}") aria-labelledby=labelled_by>
            <header class="card-head">
                <h2 id=id>{title}</h2>
                {aside.map(|aside| html! { <span class="aside">{aside}</span> })}
            </header>
            {children()}
        </section>
    }
}

/// What a row of a list of documents or copies is, and a line on how it stands.
pub fn what(title: impl IntoHtml, sub: impl IntoHtml) -> Html {
    html! {
        <div class="what">
            <span class="title">{title}</span>
            <p class="sub">{sub}</p>
        </div>
    }
}

/// What a page or list without content says: what it is for, and the first step.
#[component]
pub fn Empty(#[prop(into)] title: String, #[prop(into)] text: String, #[prop(optional)] children: Option<Children>) -> Html {
    html! {
        <div class="empty">
            <p class="empty-title">{title}</p>
            <p>{text}</p>
            {children.map(|children| html! { <div class="row-of-buttons">{children()}</div> })}
        </div>
    }
}
