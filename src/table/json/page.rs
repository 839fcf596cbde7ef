//! Places in a block, found again for what is shown.

use std::borrow::Cow;
use std::ops::Range;

use super::decode::{said, stored, text};
use super::extent;
use super::form::{Form, Framing, Level, Stretch};
use super::index::JsonIndexer;
use super::list::{self, Listing, Member};
use crate::table::{At, Batch, Block, CellEdit, CellKind, Located};

/// A block's text beside its bytes as stored.
pub(super) struct Page<'b> {
    form: &'b Form,
    block: &'b Block,
    batch: &'b Batch,
    pub(super) text: Cow<'b, [u8]>,
}

/// One record, read again.
pub(super) struct Record {
    /// Its bytes in the text.
    pub(super) bytes: Range<usize>,
    /// Whether it is an object.
    pub(super) formed: bool,
    /// What could be read of it.
    pub(super) listing: Listing,
    /// Which of the text's records it is; rows are not counted.
    number: u64,
    /// Which item of its list is the row.
    row: usize,
}

impl<'b> Page<'b> {
    pub(super) fn of(indexer: &'b JsonIndexer, block: &'b Block, batch: &'b Batch) -> Self {
        Self { form: indexer.form(), block, batch, text: text(&block.raw, &mut Vec::new()) }
    }

    pub(super) fn form(&self) -> &Form {
        self.form
    }

    pub(super) fn bytes(&self, range: Range<usize>) -> &[u8] {
        self.text.get(range).unwrap_or_default()
    }

    /// The record that a row is, or is in.
    pub(super) fn record(&self, row: u32) -> Option<Record> {
        let starts = &self.batch.record_starts;
        let start = *starts.get(row as usize)? as usize;
        // Rows of one record share its start.
        let first = starts.partition_point(|it| (*it as usize) < start);
        let mut listing = Listing::default();
        let rest = self.bytes(start..self.text.len());
        let line_end = start + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let within = if self.form.framing == Framing::Lines { line_end } else { self.text.len() };
        let text = self.bytes(0..within);
        let read = list::record(text, start, &self.form.paths, &mut listing);
        let end = match (self.form.framing, read) {
            (Framing::Lines, _) => start + self.bytes(start..line_end).trim_ascii_end().len(),
            (_, Some((_, end))) => end,
            (_, None) => extent::end_of(&self.text, start).unwrap_or(self.text.len()),
        };
        let formed = read.is_some_and(|(_, it)| it == end) && text.get(start) == Some(&b'{');
        let row = row as usize - first;
        Some(Record { bytes: start..end, formed, listing, number: self.number(first), row })
    }

    /// How many records of the block begin before its row `first`.
    fn number(&self, first: usize) -> u64 {
        if !self.form.is_split() {
            return first as u64;
        }
        let before = self.batch.record_starts.get(..first).unwrap_or_default();
        let distinct = before.chunk_by(|one, other| one == other).count();
        // Records without any row stand in no list; they are counted where they are.
        let start = self.batch.record_starts.get(first).map_or(0, |it| *it as usize);
        if self.form.framing == Framing::Lines { distinct as u64 } else { self.counted(start) }
    }

    fn counted(&self, start: usize) -> u64 {
        let mut records = self.form.records(&self.text, None);
        let mut count = 0;
        while let Some(stretch) = records.next() {
            if let Stretch::Value(at) = stretch {
                if at >= start {
                    break;
                }
                count += 1;
                records.pass_to(extent::end_of(&self.text, at).unwrap_or(self.text.len()));
            }
        }
        count
    }

    /// Which listed value is the cell.
    pub(super) fn member(&self, record: &Record, column: usize, item: u32) -> Option<usize> {
        let members = record.listing.members.iter().enumerate();
        let is_in_row = |index: usize| {
            let level = self.form.levels.get(column);
            level == Some(&Level::Record)
                || !self.form.is_split()
                || record.listing.item_of(index, self.form.rows) == Some(record.row)
        };
        let many = self.form.levels.get(column) == Some(&Level::Many);
        members
            .filter(|(_, it)| !(many && it.repeated) && it.kind != CellKind::Absent)
            .filter(|(_, it)| self.form.paths.column(it.slot) == Some(column))
            .map(|(index, _)| index)
            .filter(|index| is_in_row(*index))
            .nth(item as usize)
    }

