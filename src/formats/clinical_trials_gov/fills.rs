//! What a record fills in a plan, for a person who decides whether to take it.

use super::trial::REGISTRY;
use crate::domain::choice::Choice;
use crate::domain::plan::TrialPlan;
use crate::domain::plan::scope::Level;
use crate::domain::words::{clipped, count, listed};
use crate::formats::made::Filled;

/// The longest value, in characters.
const LONGEST: usize = 200;

/// The fields of the plan that hold something, in the order of the page.
pub(super) fn of(plan: &TrialPlan, registry_id: &str) -> Vec<Filled> {
    let trial = plan.trial.as_ref();
    let population = plan.population.as_ref();
    let other_ids = trial.other_ids.iter().filter(|id| id.issuer != REGISTRY || id.value != registry_id);
    let values = [
        ("Title", plan.document.title.clone()),
        ("Acronym", trial.acronym.clone()),
        ("Official title", trial.official_title.clone()),
        ("Registry number", registry_id.to_owned()),
        ("Protocol number", trial.protocol_number.clone()),
        ("Other ids", other_ids.map(|id| format!("{} ({})", id.value, id.issuer)).collect::<Vec<_>>().join("; ")),
        ("Phase", label(trial.phase)),
        ("Study type", label(trial.study_type)),
        ("Sponsor", trial.sponsor.clone()),
        ("Collaborators", trial.collaborators.join("; ")),
        ("Conditions", trial.conditions.join("; ")),
        ("Summary", trial.summary.clone()),
        ("Planned enrolment", shown(trial.enrolment)),
        ("Start date", shown(trial.start)),
        ("Primary completion date", shown(trial.primary_completion)),
        ("Completion date", shown(trial.completion)),
        ("Data monitoring committee", answer(trial.oversight.data_monitoring_committee)),
        ("Drug regulated by the FDA", answer(trial.oversight.fda_regulated_drug)),
        ("Device regulated by the FDA", answer(trial.oversight.fda_regulated_device)),
        ("Population", population.description.clone()),
        ("Eligibility criteria", counted(population.eligibility.split_whitespace().count(), "word", "words")),
        ("Sex", label(population.sex)),
        ("Minimum age", population.minimum_age.clone()),
        ("Maximum age", population.maximum_age.clone()),
        ("Healthy volunteers", answer(population.healthy_volunteers)),
        ("Endpoints", endpoints(plan)),
        ("Arms", counted(plan.arms.len(), "arm", "arms")),
        ("Interventions", plan.interventions.iter().map(|intervention| intervention.name.as_str()).collect::<Vec<_>>().join("; ")),
        ("Countries", plan.countries.iter().map(|country| country.name.as_str()).collect::<Vec<_>>().join("; ")),
        ("Sites", sites(plan)),
        ("Milestones", milestones(plan)),
    ];
    let short = |text: String| clipped(&text.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST);
    values.into_iter().filter(|(_, value)| !value.is_empty()).map(|(field, value)| Filled { field, value: short(value) }).collect()
}

fn endpoints(plan: &TrialPlan) -> String {
    let of_level = |level: Level| plan.endpoints.iter().filter(|endpoint| endpoint.level == level).count();
    let counts = Level::ALL.iter().map(|level| (of_level(*level), level)).filter(|(number, _)| *number > 0);
    listed(&counts.map(|(number, level)| format!("{number} {}", level.label().to_lowercase())).collect::<Vec<_>>())
}

fn sites(plan: &TrialPlan) -> String {
    let sites = counted(plan.sites.len(), "site", "sites");
    if plan.countries.is_empty() { sites } else { format!("{sites} in {}", count(plan.countries.len(), "country", "countries")) }
}

fn milestones(plan: &TrialPlan) -> String {
    let named = plan.tasks.iter().filter_map(|task| Some(format!("{}, {}", task.name, task.planned_finish?)));
    named.collect::<Vec<_>>().join("; ")
}

fn label(choice: Option<impl Choice>) -> String {
    choice.map(|choice| choice.label().to_owned()).unwrap_or_default()
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn answer(flag: Option<bool>) -> String {
    flag.map(|flag| if flag { "Yes" } else { "No" }.to_owned()).unwrap_or_default()
}

fn counted(number: usize, singular: &str, plural: &str) -> String {
    if number == 0 { String::new() } else { count(number, singular, plural) }
}
