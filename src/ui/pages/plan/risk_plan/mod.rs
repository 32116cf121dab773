//! The risk management plan: the register as a document to print and file.

use leptos::prelude::*;

use super::risk_tabs::RiskTabs;
use super::schedule::with_plan;
use crate::domain::overview::risk_plan::risk_plan_headline;
use crate::domain::risk::paper::risk_management_plan;
use crate::ui::html::{Html, html, live};
use crate::ui::saving;
use crate::ui::signals::memo;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::paper::PaperView;
use crate::ui::workspace::workspace;

/// The page: what will be printed, as it will be printed.
#[component]
pub fn RiskPlan() -> Html {
    let ws = workspace();
    let paper = memo(move |_| {
        let who = ws.preferences.with(|preferences| preferences.name.clone());
        // As it is kept, without calculated dates: the fingerprint on the paper is that of the file.
        ws.session.with(|session| Some(risk_management_plan(session.as_ref()?.document().plan()?, ws.today.get(), &who)))
    });
    let head = memo(move |_| with_plan(ws, |plan| risk_plan_headline(plan, ws.today.get())));
    let save = move |_| {
        if let Some(paper) = paper.get_untracked() {
            saving::paper(ws, &paper, "risk-management-plan");
        }
    };
    html! {
        <FindingHead head>
            <button type="button" on:click=save>"Save as HTML"</button>
            <button type="button" class="primary" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
        </FindingHead>
        <RiskTabs/>
        {live(move || paper.get().map(|paper| html! { <PaperView paper/> }))}
    }
}
