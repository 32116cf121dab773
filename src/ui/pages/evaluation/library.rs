//! The library for evaluations: what a page begins with, and the dialog in which single records are picked.

use std::collections::BTreeSet;

use leptos::task::spawn_local;

use crate::domain::document::Document;
use crate::session::command::{Change, Kept};
use crate::session::partner_library::{Offer, Offered, added, offers, picked, read};
use crate::session::start::EVALUATION;
use crate::ui::html::{Html, live};
use crate::ui::signals::{RwSignal, constant, memo};
use crate::ui::widgets::library::{Picker, Words, ask_for, read_library, waiting};
use crate::ui::workspace::Workspace;

/// Reads the library and carries out what `change` makes of it and of the open document, as it then stands.
pub fn from_library(ws: Workspace, change: impl FnOnce(&Document, &Document) -> Option<Change> + 'static) {
    let asked_in = ws.open_id();
    spawn_local(async move {
        match read_library("library", EVALUATION, read).await {
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

/// The button that opens the dialog, and the dialog, in which records of a kind are picked one by one.
pub fn pick_from_library<T: Offered>(ws: Workspace, words: Words) -> Html {
    pick(ws, words, offers::<T>, picked::<T>)
}

/// The same, whatever the kind of record.
fn pick(
    ws: Workspace,
    words: Words,
    offers: fn(&Document, &Document) -> Vec<Offer>,
    change: fn(&Document, &Document, &BTreeSet<String>) -> Option<Change>,
) -> Html {
    let (open, picked, library) = (RwSignal::new(false), RwSignal::new(BTreeSet::new()), RwSignal::new(None));
    let picker = Picker { open, picked, words, known: "already there", target: "", first: "dialog[open] .because" };
    let content = move || {
        let offered = memo(move |_| {
            library.with(|library| match library {
                Some(Ok(library)) => ws.session.with(|session| session.as_ref().map_or(Vec::new(), |session| offers(library, session.document()))),
                _ => Vec::new(),
            })
        });
        live(move || waiting(library).unwrap_or_else(|| offered.with(|offered| groups(picker, offered))))
    };
    let add = move || {
        let change = library.with_untracked(|library| {
            let Some(Ok(library)) = library else { return None };
            ws.session.with_untracked(|session| picked.with_untracked(|picked| change(library, session.as_ref()?.document(), picked)))
        });
        change.is_some_and(|change| ws.dispatch(change))
    };
    picker.dialog(move || ask_for(library, EVALUATION, read), content, add)
}

fn groups(picker: Picker, offered: &[Offer]) -> Html {
    let mut heads: Vec<&'static str> = offered.iter().map(|offer| offer.group).collect();
    heads.dedup();
    let entry = |offer: &Offer| picker.entry(&offer.key, &offer.name, constant(offer.known), offer.about.clone());
    heads.iter().map(|head| picker.group(head, offered.iter().filter(|offer| offer.group == *head).map(entry).collect())).collect::<Html>()
}
