//! The days of the week on which a calendar works: a box for each.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::schedule::calendar::{Calendar, Weekday, WorkWeek};
use crate::ui::html::{Html, html};
use crate::ui::signals::{Memo, RwSignal, derive};
use crate::ui::widgets::field::next_id;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// The boxes. The last day that is worked cannot be taken out.
#[component]
pub fn Week(id: StoredValue<Id<Calendar>>, record: Memo<Option<Shared<Calendar>>>) -> Html {
    let ws = workspace();
    let refused = RwSignal::new(false);
    let tick = move |day: &'static Weekday| {
        let day = *day;
        let works = derive(move || record.get().is_some_and(|calendar| calendar.0.week.works(day)));
        let toggle = move |event: leptos::ev::Event| {
            let wanted = event_target_checked(&event);
            let now = record.get_untracked().map(|calendar| calendar.0.week.days()).unwrap_or_default();
            let days: Vec<Weekday> = now.into_iter().filter(|known| *known != day).chain(wanted.then_some(day)).collect();
            let week = WorkWeek::new(&days);
            refused.set(week.is_none());
            if let Some(week) = week {
                ws.update(&id.get_value(), |calendar: &mut Calendar| calendar.week = week);
            }
            // Where the edit was refused, the box goes back to what the calendar says.
            if let Some(tick) = event.target().and_then(|tick| tick.dyn_into::<web_sys::HtmlInputElement>().ok()) {
                tick.set_checked(works.get_untracked());
            }
        };
        html! { <label class="tick"><input type="checkbox" prop:checked=works on:change=toggle/><span>{day.label()}</span></label> }
    };
    let help = next_id();
    html! {
        <fieldset class="week" aria-describedby=help.clone()>
            <legend>"Worked on"</legend>
            {Weekday::ALL.iter().map(tick).collect::<Html>()}
            <p id=help class="field-help complaint" role="status">{move || refused.get().then_some("At least one day of the week is worked. Tick another one first.")}</p>
        </fieldset>
    }
}
