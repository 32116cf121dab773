//! What was made of the counts that exceeded the limit: chance, or a fault of the system.

use leptos::prelude::*;

use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::risk::tolerance::{SystemicEvaluation, ToleranceLimit, Verdict};
use crate::session::issues::evaluated;
use crate::ui::html::{Html, each, html};
use crate::ui::pages::plan::follow_up::roles;
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::{ChoiceField, DateField, Kind, TextField, any_text};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// The evaluations, and a button for each count that has none.
#[component]
pub(super) fn Evaluations(id: StoredValue<Id<ToleranceLimit>>, record: Memo<Option<Shared<ToleranceLimit>>>) -> Html {
    let ws = workspace();
    let known = memo(move |_| {
        record.get().map(|limit| limit.0.evaluations.iter().map(|evaluation| evaluation.about).enumerate().collect::<Vec<_>>()).unwrap_or_default()
    });
    let asked = memo(move |_| {
        let Some(limit) = record.get() else { return Vec::new() };
        let begun = |on: Date| limit.0.evaluations.iter().any(|evaluation| evaluation.about == on);
        limit.0.unevaluated().into_iter().map(|observation| observation.on).filter(|on| !begun(*on)).collect()
    });
    let evaluate = move |about: Date| {
        let change = record.get_untracked().and_then(|limit| evaluated(&limit.0, about));
        if let Some(change) = change {
            ws.dispatch(change);
        }
    };
    let buttons = move || {
        let days = asked.get();
        days.into_iter()
            .map(|on| html! { <button type="button" class="primary" on:click=move |_| evaluate(on)>{format!("Evaluate the count of {on}")}</button> })
            .collect::<Html>()
    };
    html! {
        <fieldset class="evaluations" hidden={move || known.with(Vec::is_empty) && asked.with(Vec::is_empty)}>
            <legend>"A systemic issue?"</legend>
            <p class="field-help" hidden={move || asked.with(Vec::is_empty)}>"The limit was exceeded. Find out whether it was chance or a fault of the system, and keep what was found."</p>
            <div class="row-of-buttons">{buttons}</div>
            <ul aria-label="Evaluations">{each(move || known.get(), |(place, about)| format!("{place} {}", about.iso()), move |(place, about)| html! { <Evaluation id record place about/> })}</ul>
        </fieldset>
    }
}

/// One evaluation.
#[component]
fn Evaluation(id: StoredValue<Id<ToleranceLimit>>, record: Memo<Option<Shared<ToleranceLimit>>>, place: usize, about: Date) -> Html {
    let ws = workspace();
    let evaluation = memo(move |_| record.get().and_then(|limit| limit.0.evaluations.get(place).cloned()));
    let update = move |change: &dyn Fn(&mut SystemicEvaluation)| {
        ws.update(&id.get_value(), |limit: &mut ToleranceLimit| {
            if let Some(evaluation) = limit.evaluations.get_mut(place).filter(|evaluation| evaluation.about == about) {
                change(evaluation);
            }
        });
    };
    let text = move |label: &'static str, kind: Kind, read: fn(&SystemicEvaluation) -> &String, write: fn(&mut SystemicEvaluation, String)| {
        let value = derive(move || evaluation.get().map_or(String::new(), |evaluation| read(&evaluation).clone()));
        let commit = any_text(move |text: String| update(&|evaluation| write(evaluation, text.clone())));
        html! { <TextField label value commit kind/> }
    };
    let verdict = derive(move || evaluation.get().map_or(Verdict::Open, |evaluation| evaluation.verdict));
    let decide = Callback::new(move |verdict| {
        let today = ws.today.get_untracked();
        update(&|evaluation| {
            evaluation.verdict = verdict;
            // The day of the verdict is the day of the evaluation, unless somebody gives another.
            evaluation.on = if verdict == Verdict::Open { None } else { evaluation.on.or(Some(today)) };
        });
    });
    let by = derive(move || evaluation.get().map_or(String::new(), |evaluation| evaluation.by));
    let set_by = any_text(move |text: String| update(&|evaluation| evaluation.by = text.clone()));
    let on = derive(move || evaluation.get().and_then(|evaluation| evaluation.on));
    let set_on = Callback::new(move |date| update(&|evaluation| evaluation.on = date));
    let remove = move |_| {
        ws.update(&id.get_value(), |limit: &mut ToleranceLimit| {
            if limit.evaluations.get(place).is_some_and(|evaluation| evaluation.about == about) {
                limit.evaluations.remove(place);
            }
        });
    };
    html! {
        <li><div class="evaluation" role="group" aria-label=format!("Evaluation of the count of {about}")>
            <div class="record-head">
                <strong>{format!("Count of {about}")}</strong>
                <span class="muted">{move || verdict.get().label().to_lowercase()}</span>
                <button type="button" class="quiet" aria-label=format!("Remove the evaluation of the count of {about}") on:click=remove>"Remove"</button>
            </div>
            <ChoiceField<Verdict> label="Verdict" value=verdict commit=decide/>
            {text("Root cause, and what speaks for it", Kind::Paragraph, |evaluation| &evaluation.finding, |evaluation, text| evaluation.finding = text)}
            {text("What is done", Kind::Paragraph, |evaluation| &evaluation.action, |evaluation, text| evaluation.action = text)}
            <div class="form">
                <TextField label="Evaluated by" value=by commit=set_by suggestions=roles(ws)/>
                <DateField label="Evaluated on" value=on commit=set_on/>
            </div>
        </div></li>
    }
}
