//! Interventions, arms, and which arm receives what.
//!
//! The registry states the last twice: an arm lists names such as "Drug: Placebo", and an intervention lists the labels
//! of its arms. Both are read; where two interventions share a type and a name, the labels decide between them.

use std::collections::{BTreeMap, BTreeSet};

use super::section::{Notes, Place, Section};
use crate::domain::id::{Id, IdMaker};
use crate::domain::plan::scope::{Arm, Intervention};
use crate::domain::words::quoted;

const ARM_KINDS: &[(&str, &str)] = &[
    ("EXPERIMENTAL", "Experimental"),
    ("ACTIVE_COMPARATOR", "Active comparator"),
    ("PLACEBO_COMPARATOR", "Placebo comparator"),
    ("SHAM_COMPARATOR", "Sham comparator"),
    ("NO_INTERVENTION", "No intervention"),
    ("OTHER", "Other"),
];

const INTERVENTION_KINDS: &[(&str, &str)] = &[
    ("BEHAVIORAL", "Behavioral"),
    ("BIOLOGICAL", "Biological"),
    ("COMBINATION_PRODUCT", "Combination product"),
    ("DEVICE", "Device"),
    ("DIAGNOSTIC_TEST", "Diagnostic test"),
    ("DIETARY_SUPPLEMENT", "Dietary supplement"),
    ("DRUG", "Drug"),
    ("GENETIC", "Genetic"),
    ("PROCEDURE", "Procedure"),
    ("RADIATION", "Radiation"),
    ("OTHER", "Other"),
];

/// Reads the module on arms and interventions.
pub(super) fn read(module: &mut Section<'_>, ids: &mut IdMaker, notes: &mut Notes) -> (Vec<Intervention>, Vec<Arm>) {
    let mut given = Given::default();
    let interventions = module.each("interventions", notes, |entry, notes| {
        let kind = entry.one_of("type", INTERVENTION_KINDS, notes).unwrap_or_default().to_owned();
        let description = entry.prose("description", notes);
        let labels = entry.texts("armGroupLabels", notes);
        let name = entry.name("name", notes)?;
        let intervention = Intervention { id: ids.make(), name, kind, description, extra: Default::default() };
        given.take_in(&intervention, labels);
        Some(intervention)
    });
    let arms = module.each("armGroups", notes, |entry, notes| {
        let kind = entry.one_of("type", ARM_KINDS, notes).unwrap_or_default().to_owned();
        let description = entry.prose("description", notes);
        let names = entry.texts("interventionNames", notes);
        let label = entry.name("label", notes)?;
        let interventions = given.to_arm(&label, names, notes);
        Some(Arm { id: ids.make(), label, kind, description, interventions, extra: Default::default() })
    });
    given.note_unknown_arms(&arms, notes);
    (interventions, arms)
}

/// Interventions by the names under which arms list them, and by the arms that they list.
#[derive(Default)]
struct Given {
    by_name: BTreeMap<String, Vec<Id<Intervention>>>,
    by_arm: BTreeMap<String, Vec<Id<Intervention>>>,
    labels: Vec<(Place, String)>,
}

impl Given {
    fn take_in(&mut self, intervention: &Intervention, labels: Vec<(Place, String)>) {
        for name in [format!("{}: {}", intervention.kind, intervention.name), intervention.name.clone()].map(|name| folded(&name)) {
            self.by_name.entry(name).or_default().push(intervention.id.clone());
        }
        for (place, label) in labels {
            self.by_arm.entry(folded(&label)).or_default().push(intervention.id.clone());
            self.labels.push((place, label));
        }
    }

    /// What the arm receives: what it lists itself, then what else lists the arm.
    fn to_arm(&self, label: &str, names: Vec<(Place, String)>, notes: &mut Notes) -> Vec<Id<Intervention>> {
        let claims = self.by_arm.get(&folded(label)).map(Vec::as_slice).unwrap_or_default();
        let mut claimed = BTreeSet::new();
        claimed.extend(claims);
        let mut received = Vec::new();
        for (place, name) in names {
            match self.named(&name) {
                [] => notes.add(place, format!("No intervention of the record is called {}", quoted(&name))),
                several => received.extend(several.iter().find(|id| claimed.contains(id)).or(several.first())),
            }
        }
        let mut seen = BTreeSet::new();
        received.into_iter().chain(claims).filter(|id| seen.insert(*id)).cloned().collect()
    }

    /// The interventions called "type: name", or else just "name" whatever their type.
    fn named(&self, listed: &str) -> &[Id<Intervention>] {
        let bare = || listed.split_once(':').and_then(|(_, name)| self.by_name.get(&folded(name)));
        self.by_name.get(&folded(listed)).or_else(bare).map(Vec::as_slice).unwrap_or_default()
    }

    fn note_unknown_arms(self, arms: &[Arm], notes: &mut Notes) {
        let mut known = BTreeSet::new();
        known.extend(arms.iter().map(|arm| folded(&arm.label)));
        for (place, label) in self.labels.into_iter().filter(|(_, label)| !known.contains(&folded(label))) {
            notes.add(place, format!("No arm of the record is called {}", quoted(&label)));
        }
    }
}

/// The name without regard to case and spacing.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
