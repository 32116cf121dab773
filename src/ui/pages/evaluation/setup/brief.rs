//! The choice itself: its title, the need, the plan that it serves, and when it is due.

use std::sync::Arc;

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use leptos::prelude::*;

use super::super::{read, read_now};
use crate::domain::document::{DocumentId, DocumentKind};
use crate::domain::partner::evaluation::Brief;
use crate::session::command::Change;
use crate::storage::library::{Library, Shelf};
use crate::ui::route::{Page, Place, Route};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{DateField, Kind, SelectField, TextField, any_text, some_text};
use crate::ui::workspace::{Workspace, workspace};

/// What is being chosen, for which trial, until when.
#[component]
pub fn BriefCard() -> Html {
    let ws = workspace();
    let brief = memo(move |_| read(ws, |evaluation| evaluation.brief.clone()).unwrap_or_default());
    let title = memo(move |_| read(ws, |evaluation| evaluation.document.title.clone()).unwrap_or_default());
    let plan = memo(move |_| brief.with(|brief| brief.plan.clone()));
    let options = derive(move || ws.library.with(|library| plans(library, plan.get())));
    let choose_plan = move |key: String| change(ws, |brief| brief.plan = DocumentId::parse(&key));
    let open_plan = move || {
        let id = plan.get()?;
        let here = ws.library.with(|library| library.get(&id).is_some_and(|entry| entry.kind == DocumentKind::Plan));
        here.then(|| html! { <p><a href=Route::from(Place::new(id, Page::Partners)).href()>"Open the plan"</a></p> })
    };
    html! {
        <Card title="The choice">
            <div class="form">
                <div class="wide"><TextField label="Title" value=title commit=some_text("The title", move |title| { ws.dispatch(Change::Title(title)); })/></div>
                <div class="wide">
                    <TextField label="What the partner is needed for" kind=Kind::Paragraph placeholder="From when to when, for what, and what stays with you"
                        value=derive(move || brief.with(|brief| brief.need.clone())) commit=any_text(move |need| change(ws, |brief| brief.need = need))/>
                </div>
                <DateField label="Decision due" value=derive(move || brief.with(|brief| brief.decision_due)) commit=Callback::new(move |due| change(ws, |brief| brief.decision_due = due))/>
                <div class="serves">
                    <SelectField label="Trial plan that it serves" options value=derive(move || plan.get().map_or(String::new(), |id| id.to_string())) commit=Callback::new(choose_plan)/>
                    {open_plan}
                </div>
            </div>
        </Card>
    }
}

fn change(ws: Workspace, change: impl FnOnce(&mut Brief)) {
    if let Some(mut brief) = read_now(ws, |evaluation| Brief::clone(&evaluation.brief)) {
        change(&mut brief);
        ws.dispatch(Change::Brief(Arc::new(brief)));
    }
}

/// The plans to choose from: those on this device, and the chosen one wherever it is.
fn plans(library: &Library, chosen: Option<DocumentId>) -> Vec<(String, String)> {
    let named = |title: &str| if title.trim().is_empty() { "Plan without a title".to_owned() } else { title.to_owned() };
    let offered = |shelf: Shelf, id: &DocumentId| !matches!(shelf, Shelf::Deleted { .. }) || chosen.as_ref() == Some(id);
    let plans = library.entries.iter().filter(|entry| entry.kind == DocumentKind::Plan && offered(entry.shelf, &entry.id));
    let none = (String::new(), "None".to_owned());
    let mut options: Vec<(String, String)> = std::iter::once(none).chain(plans.map(|entry| (entry.id.to_string(), named(&entry.title)))).collect();
    if let Some(id) = chosen.map(|id| id.to_string()).filter(|id| options.iter().all(|(key, _)| key != id)) {
        options.push((id, "A plan that is not on this device".to_owned()));
    }
    options
}
