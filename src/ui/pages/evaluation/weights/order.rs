//! The order of what counts: pillars by buttons or arrow keys, and the criteria within each.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::{focus, read};
use super::settle;
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::criterion::{Criterion, Pillar, percent};
use crate::domain::partner::scorecard::shown;
use crate::domain::partner::weighting::rank_order::{Orders, centroid, orders};
use crate::session::weighting::{moved_criterion, moved_pillar, order_as_shown};
use crate::ui::html::{Html, html, keyed};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, Signal, derive, memo};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::workspace::{Workspace, workspace};

/// The orders.
#[component]
pub(super) fn Order() -> Html {
    let ws = workspace();
    let orders = memo(move |_| read(ws, orders).unwrap_or_default());
    let open = memo(move |_| orders.with(Orders::open));
    let keep = move |_| settle(ws, order_as_shown);
    let pillars = move || orders.with(|orders| orders.pillar_order().into_iter().map(|pillar| Arc::from(pillar.key())).collect());
    let part = move |key: Arc<str>| Pillar::from_key(&key).map_or(Html::Nothing, |pillar| pillar_part(ws, orders, pillar));
    html! {
        <p class="field-help">"What matters most comes first: the pillars among each other, and the criteria within each pillar. The weights follow from the order alone, as the middle of all weights that keep to it (rank-order centroid): use it where nobody can say by how much. Move a row by its buttons; on a button, the arrow keys move it as well."</p>
        <div class="weights-open" hidden={move || open.get() == 0}>
            <p class="field-help">"Rows that nobody has placed stand last, by their present weights. The shares are those of the order as it is shown."</p>
            <button type="button" on:click=keep>"Take the order as it is shown"</button>
        </div>
        <ol class="weights-order">{keyed(pillars, part)}</ol>
    }
}

fn pillar_part(ws: Workspace, orders: Memo<Orders>, pillar: Pillar) -> Html {
    let find = move |orders: &Orders| orders.pillars.iter().position(|(one, _)| one.what == pillar);
    let row = Row {
        key: pillar.key().to_owned(),
        name: derive(move || pillar.label().to_owned()),
        placed: derive(move || orders.with(|orders| !begun(orders) || find(orders).is_some_and(|place| orders.pillars[place].0.placed))),
        share: derive(move || orders.with(|orders| centroid(orders.pillars.len()).get(find(orders)?).copied())),
        shift: Callback::new(move |down| settle(ws, |evaluation| moved_pillar(evaluation, pillar, down))),
    };
    let criteria = move || {
        let ids = |orders: &Orders| Some(orders.pillars[find(orders)?].1.iter().map(|one| one.what.id.shared()).collect());
        orders.with(ids).unwrap_or_default()
    };
    let line = move |key: Arc<str>| Id::parse(&key).map_or(Html::Nothing, |id| html! { <li>{drawn(&criterion_row(ws, orders, id))}</li> });
    html! { <li><div class="weights-order-pillar">{drawn(&row)}</div><ol>{keyed(criteria, line)}</ol></li> }
}

/// Whether anything was placed: until then, no row is told apart from the others.
fn begun(orders: &Orders) -> bool {
    orders.pillars.iter().any(|(pillar, criteria)| pillar.placed || criteria.iter().any(|one| one.placed))
}

/// A row of either list.
struct Row {
    key: String,
    name: Signal<String>,
    placed: Signal<bool>,
    share: Signal<Option<f64>>,
    shift: Callback<bool>,
}

fn criterion_row(ws: Workspace, orders: Memo<Orders>, id: Id<Criterion>) -> Row {
    let key = id.to_string();
    let found = memo(move |_| {
        orders.with(|orders| {
            orders.pillars.iter().zip(centroid(orders.pillars.len())).find_map(|((_, criteria), of_pillar)| {
                let place = criteria.iter().position(|one| one.what.id.as_str() == key)?;
                let one = criteria.get(place)?;
                Some((shown(one.what.as_ref()), !begun(orders) || one.placed, centroid(criteria.len()).get(place).map(|within| within * of_pillar)))
            })
        })
    });
    Row {
        key: id.to_string(),
        name: derive(move || found.get().map_or(String::new(), |(name, _, _)| name)),
        placed: derive(move || found.get().is_some_and(|(_, placed, _)| placed)),
        share: derive(move || found.get().and_then(|(_, _, share)| share)),
        shift: Callback::new(move |down| settle(ws, |evaluation| moved_criterion(evaluation, &id, down))),
    }
}

fn drawn(row: &Row) -> Html {
    let (name, placed, share) = (row.name, row.placed, row.share);
    let button = |down: bool| {
        let (way, path) = if down { ("down", icon::DOWN) } else { ("up", icon::UP) };
        let (shift, here) = (row.shift, format!("{way}:{}", row.key));
        let step = {
            let here = here.clone();
            Callback::new(move |down: bool| {
                shift.run(down);
                // The row may have been taken out and put in again, which takes the focus away.
                let here = here.clone();
                request_animation_frame(move || focus("data-mover", &here));
            })
        };
        let on_key = move |event: leptos::ev::KeyboardEvent| {
            if let down @ ("ArrowUp" | "ArrowDown") = event.key().as_str() {
                event.prevent_default();
                step.run(down == "ArrowDown");
            }
        };
        html! {
            <button type="button" class="quiet" data-mover=here aria-label={move || format!("Move {} {way}", name.get())} on:click=move |_| step.run(down) on:keydown=on_key><Icon path=path/></button>
        }
    };
    html! {
        <span class="name">{name}<small>{move || (!placed.get()).then_some("not placed yet")}</small></span>
        <span class="share">{move || share.get().map_or("–".to_owned(), percent)}</span>
        <span class="row-tools">{button(false)}{button(true)}</span>
    }
}
