//! The dialog in which rows of a spreadsheet are pasted: it shows what was understood before anything is made of it.

use leptos::prelude::*;

use super::dialog::follow;
use super::register::focus_soon;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, Signal, memo};

/// What the dialog asks for, and how.
#[derive(Clone, Copy)]
pub struct Asked {
    /// The beginning of the ids of its parts.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// How rows are copied, and which columns are known.
    pub about: &'static str,
    /// Rows that are understood.
    pub example: &'static str,
}

/// The dialog, which is open while `offered` gives the text that it begins with. Of what is typed in `text`, `count` rows are
/// understood, `adds` says what they would become, `table` shows them, and `remarks` say what was not understood.
#[component]
pub fn PasteDialog(
    asked: Asked,
    offered: Callback<(), Option<String>>,
    text: RwSignal<String>,
    count: Signal<usize>,
    adds: Callback<usize, String>,
    table: Callback<(), Html>,
    remarks: Signal<Vec<String>>,
    add: Callback<()>,
    close: Callback<()>,
) -> Html {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let [title_id, text_id, adds_id] = ["title", "text", "adds"].map(|part| format!("{}-{part}", asked.id));
    let field = text_id.clone();
    let opened = memo(move |_| offered.run(()).is_some());
    follow(
        dialog,
        move || opened.get(),
        move |opened| {
            if opened {
                text.set(untrack(|| offered.run(())).unwrap_or_default());
                focus_soon(format!("#{field}"));
            }
        },
    );
    let body = {
        let title_id = title_id.clone();
        move || {
            let said = move || match (count.get(), text.with(|text| text.trim().is_empty())) {
                (0, true) => String::new(),
                (0, false) => "There is nothing to add yet.".to_owned(),
                (count, _) => format!("This adds {}. It can be taken back in one step.", adds.run(count)),
            };
            let blank = memo(move |_| text.with(|text| text.trim().is_empty()));
            html! {
                <header><h2 id=title_id.clone()>{asked.title}</h2></header>
                <div class="content">
                    <div class="field">
                        <label for=text_id.clone()>"Rows"</label>
                        <textarea id=text_id.clone() rows="6" wrap="off" spellcheck="false" aria-describedby=adds_id.clone() prop:value=text on:input=move |event| text.set(event_target_value(&event))></textarea>
                    </div>
                    <p id=adds_id.clone() class="adds" role="status">{said}</p>
                    {move || blank.get().then(|| example(asked))}
                    {move || (count.get() > 0).then(|| table.run(()))}
                    {move || remarks.with(|remarks| (!remarks.is_empty()).then(|| left_out(remarks)))}
                </div>
                <footer class="row-of-buttons">
                    <button type="button" class="primary" disabled={move || count.get() == 0} on:click=move |_| add.run(())>"Add"</button>
                    <button type="button" on:click=move |_| close.run(())>"Cancel"</button>
                </footer>
            }
        }
    };
    html! {
        <dialog class="import paste-rows" node_ref=dialog aria-labelledby=title_id on:close=move |_| close.run(())>
            {move || opened.get().then(&body)}
        </dialog>
    }
}

fn example(asked: Asked) -> Html {
    html! {
        <p class="because">{asked.about}</p>
        <h3>"For example"</h3>
        <pre class="example" tabindex="0" role="region" aria-label="Example">{asked.example}</pre>
    }
}

fn left_out(sentences: &[String]) -> Html {
    let lines = sentences.iter().map(|sentence| html! { <li>{sentence.clone()}</li> }).collect::<Html>();
    html! {
        <h3>"Left out or not understood"</h3>
        <ul class="remarks">{lines}</ul>
    }
}
