//! Avro schemas (`.avsc`), protocols (`.avpr`), and schemas as a registry hands them out.

pub(super) mod logical;
mod names;

use std::sync::Arc;

use super::problem::Noted;
use super::typed::reading::{DocumentFormat, Reading, Text};
use super::typed::types::{Body, Enum, EnumValue, Member, NamedType, Record, Value};
use crate::document::{self, Kind, NodeRef, Syntax};
use crate::message::contract;
use crate::model::Declared;
use crate::text::{Origin, Span};
use names::Names;

/// The format.
pub(super) static FORMAT: DocumentFormat = DocumentFormat { recognises, read };

const NAMED: [&str; 4] = ["record", "error", "enum", "fixed"];

const PRIMITIVES: [&str; 8] = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];

fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    let kind = root.get("type").and_then(NodeRef::as_str).unwrap_or_default();
    let is_schema = match kind {
        "record" | "error" => root.get("name").is_some() && root.get("fields").is_some(),
        "enum" => root.get("symbols").is_some(),
        "fixed" => root.get("size").is_some(),
        "array" => root.get("items").and_then(NodeRef::as_str).is_some_and(|it| PRIMITIVES.contains(&it)),
        "map" => root.get("values").is_some(),
        _ => false,
    };
    let listed = root.items().any(|it| recognises(it).is_some());
    if root.get("protocol").is_some() && (root.get("types").is_some() || root.get("messages").is_some()) {
        return Some("avro-protocol");
    }
    (is_schema || listed || registered(root).is_some()).then_some("avro")
}

/// The schema within an answer of a schema registry, which holds it as text.
fn registered(root: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let avro = root.get("schemaType").and_then(NodeRef::as_str).is_none_or(|it| it.eq_ignore_ascii_case("AVRO"));
    let answer = ["subject", "version", "id", "schemaType"].iter().any(|key| root.get(key).is_some());
    let schema = root.get("schema")?;
    let text = schema.as_str()?.trim_start();
    (avro && answer && text.starts_with(['{', '['])).then_some(schema)
}

fn read(reading: &mut Reading<'_>, text: &Text, root: NodeRef<'_>) {
    if let Some(schema) = registered(root) {
        read_registered(reading, text, schema);
        return;
    }
    let mut reader = Reader { reading, text, names: Names::default(), within: None, is_own: true };
    reader.document(root, true);
    names::settle(reader.reading, text);
}

/// A schema held as text: all of its places are that of the text.
fn read_registered(reading: &mut Reading<'_>, text: &Text, schema: NodeRef<'_>) {
    let parsed = document::parse(schema.as_str().unwrap_or_default(), Syntax::Json);
    let Some(inner) = parsed.document.filter(|_| parsed.problems.is_empty()) else {
        let problem = Noted::invalid(schema.span(), contract::avro_registered(), contract::invalid_syntax_help());
        reading.note(text, problem);
        reading.is_whole = false;
        return;
    };
    let mut reader = Reader { reading, text, names: Names::default(), within: Some(schema.span()), is_own: true };
    reader.document(inner.root(), true);
    names::settle(reader.reading, text);
}

/// Reads one document of types into `reading`; those of other files are no roots.
struct Reader<'r, 's, 't> {
    reading: &'r mut Reading<'s>,
    text: &'t Text,
    names: Names,
    /// The place of all that is read, where the schema is text within text.
    within: Option<Span>,
    /// Whether this is the contract itself, not a file beside it.
    is_own: bool,
}

