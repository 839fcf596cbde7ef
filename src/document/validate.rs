//! The arena as `jsonschema` sees it, so that nothing is copied for validation.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{self, JsonNumber, NodeIdentity};
use serde_json::{Number as JsonValueNumber, Value};

use super::number::Number;
use super::{Document, Entries, Items, Kind, NodeRef};

/// Errors carry a copy of what they are about. Only keys and scalars are read from them, so larger values are not copied:
/// else a mistake at the root would copy the whole document.
const LARGEST_COPY: u64 = 64;

/// The representation that schemas are compiled for.
pub(super) struct Arena;

impl json::Json for Arena {
    type Node<'a> = NodeRef<'a>;
    type PreparedKey = Box<str>;
    type StringBuffer = Option<Document>;

    const KEYS_PER_LOOKUP: usize = 2;

    fn prepare_key(key: &str) -> Box<str> {
        Box::from(key)
    }

    fn with_string_node<T>(buffer: &mut Option<Document>, string: &str, judge: impl FnOnce(NodeRef<'_>) -> T) -> T {
        judge(buffer.insert(Document::of_string(string)).root())
    }
}

impl<'a> json::Node<'a, Arena> for NodeRef<'a> {
    type Object = Members<'a>;
    type Array = Elements<'a>;
    type Number = Number<'a>;

    fn as_object(&self) -> Option<Members<'a>> {
        (self.kind() == Kind::Object).then_some(Members(*self))
    }

    fn as_array(&self) -> Option<Elements<'a>> {
        (self.kind() == Kind::Array).then_some(Elements(*self))
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.as_str().map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<Number<'a>> {
        self.number()
    }

    fn as_boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    fn is_null(&self) -> bool {
        self.kind() == Kind::Null
    }

    fn json_type(&self) -> JsonType {
        match self.kind() {
            Kind::Null => JsonType::Null,
            Kind::Bool => JsonType::Boolean,
            Kind::Number => JsonType::Number,
            Kind::String => JsonType::String,
            Kind::Array => JsonType::Array,
            Kind::Object => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        same(*self, expected)
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(self.to_json_within(&mut LARGEST_COPY.clone()).unwrap_or_default())
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::tagged(std::ptr::from_ref(self.document()).addr(), self.id()))
    }
}

/// Equality of JSON Schema: numbers by value, objects without order.
fn same(node: NodeRef<'_>, expected: &Value) -> bool {
    match expected {
        Value::Null => node.kind() == Kind::Null,
        Value::Bool(value) => node.as_bool() == Some(*value),
        Value::String(value) => node.as_str() == Some(value),
        Value::Number(value) => node.number().is_some_and(|number| same_number(number, value)),
        Value::Array(values) => {
            node.kind() == Kind::Array
                && node.len() == values.len()
                && node.items().zip(values).all(|(item, value)| same(item, value))
        }
        Value::Object(values) => {
            node.kind() == Kind::Object
                && node.len() == values.len()
                && values.iter().all(|(key, value)| node.get(key).is_some_and(|it| same(it, value)))
        }
    }
}

fn same_number(number: Number<'_>, expected: &JsonValueNumber) -> bool {
    let written = number.as_u64().map(i128::from).or_else(|| number.as_i64().map(i128::from));
    let wanted = expected.as_u64().map(i128::from).or_else(|| expected.as_i64().map(i128::from));
    match (written, wanted) {
        (Some(written), Some(wanted)) => written == wanted,
        _ => number.as_f64().is_some_and(|value| Some(value) == expected.as_f64()),
    }
}

/// An object as `jsonschema` sees it.
pub(super) struct Members<'a>(NodeRef<'a>);

impl<'a> json::Object<'a, Arena> for Members<'a> {
    type Node = NodeRef<'a>;
    type MemberName = &'a str;
    type MembersIter = MemberIter<'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &Box<str>) -> Option<NodeRef<'a>> {
        self.0.get(key)
    }

    fn members(&self) -> MemberIter<'a> {
        MemberIter(self.0.entries())
    }
}

/// The entries of an object by name.
pub(super) struct MemberIter<'a>(Entries<'a>);

impl<'a> Iterator for MemberIter<'a> {
    type Item = (&'a str, NodeRef<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|entry| (entry.key, entry.value))
    }
}

/// An array as `jsonschema` sees it.
pub(super) struct Elements<'a>(NodeRef<'a>);

impl<'a> json::Array<'a, Arena> for Elements<'a> {
    type Node = NodeRef<'a>;
    type ElementsIter = Items<'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Items<'a> {
        self.0.items()
    }

    fn is_unique(&self) -> bool {
        // The default would compare the shortened copies.
        let values: Vec<Value> = self.0.items().map(NodeRef::to_json).collect();
        json::unique::is_unique(&values)
    }
}

impl JsonNumber for Number<'_> {
    fn as_u64(&self) -> Option<u64> {
        Number::as_u64(*self)
    }

    fn as_i64(&self) -> Option<i64> {
        Number::as_i64(*self)
    }

    fn as_f64(&self) -> Option<f64> {
        Number::as_f64(*self)
    }

    fn as_str(&self) -> Cow<'_, str> {
        self.decimal()
    }

    fn to_number(&self) -> Cow<'_, JsonValueNumber> {
        Cow::Owned(self.to_json().unwrap_or_else(|| 0.into()))
    }

    fn is_integer(&self) -> bool {
        Number::is_integer(*self)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jsonschema::json::conformance;

    use super::*;
    use crate::document::{Syntax, parse};

    #[test]
    fn the_arena_keeps_the_contract_of_the_validator() {
        let text: Arc<str> = conformance::document().to_string().into();
        for syntax in [Syntax::Json, Syntax::Yaml] {
            let document = parse(Arc::clone(&text), syntax).document.unwrap();
            conformance::assert_conformance::<Arena>(&document.root());
        }
    }
}
