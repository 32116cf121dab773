//! Weights given directly, criterion by criterion or pillar by pillar.

use leptos::prelude::*;

use super::super::{read, read_now};
use super::{bar, by_pillar, name_of, settle, share_of};
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::criterion::{Criterion, Pillar, Weight};
use crate::domain::partner::weighting::WeightMethod;
use crate::domain::partner::weighting::shares::direct_of;
use crate::session::weighting::{counts_directly, with_direct, with_pillar};
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::field::{Kind, TextField};
use crate::ui::workspace::{Workspace, workspace};

/// The weights, to be given directly.
#[component]
pub(super) fn Direct() -> Html {
    let ws = workspace();
    let beside = memo(move |_| read(ws, |evaluation| !counts_directly(evaluation)).unwrap_or_default());
    html! {
        <p class="field-help">"Points from 0 to 100 for each criterion; only the proportions count. Points for a pillar are spread over its criteria as they stand to each other. Quick, and the easiest to doubt: check it by a second method."</p>
        {move || beside.get().then(|| html! { <p class="field-help">"The weights of another method count now. What is given here is kept beside them until you use it."</p> })}
        {by_pillar(ws, head, row)}
    }
}

fn head(ws: Workspace, pillar: Pillar) -> Html {
    let value = derive(move || {
        let of_pillar = |criterion: &&std::sync::Arc<Criterion>| criterion.pillar == pillar;
        let sum = read(ws, |evaluation| evaluation.criteria.iter().filter(of_pillar).map(|criterion| direct_of(evaluation, criterion)).sum::<f64>());
        in_points(sum.unwrap_or_default())
    });
    let commit = Callback::new(move |text: String| {
        let points = text.trim().replace(',', ".").parse::<f64>().ok().filter(|points| points.is_finite() && *points >= 0.0);
        let points = points.ok_or("Write a number of points from 0 up.")?;
        let change = read_now(ws, |evaluation| with_pillar(evaluation, pillar, points)).transpose()?.flatten();
        if let Some(change) = change {
            ws.dispatch(change);
        }
        Ok(())
    });
    html! { <span class="weights-of-pillar"><TextField label=format!("Points of the pillar {}", pillar.label()) hide_label=true kind=Kind::Number value commit/></span> }
}

fn row(ws: Workspace, id: Id<Criterion>) -> Html {
    let (name, share) = (name_of(ws, id.clone()), share_of(ws, WeightMethod::Direct, id.clone()));
    let points = {
        let id = id.clone();
        memo(move |_| read(ws, |evaluation| Some(direct_of(evaluation, evaluation.criteria.get(&id)?))).flatten())
    };
    let commit = Callback::new(move |text: String| {
        let weight = text.parse::<Weight>()?;
        settle(ws, |evaluation| with_direct(evaluation, &id, weight));
        Ok(())
    });
    html! {
        <span class="name">{name}</span>
        <TextField label=derive(move || format!("Points of {}", name.get())) hide_label=true kind=Kind::Number value=derive(move || points.get().map_or(String::new(), in_points)) commit/>
        {bar(move || points.get(), move || share.get())}
    }
}

/// Points without a needless fraction.
fn in_points(points: f64) -> String {
    ((points * 100.0).round() / 100.0).to_string()
}
