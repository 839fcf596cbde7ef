//! Every schema of a document, wherever it stands.

use std::collections::BTreeSet;

use crate::document::{Entry, Kind, NodeRef};

/// What the values of an object's keys are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    /// A part of the document that is no schema, such as an operation.
    Part,
    /// A schema.
    Schema,
    /// Schemas by names of the author's.
    Named,
    /// Parts by names of the author's.
    NamedParts,
}

/// A schema of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'d> {
    pub(super) node: NodeRef<'d>,
    /// Whether others beside it, as in `allOf`, say the rest.
    pub(super) is_part: bool,
}

/// Calls `each` with every schema object below `root`, in the order of the text; those behind aliases once.
pub(super) fn each<'d>(root: NodeRef<'d>, is_schema: bool, each: &mut impl FnMut(Found<'d>)) {
    let mut walk = Walk { seen: BTreeSet::new(), each };
    walk.node(root, if is_schema { Within::Schema } else { Within::Part }, false);
}

/// Calls `each` with every part of a document that has a schema or a payload of its own, once.
pub(super) fn each_part<'d>(root: NodeRef<'d>, each: &mut impl FnMut(NodeRef<'d>)) {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        if node.is_empty() || !seen.insert(node.id()) {
            continue;
        }
        let holds = ["schema", "payload"].iter().any(|key| node.get(key).is_some_and(|it| it.kind() == Kind::Object));
        if holds && ["example", "examples"].iter().any(|key| node.get(key).is_some()) {
            each(node);
        }
        let is_part = |key: &str| {
            let inner = ["schema", "payload", "schemas", "definitions", "example", "examples", "default"];
            !inner.contains(&key) && !key.starts_with("x-")
        };
        waiting.extend(node.entries().filter(|it| is_part(it.key)).map(|it| it.value));
        waiting.extend(node.items());
    }
}

struct Walk<'w, F> {
    /// Ids of collections that were walked.
    seen: BTreeSet<u32>,
    each: &'w mut F,
}

impl<'d, F: FnMut(Found<'d>)> Walk<'_, F> {
    fn node(&mut self, node: NodeRef<'d>, within: Within, is_part: bool) {
        if node.is_empty() || !self.seen.insert(node.id()) {
            return;
        }
        if node.kind() == Kind::Array {
            let within = if within == Within::NamedParts { Within::Part } else { within };
            node.items().for_each(|it| self.node(it, within, is_part));
            return;
        }
        // A parameter or header of Swagger 2.0 is its own schema.
        let plain = within == Within::Part && is_typed(node);
        if within == Within::Schema || plain {
            (self.each)(Found { node, is_part });
        }
        for entry in node.entries() {
            match within {
                Within::Schema => self.in_schema(entry),
                Within::Named => self.node(entry.value, Within::Schema, false),
                Within::NamedParts => self.node(entry.value, Within::Part, false),
                Within::Part if plain && entry.key == "items" => self.node(entry.value, Within::Schema, false),
                Within::Part => self.in_part(entry),
            }
        }
    }

    fn in_schema(&mut self, entry: Entry<'d>) {
        match entry.key {
            "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" | "dependencies" => {
                self.node(entry.value, Within::Named, false);
            }
            "allOf" | "oneOf" | "anyOf" | "if" | "then" | "else" | "not" => {
                self.node(entry.value, Within::Schema, true);
            }
            "items"
            | "prefixItems"
            | "additionalProperties"
            | "contains"
            | "propertyNames"
            | "additionalItems"
            | "unevaluatedItems"
            | "unevaluatedProperties"
            | "contentSchema" => {
                self.node(entry.value, Within::Schema, false);
            }
            _ => {}
        }
    }

    fn in_part(&mut self, entry: Entry<'d>) {
        match entry.key {
            "schema" | "itemSchema" => self.node(entry.value, Within::Schema, false),
            "payload" if is_plain_payload(entry.value) => self.node(entry.value, Within::Schema, false),
            "schemas" | "definitions" => self.node(entry.value, Within::Named, false),
            "headers" if is_typed(entry.value) => self.node(entry.value, Within::Schema, false),
            "paths" | "responses" | "callbacks" | "headers" | "parameters" | "requestBodies" | "content"
            | "channels" | "messages" | "operations" | "webhooks" => {
                self.node(entry.value, Within::NamedParts, false);
            }
            "example" | "examples" | "default" | "enum" | "const" | "value" => {}
            key if key.starts_with("x-") => {}
            _ => self.node(entry.value, Within::Part, false),
        }
    }
}

/// Whether an object says of which type its values are, as schemas do.
fn is_typed(node: NodeRef<'_>) -> bool {
    const TYPES: [&str; 7] = ["string", "integer", "number", "boolean", "array", "object", "null"];
    let typed = node.get("type").and_then(NodeRef::as_str).is_some_and(|it| TYPES.contains(&it));
    // `type` of a security scheme is no type of values; `in: header` and the like tell a parameter.
    typed && node.get("name").is_none_or(|_| node.get("in").is_some())
}

/// A message's payload in Avro or the like is no JSON Schema.
fn is_plain_payload(node: NodeRef<'_>) -> bool {
    node.get("schemaFormat").is_none() && !matches!(node.get("type").and_then(NodeRef::as_str), Some("record"))
}
