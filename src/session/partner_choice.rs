//! What follows from the choice of a partner, each as one change: the memo frozen, the risks of the choice in the plan's
//! register, indicators taken from the library.

use std::sync::Arc;

use serde::Serialize;
use trialwright_macros::Read;

use super::command::{Change, Edit};
use crate::domain::date::{Date, Timestamp};
use crate::domain::document::DocumentId;
use crate::domain::extra::Extra;
use crate::domain::id::IdMaker;
use crate::domain::overview::Statement;
use crate::domain::partner::decision::frozen::frozen;
use crate::domain::partner::decision::risks::ProposedRisk;
use crate::domain::partner::evaluation::PartnerEvaluation;
use crate::domain::partner::performance::{Direction, PartnerIndicator};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::register::{Risk, RiskOrigin, next_number};
use crate::domain::wire::{WireFault, from_text};

/// The name of the file of the library of indicators, without the ending.
pub const INDICATORS: &str = "partner-indicators";

/// The library of indicators.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
pub struct IndicatorLibrary {
    /// The indicators, in the order in which they are offered.
    pub indicators: Vec<LibraryIndicator>,
}

/// An indicator that partners are usually held to. Targets are examples to agree on, not benchmarks.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct LibraryIndicator {
    /// What is measured.
    pub name: String,
    /// How exactly, and where the figures come from.
    pub definition: String,
    /// The unit.
    pub unit: String,
    /// Which way it should go.
    pub better: Direction,
    /// What to agree on.
    pub target: f64,
    /// Where something must be done.
    pub limit: f64,
}

impl IndicatorLibrary {
    /// The library of a file's text.
    pub fn read(text: &str) -> Result<IndicatorLibrary, WireFault> {
        from_text(text)
    }

    /// The indicators that the evaluation does not have, by their names.
    pub fn missing(&self, evaluation: &PartnerEvaluation) -> Vec<&LibraryIndicator> {
        let known = |name: &str| evaluation.indicators.iter().any(|indicator| indicator.name.trim().eq_ignore_ascii_case(name.trim()));
        self.indicators.iter().filter(|indicator| !known(&indicator.name)).collect()
    }
}

/// Adds indicators of the library, as one change; `None` where none is chosen.
pub fn indicators_added(chosen: &[&LibraryIndicator], ids: &mut IdMaker) -> Option<Change> {
    let made = chosen.iter().map(|entry| PartnerIndicator {
        definition: entry.definition.clone(),
        unit: entry.unit.clone(),
        target: Some(entry.target),
        limit: Some(entry.limit),
        ..PartnerIndicator::new(ids.make(), &entry.name, entry.better)
    });
    let puts: Vec<Change> = made.map(|indicator| Change::Indicators(Edit::put(indicator))).collect();
    if puts.is_empty() { None } else { Some(Change::Several(puts)) }
}

/// Freezes the memo as things stand, or says what stops that.
pub fn memo_frozen(evaluation: &PartnerEvaluation, at: Timestamp, who: &str, why: &str) -> Result<Change, Vec<Statement>> {
    frozen(evaluation, at, who, why).map(|decision| Change::PartnerDecision(Arc::new(decision)))
}

/// The risk of the plan that was taken over from a finding of an evaluation.
pub fn taken_over<'a>(plan: &'a TrialPlan, evaluation: &DocumentId, finding: &str) -> Option<&'a Risk> {
    let from = |risk: &&Risk| risk.origin.as_ref().is_some_and(|origin| origin.evaluation == *evaluation && origin.finding == finding);
    plan.risks.iter().map(AsRef::as_ref).find(from)
}

