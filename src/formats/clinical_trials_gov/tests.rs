use serde_json::{Value, json};

use super::*;
use crate::domain::plan::place::SiteStatus;
use crate::domain::plan::trial::{Phase, StudyType};
use crate::formats::made::LeftOut;

pub(super) fn import(record: &Value) -> Result<MadePlan, String> {
    read(record, &mut IdMaker::new([7; 16]), Timestamp::from_millis(1_750_000_000_000)).map_err(|fault| fault.to_string())
}

/// A record with a title and an empty-handed design, and this module besides.
pub(super) fn record(module: &str, content: Value) -> Value {
    let mut protocol =
        json!({ "identificationModule": { "nctId": "NCT01234567", "briefTitle": "A trial" }, "designModule": { "studyType": "INTERVENTIONAL" } });
    protocol[module] = content;
    json!({ "protocolSection": protocol })
}

/// What a module of a record fills besides its title, number and type, then what of it is left out.
fn check(module: &str, content: Value, expected: &str) {
    let import = import(&record(module, content)).expect("a record");
    let base = ["Title", "Registry number", "Study type"];
    let fills = import.fills.iter().filter(|filled| !base.contains(&filled.field)).map(|filled| format!("{} = {}", filled.field, filled.value));
    let left_out = import.leaves_out.iter().map(|left| format!("- {}: {}", left.path.replace(&format!("protocolSection.{module}"), "~"), left.reason));
    let lines: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(fills.chain(left_out).collect::<Vec<_>>(), lines);
}

fn refuse(record: Value, expected: &str) {
    assert_eq!(import(&record).map(|import| import.plan.document.title), Err(expected.to_owned()));
    let mend = "open the study's page on clinicaltrials.gov, choose “Download”, then “JSON”, and import that file.";
    assert!(expected.ends_with(mend), "{expected}");
}

#[test]
fn titles_and_ids_keep_their_issuers() {
    check(
        "identificationModule",
        json!({
            "nctId": "NCT01234567", "briefTitle": " Short <b>title</b> ", "officialTitle": "Long title", "acronym": "SHORT",
            "orgStudyIdInfo": { "id": "AB-1", "type": "NIH" }, "organization": { "fullName": "Acme" },
            "secondaryIdInfos": [{ "id": "2014-1", "type": "EUDRACT_NUMBER" }, { "id": "J1", "type": "REGISTRY", "domain": "jRCT" }, { "id": "?", "type": "CLUB" }, { "type": "NIH" }],
        }),
        "Acronym = SHORT
         Official title = Long title
         Protocol number = AB-1
         Other ids = 2014-1 (EudraCT); J1 (jRCT); ? (Other)
         - ~.secondaryIdInfos[2].type: “CLUB” is not one of the registry's values here: NIH, FDA, VA, CDC, AHRQ, SAMHSA, OTHER_GRANT, EUDRACT_NUMBER, CTIS, REGISTRY and OTHER
         - ~.secondaryIdInfos[3]: This entry has no id, so there is nothing to call it in the plan
         - ~.orgStudyIdInfo.type: A plan keeps the id without a link
         - ~.organization: The organisation that keeps the record; the sponsor is taken from the sponsor's own entry",
    );
    let import = import(&record("identificationModule", json!({ "nctId": "1234", "officialTitle": "Long title" }))).expect("a record");
    assert_eq!((&import.source, import.plan.document.title.as_str()), (&Source::Registry(String::new()), "Long title"));
    assert_eq!(import.leaves_out[0].reason, "“1234” is not a registry number: those are NCT and eight digits");
}

