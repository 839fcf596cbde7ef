//! Whether two documents say the same: values, the way scalars are quoted, comments.

use crate::document::{Document, Kind, NodeRef};

/// Whether `one` and `other` differ at most in blanks and in the order of keys.
pub(super) fn is_same(one: &Document, other: &Document) -> bool {
    value(one.root(), other.root()) && comments(one) == comments(other)
}

fn value(one: NodeRef<'_>, other: NodeRef<'_>) -> bool {
    if one.kind() != other.kind() || one.len() != other.len() {
        return false;
    }
    match one.kind() {
        Kind::Array => one.items().zip(other.items()).all(|(one, other)| value(one, other)),
        Kind::Object => {
            let same = |it: &crate::document::Entry<'_>| other.get(it.key).is_some_and(|found| value(it.value, found));
            // Names keep their order; keys of the format are few, so that looking twice costs little.
            one.entries().all(|it| same(&it))
        }
        _ => one.scalar() == other.scalar() && one.style() == other.style(),
    }
}

/// The words of all comments, in no order: some move with the keys they stand above.
fn comments(document: &Document) -> Vec<&str> {
    let text = document.text();
    let mut words: Vec<&str> =
        document.comments().iter().filter_map(|it| text.get(it.range())).map(str::trim_end).collect();
    words.sort_unstable();
    words
}
