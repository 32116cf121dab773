//! The partner evaluation: one choice, kept apart from the plan because it is shared with other people.

use std::sync::Arc;

use serde::Serialize;
use trialwright_macros::Read;

use super::bid::{Bid, BidAssumptions};
use super::candidate::{Candidate, Evaluator};
use super::criterion::Criterion;
use super::decision::PartnerDecision;
use super::duty::Duty;
use super::kind_fit::FitQuestion;
use super::knockout::{Knockout, KnockoutOutcome, KnockoutResult};
use super::performance::{PartnerIndicator, PartnerReview};
use super::score::Score;
use super::scorecard::shown;
use super::scoring::{AgreedScore, Scoring};
use super::selection::SelectionStep;
use super::weighting::Weighting;
use crate::domain::audit::AuditTrail;
use crate::domain::collection::{Collection, Record};
use crate::domain::date::{Date, Timestamp};
use crate::domain::document::{DocumentId, Head};
use crate::domain::extra::Extra;
use crate::domain::finding::Finding;
use crate::domain::words::{capitalised, with_article};

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
    pub brief: Arc<Brief>,
    /// Which kind of partner fits: the questions, their rules, the answers.
    #[serde(default)]
    pub fit_questions: Collection<FitQuestion>,
    /// The way from the first request to the contract.
    #[serde(default)]
    pub selection_steps: Collection<SelectionStep>,
    /// Who could be chosen.
    #[serde(default)]
    pub candidates: Collection<Candidate>,
    /// What they are judged by.
    #[serde(default)]
    pub criteria: Collection<Criterion>,
    /// Where the weights come from.
    #[serde(default)]
    pub weighting: Arc<Weighting>,
    /// What every candidate must have.
    #[serde(default)]
    pub knockouts: Collection<Knockout>,
    /// What they have shown of it.
    #[serde(default)]
    pub knockout_results: Collection<KnockoutResult>,
    /// Who judges.
    #[serde(default)]
    pub evaluators: Collection<Evaluator>,
    /// The scores.
    #[serde(default)]
    pub scores: Collection<Score>,
    /// How far the scoring is.
    #[serde(default)]
    pub scoring: Arc<Scoring>,
    /// What was agreed on after talking.
    #[serde(default)]
    pub agreed_scores: Collection<AgreedScore>,
    /// What all bids are counted by.
    #[serde(default)]
    pub bid_assumptions: Arc<BidAssumptions>,
    /// What the candidates ask for.
    #[serde(default)]
    pub bids: Collection<Bid>,
    /// Who keeps which duty.
    #[serde(default)]
    pub duties: Collection<Duty>,
    /// What was decided.
    #[serde(default)]
    pub partner_decision: Arc<PartnerDecision>,
    /// What is measured of the chosen partner.
    #[serde(default)]
    pub indicators: Collection<PartnerIndicator>,
    /// How it has done.
    #[serde(default)]
    pub reviews: Collection<PartnerReview>,
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
            brief: Arc::default(),
            fit_questions: Collection::new(),
            selection_steps: Collection::new(),
            candidates: Collection::new(),
            criteria: Collection::new(),
            weighting: Arc::default(),
            knockouts: Collection::new(),
            knockout_results: Collection::new(),
            evaluators: Collection::new(),
            scores: Collection::new(),
            scoring: Arc::default(),
            agreed_scores: Collection::new(),
            bid_assumptions: Arc::default(),
            bids: Collection::new(),
            duties: Collection::new(),
            partner_decision: Arc::default(),
            indicators: Collection::new(),
            reviews: Collection::new(),
            audit: AuditTrail::default(),
            extra: Extra::default(),
        }
    }

    /// Whether a candidate can still be chosen.
    pub fn in_the_running(&self, candidate: &Candidate) -> bool {
        self.out_because(candidate).is_none()
    }

    /// Why a candidate cannot be chosen any more, in a few words: it has withdrawn, or failed a knock-out; `None` while it can.
    pub fn out_because(&self, candidate: &Candidate) -> Option<String> {
        if !candidate.withdrawn.is_empty() {
            return Some(format!("Withdrawn: {}", candidate.withdrawn));
        }
        let failed = self.failed_knockouts(candidate).map(shown).collect::<Vec<_>>();
        (!failed.is_empty()).then(|| format!("Knocked out: {}", failed.join(", ")))
    }

    /// The knock-outs that a candidate has failed.
    pub fn failed_knockouts<'a>(&'a self, candidate: &'a Candidate) -> impl Iterator<Item = &'a Knockout> {
        let failed = |knockout: &Knockout| {
            let result = self.knockout_results.get(&KnockoutResult::key(&knockout.id, &candidate.id));
            result.is_some_and(|result| result.outcome == Some(KnockoutOutcome::Fail))
        };
        self.knockouts.iter().map(AsRef::as_ref).filter(move |knockout| failed(knockout))
    }

    /// The candidates that can still be chosen.
    pub fn running(&self) -> impl Iterator<Item = &Arc<Candidate>> {
        self.candidates.iter().filter(|candidate| self.in_the_running(candidate))
    }

    /// Records that point to nothing. They are kept and not counted.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (place, score) in self.scores.iter().enumerate() {
            let missing = [
                ("evaluator", score.evaluator.as_str(), self.evaluators.get(&score.evaluator).is_none()),
                ("criterion", score.criterion.as_str(), self.criteria.get(&score.criterion).is_none()),
                ("candidate", score.candidate.as_str(), self.candidates.get(&score.candidate).is_none()),
            ];
            dangling(&mut findings, "scores", (place, score.as_ref()), &missing, "Scores");
        }
        for (place, result) in self.knockout_results.iter().enumerate() {
            let missing = [
                ("knockout", result.knockout.as_str(), self.knockouts.get(&result.knockout).is_none()),
                ("candidate", result.candidate.as_str(), self.candidates.get(&result.candidate).is_none()),
            ];
            dangling(&mut findings, "knockoutResults", (place, result.as_ref()), &missing, "Knock-outs");
        }
        for (place, agreed) in self.agreed_scores.iter().enumerate() {
            let missing = [
                ("criterion", agreed.criterion.as_str(), self.criteria.get(&agreed.criterion).is_none()),
                ("candidate", agreed.candidate.as_str(), self.candidates.get(&agreed.candidate).is_none()),
            ];
            dangling(&mut findings, "agreedScores", (place, agreed.as_ref()), &missing, "Agreement");
        }
        for (place, bid) in self.bids.iter().enumerate() {
            let missing = [("candidate", bid.candidate.as_str(), self.candidates.get(&bid.candidate).is_none())];
            dangling(&mut findings, "bids", (place, bid.as_ref()), &missing, "Bids");
        }
        if let Some(chosen) = self.partner_decision.chosen.as_ref().filter(|chosen| self.candidates.get(chosen).is_none()) {
            findings.push(Finding {
                path: "partnerDecision.chosen".to_owned(),
                section: "partnerDecision",
                record: String::new(),
                message: format!("The decision points to a candidate with the id {chosen}, which is not in the file. It is kept and not counted."),
                mend: "Import a file that holds the candidate, or choose another on the Decision page.".to_owned(),
            });
        }
        findings
    }
}

