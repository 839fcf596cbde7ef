//! From an arena to types, through serde, with the place of every mistake.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeOwned, Error as _, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::access::{Object, Placed, Sequence, Variant, Written};
use super::{Kind, NodeRef, SPANNED, TEXT};
use crate::text::Span;

/// Why a node does not fit a type, and the innermost place that shows it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DecodeError {
    /// The value or key at fault; of a missing key the object that lacks it.
    pub span: Span,
    /// What is wrong, in serde's words.
    pub message: String,
}

/// Reads `node` as a `T`. A plain number is no string (see [`Text`](super::Text)); nothing else is converted either.
///
/// # Errors
/// When the node does not have the shape that `T` asks for. Only the first mistake is told: [`Schema`](super::Schema) tells all.
pub fn decode<T: DeserializeOwned>(node: NodeRef<'_>) -> Result<T, DecodeError> {
    T::deserialize(Value(node))
        .map_err(|failure| DecodeError { span: failure.span.unwrap_or_else(|| node.span()), message: failure.message })
}

/// A mistake, before or after its place is known.
#[derive(Debug)]
pub(super) struct Failure {
    span: Option<Span>,
    message: String,
}

impl Failure {
    /// Gives the mistake a place unless it has one: the innermost is told first.
    pub(super) fn at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { span: None, message: message.to_string() }
    }
}

/// A value as serde sees it.
#[derive(Clone, Copy)]
pub(super) struct Value<'de>(pub(super) NodeRef<'de>);

impl<'de> Value<'de> {
    fn any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let node = self.0;
        let text = node.scalar().unwrap_or_default();
        match node.kind() {
            Kind::Null => visitor.visit_unit(),
            Kind::Bool => visitor.visit_bool(node.as_bool().unwrap_or_default()),
            Kind::Number => number(node, visitor),
            Kind::String => visitor.visit_borrowed_str(text),
            Kind::Array => {
                let mut items = Sequence(node.items());
                let value = visitor.visit_seq(&mut items)?;
                let complete = items.0.len() == 0;
                if complete { Ok(value) } else { Err(Failure::invalid_length(node.len(), &"fewer items")) }
            }
            Kind::Object => visitor.visit_map(Object::new(node.entries())),
        }
    }
}

/// Shows a visitor the number in the narrowest form that holds it.
pub(super) fn number<'de, V: Visitor<'de>>(node: NodeRef<'de>, visitor: V) -> Result<V::Value, Failure> {
    let Some(number) = node.number() else { return visitor.visit_unit() };
    match (number.as_u64(), number.as_i64()) {
        (Some(value), _) => visitor.visit_u64(value),
        (None, Some(value)) => visitor.visit_i64(value),
        (None, None) => visitor.visit_f64(number.nearest()),
    }
}

