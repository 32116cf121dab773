//! What must be said of the open document, above its page: its file, another tab that edits it, what does not fit together, that it
//! has changed a lot.

use leptos::prelude::*;

use super::notices::Notice;
use crate::domain::words::count;
use crate::storage::listing::reminder;
use crate::storage::live_file::LiveFault;
use crate::ui::actions::EXPORT;
use crate::ui::html::{Html, html};
use crate::ui::signals::{RwSignal, effect, memo};
use crate::ui::workspace::live_file::{Live, Theirs};
use crate::ui::workspace::{Workspace, workspace};

/// The notices of the open document.
pub fn document_notices() -> Html {
    let ws = workspace();
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
                    <summary>{count(findings.len(), "thing does not fit together in this document", "things do not fit together in this document")}</summary>
                    <ul>{findings.into_iter().map(|finding| html! { <li>{finding.message}" "{finding.mend}</li> }).collect::<Html>()}</ul>
                </details>
            }
        })
    };
    let file = move || match ws.live.get() {
        Live::Stopped(fault) => Some(file_notice(ws, &fault)),
        Live::None | Live::Kept(_) => None,
    };
    html! { {file}{reading}{findings}{reminder} }
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
