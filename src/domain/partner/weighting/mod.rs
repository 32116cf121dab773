//! Where weights come from: what was asked to find them, by each method.
//!
//! The weights that count are those of the criteria (`criterion::Weight`). What is kept here is what people answered, so that
//! the weights can be explained, and the methods compared.

use serde::{Deserialize, Serialize};
use trialwright_macros::Read;

use super::criterion::{Criterion, Pillar, Weight};
use crate::domain::choice::choice;
use crate::domain::date::Date;
use crate::domain::extra::Extra;
use crate::domain::id::Id;

choice! {
    /// A way to find weights.
    WeightMethod {
        Direct = "direct", "Given directly";
        Swing = "swing", "Swing weights";
        RankOrder = "rankOrder", "Rank-order centroid";
        Pairwise = "pairwise", "Pairwise comparison (AHP)";
    }
}

/// Where weights come from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Weighting {
    /// The method by which the weights that count were found last; `None` where nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<WeightMethod>,
    /// When they were agreed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed_on: Option<Date>,
    /// Who agreed on them, and why they are as they are.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub agreed_by: String,
    /// Points for the swing from worst to best, 100 for the one that matters most.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub swing: Vec<SwingPoints>,
    /// The pillars, the one that matters most first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pillar_order: Vec<Pillar>,
    /// The criteria, the one that matters most first; only the order within a pillar counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criterion_order: Vec<Id<Criterion>>,
    /// Pillars compared two by two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pillar_pairs: Vec<PillarPair>,
    /// Criteria of one pillar compared two by two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criterion_pairs: Vec<CriterionPair>,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// What the swing of a criterion from its worst to its best level is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SwingPoints {
    /// Of which criterion.
    pub criterion: Id<Criterion>,
    /// Points, 0 to 100.
    pub points: Weight,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// How much more one pillar matters than another.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PillarPair {
    /// One of the two.
    pub first: Pillar,
    /// The other.
    pub second: Pillar,
    /// How they compare.
    pub judgement: Judgement,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// How much more one criterion matters than another of the same pillar.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CriterionPair {
    /// One of the two.
    pub first: Id<Criterion>,
    /// The other.
    pub second: Id<Criterion>,
    /// How they compare.
    pub judgement: Judgement,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

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
