//! How the risks of a plan have moved, read off its audit trail.
//!
//! The trail holds what changed, not how the register stood. So it is replayed backwards from the register as it stands:
//! each entry's changes are taken back, and what a risk was before and after each entry is kept. What the replay does not
//! understand (a section that is not the register, a field of a later version, a risk that it never saw) is left alone.
//!
//! Scores are judged by the method of today, whatever it was when they were given: one scale for one chart.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::register::RiskStatus;
use super::scale::Score;
use crate::domain::audit::FieldChange;
use crate::domain::choice::Choice;
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;
use crate::domain::wire::{from_value, to_value};

/// The section of the trail that is replayed.
const SECTION: &str = "risks";

/// A risk from when it came into the register.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskHistory {
    /// Its id.
    pub id: String,
    /// The number by which people name it, as it was last.
    pub number: u32,
    /// What may happen, as it was last.
    pub title: String,
    /// How it stood, oldest first; never empty, and no two neighbours are the same. Before the first it was not in the register.
    pub steps: Vec<Step>,
}

/// How a risk stood from a day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The day, in UTC.
    pub from: Date,
    /// How it stood; `None` where it was not in the register.
    pub stood: Option<Stood>,
}

/// What of a risk is followed over time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stood {
    /// Its score; `None` where it was not scored.
    pub score: Option<Score>,
    /// Whether it still stood.
    pub status: RiskStatus,
}

impl Stood {
    /// Whether it was a risk to reckon with.
    pub fn is_open(self) -> bool {
        self.status == RiskStatus::Open
    }
}

impl RiskHistory {
    /// How the risk stood at the end of a day; `None` where it was not in the register.
    pub fn on(&self, day: Date) -> Option<Stood> {
        self.steps.iter().rev().find(|step| step.from <= day).and_then(|step| step.stood)
    }

    /// The reference as people write it: `R-07`.
    pub fn reference(&self) -> String {
        format!("R-{:02}", self.number)
    }
}

/// The history of every risk that is or was in the register, by number.
pub fn histories(plan: &TrialPlan) -> Vec<RiskHistory> {
    let mut replay = Replay::of(plan);
    for entry in plan.audit.entries().iter().rev() {
        replay.take_back(entry.at.date(), &entry.changes);
    }
    replay.begin(plan.document.created.date())
}

/// The register on its way back.
struct Replay {
    /// Every risk as it stood before the entries that were taken back.
    register: BTreeMap<String, Value>,
    /// What is known of each risk, newest first.
    found: BTreeMap<String, RiskHistory>,
}

impl Replay {
    fn of(plan: &TrialPlan) -> Replay {
        let register = plan.risks.iter().map(|risk| (risk.id.to_string(), to_value(risk.as_ref()))).collect();
        Replay { register, found: BTreeMap::new() }
    }

    /// Takes an entry back: what it touched stood so from its day on, and otherwise before it.
    fn take_back(&mut self, on: Date, changes: &[FieldChange]) {
        let of_register = |change: &&FieldChange| change.section == SECTION && change.record.is_some();
        let mut touched: Vec<&str> = Vec::new();
        for change in changes.iter().filter(of_register) {
            let id = change.record.as_deref().unwrap_or_default();
            if !touched.contains(&id) {
                touched.push(id);
            }
        }
        for id in &touched {
            self.note(id, on);
        }
        for change in changes.iter().rev().filter(of_register) {
            self.revert(change.record.as_deref().unwrap_or_default(), change);
        }
    }

    fn revert(&mut self, id: &str, change: &FieldChange) {
        match (change.field.as_str(), &change.before) {
            ("", Some(before)) => {
                self.register.insert(id.to_owned(), before.clone());
            }
            ("", None) => {
                self.register.remove(id);
            }
            // A move within the list; the risk itself stays as it is.
            ("place", _) => {}
            (field, before) => {
                if let Some(Value::Object(fields)) = self.register.get_mut(id) {
                    set(fields, field, before.as_ref());
                }
            }
        }
    }

    /// Notes that the risk stood as it does now from this day on.
    fn note(&mut self, id: &str, from: Date) {
        let now = self.register.get(id);
        let stood = now.map(stood);
        let history = self.found.entry(id.to_owned()).or_insert_with(|| RiskHistory { id: id.to_owned(), number: 0, title: String::new(), steps: Vec::new() });
        if let (Some(risk), true) = (now, history.title.is_empty()) {
            history.number = risk.get("number").and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok()).unwrap_or_default();
            history.title = risk.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
        }
        // The same day again: what came last on it is how it ended, and that was noted already.
        if history.steps.last().is_none_or(|later| later.from > from) {
            history.steps.push(Step { from, stood });
        }
    }

    /// What stood before the first entry stood since it was found, or since the document was made.
    fn begin(mut self, created: Date) -> Vec<RiskHistory> {
        let rest: Vec<(String, Date)> = self.register.iter().map(|(id, risk)| (id.clone(), found_on(risk).unwrap_or(created))).collect();
        for (id, since) in rest {
            let earliest = self.found.get(&id).and_then(|history| history.steps.last()).map(|step| step.from);
            // A day that lies after the first entry on the risk cannot be when it began.
            self.note(&id, earliest.map_or(since, |earliest| since.min(earliest.plus_days(-1))));
        }
        let mut histories: Vec<RiskHistory> = self.found.into_values().collect();
        for history in &mut histories {
            history.steps.reverse();
            history.steps.dedup_by(|later, earlier| later.stood == earlier.stood);
        }
        // One that came and went within a day leaves nothing to show.
        histories.retain(|history| history.steps.iter().any(|step| step.stood.is_some()));
        histories.sort_by(|one, other| (one.number, &one.id).cmp(&(other.number, &other.id)));
        histories
    }
}

/// Sets a field by its path, dots between levels, or takes it out.
fn set(fields: &mut Map<String, Value>, path: &str, value: Option<&Value>) {
    match path.split_once('.') {
        Some((first, rest)) => {
            if let Some(Value::Object(inner)) = fields.get_mut(first) {
                set(inner, rest, value);
            }
        }
        None => match value {
            Some(value) => {
                fields.insert(path.to_owned(), value.clone());
            }
            None => {
                fields.shift_remove(path);
            }
        },
    }
}

fn stood(risk: &Value) -> Stood {
    let score = risk.get("current").and_then(|score| from_value::<Score>(score.clone()).ok());
    let status = risk.get("status").and_then(Value::as_str).and_then(RiskStatus::from_key).unwrap_or(RiskStatus::Open);
    Stood { score, status }
}

fn found_on(risk: &Value) -> Option<Date> {
    risk.get("found")?.as_str()?.parse().ok()
}

#[cfg(test)]
mod tests;