/// Takes the risks of a choice over into the plan's register, as one change; those that were taken over before are left as they
/// are. `None` where there is none to take over. Each is open and without a score: that is for the team to judge.
pub fn risks_taken_over(plan: &TrialPlan, (evaluation, title): (&DocumentId, &str), risks: &[ProposedRisk], ids: &mut IdMaker, today: Date) -> Option<Change> {
    let first = next_number(plan.risks.iter().map(AsRef::as_ref));
    let new = risks.iter().filter(|risk| taken_over(plan, evaluation, &risk.key).is_none());
    let made = new.zip(first..).map(|(risk, number)| Risk {
        cause: risk.cause.clone(),
        effect: risk.effect.clone(),
        description: format!("From the partner evaluation “{}”.", title.trim()),
        category: risk.category,
        owner: risk.owner.to_owned(),
        found: Some(today),
        response: risk.strategy,
        response_plan: risk.response.clone(),
        origin: Some(RiskOrigin { evaluation: evaluation.clone(), finding: risk.key.clone(), extra: Extra::default() }),
        ..Risk::new(ids.make(), number, &risk.title)
    });
    let puts: Vec<Change> = made.map(|risk| Change::Risks(Edit::put(risk))).collect();
    if puts.is_empty() { None } else { Some(Change::Several(puts)) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::document::Document;
    use crate::domain::id::Id;
    use crate::domain::partner::decision::risks::risks_of_the_choice;
    use crate::domain::partner::decision::trial_run::decided;
    use crate::session::apply::apply;
    use crate::session::command::{Command, Origin};

    fn done(document: Document, change: Change) -> Document {
        let command = Command { at: Timestamp::from_millis(1), who: String::new(), why: None, origin: Origin::Edit, change };
        apply(&document, &command).expect("it applies").document
    }

    #[test]
    fn risks_of_the_choice_come_into_the_register_once() {
        let (evaluation, today) = (decided(), "2027-03-02".parse().expect("a date"));
        let plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        let (risks, from) = (risks_of_the_choice(&evaluation), (&evaluation.document.id, "Partner for KESTREL"));
        let ids = || IdMaker::new([7; 16]);
        let change = risks_taken_over(&plan, from, &risks[..1], &mut ids(), today).expect("a change");
        let first = done(Document::Plan(Box::new(plan)), change);
        let change = risks_taken_over(first.plan().expect("a plan"), from, &risks, &mut IdMaker::new([8; 16]), today).expect("the others are new");
        let second = done(first, change);
        let plan = second.plan().expect("a plan");
        assert_eq!(
            plan.risks.iter().map(|risk| (risk.number, risk.title.clone())).collect::<Vec<_>>(),
            risks.iter().zip(1..).map(|(risk, number)| (number, risk.title.clone())).collect::<Vec<_>>()
        );
        assert!(plan.risks.iter().all(|risk| risk.is_open() && risk.current.is_none() && !risk.cause.is_empty() && !risk.owner.is_empty()));
        assert_eq!(risks_taken_over(plan, from, &risks, &mut ids(), today), None);
        let other = Id::joined(&["other"]);
        assert!(risks_taken_over(plan, (&other, "Other"), &risks, &mut ids(), today).is_some(), "another choice has risks of its own");
    }

    #[test]
    fn the_memo_is_frozen_as_one_change_and_undone_as_one() {
        let evaluation = decided();
        let change = memo_frozen(&evaluation, Timestamp::from_millis(5), "Ada", "").expect("it can be frozen");
        let command = Command { at: Timestamp::from_millis(5), who: String::new(), why: None, origin: Origin::Edit, change };
        let applied = apply(&Document::Evaluation(Box::new(evaluation.clone())), &command).expect("it applies");
        let memo = applied.document.evaluation().and_then(|after| after.partner_decision.frozen.clone()).expect("frozen");
        assert!(memo.is_intact());
        let back = done(applied.document, applied.inverse);
        assert_eq!(back.evaluation().map(|back| back.partner_decision.clone()), Some(evaluation.partner_decision));
    }

    #[test]
    fn the_library_holds_indicators_that_can_be_measured() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/start").join(INDICATORS).with_extension("json");
        let library = IndicatorLibrary::read(&std::fs::read_to_string(path).expect("the file")).expect("the library");
        assert!(library.indicators.len() >= 12);
        assert_eq!(library.indicators.iter().map(|entry| entry.name.to_lowercase()).collect::<BTreeSet<_>>().len(), library.indicators.len());
        let chosen: Vec<&LibraryIndicator> = library.indicators.iter().collect();
        let after = done(Document::Evaluation(Box::new(decided())), indicators_added(&chosen, &mut IdMaker::new([7; 16])).expect("a change"));
        let after = after.evaluation().expect("an evaluation");
        assert!(after.indicators.iter().all(|indicator| !indicator.contradicts_itself() && indicator.definition.len() > 40));
        assert_eq!((library.missing(after).len(), indicators_added(&[], &mut IdMaker::new([7; 16]))), (0, None));
    }
}
