//! The risk register: a list, the matrix, and the chosen risk beside them.

mod categories;
mod delays;
mod filters;
mod inline;
pub mod library;
mod matrix;
mod money;
mod occurred;
mod panel;
pub mod paste;
mod pictures;
mod together;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use leptos::prelude::*;

use self::categories::Categories;
use self::filters::{Filters, wanted};
use self::inline::Inline;
use self::matrix::Matrix;
use self::panel::RiskPanel;
use self::paste::PasteRisks;
use self::together::{Together, remove, remove_all, targets};
use super::risk_tabs::RiskTabs;
use super::schedule::with_plan;
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::overview::risks::risk_headline;
use crate::domain::risk::matrix::Basis;
use crate::domain::risk::method::{Judged, RiskMethod};
use crate::domain::risk::register::{Risk, next_number};
use crate::domain::risk::scale::{Level, Score};
use crate::domain::words::count;
use crate::session::risks::listing::{Listed, listed};
use crate::ui::pages::home::export::{self, Export};
use crate::ui::route::{Page, Place};
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::pill::ScorePill;
use crate::ui::widgets::register::{Column, Heading, Picked, Register, Shared, focus_record};
use crate::ui::workspace::{Workspace, workspace};

pub use self::matrix::Legend;

/// The pages about risks, which the sidebar names once.
pub const RISK_PAGES: [Page; 6] = [Page::Risks, Page::QualityFactors, Page::RiskMoney, Page::RiskHistory, Page::RiskMethod, Page::RiskPlan];

/// How the open plan scores its risks.
#[derive(Clone, Copy)]
pub(super) struct Method(Memo<Shared<RiskMethod>>);

impl Method {
    /// The method of the open plan, for everything below the piece that calls this.
    pub(super) fn provide(ws: Workspace) -> Method {
        let method = Method(memo(move |_| Shared(with_plan(ws, |plan| plan.risk_method.clone()).unwrap_or_default())));
        provide_context(method);
        method
    }

    /// The method of the open plan.
    pub(super) fn in_use() -> Method {
        expect_context()
    }

    /// As it is now, for what an event does.
    pub(super) fn get_untracked(self) -> Arc<RiskMethod> {
        self.0.get_untracked().0
    }

    /// As it is now.
    pub(super) fn get(self) -> Arc<RiskMethod> {
        self.0.get().0
    }

    /// What a score comes to.
    pub(super) fn judged(self, score: Option<Score>) -> Option<Judged> {
        score.map(|score| self.get().judged(score))
    }
}

/// Adds a risk and goes to it.
pub fn add(ws: Workspace) {
    let Some(document) = ws.open_id() else { return };
    let number = ws
        .session
        .with_untracked(|session| session.as_ref().and_then(|session| session.document().plan().map(|plan| next_number(plan.risks.iter().map(AsRef::as_ref)))));
    let id = ws.id::<Risk>();
    if let Some(number) = number
        && ws.insert_after(Risk::new(id.clone(), number, "New risk"), None)
    {
        ws.go(Place::new(document, Page::Risks).with_record(Some(id.to_string())));
        focus_record();
    }
}

/// What a priority number is not.
pub const PRIORITY_PITFALL: &str = "Risk priority number: impact × probability × detectability, by levels. Levels are ranks, so their product can hide how severe a risk is: severity 9, occurrence 2 and detection 3 make 54, which ranks below 3, 6 and 6 with 108. Bands do not go by it.";

/// The risk register.
#[component]
pub fn Risks() -> Html {
    let ws = workspace();
    Method::provide(ws);
    Inline::provide(ws);
    let head =
        memo(move |_| with_plan(ws, |plan| ws.figures.with(|figures| figures.as_ref().map(|figures| risk_headline(plan, figures, ws.today.get())))).flatten());
    let empty = memo(move |_| with_plan(ws, |plan| plan.risks.is_empty()).unwrap_or(true));
    // The address says more than what is asked of the register: thousands of risks are not sorted anew for each row that is chosen.
    let asked = memo(move |_| wanted(ws));
    let listed = memo(move |_| with_plan(ws, |plan| asked.with(|asked| listed(plan, asked, ws.today.get()))).unwrap_or_default());
    html! {
        <FindingHead head>
            <button type="button" on:click=move |_| paste::open_here(ws, String::new())>"Paste rows"</button>
            {move || (!empty.get()).then(|| html! { <button type="button" on:click=move |_| export::open_document_as(ws, Export::Risks)>"Save as CSV"</button> })}
            <library::FromLibrary/>
            <button type="button" class="primary" on:click=move |_| add(ws)>"Add risk"</button>
        </FindingHead>
        <RiskTabs/>
        {move || if empty.get() {
            html! {
                <Empty title="What could go wrong?" text="Write each risk as cause, event and effect; score probability and impact on the printed scales; name who answers for it and by when. The matrix and the overview show where to act first.">
                    <button type="button" class="primary" on:click=move |_| add(ws)>"Add the first risk"</button>
                    <button type="button" on:click=move |_| paste::open_here(ws, String::new())>"Paste from a spreadsheet"</button>
                </Empty>
            }
        } else {
            html! { <Content listed/> }
        }}
        <PasteRisks/>
    }
}

