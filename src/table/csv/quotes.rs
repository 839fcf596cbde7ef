//! Quotes of a single cell.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

/// How a cell's value is had from its stored bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unquoted {
    /// It is the bytes as they stand: not quoted, or quoted irregularly.
    Plain,
    /// It is what stands between the quotes.
    Inner(Range<usize>),
    /// It is what stands between the quotes with each doubled quote taken once.
    Doubled(Range<usize>),
    /// The same, and then the blanks that follow the closing quote: irregular, and yet read so by every spreadsheet.
    Padded(Range<usize>),
}

/// Tells how the value of `cell` is had. A cell that does not both begin and end in a quote, blanks aside, or that holds a
/// lone quote between, is read as it stands.
pub(super) fn unquote(cell: &[u8], quote: u8) -> Unquoted {
    let inner = match cell {
        [first, inner @ .., last] if quote != 0 && *first == quote && *last == quote => inner,
        [first, .., b' ' | b'\t'] if quote != 0 && *first == quote => return padded(cell, quote),
        _ => return Unquoted::Plain,
    };
    let range = 1..cell.len() - 1;
    let Some(mut at) = memchr(quote, inner) else { return Unquoted::Inner(range) };
    loop {
        if inner.get(at + 1) != Some(&quote) {
            return Unquoted::Plain;
        }
        let rest = inner.get(at + 2..).unwrap_or_default();
        match memchr(quote, rest) {
            Some(step) => at += 2 + step,
            None => return Unquoted::Doubled(range),
        }
    }
}

fn padded(cell: &[u8], quote: u8) -> Unquoted {
    let end = cell.iter().rposition(|it| !matches!(it, b' ' | b'\t')).map_or(0, |it| it + 1);
    match unquote(cell.get(..end).unwrap_or_default(), quote) {
        Unquoted::Inner(range) | Unquoted::Doubled(range) => Unquoted::Padded(range),
        Unquoted::Plain | Unquoted::Padded(_) => Unquoted::Plain,
    }
}

/// The value of a cell that is padded after its closing quote.
pub(super) fn push_padded(cell: &[u8], inner: Range<usize>, quote: u8, out: &mut Vec<u8>) {
    let after = inner.end + 1;
    push_undoubled(cell.get(inner).unwrap_or_default(), quote, out);
    out.extend_from_slice(cell.get(after..).unwrap_or_default());
}

/// Appends `inner` with each doubled quote taken once.
pub(super) fn push_undoubled(inner: &[u8], quote: u8, out: &mut Vec<u8>) {
    let mut rest = inner;
    while let Some(at) = memchr(quote, rest) {
        out.extend_from_slice(rest.get(..=at).unwrap_or_default());
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}

/// The value of a cell.
pub(super) fn value(cell: &[u8], quote: u8) -> Cow<'_, [u8]> {
    match unquote(cell, quote) {
        Unquoted::Plain => Cow::Borrowed(cell),
        Unquoted::Inner(range) => Cow::Borrowed(cell.get(range).unwrap_or_default()),
        Unquoted::Doubled(range) => {
            let mut out = Vec::with_capacity(cell.len());
            push_undoubled(cell.get(range).unwrap_or_default(), quote, &mut out);
            Cow::Owned(out)
        }
        Unquoted::Padded(range) => {
            let mut out = Vec::with_capacity(cell.len());
            push_padded(cell, range, quote, &mut out);
            Cow::Owned(out)
        }
    }
}

/// Whether an unquoted cell is a formula that guards text, `="…"`, as spreadsheets write to keep leading zeros.
pub(super) fn is_guard(cell: &[u8], quote: u8) -> bool {
    matches!(cell, [b'=', open, inner @ .., close]
        if *open == quote && *close == quote && memchr(quote, inner).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_told_from_its_quotes() {
        for (cell, expected) in [
            ("", ""),
            ("abc", "abc"),
            ("''", ""),
            ("'a,b'", "a,b"),
            ("'a''b'", "a'b"),
            ("''''", "'"),
            ("''''''", "''"),
            ("'", "'"),
            ("'''", "'''"),
            ("'a'b'", "'a'b'"),
            ("'a'''", "a'"),
            ("'a''", "'a''"),
            ("'a'b", "'a'b"),
            ("'a'\t", "a\t"),
            ("'a''b'  ", "a'b  "),
            ("'a' b' ", "'a' b' "),
            ("' ", "' "),
            ("'' ", " "),
        ] {
            assert_eq!(value(cell.as_bytes(), b'\'').as_ref(), expected.as_bytes(), "{cell}");
        }
    }

    #[test]
    fn a_guard_is_one_formula_of_text() {
        for (cell, guard) in [("=''", true), ("='001'", true), ("='a'b'", false), ("='", false), ("'=1'", false)] {
            assert_eq!(is_guard(cell.as_bytes(), b'\''), guard, "{cell}");
        }
    }
}
