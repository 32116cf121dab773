//! Short messages in the corner, with at most one button each.

use leptos::prelude::*;

use crate::ui::html::{Html, each, html};

use crate::ui::widgets::icon::{self, Icon};
use crate::ui::workspace::workspace;

/// The messages.
#[component]
pub fn Toasts() -> Html {
    let ws = workspace();
    html! {
        <div class="toasts" role="status" aria-live="polite">
            {each(move || ws.toasts.get(), |toast| toast.number.to_string(), move |toast| {
                let number = toast.number;
                html! {
                    <div class="toast">
                        <span>{toast.text}</span>
                        {toast.action.map(|(label, run)| html! {
                            <button type="button" class="quiet" on:click=move |_| { ws.dismiss(number); run(); }>{label}</button>
                        })}
                        <button type="button" class="quiet" aria-label="Close" on:click=move |_| ws.dismiss(number)><Icon path=icon::CLOSE/></button>
                    </div>
                }
            })}
        </div>
    }
}
