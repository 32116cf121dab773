//! The risk register: a list, the matrix, and the chosen risk beside them.

mod delays;
mod matrix;
mod occurred;
mod panel;

use std::sync::Arc;

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use leptos::prelude::*;

use self::matrix::Matrix;
use self::panel::RiskPanel;
use super::risk_tabs::RiskTabs;
use super::schedule::with_plan;
use crate::domain::choice::Choice;
use crate::domain::collection::Record;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::overview::registers::risk_headline;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::matrix::{Basis, place, score_on};
use crate::domain::risk::method::{Judged, RiskMethod};
use crate::domain::risk::register::{Risk, RiskCategory, RiskStatus, next_number};
use crate::domain::risk::scale::{Level, Score};
use crate::session::search;
use crate::ui::route::{Page, Place};
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::headline::PageHead;
use crate::ui::widgets::pill::ScorePill;
use crate::ui::widgets::register::{Column, Register, Shared, focus_record};
use crate::ui::workspace::{Workspace, workspace};

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

/// The risk register.
#[component]
pub fn Risks() -> Html {
    let ws = workspace();
    Method::provide(ws);
    let head = memo(move |_| with_plan(ws, |plan| risk_headline(plan, ws.today.get())));
    let rows = memo(move |_| with_plan(ws, |plan| shown(ws, plan)).unwrap_or_default());
    let empty = memo(move |_| with_plan(ws, |plan| plan.risks.is_empty()).unwrap_or(true));
    let columns = || {
        vec![
            Column::<Risk> { title: "Id", sort: "number", cell: |risk| html! { <span class="muted">{risk.reference()}</span> } },
            Column { title: "Risk", sort: "title", cell: title_cell },
            Column { title: "P", sort: "", cell: |risk| html! { <span>{risk.current.map(|score| score.probability.get())}</span> } },
            Column { title: "I", sort: "", cell: |risk| html! { <span>{risk.current.map(|score| score.worst_impact().get())}</span> } },
            Column { title: "Score", sort: "score", cell: score_cell },
            Column { title: "Response", sort: "response", cell: |risk| html! { <span>{risk.response.label()}</span> } },
            Column { title: "Owner", sort: "owner", cell: |risk| html! { <span class="sub">{risk.owner.clone()}</span> } },
        ]
    };
    let status_options: Vec<(String, String)> =
        [("", "Open"), ("occurred", "Have happened"), ("closed", "Closed"), ("all", "All")].map(|(key, label)| (key.to_owned(), label.to_owned())).into();
    let category_options: Vec<(String, String)> = std::iter::once((String::new(), "All categories".to_owned()))
        .chain(RiskCategory::ALL.iter().map(|category| (category.key().to_owned(), category.label().to_owned())))
        .collect();
    let cell = move || ws.filtered("cell");
    html! {
        <PageHead finding=derive(move || head.get().map_or(String::new(), |head| head.finding)) because=derive(move || head.get().map_or(String::new(), |head| head.because))>
            <button type="button" class="primary" on:click=move |_| add(ws)>"Add risk"</button>
        </PageHead>
        <RiskTabs/>
        {move || if empty.get() {
            html! {
                <Empty title="What could go wrong?" text="Write each risk as cause, event and effect; score probability and impact on the printed scales; name who answers for it and by when. The matrix and the overview show where to act first.">
                    <button type="button" class="primary" on:click=move |_| add(ws)>"Add the first risk"</button>
                </Empty>
            }
        } else {
            html! {
                <div class="with-record">
                    <div>
                        <div class="filters">
                            <div class="field search"><TextField label="Find" value=derive(move || ws.filtered("find")) commit=any_text(move |text| ws.filter("find", &text)) placeholder="Risk, number or owner" live=Callback::new(move |text: String| ws.filter("find", &text))/></div>
                            <SelectField label="Status" options=status_options.clone() value=derive(move || ws.filtered("status")) commit=Callback::new(move |key: String| ws.filter("status", &key))/>
                            <SelectField label="Category" options=category_options.clone() value=derive(move || ws.filtered("category")) commit=Callback::new(move |key: String| ws.filter("category", &key))/>
                            {move || (!cell().is_empty()).then(|| html! { <button type="button" on:click=move |_| ws.filter("cell", "")>{cell_label(&cell())}" ✕"<span class="visually-hidden">", clear this filter"</span></button> })}
                        </div>
                        <Register<Risk> label="Risks" class="risks" columns=columns() rows/>
                        <p class="muted" hidden={move || !rows.with(Vec::is_empty)}>"Nothing matches. Clear the filters to see everything."</p>
                    </div>
                    <div class="side"><Matrix/><RiskPanel/></div>
                </div>
            }
        }}
    }
}

/// Whether the matrix and its filter show the target scores.
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

/// `4x5` as words: probability 4, impact 5.
fn cell_label(cell: &str) -> String {
    cell.split_once('x').map_or(String::new(), |(probability, impact)| format!("Probability {probability}, impact {impact}"))
}

fn shown(ws: Workspace, plan: &TrialPlan) -> Vec<Id<Risk>> {
    let (find, status, category, cell, basis) = (ws.filtered("find"), ws.filtered("status"), ws.filtered("category"), ws.filtered("cell"), basis(ws));
    let fits = |risk: &Risk| {
        let of_status = match status.as_str() {
            "" => risk.status == RiskStatus::Open,
            "all" => true,
            key => risk.status.key() == key,
        };
        let of_cell = cell.is_empty() || score_on(risk, basis).is_some_and(|score| cell_key(place(&plan.risk_method, score)) == cell);
        let of_text = find.is_empty() || search::score(&find, &format!("{} {} {}", risk.reference(), risk.title, risk.owner)).is_some();
        of_status && of_cell && of_text && (category.is_empty() || risk.category.key() == category)
    };
    let mut risks: Vec<&Risk> = plan.risks.iter().map(AsRef::as_ref).filter(|risk| fits(risk)).collect();
    let (column, downwards) = ws.sorting();
    let key: fn(&RiskMethod, &Risk) -> Rank = match column.as_str() {
        "number" => |_, risk| risk.number.into(),
        "title" => |_, risk| risk.title.to_lowercase().into(),
        "response" => |_, risk| (risk.response as u8).into(),
        "owner" => |_, risk| risk.owner.to_lowercase().into(),
        // The highest first is what people look for.
        _ => |method, risk| Rank::from(risk.current.map(|score| (method.band(score) as u8, method.points(score).hundredths()))).down(),
    };
    sort_by_rank(&mut risks, |risk| key(&plan.risk_method, risk));
    if downwards {
        risks.reverse();
    }
    risks.into_iter().map(Record::id).collect()
}

fn title_cell(risk: &Risk) -> Html {
    let state = if risk.is_open() { String::new() } else { format!(" · {}", risk.status.label().to_lowercase()) };
    html! { <div class:done=!risk.is_open()><span class="title">{risk.title.clone()}</span><span class="sub">{risk.category_label()}{state}</span></div> }
}

fn score_cell(risk: &Risk) -> Html {
    let (method, score) = (Method::in_use(), risk.current);
    if risk.is_open() {
        html! { <span>{move || html! { <ScorePill judged=method.judged(score)/> }}</span> }
    } else {
        html! { <span class="muted">{move || method.judged(score).map(|judged| judged.points.to_string())}</span> }
    }
}
