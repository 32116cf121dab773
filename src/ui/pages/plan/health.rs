//! Whether the schedule can be trusted: the checks, each with the tasks that fail it.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use leptos::prelude::*;

use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::health::{Finding, checks};
use crate::domain::schedule::of_tasks::PlanSchedule;
use crate::domain::words::count;
use crate::ui::route::{Page, Place, Route};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::{Workspace, workspace};

/// The checks, which are made when somebody asks for them.
#[component]
pub fn Health() -> Html {
    let ws = workspace();
    let content = Callback::new(move |()| html! { {move || table(ws)} });
    html! { <Folded title="Can this schedule be trusted? Fourteen checks" class="card health" content/> }
}

fn table(ws: Workspace) -> Option<Html> {
    ws.session.with(|session| {
        let session = session.as_ref()?;
        let (own, plan) = (session.document().plan()?, session.dated().plan()?);
        let anew;
        // The forecast is as of the plan's status date; without one, the checks ask for it as of today.
        let (status, schedule) = match own.scheduling.status_date {
            Some(status) => (status, session.calculated()?.forecast()),
            None => {
                anew = own.schedule(Some(ws.today.get()));
                (ws.today.get(), &anew)
            }
        };
        Some(match schedule {
            Ok(schedule) => made(ws, plan, schedule, status),
            Err(_) => html! { <p>"Tasks wait for each other in a circle: remove one of their links first."</p> },
        })
    })
}

fn made(ws: Workspace, plan: &TrialPlan, schedule: &PlanSchedule, status: Date) -> Html {
    let found = checks(&plan.tasks, schedule, plan.baseline().map(AsRef::as_ref), status);
    let failing = found.iter().filter(|finding| finding.measure.passes() == Some(false)).count();
    let said = if failing == 0 {
        "No check fails.".to_owned()
    } else {
        format!("{} with progress as of {status}. Open a number to see the tasks.", count(failing, "check fails", "checks fail"))
    };
    let rows = found.iter().map(|finding| row(ws, plan, finding)).collect::<Html>();
    html! {
        <p class="muted">{said}</p>
        <div class="scrolls" role="region" aria-label="Checks" tabindex="0"><table>
            <thead><tr><th scope="col">"Check"</th><th scope="col">"Found"</th><th scope="col">"Allowed"</th><th scope="col">"Result"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
        <p class="muted">"The fourteen points of the DCMA, which planners use everywhere; their limits are habits, not laws."</p>
    }
}

fn row(ws: Workspace, plan: &TrialPlan, finding: &Finding) -> Html {
    let result = match finding.measure.passes() {
        Some(true) => html! { <Pill tone=Tone::Good text="fine"/> },
        Some(false) => html! { <Pill tone=Tone::Watch text="look"/> },
        None => html! { <span class="muted">"not measured"</span> },
    };
    let tasks = finding.tasks.iter().filter_map(|place| plan.tasks.iter().nth(*place)).map(|task| {
        let href = ws.open_id().map(|document| Route::from(Place::new(document, Page::Schedule).with_record(Some(task.id.to_string()))).href());
        html! { <li><a href=href>{task.name.clone()}</a></li> }
    });
    let measured = finding.measure.words();
    let found = if finding.tasks.is_empty() || finding.measure.passes() != Some(false) {
        html! { <span>{measured}</span> }
    } else {
        let list = tasks.collect::<Html>();
        html! { <details><summary>{measured}</summary><ul>{list}</ul></details> }
    };
    html! { <tr><th scope="row">{finding.check.label()}</th><td>{found}</td><td>{finding.measure.limit()}</td><td>{result}</td></tr> }
}
