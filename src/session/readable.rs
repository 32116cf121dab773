//! Changes of fields as a person reads them: records by their names, fields and values in plain words.
//!
//! Used by the audit trail and by the comparison of two copies. Nothing here decides anything; the exact values stay in
//! the [`FieldChange`].

pub mod blind;
mod pairs;

use std::collections::BTreeMap;

use serde_json::Value;

use super::command::Kept;
use crate::domain::audit::{AuditEntry, FieldChange};
use crate::domain::collection::Record;
use crate::domain::date::{Date, Timestamp};
use crate::domain::document::Document;
use crate::domain::issue::action::{Action, Decision};
use crate::domain::issue::escalation::EscalationLevel;
use crate::domain::issue::register::Issue;
use crate::domain::partner::bid::Bid;
use crate::domain::partner::candidate::{Candidate, Evaluator};
use crate::domain::partner::criterion::Criterion;
use crate::domain::partner::duty::Duty;
use crate::domain::partner::kind_fit::FitQuestion;
use crate::domain::partner::knockout::{Knockout, KnockoutResult};
use crate::domain::partner::performance::{PartnerIndicator, PartnerReview};
use crate::domain::partner::score::Score;
use crate::domain::partner::scoring::AgreedScore;
use crate::domain::partner::selection::SelectionStep;
use crate::domain::plan::place::{Country, Site};
use crate::domain::plan::scope::{Arm, Deliverable, Endpoint, Intervention, Objective, Statement};
use crate::domain::risk::quality::QualityFactor;
use crate::domain::risk::register::Risk;
use crate::domain::risk::tolerance::ToleranceLimit;
use crate::domain::schedule::baseline::Baseline;
use crate::domain::schedule::calendar::Calendar;
use crate::domain::schedule::task::Task;
use crate::domain::words::{capitalised, quoted};

/// The sections of both kinds of document: the name in files, what one record is called, what all of them are called.
const SECTIONS: [(&str, &str, &str); 42] = [
    ("document", "document", "Document"),
    ("trial", "trial", "Trial"),
    ("population", "population", "Population"),
    (Objective::SECTION, Objective::NOUN, "Objectives"),
    (Endpoint::SECTION, Endpoint::NOUN, "Endpoints"),
    (Arm::SECTION, Arm::NOUN, "Arms"),
    (Intervention::SECTION, Intervention::NOUN, "Interventions"),
    (Statement::SECTION, Statement::NOUN, "Scope and assumptions"),
    (Country::SECTION, Country::NOUN, "Countries"),
    (Site::SECTION, Site::NOUN, "Sites"),
    (Deliverable::SECTION, Deliverable::NOUN, "Deliverables"),
    (Task::SECTION, Task::NOUN, "Milestones and tasks"),
    (Calendar::SECTION, Calendar::NOUN, "Calendars"),
    ("scheduling", "scheduling", "Scheduling"),
    (Baseline::SECTION, Baseline::NOUN, "Baselines"),
    (QualityFactor::SECTION, QualityFactor::NOUN, "Critical-to-quality factors"),
    ("riskMethod", "scoring of risks", "Scoring of risks"),
    (Risk::SECTION, Risk::NOUN, "Risks"),
    ("contingency", "contingency", "Contingency"),
    (ToleranceLimit::SECTION, ToleranceLimit::NOUN, "Tolerance limits"),
    (Issue::SECTION, Issue::NOUN, "Issues"),
    (EscalationLevel::SECTION, EscalationLevel::NOUN, "Escalation"),
    (Action::SECTION, Action::NOUN, "Actions"),
    (Decision::SECTION, Decision::NOUN, "Decisions"),
    ("brief", "brief", "Brief"),
    (Candidate::SECTION, Candidate::NOUN, "Candidates"),
    (Criterion::SECTION, Criterion::NOUN, "Criteria"),
    (Evaluator::SECTION, Evaluator::NOUN, "Evaluators"),
    (Score::SECTION, Score::NOUN, "Scores"),
    (FitQuestion::SECTION, FitQuestion::NOUN, "Which kind of partner fits"),
    (SelectionStep::SECTION, SelectionStep::NOUN, "Way to the contract"),
    (Knockout::SECTION, Knockout::NOUN, "Knock-outs"),
    (KnockoutResult::SECTION, KnockoutResult::NOUN, "Results of knock-outs"),
    (AgreedScore::SECTION, AgreedScore::NOUN, "Agreed scores"),
    (Bid::SECTION, Bid::NOUN, "Bids"),
    (Duty::SECTION, Duty::NOUN, "Duties"),
    (PartnerIndicator::SECTION, PartnerIndicator::NOUN, "Indicators"),
    (PartnerReview::SECTION, PartnerReview::NOUN, "Reviews of the partner"),
    ("weighting", "weighting", "Where weights come from"),
    ("scoring", "scoring", "Scoring"),
    ("bidAssumptions", "assumptions of bids", "Assumptions of bids"),
    ("partnerDecision", "decision", "Decision"),
];

