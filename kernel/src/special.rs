//! The beta, the normal and the chi-squared distribution, to about the last digits of a double.

use libm::{erfc, exp, lgamma, log, sqrt};

/// A beta distribution.
#[derive(Debug, Clone, Copy)]
pub struct Beta {
    a: f64,
    b: f64,
    /// The logarithm of the beta function of the two.
    ln_beta: f64,
}

impl Beta {
    /// The beta distribution with these shapes, both above 0.
    pub fn new(a: f64, b: f64) -> Beta {
        Beta { a, b, ln_beta: lgamma(a) + lgamma(b) - lgamma(a + b) }
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// The variance.
    pub fn variance(&self) -> f64 {
        let sum = self.a + self.b;
        self.a * self.b / (sum * sum * (sum + 1.0))
    }

    /// The density at a place inside the unit.
    pub fn density(&self, x: f64) -> f64 {
        exp((self.a - 1.0) * log(x) + (self.b - 1.0) * log(1.0 - x) - self.ln_beta)
    }

    /// The probability of a value up to this one: the regularised incomplete beta function.
    ///
    /// Its continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22), by the modified method of Lentz
    /// (Thompson and Barnett, Journal of Computational Physics 64, 1986).
    pub fn probability(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        if x >= 1.0 {
            return 1.0;
        }
        // The fraction converges fast on this side of the bulk; on the other the mirrored distribution has it.
        if x > (self.a + 1.0) / (self.a + self.b + 2.0) {
            let mirrored = Beta { a: self.b, b: self.a, ln_beta: self.ln_beta };
            return 1.0 - mirrored.lower(1.0 - x);
        }
        self.lower(x)
    }

    fn lower(&self, x: f64) -> f64 {
        let Beta { a, b, ln_beta } = *self;
        let front = exp(a * log(x) + b * log(1.0 - x) - ln_beta) / a;
        let away_from_nothing = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
        let mut numerator = 1.0;
        let mut denominator = 1.0 / away_from_nothing(1.0 - (a + b) * x / (a + 1.0));
        let mut fraction = denominator;
        for step in 1..300 {
            let m = f64::from(step);
            let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
            let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
            let mut change = 1.0;
            for term in [even, odd] {
                denominator = 1.0 / away_from_nothing(1.0 + term * denominator);
                numerator = away_from_nothing(1.0 + term / numerator);
                change = numerator * denominator;
                fraction *= change;
            }
            if (change - 1.0).abs() < 1e-15 {
                break;
            }
        }
        front * fraction
    }

    /// The value that is not exceeded with this probability, found by Newton's method from a guess and kept between the
    /// bounds that it has proven.
    pub fn quantile(&self, probability: f64, guess: f64) -> f64 {
        let (mut low, mut high, mut x) = (0.0, 1.0, guess.clamp(1e-9, 1.0 - 1e-9));
        for _ in 0..100 {
            let miss = self.probability(x) - probability;
            if miss < 0.0 {
                low = x;
            } else {
                high = x;
            }
            let step = miss / self.density(x);
            let next = x - step;
            let inside = next > low && next < high;
            x = if inside { next } else { 0.5 * (low + high) };
            if (inside && step.abs() < 1e-14) || high - low < 1e-15 {
                break;
            }
        }
        x
    }
}

/// The probability of a value above this one under the chi-squared distribution with so many degrees of freedom.
pub fn chi_squared_above(x: f64, degrees: f64) -> f64 {
    gamma_above(degrees / 2.0, x / 2.0)
}

/// The regularised upper incomplete gamma function, for a shape above 0: by its series below the bulk (NIST Digital Library
/// of Mathematical Functions, 8.7.1), by its continued fraction above it (8.9.2), by the modified method of Lentz.
fn gamma_above(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = exp(a * log(x) - x - lgamma(a));
    if x < a + 1.0 {
        let (mut term, mut sum, mut shape) = (1.0 / a, 1.0 / a, a);
        for _ in 0..1000 {
            shape += 1.0;
            term *= x / shape;
            sum += term;
            if term < sum * 1e-16 {
                break;
            }
        }
        return (1.0 - front * sum).max(0.0);
    }
    let away_from_nothing = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut middle = x + 1.0 - a;
    let mut numerator = 1e300;
    let mut denominator = 1.0 / away_from_nothing(middle);
    let mut fraction = denominator;
    for step in 1..1000 {
        let m = f64::from(step);
        let term = m * (a - m);
        middle += 2.0;
        denominator = 1.0 / away_from_nothing(middle + term * denominator);
        numerator = away_from_nothing(middle + term / numerator);
        let change = numerator * denominator;
        fraction *= change;
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    front * fraction
}

/// The probability of a value up to this one under the standard normal distribution.
pub fn normal_probability(z: f64) -> f64 {
    0.5 * erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The value of the standard normal distribution that is not exceeded with this probability (Wichura, Algorithm AS 241:
/// The percentage points of the normal distribution, Applied Statistics 37, 1988, PPND16).
pub fn normal_quantile(probability: f64) -> f64 {
    let q = probability - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        return q * ratio(r, &MIDDLE);
    }
    let tail = if q < 0.0 { probability } else { 1.0 - probability };
    if tail <= 0.0 {
        return if q < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let r = sqrt(-log(tail));
    let z = if r <= 5.0 { ratio(r - 1.6, &TAIL) } else { ratio(r - 5.0, &FAR_TAIL) };
    if q < 0.0 { -z } else { z }
}

/// The coefficients of a numerator and of a denominator, lowest power first.
type Ratio = ([f64; 8], [f64; 8]);

fn ratio(x: f64, (above, below): &Ratio) -> f64 {
    let value = |coefficients: &[f64; 8]| coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient);
    value(above) / value(below)
}

const MIDDLE: Ratio = (
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
);

const TAIL: Ratio = (
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
);

const FAR_TAIL: Ratio = (
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
);

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, wanted: f64, tolerance: f64) {
        assert!((found - wanted).abs() <= tolerance, "{found} is not {wanted}");
    }

    #[test]
    fn whole_shapes_have_the_probabilities_of_their_polynomials() {
        // For a = 2, b = 4: 10 x² - 20 x³ + 15 x⁴ - 4 x⁵.
        let beta = Beta::new(2.0, 4.0);
        for x in [0.01, 0.2, 1.0 / 3.0, 0.5, 0.77, 0.999] {
            close(beta.probability(x), 10.0 * x * x - 20.0 * x.powi(3) + 15.0 * x.powi(4) - 4.0 * x.powi(5), 1e-14);
        }
        let steep = Beta::new(1.0, 5.0);
        close(steep.probability(0.3), 1.0 - 0.7f64.powi(5), 1e-15);
        assert_eq!([beta.probability(-1.0).to_bits(), beta.probability(2.0).to_bits()], [0.0f64.to_bits(), 1.0f64.to_bits()]);
    }

    #[test]
    fn a_quantile_leads_back_to_its_probability() {
        for (a, b) in [(1.0, 5.0), (1.3, 4.7), (2.0, 4.0), (3.0, 3.0), (4.99, 1.01)] {
            let beta = Beta::new(a, b);
            for probability in [1e-6, 0.004, 0.1, 0.5, 0.9, 0.996, 1.0 - 1e-6] {
                close(beta.probability(beta.quantile(probability, 0.5)), probability, 1e-13);
            }
        }
    }

    #[test]
    fn the_chi_squared_distribution_has_its_closed_forms_and_published_points() {
        for x in [0.001, 0.5, 2.0, 5.0, 40.0, 300.0] {
            // Two degrees of freedom are an exponential distribution; four add a term of the Poisson sum.
            close(chi_squared_above(x, 2.0), exp(-x / 2.0), 1e-14);
            close(chi_squared_above(x, 4.0), exp(-x / 2.0) * (1.0 + x / 2.0), 1e-14);
            close(chi_squared_above(x, 1.0), 2.0 * normal_probability(-sqrt(x)), 1e-13);
        }
        // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.4, upper critical values.
        for (degrees, x, above) in [(3.0, 7.815, 0.05), (10.0, 18.307, 0.05), (19.0, 30.144, 0.05), (100.0, 135.807, 0.01)] {
            close(chi_squared_above(x, degrees), above, 5e-5);
        }
        assert_eq!(chi_squared_above(0.0, 3.0).to_bits(), 1.0f64.to_bits());
    }

    #[test]
    fn the_normal_distribution_has_its_published_points() {
        for (probability, z) in [(0.5, 0.0), (0.975, 1.959_963_984_540_054), (0.9, 1.281_551_565_544_600_4), (1e-9, -5.997_807_015_007_687)] {
            close(normal_quantile(probability), z, 1e-13);
            close(normal_probability(z), probability, 1e-14);
        }
        for z in [-7.5, -5.2, -3.0, -0.4, 0.1, 1.0, 2.5, 4.0] {
            close(normal_quantile(normal_probability(z)), z, 1e-9);
        }
    }
}
