//! A distribution of durations as a table of its quantiles, so that a random number becomes a duration in one look-up.
//!
//! The table cuts the distribution into 256 cells of the same probability, the first and the last of them, where its tails
//! are, into 64 again, and is a straight line in each. What is left of the error in the mean and in the spread is bent away:
//! both are those of the exact distribution. Beta-PERT has one table for each place
//! of the most likely value. Making one exactly takes hundreds of incomplete beta functions; so they are made exactly at 33
//! places, once, and those between follow by interpolation.

use std::sync::OnceLock;

use crate::special::Beta;
use crate::{RUNS, Row};

/// Into how many cells of the same probability a distribution is cut: few enough that the tables of a thousand
/// distributions stay near the processor.
const COARSE: usize = 256;

/// Into how many the first and the last of them are cut again.
const FINE: usize = 64;

/// All cells.
const CELLS: usize = COARSE - 2 + 2 * FINE;

/// The room for the borders of the cells: a power of two, so that no look-up can miss it.
const ROOM: usize = 512;

type Knots = [f64; CELLS + 1];

/// The probability below each border.
fn border(place: usize) -> f64 {
    let sixteen_thousandths = match place {
        ..FINE => place,
        _ if place > CELLS - FINE => COARSE * FINE - (CELLS - place),
        _ => (place + 1 - FINE) * FINE,
    };
    sixteen_thousandths as f64 / (COARSE * FINE) as f64
}

/// How a quantity is spread between its least and its greatest value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// The beta distribution of PERT: its shapes are `1 + 4 (m - a)/(b - a)` and `1 + 4 (b - m)/(b - a)` (Malcolm, Roseboom,
    /// Clark and Fazar, Application of a technique for research and development program evaluation, Operations Research 7,
    /// 1959; Vose, Risk Analysis, 3rd ed., 2008).
    BetaPert,
    /// Straight up to the most likely value and straight down.
    Triangular,
    /// All values alike.
    Uniform,
}

/// A distribution on the unit: 0 is its least value, 1 its greatest.
#[derive(Debug, Clone)]
pub struct Table {
    /// The quantiles at the borders of the cells.
    knots: Box<[f32; ROOM]>,
}

impl Shape {
    /// The mean on the unit, where the most likely value is at `mode`.
    pub fn mean(self, mode: f64) -> f64 {
        match self {
            Shape::BetaPert => (1.0 + 4.0 * mode) / 6.0,
            Shape::Triangular => (1.0 + mode) / 3.0,
            Shape::Uniform => 0.5,
        }
    }

    /// The variance on the unit.
    pub fn variance(self, mode: f64) -> f64 {
        match self {
            Shape::BetaPert => (1.0 + 4.0 * mode) * (5.0 - 4.0 * mode) / 252.0,
            Shape::Triangular => (1.0 - mode + mode * mode) / 18.0,
            Shape::Uniform => 1.0 / 12.0,
        }
    }

    fn knots(self, mode: f64) -> Knots {
        let at = |quantile: &dyn Fn(f64) -> f64| std::array::from_fn(|place| quantile(border(place)));
        match self {
            Shape::BetaPert => beta_pert(mode),
            Shape::Triangular => at(&|u| if u < mode { libm::sqrt(u * mode) } else { 1.0 - libm::sqrt((1.0 - u) * (1.0 - mode)) }),
            Shape::Uniform => at(&|u| u),
        }
    }
}

impl Table {
    /// The table of a shape with its most likely value at a place of the unit; the uniform has none and takes any.
    pub fn new(shape: Shape, mode: f64) -> Table {
        let mode = mode.clamp(0.0, 1.0);
        Table::of(&shape.knots(mode), shape.mean(mode), shape.variance(mode))
    }

    /// The table of a quantile function on the unit with this mean and variance.
    #[cfg(test)]
    pub(crate) fn from_quantiles(quantile: &dyn Fn(f64) -> f64, mean: f64, variance: f64) -> Table {
        Table::of(&std::array::from_fn(|place| quantile(border(place))), mean, variance)
    }

    fn of(knots: &Knots, mean: f64, variance: f64) -> Table {
        let knots = with_moments(&amid_the_lines(knots), mean, variance);
        Table { knots: Box::new(std::array::from_fn(|place| knots[place.min(CELLS)] as f32)) }
    }

    /// The mean of what the table gives.
    pub fn mean(&self) -> f64 {
        mean(&self.wide())
    }

    /// The variance of what the table gives.
    pub fn variance(&self) -> f64 {
        let knots = self.wide();
        let mean = mean(&knots);
        product(&knots, &knots) - mean * mean
    }

    /// The value that is not exceeded with a probability.
    pub fn quantile(&self, probability: f64) -> f64 {
        let probability = probability.clamp(0.0, 1.0);
        let (mut low, mut high) = (0, CELLS);
        while high - low > 1 {
            let middle = (low + high) / 2;
            if border(middle) <= probability {
                low = middle;
            } else {
                high = middle;
            }
        }
        let (from, to) = (f64::from(self.knots[low]), f64::from(self.knots[high]));
        from + (to - from) * (probability - border(low)) / (border(high) - border(low))
    }

