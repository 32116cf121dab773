//! Structs from their fields, handed over one by one: what `#[derive(Read)]` calls.

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Error, MapAccess, SeqAccess};
use serde_json::Value;

use super::from_value;

/// The fields of a struct, in its order.
pub(crate) struct InOrder<A, E> {
    fields: A,
    /// How many were asked for.
    place: usize,
    /// The first fault; after it nothing is read any more.
    fault: Option<E>,
}

impl<'de, A: SeqAccess<'de>> InOrder<A, A::Error> {
    /// From the first field on.
    pub(crate) fn new(fields: A) -> Self {
        InOrder { fields, place: 0, fault: None }
    }

    /// The next field, which must be there; `None` after a fault.
    #[inline(never)]
    pub(crate) fn required<T: Deserialize<'de>>(&mut self) -> Option<T> {
        let found = self.next();
        if found.is_none() && self.fault.is_none() {
            self.fault = Some(A::Error::invalid_length(self.place - 1, &"all fields"));
        }
        found
    }

    /// The next field, or what stands for it where it is missing; `None` after a fault.
    #[inline(never)]
    pub(crate) fn optional<T: Deserialize<'de>>(&mut self, default: fn() -> T) -> Option<T> {
        let found = self.next();
        if found.is_none() && self.fault.is_none() { Some(default()) } else { found }
    }

    /// The fault that kept the struct from being whole.
    pub(crate) fn fault(self) -> A::Error {
        self.fault.unwrap_or_else(|| A::Error::custom("a field is missing"))
    }

    fn next<T: Deserialize<'de>>(&mut self) -> Option<T> {
        self.place += 1;
        if self.fault.is_some() {
            return None;
        }
        self.fields.next_element().unwrap_or_else(|fault| {
            self.fault = Some(fault);
            None
        })
    }
}

/// A struct from fields in any order, for formats that hand them over so.
pub(crate) fn from_map<'de, T: DeserializeOwned, A: MapAccess<'de>>(fields: A) -> Result<T, A::Error> {
    let value = Value::deserialize(MapAccessDeserializer::new(fields))?;
    from_value(value).map_err(A::Error::custom)
}
