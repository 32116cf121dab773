//! Records of the registry ClinicalTrials.gov, as its API v2 and the download on a study's page give them.
//!
//! A record makes a new plan; it says what it fills and what it leaves out, and why. A value that cannot be taken (a
//! date that does not exist, a number where a text belongs) is left out with its path; the rest of the record still
//! counts. Only a file that is no record, or holds nothing to plan with, is refused.
//!
//! Limits: one study for each plan. Results, people's names and the registry's own book-keeping are not read
//! (`omissions`). Answers of the old API are recognised so that they can be refused in words.

mod arms;
#[cfg(test)]
mod broken_records;
mod fills;
mod milestones;
mod omissions;
mod places;
mod scope;
mod section;
#[cfg(test)]
mod tests;
mod trial;

use std::sync::Arc;

use serde_json::{Map, Value};

use self::section::{Notes, Section, kind};
use super::fault::ReadFault;
use super::made::{MadePlan, Source};
use crate::domain::collection::{Collection, Record};
use crate::domain::date::Timestamp;
use crate::domain::id::IdMaker;
use crate::domain::plan::TrialPlan;
use crate::domain::words::{clipped, count, listed};

const PROTOCOL: &str = "protocolSection";
const IDENTIFICATION: &str = "identificationModule";

/// Keys at the top of the old API's answers: full studies, selected fields, one study.
const OLD_ANSWERS: [&str; 4] = ["FullStudiesResponse", "StudyFieldsResponse", "FullStudy", "Study"];

const MEND: &str = "open the study's page on clinicaltrials.gov, choose “Download”, then “JSON”, and import that file";

/// Whether this JSON looks like a registry record of any kind: of API v2, a list of them, or an answer of the old API.
pub fn recognises(value: &Value) -> bool {
    let is_record = |entry: &Value| entry.get(PROTOCOL).is_some();
    let is_list = |list: &Value| list.as_array().is_some_and(|entries| entries.iter().all(is_record));
    is_record(value) || value.get("studies").is_some_and(is_list) || (is_list(value) && value.get(0).is_some()) || old_answer(value).is_some()
}

/// Reads a record; the same record, ids and moment give the same plan.
pub fn read(value: &Value, ids: &mut IdMaker, now: Timestamp) -> Result<MadePlan, ReadFault> {
    let (prefix, record) = only_record(value)?;
    refuse_what_cannot_be_planned(prefix, record)?;
    let mut notes = Notes::new(prefix);
    let (registry_id, plan) =
        Section::visit_record(record, &mut notes, |record, notes| record.within(PROTOCOL, notes, |protocol, notes| plan(protocol, ids, now, notes)))?;
    Ok(MadePlan { fills: fills::of(&plan, &registry_id), leaves_out: notes.into_left_out(), source: Source::Registry(registry_id), plan })
}

fn plan(protocol: &mut Section<'_>, ids: &mut IdMaker, now: Timestamp, notes: &mut Notes) -> Result<(String, TrialPlan), ReadFault> {
    let document = ids.make();
    let stated = trial::read(protocol, now, notes);
    let (interventions, arms) = protocol.within("armsInterventionsModule", notes, |module, notes| arms::read(module, ids, notes));
    let endpoints = protocol.within("outcomesModule", notes, |module, notes| scope::endpoints(module, ids, notes));
    let population = protocol.within("eligibilityModule", notes, scope::population);
    let (countries, sites) = protocol.within("contactsLocationsModule", notes, |module, notes| places::read(module, stated.site_status, ids, notes));
    let plan = TrialPlan {
        tasks: collection(milestones::of(&stated.trial, ids))?,
        trial: Arc::new(stated.trial),
        population: Arc::new(population),
        endpoints: collection(endpoints)?,
        arms: collection(arms)?,
        interventions: collection(interventions)?,
        countries: collection(countries)?,
        sites: collection(sites)?,
        ..TrialPlan::blank(document, stated.title, now)
    };
    Ok((stated.registry_id, plan))
}

