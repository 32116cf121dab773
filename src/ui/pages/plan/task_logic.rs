//! How long the chosen task takes, what it waits for, and why it stands where it does.

use std::collections::BTreeSet;

use crate::ui::html::{Html, html, rows};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use leptos::prelude::*;

use super::baselines::chosen_baseline;
use super::task_link::{TaskLink, name_of};
use super::task_picker::TaskPicker;
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::schedule::baseline::against;
use crate::domain::schedule::estimate::with_duration;
use crate::domain::schedule::logic::{Dependency, Wish, WishKind};
use crate::domain::schedule::network::LinkKind;
use crate::domain::schedule::of_tasks::TaskDates;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::domain::schedule::time_span::TimeSpan;
use crate::domain::schedule::why;
use crate::session::command::{Edit, Kept};
use crate::ui::widgets::field::{ChoiceField, DateField, SelectField, TextField};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// What is calculated of a task, in words; empty where nothing is to be said.
#[derive(Clone, PartialEq, Default)]
struct Said {
    when: String,
    why: String,
    float: String,
    baseline: String,
}

/// The fields of a task from which its dates are calculated, and what comes of them.
#[component]
pub fn TaskLogic(id: StoredValue<Id<Task>>, record: Memo<Option<Shared<Task>>>) -> Html {
    let ws = workspace();
    let found = memo(move |_| said(ws, &id.get_value()).unwrap_or_default());
    let summary = memo(move |_| is_summary(ws, &id.get_value()));
    let takes_time = memo(move |_| !summary.get() && record.get().is_some_and(|task| task.0.kind == TaskKind::Task));
    let duration = derive(move || record.get().and_then(|task| task.0.duration).map(|duration| duration.to_string()).unwrap_or_default());
    let set_duration = move |text: String| -> Result<(), String> {
        if let Some(task) = ws.record(&id.get_value()) {
            ws.dispatch(Task::change(Edit::put(with_duration(&task, &text)?)));
        }
        Ok(())
    };
    let links = memo(move |_| record.get().map(|task| task.0.predecessors.iter().map(|link| link.task.clone()).collect::<Vec<_>>()).unwrap_or_default());
    let known = Callback::new(move |()| {
        let own = id.get_value().to_string();
        links.with_untracked(|links| links.iter().map(Id::to_string).chain([own]).collect::<BTreeSet<_>>())
    });
    let add = Callback::new(move |predecessor: Option<Id<Task>>| {
        let Some(predecessor) = predecessor else { return Ok(()) };
        let linked =
            ws.session.with_untracked(|session| Some(session.as_ref()?.document().plan()?.linked(&id.get_value(), &predecessor, LinkKind::FinishToStart)));
        if let Some(linked) = linked {
            ws.dispatch(Task::change(Edit::put(linked.map_err(|why| format!("{why}."))?)));
        }
        Ok(())
    });
    let wished = move || record.get().and_then(|task| task.0.wish).map(|wish| wish.parts());
    let wish_kind = memo(move |_| wished().map(|(kind, _)| kind));
    let wish_day = derive(move || wished().and_then(|(_, on)| on));
    let wish = derive(move || wish_kind.get().map_or(String::new(), |kind| kind.key().to_owned()));
    let wishes: Vec<(String, String)> = std::iter::once((String::new(), "As soon as possible".to_owned()))
        .chain(WishKind::ALL.iter().map(|kind| (kind.key().to_owned(), kind.label().to_owned())))
        .collect();
    // A wish for a day begins with the day on which the task stands, or today.
    let set_wish = move |key: String| {
        let stands = forecast_dates(ws, &id.get_value());
        let today = ws.today.get_untracked();
        ws.update(&id.get_value(), |task: &mut Task| {
            let kind = WishKind::from_key(&key);
            let of_finish = matches!(kind, Some(WishKind::FinishNoEarlierThan | WishKind::FinishNoLaterThan | WishKind::MustFinishOn));
            let stood = stands.map_or(today, |(start, finish)| if of_finish { finish } else { start });
            let on = task.wish.and_then(|wish| wish.parts().1).unwrap_or(stood);
            task.wish = kind.and_then(|kind| Wish::new(kind, Some(on)));
        });
    };
    let set_day = move |day: Option<Date>| {
        ws.update(&id.get_value(), |task: &mut Task| task.wish = task.wish.and_then(|wish| Wish::new(wish.parts().0, day)));
    };
    html! {
        <div class="logic">
            {move || takes_time.get().then(|| html! {
                <TextField label="Duration" value=duration commit=Callback::new(set_duration) hint="10, 3 weeks, 30 elapsed days. Empty where you give the dates yourself."/>
            })}
            <h3>"Waits for"</h3>
            <ul class="links">{rows(move || links.get(), move |predecessor| html! { <LinkRow id record predecessor/> })}</ul>
            <TaskPicker label="Add what it waits for" value=derive(String::new) without=known commit=add placeholder="Name of a task or milestone"/>
            <div class="form" hidden=summary>
                <SelectField label="When" options=wishes value=wish commit=Callback::new(set_wish)/>
                {move || wish_kind.get().is_some_and(|kind| kind != WishKind::AsLateAsPossible).then(|| html! {
                    <DateField label="Day" value=wish_day commit=Callback::new(set_day)/>
                })}
            </div>
            <DateField label="Deadline" value=derive(move || record.get().and_then(|task| task.0.deadline)) commit=Callback::new(move |day| ws.update(&id.get_value(), |task: &mut Task| task.deadline = day))/>
            <div class="calculated" role="status" hidden={move || found.with(|found| found.when.is_empty() && found.baseline.is_empty())}>
                <p class="when">{move || found.get().when}</p>
                <p class="muted">{move || found.get().why}" "{move || found.get().float}</p>
                <p class="muted">{move || found.get().baseline}</p>
            </div>
        </div>
    }
}

