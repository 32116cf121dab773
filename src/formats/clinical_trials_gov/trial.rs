//! What the trial is: titles, ids, sponsor, phase, size, dates, oversight.

use super::section::{Notes, Section, known};
use crate::domain::date::{Certainty, StatedDate, Timestamp};
use crate::domain::order::distinct;
use crate::domain::plan::place::SiteStatus;
use crate::domain::plan::trial::{Enrolment, OtherId, Oversight, Phase, Source, StudyType, Trial};
use crate::domain::words::{listed, quoted};

/// The registry, as other ids name their issuer.
pub(super) const REGISTRY: &str = "ClinicalTrials.gov";

/// More people than any trial enrols; registries of whole populations come to tens of millions.
const MOST_PARTICIPANTS: u32 = 100_000_000;

const UNTITLED: &str = "Registry record without a title";

const STUDY_TYPES: &[(&str, StudyType)] =
    &[("INTERVENTIONAL", StudyType::Interventional), ("OBSERVATIONAL", StudyType::Observational), ("EXPANDED_ACCESS", StudyType::ExpandedAccess)];

const PHASES: &[(&str, &str)] =
    &[("NA", "NA"), ("EARLY_PHASE1", "EARLY_PHASE1"), ("PHASE1", "PHASE1"), ("PHASE2", "PHASE2"), ("PHASE3", "PHASE3"), ("PHASE4", "PHASE4")];

const CERTAINTIES: &[(&str, Certainty)] = &[("ACTUAL", Certainty::Actual), ("ESTIMATED", Certainty::Estimated)];

/// Who gave a secondary id, where the record does not name the issuer itself.
const ISSUERS: &[(&str, &str)] = &[
    ("NIH", "NIH"),
    ("FDA", "FDA"),
    ("VA", "VA"),
    ("CDC", "CDC"),
    ("AHRQ", "AHRQ"),
    ("SAMHSA", "SAMHSA"),
    ("OTHER_GRANT", "Funder"),
    ("EUDRACT_NUMBER", "EudraCT"),
    ("CTIS", "EU CTIS"),
    ("REGISTRY", "Registry"),
    ("OTHER", "Other"),
];

/// What a status of the trial or of a location says of a site; `None` where it says nothing.
pub(super) const STATUSES: &[(&str, Option<SiteStatus>)] = &[
    ("NOT_YET_RECRUITING", Some(SiteStatus::Selected)),
    ("RECRUITING", Some(SiteStatus::Active)),
    ("ENROLLING_BY_INVITATION", Some(SiteStatus::Active)),
    ("ACTIVE_NOT_RECRUITING", Some(SiteStatus::Active)),
    ("AVAILABLE", Some(SiteStatus::Active)),
    ("SUSPENDED", Some(SiteStatus::OnHold)),
    ("TEMPORARILY_NOT_AVAILABLE", Some(SiteStatus::OnHold)),
    ("COMPLETED", Some(SiteStatus::Closed)),
    ("TERMINATED", Some(SiteStatus::Closed)),
    ("WITHDRAWN", Some(SiteStatus::Closed)),
    ("NO_LONGER_AVAILABLE", Some(SiteStatus::Closed)),
    ("APPROVED_FOR_MARKETING", Some(SiteStatus::Closed)),
    ("WITHHELD", None),
    ("UNKNOWN", None),
];

/// The trial as the record states it, with what other parts of the plan need of it.
pub(super) struct StatedTrial {
    pub(super) registry_id: String,
    pub(super) title: String,
    pub(super) trial: Trial,
    /// The status of sites that state none.
    pub(super) site_status: Option<SiteStatus>,
}

/// Reads the modules on the trial itself.
pub(super) fn read(protocol: &mut Section<'_>, now: Timestamp, notes: &mut Notes) -> StatedTrial {
    let identity = protocol.within("identificationModule", notes, identity);
    let course = protocol.within("statusModule", notes, course);
    let (sponsor, collaborators) = protocol.within("sponsorCollaboratorsModule", notes, |module, notes| {
        let sponsor = module.within("leadSponsor", notes, |sponsor, notes| sponsor.text("name", notes));
        (sponsor, module.each("collaborators", notes, |collaborator, notes| collaborator.name("name", notes)))
    });
    let oversight = protocol.within("oversightModule", notes, |module, notes| Oversight {
        data_monitoring_committee: module.flag("oversightHasDmc", notes),
        fda_regulated_drug: module.flag("isFdaRegulatedDrug", notes),
        fda_regulated_device: module.flag("isFdaRegulatedDevice", notes),
    });
    let summary = protocol.within("descriptionModule", notes, |module, notes| module.prose("briefSummary", notes));
    let conditions = protocol.within("conditionsModule", notes, |module, notes| module.texts("conditions", notes).into_iter().map(|(_, name)| name).collect());
    let (study_type, phase, enrolment) = protocol
        .within("designModule", notes, |module, notes| (module.one_of("studyType", STUDY_TYPES, notes), phase(module, notes), enrolment(module, notes)));

    let source = if identity.registry_id.is_empty() { format!("{REGISTRY} record") } else { format!("{REGISTRY} record {}", identity.registry_id) };
    let title = [&identity.brief_title, &identity.official_title, &identity.acronym, &identity.registry_id].into_iter().find(|title| !title.is_empty());
    StatedTrial {
        title: title.map_or(UNTITLED, String::as_str).to_owned(),
        trial: Trial {
            acronym: identity.acronym,
            official_title: identity.official_title,
            protocol_number: identity.protocol_number,
            other_ids: identity.other_ids,
            phase,
            study_type,
            sponsor,
            collaborators,
            conditions,
            summary,
            enrolment,
            start: course.start,
            primary_completion: course.primary_completion,
            completion: course.completion,
            oversight,
            source: Some(Source { name: source, read: now }),
            ..Trial::default()
        },
        registry_id: identity.registry_id,
        site_status: course.site_status,
    }
}

