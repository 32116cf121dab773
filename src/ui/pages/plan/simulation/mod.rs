//! How sure the dates are: a simulation of the schedule in a worker, and what it says.

mod charts;
mod tables;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::compute::simulation::{Simulation, SimulationJob, has_chance, headline, sureness};
use crate::compute::{Job, Outcome, Progress};
use crate::domain::document::Document;
use crate::domain::overview::Urgency;
use crate::domain::overview::schedule::Sureness;
use crate::domain::plan::TrialPlan;
use crate::domain::words::grouped;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, derive, memo};
use crate::ui::widgets::field::{Kind, SelectField, TextField};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::worker::{self, Working};
use crate::ui::workspace::{Workspace, workspace};

/// How far a simulation is.
#[derive(Clone)]
enum State {
    /// None is under way.
    Idle,
    /// The worker is at it.
    Running(Progress),
    /// It could not be done: why.
    Failed(String),
}

/// The card: what to simulate, how far it is, and what came of it.
#[component]
pub fn SimulationCard() -> Html {
    let ws = workspace();
    let state = RwSignal::new(State::Idle);
    let runs = RwSignal::new("10000".to_owned());
    let seed = RwSignal::new(1u64);
    let working = StoredValue::new_local(None::<Rc<Working>>);
    let begin = move |_| {
        let Some(document) = ws.session.with_untracked(|session| session.as_ref().map(|session| session.document().clone())) else { return };
        let Some(plan) = document.plan() else { return };
        let runs = runs.get_untracked().parse().unwrap_or(10_000);
        let job = SimulationJob { runs, ..SimulationJob::new(plan, plan.scheduling.status_date, seed.get_untracked()) };
        state.set(State::Running(Progress { done: 0, of: runs }));
        let began = worker::begin(
            &Job::Simulation(Box::new(job)),
            move |progress| state.try_set(State::Running(progress)),
            move |outcome| {
                state.try_set(match outcome {
                    Outcome::Simulation(simulation) => {
                        ws.simulated.set(Some(Arc::new((Document::clone(&document), *simulation))));
                        State::Idle
                    }
                    Outcome::Failed(why) => State::Failed(why),
                    Outcome::Exposure(_) => State::Idle,
                });
            },
        );
        match began {
            Ok(began) => working.set_value(Some(Rc::new(began))),
            Err(why) => state.set(State::Failed(why)),
        }
    };
    let cancel = move |_| {
        working.set_value(None);
        state.set(State::Idle);
    };
    // What is being worked at goes with the page.
    on_cleanup(move || working.set_value(None));
    let running = memo(move |_| state.with(|state| matches!(state, State::Running(_))));
    let of_open = memo(move |_| {
        let simulated = ws.simulated.with(|done| done.as_ref().map(|done| done.0.head().id.clone()));
        ws.session.with(|session| session.as_ref().map(|session| session.document().head().id.clone())) == simulated
    });
    let possible = memo(move |_| ws.session.with(|session| session.as_ref().and_then(|session| session.document().plan().map(has_chance)).unwrap_or_default()));
    let set_seed = move |text: String| match text.trim().parse() {
        Ok(number) => {
            seed.set(number);
            Ok(())
        }
        Err(_) => Err("A seed is a whole number, such as 1.".to_owned()),
    };
    let run_options: Vec<(String, String)> =
        [("1000", "1,000"), ("10000", "10,000"), ("100000", "100,000")].map(|(key, label)| (key.to_owned(), label.to_owned())).into();
    html! {
        <section class="card simulation" aria-labelledby="simulation-title">
            <div class="card-head">
                <h2 id="simulation-title">"How sure are the dates?"</h2>
                <span class="aside">"Simulated from estimates and risks"</span>
            </div>
            <div class="simulation-ask">
                <SelectField label="Runs" options=run_options value=derive(move || runs.get()) commit=Callback::new(move |key: String| runs.set(key))/>
                <TextField label="Seed" value=derive(move || seed.get().to_string()) commit=Callback::new(set_seed) kind=Kind::Number/>
                {move || if running.get() {
                    html! { <button type="button" on:click=cancel>"Cancel"</button> }
                } else {
                    html! { <button type="button" class="primary" on:click=begin>"Simulate"</button> }
                }}
            </div>
            <p class="muted" hidden={move || possible.get()}>"Nothing in this plan is uncertain yet. Open a task and give it an optimistic and a pessimistic duration, or a risk a chance and a delay."</p>
            {move || match state.get() {
                State::Idle => ws.simulated.get().filter(|_| of_open.get()).map_or(Html::Nothing, |done| outcome(ws, &done.0, &done.1)),
                State::Running(Progress { done, of }) => html! {
                    <label class="simulation-progress">"Simulating"<progress value=done.to_string() max=of.to_string()></progress></label>
                },
                State::Failed(why) => html! { <p role="alert">{why}</p> },
            }}
        </section>
    }
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
