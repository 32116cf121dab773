//! Which kind of partner fits: the questions, the result beside them at once, and the rules by which it comes about.

mod options;
mod outcome;
mod questions;
mod rules;

use leptos::prelude::*;

use self::outcome::Outcome;
use self::questions::Questions;
use self::rules::Rules;
use super::kinds::Kinds;
use super::library::begin_with;
use super::on_paper::{is_on_paper, paper_actions, put_on_paper, sheet};
use super::read;
use crate::domain::partner::kind_fit::FitQuestion;
use crate::domain::partner::kind_fit::findings::fit_headline;
use crate::domain::partner::kind_fit::paper::fit_paper;
use crate::ui::html::{Html, html};
use crate::ui::signals::memo;
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::workspace;

/// Which kind of partner fits.
#[component]
pub fn Kind() -> Html {
    let ws = workspace();
    let head = memo(move |_| read(ws, fit_headline));
    let empty = memo(move |_| read(ws, |evaluation| evaluation.fit_questions.is_empty()).unwrap_or(true));
    let on_paper = memo(move |_| is_on_paper(ws) && !empty.get());
    let paper = memo(move |_| {
        let who = ws.preferences.with(|preferences| preferences.name.clone());
        if on_paper.get() { read(ws, |evaluation| fit_paper(evaluation, ws.today.get(), &who)) } else { None }
    });
    let actions = move || match (on_paper.get(), empty.get()) {
        (true, _) => paper_actions(ws, paper, "kind-of-partner"),
        (false, true) => Html::Nothing,
        (false, false) => html! { <button type="button" on:click=move |_| put_on_paper(ws, true)>"Show on paper, with the rules"</button> },
    };
    let begin = move |_| begin_with::<FitQuestion>(ws);
    let page = move || {
        if on_paper.get() {
            return sheet(paper);
        }
        if empty.get() {
            return html! {
                <div class="stack">
                    <Empty title="Four kinds, and when each fits" text="Eight questions about your team, the trial and the control you want rank the four kinds. Each answer says for and against which kind it speaks, and why; the rules are yours to change.">
                        <button type="button" class="primary" on:click=begin>"Start with eight questions"</button>
                    </Empty>
                    <Card title="The four kinds"><Kinds/></Card>
                </div>
            };
        }
        html! {
            <div class="fit">
                <Questions/>
                <Outcome/>
            </div>
            <Rules/>
        }
    };
    html! {
        <FindingHead head>
            {actions}
        </FindingHead>
        {page}
    }
}
