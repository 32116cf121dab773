//! The chain from what is critical to quality to what is done about it: factor, risks, controls, limits, reviews.
//!
//! ICH E6(R3), 3.10, asks for each of these links. The chain is read off the records and says where a link is missing; it
//! stores nothing. Only open risks count: what has happened is an issue, and what is closed threatens nothing.

use super::method::{Judged, RiskMethod};
use super::quality::QualityFactor;
use super::register::{ResponseStrategy, Risk};
use super::scale::Band;
use super::tolerance::ToleranceLimit;
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;

/// The factors of a plan with what hangs on each, and the risks that hang on none.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain<'a> {
    /// The factors, in the plan's order.
    pub factors: Vec<FactorLink<'a>>,
    /// Open risks that name no factor, in the plan's order.
    pub loose: Vec<RiskLink<'a>>,
}

/// A factor with the risks that threaten it and the limits that stand for it.
#[derive(Debug, Clone, PartialEq)]
pub struct FactorLink<'a> {
    /// The factor.
    pub factor: &'a QualityFactor,
    /// The open risks that threaten it, the highest first.
    pub risks: Vec<RiskLink<'a>>,
    /// The tolerance limits that name it, or that watch a risk of it; each once.
    pub limits: Vec<&'a ToleranceLimit>,
    /// What is missing at the factor itself.
    pub gaps: Vec<Gap>,
}

/// A risk with what it scores and what watches it.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskLink<'a> {
    /// The risk.
    pub risk: &'a Risk,
    /// What it scores as things stand.
    pub current: Option<Judged>,
    /// What it should score after the response.
    pub target: Option<Judged>,
    /// The tolerance limits that watch it.
    pub limits: Vec<&'a ToleranceLimit>,
    /// Days since it should have been looked at again; `None` where it is not late.
    pub review_overdue: Option<i64>,
    /// What is missing at the risk.
    pub gaps: Vec<Gap>,
}

/// A link that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A high risk that nobody has decided how to answer, or whose answer is not written down.
    HighWithoutResponse,
    /// A factor that no open risk names.
    FactorWithoutRisk,
    /// A factor that no tolerance limit stands for.
    FactorWithoutLimit,
    /// A risk that no limit and no indicator watches.
    RiskWithoutWatch,
    /// A risk that names no factor.
    RiskWithoutFactor,
}

impl Gap {
    /// Every gap, what presses most first.
    pub const ALL: [Gap; 5] = [Gap::HighWithoutResponse, Gap::FactorWithoutRisk, Gap::FactorWithoutLimit, Gap::RiskWithoutWatch, Gap::RiskWithoutFactor];

    /// What is missing, beside the record that misses it.
    pub fn label(self) -> &'static str {
        match self {
            Gap::HighWithoutResponse => "high, without a response",
            Gap::FactorWithoutRisk => "no risk names it",
            Gap::FactorWithoutLimit => "no tolerance limit",
            Gap::RiskWithoutWatch => "nothing watches it",
            Gap::RiskWithoutFactor => "no factor",
        }
    }

    /// What to do about it.
    pub fn mend(self) -> &'static str {
        match self {
            Gap::HighWithoutResponse => "Choose a response and write down what is done.",
            Gap::FactorWithoutRisk => "Ask what could go wrong with it, and link the risk.",
            Gap::FactorWithoutLimit => "Give it a tolerance limit, or say in its reason why none is needed.",
            Gap::RiskWithoutWatch => "Link a tolerance limit, or name the indicator that would show it.",
            Gap::RiskWithoutFactor => "Link the factor that it threatens, or let it stand as a risk to time and budget.",
        }
    }
}

/// A gap with the name of the record that has it.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing<'a> {
    /// At a factor.
    Factor(Gap, &'a QualityFactor),
    /// At a risk.
    Risk(Gap, &'a Risk),
}

impl Missing<'_> {
    /// Which link is missing.
    pub fn gap(&self) -> Gap {
        match self {
            Missing::Factor(gap, _) | Missing::Risk(gap, _) => *gap,
        }
    }
}

impl<'a> Chain<'a> {
    /// Every gap once, what presses most first; equals stand in the plan's order.
    pub fn missing(&self) -> Vec<Missing<'a>> {
        let at_factors = self.factors.iter().flat_map(|link| link.gaps.iter().map(|gap| Missing::Factor(*gap, link.factor)));
        let mut found: Vec<Missing<'a>> = at_factors.collect();
        for link in self.factors.iter().flat_map(|link| &link.risks).chain(&self.loose) {
            for gap in &link.gaps {
                let missing = Missing::Risk(*gap, link.risk);
                // A risk that threatens two factors misses its response once.
                if !found.contains(&missing) {
                    found.push(missing);
                }
            }
        }
        found.sort_by_key(Missing::gap);
        found
    }

    /// How many records have this gap.
    pub fn count(&self, gap: Gap) -> usize {
        self.missing().iter().filter(|missing| missing.gap() == gap).count()
    }
}

