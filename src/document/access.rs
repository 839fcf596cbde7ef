//! What collections, and the types that want more than a value, read piece by piece.

use serde::de::value::{BorrowedStrDeserializer, U32Deserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::decode::{Failure, Value};
use super::decode_key::Key;
use super::spanned::SPANNED_FIELDS;
use super::written::TEXT_FIELDS;
use super::{Entries, Entry, Items, NodeRef, Style};
use crate::text::Span;

/// The items of an array.
pub(super) struct Sequence<'de>(pub(super) Items<'de>);

impl<'de> SeqAccess<'de> for &mut Sequence<'de> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        self.0.next().map(|item| seed.deserialize(Value(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The entries of an object.
pub(super) struct Object<'de> {
    entries: Entries<'de>,
    value: Option<NodeRef<'de>>,
}

impl<'de> Object<'de> {
    pub(super) fn new(entries: Entries<'de>) -> Self {
        Self { entries, value: None }
    }
}

impl<'de> MapAccess<'de> for Object<'de> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        let Some(entry) = self.entries.next() else { return Ok(None) };
        self.value = Some(entry.value);
        // What only the seed refuses, such as an unknown field, is the key's fault too.
        seed.deserialize(Key(entry)).map(Some).map_err(|failure| failure.at(entry.key_span))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Failure> {
        let value = self.value.take().ok_or_else(|| Failure::custom("value asked for before its key"))?;
        seed.deserialize(Value(value)).map_err(|failure| failure.at(value.span()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// An enum's variant written as an object with one key.
pub(super) struct Variant<'de>(pub(super) Entry<'de>);

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Failure;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Failure> {
        let name = seed.deserialize(Key(self.0)).map_err(|failure| failure.at(self.0.key_span))?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        Deserialize::deserialize(Value(self.0.value))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Failure> {
        seed.deserialize(Value(self.0.value)).map_err(|failure| failure.at(self.0.value.span()))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Failure> {
        Deserializer::deserialize_seq(Value(self.0.value), visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Failure> {
        Deserializer::deserialize_map(Value(self.0.value), visitor)
    }
}

/// What [`Spanned`](super::Spanned) reads: start, end, value.
pub(super) struct Placed<D> {
    span: Span,
    value: Option<D>,
    at: usize,
}

impl<D> Placed<D> {
    pub(super) fn new(span: Span, value: D) -> Self {
        Self { span, value: Some(value), at: 0 }
    }
}

impl<'de, D: Deserializer<'de, Error = Failure>> MapAccess<'de> for Placed<D> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        next_field(SPANNED_FIELDS, &mut self.at, seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Failure> {
        match (self.at, self.value.take()) {
            (1, value) => {
                self.value = value;
                seed.deserialize(offset(self.span.start))
            }
            (2, value) => {
                self.value = value;
                seed.deserialize(offset(self.span.end))
            }
            (_, Some(value)) => seed.deserialize(value),
            (_, None) => Err(Failure::custom("value asked for twice")),
        }
    }
}

/// What [`Text`](super::Text) reads: text, style.
pub(super) struct Written<'de> {
    node: NodeRef<'de>,
    at: usize,
}

impl<'de> Written<'de> {
    pub(super) fn new(node: NodeRef<'de>) -> Self {
        Self { node, at: 0 }
    }
}

impl<'de> MapAccess<'de> for Written<'de> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        next_field(TEXT_FIELDS, &mut self.at, seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Failure> {
        if self.at == 1 {
            return seed.deserialize(BorrowedStrDeserializer::new(self.node.scalar().unwrap_or_default()));
        }
        seed.deserialize(offset(match self.node.style() {
            Style::Plain => 0,
            Style::Quoted => 1,
            Style::Block | Style::Flow => 2,
        }))
    }
}

fn offset(value: u32) -> U32Deserializer<Failure> {
    value.into_deserializer()
}

fn next_field<'de, K: DeserializeSeed<'de>>(
    fields: &'static [&'static str],
    at: &mut usize,
    seed: K,
) -> Result<Option<K::Value>, Failure> {
    let Some(name) = fields.get(*at) else { return Ok(None) };
    *at += 1;
    seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
}
