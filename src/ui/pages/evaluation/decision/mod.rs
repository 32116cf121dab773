//! The decision: what is missing, who is chosen and why, the memo as it will print, frozen under its fingerprint, and what the
//! others are told.

mod debriefs;
mod dissents;
mod form;
mod freezing;
mod memo;

use std::sync::Arc;

use leptos::prelude::*;

use self::debriefs::Debriefs;
use self::form::DecisionForm;
use self::freezing::{Freezing, StateOfTheMemo};
use self::memo::MemoView;
use super::needs::Needs;
use super::{address, read, read_now};
use crate::domain::partner::decision::PartnerDecision;
use crate::domain::partner::decision::readiness::{decision_headline, missing};
use crate::session::command::Change;
use crate::ui::html::{Html, html, live};
use crate::ui::route::{Page, Place, Route};
use crate::ui::signals::memo as remember;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::{Workspace, workspace};

/// The name under which the address keeps what is looked at.
const VIEW: &str = "view";

/// What can be looked at: its key in the address, and its name.
const VIEWS: [(&str, &str); 3] = [("", "Decide"), ("memo", "Memo"), ("debriefs", "Debriefs")];

/// The memo, and the decision.
#[component]
pub fn Decision() -> Html {
    let ws = workspace();
    let head = remember(move |_| read(ws, decision_headline));
    let view = remember(move |_| ws.filtered(VIEW));
    html! {
        <FindingHead head>
            <Freezing/>
        </FindingHead>
        <nav class="tabs" aria-label="Parts of the decision">{VIEWS.map(|(key, name)| tab(ws, key, name)).into_iter().collect::<Html>()}</nav>
        {live(move || match view.get().as_str() {
            "memo" => html! { <MemoView/> },
            "debriefs" => html! { <Debriefs/> },
            _ => html! { <Decide/> },
        })}
    }
}

fn tab(ws: Workspace, key: &'static str, name: &'static str) -> Html {
    let here = move || (ws.filtered(VIEW) == key).then_some("page");
    let href = move || ws.open_id().map(|id| Route::from(Place::new(id, Page::Decision).with_query(VIEW, key)).href());
    html! { <a href=href aria-current=here>{name}</a> }
}

/// What is missing, and the fields.
#[component]
fn Decide() -> Html {
    let ws = workspace();
    let found = remember(move |_| read(ws, missing).unwrap_or_default());
    let plan = move || {
        let plan = read(ws, |evaluation| evaluation.brief.plan.clone()).flatten()?;
        let href = Route::from(Place::new(plan, Page::Partners)).href();
        Some(html! { <p><a href=href>"Take the risks of the choice over into the plan’s register"</a></p> })
    };
    html! {
        <div class="stack decision">
            <StateOfTheMemo/>
            <Card title="What is missing">
                <p class="field-help">"■ stops the memo from being frozen; ▲ is named in it as open."</p>
                <Needs found nothing="Nothing. The memo can be frozen."/>
            </Card>
            <DecisionForm/>
            <Card title="After the decision">
                <p>"Freeze the memo, file it in the trial master file (09.02.02, vendor selection), and tell those who were not chosen."</p>
                {plan}
                <p><a href={move || address(ws, Page::Performance, None)}>"Agree on what is measured of the partner"</a></p>
            </Card>
        </div>
    }
}

/// Changes the decision, as one edit.
fn change(ws: Workspace, change: impl FnOnce(&mut PartnerDecision)) {
    if let Some(change) = changed(ws, change) {
        ws.dispatch(change);
    }
}

/// The edit that changes the decision.
fn changed(ws: Workspace, change: impl FnOnce(&mut PartnerDecision)) -> Option<Change> {
    let mut decision = read_now(ws, |evaluation| PartnerDecision::clone(&evaluation.partner_decision))?;
    change(&mut decision);
    Some(Change::PartnerDecision(Arc::new(decision)))
}
