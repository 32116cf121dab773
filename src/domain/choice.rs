//! Closed lists of values that a person picks from: each has a key for files and a label for the page.

use serde::{Deserialize, Deserializer, de};

/// A value out of a closed list.
pub trait Choice: Copy + PartialEq + 'static {
    /// Every value, in the order in which they are offered.
    const ALL: &'static [Self];

    /// The keys of all values, in the same order.
    const KEYS: &'static [&'static str];

    /// What files say.
    fn key(self) -> &'static str;

    /// What the page says.
    fn label(self) -> &'static str;

    /// The value with this key.
    fn from_key(key: &str) -> Option<Self> {
        Self::KEYS.iter().position(|known| *known == key).and_then(|place| Self::ALL.get(place).copied())
    }
}

/// Which of the keys is read, by its place among them.
pub(crate) fn place<'de, D: Deserializer<'de>>(deserializer: D, keys: &'static [&'static str]) -> Result<usize, D::Error> {
    let key = String::deserialize(deserializer)?;
    keys.iter().position(|known| *known == key).ok_or_else(|| de::Error::unknown_variant(&key, keys))
}

/// Declares an enum that is a [`Choice`]: `Variant = "key", "Label";` for each value.
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $key:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub enum $name {
            $(
                #[doc = $label]
                #[cfg_attr(test, schemars(rename = $key))]
                $variant,
            )+
        }

        impl $crate::domain::choice::Choice for $name {
            const ALL: &'static [$name] = &[$($name::$variant),+];

            const KEYS: &'static [&'static str] = &[$($key),+];

            fn key(self) -> &'static str {
                match self {
                    $($name::$variant => $key,)+
                }
            }

            fn label(self) -> &'static str {
                match self {
                    $($name::$variant => $label,)+
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::domain::choice::Choice::key(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let place = $crate::domain::choice::place(deserializer, <$name as $crate::domain::choice::Choice>::KEYS)?;
                Ok(<$name as $crate::domain::choice::Choice>::ALL[place])
            }
        }
    };
}

pub(crate) use choice;
