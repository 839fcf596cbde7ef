//! The keywords of one schema object, each with its place.

use std::sync::Arc;

use super::keywords::TYPES;
use super::library::{At, Library};
use super::merge::Merged;
use crate::document::{Entry, Kind, NodeRef};
use crate::model::{Bound, Decimal, Declared, DeclaredShape, Direction, Sample};
use crate::text::{Origin, Span};

/// Reads what a schema object says by itself: nothing of its references, combinations, properties or items.
pub(super) fn read(library: &Library, at: &At<'_>) -> Merged<'static> {
    let reading = Reading { library, at };
    let mut merged =
        Merged { definition: Some(library.head(at)), pointer: Arc::clone(&at.pointer), ..Merged::default() };
    reading.types(&mut merged);
    reading.values(&mut merged);
    reading.limits(&mut merged.shape);
    reading.samples(&mut merged.shape);
    reading.null(&mut merged);
    merged.shape.format = reading.string("format");
    merged.shape.pattern = reading.string("pattern");
    merged.description = reading.string("description");
    merged.is_deprecated = reading.is_true("deprecated");
    merged.direction = match (reading.is_true("readOnly"), reading.is_true("writeOnly")) {
        (true, false) => Direction::Sent,
        (false, true) => Direction::Accepted,
        _ => Direction::Unknown,
    };
    merged.shape.required_origin =
        at.node.entry("required").filter(|it| it.value.kind() == Kind::Array).map(|it| reading.origin(&it));
    merged
}

struct Reading<'r, 'c> {
    library: &'r Library,
    at: &'r At<'c>,
}

impl<'c> Reading<'_, 'c> {
    fn entry(&self, key: &str) -> Option<Entry<'c>> {
        self.at.node.entry(key)
    }

    /// From the key to the end of the value.
    fn origin(&self, entry: &Entry<'_>) -> Origin {
        let (key, value) = (entry.key_span, entry.value.site());
        let span = Span { start: key.start, end: value.end.max(key.end) };
        self.library.origin(self.at.file, span)
    }

    fn is_true(&self, key: &str) -> bool {
        self.entry(key).and_then(|it| it.value.as_bool()) == Some(true)
    }

    fn string(&self, key: &str) -> Option<Declared<Arc<str>>> {
        let entry = self.entry(key)?;
        Some(Declared::new(Arc::from(entry.value.as_str()?), self.origin(&entry)))
    }

    fn types(&self, merged: &mut Merged<'_>) {
        let Some(entry) = self.entry("type") else { return };
        let named = match entry.value.kind() {
            Kind::String => vec![entry.value],
            Kind::Array => entry.value.items().collect(),
            // Nothing at all, as in `type:` or YAML's `type: null`.
            _ => Vec::new(),
        };
        merged.shape.types_origin = Some(self.origin(&entry));
        for node in named {
            match node.as_str() {
                Some("null") => merged.null = Some(true),
                Some(name) if TYPES.contains(&name) => merged.shape.types.push(Arc::from(name)),
                // Names that are no types have been told of the document as a whole.
                _ => {}
            }
        }
        merged.is_null_only = merged.null == Some(true) && merged.shape.types.is_empty();
        merged.shape.nullable_origin = merged.null.and(merged.shape.types_origin);
        merged.null = merged.null.or((!merged.shape.types.is_empty()).then_some(false));
    }

    /// `enum` and `const`.
    fn values(&self, merged: &mut Merged<'_>) {
        let (entry, nodes) = match (self.entry("enum"), self.entry("const")) {
            (Some(entry), _) if entry.value.kind() == Kind::Array => (entry, entry.value.items().collect()),
            (_, Some(entry)) => (entry, vec![entry.value]),
            _ => return,
        };
        let scalar = |node: &NodeRef<'_>| {
            let text = (node.kind() != Kind::Null).then(|| node.scalar()).flatten()?;
            Some(Declared::new(Arc::from(text), self.library.origin(self.at.file, node.site())))
        };
        let values: Vec<Declared<Arc<str>>> = nodes.iter().filter_map(scalar).collect();
        if nodes.iter().any(|node| node.kind() == Kind::Null) && self.entry("type").is_none() {
            merged.null = Some(true);
            merged.is_null_only = values.is_empty();
            merged.shape.nullable_origin = Some(self.origin(&entry));
        }
        if !values.is_empty() {
            merged.shape.values = Some(Declared::new(values, self.origin(&entry)));
        }
    }

    /// `nullable` of OpenAPI 3.0 and its forerunner in Swagger.
    fn null(&self, merged: &mut Merged<'_>) {
        let Some(entry) = self.entry("nullable").or_else(|| self.entry("x-nullable")) else { return };
        if entry.value.as_bool() == Some(true) {
            merged.null = Some(true);
            merged.is_null_forced = true;
            merged.shape.nullable_origin = Some(self.origin(&entry));
        }
    }

    /// `example`, `examples` and `default`, where they are scalars.
    fn samples(&self, shape: &mut DeclaredShape) {
        let mut add = |node: NodeRef<'_>, is_default| {
            let Some(text) = node.scalar() else { return };
            let origin = self.library.origin(self.at.file, node.site());
            shape.samples.push(Sample { text: Arc::from(text), kind: node.kind().name(), is_default, origin });
        };
        for (key, is_default) in [("example", false), ("default", true)] {
            if let Some(node) = self.at.node.get(key) {
                add(node, is_default);
            }
        }
        self.at.node.get("examples").into_iter().flat_map(NodeRef::items).for_each(|it| add(it, false));
    }

    fn count(&self, key: &str) -> Option<Declared<u64>> {
        let entry = self.entry(key)?;
        let whole = |text: &str| Decimal::parse(text)?.units_at(0)?.try_into().ok();
        let value = entry.value.as_u64().or_else(|| entry.value.number_text().and_then(whole))?;
        Some(Declared::new(value, self.origin(&entry)))
    }

    fn number(&self, key: &str) -> Option<Declared<Decimal>> {
        let entry = self.entry(key)?;
        let value = entry.value.as_u64().and_then(|it| i64::try_from(it).ok()).map(Decimal::from_integer);
        let value = value.or_else(|| Decimal::parse(entry.value.number_text()?))?;
        Some(Declared::new(value, self.origin(&entry)))
    }

    /// A limit in its older form, `exclusiveMinimum: true` beside `minimum`, or its newer one, a number of its own.
    fn bound(&self, key: &str, exclusive: &str, tighter: fn(Decimal, Decimal) -> bool) -> Option<Declared<Bound>> {
        let is_exclusive = self.is_true(exclusive);
        let bound =
            |exclusive| move |it: Declared<Decimal>| Declared::new(Bound { value: it.value, exclusive }, it.origin);
        let inclusive = self.number(key).map(bound(is_exclusive));
        match (inclusive, self.number(exclusive).map(bound(true))) {
            (Some(a), Some(b)) => Some(if tighter(a.value.value, b.value.value) { a } else { b }),
            (a, b) => a.or(b),
        }
    }

    fn limits(&self, shape: &mut DeclaredShape) {
        shape.min_length = self.count("minLength");
        shape.max_length = self.count("maxLength");
        shape.max_items = self.count("maxItems");
        shape.minimum = self.bound("minimum", "exclusiveMinimum", |a, b| a > b);
        shape.maximum = self.bound("maximum", "exclusiveMaximum", |a, b| a < b);
        shape.multiple_of = self.number("multipleOf");
    }
}
