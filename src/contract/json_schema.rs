//! JSON Schema, draft 4 to 2020-12.

use super::Reader;
use super::meta::{self, Meta};
use super::problem::Noted;
use crate::document::{Kind, NodeRef};

/// The reader.
pub(super) static READER: Reader = Reader { recognises, reads_siblings, check, meta, schemas: &[] };

/// Keywords of which a document needs one to be a schema, where it does not name its draft.
const TELLING: [&str; 8] = ["properties", "items", "allOf", "oneOf", "anyOf", "$ref", "$defs", "definitions"];

fn recognises(root: NodeRef<'_>) -> Option<&'static str> {
    if let Some(draft) = root.get("$schema").and_then(NodeRef::as_str) {
        return draft.contains("json-schema.org").then(|| name_of(draft));
    }
    let typed = root.get("type").is_some_and(|it| matches!(it.kind(), Kind::String | Kind::Array));
    let telling = TELLING
        .iter()
        .any(|key| root.get(key).is_some_and(|it| matches!(it.kind(), Kind::Object | Kind::Array) || *key == "$ref"));
    (root.kind() == Kind::Object && (telling || typed)).then_some("json-schema")
}

fn name_of(draft: &str) -> &'static str {
    const DRAFTS: [(&str, &str); 5] = [
        ("draft-04", "json-schema-4"),
        ("draft-06", "json-schema-6"),
        ("draft-07", "json-schema-7"),
        ("2019-09", "json-schema-2019-09"),
        ("2020-12", "json-schema-2020-12"),
    ];
    DRAFTS.iter().find(|(part, _)| draft.contains(part)).map_or("json-schema", |(_, name)| name)
}

fn reads_siblings(format: &str) -> bool {
    !matches!(format, "json-schema-4" | "json-schema-6" | "json-schema-7")
}

fn check(_: NodeRef<'_>, _: &mut Vec<Noted>) {}

/// A document that does not name its draft is judged by the newest, unless an older one accepts it.
fn meta(format: &str) -> &'static Meta {
    match format {
        "json-schema-4" => &meta::DRAFT_4,
        "json-schema-6" => &meta::DRAFT_6,
        "json-schema-7" => &meta::DRAFT_7,
        "json-schema-2019-09" => &meta::DRAFT_2019_09,
        _ => &meta::DRAFT_2020_12,
    }
}
