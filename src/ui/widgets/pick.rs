//! A field in which one of many records is chosen by typing its name.
//!
//! What fits is offered while somebody types, and never drawn before: a plan may have thousands. What is typed is taken
//! with Enter, when it is chosen from the list, when the field is left or the page goes away, and not while somebody
//! pauses: half a name is none. Escape gives it up. The browser's own list of suggestions carries it, which every screen
//! reader knows.

use leptos::prelude::*;

use super::draft::{Commit, Draft};
use super::field::next_id;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, Signal, derive};

/// A field for the name of a record. `offer` gives the names that fit what is typed; `commit` takes one, and answers with
/// a complaint where it cannot stand.
#[component]
pub fn PickField(
    #[prop(into)] label: Signal<String>,
    /// What is chosen now; empty where nothing is, or where the choice is only added to something.
    #[prop(into)]
    value: Signal<String>,
    offer: Callback<String, Vec<String>>,
    commit: Commit,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] placeholder: String,
) -> Html {
    let draft = Draft::new(value, commit);
    let active = RwSignal::new(false);
    let offered = derive(move || if active.get() { offer.run(draft.text()) } else { Vec::new() });
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => draft.finish(),
        "Escape" if draft.give_up() => event.stop_propagation(),
        _ => {}
    };
    let on_input = move |event: leptos::ev::Event| {
        active.set(true);
        draft.typed(event_target_value(&event));
    };
    let on_blur = move |_| {
        active.set(false);
        draft.left();
    };
    let id = next_id();
    let (help, list) = (format!("{id}-help"), format!("{id}-list"));
    let described_by = help.clone();
    html! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id type="text" autocomplete="off" spellcheck="false" placeholder=placeholder list=list.clone() prop:value={move || draft.shown()}
                aria-invalid={move || draft.is_refused().then_some("true")} aria-describedby=described_by
                on:focus=move |_| active.set(true) on:input=on_input on:change=move |_| draft.left() on:blur=on_blur on:keydown=on_key/>
            <datalist id=list>{move || offered.get().into_iter().map(|name| html! { <option value=name></option> }).collect::<Html>()}</datalist>
            <p id=help class="field-help" class:complaint={move || draft.is_refused()} role="status">{move || draft.complaint().unwrap_or_else(|| hint.clone())}</p>
        </div>
    }
}
