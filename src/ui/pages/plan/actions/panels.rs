//! The chosen action or decision, editable in place.

use leptos::prelude::*;

use crate::domain::id::Id;
use crate::domain::issue::action::{Action, Decision};
use crate::domain::issue::register::Issue;
use crate::domain::risk::register::Risk;
use crate::session::command::Kept;
use crate::ui::html::{Html, html};
use crate::ui::pages::plan::follow_up::{named_link, roles};
use crate::ui::pages::plan::scope::edit::of_plan;
use crate::ui::pages::plan::scope::facts::{Facts, Options};
use crate::ui::signals::{Memo, memo};
use crate::ui::widgets::register::{RecordPanel, Shared, chosen_record};
use crate::ui::workspace::{Workspace, workspace};

/// The panel beside the actions.
#[component]
pub(super) fn ActionPanel() -> Html {
    chosen(workspace(), "Chosen action", Action::reference, action)
}

/// The panel beside the decisions.
#[component]
pub(super) fn DecisionPanel() -> Html {
    chosen(workspace(), "Chosen decision", Decision::reference, decision)
}

/// Draws the fields of the chosen record.
type Fields<T> = fn(Workspace, Facts<T>, Memo<Option<Shared<T>>>) -> Html;

/// The frame around the fields of the chosen record.
fn chosen<T: Kept + Send + Sync>(ws: Workspace, label: &'static str, reference: fn(&T) -> String, fields: Fields<T>) -> Html {
    chosen_record(ws, None, "This record is not in the register any more.", move |ws, id: Id<T>, record| {
        let facts = Facts::labelled(ws, id.clone(), record);
        html! {
            <RecordPanel label head=html! { <h2>{facts.value(reference)}</h2> }>
                {fields(ws, facts, record)}
                <div class="row-of-buttons">
                    <button type="button" on:click=move |_| { ws.choose(None); ws.remove(&id); }>"Remove"</button>
                </div>
            </RecordPanel>
        }
    })
}

fn action(ws: Workspace, facts: Facts<Action>, record: Memo<Option<Shared<Action>>>) -> Html {
    let open = memo(move |_| record.get().is_some_and(|action| action.0.done.is_none()));
    html! {
        {facts.name("Action", "An action", |action| &action.title, |action, text| action.title = text)}
        <div class="form">
            {facts.usual("Owner (role)", roles(ws), |action| &action.owner, |action, text| action.owner = text)}
            {facts.date("Due", |action| action.due, |action, date| action.due = date)}
            {facts.date("Done on", |action| action.done, |action, date| action.done = date)}
        </div>
        {move || open.get().then(|| html! { <div class="row-of-buttons"><button type="button" on:click=move |_| facts.update(|action| action.done = Some(ws.today.get_untracked()))>"Done today"</button></div> })}
        {facts.prose("Note", |action| &action.note, |action, text| action.note = text)}
        {facts.pick("Risk that it answers", "No risk", risks(ws), |action| action.risk.clone(), |action, risk| action.risk = risk)}
        {risk_link(ws, memo(move |_| record.get().and_then(|action| action.0.risk.clone())))}
        {facts.pick("Issue that it resolves", "No issue", issues(ws), |action| action.issue.clone(), |action, issue| action.issue = issue)}
        {issue_link(ws, memo(move |_| record.get().and_then(|action| action.0.issue.clone())))}
    }
}

fn decision(ws: Workspace, facts: Facts<Decision>, record: Memo<Option<Shared<Decision>>>) -> Html {
    let open = memo(move |_| record.get().is_some_and(|decision| decision.0.decided.is_none()));
    html! {
        {facts.name("Question", "A question", |decision| &decision.question, |decision, text| decision.question = text)}
        {facts.prose("What could be chosen", |decision| &decision.options, |decision, text| decision.options = text)}
        {facts.prose("What speaks for and against", |decision| &decision.evidence, |decision, text| decision.evidence = text)}
        {facts.prose("What was decided", |decision| &decision.outcome, |decision, text| decision.outcome = text)}
        <div class="form">
            {facts.usual("Decided by (role)", roles(ws), |decision| &decision.owner, |decision, text| decision.owner = text)}
            {facts.date("Due", |decision| decision.due, |decision, date| decision.due = date)}
            {facts.date("Decided on", |decision| decision.decided, |decision, date| decision.decided = date)}
        </div>
        {move || open.get().then(|| html! { <div class="row-of-buttons"><button type="button" on:click=move |_| facts.update(|decision| decision.decided = Some(ws.today.get_untracked()))>"Decided today"</button></div> })}
        {facts.pick("Risk that it is about", "No risk", risks(ws), |decision| decision.risk.clone(), |decision, risk| decision.risk = risk)}
        {risk_link(ws, memo(move |_| record.get().and_then(|decision| decision.0.risk.clone())))}
        {facts.pick("Issue that it is about", "No issue", issues(ws), |decision| decision.issue.clone(), |decision, issue| decision.issue = issue)}
        {issue_link(ws, memo(move |_| record.get().and_then(|decision| decision.0.issue.clone())))}
    }
}

fn risks(ws: Workspace) -> Memo<Options> {
    of_plan(ws, |plan| plan.risks.iter().map(|risk| (risk.id.to_string(), format!("{} {}", risk.reference(), risk.title))).collect())
}

fn issues(ws: Workspace) -> Memo<Options> {
    of_plan(ws, |plan| plan.issues.iter().map(|issue| (issue.id.to_string(), format!("{} {}", issue.reference(), issue.title))).collect())
}

fn risk_link(ws: Workspace, id: Memo<Option<Id<Risk>>>) -> Html {
    named_link(ws, "risks", of_plan(ws, move |plan| plan.risks.get(&id.get()?).map(|risk| (risk.id.to_string(), risk.reference()))))
}

fn issue_link(ws: Workspace, id: Memo<Option<Id<Issue>>>) -> Html {
    named_link(ws, "issues", of_plan(ws, move |plan| plan.issues.get(&id.get()?).map(|issue| (issue.id.to_string(), issue.reference()))))
}
