//! Whether the risk management plan can be approved as it stands.

use super::{Headline, Urgency};
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::chain::{Gap, chain};
use crate::domain::risk::register::Risk;
use crate::domain::words::{count, listed};

/// What the plan covers, and what it lacks before somebody signs it.
pub fn risk_plan_headline(plan: &TrialPlan, today: Date) -> Headline {
    if plan.risks.is_empty() {
        return Headline {
            finding: "There is no risk to plan for yet".to_owned(),
            because: "Write down in the register what could go wrong; this page then lays it out as a document to approve and file.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let open: Vec<&Risk> = plan.risks.iter().map(AsRef::as_ref).filter(|risk| risk.is_open()).collect();
    let without = |lacks: fn(&Risk) -> bool| open.iter().filter(|risk| lacks(risk)).count();
    let lacking = [
        (chain(plan, today).count(Gap::HighWithoutResponse), "high risk has no response", "high risks have no response"),
        (without(|risk| risk.current.is_none()), "risk is not scored", "risks are not scored"),
        (without(|risk| risk.owner.trim().is_empty()), "risk has no owner", "risks have no owner"),
    ];
    let lacking: Vec<String> = lacking.iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| count(*number, one, many)).collect();
    let finding = match open.len() {
        0 => "The plan says that no risk is open".to_owned(),
        number => format!("The plan covers {}", count(number, "open risk", "open risks")),
    };
    match lacking.as_slice() {
        [] => Headline {
            finding,
            because: "Every open risk is scored and has an owner, and every high one has a response. Print it or save it, have it approved, and file it in the trial master file.".to_owned(),
            urgency: Urgency::OnTrack,
        },
        lacking => Headline { finding, because: format!("Before it is approved: {}.", listed(lacking)), urgency: Urgency::Watch },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(risks: serde_json::Value, finding: &str, because: &str) {
        let plan: TrialPlan = serde_json::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2026-01-12T09:00:00.000Z", "changed": "2026-01-12T09:00:00.000Z", "revision": 0 }, "risks": risks,
        }))
        .expect("a plan");
        let headline = risk_plan_headline(&plan, "2027-05-14".parse().expect("a date"));
        assert_eq!(headline.finding, finding);
        assert!(headline.because.starts_with(because), "{}", headline.because);
    }

    #[test]
    fn what_is_missing_before_it_is_signed_is_said() {
        let high = json!({ "id": "a", "number": 1, "title": "Late", "category": "data", "owner": "Lead", "current": { "probability": 5, "impact": 5 } });
        let blank = json!({ "id": "b", "number": 2, "title": "Lost", "category": "data" });
        check(
            json!([high, blank]),
            "The plan covers 2 open risks",
            "Before it is approved: 1 high risk has no response, 1 risk is not scored and 1 risk has no owner.",
        );
        let whole = json!([{ "id": "a", "number": 1, "title": "Late", "category": "data", "owner": "Lead", "current": { "probability": 1, "impact": 5 } }]);
        check(whole, "The plan covers 1 open risk", "Every open risk is scored");
        check(json!([]), "There is no risk to plan for yet", "Write down");
    }
}
