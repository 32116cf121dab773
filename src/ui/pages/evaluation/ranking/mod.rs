//! The ranking and what follows from it.

mod charts;
mod side;
mod table;

use crate::ui::html::{Html, html};
use crate::ui::signals::{derive, memo};
use leptos::prelude::*;

use self::charts::Charts;
use self::side::{Bars, Disagreements, NextSteps};
use self::table::Scores;
use super::kinds::Kinds;
use super::{address, on_paper, read};
use crate::domain::overview::evaluation::headline;
use crate::domain::partner::ranking::rank;
use crate::domain::partner::scorecard::scorecard;
use crate::ui::pages::home::export::{self, Export};
use crate::ui::route::Page;
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::workspace;

/// The ranking and what follows from it.
#[component]
pub fn Ranking() -> Html {
    let ws = workspace();
    let head = memo(move |_| read(ws, |evaluation| headline(evaluation, &rank(evaluation))));
    let card = memo(move |_| read(ws, scorecard).unwrap_or_default());
    let candidates = memo(move |_| card.with(|card| card.columns.len()));
    let setup = move || address(ws, Page::Setup, None);
    let scores = move || address(ws, Page::Scores, None);
    let page = move || {
        if candidates.get() == 0 {
            return html! {
                <div class="stack">
                    <Empty title="Compare who could help to run the trial" text="Add the companies that could, of any of the four kinds. Evaluators score each on the same criteria, with evidence; the weighted scores make the ranking.">
                        <a class="button primary" href=setup()>"Go to Set-up"</a>
                    </Empty>
                    <Card title="What to do next"><NextSteps/></Card>
                    <Card title="The four kinds of partner"><Kinds/></Card>
                </div>
            };
        }
        html! {
            <div class="ranking">
                <div class="ranking-main">
                    <Scores card/>
                    <Charts card/>
                </div>
                <div class="stack">
                    <Card title="Ranking" aside=derive(|| "weighted score of 5".to_owned())><Bars card/></Card>
                    <Card title="What to do next"><NextSteps/></Card>
                    <Card title="Where evaluators disagree"><Disagreements/></Card>
                </div>
            </div>
        }
    };
    html! {
        {on_paper(ws)}
        <FindingHead head>
            <button type="button" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
            {move || (candidates.get() > 0).then(|| html! { <button type="button" on:click=move |_| export::open_document_as(ws, Export::Scores)>"Export as CSV"</button> })}
            {move || (candidates.get() > 0).then(|| html! { <a class="button primary" href=scores()>"Score the candidates"</a> })}
        </FindingHead>
        {page}
    }
}
