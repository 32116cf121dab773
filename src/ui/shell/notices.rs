//! Steady notices above the page: no storage, damage, a new version.

use crate::ui::html::{Children, Html, html};
use leptos::prelude::*;

use crate::ui::actions::EXPORT;
use crate::ui::documents::settle;
use crate::ui::workspace::{SaveState, workspace};

/// All notices that stand now.
#[component]
pub fn Notices() -> Html {
    let ws = workspace();
    let trouble = move || {
        ws.trouble.get().map(|sentence| {
            html! { <Notice text=sentence><button type="button" hidden={move || ws.session.with(Option::is_none)} on:click=move |_| (EXPORT.run)(ws)>"Export"</button></Notice> }
        })
    };
    let failed = move || match ws.save.get() {
        SaveState::Failed(sentence) => Some(
            html! { <Notice text=format!("{sentence} Your work is on screen and not stored: export it.")><button type="button" on:click=move |_| (EXPORT.run)(ws)>"Export"</button></Notice> },
        ),
        _ => None,
    };
    let damage = move || ws.notices.get().into_iter().map(|text| html! { <Notice text><span></span></Notice> }).collect::<Html>();
    let update = move || {
        ws.update.get().then(|| {
            html! {
                <Notice text="A new version of Trialwright is ready. Your documents stay as they are.">
                    <button type="button" on:click=move |_| {
                        settle(ws);
                        if let Ok(event) = web_sys::CustomEvent::new("trialwright-activate-update") {
                            let _ = window().dispatch_event(&event);
                        }
                    }>"Use it now"</button>
                </Notice>
            }
        })
    };
    let document = move || ws.documents.get().map(|documents| (documents.notices)());
    html! { <div class="notices" role="region" aria-label="Notices">{trouble}{failed}{document}{damage}{update}</div> }
}

/// A sentence, and what can be done about it.
#[component]
pub fn Notice(#[prop(into)] text: String, children: Children) -> Html {
    html! { <div class="notice"><p>{text}</p>{children()}</div> }
}
