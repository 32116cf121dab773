//! What is being chosen, by which steps, who could be chosen, what counts, and who judges.

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
use super::on_paper::is_on_paper;
use super::{address, read, reveal_the_chosen};
use crate::domain::partner::headlines::{missing, setup_headline};
use crate::domain::partner::knockout::board::Board;
use crate::session::command::Kept;
use crate::ui::route::Page;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// What is being chosen, who could be chosen, what counts, and who judges.
#[component]
pub fn Setup() -> Html {
    let ws = workspace();
    let head = memo(move |_| read(ws, setup_headline));
    let ready = memo(move |_| read(ws, |evaluation| missing(evaluation).is_empty()).unwrap_or_default());
    let unchecked = memo(move |_| read(ws, |evaluation| Board::of(evaluation).first_open().is_some()).unwrap_or_default());
    let on_paper = memo(move |_| is_on_paper(ws));
    reveal_the_chosen(ws);
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
                {next}
            </FindingHead>
            <div class="stack setup">
                <BriefCard/>
                <Steps/>
                <Candidates/>
                <Criteria/>
                <Evaluators/>
            </div>
        }
    })
}

/// A text of a record that may be gone, for a field.
fn text_of<T: Kept + Send + Sync>(record: Memo<Option<Shared<T>>>, get: fn(&T) -> &str) -> Signal<String> {
    derive(move || record.with(|record| record.as_ref().map_or(String::new(), |record| get(&record.0).to_owned())))
}