/// Fields that hold the ids of other records, and the section where those stand.
const REFERENCES: [(&str, &str); 18] = [
    ("country", Country::SECTION),
    ("site", Site::SECTION),
    ("parent", Task::SECTION),
    ("task", Task::SECTION),
    ("calendar", Calendar::SECTION),
    ("objective", Objective::SECTION),
    ("interventions", Intervention::SECTION),
    ("factors", QualityFactor::SECTION),
    ("limits", ToleranceLimit::SECTION),
    ("limit", ToleranceLimit::SECTION),
    ("risk", Risk::SECTION),
    ("issue", Issue::SECTION),
    ("evaluator", Evaluator::SECTION),
    ("criterion", Criterion::SECTION),
    ("candidate", Candidate::SECTION),
    ("recused", Candidate::SECTION),
    ("chosen", Candidate::SECTION),
    ("knockout", Knockout::SECTION),
];

/// The fields by which a person knows a record, the first that it has.
const NAMING: [&str; 7] = ["title", "name", "question", "measure", "label", "role", "text"];

/// What records are called, also those that are not in the document any more.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Names(BTreeMap<(String, String), String>);

/// One change of one field in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InWords {
    /// The record, or the section where it is one value: "Risk “Supply is late”".
    pub place: String,
    /// The field: "planned finish"; empty where the whole record came or went.
    pub field: String,
    /// What stood there before; empty where there was nothing.
    pub before: String,
    /// What stands there now; empty where there is nothing.
    pub after: String,
}

/// The changes of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The section: "Milestones and tasks".
    pub title: String,
    /// How many changes it has.
    pub count: usize,
    /// The first of them.
    pub changes: Vec<InWords>,
}

impl Names {
    /// The names in these documents; where two name the same record, the first counts.
    pub fn of(documents: &[&Document]) -> Names {
        let mut names = Names::default();
        for document in documents {
            names.take::<Objective>(document);
            names.take::<Endpoint>(document);
            names.take::<Arm>(document);
            names.take::<Intervention>(document);
            names.take::<Statement>(document);
            names.take::<Country>(document);
            names.take::<Site>(document);
            names.take::<Deliverable>(document);
            names.take::<Task>(document);
            names.take::<Calendar>(document);
            names.take::<QualityFactor>(document);
            names.take::<Risk>(document);
            names.take::<ToleranceLimit>(document);
            names.take::<Issue>(document);
            names.take::<EscalationLevel>(document);
            names.take::<Action>(document);
            names.take::<Decision>(document);
            names.take::<Candidate>(document);
            names.take::<Criterion>(document);
            names.take::<Evaluator>(document);
            names.take::<FitQuestion>(document);
            names.take::<SelectionStep>(document);
            names.take::<Knockout>(document);
            names.take::<Duty>(document);
            names.take::<PartnerIndicator>(document);
            names.take::<PartnerReview>(document);
            if let Some(evaluation) = document.evaluation() {
                names.take_pairs(evaluation);
            }
            // What was removed is still named in the trail, by what it was called last.
            for change in document.audit().entries().iter().rev().flat_map(|entry| &entry.changes) {
                if let (true, Some(record), Some(name)) =
                    (change.field.is_empty(), &change.record, change.before.as_ref().or(change.after.as_ref()).and_then(name_in))
                {
                    names.note(&change.section, record, name);
                }
            }
        }
        names
    }

