//! What stands in the place of findings while scoring is blind: how far the evaluators are, and no score.

use leptos::prelude::*;

use super::{address, read};
use crate::domain::partner::blind::{Standing, hidden_headline, standings};
use crate::domain::partner::headlines::missing;
use crate::domain::partner::scoring::scores_are_hidden;
use crate::ui::html::{Html, html, live};
use crate::ui::route::Page;
use crate::ui::signals::memo;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::workspace;

/// A page of findings, once the scores may be seen; before that, how far the scoring is.
pub fn once_shown(page: impl Fn() -> Html + 'static) -> Html {
    let ws = workspace();
    let hidden = memo(move |_| read(ws, scores_are_hidden).unwrap_or_default());
    live(move || {
        if hidden.get() {
            html! { <HiddenScores/> }
        } else {
            page()
        }
    })
}

/// How far the evaluators are.
#[component]
fn HiddenScores() -> Html {
    let ws = workspace();
    let head = memo(move |_| read(ws, hidden_headline).flatten());
    let ready = memo(move |_| read(ws, |evaluation| missing(evaluation).is_empty()).unwrap_or_default());
    html! {
        <FindingHead head>
            {move || {
                let (page, label) = if ready.get() { (Page::Scores, "Go to Scores") } else { (Page::Setup, "Go to Set-up") };
                html! { <a class="button primary" href=address(ws, page, None)>{label}</a> }
            }}
        </FindingHead>
        {move || ready.get().then(|| html! { <Card title="How far the evaluators are"><Standings/></Card> })}
    }
}

/// The evaluators with how far each has come.
#[component]
pub fn Standings() -> Html {
    let ws = workspace();
    let found = memo(move |_| read(ws, standings).unwrap_or_default());
    live(move || html! { <ul class="standings">{found.get().iter().map(row).collect::<Html>()}</ul> })
}

fn row(standing: &Standing) -> Html {
    html! { <li><span class="role">{standing.role.clone()}</span>{declared(standing)}{state(standing)}</li> }
}

/// Whether an evaluator has declared their interests.
pub fn declared(standing: &Standing) -> Html {
    html! { <span class="muted">{if standing.declared { "interests declared" } else { "interests not declared yet" }}</span> }
}

/// How far an evaluator is.
pub fn state(standing: &Standing) -> Html {
    let progress = standing.progress;
    if !standing.is_asked() {
        return html! { <Pill tone=Tone::Upcoming text="nothing to score"/> };
    }
    let said = format!("{} of {}", progress.given, progress.expected);
    let tone = match (standing.is_done(), progress.given) {
        (true, _) => Tone::Good,
        (false, 0) => Tone::Upcoming,
        (false, _) => Tone::Watch,
    };
    html! { <Pill tone text=said/> }
}
