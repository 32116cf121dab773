//! Where weights come from: what was asked to find them, by each method.
//!
//! The weights that count are those of the criteria (`criterion::Weight`). What is kept here is what people answered, so that
//! the weights can be explained, and the methods compared. Answers about criteria that are gone are not counted.

pub mod applied;
pub mod compared;
pub mod groups;
pub mod headlines;
mod judgement;
pub mod pairwise;
pub mod rank_order;
pub mod shares;
pub mod standing;

use serde::Serialize;
use trialwright_macros::Read;

pub use judgement::Judgement;

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
    /// The weights as they stood when they were agreed on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agreed_weights: Vec<CriterionPoints>,
    /// Weights given directly, kept while those of another method count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub direct: Vec<CriterionPoints>,
    /// Points for the swing from worst to best, 100 for the one that matters most.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub swing: Vec<CriterionPoints>,
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

impl Weighting {
    /// Where weights come from, without what was answered about this criterion.
    pub fn without(&self, gone: &Id<Criterion>) -> Weighting {
        let mut rest = self.clone();
        for points in [&mut rest.agreed_weights, &mut rest.direct, &mut rest.swing] {
            points.retain(|points| points.criterion != *gone);
        }
        rest.criterion_order.retain(|criterion| criterion != gone);
        rest.criterion_pairs.retain(|pair| pair.first != *gone && pair.second != *gone);
        rest
    }
}

/// Points of a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CriterionPoints {
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
