//! A list of holidays that is pasted into a calendar.

use leptos::prelude::*;

use crate::domain::id::Id;
use crate::domain::schedule::calendar::Calendar;
use crate::domain::words::{clipped, count, quoted};
use crate::formats::holidays::{self, Unread};
use crate::session::command::{Edit, Kept};
use crate::ui::html::{Html, html};
use crate::ui::signals::RwSignal;
use crate::ui::widgets::field::next_id;
use crate::ui::workspace::workspace;

/// How many lines that were not understood are named.
const NAMED: usize = 20;

/// The field, and what came of the list. Lines that were not understood stay in the field, to be mended there.
#[component]
pub fn Paste(id: StoredValue<Id<Calendar>>) -> Html {
    let ws = workspace();
    let text = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    let unread = RwSignal::new(Vec::<Unread>::new());
    let take = move |_| {
        let found = holidays::read(&text.get_untracked());
        let read = found.days.len();
        if read == 0 && found.unread.is_empty() {
            said.set("There is nothing in the list yet.".to_owned());
            return;
        }
        let Some(mut calendar) = ws.record(&id.get_value()) else { return };
        let added = holidays::merge(&mut calendar.exceptions, found.days);
        // Where the edit is refused, the list stays in the field.
        if added > 0 && !ws.dispatch(Calendar::change(Edit::put(calendar))) {
            return;
        }
        let known = match read - added {
            0 => String::new(),
            known => format!(" {} there already.", count(known, "was", "were")),
        };
        let lost = match found.unread.len() {
            0 => String::new(),
            lost => format!(" {} not understood, and still in the field.", count(lost, "line was", "lines were")),
        };
        said.set(format!("{} added.{known}{lost}", count(added, "holiday", "holidays")));
        text.set(found.unread.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"));
        unread.set(found.unread);
    };
    let lines = move || {
        unread.with(|unread| {
            let more = unread.len().saturating_sub(NAMED);
            let named =
                unread.iter().take(NAMED).map(|line| html! { <li>{format!("{}: {}", quoted(&clipped(&line.text, 60)), line.why)}</li> }).collect::<Html>();
            html! { {named}{(more > 0).then(|| html! { <li>{format!("And {more} more.")}</li> })} }
        })
    };
    let (field, help) = (next_id(), next_id());
    html! {
        <div class="field">
            <label for=field.clone()>"Holidays, one on each line"</label>
            <textarea id=field rows="4" aria-describedby=help.clone() prop:value=text on:input=move |event| text.set(event_target_value(&event))></textarea>
            <p id=help class="field-help">"2027-12-25 Christmas Day, or 25 Dec 2027, Christmas Day, or two dates with to between them. Cells of a table can be pasted as they are."</p>
        </div>
        <button type="button" on:click=take>"Add these holidays"</button>
        <p role="status">{move || said.get()}</p>
        <ul class="unread" aria-label="Lines that were not understood" hidden={move || unread.with(Vec::is_empty)}>{lines}</ul>
    }
}
