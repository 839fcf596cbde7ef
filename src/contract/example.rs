//! Examples and defaults against the schemas they stand in.

use super::library::{At, Library, Target};
use super::merge::{Expr, Merged, Merger};
use super::problem::{Noted, ProblemKind};
use super::schemas;
use crate::document::{Kind, NodeRef};
use crate::message::{Message, contract};
use crate::model::Decimal;
use crate::text::pattern;

/// Deepest level of an example that is looked at.
const DEEPEST: usize = 16;

/// Most faults told of one example.
const MOST_TOLD: usize = 20;

/// Judges every example of document `file`.
pub(super) fn check(library: &Library, file: usize, is_schema: bool) -> Vec<Noted> {
    let Some(root) = library.root(file) else { return Vec::new() };
    let mut judging = Judging { merger: Merger::new(library), noted: Vec::new(), what: "example" };
    let at = |node| At { node, ..root.clone() };
    let mut found = Vec::new();
    schemas::each(root.node, is_schema, &mut |it| found.push(it.node));
    for node in found {
        // In a parameter of an older version `examples` may be a map; a schema has a list.
        let listed = node.get("examples").into_iter().filter(|it| it.kind() == Kind::Array).flat_map(NodeRef::items);
        for example in node.get("example").into_iter().chain(listed) {
            judging.example(&at(node), example);
        }
        if let Some(default) = node.get("default") {
            judging.what = "default";
            judging.example(&at(node), default);
            judging.what = "example";
        }
    }
    schemas::each_part(root.node, &mut |node| judging.part(library, &at(node)));
    judging.noted
}

struct Judging<'c> {
    merger: Merger<'c>,
    noted: Vec<Noted>,
    /// What is judged, as the document calls it.
    what: &'static str,
}

impl<'c> Judging<'c> {
    /// Examples beside a schema: of a media type, parameter, header, message or answer.
    fn part(&mut self, library: &'c Library, at: &At<'c>) {
        if let Some(schema) = at.get("schema") {
            if let Some(example) = at.node.get("example") {
                self.example(&schema, example);
            }
            for entry in at.node.get("examples").into_iter().flat_map(NodeRef::entries) {
                // Swagger 2.0 names media types, later versions examples with a value.
                let value =
                    if entry.key.contains('/') { Some(entry.value) } else { value_of(library, at, entry.value) };
                // An example of another medium than JSON is text of that medium.
                let is_text = entry.key.contains('/') && !entry.key.contains("json");
                if let Some(value) = value.filter(|_| !is_text) {
                    self.example(&schema, value);
                }
            }
        } else if let Some(payload) = at.get("payload").filter(|it| it.node.get("schemaFormat").is_none()) {
            let examples = at.node.get("examples").into_iter().flat_map(NodeRef::items);
            examples.filter_map(|it| it.get("payload")).for_each(|it| self.example(&payload, it));
        }
    }

    fn example(&mut self, schema: &At<'c>, value: NodeRef<'_>) {
        let merged = self.merger.expr(&Expr::Schema(schema.clone()));
        let most = self.noted.len() + MOST_TOLD;
        self.value(&merged, value, DEEPEST, most);
    }

    fn value(&mut self, merged: &Merged<'c>, value: NodeRef<'_>, depth: usize, most: usize) {
        if depth == 0 || self.noted.len() >= most {
            return;
        }
        if let Some(message) = broken(self.what, merged, value) {
            let span = value.site();
            let problem =
                Noted { kind: ProblemKind::Example, ..Noted::invalid(span, message, contract::example_help()) };
            self.noted.push(problem.labelled(contract::example_here()).about("example"));
            return;
        }
        // What either of several schemas says of properties cannot be told apart here.
        for entry in value.entries() {
            if let Some(property) = merged.properties.get(entry.key) {
                let inner = self.merger.expr(&property.expr);
                self.value(&inner, entry.value, depth - 1, most);
            }
        }
        if let Some(items) = merged.items.as_ref().filter(|_| !value.is_empty() && value.kind() == Kind::Array) {
            let inner = self.merger.expr(items);
            value.items().for_each(|it| self.value(&inner, it, depth - 1, most));
        }
    }
}

