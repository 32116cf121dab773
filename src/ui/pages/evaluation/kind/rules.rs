//! The rules: every question with its answers, and what each says about each kind. They are the team's, and can be changed.

use leptos::prelude::*;

use super::super::library::from_library;
use super::super::read;
use super::options::Options;
use crate::domain::id::Id;
use crate::domain::partner::kind_fit::FitQuestion;
use crate::session::partner_library::rules_restored;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::{Kind, TextField, any_text};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The rules, folded away until somebody wants to see or change them.
#[component]
pub(super) fn Rules() -> Html {
    html! { <Folded title=derive(|| "The rules: what each answer says".to_owned()) class="card" content=Callback::new(|()| html! { <List/> })/> }
}

#[component]
fn List() -> Html {
    let ws = workspace();
    let rows =
        memo(move |_| read(ws, |evaluation| evaluation.fit_questions.iter().map(|question| question.id.clone()).collect::<Vec<_>>()).unwrap_or_default());
    let add = move |()| ws.add(FitQuestion::new(ws.id(), ""));
    let restore = move |_| from_library(ws, |library, document| rules_restored(library.evaluation()?, document.evaluation()?));
    html! {
        <p class="muted">"An answer speaks for a kind with up to +3 points, or against it with up to −3. Points are judgements: change those that you see differently, and say why."</p>
        <EditableList label="Questions and their rules" class="fit-rules" rows fields add_label="Add a question" add=Callback::new(add) empty="No question yet."/>
        <div class="row-of-buttons"><button type="button" on:click=restore>"Back to the usual rules"</button></div>
    }
}

fn fields(ws: Workspace, id: Id<FitQuestion>, record: Memo<Option<Shared<FitQuestion>>>) -> Html {
    let text =
        move |read: fn(&FitQuestion) -> &str| derive(move || record.with(|record| record.as_ref().map_or(String::new(), |record| read(&record.0).to_owned())));
    let set = |put: fn(&mut FitQuestion, String)| {
        let id = id.clone();
        any_text(move |text| ws.update(&id, |question: &mut FitQuestion| put(question, text)))
    };
    let number = move || record.with(|record| record.as_ref().map_or(0, |record| record.0.options.len()));
    let title = derive(move || match number() {
        0 => "No answers yet: add the first".to_owned(),
        1 => "1 answer and what it says".to_owned(),
        answers => format!("{answers} answers and what they say"),
    });
    let question = id.clone();
    let options = Callback::new(move |()| html! { <Options question=question.clone() record/> });
    html! {
        <TextField label="Question" placeholder="What is asked about the team or the trial" value=text(|question| &question.name) commit=set(|question, name| question.name = name)/>
        <TextField label="What to think of" kind=Kind::Line placeholder="Optional" value=text(|question| &question.help) commit=set(|question, help| question.help = help)/>
        <div class="wide"><Folded title class="inner" content=options/></div>
    }
}
