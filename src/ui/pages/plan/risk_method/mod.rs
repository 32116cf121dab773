//! How risks are scored: a method to begin with, its levels in the team's own words, its bands, and what they make of the
//! register.

mod scales;

use leptos::prelude::*;

use self::scales::ScaleCard;
use super::risk_tabs::RiskTabs;
use super::risks::{Legend, Method as InUse, PRIORITY_PITFALL};
use super::schedule::with_plan;
use crate::domain::choice::Choice;
use crate::domain::overview::risks::method_headline;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::matrix::{Basis, matrix};
use crate::domain::risk::method::{CategoryWeight, Written};
use crate::domain::risk::preset::Preset;
use crate::domain::risk::register::RiskCategory;
use crate::domain::risk::scale::{Band, Points, Worth};
use crate::domain::words::count;
use crate::session::command::Change;
use crate::session::risks::scoring::{Scale, begun_with, with_detectability, with_parts};
use crate::ui::html::{Html, each, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Signal, derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{Kind, SelectField, TextField};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::headline::FindingHead;
use crate::ui::workspace::{Workspace, workspace};

/// The page.
#[component]
pub fn Method() -> Html {
    let ws = workspace();
    InUse::provide(ws);
    let head = memo(move |_| with_plan(ws, method_headline));
    html! {
        <FindingHead head/>
        <RiskTabs/>
        <div class="method">
            <div class="method-parts">
                <Begin/>
                {Scale::ALL.map(|scale| html! { <ScaleCard scale/> }).into_iter().collect::<Html>()}
                <Weights/>
            </div>
            <div class="method-bands"><Bands/></div>
        </div>
    }
}

/// Carries out a change of the method, or answers with why its parts do not fit together.
fn settle(ws: Workspace, make: impl FnOnce(&TrialPlan) -> Result<Option<Change>, String>) -> Result<(), String> {
    let made = ws.session.with_untracked(|session| Some(make(session.as_ref()?.document().plan()?)));
    if let Some(change) = made.transpose()?.flatten() {
        ws.dispatch(change);
    }
    Ok(())
}

/// The same for controls that cannot show a complaint of their own.
fn settle_or_say(ws: Workspace, make: impl FnOnce(&TrialPlan) -> Result<Option<Change>, String>) {
    if let Err(fault) = settle(ws, make) {
        ws.say(fault);
    }
}

/// A method to begin with.
#[component]
fn Begin() -> Html {
    let ws = workspace();
    let method = InUse::in_use();
    let used = derive(move || {
        let method = method.get();
        let same = |preset: &&Preset| Written { weights: method.parts().weights.clone(), ..preset.method().parts().clone() } == *method.parts();
        Preset::ALL.iter().find(same).map_or(String::new(), |preset| preset.key().to_owned())
    });
    let options = derive(move || {
        let own = used.get().is_empty().then(|| (String::new(), "Our own".to_owned()));
        own.into_iter().chain(Preset::ALL.iter().map(|preset| (preset.key().to_owned(), preset.label().to_owned()))).collect::<Vec<_>>()
    });
    let begin = Callback::new(move |key: String| {
        let Some(preset) = Preset::from_key(&key) else { return };
        let change = ws.session.with_untracked(|session| begun_with(session.as_ref()?.document().plan()?, preset));
        let risks = match &change {
            Some(Change::Several(changes)) => changes.len() - 1,
            _ => 0,
        };
        if change.is_some_and(|change| ws.dispatch(change)) {
            ws.say_with(
                format!("Scores now go by {}; {} moved to the nearest levels.", preset.label(), count(risks, "risk has", "risks have")),
                "Undo",
                move || ws.undo(),
            );
        }
    });
    html! {
        <Card title="Method">
            <SelectField label="Begin with" options value=used commit=begin hint=derive(|| "Existing scores move to the nearest levels, in the same step. Then put the levels in your own words.".to_owned())/>
        </Card>
    }
}

/// Where the bands begin, what no score may hide, and a picture of it.
#[component]
fn Bands() -> Html {
    let ws = workspace();
    let method = InUse::in_use();
    let threshold = move |label: &'static str, read: fn(&Written) -> Points, write: fn(&mut Written, Points)| {
        let value = derive(move || read(method.get().parts()).to_string());
        let commit = Callback::new(move |text: String| {
            let points = text
                .trim()
                .parse::<f64>()
                .map_err(|_| "Write a number of points.".to_owned())
                .and_then(|number| Points::try_from(number).map_err(|fault| format!("{fault}.")))?;
            settle(ws, |plan| with_parts(plan, |parts| write(parts, points)))
        });
        html! { <TextField label value commit kind=Kind::Number/> }
    };
    let check = move |words: &'static str, on: Signal<bool>, set: Callback<bool>| {
        html! { <label class="check"><input type="checkbox" prop:checked=on on:change=move |event| set.run(event_target_checked(&event))/>" "{words}</label> }
    };
    let safety = Callback::new(move |on: bool| settle_or_say(ws, |plan| with_parts(plan, |parts| parts.safety_first = on)));
    let detect = Callback::new(move |on: bool| settle_or_say(ws, |plan| with_detectability(plan, on)));
    let detects = derive(move || method.get().scores_detectability());
    html! {
        <Card title="Bands">
            <div class="form">
                {threshold("Medium from (points)", |parts| parts.medium_from, |parts, points| parts.medium_from = points)}
                {threshold("High from (points)", |parts| parts.high_from, |parts, points| parts.high_from = points)}
            </div>
            {check("Safety first: the highest impact on participants is always high", derive(move || method.get().parts().safety_first), safety)}
            <p class="field-help">"A product hides severity: a rare but deadly risk would come out low."</p>
            {check("Score detectability as well", detects, detect)}
            <p class="field-help">{move || if detects.get() { "Points are probability × worst impact × detectability: let the bands begin higher than with two factors." } else { "How late a problem would be noticed (ICH E6(R3), 3.10.1.2)." }}</p>
            {move || detects.get().then(|| html! { <p class="field-help">{PRIORITY_PITFALL}</p> })}
            <Preview/>
            <Legend/>
        </Card>
    }
}