/// The value of a named example, behind a reference too; none for one that is kept elsewhere.
fn value_of<'c>(library: &'c Library, at: &At<'c>, example: NodeRef<'c>) -> Option<NodeRef<'c>> {
    let Some(reference) = example.get("$ref").and_then(NodeRef::as_str) else { return example.get("value") };
    match library.resolve(at, reference) {
        // Examples of other files are placed there, and judged where they stand.
        Target::Found(target) if target.file == at.file => target.node.get("value"),
        _ => None,
    }
}

/// What of a schema a value breaks by itself.
fn broken(what: &str, merged: &Merged<'_>, value: NodeRef<'_>) -> Option<Message> {
    let shape = &merged.shape;
    if value.kind() == Kind::Null {
        return (merged.null == Some(false)).then(|| contract::example_null(what));
    }
    let of_type = |name: &str| match (name, value.kind()) {
        ("integer", Kind::Number) => whole(value),
        (name, kind) => name == kind.name(),
    };
    if !shape.types.is_empty() && !shape.types.iter().any(|it| of_type(it)) {
        let types: Vec<&str> = shape.types.iter().map(|it| &**it).collect();
        return Some(contract::example_type(what, value.kind().name(), types.join("` | `")));
    }
    let listed = |values: &Vec<crate::model::Declared<std::sync::Arc<str>>>| {
        value.scalar().is_none_or(|text| values.iter().any(|it| &*it.value == text))
    };
    if shape.values.as_ref().is_some_and(|it| !listed(&it.value)) {
        return Some(contract::example_not_listed(what));
    }
    match value.kind() {
        Kind::String => text(what, merged, value.as_str().unwrap_or_default()),
        Kind::Number => number(what, merged, value),
        // Generators write `{}` as a default of everything: it shows nothing, so it lacks nothing.
        Kind::Object if !value.is_empty() => missing(what, merged, value),
        _ => None,
    }
}

fn whole(value: NodeRef<'_>) -> bool {
    value.number_text().and_then(Decimal::parse).is_some_and(|it| it.normalized().scale == 0)
        || value.as_u64().is_some()
}

fn text(what: &str, merged: &Merged<'_>, text: &str) -> Option<Message> {
    let shape = &merged.shape;
    let length = text.chars().count() as u64;
    if let Some(most) = shape.max_length.as_ref().filter(|it| length > it.value) {
        return Some(contract::example_longer(what, length, most.value));
    }
    if let Some(least) = shape.min_length.as_ref().filter(|it| length < it.value) {
        return Some(contract::example_shorter(what, length, least.value));
    }
    let wanted = shape.pattern.as_ref()?;
    let matches = pattern::compile(&wanted.value).map_or(true, |it| it.is_match(text.as_bytes()));
    (!matches).then(|| contract::example_pattern(what, &wanted.value))
}

fn number(what: &str, merged: &Merged<'_>, value: NodeRef<'_>) -> Option<Message> {
    let value = Decimal::parse(value.number_text()?)?;
    let shape = &merged.shape;
    if let Some(most) = shape.maximum.as_ref().filter(|it| !it.value.permits(value, true)) {
        return Some(contract::example_above(what, most.value.value));
    }
    let least = shape.minimum.as_ref().filter(|it| !it.value.permits(value, false))?;
    Some(contract::example_below(what, least.value.value))
}

/// A required property that an example lacks; what only one side writes may be missing in what the other shows.
fn missing(what: &str, merged: &Merged<'_>, value: NodeRef<'_>) -> Option<Message> {
    // Without properties of its own, a schema is a part that another one completes.
    let required = merged.required.iter().filter(|it| merged.properties.contains_key(**it));
    let mut absent = required.filter(|it| value.get(it).is_none());
    absent.next().map(|it| contract::example_lacks(what, it))
}
