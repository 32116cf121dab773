//! The days on which a calendar is another than its week says, as a list sorted by date.
//!
//! Exceptions have no ids: a row stands for a place in the calendar's list, whose order decides where two overlap and is
//! left alone. Rows are put in order when one comes or goes, and not while the dates in them are being typed.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::order::sort_by_rank;
use crate::domain::schedule::calendar::{Calendar, CalendarException};
use crate::session::command::{Edit, Kept};
use crate::ui::html::{Html, html, keyed};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use crate::ui::widgets::field::{CheckedDateField, TextField, any_text, next_id};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::register::{Shared, focus_soon};
use crate::ui::workspace::workspace;

/// How many rows are drawn at first, and how many more at each request.
const BATCH: usize = 60;

/// The list.
#[component]
pub fn Exceptions(id: StoredValue<Id<Calendar>>, record: Memo<Option<Shared<Calendar>>>) -> Html {
    let ws = workspace();
    let limit = RwSignal::new(BATCH);
    let order = memo(move |before: Option<&Vec<usize>>| {
        let Some(calendar) = record.get() else { return Vec::new() };
        let exceptions = &calendar.0.exceptions;
        if let Some(before) = before.filter(|before| before.len() == exceptions.len()) {
            return before.clone();
        }
        let mut order: Vec<usize> = (0..exceptions.len()).collect();
        sort_by_rank(&mut order, |place| exceptions.get(*place).map(|exception| exception.first).into());
        order
    });
    let list = next_id();
    let within = list.clone();
    let add = move |_| {
        let today = ws.today.get_untracked();
        let place = record.with_untracked(|record| record.as_ref().map_or(0, |calendar| calendar.0.exceptions.len()));
        // The new row may stand anywhere by its date; it is drawn, whatever the limit.
        limit.update(|limit| *limit = (*limit).max(place + 1));
        ws.update(&id.get_value(), |calendar: &mut Calendar| {
            calendar.exceptions.push(CalendarException { name: String::new(), first: today, last: today, worked: false, extra: Default::default() });
        });
        focus_soon(format!("#{within} [data-exception=\"{place}\"] input"));
    };
    let drawn = move || order.with(|order| order.iter().take(limit.get()).map(|place| Arc::from(place.to_string())).collect());
    let hidden = memo(move |_| order.with(Vec::len).saturating_sub(limit.get()));
    html! {
        <p class="muted" hidden={move || !order.with(Vec::is_empty)}>"Add the days on which nobody works, or on which people work though the week says otherwise."</p>
        <ul class="exceptions" id=list aria-label="Holidays and other exceptions">
            {keyed(drawn, move |key| key.parse().map_or(Html::Nothing, |place| html! { <Row id record place/> }))}
        </ul>
        {move || (hidden.get() > 0).then(|| html! {
            <button type="button" class="more" on:click=move |_| limit.update(|limit| *limit += BATCH)>{format!("Show {} more", hidden.get().min(BATCH))}</button>
        })}
        <button type="button" class="add" on:click=add><Icon path=icon::ADD/>"Add an exception"</button>
    }
}

/// One exception.
#[component]
fn Row(id: StoredValue<Id<Calendar>>, record: Memo<Option<Shared<Calendar>>>, place: usize) -> Html {
    let ws = workspace();
    let own = memo(move |_| record.get().and_then(|calendar| calendar.0.exceptions.get(place).cloned()));
    let change = move |change: &dyn Fn(&mut CalendarException)| {
        ws.update(&id.get_value(), |calendar: &mut Calendar| calendar.exceptions.get_mut(place).into_iter().for_each(change));
    };
    let name = derive(move || own.get().map_or(String::new(), |own| own.name));
    let set_first = Callback::new(move |day: Option<Date>| -> Result<(), String> {
        let first = day.ok_or("A first day is needed. Press Escape to keep the old one.")?;
        // What lasted some days goes on lasting them, where it would end before it begins.
        change(&|own| {
            let length = own.last.days_since(own.first);
            own.first = first;
            if own.last < first {
                own.last = first.plus_days(length);
            }
        });
        Ok(())
    });
    let set_last = Callback::new(move |day: Option<Date>| -> Result<(), String> {
        let last = day.ok_or("A last day is needed. Press Escape to keep the old one.")?;
        if let Some(first) = own.get_untracked().map(|own| own.first).filter(|first| last < *first) {
            return Err(format!("It cannot end before it begins on {first}."));
        }
        change(&|own| own.last = last);
        Ok(())
    });
    let worked = derive(move || own.get().is_some_and(|own| own.worked));
    let remove = move |_| {
        let Some(mut calendar) = ws.record(&id.get_value()) else { return };
        if place < calendar.exceptions.len() {
            let gone = calendar.exceptions.remove(place);
            ws.remove_with(Calendar::change(Edit::put(calendar)), "exception", &gone.name);
        }
    };
    let called = move || own.get().map_or(String::new(), |own| if own.name.is_empty() { own.first.to_string() } else { own.name });
    html! {
        <li data-exception=place.to_string()>
            <TextField label="Name" value=name commit=any_text(move |text| change(&|own| own.name = text.clone())) placeholder="Christmas Day"/>
            <CheckedDateField label="First day" value=derive(move || own.get().map(|own| own.first)) commit=set_first/>
            <CheckedDateField label="Last day" value=derive(move || own.get().map(|own| own.last)) commit=set_last/>
            <label class="tick"><input type="checkbox" prop:checked=worked on:change=move |event| { let worked = event_target_checked(&event); change(&|own| own.worked = worked); }/><span>"Worked"</span></label>
            <button type="button" class="quiet" aria-label={move || format!("Remove {}", called())} on:click=remove><Icon path=icon::REMOVE/></button>
        </li>
    }
}