impl Reader<'_, '_, '_> {
    fn origin(&self, span: Span) -> Origin {
        self.text.origin(self.within.unwrap_or(span))
    }

    fn note(&mut self, noted: Noted) {
        let span = self.within.unwrap_or(noted.span);
        self.reading.note(self.text, Noted { span, ..noted });
    }

    fn document(&mut self, root: NodeRef<'_>, is_root: bool) {
        if root.get("protocol").is_none() {
            self.value(root, "", is_root);
            return;
        }
        let namespace = root.get("namespace").and_then(NodeRef::as_str).unwrap_or_default();
        let outer = self.names.enter(namespace);
        for (index, node) in root.get("types").map(NodeRef::items).into_iter().flatten().enumerate() {
            self.value(node, &format!("/types/{index}"), is_root);
        }
        for message in root.get("messages").map(NodeRef::entries).into_iter().flatten() {
            self.message(message.key, message.value, self.origin(message.key_span));
        }
        self.names.leave(outer);
    }

    /// What a message of a protocol carries to the server.
    fn message(&mut self, name: &str, node: NodeRef<'_>, origin: Origin) {
        let pointer = format!("/messages/{name}/request");
        let mut record = Record { is_input: true, ..Record::default() };
        for (index, field) in node.get("request").map(NodeRef::items).into_iter().flatten().enumerate() {
            record.members.extend(self.member(field, &format!("{pointer}/{index}")));
        }
        if let Some(response) = node.get("response") {
            self.value(response, &format!("/messages/{name}/response"), false);
        }
        let full = self.names.full(name);
        let body = Body::Record(record);
        self.reading
            .types
            .add(full, NamedType { origin, description: None, is_deprecated: false, is_root: false, body });
    }

    /// A schema in any of its forms.
    fn value(&mut self, node: NodeRef<'_>, pointer: &str, is_root: bool) -> Value {
        match node.kind() {
            Kind::String => self.named(node),
            Kind::Array => self.union(node, pointer, is_root),
            Kind::Object => self.object(node, pointer, is_root),
            _ => {
                self.unknown(node, node.kind().name());
                Value::default()
            }
        }
    }

    fn named(&mut self, node: NodeRef<'_>) -> Value {
        let name = node.as_str().unwrap_or_default();
        let at = self.origin(node.site());
        if let Some(value) = logical::primitive(name, at) {
            return value;
        }
        let full = self.names.full(name);
        Value::named(&full, (name, at))
    }

    fn union(&mut self, node: NodeRef<'_>, pointer: &str, is_root: bool) -> Value {
        let null = node.items().find(|it| it.as_str() == Some("null"));
        let mut variants = Vec::new();
        for (index, branch) in node.items().enumerate().filter(|(_, it)| it.as_str() != Some("null")) {
            variants.push(self.value(branch, &format!("{pointer}/{index}"), is_root));
        }
        let at = self.origin(node.span());
        let mut value = match (variants.len(), variants.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                variants.extend(last);
                let mut value = Value::scalar(&[], None, ("union", at));
                value.variants = variants;
                value
            }
        };
        if let Some(null) = null {
            value = value.or_null(self.origin(null.site()));
        }
        value
    }

    fn object(&mut self, node: NodeRef<'_>, pointer: &str, is_root: bool) -> Value {
        let Some(kind) = node.get("type") else {
            self.unknown(node, "");
            return Value::default();
        };
        let name = kind.as_str().unwrap_or_default();
        let at = self.origin(kind.site());
        match name {
            _ if kind.as_str().is_none() => self.value(kind, &format!("{pointer}/type"), is_root),
            _ if NAMED.contains(&name) => self.declaration(name, node, pointer, is_root),
            "array" => Value::list(self.part(node, "items", (pointer, is_root)), (name, at)),
            "map" => {
                let mut value = Value::scalar(&["object"], None, (name, at));
                value.items = Some(Box::new(self.part(node, "values", (pointer, is_root))));
                value
            }
            _ => {
                let plain = self.named(kind);
                logical::typed(node, plain, self.origin(logical::site(node)))
            }
        }
    }

    fn part(&mut self, node: NodeRef<'_>, key: &str, (pointer, is_root): (&str, bool)) -> Value {
        if let Some(items) = node.get(key) {
            return self.value(items, &format!("{pointer}/{key}"), is_root);
        }
        let span = node.entries().next().map_or_else(|| node.span(), |it| it.key_span);
        let message = contract::part_missing(key, "Avro");
        self.note(Noted::invalid(span, message, contract::part_missing_help(key)).about(key));
        Value::default()
    }

    /// A record, enum or fixed, which has a name.
    fn declaration(&mut self, kind: &str, node: NodeRef<'_>, pointer: &str, is_root: bool) -> Value {
        let name = node.entry("name");
        let text = name.and_then(|it| it.value.as_str()).unwrap_or_default();
        let span =
            name.map_or_else(|| node.entries().next().map_or(node.span(), |it| it.key_span), |it| it.value.site());
        if text.is_empty() {
            self.note(Noted::invalid(
                span,
                contract::part_missing("name", "Avro"),
                contract::part_missing_help("name"),
            ));
        }
        let (full, outer) = self.names.declare(text, node.get("namespace").and_then(NodeRef::as_str));
        let origin = self.origin(span);
        let body = match kind {
            "enum" => Body::Enum(self.symbols(node)),
            "fixed" => Body::Alias(Box::new(logical::fixed(node, origin))),
            _ => Body::Record(self.record(node, pointer)),
        };
        self.names.leave(outer);
        let description = self.prose(node);
        let named = NamedType { origin, description, is_deprecated: false, is_root, body };
        if !self.reading.types.add(Arc::clone(&full), named) && self.is_own {
            let message = contract::typed_twice(&full);
            self.note(Noted::invalid(span, message, contract::typed_twice_help()).about(&full));
        }
        Value::named(&full, (text, origin))
    }

    fn symbols(&mut self, node: NodeRef<'_>) -> Enum {
        let symbols = node.get("symbols").map(NodeRef::items).into_iter().flatten();
        let values = symbols.filter_map(|it| {
            Some(EnumValue { text: Arc::from(it.as_str()?), origin: self.origin(it.site()), number: None })
        });
        let values = values.collect();
        let default = node.get("default").and_then(NodeRef::as_str).map(Arc::from);
        Enum { values, default, ..Enum::default() }
    }

    fn record(&mut self, node: NodeRef<'_>, pointer: &str) -> Record {
        let mut record = Record::default();
        let Some(fields) = node.entry("fields").filter(|it| it.value.kind() == Kind::Array) else {
            let span = node.entries().next().map_or_else(|| node.span(), |it| it.key_span);
            let message = contract::part_missing("fields", "Avro");
            self.note(Noted::invalid(span, message, contract::part_missing_help("fields")).about("fields"));
            return record;
        };
        for (index, field) in fields.value.items().enumerate() {
            record.members.extend(self.member(field, &format!("{pointer}/fields/{index}")));
        }
        record
    }

    fn member(&mut self, node: NodeRef<'_>, pointer: &str) -> Option<Member> {
        let name = node.entry("name");
        let text = name.and_then(|it| it.value.as_str());
        let (Some(name), Some(text), Some(kind)) = (name, text, node.get("type")) else {
            let key = if text.is_none() { "name" } else { "type" };
            let span = node.entries().next().map_or_else(|| node.span(), |it| it.key_span);
            let message = contract::part_missing(key, "Avro");
            self.note(Noted::invalid(span, message, contract::part_missing_help(key)).about(pointer));
            return None;
        };
        let mut value = self.value(kind, &format!("{pointer}/type"), false);
        // Some writers put the logical type beside the type instead of into it.
        if kind.as_str().is_some() && node.get("logicalType").is_some() {
            value = logical::typed(node, value, self.origin(logical::site(node)));
        }
        let default = node.entry("default").map(|it| {
            Declared::new(Arc::from(it.value.scalar().unwrap_or(it.value.raw())), self.origin(it.value.site()))
        });
        let aliases = node.get("aliases").map(NodeRef::items).into_iter().flatten();
        Some(Member {
            pointer: Some(Arc::from(pointer)),
            description: self.prose(node),
            default,
            aliases: aliases.filter_map(|it| it.as_str().map(Arc::from)).collect(),
            ..Member::new(Arc::from(text), self.origin(name.value.site()), value)
        })
    }

    fn prose(&self, node: NodeRef<'_>) -> Option<Declared<Arc<str>>> {
        let doc = node.get("doc")?;
        Some(Declared::new(Arc::from(doc.as_str()?), self.origin(doc.span())))
    }

    fn unknown(&mut self, node: NodeRef<'_>, name: &str) {
        let problem = Noted::invalid(node.site(), contract::avro_type_unknown(name), contract::avro_type_help());
        self.note(problem.about(name));
    }
}
