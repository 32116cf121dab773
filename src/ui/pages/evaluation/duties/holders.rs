//! To whom a duty is transferred: a row for each holder, candidates and others, with the part and where it is written.

use leptos::prelude::*;

use super::super::read;
use super::Partner;
use crate::domain::id::Id;
use crate::domain::partner::candidate::Candidate;
use crate::domain::partner::duty::carried::parties;
use crate::domain::partner::duty::{Duty, DutyHolder};
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::scorecard::shown;
use crate::session::command::{Edit, Kept};
use crate::ui::html::{Html, each, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive, memo};
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::icon::{self, Icon};
use crate::ui::widgets::list::focus_in_last;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// What stands for somebody who is no candidate.
const PARTY: &str = "";

/// The holders.
#[component]
pub(super) fn Holders(id: StoredValue<Id<Duty>>, record: Memo<Option<Shared<Duty>>>) -> Html {
    let ws = workspace();
    let partner = Partner::in_use();
    let places = memo(move |_| record.get().map_or(0, |duty| duty.0.holders.len()));
    let list = NodeRef::<leptos::html::Ul>::new();
    let add = move |_| {
        let holder = partner.id_untracked().map_or_else(|| DutyHolder::party(""), DutyHolder::candidate);
        let Some(mut duty) = ws.record(&id.get_value()) else { return };
        // The partner first; whoever is added after it is somebody else.
        let taken = duty.holders.iter().any(|known| known.candidate.is_some() && known.candidate == holder.candidate);
        duty.holders.push(if taken { DutyHolder::party("") } else { holder });
        if ws.dispatch(Duty::change(Edit::put(duty))) {
            focus_in_last(list, "select");
        }
    };
    html! {
        <fieldset class="holders">
            <legend>"Transferred to"</legend>
            <p class="field-help" hidden={move || places.get() > 0}>"Nobody: the sponsor keeps it."</p>
            <ul node_ref=list>{each(move || (0..places.get()).collect(), usize::to_string, move |place| html! { <Holder id record place/> })}</ul>
            <div class="row-of-buttons"><button type="button" class="add" on:click=add><Icon path=icon::ADD/>"Add a holder"</button></div>
        </fieldset>
    }
}

/// One holder.
#[component]
fn Holder(id: StoredValue<Id<Duty>>, record: Memo<Option<Shared<Duty>>>, place: usize) -> Html {
    let ws = workspace();
    let partner = Partner::in_use();
    let own = memo(move |_| record.get().and_then(|duty| duty.0.holders.get(place).cloned()));
    let write = move |write: &dyn Fn(&mut DutyHolder)| ws.update(&id.get_value(), |duty: &mut Duty| duty.holders.get_mut(place).into_iter().for_each(write));
    let text = move |read: fn(&DutyHolder) -> &str| derive(move || own.with(|own| own.as_ref().map_or(String::new(), |own| read(own).to_owned())));
    let set = move |put: fn(&mut DutyHolder, &str)| any_text(move |text| write(&|holder| put(holder, text.trim())));
    let options = memo(move |_| {
        let candidates = |evaluation: &PartnerEvaluation| {
            evaluation.candidates.iter().map(|candidate| (candidate.id.to_string(), shown(candidate.as_ref()))).collect::<Vec<_>>()
        };
        let mut all = read(ws, candidates).unwrap_or_default();
        // A holder that is no candidate any more is shown for what it is.
        let gone = own
            .with(|own| own.as_ref().and_then(|own| own.candidate.as_ref()).map(ToString::to_string))
            .filter(|key| all.iter().all(|(known, _)| known != key));
        all.extend(gone.map(|key| (key, "A candidate that is gone".to_owned())));
        all.push((PARTY.to_owned(), "Somebody else".to_owned()));
        all
    });
    let who = derive(move || own.with(|own| own.as_ref().and_then(|own| own.candidate.as_ref()).map_or(PARTY.to_owned(), ToString::to_string)));
    let set_who = Callback::new(move |key: String| {
        let candidate = Id::<Candidate>::parse(&key);
        write(&|holder| {
            holder.candidate.clone_from(&candidate);
            if candidate.is_some() {
                holder.party.clear();
            }
        });
    });
    let is_party = memo(move |_| own.with(|own| own.as_ref().is_some_and(|own| own.candidate.is_none())));
    let suggestions = derive(move || read(ws, parties).unwrap_or_default());
    let called = move || match own.get() {
        Some(DutyHolder { candidate: None, party, .. }) if !party.trim().is_empty() => party,
        Some(DutyHolder { candidate: Some(candidate), .. }) => {
            read(ws, |evaluation| evaluation.candidates.get(&candidate).map(|known| shown(known.as_ref()))).flatten().unwrap_or_default()
        }
        _ => String::new(),
    };
    let name = move || Some(called()).filter(|name| !name.is_empty()).unwrap_or_else(|| "the holder".to_owned());
    let another = move || own.with(|own| own.as_ref().and_then(|own| own.candidate.clone())).is_some_and(|candidate| partner.id() != Some(candidate));
    let remove = move |_| {
        let Some(mut duty) = ws.record(&id.get_value()).filter(|duty: &Duty| place < duty.holders.len()) else { return };
        duty.holders.remove(place);
        ws.remove_with(Duty::change(Edit::put(duty)), "holder", &untrack(called));
    };
    html! {
        <li><div role="group" aria-label={move || format!("Holder {}: {}", place + 1, name())}>
            <div class="holder-who">
                <SelectField label="Who" options value=who commit=set_who/>
                <button type="button" class="quiet" aria-label={move || format!("Remove {}", name())} on:click=remove><Icon path=icon::REMOVE/></button>
            </div>
            {move || is_party.get().then(|| html! { <TextField label="Name" placeholder="Central laboratory" value=text(|holder| &holder.party) commit=set(|holder, text| text.clone_into(&mut holder.party)) suggestions/> })}
            <TextField label="Which part" placeholder="Empty: all of it" value=text(|holder| &holder.part) commit=set(|holder, text| text.clone_into(&mut holder.part))/>
            <TextField label="Written in" placeholder="Work order 1, section 4" value=text(|holder| &holder.agreement) commit=set(|holder, text| text.clone_into(&mut holder.agreement))/>
            <p class="field-help" hidden={move || !another()}>"Counts if this candidate is the partner."</p>
        </div></li>
    }
}