    /// The whole numbers between `least` and `least + range` that 32 random bits each stand for. The work is done in single
    /// precision: its grain is finer than one part in ten million. It goes in three steps, so that only the look-up in the
    /// middle has to take the runs one by one.
    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(crate) fn values(&self, bits: &[u32; RUNS], least: f32, range: f32, out: &mut Row) {
        let (mut cells, mut fractions) = ([0u32; RUNS], [0f32; RUNS]);
        for run in 0..RUNS {
            let bits = bits[run];
            let coarse = bits >> 24;
            // All bits set where the value is in the first or the last of the coarse cells, which are cut again.
            let in_tail = u32::from(coarse.wrapping_add(1) & 255 <= 1).wrapping_neg();
            let fine = (bits >> 18 & 63) + ((coarse >> 7) * (CELLS - FINE) as u32);
            cells[run] = (fine & in_tail) | ((coarse + FINE as u32 - 1) & !in_tail);
            // What is left of the bits says where in its cell the value stands.
            let rest = (bits << 14 & in_tail) | (bits << 8 & !in_tail);
            fractions[run] = (rest >> 8) as i32 as f32 * (1.0 / 16_777_216.0);
        }
        let (mut low, mut high) = ([0f32; RUNS], [0f32; RUNS]);
        for run in 0..RUNS {
            let cell = cells[run] as usize % ROOM;
            low[run] = self.knots[cell];
            high[run] = self.knots[(cell + 1) % ROOM];
        }
        for run in 0..RUNS {
            out[run] = (least + range * (low[run] + (high[run] - low[run]) * fractions[run]) + 0.5) as i32;
        }
    }

    /// The same of one number.
    pub(crate) fn value(&self, bits: u32, least: f32, range: f32) -> i32 {
        let mut out = [0; RUNS];
        self.values(&[bits; RUNS], least, range, &mut out);
        out[0]
    }

    fn wide(&self) -> Knots {
        std::array::from_fn(|place| f64::from(self.knots[place]))
    }
}

/// How many exact tables of Beta-PERT there are, from one end of the most likely value to the middle.
const EXACT: usize = 17;

/// The quantiles of Beta-PERT, from the exact ones at the four nearest places by the cubic through them.
fn beta_pert(mode: f64) -> Knots {
    static TABLES: OnceLock<Vec<Knots>> = OnceLock::new();
    let tables = TABLES.get_or_init(|| (0..EXACT).map(exact_beta_pert).collect());
    let last = 2 * (EXACT - 1);
    let place = mode * last as f64;
    let first = (place as usize).saturating_sub(1).min(last - 3);
    let t = place - first as f64;
    let weights =
        [-(t - 1.0) * (t - 2.0) * (t - 3.0) / 6.0, t * (t - 2.0) * (t - 3.0) / 2.0, -t * (t - 1.0) * (t - 3.0) / 2.0, t * (t - 1.0) * (t - 2.0) / 6.0];
    let mut knots = [0.0; CELLS + 1];
    for (number, weight) in weights.into_iter().enumerate() {
        let table = first + number;
        // What lies beyond the middle is the mirror of what lies before it.
        if table < EXACT {
            knots.iter_mut().zip(&tables[table]).for_each(|(knot, exact)| *knot += weight * exact);
        } else {
            knots.iter_mut().zip(tables[last - table].iter().rev()).for_each(|(knot, exact)| *knot += weight * (1.0 - exact));
        }
    }
    knots
}

fn exact_beta_pert(table: usize) -> Knots {
    let mode = table as f64 / (2 * (EXACT - 1)) as f64;
    let beta = Beta::new(1.0 + 4.0 * mode, 5.0 - 4.0 * mode);
    let mut knots = [0.0; CELLS + 1];
    // The first guess is the place before and one step along the slope of the quantile function.
    let mut guess = 0.25 * beta.mean();
    for place in 1..CELLS {
        let found = beta.quantile(border(place), guess);
        knots[place] = found;
        guess = found + (border(place + 1) - border(place)) / beta.density(found);
    }
    knots[CELLS] = 1.0;
    knots
}

/// The knots moved so that the lines between them run amid the curve, half above it and half below: by a twelfth of the
/// curvature, which for a parabola leaves the mean of each cell as it is.
fn amid_the_lines(knots: &Knots) -> Knots {
    std::array::from_fn(|place| {
        if place == 0 || place == CELLS {
            return knots[place];
        }
        let (left, right) = (border(place) - border(place - 1), border(place + 1) - border(place));
        let (before, here, after) = (knots[place - 1], knots[place], knots[place + 1]);
        let curvature = 2.0 * ((after - here) / right - (here - before) / left) / (left + right);
        here - curvature * (left * left * left + right * right * right) / (12.0 * (left + right))
    })
}

