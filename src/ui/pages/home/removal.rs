//! Removing something for good: the one act that cannot be undone, so it asks in place and offers the download first.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, Signal};
use leptos::prelude::*;

/// A button that asks before it removes.
#[component]
pub fn Removal(
    /// What would be removed, for a screen reader.
    #[prop(into)]
    name: Signal<String>,
    /// Downloads it.
    download: Callback<()>,
    /// Removes it.
    remove: Callback<()>,
) -> Html {
    let asking = RwSignal::new(false);
    let (ask, first) = (NodeRef::<leptos::html::Button>::new(), NodeRef::<leptos::html::Button>::new());
    let turn = move |to: bool| {
        asking.set(to);
        // What was clicked is hidden now; the focus goes to what stands in its place.
        request_animation_frame(move || {
            let target = if to { first } else { ask };
            if let Some(button) = target.try_get_untracked().flatten() {
                let _ = button.focus();
            }
        });
    };
    html! {
        <button type="button" class="quiet" node_ref=ask hidden={move || asking.get()} aria-label={move || format!("Remove {} for good", name.get())} on:click=move |_| turn(true)>"Remove for good"</button>
        <div class="removal" role="group" hidden={move || !asking.get()} aria-label={move || format!("Remove {} for good", name.get())}
            on:keydown=move |event| if event.key() == "Escape" { turn(false) }>
            <span>"This cannot be undone."</span>
            <button type="button" node_ref=first on:click=move |_| download.run(())>"Download it first"</button>
            <button type="button" class="danger" on:click=move |_| remove.run(())>"Remove for good"</button>
            <button type="button" class="quiet" on:click=move |_| turn(false)>"Keep it"</button>
        </div>
    }
}
