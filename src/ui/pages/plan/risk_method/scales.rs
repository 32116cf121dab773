//! A scale of the method: its levels in the team's own words, with what each counts for.

use leptos::prelude::*;

use super::super::risks::Method as InUse;
use super::{settle, settle_or_say};
use crate::domain::risk::method::LEVELS;
use crate::domain::risk::scale::{Anchor, Worth};
use crate::session::risks::scoring::{Scale, with_level, with_parts, without_level};
use crate::ui::html::{Html, each, html};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{Commit, Kind, TextField};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::workspace::workspace;

/// The scale; nothing where it is not scored.
#[component]
pub(super) fn ScaleCard(scale: Scale) -> Html {
    let ws = workspace();
    let method = InUse::in_use();
    let levels = memo(move |_| scale.of(method.get().parts()).len());
    let aside = match scale {
        Scale::Probability => "over the life of the trial",
        Scale::Impact => "of three kinds, of which the worst counts",
        Scale::Detectability => "the highest level is seen last",
    };
    let full = move || levels.get() >= *LEVELS.end();
    let card = move || {
        (levels.get() > 0).then(|| {
            html! {
                <Card title=scale.label() aside=derive(move || aside.to_owned())>
                    <ol class="method-levels">{each(move || (0..levels.get()).rev().collect(), usize::to_string, move |place| html! { <LevelFields scale place/> })}</ol>
                    <button type="button" disabled=full on:click=move |_| settle_or_say(ws, |plan| with_level(plan, scale))><Icon path=icon::ADD/>"Add a level at the top"</button>
                </Card>
            }
        })
    };
    // The card stays while levels come and go, so that a field keeps its focus.
    let there = memo(move |_| levels.get() > 0);
    html! { {move || there.get().then(|| untrack(card))} }
}

/// One level, the highest first.
#[component]
fn LevelFields(scale: Scale, place: usize) -> Html {
    let ws = workspace();
    let method = InUse::in_use();
    let text = move |read: fn(&Anchor) -> String| derive(move || scale.of(method.get().parts()).get(place).map(read).unwrap_or_default());
    let write = move |change: fn(&mut Anchor, String)| -> Commit {
        Callback::new(move |text: String| {
            settle(ws, |plan| {
                with_parts(plan, |parts| {
                    if let Some(anchor) = scale.in_parts(parts).get_mut(place) {
                        change(anchor, text);
                    }
                })
            })
        })
    };
    let worth = Callback::new(move |text: String| {
        let worth = text
            .trim()
            .parse::<f64>()
            .map_err(|_| "Write a number.".to_owned())
            .and_then(|number| Worth::try_from(number).map_err(|fault| format!("{fault}.")))?;
        settle(ws, |plan| {
            with_parts(plan, |parts| {
                if let Some(anchor) = scale.in_parts(parts).get_mut(place) {
                    anchor.worth = worth;
                }
            })
        })
    });
    let named = text(|anchor| anchor.name.clone());
    let least = move || scale.of(method.get().parts()).len() <= *LEVELS.start();
    let kinds = (scale == Scale::Impact).then(|| {
        html! {
            <TextField label="On participants" value=text(|anchor| anchor.participants.clone()) commit=write(|anchor, text| anchor.participants = text) kind=Kind::Paragraph/>
            <TextField label="On the reliability of results" value=text(|anchor| anchor.reliability.clone()) commit=write(|anchor, text| anchor.reliability = text) kind=Kind::Paragraph/>
        }
    });
    html! {
        <li>
            <div class="level-fields" role="group" aria-label=format!("{} level {}", scale.label(), place + 1)>
                <span class="level-number" aria-hidden="true">{place + 1}</span>
                <TextField label="Name" value=named commit=write(|anchor, text| anchor.name = text)/>
                <TextField label="Counts" value=text(|anchor| anchor.worth.to_string()) commit=worth kind=Kind::Number/>
                <button type="button" class="quiet" disabled=least aria-label={move || format!("Remove {}", named.get())} on:click=move |_| settle_or_say(ws, |plan| without_level(plan, scale, place))><Icon path=icon::REMOVE/></button>
                <div class="level-meanings">
                    <TextField label=if scale == Scale::Impact { "On time and budget" } else { "What to look for" } value=text(|anchor| anchor.meaning.clone()) commit=write(|anchor, text| anchor.meaning = text) kind=Kind::Paragraph/>
                    {kinds}
                </div>
            </div>
        </li>
    }
}
