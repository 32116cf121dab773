//! How sure the dates are: a simulation of the schedule in a worker, and what it says.

mod charts;
mod tables;

use std::sync::Arc;

use leptos::prelude::*;

use crate::compute::simulation::{Simulation, SimulationJob, USUAL_RUNS, has_chance, headline, sureness};
use crate::compute::{Job, Outcome};
use crate::domain::document::Document;
use crate::domain::overview::Urgency;
use crate::domain::overview::schedule::Sureness;
use crate::domain::plan::TrialPlan;
use crate::domain::words::grouped;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::memo;
use crate::ui::widgets::ask::{Ask, Asked, SIMULATION};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::{Workspace, workspace};

/// The card: what to simulate, how far it is, and what came of it.
#[component]
pub fn SimulationCard() -> Html {
    let ws = workspace();
    let done = Callback::new(move |(document, outcome)| {
        if let Outcome::Simulation(simulation) = outcome {
            ws.simulated.set(Some(Arc::new((document, *simulation))));
        }
    });
    let of_open = memo(move |_| {
        let simulated = ws.simulated.with(|done| done.as_ref().map(|done| done.0.head().id.clone()));
        ws.session.with(|session| session.as_ref().map(|session| session.document().head().id.clone())) == simulated
    });
    let possible = memo(move |_| ws.session.with(|session| session.as_ref().and_then(|session| session.document().plan().map(has_chance)).unwrap_or_default()));
    let idle = Callback::new(move |()| {
        html! {
            <p class="muted" hidden={move || possible.get()}>"Nothing in this plan is uncertain yet. Open a task and give it an optimistic and a pessimistic duration, or a risk a chance and a delay."</p>
            {move || ws.simulated.get().filter(|_| of_open.get()).map_or(Html::Nothing, |done| outcome(ws, &done.0, &done.1))}
        }
    });
    html! {
        <section class="card simulation" aria-labelledby="simulation-title">
            <div class="card-head">
                <h2 id="simulation-title">"How sure are the dates?"</h2>
                <span class="aside">"Simulated from estimates and risks"</span>
            </div>
            <Ask words=SIMULATION usual=USUAL_RUNS job=|asked| simulation_of(asked).map(Job::Simulation) done idle/>
        </section>
    }
}

/// What is simulated of a plan.
pub fn simulation_of((document, runs, seed): Asked) -> Option<Box<SimulationJob>> {
    let plan = document.plan()?;
    Some(Box::new(SimulationJob { runs, ..SimulationJob::new(plan, plan.scheduling.status_date, seed) }))
}

/// How sure the dates of the open plan are: by the last simulation, where it was of the plan as it stands.
pub fn sureness_of_open(ws: Workspace) -> Sureness {
    ws.session.with(|session| {
        let Some(plan) = session.as_ref().and_then(|session| session.document().plan()) else { return Sureness::Certain };
        let of_this = |done: &Arc<(Document, Simulation)>| done.0.head().id == plan.document.id && done.0.head().revision == plan.document.revision;
        match ws.simulated.get().filter(of_this) {
            _ if !has_chance(plan) => Sureness::Certain,
            Some(done) => sureness(plan, &done.1),
            None => Sureness::Unknown,
        }
    })
}

/// What a simulation says.
fn outcome(ws: Workspace, document: &Document, simulation: &Simulation) -> Html {
    let Some(plan) = document.plan() else { return Html::Nothing };
    let said = headline(plan, simulation);
    let revision = plan.document.revision;
    let changed = memo(move |_| ws.session.with(|session| session.as_ref().is_none_or(|session| session.document().head().revision != revision)));
    let tone = match said.urgency {
        Urgency::Act => Tone::Act,
        Urgency::Watch => Tone::Watch,
        Urgency::OnTrack => Tone::Good,
        Urgency::Upcoming => Tone::Upcoming,
    };
    let chance = format!("{:.0}% on time", simulation.finish.chance_of_planned * 100.0);
    html! {
        <div class="simulation-said" role="status">
            <p class="simulation-finding">{said.finding}" "<Pill tone text=chance/></p>
            <p class="muted">{said.because}</p>
        </div>
        <p class="simulation-stale" hidden={move || !changed.get()}>"The plan has changed since. Simulate again to see what it does now."</p>
        <div class="columns">
            {charts::finish(plan, simulation)}
            {charts::tornado(plan, simulation)}
        </div>
        {tables::milestones(ws, plan, simulation)}
        {tables::tasks(ws, plan, simulation)}
        <p class="muted">{format!("{} runs with the seed {}; the same seed gives the same figures on every machine.", grouped(simulation.runs), simulation.seed)}</p>
    }
}

/// What a task is called; its id where it is gone.
fn name_of(plan: &TrialPlan, id: &crate::domain::id::Id<crate::domain::schedule::task::Task>) -> String {
    plan.tasks.get(id).map_or_else(|| id.to_string(), |task| task.name.clone())
}
