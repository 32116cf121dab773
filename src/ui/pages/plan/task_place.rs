//! Where the chosen task belongs: what it is part of, and the calendar by which it is worked.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::scope::edit::of_plan;
use super::scope::facts::{Options, gone};
use super::task_logic::is_summary;
use super::task_picker::TaskPicker;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::schedule::outline::Outline;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::session::command::{Edit, Kept};
use crate::session::naming;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::SelectField;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// The two fields.
#[component]
pub fn TaskPlace(id: StoredValue<Id<Task>>, record: Memo<Option<Shared<Task>>>) -> Html {
    let ws = workspace();
    let parent = memo(move |_| record.get().and_then(|task| task.0.parent.clone()));
    let above = derive(move || match parent.get() {
        None => String::new(),
        Some(parent) => ws.session.with(|session| naming::label(session.as_ref()?.document().plan()?, &parent)).unwrap_or_else(|| gone(parent.as_str())),
    });
    let own_parts = Callback::new(move |()| {
        let own = id.get_value();
        ws.session.with_untracked(|session| Some(parts(session.as_ref()?.document().plan()?, &own))).unwrap_or_default()
    });
    let put_below = Callback::new(move |parent: Option<Id<Task>>| {
        let moved = ws.session.with_untracked(|session| Some(session.as_ref()?.document().plan()?.as_part_of(&id.get_value(), parent.as_ref())));
        if let Some(moved) = moved {
            ws.dispatch(Task::change(Edit::put(moved.map_err(|why| format!("{why}."))?)));
        }
        Ok(())
    });
    let calendar = memo(move |_| record.get().and_then(|task| task.0.calendar.clone()).map(|calendar| calendar.to_string()).unwrap_or_default());
    let calendars = of_plan(ws, calendars);
    let offered = derive(move || {
        let (mut offered, chosen) = (calendars.get(), calendar.get());
        if !offered.iter().any(|(key, _)| *key == chosen) {
            offered.push((chosen.clone(), gone(&chosen)));
        }
        offered
    });
    let set_calendar = Callback::new(move |key: String| ws.update(&id.get_value(), |task: &mut Task| task.calendar = Id::parse(&key)));
    let summary = memo(move |_| is_summary(ws, &id.get_value()));
    html! {
        <div class="form">
            <TaskPicker label="Part of" value=above without=own_parts only=TaskKind::Task commit=put_below placeholder="nothing"/>
            {move || (!summary.get()).then(|| html! { <SelectField label="Calendar" options=offered value=calendar commit=set_calendar/> })}
        </div>
    }
}

/// The plan's own calendar, by what it is called, and the others.
fn calendars(plan: &TrialPlan) -> Options {
    let of_plan = plan.scheduling.calendar.as_ref().and_then(|id| plan.calendars.get(id));
    let own = of_plan.map_or_else(|| "Monday to Friday".to_owned(), |calendar| calendar.name.clone());
    let named = plan.calendars.iter().map(|calendar| (calendar.id.to_string(), calendar.name.clone()));
    std::iter::once((String::new(), format!("The plan's: {own}"))).chain(named).collect()
}

/// The ids of a task and of all that is part of it.
fn parts(plan: &TrialPlan, id: &Id<Task>) -> BTreeSet<String> {
    let outline = Outline::new(&plan.tasks);
    let mut next: Vec<usize> = plan.tasks.place(id).into_iter().collect();
    let mut found = BTreeSet::new();
    while let Some(place) = next.pop() {
        found.extend(plan.tasks.iter().nth(place).map(|task| task.id.to_string()));
        next.extend(outline.children(place));
    }
    found
}
