//! Money: decimal amounts in a currency.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::quantity::Quantity;
use super::words::quoted;

/// A currency by its code of three letters (ISO 4217): `EUR`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(Arc<str>);

/// An amount, exact to its last digit. Files hold it as text: `"1250000.50"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(Decimal);

/// The largest amount: beyond it, sums of thousands of amounts could not be held.
const LARGEST: i64 = 1_000_000_000_000_000;

impl Currency {
    /// The currency with this code, in whatever case; `None` where it is not three letters.
    pub fn parse(code: &str) -> Option<Currency> {
        let code = code.trim();
        (code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_alphabetic())).then(|| Currency(Arc::from(code.to_ascii_uppercase())))
    }

    /// Its code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

/// What most trials of a European sponsor are budgeted in.
impl Default for Currency {
    fn default() -> Currency {
        Currency(Arc::from("EUR"))
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(code: String) -> Result<Currency, String> {
        Currency::parse(&code).ok_or_else(|| format!("{} is not a currency; write its three letters, such as EUR", quoted(&code)))
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.0.to_string()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Amount {
    /// A whole amount.
    pub fn whole(amount: i64) -> Amount {
        Amount(Decimal::from(amount.clamp(-LARGEST, LARGEST)))
    }

    /// The amount nearest to a figure that was calculated, without decimals; none where the figure is not finite.
    pub fn rounded(figure: f64) -> Amount {
        Amount::whole(figure.round() as i64)
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is less than nothing.
    pub fn is_negative(self) -> bool {
        self.0 < Decimal::ZERO
    }

    /// How much it is, whether more or less than nothing.
    pub fn size(self) -> Amount {
        Amount(self.0.abs())
    }

    /// For calculations that are not exact anyway, such as a simulation.
    pub fn to_f64(self) -> f64 {
        self.0.to_f64().unwrap_or_default()
    }

    /// This amount and another; the largest that can be held where that is too much.
    pub fn plus(self, other: Amount) -> Amount {
        Amount((self.0 + other.0).clamp(Decimal::from(-LARGEST), Decimal::from(LARGEST)))
    }

    /// This amount without another.
    pub fn minus(self, other: Amount) -> Amount {
        self.plus(Amount(-other.0))
    }

    /// What so many cost at this price; the largest that can be held where that is too much.
    pub fn times(self, quantity: Quantity) -> Amount {
        self.multiplied(quantity.decimal())
    }

    /// This amount in another currency, of which one of this currency's costs `rate`.
    pub fn at_rate(self, rate: Amount) -> Amount {
        self.multiplied(rate.0)
    }

    /// What falls to each of so many; `None` where there are none.
    pub fn for_each_of(self, quantity: Quantity) -> Option<Amount> {
        self.0.checked_div(quantity.decimal()).map(Amount)
    }

    /// Without decimals, as amounts are compared side by side.
    pub fn in_whole(self) -> Amount {
        Amount(self.0.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
    }

    /// With two decimals at most, as tables carry it.
    pub fn in_hundredths(self) -> Amount {
        Amount(self.0.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// This amount as a share of another; `None` where that is nothing.
    pub fn share_of(self, whole: Amount) -> Option<f64> {
        self.0.checked_div(whole.0).and_then(|share| share.to_f64())
    }

    fn multiplied(self, factor: Decimal) -> Amount {
        let (least, most) = (Decimal::from(-LARGEST), Decimal::from(LARGEST));
        let beyond = if self.is_negative() == (factor < Decimal::ZERO) { most } else { least };
        Amount(self.0.checked_mul(factor).unwrap_or(beyond).clamp(least, most))
    }

    /// As a person writes it, with the currency and without decimals where there are none: `EUR 1,250,000`.
    pub fn in_currency(self, currency: &Currency) -> String {
        format!("{currency} {self}")
    }

    /// Short, for charts and headlines: `EUR 1.3 m`, `EUR 640 k`.
    pub fn short(self, currency: &Currency) -> String {
        let size = self.0.abs();
        let scaled = |unit: i64, name: &str, places: u32| {
            let figure = (self.0 / Decimal::from(unit)).round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero).normalize();
            format!("{currency} {figure} {name}")
        };
        // What would round up to the next unit is written in it.
        if size >= Decimal::from(999_500) {
            scaled(1_000_000, "m", if size >= Decimal::from(9_950_000) { 0 } else { 1 })
        } else if size >= Decimal::from(1_000) {
            scaled(1_000, "k", if size >= Decimal::from(9_950) { 0 } else { 1 })
        } else {
            format!("{currency} {}", self.0.round())
        }
    }
}

impl TryFrom<String> for Amount {
    type Error = String;

    fn try_from(text: String) -> Result<Amount, String> {
        let amount = Decimal::from_str_exact(&text).ok().filter(|amount| amount.abs() <= Decimal::from(LARGEST));
        amount.map(Amount).ok_or_else(|| format!("{} is not an amount of money; write digits, such as 1250000.50", quoted(&text)))
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> String {
        amount.0.to_string()
    }
}

/// As somebody types it: `1250000`, `1,250,000.50`, `1.2 m`, `640k`.
impl FromStr for Amount {
    type Err = String;

    fn from_str(text: &str) -> Result<Amount, String> {
        let refused = || format!("{} is not an amount; write digits, such as 250000, 250 k or 1.2 m", quoted(text.trim()));
        let lower = text.trim().to_lowercase();
        let letters = |c: char| c.is_alphabetic();
        let (digits, unit) = match lower.trim_end_matches(letters) {
            digits if digits.len() < lower.len() => (digits.trim_end(), lower.get(digits.len()..).unwrap_or_default()),
            digits => (digits, ""),
        };
        let factor = match unit {
            "" => 1,
            "k" => 1_000,
            "m" | "mio" => 1_000_000,
            _ => return Err(refused()),
        };
        let amount = read_digits(digits).and_then(|amount| amount.checked_mul(Decimal::from(factor)));
        amount.filter(|amount| amount.abs() <= Decimal::from(LARGEST)).map(|amount| Amount(amount.normalize())).ok_or_else(refused)
    }
}

/// With commas between thousands, and two decimals where there are any: `1,250,000`, `12.50`.
impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_grouped(self.0, if self.0.fract().is_zero() { 0 } else { 2 }, out)
    }
}

/// A number as people type it, with whatever sets its thousands apart.
pub(super) fn read_digits(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'')).collect();
    Decimal::from_str_exact(&plain).ok()
}

/// A number with commas between thousands, and as many decimals as asked for.
pub(super) fn write_grouped(number: Decimal, places: u32, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let rounded = number.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let text = format!("{:.*}", places as usize, rounded.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    if rounded.is_sign_negative() && !rounded.is_zero() {
        out.write_str("−")?;
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.write_str(",")?;
        }
        write!(out, "{digit}")?;
    }
    out.write_str(rest)
}

#[cfg(test)]
impl schemars::JsonSchema for Currency {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[A-Za-z]{3}$" })
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::wire::{from_text, to_text};

    #[test]
    fn amounts_are_typed_as_people_write_them() {
        for (text, shown) in [("250000", "250,000"), ("1,250,000.5", "1,250,000.50"), ("1.2 m", "1,200,000"), ("640k", "640,000"), (" 0 ", "0"), ("-12", "−12")]
        {
            assert_eq!(text.parse::<Amount>().map(|amount| amount.to_string()), Ok(shown.to_owned()), "{text}");
        }
        for text in ["", "many", "1.2 bn", "1e9", "99999999999999999999"] {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
    }

    #[test]
    fn files_keep_every_digit() {
        for text in ["\"1250000.50\"", "\"-3\"", "\"0.10\""] {
            assert_eq!(from_text::<Amount>(text).map(|amount| to_text(&amount)), Ok(text.to_owned()));
        }
        assert!(from_text::<Amount>("\"1e5\"").is_err() && from_text::<Amount>("12").is_err());
        assert_eq!(from_text::<Currency>("\"eur\"").map(|currency| to_text(&currency)), Ok("\"EUR\"".to_owned()));
    }

    #[test]
    fn headlines_have_room_for_little() {
        let euro = Currency::default();
        for (amount, shown) in
            [(640_000, "EUR 640 k"), (1_250_000, "EUR 1.3 m"), (999_600, "EUR 1 m"), (12_000_000, "EUR 12 m"), (950, "EUR 950"), (4_500, "EUR 4.5 k")]
        {
            assert_eq!(Amount::whole(amount).short(&euro), shown);
        }
        assert_eq!(Amount::rounded(12.5).in_currency(&euro), "EUR 13");
    }

    #[test]
    fn prices_are_multiplied_and_converted_to_the_last_digit() {
        let amount = |text: &str| text.parse::<Amount>().expect("an amount");
        let quantity = |text: &str| text.parse::<Quantity>().expect("a quantity");
        let price = amount("1234.56");
        assert_eq!(price.times(quantity("66")), amount("81480.96"));
        assert_eq!(price.times(quantity("0.5")).at_rate(amount("1.1525")), amount("711.4152"));
        assert_eq!(amount("-10").times(quantity("3")), amount("-30"));
        assert_eq!(amount("100").for_each_of(quantity("8")), Some(amount("12.5")));
        assert_eq!(amount("100").for_each_of(quantity("0")), None);
        assert_eq!([amount("12.5").in_whole(), amount("-12.5").in_whole()], [amount("13"), amount("-13")]);
        assert_eq!(String::from(amount("711.4152").in_hundredths()), "711.42");
        assert_eq!([amount("30").share_of(amount("40")), amount("30").share_of(amount("0"))], [Some(0.75), None]);
        // What no decimal can hold stays at the edge.
        let most = Amount::whole(i64::MAX);
        assert_eq!([most.at_rate(most), most.at_rate(Amount::whole(i64::MIN))], [most, Amount::whole(i64::MIN)]);
    }
}
