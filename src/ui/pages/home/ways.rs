//! The ways to start a document.

use crate::ui::html::{Html, html};
use crate::ui::signals::Memo;
use leptos::prelude::*;

use crate::session::start::TEMPLATES;
use crate::ui::actions::{self, IMPORT};
use crate::ui::documents::{Beginning, Errand, ask};
use crate::ui::workspace::workspace;

/// The ways to start, a card each. The sample comes first as long as there is nothing else to look at.
#[component]
pub fn Ways(
    /// Whether there is no document yet.
    nothing_yet: Memo<bool>,
) -> Html {
    let ws = workspace();
    let begin = move |beginning| ask(ws, Errand::Begin(beginning));
    let templates = TEMPLATES
        .into_iter()
        .map(|template| {
            let key = template.key;
            html! {
                <li>
                    <button type="button" class="template" on:click=move |_| begin(Beginning::Template(key))>
                        <strong>{template.title}</strong>
                        <span>{template.summary}</span>
                    </button>
                </li>
            }
        })
        .collect::<Html>();
    let sample = move || {
        html! {
            <div class="way">
                <h3>"The sample trial"</h3>
                <p>"An invented trial in trouble, with its risks and a choice of partner, to look around in. It stands beside your own documents."</p>
                <button type="button" on:click=move |_| begin(Beginning::Sample)>"Open the sample trial"</button>
            </div>
        }
    };
    html! {
        <section class="ways" aria-labelledby="ways-title">
            <h2 id="ways-title">"Start a document"</h2>
            {move || nothing_yet.get().then(sample)}
            <div class="way">
                <h3>"From a file"</h3>
                <p>"A record from ClinicalTrials.gov, or a document exported from Trialwright, as JSON. Drop it anywhere on this page."</p>
                <button type="button" on:click=move |_| (IMPORT.run)(ws)>"Choose a file" <kbd>{IMPORT.key.map(actions::shown)}</kbd></button>
            </div>
            <div class="way">
                <h3>"A blank plan"</h3>
                <p>"An empty plan, to fill in page by page: scope, schedule, risks."</p>
                <button type="button" on:click=move |_| begin(Beginning::BlankPlan)>"Start a blank plan"</button>
            </div>
            <div class="way">
                <h3>"A partner evaluation"</h3>
                <p>"Criteria of the four pillars with their weights, ready for candidates. It is a file of its own, so that evaluators need not see the plan."</p>
                <button type="button" on:click=move |_| begin(Beginning::Evaluation)>"New partner evaluation"</button>
            </div>
            {move || (!nothing_yet.get()).then(sample)}
            <div class="way wide">
                <h3>"From a template"</h3>
                <p>"Milestones, tasks, starter risks and scope, dated from the coming Monday. Everything can be changed."</p>
                <ul class="templates">{templates}</ul>
            </div>
        </section>
    }
}
