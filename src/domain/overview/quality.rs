//! What the chain from quality factors to what watches them says.

use super::{Headline, Urgency};
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::chain::{Chain, Gap, chain};
use crate::domain::words::{capitalised, count, listed};

/// What the chain says: which links are missing, and what to do first.
pub fn quality_headline(plan: &TrialPlan, today: Date) -> Headline {
    if plan.quality_factors.is_empty() {
        return Headline {
            finding: "Nothing is named yet that must not go wrong".to_owned(),
            because: "Name the few factors on which the safety of participants and the result depend; then link the risks that threaten them.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    headline(&chain(plan, today))
}

fn headline(chain: &Chain) -> Headline {
    let missing = chain.missing();
    let number = |gap: Gap| missing.iter().filter(|missing| missing.gap() == gap).count();
    let factors = count(chain.factors.len(), "factor is", "factors are");
    let clauses: Vec<String> =
        Gap::ALL.iter().filter(|gap| number(**gap) > 0 && **gap != Gap::RiskWithoutFactor).map(|gap| clause(*gap, number(*gap))).collect();
    let loose = match number(Gap::RiskWithoutFactor) {
        0 => String::new(),
        loose => format!(" {} no factor.", capitalised(&count(loose, "open risk threatens", "open risks threaten"))),
    };
    let Some(worst) = clauses.first() else {
        let linked = chain.factors.iter().map(|link| link.risks.len()).sum::<usize>();
        return Headline {
            finding: format!("{factors} critical to quality, and every chain is closed"),
            because: format!("{} from a factor to a risk, each with what watches it.{loose}", capitalised(&count(linked, "link leads", "links lead"))),
            urgency: Urgency::OnTrack,
        };
    };
    let rest = clauses.get(1..).unwrap_or_default();
    let rest = if rest.is_empty() { String::new() } else { format!("{}. ", capitalised(&listed(rest))) };
    let first = missing.first().map_or("", |missing| missing.gap().mend());
    let urgency = if number(Gap::HighWithoutResponse) > 0 { Urgency::Act } else { Urgency::Watch };
    Headline { finding: capitalised(worst), because: format!("{rest}{first}{loose}"), urgency }
}

fn clause(gap: Gap, number: usize) -> String {
    match gap {
        Gap::HighWithoutResponse => count(number, "high risk has no response", "high risks have no response"),
        Gap::FactorWithoutRisk => count(number, "factor has no risk linked to it", "factors have no risk linked to them"),
        Gap::FactorWithoutLimit => count(number, "factor has no tolerance limit", "factors have no tolerance limit"),
        Gap::RiskWithoutWatch => count(number, "risk is watched by nothing", "risks are watched by nothing"),
        Gap::RiskWithoutFactor => count(number, "open risk threatens no factor", "open risks threaten no factor"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(risks: serde_json::Value, factors: serde_json::Value, limits: serde_json::Value, expected: (&str, &str)) {
        let plan: TrialPlan = serde_json::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 },
            "risks": risks, "qualityFactors": factors, "toleranceLimits": limits,
        }))
        .expect("a plan");
        let headline = quality_headline(&plan, "2027-05-14".parse().expect("a date"));
        assert_eq!((headline.finding.as_str(), headline.because.as_str()), expected);
    }

    #[test]
    fn the_worst_missing_link_comes_first() {
        let factors = json!([{ "id": "f", "group": "feasibility", "title": "Enough eligible patients" }]);
        let limits = json!([{ "id": "l", "name": "Not eligible", "expected": 0.05, "factors": ["f"] }]);
        let high = json!([
            { "id": "a", "number": 1, "title": "Few patients", "category": "recruitment", "factors": ["f"], "current": { "probability": 5, "impact": 5 } },
            { "id": "b", "number": 2, "title": "Costs rise", "category": "finance", "indicator": "Forecast" },
        ]);
        check(
            high,
            factors.clone(),
            limits.clone(),
            ("1 high risk has no response", "1 risk is watched by nothing. Choose a response and write down what is done. 1 open risk threatens no factor."),
        );
        let watched = json!([{ "id": "a", "number": 1, "title": "Few patients", "category": "recruitment", "factors": ["f"], "limits": ["l"] }]);
        check(
            watched,
            factors.clone(),
            limits.clone(),
            ("1 factor is critical to quality, and every chain is closed", "1 link leads from a factor to a risk, each with what watches it."),
        );
        check(json!([]), factors, limits, ("1 factor has no risk linked to it", "Ask what could go wrong with it, and link the risk."));
    }
}
