//! Where the chosen task belongs: what it is part of, the calendar by which it is worked, the country and the site that it is
//! done for.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::schedule::with_plan;
use super::scope::edit::of_plan;
use super::scope::facts::{Options, gone};
use super::task_logic::is_summary;
use super::task_picker::TaskPicker;
use crate::domain::id::Id;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::place::Site;
use crate::domain::schedule::outline::Outline;
use crate::domain::schedule::task::{Task, TaskKind};
use crate::session::command::{Edit, Kept};
use crate::session::naming;
use crate::ui::html::{Html, html};
use crate::ui::run::Callback;
use crate::ui::signals::{Memo, Signal, derive, memo};
use crate::ui::widgets::field::SelectField;
use crate::ui::widgets::register::Shared;
use crate::ui::workspace::workspace;

/// The fields. Those for a country and a site are there where the plan has any.
#[component]
pub fn TaskPlace(id: StoredValue<Id<Task>>, record: Memo<Option<Shared<Task>>>) -> Html {
    let ws = workspace();
    let parent = memo(move |_| record.get().and_then(|task| task.0.parent.clone()));
    let above = derive(move || match parent.get() {
        None => String::new(),
        Some(parent) => ws.session.with(|session| naming::label(session.as_ref()?.document().plan()?, &parent)).unwrap_or_else(|| gone(parent.as_str())),
    });
    let own_parts = Callback::new(move |()| {
        let own = id.get_value();
        ws.session.with_untracked(|session| Some(parts(session.as_ref()?.document().plan()?, &own))).unwrap_or_default()
    });
    let put_below = Callback::new(move |parent: Option<Id<Task>>| {
        let moved = ws.session.with_untracked(|session| Some(session.as_ref()?.document().plan()?.as_part_of(&id.get_value(), parent.as_ref())));
        if let Some(moved) = moved {
            ws.dispatch(Task::change(Edit::put(moved.map_err(|why| format!("{why}."))?)));
        }
        Ok(())
    });
    let calendar = memo(move |_| record.get().and_then(|task| task.0.calendar.clone()).map(|calendar| calendar.to_string()).unwrap_or_default());
    let calendars = of_plan(ws, calendars);
    let country = memo(move |_| record.get().and_then(|task| task.0.country.clone()).map(|country| country.to_string()).unwrap_or_default());
    let site = memo(move |_| record.get().and_then(|task| task.0.site.clone()).map(|site| site.to_string()).unwrap_or_default());
    let countries = of_plan(ws, countries);
    let sites = memo(move |_| country.with(|country| with_plan(ws, |plan| sites(plan, country))).unwrap_or_default());
    let set_country = Callback::new(move |key: String| {
        let country = Id::parse(&key);
        let site = ws.record(&id.get_value()).and_then(|task: Task| task.site).and_then(|site| ws.record::<Site>(&site));
        // A site elsewhere cannot be what it is done for.
        let stays = site.is_some_and(|site| country.is_none() || site.country.is_none() || site.country == country);
        ws.update(&id.get_value(), |task: &mut Task| {
            task.country = country;
            task.site = task.site.take().filter(|_| stays);
        });
    });
    let set_site = Callback::new(move |key: String| {
        let site = Id::parse(&key);
        let of_site = site.as_ref().and_then(|site| ws.record::<Site>(site)).and_then(|site| site.country);
        ws.update(&id.get_value(), |task: &mut Task| {
            task.site = site;
            task.country = of_site.or(task.country.take());
        });
    });
    let some =
        |options: Memo<Options>, chosen: Memo<String>| memo(move |_| options.with(|options| options.len() > 1) || chosen.with(|chosen| !chosen.is_empty()));
    let (has_countries, has_sites) = (some(countries, country), some(sites, site));
    let set_calendar = Callback::new(move |key: String| ws.update(&id.get_value(), |task: &mut Task| task.calendar = Id::parse(&key)));
    let summary = memo(move |_| is_summary(ws, &id.get_value()));
    html! {
        <div class="form">
            <TaskPicker label="Part of" value=above without=own_parts only=TaskKind::Task commit=put_below placeholder="nothing"/>
            {move || (!summary.get()).then(|| html! { <SelectField label="Calendar" options=offered(calendars, calendar) value=calendar commit=set_calendar/> })}
            {move || has_countries.get().then(|| html! { <SelectField label="Country" options=offered(countries, country) value=country commit=set_country/> })}
            {move || has_sites.get().then(|| html! { <SelectField label="Site" options=offered(sites, site) value=site commit=set_site/> })}
        </div>
    }
}

/// The plan's own calendar, by what it is called, and the others.
fn calendars(plan: &TrialPlan) -> Options {
    let of_plan = plan.scheduling.calendar.as_ref().and_then(|id| plan.calendars.get(id));
    let own = of_plan.map_or_else(|| "Monday to Friday".to_owned(), |calendar| calendar.name.clone());
    let named = plan.calendars.iter().map(|calendar| (calendar.id.to_string(), calendar.name.clone()));
    std::iter::once((String::new(), format!("The plan's: {own}"))).chain(named).collect()
}

/// The countries of the plan.
fn countries(plan: &TrialPlan) -> Options {
    let named = plan.countries.iter().map(|country| (country.id.to_string(), country.name.clone()));
    std::iter::once((String::new(), "No country".to_owned())).chain(named).collect()
}

/// The sites of the plan that can be in a country, or all where none is chosen.
fn sites(plan: &TrialPlan, country: &str) -> Options {
    let fits = |site: &Site| country.is_empty() || site.country.as_ref().is_none_or(|own| own.as_str() == country);
    let named = plan.sites.iter().filter(|site| fits(site)).map(|site| (site.id.to_string(), site.name.clone()));
    std::iter::once((String::new(), "No site".to_owned())).chain(named).collect()
}

/// What can be chosen, with what is chosen now where it is not among that.
fn offered(options: Memo<Options>, chosen: Memo<String>) -> Signal<Options> {
    derive(move || {
        let (mut offered, chosen) = (options.get(), chosen.get());
        if !offered.iter().any(|(key, _)| *key == chosen) {
            offered.push((chosen.clone(), gone(&chosen)));
        }
        offered
    })
}

/// The ids of a task and of all that is part of it.
fn parts(plan: &TrialPlan, id: &Id<Task>) -> BTreeSet<String> {
    let outline = Outline::new(&plan.tasks);
    let mut next: Vec<usize> = plan.tasks.place(id).into_iter().collect();
    let mut found = BTreeSet::new();
    while let Some(place) = next.pop() {
        found.extend(plan.tasks.iter().nth(place).map(|task| task.id.to_string()));
        next.extend(outline.children(place));
    }
    found
}
