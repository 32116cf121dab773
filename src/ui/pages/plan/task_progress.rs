//! How far the chosen task has come: its state with its days, and the work that remains.

use leptos::prelude::*;

use crate::domain::choice::choice;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::schedule::estimate::like;
use crate::domain::schedule::task::{Progress, Task, TaskKind};
use crate::domain::schedule::time_span::{Duration, TimeSpan};
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::{CheckedDateField, ChoiceField, DateField, TextField};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

choice! {
    /// How far a task has come, without its day.
    State {
        NotStarted = "notStarted", "Not started";
        Started = "started", "Under way";
        Done = "done", "Done";
    }
}

/// How far a task has come, without its day.
pub fn state(task: &Task) -> State {
    match task.progress {
        Progress::NotStarted => State::NotStarted,
        Progress::Started { .. } => State::Started,
        Progress::Done { .. } => State::Done,
    }
}

/// Puts a task into a state; its days are kept as far as they still mean something, and are today's where none is known.
pub fn set_state(ws: Workspace, id: &Id<Task>, state: State) {
    let today = ws.today.get_untracked();
    ws.update(id, |task: &mut Task| {
        task.progress = match (state, task.progress) {
            (State::NotStarted, _) => Progress::NotStarted,
            (State::Started, Progress::Started { .. }) | (State::Done, Progress::Done { .. }) => task.progress,
            (State::Started, Progress::Done { since: Some(on), .. }) => Progress::Started { on, remaining: None },
            (State::Started, _) => Progress::Started { on: task.planned_start.filter(|start| *start <= today).unwrap_or(today), remaining: None },
            (State::Done, Progress::Started { on, .. }) => Progress::Done { on: today, since: Some(on) },
            (State::Done, Progress::NotStarted) => Progress::Done { on: today, since: None },
        };
    });
}

/// The fields.
#[component]
pub fn TaskProgress(id: StoredValue<Id<Task>>, record: Memo<Option<Shared<Task>>>) -> Html {
    let ws = workspace();
    let now = memo(move |_| record.get().map_or(State::NotStarted, |task| state(&task.0)));
    let is_task = memo(move |_| record.get().is_some_and(|task| task.0.kind == TaskKind::Task));
    let progress = derive(move || record.get().map_or(Progress::NotStarted, |task| task.0.progress));
    let day = derive(move || match progress.get() {
        Progress::NotStarted => None,
        Progress::Started { on, .. } | Progress::Done { on, .. } => Some(on),
    });
    let since = derive(move || if let Progress::Done { since, .. } = progress.get() { since } else { None });
    let remaining = derive(move || match progress.get() {
        Progress::Started { remaining: Some(remaining), .. } => remaining.to_string(),
        _ => String::new(),
    });
    let on_day = Callback::new(move |day: Option<Date>| {
        if let Some(on) = day {
            ws.update(&id.get_value(), |task: &mut Task| {
                task.progress = match task.progress {
                    Progress::NotStarted => Progress::NotStarted,
                    Progress::Started { remaining, .. } => Progress::Started { on, remaining },
                    Progress::Done { since, .. } => Progress::Done { on, since },
                };
            });
        }
    });
    let set_since = Callback::new(move |since: Option<Date>| -> Result<(), String> {
        let Some(mut task) = ws.record(&id.get_value()) else { return Ok(()) };
        if let Progress::Done { on, .. } = task.progress {
            if let Some(since) = since.filter(|since| *since > on) {
                return Err(format!("It would have started on {since}, after it was done on {on}; change one of the two."));
            }
            task.progress = Progress::Done { on, since };
            ws.update(&id.get_value(), |own: &mut Task| own.progress = task.progress);
        }
        Ok(())
    });
    let set_remaining = Callback::new(move |text: String| -> Result<(), String> {
        let Some(task) = ws.record(&id.get_value()) else { return Ok(()) };
        let left = if text.trim().is_empty() { None } else { Some(like(&text, task.work().unwrap_or_else(nothing_elapsed))?) };
        ws.update(&id.get_value(), |task: &mut Task| {
            if let Progress::Started { remaining, .. } = &mut task.progress {
                *remaining = left;
            }
        });
        Ok(())
    });
    let fields = move || match now.get() {
        State::NotStarted => Html::Nothing,
        State::Started if is_task.get() => html! {
            <DateField label="Started on" value=day commit=on_day/>
            <TextField label="Remaining work" value=remaining commit=set_remaining hint="Empty: what the duration leaves."/>
        },
        State::Started => html! { <DateField label="Started on" value=day commit=on_day/> },
        State::Done if is_task.get() => html! {
            <DateField label="Done on" value=day commit=on_day/>
            <CheckedDateField label="Had started on" value=since commit=set_since/>
        },
        State::Done => html! { <DateField label="Done on" value=day commit=on_day/> },
    };
    html! {
        <div class="form">
            <ChoiceField<State> label="Progress" value=now commit=Callback::new(move |state| set_state(ws, &id.get_value(), state))/>
            {fields}
        </div>
    }
}

/// Beside given dates, days count whether anybody works or not.
fn nothing_elapsed() -> Duration {
    TimeSpan::from_ticks(0, true).and_then(Duration::new).unwrap_or_default()
}
