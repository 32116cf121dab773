//! How the chosen partner does: what to do next, promised and seen, indicators, reviews.

mod chart;
mod indicators;
mod readings;
mod reviews;
mod scorecard;

use leptos::prelude::*;

use self::indicators::Indicators;
use self::reviews::Reviews;
use self::scorecard::PromisedAndSeen;
use super::needs::Needs;
use super::{address, read, reveal_the_chosen};
use crate::domain::partner::decision::readiness::chosen;
use crate::domain::partner::performance::follow_up::{next_steps, performance_headline};
use crate::ui::html::{Html, html, live};
use crate::ui::route::Page;
use crate::ui::signals::memo;
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::workspace;

/// How the chosen partner does.
#[component]
pub fn Performance() -> Html {
    let ws = workspace();
    let head = memo(move |_| read(ws, |evaluation| performance_headline(evaluation, ws.today.get())));
    let found = memo(move |_| read(ws, |evaluation| next_steps(evaluation, ws.today.get())).unwrap_or_default());
    let decided = memo(move |_| read(ws, |evaluation| chosen(evaluation).is_some()).unwrap_or_default());
    reveal_the_chosen(ws);
    html! {
        <FindingHead head>
            {move || (!decided.get()).then(|| html! { <a class="button primary" href=address(ws, Page::Decision, None)>"Decide first"</a> })}
        </FindingHead>
        <div class="stack performance">
            {live(move || if decided.get() {
                html! {
                    <Card title="What to do next"><Needs found nothing="Nothing presses."/></Card>
                    <PromisedAndSeen/>
                    <Indicators/>
                    <Reviews/>
                }
            } else {
                html! {
                    <Empty title="From a choice to a working partnership" text="After the choice the same criteria become the partner’s scorecard: each quarter they are scored once more by the same anchors, and stand beside what was promised. What is measured belongs in the contract, so agree on indicators now, with a target and a limit each."/>
                    <Indicators/>
                }
            })}
        </div>
    }
}
