//! From a byte of a condition to the byte of the YAML file that wrote it.

use std::ops::Range;

use crate::text::Span;

/// The bytes of `raw`, a YAML scalar as it stands in the file, that wrote `range` of `text`.
///
/// Quotes, escapes and folded lines are walked over side by side with the text; where the two cannot be brought together
/// the whole scalar is marked.
pub(super) fn within(raw: &str, text: &str, range: Range<usize>) -> Range<usize> {
    let steps = steps(raw, text);
    let at = |wanted: usize| steps.iter().find(|(of_text, _)| *of_text >= wanted).map(|(_, of_raw)| *of_raw);
    match (steps.is_empty(), at(range.start), at(range.end)) {
        (false, Some(start), end) => {
            let close = steps.last().map_or(raw.len(), |(_, of_raw)| *of_raw);
            start..end.unwrap_or(close).max(start)
        }
        _ => 0..raw.len(),
    }
}

/// The part of `whole` that `place` is.
pub(super) fn shifted(whole: Span, place: &Range<usize>) -> Span {
    let start = whole.start as usize;
    Span::new(start + place.start, start + place.end)
}

/// For each character of `text` and for its end: its byte there, and its byte in `raw`. Empty where they do not fit together.
fn steps(raw: &str, text: &str) -> Vec<(usize, usize)> {
    let mut steps = Vec::new();
    let quote = raw.chars().next().filter(|it| matches!(it, '"' | '\''));
    let mut at = usize::from(quote.is_some());
    for (of_text, wanted) in text.char_indices() {
        let Some((start, end)) = next(raw, at, wanted, quote) else { return Vec::new() };
        steps.push((of_text, start));
        at = end;
    }
    steps.push((text.len(), at));
    steps
}

/// Where in `raw`, from `at` on, the character `wanted` was written.
fn next(raw: &str, mut at: usize, wanted: char, quote: Option<char>) -> Option<(usize, usize)> {
    loop {
        let rest = raw.get(at..)?;
        let found = rest.chars().next()?;
        if quote == Some('\'') && rest.starts_with("''") {
            return (wanted == '\'').then_some((at, at + 2));
        }
        if quote == Some('"') && found == '\\' {
            return Some((at, at + escape(rest)));
        }
        if found == wanted {
            return Some((at, at + found.len_utf8()));
        }
        // A folded line break is a blank in the text, and blanks round it are nothing.
        if !found.is_whitespace() {
            return None;
        }
        at += found.len_utf8();
        if wanted == ' ' && found == '\n' && !raw.get(at..)?.starts_with(char::is_whitespace) {
            return Some((at - 1, at));
        }
    }
}

/// Bytes of an escape of a double-quoted scalar.
fn escape(rest: &str) -> usize {
    let longer = match rest.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => 0,
    };
    2 + longer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_behind_quotes_and_escapes() {
        for (raw, text, part, expected) in [
            ("a.b = 1", "a.b = 1", "b", "b"),
            ("\"a.b = 'x'\"", "a.b = 'x'", "'x'", "'x'"),
            ("'a.b = ''x'' and c.d'", "a.b = 'x' and c.d", "c.d", "c.d"),
            ("\"\\\"a.b\\\" > 1\"", "\"a.b\" > 1", "> 1", "> 1"),
            ("'金额 > 1'", "金额 > 1", "> 1", "> 1"),
        ] {
            let start = text.find(part).unwrap();
            assert_eq!(&raw[within(raw, text, start..start + part.len())], expected, "{raw}");
        }
        assert_eq!(within("a\n    b", "a b", 2..3), 6..7);
        assert_eq!(within("x", "other", 0..2), 0..1, "what does not fit is marked as a whole");
    }
}
