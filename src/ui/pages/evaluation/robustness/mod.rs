//! What would change the ranking, and what would not: the page on which a choice is challenged.

mod leave_out;
mod methods;
mod scores;
mod weightings;
mod weights;

use std::sync::Arc;

use leptos::prelude::*;

use self::weightings::Weightings;
use super::{address, read};
use crate::domain::overview::Statement;
use crate::domain::overview::robustness::{checks, robustness_headline};
use crate::domain::partner::compare::acceptability::Acceptability;
use crate::domain::partner::compare::robustness::{Robustness as Found, robustness};
use crate::domain::words::count;
use crate::ui::html::{Html, html, live};
use crate::ui::route::Page;
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::{Workspace, workspace};

/// What would change the ranking.
#[component]
pub fn Robustness() -> Html {
    let ws = workspace();
    let found = memo(move |_| read(ws, robustness).map(Arc::new));
    let head = derive(move || {
        let drawn = drawn(ws);
        found.get().map(|found| robustness_headline(&found, drawn.as_deref()))
    });
    let comparable = memo(move |_| found.with(|found| found.as_ref().is_some_and(|found| found.is_comparable())));
    html! {
        <FindingHead head>
            <button type="button" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
        </FindingHead>
        {live(move || if comparable.get() {
            html! {
                <div class="stack robustness">
                    {live(move || found.get().map(|found| html! { {what_was_checked(&found, drawn(ws).as_deref())}{gaps(&found)} }))}
                    <Weightings found/>
                    {live(move || found.get().map(|found| parts(ws, &found)))}
                </div>
            }
        } else {
            nothing(ws)
        })}
    }
}

/// What was drawn of the open evaluation.
fn drawn(ws: Workspace) -> Option<Arc<Acceptability>> {
    let open = ws.open_id()?;
    ws.acceptability.get().filter(|(document, _)| *document == open).map(|(_, found)| found)
}

/// What stands in the place of the checks where there is nothing to compare.
fn nothing(ws: Workspace) -> Html {
    html! {
        <section class="card">
            <Empty title="Would the same candidate win tomorrow?"
                text="Once two candidates have scores, this page changes one thing at a time: each weight, each score, the method, who scores and who is compared. It says what another winner would take, and draws a hundred thousand weightings to see how often each candidate comes first.">
                <a class="button primary" href=address(ws, Page::Scores, None)>"Score the candidates"</a>
                <a class="button" href=address(ws, Page::Setup, None)>"Go to Set-up"</a>
            </Empty>
        </section>
    }
}

/// Each check with its verdict.
fn what_was_checked(found: &Found, drawn: Option<&Acceptability>) -> Html {
    let checks = checks(found, drawn);
    if checks.is_empty() {
        return Html::Nothing;
    }
    let row = |check: &Statement| {
        html! {
            <li>
                <div class="need">
                    <span class="what"><strong>{check.title.clone()}</strong><span class="muted">{check.detail.clone()}</span></span>
                    <Pill tone=Tone::from(check.urgency) text=check.status.clone()/>
                </div>
            </li>
        }
    };
    let rows = checks.iter().map(row).collect::<Html>();
    html! { <Card title="What would change the winner?"><ul class="needs">{rows}</ul></Card> }
}

/// What is said of cells that nobody has scored; nothing where there are none.
fn gaps(found: &Found) -> Html {
    let gaps = found.table.gaps();
    if gaps == 0 {
        return Html::Nothing;
    }
    let said = format!(
        "{} of {} nobody has scored. What is not scored is not zero: it takes no part, by any of the methods, and each candidate is judged by what it has been scored on.",
        gaps,
        count(found.table.candidates.len() * found.table.criteria.len(), "cell", "cells")
    );
    html! { <p class="robustness-note">{said}</p> }
}

/// The cards that are exact.
fn parts(ws: Workspace, found: &Found) -> Html {
    html! {
        {weights::card(found)}
        {scores::card(ws, found)}
        {methods::card(found)}
        {leave_out::card(ws, found)}
    }
}

/// A table that scrolls within its frame on a narrow screen.
fn table(label: &'static str, headings: &[&str], rows: Html) -> Html {
    let headings = headings.iter().map(|heading| html! { <th scope="col">{(*heading).to_owned()}</th> }).collect::<Html>();
    html! {
        <div class="scrolls" role="region" aria-label=label tabindex="0">
            <table><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
}

/// Candidates by name.
fn named(found: &Found, places: &[usize]) -> String {
    let names: Vec<String> = places.iter().map(|place| found.candidates[*place].clone()).collect();
    crate::domain::words::listed(&names)
}