struct Identity {
    registry_id: String,
    brief_title: String,
    official_title: String,
    acronym: String,
    protocol_number: String,
    other_ids: Vec<OtherId>,
}

fn identity(module: &mut Section<'_>, notes: &mut Notes) -> Identity {
    let registry_id = registry_id(module, notes);
    let secondary_ids = module.each("secondaryIdInfos", notes, |entry, notes| {
        let issuer = entry.one_of("type", ISSUERS, notes).unwrap_or("Other");
        let domain = entry.text("domain", notes);
        Some(OtherId { issuer: if domain.is_empty() { issuer.to_owned() } else { domain }, value: entry.name("id", notes)? })
    });
    let registered = (!registry_id.is_empty()).then(|| OtherId { issuer: REGISTRY.to_owned(), value: registry_id.clone() });
    Identity {
        registry_id,
        brief_title: module.text("briefTitle", notes),
        official_title: module.text("officialTitle", notes),
        acronym: module.text("acronym", notes),
        protocol_number: module.within("orgStudyIdInfo", notes, |info, notes| info.text("id", notes)),
        other_ids: registered.into_iter().chain(secondary_ids).collect(),
    }
}

fn registry_id(module: &mut Section<'_>, notes: &mut Notes) -> String {
    let id = module.text("nctId", notes);
    let is_registry_id = |id: &str| id.strip_prefix("NCT").is_some_and(|digits| digits.len() == 8 && digits.bytes().all(|digit| digit.is_ascii_digit()));
    if id.is_empty() || is_registry_id(&id) {
        return id;
    }
    notes.add(module.place_of("nctId"), format!("{} is not a registry number: those are NCT and eight digits", quoted(&id)));
    String::new()
}

struct Course {
    site_status: Option<SiteStatus>,
    start: Option<StatedDate>,
    primary_completion: Option<StatedDate>,
    completion: Option<StatedDate>,
}

fn course(module: &mut Section<'_>, notes: &mut Notes) -> Course {
    let status = module.one_of("overallStatus", STATUSES, notes);
    if status.is_some() {
        notes.add(module.place_of("overallStatus"), "A plan has no status of its own; the record's only serves for sites that state none");
    }
    Course {
        site_status: status.flatten(),
        start: stated_date(module, "startDateStruct", notes),
        primary_completion: stated_date(module, "primaryCompletionDateStruct", notes),
        completion: stated_date(module, "completionDateStruct", notes),
    }
}

fn stated_date(module: &mut Section<'_>, key: &'static str, notes: &mut Notes) -> Option<StatedDate> {
    module.within(key, notes, |stated, notes| {
        let certainty = stated.one_of("type", CERTAINTIES, notes);
        let text = stated.text("date", notes);
        if text.is_empty() {
            return None;
        }
        match text.parse() {
            Ok(date) => Some(StatedDate { date, certainty }),
            Err(fault) => {
                notes.add(stated.place_of("date"), fault.to_string());
                None
            }
        }
    })
}

fn phase(module: &mut Section<'_>, notes: &mut Notes) -> Option<Phase> {
    let stated = module.texts("phases", notes);
    let phases = distinct(&mut stated.iter().filter_map(|(place, word)| known(word, PHASES, || place.clone(), notes)));
    let phases: Vec<&str> = phases.into_iter().collect();
    match phases.as_slice() {
        [] => None,
        ["NA"] => Some(Phase::NotApplicable),
        ["EARLY_PHASE1"] => Some(Phase::EarlyPhase1),
        ["PHASE1"] => Some(Phase::Phase1),
        ["PHASE1", "PHASE2"] => Some(Phase::Phase1Phase2),
        ["PHASE2"] => Some(Phase::Phase2),
        ["PHASE2", "PHASE3"] => Some(Phase::Phase2Phase3),
        ["PHASE3"] => Some(Phase::Phase3),
        ["PHASE4"] => Some(Phase::Phase4),
        several => {
            let names: Vec<String> = several.iter().map(|name| (*name).to_owned()).collect();
            notes.add(module.place_of("phases"), format!("{} together are not a phase that a plan can state", listed(&names)));
            None
        }
    }
}

fn enrolment(module: &mut Section<'_>, notes: &mut Notes) -> Option<Enrolment> {
    module.within("enrollmentInfo", notes, |info, notes| {
        let certainty = info.one_of("type", CERTAINTIES, notes);
        Some(Enrolment { count: info.whole_number("count", MOST_PARTICIPANTS, notes)?, certainty })
    })
}
