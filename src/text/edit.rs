//! Edits of small texts by spans, so that comments, order and style of everything else stay.

use std::ops::Range;

use super::Span;

/// `text` with each span replaced. Of edits that overlap only the first is made.
pub fn edited(text: &str, edits: &[(Span, String)]) -> String {
    let mut sorted: Vec<&(Span, String)> = edits.iter().collect();
    sorted.sort_by_key(|(span, _)| *span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in sorted {
        let range = span.range();
        if range.start < at || range.end > text.len() {
            continue;
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(new);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// `new` written as the scalar `old` of YAML or JSON is: in its quotes, or plain where that stays one scalar.
pub fn scalar_like(old: &str, new: &str) -> String {
    match old.as_bytes().first() {
        Some(b'\'') => format!("'{}'", new.replace('\'', "''")),
        Some(b'"') => double_quoted(new),
        _ if is_plain(new) => new.to_owned(),
        _ => double_quoted(new),
    }
}

fn double_quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a text can stand without quotes anywhere in YAML: letters, digits and signs that part nothing.
fn is_plain(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    starts && text.chars().all(|c| c.is_alphanumeric() || "_-./".contains(c))
}

/// Where in `entry`, a key with its value in YAML or JSON, the value begins.
fn value_at(entry: &str) -> Option<usize> {
    let colon = entry.find(':')? + 1;
    let rest = entry.get(colon..)?;
    Some(colon + rest.len() - rest.trim_start().len())
}

/// The bytes in `entry`, a key with a scalar value in YAML or JSON, that have to be replaced, and what by, so that the value
/// is `new`. `None` where the value is no scalar on the key's line.
pub fn with_value(entry: &str, new: &str) -> Option<(Range<usize>, String)> {
    let from = value_at(entry)?;
    let old = entry.get(from..)?.trim_end();
    let is_scalar = !old.is_empty()
        && !old.starts_with(['[', '{', '&', '*', '|', '>', '!', '#'])
        && !old.starts_with("- ")
        && !old.contains('\n');
    is_scalar.then(|| (from..from + old.len(), scalar_like(old, new)))
}

/// Where in `entry`, a key with a list of scalars in YAML or JSON, what has to be written so that the list holds `item` as
/// well, in the way of its last item. `None` where it has none.
pub fn with_item(entry: &str, item: &str) -> Option<(usize, String)> {
    let list = entry.get(value_at(entry)?..)?.trim_end();
    let (within, is_flow) = match list.strip_prefix('[') {
        Some(within) => (within.strip_suffix(']')?, true),
        None => (list, false),
    };
    let within = within.trim_end();
    let at = value_at(entry)? + usize::from(is_flow) + within.len();
    let line = within.rsplit('\n').next()?;
    let written = if is_flow { within.rsplit(',').next()? } else { line.trim_start().strip_prefix("- ")? }.trim();
    // What stands behind an item, such as a comment, is no part of it.
    if written.is_empty() || written.contains('#') {
        return None;
    }
    let item = scalar_like(written, item);
    let inset = entry.get(..at)?.rsplit('\n').next()?.find('-').unwrap_or_default();
    Some((at, if is_flow { format!(", {item}") } else { format!("\n{}- {item}", " ".repeat(inset)) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_keep_their_quotes() {
        for (old, new, written) in [
            ("strin", "string", "string"),
            ("\"strin\"", "string", "\"string\""),
            ("'strin'", "string", "'string'"),
            ("a", "b: c", "\"b: c\""),
            ("a", "-", "\"-\""),
            ("'a'", "it's", "'it''s'"),
        ] {
            assert_eq!(scalar_like(old, new), written);
        }
    }

    #[test]
    fn values_are_replaced_in_their_own_way() {
        for (entry, expected) in [
            ("type: integer", Some("type: string")),
            ("\"type\" : \"integer\"", Some("\"type\" : \"string\"")),
            ("type:\n  - integer", None),
            ("type: [integer, 'null']", None),
            ("type: *kind", None),
        ] {
            let made = with_value(entry, "string")
                .map(|(range, new)| edited(entry, &[(Span::new(range.start, range.end), new)]));
            assert_eq!(made.as_deref(), expected, "{entry}");
        }
    }

    #[test]
    fn lists_grow_in_their_own_way() {
        for (entry, expected) in [
            ("required: [a, b]", Some("required: [a, b, z]")),
            ("\"required\": [ \"a\" ]", Some("\"required\": [ \"a\", \"z\" ]")),
            ("\"enum\": [\n  \"a\",\n  \"b\"\n]", Some("\"enum\": [\n  \"a\",\n  \"b\", \"z\"\n]")),
            ("required:\n    - a\n    - 'b'\n", Some("required:\n    - a\n    - 'b'\n    - 'z'\n")),
            ("required: []", None),
            ("required:\n- a # why", None),
        ] {
            let made = with_item(entry, "z").map(|(at, new)| edited(entry, &[(Span::new(at, at), new)]));
            assert_eq!(made.as_deref(), expected, "{entry}");
        }
    }

    #[test]
    fn everything_else_stays() {
        let edits =
            [(Span::new(8, 9), "X".to_owned()), (Span::new(0, 1), "Y".to_owned()), (Span::new(8, 10), "Z".to_owned())];
        assert_eq!(edited("a: b  # c, d\n", &edits), "Y: b  # X, d\n");
        assert_eq!(edited("ab", &[(Span::new(1, 1), "-".to_owned())]), "a-b");
    }
}
