//! Identifiers: newtypes over short texts, typed by what they name.
//!
//! An id is opaque. New ids are made from random bytes that the caller supplies, so that replaying a command gives
//! the same id.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

/// The longest id that a file may hold, in bytes.
pub const LONGEST_ID: usize = 200;

/// The id of a record of type `T`, unique within its collection.
pub struct Id<T> {
    text: Arc<str>,
    names: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// An id from its text; `None` where the text is empty, over [`LONGEST_ID`] bytes, or holds a control character.
    pub fn parse(text: &str) -> Option<Id<T>> {
        let fits = !text.is_empty() && text.len() <= LONGEST_ID && !text.chars().any(char::is_control);
        fits.then(|| Id::unchecked(text))
    }

    /// An id from 80 random bits, as 16 letters and digits that are hard to misread.
    pub fn from_random(bits: [u8; 10]) -> Id<T> {
        Id::unchecked(&base32(bits))
    }

    /// An id made of the ids of the records that it joins, for records that are one per combination.
    pub fn joined(parts: &[&str]) -> Id<T> {
        Id::unchecked(&parts.join("~"))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The id as shared text, for an index.
    pub fn shared(&self) -> Arc<str> {
        self.text.clone()
    }

    fn unchecked(text: &str) -> Id<T> {
        Id { text: Arc::from(text), names: PhantomData }
    }
}

/// Makes new ids from a seed: the same seed gives the same ids, in the same order.
#[derive(Debug, Clone)]
pub struct IdMaker {
    seed: [u8; 16],
    made: u64,
}

impl IdMaker {
    /// A maker from 16 random bytes that the caller draws.
    pub fn new(seed: [u8; 16]) -> IdMaker {
        IdMaker { seed, made: 0 }
    }

    /// The next id.
    pub fn make<T>(&mut self) -> Id<T> {
        self.made += 1;
        let digest = Sha256::new().chain_update(self.seed).chain_update(self.made.to_be_bytes()).finalize();
        let mut bits = [0; 10];
        bits.copy_from_slice(&digest[..10]);
        Id::from_random(bits)
    }
}

/// Eighty bits in Crockford's base 32, lower case.
fn base32(bits: [u8; 10]) -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let wide = bits.iter().fold(0u128, |sum, byte| (sum << 8) | u128::from(*byte));
    (0..16).rev().map(|place| char::from(LETTERS[((wide >> (place * 5)) & 31) as usize])).collect()
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Id { text: self.text.clone(), names: PhantomData }
    }
}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Id { text: read_text(deserializer)?, names: PhantomData })
    }
}

/// The text of an id, whatever it is an id of.
fn read_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
    let id = Id::<()>::parse(&String::deserialize(deserializer)?);
    id.map(|id| id.text).ok_or_else(|| de::Error::custom(format!("an id is 1 to {LONGEST_ID} bytes without control characters")))
}

#[cfg(test)]
impl<T> schemars::JsonSchema for Id<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "minLength": 1, "maxLength": LONGEST_ID })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_bits_become_sixteen_plain_letters() {
        assert_eq!(Id::<u8>::from_random([0; 10]).as_str(), "0000000000000000");
        assert_eq!(Id::<u8>::from_random([255; 10]).as_str(), "zzzzzzzzzzzzzzzz");
    }

    #[test]
    fn an_id_is_never_empty_endless_or_invisible() {
        for bad in [String::new(), "x".repeat(201), "a\nb".to_owned()] {
            assert!(Id::<u8>::parse(&bad).is_none());
        }
    }
}
