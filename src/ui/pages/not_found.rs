//! Addresses that lead nowhere, and documents that cannot be opened.

use leptos::prelude::*;

use crate::ui::html::{Html, html};

use crate::ui::documents::{Errand, ask};
use crate::ui::route::Route;
use crate::ui::widgets::headline::PageHead;
use crate::ui::workspace::{Opening, workspace};

/// An address that leads nowhere.
#[component]
pub fn NotFound() -> Html {
    html! {
        <PageHead finding="There is nothing at this address" because="The document may be on another device, or the address was cut short.">
            <a class="button" href=Route::Home.href()>"All documents"</a>
        </PageHead>
    }
}

/// A document that cannot be opened, with the reason.
#[component]
pub fn CannotOpen(sentence: String) -> Html {
    let ws = workspace();
    let again = move |_| {
        ws.opening.set(Opening::Reading);
        ask(ws, Errand::Follow);
    };
    html! {
        <PageHead finding="This document cannot be opened" because=sentence>
            <button type="button" class="primary" on:click=again>"Try again"</button>
            <a class="button" href=Route::Home.href()>"All documents"</a>
            <a class="button" href=Route::Data.href()>"Data and backup"</a>
        </PageHead>
    }
}
