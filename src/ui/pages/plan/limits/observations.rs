//! What was counted, by date: each count in a row, a row for a new one, and many at once from a spreadsheet.

use leptos::prelude::*;

use super::paste::PasteCounts;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::risk::tolerance::{Observation, ToleranceLimit};
use crate::ui::html::{Html, each, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use crate::ui::widgets::field::{CheckedDateField, Commit, Kind, TextField, any_text};
use crate::ui::widgets::folded::Folded;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// The counts of the chosen limit.
#[component]
pub(super) fn Observations(id: StoredValue<Id<ToleranceLimit>>, record: Memo<Option<Shared<ToleranceLimit>>>) -> Html {
    let ws = workspace();
    // A file may have two counts of one day: their places tell them apart.
    let known = memo(move |_| {
        record.get().map(|limit| limit.0.observations.iter().map(|observation| observation.on).enumerate().collect::<Vec<_>>()).unwrap_or_default()
    });
    let on = RwSignal::new(Some(ws.today.get_untracked()));
    let (counted, of, complaint) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let add = move |_| match observation(on.get_untracked(), &counted.get_untracked(), &of.get_untracked()) {
        Ok(observation) => {
            ws.update(&id.get_value(), |limit: &mut ToleranceLimit| limit.observed(observation));
            counted.set(String::new());
            of.set(String::new());
            complaint.set(String::new());
        }
        Err(why) => complaint.set(why),
    };
    let set_on = Callback::new(move |date: Option<Date>| {
        on.set(date);
        Ok(())
    });
    let paste = Callback::new(move |()| html! { <PasteCounts id/> });
    html! {
        <fieldset class="observations">
            <legend>"Counts"</legend>
            <ul aria-label="Counts by date">{each(move || known.get(), |(place, on)| format!("{place} {}", on.iso()), move |(place, on)| html! { <Count id record place on/> })}</ul>
            <div class="count new" role="group" aria-label="A new count">
                <CheckedDateField label="Date" value=on commit=set_on/>
                <TextField label="Count" value=counted commit=any_text(move |text| counted.set(text)) kind=Kind::Number/>
                <TextField label="Out of" value=of commit=any_text(move |text| of.set(text)) kind=Kind::Number/>
                <button type="button" on:click=add>"Add"</button>
            </div>
            <p class="field-help complaint" role="status">{move || complaint.get()}</p>
            <Folded title="Paste counts from a spreadsheet" class="inner" content=paste/>
        </fieldset>
    }
}

/// One count.
#[component]
fn Count(id: StoredValue<Id<ToleranceLimit>>, record: Memo<Option<Shared<ToleranceLimit>>>, place: usize, on: Date) -> Html {
    let ws = workspace();
    let observed = memo(move |_| record.get().and_then(|limit| limit.0.observations.get(place).cloned()));
    let put = move |before: &Observation, next: Observation| {
        ws.update(&id.get_value(), |limit: &mut ToleranceLimit| {
            limit.observations.retain(|observation| observation != before);
            limit.observed(next);
        });
    };
    let move_to = Callback::new(move |date: Option<Date>| {
        let Some(date) = date else { return Err("Give the day on which it was counted.".to_owned()) };
        let Some(before) = observed.get_untracked() else { return Ok(()) };
        if record.get_untracked().is_some_and(|limit| limit.0.observations.iter().any(|other| other.on == date && *other != before)) {
            return Err(format!("There is a count of {date} already."));
        }
        put(&before, Observation { on: date, ..before.clone() });
        Ok(())
    });
    let number = move |of: bool| -> Commit {
        Callback::new(move |text: String| {
            let Some(before) = observed.get_untracked() else { return Ok(()) };
            let (count, out_of) = if of { (before.count.to_string(), text) } else { (text, before.of.to_string()) };
            let next = observation(Some(before.on), &count, &out_of)?;
            put(&before, Observation { extra: before.extra.clone(), ..next });
            Ok(())
        })
    };
    let remove = move |_| {
        if let Some(gone) = observed.get_untracked() {
            ws.update(&id.get_value(), |limit: &mut ToleranceLimit| limit.observations.retain(|observation| *observation != gone));
        }
    };
    html! {
        <li><div class="count" role="group" aria-label=format!("Count of {on}")>
            <CheckedDateField label="Date" hide_label=true value=derive(move || observed.get().map(|observation| observation.on)) commit=move_to/>
            <TextField label="Count" hide_label=true value=derive(move || observed.get().map(|observation| observation.count.to_string()).unwrap_or_default()) commit=number(false) kind=Kind::Number/>
            <TextField label="Out of" hide_label=true value=derive(move || observed.get().map(|observation| observation.of.to_string()).unwrap_or_default()) commit=number(true) kind=Kind::Number/>
            <button type="button" class="quiet" aria-label=format!("Remove the count of {on}") on:click=remove>"Remove"</button>
        </div></li>
    }
}

/// A count as it is typed, or why it cannot stand.
fn observation(on: Option<Date>, count: &str, of: &str) -> Result<Observation, String> {
    let on = on.ok_or("Give the day on which it was counted.")?;
    let number = |text: &str| text.trim().parse::<u32>().map_err(|_| "Give whole numbers: how many had the error, out of how many.".to_owned());
    let (count, of) = (number(count)?, number(of)?);
    if count > of {
        return Err(format!("{count} cannot be counted out of {of}."));
    }
    Ok(Observation::new(on, count, of))
}
