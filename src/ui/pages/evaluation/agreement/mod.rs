//! How far evaluators agree, and what they agreed on.

mod figures;
mod talks;

use leptos::prelude::*;

use self::figures::{Criteria, Figures, Leanings, Moved};
use self::talks::Talks;
use super::{address, read};
use crate::domain::partner::agreement::Agreement as Found;
use crate::domain::partner::agreement::consensus::agreement_headline;
use crate::ui::html::{Html, html};
use crate::ui::route::Page;
use crate::ui::signals::memo;
use crate::ui::widgets::card::Empty;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::workspace;

/// How far evaluators agree, and what they agreed on.
#[component]
pub fn Agreement() -> Html {
    let ws = workspace();
    let found = memo(move |_| read(ws, Found::of).unwrap_or_default());
    let head = memo(move |_| found.with(|found| read(ws, |evaluation| agreement_headline(evaluation, found))));
    let comparable = memo(move |_| found.with(|found| found.shared > 0));
    let page = move || {
        if !comparable.get() {
            return html! {
                <Empty title="Two voices make a check" text="When at least two evaluators have scored the same, this page says how far they agree, which criterion they understand least alike, who scores high or low throughout, and what to talk about. What they agree on then counts; the scores that they gave before stay beside it.">
                    <a class="button primary" href=address(ws, Page::Scores, None)>"Go to Scores"</a>
                </Empty>
            };
        }
        html! {
            <div class="agreement">
                <div class="stack">
                    <Talks/>
                    <Criteria found/>
                </div>
                <div class="stack">
                    <Figures found/>
                    <Moved/>
                    <Leanings found/>
                </div>
            </div>
        }
    };
    html! {
        <FindingHead head>
            <button type="button" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
            <a class="button" href=address(ws, Page::Ranking, None)>"See the ranking"</a>
        </FindingHead>
        {page}
    }
}
