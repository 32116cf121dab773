//! What may be critical to quality in this trial: factors to start from, each with what in the plan speaks for it.
//!
//! The words are our own; the groups are those of the CTTI toolkit. A suggestion is a question to the team, not a finding.

use super::quality::{QualityFactor, QualityGroup};
use super::register::RiskCategory;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::scope::Level;
use crate::domain::words::{clipped, count};

/// A factor that a plan may want to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The group.
    pub group: QualityGroup,
    /// What must be right.
    pub title: String,
    /// Why it is critical here.
    pub why: String,
}

/// The suggestions for a plan, by group; those that it names already are left out.
pub fn suggestions(plan: &TrialPlan) -> Vec<Suggestion> {
    let all = [protocol_design(plan), feasibility(plan), safety(plan), conduct(plan), reporting(plan), partners(plan)];
    let named = |title: &str| plan.quality_factors.iter().any(|factor: &std::sync::Arc<QualityFactor>| factor.title.trim().eq_ignore_ascii_case(title));
    all.into_iter().flatten().filter(|suggestion| !named(&suggestion.title)).collect()
}

fn protocol_design(plan: &TrialPlan) -> Vec<Suggestion> {
    let in_group = |title: String, why: String| Suggestion { group: QualityGroup::ProtocolDesign, title, why };
    let mut found = Vec::new();
    if let Some(endpoint) = plan.endpoints.iter().find(|endpoint| endpoint.level == Level::Primary) {
        let when = if endpoint.time_frame.is_empty() { "when the protocol says".to_owned() } else { format!("at {}", clipped(&endpoint.time_frame, 40)) };
        found.push(in_group(
            "The primary endpoint is measured completely and in its window".to_owned(),
            format!("The trial is judged by “{}”, {when}; what is missing or late cannot be made up for.", clipped(&endpoint.measure, 90)),
        ));
    }
    if !plan.population.eligibility.trim().is_empty() {
        found.push(in_group(
            "Only eligible participants are randomised".to_owned(),
            "The criteria say in whom the treatment can be judged and who must be kept from harm; each participant outside them counts against both."
                .to_owned(),
        ));
    }
    if plan.arms.len() > 1 {
        found.push(in_group(
            "Participants are allocated by chance, and nobody can foresee the next allocation".to_owned(),
            format!("{} are compared; the comparison holds only if nothing but chance put participants into them.", count(plan.arms.len(), "arm", "arms")),
        ));
    }
    let says = |word: &str| format!("{} {}", plan.trial.official_title, plan.trial.summary).to_lowercase().contains(word);
    if says("blind") || says("masked") || says("placebo") {
        found.push(in_group(
            "The blind is kept until the database is locked".to_owned(),
            "Whoever knows the treatment judges, reports and leaves differently. Laboratory values, supplies and side effects can give it away.".to_owned(),
        ));
    }
    found
}

fn feasibility(plan: &TrialPlan) -> Vec<Suggestion> {
    let in_group = |title: &str, why: String| Suggestion { group: QualityGroup::Feasibility, title: title.to_owned(), why };
    let mut found = Vec::new();
    if let Some(enrolment) = plan.trial.enrolment {
        let sites = if plan.sites.is_empty() { String::new() } else { format!(" at {}", count(plan.sites.len(), "site", "sites")) };
        found.push(in_group(
            "Enough eligible participants are found in the time planned",
            format!("{}{sites} are needed; with fewer, the question stays open.", count(enrolment.count as usize, "participant", "participants")),
        ));
    }
    if plan.countries.len() > 1 {
        found.push(in_group(
            "The protocol can be carried out as usual care allows in every country",
            format!(
                "Standard treatment, visits and tests differ between {}; what a site cannot do becomes a deviation.",
                count(plan.countries.len(), "country", "countries")
            ),
        ));
    }
    found
}

fn safety(plan: &TrialPlan) -> Vec<Suggestion> {
    let in_group = |title: &str, why: &str| Suggestion { group: QualityGroup::PatientSafety, title: title.to_owned(), why: why.to_owned() };
    let mut found = vec![
        in_group("Consent is informed, and comes before anything is done for the trial", "It is the participant's right, and data without it cannot be used."),
        in_group(
            "Serious adverse events reach the sponsor in time, and are judged by someone qualified",
            "Other participants are protected only by what is known in time.",
        ),
    ];
    if plan.risks.iter().any(|risk| risk.category == RiskCategory::Safety && risk.is_open()) {
        found.push(in_group(
            "The known hazards of the treatment are screened for, watched and acted on",
            "The register names hazards of this treatment; each needs a check before the first dose and a rule for when to stop.",
        ));
    }
    if plan.trial.oversight.data_monitoring_committee == Some(true) {
        found.push(in_group(
            "The data monitoring committee sees complete data when it meets",
            "It decides whether the trial may go on; late or partial data would have it decide blind.",
        ));
    }
    found
}

