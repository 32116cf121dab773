//! Asking for a simulation, how far it is, and what is known without one.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::super::schedule::with_plan;
use super::money;
use crate::compute::simulation::{SimulationJob, USUAL_RUNS};
use crate::compute::{Job, Outcome, Progress};
use crate::domain::document::Document;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::exposure::expected;
use crate::domain::words::count;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{Kind, SelectField, TextField};
use crate::ui::worker::{self, Working};
use crate::ui::workspace::workspace;

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

/// The card.
#[component]
pub fn Ask() -> Html {
    let ws = workspace();
    let state = RwSignal::new(State::Idle);
    let runs = RwSignal::new(USUAL_RUNS.to_string());
    let seed = RwSignal::new(1u64);
    let working = StoredValue::new_local(None::<Rc<Working>>);
    let begin = move |_| {
        let Some(document) = ws.session.with_untracked(|session| session.as_ref().map(|session| session.document().clone())) else { return };
        let Some(plan) = document.plan() else { return };
        let runs = runs.get_untracked().parse().unwrap_or(USUAL_RUNS);
        let job = SimulationJob { runs, ..SimulationJob::new(plan, plan.scheduling.status_date, seed.get_untracked()) };
        state.set(State::Running(Progress { done: 0, of: runs }));
        let began = worker::begin(
            &Job::Exposure(Box::new(job)),
            move |progress| state.try_set(State::Running(progress)),
            move |outcome| {
                state.try_set(match outcome {
                    Outcome::Failed(why) => State::Failed(why),
                    Outcome::Exposure(found) => {
                        ws.exposure.set(Some(Arc::new((Document::clone(&document), *found))));
                        State::Idle
                    }
                    Outcome::Simulation(_) => State::Idle,
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
        <Card title="Expected, before any simulation" class="exposure-ask-card">
            <p>{move || with_plan(ws, known).unwrap_or_default()}</p>
            <div class="exposure-ask">
                <SelectField label="Runs" options=run_options value=derive(move || runs.get()) commit=Callback::new(move |key: String| runs.set(key))/>
                <TextField label="Seed" value=derive(move || seed.get().to_string()) commit=Callback::new(set_seed) kind=Kind::Number/>
                {move || if running.get() {
                    html! { <button type="button" on:click=cancel>"Cancel"</button> }
                } else {
                    html! { <button type="button" class="primary" on:click=begin>"Simulate"</button> }
                }}
            </div>
            {move || match state.get() {
                State::Idle => Html::Nothing,
                State::Running(Progress { done, of }) => html! {
                    <label class="exposure-progress">"Simulating"<progress value=done.to_string() max=of.to_string()></progress></label>
                },
                State::Failed(why) => html! { <p role="alert">{why}</p> },
            }}
        </Card>
    }
}

/// What is known without a simulation, as sentences.
fn known(plan: &TrialPlan) -> String {
    let all = expected(plan);
    let cost = match all.costed {
        0 => "No risk has a cost yet.".to_owned(),
        costed => format!(
            "{} is the sum of chance times mean cost of {}, with a standard deviation of {}.",
            money(plan, all.money),
            count(costed, "open risk", "open risks"),
            money(plan, all.deviation)
        ),
    };
    let delays = match all.delaying {
        0 => "None delays a task.".to_owned(),
        delaying => format!("{} a task; how many days that costs at the end, only a simulation can say.", count(delaying, "risk delays", "risks delay")),
    };
    format!("{cost} {delays}")
}
