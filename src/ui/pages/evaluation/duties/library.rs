//! The sponsor's duties to begin from, read from the page's own file when they are asked for.

use leptos::task::spawn_local;

use super::super::read_now;
use crate::domain::words::count;
use crate::session::duties::{DutyLibrary, FILE, added};
use crate::storage::browser::files;
use crate::ui::workspace::Workspace;

/// Adds what the evaluation does not list yet, as one step.
pub(super) fn from_library(ws: Workspace) {
    spawn_local(async move {
        let library = match files::of_page(FILE).await {
            Ok(text) => DutyLibrary::read(&text).map_err(|_| "The list's file is damaged. Reload the page, then try again.".to_owned()),
            Err(reason) => Err(format!("The list could not be read ({reason}). Check the connection, then try again.")),
        };
        let library = match library {
            Ok(library) => library,
            Err(sentence) => return ws.say(sentence),
        };
        let made = read_now(ws, |evaluation| {
            let missing = library.missing(evaluation);
            added(&missing, &mut ws.id_maker()).map(|change| (change, missing.len()))
        });
        match made.flatten().map(|(change, number)| (ws.dispatch(change), number)) {
            Some((true, number)) => ws.say_with(format!("Added {}.", count(number, "duty", "duties")), "Undo", move || ws.undo()),
            Some((false, _)) => {}
            None => ws.say("Every duty of the list is in the register."),
        }
    });
}
