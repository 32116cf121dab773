//! The partner evaluation: one choice, kept apart from the plan because it is shared with other people.

use serde::Serialize;
use trialwright_macros::Read;

use super::candidate::{Candidate, Evaluator};
use super::criterion::Criterion;
use super::score::Score;
use crate::domain::audit::AuditTrail;
use crate::domain::collection::Collection;
use crate::domain::date::{Date, Timestamp};
use crate::domain::document::{DocumentId, Head};
use crate::domain::extra::Extra;
use crate::domain::finding::Finding;

/// What is being chosen, and for which trial.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Brief {
    /// What the partner is needed for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub need: String,
    /// The id of the trial plan that it serves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<DocumentId>,
    /// When the choice must be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_due: Option<Date>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// One choice of a partner.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PartnerEvaluation {
    /// Id, title, dates and revision.
    pub document: Head,
    /// What is being chosen.
    #[serde(default)]
    pub brief: std::sync::Arc<Brief>,
    /// Who could be chosen.
    #[serde(default)]
    pub candidates: Collection<Candidate>,
    /// What they are judged by.
    #[serde(default)]
    pub criteria: Collection<Criterion>,
    /// Who judges.
    #[serde(default)]
    pub evaluators: Collection<Evaluator>,
    /// The scores.
    #[serde(default)]
    pub scores: Collection<Score>,
    /// Who changed what.
    #[serde(default)]
    pub audit: AuditTrail,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl PartnerEvaluation {
    /// An evaluation with nothing in it but its title.
    pub fn blank(id: DocumentId, title: impl Into<String>, now: Timestamp) -> PartnerEvaluation {
        PartnerEvaluation {
            document: Head::new(id, title, now),
            brief: std::sync::Arc::default(),
            candidates: Collection::new(),
            criteria: Collection::new(),
            evaluators: Collection::new(),
            scores: Collection::new(),
            audit: AuditTrail::default(),
            extra: Extra::default(),
        }
    }

    /// Scores that point to nothing. They are kept and not counted.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (place, score) in self.scores.iter().enumerate() {
            let missing = [
                ("evaluator", score.evaluator.as_str(), self.evaluators.get(&score.evaluator).is_none()),
                ("criterion", score.criterion.as_str(), self.criteria.get(&score.criterion).is_none()),
                ("candidate", score.candidate.as_str(), self.candidates.get(&score.candidate).is_none()),
            ];
            for (field, target, _) in missing.into_iter().filter(|(_, _, missing)| *missing) {
                findings.push(Finding {
                    path: format!("scores[{place}].{field}"),
                    section: "scores",
                    record: score_id(score),
                    message: format!("A score points to a {field} with the id {target}, which is not in the file. It is kept and not counted."),
                    mend: format!("Import a file that holds the {field}, or remove the score on the Scores page."),
                });
            }
        }
        findings
    }
}

fn score_id(score: &Score) -> String {
    Score::key(&score.evaluator, &score.criterion, &score.candidate).to_string()
}
