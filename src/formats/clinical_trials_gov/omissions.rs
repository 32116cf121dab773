//! Why the parts of a record that have no place in a plan stay behind.
//!
//! Paths as in the data structure of API v2 (clinicaltrials.gov/data-api/about-api/study-data-structure), with `[]`
//! for any entry of a list. A path that is not listed is a field that the registry added later, or that is not its own.

const UNKNOWN: &str = "Trialwright does not know this field";

const IDENTIFICATION: &str = "protocolSection.identificationModule";
const STATUS: &str = "protocolSection.statusModule";
const SPONSOR: &str = "protocolSection.sponsorCollaboratorsModule";
const OVERSIGHT: &str = "protocolSection.oversightModule";
const DESCRIPTION: &str = "protocolSection.descriptionModule";
const CONDITIONS: &str = "protocolSection.conditionsModule";
const DESIGN: &str = "protocolSection.designModule";
const ARMS: &str = "protocolSection.armsInterventionsModule";
const ELIGIBILITY: &str = "protocolSection.eligibilityModule";
const LOCATIONS: &str = "protocolSection.contactsLocationsModule";

const BOOKKEEPING: &str = "The registry's own record keeping: when this record was submitted, checked and posted";
const PEOPLE: &str = "People's names, telephone numbers and addresses do not belong in a plan";
const CLASS: &str = "A plan does not sort organisations into classes";
const LINK: &str = "A plan keeps the id without a link";
const ADDRESS: &str = "A plan places a site by city and country only";
const US_RULES: &str = "A plan does not track this part of United States regulation";
const EXPANDED_ACCESS: &str = "Access outside of the trial is not part of a plan";

const OMISSIONS: &[(&str, &[&str], &str)] = &[
    (IDENTIFICATION, &["nctIdAliases"], "A plan keeps the trial's present registry number only"),
    (IDENTIFICATION, &["organization"], "The organisation that keeps the record; the sponsor is taken from the sponsor's own entry"),
    (IDENTIFICATION, &["orgStudyIdInfo.type", "orgStudyIdInfo.link", "secondaryIdInfos[].link"], LINK),
    (
        STATUS,
        &[
            "statusVerifiedDate",
            "delayedPosting",
            "studyFirstSubmitDate",
            "studyFirstSubmitQcDate",
            "studyFirstPostDateStruct",
            "resultsWaived",
            "resultsFirstSubmitDate",
            "resultsFirstSubmitQcDate",
            "resultsFirstPostDateStruct",
            "dispFirstSubmitDate",
            "dispFirstSubmitQcDate",
            "dispFirstPostDateStruct",
            "lastUpdateSubmitDate",
            "lastUpdatePostDateStruct",
        ],
        BOOKKEEPING,
    ),
    (STATUS, &["lastKnownStatus"], "A plan has no status of its own: its milestones and sites show how far it has come"),
    (STATUS, &["whyStopped"], "A plan has no field for why a trial stopped; add it to the summary if you need it"),
    (STATUS, &["expandedAccessInfo"], EXPANDED_ACCESS),
    (SPONSOR, &["responsibleParty"], "Who answers to the registry for this record; a plan keeps the sponsor"),
    (SPONSOR, &["leadSponsor.class", "collaborators[].class"], CLASS),
    (OVERSIGHT, &["isUnapprovedDevice", "isPpsd", "isUsExport", "fdaaa801Violation"], US_RULES),
    (DESCRIPTION, &["detailedDescription"], "A plan keeps the brief summary; the long description stays with the protocol"),
    (CONDITIONS, &["keywords"], "Keywords help to find a record in the registry; a plan has none"),
    (DESIGN, &["designInfo"], "A plan has no fields for allocation, model, purpose and masking"),
    (DESIGN, &["patientRegistry", "targetDuration"], "A plan has no field for this part of an observational design"),
    (DESIGN, &["nPtrsToThisExpAccNctId", "expandedAccessTypes"], EXPANDED_ACCESS),
    (DESIGN, &["bioSpec"], "A plan has no field for the biospecimens that are kept"),
    (ARMS, &["interventions[].otherNames"], "A plan keeps one name for each intervention"),
    (ELIGIBILITY, &["stdAges"], "The youngest and oldest age already say it"),
    (ELIGIBILITY, &["genderBased", "genderDescription"], "A plan keeps the sex; words on gender stay with the protocol"),
    (ELIGIBILITY, &["samplingMethod"], "A plan has no field for the sampling of an observational study"),
    (LOCATIONS, &["centralContacts", "overallOfficials", "locations[].contacts"], PEOPLE),
    (LOCATIONS, &["locations[].state", "locations[].zip", "locations[].geoPoint", "locations[].countryCode"], ADDRESS),
    ("protocolSection", &["referencesModule"], "Publications, links and data sets that a plan has no place for"),
    ("protocolSection", &["ipdSharingStatementModule"], "A plan has no field for how participants' data will be shared"),
    ("", &["resultsSection"], "A plan looks ahead; results stay in the registry"),
    ("", &["hasResults"], "Whether results are posted does not change a plan"),
    ("", &["derivedSection"], "What the registry worked out from the rest of the record"),
    ("", &["documentSection"], "Documents that are attached to the record are not read"),
    ("", &["annotationSection"], "The registry's own remarks on the record"),
];

/// Why the field at this path is left out of a plan.
pub(super) fn reason(pattern: &str) -> &'static str {
    let named = |module: &str, field: &str| {
        if module.is_empty() { pattern == field } else { pattern.strip_prefix(module).and_then(|rest| rest.strip_prefix('.')) == Some(field) }
    };
    OMISSIONS.iter().find(|(module, fields, _)| fields.iter().any(|field| named(module, field))).map_or(UNKNOWN, |(_, _, reason)| reason)
}
