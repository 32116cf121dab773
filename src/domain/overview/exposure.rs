//! What the page on risks in money and days says first.

use super::{Headline, Urgency};
use crate::domain::money::Amount;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::exposure::{Exposure, Mitigation, expected, mitigations};
use crate::domain::words::{capitalised, count, listed, quoted};

/// What is set aside should be enough in this share of the runs at least.
const TOO_FEW: f64 = 0.5;

/// In this share it is enough for most.
const ENOUGH: f64 = 0.8;

/// What the risks are expected to cost and to delay, whether what is set aside is enough, and what to do next.
pub fn exposure_headline(plan: &TrialPlan, exposure: Option<&Exposure>) -> Headline {
    let known = expected(plan);
    let open = plan.risks.iter().filter(|risk| risk.is_open()).count();
    match exposure {
        Some(exposure) if !exposure.risks.is_empty() => simulated(plan, exposure),
        _ if open == 0 => Headline {
            finding: "No risk is open, so nothing can be said in money and days".to_owned(),
            because: "Write down in the register what may happen, how likely it is, what it would cost and what it would delay.".to_owned(),
            urgency: Urgency::Upcoming,
        },
        _ if known.risks == 0 => Headline {
            finding: format!("None of {} has a number yet", count(open, "open risk", "open risks")),
            because: "Give a risk its chance in percent and what it would cost or delay, in the register: then this page says what to set aside.".to_owned(),
            urgency: Urgency::Upcoming,
        },
        _ => Headline {
            finding: match known.costed {
                0 => format!("{} a task; none has a cost yet", count(known.delaying, "risk may delay", "risks may delay")),
                _ => format!("{} expected from {}", money(plan, known.money), count(known.costed, "risk with a cost", "risks with a cost")),
            },
            because: format!("{} Simulate to see how bad it can get in money and in days, and how much to set aside.", aside(plan)),
            urgency: Urgency::Upcoming,
        },
    }
}

fn simulated(plan: &TrialPlan, exposure: &Exposure) -> Headline {
    let enough = exposure.enough;
    let (covered, what) = match (enough.money, enough.time) {
        (Some(_), Some(_)) => (enough.both, "what is set aside covers"),
        (Some(money), None) => (Some(money), "the money set aside covers"),
        (None, Some(time)) => (Some(time), "the time set aside covers"),
        (None, None) => (None, ""),
    };
    let said = match covered {
        Some(share) => format!("{what} {} of runs", percent(share)),
        None => "nothing is set aside".to_owned(),
    };
    let cost = exposure.risks.iter().map(|own| own.expected).sum();
    let finding = format!("{} expected; {said}", amounts(plan, cost, exposure.days.as_ref().map(|days| days.mean)));
    let urgency = match covered {
        Some(share) if share >= ENOUGH => Urgency::OnTrack,
        Some(share) if share >= TOO_FEW => Urgency::Watch,
        _ => Urgency::Act,
    };
    let eight = amounts(plan, exposure.money.percentile(80), exposure.days.as_ref().map(|days| days.percentile(80)));
    let each = if exposure.days.is_some() { "each enough" } else { "enough" };
    let first = mitigations(plan, exposure).into_iter().find(|found| found.gain().is_some_and(|gain| gain > 0.0));
    let because = match (urgency, first.and_then(|first| response(plan, &first))) {
        (Urgency::OnTrack, Some(first)) => format!("{first}."),
        (Urgency::OnTrack, None) => "Simulate again when risks or the plan change.".to_owned(),
        (_, Some(first)) => format!("Set aside {eight}, {each} in eight of ten runs, or start with a response: {first}."),
        (_, None) => format!("Set aside {eight}, {each} in eight of ten runs, and say in the register what responses cost to see which would pay."),
    };
    Headline { finding, because: capitalised(&because), urgency }
}

/// What avoiding a risk buys, and for how much.
fn response(plan: &TrialPlan, first: &Mitigation) -> Option<String> {
    let risk = plan.risks.get(&first.risk)?;
    let cost = first.response?.short(&plan.contingency.currency);
    let buys = amounts(plan, first.money, first.days.filter(|days| *days >= 0.5));
    Some(format!("avoiding {} {} is worth {buys} on average and costs {cost}", risk.reference(), quoted(&risk.title)))
}

/// What is set aside, as a sentence.
fn aside(plan: &TrialPlan) -> String {
    let aside = &plan.contingency;
    let parts: Vec<String> = aside.money.map(|money| money.short(&aside.currency)).into_iter().chain(aside.time.map(|time| time.span().to_string())).collect();
    if parts.is_empty() { "Nothing is set aside yet.".to_owned() } else { format!("Set aside so far: {}.", listed(&parts)) }
}

