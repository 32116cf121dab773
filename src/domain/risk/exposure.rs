//! What the risks of a plan may come to in money and in days: what is known without a simulation, what its runs say, and
//! which risks it would pay to avoid.

use serde::Serialize;
use trialwright_macros::Read;

use super::cost::expected_value;
use super::delay::TaskDelay;
use super::register::Risk;
use crate::domain::id::Id;
use crate::domain::money::Amount;
use crate::domain::plan::TrialPlan;

/// What the runs of a simulation say of the risks together and one by one.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Exposure {
    /// How many runs there were.
    pub runs: u32,
    /// The seed that gives them again.
    pub seed: u64,
    /// What all risks cost together, in the plan's currency.
    pub money: Figures,
    /// By how many civil days they delay the end of the plan.
    pub days: Option<Figures>,
    /// Why no days can be told, as a sentence; empty where they are.
    #[serde(default)]
    pub without_days: String,
    /// In which share of the runs what is set aside is enough.
    pub enough: Enough,
    /// Each risk that takes part, in the order of the plan.
    pub risks: Vec<RiskExposure>,
}

/// How a quantity came out over all runs.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
pub struct Figures {
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub deviation: f64,
    /// What is not passed in 0, 1, 2 up to 100 of a hundred runs.
    pub percentiles: Vec<f64>,
}

/// In which share of the runs what is set aside is enough, 0 to 1. `None` where nothing is set aside, or no days are told.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Enough {
    /// The money.
    pub money: Option<f64>,
    /// The time.
    pub time: Option<f64>,
    /// Both in the same run.
    pub both: Option<f64>,
    /// The time set aside, in civil days.
    pub days_aside: Option<i32>,
}

/// What one risk has to do with it.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct RiskExposure {
    /// The risk.
    pub risk: Id<Risk>,
    /// In which share of the runs it happened.
    pub happened: f64,
    /// Its chance times the mean of its cost.
    pub expected: f64,
    /// What it cost on average over all runs.
    pub cost: f64,
    /// By how much the mean cost of all risks differs where it does not happen, and where it does.
    pub money: Ends,
    /// The same of the delay, in civil days.
    pub days: Ends,
}

/// The two ends of a swing, as differences from the mean of all runs; nothing where it may be chance.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Read)]
pub struct Ends {
    /// Where the risk does not happen.
    pub low: f64,
    /// Where it happens.
    pub high: f64,
}

/// What is known of the cost of all risks without a simulation.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Expected {
    /// How many risks take part.
    pub risks: usize,
    /// How many of them have a cost.
    pub costed: usize,
    /// How many of them delay a task.
    pub delaying: usize,
    /// The sum of their chances times their mean costs.
    pub money: f64,
    /// The standard deviation of what they cost together, as none depends on another.
    pub deviation: f64,
}

/// What it would be worth to avoid a risk altogether.
#[derive(Debug, Clone, PartialEq)]
pub struct Mitigation {
    /// The risk.
    pub risk: Id<Risk>,
    /// What it costs on average.
    pub money: f64,
    /// How many days of delay less the end of the plan would have on average; `None` where the runs do not tell, because it happens
    /// in all of them or no days are told.
    pub days: Option<f64>,
    /// The money, and the days at what a day of delay costs.
    pub value: f64,
    /// What the response costs.
    pub response: Option<Amount>,
}

impl Figures {
    /// What is not passed in so many of a hundred runs.
    pub fn percentile(&self, percent: usize) -> f64 {
        self.percentiles.get(percent.min(100)).copied().unwrap_or_default()
    }
}

impl Ends {
    /// How far apart they are.
    pub fn width(&self) -> f64 {
        (self.high - self.low).abs()
    }
}

impl Mitigation {
    /// What is left of the value when the response is paid; `None` where nobody said what it costs.
    pub fn gain(&self) -> Option<f64> {
        self.response.map(|cost| self.value - cost.to_f64())
    }
}

