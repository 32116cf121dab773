//! The one deserializer: it takes a JSON value apart and keeps the way to whatever does not fit.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

use super::{EXTRA, Step, WireFault};

/// A value that is being read.
pub(super) struct Wire(pub(super) Value);

macro_rules! numbers {
    ($($method:ident)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
            self.deserialize_f64(visitor)
        })+
    };
}

/// Reads each kind of type from the one kind of value that it is written as. A visitor is compiled into the methods
/// that it is given to, so each method knows no more kinds than it must: that is most of the size of reading.
impl<'de> Deserializer<'de> for Wire {
    type Error = WireFault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(_) => self.deserialize_f64(visitor),
            Value::String(text) => visitor.visit_string(text),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        match Fields::of(self.0) {
            Ok(mut fields) => visitor.visit_map(&mut fields),
            Err(other) => Err(misfit(&other, &visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, names: &'static [&'static str], visitor: V) -> Result<V::Value, WireFault> {
        match Record::of(self.0, names) {
            Ok(mut record) => visitor.visit_seq(&mut record).map_err(|fault| record.fault(fault)),
            Err(other) => Err(misfit(&other, &visitor)),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        match Entries::of(self.0) {
            Ok(mut entries) => visitor.visit_seq(&mut entries),
            Err(other) => Err(misfit(&other, &visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, WireFault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, visitor: V) -> Result<V::Value, WireFault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        match self.0 {
            Value::String(text) => visitor.visit_string(text),
            other => Err(misfit(&other, &visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        self.deserialize_string(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        self.deserialize_string(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        self.deserialize_string(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        match self.0 {
            Value::Bool(value) => visitor.visit_bool(value),
            other => Err(misfit(&other, &visitor)),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        match figure(&self.0) {
            Some(Figure::Natural(number)) => visitor.visit_u64(number),
            Some(Figure::Negative(number)) => visitor.visit_i64(number),
            Some(Figure::Real(number)) => visitor.visit_f64(number),
            None => Err(misfit(&self.0, &visitor)),
        }
    }

    numbers! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        if self.0.is_null() { visitor.visit_unit() } else { Err(misfit(&self.0, &visitor)) }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, WireFault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, WireFault> {
        visitor.visit_enum(Choice::of(self.0)?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WireFault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i128 u128 bytes byte_buf unit_struct }
}

struct Entries {
    entries: std::vec::IntoIter<Value>,
    next: usize,
}

impl Entries {
    fn of(value: Value) -> Result<Entries, Value> {
        match value {
            Value::Array(entries) => Ok(Entries { entries: entries.into_iter(), next: 0 }),
            other => Err(other),
        }
    }

    fn advance(&mut self) -> Option<Wire> {
        self.next += 1;
        self.entries.next().map(Wire)
    }

    #[cold]
    #[inline(never)]
    fn fault(&self, fault: WireFault) -> WireFault {
        fault.inside(Step::Entry(self.next - 1))
    }
}

impl<'de> SeqAccess<'de> for Entries {
    type Error = WireFault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, WireFault> {
        match self.advance().map(|entry| seed.deserialize(entry)) {
            None => Ok(None),
            Some(Ok(entry)) => Ok(Some(entry)),
            Some(Err(fault)) => Err(self.fault(fault)),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

struct Fields {
    rest: <Map<String, Value> as IntoIterator>::IntoIter,
    /// The field that is being read.
    name: String,
    value: Value,
}

impl Fields {
    #[inline(never)]
    fn of(value: Value) -> Result<Fields, Value> {
        match value {
            Value::Object(fields) => Ok(Fields { rest: fields.into_iter(), name: String::new(), value: Value::Null }),
            other => Err(other),
        }
    }

    #[inline(never)]
    fn advance(&mut self) -> Option<StrDeserializer<'_, WireFault>> {
        (self.name, self.value) = self.rest.next()?;
        Some(StrDeserializer::new(&self.name))
    }

    #[cold]
    #[inline(never)]
    fn fault(&mut self, fault: WireFault) -> WireFault {
        fault.inside(Step::Field(std::mem::take(&mut self.name)))
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = WireFault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, WireFault> {
        self.advance().map(|name| seed.deserialize(name)).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, WireFault> {
        seed.deserialize(Wire(self.value.take())).map_err(|fault| self.fault(fault))
    }
}

/// The fields of a struct, handed over one by one in the struct's own order. The code that serde writes for that is a
/// fraction of the code that takes them as they come, and it takes a missing one as absent.
struct Record {
    names: &'static [&'static str],
    /// How many were handed over.
    next: usize,
    /// The fields as they stand in the file, without those that were handed over.
    fields: Vec<Option<(String, Value)>>,
    /// Where the next field is looked for first: files mostly have them in the struct's order.
    hint: usize,
}

impl Record {
    #[inline(never)]
    fn of(value: Value, names: &'static [&'static str]) -> Result<Record, Value> {
        match value {
            Value::Object(fields) => Ok(Record { names, next: 0, fields: fields.into_iter().map(Some).collect(), hint: 0 }),
            other => Err(other),
        }
    }

    #[inline(never)]
    fn advance(&mut self) -> Option<Wire> {
        let name = *self.names.get(self.next)?;
        self.next += 1;
        if name == EXTRA {
            return Some(Wire(Value::Object(self.fields.drain(..).flatten().collect())));
        }
        let (before, after) = self.fields.split_at(self.hint.min(self.fields.len()));
        let is_it = |field: &Option<(String, Value)>| field.as_ref().is_some_and(|(known, _)| known == name);
        let place = after.iter().position(is_it).map(|place| before.len() + place).or_else(|| before.iter().position(is_it))?;
        self.hint = place + 1;
        self.fields.get_mut(place)?.take().map(|(_, value)| Wire(value))
    }

    #[cold]
    #[inline(never)]
    fn fault(&self, mut fault: WireFault) -> WireFault {
        if let Some(name) = fault.0.missing.take().and_then(|place| self.names.get(place)) {
            fault.0.what = format!("missing field `{name}`");
        }
        fault
    }

    #[cold]
    #[inline(never)]
    fn inside(&self, mut fault: WireFault) -> WireFault {
        fault.0.missing = None;
        fault.inside(Step::Field(self.names.get(self.next.wrapping_sub(1)).copied().unwrap_or_default().to_owned()))
    }
}

impl<'de> SeqAccess<'de> for Record {
    type Error = WireFault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, WireFault> {
        match self.advance().map(|field| seed.deserialize(field)) {
            None => Ok(None),
            Some(Ok(field)) => Ok(Some(field)),
            Some(Err(fault)) => Err(self.inside(fault)),
        }
    }
}

/// A choice by its name, with its content where it has one.
struct Choice {
    name: String,
    content: Option<Value>,
}

impl Choice {
    #[inline(never)]
    fn of(value: Value) -> Result<Choice, WireFault> {
        match value {
            Value::String(name) => Ok(Choice { name, content: None }),
            Value::Object(fields) if fields.len() == 1 => match fields.into_iter().next() {
                Some((name, content)) => Ok(Choice { name, content: Some(content) }),
                None => Err(WireFault::custom("a choice without a name")),
            },
            other => Err(misfit(&other, &"one of a list of choices")),
        }
    }

    fn content(&mut self) -> Wire {
        Wire(self.content.take().unwrap_or(Value::Null))
    }

    #[cold]
    #[inline(never)]
    fn fault(self, fault: WireFault) -> WireFault {
        fault.inside(Step::Field(self.name))
    }
}

impl<'de> EnumAccess<'de> for Choice {
    type Error = WireFault;
    type Variant = Choice;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Choice), WireFault> {
        let variant = seed.deserialize(StrDeserializer::<WireFault>::new(&self.name))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Choice {
    type Error = WireFault;

    fn unit_variant(self) -> Result<(), WireFault> {
        self.content.map_or(Ok(()), |content| Err(misfit(&content, &"a choice without content")))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(mut self, seed: S) -> Result<S::Value, WireFault> {
        seed.deserialize(self.content()).map_err(|fault| self.fault(fault))
    }

    fn tuple_variant<V: Visitor<'de>>(mut self, _: usize, visitor: V) -> Result<V::Value, WireFault> {
        self.content().deserialize_seq(visitor).map_err(|fault| self.fault(fault))
    }

    fn struct_variant<V: Visitor<'de>>(mut self, names: &'static [&'static str], visitor: V) -> Result<V::Value, WireFault> {
        self.content().deserialize_struct("", names, visitor).map_err(|fault| self.fault(fault))
    }
}

/// A JSON number in the narrowest of the types that serde tells apart.
enum Figure {
    Natural(u64),
    Negative(i64),
    Real(f64),
}

#[inline(never)]
fn figure(value: &Value) -> Option<Figure> {
    let number = value.as_number()?;
    let whole = number.as_u64().map(Figure::Natural).or_else(|| number.as_i64().map(Figure::Negative));
    whole.or_else(|| number.as_f64().map(Figure::Real))
}

/// What is said of a value of the wrong kind.
#[cold]
#[inline(never)]
fn misfit(value: &Value, wanted: &dyn Expected) -> WireFault {
    let found = match value {
        Value::Null => Unexpected::Unit,
        Value::Bool(value) => Unexpected::Bool(*value),
        Value::Number(_) => match figure(value) {
            Some(Figure::Natural(number)) => Unexpected::Unsigned(number),
            Some(Figure::Negative(number)) => Unexpected::Signed(number),
            Some(Figure::Real(number)) => Unexpected::Float(number),
            None => Unexpected::Other("a number that cannot be held"),
        },
        Value::String(text) => Unexpected::Str(text),
        Value::Array(_) => Unexpected::Seq,
        Value::Object(_) => Unexpected::Map,
    };
    WireFault::invalid_type(found, wanted)
}
