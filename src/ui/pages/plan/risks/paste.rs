//! Risks that are pasted from a spreadsheet, after they were shown; and rows that are copied out of the register.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::together::targets;
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::register::Risk;
use crate::domain::words::count;
use crate::formats::risk_csv;
use crate::session::risks::bulk::added;
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, Signal, derive, memo};
use crate::ui::widgets::paste::{Asked, PasteDialog};
use crate::ui::widgets::register::Picked;
use crate::ui::workspace::{Workspace, workspace};

/// How many rows are shown before they are added.
const SHOWN: usize = 8;

/// What was made of the text so far.
#[derive(Clone, PartialEq, Default)]
struct Found {
    risks: Vec<Risk>,
    /// What was left out or not understood.
    remarks: Vec<String>,
}

/// Goes to the register and opens the dialog there.
pub fn open(ws: Workspace) {
    let Some(document) = ws.open_id() else { return };
    open_here(ws, String::new());
    if ws.route.with_untracked(|route| route.place().is_none_or(|place| place.page != Page::Risks)) {
        ws.go(Place::new(document, Page::Risks));
    }
}

/// Opens the dialog with what is pasted already.
pub fn open_here(ws: Workspace, text: String) {
    ws.pasting_risks.set(Some(text));
}

/// Takes what is pasted while the focus is in the register, and gives what is copied there.
///
/// Browsers tell of both at the selected text, wherever the focus is, so that only the whole page hears all of it.
pub(super) fn listen(ws: Workspace, picked: Picked, rows: Signal<Vec<Id<Risk>>>) {
    let in_register = |event: web_sys::Event| event.dyn_into::<web_sys::ClipboardEvent>().ok().filter(|_| focused_row().is_some());
    let pasted = window_event_listener_untyped("paste", move |event| {
        let Some(event) = in_register(event) else { return };
        event.prevent_default();
        open_here(ws, event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default());
    });
    let copied = window_event_listener_untyped("copy", move |event| {
        let Some(event) = in_register(event) else { return };
        let mut chosen = untrack(|| targets(picked, rows));
        // A text that somebody has selected is what they mean, unless they have chosen rows.
        if chosen.is_empty() && window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed()) {
            return;
        }
        if chosen.is_empty() {
            chosen.extend(focused_row().and_then(|key| Id::parse(&key)));
        }
        let text = ws.session.with_untracked(|session| {
            let plan = session.as_ref()?.document().plan()?;
            Some(risk_csv::copied(plan, plan.risks.iter().map(AsRef::as_ref).filter(|risk: &&Risk| chosen.contains(&risk.id))))
        });
        if let Some((text, data)) = text.zip(event.clipboard_data())
            && data.set_data("text/plain", &text).is_ok()
        {
            event.prevent_default();
            ws.say(format!("Copied {}.", count(chosen.len(), "risk", "risks")));
        }
    });
    on_cleanup(move || {
        pasted.remove();
        copied.remove();
    });
}

/// The row of the register that has the focus, and no field inside of it.
fn focused_row() -> Option<String> {
    let focused = document().active_element()?;
    focused.matches(".register.risks .row").ok().filter(|is| *is)?;
    focused.get_attribute("data-record")
}

const ASKED: Asked = Asked {
    id: "paste-risks",
    title: "Paste risks from a spreadsheet",
    about: "Copy the cells in your spreadsheet, with the row of headings, and paste them into the field. One column must be the risk; the others are known by their headings, in any order. Levels are numbers or the names of your scales. A list without headings is a list of risks.",
    example: risk_csv::EXAMPLE,
};

/// The dialog.
#[component]
pub(super) fn PasteRisks() -> Html {
    let ws = workspace();
    let text = RwSignal::new(String::new());
    let found = memo(move |_| text.with(|text| read(ws, text)));
    // Whoever leaves the page has closed the dialog.
    on_cleanup(move || ws.pasting_risks.try_set(None));
    html! {
        <PasteDialog asked=ASKED offered=Callback::new(move |()| ws.pasting_risks.get()) text count=derive(move || found.with(|found| found.risks.len()))
            adds=Callback::new(|risks| count(risks, "risk", "risks")) table=Callback::new(move |()| found.with(|found| table(ws, &found.risks)))
            remarks=derive(move || found.with(|found| found.remarks.clone())) add=Callback::new(move |()| add(ws, found))
            close=Callback::new(move |()| ws.pasting_risks.set(None))/>
    }
}

fn read(ws: Workspace, text: &str) -> Found {
    let made = ws.session.with_untracked(|session| {
        let plan = session.as_ref()?.document().plan()?;
        (!text.trim().is_empty()).then(|| risk_csv::read(text, plan, &mut ws.id_maker()))
    });
    made.map_or(Found::default(), |(risks, remarks)| Found { risks, remarks })
}

fn table(ws: Workspace, risks: &[Risk]) -> Html {
    let title = if risks.len() > SHOWN { format!("The first {SHOWN} of {} risks", risks.len()) } else { "The risks".to_owned() };
    let points = |risk: &Risk| {
        let of = |plan: &TrialPlan| risk.current.map(|score| plan.risk_method.points(score).to_string());
        ws.session.with_untracked(|session| session.as_ref()?.document().plan().and_then(of)).unwrap_or_else(|| "not scored".to_owned())
    };
    let line = |risk: &Risk| {
        html! {
            <tr>
                <th scope="row">{risk.title.clone()}</th>
                <td>{risk.category_label()}</td>
                <td>{points(risk)}</td>
                <td>{risk.response.label()}</td>
                <td>{risk.owner.clone()}</td>
            </tr>
        }
    };
    html! {
        <h3>{title.clone()}</h3>
        <div class="scrolls" tabindex="0" role="region" aria-label=title><table>
            <thead><tr><th scope="col">"Risk"</th><th scope="col">"Category"</th><th scope="col">"Score"</th><th scope="col">"Response"</th><th scope="col">"Owner"</th></tr></thead>
            <tbody>{risks.iter().take(SHOWN).map(line).collect::<Html>()}</tbody>
        </table></div>
    }
}

/// Makes the risks part of the plan, as one step.
fn add(ws: Workspace, found: Memo<Found>) {
    let risks = found.with_untracked(|found| found.risks.clone());
    let change = ws.session.with_untracked(|session| added(&session.as_ref()?.document().plan()?.risks, &risks));
    // Where the edit is refused, the rows stay in the field.
    if change.is_some_and(|change| ws.dispatch(change)) {
        ws.say_with(format!("Added {}.", count(risks.len(), "risk", "risks")), "Undo", move || ws.undo());
        ws.pasting_risks.set(None);
    }
}
