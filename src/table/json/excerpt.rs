//! A record's lines as they may be shown.

use std::ops::Range;

use super::list::Member;
use super::page::{Page, Record};
use crate::table::shown::{ROUND, lines_round};
use crate::table::{At, CellKind, RecordExcerpt};
use crate::text::Mask;

/// Most values of a record that are masked one by one; of a larger one nothing is shown but the form of its text round
/// the place.
const MOST: usize = 20_000;

/// The record's lines round the mark, masked; the mark covers the value, or the record where there is no column.
pub(super) fn of(page: &Page<'_>, at: At, mask: &dyn Fn(usize) -> Mask) -> RecordExcerpt {
    let Some(record) = page.record(at.record) else { return RecordExcerpt::default() };
    let first_line = page.line(record.bytes.start);
    let (text, marked) = if record.formed && record.listing.members.len() <= MOST {
        masked(page, &record, at, mask)
    } else {
        // What cannot be told apart may be anything.
        let range = page.range(&record, at.column.filter(|_| record.formed), at.item);
        let shape = |range: Range<usize>| Mask::Shape.apply(&String::from_utf8_lossy(page.bytes(range)));
        let from = range.start.saturating_sub(ROUND).max(record.bytes.start);
        let before = shape(from..range.start);
        let inner = shape(range.start..range.end.min(range.start + ROUND));
        let marked = before.len()..before.len() + inner.len();
        let lines = page.line(range.start) - page.line(from);
        return lines_round(&(before + &inner), &marked, page.line(range.start) - lines);
    };
    lines_round(&text, &marked, first_line)
}

/// The record with names that are part of a column shown, and all else masked.
fn masked(page: &Page<'_>, record: &Record, at: At, mask: &dyn Fn(usize) -> Mask) -> (String, Range<usize>) {
    let mut writing = Writing { page, text: String::new(), at: record.bytes.start };
    let marked = page.range(record, at.column, at.item);
    // Texts before the mark and within it; what stands in a marked list or object is masked piece by piece.
    let (mut from, mut to) = (None, None);
    for member in &record.listing.members {
        if from.is_none() && member.value.start > marked.start {
            writing.plain(marked.start.max(writing.at).min(member.key.start));
            from = Some(writing.text.len());
        }
        if to.is_none() && member.value.start >= marked.end {
            writing.plain(marked.end.max(writing.at).min(member.key.start));
            to = Some(writing.text.len());
        }
        let value = writing.member(member, mask);
        if member.value.start == marked.start {
            from = from.or(Some(value));
        }
    }
    if from.is_none() {
        writing.plain(marked.start.max(writing.at).min(record.bytes.end));
        from = Some(writing.text.len());
    }
    if to.is_none() {
        writing.plain(marked.end.max(writing.at).min(record.bytes.end));
        to = Some(writing.text.len());
    }
    writing.plain(record.bytes.end);
    let (from, to) = (from.unwrap_or(0), to.unwrap_or(writing.text.len()));
    (writing.text, from..to.max(from))
}

/// Writes the text of a record on, from place to place.
struct Writing<'w, 'b> {
    page: &'w Page<'b>,
    text: String,
    at: usize,
}

impl Writing<'_, '_> {
    /// Signs and blanks up to `end`.
    fn plain(&mut self, end: usize) {
        self.text.push_str(&String::from_utf8_lossy(self.page.bytes(self.at..end)));
        self.at = end;
    }

    /// A member's name and, unless others stand within it, its value. Returns where the value begins.
    fn member(&mut self, member: &Member, mask: &dyn Fn(usize) -> Mask) -> usize {
        let paths = &self.page.form().paths;
        let known = member.slot != super::paths::NOWHERE;
        self.plain(member.key.start);
        if !member.key.is_empty() {
            let key = if known { Mask::Show } else { Mask::Shape };
            let written = String::from_utf8_lossy(self.page.bytes(member.key.clone()));
            self.text.push_str(&key.apply(&written));
            self.at = member.key.end;
        }
        self.plain(member.value.start);
        let from = self.text.len();
        let shown = paths.column(member.slot).map_or(Mask::Shape, mask);
        let value = member.value.clone();
        let written = |range: Range<usize>| String::from_utf8_lossy(self.page.bytes(range)).into_owned();
        let masked = match member.kind {
            CellKind::Text => {
                format!("\"{}\"", shown.apply(&written(value.start + 1..value.end.saturating_sub(1))))
            }
            CellKind::Null | CellKind::Absent => written(value.clone()),
            // What stands within follows and is masked piece by piece.
            CellKind::Nested => return from,
            _ => shown.apply(&written(value.clone())),
        };
        self.text.push_str(&masked);
        self.at = value.end;
        from
    }
}