/// The matrix with the points of each cell in its band.
#[component]
fn Preview() -> Html {
    let method = InUse::in_use();
    let table = move || {
        let scales = method.get();
        let cells = matrix(&scales, std::iter::empty(), Basis::Current);
        let across = scales.parts().impact.len();
        let heads = scales
            .parts()
            .impact
            .iter()
            .enumerate()
            .map(|(place, anchor)| html! { <th scope="col" title=anchor.name.clone()>{place + 1}</th> })
            .collect::<Html>();
        let row = |cells: &[crate::domain::risk::matrix::Cell<&crate::domain::risk::register::Risk>]| {
            let name = cells.first().map(|cell| format!("{} {}", cell.probability, scales.probability(cell.probability).name)).unwrap_or_default();
            let one = |cell: &crate::domain::risk::matrix::Cell<&crate::domain::risk::register::Risk>| {
                let class = match cell.band {
                    Band::Low => "low",
                    Band::Medium => "medium",
                    Band::High => "high",
                };
                let points = scales.points(crate::domain::risk::scale::Score::new(cell.probability, cell.impact)).to_string();
                html! { <td class=class>{points}<span class="visually-hidden">{format!(", {}", cell.band.label().to_lowercase())}</span></td> }
            };
            html! { <tr><th scope="row">{name}</th>{cells.iter().map(one).collect::<Html>()}</tr> }
        };
        html! {
            <table class="preview">
                <caption>"Points and bands: probability upwards, impact to the right"</caption>
                <tbody>{cells.chunks(across.max(1)).map(row).collect::<Html>()}</tbody>
                <tfoot><tr><td></td>{heads}</tr></tfoot>
            </table>
        }
    };
    html! { {table} }
}

/// What categories count for where they are averaged.
#[component]
fn Weights() -> Html {
    let content = Callback::new(|()| {
        html! {
            <p class="field-help">"One is usual. The weights change the mean over the categories on the register, and no score."</p>
            <div class="form">{each(|| RiskCategory::ALL.to_vec(), |category| category.key().to_owned(), |category| html! { <Weight category/> })}</div>
        }
    });
    html! { <Folded title="Weights of categories" class="card" content/> }
}

#[component]
fn Weight(category: RiskCategory) -> Html {
    let ws = workspace();
    let method = InUse::in_use();
    let value = derive(move || method.get().weight(category).to_string());
    let commit = Callback::new(move |text: String| {
        let weight = match text.trim() {
            "" => None,
            text => Some(text.parse::<f64>().ok().and_then(|number| Worth::try_from(number).ok()).ok_or("Write a number from 0.01 to 1,000.")?),
        };
        settle(ws, |plan| {
            with_parts(plan, |parts| {
                parts.weights.retain(|known| known.category != category);
                parts.weights.extend(weight.filter(|weight| *weight != Worth::whole(1)).map(|weight| CategoryWeight { category, weight }));
            })
        })
    });
    html! { <TextField label=category.label() value commit kind=Kind::Number/> }
}
