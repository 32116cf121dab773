//! What a document holds, in a few facts, for whoever has not opened it yet.

use crate::domain::document::Document;
use crate::domain::words::count;

/// The facts, each with its label.
pub fn facts(document: &Document) -> Vec<(&'static str, String)> {
    let head = document.head();
    let title = if head.title.trim().is_empty() { "Without a title".to_owned() } else { head.title.clone() };
    vec![
        ("Title", title),
        ("Revision", head.revision.to_string()),
        ("Changed", format!("{}, {} UTC", head.changed.date(), head.changed.clock())),
        ("Holds", holds(document)),
    ]
}

/// The records that people ask for first, counted.
pub fn holds(document: &Document) -> String {
    let counted = match document {
        Document::Plan(plan) => vec![
            count(plan.tasks.len(), "task or milestone", "tasks and milestones"),
            count(plan.risks.len(), "risk", "risks"),
            count(plan.sites.len(), "site", "sites"),
        ],
        Document::Evaluation(evaluation) => vec![
            count(evaluation.candidates.len(), "candidate", "candidates"),
            count(evaluation.criteria.len(), "criterion", "criteria"),
            count(evaluation.scores.iter().filter(|score| score.value.is_some()).count(), "score", "scores"),
        ],
    };
    counted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;
    use crate::domain::partner::evaluation::PartnerEvaluation;
    use crate::domain::plan::TrialPlan;

    #[test]
    fn a_document_is_known_by_title_revision_day_and_size() {
        let plan = Document::Plan(Box::new(TrialPlan::blank(Id::joined(&["p"]), " ", Timestamp::from_millis(1_768_203_240_000))));
        let said: Vec<String> = facts(&plan).into_iter().map(|(label, value)| format!("{label}: {value}")).collect();
        assert_eq!(said, ["Title: Without a title", "Revision: 0", "Changed: 12 Jan 2026, 07:34 UTC", "Holds: 0 tasks and milestones, 0 risks, 0 sites"]);
        let evaluation = Document::Evaluation(Box::new(PartnerEvaluation::blank(Id::joined(&["e"]), "Choice", Timestamp::from_millis(0))));
        assert_eq!(holds(&evaluation), "0 candidates, 0 criteria, 0 scores");
    }
}
