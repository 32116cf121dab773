//! The chosen risk, editable in place, with the meaning of each level printed beside the choice.

use crate::ui::html::{Html, html, live};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use leptos::prelude::*;

use super::super::schedule::with_plan;
use super::Method;
use super::delays::Delays;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::order::named;
use crate::domain::risk::method::RiskMethod;
use crate::domain::risk::register::{ResponseStrategy, Risk, RiskCategory, RiskStatus};
use crate::domain::risk::scale::{Anchor, Level, Score};
use crate::ui::widgets::field::{ChoiceField, DateField, Kind, SelectField, TextField, any_text, some_text};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::pill::{Pill, ScorePill, Tone};
use crate::ui::widgets::register::{leave_record, record_memo};
use crate::ui::workspace::{Workspace, workspace};

/// The panel beside the register.
#[component]
pub fn RiskPanel() -> Html {
    let ws = workspace();
    let chosen = memo(move |_| ws.place().and_then(|place| place.record).and_then(|record| Id::<Risk>::parse(&record)));
    live(move || match chosen.get() {
        Some(id) => panel(ws, id),
        None => html! { <div class="card muted">"Choose a risk to see and edit it. Arrow keys move, Enter opens, Escape goes back."</div> },
    })
}

/// Which of a risk's two scores a field changes.
#[derive(Clone, Copy)]
struct Which {
    read: fn(&Risk) -> Option<Score>,
    write: fn(&mut Risk, Option<Score>),
}

const CURRENT: Which = Which { read: |risk| risk.current, write: |risk, score| risk.current = score };
const TARGET: Which = Which { read: |risk| risk.target, write: |risk, score| risk.target = score };

