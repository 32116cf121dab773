//! What follows from the plan: its state in a sentence, the figures, what needs someone, the milestones.

use crate::ui::html::{Html, html};
use crate::ui::signals::{RwSignal, derive, memo};
use leptos::prelude::*;

use super::schedule::{add, with_plan};
use super::timeline::Timeline;
use crate::domain::document::Document;
use crate::domain::overview::moved::next_in_words;
use crate::domain::overview::plan::{headline, statements};
use crate::domain::overview::{Statement, Urgency};
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::schedule::task::TaskKind;
use crate::domain::words::count;
use crate::ui::pages::record_place;
use crate::ui::route::{Page, Place, Route};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::{Workspace, workspace};

/// How many statements are shown before the rest is asked for.
const FIRST: usize = 8;

/// What follows from the plan.
#[component]
pub fn Overview() -> Html {
    let ws = workspace();
    let document = memo(move |_| ws.session.with(|session| session.as_ref().map(|session| session.dated().clone())));
    let head = memo(move |_| with_forecast(ws, |plan, forecast| headline(plan, forecast, ws.today.get())));
    let found = memo(move |_| with_forecast(ws, |plan, forecast| statements(plan, forecast, ws.today.get())).unwrap_or_default());
    let agreed = memo(move |_| with_forecast(ws, |plan, _| plan.baseline().is_some()).unwrap_or_default());
    let all = RwSignal::new(false);
    let needs = move || {
        let found = found.get();
        let shown = if all.get() { found.len() } else { FIRST.min(found.len()) };
        let hidden = found.len() - shown;
        let rows =
            document.with(|document| document.as_deref().map(|document| found.iter().take(shown).map(|statement| row(document, statement)).collect::<Html>()));
        if found.is_empty() {
            html! { <p class="muted">"Nothing is late, high or due in the next two weeks."</p> }
        } else {
            html! {
                <ul class="needs">{rows}</ul>
                {(hidden > 0).then(|| html! { <button type="button" class="more" on:click=move |_| all.set(true)>{format!("Show {hidden} more")}</button> })}
            }
        }
    };
    let empty = memo(move |_| ws.figures.with(|figures| figures.as_ref().is_none_or(|figures| figures.tasks == 0)));
    // Progress can be recorded of what is planned; before that, the plan has to be begun.
    let next = move || {
        let (id, empty) = (ws.open_id()?, empty.get());
        Some(if empty {
            html! {
                <a class="button" href=Route::from(Place::new(id, Page::Scope)).href()>"Describe the trial"</a>
                <button type="button" class="primary" on:click=move |_| add(ws, TaskKind::Milestone)>"Add the first milestone"</button>
            }
        } else {
            html! { <a class="button primary" href=Route::from(Place::new(id, Page::Schedule).with_query("show", "late")).href()>"Record progress"</a> }
        })
    };
    let aside = derive(move || count(found.with(Vec::len), "item", "items"));
    html! {
        <FindingHead head>
            <button type="button" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
            {next}
        </FindingHead>
        <Figures/>
        <div class="overview">
            <Card title="Needs you" aside>{needs}</Card>
            <Card title="Milestones" aside=derive(move || if agreed.get() { "agreed in the baseline, and forecast".to_owned() } else { "planned, and reached".to_owned() })><Timeline/></Card>
        </div>
    }
}

/// Reads something of the open plan with its calculated dates, and of its forecast where there is one.
fn with_forecast<R>(ws: Workspace, read: impl FnOnce(&TrialPlan, Option<&PlanSchedule>) -> R) -> Option<R> {
    ws.session.with(|session| {
        let session = session.as_ref()?;
        Some(read(session.dated().plan()?, session.calculated().and_then(|calculated| calculated.forecast().as_ref().ok())))
    })
}