/// The register with what stands beside it.
#[component]
fn Content(listed: Memo<Listed>) -> Html {
    let ws = workspace();
    let method = Method::in_use();
    let inline = expect_context::<Inline>();
    let picked: Picked = RwSignal::new(BTreeSet::new());
    let rows = derive(move || listed.with(|listed| listed.risks.clone()));
    let headings = derive(move || {
        let one = |group: &crate::session::risks::listing::Group| Heading { title: group.title.clone(), first: group.first, count: group.count };
        listed.with(|listed| listed.groups.iter().map(one).collect::<Vec<_>>())
    });
    let edit = Callback::new(move |key| inline.start(key));
    let take_out = Callback::new(move |key: Arc<str>| {
        // What is picked goes; else the row that has the focus.
        let chosen = untrack(|| targets(picked, rows));
        match Id::parse(&key) {
            Some(id) if chosen.is_empty() => remove_all(ws, &std::iter::once(id).collect()),
            _ => remove(ws, picked, rows),
        }
    });
    paste::listen(ws, picked, rows);
    let detects = memo(move |_| method.get().scores_detectability());
    let register = move || {
        let class = if detects.get() { "risks detects" } else { "risks" };
        html! {
            <Register<Risk> label="Risks" class columns=columns(detects.get()) rows headings picked edit remove=take_out
                about=&[("P", "Probability"), ("I", "Impact, the worst of its kinds"), ("D", "Detectability: the highest level is seen last"), ("RPN", PRIORITY_PITFALL)]/>
        }
    };
    let shown = move || {
        let (shown, all) = (listed.with(|listed| listed.risks.len()), with_plan(ws, |plan| plan.risks.len()).unwrap_or_default());
        if shown == 0 {
            "Nothing matches. Clear the filters to see everything.".to_owned()
        } else {
            format!("{shown} of {}. F2 edits a row in place, Space chooses it, Delete removes it.", count(all, "risk", "risks"))
        }
    };
    html! {
        <div class="with-record">
            <div class="register-side">
                <Filters/>
                <Together picked rows/>
                {register}
                <p class="muted below" role="status">{shown}</p>
                <Categories/>
            </div>
            <div class="side"><Matrix/><RiskPanel/></div>
        </div>
    }
}

fn columns(detects: bool) -> Vec<Column<Risk>> {
    let level = |risk: &Risk| html! { <span>{risk.current.and_then(|score| score.detectability).map(Level::get)}</span> };
    let mut columns = vec![
        Column::<Risk> { title: "Id", sort: "number", cell: |risk| html! { <span class="muted">{risk.reference()}</span> } },
        Column { title: "Risk", sort: "title", cell: title_cell },
        Column { title: "P", sort: "probability", cell: inline::probability },
        Column { title: "I", sort: "impact", cell: inline::impact },
    ];
    if detects {
        columns.push(Column { title: "D", sort: "detectability", cell: level });
    }
    columns.push(Column { title: "Score", sort: "score", cell: score_cell });
    if detects {
        columns.push(Column { title: "RPN", sort: "priority", cell: priority_cell });
    }
    columns.extend([
        Column { title: "Response", sort: "response", cell: inline::response },
        Column { title: "Owner", sort: "owner", cell: inline::owner },
        Column { title: "Due", sort: "due", cell: due_cell },
    ]);
    columns
}

/// Which scores the matrix and its filter show.
pub(super) fn basis(ws: Workspace) -> Basis {
    match ws.filtered("basis").as_str() {
        "inherent" => Basis::Inherent,
        "target" => Basis::Target,
        _ => Basis::Current,
    }
}

/// The cell of a probability and an impact, as the address names it: `4x5`.
pub(super) fn cell_key((probability, impact): (Level, Level)) -> String {
    format!("{probability}x{impact}")
}

fn title_cell(risk: &Risk) -> Html {
    let state = if risk.is_open() { String::new() } else { format!(" · {}", risk.status.label().to_lowercase()) };
    html! { <div class:done=!risk.is_open()><span class="title" title=risk.title.clone()>{risk.title.clone()}</span><span class="sub">{risk.category_label()}{state}</span></div> }
}

fn score_cell(risk: &Risk) -> Html {
    let (method, score) = (Method::in_use(), risk.current);
    if risk.is_open() {
        let band = move || method.judged(score).map(|judged| html! { <span class="sub" aria-hidden="true">{judged.band.label().to_lowercase()}</span> });
        html! { <div>{move || html! { <ScorePill judged=method.judged(score)/> }}{band}</div> }
    } else {
        html! { <span class="muted">{move || method.judged(score).map(|judged| judged.points.to_string())}</span> }
    }
}

fn priority_cell(risk: &Risk) -> Html {
    let (method, score) = (Method::in_use(), risk.current);
    html! { <span class="muted">{move || score.and_then(|score| method.get().priority_number(score))}</span> }
}

fn due_cell(risk: &Risk) -> Html {
    let today = workspace().today.get_untracked();
    let late = risk.response_overdue(today).is_some();
    let words = match (risk.response_done, risk.response_due) {
        (Some(_), _) => "in place".to_owned(),
        (None, Some(due)) => due.to_string(),
        (None, None) => String::new(),
    };
    html! { <span class="sub" class:act=late>{words}{late.then(|| html! { <span class="visually-hidden">", late"</span> })}</span> }
}