fn panel(ws: Workspace, id: Id<Risk>) -> Html {
    let record = record_memo(ws, id.clone());
    if record.with_untracked(Option::is_none) {
        return html! { <div class="card muted">"This risk is not in the register any more."</div> };
    }
    let method = Method::in_use();
    let id = StoredValue::new(id);
    let read = move |field: fn(&Risk) -> String| derive(move || record.get().map_or(String::new(), |risk| field(&risk.0)));
    let write = move |change: fn(&mut Risk, String)| any_text(move |text| ws.update(&id.get_value(), |risk| change(risk, text)));
    let dated = move |field: fn(&Risk) -> Option<Date>| derive(move || record.get().and_then(|risk| field(&risk.0)));
    let owners = derive(move || {
        with_plan(ws, |plan| named(&mut plan.risks.iter().map(|risk| risk.owner.as_str()).filter(|owner| !owner.is_empty()))).unwrap_or_default()
    });
    let score = move |which: Which, title: &'static str| {
        let now = memo(move |_| record.get().and_then(|risk| (which.read)(&risk.0)));
        let set = move |probability: Option<Level>, impact: Option<Level>| {
            // The scale's middle stands in for the half that is not chosen yet, so that one choice gives a score.
            let scales = method.get_untracked();
            let middle = |count: usize| Level::of(count.div_ceil(2)).next_back().unwrap_or(Level::LOWEST);
            let before = now.get_untracked();
            let score = before.unwrap_or_else(|| Score::new(middle(scales.parts().probability.len()), middle(scales.parts().impact.len())));
            let score = Score { probability: probability.unwrap_or(score.probability), impact: impact.unwrap_or(score.impact), ..score };
            ws.update(&id.get_value(), |risk| (which.write)(risk, Some(score)));
        };
        let clear = move || ws.update(&id.get_value(), |risk| (which.write)(risk, None));
        let level = move |label: &'static str, anchor: fn(&RiskMethod, Level) -> &Anchor, pick: fn(Score) -> Level, probability: bool| {
            let scales = method.get_untracked();
            let count = if probability { scales.parts().probability.len() } else { scales.parts().impact.len() };
            let options: Vec<(String, String)> = std::iter::once((String::new(), "Not scored".to_owned()))
                .chain(Level::of(count).map(|level| (level.to_string(), format!("{level} · {}", anchor(&scales, level).name))))
                .collect();
            let value = derive(move || now.get().map_or(String::new(), |score| pick(score).to_string()));
            let hint = derive(move || {
                now.get().map_or("Choose a level to see what it means.".to_owned(), |score| {
                    crate::domain::words::capitalised(&anchor(&method.get(), pick(score)).meaning) + "."
                })
            });
            let choose = Callback::new(move |key: String| match key.parse().ok().and_then(Level::new) {
                Some(level) if probability => set(Some(level), None),
                Some(level) => set(None, Some(level)),
                None => clear(),
            });
            html! { <SelectField label options value commit=choose hint/> }
        };
        html! {
            <fieldset>
                <legend class="record-head"><span>{title}</span>{move || html! { <ScorePill judged=method.judged(now.get())/> }}</legend>
                <div class="pair">
                    {level("Probability", RiskMethod::probability, |score| score.probability, true)}
                    {level("Impact", RiskMethod::impact, |score| score.impact, false)}
                </div>
            </fieldset>
        }
    };
    let late = move || {
        record
            .get()
            .and_then(|risk| risk.0.response_overdue(ws.today.get()))
            .map(|days| html! { <Pill tone=Tone::Act text=format!("{} late", crate::domain::words::span(days))/> })
    };
    html! {
        <section class="card record-panel" data-record-panel="" aria-label="Chosen risk" on:keydown=move |event| if event.key() == "Escape" { leave_record(ws) }>
            <header class="record-head">
                <h2>{read(Risk::reference)}</h2>
                {late}
                <button type="button" class="quiet close-record" aria-label="Back to the list" on:click=move |_| leave_record(ws)><Icon path=icon::CLOSE/></button>
            </header>
            <TextField label="Risk" value=read(|risk| risk.title.clone()) commit=some_text("A risk", move |text| ws.update(&id.get_value(), |risk: &mut Risk| risk.title = text)) kind=Kind::Paragraph/>
            <TextField label="Cause, event, effect" value=read(|risk| risk.description.clone()) commit=write(|risk, text| risk.description = text) kind=Kind::Paragraph placeholder="Because of …, … may happen, which would …"/>
            <div class="form">
                <ChoiceField<RiskCategory> label="Category" value=derive(move || record.get().map_or(RiskCategory::Other, |risk| risk.0.category)) commit=Callback::new(move |category| ws.update(&id.get_value(), |risk: &mut Risk| risk.category = category))/>
                <ChoiceField<RiskStatus> label="Status" value=derive(move || record.get().map_or(RiskStatus::Open, |risk| risk.0.status)) commit=Callback::new(move |status| ws.update(&id.get_value(), |risk: &mut Risk| risk.status = status))/>
            </div>
            {score(CURRENT, "Current score")}
            <TextField label="Why this score" value=read(|risk| risk.rationale.clone()) commit=write(|risk, text| risk.rationale = text) kind=Kind::Paragraph/>
            <Delays id record/>
            <div class="form">
                <TextField label="Owner (role)" value=read(|risk| risk.owner.clone()) commit=write(|risk, text| risk.owner = text) suggestions=owners/>
                <ChoiceField<ResponseStrategy> label="Response" value=derive(move || record.get().map_or(ResponseStrategy::Undecided, |risk| risk.0.response)) commit=Callback::new(move |response| ws.update(&id.get_value(), |risk: &mut Risk| risk.response = response))/>
            </div>
            <TextField label="What is done about it" value=read(|risk| risk.response_plan.clone()) commit=write(|risk, text| risk.response_plan = text) kind=Kind::Paragraph/>
            <div class="form">
                <DateField label="In place by" value=dated(|risk| risk.response_due) commit=Callback::new(move |date| ws.update(&id.get_value(), |risk: &mut Risk| risk.response_due = date))/>
                <DateField label="In place since" value=dated(|risk| risk.response_done) commit=Callback::new(move |date| ws.update(&id.get_value(), |risk: &mut Risk| risk.response_done = date))/>
            </div>
            {score(TARGET, "Target score, after the response")}
            <Scales/>
            <super::occurred::Occurred id/>
            <div class="row-of-buttons">
                <button type="button" on:click=move |_| { let gone = id.get_value(); ws.choose(None); ws.remove_linked(&gone, crate::session::cascade_risk::without_risk); }>"Remove"</button>
            </div>
        </section>
    }
}

/// Both scales with their meaning, printed.
#[component]
fn Scales() -> Html {
    let method = Method::in_use();
    let scale = |title: &'static str, anchors: fn(&RiskMethod) -> &[Anchor]| {
        let rows = move || {
            let method = method.get();
            anchors(&method)
                .iter()
                .enumerate()
                .map(|(place, anchor)| html! { <dt>{format!("{} {}", place + 1, anchor.name)}</dt><dd>{anchor.meaning.clone()}</dd> })
                .collect::<Html>()
        };
        html! { <h3>{title}</h3><dl>{rows}</dl> }
    };
    html! { <details class="anchors"><summary>"What the levels mean"</summary>{scale("Probability", |method| &method.parts().probability)}{scale("Impact", |method| &method.parts().impact)}</details> }
}
