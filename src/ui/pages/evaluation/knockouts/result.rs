//! The chosen cell: what must be there, of whom, what came of it, and what it rests on.

use leptos::prelude::*;

use super::super::cells::cell_panel;
use super::super::read_now;
use super::board::{OPEN, note};
use crate::domain::choice::Choice;
use crate::domain::partner::knockout::board::BoardCell;
use crate::domain::partner::knockout::{Knockout, KnockoutOutcome, KnockoutResult};
use crate::domain::partner::score::web_address;
use crate::domain::partner::scorecard::shown;
use crate::session::partner_preparation::write_result;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{derive, memo};
use crate::ui::widgets::field::{DateField, Kind, TextField, any_text};
use crate::ui::widgets::register::record_memo;
use crate::ui::workspace::workspace;

/// The panel beside the table.
#[component]
pub(super) fn ResultPanel(cell: BoardCell) -> Html {
    let ws = workspace();
    let (knockout, candidate, result) = (record_memo(ws, cell.knockout.clone()), record_memo(ws, cell.candidate.clone()), record_memo(ws, cell.key()));
    let outcome = memo(move |_| result.with(|result| result.as_ref().and_then(|result| result.0.outcome)));
    let text = move |read: fn(&KnockoutResult) -> &str| {
        derive(move || result.with(|result| result.as_ref().map_or(String::new(), |result| read(&result.0).to_owned())))
    };
    let on = derive(move || result.with(|result| result.as_ref().and_then(|result| result.0.on)));
    let target = StoredValue::new(cell.clone());
    let write = move |change: &dyn Fn(&mut KnockoutResult)| {
        if let Some(change) = read_now(ws, |evaluation| write_result(evaluation, &target.get_value(), |result| change(result))).flatten() {
            ws.dispatch(change);
        }
    };
    let choice = move |wanted: Option<KnockoutOutcome>| {
        let name = wanted.map_or(OPEN, Choice::label);
        html! { <button type="button" aria-pressed={move || (outcome.get() == wanted).to_string()} on:click=move |_| note(ws, &target.get_value(), wanted)>{name}</button> }
    };
    let said = move || {
        let (evidence, link) = (text(|result| &result.evidence).get(), text(|result| &result.link).get());
        let rests = !evidence.trim().is_empty() || !link.trim().is_empty();
        match (outcome.get(), rests) {
            (None, _) => "Open: neither passed nor failed. Nothing follows from it yet.",
            (Some(KnockoutOutcome::Pass), true) => "Passed.",
            (Some(KnockoutOutcome::Pass), false) => "Passed, but nothing shows it: note the evidence.",
            (Some(KnockoutOutcome::Fail), true) => "Failed: the candidate is shown, and not ranked.",
            (Some(KnockoutOutcome::Fail), false) => "Failed: the candidate is shown, and not ranked. Note what it rests on, for it will be asked.",
        }
    };
    let part =
        move |read: fn(&Knockout) -> &str| move || knockout.with(|knockout| knockout.as_ref().map_or(String::new(), |knockout| read(&knockout.0).to_owned()));
    let address = text(|result| &result.link);
    let open_link = move || {
        let link = address.get();
        web_address(&link).map(|link| html! { <p><a href=link.to_owned() rel="noreferrer" target="_blank">"Open the link"<span class="visually-hidden">", in a new tab"</span></a></p> })
    };
    let head = html! {
        <h2>{move || knockout.with(|knockout| knockout.as_ref().map_or(String::new(), |knockout| shown(knockout.0.as_ref())))}</h2>
    };
    let content = html! {
        <p class="of">
            <strong>{move || candidate.with(|candidate| candidate.as_ref().map_or(String::new(), |candidate| shown(candidate.0.as_ref())))}</strong>
            <span class="muted">{move || candidate.with(|candidate| candidate.as_ref().map_or(String::new(), |candidate| format!(", {}", candidate.0.kind.label())))}</span>
        </p>
        <p class="question">{part(|knockout| &knockout.why)}</p>
        <div class="levels outcomes" role="group" aria-label="Outcome">{choice(None)}{choice(Some(KnockoutOutcome::Pass))}{choice(Some(KnockoutOutcome::Fail))}</div>
        <p class="field-help" role="status">{said}</p>
        <TextField label="Evidence" kind=Kind::Paragraph placeholder="Document and page, who confirmed it" value=text(|result| &result.evidence) commit=any_text(move |text| write(&|result| result.evidence = text.clone()))/>
        <p class="field-help">{move || { let shows = part(|knockout| &knockout.evidence)(); if shows.trim().is_empty() { String::new() } else { format!("What shows it: {shows}") } }}</p>
        <TextField label="Link" placeholder="Where the evidence is filed" value=address commit=any_text(move |text| write(&|result| result.link = text.trim().to_owned()))/>
        {open_link}
        <DateField label="Checked on" value=on commit=Callback::new(move |date| write(&|result| result.on = date))/>
    };
    cell_panel(cell.key().to_string(), "The chosen knock-out", head, content)
}