/// Why a risk takes no part, as a sentence; `None` where it does.
pub fn left_out(risk: &Risk) -> Option<&'static str> {
    match risk.chance {
        _ if !risk.is_open() => Some("It is not open."),
        None => Some("It has no chance in percent."),
        Some(chance) if chance.get() == 0.0 => Some("Its chance is 0: it never happens."),
        Some(_) if risk.cost.is_none() && !delays(risk) => Some("It has neither a cost nor a delay."),
        Some(_) => None,
    }
}

/// The risks that take no part, by why, in the order of the plan.
pub fn all_left_out(plan: &TrialPlan) -> Vec<(&'static str, Vec<Id<Risk>>)> {
    let mut reasons: Vec<(&'static str, Vec<Id<Risk>>)> = Vec::new();
    for (why, risk) in plan.risks.iter().filter_map(|risk| Some((left_out(risk)?, risk))) {
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, risks)) => risks.push(risk.id.clone()),
            None => reasons.push((why, vec![risk.id.clone()])),
        }
    }
    reasons
}

/// What is known of the cost of a plan's risks without a simulation.
pub fn expected(plan: &TrialPlan) -> Expected {
    let mut all = Expected::default();
    let mut variance = 0.0;
    for risk in plan.risks.iter().filter(|risk| left_out(risk).is_none()) {
        all.risks += 1;
        all.costed += usize::from(risk.cost.is_some());
        all.delaying += usize::from(delays(risk));
        all.money += expected_value(risk).unwrap_or_default();
        variance += own_variance(risk);
    }
    all.deviation = variance.sqrt();
    all
}

/// The variance of what a risk costs, whether it happens or not: p (σ² + μ²) − p² μ², with the mean μ and the variance σ² of its
/// cost and its chance p. Risks do not depend on each other, so theirs add up.
pub fn own_variance(risk: &Risk) -> f64 {
    let (Some(chance), Some(cost)) = (risk.chance.filter(|_| risk.is_open()), &risk.cost) else { return 0.0 };
    let (chance, mean) = (chance.get(), cost.mean());
    chance * (cost.variance() + mean * mean) - chance * chance * mean * mean
}

/// What it would be worth to avoid each risk, where most is gained first; those whose response has no cost yet come after them,
/// by their value.
///
/// The money is the expected value. The days are those by which the mean delay is lower in the runs in which the risk does not
/// happen: as risks do not depend on each other, this is the mean delay of the plan without it.
pub fn mitigations(plan: &TrialPlan, exposure: &Exposure) -> Vec<Mitigation> {
    let rate = plan.contingency.day_of_delay.map_or(0.0, Amount::to_f64);
    let of = |own: &RiskExposure| {
        let days = (exposure.days.is_some() && own.happened < 1.0).then_some((-own.days.low).max(0.0));
        let response = plan.risks.get(&own.risk).and_then(|risk| risk.response_cost);
        Mitigation { risk: own.risk.clone(), money: own.expected, days, value: own.expected + days.unwrap_or_default() * rate, response }
    };
    let mut all: Vec<Mitigation> = exposure.risks.iter().map(of).collect();
    all.sort_by(|one, other| match (one.gain(), other.gain()) {
        (Some(one), Some(other)) => other.total_cmp(&one),
        (None, None) => other.value.total_cmp(&one.value).then(other.days.unwrap_or_default().total_cmp(&one.days.unwrap_or_default())),
        (one, other) => other.is_some().cmp(&one.is_some()),
    });
    all
}

