//! Keys as serde sees them.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, Visitor};
use serde::forward_to_deserialize_any;

use super::access::{Placed, Written};
use super::decode::{Failure, number};
use super::{Entry, Kind, SPANNED, TEXT};

/// A key as serde sees it: text, unless a number is asked for.
#[derive(Clone, Copy)]
pub(super) struct Key<'de>(pub(super) Entry<'de>);

macro_rules! numeric_keys {
    ($($method:ident)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            number_or_text(self.0, visitor).map_err(|failure| failure.at(self.0.key_span))
        }
    )* };
}

fn number_or_text<'de, V: Visitor<'de>>(entry: Entry<'de>, visitor: V) -> Result<V::Value, Failure> {
    if entry.key_node.kind() == Kind::Number {
        number(entry.key_node, visitor)
    } else {
        visitor.visit_borrowed_str(entry.key)
    }
}

impl<'de> de::Deserializer<'de> for Key<'de> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_borrowed_str(self.0.key).map_err(|failure: Failure| failure.at(self.0.key_span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match name {
            SPANNED => visitor.visit_map(Placed::new(self.0.key_span, self)),
            TEXT => visitor.visit_map(Written::new(self.0.key_node)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let result = visitor.visit_enum(BorrowedStrDeserializer::new(self.0.key));
        result.map_err(|failure: Failure| failure.at(self.0.key_span))
    }

    numeric_keys! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64 deserialize_i128 deserialize_u128
    }

    forward_to_deserialize_any! {
        bool f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}
