//! How much each criterion counts, and why: four methods to find it, side by side, and where the weights that count come from.

mod beside;
mod direct;
mod order;
mod origin;
mod pairs;
mod swing;

use leptos::prelude::*;

use self::beside::Beside;
use self::direct::Direct;
use self::order::Order;
use self::origin::{NextSteps, Origin};
use self::pairs::Pairs;
use self::swing::Swing;
use super::{address, on_paper, read, read_now};
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::criterion::{Criterion, Pillar, percent};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::{part_of_best, shown};
use crate::domain::partner::weighting::WeightMethod;
use crate::domain::partner::weighting::applied::applied;
use crate::domain::partner::weighting::headlines::{in_words, state, weights_headline};
use crate::domain::partner::weighting::shares::{Outcome, outcome};
use crate::domain::partner::weighting::standing::standing;
use crate::session::command::Change;
use crate::session::weighting::use_weights;
use crate::ui::html::{Html, html, rows};
use crate::ui::route::Page;
use crate::ui::signals::{Memo, Signal, derive, memo};
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::{Workspace, workspace};

/// How much each criterion counts, and why.
#[component]
pub fn Weights() -> Html {
    let ws = workspace();
    let head = memo(move |_| read(ws, weights_headline));
    let empty = memo(move |_| read(ws, |evaluation| evaluation.criteria.is_empty()).unwrap_or(true));
    let method = chosen(ws);
    let choice = move |offered: WeightMethod| {
        let pressed = move || (method.get() == offered).to_string();
        let done = memo(move |_| read(ws, |evaluation| state(&outcome(evaluation, offered))).unwrap_or_default());
        html! {
            <button type="button" aria-pressed=pressed on:click=move |_| ws.filter("by", offered.key())>
                <span>{offered.label()}</span><small class="muted">{done}</small>
            </button>
        }
    };
    let content = move || match method.get() {
        WeightMethod::Direct => html! { <Direct/> },
        WeightMethod::Swing => html! { <Swing/> },
        WeightMethod::RankOrder => html! { <Order/> },
        WeightMethod::Pairwise => html! { <Pairs/> },
    };
    let page = move || {
        if empty.get() {
            let setup = address(ws, Page::Setup, None);
            return html! {
                <Empty title="Weigh what counts before anyone scores" text="Weights decide who wins, so they are what a challenge asks about first. Four methods find them: given directly, by swings from worst to best, by order, or by comparing two at a time. First the criteria have to be there.">
                    <a class="button primary" href=setup>"Go to Set-up"</a>
                </Empty>
            };
        }
        html! {
            <div class="weights-page">
                <div class="weights-main">
                    <Card title="Find the weights">
                        <div class="segmented weights-methods" role="group" aria-label="Method">{WeightMethod::ALL.iter().map(|offered| choice(*offered)).collect::<Html>()}</div>
                        {content}
                        {move || html! { <Use method=method.get()/> }}
                    </Card>
                    <Beside/>
                </div>
                <div class="stack">
                    <Origin/>
                    <Card title="What to do next"><NextSteps/></Card>
                </div>
            </div>
        }
    };
    html! {
        {on_paper(ws)}
        <FindingHead head>
            <button type="button" on:click=move |_| window().print().unwrap_or_default()>"Print"</button>
        </FindingHead>
        {page}
    }
}

/// The method on screen: the one in the address, else the one in use, else the one to begin with.
fn chosen(ws: Workspace) -> Memo<WeightMethod> {
    memo(move |_| {
        let in_use = || read(ws, |evaluation| evaluation.weighting.method).flatten();
        WeightMethod::from_key(&ws.filtered("by")).or_else(in_use).unwrap_or(WeightMethod::Swing)
    })
}

/// Carries out a change of what is answered, where there is one.
fn settle(ws: Workspace, make: impl FnOnce(&PartnerEvaluation) -> Option<Change>) {
    if let Some(change) = read_now(ws, make).flatten() {
        ws.dispatch(change);
    }
}

/// How far a method is from being used.
#[derive(Clone, PartialEq)]
enum Usable {
    /// Something is to be answered first.
    Open(String),
    /// Its weights count already.
    InUse,
    /// It can be used.
    Ready,
}