/// Whether a risk delays something, as far as it says.
fn delays(risk: &Risk) -> bool {
    !risk.delays.iter().all(TaskDelay::is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::risk::cost::CostImpact;
    use crate::domain::risk::register::RiskStatus;
    use crate::domain::schedule::share::Chance;

    fn risk(id: &str, chance: Option<f64>, cost: Option<i64>) -> Risk {
        let mut risk = Risk::new(Id::joined(&[id]), 1, id);
        (risk.chance, risk.cost) = (chance.and_then(Chance::new), cost.map(|cost| CostImpact::new(Amount::whole(cost))));
        risk
    }

    fn plan(risks: Vec<Risk>) -> TrialPlan {
        let mut plan = TrialPlan::blank(Id::joined(&["p"]), "Plan", Timestamp::from_millis(0));
        risks.into_iter().for_each(|risk| plan.risks = plan.risks.with(risk, None));
        plan
    }

    fn exposure(risks: &[(&str, f64, f64)]) -> Exposure {
        let figures = Figures { mean: 0.0, deviation: 0.0, percentiles: vec![0.0; 101] };
        let own = |(id, expected, days): &(&str, f64, f64)| RiskExposure {
            risk: Id::joined(&[id]),
            happened: 0.5,
            expected: *expected,
            cost: *expected,
            money: Ends::default(),
            days: Ends { low: -days, high: *days },
        };
        Exposure {
            runs: 1,
            seed: 1,
            money: figures.clone(),
            days: Some(figures),
            without_days: String::new(),
            enough: Enough::default(),
            risks: risks.iter().map(own).collect(),
        }
    }

    #[test]
    fn a_risk_that_takes_no_part_says_why() {
        let mut closed = risk("closed", Some(0.5), Some(1));
        closed.status = RiskStatus::Closed;
        let plan = plan(vec![
            closed,
            risk("a", None, Some(1)),
            risk("b", Some(0.0), Some(1)),
            risk("c", Some(0.5), None),
            risk("d", Some(0.5), Some(1)),
            risk("e", None, None),
        ]);
        let found: Vec<(&str, String)> =
            all_left_out(&plan).into_iter().map(|(why, risks)| (why, risks.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" "))).collect();
        let expected = [
            ("It is not open.", "closed"),
            ("It has no chance in percent.", "a e"),
            ("Its chance is 0: it never happens.", "b"),
            ("It has neither a cost nor a delay.", "c"),
        ];
        assert_eq!(found, expected.map(|(why, risks)| (why, risks.to_owned())));
    }

    #[test]
    fn what_is_expected_needs_no_simulation() {
        let plan = plan(vec![
            risk("a", Some(0.3), Some(200_000)),
            risk("b", Some(0.1), Some(1_000_000)),
            risk("c", Some(0.5), Some(50_000)),
            risk("d", None, Some(9)),
        ]);
        let found = expected(&plan);
        assert_eq!((found.risks, found.costed, found.delaying), (3, 3, 0));
        // p (1 − p) c² of each: 0.21 · 4e10 + 0.09 · 1e12 + 0.25 · 2.5e9.
        assert!((found.money - 185_000.0).abs() < 1e-6 && (found.deviation - (8.4e9f64 + 9e10 + 6.25e8).sqrt()).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn what_buys_the_most_comes_first_and_a_day_counts_at_its_rate() {
        let with_response = |id: &str, response: Option<i64>| {
            let mut risk = risk(id, Some(0.5), Some(1));
            risk.response_cost = response.map(Amount::whole);
            risk
        };
        let mut plan =
            plan(vec![with_response("cheap", Some(10)), with_response("dear", Some(500)), with_response("open", None), with_response("slow", Some(10))]);
        let exposure = exposure(&[("cheap", 100.0, 0.0), ("dear", 300.0, 1.0), ("open", 900.0, 0.0), ("slow", 50.0, 4.0)]);
        let order = |plan: &TrialPlan| mitigations(plan, &exposure).iter().map(|found| found.risk.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(order(&plan), "cheap slow dear open");
        let mut aside = (*plan.contingency).clone();
        aside.day_of_delay = Some(Amount::whole(100));
        plan.contingency = aside.into();
        assert_eq!(order(&plan), "slow cheap dear open");
        let slow = &mitigations(&plan, &exposure)[0];
        assert_eq!((slow.money, slow.days, slow.value, slow.gain()), (50.0, Some(4.0), 450.0, Some(440.0)));
    }
}
