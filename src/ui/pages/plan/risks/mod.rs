//! The risk register: a list, the matrix, and the chosen risk beside them.

mod delays;
mod matrix;
mod panel;

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use leptos::prelude::*;

use self::matrix::Matrix;
use self::panel::RiskPanel;
use super::schedule::with_plan;
use crate::domain::choice::Choice;
use crate::domain::collection::Record;
use crate::domain::id::Id;
use crate::domain::order::{Rank, sort_by_rank};
use crate::domain::overview::registers::risk_headline;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::matrix::{Basis, score_on};
use crate::domain::risk::register::{Risk, RiskCategory, RiskStatus, next_number};
use crate::session::search;
use crate::ui::route::{Page, Place};
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::headline::PageHead;
use crate::ui::widgets::pill::ScorePill;
use crate::ui::widgets::register::{Column, Register, focus_record};
use crate::ui::workspace::{Workspace, workspace};

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
    let head = memo(move |_| with_plan(ws, |plan| ws.figures.with(|figures| figures.as_ref().map(|figures| risk_headline(plan, figures)))).flatten());
    let rows = memo(move |_| with_plan(ws, |plan| shown(ws, plan)).unwrap_or_default());
    let empty = memo(move |_| with_plan(ws, |plan| plan.risks.is_empty()).unwrap_or(true));
    let columns = || {
        vec![
            Column::<Risk> { title: "Id", sort: "number", cell: |risk| html! { <span class="muted">{risk.reference()}</span> } },
            Column { title: "Risk", sort: "title", cell: title_cell },
            Column { title: "P", sort: "", cell: |risk| html! { <span>{risk.current.map(|score| score.probability.get())}</span> } },
            Column { title: "I", sort: "", cell: |risk| html! { <span>{risk.current.map(|score| score.impact.get())}</span> } },
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
    if ws.filtered("basis") == "target" { Basis::Target } else { Basis::Current }
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
        let of_cell = cell.is_empty() || score_on(risk, basis).is_some_and(|score| format!("{}x{}", score.probability, score.impact) == cell);
        let of_text = find.is_empty() || search::score(&find, &format!("{} {} {}", risk.reference(), risk.title, risk.owner)).is_some();
        of_status && of_cell && of_text && (category.is_empty() || risk.category.key() == category)
    };
    let mut risks: Vec<&Risk> = plan.risks.iter().map(AsRef::as_ref).filter(|risk| fits(risk)).collect();
    let (column, downwards) = ws.sorting();
    let key: fn(&Risk) -> Rank = match column.as_str() {
        "number" => |risk| risk.number.into(),
        "title" => |risk| risk.title.to_lowercase().into(),
        "response" => |risk| (risk.response as u8).into(),
        "owner" => |risk| risk.owner.to_lowercase().into(),
        // The highest first is what people look for.
        _ => |risk| Rank::from(risk.current.map(|score| score.value())).down(),
    };
    sort_by_rank(&mut risks, |risk| key(risk));
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
    if risk.is_open() {
        html! { <ScorePill score=risk.current/> }
    } else {
        html! { <span class="muted">{risk.current.map(|score| score.value())}</span> }
    }
}
