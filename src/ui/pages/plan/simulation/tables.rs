//! The milestones with the dates that hold in so many of the runs, and the tasks by how much hangs on them.

use crate::compute::simulation::Simulation;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::ui::html::{Html, html};
use crate::ui::route::{Page, Place, Route};
use crate::ui::workspace::Workspace;

/// How many tasks are shown by how critical they are.
const MOST: usize = 15;

/// The milestones that are not reached yet.
pub fn milestones(ws: Workspace, plan: &TrialPlan, simulation: &Simulation) -> Html {
    let open = simulation
        .milestones
        .iter()
        .filter(|milestone| plan.tasks.get(&milestone.task).is_some_and(|task| !task.is_done() && task.kind == TaskKind::Milestone));
    let rows = open.map(|milestone| {
        let finish = &milestone.finish;
        let days = [finish.planned, finish.p10, finish.p50, finish.p80, finish.p90].map(|day| html! { <td>{day.to_string()}</td> });
        html! {
            <tr><th scope="row">{link(ws, plan, &milestone.task)}</th>{days}<td>{format!("{:.0}%", finish.chance_of_planned * 100.0)}</td></tr>
        }
    });
    let rows = rows.collect::<Html>();
    table("Milestones", &["Milestone", "Forecast", "P10", "P50", "P80", "P90", "Chance of the forecast"], rows)
}

/// The tasks on which the end hangs.
pub fn tasks(ws: Workspace, plan: &TrialPlan, simulation: &Simulation) -> Html {
    let mut tasks: Vec<_> = simulation.tasks.iter().filter(|task| task.criticality_index > 0.0).collect();
    tasks.sort_by(|one, other| other.ssi.total_cmp(&one.ssi).then(other.criticality_index.total_cmp(&one.criticality_index)));
    let rows = tasks.into_iter().take(MOST).map(|task| {
        let figures = [format!("{:.0}%", task.criticality_index * 100.0), format!("{:.2}", task.ssi), format!("{:.2}", task.cruciality)]
            .map(|figure| html! { <td>{figure}</td> });
        html! { <tr><th scope="row">{link(ws, plan, &task.task)}</th>{figures}</tr> }
    });
    let rows = rows.collect::<Html>();
    html! {
        {table("Tasks on which the end hangs", &["Task", "Criticality index", "SSI", "Cruciality"], rows)}
        <p class="muted">"Criticality index: in how many of the runs the task was on the critical path. Schedule sensitivity index (SSI): that, weighted by how much of the plan’s uncertainty is the task’s. Cruciality: how closely its duration and the plan’s go together."</p>
    }
}

fn table(title: &'static str, headings: &[&'static str], rows: Html) -> Html {
    let headings = headings.iter().map(|heading| html! { <th scope="col">{*heading}</th> }).collect::<Html>();
    html! {
        <details class="simulation-table">
            <summary>{title}</summary>
            <div class="scrolls" role="region" aria-label=title tabindex="0"><table><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table></div>
        </details>
    }
}

fn link(ws: Workspace, plan: &TrialPlan, id: &Id<Task>) -> Html {
    let href = ws.open_id().map(|document| Route::from(Place::new(document, Page::Schedule).with_record(Some(id.to_string()))).href());
    html! { <a href=href>{super::name_of(plan, id)}</a> }
}
