//! Milestones and tasks: what follows from them, the table with its chart, and the chosen one beside it.

pub(super) mod listing;

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use leptos::prelude::*;

use super::baselines::{Baselines, chosen_baseline};
use super::gantt::GanttTable;
use super::gantt::paste::{self, PasteRows};
use super::health::Health;
use super::schedule_settings::ScheduleSettings;
use super::simulation::{SimulationCard, sureness_of_open};
use super::task_panel::TaskPanel;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::order::named;
use crate::domain::overview::Headline;
use crate::domain::overview::schedule::{Outlook, schedule_headline};
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::lateness::{Standing, standing};
use crate::domain::schedule::task::{Task, TaskKind};
use crate::domain::words::span;
use crate::ui::route::{Page, Place};
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::register::focus_record;
use crate::ui::workspace::{Workspace, workspace};

/// Adds a task or milestone after the chosen one, and goes to it.
pub fn add(ws: Workspace, kind: TaskKind) {
    let Some(document) = ws.open_id() else { return };
    let id = ws.id::<Task>();
    let mut task = Task::new(id.clone(), if kind == TaskKind::Task { "New task" } else { "New milestone" }, kind);
    // A new item belongs where the user is looking: in the chosen item's package, after it.
    let chosen = ws
        .route
        .with_untracked(|route| route.place().filter(|place| place.page == Page::Schedule).and_then(|place| place.record.clone()))
        .and_then(|record| Id::parse(&record));
    let beside = chosen.as_ref().and_then(|chosen| ws.record::<Task>(chosen));
    task.work_package = beside.map(|beside| beside.work_package).unwrap_or_default();
    if ws.insert_after(task, chosen.as_ref()) {
        ws.go(Place::new(document, Page::Schedule).with_record(Some(id.to_string())));
        focus_record();
    }
}

/// The schedule.
#[component]
pub fn Schedule() -> Html {
    let ws = workspace();
    let head = memo(move |_| headline(ws));
    let packages = memo(move |_| with_plan(ws, |plan| distinct(plan, |task| &task.work_package)).unwrap_or_default());
    let empty = memo(move |_| with_plan(ws, |plan| plan.tasks.is_empty()).unwrap_or(true));
    let opened = memo(move |_| ws.place().and_then(|place| place.record).is_some());
    let show_options: Vec<(String, String)> =
        [("", "Everything"), ("late", "Late"), ("soon", "Due in two weeks"), ("open", "Not done"), ("done", "Done"), ("milestones", "Milestones")]
            .map(|(key, label)| (key.to_owned(), label.to_owned()))
            .into();
    let package_options = derive(move || {
        std::iter::once((String::new(), "All packages".to_owned()))
            .chain(packages.get().into_iter().map(|package| (package.clone(), package)))
            .collect::<Vec<_>>()
    });
    html! {
        <FindingHead head>
            <super::trial_network::TrialNetwork/>
            <PasteRows/>
            <button type="button" on:click=move |_| add(ws, TaskKind::Milestone)>"Add milestone"</button>
            <button type="button" class="primary" on:click=move |_| add(ws, TaskKind::Task)>"Add task"</button>
        </FindingHead>
        {move || if empty.get() {
            html! {
                <Empty title="A schedule starts with its milestones" text="First participant in, last participant in, last participant last visit, database lock, clinical study report: give each a date, then add the work that leads to it. Late items show here and on the overview.">
                    <button type="button" class="primary" on:click=move |_| add(ws, TaskKind::Milestone)>"Add the first milestone"</button>
                    <button type="button" on:click=move |_| paste::open(ws)>"Paste rows from a spreadsheet"</button>
                </Empty>
            }
        } else {
            html! {
                <div class="schedule" class:with-record=opened>
                    <div class="stack">
                        <div class="filters">
                            <div class="field search"><TextField label="Find" value=derive(move || ws.filtered("find")) commit=any_text(move |text| ws.filter("find", &text)) placeholder="Name or owner" live=Callback::new(move |text: String| ws.filter("find", &text))/></div>
                            <SelectField label="Show" options=show_options.clone() value=derive(move || ws.filtered("show")) commit=Callback::new(move |key: String| ws.filter("show", &key))/>
                            <SelectField label="Work package" options=package_options value=derive(move || ws.filtered("package")) commit=Callback::new(move |key: String| ws.filter("package", &key))/>
                        </div>
                        <GanttTable/>
                        <SimulationCard/>
                        <ScheduleSettings/>
                        <Baselines/>
                        <Health/>
                    </div>
                    <div class="side"><TaskPanel/></div>
                </div>
            }
        }}
    }
}

/// What the schedule says, held against the baseline that is chosen and the last simulation of the plan as it stands.
fn headline(ws: Workspace) -> Option<Headline> {
    let (sureness, figures) = (sureness_of_open(ws), ws.figures.get()?);
    ws.session.with(|session| {
        let session = session.as_ref()?;
        let plan = session.document().plan()?;
        let baseline = chosen_baseline(ws, plan);
        let forecast = session.calculated().and_then(|calculated| calculated.forecast().as_ref().ok());
        Some(schedule_headline(plan, &figures, Outlook { forecast, baseline: baseline.as_deref(), sureness: &sureness }))
    })
}

/// Reads something of the open plan; `None` while there is none.
pub(super) fn with_plan<R>(ws: Workspace, read: impl FnOnce(&TrialPlan) -> R) -> Option<R> {
    ws.session.with(|session| session.as_ref()?.document().plan().map(read))
}

/// The distinct texts of a field, in order.
pub(super) fn distinct(plan: &TrialPlan, field: impl Fn(&Task) -> &String) -> Vec<String> {
    named(&mut plan.tasks.iter().map(|task| field(task).as_str()).filter(|text| !text.is_empty()))
}

/// The status of a task in a pill.
pub(super) fn status(task: &Task, today: Date) -> Html {
    let (tone, text) = match standing(task, today) {
        Standing::Done { late_by: Some(days) } if days > 0 => (Tone::Good, format!("done, {} late", span(days))),
        Standing::Done { .. } => (Tone::Good, "done".to_owned()),
        Standing::Overdue { days } => (Tone::Act, format!("{} late", span(days))),
        Standing::StartOverdue { days } => (Tone::Watch, format!("start {} late", span(days))),
        Standing::DueSoon { days: 0 } => (Tone::Upcoming, "today".to_owned()),
        Standing::DueSoon { days } => (Tone::Upcoming, format!("in {}", span(days))),
        Standing::UnderWay => (Tone::Good, "under way".to_owned()),
        Standing::Upcoming => return html! { <span class="muted">"ahead"</span> },
        Standing::Undated => (Tone::Watch, "no date".to_owned()),
    };
    html! { <Pill tone text/> }
}
