//! Counts that are pasted from a spreadsheet, after they were shown.

use leptos::prelude::*;

use crate::domain::id::Id;
use crate::domain::risk::tolerance::ToleranceLimit;
use crate::domain::words::{count, listed};
use crate::formats::pasted_observations::{EXAMPLE, read};
use crate::ui::html::{Html, html};
use crate::ui::signals::{RwSignal, memo};
use crate::ui::widgets::field::next_id;
use crate::ui::workspace::workspace;

/// How many counts are named before they are added.
const SHOWN: usize = 6;

/// The field, what was made of it, and the button.
#[component]
pub(super) fn PasteCounts(id: StoredValue<Id<ToleranceLimit>>) -> Html {
    let ws = workspace();
    let text = RwSignal::new(String::new());
    let found = memo(move |_| text.with(|text| read(text)));
    let adds = move || {
        let (counts, blank) = (found.get().0, text.with(|text| text.trim().is_empty()));
        let shown: Vec<String> =
            counts.iter().take(SHOWN).map(|observation| format!("{} of {} on {}", observation.count, observation.of, observation.on)).collect();
        match counts.len() {
            0 if blank => String::new(),
            0 => "There is nothing to add yet.".to_owned(),
            number if number > SHOWN => {
                format!("This adds {}: {} and others. Counts of the same day give way.", count(number, "count", "counts"), shown.join(", "))
            }
            number => format!("This adds {}: {}. Counts of the same day give way.", count(number, "count", "counts"), listed(&shown)),
        }
    };
    let remarks = move || found.get().1.into_iter().map(|sentence| html! { <li>{sentence}</li> }).collect::<Html>();
    let add = move |_| {
        let counts = found.get_untracked().0;
        let number = counts.len();
        ws.update(&id.get_value(), |limit: &mut ToleranceLimit| counts.into_iter().for_each(|observation| limit.observed(observation)));
        text.set(String::new());
        ws.say_with(format!("Added {}.", count(number, "count", "counts")), "Undo", move || ws.undo());
    };
    let field = next_id();
    html! {
        <div class="field">
            <label for=field.clone()>"Rows: date, count, out of how many"</label>
            <textarea id=field rows="4" wrap="off" spellcheck="false" placeholder=EXAMPLE prop:value=text on:input=move |event| text.set(event_target_value(&event))></textarea>
        </div>
        <p role="status">{adds}</p>
        <ul class="remarks muted">{remarks}</ul>
        <div class="row-of-buttons"><button type="button" disabled={move || found.with(|found| found.0.is_empty())} on:click=add>"Add the counts"</button></div>
    }
}
