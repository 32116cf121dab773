//! How two things compare, on Saaty's scale.

use serde::{Deserialize, Serialize};

/// A comparison on Saaty's scale: 1 where both matter alike, 2 to 9 where the first matters so many times as much, −2 to −9 where
/// the second does (Saaty, The Analytic Hierarchy Process, 1980).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i8")]
pub struct Judgement(i8);

impl Judgement {
    /// Both matter alike.
    pub const ALIKE: Judgement = Judgement(1);

    /// This judgement; `None` outside the scale.
    pub fn new(number: i8) -> Option<Judgement> {
        (number == 1 || (2..=9).contains(&number.unsigned_abs())).then_some(Judgement(number))
    }

    /// Its number: 1, 2 to 9, or −2 to −9.
    pub fn get(self) -> i8 {
        self.0
    }

    /// How many times as much the first matters as the second, 1/9 to 9.
    pub fn ratio(self) -> f64 {
        let times = f64::from(self.0);
        if self.0 < 0 { -1.0 / times } else { times }
    }

    /// The comparison on the scale that is nearest to this ratio, as ratios go: half as much is as far from alike as twice.
    pub fn nearest(ratio: f64) -> Judgement {
        let far = |judgement: &Judgement| (judgement.ratio().ln() - ratio.max(f64::MIN_POSITIVE).ln()).abs();
        // Nearest to alike first, so that a ratio in the middle is taken for the milder one.
        Judgement::all().reduce(|best, other| if far(&other) < far(&best) { other } else { best }).unwrap_or(Judgement::ALIKE)
    }

    /// Every comparison, the mildest first.
    pub fn all() -> impl Iterator<Item = Judgement> {
        std::iter::once(Judgement::ALIKE).chain((2..=9).flat_map(|number| [Judgement(number), Judgement(-number)]))
    }

    /// How much more the one that matters more does, in Saaty's words: "strongly more".
    pub fn words(self) -> &'static str {
        match self.0.unsigned_abs() {
            2 => "slightly more",
            3 => "moderately more",
            4 => "moderately to strongly more",
            5 => "strongly more",
            6 => "strongly to very strongly more",
            7 => "very strongly more",
            8 => "very strongly to extremely more",
            9 => "extremely more",
            _ => "alike",
        }
    }

    /// The same comparison with the two changed round.
    pub fn turned(self) -> Judgement {
        if self.0 == 1 { self } else { Judgement(-self.0) }
    }
}

impl TryFrom<i64> for Judgement {
    type Error = String;

    fn try_from(number: i64) -> Result<Judgement, String> {
        i8::try_from(number).ok().and_then(Judgement::new).ok_or_else(|| format!("{number} is no comparison; it is 1, 2 to 9, or -2 to -9"))
    }
}

impl From<Judgement> for i8 {
    fn from(judgement: Judgement) -> i8 {
        judgement.0
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Judgement {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Judgement".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": -9, "maximum": 9, "not": { "enum": [-1, 0] } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_taken_for_the_nearest_on_the_scale() {
        let nearest = |ratio: f64| Judgement::nearest(ratio).get();
        assert_eq!([nearest(1.0), nearest(1.4), nearest(1.5), nearest(4.9), nearest(40.0)], [1, 1, 2, 5, 9]);
        assert_eq!([nearest(0.5), nearest(0.21), nearest(0.01), nearest(0.0)], [-2, -5, -9, -9]);
    }

    #[test]
    fn every_comparison_is_its_own_nearest_and_turned_twice_itself() {
        assert_eq!(Judgement::all().count(), 17);
        for judgement in Judgement::all() {
            assert_eq!((Judgement::nearest(judgement.ratio()), judgement.turned().turned()), (judgement, judgement));
            assert!((judgement.ratio() * judgement.turned().ratio() - 1.0).abs() < 1e-12);
            assert_eq!(judgement.turned().words(), judgement.words());
        }
    }
}
