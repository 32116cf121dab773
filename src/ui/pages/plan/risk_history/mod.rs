//! How the register has moved: exposure, single risks, what came and went, what is old or late.

mod charts;
mod report;
mod tables;

use leptos::prelude::*;

use self::report::{Report, Shown};
use super::risk_tabs::RiskTabs;
use super::schedule::with_plan;
use crate::domain::words::count;
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place, Route};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::{Workspace, workspace};

/// The risks of the plan over time.
#[component]
pub fn History() -> Html {
    let ws = workspace();
    let report = memo(move |_| with_plan(ws, |plan| Report::of(plan, ws.today.get())));
    let head = derive(move || report.with(|report| report.as_ref().map(|report| report.headline.clone())));
    let empty = memo(move |_| report.with(|report| report.as_ref().is_none_or(|report| report.risks.is_empty())));
    html! {
        <FindingHead head/>
        <RiskTabs/>
        {move || if empty.get() {
            html! {
                <Empty title="The register keeps its own history" text="Whenever a risk is scored, answered or closed, the audit trail remembers it. This page draws from it how exposure has moved, what came and went each month, and what is late.">
                    {ws.open_id().map(|id| html! { <a class="button primary" href=Route::from(Place::new(id, Page::Risks)).href()>"Go to the register"</a> })}
                </Empty>
            }
        } else {
            cards(ws, report)
        }}
    }
}

fn cards(ws: Workspace, report: Memo<Option<Report>>) -> Html {
    let part = move |draw: fn(&Report) -> Html| move || report.with(|report| report.as_ref().map(draw));
    let risks = move |moved: bool| {
        move || {
            report.with(|report| {
                report.as_ref().map(|report| tables::risks(ws, report, &report.risks.iter().filter(|risk| risk.moved() == moved).collect::<Vec<&Shown>>()))
            })
        }
    };
    let still = memo(move |_| report.with(|report| report.as_ref().map_or(0, |report| report.risks.iter().filter(|risk| !risk.moved()).count())));
    let moved = memo(move |_| report.with(|report| report.as_ref().map_or(0, |report| report.risks.iter().filter(|risk| risk.moved()).count())));
    let late = move || report.with(|report| report.as_ref().map(|report| tables::late(ws, report)));
    html! {
        <div class="stack risk-history">
            <Card title="Exposure" aside=derive(|| "points of all open risks, by the scales of today".to_owned())>{part(charts::exposure)}</Card>
            <div class="columns">
                <Card title="New and closed">{part(charts::months)}</Card>
                <Card title="How old open risks are">{part(charts::ages)}</Card>
            </div>
            <Card title="Overdue" aside=derive(move || count(report.with(|report| report.as_ref().map_or(0, |report| report.late.len())), "item", "items"))>{late}</Card>
            <Card title="How each risk has moved" aside=derive(move || count(moved.get(), "risk", "risks"))>
                <p class="muted" hidden={move || moved.get() > 0}>"No score and no status has changed since the risks were found."</p>
                {risks(true)}
                {move || (still.get() > 0).then(|| html! {
                    <Folded class="inner" title=derive(move || format!("{} never moved", count(still.get(), "risk has", "risks have"))) content=Callback::new(move |()| html! { {risks(false)} })/>
                })}
            </Card>
        </div>
    }
}
