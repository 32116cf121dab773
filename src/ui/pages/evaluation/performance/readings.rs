//! What was measured of an indicator: each reading in a row, and a row for a new one.

use leptos::prelude::*;

use super::indicators::parsed;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::partner::performance::{IndicatorReading, PartnerIndicator};
use crate::session::command::{Edit, Kept};
use crate::ui::html::{Html, html, live};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal};
use crate::ui::widgets::field::{CheckedDateField, Kind, TextField, any_text};
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// The readings of one indicator.
#[component]
pub(super) fn Readings(id: StoredValue<Id<PartnerIndicator>>, record: Memo<Option<Shared<PartnerIndicator>>>) -> Html {
    let ws = workspace();
    let on = RwSignal::new(Some(ws.today.get_untracked()));
    let (value, complaint) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let add = move |_| {
        let typed = parsed(&value.get_untracked()).and_then(|value| value.ok_or_else(|| "Give the value that was measured.".to_owned()));
        match (on.get_untracked(), typed) {
            (Some(on), Ok(measured)) => {
                let reading = IndicatorReading { on, value: measured, note: String::new(), extra: Extra::default() };
                ws.update(&id.get_value(), |indicator: &mut PartnerIndicator| indicator.read(reading));
                value.set(String::new());
                complaint.set(String::new());
            }
            (None, _) => complaint.set("Give the day on which it was measured.".to_owned()),
            (_, Err(why)) => complaint.set(why),
        }
    };
    let rows = move || {
        let record = record.get()?;
        let row = |reading: &IndicatorReading| {
            let (gone, said) = (reading.clone(), format!("{}: {}", reading.on, record.0.written(reading.value)));
            let name = said.clone();
            let remove = move |_| {
                let Some(mut indicator) = ws.record(&id.get_value()) else { return };
                indicator.readings.retain(|reading| *reading != gone);
                ws.remove_with(PartnerIndicator::change(Edit::put(indicator)), "reading", &name);
            };
            html! {
                <li>
                    <span>{said}</span>
                    <button type="button" class="quiet" aria-label=format!("Remove the reading of {}", reading.on) on:click=remove>"Remove"</button>
                </li>
            }
        };
        Some(record.0.in_time().into_iter().rev().map(row).collect::<Html>())
    };
    let set_on = Callback::new(move |date: Option<Date>| {
        on.set(date);
        Ok(())
    });
    html! {
        <fieldset class="readings">
            <legend>"Readings"</legend>
            <ul aria-label="Readings by date">{live(rows)}</ul>
            <div class="reading-new" role="group" aria-label="A new reading">
                <CheckedDateField label="Date" value=on commit=set_on/>
                <TextField label="Value" value=value commit=any_text(move |text| value.set(text)) kind=Kind::Number/>
                <button type="button" on:click=add>"Add reading"</button>
            </div>
            <p class="field-help complaint" role="status">{move || complaint.get()}</p>
        </fieldset>
    }
}
