//! A part of a page that is folded away until somebody asks for it, and made only then.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, Signal};

/// What makes the content, when it is unfolded.
pub type Content = Callback<(), Html>;

/// A line that unfolds what `content` makes. What `content` reads is followed while it is unfolded.
#[component]
pub fn Folded(
    #[prop(into)] title: Signal<String>,
    /// The class of the whole: `card` for a card of its own.
    class: &'static str,
    content: Content,
    /// Whether it begins unfolded.
    #[prop(optional)]
    unfolded: bool,
) -> Html {
    let open = RwSignal::new(unfolded);
    let toggled = move |event: web_sys::Event| {
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let now = details.is_some_and(|details| details.has_attribute("open"));
        // A browser tells of what begins unfolded as well; it is drawn already.
        if now != open.get_untracked() {
            open.set(now);
        }
    };
    html! {
        <details class=format!("folded {class}") open=unfolded on:toggle=toggled>
            <summary>{title}</summary>
            {move || open.get().then(|| content.run(()))}
        </details>
    }
}
