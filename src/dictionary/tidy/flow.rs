//! Collections in braces and brackets that stand on one line.

use super::order::Under;
use crate::document::{Kind, NodeRef};
use crate::text::Span;

/// A value in flow style with one blank behind each comma and colon, keys in order. `None` where it holds more than plain
/// values: then it stays as it is written.
pub(super) fn written(text: &str, node: NodeRef<'_>, under: Under) -> Option<String> {
    let span = node.site();
    // An alias stands for what is written elsewhere.
    if span != node.span() || text.get(span.range())?.contains(['\n', '#']) {
        return None;
    }
    value(text, node, under)
}

fn value(text: &str, node: NodeRef<'_>, under: Under) -> Option<String> {
    let raw = text.get(node.span().range())?;
    match node.kind() {
        Kind::Object => object(text, node, under),
        Kind::Array => {
            let item_under = match under {
                Under::List(object) => Under::One(object),
                _ => Under::Plain,
            };
            let mut at = node.span().start as usize + 1;
            let mut items = Vec::new();
            for item in node.items() {
                let span = item.site();
                is_bare(text.get(at..span.start as usize)?, ",").then_some(())?;
                items.push(inner(text, item, item_under)?);
                at = span.end as usize;
            }
            let end = (node.span().end as usize).checked_sub(1)?;
            is_bare(text.get(at..end)?, ",").then(|| format!("[{}]", items.join(", ")))
        }
        _ => Some(raw.to_owned()),
    }
}

fn inner(text: &str, node: NodeRef<'_>, under: Under) -> Option<String> {
    if node.site() == node.span() { value(text, node, under) } else { Some(text.get(node.site().range())?.to_owned()) }
}

fn object(text: &str, node: NodeRef<'_>, under: Under) -> Option<String> {
    let mut at = node.span().start as usize + 1;
    let mut entries = Vec::new();
    for entry in node.entries() {
        let Span { start, end } = entry.key_span;
        let value_span = entry.value.site();
        is_bare(text.get(at..start as usize)?, ",").then_some(())?;
        let gap = text.get(end as usize..value_span.start as usize)?;
        (is_bare(gap, ":") && gap.contains(':') && !value_span.is_empty()).then_some(())?;
        let (rank, value_under) = match under {
            Under::One(object) => (object.rank(entry.key), object.under(entry.key)),
            Under::Each(object) => (0, Under::One(object)),
            Under::List(_) | Under::Plain => (0, Under::Plain),
        };
        let value = inner(text, entry.value, value_under)?;
        entries.push((rank, format!("{}: {value}", text.get(entry.key_span.range())?)));
        at = value_span.end as usize;
    }
    let end = (node.span().end as usize).checked_sub(1)?;
    is_bare(text.get(at..end)?, ",").then_some(())?;
    entries.sort_by_key(|(rank, _)| *rank);
    Some(format!("{{{}}}", entries.into_iter().map(|(_, it)| it).collect::<Vec<_>>().join(", ")))
}

/// Whether a gap holds blanks and at most one of `sign`: nothing that would be lost.
fn is_bare(gap: &str, sign: &str) -> bool {
    matches!(gap.trim_matches(' '), it if it.is_empty() || it == sign)
}
