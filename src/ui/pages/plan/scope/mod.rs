//! What the trial is and covers: a card for each section, everything editable in place.

mod aims;
mod arms;
mod countries;
mod deliverables;
pub(super) mod edit;
pub(super) mod facts;
mod ids;
mod population;
mod section;
mod sites;
mod stated;
mod statements;
mod trial;

use crate::ui::html::{Html, html};
use crate::ui::signals::{effect, memo};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use self::section::{Gaps, Jumps};
use super::schedule::with_plan;
use crate::domain::overview::scope::{gaps, headline};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::{Workspace, workspace};

/// What the trial is and covers.
#[component]
pub fn Scope() -> Html {
    let ws = workspace();
    let head = memo(move |_| with_plan(ws, |plan| headline(plan, ws.today.get())));
    provide_context(Gaps(memo(move |_| with_plan(ws, |plan| gaps(plan, ws.today.get())).unwrap_or_default())));
    show_chosen(ws);
    html! {
        <div class="scope">
            <FindingHead head/>
            <Jumps/>
            <div class="stack">
                <trial::TrialPart/>
                <population::PopulationPart/>
                <aims::Objectives/>
                <aims::Endpoints/>
                <arms::Arms/>
                <arms::Interventions/>
                <statements::Statements/>
                <countries::Countries/>
                <sites::Sites/>
                <deliverables::Deliverables/>
            </div>
        </div>
    }
}

/// The record that the address names is brought into view, again where the same address is gone to once more.
fn show_chosen(ws: Workspace) {
    effect(move |before: Option<Option<(String, Vec<String>)>>| {
        let place = ws.place()?;
        let filters: Vec<String> = place.query.into_values().collect();
        let record = place.record?;
        let filtering = before.flatten().is_some_and(|(old, old_filters)| old == record && old_filters != filters);
        if !filtering {
            let wanted = record.clone();
            // The page's heading takes the focus in the next frame, so the record comes in the one after.
            request_animation_frame(move || request_animation_frame(move || show(&wanted)));
        }
        Some((record, filters))
    });
}

fn show(record: &str) {
    let key = record.replace('\\', "\\\\").replace('"', "\\\"");
    if let Ok(Some(row)) = document().query_selector(&format!(".scope [data-record=\"{key}\"]")) {
        let field = row.query_selector("input, textarea, select").ok().flatten().and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(field) = field {
            let _ = field.focus();
        }
        row.scroll_into_view();
    }
}
