//! What the whole schedule goes by: its start, the status date, and the calendars with their holidays.

mod exceptions;
mod paste;
mod week;

use leptos::prelude::*;

use self::exceptions::Exceptions;
use self::paste::Paste;
use self::week::Week;
use super::scope::edit::{edit, ids, of_plan, of_section};
use super::scope::facts::{Options, gone};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::overview::calendars::{used_by, without_calendar};
use crate::domain::schedule::calendar::{Calendar, Scheduling, WorkWeek};
use crate::domain::schedule::share::Correlation;
use crate::session::cascade;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive};
use crate::ui::widgets::field::{DateField, Kind, SelectField, TextField, some_text};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The card, folded away until it is asked for.
#[component]
pub fn ScheduleSettings() -> Html {
    let ws = workspace();
    let status = of_section(ws, |scheduling: &Scheduling| scheduling.status_date);
    let title = derive(move || match status.get() {
        Some(day) => format!("Calendars and status date: progress as of {day}"),
        None => "Calendars and status date".to_owned(),
    });
    let content = Callback::new(|()| html! { <Days/><Calendars/> });
    html! { <Folded title class="card settings" content/> }
}

/// When the plan starts, how far its progress is known, and the calendar of tasks that name none.
#[component]
fn Days() -> Html {
    let ws = workspace();
    let day = move |read: fn(&Scheduling) -> Option<Date>| of_section(ws, read);
    let start = Callback::new(move |start| edit(ws, |scheduling: &mut Scheduling| scheduling.start = start));
    let set_status = move |day: Option<Date>| edit(ws, |scheduling: &mut Scheduling| scheduling.status_date = day);
    let chosen = of_section(ws, |scheduling: &Scheduling| scheduling.calendar.as_ref().map(Id::to_string).unwrap_or_default());
    let named = of_plan(ws, |plan| plan.calendars.iter().map(|calendar| (calendar.id.to_string(), calendar.name.clone())).collect::<Options>());
    let offered = derive(move || {
        let mut offered: Options = std::iter::once((String::new(), "Monday to Friday, no holidays".to_owned())).chain(named.get()).collect();
        let chosen = chosen.get();
        if !offered.iter().any(|(key, _)| *key == chosen) {
            offered.push((chosen.clone(), gone(&chosen)));
        }
        offered
    });
    let choose = Callback::new(move |key: String| edit(ws, |scheduling: &mut Scheduling| scheduling.calendar = Id::parse(&key)));
    let correlation = of_section(ws, |scheduling: &Scheduling| scheduling.correlation.map(|correlation| correlation.get().to_string()).unwrap_or_default());
    let set_correlation = move |text: String| -> Result<(), String> {
        let correlation = if text.trim().is_empty() { None } else { Some(text.parse::<Correlation>().map_err(|fault| format!("{fault}."))?) };
        edit(ws, |scheduling: &mut Scheduling| scheduling.correlation = correlation);
        Ok(())
    };
    html! {
        <div class="form">
            <div>
                <DateField label="Plan start" value=day(|scheduling| scheduling.start) commit=start/>
                <p class="field-help">"Work with a duration begins on this day or later. Empty: on the first date in the plan."</p>
            </div>
            <div>
                <div class="with-button">
                    <DateField label="Status date" value=day(|scheduling| scheduling.status_date) commit=Callback::new(set_status)/>
                    <button type="button" aria-label="Set the status date to today" on:click=move |_| set_status(Some(ws.today.get_untracked()))>"Today"</button>
                </div>
                <p class="field-help">"Progress is known up to the end of this day. Unfinished work moves behind it. Empty: nothing moves."</p>
            </div>
            <SelectField label="The plan's calendar" options=offered value=chosen commit=choose hint=derive(|| "For all tasks that name no other.".to_owned())/>
            <TextField label="Correlation within a group" value=correlation commit=Callback::new(set_correlation) kind=Kind::Number
                hint="How much estimates in one group are late together in the simulation, from 0 to 0.99. Empty: not at all."/>
        </div>
    }
}

/// The calendars, and ways to add one.
#[component]
fn Calendars() -> Html {
    let ws = workspace();
    let rows = ids::<Calendar>(ws);
    let add = Callback::new(move |()| ws.add(calendar_named(ws, "New calendar")));
    let remove = Callback::new(move |id: Id<Calendar>| ws.remove_linked(&id, cascade::without_calendar));
    let countries = of_plan(ws, without_calendar);
    let options = derive(move || {
        let first = (String::new(), "Choose a country".to_owned());
        std::iter::once(first).chain(countries.get().into_iter().map(|(id, name)| (id.to_string(), name))).collect::<Options>()
    });
    let add_for = Callback::new(move |key: String| {
        let named = countries.with_untracked(|countries| countries.iter().find(|(id, _)| id.as_str() == key).map(|(_, name)| name.clone()));
        if let Some(name) = named {
            ws.add(calendar_named(ws, &name));
        }
    });
    html! {
        <h2>"Calendars"</h2>
        <EditableList label="Calendars" class="calendars" rows fields=fields add_label="Add a calendar" add remove
            empty="A calendar says which days of the week are worked, and which are holidays. Without one, work runs from Monday to Friday all year."/>
        <div class="for-country" hidden={move || countries.with(Vec::is_empty)}>
            <SelectField label="Add a calendar for a country of this trial" options value=derive(String::new) commit=add_for
                hint=derive(|| "It begins without holidays: paste the official list into it.".to_owned())/>
        </div>
    }
}

/// A calendar of Monday to Friday.
fn calendar_named(ws: Workspace, name: &str) -> Calendar {
    Calendar { id: ws.id(), name: name.to_owned(), week: WorkWeek::MONDAY_TO_FRIDAY, exceptions: Vec::new(), extra: Default::default() }
}

fn fields(ws: Workspace, id: Id<Calendar>, record: Memo<Option<Shared<Calendar>>>) -> Html {
    let used = {
        let id = id.clone();
        of_plan(ws, move |plan| used_by(plan, &id))
    };
    let id = StoredValue::new(id);
    let name = derive(move || record.get().map_or(String::new(), |calendar| calendar.0.name.clone()));
    let rename = some_text("A name", move |text| ws.update(&id.get_value(), |calendar: &mut Calendar| calendar.name = text));
    let exceptions = derive(move || match record.get().map_or(0, |calendar| calendar.0.exceptions.len()) {
        0 => "Holidays and other exceptions: none".to_owned(),
        number => format!("Holidays and other exceptions: {number}"),
    });
    let list = Callback::new(move |()| html! { <Exceptions id record/> });
    let paste = Callback::new(move |()| html! { <Paste id/> });
    html! {
        <TextField label="Calendar" value=name commit=rename/>
        <p class="used muted">{used}</p>
        <Week id record/>
        <Folded title=exceptions class="inner" content=list/>
        <Folded title="Paste a list of holidays" class="inner" content=paste/>
    }
}
