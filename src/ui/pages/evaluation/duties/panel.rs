//! The chosen duty, editable in place: what is open, who carries it, and how the sponsor sees that it is done.

use leptos::prelude::*;

use super::super::read;
use super::holders::Holders;
use super::rows::{pill, told};
use super::{Partner, as_written, remove};
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::partner::duty::Duty;
use crate::domain::partner::duty::carried::{Trouble, areas};
use crate::domain::words::capitalised;
use crate::ui::html::{Html, html};
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::{Kind, TextField, any_text, some_text};
use crate::ui::widgets::register::{RecordPanel, Shared, chosen_record};
use crate::ui::workspace::{Workspace, workspace};

/// The panel beside the register.
#[component]
pub(super) fn DutyPanel() -> Html {
    chosen_record(workspace(), None, "This duty is not in the register any more.", panel)
}

fn panel(ws: Workspace, id: Id<Duty>, record: Memo<Option<Shared<Duty>>>) -> Html {
    let id = StoredValue::new(id);
    let text = move |read: fn(&Duty) -> &str| derive(move || record.with(|record| record.as_ref().map_or(String::new(), |duty| read(&duty.0).to_owned())));
    let set = move |put: fn(&mut Duty, String)| any_text(move |text| ws.update(&id.get_value(), |duty: &mut Duty| put(duty, text)));
    let suggestions = derive(move || read(ws, areas).unwrap_or_default());
    let tick = move |label: &'static str, read: fn(&Duty) -> bool, put: fn(&mut Duty, bool)| {
        let checked = move || record.with(|record| record.as_ref().is_some_and(|duty| read(&duty.0)));
        html! {
            <label class="check"><input type="checkbox" prop:checked=checked on:change=move |event| { let ticked = event_target_checked(&event); ws.update(&id.get_value(), |duty: &mut Duty| put(duty, ticked)); }/>" "{label}</label>
        }
    };
    html! {
        <RecordPanel label="Chosen duty" class="card record-panel duty-panel" head=html! { <h2>"Duty"</h2> }>
            <TextField label="Duty" kind=Kind::Paragraph value=text(|duty| &duty.name) commit=some_text("A duty", move |text| ws.update(&id.get_value(), |duty: &mut Duty| duty.name = text))/>
            <Open record/>
            <Holders id record/>
            {tick("The sponsor also does a part", |duty| duty.shared, |duty, ticked| duty.shared = ticked)}
            {tick("Cannot be transferred", |duty| duty.retained, |duty, ticked| duty.retained = ticked)}
            <TextField label="How the sponsor sees that it is done" kind=Kind::Paragraph placeholder="What is reported, how often, to whom" value=text(|duty| &duty.oversight) commit=set(|duty, text| duty.oversight = text)/>
            <TextField label="Area" value=text(|duty| &duty.area) commit=set(|duty, text| duty.area = as_written(text.trim()).to_owned()) suggestions/>
            <TextField label="Laid down in" placeholder="ICH E6(R3) 3.11.4" value=text(|duty| &duty.reference) commit=set(|duty, text| duty.reference = text)/>
            <div class="row-of-buttons"><button type="button" on:click=move |_| remove(ws, vec![id.get_value()])>"Remove"</button></div>
        </RecordPanel>
    }
}

/// What does not fit together, and what to do.
#[component]
fn Open(record: Memo<Option<Shared<Duty>>>) -> Html {
    let ws = workspace();
    let partner = Partner::in_use();
    let troubles = memo(move |_| {
        // Who the partner is changes what is open.
        let _ = partner.id();
        record.get().and_then(|duty| told(ws, &duty.0)).map(|found| found.troubles).unwrap_or_default()
    });
    let item = |trouble: Trouble| html! { <li>{pill(trouble)}<p>{format!("{}. {}", capitalised(trouble.label()), trouble.mend())}</p></li> };
    html! { <ul class="duty-open" aria-label="What is open" hidden={move || troubles.with(Vec::is_empty)}>{move || troubles.get().into_iter().map(item).collect::<Html>()}</ul> }
}