fn conduct(plan: &TrialPlan) -> Vec<Suggestion> {
    let in_group = |title: &str, why: String| Suggestion { group: QualityGroup::StudyConduct, title: title.to_owned(), why };
    let mut found = Vec::new();
    if let Some(intervention) = plan.interventions.iter().next() {
        found.push(in_group(
            "The right treatment reaches each participant, in dose, in date and kept as it must be",
            format!("Without it {} is not what is tested, and a participant may come to harm.", clipped(&intervention.name, 60)),
        ));
    }
    found.push(in_group(
        "Participants stay until the primary endpoint is measured",
        "Those who leave are seldom like those who stay; each of them weakens the comparison.".to_owned(),
    ));
    found.push(in_group(
        "Data on the primary endpoint and on safety can be traced to their source",
        "Inspectors and statisticians must see who recorded what, when, and what was changed.".to_owned(),
    ));
    found
}

fn reporting(plan: &TrialPlan) -> Vec<Suggestion> {
    let in_group = |title: &str, why: &str| Suggestion { group: QualityGroup::StudyReporting, title: title.to_owned(), why: why.to_owned() };
    let mut found = vec![in_group(
        "The analysis is fixed before anyone sees results by treatment",
        "Choices made after seeing results cannot be told from chance findings.",
    )];
    if !plan.trial.other_ids.is_empty() {
        found.push(in_group(
            "Results are posted in the registries in time, whatever they are",
            "It is owed to participants and required where the trial is registered.",
        ));
    }
    found
}

fn partners(plan: &TrialPlan) -> Vec<Suggestion> {
    let in_group = |title: &str, why: String| Suggestion { group: QualityGroup::ThirdParties, title: title.to_owned(), why };
    let mut found = vec![in_group(
        "Every task that was handed to a partner has an owner at the sponsor",
        "Work can be handed over, responsibility cannot; what nobody oversees fails unseen.".to_owned(),
    )];
    let vendors = plan.risks.iter().filter(|risk| risk.category == RiskCategory::Vendor && risk.is_open()).count();
    if vendors > 0 {
        found.push(in_group(
            "Partners deliver critical data and services within what was agreed",
            format!("{} name a vendor; what they deliver late or wrong shows in critical data.", count(vendors, "open risk", "open risks")),
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Choice;
    use crate::domain::date::Timestamp;
    use crate::domain::extra::Extra;
    use crate::domain::id::Id;

    fn plan() -> TrialPlan {
        serde_json::from_value(serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "trial": { "officialTitle": "A double-blind trial", "enrolment": { "count": 132 } },
            "endpoints": [{ "id": "e", "level": "primary", "measure": "Ratio to baseline", "timeFrame": "week 24" }],
            "arms": [{ "id": "a", "label": "Active" }, { "id": "b", "label": "Placebo" }],
        }))
        .expect("a plan")
    }

    #[test]
    fn what_the_plan_says_is_asked_about_and_a_blank_one_gets_a_few_in_most_groups() {
        let found = suggestions(&plan());
        let endpoint = found.first().expect("a suggestion");
        assert_eq!(endpoint.why, "The trial is judged by “Ratio to baseline”, at week 24; what is missing or late cannot be made up for.");
        assert!(
            found.iter().any(|suggestion| suggestion.title.contains("blind"))
                && QualityGroup::ALL.iter().all(|group| found.iter().any(|one| one.group == *group))
        );
        let blank = suggestions(&TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0)));
        assert!(blank.len() >= 5 && blank.len() < found.len());
    }

    #[test]
    fn what_is_named_already_is_not_suggested_again() {
        let mut plan = plan();
        let before = suggestions(&plan);
        for Suggestion { group, title, why } in &before[..2] {
            let factor = QualityFactor { id: Id::joined(&[title]), group: *group, title: title.to_uppercase(), why: why.clone(), extra: Extra::default() };
            plan.quality_factors = plan.quality_factors.with(factor, None);
        }
        assert_eq!(suggestions(&plan), before[2..]);
    }
}