    /// The bytes of a cell with its quotes; the end of the object where it has none.
    pub(super) fn range(&self, record: &Record, column: Option<usize>, item: u32) -> Range<usize> {
        let row = self.row(record);
        let Some(column) = column else { return row };
        let member = self.member(record, column, item).and_then(|it| record.listing.members.get(it));
        member.map_or(row.end.saturating_sub(1).max(row.start)..row.end, |it| it.value.clone())
    }

    /// Whether the text is the bytes as stored.
    pub(super) fn is_stored(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// The bytes of the value that an edit is of, with its quotes, where it is there.
    pub(super) fn cell(&self, edit: &CellEdit) -> Option<Range<usize>> {
        let record = self.record(edit.record)?;
        let member = self.member(&record, edit.column, edit.item)?;
        record.listing.members.get(member).map(|it| it.value.clone())
    }

    /// The bytes of the row: of the record, or of the item.
    fn row(&self, record: &Record) -> Range<usize> {
        let item = |it: &&Member| it.slot == self.form.rows && it.ordinal == record.row;
        let item = record.listing.members.iter().find(item).filter(|_| self.form.is_split());
        item.map_or_else(|| record.bytes.clone(), |it| it.value.clone())
    }

    pub(super) fn cells(&self, row: u32) -> Vec<String> {
        let Some(record) = self.record(row) else { return Vec::new() };
        let value = |column: usize| {
            let many = self.form.levels.get(column) == Some(&Level::Many);
            let mut values = (0..).map_while(|item| self.member(&record, column, item));
            let texts = |it: usize| record.listing.members.get(it).map(|it| self.value(it)).unwrap_or_default();
            if many {
                values.map(texts).collect::<Vec<_>>().join("\n")
            } else {
                values.next().map(texts).unwrap_or_default()
            }
        };
        (0..self.form.paths.width()).map(value).collect()
    }

    fn value(&self, member: &Member) -> String {
        let range = member.value.clone();
        match member.kind {
            CellKind::Text => said(self.bytes(range.start + 1..range.end.saturating_sub(1))).into_owned(),
            CellKind::Null => String::new(),
            _ => String::from_utf8_lossy(self.bytes(range)).into_owned(),
        }
    }

    /// The JSON pointer of a cell or row from the root of the document; of a line, where each line is one.
    pub(super) fn pointer(&self, at: At) -> Option<String> {
        let record = self.record(at.record)?;
        let root = match self.form.framing {
            Framing::Items => format!("{}/{}", self.form.pointer, self.block.before + record.number),
            Framing::Lines | Framing::Values => String::new(),
        };
        let item = |it: &(usize, &Member)| it.1.slot == self.form.rows && it.1.ordinal == record.row;
        let row = record.listing.members.iter().enumerate().find(item).filter(|_| self.form.is_split());
        let index = match at.column {
            Some(column) => self.member(&record, column, at.item).or(row.map(|it| it.0)),
            None => row.map(|it| it.0),
        };
        Some(root + &index.map(|it| record.listing.pointer(&self.text, it)).unwrap_or_default())
    }

    pub(super) fn locate(&self, at: At) -> Located {
        let Some(record) = self.record(at.record) else { return Located::default() };
        let range = self.range(&record, at.column, at.item);
        let offset = self.stored(range.start);
        Located {
            line: self.line(range.start),
            column: self.column(range.start),
            end_line: self.line(range.end),
            end_column: self.column(range.end),
            offset: self.block.offset + offset,
            length: self.stored(range.end).saturating_sub(offset),
        }
    }

    /// Line breaks before `at`.
    pub(super) fn line(&self, at: usize) -> u64 {
        memchr::memchr_iter(b'\n', self.bytes(0..at)).count() as u64
    }

    /// The column, counted on where the block begins within a line.
    fn column(&self, at: usize) -> u64 {
        let before = self.bytes(0..at);
        let inset = if memchr::memchr(b'\n', before).is_some() { 0 } else { self.block.inset };
        column(before) + inset
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
