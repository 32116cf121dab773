//! The risk management plan: the register as a document to print and file.

use leptos::prelude::*;

use super::risk_tabs::RiskTabs;
use super::schedule::with_plan;
use crate::domain::overview::risk_plan::risk_plan_headline;
use crate::domain::paper::Paper;
use crate::domain::risk::paper::risk_management_plan;
use crate::formats::native::file_stem;
use crate::formats::paper_html;
use crate::ui::html::{Html, html, live};
use crate::ui::pages::home::export::download_text;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::headline::PageHead;
use crate::ui::widgets::paper::PaperView;
use crate::ui::workspace::{Workspace, workspace};

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
    html! {
        <PageHead finding=derive(move || head.get().map_or(String::new(), |head| head.finding)) because=derive(move || head.get().map_or(String::new(), |head| head.because))>
            <button type="button" on:click=move |_| save(ws, paper)>"Save as HTML"</button>
            <button type="button" class="primary" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
        </PageHead>
        <RiskTabs/>
        {live(move || paper.get().map(|paper| html! { <PaperView paper/> }))}
    }
}

/// Saves the document as a file that stands on its own.
fn save(ws: Workspace, paper: Memo<Option<Paper>>) {
    let Some(paper) = paper.get_untracked() else { return };
    let file = format!("{}-risk-management-plan.html", file_stem(&paper.subject));
    let said =
        if download_text(&file, "text/html", &paper_html::write(&paper)) { format!("Saved {file}.") } else { format!("The browser could not save {file}.") };
    ws.say(said);
}
