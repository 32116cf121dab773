//! What does not fit together in a plan: references that point to nothing, numbers that stand twice, levels that no scale has.

use std::collections::BTreeSet;

use super::TrialPlan;
use crate::domain::choice::Choice;
use crate::domain::collection::{Collection, Record};
use crate::domain::finding::Finding;
use crate::domain::id::Id;
use crate::domain::risk::register::Risk;
use crate::domain::schedule::task::Task;
use crate::domain::words::quoted;

impl TrialPlan {
    /// References that point to nothing, what goes round in a circle, and levels that no scale has.
    pub fn findings(&self) -> Vec<Finding> {
        let linked = self.tasks.iter().any(|task| !task.predecessors.is_empty());
        let round = if linked { self.schedule(None).err() } else { None };
        self.findings_with(round.as_deref())
    }

    /// The same, where it is known already which tasks wait for each other.
    pub fn findings_with(&self, round: Option<&[Id<Task>]>) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.in_scope(&mut findings);
        findings.extend(self.schedule_findings(round));
        self.in_risks(&mut findings);
        self.in_limits(&mut findings);
        self.in_issues(&mut findings);
        self.in_actions_and_decisions(&mut findings);
        findings
    }

    fn in_scope(&self, findings: &mut Vec<Finding>) {
        for (place, site) in self.sites.iter().enumerate() {
            for country in missing(&self.countries, &site.country) {
                findings.push(dangling("sites", place, site.as_ref(), "country", country.as_str(), "Choose the site's country again on the Scope page."));
            }
        }
        for (place, endpoint) in self.endpoints.iter().enumerate() {
            for objective in missing(&self.objectives, &endpoint.objective) {
                let mend = "Choose the endpoint's objective again on the Scope page.";
                findings.push(dangling("endpoints", place, endpoint.as_ref(), "objective", objective.as_str(), mend));
            }
        }
        for (place, arm) in self.arms.iter().enumerate() {
            for intervention in missing(&self.interventions, &arm.interventions) {
                let mend = "Choose the arm's interventions again on the Scope page.";
                findings.push(dangling("arms", place, arm.as_ref(), "interventions", intervention.as_str(), mend));
            }
        }
    }

    fn in_risks(&self, findings: &mut Vec<Finding>) {
        let mut numbers = Numbers::new("Risks");
        for (place, risk) in self.risks.iter().enumerate() {
            for delay in risk.delays.iter().filter(|delay| self.tasks.get(&delay.task).is_none()) {
                let mend = "Remove the delay, or choose another task for it, on the Risks page.";
                findings.push(dangling("risks", place, risk.as_ref(), "delays", delay.task.as_str(), mend));
            }
            for factor in missing(&self.quality_factors, &risk.factors) {
                findings.push(dangling("risks", place, risk.as_ref(), "factor", factor.as_str(), "Choose the risk's factors again on the Risks page."));
            }
            for limit in missing(&self.tolerance_limits, &risk.limits) {
                findings.push(dangling("risks", place, risk.as_ref(), "limit", limit.as_str(), "Choose the risk's tolerance limits again on the Risks page."));
            }
            findings.extend(numbers.twice("risks", place, risk.as_ref(), risk.number, &risk.reference()));
            self.in_scores(place, risk, findings);
        }
    }

    /// Levels of a risk's scores that the scales of the plan do not have.
    fn in_scores(&self, place: usize, risk: &Risk, findings: &mut Vec<Finding>) {
        for (field, whose, score) in risk.scores() {
            for (factor, level) in self.risk_method.off_scale(score) {
                let (name, levels) = (factor.label().to_lowercase(), factor.scale(&self.risk_method).len());
                findings.push(Finding {
                    path: format!("risks[{place}].{field}.{}", factor.key()),
                    section: "risks",
                    record: risk.id.to_string(),
                    message: format!(
                        "{whose} of the risk {} has level {level} of {name}, and this plan’s scale ends at {levels}, so it counts as {levels}.",
                        quoted(&risk.title)
                    ),
                    mend: format!("Score it again on the Risks page, or give the scale {level} levels on the page How risks are scored."),
                });
            }
        }
    }

    fn in_limits(&self, findings: &mut Vec<Finding>) {
        for (place, limit) in self.tolerance_limits.iter().enumerate() {
            for factor in missing(&self.quality_factors, &limit.factors) {
                let mend = "Choose the limit's factors again on the Tolerance limits page.";
                findings.push(dangling("toleranceLimits", place, limit.as_ref(), "factor", factor.as_str(), mend));
            }
        }
    }

    fn in_issues(&self, findings: &mut Vec<Finding>) {
        let mut numbers = Numbers::new("Issues");
        for (place, issue) in self.issues.iter().enumerate() {
            for risk in missing(&self.risks, &issue.risk) {
                findings.push(dangling("issues", place, issue.as_ref(), "risk", risk.as_str(), "Choose the issue's risk again on the Issues page."));
            }
            for limit in missing(&self.tolerance_limits, &issue.limit) {
                let mend = "Choose the issue's tolerance limit again on the Issues page.";
                findings.push(dangling("issues", place, issue.as_ref(), "limit", limit.as_str(), mend));
            }
            for escalation in issue.escalations.iter().filter(|escalation| self.escalation_levels.get(&escalation.level).is_none()) {
                let mend = "Remove the escalation, or note it again, on the Issues page.";
                findings.push(dangling("issues", place, issue.as_ref(), "level", escalation.level.as_str(), mend));
            }
            findings.extend(numbers.twice("issues", place, issue.as_ref(), issue.number, &issue.reference()));
        }
    }

    fn in_actions_and_decisions(&self, findings: &mut Vec<Finding>) {
        let about = "Choose again what it is about on the Actions and decisions page.";
        let (mut actions, mut decisions) = (Numbers::new("Actions and decisions"), Numbers::new("Actions and decisions"));
        for (place, action) in self.actions.iter().enumerate() {
            for risk in missing(&self.risks, &action.risk) {
                findings.push(dangling("actions", place, action.as_ref(), "risk", risk.as_str(), about));
            }
            for issue in missing(&self.issues, &action.issue) {
                findings.push(dangling("actions", place, action.as_ref(), "issue", issue.as_str(), about));
            }
            findings.extend(actions.twice("actions", place, action.as_ref(), action.number, &action.reference()));
        }
        for (place, decision) in self.decisions.iter().enumerate() {
            for risk in missing(&self.risks, &decision.risk) {
                findings.push(dangling("decisions", place, decision.as_ref(), "risk", risk.as_str(), about));
            }
            for issue in missing(&self.issues, &decision.issue) {
                findings.push(dangling("decisions", place, decision.as_ref(), "issue", issue.as_str(), about));
            }
            findings.extend(decisions.twice("decisions", place, decision.as_ref(), decision.number, &decision.reference()));
        }
    }
}

