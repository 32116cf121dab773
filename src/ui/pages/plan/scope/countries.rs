//! The countries of the trial, with what is planned there beside what is listed.

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, derive};
use leptos::prelude::*;

use super::edit::{ids, of_plan};
use super::facts::Facts;
use super::section::{Heads, Section};
use crate::domain::id::Id;
use crate::domain::overview::scope::{country_words, in_country, planned_words};
use crate::domain::plan::place::Country;
use crate::session::cascade;
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// The card of the countries.
#[component]
pub fn Countries() -> Html {
    let ws = workspace();
    let rows = ids::<Country>(ws);
    let aside = of_plan(ws, planned_words);
    let add = Callback::new(move |()| {
        ws.add(Country { id: ws.id(), name: String::new(), planned_sites: None, planned_participants: None, note: String::new(), extra: Default::default() })
    });
    let remove = Callback::new(move |id: Id<Country>| ws.remove_linked(&id, cascade::without_country));
    html! {
        <Section key="countries" aside>
            <Heads class="countries" titles=&["Country", "Planned sites", "Planned participants", "Listed below", "Note"] empty=derive(move || rows.with(Vec::is_empty))/>
            <EditableList label="Countries" class="countries" rows fields=country add_label="Add a country" add remove
                empty="Each country brings its own authority, ethics committee and start-up time. Add those where sites are planned, with how many sites and participants."/>
        </Section>
    }
}

fn country(ws: Workspace, id: Id<Country>, record: Memo<Option<Shared<Country>>>) -> Html {
    let listed = {
        let id = id.clone();
        of_plan(ws, move |plan| plan.countries.get(&id).map(|country| country_words(country, in_country(plan, &id))))
    };
    let facts = Facts::new(ws, id, record);
    let words = move || {
        listed.get().map(|(words, agrees)| {
            let mark = (!agrees).then(|| html! { <span class="mark" aria-hidden="true">"▲"</span> });
            html! { <span class:differs=!agrees>{mark}{words}</span> }
        })
    };
    html! {
        {facts.line("Country", |country| &country.name, |country, text| country.name = text)}
        {facts.number("Planned sites", |country| country.planned_sites, |country, number| country.planned_sites = number)}
        {facts.number("Planned participants", |country| country.planned_participants, |country, number| country.planned_participants = number)}
        <p class="listed">{words}</p>
        {facts.prose("Note", |country| &country.note, |country, text| country.note = text)}
    }
}