#[test]
fn dates_become_milestones() {
    check(
        "statusModule",
        json!({
            "overallStatus": "RECRUITING", "startDateStruct": { "date": "2024-02-29", "type": "ACTUAL" }, "primaryCompletionDateStruct": { "date": "2026-11" },
            "completionDateStruct": { "date": "2020-02-30", "type": "ESTIMATED" }, "statusVerifiedDate": "2024-03",
        }),
        "Start date = 29 Feb 2024 (actual)
         Primary completion date = November 2026
         Milestones = First participant in (study start), 29 Feb 2024; Last participant data for the primary endpoint (primary completion), 1 Nov 2026
         - ~.overallStatus: A plan has no status of its own; the record's only serves for sites that state none
         - ~.completionDateStruct.date: 2020-02-30 does not exist in the calendar
         - ~.statusVerifiedDate: The registry's own record keeping: when this record was submitted, checked and posted",
    );
    let dates = json!({ "startDateStruct": { "date": "2024-02", "type": "ACTUAL" }, "completionDateStruct": { "date": "2026-11" } });
    let plan = import(&record("statusModule", dates)).expect("a record").plan;
    let milestones: Vec<_> = plan.tasks.iter().map(|task| (task.done_on().is_some(), task.note.as_str())).collect();
    assert_eq!(
        milestones,
        [
            (true, "The registry states February 2024 without a day; the first of the month stands in for it."),
            (
                false,
                "The registry states November 2026 without a day; the first of the month stands in for it. The registry does not say whether this date is actual or estimated."
            ),
        ]
    );
}

/// NCT00763412 began in November 2006, without a type, and was told as late by 1047 weeks.
#[test]
fn the_start_of_a_trial_that_has_ended_is_no_late_milestone() {
    let actual = json!({ "date": "2013-01", "type": "ACTUAL" });
    let dates = json!({ "startDateStruct": { "date": "2006-11" }, "primaryCompletionDateStruct": actual, "completionDateStruct": actual });
    let plan = import(&record("statusModule", dates)).expect("a record").plan;
    let reached: Vec<_> = plan.tasks.iter().map(|task| task.done_on().map(|on| on.iso())).collect();
    assert_eq!(reached, ["2006-11-01", "2013-01-01", "2013-01-01"].map(|on| Some(on.to_owned())));
    let note = "The registry does not say whether this date is actual or estimated; what comes after it has happened, so it counts as reached.";
    assert!(plan.tasks.iter().next().is_some_and(|task| task.note.ends_with(note)));
    let ahead = json!({ "startDateStruct": { "date": "2006-11" }, "completionDateStruct": { "date": "2013-01", "type": "ESTIMATED" } });
    let plan = import(&record("statusModule", ahead)).expect("a record").plan;
    assert!(plan.tasks.iter().all(|task| task.done_on().is_none()));
}

#[test]
fn phases_and_enrolment_are_taken_where_they_make_sense() {
    let design = |phases: Value, count: Value| json!({ "studyType": "INTERVENTIONAL", "phases": phases, "enrollmentInfo": { "count": count } });
    check("designModule", design(json!(["PHASE2", "PHASE1"]), json!(12)), "Phase = Phase I/II\nPlanned enrolment = 12 participants");
    check("designModule", design(json!(["NA"]), json!(0)), "Phase = Phase not applicable\nPlanned enrolment = 0 participants");
    check("designModule", design(json!([]), json!(-5)), "- ~.enrollmentInfo.count: -5 is not a whole number from 0 to 100000000");
    check(
        "designModule",
        design(json!(["PHASE1", "PHASE4"]), json!("many")),
        "- ~.phases: PHASE1 and PHASE4 together are not a phase that a plan can state
         - ~.enrollmentInfo.count: This is a text, where a number is expected",
    );
    check(
        "designModule",
        design(json!(["PHASE9"]), json!(1e300)),
        "- ~.phases[0]: “PHASE9” is not one of the registry's values here: NA, EARLY_PHASE1, PHASE1, PHASE2, PHASE3 and PHASE4
         - ~.enrollmentInfo.count: 1e+300 is not a whole number from 0 to 100000000",
    );
}