/// The numbers in use among records of one kind.
struct Numbers {
    page: &'static str,
    known: BTreeSet<u32>,
}

impl Numbers {
    fn new(page: &'static str) -> Numbers {
        Numbers { page, known: BTreeSet::new() }
    }

    /// A finding where another record had the number before.
    fn twice<T: Record>(&mut self, section: &'static str, place: usize, record: &T, number: u32, reference: &str) -> Option<Finding> {
        (!self.known.insert(number)).then(|| Finding {
            path: format!("{section}[{place}].number"),
            section,
            record: record.id().to_string(),
            message: format!("The {} {} shares the number {reference} with another {}.", T::NOUN, quoted(record.name()), T::NOUN),
            mend: format!("Give one of them another number on the {} page.", self.page),
        })
    }
}

/// The ids, out of one or of several, that are in no record.
fn missing<'a, T: Record, I: IntoIterator<Item = &'a Id<T>>>(records: &Collection<T>, ids: I) -> Vec<&'a Id<T>> {
    ids.into_iter().filter(|id| records.get(id).is_none()).collect()
}

/// A finding for a reference that points to no record.
pub(super) fn dangling<T: Record>(section: &'static str, place: usize, record: &T, field: &str, target: &str, mend: &str) -> Finding {
    Finding {
        path: format!("{section}[{place}].{field}"),
        section,
        record: record.id().to_string(),
        message: format!("The {} {} points to a {field} with the id {target}, which is not in the file.", T::NOUN, quoted(record.name())),
        mend: mend.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A risk of probability 6, in a plan whose scale has five levels, came in without a word.
    #[test]
    fn a_level_that_the_plan_s_own_scale_does_not_have_is_found_in_every_score_of_a_risk() {
        let fits = serde_json::json!({ "probability": 5, "impact": 5, "detectability": 6 });
        let plan: TrialPlan = crate::domain::wire::from_value(serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "risks": [
                { "id": "q", "number": 1, "title": "Kits are late", "category": "supply", "inherent": fits, "current": fits, "target": fits },
                {
                    "id": "r", "number": 2, "title": "Kits are lost", "category": "supply", "current": { "probability": 6, "impact": 4 },
                    "inherent": { "probability": 5, "impact": 6 }, "target": { "probability": 1, "impact": 1, "participants": 6 },
                    "assessments": [{ "assessor": "Medical lead", "score": fits }, { "assessor": "Supply lead", "score": { "probability": 1, "impact": 1, "reliability": 6 } }],
                },
            ],
        }))
        .expect("a plan");
        let findings = plan.findings();
        let paths: Vec<&str> = findings.iter().map(|finding| finding.path.as_str()).collect();
        let expected = ["inherent.impact", "current.probability", "target.participants", "assessments[1].score.reliability"];
        assert_eq!(paths, expected.map(|path| format!("risks[1].{path}")));
        assert_eq!(
            findings[1].message,
            "The current score of the risk “Kits are lost” has level 6 of probability, and this plan’s scale ends at 5, so it counts as 5."
        );
        assert_eq!(findings[1].mend, "Score it again on the Risks page, or give the scale 6 levels on the page How risks are scored.");
        assert!(findings[3].message.starts_with("The score by “Supply lead” of the risk “Kits are lost” has level 6 of impact on the reliability of results,"));
    }

    #[test]
    fn what_points_to_nothing_is_found_with_its_place_and_what_to_do() {
        let plan: TrialPlan = crate::domain::wire::from_value(serde_json::json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "toleranceLimits": [{ "id": "l", "name": "Not eligible", "expected": 0.03, "factors": ["none"] }],
            "issues": [
                { "id": "i", "number": 1, "title": "Kits are lost", "severity": "minor", "raised": "2027-05-14", "risk": "none", "limit": "l", "escalations": [{ "level": "none", "on": "2027-05-15" }] },
                { "id": "j", "number": 1, "title": "Kits are late", "severity": "minor", "raised": "2027-05-14", "limit": "none" },
            ],
            "actions": [{ "id": "a", "number": 1, "title": "Count the kits", "issue": "i", "risk": "none" }],
            "decisions": [{ "id": "d", "number": 1, "question": "Which courier?", "issue": "none" }],
        }))
        .expect("a plan");
        let findings = plan.findings();
        let paths: Vec<&str> = findings.iter().map(|finding| finding.path.as_str()).collect();
        assert_eq!(
            paths,
            ["toleranceLimits[0].factor", "issues[0].risk", "issues[0].level", "issues[1].limit", "issues[1].number", "actions[0].risk", "decisions[0].issue"]
        );
        assert_eq!(findings[2].message, "The issue “Kits are lost” points to a level with the id none, which is not in the file.");
        assert_eq!(findings[4].message, "The issue “Kits are late” shares the number I-01 with another issue.");
    }
}