/// The knots bent so that the straight lines between them have this mean and this variance. The ends stay where they are.
fn with_moments(knots: &Knots, wanted_mean: f64, wanted_variance: f64) -> Knots {
    let bulge: Knots = std::array::from_fn(|place| knots[place] * (1.0 - knots[place]));
    let tilt: Knots = std::array::from_fn(|place| bulge[place] * (1.0 - 2.0 * knots[place]));
    // Two equations for how much of each; the squares of both, below 1e-9, are left out.
    let (mean_short, square_short) = (wanted_mean - mean(knots), wanted_variance + wanted_mean * wanted_mean - product(knots, knots));
    let (a, b, c, d) = (mean(&bulge), mean(&tilt), 2.0 * product(knots, &bulge), 2.0 * product(knots, &tilt));
    let determinant = a * d - b * c;
    let (of_bulge, of_tilt) = ((mean_short * d - b * square_short) / determinant, (a * square_short - mean_short * c) / determinant);
    std::array::from_fn(|place| knots[place] + of_bulge * bulge[place] + of_tilt * tilt[place])
}

fn mean(knots: &Knots) -> f64 {
    over_cells(&|place| 0.5 * (knots[place] + knots[place + 1]))
}

/// The mean of the product of two quantities that are straight between their knots.
fn product(one: &Knots, other: &Knots) -> f64 {
    over_cells(&|place| {
        let (a, b, c, d) = (one[place], one[place + 1], other[place], other[place + 1]);
        (2.0 * (a * c + b * d) + a * d + b * c) / 6.0
    })
}

/// The mean of what has this value in each cell.
#[inline]
fn over_cells(value: &impl Fn(usize) -> f64) -> f64 {
    let sum = |cells: std::ops::Range<usize>| cells.map(value).sum::<f64>();
    let tails = sum(0..FINE) + sum(CELLS - FINE..CELLS);
    (sum(FINE..CELLS - FINE) + tails / FINE as f64) / COARSE as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPES: [Shape; 3] = [Shape::BetaPert, Shape::Triangular, Shape::Uniform];

    fn close(found: f64, wanted: f64, relative: f64) {
        assert!((found - wanted).abs() <= relative * wanted.abs(), "{found} is not {wanted}");
    }

    #[test]
    fn mean_and_variance_are_those_of_the_closed_forms() {
        for shape in SHAPES {
            for step in 0..=100 {
                let mode = f64::from(step) / 100.0;
                let table = Table::new(shape, mode);
                close(table.mean(), shape.mean(mode), 1e-7);
                close(table.variance(), shape.variance(mode), 1e-6);
            }
        }
    }

    #[test]
    fn the_three_points_of_the_published_case_give_its_figures() {
        // Vector pert: 20, 30, 60.
        let mode = 0.25;
        close(20.0 + 40.0 * Table::new(Shape::BetaPert, mode).mean(), 33.333_333_333_333_336, 1e-6);
        let triangular = Table::new(Shape::Triangular, mode);
        close(20.0 + 40.0 * triangular.mean(), 36.666_666_666_666_664, 1e-6);
        close(40.0 * triangular.variance().sqrt(), 8.498_365_855_987_975, 1e-6);
        for (probability, wanted) in [(0.5, 35.505_102_572_168_22), (0.8, 44.508_066_615_170_335), (0.9, 49.045_548_849_896_676)] {
            // The lines between the borders are off by some hundred-thousandths of the range.
            close(20.0 + 40.0 * triangular.quantile(probability), wanted, 5e-5);
        }
    }

    #[test]
    fn quantiles_of_beta_pert_are_the_exact_ones_also_between_the_tables() {
        for mode in [0.0, 0.013, 0.1, 0.25, 0.333, 0.4999, 0.62, 0.87, 0.999, 1.0] {
            let (beta, table) = (Beta::new(1.0 + 4.0 * mode, 5.0 - 4.0 * mode), Table::new(Shape::BetaPert, mode));
            for place in 1..64 {
                let probability = f64::from(place) / 64.0;
                let (found, exact) = (table.quantile(probability), beta.quantile(probability, 0.5));
                // Only in the long tail of a one-sided distribution is the error seen in the fourth digit of the range.
                let tolerance = if (0.07..0.93).contains(&probability) { 5e-5 } else { 5e-4 };
                assert!((found - exact).abs() < tolerance, "{mode}, {probability}: {found} is not {exact}");
            }
        }
    }

    #[test]
    fn random_bits_stand_for_the_quantile_of_their_share() {
        let table = Table::new(Shape::BetaPert, 0.3);
        for bits in (0..1 << 12).map(|step| step << 20).chain((0..1 << 9).flat_map(|step| [step << 15, u32::MAX - (step << 15)])) {
            let wanted = 1e6 * table.quantile(f64::from(bits) / 4_294_967_296.0);
            assert!((f64::from(table.value(bits, 0.0, 1e6)) - wanted).abs() <= 1.0, "{bits}");
        }
    }

    #[test]
    fn quantiles_rise_from_the_least_value_to_the_greatest() {
        for shape in SHAPES {
            for mode in [0.0, 0.2, 0.77, 1.0] {
                let table = Table::new(shape, mode);
                assert!(table.wide().windows(2).all(|pair| pair[0] <= pair[1]), "{shape:?} {mode}");
                assert_eq!((table.value(0, 100.0, 900.0), table.value(u32::MAX, 100.0, 900.0)), (100, 1_000));
            }
        }
    }
}