/// One link: the task that is waited for, which ends are joined, and the time between them.
#[component]
fn LinkRow(id: StoredValue<Id<Task>>, record: Memo<Option<Shared<Task>>>, predecessor: Id<Task>) -> Html {
    let ws = workspace();
    let of = StoredValue::new(predecessor.clone());
    let link = memo(move |_| record.get().and_then(|task| task.0.predecessors.iter().find(|link| link.task == of.get_value()).cloned()));
    let name = name_of(ws, predecessor.clone());
    let change = move |change: &dyn Fn(&mut Dependency)| {
        ws.update(&id.get_value(), |task: &mut Task| task.predecessors.iter_mut().filter(|link| link.task == of.get_value()).for_each(change));
    };
    let kind = memo(move |_| link.get().map_or(LinkKind::FinishToStart, |link| link.kind));
    let lag = derive(move || link.get().filter(|link| link.lag != TimeSpan::default()).map(|link| link.lag.to_string()).unwrap_or_default());
    let set_lag = move |text: String| -> Result<(), String> {
        let lag = if text.trim().is_empty() { TimeSpan::default() } else { text.parse::<TimeSpan>().map_err(|fault| format!("{fault}."))? };
        change(&|link| link.lag = lag);
        Ok(())
    };
    let remove = move |_| ws.update(&id.get_value(), |task: &mut Task| task.predecessors.retain(|link| link.task != of.get_value()));
    html! {
        <li>
            <TaskLink task=predecessor name/>
            <div class="form">
                <ChoiceField<LinkKind> label="Link" value=kind commit=Callback::new(move |kind| change(&|link| link.kind = kind))/>
                <TextField label="Lag" value=lag commit=Callback::new(set_lag) placeholder="none"/>
            </div>
            <button type="button" class="quiet" aria-label={move || format!("Remove the link to {}", name.get())} on:click=remove>"Remove"</button>
        </li>
    }
}

/// Whether other tasks are part of it.
pub fn is_summary(ws: Workspace, id: &Id<Task>) -> bool {
    let found = ws.session.with(|session| {
        let session = session.as_ref()?;
        let plan = session.document().plan()?;
        match session.calculated()?.forecast() {
            Ok(schedule) => plan.tasks.place(id).map(|place| schedule.outline().is_summary(place)),
            Err(_) => Some(plan.tasks.iter().any(|task| task.parent.as_ref() == Some(id))),
        }
    });
    found.unwrap_or_default()
}

/// The days on which a task stands; nothing where nothing says so.
fn forecast_dates(ws: Workspace, id: &Id<Task>) -> Option<(Date, Date)> {
    ws.session.with_untracked(|session| {
        let session = session.as_ref()?;
        let place = session.document().plan()?.tasks.place(id)?;
        session.calculated()?.forecast().as_ref().ok()?.dates(place).map(|dates| (dates.start, dates.finish))
    })
}

/// What is calculated of a task as things stand; nothing of its dates where those are given.
fn said(ws: Workspace, id: &Id<Task>) -> Option<Said> {
    ws.session.with(|session| {
        let session = session.as_ref()?;
        let (plan, calculated) = (session.document().plan()?, session.calculated()?);
        let (place, task) = (plan.tasks.place(id)?, plan.tasks.get(id)?);
        let schedule = calculated.forecast().as_ref().ok()?;
        let dates = schedule.dates(place)?;
        let baseline = chosen_baseline(ws, plan)
            .and_then(|baseline| baseline.tasks.iter().find(|entry| entry.task == *id).map(|entry| format!("Baseline: {}.", against(entry, &dates))))
            .unwrap_or_default();
        if !schedule.outline().is_summary(place) && task.work().is_none() && task.predecessors.is_empty() {
            return Some(Said { baseline, ..Said::default() });
        }
        let name = |place: usize| plan.tasks.iter().nth(place).map_or(String::new(), |task| task.name.clone());
        let days = |dates: &TaskDates| if dates.start == dates.finish { dates.finish.to_string() } else { format!("{} to {}", dates.start, dates.finish) };
        let when = if dates.start == dates.finish { format!("Calculated for {}", dates.finish) } else { format!("Calculated: {}", days(&dates)) };
        Some(Said { when, why: why::reason(dates.reason, name), float: why::float(&dates), baseline })
    })
}