    /// What the record is called; `None` where it has no name or was never seen.
    pub fn get(&self, section: &str, record: &str) -> Option<&str> {
        self.0.get(&(section.to_owned(), record.to_owned())).map(String::as_str)
    }

    fn take<T: Kept>(&mut self, document: &Document) {
        for record in T::of(document).into_iter().flat_map(|records| records.iter()) {
            self.note(T::SECTION, record.id().as_str(), record.name());
        }
    }

    fn note(&mut self, section: &str, record: &str, name: &str) {
        if !name.trim().is_empty() {
            self.0.entry((section.to_owned(), record.to_owned())).or_insert_with(|| name.to_owned());
        }
    }
}

/// A change in words.
pub fn in_words(change: &FieldChange, names: &Names) -> InWords {
    let noun = SECTIONS.iter().find(|(section, _, _)| *section == change.section).map_or(change.section.as_str(), |(_, noun, _)| noun);
    let place = match &change.record {
        None => noun.to_owned(),
        Some(record) => match names.get(&change.section, record) {
            Some(name) => format!("{noun} {}", quoted(name)),
            None => format!("{noun} {record}"),
        },
    };
    let leaf = change.field.rsplit('.').next().unwrap_or_default();
    let words = |value: &Option<Value>| match value {
        // Places count from 0 in files and from 1 for people.
        Some(Value::Number(place)) if leaf == "place" => place.as_u64().map_or(String::new(), |place| place.saturating_add(1).to_string()),
        Some(value) => value_in_words(leaf, value, names),
        None => String::new(),
    };
    InWords { place: capitalised(&place), field: field_in_words(&change.field), before: words(&change.before), after: words(&change.after) }
}

/// Changes by section, in the order of the document; at most `most` of them in words, all of them counted.
pub fn grouped(changes: &[FieldChange], names: &Names, most: usize) -> Vec<Group> {
    let known = SECTIONS.iter().map(|(section, _, title)| (*section, (*title).to_owned()));
    let mut titles: Vec<(&str, String)> = known.collect();
    for change in changes {
        if !titles.iter().any(|(section, _)| *section == change.section) {
            titles.push((&change.section, capitalised(&spaced(&change.section))));
        }
    }
    let mut left = most;
    let group = |(section, title): (&str, String)| {
        let of_section: Vec<&FieldChange> = changes.iter().filter(|change| change.section == section).collect();
        let shown = of_section.len().min(left);
        left -= shown;
        Group { title, count: of_section.len(), changes: of_section.iter().take(shown).map(|change| in_words(change, names)).collect() }
    };
    titles.into_iter().map(group).filter(|group| group.count > 0).collect()
}

/// Whether an entry of the trail holds every word of a query, in whatever it says.
pub fn matches(entry: &AuditEntry, query: &str, names: &Names) -> bool {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return true;
    }
    let mut text = format!("{}\n{}\n{}", entry.who, entry.what, entry.why.as_deref().unwrap_or_default());
    for change in &entry.changes {
        let InWords { place, field, before, after } = in_words(change, names);
        text.extend(["\n", &place, "\n", &field, "\n", &before, "\n", &after]);
    }
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word))
}

/// `plannedFinish` is "planned finish", `current.impact` is "current impact".
fn field_in_words(field: &str) -> String {
    field.split('.').map(spaced).collect::<Vec<_>>().join(" ")
}

pub(super) fn spaced(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// The fields of an object, as `name: value`; ids say nothing to a person.
fn object_in_words(fields: &serde_json::Map<String, Value>, names: &Names) -> String {
    let shown = fields.iter().filter(|(name, value)| *name != "id" && !value.is_null());
    shown.map(|(name, value)| format!("{}: {}", spaced(name), value_in_words(name, value, names))).collect::<Vec<_>>().join("; ")
}

fn value_in_words(field: &str, value: &Value, names: &Names) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text_in_words(field, text, names),
        Value::Array(entries) => entries.iter().map(|entry| value_in_words(field, entry, names)).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => object_in_words(fields, names),
    }
}

