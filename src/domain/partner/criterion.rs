//! What the candidates are judged by, and how much each counts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use trialwright_macros::Read;

use super::evaluation::PartnerEvaluation;
use crate::domain::choice::choice;
use crate::domain::collection::record;
use crate::domain::extra::Extra;
use crate::domain::id::Id;
use crate::domain::words::clipped;

choice! {
    /// The four pillars of a partner evaluation, and the commercial terms beside them.
    Pillar {
        Expertise = "expertise", "Expertise";
        Technology = "technology", "Technology and integration";
        RiskManagement = "riskManagement", "Risk management";
        Performance = "performance", "Performance tracking";
        Commercial = "commercial", "Commercial terms";
    }
}

/// How much a criterion counts, in points from 0 to 100. Only the proportions between weights matter.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "Points")]
pub struct Weight(f64);

impl Weight {
    /// The weight, if it is a number from 0 to 100.
    pub fn new(points: f64) -> Option<Weight> {
        // Adding zero turns a negative zero into zero, so that it is written back as it is shown.
        (0.0..=100.0).contains(&points).then_some(Weight(points + 0.0))
    }

    /// The weight that `criteria` of equal weight each have: a whole number, and 100 in all as nearly as can be.
    pub fn equal(criteria: usize) -> Weight {
        Weight((100 / criteria.max(1)).max(1) as f64)
    }

    /// What a new criterion weighs: about as much as those that are there.
    pub fn usual(evaluation: &PartnerEvaluation) -> Weight {
        match evaluation.criteria.len() {
            0 => Weight(10.0),
            criteria => Weight((total_weight(evaluation) / criteria as f64).round()),
        }
    }

    /// Points, 0 to 100.
    pub fn points(self) -> f64 {
        self.0
    }
}

impl FromStr for Weight {
    type Err = String;

    /// Reads what a person types; the decimal sign may be a comma.
    fn from_str(text: &str) -> Result<Weight, String> {
        let points = text.trim().replace(',', ".").parse::<f64>().ok();
        points.and_then(Weight::new).ok_or_else(|| format!("“{}” is not a number from 0 to 100.", clipped(text.trim(), 20)))
    }
}

impl TryFrom<f64> for Weight {
    type Error = String;

    fn try_from(points: f64) -> Result<Weight, String> {
        Weight::new(points).ok_or_else(|| format!("{points} is outside the weights from 0 to 100"))
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// A number written without a decimal point where it has no fraction.
#[derive(Serialize)]
#[serde(untagged)]
enum Points {
    Whole(u8),
    Fraction(f64),
}

impl From<Weight> for Points {
    fn from(weight: Weight) -> Points {
        let whole = weight.0 as u8;
        if (weight.0 - f64::from(whole)).abs() < f64::EPSILON { Points::Whole(whole) } else { Points::Fraction(weight.0) }
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Weight {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Weight".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 100 })
    }
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Criterion {
    /// The id.
    pub id: Id<Criterion>,
    /// The pillar that it belongs to.
    pub pillar: Pillar,
    /// What is judged.
    pub name: String,
    /// What to ask the candidate.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// More to ask in the interview.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// What each score from 1 to 5 means here, lowest first; the usual meanings where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<String>,
    /// What a candidate must show before it is scored.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// How much it counts.
    pub weight: Weight,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Criterion {
    /// A criterion with nothing but its name and its weight.
    pub fn new(id: Id<Criterion>, pillar: Pillar, name: impl Into<String>, weight: Weight) -> Criterion {
        Criterion {
            id,
            pillar,
            name: name.into(),
            question: String::new(),
            questions: Vec::new(),
            anchors: Vec::new(),
            evidence: String::new(),
            weight,
            extra: Extra::default(),
        }
    }
}

record!(Criterion, "criterion", name);

/// All weights together, in points.
pub fn total_weight(evaluation: &PartnerEvaluation) -> f64 {
    // A sum of nothing is a negative zero, which would be shown as such.
    evaluation.criteria.iter().map(|criterion| criterion.weight.points()).sum::<f64>() + 0.0
}

/// All weights of a pillar together, in points.
pub fn pillar_weight(evaluation: &PartnerEvaluation, pillar: Pillar) -> f64 {
    evaluation.criteria.iter().filter(|criterion| criterion.pillar == pillar).map(|criterion| criterion.weight.points()).sum::<f64>() + 0.0
}

/// These points as a share of the total, 0 to 1; `None` where the total is nothing.
pub fn share(points: f64, total: f64) -> Option<f64> {
    (total > 0.0).then(|| points / total)
}

/// A share as it is written: `12%`, `7.1%`.
pub fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round();
    if tenths % 10.0 == 0.0 { format!("{:.0}%", tenths / 10.0) } else { format!("{:.1}%", tenths / 10.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::trial_run::evaluation;

    #[test]
    fn weights_are_read_as_people_type_them() {
        let read = |text: &str| text.parse::<Weight>().map(Weight::points);
        assert_eq!([read("12"), read(" 7,5 "), read("0"), read("100.0")], [Ok(12.0), Ok(7.5), Ok(0.0), Ok(100.0)]);
        for wrong in ["", "-1", "101", "ten", "NaN", "inf", "1e3", "1.2.3"] {
            assert_eq!(read(wrong), Err(format!("“{wrong}” is not a number from 0 to 100.")));
        }
    }

    #[test]
    fn equal_weights_are_whole_numbers_near_a_hundred_in_all() {
        assert_eq!([0, 1, 4, 14, 100, 250].map(|criteria| Weight::equal(criteria).points()), [100.0, 100.0, 25.0, 7.0, 1.0, 1.0]);
        assert_eq!([Weight::usual(&evaluation(&[], &[], 0)), Weight::usual(&evaluation(&[], &[4.0, 9.0], 0))].map(Weight::points), [10.0, 7.0]);
    }

    #[test]
    fn shares_are_written_without_a_needless_fraction() {
        assert_eq!([0.0, 0.12, 1.0 / 14.0, 0.9999, 0.99, 1.0].map(percent), ["0%", "12%", "7.1%", "100%", "99%", "100%"]);
        assert_eq!([share(1.0, 4.0), share(0.0, 0.0)], [Some(0.25), None]);
        let evaluation = evaluation(&[], &[1.0, 2.0, 4.0, 8.0, 16.0], 0);
        assert_eq!((total_weight(&evaluation), pillar_weight(&evaluation, Pillar::Expertise)), (31.0, 17.0));
    }

    #[test]
    fn the_share_of_a_pillar_without_criteria_was_minus_nothing() {
        let evaluation = evaluation(&[], &[1.0], 0);
        assert_eq!(share(pillar_weight(&evaluation, Pillar::Commercial), total_weight(&evaluation)).map(percent).as_deref(), Some("0%"));
    }
}
