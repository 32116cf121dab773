//! The sites of the trial. The list may be long: it is filtered, and drawn in batches.
//!
//! A site that is new, being edited, or named in the address stays in the list though the filter leaves it out:
//! nothing vanishes under the hands of whoever types.

use std::collections::BTreeSet;

use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, RwSignal, derive, memo};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::edit::{ids, of_plan};
use super::facts::{Facts, Options};
use super::section::{Heads, Section};
use crate::domain::choice::Choice;
use crate::domain::id::Id;
use crate::domain::overview::scope::listed_words;
use crate::domain::plan::place::{Country, Site, SiteStatus};
use crate::session::cascade;
use crate::session::search::score;
use crate::ui::pages::plan::schedule::with_plan;
use crate::ui::widgets::field::{SelectField, TextField, any_text};
use crate::ui::widgets::list::EditableList;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::{Workspace, workspace};

/// How many rows are drawn at first, and how many more at each request.
const BATCH: usize = 50;

/// What the address says for sites without a country.
const NOWHERE: &str = "~none";

/// What the list is narrowed to; empty texts leave it open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Filter {
    country: String,
    status: String,
    text: String,
}

impl Filter {
    fn of(ws: Workspace) -> Filter {
        Filter { country: ws.filtered("country"), status: ws.filtered("status"), text: ws.filtered("q") }
    }

    fn is_open(&self) -> bool {
        *self == Filter::default()
    }

    fn takes(&self, site: &Site, lives: bool) -> bool {
        let country = match self.country.as_str() {
            "" => true,
            NOWHERE => !lives,
            wanted => site.country.as_ref().is_some_and(|country| country.as_str() == wanted),
        };
        let status = self.status.is_empty() || site.status.key() == self.status;
        country && status && (self.text.is_empty() || score(&self.text, &format!("{} {} {}", site.name, site.city, site.note)).is_some())
    }
}

