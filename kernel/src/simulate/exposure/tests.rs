//! Costs and delays of risks whose moments are known in closed form, and what holds run by run.

use super::*;
use crate::model::{Activity, Link, Risk, TICKS_PER_DAY, Uncertain};
use crate::sample;

const RUNS_MADE: u32 = 100_000;
const NOTHING: SetAside = SetAside { money: None, days: None };

fn risk(number: u64, chance: f64, shape: Shape, [least, likely, greatest]: [f64; 3]) -> Exposed {
    Exposed { chance, name: number, cost: Some(Cost { shape, least, likely, greatest, name: 100 + number }) }
}

fn exposed(risks: &[Exposed], network: Option<&Model>, aside: SetAside) -> Exposure {
    expose(risks, network, aside, RUNS_MADE, 7, &mut |_| true).expect("not cancelled")
}

/// A week of work and a week after it, each delayed by one of two risks by so many days, on a calendar without free days.
fn delayed(chances: [f64; 2], days: [i32; 2]) -> Model {
    let certain = |risk: u32| {
        let ticks = days[risk as usize] * TICKS_PER_DAY;
        let name = 50 + u64::from(risk);
        Uncertain { activity: risk, shape: Shape::Uniform, least: ticks, likely: ticks, greatest: ticks, risk: Some(risk), name }
    };
    Model {
        days: 10_000,
        calendars: vec![(0..10_000).collect()],
        activities: vec![Activity { work: 7 * TICKS_PER_DAY, ..Activity::default() }; 2],
        order: vec![0, 1],
        links: vec![Link { from: 0, to: 1, ..Link::default() }],
        uncertain: vec![certain(0), certain(1)],
        risks: vec![Risk { chance: chances[0], name: 0 }, Risk { chance: chances[1], name: 1 }],
        finish: vec![1],
        ..Model::default()
    }
}

/// The mean of a risk's cost is p·μ, its variance p(σ² + μ²) − p²μ²; those of independent risks add up.
#[test]
fn the_moments_of_the_cost_are_those_of_the_mixture() {
    let shapes = [Shape::BetaPert, Shape::Triangular, Shape::Uniform];
    let amounts = [[20_000.0, 50_000.0, 200_000.0], [0.0, 100_000.0, 150_000.0], [5_000.0, 5_000.0, 1_000_000.0]];
    let chances = [0.3, 0.05, 0.6];
    let mut risks = Vec::new();
    let (mut mean, mut variance) = (0.0, 0.0);
    for place in 0..3 {
        let ([least, likely, greatest], chance, shape) = (amounts[place], chances[place], shapes[place]);
        let (range, mode) = (greatest - least, (likely - least) / (greatest - least));
        let (own, spread) = (least + range * shape.mean(mode), range * range * shape.variance(mode));
        let (own_mean, own_variance) = (chance * own, chance * (spread + own * own) - chance * chance * own * own);
        risks.push(risk(place as u64, chance, shape, amounts[place]));
        let alone = exposed(&risks[place..], None, NOTHING);
        check(&alone, own_mean, own_variance);
        (mean, variance) = (mean + own_mean, variance + own_variance);
    }
    check(&exposed(&risks, None, NOTHING), mean, variance);
}

/// Within four standard errors; that of the variance is from the fourth moment of what was found.
fn check(found: &Exposure, mean: f64, variance: f64) {
    let runs = f64::from(found.runs);
    let (own, deviation) = found.mean_and_deviation();
    assert!((own - mean).abs() <= 4.0 * (variance / runs).sqrt(), "the mean {own} is not {mean}");
    let fourth = found.costs.iter().map(|cost| (cost - own).powi(4)).sum::<f64>() / runs;
    let error = ((fourth - variance * variance) / runs).sqrt();
    assert!((deviation * deviation - variance).abs() <= 4.0 * error, "the variance {} is not {variance}", deviation * deviation);
}