#[test]
fn an_arm_receives_what_it_names_and_what_names_it() {
    let arms = json!({
        "armGroups": [
            { "label": "High", "type": "EXPERIMENTAL", "interventionNames": ["Drug:  placebo ", "Device: Pump", "Drug: Gone"] },
            { "label": "Low", "type": "NONSENSE", "interventionNames": ["Dietary Supplement: Zinc", "Drug: Placebo"] },
        ],
        "interventions": [
            { "type": "DRUG", "name": "Placebo", "description": "as in a \\> b", "armGroupLabels": ["low"] },
            { "type": "DRUG", "name": "Placebo", "description": "for High", "armGroupLabels": ["High"] },
            { "type": "DEVICE", "name": "Pump", "otherNames": ["P"] },
            { "type": "DIETARY_SUPPLEMENT", "name": "Zinc" },
            { "type": "PROCEDURE", "name": "Biopsy", "armGroupLabels": ["High", "Middle"] },
        ],
    });
    let plan = import(&record("armsInterventionsModule", arms.clone())).expect("a record").plan;
    let named = |id| plan.interventions.get(id).map(|intervention| format!("{} {}", intervention.name, intervention.description).trim().to_owned());
    let received: Vec<Vec<_>> = plan.arms.iter().map(|arm| arm.interventions.iter().filter_map(named).collect()).collect();
    assert_eq!(received, [vec!["Placebo for High", "Pump", "Biopsy"], vec!["Zinc", "Placebo as in a > b"]]);
    check(
        "armsInterventionsModule",
        arms,
        "Arms = 2 arms
         Interventions = Placebo; Placebo; Pump; Zinc; Biopsy
         - ~.interventions[2].otherNames: A plan keeps one name for each intervention
         - ~.armGroups[0].interventionNames[2]: No intervention of the record is called “Drug: Gone”
         - ~.armGroups[1].type: “NONSENSE” is not one of the registry's values here: EXPERIMENTAL, ACTIVE_COMPARATOR, PLACEBO_COMPARATOR, SHAM_COMPARATOR, NO_INTERVENTION and OTHER
         - ~.interventions[4].armGroupLabels[1]: No arm of the record is called “Middle”",
    );
}

#[test]
fn outcomes_and_eligibility_are_the_scope() {
    check(
        "outcomesModule",
        json!({ "primaryOutcomes": [{ "measure": "Survival", "timeFrame": "1 year" }], "otherOutcomes": [{ "measure": "Mood" }, { "timeFrame": "never" }] }),
        "Endpoints = 1 primary and 1 exploratory
         - ~.otherOutcomes[1]: This entry has no measure, so there is nothing to call it in the plan",
    );
    check(
        "eligibilityModule",
        json!({ "eligibilityCriteria": "Age \\> 18\n\n* fit", "sex": "FEMALE", "minimumAge": "18 Years", "healthyVolunteers": "no", "stdAges": ["ADULT"], "studyPopulation": "Nurses" }),
        "Population = Nurses
         Eligibility criteria = 5 words
         Sex = Female
         Minimum age = 18 years
         - ~.healthyVolunteers: This is a text, where true or false is expected
         - ~.stdAges: The youngest and oldest age already say it",
    );
}

#[test]
fn sites_stand_in_countries_and_people_stay_out() {
    let person = json!([{ "name": "Jo Doe", "phone": "1" }]);
    let locations = json!({
        "locations": [
            { "facility": "Ward", "city": "Graz", "country": "Austria", "status": "WITHDRAWN", "contacts": person },
            { "city": "Wien", "country": "austria ", "contacts": person, "zip": "1010" },
            { "facility": "Tent", "status": "OPEN" },
            { "zip": "9" },
        ],
        "overallOfficials": person,
    });
    let mut whole = record("contactsLocationsModule", locations.clone());
    whole["protocolSection"]["statusModule"] = json!({ "overallStatus": "SUSPENDED" });
    let plan = import(&whole).expect("a record").plan;
    let sites: Vec<_> = plan.sites.iter().map(|site| (site.name.as_str(), site.country.is_some(), site.status)).collect();
    assert_eq!(sites, [("Ward", true, SiteStatus::Closed), ("Site in Wien", true, SiteStatus::OnHold), ("Tent", false, SiteStatus::OnHold)]);
    assert_eq!(plan.findings(), []);
    check(
        "contactsLocationsModule",
        locations,
        "Countries = Austria
         Sites = 3 sites in 1 country
         - ~.locations[].contacts: People's names, telephone numbers and addresses do not belong in a plan (2 entries)
         - ~.locations[].zip: A plan places a site by city and country only (2 entries)
         - ~.locations[2].status: “OPEN” is not one of the registry's values here: NOT_YET_RECRUITING, RECRUITING, ENROLLING_BY_INVITATION, ACTIVE_NOT_RECRUITING, AVAILABLE, SUSPENDED, TEMPORARILY_NOT_AVAILABLE, COMPLETED, TERMINATED, WITHDRAWN, NO_LONGER_AVAILABLE, APPROVED_FOR_MARKETING, WITHHELD and UNKNOWN
         - ~.locations[3]: This entry has no facility, so there is nothing to call it in the plan
         - ~.overallOfficials: People's names, telephone numbers and addresses do not belong in a plan",
    );
}