/// Says which of a record's references, each with its field, its target and whether that is missing, point to nothing.
fn dangling<T: Record>(findings: &mut Vec<Finding>, section: &'static str, (place, record): (usize, &T), references: &[(&str, &str, bool)], page: &str) {
    for (field, target, _) in references.iter().filter(|(_, _, missing)| *missing) {
        let noun = T::NOUN;
        findings.push(Finding {
            path: format!("{section}[{place}].{field}"),
            section,
            record: record.id().to_string(),
            message: capitalised(&format!(
                "{} points to a {field} with the id {target}, which is not in the file. It is kept and not counted.",
                with_article(noun)
            )),
            mend: format!("Import a file that holds the {field}, or remove the {noun} on the {page} page."),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::partner::trial_run::evaluation;

    #[test]
    fn a_choice_of_somebody_who_is_not_there_is_found() {
        let mut evaluation = evaluation(&["a"], &[1.0], 1);
        for (chosen, found) in [("c0", [].as_slice()), ("gone", &["partnerDecision.chosen"])] {
            Arc::make_mut(&mut evaluation.partner_decision).chosen = Some(Id::joined(&[chosen]));
            assert_eq!(evaluation.findings().iter().map(|finding| finding.path.as_str()).collect::<Vec<_>>(), found);
        }
    }
}
