//! Risks in money and days: what they are expected to come to, whether what is set aside is enough, and what to do first.

mod ask;
mod charts;
mod mitigation;
mod set_aside;
mod tables;

use std::sync::Arc;

use leptos::prelude::*;

use self::ask::Ask;
use self::set_aside::SetAside;
use super::risk_tabs::RiskTabs;
use super::schedule::with_plan;
use crate::domain::document::Document;
use crate::domain::id::Id;
use crate::domain::money::Amount;
use crate::domain::overview::exposure::exposure_headline;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::exposure::{Exposure as Found, all_left_out, expected};
use crate::domain::risk::register::Risk;
use crate::ui::html::{Html, html, live};
use crate::ui::route::{Page, Place, Route};
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::{Workspace, workspace};

/// The page.
#[component]
pub fn Exposure() -> Html {
    let ws = workspace();
    let head = derive(move || {
        let found = found(ws);
        with_plan(ws, |plan| exposure_headline(plan, found.as_ref().map(|found| &found.1)))
    });
    let any = memo(move |_| with_plan(ws, |plan| expected(plan).risks > 0).unwrap_or_default());
    html! {
        <FindingHead head/>
        <RiskTabs/>
        <div class="stack exposure">
            <SetAside/>
            {live(move || if any.get() { html! { <Ask/> } } else { nothing(ws) })}
            {live(move || found(ws).map(|found| outcome(ws, &found.0, &found.1)))}
            {live(move || with_plan(ws, |plan| left_out(ws, plan)))}
        </div>
    }
}

/// What was simulated of the open document.
fn found(ws: Workspace) -> Option<Arc<(Document, Found)>> {
    let open = ws.session.with(|session| session.as_ref().map(|session| session.document().head().id.clone()))?;
    ws.exposure.get().filter(|found| found.0.head().id == open)
}

/// What stands in the place of a simulation where no risk has a number.
fn nothing(ws: Workspace) -> Html {
    let href = ws.open_id().map(|document| Route::from(Place::new(document, Page::Risks)).href());
    html! {
        <section class="card">
            <Empty title="What would the risks cost, and how much time?"
                text="Open a risk in the register and give it a chance in percent, a cost and the tasks that it would delay. Three of the gravest are a good start; a rough range is better than no number.">
                <a class="button primary" href=href>"Open the register"</a>
            </Empty>
        </section>
    }
}

/// What the runs say.
fn outcome(ws: Workspace, document: &Document, found: &Found) -> Html {
    let Some(plan) = document.plan() else { return Html::Nothing };
    let revision = plan.document.revision;
    let changed = memo(move |_| ws.session.with(|session| session.as_ref().is_none_or(|session| session.document().head().revision != revision)));
    let without_days = (!found.without_days.is_empty()).then(|| html! { <p class="muted">{format!("No days are told. {}", found.without_days)}</p> });
    let said = format!(
        "{} runs with the seed {}; the same seed gives the same figures on every machine. Risks do not depend on each other. A delay is the end of the plan \
         in civil days with its risks, less its end without them in the same run.",
        Amount::whole(i64::from(found.runs)),
        found.seed
    );
    let curves = html! { <div class="columns">{charts::money(plan, found)}{charts::days(plan, found)}</div> };
    let aside = tables::set_aside(plan, found);
    let moves = html! { {charts::tornados(plan, found)}{tables::each_risk(ws, plan, found)} };
    let buys = mitigation::table(ws, plan, found);
    html! {
        <p class="exposure-stale" role="status" hidden={move || !changed.get()}>"The plan has changed since. Simulate again to see what its risks come to now."</p>
        <Card title="How bad can it get?" aside=derive(|| "How likely it is that the risks come to more".to_owned())>
            {curves}
            {without_days}
        </Card>
        <Card title="How much to set aside?">{aside}</Card>
        <Card title="What moves it most?" aside=derive(|| "The mean where a risk does not happen, and where it does".to_owned())>
            {moves}
        </Card>
        <Card title="What buys the most?" aside=derive(|| "If a response makes sure that the risk does not happen".to_owned())>{buys}</Card>
        <p class="muted">{said}</p>
    }
}

/// The risks that take no part, and why.
fn left_out(ws: Workspace, plan: &TrialPlan) -> Html {
    let reasons = all_left_out(plan);
    if reasons.is_empty() {
        return Html::Nothing;
    }
    let rows = reasons.iter().map(|(why, risks)| {
        let links = risks.iter().map(|id| html! { <li>{link(ws, plan, id, false)}</li> }).collect::<Html>();
        html! { <dt>{*why}</dt><dd><ul class="exposure-links">{links}</ul></dd> }
    });
    let rows = rows.collect::<Html>();
    html! { <Card title="Risks that are left out"><dl class="exposure-left-out">{rows}</dl></Card> }
}

/// A risk by its number, with or without its title, as a link to the register.
fn link(ws: Workspace, plan: &TrialPlan, id: &Id<Risk>, titled: bool) -> Html {
    let href = ws.open_id().map(|document| Route::from(Place::new(document, Page::Risks).with_record(Some(id.to_string()))).href());
    let (reference, title) = plan.risks.get(id).map_or_else(|| (id.to_string(), String::new()), |risk| (risk.reference(), risk.title.clone()));
    let shown = if titled { format!("{reference} {title}") } else { reference };
    html! { <a href=href title=title>{shown}</a> }
}

/// An amount that was calculated, in the plan's currency.
fn money(plan: &TrialPlan, amount: f64) -> String {
    Amount::rounded(amount).in_currency(&plan.contingency.currency)
}

/// Days that were calculated: whole ones, and tenths where there are few.
fn days(figure: f64) -> String {
    let tenths = (figure * 10.0).round() / 10.0;
    match tenths.abs() {
        size if size >= 10.0 => format!("{figure:.0} days"),
        1.0 => format!("{tenths} day"),
        _ => format!("{} days", if tenths == 0.0 { 0.0 } else { tenths }),
    }
}