/// The chain of a plan on `today`.
pub fn chain(plan: &TrialPlan, today: Date) -> Chain<'_> {
    let open: Vec<RiskLink> = plan.risks.iter().filter(|risk| risk.is_open()).map(|risk| risk_link(plan, risk, today)).collect();
    let factors = plan.quality_factors.iter().map(|factor| {
        let mut risks: Vec<RiskLink> = open.iter().filter(|link| link.risk.factors.contains(&factor.id)).cloned().collect();
        risks.sort_by_key(|link| std::cmp::Reverse(rank(link)));
        let stands_for = |limit: &ToleranceLimit| limit.factors.contains(&factor.id) || risks.iter().any(|link| link.risk.limits.contains(&limit.id));
        let limits: Vec<&ToleranceLimit> = plan.tolerance_limits.iter().map(AsRef::as_ref).filter(|limit| stands_for(limit)).collect();
        let gaps = [(risks.is_empty(), Gap::FactorWithoutRisk), (limits.is_empty(), Gap::FactorWithoutLimit)];
        FactorLink { factor, risks, limits, gaps: present(&gaps) }
    });
    let factors = factors.collect();
    let known = |link: &RiskLink| link.risk.factors.iter().any(|factor| plan.quality_factors.get(factor).is_some());
    Chain { factors, loose: open.into_iter().filter(|link| !known(link)).collect() }
}

fn risk_link<'a>(plan: &'a TrialPlan, risk: &'a Risk, today: Date) -> RiskLink<'a> {
    let method: &RiskMethod = &plan.risk_method;
    let current = risk.current.map(|score| method.judged(score));
    let limits: Vec<&ToleranceLimit> = risk.limits.iter().filter_map(|limit| plan.tolerance_limits.get(limit)).map(AsRef::as_ref).collect();
    let is_high = current.is_some_and(|judged| judged.band == Band::High);
    let is_answered = risk.response != ResponseStrategy::Undecided && (risk.response == ResponseStrategy::Accept || !risk.response_plan.trim().is_empty());
    let gaps = [
        (is_high && !is_answered, Gap::HighWithoutResponse),
        (limits.is_empty() && risk.indicator.trim().is_empty(), Gap::RiskWithoutWatch),
        (!risk.factors.iter().any(|factor| plan.quality_factors.get(factor).is_some()), Gap::RiskWithoutFactor),
    ];
    RiskLink { risk, current, target: risk.target.map(|score| method.judged(score)), limits, review_overdue: risk.review_overdue(today), gaps: present(&gaps) }
}

/// Band before points: a risk that safety first lifts stands above one with more points.
fn rank(link: &RiskLink) -> Option<(Band, u64)> {
    link.current.map(|judged| (judged.band, judged.points.hundredths()))
}

fn present(gaps: &[(bool, Gap)]) -> Vec<Gap> {
    gaps.iter().filter(|(missing, _)| *missing).map(|(_, gap)| *gap).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn plan() -> TrialPlan {
        serde_json::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "qualityFactors": [
                { "id": "endpoint", "group": "protocolDesign", "title": "The primary endpoint is measured in its window" },
                { "id": "consent", "group": "patientSafety", "title": "Consent comes first" },
            ],
            "toleranceLimits": [{ "id": "missing", "name": "Primary endpoint missing", "expected": 0.05 }],
            "risks": [
                { "id": "a", "number": 1, "title": "Visits are late", "category": "data", "factors": ["endpoint"], "current": { "probability": 2, "impact": 3 }, "limits": ["missing"] },
                { "id": "b", "number": 2, "title": "Samples are lost", "category": "data", "factors": ["endpoint"], "current": { "probability": 4, "impact": 5 } },
                { "id": "c", "number": 3, "title": "Costs rise", "category": "finance", "indicator": "Monthly forecast" },
                { "id": "d", "number": 4, "title": "Old forms are used", "category": "regulatory", "status": "closed", "factors": ["consent"] },
            ],
        }))
        .expect("a plan")
    }

    fn shown(plan: &TrialPlan) -> Vec<String> {
        let chain = chain(plan, "2027-05-14".parse().expect("a date"));
        let words = |missing: &Missing| match missing {
            Missing::Factor(gap, factor) => format!("{}: {}", factor.id, gap.label()),
            Missing::Risk(gap, risk) => format!("{}: {}", risk.id, gap.label()),
        };
        chain.missing().iter().map(words).collect()
    }

    #[test]
    fn every_missing_link_is_named_once_and_what_presses_most_comes_first() {
        assert_eq!(
            shown(&plan()),
            ["b: high, without a response", "consent: no risk names it", "consent: no tolerance limit", "b: nothing watches it", "c: no factor"]
        );
    }

    #[test]
    fn a_factor_shows_its_highest_risk_first_and_the_limits_that_watch_its_risks() {
        let plan = plan();
        let chain = chain(&plan, "2027-05-14".parse().expect("a date"));
        let endpoint = &chain.factors[0];
        assert_eq!(endpoint.risks.iter().map(|link| link.risk.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(endpoint.limits.iter().map(|limit| limit.name.as_str()).collect::<Vec<_>>(), ["Primary endpoint missing"]);
        assert_eq!(chain.loose.iter().map(|link| link.risk.number).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn an_accepted_high_risk_needs_no_plan_and_a_chosen_response_does() {
        let with = |change: fn(&mut Risk)| {
            let mut plan = plan();
            let mut risk = plan.risks.iter().map(|risk| Risk::clone(risk)).find(|risk| risk.number == 2).expect("there");
            change(&mut risk);
            plan.risks = plan.risks.with(risk, None);
            chain(&plan, "2027-05-14".parse().expect("a date")).count(Gap::HighWithoutResponse)
        };
        assert_eq!(with(|risk| risk.response = ResponseStrategy::Accept), 0);
        assert_eq!(with(|risk| risk.response = ResponseStrategy::Reduce), 1);
    }
}
