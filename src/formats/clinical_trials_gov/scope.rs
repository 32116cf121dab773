//! Who may take part, and what is measured.

use super::section::{Notes, Section};
use crate::domain::id::IdMaker;
use crate::domain::plan::scope::{Endpoint, Level, Population, Sex};

const SEXES: &[(&str, Sex)] = &[("ALL", Sex::All), ("FEMALE", Sex::Female), ("MALE", Sex::Male)];

/// The lists of outcomes in the order of their weight.
const OUTCOMES: [(&str, Level); 3] = [("primaryOutcomes", Level::Primary), ("secondaryOutcomes", Level::Secondary), ("otherOutcomes", Level::Exploratory)];

/// Reads the eligibility module.
pub(super) fn population(module: &mut Section<'_>, notes: &mut Notes) -> Population {
    Population {
        description: module.prose("studyPopulation", notes),
        eligibility: module.prose("eligibilityCriteria", notes),
        sex: module.one_of("sex", SEXES, notes),
        minimum_age: module.text("minimumAge", notes).to_lowercase(),
        maximum_age: module.text("maximumAge", notes).to_lowercase(),
        healthy_volunteers: module.flag("healthyVolunteers", notes),
        ..Population::default()
    }
}

/// Reads the outcomes module.
pub(super) fn endpoints(module: &mut Section<'_>, ids: &mut IdMaker, notes: &mut Notes) -> Vec<Endpoint> {
    let mut endpoints = Vec::new();
    for (key, level) in OUTCOMES {
        endpoints.extend(module.each(key, notes, |outcome, notes| {
            let time_frame = outcome.text("timeFrame", notes);
            let description = outcome.prose("description", notes);
            let measure = outcome.name("measure", notes)?;
            Some(Endpoint { id: ids.make(), level, measure, time_frame, description, objective: None, extra: Default::default() })
        }));
    }
    endpoints
}
