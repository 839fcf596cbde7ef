//! The schemas of a combination, and how one is known again.

use crate::contract::fragment::follow;
use crate::contract::library::{At, Library};
use crate::document::NodeRef;

/// One of several schemas.
pub(super) struct Branch {
    /// Its name, where it has one.
    pub(super) reference: Option<String>,
    /// What it says, written out.
    text: String,
}

impl Branch {
    pub(super) fn of(node: NodeRef<'_>, target: NodeRef<'_>) -> Self {
        let reference = node.get("$ref").and_then(NodeRef::as_str).map(str::to_owned);
        Self { reference, text: target.to_json().to_string() }
    }

    /// Two that have names are the same if the names are; else what they say counts.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (&self.reference, &other.reference) {
            (Some(a), Some(b)) => a == b,
            _ => self.text == other.text,
        }
    }

    pub(super) fn shown(&self) -> String {
        if let Some(name) = &self.reference {
            return format!("`{}`", name.rsplit('/').next().unwrap_or(name));
        }
        let short: String = self.text.chars().take(60).collect();
        format!("`{short}{}`", if short.len() < self.text.len() { "…" } else { "" })
    }
}

/// Branches of a combination; those that only permit null, or only annotate, are none.
pub(super) fn labels(library: &Library, at: &At<'_>, keyword: &str) -> Vec<Branch> {
    let Some(list) = at.get(keyword) else { return Vec::new() };
    let items = list.node.items().filter(|it| it.get("type").and_then(NodeRef::as_str) != Some("null"));
    let telling =
        items.filter(|it| it.entries().any(|entry| !ANNOTATIONS.contains(&entry.key) && !entry.key.starts_with("x-")));
    let branch = |node| {
        let target = follow(library, &list.child("", None, node));
        Branch::of(node, target.map_or(node, |it| it.node))
    };
    telling.map(branch).collect()
}

const ANNOTATIONS: [&str; 9] =
    ["title", "description", "example", "examples", "default", "deprecated", "readOnly", "writeOnly", "externalDocs"];

/// Whether a schema says nothing but in its combinations.
pub(super) fn is_bare(at: &At<'_>) -> bool {
    let says = |key: &str| {
        !ANNOTATIONS.contains(&key) && !matches!(key, "oneOf" | "anyOf" | "allOf" | "discriminator" | "nullable")
    };
    !at.node.entries().any(|it| says(it.key))
}
