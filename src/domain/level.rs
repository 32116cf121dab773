//! Levels of a scale that counts from one.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A level from 1 to `TOP`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "u8")]
pub struct UpTo<const TOP: u8>(u8);

impl<const TOP: u8> UpTo<TOP> {
    /// The lowest level.
    pub const LOWEST: UpTo<TOP> = UpTo(1);

    /// The highest level.
    pub const HIGHEST: UpTo<TOP> = UpTo(TOP);

    /// The level with this number; `None` outside the scale.
    pub fn new(number: u8) -> Option<UpTo<TOP>> {
        (1..=TOP).contains(&number).then_some(UpTo(number))
    }

    /// Every level, lowest first.
    pub fn all() -> impl DoubleEndedIterator<Item = UpTo<TOP>> + Clone {
        (1..=TOP).map(UpTo)
    }

    /// The levels of a scale with so many of them, lowest first.
    pub fn of(count: usize) -> impl DoubleEndedIterator<Item = UpTo<TOP>> + Clone {
        (1..=TOP.min(u8::try_from(count).unwrap_or(TOP))).map(UpTo)
    }

    /// Its number, from 1.
    pub fn get(self) -> u8 {
        self.0
    }

    /// Its place in a list of levels, from 0.
    pub fn place(self) -> usize {
        usize::from(self.0 - 1)
    }
}

impl<const TOP: u8> TryFrom<i64> for UpTo<TOP> {
    type Error = String;

    fn try_from(number: i64) -> Result<UpTo<TOP>, String> {
        u8::try_from(number).ok().and_then(UpTo::new).ok_or_else(|| format!("{number} is outside the scale from 1 to {TOP}"))
    }
}

impl<const TOP: u8> From<UpTo<TOP>> for u8 {
    fn from(level: UpTo<TOP>) -> u8 {
        level.0
    }
}

impl<const TOP: u8> fmt::Display for UpTo<TOP> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
impl<const TOP: u8> schemars::JsonSchema for UpTo<TOP> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("LevelUpTo{TOP}").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": TOP })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_outside_the_scale_are_refused_in_words() {
        assert_eq!(serde_json::from_str::<UpTo<5>>("9").map_err(|fault| fault.to_string()), Err("9 is outside the scale from 1 to 5".to_owned()));
        assert!(serde_json::from_str::<UpTo<5>>("-1").is_err() && serde_json::from_str::<UpTo<5>>("1.5").is_err());
        assert_eq!(UpTo::<6>::of(4).map(UpTo::get).collect::<Vec<_>>(), [1, 2, 3, 4]);
    }
}
