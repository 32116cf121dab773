//! The sponsor's duties to begin from, read from the page's own file when they are asked for.

use leptos::task::spawn_local;

use super::super::read_now;
use crate::domain::words::count;
use crate::session::duties::{DutyLibrary, FILE, added};
use crate::ui::widgets::library::read_library;
use crate::ui::workspace::Workspace;

/// Adds what the evaluation does not list yet, as one step.
pub(super) fn from_library(ws: Workspace) {
    spawn_local(async move {
        let library = match read_library("list", FILE, |text| DutyLibrary::read(text).ok()).await {
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
