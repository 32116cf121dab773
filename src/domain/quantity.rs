//! How many of something: a count that may have decimals, such as hours.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::money::{read_digits, write_grouped};
use super::words::{clipped, quoted};

/// A count that is not negative, exact to its last digit. Files hold it as text: `"66"`, `"7.5"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quantity(Decimal);

/// The largest count: beyond it, nothing in a trial is counted.
const LARGEST: i64 = 1_000_000_000_000;

impl Quantity {
    /// One.
    pub const ONE: Quantity = Quantity(Decimal::ONE);

    /// A whole count.
    pub fn whole(count: u32) -> Quantity {
        Quantity(Decimal::from(count))
    }

    /// So many for each of them; the largest that can be held where that is too much.
    pub fn times(self, count: u32) -> Quantity {
        let most = Decimal::from(LARGEST);
        Quantity(self.0.checked_mul(Decimal::from(count)).unwrap_or(most).min(most))
    }

    /// Whether it is none at all.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The bare number.
    pub(super) fn decimal(self) -> Decimal {
        self.0
    }

    fn checked(number: Decimal) -> Option<Quantity> {
        (number >= Decimal::ZERO && number <= Decimal::from(LARGEST)).then_some(Quantity(number))
    }
}

/// A whole count as it is typed, from 0; `None` where nothing is. `Err` says what is wanted.
pub fn whole_count(text: &str) -> Result<Option<u32>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let wanted = |_| format!("“{}” cannot stand here: write a whole number from 0.", clipped(text, 40));
    text.parse().map(Some).map_err(wanted)
}

impl TryFrom<String> for Quantity {
    type Error = String;

    fn try_from(text: String) -> Result<Quantity, String> {
        let quantity = Decimal::from_str_exact(&text).ok().and_then(Quantity::checked);
        quantity.ok_or_else(|| format!("{} is not a count; write digits, such as 66 or 7.5", quoted(&text)))
    }
}

impl From<Quantity> for String {
    fn from(quantity: Quantity) -> String {
        quantity.0.to_string()
    }
}

/// As somebody types it: `1,320`, `7.5`.
impl FromStr for Quantity {
    type Err = String;

    fn from_str(text: &str) -> Result<Quantity, String> {
        let quantity = read_digits(text.trim()).and_then(Quantity::checked);
        quantity
            .map(|quantity| Quantity(quantity.0.normalize()))
            .ok_or_else(|| format!("{} is not a count; write digits, such as 66 or 7.5", quoted(text.trim())))
    }
}

/// With commas between thousands, and up to two decimals where there are any: `1,320`, `7.5`.
impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_grouped(self.0, self.0.round_dp(2).normalize().scale(), out)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Quantity {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quantity".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::wire::{from_text, to_text};

    #[test]
    fn counts_are_typed_as_people_write_them_and_kept_to_the_last_digit() {
        for (text, shown) in [("66", "66"), (" 1,320 ", "1,320"), ("7.50", "7.5"), ("0", "0"), ("0.125", "0.13")] {
            assert_eq!(text.parse::<Quantity>().map(|quantity| quantity.to_string()), Ok(shown.to_owned()), "{text}");
        }
        for text in ["", "-1", "many", "1e3", "99999999999999"] {
            assert!(text.parse::<Quantity>().is_err(), "{text}");
        }
        assert_eq!(from_text::<Quantity>("\"7.50\"").map(|quantity| to_text(&quantity)), Ok("\"7.50\"".to_owned()));
        assert!(from_text::<Quantity>("\"-1\"").is_err() && from_text::<Quantity>("66").is_err());
    }

    /// "-3" was said to be no whole number, which it is.
    #[test]
    fn a_negative_count_is_told_what_is_wanted_and_not_that_it_is_no_whole_number() {
        assert_eq!(["", " 12 ", "0"].map(whole_count), [Ok(None), Ok(Some(12)), Ok(Some(0))]);
        for text in ["-3", "1.5", "many"] {
            assert_eq!(whole_count(text), Err(format!("“{text}” cannot stand here: write a whole number from 0.")));
        }
    }

    #[test]
    fn counts_multiply() {
        assert_eq!(Quantity::whole(22).times(3), Quantity::whole(66));
        assert_eq!(Quantity::whole(u32::MAX).times(u32::MAX).to_string(), "1,000,000,000,000");
        assert!(Quantity::whole(22).times(0).is_zero() && !Quantity::ONE.is_zero());
    }
}