#[test]
fn what_has_another_shape_is_left_out_with_its_path() {
    check(
        "conditionsModule",
        json!({ "conditions": ["Gout", 5, null, " "], "keywords": [] }),
        "Conditions = Gout\n- ~.conditions[1]: This is a number, where a text is expected",
    );
    check("oversightModule", json!([1]), "- ~: This is a list, where an object is expected");
    check("futureModule", json!({ "a": 1 }), "- ~: Trialwright does not know this field");
    check(
        "sponsorCollaboratorsModule",
        json!({ "leadSponsor": { "name": "Acme", "class": "INDUSTRY" }, "collaborators": [7, { "name": "Bmce" }], "mood": 1 }),
        "Sponsor = Acme
         Collaborators = Bmce
         - ~.leadSponsor.class: A plan does not sort organisations into classes
         - ~.collaborators[0]: This is a number, where an object is expected
         - ~.mood: Trialwright does not know this field",
    );
}

#[test]
fn a_flood_of_strange_fields_is_counted_and_not_listed() {
    let strange: Map<String, Value> = (0..1_000).map(|number| (format!("field{number:04}"), json!(number))).collect();
    let left_out = import(&record("oversightModule", Value::Object(strange))).expect("a record").leaves_out;
    assert_eq!((left_out.len(), left_out[300].reason.as_str()), (301, "700 values more of this record than listed here cannot be carried over"));
}

#[test]
fn a_list_with_one_study_is_that_study() {
    let study = record("conditionsModule", json!({ "conditions": 3 }));
    for (file, path) in [
        (json!({ "studies": [study] }), "studies[0].protocolSection.conditionsModule.conditions"),
        (json!([study]), "[0].protocolSection.conditionsModule.conditions"),
    ] {
        assert!(recognises(&file));
        assert_eq!(import(&file).expect("a record").leaves_out[0].path, path);
    }
}

#[test]
fn files_that_hold_no_plan_are_refused_in_words() {
    let mend = "open the study's page on clinicaltrials.gov, choose “Download”, then “JSON”, and import that file.";
    let study = record("conditionsModule", json!({}));
    for (file, what) in [
        (json!({ "studies": [study, study] }), "This file is a list of 2 studies, and a plan is made from a single one"),
        (json!({ "studies": [], "totalCount": 0 }), "This file is a list of studies with no study in it"),
        (json!({ "studies": [4] }), "At studies[0]: this is a number, where a study is expected"),
        (json!({ "studies": "all" }), "At studies: this is a text, where a list of studies is expected"),
        (json!({ "protocolSection": [] }), "At protocolSection: this part of the ClinicalTrials.gov record is a list, where an object is expected"),
        (json!({ "studies": [{}] }), "At studies[0].protocolSection: this part of the ClinicalTrials.gov record is missing"),
        (json!({ "protocolSection": {} }), "At protocolSection.identificationModule: this part of the ClinicalTrials.gov record is missing"),
        (json!(null), "This is not a ClinicalTrials.gov record: it has no protocolSection"),
        (
            json!({ "protocolSection": { "identificationModule": { "nctId": "NCT01234567", "briefTitle": "T" }, "contactsLocationsModule": {} } }),
            "The ClinicalTrials.gov record NCT01234567 holds a title but no design, dates or conditions (protocolSection lacks designModule, statusModule and conditionsModule), so there is nothing to plan with; for the whole record,",
        ),
    ] {
        let joint = if what.ends_with(',') { " " } else { "; " };
        refuse(file, &format!("{what}{joint}{mend}"));
    }
    for old in ["FullStudiesResponse", "StudyFieldsResponse"] {
        let file = json!({ old: { "NStudiesFound": 1 } });
        assert!(recognises(&file));
        refuse(
            file,
            &format!(
                "This is an answer of the old ClinicalTrials.gov API (it begins with “{old}”), which was retired in June 2024, and a plan is made from a record of API v2; {mend}"
            ),
        );
    }
    assert!(recognises(&json!({ "Study": { "ProtocolSection": {} } })));
    for other in [json!({ "study": {}, "usdmVersion": "4.0.0" }), json!({ "Study": "mine" }), json!([]), json!({ "studies": [1] }), json!(3)] {
        assert!(!recognises(&other), "{other}");
    }
}

