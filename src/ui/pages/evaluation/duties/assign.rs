//! Several duties given to one party as one edit: those that are picked in the register, or a whole area.

use leptos::prelude::*;

use super::super::{read, read_now};
use super::Partner;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::duty::Duty;
use crate::domain::partner::duty::carried::{areas, parties};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::domain::words::count;
use crate::session::duties::{Taker, assigned};
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{RwSignal, Signal, derive, memo};
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::register::{Picked, targets};
use crate::ui::workspace::workspace;

/// What stands for the rows that are picked, and what before the name of an area.
const PICKED: &str = "picked";
const AREA: &str = "area ";

/// What stands for the sponsor, for somebody else, and before the id of a candidate.
const SPONSOR: &str = "sponsor";
const PARTY: &str = "party";
const CANDIDATE: &str = "candidate ";

/// The bar over the register.
#[component]
pub(super) fn Assign(picked: Picked, rows: Signal<Vec<Id<Duty>>>) -> Html {
    let ws = workspace();
    let partner = Partner::in_use();
    let (what, to) = (RwSignal::new(PICKED.to_owned()), RwSignal::new(String::new()));
    let (party, agreement) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let in_sight = memo(move |_| targets(picked, rows).into_iter().collect::<Vec<_>>());
    let whats = memo(move |_| {
        let areas = read(ws, areas).unwrap_or_default();
        let first = (PICKED.to_owned(), format!("The {} ticked below", count(in_sight.with(Vec::len), "duty", "duties")));
        std::iter::once(first).chain(areas.into_iter().map(|area| (format!("{AREA}{area}"), format!("All of: {area}")))).collect::<Vec<_>>()
    });
    let takers = memo(move |_| {
        let candidates = |evaluation: &PartnerEvaluation| {
            evaluation.candidates.iter().map(|candidate| (format!("{CANDIDATE}{}", candidate.id), shown(candidate.as_ref()))).collect::<Vec<_>>()
        };
        let named = [("", "Choose who"), (SPONSOR, "The sponsor"), (PARTY, "Somebody else")].map(|(key, label)| (key.to_owned(), label.to_owned()));
        let [none, sponsor, other] = named;
        [none, sponsor].into_iter().chain(read(ws, candidates).unwrap_or_default()).chain([other]).collect::<Vec<_>>()
    });
    let suggestions = derive(move || read(ws, parties).unwrap_or_default());
    let is_party = move || to.get() == PARTY;
    let assign = move |_| {
        let (what, to) = (what.get_untracked(), to.get_untracked());
        let duties = match what.strip_prefix(AREA) {
            Some(area) => read_now(ws, |evaluation| of_area(evaluation, area)).unwrap_or_default(),
            None => in_sight.get_untracked(),
        };
        if duties.is_empty() {
            return ws.say("Tick the duties in the register first, or choose an area.");
        }
        let taker = match (to.as_str(), to.strip_prefix(CANDIDATE).and_then(Id::<Candidate>::parse)) {
            (_, Some(candidate)) => Taker::Candidate(candidate),
            (SPONSOR, _) => Taker::Sponsor,
            (PARTY, _) if !party.get_untracked().trim().is_empty() => Taker::Party(party.get_untracked()),
            (PARTY, _) => return ws.say("Say who takes them, for example the central laboratory."),
            _ => return ws.say("Choose who takes them."),
        };
        let change = read_now(ws, |evaluation| assigned(evaluation, &duties, &taker, &agreement.get_untracked(), partner.id_untracked().as_ref())).flatten();
        match change.map(|(change, number)| (ws.dispatch(change), number)) {
            Some((true, number)) => {
                let said = match duties.len().saturating_sub(number) {
                    0 => format!("Assigned {}.", count(number, "duty", "duties")),
                    _ => format!("Assigned {number} of {}. The rest says so already, or cannot be transferred.", count(duties.len(), "duty", "duties")),
                };
                ws.say_with(said, "Undo", move || ws.undo());
            }
            Some((false, _)) => {}
            None => ws.say("They say so already, or cannot be transferred."),
        }
    };
    html! {
        <div class="assign card" role="group" aria-label="Assign several duties">
            <SelectField label="Assign" options=whats value=derive(move || what.get()) commit=Callback::new(move |key| what.set(key))/>
            <SelectField label="To" options=takers value=derive(move || to.get()) commit=Callback::new(move |key| to.set(key))/>
            {move || is_party().then(|| html! { <TextField label="Who" placeholder="Central laboratory" value=derive(move || party.get()) commit=any_text(move |text| party.set(text)) live=Callback::new(move |text| party.set(text)) suggestions/> })}
            <TextField label="Written in" placeholder="Work order 1, section 4" value=derive(move || agreement.get()) commit=any_text(move |text| agreement.set(text)) live=Callback::new(move |text| agreement.set(text))/>
            <button type="button" on:click=assign>"Assign"</button>
        </div>
    }
}

fn of_area(evaluation: &PartnerEvaluation, area: &str) -> Vec<Id<Duty>> {
    evaluation.duties.iter().filter(|duty| duty.area() == area).map(|duty| duty.id.clone()).collect()
}
