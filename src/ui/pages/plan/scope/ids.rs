//! The ids that registries and other organisations gave the trial: a row each, issuer and id.

use crate::ui::html::{Html, each, html};
use crate::ui::signals::derive;
use leptos::prelude::*;

use super::edit::{changed, edit, of_plan, of_section};
use super::facts::usual;
use super::section::Heads;
use crate::domain::plan::trial::{OtherId, Trial};
use crate::ui::widgets::field::{TextField, any_text};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::workspace::{Workspace, workspace};

const ISSUERS: [&str; 8] = ["ClinicalTrials.gov", "EU CTIS", "EudraCT", "ISRCTN", "UTN (WHO)", "US FDA (IND)", "US FDA (IDE)", "EUDAMED (CIV-ID)"];

/// The list of ids.
#[component]
pub fn OtherIds() -> Html {
    let ws = workspace();
    let number = of_section(ws, |trial: &Trial| trial.other_ids.len());
    let add = move |_| edit(ws, |trial: &mut Trial| trial.other_ids.push(OtherId { issuer: String::new(), value: String::new() }));
    html! {
        <Heads class="ids" titles=&["Issuer", "Id"] empty=derive(move || number.get() == 0)/>
        <ul class="editable ids" aria-label="Ids given by registries and others">
            {each(move || (0..number.get()).collect(), usize::to_string, move |place| row(ws, place))}
        </ul>
        <p class="muted" hidden={move || number.get() != 0}>"Registry numbers belong here: ClinicalTrials.gov, EU CTIS, the number of the IND."</p>
        <button type="button" class="add" on:click=add><Icon path=icon::ADD/>"Add an id"</button>
    }
}

fn row(ws: Workspace, place: usize) -> Html {
    let id = of_plan(ws, move |plan| plan.trial.other_ids.get(place).map(|id| (id.issuer.clone(), id.value.clone())).unwrap_or_default());
    let set = move |write: fn(&mut OtherId, String)| {
        any_text(move |text| {
            edit(ws, |trial: &mut Trial| {
                if let Some(id) = trial.other_ids.get_mut(place) {
                    write(id, text.trim().to_owned());
                }
            });
        })
    };
    let remove = move |_| {
        let name = id.with_untracked(|(issuer, value)| format!("{issuer} {value}").trim().to_owned());
        let change = changed(ws, |trial: &mut Trial| {
            if place < trial.other_ids.len() {
                trial.other_ids.remove(place);
            }
        });
        if let Some(change) = change {
            ws.remove_with(change, "id", &name);
        }
    };
    html! {
        <li>
            <div class="fields">
                <TextField label="Issuer" value=derive(move || id.with(|(issuer, _)| issuer.clone())) commit=set(|id, text| id.issuer = text) hide_label=true suggestions=usual(&ISSUERS)/>
                <TextField label="Id" value=derive(move || id.with(|(_, value)| value.clone())) commit=set(|id, text| id.value = text) hide_label=true/>
            </div>
            <div class="row-tools">
                <button type="button" class="quiet" aria-label={move || id.with(|(issuer, value)| format!("Remove {issuer} {value}"))} on:click=remove><Icon path=icon::REMOVE/></button>
            </div>
        </li>
    }
}
