//! Quality tolerance limits: the register with what was counted last, the chosen limit beside it, and limits to begin from.

mod chart;
mod evaluations;
mod observations;
mod panel;
mod paste;
mod rows;
mod watched;

use leptos::prelude::*;

use self::panel::LimitPanel;
use self::rows::{columns, shown};
use super::schedule::with_plan;
use super::scope::edit::of_plan;
use crate::domain::overview::issue_registers::limits_headline;
use crate::domain::risk::tolerance::ToleranceLimit;
use crate::domain::risk::usual_limits::{SURVEY, USUAL_LIMITS, UsualLimit};
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::register::{Register, focus_record};
use crate::ui::workspace::{Workspace, workspace};

/// Adds a limit and goes to it.
pub fn add(ws: Workspace) {
    keep(ws, ToleranceLimit::new(ws.id(), "New parameter"));
}

fn keep(ws: Workspace, limit: ToleranceLimit) {
    let (Some(document), id) = (ws.open_id(), limit.id.to_string()) else { return };
    if ws.insert_after(limit, None) {
        ws.go(Place::new(document, Page::Limits).with_record(Some(id)));
        focus_record();
    }
}

/// The register of tolerance limits.
#[component]
pub fn Limits() -> Html {
    let ws = workspace();
    let head = memo(move |_| with_plan(ws, |plan| limits_headline(plan, ws.today.get())));
    let rows = memo(move |_| with_plan(ws, |plan| shown(ws, plan)).unwrap_or_default());
    let empty = memo(move |_| with_plan(ws, |plan| plan.tolerance_limits.is_empty()).unwrap_or(true));
    let opened = memo(move |_| ws.place().and_then(|place| place.record).is_some());
    let state_options: Vec<(String, String)> =
        [("", "All"), ("exceeded", "Exceeded"), ("warning", "Early warning"), ("within", "Within"), ("old", "Out of date, or not counted")]
            .map(|(key, label)| (key.to_owned(), label.to_owned()))
            .into();
    html! {
        <FindingHead head>
            <button type="button" class="primary" on:click=move |_| add(ws)>"Add limit"</button>
        </FindingHead>
        {move || if empty.get() {
            html! {
                <div class="stack">
                    <Empty title="How much of an error is still chance?" text="Choose few parameters that speak for the safety of participants and the reliability of the results. For each, say what share is to be expected and where the limit stands; then add the counts as they come. Above the limit, ask whether something is wrong with the system (ICH E6(R3), 3.10.1.3).">
                        <button type="button" class="primary" on:click=move |_| add(ws)>"Add the first limit"</button>
                    </Empty>
                    <UsualLimits unfolded=true/>
                </div>
            }
        } else {
            html! {
                <div class="limits" class:with-record=opened>
                    <div class="stack">
                        <div class="filters">
                            <div class="field search"><TextField label="Find" value=derive(move || ws.filtered("find")) commit=any_text(move |text| ws.filter("find", &text)) placeholder="Parameter or owner" live=Callback::new(move |text: String| ws.filter("find", &text))/></div>
                            <SelectField label="State" options=state_options.clone() value=derive(move || ws.filtered("state")) commit=Callback::new(move |key: String| ws.filter("state", &key))/>
                        </div>
                        <div>
                            <Register<ToleranceLimit> label="Tolerance limits" class="limit-rows" columns=columns() rows/>
                            <p class="muted" hidden={move || !rows.with(Vec::is_empty)}>"Nothing matches. Clear the filters to see everything."</p>
                        </div>
                        <UsualLimits unfolded=false/>
                    </div>
                    <div class="side"><LimitPanel/></div>
                </div>
            }
        }}
    }
}

/// Limits to begin from that the plan does not have.
#[component]
fn UsualLimits(unfolded: bool) -> Html {
    let ws = workspace();
    let names = of_plan(ws, |plan| plan.tolerance_limits.iter().map(|limit| limit.name.clone()).collect::<Vec<_>>());
    let content = Callback::new(move |()| {
        let rows = move || {
            let missing = USUAL_LIMITS.into_iter().filter(|usual| !names.with(|names| names.iter().any(|name| name == usual.name)));
            missing.map(|usual| usual_row(ws, usual)).collect::<Html>()
        };
        html! {
            <p class="field-help">{format!("Expectations are published defaults to be replaced by your own historical data. How often a type is named comes from a survey: {SURVEY}.")}</p>
            <ul class="usual-limits">{rows}</ul>
        }
    });
    html! { <Folded title="Parameters that many trials set limits on" class="card" content unfolded/> }
}

fn usual_row(ws: Workspace, usual: UsualLimit) -> Html {
    html! {
        <li>
            <div><strong>{usual.name}</strong><p class="muted">{format!("{}.", usual.definition)}</p><p class="muted">{usual.note()}</p></div>
            <button type="button" aria-label=format!("Begin from: {}", usual.name) on:click=move |_| keep(ws, usual.limit(ws.id()))>"Begin from this"</button>
        </li>
    }
}