fn text_in_words(field: &str, text: &str, names: &Names) -> String {
    let target = REFERENCES.iter().find(|(known, _)| *known == field);
    if let Some(name) = target.and_then(|(_, section)| names.get(section, text)) {
        return name.to_owned();
    }
    if let Ok(date) = text.parse::<Date>() {
        return date.to_string();
    }
    if text.len() >= 20
        && text.ends_with('Z')
        && text.as_bytes()[4] == b'-'
        && let Ok(moment) = Timestamp::try_from(text.to_owned())
    {
        return format!("{}, {} UTC", moment.date(), moment.clock());
    }
    text.to_owned()
}

fn name_in(record: &Value) -> Option<&str> {
    NAMING.iter().find_map(|field| record.get(field)?.as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::id::Id;
    use crate::domain::plan::TrialPlan;

    fn names() -> Names {
        let mut names = Names::default();
        names.note("risks", "r-1", "Supply is late");
        names.note("countries", "c-1", "Spain");
        names
    }

    fn change(section: &str, record: Option<&str>, field: &str, before: Value, after: Value) -> FieldChange {
        let some = |value: Value| Some(value).filter(|value| !value.is_null());
        FieldChange::new(section, record, field, some(before), some(after))
    }

    fn check(change: FieldChange, expected: &str) {
        let InWords { place, field, before, after } = in_words(&change, &names());
        assert_eq!(format!("{place} | {field} | {before} -> {after}"), expected);
    }

    #[test]
    fn a_change_reads_as_words() {
        check(change("risks", Some("r-1"), "current.impact", json!(2), json!(4)), "Risk “Supply is late” | current impact | 2 -> 4");
        check(change("tasks", Some("t-9"), "plannedFinish", json!(null), json!("2027-05-14")), "Task t-9 | planned finish |  -> 14 May 2027");
        check(change("sites", Some("s-1"), "country", json!("c-1"), json!("c-2")), "Site s-1 | country | Spain -> c-2");
        check(change("tasks", Some("t-9"), "place", json!(0), json!(3)), "Task t-9 | place | 1 -> 4");
        check(change("trial", None, "oversight.dataMonitoringCommittee", json!(false), json!(true)), "Trial | oversight data monitoring committee | no -> yes");
        check(
            change("risks", Some("r-1"), "", json!({"id": "r-1", "title": "Supply is late", "tags": ["a", "b"]}), json!(null)),
            "Risk “Supply is late” |  | title: Supply is late; tags: a, b -> ",
        );
        check(change("somethingNew", None, "x", json!(1), json!(2)), "SomethingNew | x | 1 -> 2");
    }

    #[test]
    fn a_short_text_that_ends_like_a_moment_is_only_a_text() {
        check(change("trial", None, "acronym", json!("ABCÄ-0123456789012345Z"), json!("Z")), "Trial | acronym | ABCÄ-0123456789012345Z -> Z");
    }

    #[test]
    fn differences_stand_by_section_in_the_order_of_the_document() {
        let some = |section: &str| change(section, None, "x", json!(1), json!(2));
        let groups = grouped(&[some("risks"), some("extraThings"), some("document"), some("risks"), some("risks")], &names(), 3);
        let shown: Vec<(&str, usize, usize)> = groups.iter().map(|group| (group.title.as_str(), group.count, group.changes.len())).collect();
        assert_eq!(shown, [("Document", 1, 1), ("Risks", 3, 2), ("Extra things", 1, 0)]);
    }

    #[test]
    fn what_was_removed_is_still_called_by_its_name() {
        let entry = AuditEntry {
            revision: 1,
            at: Timestamp::from_millis(0),
            who: "Ada".to_owned(),
            what: "Removed the risk".to_owned(),
            why: None,
            changes: vec![change("risks", Some("r-7"), "", json!({"title": "Kit expiry"}), json!(null))],
            previous: None,
            extra: Default::default(),
        };
        let mut plan = TrialPlan::blank(Id::joined(&["p"]), "Kestrel", Timestamp::from_millis(0));
        plan.audit = plan.audit.with(entry.clone());
        let names = Names::of(&[&Document::Plan(Box::new(plan))]);
        assert_eq!(names.get("risks", "r-7"), Some("Kit expiry"));
        assert!(matches(&entry, "ADA kit", &names) && !matches(&entry, "ada lab", &names) && matches(&entry, " ", &names));
    }
}
