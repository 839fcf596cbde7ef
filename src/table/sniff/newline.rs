//! Which line breaks end records.

use std::ops::Range;

use super::header::Search;
use super::row::Signs;
use crate::model::Newline;

/// The first line break that ends a line before the header or a record and is not the declared one: its name and its
/// bytes in the text. Line breaks within quoted cells are values.
pub(crate) fn other_newline(
    search: &Search<'_>,
    signs: Signs,
    header: usize,
    declared: Newline,
) -> Option<(&'static str, Range<usize>)> {
    let declared = match declared {
        Newline::Any => return None,
        Newline::Lf => "LF",
        Newline::Crlf => "CRLF",
    };
    let opening = search.opening();
    let text = opening.text().as_bytes();
    let before = (1..=header).map(|line| opening.start(line));
    let records = opening.rows(opening.start(header), usize::MAX, search.grammar(), signs);
    let after = records.iter().filter(|row| row.ended).map(|row| row.next);
    before.chain(after).find_map(|end| break_before(text, end).filter(|(name, _)| *name != declared))
}

/// The line break that ends before byte `end`.
fn break_before(text: &[u8], end: usize) -> Option<(&'static str, Range<usize>)> {
    match text.get(..end)? {
        [.., b'\r', b'\n'] => Some(("CRLF", end - 2..end)),
        [.., b'\n'] => Some(("LF", end - 1..end)),
        [.., b'\r'] => Some(("CR", end - 1..end)),
        _ => None,
    }
}
