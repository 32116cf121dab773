//! How often each candidate comes where, when nobody knows the weights exactly: stochastic multicriteria acceptability analysis
//! (SMAA-2; Lahdelma and Salminen, Operations Research 49, 2001).
//!
//! Thousands of weightings are drawn, in three ways that say ever more of what is known. A criterion that weighs nothing stays out
//! in all of them. The draws are made in a worker (`compute/acceptability`); this is what comes of them.

use serde::Serialize;
use trialwright_macros::Read;

use super::table::ScoreTable;
use crate::domain::choice::choice;

/// How many weightings are drawn where nobody asks for another number.
pub const USUAL_DRAWS: u32 = 100_000;

/// By how much of itself each weight is more or less in [`Plausible::Near`].
pub const NEAR: f64 = 0.5;

choice! {
    /// Which weightings are plausible.
    Plausible {
        Any = "any", "Any weighting";
        InOrder = "inOrder", "The order of your weights kept";
        Near = "near", "Each weight up to half more or less";
    }
}

impl Plausible {
    /// What is drawn, in a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Plausible::Any => "Every weighting of the criteria is as likely as any other, as if nothing were known of what matters.",
            Plausible::InOrder => {
                "Every weighting in which no criterion counts more than one that counts more for you is as likely as any other: the heaviest of many then weighs far more than the rest."
            }
            Plausible::Near => "Each weight is drawn by itself between half of what it is and half as much again.",
        }
    }
}

/// What the draws say.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Acceptability {
    /// How many weightings were drawn in each of the ways.
    pub draws: u32,
    /// The seed that gives them again.
    pub seed: u64,
    /// What was compared.
    pub table: ScoreTable,
    /// Any weighting; the candidates in the order of the table.
    pub any: Vec<Accepted>,
    /// Where the order of the weights was kept.
    pub in_order: Vec<Accepted>,
    /// Near the weights as they are.
    pub near: Vec<Accepted>,
}

/// How a candidate came out over all weightings.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[serde(rename_all = "camelCase")]
pub struct Accepted {
    /// In which share of the weightings it has each rank, the first rank first: its rank acceptability.
    pub ranks: Vec<f64>,
    /// In which share it stands before each other candidate: the pairwise winning index.
    pub before: Vec<f64>,
    /// The mean of the weightings in which it comes first, as shares in the order of the table; `None` where it never does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub central: Option<Vec<f64>>,
    /// How often it comes first with these central weights if each score may as well be any between the lowest and the highest that
    /// evaluators gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

impl Accepted {
    /// In which share of the weightings it comes first.
    pub fn first(&self) -> f64 {
        self.ranks.first().copied().unwrap_or_default()
    }
}

impl Acceptability {
    /// The candidates over these weightings, in the order of the table.
    pub fn of(&self, plausible: Plausible) -> &[Accepted] {
        match plausible {
            Plausible::InOrder => &self.in_order,
            Plausible::Any => &self.any,
            Plausible::Near => &self.near,
        }
    }
}
