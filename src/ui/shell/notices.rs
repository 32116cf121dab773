//! Steady notices above the page: no storage, damage, another tab, a new version.

use crate::ui::html::{Children, Html, html};
use leptos::prelude::*;

use crate::ui::actions::EXPORT;
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
    let reading = move || {
        (ws.read_only.get() && ws.session.with(Option::is_some)).then(|| {
            html! {
                <Notice text="This document is being edited in another tab. You see every change as it is made.">
                    <button type="button" on:click=move |_| ws.take_over()>"Edit here instead"</button>
                </Notice>
            }
        })
    };
    let damage = move || ws.notices.get().into_iter().map(|text| html! { <Notice text><span></span></Notice> }).collect::<Html>();
    let findings = move || {
        let findings = ws.session.with(|session| session.as_ref().map(|session| session.document().findings()).unwrap_or_default());
        (!findings.is_empty()).then(|| {
            html! {
                <details class="notice">
                    <summary>{crate::domain::words::count(findings.len(), "thing does not fit together in this document", "things do not fit together in this document")}</summary>
                    <ul>{findings.into_iter().map(|finding| html! { <li>{finding.message}" "{finding.mend}</li> }).collect::<Html>()}</ul>
                </details>
            }
        })
    };
    let update = move || {
        ws.update.get().then(|| {
            html! {
                <Notice text="A new version of Trialwright is ready. Your documents stay as they are.">
                    <button type="button" on:click=move |_| {
                        ws.settle();
                        if let Ok(event) = web_sys::CustomEvent::new("trialwright-activate-update") {
                            let _ = window().dispatch_event(&event);
                        }
                    }>"Use it now"</button>
                </Notice>
            }
        })
    };
    html! { <div class="notices" role="region" aria-label="Notices">{trouble}{failed}{reading}{damage}{findings}{update}</div> }
}

#[component]
fn Notice(#[prop(into)] text: String, children: Children) -> Html {
    html! { <div class="notice"><p>{text}</p>{children()}</div> }
}
