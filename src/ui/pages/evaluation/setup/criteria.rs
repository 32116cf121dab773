//! What the candidates are judged by, in the four pillars, and how much each counts.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use leptos::prelude::*;

use super::super::{read, read_now};
use super::text_of;
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::criterion::{Criterion, Pillar, Weight, percent, pillar_weight, share, total_weight};
use crate::domain::words::count;
use crate::session::cascade_partner::{criteria_of_the_template, equal_weights, remove_criterion};
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::field::{ChoiceField, Kind, TextField, any_text};
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The criteria.
#[component]
pub fn Criteria() -> Html {
    let ws = workspace();
    let number = memo(move |_| read(ws, |evaluation| evaluation.criteria.len()).unwrap_or_default());
    let total = memo(move |_| read(ws, total_weight).unwrap_or_default());
    let uneven = memo(move |_| read(ws, |evaluation| equal_weights(evaluation).is_some()).unwrap_or_default());
    let aside = derive(move || format!("{}, {} points in all", count(number.get(), "criterion", "criteria"), in_points(total.get())));
    let level = move |_| {
        if let Some(change) = read_now(ws, equal_weights).flatten() {
            ws.dispatch(change);
        }
    };
    let first_step = move || {
        (number.get() == 0).then(|| html! {
            <Empty title="Start from the four pillars" text="Expertise, technology and integration, risk management, performance tracking: criteria with a question to ask and a weight each, for you to change.">
                <button type="button" class="primary" on:click=move |_| { ws.dispatch(criteria_of_the_template()); }>"Start from the four pillars"</button>
            </Empty>
        })
    };
    html! {
        <Card title="Criteria" aside>
            <div class="stack">
                {first_step}
                <div class="weights" hidden={move || number.get() == 0}>
                    <p class="muted">"Weights run from 0 to 100 points. Only the proportions between them matter: the share says how much of the result each makes."</p>
                    <button type="button" disabled={move || !uneven.get()} on:click=level>"Make all weights equal"</button>
                </div>
                {Pillar::ALL.iter().map(|pillar| html! { <PillarCriteria pillar=*pillar/> }).collect::<Html>()}
            </div>
        </Card>
    }
}

/// The criteria of one pillar.
#[component]
fn PillarCriteria(pillar: Pillar) -> Html {
    let ws = workspace();
    let rows = memo(move |_| {
        let ids = |evaluation: &crate::domain::partner::evaluation::PartnerEvaluation| {
            evaluation.criteria.iter().filter(|criterion| criterion.pillar == pillar).map(|criterion| criterion.id.clone()).collect::<Vec<_>>()
        };
        read(ws, ids).unwrap_or_default()
    });
    let share_of = memo(move |_| read(ws, |evaluation| share(pillar_weight(evaluation, pillar), total_weight(evaluation))).flatten());
    let add = move |()| {
        if let Some(weight) = read_now(ws, Weight::usual) {
            ws.add(Criterion::new(ws.id(), pillar, "", weight));
        }
    };
    let remove = move |id: Id<Criterion>| {
        if let Some((change, name)) = read_now(ws, |evaluation| Some((remove_criterion(evaluation, &id), evaluation.criteria.get(&id)?.name.clone()))).flatten()
        {
            ws.remove_with(change, "criterion", &name);
        }
    };
    html! {
        <section class="pillar-part" aria-label=pillar.label()>
            <header>
                <h3>{pillar.label()}</h3>
                <span class="muted">{move || share_of.get().map(|part| format!("{} of the weight", percent(part)))}</span>
            </header>
            <p class="criteria-columns" aria-hidden="true" hidden={move || rows.with(Vec::is_empty)}><span>"Criterion"</span><span>"What to ask the candidate"</span><span>"Pillar"</span><span>"Weight"</span><span>"Share"</span></p>
            <EditableList label=format!("Criteria: {}", pillar.label()) class="criteria" rows fields add_label="Add a criterion" add=Callback::new(add) remove=Callback::new(remove) empty="No criterion here yet."/>
        </section>
    }
}

fn fields(ws: Workspace, id: Id<Criterion>, record: Memo<Option<Shared<Criterion>>>) -> Html {
    let share_of = {
        let id = id.clone();
        memo(move |_| read(ws, |evaluation| share(evaluation.criteria.get(&id)?.weight.points(), total_weight(evaluation))).flatten())
    };
    let pillar = memo(move |_| record.with(|record| record.as_ref().map_or(Pillar::Expertise, |record| record.0.pillar)));
    let weight = derive(move || record.with(|record| record.as_ref().map_or(String::new(), |record| record.0.weight.to_string())));
    let set = |put: fn(&mut Criterion, String)| {
        let id = id.clone();
        any_text(move |text| ws.update(&id, |criterion: &mut Criterion| put(criterion, text)))
    };
    let set_pillar = {
        let id = id.clone();
        Callback::new(move |pillar| ws.update(&id, |criterion: &mut Criterion| criterion.pillar = pillar))
    };
    let set_weight = {
        let id = id.clone();
        Callback::new(move |text: String| {
            let weight = text.parse::<Weight>()?;
            ws.update(&id, |criterion: &mut Criterion| criterion.weight = weight);
            Ok(())
        })
    };
    html! {
        <TextField label="Criterion" placeholder="What is judged" value=text_of(record, |criterion| &criterion.name) commit=set(|criterion, name| criterion.name = name)/>
        <TextField label="What to ask the candidate" kind=Kind::Paragraph placeholder="A question that can be answered with evidence" value=text_of(record, |criterion| &criterion.question) commit=set(|criterion, question| criterion.question = question)/>
        <ChoiceField label="Pillar" value=pillar commit=set_pillar/>
        <TextField label="Weight" kind=Kind::Number value=weight commit=set_weight/>
        <p class="share"><span class="visually-hidden">"Share of the weight: "</span>{move || share_of.get().map_or("–".to_owned(), percent)}</p>
    }
}

/// Points without a needless fraction.
fn in_points(points: f64) -> String {
    format!("{points:.1}").trim_end_matches(".0").to_owned()
}
