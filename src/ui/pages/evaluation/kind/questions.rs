//! The questions, each answered with one choice.

use leptos::prelude::*;

use super::super::{read, reveal_the_chosen};
use crate::domain::id::Id;
use crate::domain::partner::kind_fit::{FitOption, FitQuestion};
use crate::domain::partner::scorecard::shown;
use crate::domain::words::count;
use crate::ui::html::{Html, html, rows};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::register::{Shared, record_memo};
use crate::ui::workspace::{Workspace, workspace};

/// The questions in their order.
#[component]
pub(super) fn Questions() -> Html {
    let ws = workspace();
    let ids = move || read(ws, |evaluation| evaluation.fit_questions.iter().map(|question| question.id.clone()).collect::<Vec<_>>()).unwrap_or_default();
    let come = memo(move |_| {
        let of = |evaluation: &crate::domain::partner::evaluation::PartnerEvaluation| {
            (evaluation.fit_questions.iter().filter(|question| question.chosen().is_some()).count(), evaluation.fit_questions.len())
        };
        read(ws, of).unwrap_or_default()
    });
    let aside = derive(move || format!("{} of {} answered", come.get().0, count(come.get().1, "question", "questions")));
    reveal_the_chosen(ws);
    html! {
        <Card title="Your situation" aside>
            <div class="fit-questions">{rows(ids, move |id| question(ws, id))}</div>
        </Card>
    }
}

fn question(ws: Workspace, id: Id<FitQuestion>) -> Html {
    let record = record_memo(ws, id.clone());
    let options = memo(move |_| {
        let of = |record: &Shared<FitQuestion>| record.0.options.iter().map(|option| (option.id.clone(), option.label.clone())).collect::<Vec<_>>();
        record.with(|record| record.as_ref().map(of).unwrap_or_default())
    });
    let answered = memo(move |_| record.with(|record| record.as_ref().is_some_and(|record| record.0.answer.is_some())));
    let name = derive(move || record.with(|record| record.as_ref().map_or(String::new(), |record| shown(record.0.as_ref()))));
    let help = move || record.with(|record| record.as_ref().map_or(String::new(), |record| record.0.help.clone()));
    let (key, group) = (id.to_string(), format!("fit-{id}"));
    let answer = Callback::new(move |answer: Option<Id<FitOption>>| ws.update(&id, |question: &mut FitQuestion| question.answer = answer));
    let choices = move || options.get().into_iter().map(|(option, label)| choice(record, option, label, group.clone(), answer)).collect::<Html>();
    html! {
        <fieldset class="fit-question" data-record=key>
            <legend>{name}</legend>
            <p class="field-help">{help}</p>
            <div class="fit-options">{choices}</div>
            {move || answered.get().then(|| html! {
                <button type="button" class="quiet clear" on:click=move |_| answer.run(None)>"Leave open"<span class="visually-hidden">{move || format!(": {}", name.get())}</span></button>
            })}
        </fieldset>
    }
}

fn choice(record: Memo<Option<Shared<FitQuestion>>>, option: Id<FitOption>, label: String, group: String, answer: Callback<Option<Id<FitOption>>>) -> Html {
    let mine = option.clone();
    let checked = memo(move |_| record.with(|record| record.as_ref().is_some_and(|record| record.0.answer.as_ref() == Some(&mine))));
    let label = if label.trim().is_empty() { "Answer without words".to_owned() } else { label };
    html! {
        <label class="fit-option" class:chosen=checked>
            <input type="radio" name=group prop:checked=checked on:change=move |_| answer.run(Some(option.clone()))/>
            <span>{label}</span>
        </label>
    }
}
