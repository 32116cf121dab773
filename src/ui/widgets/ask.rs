//! Asking the worker for something that is drawn many times: how many, from which seed, how far it is, and to stop.

use std::rc::Rc;

use leptos::prelude::*;

use crate::compute::{Job, Outcome, Progress};
use crate::domain::document::Document;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, derive, memo};
use crate::ui::widgets::field::{Kind, SelectField, TextField};
use crate::ui::worker::{self, Working};
use crate::ui::workspace::workspace;

/// How far it is.
#[derive(Clone)]
enum State {
    /// Nothing is under way.
    Idle,
    /// The worker is at it.
    Running(Progress),
    /// It could not be done: why.
    Failed(String),
}

/// What it is called.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// What is counted: "Runs".
    pub number: &'static str,
    /// What the button says: "Simulate".
    pub begin: &'static str,
    /// What is under way: "Simulating".
    pub doing: &'static str,
}

/// The words for a simulation.
pub const SIMULATION: Words = Words { number: "Runs", begin: "Simulate", doing: "Simulating" };

/// A document, how many times to draw, and the seed.
pub type Asked<'a> = (&'a Document, u32, u64);

/// The fields and the buttons, and how far it is. `job` makes the work of what was asked, `done` takes what came of it with the
/// document as it stood, and `idle` is shown while none is under way.
#[component]
pub fn Ask(
    words: Words,
    /// How many times are offered first.
    usual: u32,
    job: fn(Asked) -> Option<Job>,
    done: Callback<(Document, Outcome)>,
    idle: Callback<(), Html>,
) -> Html {
    let ws = workspace();
    let state = RwSignal::new(State::Idle);
    let runs = RwSignal::new(usual.to_string());
    let seed = RwSignal::new(1u64);
    let working = StoredValue::new_local(None::<Rc<Working>>);
    let begin = move |_| {
        let Some(document) = ws.session.with_untracked(|session| session.as_ref().map(|session| session.document().clone())) else { return };
        let runs = runs.get_untracked().parse().unwrap_or(usual);
        let Some(wanted) = job((&document, runs, seed.get_untracked())) else { return };
        state.set(State::Running(Progress { done: 0, of: runs }));
        let began = worker::begin(
            &wanted,
            move |progress| state.try_set(State::Running(progress)),
            move |outcome| match outcome {
                Outcome::Failed(why) => state.try_set(State::Failed(why)),
                outcome => {
                    done.run((Document::clone(&document), outcome));
                    state.try_set(State::Idle);
                }
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
        <div class="simulation-ask">
            <SelectField label=words.number options=run_options value=derive(move || runs.get()) commit=Callback::new(move |key: String| runs.set(key))/>
            <TextField label="Seed" value=derive(move || seed.get().to_string()) commit=Callback::new(set_seed) kind=Kind::Number/>
            {move || if running.get() {
                html! { <button type="button" on:click=cancel>"Cancel"</button> }
            } else {
                html! { <button type="button" class="primary" on:click=begin>{words.begin}</button> }
            }}
        </div>
        {move || match state.get() {
            State::Idle => idle.run(()),
            State::Running(Progress { done, of }) => html! {
                <label class="simulation-progress">{words.doing}<progress value=done.to_string() max=of.to_string()></progress></label>
            },
            State::Failed(why) => html! { <p role="alert">{why}</p> },
        }}
    }
}
