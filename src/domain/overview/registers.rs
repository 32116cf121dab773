//! The headline of the risk register.

use super::{Headline, Urgency};

use crate::domain::overview::figures::{PlanFigures, most_common};
use crate::domain::plan::TrialPlan;
use crate::domain::risk::register::{Risk, RiskCategory};
use crate::domain::risk::scale::Band;
use crate::domain::words::{capitalised, count, listed};

/// What the register says: how many are high, and what is missing in the answers to them. `figures` are those of the plan.
pub fn risk_headline(plan: &TrialPlan, figures: &PlanFigures) -> Headline {
    if plan.risks.is_empty() {
        return Headline {
            finding: "No risks yet".to_owned(),
            because: "Most trials fear long approvals, slow recruitment and staff changes first: write down yours, then score them.".to_owned(),
            urgency: Urgency::Upcoming,
        };
    }
    let open: Vec<&Risk> = plan.risks.iter().map(AsRef::as_ref).filter(|risk| risk.is_open()).collect();
    let high: Vec<&Risk> = open.iter().copied().filter(|risk| plan.risk_method.band_of_risk(risk) == Some(Band::High)).collect();
    let mut facts = Vec::new();
    if figures.responses_overdue > 0 {
        facts.push(count(figures.responses_overdue, "response is past its date", "responses are past their dates"));
    }
    let without_owner = open.iter().filter(|risk| risk.owner.is_empty()).count();
    if without_owner > 0 {
        facts.push(format!("{} no owner", count(without_owner, "open risk has", "open risks have")));
    }
    if figures.unscored_risks > 0 {
        facts.push(count(figures.unscored_risks, "risk is not scored", "risks are not scored"));
    }
    let facts = if facts.is_empty() { "Every open risk is scored, owned and on time.".to_owned() } else { format!("{}.", capitalised(&listed(&facts))) };
    let kinds = most_common(high.iter().map(|risk| risk.category)).filter(|(_, number)| *number > 1);
    let kind = kinds.map_or(String::new(), |(category, number)| format!(" {number} of the high ones concern {}.", category_words(category)));
    let finding = match high.len() {
        0 => format!("No high risk among {} open", figures.open_risks),
        number => format!("{} open, of {} in all", count(number, "high risk is", "high risks are"), figures.open_risks),
    };
    Headline { finding: capitalised(&finding), because: format!("{facts}{kind}"), urgency: if high.is_empty() { Urgency::OnTrack } else { Urgency::Act } }
}

fn category_words(category: RiskCategory) -> String {
    use crate::domain::choice::Choice;
    category.label().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;
    use crate::domain::overview::figures::figures;
    use crate::domain::risk::scale::{Level, Score};

    fn plan() -> TrialPlan {
        TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0))
    }

    #[test]
    fn the_register_says_what_is_missing() {
        let mut plan = plan();
        let mut risk = Risk::new(Id::joined(&["r"]), 1, "Slow approvals");
        risk.current = Level::new(5).map(|level| Score::new(level, level));
        plan.risks = plan.risks.with(risk, None).with(Risk::new(Id::joined(&["s"]), 2, "Unscored"), None);
        let headline = risk_headline(&plan, &figures(&plan, "2027-05-14".parse().expect("a date")));
        assert_eq!(
            (headline.finding.as_str(), headline.because.as_str()),
            ("1 high risk is open, of 2 in all", "2 open risks have no owner and 1 risk is not scored.")
        );
    }
}