impl<'de> de::Deserializer<'de> for Value<'de> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.any(visitor).map_err(|failure| failure.at(self.0.span()))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        if self.0.kind() == Kind::Null { visitor.visit_none() } else { visitor.visit_some(self) }
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
        match self.0.kind() {
            _ if name == SPANNED => visitor.visit_map(Placed::new(self.0.span(), self)),
            Kind::String | Kind::Number if name == TEXT => visitor.visit_map(Written::new(self.0)),
            Kind::Object if name == TEXT => Err(Failure::invalid_type(Unexpected::Map, &visitor).at(self.0.span())),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let node = self.0;
        let mut entries = node.entries();
        let result = match (node.kind(), entries.next(), entries.next()) {
            (Kind::String, ..) => visitor.visit_enum(BorrowedStrDeserializer::new(node.as_str().unwrap_or_default())),
            (Kind::Object, Some(entry), None) => visitor.visit_enum(Variant(entry)),
            _ => Err(Failure::custom("expected one name, or an object with one key")),
        };
        result.map_err(|failure| failure.at(node.span()))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use indexmap::IndexMap;
    use serde::Deserialize;

    use super::*;
    use crate::document::testing::{json, yaml};
    use crate::document::{Spanned, Style, Syntax, Text, parse};

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "camelCase")]
    struct Field {
        title: Spanned<String>,
        min_length: Option<Spanned<u32>>,
        minimum: Option<Text>,
        #[serde(default)]
        tags: Vec<Spanned<String>>,
        kind: Option<Kind>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Kind {
        Plain,
        Coded(Spanned<String>),
        Pair(u8, u8),
        Ranged { from: Text },
    }

    #[test]
    fn values_and_keys_keep_their_places() {
        let text = "订单编号: {title: 编号, minLength: 8, tags: [甲, \"乙\"]}\n\"b\": {title: x}\n";
        let document = yaml(text);
        let fields: IndexMap<Spanned<String>, Field> = decode(document.root()).unwrap();
        let under = |span: Span| &text[span.range()];
        let keys: Vec<_> = fields.keys().map(|key| (key.value.as_str(), under(key.span))).collect();
        assert_eq!(keys, [("订单编号", "订单编号"), ("b", "\"b\"")]);
        let field = &fields["订单编号"];
        assert_eq!((field.title.value.as_str(), under(field.title.span)), ("编号", "编号"));
        assert_eq!(under(field.min_length.unwrap().span), "8");
        assert_eq!(field.tags.iter().map(|it| under(it.span)).collect::<Vec<_>>(), ["甲", "\"乙\""]);
    }

    #[test]
    fn text_takes_strings_and_numbers_as_written() {
        let text = "[0.10, '0.10', 010, 123456789012345678901234567890, 1e999, .inf, 0x1F, abc]";
        let document = parse(text, Syntax::Yaml).document.unwrap();
        let texts: Vec<Text> = decode(document.root()).unwrap();
        let plain = |text: &str| Text { text: text.to_owned(), style: Style::Plain };
        let mut expected: Vec<Text> =
            ["0.10", "0.10", "010", "123456789012345678901234567890", "1e999", ".inf", "0x1F", "abc"].map(plain).into();
        expected[1].style = Style::Quoted;
        assert_eq!(texts, expected);
        let keys: BTreeMap<Spanned<String>, Text> = decode(json(r#"{"a": 1.50}"#).root()).unwrap();
        assert_eq!(keys["a"].text, "1.50");
        let codes: IndexMap<Text, u8> = decode(yaml("007x: 1\n'1': 2\n5: 3\n").root()).unwrap();
        assert_eq!(codes.keys().map(Text::is_quoted).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn enums_options_tuples_and_numeric_keys_work() {
        for (text, kind) in [
            ("plain", Kind::Plain),
            ("{coded: x}", Kind::Coded(Spanned::new(String::from("x"), Span::default()))),
            ("{pair: [1, 2]}", Kind::Pair(1, 2)),
            ("{ranged: {from: 1}}", Kind::Ranged { from: Text { text: String::from("1"), style: Style::Plain } }),
        ] {
            assert_eq!(decode::<Kind>(yaml(text).root()).unwrap(), kind, "{text}");
        }
        let document = yaml("{1: [-1, 1.5, ~, true], 2: []}");
        let value: BTreeMap<u8, serde_json::Value> = decode(document.root()).unwrap();
        assert_eq!(value[&1], serde_json::json!([-1, 1.5, null, true]));
        let spans: Spanned<Option<Spanned<Option<u8>>>> = decode(yaml("~").root()).unwrap();
        assert!(spans.value.is_none());
    }

    #[test]
    fn mistakes_are_told_at_the_innermost_place() {
        let unknown = "unknown field `titel`, expected one of `title`, `minLength`, `minimum`, `tags`, `kind`";
        for (text, under, message) in [
            ("a: {titel: x}", "titel", unknown),
            ("a: {title: 5}", "5", "invalid type: integer `5`, expected a string"),
            ("a: {title: 1e400}", "1e400", "invalid type: floating point `inf`, expected a string"),
            ("a: {title: x, minLength: -1}", "-1", "invalid value: integer `-1`, expected u32"),
            ("a: {title: x, tags: [y, [z]]}", "[z]", "invalid type: sequence, expected a string"),
            ("a: {title: x, minimum: true}", "true", "invalid type: boolean `true`, expected a string or a number"),
            ("a: {title: x, minimum: {$text: 1}}", "{$text: 1}", "invalid type: map, expected a string or a number"),
            ("a: {title: x, minimum: [1]}", "[1]", "invalid type: sequence, expected a string or a number"),
            ("a: {minLength: 1}", "{minLength: 1}", "missing field `title`"),
            ("a: {title: x, kind: {pair: [1, 2, 3]}}", "[1, 2, 3]", "invalid length 3, expected fewer items"),
            (
                "a: {title: x, kind: odd}",
                "odd",
                "unknown variant `odd`, expected one of `plain`, `coded`, `pair`, `ranged`",
            ),
            (
                "a: {title: x, kind: {plain: 1, coded: 2}}",
                "{plain: 1, coded: 2}",
                "expected one name, or an object with one key",
            ),
            ("a: &x {title: x, minLength: &n abc}", "abc", "invalid type: string \"abc\", expected u32"),
        ] {
            let document = parse(text, Syntax::Yaml).document.unwrap();
            let error = decode::<IndexMap<Spanned<String>, Field>>(document.root()).unwrap_err();
            assert_eq!((&text[error.span.range()], error.message.as_str()), (under, message), "{text}");
        }
    }

    #[test]
    fn schemas_see_through_the_types_that_keep_more() {
        let schema = |schema: schemars::Schema| serde_json::to_value(schema).unwrap();
        assert_eq!(schema(schemars::schema_for!(Spanned<Vec<u8>>)), schema(schemars::schema_for!(Vec<u8>)));
        assert_eq!(schema(schemars::schema_for!(Text))["type"], serde_json::json!(["string", "number"]));
        let keyed = schema(schemars::schema_for!(BTreeMap<Spanned<String>, Text>));
        assert_eq!(keyed["additionalProperties"]["type"], serde_json::json!(["string", "number"]));
    }
}
