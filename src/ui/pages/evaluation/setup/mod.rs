//! What is being chosen, who could be chosen, what counts, who judges, and by which steps it comes to a contract.

mod brief;
mod candidates;
mod criteria;
mod criterion;
mod evaluators;
mod guide;
mod steps;

use crate::ui::html::{Html, html, live};
use crate::ui::signals::{Memo, Signal, derive, memo};
use leptos::prelude::*;

use self::brief::BriefCard;
use self::candidates::Candidates;
use self::criteria::Criteria;
use self::evaluators::Evaluators;
use self::guide::Guide;
use self::steps::Steps;
use super::library::begin_with;
use super::on_paper::is_on_paper;
use super::{address, read, reveal_the_chosen};
use crate::domain::partner::criterion::Criterion;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::headlines::{missing, setup_headline};
use crate::domain::partner::knockout::board::Board;
use crate::session::command::Kept;
use crate::ui::route::Page;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::register::{Shared, focus_soon};
use crate::ui::workspace::{Workspace, workspace};

/// What has to be added before anyone can score.
#[derive(Clone, Copy, PartialEq)]
enum First {
    Candidate,
    Criteria,
    Evaluator,
    SecondCandidate,
}

impl First {
    /// What is missing first, in the order of the page; `None` where nothing is.
    fn of(evaluation: &PartnerEvaluation) -> Option<First> {
        if evaluation.candidates.is_empty() {
            Some(First::Candidate)
        } else if evaluation.criteria.is_empty() {
            Some(First::Criteria)
        } else if evaluation.evaluators.is_empty() {
            Some(First::Evaluator)
        } else {
            (evaluation.running().count() < 2).then_some(First::SecondCandidate)
        }
    }

    fn label(self) -> &'static str {
        match self {
            First::Candidate => "Add the first candidate",
            First::Criteria => "Begin with the usual criteria",
            First::Evaluator => "Add the first evaluator",
            First::SecondCandidate => "Add another candidate",
        }
    }

    /// Adds it, and goes to it.
    fn add(self, ws: Workspace) {
        let added = match self {
            First::Candidate | First::SecondCandidate => {
                candidates::add(ws);
                ".editable.candidates"
            }
            First::Criteria => return begin_with::<Criterion>(ws),
            First::Evaluator => {
                evaluators::add(ws);
                ".editable.evaluators"
            }
        };
        focus_soon(format!("{added} > li:last-child input"));
    }
}

/// What is being chosen, who could be chosen, what counts, and who judges.
#[component]
pub fn Setup() -> Html {
    let ws = workspace();
    let head = memo(move |_| read(ws, setup_headline));
    let ready = memo(move |_| read(ws, |evaluation| missing(evaluation).is_empty()).unwrap_or_default());
    let first = memo(move |_| read(ws, First::of).flatten());
    let unchecked = memo(move |_| read(ws, |evaluation| Board::of(evaluation).first_open().is_some()).unwrap_or_default());
    let on_paper = memo(move |_| is_on_paper(ws));
    reveal_the_chosen(ws);
    let to_add = move || {
        first.get().map(|first| html! { <button type="button" class:primary={move || !ready.get()} on:click=move |_| first.add(ws)>{first.label()}</button> })
    };
    let next = move || {
        ready.get().then(|| {
            html! {
                {unchecked.get().then(|| html! { <a class="button" href=address(ws, Page::Knockouts, None)>"Check the knock-outs"</a> })}
                <a class="button primary" href=address(ws, Page::Scores, None)>"Score the candidates"</a>
            }
        })
    };
    live(move || {
        if on_paper.get() {
            return html! { <Guide/> };
        }
        html! {
            <FindingHead head>
                {to_add}
                {next}
            </FindingHead>
            <div class="stack setup">
                <BriefCard/>
                <Candidates/>
                <Criteria/>
                <Evaluators/>
                <Steps/>
            </div>
        }
    })
}

/// A text of a record that may be gone, for a field.
fn text_of<T: Kept + Send + Sync>(record: Memo<Option<Shared<T>>>, get: fn(&T) -> &str) -> Signal<String> {
    derive(move || record.with(|record| record.as_ref().map_or(String::new(), |record| get(&record.0).to_owned())))
}
