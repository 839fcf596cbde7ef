//! dbt's property files: models, sources, seeds and snapshots with their columns, contracts and tests.

use std::sync::Arc;

use super::problem::Noted;
use super::typed::reading::{DocumentFormat, Reading, Text};
use super::typed::types::{Body, Member, NamedType, Record, Value};
use super::{schema_words, sql};
use crate::document::{Kind, NodeRef};
use crate::message::contract;
use crate::model::Declared;

/// The format.
pub(super) static FORMAT: DocumentFormat = DocumentFormat { recognises, read };

const LISTS: [&str; 4] = ["models", "sources", "seeds", "snapshots"];

fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    let list = LISTS.iter().find_map(|key| root.get(key).filter(|it| it.kind() == Kind::Array))?;
    let named = list.items().all(|it| it.get("name").is_some());
    let version = root.get("version").and_then(NodeRef::scalar).is_none_or(|it| it.starts_with(['2', '3']));
    (named && version).then_some("dbt")
}

fn read(reading: &mut Reading<'_>, text: &Text, root: NodeRef<'_>) {
    for key in LISTS {
        for (index, node) in root.get(key).map(NodeRef::items).into_iter().flatten().enumerate() {
            let pointer = format!("/{key}/{index}");
            if key != "sources" {
                table(reading, text, (node, &pointer), "");
                continue;
            }
            let source = node.get("name").and_then(NodeRef::scalar).unwrap_or_default();
            for (at, node) in node.get("tables").map(NodeRef::items).into_iter().flatten().enumerate() {
                table(reading, text, (node, &format!("{pointer}/tables/{at}")), source);
            }
        }
    }
}

fn table(reading: &mut Reading<'_>, text: &Text, (node, pointer): (NodeRef<'_>, &str), source: &str) {
    let Some(name) = node.entry("name") else { return };
    let columns = node.get("columns").map(NodeRef::items).into_iter().flatten().enumerate();
    let members = columns.filter_map(|(index, it)| column(it, text, &format!("{pointer}/columns/{index}")));
    let members: Vec<Member> = members.collect();
    let short = name.value.scalar().unwrap_or_default();
    let full: Arc<str> = if source.is_empty() { Arc::from(short) } else { Arc::from(format!("{source}.{short}")) };
    if members.is_empty() {
        // A model without columns is documented, and declares nothing.
        reading.types.unread.push(full);
        return;
    }
    let mut record = Record { members, ..Record::default() };
    record.key = keys(node);
    record.hold_key();
    let named = NamedType {
        origin: text.origin(name.value.site()),
        description: prose(node, text),
        is_deprecated: node.get("deprecation_date").is_some(),
        is_root: true,
        body: Body::Record(record),
    };
    if !reading.types.add(Arc::clone(&full), named) {
        let problem = Noted::invalid(name.value.site(), contract::typed_twice(&full), contract::typed_twice_help());
        reading.note(text, problem.about(&full));
    }
}

/// Columns of a key that is declared for the whole model.
fn keys(node: NodeRef<'_>) -> Vec<Arc<str>> {
    let all = node.get("constraints").map(NodeRef::items).into_iter().flatten();
    let primary = all.filter(|it| it.get("type").and_then(NodeRef::as_str) == Some("primary_key"));
    let columns = primary.filter_map(|it| it.get("columns")).flat_map(NodeRef::items);
    columns.filter_map(|it| it.as_str().map(Arc::from)).collect()
}

fn column(node: NodeRef<'_>, text: &Text, pointer: &str) -> Option<Member> {
    let name = node.entry("name")?;
    let site = text.origin(name.value.site());
    let typed =
        node.entry("data_type").and_then(|it| sql::column_type(it.value.as_str()?, text.origin(it.value.site())));
    let mut value = typed.unwrap_or_else(|| Value::scalar(&[], None, ("", site)));
    value.shape.nullable = true;
    for constraint in node.get("constraints").map(NodeRef::items).into_iter().flatten() {
        let kind = constraint.get("type").and_then(NodeRef::as_str);
        value.shape.nullable &= !matches!(kind, Some("not_null" | "primary_key"));
    }
    let tests = ["tests", "data_tests"].iter().filter_map(|key| node.get(key)).flat_map(NodeRef::items);
    for check in tests {
        judged(&mut value, check, text);
    }
    Some(Member {
        pointer: Some(Arc::from(pointer)),
        description: prose(node, text),
        ..Member::new(Arc::from(name.value.scalar()?), site, value)
    })
}

/// A test that says what values a column holds.
fn judged(value: &mut Value, check: NodeRef<'_>, text: &Text) {
    let named = check.entries().next();
    let name = check.as_str().or_else(|| named.map(|it| it.key)).unwrap_or_default();
    match name.rsplit('.').next().unwrap_or(name) {
        "not_null" => value.shape.nullable = false,
        "accepted_values" => {
            let Some(entry) = named else { return };
            // Since version 1.10 arguments are kept apart.
            let list = entry.value.get("values").or_else(|| entry.value.pointer("/arguments/values"));
            let at = list.map(|it| text.origin(it.site()));
            let values = list.and_then(|it| schema_words::values(it, text));
            value.shape.values = values.zip(at).map(|(values, at)| Declared::new(values, at));
        }
        _ => {}
    }
}

fn prose(node: NodeRef<'_>, text: &Text) -> Option<Declared<Arc<str>>> {
    let entry = node.entry("description")?;
    let words = entry.value.as_str().filter(|it| !it.trim().is_empty())?;
    Some(Declared::new(Arc::from(words), text.origin(entry.value.site())))
}
