//! Published cases of correlated sums, against the closed forms of their moments.

use super::*;
use crate::table::Shape;

const BLOCKS: u32 = 1_563;

/// The mean and the standard deviation of the sum of quantities, drawn in 100,000 runs with this correlation.
fn sum_of(tables: &[Table], scales: &[(f64, f64)], correlation: Correlation) -> (f64, f64) {
    let group = Group { members: (0..tables.len() as u32).collect(), correlation, name: 99 };
    let mixer = Mixer::new(&group, 7, &|place| place, tables, &|place| draw::stream(7, place as u64));
    let (mut sum, mut squares) = (0.0, 0.0);
    for block in 0..BLOCKS {
        let mut total = [0.0; RUNS];
        mixer.fill(block, &mut |place, bits| {
            let (least, range) = scales[place];
            total.iter_mut().zip(bits).for_each(|(total, bits)| *total += least + range * tables[place].quantile((f64::from(*bits) + 0.5) / 4_294_967_296.0));
        });
        sum += total.iter().sum::<f64>();
        squares += total.iter().map(|total| total * total).sum::<f64>();
    }
    let count = f64::from(BLOCKS) * RUNS as f64;
    let mean = sum / count;
    (mean, (squares / count - mean * mean).sqrt())
}

/// Within four standard errors at the number of runs; that of a deviation is taken as that of a normal one's.
fn check((mean, deviation): (f64, f64), wanted_mean: f64, wanted_deviation: f64) {
    let count = f64::from(BLOCKS) * RUNS as f64;
    let error = wanted_deviation / count.sqrt();
    assert!((mean - wanted_mean).abs() < 4.0 * error, "{mean} is not {wanted_mean}");
    assert!((deviation - wanted_deviation).abs() < 4.0 * error / 2f64.sqrt(), "{deviation} is not {wanted_deviation}");
}

/// A normal distribution cut off at five standard deviations, as a table on the unit.
fn normal_table() -> Table {
    Table::from_quantiles(&|u| ((normal_quantile(u.clamp(2.9e-7, 1.0 - 2.9e-7)) + 5.0) / 10.0).clamp(0.0, 1.0), 0.5, 0.01)
}

fn normal_of(mean: f64, deviation: f64) -> (f64, f64) {
    (mean - 5.0 * deviation, 10.0 * deviation)
}

const MATRIX: [f64; 9] = [1.0, 0.5, 0.3, 0.5, 1.0, 0.4, 0.3, 0.4, 1.0];

#[test]
fn a_normal_a_triangular_and_a_uniform_quantity_sum_up_as_published() {
    // Vector mc_sum_moments.
    let tables = [normal_table(), Table::new(Shape::Triangular, 0.5), Table::new(Shape::Uniform, 0.0)];
    let scales = [normal_of(10.0, 2.0), (5.0, 10.0), (8.0, 4.0)];
    check(sum_of(&tables, &scales, Correlation::Matrix(MATRIX.to_vec())), 30.0, 4.105_330_879_948_394_5);
    check(sum_of(&tables, &scales, Correlation::Same(0.0)), 30.0, 3.082_207_001_484_488_5);
}

#[test]
fn the_second_moments_of_three_quantities_sum_up_as_published() {
    // Vector smm, with normal quantities.
    let tables = [normal_table(), normal_table(), normal_table()];
    let scales = [normal_of(10.0, 2.0), normal_of(15.0, 3.0), normal_of(20.0, 4.0)];
    check(sum_of(&tables, &scales, Correlation::Matrix(MATRIX.to_vec())), 45.0, 7.028_513_356_322_231_5);
    check(sum_of(&tables, &scales, Correlation::Same(0.0)), 45.0, 5.385_164_807_134_504);
}

#[test]
fn skewed_quantities_reach_the_correlation_asked_for_in_small_groups_and_in_large_ones() {
    for count in [3, 80] {
        let tables: Vec<Table> = (0..count).map(|place| Table::new(Shape::BetaPert, [0.1, 0.2, 0.3][place % 3])).collect();
        let scales = vec![(0.0, 1.0); count];
        let deviations: Vec<f64> = (0..count).map(|place| Shape::BetaPert.variance([0.1, 0.2, 0.3][place % 3]).sqrt()).collect();
        let (sum, squares) = (deviations.iter().sum::<f64>(), deviations.iter().map(|deviation| deviation * deviation).sum::<f64>());
        let wanted_mean: f64 = (0..count).map(|place| Shape::BetaPert.mean([0.1, 0.2, 0.3][place % 3])).sum();
        check(sum_of(&tables, &scales, Correlation::Same(0.6)), wanted_mean, (squares + 0.6 * (sum * sum - squares)).sqrt());
    }
}

#[test]
fn correlations_that_nothing_can_have_are_weakened() {
    let rows = triangle(&[vec![1.0], vec![0.9, 1.0], vec![0.9, -0.9, 1.0]]);
    assert!(rows.iter().all(|row| row.iter().all(|part| part.is_finite())));
}
