//! Countries and sites.

use std::collections::BTreeMap;

use super::section::{Notes, Section};
use super::trial::STATUSES;
use crate::domain::id::IdMaker;
use crate::domain::plan::place::{Country, Site, SiteStatus};

/// Reads the module on contacts and locations; `fallback` is the status of sites that state none.
pub(super) fn read(module: &mut Section<'_>, fallback: Option<SiteStatus>, ids: &mut IdMaker, notes: &mut Notes) -> (Vec<Country>, Vec<Site>) {
    let mut countries: Vec<Country> = Vec::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let sites = module.each("locations", notes, |location, notes| {
        let status = location.one_of("status", STATUSES, notes).flatten().or(fallback).unwrap_or(SiteStatus::Identified);
        let city = location.text("city", notes);
        let country_name = location.text("country", notes);
        let country = (!country_name.is_empty()).then(|| {
            let number = *numbers.entry(country_name.to_lowercase()).or_insert_with(|| {
                countries.push(Country {
                    id: ids.make(),
                    name: country_name.clone(),
                    planned_sites: None,
                    planned_participants: None,
                    note: String::new(),
                    extra: Default::default(),
                });
                countries.len() - 1
            });
            countries[number].id.clone()
        });
        let surroundings = [&city, &country_name].into_iter().find(|name| !name.is_empty());
        let name = match (location.text("facility", notes), surroundings) {
            (facility, _) if !facility.is_empty() => facility,
            (_, Some(surroundings)) => format!("Site in {surroundings}"),
            (_, None) => {
                location.note_nameless("facility", notes);
                return None;
            }
        };
        Some(Site { id: ids.make(), name, city, country, status, planned_participants: None, note: String::new(), extra: Default::default() })
    });
    (countries, sites)
}