/// The registry's own records, where `TRIALWRIGHT_SAMPLES` names the folder that holds `clinicaltrials-gov/*.json`.
#[test]
fn real_records_say_what_the_registry_shows() {
    let Ok(samples) = std::env::var("TRIALWRIGHT_SAMPLES") else {
        println!("skipped: TRIALWRIGHT_SAMPLES is not set");
        return;
    };
    let import = |id: &str| {
        let text = std::fs::read_to_string(format!("{samples}/clinicaltrials-gov/{id}.json")).expect(id);
        let value: Value = serde_json::from_str(&text).expect(id);
        assert!(recognises(&value));
        import(&value)
    };
    let filled =
        |import: &MadePlan, field: &str| import.fills.iter().find(|filled| filled.field == field).map(|filled| filled.value.clone()).unwrap_or_default();

    let dupilumab = import("NCT02210780").expect("a record");
    assert_eq!(
        ["Phase", "Planned enrolment", "Sites", "Endpoints", "Start date", "Protocol number"].map(|field| filled(&dupilumab, field)),
        ["Phase II", "194 participants (actual)", "42 sites in 1 country", "1 primary and 10 secondary", "5 Aug 2014 (actual)", "R668-AD-1314"]
    );
    let plan = &dupilumab.plan;
    assert_eq!(plan.trial.phase, Some(Phase::Phase2));
    assert_eq!(plan.trial.source.as_ref().map(|source| source.name.as_str()), Some("ClinicalTrials.gov record NCT02210780"));
    assert!(plan.tasks.iter().all(|task| task.is_done()) && plan.sites.iter().all(|site| site.status == SiteStatus::Closed));
    assert!(plan.arms.iter().all(|arm| arm.interventions.len() == 1));
    assert!(dupilumab.leaves_out.iter().any(|left| left.path == "resultsSection"));

    let month_only = import("NCT00763412").expect("a record");
    assert_eq!(filled(&month_only, "Start date"), "November 2006");
    assert_eq!(month_only.plan.tasks.iter().map(|task| task.is_done()).collect::<Vec<_>>(), [true, true, true]);
    assert!(month_only.plan.arms.iter().all(|arm| arm.interventions.len() == 1));

    let registry = import("NCT03475563").expect("a record");
    assert_eq!((registry.plan.trial.study_type, registry.plan.trial.acronym.as_str()), (Some(StudyType::Observational), "BIOSS"));
    assert!(
        registry
            .leaves_out
            .iter()
            .any(|left| left.path == "protocolSection.contactsLocationsModule.locations[].contacts" && left.reason.ends_with("(3 entries)"))
    );

    let device = import("NCT04207047").expect("a record");
    assert_eq!(device.plan.trial.oversight.fda_regulated_device, Some(true));
    assert!(device.plan.interventions.iter().all(|intervention| intervention.kind == "Device"));

    for read in [&dupilumab, &month_only, &registry, &device] {
        assert_eq!(read.plan.findings(), []);
        let strange = |left: &&LeftOut| ["does not know", "is expected", "not one of", "is called"].iter().any(|sign| left.reason.contains(sign));
        assert_eq!(read.leaves_out.iter().find(strange), None);
    }
    assert!(
        import("NCT00465816")
            .expect_err("too little")
            .starts_with("The ClinicalTrials.gov record NCT00465816 holds a title but no design, dates, conditions or locations")
    );
}
