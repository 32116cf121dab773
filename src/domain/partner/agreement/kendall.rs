//! Kendall's coefficient of concordance: how far several raters put the same items in the same order.
//!
//! `W = 12 S / (m² (n³ − n) − m Σ T)` with `S` the spread of the sums of ranks, `m` raters, `n` items, and
//! `T = Σ (t³ − t)` over each rater's groups of `t` equal items, which share the middle of their ranks (Kendall and Gibbons,
//! Rank Correlation Methods, 1990, chapter 6). 1: the same order; 0: none in common.
//!
//! Limits: every rater must have rated every item. The p-value is the usual approximation by the chi-squared distribution,
//! which is rough for fewer than eight items.

use trialwright_kernel::special::chi_squared_above;

/// How far raters agree on an order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concordance {
    /// W, 0 to 1, corrected for ties.
    pub w: f64,
    /// How many raters.
    pub raters: usize,
    /// How many items.
    pub items: usize,
    /// `m (n − 1) W`.
    pub chi_squared: f64,
    /// The probability of a W as high where nobody's order has to do with another's.
    pub p: f64,
}

/// How far the raters agree: each gives a number for every item, in the same order of items, of which only the order counts.
/// `None` with fewer than two raters or items, or where every rater finds all items equal.
pub fn concordance(ratings: &[Vec<i64>]) -> Option<Concordance> {
    let (raters, items) = (ratings.len(), ratings.first()?.len());
    if raters < 2 || items < 2 || ratings.iter().any(|rating| rating.len() != items) {
        return None;
    }
    // Ranks are doubled, so that the middle of two is a whole number, and all sums are exact.
    let mut sums = vec![0_i64; items];
    let mut ties = 0_i64;
    for rating in ratings {
        for (sum, mine) in sums.iter_mut().zip(rating) {
            let (below, equal) = rating.iter().fold((0, 0), |(below, equal), other| (below + i64::from(other < mine), equal + i64::from(other == mine)));
            *sum += 2 * below + equal + 1;
            // Over a group of t equals, t² − 1 from each adds up to t³ − t.
            ties += equal * equal - 1;
        }
    }
    let (m, n) = (raters as i64, items as i64);
    let middle = m * (n + 1);
    let spread: i64 = sums.iter().map(|sum| (sum - middle) * (sum - middle)).sum();
    let most = m * m * (n * n * n - n) - m * ties;
    if most <= 0 {
        return None;
    }
    // 12 S, with S a quarter of the spread of the doubled sums.
    let w = (3 * spread) as f64 / most as f64;
    let degrees = (n - 1) as f64;
    let chi_squared = m as f64 * degrees * w;
    Some(Concordance { w, raters, items, chi_squared, p: chi_squared_above(chi_squared, degrees) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_published_ratings_of_anxiety_give_the_published_concordance() {
        // The data set "anxiety" of the package irr for R (Gamer, Lemon, Fellows and Singh), with the W of its kendall().
        let ratings: [[i64; 20]; 3] = [
            [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
            [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
            [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
        ];
        let found = concordance(&ratings.map(Vec::from)).expect("there are ratings");
        for (found, wanted) in [(found.w, 0.539_656_875_954_369_8), (found.chi_squared, 30.760_441_929_399_082), (found.p, 0.042_883_473_126_947_86)] {
            assert!((found - wanted).abs() < 1e-9, "{found} is not {wanted}");
        }
        assert_eq!((found.raters, found.items), (3, 20));
    }

    #[test]
    fn one_order_is_full_concordance_and_what_says_nothing_has_none() {
        let w = |ratings: &[&[i64]]| concordance(&ratings.iter().map(|rating| rating.to_vec()).collect::<Vec<_>>()).map(|found| found.w);
        assert_eq!(w(&[&[1, 2, 3], &[10, 20, 30]]), Some(1.0));
        assert_eq!(w(&[&[1, 2, 3], &[3, 2, 1]]), Some(0.0));
        assert_eq!([w(&[]), w(&[&[1, 2]]), w(&[&[1], &[2]]), w(&[&[1, 1], &[2, 2]]), w(&[&[1, 2], &[1]])], [None; 5]);
    }

    proptest! {
        #[test]
        fn neither_the_order_of_raters_nor_that_of_items_matters(
            ratings in proptest::collection::vec(proptest::collection::vec(1_i64..6, 7), 2..9),
            turn in 1usize..7,
        ) {
            let before = concordance(&ratings);
            let turned: Vec<Vec<i64>> = ratings.iter().rev().map(|rating| { let mut rating = rating.clone(); rating.rotate_left(turn); rating }).collect();
            prop_assert_eq!(before, concordance(&turned));
            if let Some(found) = before {
                prop_assert!((0.0..=1.0).contains(&found.w) && (0.0..=1.0).contains(&found.p));
            }
        }
    }
}
