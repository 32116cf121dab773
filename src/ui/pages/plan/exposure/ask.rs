//! What is known without a simulation, and asking for one.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::schedule::with_plan;
use super::super::simulation::simulation_of;
use super::money;
use crate::compute::simulation::USUAL_RUNS;
use crate::compute::{Job, Outcome};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::exposure::expected;
use crate::domain::words::count;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::widgets::ask::{Ask as AskWorker, SIMULATION};
use crate::ui::widgets::card::Card;
use crate::ui::workspace::workspace;

/// The card.
#[component]
pub fn Ask() -> Html {
    let ws = workspace();
    let done = Callback::new(move |(document, outcome)| {
        if let Outcome::Exposure(found) = outcome {
            ws.exposure.set(Some(Arc::new((document, *found))));
        }
    });
    html! {
        <Card title="Expected, before any simulation" class="exposure-ask-card">
            <p>{move || with_plan(ws, known).unwrap_or_default()}</p>
            <AskWorker words=SIMULATION usual=USUAL_RUNS job=|asked| simulation_of(asked).map(Job::Exposure) done idle=Callback::new(|()| Html::Nothing)/>
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
