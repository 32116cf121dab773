//! Scores of a risk: levels of probability, impact and detectability, what they mean, and how many points they make.
//!
//! Printing a meaning beside each level answers the subjectivity that ICH Q9(R1) names as a weakness of scoring. Which
//! scales a plan uses, and where its bands begin, is its [method](super::method).

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use trialwright_macros::Read;

use crate::domain::extra::Extra;
use crate::domain::level::UpTo;

/// A level on a scale of at most six.
pub type Level = UpTo<6>;

/// What a level counts for, in hundredths, so that products are exact: 4 is 400, .05 is 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "f64")]
pub struct Worth(u32);

/// What a score comes to, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(try_from = "f64")]
pub struct Points(u64);

/// One level of a scale: what it is called, what to look for, what it counts for.
#[derive(Debug, Clone, PartialEq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "ScaleLevel"))]
#[serde(rename_all = "camelCase")]
pub struct Anchor {
    /// One word or two.
    pub name: String,
    /// What to look for; of an impact, on time and budget.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub meaning: String,
    /// Of an impact: what it means for participants.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub participants: String,
    /// Of an impact: what it means for the reliability of results.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reliability: String,
    /// What it counts for in the product.
    pub worth: Worth,
    /// Fields that this version does not know.
    #[serde(rename = "\u{0}extra", default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A judgement of a risk (ICH E6(R3), 3.10.1.2: likelihood, detectability, impact on participants and on the reliability of
/// results). The impact on time and budget is always given; the others where they differ from "none to speak of".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "RiskScore"))]
pub struct Score {
    /// How likely it is.
    pub probability: Level,
    /// How much it would hurt time and budget.
    pub impact: Level,
    /// How much it would hurt participants: their rights, safety or well-being.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participants: Option<Level>,
    /// How much it would hurt the reliability of results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reliability: Option<Level>,
    /// How late it would be noticed: the highest level is the hardest to detect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detectability: Option<Level>,
}

/// What a score asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Band {
    /// Watch it.
    Low,
    /// Needs an owner and a response.
    Medium,
    /// Act now and report it.
    High,
}

impl Worth {
    /// So many hundredths, 1 to 100,000; `None` outside.
    pub fn hundredths(hundredths: u32) -> Option<Worth> {
        (1..=100_000).contains(&hundredths).then_some(Worth(hundredths))
    }

    /// A whole number from 1 to 1,000, held within them.
    pub fn whole(number: u32) -> Worth {
        Worth(number.clamp(1, 1_000) * 100)
    }

    /// The next whole number above it, or the highest there is: what a level above this one begins with.
    pub fn next(self) -> Worth {
        Worth::whole(self.0 / 100 + 1)
    }
}

impl Points {
    /// The product of what levels count for, rounded half up to two decimals (PMI, PMBOK Guide, probability and impact
    /// matrix).
    pub fn product(factors: &[Worth]) -> Points {
        let Some((first, rest)) = factors.split_first() else { return Points(0) };
        Points(rest.iter().fold(u64::from(first.0), |product, factor| (product.saturating_mul(u64::from(factor.0)).saturating_add(50)) / 100))
    }

    /// A whole number of points.
    pub fn whole(points: u32) -> Points {
        Points(u64::from(points) * 100)
    }

    /// In hundredths, for what sorts by them.
    pub fn hundredths(self) -> u64 {
        self.0
    }

    /// As a number, for charts and averages.
    pub fn get(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl Score {
    /// A score by probability and impact alone.
    pub fn new(probability: Level, impact: Level) -> Score {
        Score { probability, impact, participants: None, reliability: None, detectability: None }
    }

    /// The worst of its impacts, which no other can average away.
    pub fn worst_impact(self) -> Level {
        self.impact.max(self.participants.unwrap_or(Level::LOWEST)).max(self.reliability.unwrap_or(Level::LOWEST))
    }
}

impl Band {
    /// The three bands, lowest first.
    pub const ALL: [Band; 3] = [Band::Low, Band::Medium, Band::High];

    /// One word.
    pub fn label(self) -> &'static str {
        match self {
            Band::Low => "Low",
            Band::Medium => "Medium",
            Band::High => "High",
        }
    }

    /// What it asks for.
    pub fn meaning(self) -> &'static str {
        match self {
            Band::Low => "review with the register",
            Band::Medium => "needs an owner and a response",
            Band::High => "act now and tell the steering committee",
        }
    }
}

impl TryFrom<f64> for Worth {
    type Error = String;

    fn try_from(number: f64) -> Result<Worth, String> {
        let hundredths = (number * 100.0).round();
        let fits = (1.0..=100_000.0).contains(&hundredths);
        let worth = if fits { Worth::hundredths(hundredths as u32) } else { None };
        worth.ok_or_else(|| format!("{number} is no worth of a level; give a number from 0.01 to 1,000"))
    }
}

impl From<Worth> for f64 {
    fn from(worth: Worth) -> f64 {
        f64::from(worth.0) / 100.0
    }
}

impl TryFrom<f64> for Points {
    type Error = String;

    fn try_from(number: f64) -> Result<Points, String> {
        let hundredths = (number * 100.0).round();
        let fits = (0.0..=1e15).contains(&hundredths);
        fits.then_some(Points(hundredths as u64)).ok_or_else(|| format!("{number} is no number of points; give one from 0 upwards"))
    }
}

impl From<Points> for f64 {
    fn from(points: Points) -> f64 {
        points.get()
    }
}

impl Serialize for Worth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        written(u64::from(self.0), serializer)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        written(self.0, serializer)
    }
}

/// Hundredths as files have them: a whole number without decimals, `16` and `0.18`.
fn written<S: Serializer>(hundredths: u64, serializer: S) -> Result<S::Ok, S::Error> {
    if hundredths.is_multiple_of(100) { serializer.serialize_u64(hundredths / 100) } else { serializer.serialize_f64(hundredths as f64 / 100.0) }
}

/// `4`, `0.05`.
impl fmt::Display for Worth {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        f64::from(*self).fmt(out)
    }
}

/// `20`, `0.18`.
impl fmt::Display for Points {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(out)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Worth {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Worth".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0.01, "maximum": 1000 })
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Points {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Points".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::wire::{from_text, to_text};

    #[test]
    fn whole_numbers_are_written_without_decimals() {
        assert_eq!([Points::whole(16), Points(18)].map(|points| to_text(&points)), ["16", "0.18"]);
        for text in ["4", "0.05", "1000"] {
            assert_eq!(from_text::<Worth>(text).map(|worth| to_text(&worth)), Ok(text.to_owned()));
        }
    }
}