/// The figures of the plan, each with what it means.
#[component]
fn Figures() -> Html {
    let ws = workspace();
    let figures = derive(move || ws.figures.get().unwrap_or_default());
    let next = memo(move |_| with_forecast(ws, |plan, forecast| next_in_words(plan, forecast, ws.today.get())).flatten());
    let next = move || match next.get() {
        Some(next) => {
            let (tone, label) = if next.overdue { (Tone::Act, "Milestone that was due") } else { (Tone::Upcoming, "Next milestone") };
            tile(ws, Page::Schedule, format!("{label}: {}", next.name), next.date.to_string(), None, Some((tone, next.status)))
        }
        None => tile(ws, Page::Schedule, "Next milestone".to_owned(), "none planned".to_owned(), None, None),
    };
    let late = move || {
        let figures = figures.get();
        if figures.tasks == 0 {
            return tile(ws, Page::Schedule, "Milestones and tasks done".to_owned(), "no tasks yet".to_owned(), None, None);
        }
        let pill = if figures.late > 0 { (Tone::Act, format!("{} late", figures.late)) } else { (Tone::Good, "none late".to_owned()) };
        tile(ws, Page::Schedule, "Milestones and tasks done".to_owned(), figures.done.to_string(), Some(format!("/ {}", figures.tasks)), Some(pill))
    };
    let soon = move || {
        let figures = figures.get();
        let pill = (Tone::Upcoming, "in the next two weeks".to_owned());
        tile(ws, Page::Schedule, "Due soon".to_owned(), figures.due_soon.to_string(), None, Some(pill).filter(|_| figures.due_soon > 0))
    };
    let none_written = memo(move |_| with_plan(ws, |plan| plan.risks.is_empty()).unwrap_or(true));
    let risks = move || {
        let figures = figures.get();
        if none_written.get() {
            return tile(ws, Page::Risks, "High risks open".to_owned(), "no risks yet".to_owned(), None, None);
        }
        let pill = match (figures.responses_overdue, figures.high_risks) {
            (0, 0) if figures.unscored_risks > 0 => (Tone::Watch, format!("{} not scored yet", figures.unscored_risks)),
            (0, 0) => (Tone::Good, "no high risk".to_owned()),
            (0, _) => (Tone::Watch, "responses on time".to_owned()),
            (overdue, _) => (Tone::Act, count(overdue, "response overdue", "responses overdue")),
        };
        tile(ws, Page::Risks, "High risks open".to_owned(), figures.high_risks.to_string(), Some(format!("/ {} open", figures.open_risks)), Some(pill))
    };
    let sites = move || {
        let figures = figures.get();
        let planned = figures.enrolment.map(|enrolment| (Tone::Upcoming, format!("{enrolment} participants planned")));
        tile(ws, Page::Scope, "Sites active".to_owned(), figures.active_sites.to_string(), Some(format!("/ {}", figures.sites)), planned)
    };
    html! { <ul class="tiles" aria-label="Figures">{next}{late}{soon}{risks}{sites}</ul> }
}

fn tile(ws: Workspace, page: Page, label: String, figure: String, of: Option<String>, pill: Option<(Tone, String)>) -> Html {
    let href = ws.open_id().map(|id| Route::from(Place::new(id, page)).href());
    html! {
        <li>
            <a class="tile" href=href>
                <span class="label">{label}</span>
                <span class="figure">{figure}{of.map(|of| html! { " "<small>{of}</small> })}</span>
                {pill.map(|(tone, text)| html! { <span><Pill tone text/></span> })}
            </a>
        </li>
    }
}

/// One statement, linked to what it is about.
fn row(document: &Document, statement: &Statement) -> Html {
    let href = record_place(document, statement.subject.section, statement.subject.record.clone()).map(|place| Route::from(place).href());
    let class = if statement.urgency == Urgency::Act { "need act" } else { "need" };
    html! {
        <li>
            <a class=class href=href>
                <span class="what"><strong>{statement.title.clone()}</strong><span class="muted">{statement.detail.clone()}</span></span>
                <Pill tone=Tone::from(statement.urgency) text=statement.status.clone()/>
            </a>
        </li>
    }
}
