//! Dialogs that stand over the page, and what is typed into them.

use leptos::prelude::*;

use crate::ui::html::{Html, html};
use crate::ui::signals::{RwSignal, effect};

/// Opens the dialog while `wanted` says so, and closes it when it does not any more. `shown` hears of every run in which
/// it is wanted, and whether it has just been opened.
pub fn follow(dialog: NodeRef<leptos::html::Dialog>, wanted: impl Fn() -> bool + 'static, shown: impl Fn(bool) + 'static) {
    effect(move |_| {
        let wanted = wanted();
        let Some(dialog) = dialog.get() else { return };
        let open = dialog.open();
        if wanted && !open {
            let _ = dialog.show_modal();
        } else if !wanted && open {
            dialog.close();
        }
        if wanted {
            shown(!open);
        }
    });
}

/// A field for a passphrase, hidden until its user wants to see it.
#[component]
pub fn PassphraseField(id: &'static str, label: &'static str, value: RwSignal<String>, visible: RwSignal<bool>, new: bool) -> Html {
    html! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id type={move || if visible.get() { "text" } else { "password" }} autocomplete=if new { "new-password" } else { "current-password" } spellcheck="false"
                prop:value=value on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
}

/// Shows or hides what is typed into the passphrase fields.
#[component]
pub fn ShowPassphrase(visible: RwSignal<bool>) -> Html {
    html! {
        <label class="check"><input type="checkbox" prop:checked=visible on:change=move |event| visible.set(event_target_checked(&event))/>" Show what is typed"</label>
    }
}
