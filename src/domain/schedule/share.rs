//! Shares between nothing and all: how likely something is, how much things go together.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::words::quoted;

/// How likely something is: 0 is never, 1 is always.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Chance(f64);

/// How much two quantities go together (Pearson's correlation): 0 is not at all, and 1, which would be altogether, is not
/// reached.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Correlation(f64);

impl Chance {
    /// It does not happen.
    pub const NEVER: Chance = Chance(0.0);

    /// A chance from 0 to 1; `None` outside.
    pub fn new(chance: f64) -> Option<Chance> {
        (0.0..=1.0).contains(&chance).then_some(Chance(chance))
    }

    /// From 0 to 1.
    pub fn get(self) -> f64 {
        self.0
    }

    /// From 0 to 100, without the last digits that come of reckoning in binary.
    pub fn percent(self) -> f64 {
        (self.0 * 1e12).round() / 1e10
    }
}

impl Correlation {
    /// A coefficient from 0 to below 1; `None` outside.
    pub fn new(coefficient: f64) -> Option<Correlation> {
        (0.0..1.0).contains(&coefficient).then_some(Correlation(coefficient))
    }

    /// From 0 to below 1.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Chance {
    type Error = String;

    fn try_from(chance: f64) -> Result<Chance, String> {
        Chance::new(chance).ok_or_else(|| format!("{chance} is no chance; give a number from 0, which is never, to 1, which is always"))
    }
}

impl TryFrom<f64> for Correlation {
    type Error = String;

    fn try_from(coefficient: f64) -> Result<Correlation, String> {
        Correlation::new(coefficient).ok_or_else(|| format!("{coefficient} is no correlation of durations; give a number from 0 to below 1"))
    }
}

/// As somebody types it, in percent: `30`, `2.5 %`.
impl FromStr for Chance {
    type Err = String;

    fn from_str(text: &str) -> Result<Chance, String> {
        let number = text.trim().trim_end_matches('%').trim_end().replace(',', ".").parse::<f64>().ok();
        let chance = number.and_then(|percent| Chance::new(percent / 100.0));
        chance.ok_or_else(|| format!("{} is no chance in percent; write a number from 0, which is never, to 100, which is always", quoted(text.trim())))
    }
}

/// As somebody types it: `0.3`.
impl FromStr for Correlation {
    type Err = String;

    fn from_str(text: &str) -> Result<Correlation, String> {
        let number = text.trim().replace(',', ".").parse::<f64>().ok();
        number.and_then(Correlation::new).ok_or_else(|| format!("{} is no correlation of durations; write a number from 0 to 0.99", quoted(text.trim())))
    }
}

impl From<Chance> for f64 {
    fn from(chance: Chance) -> f64 {
        chance.0
    }
}

impl From<Correlation> for f64 {
    fn from(correlation: Correlation) -> f64 {
        correlation.0
    }
}

/// `30%`, `2.5%`.
impl std::fmt::Display for Chance {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}%", (self.0 * 1_000.0).round() / 10.0)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Chance {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Chance".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Correlation {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Correlation".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "exclusiveMaximum": 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::wire::{from_text, to_text};

    #[test]
    fn chances_are_typed_in_percent_and_correlations_as_they_are() {
        for (text, chance) in [("30", 0.3), (" 2,5 % ", 0.025), ("0", 0.0), ("100%", 1.0)] {
            assert_eq!(text.parse(), Ok(Chance(chance)), "{text}");
        }
        for percent in [7.0, 33.3, 0.05] {
            assert_eq!(percent.to_string().parse::<Chance>().map(Chance::percent), Ok(percent));
        }
        assert_eq!("101".parse::<Chance>(), Err("“101” is no chance in percent; write a number from 0, which is never, to 100, which is always".to_owned()));
        assert!("likely".parse::<Chance>().is_err() && "NaN".parse::<Chance>().is_err());
        assert_eq!("0,3".parse(), Ok(Correlation(0.3)));
        assert_eq!("1".parse::<Correlation>(), Err("“1” is no correlation of durations; write a number from 0 to 0.99".to_owned()));
    }

    #[test]
    fn what_is_outside_is_refused_in_words() {
        assert_eq!(from_text::<Chance>("0.3").map(|chance| (to_text(&chance), chance.to_string())), Ok(("0.3".to_owned(), "30%".to_owned())));
        assert!(from_text::<Chance>("1").is_ok() && from_text::<Chance>("0").is_ok() && from_text::<Correlation>("0").is_ok());
        for text in ["-0.1", "1.1", "30"] {
            assert!(from_text::<Chance>(text).is_err() && from_text::<Correlation>(text).is_err(), "{text}");
        }
        assert_eq!(from_text::<Correlation>("1").expect_err("a fault").what(), "1 is no correlation of durations; give a number from 0 to below 1");
    }
}
