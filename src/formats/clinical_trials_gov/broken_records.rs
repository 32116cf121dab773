//! Tests: records with anything in any place.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::recognises;
use super::tests::{import, record};

/// Any JSON, with a liking for the names and words that a record uses.
fn any_json() -> impl Strategy<Value = Value> {
    const WORDS: [&str; 44] = [
        "protocolSection",
        "identificationModule",
        "statusModule",
        "designModule",
        "armsInterventionsModule",
        "outcomesModule",
        "eligibilityModule",
        "contactsLocationsModule",
        "sponsorCollaboratorsModule",
        "conditionsModule",
        "conditions",
        "oversightModule",
        "descriptionModule",
        "nctId",
        "briefTitle",
        "secondaryIdInfos",
        "orgStudyIdInfo",
        "id",
        "type",
        "domain",
        "overallStatus",
        "startDateStruct",
        "completionDateStruct",
        "date",
        "phases",
        "enrollmentInfo",
        "count",
        "armGroups",
        "interventions",
        "interventionNames",
        "armGroupLabels",
        "name",
        "label",
        "primaryOutcomes",
        "measure",
        "locations",
        "facility",
        "city",
        "country",
        "status",
        "PHASE2",
        "ACTUAL",
        "2020-13",
        "2024-02-29",
    ];
    let word = || prop_oneof![4 => proptest::sample::select(&WORDS[..]).prop_map(str::to_owned), 1 => ".{0,9}"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word().prop_map(Value::from)
    ];
    leaf.prop_recursive(5, 120, 10, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map(word(), inner, 0..9).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// A record with something of everything that is read.
fn full_record() -> Value {
    json!({ "protocolSection": {
        "identificationModule": { "nctId": "NCT01234567", "briefTitle": "T", "orgStudyIdInfo": { "id": "A" }, "secondaryIdInfos": [{ "id": "B", "type": "CTIS", "domain": "EU" }] },
        "statusModule": { "overallStatus": "RECRUITING", "startDateStruct": { "date": "2024-01", "type": "ACTUAL" }, "completionDateStruct": { "date": "2025-01-02" } },
        "sponsorCollaboratorsModule": { "leadSponsor": { "name": "S" }, "collaborators": [{ "name": "C" }] },
        "oversightModule": { "oversightHasDmc": true },
        "descriptionModule": { "briefSummary": "a \\> b" },
        "conditionsModule": { "conditions": ["Gout"] },
        "designModule": { "studyType": "INTERVENTIONAL", "phases": ["PHASE1", "PHASE2"], "enrollmentInfo": { "count": 5, "type": "ESTIMATED" } },
        "armsInterventionsModule": {
            "armGroups": [{ "label": "A", "type": "OTHER", "interventionNames": ["Drug: X"] }],
            "interventions": [{ "type": "DRUG", "name": "X", "armGroupLabels": ["A"] }],
        },
        "outcomesModule": { "primaryOutcomes": [{ "measure": "M", "timeFrame": "1 day", "description": "D" }] },
        "eligibilityModule": { "eligibilityCriteria": "E", "sex": "ALL", "minimumAge": "1 Year", "healthyVolunteers": false, "studyPopulation": "P" },
        "contactsLocationsModule": { "locations": [{ "facility": "F", "city": "C", "country": "L", "status": "COMPLETED", "contacts": [{ "name": "N" }] }] },
    } })
}

/// The JSON pointers of a value and of all that it holds.
fn pointers(value: &Value, at: String) -> Vec<String> {
    let inner: Vec<String> = match value {
        Value::Object(fields) => {
            fields.iter().flat_map(|(key, inner)| pointers(inner, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")))).collect()
        }
        Value::Array(entries) => entries.iter().enumerate().flat_map(|(number, inner)| pointers(inner, format!("{at}/{number}"))).collect(),
        _ => Vec::new(),
    };
    std::iter::once(at).chain(inner).collect()
}

proptest! {
    #[test]
    fn no_json_makes_the_reader_panic(file in any_json(), protocol in any_json(), module in any_json()) {
        let _ = (recognises(&file), import(&file), import(&json!({ "protocolSection": protocol })));
        for name in ["statusModule", "designModule", "armsInterventionsModule", "outcomesModule", "eligibilityModule", "contactsLocationsModule", "sponsorCollaboratorsModule"] {
            let _ = import(&record(name, module.clone()));
        }
    }

    #[test]
    fn wherever_a_record_breaks_the_rest_still_counts(places in proptest::collection::vec((any::<proptest::sample::Index>(), any_json()), 1..4)) {
        let mut broken = full_record();
        for (place, value) in places {
            let pointers = pointers(&broken["protocolSection"], "/protocolSection".to_owned());
            let pointer: &String = place.get(&pointers);
            *broken.pointer_mut(pointer).expect("listed") = value;
        }
        let first = import(&broken);
        prop_assert_eq!(&first, &import(&broken));
        if let Ok(import) = first {
            prop_assert_eq!(import.plan.findings(), []);
            prop_assert!(!import.plan.document.title.is_empty());
        }
    }
}
