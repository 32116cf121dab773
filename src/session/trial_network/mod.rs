//! From countries and sites to a schedule: each country gets its submission, review and approval, each site its contract,
//! initiation and activation, and all of it hangs on the milestones that every trial has.
//!
//! [`expand`] gives one change, which is one undo step. What a plan has already stays as it is: countries and sites whose
//! tasks name them, and milestones that were made before or have the usual names. Its figures are data, in `network.json`.
//!
//! Limits: a country that applies in waves, or through another country's application, is laid out as one that applies by
//! itself. Sites that are active, on hold or closed get nothing. Links are added to milestones, and none is taken away.

mod build;
mod links;
mod rules;

use std::collections::BTreeSet;

use self::build::Builder;
use self::rules::Rules;
use super::command::Change;
use crate::domain::id::{Id, IdMaker};
use crate::domain::plan::TrialPlan;
use crate::domain::plan::place::{Country, Site, SiteStatus};
use crate::domain::schedule::logic::Estimate;
use crate::domain::schedule::time_span::Duration;
use crate::domain::words::{count, quoted};

/// What is to be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// Countries that stay as they are, with their sites.
    pub without: BTreeSet<Id<Country>>,
    /// Whether sites are laid out one by one, or countries alone.
    pub sites: bool,
}

impl Default for Choices {
    fn default() -> Choices {
        Choices { without: BTreeSet::new(), sites: true }
    }
}

/// A schedule laid out, ready to be taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Expansion {
    /// What makes it part of the plan: several changes as one gesture, none where there is nothing to add.
    pub change: Change,
    /// Countries that are laid out.
    pub countries: usize,
    /// Sites that are laid out.
    pub sites: usize,
    /// Milestones, tasks and summary tasks that are added.
    pub tasks: usize,
    /// What is not laid out and why, a sentence each.
    pub left_out: Vec<String>,
    /// The durations that the tasks start from, each once.
    pub figures: Vec<Figure>,
}

/// A duration that tasks start from.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What takes so long: "Initiation visit at each site".
    pub what: String,
    /// How long it takes most likely.
    pub duration: Duration,
    /// How far that may be off, and where the figures come from.
    pub estimate: Estimate,
}

impl Expansion {
    fn nothing(left_out: Vec<String>) -> Expansion {
        Expansion { change: Change::Several(Vec::new()), countries: 0, sites: 0, tasks: 0, left_out, figures: Vec::new() }
    }

    /// Whether there is nothing to add.
    pub fn is_empty(&self) -> bool {
        self.tasks == 0
    }
}

/// Lays out the start-up of every country and site that has none yet, with the milestones of the trial that are missing.
pub fn expand(plan: &TrialPlan, choices: &Choices, ids: &mut IdMaker) -> Expansion {
    if plan.countries.is_empty() {
        return Expansion::nothing(vec!["The plan has no countries yet. Add them on the Scope page.".to_owned()]);
    }
    if plan.schedule(None).is_err() {
        return Expansion::nothing(vec!["Tasks wait for each other in a circle. Remove one of their links first.".to_owned()]);
    }
    let rules = Rules::read();
    let mut left_out = Vec::new();
    let countries = new_countries(plan, choices, &mut left_out);
    let sites = if choices.sites { new_sites(plan, choices, &mut left_out) } else { Vec::new() };
    if countries.is_empty() && sites.is_empty() {
        return Expansion::nothing(left_out);
    }
    let mut builder = Builder::new(plan, &rules, ids);
    builder.spine();
    for country in &countries {
        let sites: Vec<&Site> = sites.iter().copied().filter(|site| site.country.as_ref() == Some(&country.id)).collect();
        builder.country(country, &sites);
    }
    let added = |site: &Site| site.country.as_ref().is_some_and(|id| countries.iter().any(|country| country.id == *id));
    for site in sites.iter().copied().filter(|site| !added(site)) {
        builder.site_of_old_country(site);
    }
    builder.finish(countries.len(), sites.len(), left_out)
}

/// The countries that no task names yet.
fn new_countries<'a>(plan: &'a TrialPlan, choices: &Choices, left_out: &mut Vec<String>) -> Vec<&'a Country> {
    let is_there = |country: &Country| plan.tasks.iter().any(|task| task.site.is_none() && task.country.as_ref() == Some(&country.id));
    let wanted = plan.countries.iter().map(AsRef::as_ref).filter(|country| !choices.without.contains(&country.id));
    let (named, unnamed): (Vec<&Country>, Vec<&Country>) = wanted.partition(|country| !country.name.trim().is_empty());
    if !unnamed.is_empty() {
        left_out.push(format!("{} no name yet. Name it on the Scope page.", count(unnamed.len(), "country has", "countries have")));
    }
    if choices.sites {
        for country in &named {
            let listed = plan.sites.iter().filter(|site| site.country.as_ref() == Some(&country.id)).count();
            if let Some(planned) = country.planned_sites.filter(|planned| *planned as usize > listed) {
                let planned = count(planned as usize, "site", "sites");
                left_out.push(format!("{} plans {planned} and lists {listed}. List the others on the Scope page, then build again.", country.name));
            }
        }
    }
    named.into_iter().filter(|country| !is_there(country)).collect()
}

/// The sites that still have to start up and that no task names yet.
fn new_sites<'a>(plan: &'a TrialPlan, choices: &Choices, left_out: &mut Vec<String>) -> Vec<&'a Site> {
    let named: BTreeSet<&str> = plan.tasks.iter().filter_map(|task| task.site.as_ref().map(Id::as_str)).collect();
    let (mut behind, mut nowhere, mut new) = (0, Vec::new(), Vec::new());
    for site in plan.sites.iter().map(AsRef::as_ref).filter(|site| !named.contains(site.id.as_str())) {
        let country = site.country.as_ref().and_then(|country| plan.countries.get(country)).filter(|country| !country.name.trim().is_empty());
        match country {
            Some(country) if choices.without.contains(&country.id) => {}
            _ if matches!(site.status, SiteStatus::Active | SiteStatus::OnHold | SiteStatus::Closed) => behind += 1,
            None => nowhere.push(site.name.as_str()),
            Some(_) => new.push(site),
        }
    }
    if behind > 0 {
        let needs = if behind == 1 { "needs" } else { "need" };
        left_out.push(format!("{} active, on hold or closed, and {needs} no start-up.", count(behind, "site is", "sites are")));
    }
    match nowhere.as_slice() {
        [] => {}
        [site] => {
            left_out.push(format!("{} names no country. Choose it on the Scope page.", if site.trim().is_empty() { "A site".to_owned() } else { quoted(site) }))
        }
        several => left_out.push(format!("{} sites name no country. Choose it on the Scope page.", several.len())),
    }
    new
}

#[cfg(test)]
mod tests;
