//! A block to a batch, on any thread.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::cut::{Route, Turn, end_of};
use super::page;
use super::record::{self, Value, is_cell, text_of};
use super::token;
use crate::table::{
    Arrangement, At, Batch, BatchNote, BatchNoteKind, Block, CellKind, Column, Indexer, Located, Malformed,
    RecordExcerpt,
};
use crate::text::Mask;

/// The indexer of XML.
#[derive(Clone, Debug)]
pub(super) struct XmlIndexer {
    /// Local names from the root to the record.
    pub(super) path: Vec<Box<[u8]>>,
    /// Columns by the path of their values.
    pub(super) columns: HashMap<String, usize>,
    /// Whether a column runs through repeated elements.
    pub(super) many: Vec<bool>,
}

impl XmlIndexer {
    /// Where the records of a text begin.
    pub(super) fn starts(&self, text: &[u8]) -> Vec<usize> {
        let mut route = Route::beside(&self.path);
        let (mut at, mut starts) = (0, Vec::new());
        while at < text.len() {
            let Ok((token, end)) = token::next(text, at) else { break };
            at = match route.turn(text, &token) {
                Turn::Record => {
                    starts.push(at);
                    let Ok(end) = end_of(text, at) else { break };
                    end
                }
                Turn::Other | Turn::End => end,
            };
        }
        starts
    }

    /// The column of a value, if it is a cell.
    pub(super) fn column(&self, text: &[u8], value: &Value) -> Option<usize> {
        self.columns.get(&value.path).copied().filter(|_| is_cell(text, value))
    }
}

/// The text of a block; U+FFFD stands for what is not UTF-8, and where is told in `undecodable`.
pub(super) fn decoded<'r>(raw: &'r [u8], undecodable: &mut Vec<u32>) -> Cow<'r, [u8]> {
    if simdutf8::basic::from_utf8(raw).is_ok() {
        return Cow::Borrowed(raw);
    }
    let mut text = Vec::with_capacity(raw.len() + 64);
    for chunk in raw.utf8_chunks() {
        text.extend_from_slice(chunk.valid().as_bytes());
        if !chunk.invalid().is_empty() {
            undecodable.push(narrow(text.len()));
            text.extend_from_slice("\u{FFFD}".as_bytes());
        }
    }
    Cow::Owned(text)
}

/// A place in a block, which is far below 4 GiB.
pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn note(kind: BatchNoteKind, at: usize, batch: &mut Batch) {
    let record = narrow(batch.records().saturating_sub(1));
    let Some(count) = batch.note_counts.get_mut(kind as usize) else { return };
    *count += 1;
    if *count <= Batch::NOTES_KEPT as u64 {
        batch.notes.push(BatchNote { kind, record, at: narrow(at) });
    }
}

impl XmlIndexer {
    fn record(&self, text: &[u8], start: usize, wanted: &[usize], batch: &mut Batch) {
        let number = narrow(batch.records());
        batch.record_starts.push(narrow(start));
        let Ok((values, _)) = record::read(text, start) else {
            batch.malformed_count += 1;
            if batch.malformed.len() < Batch::MALFORMED_KEPT {
                batch.malformed.push(Malformed { record: number, cells: 0 });
            }
            return;
        };
        let row = narrow(batch.record_of.len());
        batch.record_of.push(number);
        let mut columns = std::mem::take(&mut batch.columns);
        for (into, column) in columns.iter_mut().zip(wanted) {
            let many = self.many.get(*column) == Some(&true);
            let mut found = values.iter().filter(|it| self.column(text, it) == Some(*column));
            if many {
                for value in found {
                    into.rows.push(row);
                    push(into, Some(value), text, batch);
                }
                continue;
            }
            push(into, found.next(), text, batch);
            if let Some(second) = found.next() {
                note(BatchNoteKind::DuplicateKey, second.bytes.start, batch);
            }
        }
        batch.columns = columns;
    }
}

fn push(column: &mut Column, value: Option<&Value>, text: &[u8], batch: &mut Batch) {
    let Some(value) = value else {
        column.starts.push(0);
        column.lens.push(0);
        column.kinds.push(CellKind::Absent);
        return;
    };
    let bytes = text.get(value.bytes.clone()).unwrap_or_default();
    let as_it_stands = value.pieces.is_empty() && (value.literal || memchr::memchr(b'&', bytes).is_none());
    let (start, length) = if as_it_stands {
        (value.bytes.start, bytes.len())
    } else {
        let (said, unknown) = text_of(text, value);
        if let Some(at) = unknown {
            note(BatchNoteKind::Entity, at, batch);
        }
        let start = batch.text.len();
        batch.text.extend_from_slice(&said);
        (start, said.len())
    };
    column.starts.push(narrow(start));
    column.lens.push(narrow(length));
    column.kinds.push(if value.nil { CellKind::Null } else { CellKind::Text });
}

impl Indexer for XmlIndexer {
    fn index(&self, block: &Block, wanted: &[usize], batch: &mut Batch) {
        batch.clear();
        let text = decoded(&block.raw, &mut batch.undecodable);
        batch.text.extend_from_slice(&text);
        batch.columns.resize_with(wanted.len(), Column::default);
        for (column, wanted) in batch.columns.iter_mut().zip(wanted) {
            column.many = self.many.get(*wanted) == Some(&true);
        }
        for start in self.starts(&text) {
            self.record(&text, start, wanted, batch);
        }
        batch.notes.sort_by_key(|it| it.at);
        batch.newlines = memchr::memchr_iter(b'\n', &text).count() as u64;
    }

    fn arrangement(&self) -> Arrangement {
        Arrangement::List
    }

    fn extents(&self, block: &Block, batch: &Batch) -> Option<Vec<Range<usize>>> {
        let Cow::Borrowed(text) = decoded(&block.raw, &mut Vec::new()) else { return None };
        let extent = |start: &u32| Some(*start as usize..end_of(text, *start as usize).ok()?);
        batch.record_starts.iter().map(extent).collect()
    }

    fn locate(&self, block: &Block, batch: &Batch, record: u32, column: Option<usize>) -> Located {
        self.locate_item(block, batch, At { record, column, item: 0 })
    }

    fn locate_item(&self, block: &Block, batch: &Batch, at: At) -> Located {
        page::locate(self, block, batch, at)
    }

    fn cells(&self, block: &Block, batch: &Batch, record: u32) -> Vec<String> {
        page::cells(self, block, batch, record)
    }

    fn excerpt(
        &self,
        block: &Block,
        batch: &Batch,
        at: (u32, Option<usize>),
        mask: &dyn Fn(usize) -> Mask,
    ) -> RecordExcerpt {
        self.excerpt_item(block, batch, At { record: at.0, column: at.1, item: 0 }, mask)
    }

    fn excerpt_item(&self, block: &Block, batch: &Batch, at: At, mask: &dyn Fn(usize) -> Mask) -> RecordExcerpt {
        page::excerpt(self, (block, batch), at, mask)
    }
}
