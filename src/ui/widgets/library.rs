//! Libraries, which the page reads from files of its own when they are asked for, and the dialog in which entries of one are picked.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::workspace::workspace;
use super::dialog::follow;
use super::register::focus_soon;
use crate::domain::words::count;
use crate::storage::browser::files;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Held, RwSignal, Signal, derive, memo};

/// A library once it is read, or why it cannot be.
pub type Asked<T> = RwSignal<Option<Result<T, String>>>;

/// Reads the file of a library. `called` is what the sentence calls it that says why it cannot be read.
pub async fn read_library<T>(called: &str, file: &str, read: fn(&str) -> Option<T>) -> Result<T, String> {
    match files::of_page(file).await {
        Ok(text) => read(&text).ok_or_else(|| format!("The {called}’s file is damaged. Reload the page, then try again.")),
        Err(reason) => Err(format!("The {called} could not be read ({reason}). Check the connection, then try again.")),
    }
}

/// Reads a library, where that has not been done.
pub fn ask_for<T: Held>(asked: Asked<T>, file: &'static str, read: fn(&str) -> Option<T>) {
    if asked.with_untracked(|asked| matches!(asked, Some(Ok(_)))) {
        return;
    }
    asked.set(None);
    spawn_local(async move {
        let read = read_library("library", file, read).await;
        asked.try_set(Some(read));
    });
}

/// What stands in the place of a library as long as it is not there.
pub fn waiting<T: Held>(asked: Asked<T>) -> Option<Html> {
    asked.with(|asked| match asked {
        None => Some(html! { <p class="muted" role="status">"Reading the library…"</p> }),
        Some(Err(sentence)) => Some(html! { <p role="alert">{sentence.clone()}</p> }),
        Some(Ok(_)) => None,
    })
}

/// What the dialog says.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// Its heading.
    pub title: &'static str,
    /// What happens to what is picked.
    pub about: &'static str,
    /// One entry, and several.
    pub noun: [&'static str; 2],
}

/// A dialog in which entries of a library are picked, to be added as one step. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Picker {
    /// Whether it is open.
    pub open: RwSignal<bool>,
    /// The keys of what is picked.
    pub picked: RwSignal<BTreeSet<String>>,
    /// What it says.
    pub words: Words,
    /// What is said of an entry that is there already.
    pub known: &'static str,
    /// To what entries are added, behind the words that say how many: empty, or " to the register".
    pub target: &'static str,
    /// What takes the focus when it opens, as a selector.
    pub first: &'static str,
}

impl Picker {
    /// The button that opens the dialog, and the dialog. `begin` makes ready what it shows, `content` draws it, and `add` carries the
    /// step out and says whether that was done.
    pub fn dialog(
        self,
        begin: impl Fn() + 'static,
        content: impl Fn() -> Html + Send + Sync + 'static,
        add: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Html {
        let Picker { open, picked, words, first, .. } = self;
        let dialog = NodeRef::<leptos::html::Dialog>::new();
        follow(
            dialog,
            move || open.get(),
            move |opened| {
                if opened {
                    picked.set(BTreeSet::new());
                    focus_soon(first.to_owned());
                    begin();
                }
            },
        );
        let (content, add) = (Callback::new(move |()| content()), Callback::new(move |()| add()));
        html! {
            <button type="button" on:click=move |_| open.set(true)>"Pick from the library"</button>
            <dialog class="import risk-library" node_ref=dialog aria-label=words.title on:close=move |_| open.set(false)>
                {move || open.get().then(|| self.body(content, add))}
            </dialog>
        }
    }

    fn body(self, content: Callback<(), Html>, add: Callback<(), bool>) -> Html {
        let Picker { open, picked, words, target, .. } = self;
        let ws = workspace();
        let none = memo(move |_| picked.with(BTreeSet::is_empty));
        let counted = move |number: usize| count(number, words.noun[0], words.noun[1]);
        let add_label = move || match picked.with(BTreeSet::len) {
            0 => "Add".to_owned(),
            number => format!("Add {}", counted(number)),
        };
        let add = move |_| {
            let number = picked.with_untracked(BTreeSet::len);
            if add.run(()) {
                ws.say_with(format!("Added {}{target}.", counted(number)), "Undo", move || ws.undo());
                open.set(false);
            }
        };
        html! {
            <header>
                <h2>{words.title}</h2>
                <p class="because" tabindex="-1">{words.about}</p>
            </header>
            <div class="content">{content.run(())}</div>
            <footer class="row-of-buttons">
                <button type="button" class="primary" disabled=none on:click=add>{add_label}</button>
                <button type="button" on:click=move |_| open.set(false)>"Cancel"</button>
            </footer>
        }
    }

    /// The entries that stand under a heading.
    pub fn group(self, heading: &'static str, entries: Vec<Html>) -> Html {
        html! { <h3>{heading}</h3><ul class="library-risks">{entries}</ul> }
    }

    /// One entry: a box to tick, unless it is there already, and what is behind it, in parts of some lines each.
    pub fn entry(self, key: &str, name: &str, there: Signal<bool>, about: Vec<(&'static str, Vec<String>)>) -> Html {
        let Picker { picked, known, .. } = self;
        let (held, toggled) = (key.to_owned(), key.to_owned());
        let checked = derive(move || picked.with(|picked| picked.contains(&held)));
        let toggle = move |_| {
            picked.update(|picked| {
                if !picked.remove(&toggled) {
                    picked.insert(toggled.clone());
                }
            });
        };
        let part = |(title, lines): (&'static str, Vec<String>)| {
            html! { <dt>{title}</dt><dd>{lines.into_iter().map(|line| html! { <p>{line}</p> }).collect::<Html>()}</dd> }
        };
        html! {
            <li class:known=there>
                <label class="check">
                    <input type="checkbox" prop:checked=checked disabled=there on:change=toggle/>
                    <span>{name.to_owned()}{move || there.get().then(|| html! { <span class="muted">{format!(" · {known}")}</span> })}</span>
                </label>
                <details>
                    <summary>"What is behind it"<span class="visually-hidden">{format!(": {name}")}</span></summary>
                    <dl>{about.into_iter().map(part).collect::<Html>()}</dl>
                </details>
            </li>
        }
    }
}