#[test]
fn a_risk_costs_and_delays_in_the_same_runs() {
    let risks = [risk(0, 0.25, Shape::Uniform, [1_000.0; 3]), Exposed { chance: 0.5, name: 1, cost: None }];
    let aside = SetAside { money: Some(999.0), days: Some(10) };
    let found = exposed(&risks, Some(&delayed([0.25, 0.5], [10, 5])), aside);
    let delays = found.delays.as_ref().expect("there is a network");
    let happened = found.risks[0].happened;
    // Ten days and five: what lies beyond ten are the runs in which both happen.
    assert_eq!(delays.first, 0);
    assert_eq!(delays.counts.len(), 16);
    assert_eq!(delays.counts[10] + delays.counts[15], happened);
    assert_eq!(delays.counts[5] + delays.counts[15], found.risks[1].happened);
    // Whatever has no cost has no delay of the first risk either.
    assert_eq!(found.enough, [RUNS_MADE - happened, RUNS_MADE - delays.counts[15], RUNS_MADE - happened]);
    assert!((found.risks[0].costs.high - found.risks[0].costs.low - 1_000.0).abs() < 1e-9);
    assert!((found.risks[0].days.high - found.risks[0].days.low - 10.0).abs() < 0.1);
    assert!((found.risks[0].cost - f64::from(happened) / 100.0).abs() < 1e-9 && found.risks[1].cost.to_bits() == 0);
}

/// Where the two risks do not depend on each other, the runs without one are what would be left if it were avoided.
#[test]
fn the_runs_in_which_a_risk_does_not_happen_are_those_of_a_plan_without_it() {
    let risks = [risk(0, 0.4, Shape::Triangular, [1.0, 2.0, 9.0]), risk(1, 0.5, Shape::Uniform, [5.0, 6.0, 7.0])];
    let (both, without) = (exposed(&risks, Some(&delayed([0.4, 0.5], [10, 5])), NOTHING), exposed(&risks[1..], Some(&delayed([0.0, 0.5], [10, 5])), NOTHING));
    let mean = |found: &Exposure| found.delays.as_ref().map(|days| days.mean_and_deviation().0).unwrap_or_default();
    assert!((mean(&both) + both.risks[0].days.low - mean(&without)).abs() < 4.0 * 2.5 / (0.6 * f64::from(RUNS_MADE)).sqrt() * 2.0);
    assert!((both.mean_and_deviation().0 + both.risks[0].costs.low - without.mean_and_deviation().0).abs() < 0.1);
}

#[test]
fn one_more_risk_lowers_no_percentile_of_the_cost_or_of_the_delay() {
    let all = sample::exposed();
    let shares = || (0..=1_000).map(|thousandth| f64::from(thousandth) / 1_000.0);
    let of = |count: usize| expose(&all[..count], None, NOTHING, 5_000, 3, &mut |_| true).expect("not cancelled");
    for count in 1..all.len() {
        let (fewer, more) = (of(count), of(count + 1));
        assert!(shares().all(|share| fewer.quantile(share) <= more.quantile(share)), "{count}");
        assert!(fewer.costs.windows(2).all(|pair| pair[0] <= pair[1]));
    }
    let with = |chance: f64| exposed(&[], Some(&delayed([0.25, chance], [10, 5])), NOTHING).delays.expect("there is a network");
    let (fewer, more) = (with(0.0), with(0.3));
    assert!(shares().all(|share| fewer.quantile(share) <= more.quantile(share)));
}

#[test]
fn the_exposure_has_the_bits_that_it_has_everywhere() {
    // tests/browser.rs compares with the same number, where the kernel runs as WebAssembly.
    let aside = SetAside { money: Some(150_000.0), days: Some(3) };
    let found = expose(&sample::exposed(), Some(&sample::varied(120)), aside, 1_000, 2_026, &mut |_| true).expect("not cancelled");
    assert_eq!(sample::fingerprint_of_exposure(&found), sample::FINGERPRINT_OF_EXPOSURE);
}

#[test]
fn nothing_at_risk_costs_nothing_and_it_stops_when_told_to() {
    let mut told = Vec::new();
    let mut tell = |done| {
        told.push(done);
        true
    };
    let found = expose(&[], None, SetAside { money: Some(0.0), days: Some(0) }, 700, 1, &mut tell).expect("not cancelled");
    assert_eq!((found.runs, found.costs.len(), found.delays, found.enough), (700, 700, None, [700, 0, 0]));
    assert_eq!(told, [512, 700]);
    assert!(expose(&sample::exposed(), Some(&sample::varied(40)), NOTHING, 1_000, 1, &mut |_| false).is_none());
}
