//! The library for evaluations: what a page begins with, and the dialog in which single records are picked.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::document::Document;
use crate::domain::words::count;
use crate::session::command::{Change, Kept};
use crate::session::partner_library::{Offer, Offered, added, offers, picked, read};
use crate::session::start::EVALUATION;
use crate::storage::browser::files;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, derive, memo};
use crate::ui::widgets::dialog::follow;
use crate::ui::widgets::register::focus_soon;
use crate::ui::workspace::Workspace;

/// The library, or why it cannot be read.
async fn library() -> Result<Document, String> {
    match files::of_page(EVALUATION).await {
        Ok(text) => read(&text).ok_or_else(|| "The library's file is damaged. Reload the page, then try again.".to_owned()),
        Err(reason) => Err(format!("The library could not be read ({reason}). Check the connection, then try again.")),
    }
}

/// Reads the library and carries out what `change` makes of it and of the open document, as it then stands.
pub fn from_library(ws: Workspace, change: impl FnOnce(&Document, &Document) -> Option<Change> + 'static) {
    let asked_in = ws.open_id();
    spawn_local(async move {
        match library().await {
            // Somebody may have gone to another document meanwhile.
            Ok(library) if ws.open_id() == asked_in => {
                let change = ws.session.with_untracked(|session| change(&library, session.as_ref()?.document()));
                if let Some(change) = change {
                    ws.dispatch(change);
                }
            }
            Ok(_) => {}
            Err(sentence) => ws.say(sentence),
        }
    });
}

/// Adds all records of one kind that the library has and the evaluation has not.
pub fn begin_with<T: Kept>(ws: Workspace) {
    from_library(ws, |library, document| added::<T>(library, document, |_| true));
}

/// What the dialog holds, and how it makes a change of what is chosen, whatever the kind of record.
#[derive(Clone, Copy)]
struct Picking {
    ws: Workspace,
    open: RwSignal<bool>,
    library: RwSignal<Option<Result<Document, String>>>,
    chosen: RwSignal<BTreeSet<String>>,
    offers: fn(&Document, &Document) -> Vec<Offer>,
    picked: fn(&Document, &Document, &BTreeSet<String>) -> Option<Change>,
    words: Words,
}

/// What the dialog says.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// Its heading.
    pub title: &'static str,
    /// What happens to what is chosen.
    pub about: &'static str,
    /// One record, and several.
    pub noun: [&'static str; 2],
}

/// The button that opens the dialog, and the dialog, in which records of a kind are picked one by one.
pub fn pick_from_library<T: Offered>(ws: Workspace, words: Words) -> Html {
    let (open, library, chosen) = (RwSignal::new(false), RwSignal::new(None), RwSignal::new(BTreeSet::new()));
    dialog(Picking { ws, open, library, chosen, offers: offers::<T>, picked: picked::<T>, words })
}

fn dialog(picking: Picking) -> Html {
    let Picking { open, words, .. } = picking;
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    follow(
        dialog,
        move || open.get(),
        move |opened| {
            if opened {
                picking.begin();
            }
        },
    );
    html! {
        <button type="button" on:click=move |_| open.set(true)>"Pick from the library"</button>
        <dialog class="import risk-library" node_ref=dialog aria-label=words.title on:close=move |_| open.set(false)>
            {move || open.get().then(|| body(picking))}
        </dialog>
    }
}

impl Picking {
    /// Begins with nothing chosen, and reads the library where that has not been done.
    fn begin(self) {
        self.chosen.set(BTreeSet::new());
        focus_soon("dialog[open] .because".to_owned());
        if self.library.with_untracked(|library| matches!(library, Some(Ok(_)))) {
            return;
        }
        self.library.set(None);
        spawn_local(async move {
            let read = library().await;
            self.library.try_set(Some(read));
        });
    }

    fn toggle(self, key: &str) {
        self.chosen.update(|chosen| {
            if !chosen.remove(key) {
                chosen.insert(key.to_owned());
            }
        });
    }

    /// Adds what is chosen, as one step.
    fn add(self) {
        let ws = self.ws;
        let change = self.library.with_untracked(|library| {
            let Some(Ok(library)) = library else { return None };
            ws.session.with_untracked(|session| self.chosen.with_untracked(|chosen| (self.picked)(library, session.as_ref()?.document(), chosen)))
        });
        let number = self.chosen.with_untracked(BTreeSet::len);
        if change.is_some_and(|change| ws.dispatch(change)) {
            let [one, many] = self.words.noun;
            ws.say_with(format!("Added {}.", count(number, one, many)), "Undo", move || ws.undo());
            self.open.set(false);
        }
    }

    fn offered(self) -> Vec<Offer> {
        self.library.with(|library| match library {
            Some(Ok(library)) => self.ws.session.with(|session| session.as_ref().map_or(Vec::new(), |session| (self.offers)(library, session.document()))),
            _ => Vec::new(),
        })
    }
}

fn body(picking: Picking) -> Html {
    let Picking { open, library, chosen, words, .. } = picking;
    let offered = memo(move |_| picking.offered());
    let listing = move || match library.with(|library| library.as_ref().map(|library| library.as_ref().err().cloned())) {
        None => html! { <p class="muted" role="status">"Reading the library…"</p> },
        Some(Some(sentence)) => html! { <p role="alert">{sentence}</p> },
        Some(None) => offered.with(|offered| groups(picking, offered)),
    };
    let none = memo(move |_| chosen.with(BTreeSet::is_empty));
    let add_label = move || match chosen.with(BTreeSet::len) {
        0 => "Add".to_owned(),
        number => format!("Add {}", count(number, words.noun[0], words.noun[1])),
    };
    html! {
        <header>
            <h2>{words.title}</h2>
            <p class="because" tabindex="-1">{words.about}</p>
        </header>
        <div class="content">{listing}</div>
        <footer class="row-of-buttons">
            <button type="button" class="primary" disabled=none on:click=move |_| picking.add()>{add_label}</button>
            <button type="button" on:click=move |_| open.set(false)>"Cancel"</button>
        </footer>
    }
}

fn groups(picking: Picking, offered: &[Offer]) -> Html {
    let mut heads: Vec<&'static str> = offered.iter().map(|offer| offer.group).collect();
    heads.dedup();
    let group = |head: &&'static str| {
        let rows = offered.iter().filter(|offer| offer.group == *head).map(|offer| row(picking, offer)).collect::<Html>();
        html! { <h3>{*head}</h3><ul class="library-risks">{rows}</ul> }
    };
    heads.iter().map(group).collect::<Html>()
}

fn row(picking: Picking, offer: &Offer) -> Html {
    let chosen = picking.chosen;
    let (held, toggled, known) = (offer.key.clone(), offer.key.clone(), offer.known);
    let checked = derive(move || chosen.with(|chosen| chosen.contains(&held)));
    let toggle = Callback::new(move |()| picking.toggle(&toggled));
    let part = |(title, lines): &(&'static str, Vec<String>)| {
        html! { <dt>{*title}</dt><dd>{lines.iter().map(|line| html! { <p>{line.clone()}</p> }).collect::<Html>()}</dd> }
    };
    html! {
        <li class:known=known>
            <label class="check">
                <input type="checkbox" prop:checked=checked disabled=known on:change=move |_| toggle.run(())/>
                <span>{offer.name.clone()}{known.then(|| html! { <span class="muted">" · already there"</span> })}</span>
            </label>
            <details>
                <summary>"What is behind it"<span class="visually-hidden">{format!(": {}", offer.name)}</span></summary>
                <dl>{offer.about.iter().map(part).collect::<Html>()}</dl>
            </details>
        </li>
    }
}
