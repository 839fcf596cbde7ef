//! Schemas as Kafka Connect writes them into JSON, those of Debezium's change events among them.

use std::sync::Arc;

use super::avro::logical;
use super::typed::reading::{DocumentFormat, Reading, Text};
use super::typed::types::{Body, Member, NamedType, Record, Value};
use crate::document::{Kind, NodeRef};
use crate::model::Declared;
use crate::text::Origin;

/// The format.
pub(super) static FORMAT: DocumentFormat = DocumentFormat { recognises, read };

/// Deepest level of structs within structs.
const DEEPEST: usize = 64;

fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    let schema = schema(root);
    let is_struct = schema.get("type").and_then(NodeRef::as_str) == Some("struct");
    let fields = schema.get("fields").filter(|it| it.kind() == Kind::Array)?;
    (is_struct && fields.item(0).is_none_or(|it| it.get("field").is_some())).then_some("kafka-connect")
}

/// The schema beside a payload, or the document itself.
fn schema(root: NodeRef<'_>) -> NodeRef<'_> {
    root.get("schema").filter(|it| it.kind() == Kind::Object).unwrap_or(root)
}

fn read(reading: &mut Reading<'_>, text: &Text, root: NodeRef<'_>) {
    let schema = schema(root);
    let pointer = if root.get("schema").is_some_and(|it| it.kind() == Kind::Object) { "/schema" } else { "" };
    let name = schema.get("name").and_then(NodeRef::as_str).unwrap_or("record");
    let mut structs = Structs { reading, text };
    structs.declare(schema, (name, pointer), 0);
    if let Some(named) = structs.reading.types.types.get_mut(name) {
        named.is_root = true;
    }
}

struct Structs<'r, 's, 't> {
    reading: &'r mut Reading<'s>,
    text: &'t Text,
}

impl Structs<'_, '_, '_> {
    /// Adds a struct under its name; the same one may be written out more than once.
    fn declare(&mut self, node: NodeRef<'_>, (name, pointer): (&str, &str), level: usize) {
        let fields = node.get("fields").filter(|_| level < DEEPEST).map(NodeRef::items).into_iter().flatten();
        let mut record = Record::default();
        for (index, field) in fields.enumerate() {
            record.members.extend(self.member(field, &format!("{pointer}/fields/{index}"), level));
        }
        let span = node.get("name").map_or_else(|| node.span(), NodeRef::site);
        let span = node.entries().next().filter(|_| node.get("name").is_none()).map_or(span, |it| it.key_span);
        let named = NamedType {
            origin: self.text.origin(span),
            description: None,
            is_deprecated: false,
            is_root: false,
            body: Body::Record(record),
        };
        self.reading.types.add(Arc::from(name), named);
    }

    fn member(&mut self, node: NodeRef<'_>, pointer: &str, level: usize) -> Option<Member> {
        let name = node.get("field")?;
        let site = self.text.origin(name.site());
        let value = self.value(node, (name.as_str()?, pointer), level);
        let default = node
            .entry("default")
            .and_then(|it| Some(Declared::new(Arc::from(it.value.scalar()?), self.text.origin(it.value.site()))));
        let doc =
            node.get("doc").and_then(|it| Some(Declared::new(Arc::from(it.as_str()?), self.text.origin(it.site()))));
        Some(Member {
            pointer: Some(Arc::from(pointer)),
            description: doc,
            default,
            ..Member::new(Arc::from(name.as_str()?), site, value)
        })
    }

    fn value(&mut self, node: NodeRef<'_>, (field, pointer): (&str, &str), level: usize) -> Value {
        let kind = node.get("type");
        let at = self.text.origin(kind.map_or_else(|| node.span(), NodeRef::site));
        let name = node.get("name").and_then(NodeRef::as_str);
        let mut value = match kind.and_then(NodeRef::as_str).unwrap_or_default() {
            "struct" => {
                let name = name.unwrap_or(field);
                self.declare(node, (name, pointer), level + 1);
                Value::named(name, (name, at))
            }
            "array" => {
                let items = node.get("items").filter(|_| level < DEEPEST);
                let items = items.map(|it| self.value(it, (field, &format!("{pointer}/items")), level + 1));
                Value::list(items.unwrap_or_default(), ("array", at))
            }
            "map" => Value::scalar(&["object"], None, ("map", at)),
            plain => self.scalar(node, plain, (name, at)),
        };
        if let Some(optional) = node.entry("optional").filter(|it| it.value.as_bool() == Some(true)) {
            value = value.or_null(self.text.origin(optional.key_span));
        }
        value
    }

    fn scalar(&self, node: NodeRef<'_>, plain: &str, (name, at): (Option<&str>, Origin)) -> Value {
        let logical = node.get("name").map(|it| self.text.origin(it.site()));
        let mut found = name.zip(logical).and_then(|(name, at)| logical::connected(name, at));
        if let Some(value) = &mut found {
            let digits = |key: &str| {
                let it = node.pointer(&format!("/parameters/{key}"))?;
                Some(Declared::new(it.scalar()?.parse().ok()?, self.text.origin(it.site())))
            };
            value.shape.scale = digits("scale");
            value.shape.precision = digits("connect.decimal.precision");
        }
        let (types, format): (&[&str], Option<&str>) = match plain {
            "int8" | "int16" | "int32" | "int64" => (&["integer"], Some(plain)),
            "float" | "float32" => (&["number"], Some("float")),
            "double" | "float64" => (&["number"], Some("double")),
            "boolean" => (&["boolean"], None),
            "string" => (&["string"], None),
            "bytes" => (&["string"], Some("byte")),
            _ => (&[], None),
        };
        found.unwrap_or_else(|| Value::scalar(types, format, (plain, at)))
    }
}
