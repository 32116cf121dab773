//! What a command did, in words, for the audit trail and the undo button.

use super::command::{Change, Edit, Kept};
use crate::domain::collection::Collection;
use crate::domain::document::Document;
use crate::domain::words::{count, quoted, with_article};

/// One sentence without a full stop: "Changed the risk “Supply is late”".
pub(super) fn change(before: &Document, after: &Document, change: &Change) -> String {
    if let Change::Several(changes) = change {
        return several(before, after, changes);
    }
    match (change, before, after) {
        (Change::Title(title), _, _) => format!("Renamed the document to {}", quoted(title)),
        (Change::Trial(_), _, _) => "Changed the description of the trial".to_owned(),
        (Change::Population(_), _, _) => "Changed the population".to_owned(),
        (Change::Scheduling(_), _, _) => "Changed what the schedule goes by".to_owned(),
        (Change::RiskMethod(_), _, _) => "Changed how risks are scored".to_owned(),
        (Change::Contingency(_), _, _) => "Changed what is set aside for risks".to_owned(),
        (Change::Brief(_), _, _) => "Changed the brief of the evaluation".to_owned(),
        (_, Document::Plan(before), Document::Plan(after)) => match change {
            Change::Objectives(edit) => on_record(edit, &before.objectives, &after.objectives),
            Change::Endpoints(edit) => on_record(edit, &before.endpoints, &after.endpoints),
            Change::Arms(edit) => on_record(edit, &before.arms, &after.arms),
            Change::Interventions(edit) => on_record(edit, &before.interventions, &after.interventions),
            Change::Statements(edit) => on_record(edit, &before.statements, &after.statements),
            Change::Countries(edit) => on_record(edit, &before.countries, &after.countries),
            Change::Sites(edit) => on_record(edit, &before.sites, &after.sites),
            Change::Deliverables(edit) => on_record(edit, &before.deliverables, &after.deliverables),
            Change::Tasks(edit) => on_record(edit, &before.tasks, &after.tasks),
            Change::Calendars(edit) => on_record(edit, &before.calendars, &after.calendars),
            Change::Baselines(edit) => on_record(edit, &before.baselines, &after.baselines),
            Change::Risks(edit) => on_record(edit, &before.risks, &after.risks),
            Change::QualityFactors(edit) => on_record(edit, &before.quality_factors, &after.quality_factors),
            Change::ToleranceLimits(edit) => on_record(edit, &before.tolerance_limits, &after.tolerance_limits),
            Change::Issues(edit) => on_record(edit, &before.issues, &after.issues),
            Change::EscalationLevels(edit) => on_record(edit, &before.escalation_levels, &after.escalation_levels),
            Change::Actions(edit) => on_record(edit, &before.actions, &after.actions),
            Change::Decisions(edit) => on_record(edit, &before.decisions, &after.decisions),
            _ => String::new(),
        },
        (_, Document::Evaluation(before), Document::Evaluation(after)) => match change {
            Change::Candidates(edit) => on_record(edit, &before.candidates, &after.candidates),
            Change::Criteria(edit) => on_record(edit, &before.criteria, &after.criteria),
            Change::Evaluators(edit) => on_record(edit, &before.evaluators, &after.evaluators),
            Change::Scores(Edit::Put { record, .. }) => {
                let criterion = after.criteria.get(&record.criterion).map_or("a criterion", |criterion| criterion.name.as_str());
                let candidate = after.candidates.get(&record.candidate).map_or("a candidate", |candidate| candidate.name.as_str());
                let value = record.value.map_or("no score".to_owned(), |value| value.to_string());
                format!("Scored {} on {}: {value}", quoted(candidate), quoted(criterion))
            }
            Change::Scores(_) => "Removed a score".to_owned(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// The first change carries the meaning; what else had to change with it is counted.
fn several(before: &Document, after: &Document, changes: &[Change]) -> String {
    let Some((first, rest)) = changes.split_first() else {
        return "Changed nothing".to_owned();
    };
    let first = change(before, after, first);
    if rest.is_empty() { first } else { format!("{first}, with {}", count(rest.len(), "other change", "other changes")) }
}

fn on_record<T: Kept>(edit: &Edit<T>, before: &Collection<T>, after: &Collection<T>) -> String {
    let (verb, id) = match edit {
        Edit::Put { record, .. } if before.get(&record.id()).is_none() => ("Added", record.id()),
        Edit::Put { record, .. } => ("Changed", record.id()),
        Edit::Remove { id } => ("Removed", id.clone()),
        Edit::Move { id, .. } => ("Moved", id.clone()),
    };
    phrase(verb, T::NOUN, after.get(&id).or_else(|| before.get(&id)).map_or("", |record| record.name()))
}

fn phrase(verb: &str, noun: &str, name: &str) -> String {
    match name.trim().is_empty() {
        false => format!("{verb} the {noun} {}", quoted(name)),
        true => format!("{verb} {} without a name", with_article(noun)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_name_has_the_right_article() {
        assert_eq!(phrase("Added", "objective", " "), "Added an objective without a name");
        assert_eq!(phrase("Moved", "milestone or task", ""), "Moved a milestone or task without a name");
        assert_eq!(phrase("Removed", "arm", "Placebo"), "Removed the arm “Placebo”");
    }
}