fn usable(evaluation: &PartnerEvaluation, method: WeightMethod, today: crate::domain::date::Date) -> Usable {
    if let Outcome::Open(open) = outcome(evaluation, method) {
        return Usable::Open(open);
    }
    let same = applied(evaluation, method, today).is_some_and(|(criteria, _)| {
        criteria.iter().all(|criterion| evaluation.criteria.get(&criterion.id).is_some_and(|before| before.weight == criterion.weight))
    });
    if same && evaluation.weighting.method == Some(method) && standing(evaluation).changed.is_empty() { Usable::InUse } else { Usable::Ready }
}

/// Makes the weights of a method those that count.
#[component]
fn Use(method: WeightMethod) -> Html {
    let ws = workspace();
    let usable = memo(move |_| read(ws, |evaluation| usable(evaluation, method, ws.today.get())));
    let take = move |_| {
        let today = ws.today.get_untracked();
        let change = read_now(ws, |evaluation| use_weights(evaluation, method, today)).flatten();
        if change.is_some_and(|change| ws.dispatch(change)) {
            ws.say_with(format!("The weights that count are now those {}.", in_words(method)), "Undo", move || ws.undo());
        }
    };
    let said = move || match usable.get() {
        Some(Usable::Open(open)) => open,
        Some(Usable::InUse) => "These weights count now.".to_owned(),
        _ => "They become points of a hundred, to the hundredth; equal ones stay equal.".to_owned(),
    };
    html! {
        <div class="weights-use">
            <button type="button" class="primary" disabled={move || usable.get() != Some(Usable::Ready)} on:click=take>"Use these weights"</button>
            <p class="field-help" role="status">{said}</p>
        </div>
    }
}

/// A part for each pillar that has criteria, with a row for each of them.
fn by_pillar(ws: Workspace, head: fn(Workspace, Pillar) -> Html, row: fn(Workspace, Id<Criterion>) -> Html) -> Html {
    let part = |pillar: Pillar| {
        let ids = memo(move |_| read(ws, |evaluation| ids_of(evaluation, pillar)).unwrap_or_default());
        html! {
            <section class="weights-pillar" aria-label=pillar.label() hidden={move || ids.with(Vec::is_empty)}>
                <header><h3>{pillar.label()}</h3>{head(ws, pillar)}</header>
                <ul>{rows(move || ids.get(), move |id| html! { <li class="weights-row">{row(ws, id)}</li> })}</ul>
            </section>
        }
    };
    Pillar::ALL.iter().map(|pillar| part(*pillar)).collect()
}

fn ids_of(evaluation: &PartnerEvaluation, pillar: Pillar) -> Vec<Id<Criterion>> {
    evaluation.criteria.iter().filter(|criterion| criterion.pillar == pillar).map(|criterion| criterion.id.clone()).collect()
}

/// What a criterion is called, while it is there.
fn name_of(ws: Workspace, id: Id<Criterion>) -> Signal<String> {
    derive(move || read(ws, |evaluation| evaluation.criteria.get(&id).map(|criterion| shown(criterion.as_ref()))).flatten().unwrap_or_default())
}

/// The share of a criterion by a method, as a bar and in words; `points` are those of the bar, 0 to 100.
fn bar(points: impl Fn() -> Option<f64> + 'static, share: impl Fn() -> Option<f64> + 'static) -> Html {
    let length = move || format!("{:.1}%", part_of_best(points().unwrap_or_default() / 20.0) * 100.0);
    html! {
        <span class="weights-bar" aria-hidden="true"><span style:--length=length></span></span>
        <span class="share"><span class="visually-hidden">"Share: "</span>{move || share().map_or("–".to_owned(), percent)}</span>
    }
}

/// The share of a criterion by a method; `None` while its answers are not complete.
fn share_of(ws: Workspace, method: WeightMethod, id: Id<Criterion>) -> Memo<Option<f64>> {
    memo(move |_| read(ws, |evaluation| outcome(evaluation, method).shares()?.get(evaluation.criteria.place(&id)?).copied()).flatten())
}
