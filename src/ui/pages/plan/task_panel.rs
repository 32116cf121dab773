//! The chosen task or milestone, editable in place.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use leptos::prelude::*;

use super::schedule::{distinct, status, with_plan};
use super::task_estimate::TaskEstimate;
use super::task_logic::{TaskLogic, is_summary};
use super::task_place::TaskPlace;
use super::task_progress::{State, TaskProgress, set_state, state};
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::session::cascade::without_task;
use crate::ui::widgets::field::{ChoiceField, DateField, Kind, TextField, any_text, some_text};
use crate::ui::widgets::register::{RecordPanel, Shared, chosen_record, shown_memo};
use crate::ui::workspace::{Workspace, workspace};

/// The panel beside the schedule.
#[component]
pub fn TaskPanel() -> Html {
    let unchosen = "Choose a row to see and edit it. Arrow keys move, Enter opens, Alt with an arrow moves the row itself.";
    chosen_record(workspace(), Some(unchosen), "This item is not in the plan any more.", panel)
}

fn panel(ws: Workspace, id: Id<Task>, record: Memo<Option<Shared<Task>>>) -> Html {
    let shown = shown_memo(ws, id.clone());
    let id = StoredValue::new(id);
    let read = move |field: fn(&Task) -> String| derive(move || record.get().map_or(String::new(), |task| field(&task.0)));
    let write = move |change: fn(&mut Task, String)| any_text(move |text| ws.update(&id.get_value(), |task| change(task, text)));
    let dated = move |field: fn(&Task) -> Option<Date>| derive(move || record.get().and_then(|task| field(&task.0)));
    let packages = derive(move || with_plan(ws, |plan| distinct(plan, |task| &task.work_package)).unwrap_or_default());
    let owners = derive(move || with_plan(ws, |plan| distinct(plan, |task| &task.owner)).unwrap_or_default());
    let kind = memo(move |_| record.get().map_or(TaskKind::Task, |task| task.0.kind));
    let progress = memo(move |_| record.get().map_or(State::NotStarted, |task| state(&task.0)));
    let milestone = move || kind.get() == TaskKind::Milestone;
    let summary = memo(move |_| is_summary(ws, &id.get_value()));
    let calculated = move || summary.get() || record.get().is_some_and(|task| task.0.work().is_some());
    let head = html! {
        <h2>{move || kind.get().label()}</h2>
        {move || shown.get().map(|task| status(&task.0, ws.today.get()))}
    };
    html! {
        <RecordPanel label="Chosen task or milestone" head>
            <TextField label="Name" value=read(|task| task.name.clone()) commit=some_text("A name", move |text| ws.update(&id.get_value(), |task: &mut Task| task.name = text)) kind=Kind::Paragraph/>
            <div class="form">
                <ChoiceField<TaskKind> label="Kind" value=kind commit=Callback::new(move |kind| ws.update(&id.get_value(), |task: &mut Task| task.kind = kind))/>
                <TextField label="Work package" value=read(|task| task.work_package.clone()) commit=write(|task, text| task.work_package = text) suggestions=packages/>
                <TextField label="Owner (role)" value=read(|task| task.owner.clone()) commit=write(|task, text| task.owner = text) suggestions=owners/>
            </div>
            <div class="form" hidden=calculated>
                {move || (!milestone()).then(|| html! { <DateField label="Planned start" value=dated(|task| task.planned_start) commit=Callback::new(move |date| ws.update(&id.get_value(), |task: &mut Task| task.planned_start = date))/> })}
                <DateField label=derive(move || if milestone() { "Planned for".to_owned() } else { "Planned finish".to_owned() }) value=dated(|task| task.planned_finish) commit=Callback::new(move |date| ws.update(&id.get_value(), |task: &mut Task| task.planned_finish = date))/>
            </div>
            <TaskLogic id record/>
            {move || (!milestone() && !summary.get()).then(|| html! { <TaskEstimate id record/> })}
            <TaskPlace id record/>
            <TaskProgress id record/>
            <TextField label="Note" value=read(|task| task.note.clone()) commit=write(|task, text| task.note = text) kind=Kind::Paragraph/>
            <div class="row-of-buttons">
                {move || (progress.get() != State::Done).then(|| html! { <button type="button" class="primary" on:click=move |_| set_state(ws, &id.get_value(), State::Done)>"Mark done today"</button> })}
                <button type="button" on:click=move |_| { let gone = id.get_value(); ws.choose(None); ws.remove_linked(&gone, without_task); }>"Remove"</button>
            </div>
        </RecordPanel>
    }
}
