//! Places in a block, found again for what is shown.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::UTF_8;

use super::decode::{after_feeds, decode, feeds, stored_length};
use super::index::CsvIndexer;
use super::quotes;
use super::scalar::{Cell, record};
use crate::table::{Batch, Block, Located};

/// A block's text beside its bytes as stored.
pub(super) struct Page<'b> {
    indexer: &'b CsvIndexer,
    block: &'b Block,
    batch: &'b Batch,
    text: Cow<'b, [u8]>,
}

/// One record as stored.
pub(super) struct Cells {
    /// Its cells; at least one.
    pub(super) cells: Vec<Cell>,
}

impl Cells {
    /// Bytes of a cell with its quotes; of the whole record without its line break where `column` is `None`; the
    /// record's end where it has no such cell.
    pub(super) fn range(&self, column: Option<usize>) -> Range<usize> {
        let whole = self.cells.first().map_or(0, |it| it.start)..self.cells.last().map_or(0, |it| it.end);
        match column {
            None => whole,
            Some(number) => self.cells.get(number).map_or(whole.end..whole.end, |it| it.start..it.end),
        }
    }
}

impl<'b> Page<'b> {
    pub(super) fn of(indexer: &'b CsvIndexer, block: &'b Block, batch: &'b Batch) -> Self {
        let text = if indexer.form().encoding == UTF_8 && batch.undecodable.is_empty() {
            Cow::Borrowed(block.raw.as_slice())
        } else {
            let mut text = Vec::new();
            decode(&block.raw, indexer.form().encoding, &mut text, &mut Vec::new());
            Cow::Owned(text)
        };
        Self { indexer, block, batch, text }
    }

    pub(super) fn indexer(&self) -> &CsvIndexer {
        self.indexer
    }

    /// Whether the text is the bytes as stored.
    pub(super) fn is_stored(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// Bytes of the block's text.
    pub(super) fn bytes(&self, range: Range<usize>) -> &[u8] {
        self.text.get(range).unwrap_or_default()
    }

    /// A record by its number within the block.
    pub(super) fn record(&self, number: u32) -> Option<Cells> {
        let start = *self.batch.record_starts.get(number as usize)? as usize;
        Some(Cells { cells: record(&self.text, start, self.indexer.dialect()) })
    }

    /// The texts of a record's cells.
    pub(super) fn values(&self, cells: &Cells) -> Vec<String> {
        let quote = self.indexer.dialect().quote;
        let value = |cell: &Cell| quotes::value(self.bytes(cell.start..cell.end), quote);
        cells.cells.iter().map(|cell| String::from_utf8_lossy(&value(cell)).into_owned()).collect()
    }

    /// Line breaks before `at`.
    pub(super) fn line(&self, at: usize) -> u64 {
        self.indexer.dialect().breaks(self.bytes(0..at)) as u64
    }

    pub(super) fn locate(&self, range: Range<usize>) -> Located {
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

    fn column(&self, at: usize) -> u64 {
        let before = self.bytes(0..at);
        let line = before.get(self.line_start(before)..).unwrap_or_default();
        // Bytes that do not continue a character begin one.
        line.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u64 + 1
    }

    fn line_start(&self, before: &[u8]) -> usize {
        let feed = if self.indexer.dialect().cr_only {
            memchr::memrchr2(b'\r', b'\n', before)
        } else {
            memchr::memrchr(b'\n', before)
        };
        feed.map_or(0, |feed| feed + 1)
    }

    /// Where in the block as stored the text's byte `at` is.
    fn stored(&self, at: usize) -> u64 {
        if self.is_stored() {
            return at as u64;
        }
        let before = self.bytes(0..at);
        let form = self.indexer.form();
        let line = after_feeds(&self.block.raw, form, feeds(before, form));
        let within = before.len() - self.line_start(before);
        let raw = self.block.raw.get(line..).unwrap_or_default();
        (line + stored_length(raw, form.encoding, within)) as u64
    }
}
