//! From a chosen error to a violation with its place.

use std::collections::BTreeSet;

use jsonschema::error::ValidationErrorKind as E;
use serde_json::Value;

use super::closest::{Choice, shown, types_of, values_of};
use super::{Kind, NodeRef, Violation, ViolationKind};
use crate::text::Span;

/// Longest value shown, in characters.
const LONGEST: usize = 80;

/// How deep `$ref` and `allOf` are followed for the keys that are known.
const DEEPEST_SCHEMA: usize = 8;

/// Leaves out keys that are only missing because they stand there under a wrong name, which is told by itself.
///
/// `meant` gives the known key that an unknown one is taken for.
pub fn without_follow_ups(
    violations: &[Violation],
    meant: for<'k> fn(&str, &'k [String]) -> Option<&'k str>,
) -> impl Iterator<Item = &Violation> {
    let misnamed = violations.iter().filter_map(|it| match &it.kind {
        ViolationKind::UnknownKey { key, known } => Some((it.pointer.as_str(), meant(key, known)?)),
        _ => None,
    });
    let misnamed: BTreeSet<(&str, &str)> = misnamed.collect();
    violations.iter().filter(move |it| match &it.kind {
        ViolationKind::MissingKey { key } => !misnamed.contains(&(it.pointer.as_str(), key.as_str())),
        _ => true,
    })
}

/// Where an error stands.
struct Place<'d> {
    pointer: String,
    key_span: Option<Span>,
    node: NodeRef<'d>,
}

impl Place<'_> {
    fn violation(&self, kind: ViolationKind) -> Violation {
        Violation { pointer: self.pointer.clone(), key_span: self.key_span, span: self.node.span(), kind }
    }

    /// A violation of the key `key` of the object here.
    fn of_key(&self, key: &str, kind: ViolationKind) -> Violation {
        let span = self.node.entry(key).map(|entry| entry.key_span);
        Violation { key_span: span, span: span.unwrap_or_else(|| self.node.span()), ..self.violation(kind) }
    }

    fn found(&self) -> String {
        self.node.scalar().map_or_else(|| self.node.kind().name().to_owned(), shortened)
    }
}

impl Choice<'_> {
    /// The violations of a document at `root`: one for most errors, one a key for unknown keys.
    pub(super) fn violations(&self, root: NodeRef<'_>, schema: &Value) -> Vec<Violation> {
        let pointer = self.error().instance_path().as_str().to_owned();
        let (key_span, node) = root.locate(&pointer).unwrap_or((None, root));
        let place = Place { pointer, key_span, node };
        let known = || known_keys(schema, self.error().schema_path().as_str());
        match self.error().kind() {
            E::AdditionalProperties { unexpected } | E::UnevaluatedProperties { unexpected } => {
                let known = known();
                let unknown = |key: &String| ViolationKind::UnknownKey { key: key.clone(), known: known.clone() };
                unexpected.iter().map(|key| place.of_key(key, unknown(key))).collect()
            }
            E::FalseSchema if key_span.is_some() => vec![forbidden(&place, root)],
            E::PropertyNames { error } => {
                let key = error.instance().as_str().unwrap_or_default();
                let kind = match error.kind() {
                    // A name that must not be says that there is no such key.
                    E::Not { .. } => ViolationKind::UnknownKey { key: key.to_owned(), known: Vec::new() },
                    _ => kind_of(&Choice::Single(error), key.to_owned(), Kind::String),
                };
                vec![place.of_key(key, kind)]
            }
            _ => vec![place.violation(kind_of(self, place.found(), node.kind()))],
        }
    }
}

/// A key whose schema is `false`.
fn forbidden(place: &Place<'_>, root: NodeRef<'_>) -> Violation {
    let (parent, key) = place.pointer.rsplit_once('/').unwrap_or_default();
    let key = key.replace("~1", "/").replace("~0", "~");
    let kind = ViolationKind::UnknownKey { key: key.clone(), known: Vec::new() };
    let (key_span, node) = root.locate(parent).unwrap_or((None, root));
    Place { pointer: parent.to_owned(), key_span, node }.of_key(&key, kind)
}

fn kind_of(choice: &Choice<'_>, found: String, kind: Kind) -> ViolationKind {
    let error = choice.error();
    if choice.asks_value() {
        return ViolationKind::NotOneOf { allowed: values_of(choice).0, found };
    }
    if choice.asks_type() {
        return ViolationKind::WrongType { expected: types_of(choice), found: kind.name() };
    }
    let keyword = error.kind().keyword().to_owned();
    if let Some(limit) = limit_of(error.kind()) {
        return ViolationKind::Bound { keyword, limit, found };
    }
    match error.kind() {
        E::Required { property } => ViolationKind::MissingKey { key: shown(property) },
        E::Not { schema } => ViolationKind::Together { keys: required_by(schema) },
        E::Contains => ViolationKind::Together { keys: Vec::new() },
        E::Pattern { pattern } => ViolationKind::Pattern { pattern: pattern.clone(), found },
        _ => ViolationKind::Other { keyword, text: super::problem::clean(&error.masked().to_string()) },
    }
}

/// The keys that a schema requires.
fn required_by(schema: &Value) -> Vec<String> {
    let names = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    names.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The value of a keyword that bounds a size or a number.
fn limit_of(kind: &E) -> Option<String> {
    Some(match kind {
        E::ExclusiveMaximum { limit } | E::ExclusiveMinimum { limit } | E::Maximum { limit } | E::Minimum { limit } => {
            shown(limit)
        }
        E::MaxItems { limit }
        | E::MaxLength { limit }
        | E::MaxProperties { limit }
        | E::MinItems { limit }
        | E::MinLength { limit }
        | E::MinProperties { limit } => limit.to_string(),
        E::AdditionalItems { limit } => limit.to_string(),
        E::MultipleOf { multiple_of } => multiple_of.to_string(),
        E::Format { format } => format.clone(),
        _ => return None,
    })
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The keys that the schema around the keyword at `pointer` names.
fn known_keys(schema: &Value, pointer: &str) -> Vec<String> {
    let around = pointer.rsplit_once('/').map_or("", |(around, _)| around);
    let mut known = Vec::new();
    if let Some(part) = schema.pointer(around) {
        collect_keys(schema, part, DEEPEST_SCHEMA, &mut known);
    }
    let mut seen = std::collections::HashSet::new();
    known.retain(|key| seen.insert(key.clone()));
    known
}

fn collect_keys(schema: &Value, part: &Value, depth: usize, known: &mut Vec<String>) {
    if let Some(properties) = part.get("properties").and_then(Value::as_object) {
        let allowed = properties.iter().filter(|(_, value)| **value != Value::Bool(false));
        known.extend(allowed.map(|(key, _)| key.clone()));
    }
    if depth == 0 {
        return;
    }
    let target = part.get("$ref").and_then(Value::as_str).and_then(|it| it.strip_prefix('#'));
    let target = target.and_then(|pointer| schema.pointer(pointer));
    let groups = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|name| part.get(name)?.as_array());
    for next in target.into_iter().chain(groups.flatten()) {
        collect_keys(schema, next, depth - 1, known);
    }
}
