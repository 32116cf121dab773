//! What follows from the record in a panel: the issues, actions and decisions about it, with a way to add more.

use leptos::prelude::*;

use super::schedule::with_plan;
use super::scope::edit::of_plan;
use super::{actions, issues};
use crate::domain::id::Id;
use crate::domain::risk::tolerance::{LimitState, ToleranceLimit};
use crate::domain::words::clipped;
use crate::session::follow_up::{About, Following, following};
use crate::session::issues::exceeded;
use crate::ui::html::{Html, html};
use crate::ui::pages::record_place;
use crate::ui::route::Route;
use crate::ui::signals::{Memo, Signal, derive};
use crate::ui::workspace::{Workspace, workspace};

/// The list, and the buttons.
#[component]
pub fn FollowUp(#[prop(into)] about: Signal<About>) -> Html {
    let ws = workspace();
    let found: Memo<Vec<Following>> = of_plan(ws, move |plan| following(plan, &about.get()));
    let rows = move || found.get().into_iter().map(|found| row(ws, found)).collect::<Html>();
    let issue = move || match about.get() {
        About::Limit(limit) if asks_for_issue(ws, &limit) => {
            html! { <button type="button" on:click=move |_| issues::raise(ws, |plan, id, today| exceeded(plan, &limit, id, today))>"Make an issue of it"</button> }
        }
        _ => Html::Nothing,
    };
    html! {
        <section class="follow-up" aria-label="What follows from it">
            <h3>"What follows from it"</h3>
            <ul>{rows}</ul>
            <p class="muted" hidden={move || !found.with(Vec::is_empty)}>"No issue, action or decision yet."</p>
            <div class="row-of-buttons">
                {issue}
                <button type="button" on:click=move |_| actions::add_action(ws, Some(&about.get_untracked()))>"Add an action"</button>
                <button type="button" on:click=move |_| actions::add_decision(ws, Some(&about.get_untracked()))>"Add a decision"</button>
            </div>
        </section>
    }
}

/// Whether the newest count of a limit is a reason for an issue, and no open one is about it.
fn asks_for_issue(ws: Workspace, id: &Id<ToleranceLimit>) -> bool {
    let asks = with_plan(ws, |plan| {
        let (_, reading) = plan.tolerance_limits.get(id)?.latest()?;
        Some(reading.state != LimitState::Within && !plan.issues.iter().any(|issue| issue.is_open() && issue.limit.as_ref() == Some(id)))
    });
    asks.flatten().unwrap_or(false)
}

fn row(ws: Workspace, found: Following) -> Html {
    let Following { section, record, name, standing, open } = found;
    html! { <li class:done=!open>{record_link(ws, section, record, clipped(&name, 120))}<span class="muted">{standing}</span></li> }
}

/// A record of the open plan by its name, which leads to it on its page.
pub fn record_link(ws: Workspace, section: &'static str, record: String, name: String) -> Html {
    let href =
        move || ws.session.with(|session| record_place(session.as_ref()?.document(), section, Some(record.clone()))).map(|place| Route::from(place).href());
    html! { <a href=href>{name}</a> }
}

/// A record that a field names, as a link below it; nothing where there is none.
pub fn named_link(ws: Workspace, section: &'static str, named: Memo<Option<(String, String)>>) -> Html {
    html! { <p class="named-link">{move || named.get().map(|(record, name)| record_link(ws, section, record, format!("Go to {}", clipped(&name, 80))))}</p> }
}

/// The roles that the plan names, for fields that ask for one.
pub fn roles(ws: Workspace) -> Signal<Vec<String>> {
    let roles = of_plan(ws, |plan| {
        let mut named = plan
            .risks
            .iter()
            .map(|risk| risk.owner.as_str())
            .chain(plan.issues.iter().map(|issue| issue.owner.as_str()))
            .chain(plan.actions.iter().map(|action| action.owner.as_str()))
            .chain(plan.decisions.iter().map(|decision| decision.owner.as_str()))
            .chain(plan.tolerance_limits.iter().map(|limit| limit.owner.as_str()))
            .chain(plan.escalation_levels.iter().map(|level| level.role.as_str()))
            .filter(|role| !role.is_empty());
        crate::domain::order::named(&mut named)
    });
    derive(move || roles.get())
}
