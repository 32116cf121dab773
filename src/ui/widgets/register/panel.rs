//! The panel beside a list, in which the chosen record is edited.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::super::super::workspace::{Workspace, workspace};
use super::super::icon::{self, Icon};
use super::{Shared, focus_soon, record_memo};
use crate::domain::id::Id;
use crate::session::command::Kept;
use crate::ui::html::{Children, Html, html, live};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, memo};

/// What stands beside a list: the panel of the record that the address names, or that it is `gone`. While the address names none,
/// `unchosen` is said, where there is something to say.
pub fn chosen_record<T: Kept + Send + Sync>(
    ws: Workspace,
    unchosen: Option<&'static str>,
    gone: &'static str,
    panel: impl Fn(Workspace, Id<T>, Memo<Option<Shared<T>>>) -> Html + 'static,
) -> Html {
    let chosen = memo(move |_| ws.place().and_then(|place| place.record).and_then(|record| Id::<T>::parse(&record)));
    let said = |words: &'static str| html! { <div class="card muted">{words}</div> };
    live(move || {
        let Some(id) = chosen.get() else { return unchosen.map_or(Html::Nothing, said) };
        let record = record_memo(ws, id.clone());
        if record.with_untracked(Option::is_none) { said(gone) } else { panel(ws, id, record) }
    })
}

/// The panel of a chosen record. Its button and Escape lead back to the list, unless something else is said.
#[component]
pub fn RecordPanel(
    /// What the panel is, for a screen reader.
    label: &'static str,
    /// What stands in its head: a heading, and how the record stands.
    head: Html,
    /// The class of the whole.
    #[prop(default = "card record-panel")]
    class: &'static str,
    /// What the button says.
    #[prop(default = "Back to the list")]
    close_label: &'static str,
    /// What the button does.
    #[prop(optional)]
    close: Option<Callback<()>>,
    /// What Escape does.
    #[prop(optional)]
    escape: Option<Callback<()>>,
    children: Children,
) -> Html {
    let ws = workspace();
    let done = move |done: Option<Callback<()>>| match done {
        Some(done) => done.run(()),
        None => leave_record(ws),
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            done(escape);
        }
    };
    html! {
        <section class=class data-record-panel="" aria-label=label on:keydown=on_key>
            <header class="record-head">
                {head}
                <button type="button" class="quiet close-record" aria-label=close_label on:click=move |_| done(close)><Icon path=icon::CLOSE/></button>
            </header>
            {children()}
        </section>
    }
}

/// Lets the chosen record go, and moves the focus back to its row.
fn leave_record(ws: Workspace) {
    let row = document().query_selector("[role=\"row\"].chosen").ok().flatten().and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok());
    ws.choose(None);
    if let Some(row) = row {
        let _ = row.focus();
    }
}

/// Moves the focus into the chosen record.
pub fn focus_record() {
    focus_soon("[data-record-panel] input, [data-record-panel] textarea, [data-record-panel] select".to_owned());
}
