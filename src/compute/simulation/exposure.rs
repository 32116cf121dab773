//! What a plan's risks come to in money and days: thousands of runs, in each of which every risk happens or does not, and costs
//! and delays where it does.
//!
//! Risks do not depend on each other. The delay of a run is the end of the plan with its risks less the end without them,
//! everything else being drawn alike, so that what is uncertain for other reasons takes no part. The money needs no schedule;
//! where there is none, only the money is told.

use std::ops::ControlFlow;

use trialwright_kernel::exposure::{self, Cost, Exposed, Part, SetAside};
use trialwright_kernel::model::{Days, Swing};

use super::of_plan::{Simulated, name, shape};
use super::{MOST_RUNS, SimulationJob, Unfit};
use crate::compute::Progress;
use crate::domain::id::Id;
use crate::domain::money::Amount;
use crate::domain::plan::TrialPlan;
use crate::domain::risk::cost::expected_value;
use crate::domain::risk::exposure::{Ends, Enough, Exposure, Figures, RiskExposure, left_out};
use crate::domain::risk::register::Risk;

/// A swing of no more standard errors than these may be chance, and is told as none.
const STANDARD_ERRORS: f64 = 3.0;

/// Simulates a plan's risks; nothing where `report` did not want to go on.
pub fn expose(job: &SimulationJob, report: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Option<Exposure> {
    let risks: Vec<&Risk> = job.plan.risks.iter().map(AsRef::as_ref).filter(|risk| left_out(risk).is_none()).collect();
    let exposed: Vec<Exposed> = risks.iter().map(|risk| exposed(risk)).collect();
    let network = network(&job.plan, job);
    let (model, without_days) = match &network {
        Ok(simulated) => (Some(&simulated.model), String::new()),
        Err(why) => (None, why.clone()),
    };
    let time = job.plan.contingency.time.and_then(|time| Some(network.as_ref().ok()?.civil_days(time).round() as i32));
    let aside = SetAside { money: job.plan.contingency.money.map(Amount::to_f64), days: time };
    let of = job.runs.clamp(1, MOST_RUNS);
    let found = exposure::expose(&exposed, model, aside, of, job.seed, &mut |done| report(Progress { done, of }).is_continue())?;
    let share = |runs: u32| f64::from(runs) / f64::from(found.runs);
    let (mean, deviation) = found.mean_and_deviation();
    let spread_of_days = found.delays.as_ref().map_or(0.0, |days| days.mean_and_deviation().1);
    let delaying = |risk: &Id<Risk>| network.as_ref().is_ok_and(|simulated| simulated.risks.contains(risk));
    let [money, days, both] = found.enough.map(share);
    Some(Exposure {
        runs: found.runs,
        seed: job.seed,
        money: Figures { mean, deviation, percentiles: hundredths().map(|share| found.quantile(share)).collect() },
        days: found.delays.as_ref().map(delay),
        without_days,
        enough: Enough { money: aside.money.map(|_| money), time: time.map(|_| days), both: aside.money.and(time).map(|_| both), days_aside: time },
        risks: risks
            .iter()
            .zip(&found.risks)
            .map(|(risk, part)| told(risk, part, found.runs, [risk.cost.as_ref().map(|_| deviation), delaying(&risk.id).then_some(spread_of_days)]))
            .collect(),
    })
}

/// The schedule with its risks, or why there are no days to tell.
fn network(plan: &TrialPlan, job: &SimulationJob) -> Result<Simulated, String> {
    let schedule = plan.schedule(job.status).map_err(|_| Unfit::Round.to_string())?;
    schedule.finish().ok_or_else(|| Unfit::Undated.to_string())?;
    let mut simulated = Simulated::new(plan, &schedule);
    // Only the end is asked for.
    simulated.model.targets.clear();
    if simulated.risks.is_empty() {
        return Err("No open risk with a chance delays a task that is still to be done.".to_owned());
    }
    Ok(simulated)
}

fn exposed(risk: &Risk) -> Exposed {
    let cost = risk.cost.as_ref().map(|cost| {
        let [least, likely, greatest] = [cost.optimistic, cost.likely, cost.pessimistic].map(Amount::to_f64);
        Cost { shape: shape(cost.spread), least, likely, greatest, name: name(&["cost", risk.id.as_str()]) }
    });
    Exposed { chance: risk.chance.map_or(0.0, |chance| chance.get()), name: name(&["risk", risk.id.as_str()]), cost }
}

/// A risk as it came out; `spreads` are the standard deviations of what it can move, the money and the days.
fn told(risk: &Risk, part: &Part, runs: u32, [of_money, of_days]: [Option<f64>; 2]) -> RiskExposure {
    let happened = f64::from(part.happened) / f64::from(runs);
    // Two means of independent runs differ by chance alone by so many standard deviations.
    let error = 1.0 / (f64::from(runs) * happened * (1.0 - happened)).sqrt();
    let ends = |swing: &Swing, spread: Option<f64>| match spread {
        Some(spread) if (swing.high - swing.low).abs() > STANDARD_ERRORS * error * spread => Ends { low: swing.low, high: swing.high },
        _ => Ends::default(),
    };
    RiskExposure {
        risk: risk.id.clone(),
        happened,
        expected: expected_value(risk).unwrap_or_default(),
        cost: part.cost,
        money: ends(&part.costs, of_money),
        days: ends(&part.days, of_days),
    }
}

fn delay(days: &Days) -> Figures {
    let (mean, deviation) = days.mean_and_deviation();
    Figures { mean, deviation, percentiles: hundredths().map(|share| f64::from(days.quantile(share))).collect() }
}

fn hundredths() -> impl Iterator<Item = f64> {
    (0..=100).map(|percent| f64::from(percent) / 100.0)
}
