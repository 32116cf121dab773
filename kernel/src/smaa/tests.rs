use proptest::prelude::*;

use super::weights::exponential;
use super::*;
use crate::sample;

const SEED: u64 = 2_026;

fn compared(weights: &[f64], rows: &[&[Option<f64>]]) -> Compared {
    Compared {
        criteria: (0..weights.len() as u64).collect(),
        alternatives: (100..100 + rows.len() as u64).collect(),
        weights: weights.to_vec(),
        values: rows.concat(),
    }
}

fn found(compared: &Compared, weightings: Weightings, draws: u32) -> Acceptability {
    acceptability(compared, weightings, draws, SEED, &mut |_| true).expect("not cancelled")
}

#[test]
fn the_logarithm_is_one() {
    for bits in (0..u32::MAX).step_by(65_537).chain([0, 1, 2, u32::MAX - 1, u32::MAX, 3_037_000_499, 3_037_000_500]) {
        let expected = -libm::log(unit(bits));
        assert!((exponential(bits) - expected).abs() < 1e-13 * expected.max(0.001), "{bits}: {} {expected}", exponential(bits));
        assert!(exponential(bits) > 0.0);
    }
}

/// cran/smaa, tests/nacw.R: an alternative that is worse on everything never comes first and has no central weights.
#[test]
fn a_dominated_alternative_has_no_central_weights() {
    let two = compared(&[1.0; 3], &[&[Some(1.0); 3], &[Some(0.0); 3]]);
    for weightings in [Weightings::Any, Weightings::InOrder, Weightings::Near(0.5)] {
        let found = found(&two, weightings, 10_000);
        assert_eq!(found.ranks, [1.0, 0.0, 0.0, 1.0]);
        assert_eq!((found.before.as_slice(), &found.central[1]), ([0.0, 1.0, 0.0, 0.0].as_slice(), &None));
    }
}

