//! The sidebar: the open document with its pages, and what is no part of any document.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::route::Route;
use crate::ui::workspace::workspace;

/// The sidebar.
#[component]
pub fn Sidebar() -> Html {
    let ws = workspace();
    let link = move |route: Route, label: &'static str| {
        let target = route.clone();
        let current = move || ws.route.with(|here| *here == target).then_some("page");
        html! { <a href=route.href() aria-current=current on:click=move |_| ws.sidebar.set(false)>{label}</a> }
    };
    html! {
        <aside class="sidebar" class:unfolded={move || ws.sidebar.get()}>
            <a class="brand" href="#/" on:click=move |_| ws.sidebar.set(false)><span class="mark" aria-hidden="true"></span>"Trialwright"</a>
            {move || ws.documents.get().map(|documents| (documents.sidebar)())}
            <nav class="foot" aria-label="Application">
                {link(Route::Home, "All documents")}
                {link(Route::Data, "Data and backup")}
                {link(Route::Preferences, "Preferences")}
            </nav>
        </aside>
        <div class="veil" hidden={move || !ws.sidebar.get()} on:click=move |_| ws.sidebar.set(false)></div>
    }
}
