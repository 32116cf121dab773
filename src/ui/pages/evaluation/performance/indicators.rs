//! What is measured of the partner: each indicator with its target, its limit, what was measured and how it stands.

use leptos::prelude::*;

use super::super::read;
use super::chart::{Chart, Shown};
use super::readings::Readings;
use crate::domain::id::Id;
use crate::domain::partner::performance::measured::IndicatorState;
use crate::domain::partner::performance::{Direction, PartnerIndicator};
use crate::domain::words::count;
use crate::session::partner_choice::{INDICATORS, IndicatorLibrary, LibraryIndicator, indicators_added};
use crate::ui::html::{Html, each, html, live};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, Signal, derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{ChoiceField, Kind, TextField, any_text};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::library::{Asked, ask_for, waiting};
use crate::ui::widgets::list::{EditableList, focus_last};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The indicators, and those of the library.
#[component]
pub(super) fn Indicators() -> Html {
    let ws = workspace();
    let rows = memo(move |_| read(ws, |evaluation| evaluation.indicators.iter().map(|indicator| indicator.id.clone()).collect::<Vec<_>>()).unwrap_or_default());
    let add = move |()| ws.add(PartnerIndicator::new(ws.id(), "", Direction::Up));
    let list = NodeRef::<leptos::html::Ul>::new();
    let library = Asked::<IndicatorLibrary>::new(None);
    let content = Callback::new(move |()| {
        ask_for(library, INDICATORS, |text| IndicatorLibrary::read(text).ok());
        html! { {live(move || offered(ws, library, list))} }
    });
    html! {
        <Card title="Indicators" aside=derive(move || count(rows.with(Vec::len), "indicator", "indicators"))>
            <EditableList label="Indicators" class="indicators" list rows fields add_label="Add an indicator" add=Callback::new(add)
                empty="Few, and each measured the same way every time. Write them into the contract with target and limit."/>
            <Folded title="Indicators that partners are usually held to" class="inner" content/>
        </Card>
    }
}

fn offered(ws: Workspace, library: Asked<IndicatorLibrary>, list: NodeRef<leptos::html::Ul>) -> Html {
    if let Some(waiting) = waiting(library) {
        return waiting;
    }
    let Some(Ok(library)) = library.get() else { return Html::Nothing };
    let rows = move || read(ws, |evaluation| library.missing(evaluation).into_iter().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let row = move |entry: LibraryIndicator| {
        let (name, label) = (entry.name.clone(), format!("Begin from: {}", entry.name));
        let definition = entry.definition.clone();
        let add = move |_| {
            if indicators_added(&[&entry], &mut ws.id_maker()).is_some_and(|change| ws.dispatch(change)) {
                focus_last(list);
            }
        };
        html! {
            <li>
                <div><strong>{name}</strong><p class="muted">{definition}</p></div>
                <button type="button" aria-label=label on:click=add>"Begin from this"</button>
            </li>
        }
    };
    html! {
        <p class="field-help">"Targets and limits are examples to agree on, not benchmarks."</p>
        <ul class="usual-indicators">{each(rows, |entry| entry.name.clone(), row)}</ul>
    }
}

fn fields(ws: Workspace, id: Id<PartnerIndicator>, record: Memo<Option<Shared<PartnerIndicator>>>) -> Html {
    let id = StoredValue::new(id);
    let text =
        move |get: fn(&PartnerIndicator) -> &String| -> Signal<String> { derive(move || record.get().map_or(String::new(), |record| get(&record.0).clone())) };
    let set =
        move |put: fn(&mut PartnerIndicator, String)| any_text(move |text| ws.update(&id.get_value(), |indicator: &mut PartnerIndicator| put(indicator, text)));
    let number = move |label: &'static str, get: fn(&PartnerIndicator) -> Option<f64>, put: fn(&mut PartnerIndicator, Option<f64>)| {
        let value = derive(move || record.get().and_then(|record| get(&record.0)).map_or(String::new(), |value| value.to_string()));
        let commit = Callback::new(move |text: String| {
            let value = parsed(&text)?;
            ws.update(&id.get_value(), |indicator: &mut PartnerIndicator| put(indicator, value));
            Ok(())
        });
        html! { <TextField label value commit kind=Kind::Number/> }
    };
    let better = derive(move || record.get().map_or(Direction::Up, |record| record.0.better));
    let shown = derive(move || record.get().map_or_else(Shown::default, |record| shown(&record.0)));
    html! {
        <div class="indicator">
            <div class="indicator-head">{live(move || record.get().map(|record| state(&record.0)))}</div>
            <TextField label="Indicator" value=text(|indicator| &indicator.name) commit=set(|indicator, text| indicator.name = text)/>
            <TextField label="What is counted, out of what, from where" kind=Kind::Paragraph value=text(|indicator| &indicator.definition) commit=set(|indicator, text| indicator.definition = text)/>
            <div class="form">
                <TextField label="Unit" value=text(|indicator| &indicator.unit) commit=set(|indicator, text| indicator.unit = text.trim().to_owned())/>
                <ChoiceField<Direction> label="Direction" value=better commit=Callback::new(move |better| ws.update(&id.get_value(), |indicator: &mut PartnerIndicator| indicator.better = better))/>
                {number("Target", |indicator| indicator.target, |indicator, value| indicator.target = value)}
                {number("Limit", |indicator| indicator.limit, |indicator, value| indicator.limit = value)}
            </div>
            <Chart shown/>
            <Readings id record/>
        </div>
    }
}

/// How it stands, as a shape, a word and a colour.
fn state(indicator: &PartnerIndicator) -> Html {
    let state = indicator.state();
    let tone = match state {
        IndicatorState::Exceeded => Tone::Act,
        IndicatorState::Short => Tone::Watch,
        IndicatorState::Met => Tone::Good,
        IndicatorState::NoTarget | IndicatorState::NotMeasured => Tone::Upcoming,
    };
    let last = indicator.latest().map_or(String::new(), |reading| format!("{} on {}", indicator.written(reading.value), reading.on));
    html! { <Pill tone text=state.words().to_owned()/><span class="muted">{last}</span> }
}

fn shown(indicator: &PartnerIndicator) -> Shown {
    let written = |value: f64| indicator.written(value);
    let mark = |name: &'static str, value: Option<f64>| value.map(|value| (name, value, written(value)));
    Shown {
        title: indicator.name.clone(),
        values: indicator.in_time().into_iter().map(|reading| (reading.on, reading.value, written(reading.value))).collect(),
        marks: [mark("target", indicator.target), mark("limit", indicator.limit)].into_iter().flatten().collect(),
    }
}

/// A number as people type it; none where there is nothing.
pub(super) fn parsed(text: &str) -> Result<Option<f64>, String> {
    let text = text.trim().trim_end_matches('%').trim();
    if text.is_empty() {
        return Ok(None);
    }
    let value = text.replace(',', ".").replace('−', "-").parse::<f64>().ok().filter(|value| value.is_finite());
    value.map(Some).ok_or_else(|| format!("“{}” is not a number.", crate::domain::words::clipped(text, 20)))
}
