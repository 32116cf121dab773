//! Where the weights that count come from, who agreed on them and when, and what to do about them.

use leptos::prelude::*;

use super::super::read;
use super::settle;
use crate::domain::choice::Choice;
use crate::domain::partner::criterion::percent;
use crate::domain::partner::weighting::headlines::{Step, steps};
use crate::domain::partner::weighting::standing::{Drift, standing};
use crate::session::weighting::{agree_as_they_are, answered, back_to_agreed, with_agreed_on};
use crate::ui::html::{Html, html, live};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{DateField, Kind, TextField, any_text};
use crate::ui::widgets::pill::{Pill, Tone};
use crate::ui::workspace::workspace;

/// How many changes are told.
const MOST: usize = 5;

/// Where the weights come from.
#[component]
pub(super) fn Origin() -> Html {
    let ws = workspace();
    let now = memo(move |_| read(ws, standing).unwrap_or_default());
    let on = derive(move || read(ws, |evaluation| evaluation.weighting.agreed_on).flatten());
    let by = derive(move || read(ws, |evaluation| evaluation.weighting.agreed_by.clone()).unwrap_or_default());
    let date = Callback::new(move |on| settle(ws, |evaluation| with_agreed_on(evaluation, on)));
    let reasons = any_text(move |text: String| settle(ws, |evaluation| answered(evaluation, |weighting| weighting.agreed_by = text)));
    let agree = move |_| {
        let today = ws.today.get_untracked();
        settle(ws, |evaluation| agree_as_they_are(evaluation, today));
    };
    let back = move |_| settle(ws, back_to_agreed);
    let stands = move || {
        let now = now.get();
        let method = now.method.map_or("Nobody has said how the weights were found.".to_owned(), |method| format!("{}.", method.label()));
        let drifts = (!now.changed.is_empty()).then(|| html! { <p>"Changed since they were agreed on:"</p><ul class="weights-drifts">{now.changed.iter().take(MOST).map(drift).collect::<Html>()}</ul> });
        let more = now.changed.len().saturating_sub(MOST);
        let more = (more > 0).then(|| html! { <p class="field-help">{format!("And {more} more.")}</p> });
        let go_back = (!now.changed.is_empty()).then(|| html! { <button type="button" on:click=back>"Go back to what was agreed on"</button> });
        let take =
            (now.method.is_none() || !now.changed.is_empty()).then(|| html! { <button type="button" on:click=agree>"Agree on them as they are"</button> });
        let buttons = (take.is_some() || go_back.is_some()).then(|| html! { <div class="row-of-buttons">{take}{go_back}</div> });
        html! { <p class="weights-method">{method}</p>{drifts}{more}{buttons} }
    };
    html! {
        <Card title="Where the weights come from">
            <div class="stack">
                {live(stands)}
                <DateField label="Agreed on" value=on commit=date/>
                <TextField label="Agreed by whom, and why so" kind=Kind::Paragraph placeholder="Clinical operations, quality and finance leads; continuity weighs most because two posts are vacant" value=by commit=reasons/>
            </div>
        </Card>
    }
}

fn drift(drift: &Drift) -> Html {
    let agreed = drift.agreed.map_or("new".to_owned(), percent);
    html! { <li><span class="name">{drift.name.clone()}</span><span class="share">{format!("{agreed} → {}", percent(drift.now))}</span></li> }
}

/// What to do about the weights, most pressing first.
#[component]
pub(super) fn NextSteps() -> Html {
    let ws = workspace();
    let found = memo(move |_| read(ws, steps).unwrap_or_default());
    live(move || {
        let found = found.get();
        if found.is_empty() {
            return html! { <p class="muted">"Nothing: the weights have a method, a date and a reason, and the methods agree."</p> };
        }
        let row = |step: Step| {
            let body = html! {
                <span class="what"><strong>{step.title}</strong><span class="muted">{step.detail}</span></span>
                <Pill tone=Tone::from(step.urgency) text=step.status/>
            };
            match step.method {
                Some(method) => html! { <li><button type="button" class="need quiet" on:click=move |_| ws.filter("by", method.key())>{body}</button></li> },
                None => html! { <li><div class="need">{body}</div></li> },
            }
        };
        html! { <ul class="needs">{found.into_iter().map(row).collect::<Html>()}</ul> }
    })
}
