//! Who sees it differently, and when everybody was asked.

use leptos::prelude::*;

use super::form::of;
use super::{change, changed};
use crate::domain::extra::Extra;
use crate::domain::partner::decision::Dissent;
use crate::ui::html::{Html, each, html};
use crate::ui::pages::evaluation::read;
use crate::ui::run::Callback;
use crate::ui::signals::{constant, derive, memo};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{DateField, Kind, TextField, any_text};
use crate::ui::widgets::list::focus_last;
use crate::ui::workspace::workspace;

/// The dissents, and the day on which everybody was asked.
#[component]
pub(super) fn Dissents() -> Html {
    let ws = workspace();
    let places = memo(move |_| of(ws, |decision| (0..decision.dissents.len()).collect::<Vec<_>>()));
    let list = NodeRef::<leptos::html::Ul>::new();
    let add = move |_| {
        let added = changed(ws, |decision| decision.dissents.push(Dissent { who: String::new(), view: String::new(), extra: Extra::default() }));
        if added.is_some_and(|added| ws.dispatch(added)) {
            focus_last(list);
        }
    };
    html! {
        <Card title="Dissent">
            <div class="form asked">
                <DateField label="All evaluators were asked on" value=derive(move || of(ws, |decision| decision.dissent_asked)) commit=Callback::new(move |on| change(ws, |decision| decision.dissent_asked = on))/>
            </div>
            <p class="field-help">"Ask everybody who scored. A dissent that is written down makes the decision stronger: it shows that it was heard."</p>
            <ul class="dissents" node_ref=list>{each(move || places.get(), |place| place.to_string(), move |place| html! { <DissentRow place/> })}</ul>
            <button type="button" class="add" on:click=add>"Add a dissent"</button>
        </Card>
    }
}

/// One dissent.
#[component]
fn DissentRow(place: usize) -> Html {
    let ws = workspace();
    let roles =
        memo(move |_| read(ws, |evaluation| evaluation.evaluators.iter().map(|evaluator| evaluator.role.clone()).collect::<Vec<_>>()).unwrap_or_default());
    let get = move |read: fn(&Dissent) -> &String| {
        derive(move || of(ws, |decision| decision.dissents.get(place).map_or(String::new(), |dissent| read(dissent).clone())))
    };
    let set = move |write: fn(&mut Dissent, String)| {
        any_text(move |text| {
            change(ws, |decision| {
                if let Some(dissent) = decision.dissents.get_mut(place) {
                    write(dissent, text);
                }
            })
        })
    };
    let remove = move |_| {
        let mut who = String::new();
        let removed = changed(ws, |decision| {
            if place < decision.dissents.len() {
                who = decision.dissents.remove(place).who;
            }
        });
        if let Some(removed) = removed {
            ws.remove_with(removed, "dissent", &who);
        }
    };
    html! {
        <li role="group" aria-label=format!("Dissent {}", place + 1)>
            <TextField label=constant("Who (role)".to_owned()) value=get(|dissent| &dissent.who) commit=set(|dissent, text| dissent.who = text) suggestions=derive(move || roles.get())/>
            <TextField label=constant("What they would have chosen, and why".to_owned()) kind=Kind::Paragraph value=get(|dissent| &dissent.view) commit=set(|dissent, text| dissent.view = text)/>
            <button type="button" class="quiet" aria-label=format!("Remove dissent {}", place + 1) on:click=remove>"Remove"</button>
        </li>
    }
}
