//! Who could be chosen.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use leptos::prelude::*;

use super::super::{read, read_now};
use super::text_of;
use crate::domain::id::Id;
use crate::domain::partner::candidate::{Candidate, PartnerKind};
use crate::domain::words::count;
use crate::session::cascade_partner::remove_candidate;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{ChoiceField, Kind, TextField, any_text};
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The candidates.
#[component]
pub fn Candidates() -> Html {
    let ws = workspace();
    let rows = memo(move |_| read(ws, |evaluation| evaluation.candidates.iter().map(|candidate| candidate.id.clone()).collect::<Vec<_>>()).unwrap_or_default());
    let aside = derive(move || count(rows.with(Vec::len), "candidate", "candidates"));
    let remove = move |id: Id<Candidate>| {
        if let Some((change, name)) =
            read_now(ws, |evaluation| Some((remove_candidate(evaluation, &id), evaluation.candidates.get(&id)?.name.clone()))).flatten()
        {
            ws.remove_with(change, "candidate", &name);
        }
    };
    html! {
        <Card title="Candidates" aside>
            <EditableList label="Candidates" class="candidates" rows fields add_label="Add a candidate" add=Callback::new(move |()| add(ws)) remove=Callback::new(remove)
                empty="Add the companies that could help to run the trial, at least two. Different kinds can be compared."/>
        </Card>
    }
}

/// Adds a candidate without a name.
pub(super) fn add(ws: Workspace) {
    ws.add(Candidate::new(ws.id(), "", PartnerKind::ContractResearchOrganisation));
}

fn fields(ws: Workspace, id: Id<Candidate>, record: Memo<Option<Shared<Candidate>>>) -> Html {
    let kind = memo(move |_| record.with(|record| record.as_ref().map_or(PartnerKind::ContractResearchOrganisation, |record| record.0.kind)));
    let set = |put: fn(&mut Candidate, String)| {
        let id = id.clone();
        any_text(move |text| ws.update(&id, |candidate: &mut Candidate| put(candidate, text)))
    };
    let set_kind = {
        let id = id.clone();
        Callback::new(move |kind| ws.update(&id, |candidate: &mut Candidate| candidate.kind = kind))
    };
    html! {
        <TextField label="Name" placeholder="Company" value=text_of(record, |candidate| &candidate.name) commit=set(|candidate, name| candidate.name = name)/>
        <div class="field">
            <ChoiceField label="Kind of partner" value=kind commit=set_kind/>
            <p class="field-help">{move || kind.get().fits()}</p>
        </div>
        <TextField label="Note" kind=Kind::Paragraph placeholder="Contact, offices, references" value=text_of(record, |candidate| &candidate.note) commit=set(|candidate, note| candidate.note = note)/>
        <TextField label="Withdrawn because" placeholder="Empty while in the running" hint="With a reason here it stays in the table, without a rank."
            value=text_of(record, |candidate| &candidate.withdrawn) commit=set(|candidate, reason| candidate.withdrawn = reason.trim().to_owned())/>
    }
}
