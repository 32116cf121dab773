//! The schedules that were agreed on: setting one, choosing one, and what has moved from it, and why.

use std::sync::Arc;

use leptos::prelude::*;

use super::scope::edit::{ids, of_plan};
use super::scope::facts::Options;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::calculated::Calculated;
use crate::domain::schedule::baseline::{Baseline, Variance, by_how_much, come_and_gone, next_name, summary, variances};
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::words::{count, quoted};
use crate::ui::html::{Html, html, rows};
use crate::ui::route::{Page, Place, Route};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, derive, memo};
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::field::{SelectField, TextField, some_text};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::register::record_memo;
use crate::ui::workspace::{Workspace, workspace};

/// How many tasks that have moved are shown before the rest is asked for.
const FIRST: usize = 50;

/// The baseline that the address names, or else the one that was set last.
pub fn chosen_baseline(ws: Workspace, plan: &TrialPlan) -> Option<Arc<Baseline>> {
    let wanted = Id::parse(&ws.filtered("baseline"));
    wanted.and_then(|id| plan.baselines.get(&id)).or(plan.baseline()).cloned()
}

/// The card, folded away until it is asked for.
#[component]
pub fn Baselines() -> Html {
    let content = Callback::new(|()| html! { <Content/> });
    html! { <Folded title="Baselines: what moved, and why" class="card baselines" content/> }
}

#[component]
fn Content() -> Html {
    let ws = workspace();
    let known = ids::<Baseline>(ws);
    let newest_first = move || known.get().into_iter().rev().collect::<Vec<_>>();
    let empty = memo(move |_| known.with(Vec::is_empty));
    let compared = move || {
        (!empty.get()).then(|| {
            html! {
                <Compared/>
                <h2>"All baselines"</h2>
                <ul class="kept" aria-label="Baselines">{rows(newest_first, |id| html! { <Row id/> })}</ul>
                <button type="button" on:click=move |_| set(ws)>"Set a baseline"</button>
            }
        })
    };
    html! {
        {move || empty.get().then(|| html! {
            <Empty title="A baseline is the schedule as it was agreed on" text="Set one when the plan is approved. From then on this says which tasks have moved since, by how much, and why, and the plan is held against it everywhere.">
                <button type="button" class="primary" on:click=move |_| set(ws)>"Set a baseline"</button>
            </Empty>
        })}
        {compared}
    }
}

/// Keeps the schedule as it is forecast now, and compares with it from now on.
fn set(ws: Workspace) {
    let id = ws.id();
    let today = ws.today.get_untracked();
    let made = with_schedule_untracked(ws, |plan, schedule| Baseline::of(&plan.tasks, schedule, id, next_name(&plan.baselines), today));
    match made {
        None => ws.say("Tasks wait for each other in a circle: remove one of their links first."),
        Some(baseline) if baseline.tasks.is_empty() => ws.say("No task has a date yet, so there is nothing to agree on."),
        Some(baseline) => {
            let said = format!("Set {} with {}.", quoted(&baseline.name), count(baseline.tasks.len(), "task", "tasks"));
            if ws.insert_after(baseline, None) {
                ws.filter("baseline", "");
                ws.say(said);
            }
        }
    }
}

/// One baseline: its name, when it was set, and a button that removes it.
#[component]
fn Row(id: Id<Baseline>) -> Html {
    let ws = workspace();
    let record = record_memo(ws, id.clone());
    let id = StoredValue::new(id);
    let name = derive(move || record.get().map_or(String::new(), |baseline| baseline.0.name.clone()));
    let rename = some_text("A name", move |text| ws.update(&id.get_value(), |baseline: &mut Baseline| baseline.name = text));
    let facts = move || record.get().map(|baseline| format!("Set on {}, {}", baseline.0.set_on, count(baseline.0.tasks.len(), "task", "tasks")));
    html! {
        <li>
            <TextField label="Name of the baseline" value=name commit=rename hide_label=true/>
            <span class="muted">{facts}</span>
            <button type="button" class="quiet" aria-label={move || format!("Remove {}", name.get())} on:click=move |_| ws.remove(&id.get_value())>"Remove"</button>
        </li>
    }
}

