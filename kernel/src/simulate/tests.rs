//! Whole simulations whose outcome is known in closed form, and the same bits again and again.

use super::*;
use crate::model::{Activity, Actual, Correlation, Group, Link, Risk};
use crate::sample;

const DAY: i32 = TICKS_PER_DAY;
const RUNS_MADE: u32 = 100_000;

fn uncertain(activity: u32, shape: Shape, days: [i32; 3]) -> Uncertain {
    let [least, likely, greatest] = days.map(|days| days * DAY);
    Uncertain { activity, shape, least, likely, greatest, risk: None, name: u64::from(activity) + 10 }
}

/// Activities one after the other on a calendar without free days.
fn chain(uncertain: Vec<Uncertain>) -> Model {
    let count = uncertain.len() as u32;
    Model {
        days: 10_000,
        calendars: vec![(0..10_000).collect()],
        activities: vec![Activity::default(); count as usize],
        order: (0..count).collect(),
        links: (1..count).map(|to| Link { from: to - 1, to, ..Link::default() }).collect(),
        uncertain,
        finish: (0..count).collect(),
        ..Model::default()
    }
}

fn outcome(model: &Model) -> Outcome {
    simulate(model, RUNS_MADE, 1, &mut |_| true).expect("not cancelled")
}

fn close(found: f64, wanted: f64, tolerance: f64) {
    assert!((found - wanted).abs() <= tolerance, "{found} is not {wanted}");
}

#[test]
fn the_moments_of_a_chain_are_the_sums_of_those_of_its_parts() {
    let found = outcome(&chain(vec![
        uncertain(0, Shape::BetaPert, [20, 30, 60]),
        uncertain(1, Shape::Triangular, [5, 10, 15]),
        uncertain(2, Shape::Uniform, [8, 10, 12]),
    ]));
    let variance = 1_600.0 * Shape::BetaPert.variance(0.25) + 100.0 * Shape::Triangular.variance(0.5) + 16.0 / 12.0;
    let error = variance.sqrt() / f64::from(RUNS_MADE).sqrt();
    close(found.mean_finish / f64::from(DAY), 100.0 / 3.0 + 10.0 + 10.0, 4.0 * error);
    close(found.finish_deviation / f64::from(DAY), variance.sqrt(), 4.0 * error);
    // All are always critical, so each goes with the finish as its share of the variance says.
    assert!(found.activities.iter().all(|own| own.critical == RUNS_MADE));
    close(found.activities[0].correlation, (1_600.0 * Shape::BetaPert.variance(0.25) / variance).sqrt(), 0.01);
    close(found.activities[1].mean / f64::from(DAY), 10.0, 4.0 * 2.05 / f64::from(RUNS_MADE).sqrt());
}

#[test]
fn a_group_that_goes_together_spreads_the_finish() {
    let alone = chain((0..3).map(|activity| uncertain(activity, Shape::Triangular, [0, 10, 20])).collect());
    let group = Group { members: vec![0, 1, 2], correlation: Correlation::Same(0.5), name: 77 };
    let together = outcome(&Model { groups: vec![group], ..alone.clone() });
    let variance = 400.0 / 24.0;
    let error = 1.0 / (2.0 * f64::from(RUNS_MADE)).sqrt();
    close(outcome(&alone).finish_deviation / f64::from(DAY), (3.0f64 * variance).sqrt(), 4.0 * error * (3.0f64 * variance).sqrt());
    close(together.finish_deviation / f64::from(DAY), (6.0f64 * variance).sqrt(), 4.0 * error * (6.0f64 * variance).sqrt());
}