/// The card of the sites.
#[component]
pub fn Sites() -> Html {
    let ws = workspace();
    let all = ids::<Site>(ws);
    let filter = memo(move |_| Filter::of(ws));
    let held = RwSignal::new(BTreeSet::<String>::new());
    let limit = RwSignal::new(BATCH);
    let chosen = memo(move |_| ws.place().and_then(|place| place.record));
    let found = memo(move |_| {
        let filter = filter.get();
        let stays = |site: &Site| held.with(|held| held.contains(site.id.as_str())) || chosen.with(|chosen| chosen.as_deref() == Some(site.id.as_str()));
        with_plan(ws, |plan| {
            let lives = |site: &Site| site.country.as_ref().is_some_and(|country| plan.countries.get(country).is_some());
            plan.sites
                .iter()
                .filter_map(|site| {
                    let stays = stays(site);
                    (stays || filter.takes(site, lives(site))).then(|| (site.id.clone(), stays))
                })
                .collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let rows = memo(move |_| {
        found.with(|found| {
            found.iter().enumerate().filter(|(place, (_, stays))| *place < limit.get() || *stays).map(|(_, (id, _))| id.clone()).collect::<Vec<_>>()
        })
    });
    let hidden = memo(move |_| found.with(Vec::len).saturating_sub(rows.with(Vec::len)));
    let narrow = move |name: &'static str, value: &str| {
        held.set(BTreeSet::new());
        limit.set(BATCH);
        ws.filter(name, value);
    };
    let clear = move |_| ["country", "status", "q"].into_iter().for_each(|name| narrow(name, ""));
    let add = Callback::new(move |()| {
        let site = new_site(ws, &filter.get_untracked());
        held.update(|held| {
            held.insert(site.id.to_string());
        });
        ws.add(site);
    });
    let remove = Callback::new(move |id: Id<Site>| ws.remove_linked(&id, cascade::without_site));
    let hold = move |event: &web_sys::Event| {
        let row = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).and_then(|field| field.closest("[data-record]").ok().flatten());
        if let Some(id) = row.and_then(|row| row.get_attribute("data-record")).filter(|id| !held.with_untracked(|held| held.contains(id))) {
            held.update(|held| {
                held.insert(id);
            });
        }
    };
    let countries = of_plan(ws, |plan| {
        let named = plan.countries.iter().map(|country| (country.id.to_string(), country.name.clone()));
        [(String::new(), "All countries".to_owned())].into_iter().chain(named).chain([(NOWHERE.to_owned(), "No country".to_owned())]).collect::<Options>()
    });
    let statuses: Options = std::iter::once((String::new(), "Any status".to_owned()))
        .chain(SiteStatus::ALL.iter().map(|status| (status.key().to_owned(), status.label().to_owned())))
        .collect();
    let tally = move || match (all.with(Vec::len), found.with(Vec::len)) {
        (all, found) if found < all => format!("{found} of {all} sites match."),
        _ => String::new(),
    };
    let none = derive(move || all.with(Vec::is_empty));
    html! {
        <Section key="sites" aside=of_plan(ws, listed_words)>
            <p class="muted before" hidden={move || !none.get()}>"Hospitals, practices and centres belong here as soon as they are considered; their status says how far each has come."</p>
            <div class="filters" hidden=none>
                <div class="search"><TextField label="Find a site" value=derive(move || filter.with(|filter| filter.text.clone())) commit=any_text(|_| ()) live=Callback::new(move |text: String| narrow("q", &text)) placeholder="Name, city or note"/></div>
                <SelectField label="In country" options=countries value=derive(move || filter.with(|filter| filter.country.clone())) commit=Callback::new(move |key: String| narrow("country", &key))/>
                <SelectField label="With status" options=statuses value=derive(move || filter.with(|filter| filter.status.clone())) commit=Callback::new(move |key: String| narrow("status", &key))/>
                <p class="tally" role="status">{tally}</p>
                <button type="button" hidden={move || filter.with(Filter::is_open)} on:click=clear>"Show all"</button>
            </div>
            <div on:focusin=move |event| hold(&event) on:input=move |event| hold(&event)>
                <Heads class="sites" titles=&["Site", "City", "Country", "Status", "Participants", "Note"] empty=derive(move || rows.with(Vec::is_empty))/>
                <EditableList label="Sites" class="sites" rows fields=site add_label="Add a site" add remove empty=""/>
            </div>
            <button type="button" class="more" hidden={move || hidden.get() == 0} on:click=move |_| limit.update(|limit| *limit += BATCH)>
                {move || format!("Show {} more of {}", hidden.get().min(BATCH), found.with(Vec::len))}
            </button>
        </Section>
    }
}

/// A site that fits the filter, so that it stands where the user looks.
fn new_site(ws: Workspace, filter: &Filter) -> Site {
    Site {
        id: ws.id(),
        name: String::new(),
        city: String::new(),
        country: Some(filter.country.as_str()).filter(|country| *country != NOWHERE).and_then(Id::<Country>::parse),
        status: SiteStatus::from_key(&filter.status).unwrap_or(SiteStatus::Identified),
        planned_participants: None,
        note: String::new(),
        extra: Default::default(),
    }
}

fn site(ws: Workspace, id: Id<Site>, record: Memo<Option<Shared<Site>>>) -> Html {
    let facts = Facts::new(ws, id, record);
    let countries = of_plan(ws, |plan| plan.countries.iter().map(|country| (country.id.to_string(), country.name.clone())).collect::<Options>());
    html! {
        {facts.line("Site", |site| &site.name, |site, text| site.name = text)}
        {facts.line("City", |site| &site.city, |site, text| site.city = text)}
        {facts.pick("Country", "No country", countries, |site| site.country.clone(), |site, country| site.country = country)}
        {facts.choice("Status", |site| site.status, |site, status| site.status = status)}
        {facts.number("Planned participants", |site| site.planned_participants, |site, number| site.planned_participants = number)}
        {facts.prose("Note", |site| &site.note, |site, text| site.note = text)}
    }
}
