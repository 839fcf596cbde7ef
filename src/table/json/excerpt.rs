//! A record's line as it may be shown.

use std::ops::Range;

use super::page::{Page, Record};
use crate::table::{CellKind, RecordExcerpt};
use crate::text::Mask;

/// Characters kept on each side of the mark, and of the mark itself; more than is ever shown.
const ROUND: usize = 400;

/// The line, masked; the mark covers the value, or the record where `column` is `None`.
pub(super) fn of(page: &Page<'_>, number: u32, column: Option<usize>, mask: &dyn Fn(usize) -> Mask) -> RecordExcerpt {
    let Some(record) = page.record(number) else { return RecordExcerpt::default() };
    let first_line = page.line(record.line.start);
    let (line, marked) = if record.formed {
        masked(page, &record, column, mask)
    } else {
        // What cannot be told apart may be anything.
        let line = Mask::Shape.apply(&String::from_utf8_lossy(page.bytes(record.line)));
        let end = line.len();
        (line, 0..end)
    };
    let (shown, range) = clip(&line, &marked);
    RecordExcerpt { first_line, lines: vec![shown], marked: 0, mark: range }
}

/// The line with names that are part of a column shown, and all else masked.
fn masked(
    page: &Page<'_>,
    record: &Record,
    column: Option<usize>,
    mask: &dyn Fn(usize) -> Mask,
) -> (String, Range<usize>) {
    let mut line = String::new();
    let mut found_at = None;
    let mut at = record.line.start;
    let text = |range: Range<usize>| String::from_utf8_lossy(page.bytes(range)).into_owned();
    page.indexer.paths().resolve(&page.text, &record.members, &mut |member, found| {
        line.push_str(&text(at..member.key.start));
        let key = if found.known { Mask::Show } else { Mask::Shape };
        line.push_str(&key.apply(&text(member.key.clone())));
        line.push_str(&text(member.key.end..member.value.start));
        at = member.value.start;
        let from = line.len();
        let shown = found.column.map_or(Mask::Shape, mask);
        let value = member.value.clone();
        match member.kind {
            CellKind::Text => {
                line.push('"');
                line.push_str(&shown.apply(&text(value.start + 1..value.end.saturating_sub(1))));
                line.push('"');
                at = value.end;
            }
            CellKind::Null => {
                line.push_str("null");
                at = value.end;
            }
            // The members of an object follow and are masked one by one.
            CellKind::Nested if page.bytes(value.clone()).first() == Some(&b'{') => {}
            _ => {
                line.push_str(&shown.apply(&text(value.clone())));
                at = value.end;
            }
        }
        if column.is_some() && found.column == column && found_at.is_none() {
            found_at = Some(from..line.len());
        }
    });
    line.push_str(&text(at..record.line.end));
    let end = line.len();
    let range = found_at.unwrap_or(if column.is_none() { 0..end } else { end.saturating_sub(1)..end });
    (line, range)
}

/// The line round the mark; the whole where it is short.
fn clip(line: &str, mark: &Range<usize>) -> (String, Range<usize>) {
    let before = line.get(..mark.start).unwrap_or_default();
    let low = before.char_indices().rev().nth(ROUND).map_or(0, |(at, _)| at);
    let after = |from: usize| {
        let rest = line.get(from..).unwrap_or_default();
        rest.char_indices().nth(ROUND).map_or(line.len(), |(at, _)| from + at)
    };
    let end = mark.end.min(after(mark.start));
    let shown = line.get(low..after(end)).unwrap_or_default();
    (shown.to_owned(), mark.start - low..end - low)
}