#[test]
fn a_risk_delays_in_its_share_of_the_runs_and_never_makes_a_day_earlier() {
    let calm = chain(vec![uncertain(0, Shape::Triangular, [5, 10, 30]), uncertain(1, Shape::Uniform, [5, 10, 30])]);
    let mut risky = calm.clone();
    risky.risks.push(Risk { chance: 0.3, name: 5 });
    risky.uncertain.push(Uncertain { risk: Some(0), name: 6, ..uncertain(1, Shape::Uniform, [10, 15, 20]) });
    let (calm, risky) = (outcome(&calm), outcome(&risky));
    close((risky.mean_finish - calm.mean_finish) / f64::from(DAY), 0.3 * 15.0, 0.15);
    close(risky.risk_swings[0].high - risky.risk_swings[0].low, 15.0, 0.2);
    // The draws of the durations are the same in both, so every share of the runs has finished no earlier.
    for day in 0..90 {
        assert!(risky.finish.share_by(day) <= calm.finish.share_by(day), "day {day}");
    }
    assert_eq!(risky.swings.len(), 3);
}

#[test]
fn of_two_parallel_paths_each_is_critical_in_its_share_of_the_runs() {
    let mut model = chain(vec![uncertain(0, Shape::Uniform, [10, 15, 20]), uncertain(1, Shape::Uniform, [10, 15, 20])]);
    model.links.clear();
    model.activities.push(Activity::default());
    model.links = vec![Link { from: 0, to: 2, ..Link::default() }, Link { from: 1, to: 2, ..Link::default() }];
    model.order.push(2);
    model.finish.push(2);
    let found = outcome(&model);
    let shares: Vec<f64> = found.activities.iter().map(|own| f64::from(own.critical) / f64::from(RUNS_MADE)).collect();
    close(shares[0], 0.5, 0.01);
    close(shares[1], 0.5, 0.01);
    close(shares[2], 1.0, 1e-9);
    // The larger of two uniform numbers has its mean at two thirds.
    close(found.mean_finish / f64::from(DAY), 10.0 + 20.0 / 3.0, 0.03);
    assert!(found.swings.iter().all(|swing| swing.low < 0.0 && swing.high > 0.0));
}

#[test]
fn what_has_finished_is_never_critical_and_waits_for_nothing() {
    let mut model = chain(vec![uncertain(0, Shape::Uniform, [10, 15, 20]), uncertain(1, Shape::Uniform, [10, 15, 20])]);
    model.activities[0].actual = Actual::Finished(0, 3 * DAY);
    let found = outcome(&model);
    assert_eq!((found.activities[0].critical, found.activities[1].critical), (0, RUNS_MADE));
    close(found.mean_finish / f64::from(DAY), 18.0, 0.05);
}

#[test]
fn the_same_seed_gives_the_same_outcome_and_another_seed_another() {
    let model = sample::varied(60);
    let of = |seed| simulate(&model, 1_000, seed, &mut |_| true).expect("not cancelled");
    assert_eq!(of(5), of(5));
    assert_ne!(sample::fingerprint(&of(5)), sample::fingerprint(&of(6)));
}

#[test]
fn the_outcome_has_the_bits_that_it_has_everywhere() {
    // tests/browser.rs compares with the same number, where the kernel runs as WebAssembly.
    let found = simulate(&sample::varied(120), 1_000, 2_026, &mut |_| true).expect("not cancelled");
    assert_eq!(sample::fingerprint(&found), sample::FINGERPRINT);
}

#[test]
fn it_tells_how_far_it_is_and_stops_when_told_to() {
    let (model, mut told) = (sample::plain(10), Vec::new());
    let mut tell = |done| {
        told.push(done);
        true
    };
    assert!(simulate(&model, 1_500, 1, &mut tell).is_some());
    assert_eq!(told, [512, 1_024, 1_500]);
    assert!(simulate(&model, 1_500, 1, &mut |done| done < 1_000).is_none());
}

#[test]
fn runs_that_do_not_fill_a_block_count_no_more_than_they_are() {
    for runs in [1, 63, 64, 65] {
        let found = simulate(&sample::varied(40), runs, 1, &mut |_| true).expect("not cancelled");
        assert_eq!((found.runs, found.finish.total()), (runs, u64::from(runs)));
        assert!(found.activities.iter().all(|own| own.critical <= runs && own.correlation.abs() <= 1.0));
    }
}
