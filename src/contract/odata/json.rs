//! Models in JSON (CSDL JSON 4.01).

use std::sync::Arc;

use super::super::typed::reading::{Reading, Text};
use super::super::typed::types::{Body, Enum, EnumValue, Member, NamedType, Record, Value};
use super::edm::{self, Facets};
use crate::contract::problem::Noted;
use crate::document::{Entry, Kind, NodeRef};
use crate::message::contract;
use crate::model::Declared;

pub(super) fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    let version = root.get("$Version").and_then(NodeRef::as_str)?;
    version.starts_with("4.").then_some("odata-json")
}

pub(super) fn read(reading: &mut Reading<'_>, text: &Text, root: NodeRef<'_>) {
    reading.types.hides_relations = true;
    let aliases: Vec<(String, String)> = root
        .entries()
        .filter_map(|it| Some((it.value.get("$Alias")?.as_str()?.to_owned(), it.key.to_owned())))
        .collect();
    for schema in root.entries().filter(|it| !it.key.starts_with('$') && it.value.kind() == Kind::Object) {
        let mut model = Model { reading, text, namespace: schema.key, aliases: &aliases };
        for entry in schema.value.entries().filter(|it| !it.key.starts_with(['$', '@'])) {
            model.declaration(&entry);
        }
    }
    for (name, origin) in reading.types.dangling() {
        // Types of referenced models are in other documents, which are mostly on other hosts.
        let own = root.entries().any(|it| name.strip_prefix(it.key).is_some_and(|rest| rest.starts_with('.')));
        if own {
            let problem = Noted::invalid(origin.span, contract::typed_unknown(&name), contract::typed_unknown_help());
            reading.note(text, problem.labelled(contract::typed_unknown_label()).about(&name));
        }
    }
}

struct Model<'r, 's, 't> {
    reading: &'r mut Reading<'s>,
    text: &'t Text,
    namespace: &'t str,
    aliases: &'t [(String, String)],
}

impl Model<'_, '_, '_> {
    fn declaration(&mut self, entry: &Entry<'_>) {
        let kind = entry.value.get("$Kind").and_then(NodeRef::as_str).unwrap_or_default();
        let body = match kind {
            "EntityType" | "ComplexType" => Body::Record(self.record(entry.key, entry.value)),
            // What is served, by name.
            "EntityContainer" => Body::Record(Record { is_service: true, ..self.record(entry.key, entry.value) }),
            "EnumType" => Body::Enum(self.list(entry.value)),
            "TypeDefinition" => Body::Alias(Box::new(self.value(entry.value, "$UnderlyingType", entry))),
            _ => return,
        };
        let named = NamedType {
            origin: self.text.origin(entry.key_span),
            description: self.prose(entry.value),
            is_deprecated: false,
            is_root: kind == "EntityType",
            body,
        };
        self.reading.types.add(Arc::from(format!("{}.{}", self.namespace, entry.key)), named);
    }

    fn record(&self, name: &str, node: NodeRef<'_>) -> Record {
        let base = node.get("$BaseType").and_then(NodeRef::as_str).map(|it| Arc::from(self.full(it)));
        let key =
            node.get("$Key").map(NodeRef::items).into_iter().flatten().filter_map(|it| it.as_str().map(Arc::from));
        let mut record = Record { base, key: key.collect(), ..Record::default() };
        for entry in node.entries().filter(|it| !it.key.starts_with(['$', '@']) && it.value.kind() == Kind::Object) {
            let mut value = self.value(entry.value, "$Type", &entry);
            if let Some(it) = entry.value.entry("$Nullable").filter(|it| it.value.as_bool() == Some(true)) {
                value = value.or_null(self.text.origin(it.key_span));
            }
            let default = entry
                .value
                .entry("$DefaultValue")
                .and_then(|it| Some(Declared::new(Arc::from(it.value.scalar()?), self.text.origin(it.value.site()))));
            record.members.push(Member {
                pointer: Some(Arc::from(format!("/{}/{name}/{}", self.namespace, entry.key))),
                description: self.prose(entry.value),
                is_relation: entry.value.get("$Kind").and_then(NodeRef::as_str) == Some("NavigationProperty"),
                default,
                ..Member::new(Arc::from(entry.key), self.text.origin(entry.key_span), value)
            });
        }
        record
    }

    fn list(&self, node: NodeRef<'_>) -> Enum {
        let members = node.entries().filter(|it| !it.key.starts_with('$') && !it.key.contains('@'));
        let values = members.map(|it| EnumValue {
            text: Arc::from(it.key),
            origin: self.text.origin(it.key_span),
            number: it.value.number_text().and_then(|it| it.parse().ok()),
        });
        Enum { values: values.collect(), ..Enum::default() }
    }

    fn value(&self, node: NodeRef<'_>, key: &str, entry: &Entry<'_>) -> Value {
        let kind = node.entry(key);
        let at = self.text.origin(kind.map_or(entry.key_span, |it| it.value.site()));
        let name = kind.and_then(|it| it.value.as_str()).unwrap_or("Edm.String");
        let count = |key: &str| {
            let it = node.entry(key)?;
            Some(Declared::new(it.value.as_u64()?, self.text.origin(it.value.site())))
        };
        let digits =
            |key: &str| count(key).and_then(|it| Some(Declared::new(u32::try_from(it.value).ok()?, it.origin)));
        let facets =
            Facets { max_length: count("$MaxLength"), precision: digits("$Precision"), scale: digits("$Scale") };
        let value = edm::value(&self.full(name), facets, at);
        let is_list = node.get("$Collection").and_then(NodeRef::as_bool) == Some(true);
        if is_list { Value::list(value, ("Collection", at)) } else { value }
    }

    /// A name with its alias written out.
    fn full(&self, name: &str) -> String {
        let found = self.aliases.iter().find_map(|(alias, full)| {
            let rest = name.strip_prefix(alias.as_str())?.strip_prefix('.')?;
            Some(format!("{full}.{rest}"))
        });
        found.unwrap_or_else(|| name.to_owned())
    }

    fn prose(&self, node: NodeRef<'_>) -> Option<Declared<Arc<str>>> {
        let keys = ["@Core.Description", "@Org.OData.Core.V1.Description", "@Common.Label", "@Core.LongDescription"];
        let entry = keys.iter().find_map(|key| node.entry(key))?;
        Some(Declared::new(Arc::from(entry.value.as_str()?), self.text.origin(entry.value.site())))
    }
}
