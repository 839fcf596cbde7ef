//! Marks to records, records to columns.

use super::marks::{DOUBLED, Marks, QUOTED, narrow, position};
use super::quotes::{Unquoted, push_padded, push_undoubled, unquote};
use super::scalar::Dialect;
use crate::table::{Batch, BatchNoteKind, Column, Malformed};

/// Sorts the lines of `batch.text` into well-formed records, malformed records and blank lines.
pub(super) fn sort_records(dialect: &Dialect, width: usize, marks: &mut Marks, batch: &mut Batch) {
    let Marks { at, ends, firsts, notes, .. } = marks;
    let mut start = 0;
    let mut first = 0;
    for end in ends.iter().map(|end| *end as usize) {
        let cells = end + 1 - first;
        let begin = start;
        let stop = close_line(dialect, &batch.text, at.get_mut(end), &mut start);
        let surplus =
            cells == width + 1 && first < end && at.get(end - 1).is_some_and(|it| position(*it) as usize + 1 == stop);
        if is_blank(dialect, batch.text.get(begin..stop).unwrap_or_default()) {
            notes.push((BatchNoteKind::BlankLine, narrow(begin)));
        } else {
            let record = narrow(batch.record_starts.len());
            batch.record_starts.push(narrow(begin));
            if cells == width || surplus {
                batch.record_of.push(record);
                firsts.push(narrow(first));
                batch.trailing_delimiters += u64::from(surplus);
            } else {
                batch.malformed_count += 1;
                if batch.malformed.len() < Batch::MALFORMED_KEPT {
                    batch.malformed.push(Malformed { record, cells: narrow(cells) });
                }
            }
        }
        first = end + 1;
    }
}

/// Takes a `\r` off the last cell of a line and moves `start` to the next line; the end of the line's own bytes.
#[inline]
fn close_line(dialect: &Dialect, text: &[u8], mark: Option<&mut u32>, start: &mut usize) -> usize {
    let Some(mark) = mark else { return *start };
    let at = position(*mark) as usize;
    let begin = std::mem::replace(start, at + dialect.break_at(text, at));
    let cr = !dialect.cr_only && at > begin && text.get(at) == Some(&b'\n') && text.get(at - 1) == Some(&b'\r');
    *mark -= u32::from(cr);
    at - usize::from(cr)
}

/// Whether a line holds delimiters, blanks and tabs only.
#[inline]
fn is_blank(dialect: &Dialect, line: &[u8]) -> bool {
    line.iter().all(|byte| *byte == dialect.delimiter || *byte == b' ' || *byte == b'\t')
}

/// Writes one column. `number` counts from 0 in the header.
pub(super) fn write(dialect: &Dialect, number: usize, marks: &Marks, batch: &mut Batch, column: &mut Column) {
    let rows = marks.firsts.len();
    column.starts.resize(rows, 0);
    column.lens.resize(rows, 0);
    let Batch { text, record_of, record_starts, .. } = batch;
    let slots = column.starts.iter_mut().zip(column.lens.iter_mut());
    if let Some(before) = number.checked_sub(1) {
        for ((start, len), first) in slots.zip(&marks.firsts) {
            let first = *first as usize + before;
            if let Some([left, right]) = marks.at.get(first..first + 2) {
                (*start, *len) = cell(dialect.quote, text, position(*left) + 1, *right);
            }
        }
    } else {
        for (((start, len), first), record) in slots.zip(&marks.firsts).zip(&*record_of) {
            let begin = record_starts.get(*record as usize).copied().unwrap_or_default();
            let right = marks.at.get(*first as usize).copied().unwrap_or(begin);
            (*start, *len) = cell(dialect.quote, text, begin, right);
        }
    }
}

/// Where the value of the cell from `start` to `mark` stands, and its length.
#[inline]
fn cell(quote: u8, text: &mut Vec<u8>, start: u32, mark: u32) -> (u32, u32) {
    let len = position(mark).saturating_sub(start);
    if mark & DOUBLED != 0 {
        return quoted(quote, text, start, len);
    }
    // Regular, and nothing between the quotes to be taken once. Which cells are quoted is not to be foreseen.
    let quoted = u32::from(mark & QUOTED != 0);
    (start + quoted, len.saturating_sub(2 * quoted))
}

/// The same of a quoted cell; where quotes are doubled or blanks follow them, of a copy at the end of `text`.
fn quoted(quote: u8, text: &mut Vec<u8>, start: u32, len: u32) -> (u32, u32) {
    let from = start as usize;
    match unquote(text.get(from..from + len as usize).unwrap_or_default(), quote) {
        Unquoted::Plain => (start, len),
        Unquoted::Inner(_) => (start + 1, len - 2),
        Unquoted::Doubled(range) => {
            let stored = text.get(from + range.start..from + range.end).unwrap_or_default().to_vec();
            let copy = narrow(text.len());
            push_undoubled(&stored, quote, text);
            (copy, narrow(text.len()) - copy)
        }
        Unquoted::Padded(range) => {
            let stored = text.get(from..from + len as usize).unwrap_or_default().to_vec();
            let copy = narrow(text.len());
            push_padded(&stored, range, quote, text);
            (copy, narrow(text.len()) - copy)
        }
    }
}
