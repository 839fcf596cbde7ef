//! Places in a block, found again for what is shown.

use std::borrow::Cow;
use std::ops::Range;

use super::decode::{said, stored, text};
use super::index::JsonIndexer;
use super::scan::{self, Member};
use crate::table::{Batch, Block, CellKind, Located};

/// A block's text beside its bytes as stored.
pub(super) struct Page<'b> {
    pub(super) indexer: &'b JsonIndexer,
    block: &'b Block,
    batch: &'b Batch,
    pub(super) text: Cow<'b, [u8]>,
}

/// One line, read again.
pub(super) struct Record {
    /// Its bytes in the text, without the blanks round it.
    pub(super) line: Range<usize>,
    /// Whether it is an object.
    pub(super) formed: bool,
    /// What could be read of it.
    pub(super) members: Vec<Member>,
}

impl<'b> Page<'b> {
    pub(super) fn of(indexer: &'b JsonIndexer, block: &'b Block, batch: &'b Batch) -> Self {
        Self { indexer, block, batch, text: text(&block.raw, &mut Vec::new()) }
    }

    pub(super) fn bytes(&self, range: Range<usize>) -> &[u8] {
        self.text.get(range).unwrap_or_default()
    }

    pub(super) fn record(&self, number: u32) -> Option<Record> {
        let start = *self.batch.record_starts.get(number as usize)? as usize;
        let rest = self.bytes(start..self.text.len());
        let line = rest.get(..memchr::memchr(b'\n', rest).unwrap_or(rest.len())).unwrap_or_default();
        let from = start + line.len() - line.trim_ascii_start().len();
        let line = from..from + line.trim_ascii().len();
        let mut members = Vec::new();
        let formed = scan::object(&self.text, line.clone(), &mut members).is_some();
        Some(Record { line, formed, members })
    }

    /// The bytes of a cell with its quotes; the end of the object where it has none.
    pub(super) fn range(&self, record: &Record, column: Option<usize>) -> Range<usize> {
        let Some(column) = column else { return record.line.clone() };
        let end = record.line.end.saturating_sub(1).max(record.line.start)..record.line.end;
        self.value_range(record, column).unwrap_or(end)
    }

    /// Whether the text is the bytes as stored.
    pub(super) fn is_stored(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// The bytes of a value that is there, with its quotes.
    pub(super) fn cell(&self, number: u32, column: usize) -> Option<Range<usize>> {
        self.value_range(&self.record(number)?, column)
    }

    fn value_range(&self, record: &Record, column: usize) -> Option<Range<usize>> {
        let mut range = None;
        self.indexer.paths().resolve(&self.text, &record.members, &mut |member, found| {
            if found.column == Some(column) && range.is_none() {
                range = Some(member.value.clone());
            }
        });
        range
    }

    pub(super) fn cells(&self, number: u32) -> Vec<String> {
        let Some(record) = self.record(number) else { return Vec::new() };
        let mut cells: Vec<Option<String>> = vec![None; self.indexer.paths().width()];
        self.indexer.paths().resolve(&self.text, &record.members, &mut |member, found| {
            if let Some(cell) = found.column.and_then(|it| cells.get_mut(it)) {
                cell.get_or_insert_with(|| self.value(member));
            }
        });
        cells.into_iter().map(Option::unwrap_or_default).collect()
    }

    fn value(&self, member: &Member) -> String {
        let range = member.value.clone();
        match member.kind {
            CellKind::Text => said(self.bytes(range.start + 1..range.end.saturating_sub(1))).into_owned(),
            CellKind::Null => String::new(),
            _ => String::from_utf8_lossy(self.bytes(range)).into_owned(),
        }
    }

    pub(super) fn locate(&self, number: u32, column: Option<usize>) -> Located {
        let Some(record) = self.record(number) else { return Located::default() };
        let range = self.range(&record, column);
        let line = self.line(range.start);
        let offset = self.stored(range.start);
        Located {
            line,
            column: self.column(range.start),
            end_line: line,
            end_column: self.column(range.end),
            offset: self.block.offset + offset,
            length: self.stored(range.end).saturating_sub(offset),
        }
    }

    /// Line breaks before `at`.
    pub(super) fn line(&self, at: usize) -> u64 {
        memchr::memchr_iter(b'\n', self.bytes(0..at)).count() as u64
    }

    fn column(&self, at: usize) -> u64 {
        column(self.bytes(0..at))
    }

    fn stored(&self, at: usize) -> u64 {
        if self.is_stored() { at as u64 } else { stored(&self.block.raw, at) as u64 }
    }
}

/// The column, from 1, of what follows `before`.
pub(super) fn column(before: &[u8]) -> u64 {
    let start = memchr::memrchr(b'\n', before).map_or(0, |it| it + 1);
    // Bytes that do not continue a character begin one.
    let line = before.get(start..).unwrap_or_default();
    line.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u64 + 1
}
