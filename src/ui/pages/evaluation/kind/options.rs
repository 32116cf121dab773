//! The answers of one question, editable in place: their words, and for each kind the points and the reason.

use leptos::prelude::*;

use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::candidate::PartnerKind;
use crate::domain::partner::kind_fit::paper::signed;
use crate::domain::partner::kind_fit::{FitOption, FitPoints, FitQuestion};
use crate::session::command::{Edit, Kept};
use crate::ui::html::{Html, html, rows};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, constant, derive};
use crate::ui::widgets::field::{Kind, SelectField, TextField, any_text};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::list::focus_last;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// What is edited: an answer of a question.
#[derive(Clone, Copy)]
struct Edited {
    ws: Workspace,
    question: StoredValue<Id<FitQuestion>>,
    option: StoredValue<Id<FitOption>>,
    record: Memo<Option<Shared<FitQuestion>>>,
}

impl Edited {
    fn read<R: Default>(self, read: impl FnOnce(&FitOption) -> R) -> R {
        self.option
            .with_value(|id| self.record.with(|record| record.as_ref().and_then(|record| record.0.options.iter().find(|option| option.id == *id)).map(read)))
            .unwrap_or_default()
    }

    fn change(self, change: impl FnOnce(&mut FitOption)) {
        self.of_question(|question, place| change(&mut question.options[place]));
    }

    /// Changes the question of which this answer stands at a place. Whether that was carried out.
    fn of_question(self, change: impl FnOnce(&mut FitQuestion, usize)) -> bool {
        let Some(mut question) = self.ws.record(&self.question.get_value()) else { return false };
        let Some(place) = self.option.with_value(|id| question.options.iter().position(|option| option.id == *id)) else { return false };
        change(&mut question, place);
        self.ws.dispatch(FitQuestion::change(Edit::put(question)))
    }
}

/// The answers of a question.
#[component]
pub(super) fn Options(question: Id<FitQuestion>, record: Memo<Option<Shared<FitQuestion>>>) -> Html {
    let ws = workspace();
    let ids = move || {
        record.with(|record| record.as_ref().map(|record| record.0.options.iter().map(|option| option.id.clone()).collect::<Vec<_>>()).unwrap_or_default())
    };
    let question = StoredValue::new(question);
    let list = NodeRef::<leptos::html::Ul>::new();
    let add = move |_| {
        let Some(mut question) = ws.record(&question.get_value()) else { return };
        question.options.push(FitOption::new(ws.id(), ""));
        if ws.dispatch(FitQuestion::change(Edit::put(question))) {
            focus_last(list);
        }
    };
    html! {
        <ul class="fit-answers" aria-label="Answers" node_ref=list>{rows(ids, move |option| answer(Edited { ws, question, option: StoredValue::new(option), record }))}</ul>
        <button type="button" class="add" on:click=add><Icon path=icon::ADD/>"Add an answer"</button>
    }
}

fn answer(edited: Edited) -> Html {
    let label = derive(move || edited.read(|option| option.label.clone()));
    let named = move |verb: &'static str| move || format!("{verb} the answer {}", crate::domain::words::quoted(&label.get()));
    let commit = any_text(move |text| edited.change(|option| option.label = text));
    let shift = move |down: bool| {
        edited.of_question(|question, place| {
            let to = if down { place + 1 } else { place.wrapping_sub(1) };
            if to < question.options.len() {
                question.options.swap(place, to);
            }
        });
    };
    let remove = move |_| {
        let done = edited.of_question(|question, place| {
            let gone = question.options.remove(place);
            question.answer = question.answer.take().filter(|answer| *answer != gone.id);
        });
        if done {
            let ws = edited.ws;
            ws.say_with("Removed the answer.", "Undo", move || ws.undo());
        }
    };
    html! {
        <li>
            <div class="fit-answer-head">
                <TextField label="Answer" value=label commit/>
                <div class="row-tools">
                    <button type="button" class="quiet" aria-label=named("Move up") on:click=move |_| shift(false)><Icon path=icon::UP/></button>
                    <button type="button" class="quiet" aria-label=named("Move down") on:click=move |_| shift(true)><Icon path=icon::DOWN/></button>
                    <button type="button" class="quiet" aria-label=named("Remove") on:click=remove><Icon path=icon::REMOVE/></button>
                </div>
            </div>
            <div class="fit-effects">{PartnerKind::ALL.iter().map(|kind| effect(edited, *kind)).collect::<Html>()}</div>
        </li>
    }
}

fn effect(edited: Edited, kind: PartnerKind) -> Html {
    let points = derive(move || edited.read(|option| option.points(kind)).to_string());
    let because = derive(move || edited.read(|option| option.because(kind).to_owned()));
    let options: Vec<(String, String)> = (-FitPoints::MOST..=FitPoints::MOST).rev().map(|points| (points.to_string(), signed(points.into()))).collect();
    let set_points = Callback::new(move |text: String| {
        if let Some(points) = text.parse().ok().and_then(FitPoints::new) {
            edited.change(|option| option.set(kind, |effect| effect.points = points));
        }
    });
    let set_because = any_text(move |text| edited.change(|option| option.set(kind, |effect| effect.because = text)));
    html! {
        <div role="group" aria-label=kind.label()>
            <SelectField label=kind.label().to_owned() options=constant(options) value=points commit=set_points/>
            <TextField label=format!("Why, for: {}", kind.label()) hide_label=true kind=Kind::Paragraph placeholder="Why" value=because commit=set_because/>
        </div>
    }
}
