//! Keywords that several data contracts share with JSON Schema: lengths, limits, patterns, lists of values.

use std::sync::Arc;

use super::typed::reading::Text;
use crate::document::{Entry, Kind, NodeRef};
use crate::model::{Bound, Decimal, Declared, DeclaredShape};
use crate::text::Span;

/// Takes over the limits that `node` declares.
pub(super) fn limits(shape: &mut DeclaredShape, node: NodeRef<'_>, text: &Text) {
    for entry in node.entries() {
        limit(shape, &entry, text);
    }
}

fn limit(shape: &mut DeclaredShape, entry: &Entry<'_>, text: &Text) {
    let value = entry.value;
    let span = Span { start: entry.key_span.start, end: value.site().end.max(entry.key_span.end) };
    let at = text.origin(span);
    let count = || value.as_u64().map(|it| Declared::new(it, at));
    let digits = || Some(Declared::new(u32::try_from(value.as_u64()?).ok()?, at));
    let bound = |exclusive| Decimal::parse(value.scalar()?).map(|value| Declared::new(Bound { value, exclusive }, at));
    let words = || Some(Declared::new(Arc::from(value.as_str()?), at));
    match entry.key {
        "maxLength" => shape.max_length = count(),
        "minLength" => shape.min_length = count(),
        "maxItems" => shape.max_items = count(),
        "minimum" => shape.minimum = bound(false),
        "maximum" => shape.maximum = bound(false),
        "exclusiveMinimum" if value.kind() != Kind::Bool => shape.minimum = bound(true),
        "exclusiveMaximum" if value.kind() != Kind::Bool => shape.maximum = bound(true),
        "multipleOf" => shape.multiple_of = value.scalar().and_then(Decimal::parse).map(|it| Declared::new(it, at)),
        "precision" => shape.precision = digits(),
        "scale" => shape.scale = digits(),
        "pattern" => shape.pattern = words(),
        // A column's form: what the type says already is kept where the words are not those of JSON Schema.
        "format" => shape.format = words().or(shape.format.take()),
        "enum" => shape.values = values(value, text).map(|it| Declared::new(it, at)),
        _ => {}
    }
}

/// The scalars of a list as text.
pub(super) fn values(node: NodeRef<'_>, text: &Text) -> Option<Vec<Declared<Arc<str>>>> {
    let scalars = node.items().filter_map(|it| Some(Declared::new(Arc::from(it.scalar()?), text.origin(it.site()))));
    let found: Vec<_> = scalars.collect();
    (!found.is_empty()).then_some(found)
}
