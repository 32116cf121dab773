//! What is around every page: sidebar, top bar, notices, messages, palette.

mod notices;
mod palette;
mod sidebar;
mod toasts;
mod topbar;

use leptos::prelude::*;

use crate::ui::html::{Html, html};

use self::notices::Notices;
use self::palette::Palette;
use self::sidebar::Sidebar;
use self::toasts::Toasts;
use self::topbar::TopBar;
use super::pages::CurrentPage;
use super::pages::home::import::{DropTarget, ImportDialog};
use super::pages::home::sealed_export::PassphraseDialog;

/// The shell with the current page in it.
#[component]
pub fn Shell() -> Html {
    html! {
        <a class="skip" href="#main" on:click=|event| {
            event.prevent_default();
            super::widgets::register::focus_soon("main h1".to_owned());
        }>"Skip to the page"</a>
        <DropTarget>
            <div class="shell">
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
        <Palette/>
        <ImportDialog/>
        <PassphraseDialog/>
        <Toasts/>
    }
}
