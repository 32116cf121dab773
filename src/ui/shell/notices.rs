//! Steady notices above the page: no storage, damage, another tab, a new version.

use crate::ui::html::{Children, Html, html};
use crate::ui::signals::{RwSignal, effect, memo};
use leptos::prelude::*;

use crate::storage::listing::reminder;
use crate::storage::live_file::LiveFault;
use crate::ui::actions::EXPORT;
use crate::ui::workspace::live_file::{Live, Theirs};
use crate::ui::workspace::{SaveState, Workspace, workspace};

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
    let much_changed = memo(move |_| {
        let (id, revision) =
            ws.session.with(|session| session.as_ref().map(|session| (session.document().head().id.clone(), session.document().head().revision)))?;
        ws.library.with(|library| library.get(&id).and_then(|entry| reminder(entry, revision)))
    });
    let put_off = move |_| {
        if let Some(id) = ws.open_id() {
            ws.arrange(|library| library.put_off(&id));
        }
    };
    let reminder = move || {
        much_changed.get().map(|sentence| {
            html! {
                <Notice text=sentence>
                    <button type="button" on:click=move |_| (EXPORT.run)(ws)>"Export"</button>
                    <button type="button" class="quiet" on:click=put_off>"Later"</button>
                </Notice>
            }
        })
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
    // What does not fit together is looked for when an edit is on screen: on a plan of thousands of tasks it takes a while.
    let found = RwSignal::new(Vec::new());
    effect(move |_| {
        ws.session.track();
        let look = move || {
            let findings = ws.session.with_untracked(|session| session.as_ref().map(|session| session.findings()).unwrap_or_default());
            if found.try_get_untracked().is_some_and(|before| before != findings) {
                found.try_set(findings);
            }
        };
        set_timeout(look, std::time::Duration::from_millis(60));
    });
    let findings = move || {
        let findings = found.get();
        (!findings.is_empty()).then(|| {
            html! {
                <details class="notice">
                    <summary>{crate::domain::words::count(findings.len(), "thing does not fit together in this document", "things do not fit together in this document")}</summary>
                    <ul>{findings.into_iter().map(|finding| html! { <li>{finding.message}" "{finding.mend}</li> }).collect::<Html>()}</ul>
                </details>
            }
        })
    };
    let file = move || match ws.live.get() {
        Live::Stopped(fault) => Some(file_notice(ws, &fault)),
        Live::None | Live::Kept(_) => None,
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
    html! { <div class="notices" role="region" aria-label="Notices">{trouble}{failed}{file}{reading}{damage}{findings}{reminder}{update}</div> }
}

/// Why the document is not written to its file, and what can be done about it.
fn file_notice(ws: Workspace, fault: &LiveFault) -> Html {
    let act = |label: &'static str, run: fn(Workspace)| html! { <button type="button" on:click=move |_| run(ws)>{label}</button> };
    let again: fn(Workspace) = |ws| ws.write_live_file(Theirs::Stays);
    let ways = match fault {
        LiveFault::Denied(_) => act("Write to it again", Workspace::ask_for_file),
        LiveFault::Changed(_) => html! {
            {act("Compare", Workspace::compare_with_file)}
            {act("Write over it", |ws| ws.write_live_file(Theirs::Goes))}
        },
        LiveFault::Gone(_) | LiveFault::Full(_) | LiveFault::Other { .. } => act("Try again", again),
    };
    html! {
        <Notice text=format!("{fault}. The document itself is safe in this browser.")>
            {ways}
            <button type="button" class="quiet" on:click=move |_| {
                if let Some(id) = ws.open_id() {
                    ws.leave_file(id);
                }
            }>"Leave the file"</button>
        </Notice>
    }
}

#[component]
fn Notice(#[prop(into)] text: String, children: Children) -> Html {
    html! { <div class="notice"><p>{text}</p>{children()}</div> }
}
