//! All documents, and the ways to start one.

pub mod choose;
pub mod documents;
pub mod export;
pub mod import;
pub mod put_away;
pub mod removal;
pub mod sealed_export;
pub mod start;
mod ways;

use crate::ui::html::{Html, html};
use crate::ui::signals::{derive, memo};
use leptos::prelude::*;

use self::documents::Documents;
use self::put_away::PutAway;
use self::ways::Ways;
use crate::storage::library::Shelf;
use crate::storage::listing::{headline, shelved};
use crate::ui::actions::IMPORT;
use crate::ui::documents::{Beginning, Errand, ask};
use crate::ui::widgets::headline::PageHead;
use crate::ui::workspace::workspace;

/// All documents, and the ways to start one.
#[component]
pub fn Home() -> Html {
    let ws = workspace();
    let said = memo(move |_| ws.library.with(headline));
    let is_empty = memo(move |_| ws.library.with(|library| shelved(library, Shelf::Active).is_empty()));
    let actions = move || {
        (!is_empty.get()).then(|| {
            html! {
                <button type="button" on:click=move |_| (IMPORT.run)(ws)>{IMPORT.name}</button>
                <button type="button" class="primary" on:click=move |_| ask(ws, Errand::Begin(Beginning::BlankPlan))>"New blank plan"</button>
            }
        })
    };
    html! {
        <PageHead finding=derive(move || said.get().finding) because=derive(move || said.get().because)>{actions}</PageHead>
        <div class="home" class:nothing-yet={move || is_empty.get()}>
            <div class="stack">
                {move || (!is_empty.get()).then(|| html! { <Documents/> })}
                <PutAway/>
            </div>
            <Ways nothing_yet=is_empty/>
        </div>
    }
}