fn collection<T: Record>(records: Vec<T>) -> Result<Collection<T>, ReadFault> {
    Collection::from_records(records).map_err(|clash| ReadFault::of_file(format!("While the plan was made, {clash}; import the record again")))
}

/// The one record of the file, and where it stands.
fn only_record(value: &Value) -> Result<(&'static str, &Map<String, Value>), ReadFault> {
    let (prefix, entries) = match value {
        Value::Object(record) if record.contains_key(PROTOCOL) => return Ok(("", record)),
        Value::Array(entries) => ("[0].", entries),
        Value::Object(answer) => match answer.get("studies") {
            Some(Value::Array(entries)) => ("studies[0].", entries),
            Some(other) => return Err(ReadFault::at_path("studies", format!("this is {}, where a list of studies is expected; {MEND}", kind(other)))),
            None => return Err(no_record(value)),
        },
        _ => return Err(no_record(value)),
    };
    match entries.as_slice() {
        [Value::Object(record)] => Ok((prefix, record)),
        [other] => Err(ReadFault::at_path(prefix.trim_end_matches('.'), format!("this is {}, where a study is expected; {MEND}", kind(other)))),
        [] => Err(ReadFault::of_file(format!("This file is a list of studies with no study in it; {MEND}"))),
        several => Err(ReadFault::of_file(format!(
            "This file is a list of {}, and a plan is made from a single one; {MEND}",
            count(several.len(), "study", "studies")
        ))),
    }
}

fn no_record(value: &Value) -> ReadFault {
    match old_answer(value) {
        Some(key) => ReadFault::of_file(format!(
            "This is an answer of the old ClinicalTrials.gov API (it begins with “{key}”), which was retired in June 2024, and a plan is made from a record of API v2; {MEND}"
        )),
        None => ReadFault::of_file(format!("This is not a ClinicalTrials.gov record: it has no {PROTOCOL}; {MEND}")),
    }
}

fn old_answer(value: &Value) -> Option<&'static str> {
    OLD_ANSWERS.into_iter().find(|key| value.get(key).is_some_and(|answer| *key != "Study" || answer.get("ProtocolSection").is_some()))
}

fn refuse_what_cannot_be_planned(prefix: &str, record: &Map<String, Value>) -> Result<(), ReadFault> {
    let protocol = object(record, PROTOCOL, prefix)?;
    let identification = object(protocol, IDENTIFICATION, &format!("{prefix}{PROTOCOL}."))?;
    let has = |module: &str| protocol.get(module).is_some_and(Value::is_object);
    if has("designModule") || has("statusModule") || has("conditionsModule") {
        return Ok(());
    }
    let id = identification.get("nctId").and_then(Value::as_str).map(|id| format!(" {}", clipped(id.trim(), 20))).unwrap_or_default();
    let held = if identification.get("briefTitle").is_some_and(Value::is_string) { "a title but no" } else { "no" };
    let lacks: Vec<&str> = ["designModule", "statusModule", "conditionsModule", "contactsLocationsModule"].into_iter().filter(|module| !has(module)).collect();
    let locations = if lacks.len() == 4 { "dates, conditions or locations" } else { "dates or conditions" };
    let lacks = listed(&lacks.iter().map(|module| (*module).to_owned()).collect::<Vec<_>>());
    Err(ReadFault::of_file(format!(
        "The ClinicalTrials.gov record{id} holds {held} design, {locations} ({prefix}{PROTOCOL} lacks {lacks}), so there is nothing to plan with; for the whole record, {MEND}"
    )))
}

fn object<'a>(parent: &'a Map<String, Value>, key: &str, prefix: &str) -> Result<&'a Map<String, Value>, ReadFault> {
    let at = |what: String| ReadFault::at_path(format!("{prefix}{key}"), format!("{what}; {MEND}"));
    match parent.get(key) {
        Some(Value::Object(fields)) => Ok(fields),
        None | Some(Value::Null) => Err(at("this part of the ClinicalTrials.gov record is missing".to_owned())),
        Some(other) => Err(at(format!("this part of the ClinicalTrials.gov record is {}, where an object is expected", kind(other)))),
    }
}