#[test]
fn weights_are_drawn_evenly_from_the_simplex() {
    // Each alternative is good at one thing: it comes first where that weighs most, in a third of the draws by symmetry.
    let one = |place: usize| (0..3).map(|criterion| Some(if criterion == place { 1.0 } else { 0.0 })).collect::<Vec<_>>();
    let rows = [one(0), one(1), one(2)];
    let three = compared(&[3.0, 2.0, 1.0], &[&rows[0], &rows[1], &rows[2]]);
    let any = found(&three, Weightings::Any, 100_000);
    for alternative in 0..3 {
        assert!((any.ranks[alternative * 3] - 1.0 / 3.0).abs() < 4.0 * (2.0 / 9.0 / 1e5_f64).sqrt());
        // The mean of the largest of three weights that are evenly spread on the simplex is 11/18, of the others together 7/18.
        let central = any.central[alternative].as_ref().expect("comes first");
        assert!((central[alternative] - 11.0 / 18.0).abs() < 0.004 && (central.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
    let ordered = found(&three, Weightings::InOrder, 100_000);
    assert_eq!([ordered.ranks[0], ordered.ranks[4], ordered.ranks[8]], [1.0; 3]);
    // The means of ordered weights are the rank-order centroids (Barron and Barrett 1996): 11/18, 5/18, 2/18.
    let central = ordered.central[0].as_ref().expect("comes first");
    for (mean, expected) in central.iter().zip([11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0]) {
        assert!((mean - expected).abs() < 0.003, "{mean} {expected}");
    }
}

#[test]
fn criteria_of_equal_weight_are_in_no_order() {
    let heavy = [Some(1.0), Some(0.0), Some(0.0)];
    let (one, other) = ([Some(0.0), Some(1.0), Some(0.0)], [Some(0.0), Some(0.0), Some(1.0)]);
    let found = found(&compared(&[2.0, 1.0, 1.0], &[&heavy, &one, &other]), Weightings::InOrder, 50_000);
    assert_eq!(found.ranks[0], 1.0);
    assert!((found.before[3 + 2] - 0.5).abs() < 0.01 && (found.ranks[4] - 0.5).abs() < 0.01);
}

#[test]
fn weights_near_those_that_are_stay_near() {
    let found = found(&compared(&[8.0, 1.0, 1.0], &[&[Some(2.0), Some(1.0), Some(1.0)], &[Some(1.0), Some(2.0), Some(2.0)]]), Weightings::Near(0.5), 20_000);
    // 8 of 10 less half of itself is still more than the two others half as much again.
    assert_eq!(found.ranks[0], 1.0);
    let central = found.central[0].as_ref().expect("comes first");
    assert!((central[0] - 0.8).abs() < 0.02, "{central:?}");
}

#[test]
fn those_that_are_level_share_their_ranks() {
    let row = [Some(3.0), Some(2.0)];
    let found = found(&compared(&[1.0, 1.0], &[&row, &row, &[Some(1.0), Some(1.0)]]), Weightings::Any, 1_000);
    assert_eq!(found.ranks, [0.5, 0.5, 0.0, 0.5, 0.5, 0.0, 0.0, 0.0, 1.0]);
    assert_eq!((found.before[1], found.before[3]), (0.5, 0.5));
    assert!((found.central[0].as_ref().expect("comes first").iter().sum::<f64>() - 1.0).abs() < 1e-9);
}

#[test]
fn what_is_not_judged_takes_no_part() {
    let found = found(&compared(&[1.0, 1.0], &[&[Some(3.0), None], &[Some(2.0), Some(2.0)], &[Some(5.0), Some(1.0)]]), Weightings::Any, 10_000);
    assert_eq!(found.before[1], 1.0);
    assert!((found.before[6] - 0.5).abs() < 0.02);
}

#[test]
fn confidence_follows_from_how_sure_the_values_are() {
    let two = compared(&[1.0], &[&[Some(3.0)], &[Some(2.5)]]);
    let central = [Some(vec![1.0]), Some(vec![1.0])];
    let sure = confidence(&two, &[(3.0, 3.0), (2.5, 2.5)], &central, 1_000, SEED);
    assert_eq!(sure, [Some(1.0), Some(0.0)]);
    // 2 to 4 against 2.5: three quarters.
    let unsure = confidence(&two, &[(2.0, 4.0), (2.5, 2.5)], &[Some(vec![1.0]), None], 20_000, SEED);
    assert!((unsure[0].expect("has weights") - 0.75).abs() < 0.015 && unsure[1].is_none());
}

#[test]
fn it_can_be_stopped() {
    let two = compared(&[1.0], &[&[Some(3.0)], &[Some(2.5)]]);
    let mut heard = Vec::new();
    let stopped = acceptability(&two, Weightings::Any, 100_000, SEED, &mut |done| {
        heard.push(done);
        heard.len() < 2
    });
    assert_eq!((stopped, heard), (None, vec![4_096, 8_192]));
}

#[test]
fn the_sample_has_the_bits_that_it_has_on_other_machines() {
    assert_eq!(sample::fingerprint_of_smaa(), sample::FINGERPRINT_OF_SMAA);
}

proptest! {
    #[test]
    fn shares_add_up_and_the_order_of_rows_changes_nothing(
        rows in proptest::collection::vec(proptest::collection::vec(proptest::option::weighted(0.9, 1u8..6), 4), 2..5),
        weights in proptest::collection::vec(1u8..4, 4),
    ) {
        prop_assume!(rows.iter().all(|row| row.iter().any(Option::is_some)));
        let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
        let rows: Vec<Vec<Option<f64>>> = rows.iter().map(|row| row.iter().map(|value| value.map(f64::from)).collect()).collect();
        let plain = compared(&weights, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let mut turned = plain.clone();
        turned.alternatives.reverse();
        turned.values = rows.iter().rev().flatten().copied().collect();
        let count = rows.len();
        for weightings in [Weightings::Any, Weightings::InOrder, Weightings::Near(0.5)] {
            let (found, other) = (found(&plain, weightings, 500), found(&turned, weightings, 500));
            for place in 0..count {
                prop_assert!((found.ranks[place * count..(place + 1) * count].iter().sum::<f64>() - 1.0).abs() < 1e-9);
                prop_assert!(((0..count).map(|row| found.ranks[row * count + place]).sum::<f64>() - 1.0).abs() < 1e-9);
                let back = (count - 1 - place) * count;
                prop_assert_eq!(&found.ranks[place * count..(place + 1) * count], &other.ranks[back..back + count]);
                prop_assert_eq!(&found.central[place], &other.central[count - 1 - place]);
            }
        }
    }
}
