//! Five-point scales of probability and impact, their meaning, and the bands of the score.
//!
//! The anchors are our own. Printing a meaning beside each level answers the subjectivity that ICH Q9(R1) names as a
//! weakness of scoring. The score is probability × impact, 1 to 25 (PMI, PMBOK Guide, probability and impact matrix).

use std::fmt;

use serde::{Deserialize, Serialize};
use trialwright_macros::Read;

/// A level on a five-point scale, 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "u8")]
pub struct Level(u8);

impl Level {
    /// The five levels, lowest first.
    pub const ALL: [Level; 5] = [Level(1), Level(2), Level(3), Level(4), Level(5)];

    /// The level with this number, if it is 1 to 5.
    pub fn new(number: u8) -> Option<Level> {
        (1..=5).contains(&number).then_some(Level(number))
    }

    /// 1 to 5.
    pub fn get(self) -> u8 {
        self.0
    }

    fn place(self) -> usize {
        usize::from(self.0 - 1)
    }
}

impl TryFrom<i64> for Level {
    type Error = String;

    fn try_from(number: i64) -> Result<Level, String> {
        u8::try_from(number).ok().and_then(Level::new).ok_or_else(|| format!("{number} is outside the scale from 1 to 5"))
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> u8 {
        level.0
    }
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Level {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ScaleLevel".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": 5 })
    }
}

/// What one level of a scale means.
#[derive(Debug, Clone, Copy)]
pub struct Anchor {
    /// One word or two.
    pub name: &'static str,
    /// What to look for.
    pub meaning: &'static str,
}

const PROBABILITY: [Anchor; 5] = [
    Anchor { name: "Rare", meaning: "under 5%: would surprise everyone" },
    Anchor { name: "Unlikely", meaning: "5 to 20%: has happened elsewhere" },
    Anchor { name: "Possible", meaning: "20 to 50%: happens in trials like this" },
    Anchor { name: "Likely", meaning: "50 to 80%: more likely than not" },
    Anchor { name: "Expected", meaning: "over 80%: plan as if it will happen" },
];

const IMPACT: [Anchor; 5] = [
    Anchor { name: "Negligible", meaning: "no milestone moves; absorbed in the day's work" },
    Anchor { name: "Minor", meaning: "under 2 weeks or 2% of budget; data and participants unaffected" },
    Anchor { name: "Moderate", meaning: "2 to 6 weeks or 2 to 5% of budget; single sites or data points affected" },
    Anchor { name: "Major", meaning: "6 to 13 weeks or 5 to 15% of budget; an endpoint or several participants affected" },
    Anchor { name: "Critical", meaning: "over a quarter or 15% of budget; participant safety or the primary result in doubt" },
];

/// What a level of probability means, over the life of the trial.
pub fn probability_anchor(level: Level) -> Anchor {
    PROBABILITY[level.place()]
}

/// What a level of impact means.
pub fn impact_anchor(level: Level) -> Anchor {
    IMPACT[level.place()]
}

/// Probability and impact together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Read)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "RiskScore"))]
pub struct Score {
    /// How likely it is.
    pub probability: Level,
    /// How much it would hurt.
    pub impact: Level,
}

impl Score {
    /// Probability × impact, 1 to 25.
    pub fn value(self) -> u8 {
        self.probability.get() * self.impact.get()
    }

    /// Low up to 7, medium from 8, high from 15.
    pub fn band(self) -> Band {
        match self.value() {
            ..=7 => Band::Low,
            8..=14 => Band::Medium,
            15.. => Band::High,
        }
    }
}

/// What a score asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Band {
    /// 1 to 7: watch it.
    Low,
    /// 8 to 14: needs an owner and a response.
    Medium,
    /// 15 to 25: act now and report it.
    High,
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

    /// Which scores, and what they ask for.
    pub fn meaning(self) -> &'static str {
        match self {
            Band::Low => "1 to 7: review with the register",
            Band::Medium => "8 to 14: needs an owner and a response",
            Band::High => "15 to 25: act now and tell the steering committee",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_outside_the_scale_are_refused_in_words() {
        assert_eq!(serde_json::from_str::<Level>("9").map_err(|fault| fault.to_string()), Err("9 is outside the scale from 1 to 5".to_owned()));
        assert!(serde_json::from_str::<Level>("-1").is_err() && serde_json::from_str::<Level>("1.5").is_err());
    }

    #[test]
    fn bands_rise_with_the_score_and_cover_the_matrix() {
        let mut cells: Vec<Score> =
            Level::ALL.into_iter().flat_map(|probability| Level::ALL.into_iter().map(move |impact| Score { probability, impact })).collect();
        cells.sort_by_key(|score| score.value());
        assert!(cells.windows(2).all(|pair| pair[0].band() <= pair[1].band()));
        let counts = Band::ALL.map(|band| cells.iter().filter(|score| score.band() == band).count());
        assert_eq!(counts, [12, 7, 6]);
    }
}