/// `EUR 640 k and 38 days`, or whichever of the two there is.
fn amounts(plan: &TrialPlan, cost: f64, days: Option<f64>) -> String {
    let days = days.map(|days| count(days.round().max(0.0) as usize, "day", "days"));
    let cost = (cost >= 0.5 || days.is_none()).then(|| money(plan, cost));
    listed(&cost.into_iter().chain(days).collect::<Vec<_>>())
}

fn money(plan: &TrialPlan, amount: f64) -> String {
    Amount::rounded(amount).short(&plan.contingency.currency)
}

/// A share in whole percent; what is not all or nothing is not said to be.
fn percent(share: f64) -> String {
    match (share * 100.0).round() as u32 {
        0 if share > 0.0 => "fewer than 1%".to_owned(),
        100 if share < 1.0 => "more than 99%".to_owned(),
        percent => format!("{percent}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::id::Id;
    use crate::domain::risk::cost::{Contingency, CostImpact};
    use crate::domain::risk::exposure::{Ends, Enough, Figures, RiskExposure};
    use crate::domain::risk::register::Risk;
    use crate::domain::schedule::share::Chance;

    fn plan(chance: Option<f64>) -> TrialPlan {
        let mut plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        let mut risk = Risk::new(Id::joined(&["r"]), 4, "Late drug");
        (risk.chance, risk.cost, risk.response_cost) =
            (chance.and_then(Chance::new), Some(CostImpact::new(Amount::whole(1_280_000))), Some(Amount::whole(30_000)));
        plan.risks = plan.risks.with(risk, None);
        plan
    }

    fn exposure(enough: Enough) -> Exposure {
        let figures = |mean: f64| Figures { mean, deviation: 1.0, percentiles: (0..=100).map(|percent| mean * f64::from(percent) / 50.0).collect() };
        let own = RiskExposure {
            risk: Id::joined(&["r"]),
            happened: 0.5,
            expected: 640_000.0,
            cost: 640_100.0,
            money: Ends::default(),
            days: Ends { low: -38.0, high: 38.0 },
        };
        Exposure { runs: 10_000, seed: 1, money: figures(640_000.0), days: Some(figures(38.2)), without_days: String::new(), enough, risks: vec![own] }
    }

    fn check(plan: &TrialPlan, exposure: Option<&Exposure>, finding: &str, because: &str, urgency: Urgency) {
        let found = exposure_headline(plan, exposure);
        assert_eq!((found.finding.as_str(), found.because.as_str(), found.urgency), (finding, because, urgency));
    }

    #[test]
    fn before_a_run_it_says_what_is_known_and_what_is_missing() {
        let first = "Give a risk its chance in percent and what it would cost or delay, in the register: then this page says what to set aside.";
        check(&plan(None), None, "None of 1 open risk has a number yet", first, Urgency::Upcoming);
        let next = "Nothing is set aside yet. Simulate to see how bad it can get in money and in days, and how much to set aside.";
        check(&plan(Some(0.5)), None, "EUR 640 k expected from 1 risk with a cost", next, Urgency::Upcoming);
        let mut with = plan(Some(0.5));
        with.contingency = Contingency { money: Some(Amount::whole(500_000)), ..Contingency::default() }.into();
        assert!(exposure_headline(&with, None).because.starts_with("Set aside so far: EUR 500 k. Simulate"));
    }

    #[test]
    fn after_a_run_it_says_whether_what_is_set_aside_is_enough_and_what_to_do() {
        let both = |share| Enough { money: Some(0.9), time: Some(0.8), both: Some(share), days_aside: Some(20) };
        let start = "Set aside EUR 1 m and 61 days, each enough in eight of ten runs, or start with a response: avoiding R-04 “Late drug” is worth EUR 640 k and 38 days on average and costs EUR 30 k.";
        check(&plan(Some(0.5)), Some(&exposure(both(0.72))), "EUR 640 k and 38 days expected; what is set aside covers 72% of runs", start, Urgency::Watch);
        let fine = "Avoiding R-04 “Late drug” is worth EUR 640 k and 38 days on average and costs EUR 30 k.";
        check(
            &plan(Some(0.5)),
            Some(&exposure(both(0.999))),
            "EUR 640 k and 38 days expected; what is set aside covers more than 99% of runs",
            fine,
            Urgency::OnTrack,
        );
        check(&plan(Some(0.5)), Some(&exposure(Enough::default())), "EUR 640 k and 38 days expected; nothing is set aside", start, Urgency::Act);
    }
}
