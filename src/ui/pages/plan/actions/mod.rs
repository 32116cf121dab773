//! What is to be done, and what was decided: two registers on one page, of which one is shown.

mod panels;
mod rows;

use leptos::prelude::*;

use self::panels::{ActionPanel, DecisionPanel};
use self::rows::{action_columns, decision_columns, shown_actions, shown_decisions};
use super::schedule::with_plan;
use crate::domain::issue::action::{Action, Decision};
use crate::domain::overview::issue_registers::actions_headline;
use crate::domain::plan::TrialPlan;
use crate::session::command::Kept;
use crate::session::follow_up::{About, new_action, new_decision};
use crate::ui::html::{Html, html};
use crate::ui::pages::home::export::{self, Export};
use crate::ui::pages::record_place;
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::register::{Register, focus_record};
use crate::ui::workspace::{Workspace, workspace};

/// The register that the address names: `?list=decisions`, or else the actions.
pub const DECISIONS: (&str, &str) = ("list", "decisions");

/// Adds an action about something, or about nothing, and goes to it.
pub fn add_action(ws: Workspace, about: Option<&About>) {
    let id = ws.id();
    keep(ws, |plan| new_action(plan, about, id));
}

/// Adds a decision about something, or about nothing, and goes to it.
pub fn add_decision(ws: Workspace, about: Option<&About>) {
    let id = ws.id();
    keep(ws, |plan| new_decision(plan, about, id));
}

fn keep<T: Kept>(ws: Workspace, make: impl FnOnce(&TrialPlan) -> T) {
    let Some(record) = ws.session.with_untracked(|session| Some(make(session.as_ref()?.document().plan()?))) else { return };
    let id = record.id().to_string();
    if ws.insert_after(record, None) {
        let place = ws.session.with_untracked(|session| record_place(session.as_ref()?.document(), T::SECTION, Some(id)));
        if let Some(place) = place {
            ws.go(place);
            focus_record();
        }
    }
}

/// The two registers.
#[component]
pub fn Actions() -> Html {
    let ws = workspace();
    let head = memo(move |_| with_plan(ws, |plan| actions_headline(plan, ws.today.get())));
    let decisions = memo(move |_| ws.filtered(DECISIONS.0) == DECISIONS.1);
    let opened = memo(move |_| ws.place().and_then(|place| place.record).is_some());
    let counted = memo(move |_| with_plan(ws, |plan| (plan.actions.len(), plan.decisions.len())).unwrap_or_default());
    let segment = move |label: &'static str, of_decisions: bool, number: fn(&(usize, usize)) -> usize| {
        let show = move |_| {
            if let Some(place) = ws.route.with_untracked(|route| route.place().cloned()) {
                ws.adjust(crate::ui::route::Place::new(place.document, place.page).with_query(DECISIONS.0, if of_decisions { DECISIONS.1 } else { "" }));
            }
        };
        html! { <button type="button" aria-pressed={move || (decisions.get() == of_decisions).to_string()} on:click=show>{label}" "<span class="muted">{move || counted.with(number)}</span></button> }
    };
    let status_options: Vec<(String, String)> = [("", "Open"), ("done", "Done"), ("all", "All")].map(|(key, label)| (key.to_owned(), label.to_owned())).into();
    html! {
        <FindingHead head>
            {move || (counted.get() != (0, 0)).then(|| if decisions.get() {
                html! { <button type="button" on:click=move |_| export::open_document_as(ws, Export::Decisions)>"Save as CSV"</button> }
            } else {
                html! { <button type="button" on:click=move |_| export::open_document_as(ws, Export::Actions)>"Save as CSV"</button> }
            })}
            <button type="button" on:click=move |_| add_decision(ws, None)>"Add decision"</button>
            <button type="button" class="primary" on:click=move |_| add_action(ws, None)>"Add action"</button>
        </FindingHead>
        <div class="actions" class:with-record=opened>
            <div>
                <div class="filters">
                    <div class="segmented" role="group" aria-label="Which register">
                        {segment("Actions", false, |counted| counted.0)}
                        {segment("Decisions", true, |counted| counted.1)}
                    </div>
                    <div class="field search"><TextField label="Find" value=derive(move || ws.filtered("find")) commit=any_text(move |text| ws.filter("find", &text)) placeholder="Number, words or owner" live=Callback::new(move |text: String| ws.filter("find", &text))/></div>
                    <SelectField label="Status" options=status_options value=derive(move || ws.filtered("status")) commit=Callback::new(move |key: String| ws.filter("status", &key))/>
                </div>
                {move || if decisions.get() { decision_register(ws, counted) } else { action_register(ws, counted) }}
            </div>
            <div class="side">{move || if decisions.get() { html! { <DecisionPanel/> } } else { html! { <ActionPanel/> } }}</div>
        </div>
    }
}

fn action_register(ws: Workspace, counted: Memo<(usize, usize)>) -> Html {
    let rows = memo(move |_| with_plan(ws, |plan| shown_actions(ws, plan)).unwrap_or_default());
    let empty = memo(move |_| counted.with(|counted| counted.0 == 0));
    html! {
        {move || if empty.get() {
            html! {
                <Empty title="Who does what by when?" text="An action answers a risk or resolves an issue: what is to be done, which role does it, and by which day. Overdue ones show on the overview. Panels of risks, issues and limits add actions that name them.">
                    <button type="button" class="primary" on:click=move |_| add_action(ws, None)>"Add the first action"</button>
                </Empty>
            }
        } else {
            html! {
                <Register<Action> label="Actions" class="action-rows" columns=action_columns() rows/>
                <p class="muted" hidden={move || !rows.with(Vec::is_empty)}>"Nothing matches. Clear the filters to see everything."</p>
            }
        }}
    }
}

fn decision_register(ws: Workspace, counted: Memo<(usize, usize)>) -> Html {
    let rows = memo(move |_| with_plan(ws, |plan| shown_decisions(ws, plan)).unwrap_or_default());
    let empty = memo(move |_| counted.with(|counted| counted.1 == 0));
    html! {
        {move || if empty.get() {
            html! {
                <Empty title="What was decided, and on which grounds?" text="A decision keeps the question, what could be chosen, what spoke for and against, the outcome, and who decided when. It is what somebody asks for a year later.">
                    <button type="button" class="primary" on:click=move |_| add_decision(ws, None)>"Add the first decision"</button>
                </Empty>
            }
        } else {
            html! {
                <Register<Decision> label="Decisions" class="decision-rows" columns=decision_columns() rows/>
                <p class="muted" hidden={move || !rows.with(Vec::is_empty)}>"Nothing matches. Clear the filters to see everything."</p>
            }
        }}
    }
}
