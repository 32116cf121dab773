//! An ordered list of records, each with an id of its own.
//!
//! Order is the user's: it is kept in files and changed only by a move. Records sit behind `Arc`, so a changed copy
//! of a collection shares every record that did not change.
//!
//! Invariant: no two records of a collection have the same id; the index agrees with the list.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::sync::Arc;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id::Id;

/// Something kept in a [`Collection`].
pub trait Record: Clone + PartialEq + Sized + 'static {
    /// What one such record is called in a sentence: "risk", "milestone or task".
    const NOUN: &'static str;

    /// The id, unique within its collection.
    fn id(&self) -> Id<Self>;

    /// What a person calls this record: its title or name.
    fn name(&self) -> &str;

    /// Why this record cannot stand as it is, as a sentence; `Ok` where it can.
    fn check(&self) -> Result<(), String> {
        Ok(())
    }
}

/// Makes a type with an `id` field a [`Record`]: what it is called, and the field with its name.
macro_rules! record {
    ($record:ident, $noun:literal, $name:ident) => {
        impl $crate::domain::collection::Record for $record {
            const NOUN: &'static str = $noun;

            fn id(&self) -> $crate::domain::id::Id<Self> {
                self.id.clone()
            }

            fn name(&self) -> &str {
                &self.$name
            }
        }
    };
}

pub(crate) use record;

/// Where each id stands. It is keyed by text, so that all collections share its code. Its own order is never seen: a plan of
/// thousands of linked tasks looks up tens of thousands of ids for each edit, and a tree takes four times as long.
type Places = HashMap<Arc<str>, usize, BuildHasherDefault<DefaultHasher>>;

/// Records of one type, in the user's order.
pub struct Collection<T> {
    records: Arc<Vec<Arc<T>>>,
    places: Arc<Places>,
}

impl<T: Record> Collection<T> {
    /// An empty collection.
    pub fn new() -> Collection<T> {
        Collection { records: Arc::default(), places: Arc::default() }
    }

    /// A collection of these records, or the id that stands twice with the places of both, counted from 0.
    pub fn from_records(records: Vec<T>) -> Result<Collection<T>, Clash<T>> {
        Collection::from_shared(records.into_iter().map(Arc::new).collect())
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The record with this id.
    pub fn get(&self, id: &Id<T>) -> Option<&Arc<T>> {
        self.place(id).and_then(|place| self.records.get(place))
    }

    /// Where the record with this id stands, counted from 0.
    pub fn place(&self, id: &Id<T>) -> Option<usize> {
        self.places.get(id.as_str()).copied()
    }

    /// The records in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> + ExactSizeIterator + Clone {
        self.records.iter()
    }

    /// This collection with `record` in place of the one with its id, or inserted at `place` (at the end where that
    /// is `None` or past the end) if there is none.
    pub fn with(&self, record: T, place: Option<usize>) -> Collection<T> {
        let id = record.id();
        let mut records = Vec::clone(&self.records);
        if let Some(slot) = self.place(&id).and_then(|place| records.get_mut(place)) {
            *slot = Arc::new(record);
            return Collection { records: Arc::new(records), places: self.places.clone() };
        }
        let place = place.unwrap_or(records.len()).min(records.len());
        records.insert(place, Arc::new(record));
        Collection::indexed(records)
    }

    /// This collection without the record, and the record with the place that it had; `None` where there is no such id.
    pub fn without(&self, id: &Id<T>) -> Option<(Collection<T>, Arc<T>, usize)> {
        let place = self.place(id)?;
        let mut records = Vec::clone(&self.records);
        let removed = records.remove(place);
        Some((Collection::indexed(records), removed, place))
    }

    /// This collection with the record moved so that it stands at `to` afterwards, and the place it had before.
    pub fn moved(&self, id: &Id<T>, to: usize) -> Option<(Collection<T>, usize)> {
        let from = self.place(id)?;
        let mut records = Vec::clone(&self.records);
        let record = records.remove(from);
        records.insert(to.min(records.len()), record);
        Some((Collection::indexed(records), from))
    }

    /// This collection with other content in the records for which `change` gives any; places and ids stay.
    pub fn map(&self, change: impl Fn(usize, &Arc<T>) -> Option<Arc<T>>) -> Collection<T> {
        let one = |(place, record): (usize, &Arc<T>)| change(place, record).filter(|changed| changed.id() == record.id()).unwrap_or_else(|| record.clone());
        Collection { records: Arc::new(self.records.iter().enumerate().map(one).collect()), places: self.places.clone() }
    }

