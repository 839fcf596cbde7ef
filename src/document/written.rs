//! Scalars that keep their text through serde.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};

use super::Style;
use super::spanned::expect;

/// The name by which the deserializer knows that the text of a scalar is wanted.
pub(super) const TEXT: &str = "$dictum::Text";
pub(super) const TEXT_FIELDS: &[&str] = &["$text", "$style"];

/// A string, or a number as it is written: `0.10` stays `0.10`, `010` stays `010`, and no length is too much.
///
/// Only [`decode`](super::decode()) can make one from text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    /// The string's value, or the number's characters.
    pub text: String,
    /// How it is written; a code or decimal in [`Style::Plain`] may be read differently by other tools.
    pub style: Style,
}

impl Text {
    /// Whether every tool reads it as the same string: it is in quotes or a block.
    pub fn is_quoted(&self) -> bool {
        matches!(self.style, Style::Quoted | Style::Block)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(TEXT, TEXT_FIELDS, TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a number")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        let text = expect(&mut map, TEXT_FIELDS, 0)?;
        let style = match expect::<u32, A>(&mut map, TEXT_FIELDS, 1)? {
            0 => Style::Plain,
            1 => Style::Quoted,
            _ => Style::Block,
        };
        Ok(Text { text, style })
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Text")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"] })
    }
}
