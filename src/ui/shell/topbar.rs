//! The top bar: where you are, search, undo and redo, the state of saving, export.

use crate::ui::html::{Html, html};
use crate::ui::signals::memo;
use leptos::prelude::*;

use crate::domain::document::Document;
use crate::domain::overview::plan::name;
use crate::domain::words::clipped;
use crate::ui::actions::{self, Action, EXPORT, FIND, REDO, UNDO};
use crate::ui::route::Page;
use crate::ui::route::{Place, Route};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::workspace::live_file::Live;
use crate::ui::workspace::{SaveState, Workspace, workspace};

/// The top bar.
#[component]
pub fn TopBar() -> Html {
    let ws = workspace();
    html! {
        <header class="topbar">
            <button type="button" class="quiet menu" aria-label="Pages" aria-expanded={move || ws.sidebar.get().to_string()} on:click=move |_| ws.sidebar.update(|open| *open = !*open)><Icon path=icon::MENU/></button>
            <Crumbs/>
            <button type="button" class="find" aria-label=FIND.name aria-keyshortcuts="Control+K" on:click=move |_| (FIND.run)(ws)>
                <Icon path=icon::FIND/><span>{FIND.name}</span><kbd>{actions::shown("Mod+K")}</kbd>
            </button>
            {step(ws, UNDO, icon::UNDO, move || ws.session.with(|session| session.as_ref().and_then(|session| session.undo_label().map(str::to_owned))))}
            {step(ws, REDO, icon::REDO, move || ws.session.with(|session| session.as_ref().and_then(|session| session.redo_label().map(str::to_owned))))}
            <Saving/>
            {move || (EXPORT.when)(ws).then(|| html! { <button type="button" title=format!("{} ({})", EXPORT.name, actions::shown("Mod+S")) on:click=move |_| (EXPORT.run)(ws)>"Export"</button> })}
        </header>
    }
}

/// Undo or redo, with what it would do as its title.
fn step(ws: Workspace, action: Action, path: &'static str, what: impl Fn() -> Option<String> + Copy + Send + Sync + 'static) -> Html {
    let title = move || {
        let key = action.key.map(actions::shown).unwrap_or_default();
        what().map_or(format!("{}: nothing to do ({key})", action.name), |what| format!("{}: {what} ({key})", action.name))
    };
    let has_document = move || ws.session.with(Option::is_some);
    html! {
        <button type="button" class="quiet step" hidden={move || !has_document()} aria-label=action.name title=title disabled={move || what().is_none()} on:click=move |_| (action.run)(ws)>
            <Icon path/>
        </button>
    }
}

/// Where the user is, as links.
#[component]
fn Crumbs() -> Html {
    let ws = workspace();
    let title = memo(move |_| {
        ws.session.with(|session| {
            session.as_ref().map(|session| match session.document().as_ref() {
                Document::Plan(plan) => clipped(name(plan), 40),
                Document::Evaluation(evaluation) => clipped(&evaluation.document.title, 40),
            })
        })
    });
    let here = move || match ws.route.get() {
        Route::Home => html! { <li aria-current="page">"All documents"</li> },
        Route::Data => html! { <li aria-current="page">"Data and backup"</li> },
        Route::Preferences => html! { <li aria-current="page">"Preferences"</li> },
        Route::Unknown(_) => html! { <li aria-current="page">"Not found"</li> },
        Route::Document(place) => {
            let first = Route::from(Place::new(place.document.clone(), Page::first(place.page.kind())));
            html! {
                <li><a href="#/">"Documents"</a></li>
                <li><a href=first.href()>{move || title.get().unwrap_or_default()}</a></li>
                <li aria-current="page">{place.page.label()}</li>
            }
        }
    };
    html! { <nav class="crumbs" aria-label="Where you are"><ol>{here}</ol></nav> }
}

/// Whether what is on screen is stored.
#[component]
fn Saving() -> Html {
    let ws = workspace();
    let revision = move || ws.session.with(|session| session.as_ref().map_or(0, |session| session.document().head().revision));
    let state = move || match (ws.read_only.get(), ws.save.get()) {
        (true, _) => ("watch", "Reading along".to_owned()),
        (false, SaveState::Saved) if ws.typing.get() > 0 => ("busy", "Saving…".to_owned()),
        (false, SaveState::Saved) if ws.live.get() == Live::Kept(revision()) => ("good", "Saved here and in a file".to_owned()),
        (false, SaveState::Saved) => ("good", "Saved on this device".to_owned()),
        (false, SaveState::Saving) => ("busy", "Saving…".to_owned()),
        (false, SaveState::InMemory) => ("watch", "In memory only".to_owned()),
        (false, SaveState::Failed(_)) => ("act", "Not saved".to_owned()),
    };
    let has_document = move || ws.session.with(Option::is_some);
    html! { <span class="saving" role="status" data-state={move || state().0} hidden={move || !has_document()}><span aria-hidden="true"></span><span class="words">{move || state().1}</span></span> }
}
