//! The ways to look at a plan's risks, side by side.

use leptos::prelude::*;

use super::risks::RISK_PAGES;
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place, Route};
use crate::ui::workspace::workspace;

/// Links to the pages about risks.
#[component]
pub fn RiskTabs() -> Html {
    let ws = workspace();
    let link = move |page: Page| {
        let here = move || ws.place().is_some_and(|place| place.page == page).then_some("page");
        let href = move || ws.place().map(|place| Route::from(Place::new(place.document, page)).href());
        html! { <a href=href aria-current=here>{if page == Page::Risks { "Register" } else { page.label() }}</a> }
    };
    html! { <nav class="tabs" aria-label="Ways to look at risks">{RISK_PAGES.map(link).into_iter().collect::<Html>()}</nav> }
}
