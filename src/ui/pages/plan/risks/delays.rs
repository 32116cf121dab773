//! What the chosen risk would do to the schedule: how likely it is, and by how much it would delay which tasks.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::super::task_link::{TaskLink, name_of};
use super::super::task_picker::TaskPicker;
use crate::domain::id::Id;
use crate::domain::risk::delay::{Length, TaskDelay, left_out};
use crate::domain::risk::register::Risk;
use crate::domain::schedule::logic::Spread;
use crate::domain::schedule::share::Chance;
use crate::domain::schedule::task::Task;
use crate::domain::schedule::time_span::Duration;
use crate::ui::html::{Html, each, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::{ChoiceField, Kind, TextField};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// The chance and the delays.
#[component]
pub fn Delays(id: StoredValue<Id<Risk>>, record: Memo<Option<Shared<Risk>>>) -> Html {
    let ws = workspace();
    let chance = derive(move || record.get().and_then(|risk| risk.0.chance).map(|chance| chance.percent().to_string()).unwrap_or_default());
    let set_chance = move |text: String| -> Result<(), String> {
        let chance = if text.trim().is_empty() { None } else { Some(text.parse::<Chance>().map_err(|fault| format!("{fault}."))?) };
        ws.update(&id.get_value(), |risk: &mut Risk| risk.chance = chance);
        Ok(())
    };
    // A file may have two delays of one task: their places tell them apart.
    let delays = memo(move |_| {
        record.get().map(|risk| risk.0.delays.iter().enumerate().map(|(place, delay)| (place, delay.task.clone())).collect::<Vec<_>>()).unwrap_or_default()
    });
    let known = Callback::new(move |()| delays.with_untracked(|delays| delays.iter().map(|(_, task)| task.to_string()).collect::<BTreeSet<_>>()));
    let add = Callback::new(move |task: Option<Id<Task>>| {
        let Some(task) = task else { return Ok(()) };
        if delays.with_untracked(|delays| delays.iter().any(|(_, known)| *known == task)) {
            return Err("This risk delays that task already.".to_owned());
        }
        ws.update(&id.get_value(), |risk: &mut Risk| risk.delays.push(TaskDelay::new(task, Duration::default())));
        Ok(())
    });
    let unused = move || record.get().and_then(|risk| left_out(&risk.0)).unwrap_or_default();
    html! {
        <fieldset class="delays">
            <legend>"In days"</legend>
            <p class="field-help">"The simulation on the Schedule page goes by this chance and these delays. The level of probability is not used for it."</p>
            <TextField label="Chance in percent" value=chance commit=Callback::new(set_chance) kind=Kind::Number hint="From 0 to 100. Empty: no number is given."/>
            <ul class="links" aria-label="Delays">{each(move || delays.get(), |(place, task)| format!("{place} {task}"), move |(place, task)| html! { <DelayRow id record place task/> })}</ul>
            <TaskPicker label="Add a task that it would delay" value=derive(String::new) without=known commit=add placeholder="Name of a task or milestone"/>
            <p class="muted" role="status">{unused}</p>
        </fieldset>
    }
}

/// One delay: the task, and by how much it would take longer.
#[component]
fn DelayRow(id: StoredValue<Id<Risk>>, record: Memo<Option<Shared<Risk>>>, place: usize, task: Id<Task>) -> Html {
    let ws = workspace();
    let name = name_of(ws, task.clone());
    let delay = memo(move |_| record.get().and_then(|risk| risk.0.delays.get(place).cloned()));
    let field = move |label: &'static str, which: Length, placeholder: &'static str| {
        let value = derive(move || delay.get().filter(|delay| !delay.is_blank()).map(|delay| delay.length(which).to_string()).unwrap_or_default());
        let commit = Callback::new(move |text: String| {
            let Some(next) = delay.get_untracked().map(|delay| delay.with(which, &text)) else { return Ok(()) };
            let next = next?;
            ws.update(&id.get_value(), |risk: &mut Risk| {
                if let Some(delay) = risk.delays.get_mut(place).filter(|delay| delay.task == next.task) {
                    *delay = next;
                }
            });
            Ok(())
        });
        html! { <TextField label value commit placeholder/> }
    };
    let spread = derive(move || delay.get().map_or(Spread::BetaPert, |delay| delay.spread));
    let set_spread = {
        let task = task.clone();
        Callback::new(move |spread: Spread| {
            ws.update(&id.get_value(), |risk: &mut Risk| {
                if let Some(delay) = risk.delays.get_mut(place).filter(|delay| delay.task == task) {
                    delay.spread = spread;
                }
            });
        })
    };
    let remove = {
        let task = task.clone();
        move |_| {
            ws.update(&id.get_value(), |risk: &mut Risk| {
                if risk.delays.get(place).is_some_and(|delay| delay.task == task) {
                    risk.delays.remove(place);
                }
            });
        }
    };
    html! {
        <li>
            <TaskLink task name/>
            <div class="form" role="group" aria-label={move || format!("Delay of {}", name.get())}>
                {field("Optimistic", Length::Optimistic, "5 days")}
                {field("Likely", Length::Likely, "10 days")}
                {field("Pessimistic", Length::Pessimistic, "6 weeks")}
                <div class="wide"><ChoiceField<Spread> label="Spread" value=spread commit=set_spread/></div>
            </div>
            <button type="button" class="quiet" aria-label={move || format!("Remove the delay of {}", name.get())} on:click=remove>"Remove"</button>
        </li>
    }
}
