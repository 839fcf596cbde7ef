//! Open Data Contract Standard, version 3.

use std::sync::Arc;

use super::problem::Noted;
use super::typed::reading::{DocumentFormat, Reading, Text};
use super::typed::types::{Body, Member, NamedType, Record, Value};
use super::{schema_words, sql};
use crate::document::{Kind, NodeRef};
use crate::message::contract;
use crate::model::Declared;
use crate::text::{Origin, Span};

/// The format.
pub(super) static FORMAT: DocumentFormat = DocumentFormat { recognises, read };

/// Deepest level of properties within properties.
const DEEPEST: usize = 32;

fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    let version = root.get("apiVersion").and_then(NodeRef::scalar).unwrap_or_default();
    let told = root.get("kind").and_then(NodeRef::as_str) == Some("DataContract");
    let old = root.get("dataset").is_some() && root.get("datasetName").is_some();
    (told || old || (version.starts_with('v') && root.get("schema").is_some_and(|it| it.kind() == Kind::Array)))
        .then_some("odcs")
}

fn read(reading: &mut Reading<'_>, text: &Text, root: NodeRef<'_>) {
    let version = root.get("apiVersion");
    let number = version.and_then(NodeRef::scalar).unwrap_or_default().trim_start_matches('v');
    if !number.starts_with("3.") {
        let span = version.map_or_else(|| head(root), NodeRef::span);
        let problem = Noted::invalid(span, contract::version_unknown(number, "ODCS"), contract::odcs_version_help());
        reading.note(text, problem.labelled(contract::version_unknown_label("v3.x")));
        reading.is_whole = false;
        return;
    }
    for key in ["version", "id", "status"].into_iter().filter(|key| root.get(key).is_none()) {
        let problem = Noted::invalid(head(root), contract::part_missing(key, "ODCS"), contract::part_missing_help(key));
        reading.note(text, problem.about(key));
    }
    let schema = root.get("schema").filter(|it| it.kind() == Kind::Array);
    for (index, object) in schema.into_iter().flat_map(NodeRef::items).enumerate() {
        let pointer = format!("/schema/{index}");
        let Some(name) = object.entry("name").filter(|it| it.value.as_str().is_some()) else {
            let problem = Noted::invalid(
                head(object),
                contract::part_missing("name", "ODCS"),
                contract::part_missing_help("name"),
            );
            reading.note(text, problem.about(&pointer));
            continue;
        };
        let contract = Odcs { text };
        let members = contract.members(object, &pointer, 0);
        let key = members.iter().filter(|(_, is_key)| *is_key).map(|(it, _)| Arc::clone(&it.name)).collect();
        let record = Record { members: members.into_iter().map(|it| it.0).collect(), key, ..Record::default() };
        let named = NamedType {
            origin: text.origin(name.value.site()),
            description: contract.prose(object),
            is_deprecated: false,
            is_root: true,
            body: Body::Record(record),
        };
        let full: Arc<str> = Arc::from(name.value.as_str().unwrap_or_default());
        if !reading.types.add(Arc::clone(&full), named) {
            let problem = Noted::invalid(name.value.site(), contract::typed_twice(&full), contract::typed_twice_help());
            reading.note(text, problem.about(&full));
        }
    }
}

fn head(node: NodeRef<'_>) -> Span {
    node.entries().next().map_or_else(|| node.span(), |it| it.key_span)
}

struct Odcs<'t> {
    text: &'t Text,
}

impl Odcs<'_> {
    /// The properties of an object, and whether each is of its key.
    fn members(&self, node: NodeRef<'_>, pointer: &str, level: usize) -> Vec<(Member, bool)> {
        let list = node.get("properties").filter(|it| it.kind() == Kind::Array && level < DEEPEST);
        let items = list.into_iter().flat_map(NodeRef::items).enumerate();
        items.filter_map(|(index, it)| self.member(it, &format!("{pointer}/properties/{index}"), level)).collect()
    }

    fn member(&self, node: NodeRef<'_>, pointer: &str, level: usize) -> Option<(Member, bool)> {
        let name = node.entry("name")?;
        let site = self.text.origin(name.value.site());
        let flag = |key: &str| node.get(key).and_then(NodeRef::as_bool) == Some(true);
        let mut value = self.value(node, pointer, (site, level));
        let is_key = flag("primaryKey");
        if !flag("required") && !is_key {
            value.shape.nullable = true;
            value.shape.nullable_origin = node.entry("required").map(|it| self.text.origin(it.key_span));
        }
        let deprecated = node.get("tags").is_some_and(|it| it.items().any(|tag| tag.as_str() == Some("deprecated")));
        let member = Member {
            pointer: Some(Arc::from(pointer)),
            description: self.prose(node),
            is_deprecated: deprecated,
            ..Member::new(Arc::from(name.value.scalar()?), site, value)
        };
        Some((member, is_key))
    }

    fn value(&self, node: NodeRef<'_>, pointer: &str, (site, level): (Origin, usize)) -> Value {
        let logical = node.entry("logicalType").filter(|it| it.value.as_str().is_some());
        let physical =
            node.entry("physicalType").and_then(|it| Some((it.value.as_str()?, self.text.origin(it.value.site()))));
        let at = logical.map(|it| self.text.origin(it.value.site()));
        let name = logical.and_then(|it| it.value.as_str()).unwrap_or_default();
        let stored = physical.and_then(|(it, at)| sql::column_type(it, at));
        let mut value = match (name, at) {
            ("object", Some(at)) => {
                let mut value = Value::scalar(&["object"], None, (name, at));
                value.members = self.members(node, pointer, level + 1).into_iter().map(|it| it.0).collect();
                value
            }
            ("array", Some(at)) => {
                let items = node.get("items").filter(|_| level < DEEPEST);
                let pointer = format!("{pointer}/items");
                let held = items.map(|it| self.value(it, &pointer, (site, level + 1))).unwrap_or_default();
                Value::list(held, (name, at))
            }
            (_, Some(at)) => Self::scalar(name, stored, at),
            (_, None) => stored.unwrap_or_default(),
        };
        if let Some(options) = node.get("logicalTypeOptions") {
            schema_words::limits(&mut value.shape, options, self.text);
        }
        value
    }

    /// A logical type, with the digits and the width that the physical one tells of it.
    fn scalar(name: &str, stored: Option<Value>, at: Origin) -> Value {
        let (types, format): (&[&str], Option<&str>) = match name {
            "string" => (&["string"], None),
            "integer" => (&["integer"], None),
            "number" => (&["number"], Some("decimal")),
            "boolean" => (&["boolean"], None),
            "date" => (&["string"], Some("date")),
            "timestamp" => (&["string"], Some("date-time")),
            "time" => (&["string"], Some("time")),
            _ => (&[], None),
        };
        let mut value = Value::scalar(types, format, (name, at));
        // Where both tell the same type, the physical one tells more.
        if let Some(stored) = stored.filter(|it| it.shape.types == value.shape.types) {
            value.shape.format = stored.shape.format.or(value.shape.format);
            value.shape.max_length = stored.shape.max_length;
            value.shape.precision = stored.shape.precision;
            value.shape.scale = stored.shape.scale;
        }
        value
    }

    fn prose(&self, node: NodeRef<'_>) -> Option<Declared<Arc<str>>> {
        let entry = node.entry("description").or_else(|| node.entry("businessName"))?;
        Some(Declared::new(Arc::from(entry.value.as_str()?), self.text.origin(entry.value.site())))
    }
}
