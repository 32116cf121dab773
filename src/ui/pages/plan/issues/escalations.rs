//! To whom the chosen issue was taken, and the next step up as one button.

use leptos::prelude::*;

use super::Ladder;
use super::rows::due_pill;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::issue::escalation::{EscalationLevel, next_escalation};
use crate::domain::issue::register::{Escalation, Issue};
use crate::domain::words::quoted;
use crate::session::issues::escalated;
use crate::ui::html::{Html, each, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::{CheckedDateField, SelectField, TextField, any_text};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The list, the next step, and any other.
#[component]
pub(super) fn Escalations(id: StoredValue<Id<Issue>>, record: Memo<Option<Shared<Issue>>>) -> Html {
    let ws = workspace();
    let ladder = Ladder::in_use();
    let taken = memo(move |_| {
        let levels = record.get().map(|issue| issue.0.escalations.iter().map(|escalation| escalation.level.clone()).enumerate().collect::<Vec<_>>());
        levels.unwrap_or_default()
    });
    let next = move || {
        let (levels, issue) = (ladder.get(), record.get()?);
        let next = next_escalation(&levels, &issue.0)?;
        let (level, name, role) = (next.level.id.clone(), next.level.name.clone(), next.level.role.clone());
        let told = if role.is_empty() || role == name { String::new() } else { format!(", told to: {role}") };
        let take = move |_| take(ws, &id.get_value(), &level);
        Some(html! {
            <p class="next-step"><span>{format!("Next: {name} by {}{told}", next.due)}</span>{due_pill(&next, ws.today.get())}</p>
            <div class="row-of-buttons"><button type="button" class="primary" on:click=take>{format!("Escalated to {} today", quoted(&name))}</button></div>
        })
    };
    let others = derive(move || {
        let levels = ladder.get();
        let untaken = levels.iter().filter(|level| taken.with(|taken| !taken.iter().any(|(_, known)| *known == level.id)));
        std::iter::once((String::new(), "Choose a level".to_owned())).chain(untaken.map(|level| (level.id.to_string(), level.name.clone()))).collect::<Vec<_>>()
    });
    let take_other = Callback::new(move |key: String| {
        if let Some(level) = Id::parse(&key) {
            take(ws, &id.get_value(), &level);
        }
    });
    let open = memo(move |_| record.get().is_some_and(|issue| issue.0.is_open()));
    let more = move || {
        (open.get() && others.with(Vec::len) > 1)
            .then(|| html! { <SelectField label="Taken to another level today" options=others value=derive(String::new) commit=take_other/> })
    };
    html! {
        <fieldset class="escalations">
            <legend>"Escalation"</legend>
            {next}
            <ul aria-label="Taken to">{each(move || taken.get(), |(place, level)| format!("{place} {level}"), move |(place, level)| html! { <Taken id record place level/> })}</ul>
            <p class="muted" hidden={move || ladder.0.with(|levels| !levels.is_empty())}>"There is no escalation ladder yet. Make it below the register."</p>
            {more}
        </fieldset>
    }
}

/// Notes that the issue was taken to the level today.
fn take(ws: Workspace, issue: &Id<Issue>, level: &Id<EscalationLevel>) {
    if let Some(issue) = ws.record(issue) {
        ws.dispatch(escalated(&issue, level, ws.today.get_untracked()));
    }
}

/// One level that it was taken to: when, and what was asked for or decided.
#[component]
fn Taken(id: StoredValue<Id<Issue>>, record: Memo<Option<Shared<Issue>>>, place: usize, level: Id<EscalationLevel>) -> Html {
    let ws = workspace();
    let ladder = Ladder::in_use();
    let escalation = memo(move |_| record.get().and_then(|issue| issue.0.escalations.get(place).cloned()));
    let level = StoredValue::new(level);
    let name = derive(move || {
        let levels = ladder.get();
        levels.get(&level.get_value()).map_or("A level that is gone".to_owned(), |level| level.name.clone())
    });
    let update = move |change: &dyn Fn(&mut Escalation)| {
        ws.update(&id.get_value(), |issue: &mut Issue| {
            if let Some(escalation) = issue.escalations.get_mut(place).filter(|escalation| escalation.level == level.get_value()) {
                change(escalation);
            }
        });
    };
    let date = Callback::new(move |date: Option<Date>| match date {
        Some(date) => {
            update(&|escalation| escalation.on = date);
            Ok(())
        }
        None => Err("Give the day on which it was taken there.".to_owned()),
    });
    let note = any_text(move |text: String| update(&|escalation| escalation.note = text.clone()));
    let remove = move |_| {
        ws.update(&id.get_value(), |issue: &mut Issue| {
            if issue.escalations.get(place).is_some_and(|escalation| escalation.level == level.get_value()) {
                issue.escalations.remove(place);
            }
        });
    };
    html! {
        <li><div class="taken" role="group" aria-label={move || format!("Taken to {}", name.get())}>
            <div class="record-head"><strong>{name}</strong><button type="button" class="quiet" aria-label={move || format!("Remove {} from the escalation", name.get())} on:click=remove>"Remove"</button></div>
            <div class="form">
                <CheckedDateField label="On" value=derive(move || escalation.get().map(|escalation| escalation.on)) commit=date/>
                <TextField label="Asked for, or decided" value=derive(move || escalation.get().map_or(String::new(), |escalation| escalation.note)) commit=note/>
            </div>
        </div></li>
    }
}
