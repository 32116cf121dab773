//! What the candidates are judged by, in the four pillars, and how much each counts.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, effect, memo};
use leptos::prelude::*;

use super::super::library::{begin_with, pick_from_library};
use super::super::on_paper::put_on_paper;
use super::super::{read, read_now};
use super::criterion::{Behind, in_short};
use super::text_of;
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::criterion::{Criterion, Pillar, Weight, percent, pillar_weight, share, total_weight};
use crate::domain::partner::scorecard::shown;
use crate::domain::words::count;
use crate::session::cascade_partner::{equal_weights, remove_criterion};
use crate::ui::widgets::card::{Card, Empty};
use crate::ui::widgets::field::{Kind, TextField, any_text};
use crate::ui::widgets::library::Words;
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// What the dialog with the library says.
const WORDS: Words = Words {
    title: "Criteria to judge a partner by",
    about: "Choose those that should count in this choice. They come with their questions, the evidence to ask for, five anchors and a weight. All of it is one step that can be taken back.",
    noun: ["criterion", "criteria"],
};

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
    let begin = move |_| begin_with::<Criterion>(ws);
    let first_step = move || {
        (number.get() == 0).then(|| html! {
            <Empty title="Start from the four pillars" text="Expertise, technology and integration, risk management, performance tracking, and commercial terms: criteria with questions to ask, evidence to be shown, an anchor for each score, and a weight, for you to change.">
                <button type="button" class="primary" on:click=begin>"Start from the four pillars"</button>
            </Empty>
        })
    };
    html! {
        <Card title="Criteria" aside>
            <div class="stack">
                {first_step}
                <div class="weights" hidden={move || number.get() == 0}>
                    <p class="muted">"Weights run from 0 to 100 points. Only the proportions between them matter: the share says how much of the result each makes."</p>
                    <div class="row-of-buttons">
                        <button type="button" on:click=move |_| put_on_paper(ws, true)>"Interview guide"</button>
                        <button type="button" disabled={move || !uneven.get()} on:click=level>"Make all weights equal"</button>
                    </div>
                </div>
                {Pillar::ALL.iter().map(|pillar| html! { <PillarCriteria pillar=*pillar/> }).collect::<Html>()}
                <div class="row-of-buttons">{pick_from_library::<Criterion>(ws, WORDS)}</div>
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
            <p class="criteria-columns" aria-hidden="true" hidden={move || rows.with(Vec::is_empty)}><span>"Criterion"</span><span>"Weight"</span><span>"Share"</span><span>"What is behind it"</span></p>
            <EditableList label=format!("Criteria: {}", pillar.label()) class="criteria" rows fields add_label="Add a criterion" add=Callback::new(add) remove=Callback::new(remove) empty="No criterion here yet."/>
        </section>
    }
}

fn fields(ws: Workspace, id: Id<Criterion>, record: Memo<Option<Shared<Criterion>>>) -> Html {
    let share_of = {
        let id = id.clone();
        memo(move |_| read(ws, |evaluation| share(evaluation.criteria.get(&id)?.weight.points(), total_weight(evaluation))).flatten())
    };
    let weight = derive(move || record.with(|record| record.as_ref().map_or(String::new(), |record| record.0.weight.to_string())));
    let set = |put: fn(&mut Criterion, String)| {
        let id = id.clone();
        any_text(move |text| ws.update(&id, |criterion: &mut Criterion| put(criterion, text)))
    };
    let chosen = {
        let id = id.to_string();
        memo(move |_| ws.place().and_then(|place| place.record).is_some_and(|record| record == id))
    };
    let open = RwSignal::new(chosen.get_untracked());
    effect(move |_| {
        if chosen.get() {
            open.set(true);
        }
    });
    let named = derive(move || record.with(|record| record.as_ref().map_or(String::new(), |record| shown(record.0.as_ref()))));
    let short = move || record.with(|record| record.as_ref().map_or(String::new(), |record| in_short(&record.0)));
    let (set_id, behind_id) = (id.clone(), id.clone());
    let set_weight = {
        let id = set_id;
        Callback::new(move |text: String| {
            let weight = text.parse::<Weight>()?;
            ws.update(&id, |criterion: &mut Criterion| criterion.weight = weight);
            Ok(())
        })
    };
    html! {
        <TextField label="Criterion" placeholder="What is judged" value=text_of(record, |criterion| &criterion.name) commit=set(|criterion, name| criterion.name = name)/>
        <TextField label="Weight" kind=Kind::Number value=weight commit=set_weight/>
        <p class="share"><span class="visually-hidden">"Share of the weight: "</span>{move || share_of.get().map_or("–".to_owned(), percent)}</p>
        <button type="button" class="quiet behind" aria-expanded={move || open.get().to_string()} on:click=move |_| open.update(|open| *open = !*open)>
            <span class="visually-hidden">{move || format!("What is behind {}: ", named.get())}</span>
            <span>{short}</span>
            <span class="mark" aria-hidden="true"></span>
        </button>
        {move || open.get().then(|| html! { <Behind id=behind_id.clone() record/> })}
    }
}

/// Points without a needless fraction.
fn in_points(points: f64) -> String {
    format!("{points:.1}").trim_end_matches(".0").to_owned()
}