/// What has moved from the chosen baseline.
#[component]
fn Compared() -> Html {
    let ws = workspace();
    let all = RwSignal::new(false);
    let options = of_plan(ws, |plan| {
        plan.baselines.iter().rev().map(|baseline| (baseline.id.to_string(), format!("{}, set on {}", baseline.name, baseline.set_on))).collect::<Options>()
    });
    let chosen = of_plan(ws, move |plan| chosen_baseline(ws, plan).map(|baseline| baseline.id.to_string()).unwrap_or_default());
    let choose = Callback::new(move |key: String| {
        all.set(false);
        ws.filter("baseline", &key);
    });
    let found = move || {
        ws.session.with(|session| {
            let session = session.as_ref()?;
            let (plan, calculated) = (session.document().plan()?, session.calculated()?);
            let baseline = chosen_baseline(ws, plan)?;
            Some(match calculated.forecast() {
                Ok(schedule) => compared(ws, plan, schedule, &baseline, all),
                Err(_) => html! { <p>"Tasks wait for each other in a circle: remove one of their links first."</p> },
            })
        })
    };
    html! {
        <div class="compare" hidden={move || options.with(Vec::len) < 2}>
            <SelectField label="Compare with" options value=chosen commit=choose/>
        </div>
        {found}
    }
}

fn compared(ws: Workspace, plan: &TrialPlan, schedule: &PlanSchedule, baseline: &Baseline, all: RwSignal<bool>) -> Html {
    let moved = variances(&plan.tasks, schedule, baseline);
    let headline = summary(&plan.tasks, schedule, baseline).unwrap_or_else(|| "The baseline holds no task.".to_owned());
    let others = come_and_gone(&plan.tasks, baseline).unwrap_or_default();
    let shown = if all.get() { moved.len() } else { FIRST.min(moved.len()) };
    let then = baseline.by_place(&plan.tasks);
    let agreed = |variance: &Variance| then.get(variance.place).copied().flatten().map(|entry| (entry.start, entry.finish));
    let rows = moved.iter().take(shown).map(|variance| row(ws, plan, schedule, variance, agreed(variance))).collect::<Html>();
    let table = if moved.is_empty() {
        html! { <p class="muted">{format!("No task has moved from {}.", quoted(&baseline.name))}</p> }
    } else {
        html! {
            <div class="scrolls" role="region" aria-label="What moved" tabindex="0"><table>
                <caption class="visually-hidden">{format!("Tasks that have moved from {}, the furthest behind first", quoted(&baseline.name))}</caption>
                <thead><tr><th scope="col">"Task or milestone"</th><th scope="col">"Agreed"</th><th scope="col">"Now"</th><th scope="col">"Moved"</th><th scope="col">"Why"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        }
    };
    let more = (shown < moved.len()).then(|| {
        html! { <button type="button" class="more" on:click=move |_| all.set(true)>{format!("Show all {}", moved.len())}</button> }
    });
    html! {
        <p class="finding" role="status">{headline}</p>
        <p class="muted">{others}</p>
        {table}
        {more}
    }
}

fn row(ws: Workspace, plan: &TrialPlan, schedule: &PlanSchedule, variance: &Variance, agreed: Option<(Date, Date)>) -> Html {
    let task = plan.tasks.iter().nth(variance.place);
    let href = task.zip(ws.place()).map(|(task, place)| Route::from(Place { page: Page::Schedule, ..place }.with_record(Some(task.id.to_string()))).href());
    let name = |place: usize| plan.tasks.iter().nth(place).map_or(String::new(), |task| task.name.clone());
    let now = schedule.dates(variance.place).map(|dates| (dates.start, dates.finish));
    // A task that only begins on another day is told by its beginning.
    let of_start = variance.finish == 0;
    let day = move |dates: Option<(Date, Date)>| dates.map(|(start, finish)| if of_start { format!("starts {start}") } else { finish.to_string() });
    let moved = if of_start { format!("starts {}", by_how_much(variance.start)) } else { by_how_much(variance.finish) };
    html! {
        <tr>
            <th scope="row"><a href=href>{name(variance.place)}</a></th>
            <td class="date">{day(agreed)}</td>
            <td class="date">{day(now)}</td>
            <td class:later={variance.finish.max(variance.start) > 0}>{moved}</td>
            <td>{variance.cause.words(name)}</td>
        </tr>
    }
}

/// Reads something of the open plan and its forecast, without following them; `None` where no dates can be calculated.
fn with_schedule_untracked<R>(ws: Workspace, read: impl FnOnce(&TrialPlan, &PlanSchedule) -> R) -> Option<R> {
    ws.session.with_untracked(|session| {
        let session = session.as_ref()?;
        let schedule = session.calculated().map(Calculated::forecast)?.as_ref().ok()?;
        Some(read(session.document().plan()?, schedule))
    })
}
