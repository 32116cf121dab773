//! Addresses that lead nowhere, and documents that cannot be opened.

use leptos::prelude::*;

use crate::ui::html::{Html, html};

use crate::ui::route::Route;
use crate::ui::widgets::headline::PageHead;

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
    html! {
        <PageHead finding="This document cannot be opened" because=sentence>
            <a class="button" href=Route::Home.href()>"All documents"</a>
            <a class="button" href=Route::Data.href()>"Data and backup"</a>
        </PageHead>
    }
}
