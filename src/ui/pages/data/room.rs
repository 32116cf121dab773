//! How much room the browser gives, and whether it has agreed to keep what is stored.

use crate::ui::html::{Html, html};
use crate::ui::signals::{RwSignal, effect};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::storage::browser::room::{Room, ask_to_keep, measure};
use crate::storage::listing::size;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::workspace;

/// How much room there is, and whether what is stored is safe from clearing.
#[component]
pub fn StorageCard() -> Html {
    let ws = workspace();
    let room = RwSignal::new(Room::default());
    let look = move || {
        spawn_local(async move {
            let found = measure().await;
            room.try_set(found);
        });
    };
    // What is used changes with the documents.
    effect(move |_| {
        ws.library.track();
        look();
    });
    let ask = move |_| {
        spawn_local(async move {
            let agreed = ask_to_keep().await;
            ws.say(if agreed {
                "The browser has agreed to keep it."
            } else {
                "The browser did not agree. It may once you have used the page more often, or installed it: export in the meantime."
            });
            let found = measure().await;
            room.try_set(found);
        });
    };
    let used = move || match (room.get().used, room.get().allowed) {
        (Some(used), Some(allowed)) => format!("{} of about {}", size(used), size(allowed)),
        (Some(used), None) => size(used),
        _ => "This browser does not say".to_owned(),
    };
    let kept = move || {
        if ws.trouble.with(Option::is_some) {
            return html! { <Pill tone=Tone::Act text="no"/>" It is held in this tab only." };
        }
        match room.get().kept {
            Some(true) => html! { <Pill tone=Tone::Good text="yes"/>" The browser has agreed to keep it." },
            Some(false) => html! { <Pill tone=Tone::Watch text="not promised"/>" The browser may clear it when the device runs low on space." },
            None => html! { <span>"This browser does not say"</span> },
        }
    };
    html! {
        <Card title="Storage in this browser">
            <dl class="facts">
                <div><dt>"Used by Trialwright"</dt><dd>{used}</dd></div>
                <div><dt>"Safe from clearing"</dt><dd>{kept}</dd></div>
            </dl>
            <button type="button" hidden={move || room.get().kept != Some(false) || ws.trouble.with(Option::is_some)} on:click=ask>"Ask the browser to keep it"</button>
        </Card>
    }
}
