//! What is around every page: sidebar, top bar, notices, messages, palette.

mod document_notices;
mod document_pages;
mod notices;
mod palette;
mod sidebar;
mod toasts;
mod topbar;

use leptos::prelude::*;

use crate::ui::html::{Html, html};

pub use self::document_notices::document_notices;
pub use self::document_pages::document_pages;
use self::notices::Notices;
use self::palette::Palette;
use self::sidebar::Sidebar;
use self::toasts::Toasts;
use self::topbar::TopBar;
use super::pages::CurrentPage;
use super::pages::home::choose::DropTarget;
use super::pages::home::import::ImportDialog;
use super::pages::home::sealed_export::PassphraseDialog;
use super::widgets::register::focus_soon;
use super::workspace::workspace;

/// The shell with the current page in it.
#[component]
pub fn Shell() -> Html {
    let ws = workspace();
    // On a narrow screen the sidebar lies over the page, and goes as whatever lies over a page does.
    let fold = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && ws.sidebar.get_untracked() {
            ws.sidebar.set(false);
            focus_soon(".topbar .menu".to_owned());
        }
    };
    html! {
        <a class="skip" href="#main" on:click=|event| {
            event.prevent_default();
            focus_soon("main h1".to_owned());
        }>"Skip to the page"</a>
        <DropTarget>
            <div class="shell" on:keydown=fold>
                <Sidebar/>
                <div class="stage">
                    <TopBar/>
                    <main id="main">
                        <Notices/>
                        <CurrentPage/>
                    </main>
                </div>
            </div>
        </DropTarget>
        {move || ws.documents.get().map(|documents| (documents.dialogs)())}
        <Toasts/>
    }
}

/// The dialogs that any page may open. They come with the part of the program that works on documents.
pub fn dialogs() -> Html {
    html! {
        <Palette/>
        <ImportDialog/>
        <PassphraseDialog/>
    }
}
