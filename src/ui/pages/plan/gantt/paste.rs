//! Rows that are pasted into the table from a spreadsheet, after they were shown; and rows that are copied out of it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::model::Shown;
use super::state::Gantt;
use crate::domain::id::Id;
use crate::domain::schedule::task::Task;
use crate::domain::words::{count, quoted};
use crate::formats::pasted_tasks;
use crate::session::planning::outline::with_parts;
use crate::session::planning::paste::{Preview, inserted, previews};
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use crate::ui::widgets::paste::{Asked, PasteDialog};
use crate::ui::workspace::{Pasting, Workspace, workspace};

/// How many rows are shown before they are added.
const SHOWN: usize = 8;

/// What was made of the text so far.
#[derive(Clone, PartialEq, Default)]
struct Found {
    rows: Vec<Task>,
    /// What was left out or not understood.
    remarks: Vec<String>,
}

/// Goes to the schedule and opens the dialog there.
pub fn open(ws: Workspace) {
    let Some(document) = ws.open_id() else { return };
    open_with(ws, String::new());
    if ws.route.with_untracked(|route| route.place().is_none_or(|place| place.page != Page::Schedule)) {
        ws.go(Place::new(document, Page::Schedule));
    }
}

/// Opens the dialog for rows after the task that has the focus in the table, or else is open beside it.
fn open_with(ws: Workspace, text: String) {
    let opened = || ws.route.with_untracked(|route| Id::parse(route.place().filter(|place| place.page == Page::Schedule)?.record.as_ref()?));
    let after = ws.current_task.get_untracked().or_else(opened);
    ws.pasting.set(Some(Pasting { text, after }));
}

/// Takes what is pasted while the focus is in the table, and gives what is copied there.
///
/// Browsers tell of both at the selected text, wherever the focus is, so that only the whole page hears all of it.
pub fn listen(gantt: Gantt, model: Memo<Shown>) {
    let in_table = |event: web_sys::Event| event.dyn_into::<web_sys::ClipboardEvent>().ok().filter(|_| has_focus());
    let pasted = window_event_listener_untyped("paste", move |event| {
        let Some(event) = in_table(event) else { return };
        event.prevent_default();
        open_with(gantt.ws, event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default());
    });
    let copied = window_event_listener_untyped("copy", move |event| {
        let Some(event) = in_table(event) else { return };
        // A text that somebody has selected is what they mean, unless they have chosen rows.
        let selects = gantt.selection.with_untracked(|chosen| chosen.is_empty()) && selects_text();
        let targets = gantt.targets(model);
        // A row stands for its parts too: what is folded away below it would be left behind.
        let copied = gantt.ws.session.with_untracked(|session| {
            let plan = session.as_ref()?.dated().plan()?;
            let rows = with_parts(&plan.tasks, &targets);
            Some((pasted_tasks::write(plan, &rows), rows.len()))
        });
        let Some(((text, rows), data)) = copied.zip(event.clipboard_data()).filter(|_| !selects && !targets.is_empty()) else { return };
        if data.set_data("text/plain", &text).is_ok() {
            event.prevent_default();
            gantt.said.set(format!("Copied {}.", count(rows, "row", "rows")));
        }
    });
    on_cleanup(move || {
        pasted.remove();
        copied.remove();
    });
}

/// Whether the focus is on a row of the table, and not in a field.
fn has_focus() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| {
        element.closest(".gantt-scroll").is_ok_and(|table| table.is_some()) && !element.matches("input, textarea, select").unwrap_or(false)
    })
}

fn selects_text() -> bool {
    window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}

const ASKED: Asked = Asked {
    id: "paste-rows",
    title: "Paste rows from a spreadsheet",
    about: "Copy the cells in your spreadsheet and paste them into the field. A first row may name the columns, in any order; without one they are name, duration, start, finish and owner. Spaces before a name make it part of the row above. Predecessors are numbers of rows, or names.",
    example: pasted_tasks::EXAMPLE,
};

/// The dialog.
#[component]
pub fn PasteRows() -> Html {
    let ws = workspace();
    let text = RwSignal::new(String::new());
    let found = memo(move |_| text.with(|text| read(ws, text)));
    let after = move || ws.pasting.with_untracked(|pasting| pasting.as_ref().and_then(|pasting| pasting.after.clone()));
    let adds = Callback::new(move |rows| {
        let beside = after().and_then(|after| ws.record(&after)).map(|task: Task| format!("after {}, on its level", quoted(&task.name)));
        format!("{} {}", count(rows, "row", "rows"), beside.unwrap_or_else(|| "at the end of the schedule".to_owned()))
    });
    let offered = Callback::new(move |()| ws.pasting.with(|pasting| pasting.as_ref().map(|pasting| pasting.text.clone())));
    // Whoever leaves the page has closed the dialog.
    on_cleanup(move || ws.pasting.try_set(None));
    html! {
        <PasteDialog asked=ASKED offered text count=derive(move || found.with(|found| found.rows.len())) adds
            table=Callback::new(move |()| found.with(|found| table(&found.rows))) remarks=derive(move || found.with(|found| found.remarks.clone()))
            add=Callback::new(move |()| add(ws, found, after().as_ref())) close=Callback::new(move |()| ws.pasting.set(None))/>
    }
}

fn read(ws: Workspace, text: &str) -> Found {
    if text.trim().is_empty() {
        return Found::default();
    }
    let (rows, remarks) = pasted_tasks::read(text, &mut ws.id_maker());
    Found { rows, remarks }
}

fn table(rows: &[Task]) -> Html {
    let title = if rows.len() > SHOWN { format!("The first {SHOWN} of {} rows", rows.len()) } else { "The rows".to_owned() };
    let line = |row: Preview| {
        let indent = format!("{}px", (row.level.min(8) - 1) * 14);
        html! {
            <tr>
                <th scope="row" style:padding-left=indent>{row.name}</th>
                <td>{row.level}</td>
                <td>{row.duration}</td>
                <td>{row.dates}</td>
                <td>{row.waits_for}</td>
            </tr>
        }
    };
    html! {
        <h3>{title.clone()}</h3>
        <div class="scrolls" role="region" aria-label=title tabindex="0"><table>
            <thead><tr><th scope="col">"Name"</th><th scope="col">"Outline level"</th><th scope="col">"Duration"</th><th scope="col">"Dates"</th><th scope="col">"Waits for"</th></tr></thead>
            <tbody>{previews(rows, SHOWN).into_iter().map(line).collect::<Html>()}</tbody>
        </table></div>
    }
}

/// Makes the rows part of the plan, as one step.
fn add(ws: Workspace, found: Memo<Found>, after: Option<&Id<Task>>) {
    let rows = found.with_untracked(|found| found.rows.clone());
    let change = ws.session.with_untracked(|session| inserted(&session.as_ref()?.document().plan()?.tasks, &rows, after));
    // Where the edit is refused, the rows stay in the field.
    if change.is_some_and(|change| ws.dispatch(change)) {
        ws.say_with(format!("Added {}.", count(rows.len(), "row", "rows")), "Undo", move || ws.undo());
        ws.pasting.set(None);
    }
}
