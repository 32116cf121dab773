//! The chosen issue, editable in place: what it is, whom it was taken to, how it was resolved, and what follows from it.

use leptos::prelude::*;

use super::escalations::Escalations;
use super::rows::severity_pill;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::issue::register::{Issue, Severity};
use crate::session::cascade_risk::without_issue;
use crate::session::follow_up::About;
use crate::ui::html::{Html, html};
use crate::ui::pages::plan::follow_up::{FollowUp, named_link, roles};
use crate::ui::pages::plan::scope::edit::of_plan;
use crate::ui::pages::plan::scope::facts::{Facts, Options};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, constant, derive, memo};
use crate::ui::widgets::field::CheckedDateField;
use crate::ui::widgets::register::{RecordPanel, Shared, chosen_record};
use crate::ui::workspace::{Workspace, workspace};

/// The panel beside the register.
#[component]
pub(super) fn IssuePanel() -> Html {
    chosen_record(workspace(), None, "This issue is not in the register any more.", panel)
}

fn panel(ws: Workspace, id: Id<Issue>, record: Memo<Option<Shared<Issue>>>) -> Html {
    let facts = Facts::labelled(ws, id.clone(), record);
    let about = constant(About::Issue(id.clone()));
    let id = StoredValue::new(id);
    let risks = of_plan(ws, |plan| plan.risks.iter().map(|risk| (risk.id.to_string(), format!("{} {}", risk.reference(), risk.title))).collect::<Options>());
    let limits = of_plan(ws, |plan| plan.tolerance_limits.iter().map(|limit| (limit.id.to_string(), limit.name.clone())).collect::<Options>());
    let risk = of_plan(ws, move |plan| {
        let risk = record.get()?.0.risk.clone().and_then(|risk| plan.risks.get(&risk))?.clone();
        Some((risk.id.to_string(), risk.reference()))
    });
    let limit = of_plan(ws, move |plan| {
        let limit = record.get()?.0.limit.clone().and_then(|limit| plan.tolerance_limits.get(&limit))?.clone();
        Some((limit.id.to_string(), limit.name.clone()))
    });
    let raised = derive(move || record.get().map(|issue| issue.0.raised));
    let raise = Callback::new(move |date: Option<Date>| match date {
        Some(date) => {
            facts.update(|issue| issue.raised = date);
            Ok(())
        }
        None => Err("The clocks of escalation run from this day, so it cannot be empty.".to_owned()),
    });
    let open = memo(move |_| record.get().is_some_and(|issue| issue.0.is_open()));
    let head = html! {
        <h2>{facts.value(Issue::reference)}</h2>
        {move || record.get().map(|issue| severity_pill(issue.0.severity))}
    };
    html! {
        <RecordPanel label="Chosen issue" head>
            {facts.name("Issue", "An issue", |issue| &issue.title, |issue, text| issue.title = text)}
            {facts.prose("What happened", |issue| &issue.description, |issue, text| issue.description = text)}
            <div class="form">
                {facts.choice::<Severity>("Severity", |issue| issue.severity, |issue, severity| issue.severity = severity)}
                {facts.usual("Owner (role)", roles(ws), |issue| &issue.owner, |issue, text| issue.owner = text)}
                <CheckedDateField label="Raised on" value=raised commit=raise/>
                {facts.date("Resolve by", |issue| issue.due, |issue, date| issue.due = date)}
            </div>
            <Escalations id record/>
            <fieldset>
                <legend>"Resolution"</legend>
                {facts.prose("How it was resolved", |issue| &issue.resolution, |issue, text| issue.resolution = text)}
                {facts.date("Resolved on", |issue| issue.resolved, |issue, date| issue.resolved = date)}
                {move || open.get().then(|| html! { <div class="row-of-buttons"><button type="button" on:click=move |_| facts.update(|issue| issue.resolved = Some(ws.today.get_untracked()))>"Resolved today"</button></div> })}
            </fieldset>
            {facts.pick("Risk that has happened", "No risk", risks, |issue| issue.risk.clone(), |issue, risk| issue.risk = risk)}
            {named_link(ws, "risks", risk)}
            {facts.pick("Tolerance limit that was exceeded", "No limit", limits, |issue| issue.limit.clone(), |issue, limit| issue.limit = limit)}
            {named_link(ws, "toleranceLimits", limit)}
            <FollowUp about/>
            <div class="row-of-buttons">
                <button type="button" on:click=move |_| { let gone = id.get_value(); ws.choose(None); ws.remove_linked(&gone, without_issue); }>"Remove"</button>
            </div>
        </RecordPanel>
    }
}
