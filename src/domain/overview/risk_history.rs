//! What the history of the register says: which way exposure goes, and what is late.

use super::{Headline, Urgency};
use crate::domain::date::Date;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::history::RiskHistory;
use crate::domain::risk::trend::{exposure_on, lateness};
use crate::domain::words::{capitalised, count, listed};

/// Over how many days exposure is compared.
const LOOK_BACK: i64 = 90;

/// What the history says on `today`.
pub fn history_headline(plan: &TrialPlan, histories: &[RiskHistory], today: Date) -> Headline {
    let Some(first) = histories.iter().filter_map(|history| history.steps.first()).map(|step| step.from).min() else {
        return Headline {
            finding: "There is no history yet".to_owned(),
            because: "Scores, responses and closed risks will show here as the register is kept: every edit of a risk is in the audit trail.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    };
    let back = LOOK_BACK.min(today.days_since(first));
    let (then, now) = (exposure_on(&plan.risk_method, histories, today.plus_days(-back)).points, exposure_on(&plan.risk_method, histories, today));
    let days = count(back.max(0) as usize, "day", "days");
    let shown = |points: f64| format!("{}", (points * 100.0).round() / 100.0);
    let open = count(now.bands.iter().sum::<usize>() + now.unscored, "open risk", "open risks");
    let finding = match now.points - then {
        _ if back <= 0 => format!("Exposure stands at {} points in {open}", shown(now.points)),
        0.0 => format!("Exposure has stayed at {} points over the last {days}", shown(now.points)),
        change if change < 0.0 => format!("Exposure fell from {} to {} points in the last {days}", shown(then), shown(now.points)),
        _ => format!("Exposure rose from {} to {} points in the last {days}", shown(then), shown(now.points)),
    };
    let late = lateness(plan, histories, today);
    let mut facts = Vec::new();
    if !late.reviews.is_empty() {
        facts.push(count(late.reviews.len(), "review is overdue", "reviews are overdue"));
    }
    if !late.responses.is_empty() {
        facts.push(count(late.responses.len(), "response is past its date", "responses are past their dates"));
    }
    let took =
        late.days_to_response.map(|days| format!(" A response was in place {days:.0} days after its risk was found, on average over {}.", late.measured));
    let because = match facts.as_slice() {
        [] => format!("No review and no response is overdue.{}", took.unwrap_or_default()),
        facts => format!("{}.{}", capitalised(&listed(facts)), took.unwrap_or_default()),
    };
    let urgency = match (facts.is_empty(), now.points > then && back > 0) {
        (false, _) => Urgency::Act,
        (true, true) => Urgency::Watch,
        (true, false) => Urgency::OnTrack,
    };
    Headline { finding, because, urgency }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::risk::history::histories;

    fn check(risks: serde_json::Value, trail: serde_json::Value, expected: (&str, &str)) {
        let plan: TrialPlan = serde_json::from_value(json!({
            "document": { "id": "p", "title": "Plan", "created": "2027-01-12T09:00:00.000Z", "changed": "2027-01-12T09:00:00.000Z", "revision": 0 },
            "risks": risks, "audit": trail,
        }))
        .expect("a plan");
        let headline = history_headline(&plan, &histories(&plan), "2027-05-14".parse().expect("a date"));
        assert_eq!((headline.finding.as_str(), headline.because.as_str()), expected);
    }

    #[test]
    fn exposure_is_held_against_what_it_was_a_quarter_ago() {
        let change = |at: &str, before: i32, after: i32| json!({ "revision": 1, "at": at, "what": "Changed", "changes": [{ "section": "risks", "record": "a", "field": "current.probability", "before": before, "after": after }] });
        let risk =
            json!([{ "id": "a", "number": 1, "title": "Late", "category": "data", "current": { "probability": 2, "impact": 4 }, "reviewDue": "2027-05-01" }]);
        let trail = json!([change("2027-04-01T09:00:00.000Z", 5, 2)]);
        check(risk.clone(), trail, ("Exposure fell from 20 to 8 points in the last 90 days", "1 review is overdue."));
        check(risk, json!([]), ("Exposure has stayed at 8 points over the last 90 days", "1 review is overdue."));
        let found = json!([{ "id": "a", "number": 1, "title": "Late", "category": "data", "found": "2027-05-14", "responseDone": "2027-05-14" }]);
        check(
            found,
            json!([]),
            (
                "Exposure stands at 0 points in 1 open risk",
                "No review and no response is overdue. A response was in place 0 days after its risk was found, on average over 1.",
            ),
        );
        check(
            json!([]),
            json!([]),
            (
                "There is no history yet",
                "Scores, responses and closed risks will show here as the register is kept: every edit of a risk is in the audit trail.",
            ),
        );
    }
}