    fn from_shared(records: Vec<Arc<T>>) -> Result<Collection<T>, Clash<T>> {
        let mut places = Places::with_capacity_and_hasher(records.len(), BuildHasherDefault::default());
        for (place, record) in records.iter().enumerate() {
            if let Some(first) = places.insert(record.id().shared(), place) {
                return Err(Clash { id: record.id(), first, second: place });
            }
        }
        Ok(Collection { records: Arc::new(records), places: Arc::new(places) })
    }

    fn indexed(records: Vec<Arc<T>>) -> Collection<T> {
        let mut places = Places::with_capacity_and_hasher(records.len(), BuildHasherDefault::default());
        for (place, record) in records.iter().enumerate() {
            places.insert(record.id().shared(), place);
        }
        Collection { records: Arc::new(records), places: Arc::new(places) }
    }
}

/// Two records with the same id; places count from 0.
#[derive(Debug, thiserror::Error)]
#[error("the id {id} stands twice, in entry {} and entry {}", first + 1, second + 1)]
pub struct Clash<T> {
    /// The id.
    pub id: Id<T>,
    /// Where it stands first.
    pub first: usize,
    /// Where it stands again.
    pub second: usize,
}

impl<T: Record> Default for Collection<T> {
    fn default() -> Self {
        Collection::new()
    }
}

impl<T> Clone for Collection<T> {
    fn clone(&self) -> Self {
        Collection { records: self.records.clone(), places: self.places.clone() }
    }
}

impl<T: PartialEq> PartialEq for Collection<T> {
    /// Equal where the records are, in order; copies that share their list are equal at once.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.records, &other.records)
            || (self.records.len() == other.records.len()
                && self.records.iter().zip(other.records.iter()).all(|(mine, theirs)| Arc::ptr_eq(mine, theirs) || mine == theirs))
    }
}

impl<T: fmt::Debug> fmt::Debug for Collection<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.records.iter()).finish()
    }
}

impl<T: Serialize> Serialize for Collection<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.records.iter().map(Arc::as_ref))
    }
}

impl<'de, T: Record + Deserialize<'de>> Deserialize<'de> for Collection<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Records<T>(std::marker::PhantomData<T>);

        impl<'de, T: Record + Deserialize<'de>> Visitor<'de> for Records<T> {
            type Value = Collection<T>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "a list of records ({})", T::NOUN)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Collection<T>, A::Error> {
                let mut records = Vec::with_capacity(entries.size_hint().unwrap_or(0).min(10_000));
                while let Some(record) = entries.next_element::<T>()? {
                    record.check().map_err(|reason| de::Error::custom(format!("entry {}: {reason}", records.len() + 1)))?;
                    records.push(Arc::new(record));
                }
                Collection::from_shared(records).map_err(de::Error::custom)
            }
        }

        deserializer.deserialize_seq(Records(std::marker::PhantomData))
    }
}

#[cfg(test)]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Collection<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("ListOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "array", "items": generator.subschema_for::<T>() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone, PartialEq)]
    struct Item(u8);

    impl Record for Item {
        const NOUN: &'static str = "item";

        fn id(&self) -> Id<Item> {
            Id::joined(&[&self.0.to_string()])
        }

        fn name(&self) -> &str {
            ""
        }
    }

    proptest! {
        #[test]
        fn index_and_order_survive_any_edits(edits in proptest::collection::vec((0u8..3, 0u8..12, 0usize..14), 0..60)) {
            let mut collection = Collection::<Item>::new();
            for (kind, key, place) in edits {
                let id = Item(key).id();
                collection = match kind {
                    0 => collection.with(Item(key), Some(place)),
                    1 => collection.without(&id).map_or(collection.clone(), |(rest, _, _)| rest),
                    _ => collection.moved(&id, place).map_or(collection.clone(), |(moved, _)| moved),
                };
                for (place, record) in collection.iter().enumerate() {
                    prop_assert_eq!(collection.place(&record.id()), Some(place));
                }
                prop_assert_eq!(collection.places.len(), collection.len());
            }
        }

        #[test]
        fn removing_and_putting_back_restores_the_order(keys in proptest::collection::btree_set(0u8..40, 1..20), pick in 0usize..20) {
            let before = Collection::from_records(keys.iter().copied().map(Item).collect()).expect("distinct");
            let id = Item(*keys.iter().nth(pick % keys.len()).expect("in range")).id();
            let (rest, removed, place) = before.without(&id).expect("there");
            prop_assert_eq!(rest.with(Item::clone(&removed), Some(place)), before);
        }
    }
}
