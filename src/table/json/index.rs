//! A block to a batch, on any thread.

use std::ops::Range;

use super::decode::{self, narrow, unescape};
use super::excerpt;
use super::page::Page;
use super::paths::Paths;
use super::rewrite;
use super::scan::{self, Member};
use crate::table::{
    Batch, BatchNote, BatchNoteKind, Block, CellEdit, CellKind, Column, Indexer, Located, Malformed, RecordExcerpt,
};
use crate::text::Mask;

/// The indexer of NDJSON.
#[derive(Clone, Debug)]
pub struct JsonIndexer {
    paths: Paths,
}

/// What is filled while one block is indexed.
struct Filling<'b> {
    paths: &'b Paths,
    text: &'b [u8],
    /// Copies of strings without their escapes; they will follow the text.
    copies: Vec<u8>,
    /// For each column of the file, its place among the wanted ones.
    slots: Vec<Option<usize>>,
    /// The cell of each column of the file in the record at hand.
    cells: Vec<Option<(CellKind, Range<usize>)>>,
    members: Vec<Member>,
}

impl JsonIndexer {
    pub(super) fn new(paths: Paths) -> Self {
        Self { paths }
    }

    pub(super) fn paths(&self) -> &Paths {
        &self.paths
    }
}

impl Filling<'_> {
    fn line(&mut self, line: Range<usize>, batch: &mut Batch) {
        let stretch = self.text.get(line.clone()).unwrap_or_default();
        if stretch.trim_ascii().is_empty() {
            note(BatchNoteKind::BlankLine, batch.records(), line.start, batch);
            return;
        }
        let record = narrow(batch.records());
        batch.record_starts.push(narrow(line.start));
        if scan::object(self.text, line, &mut self.members).is_none() {
            batch.malformed_count += 1;
            if batch.malformed.len() < Batch::MALFORMED_KEPT {
                batch.malformed.push(Malformed { record, cells: 0 });
            }
            return;
        }
        batch.record_of.push(record);
        self.cells.fill(None);
        let cells = &mut self.cells;
        self.paths.resolve(self.text, &self.members, &mut |member, found| {
            let Some(cell) = found.column.and_then(|it| cells.get_mut(it)) else { return };
            if cell.is_some() {
                // Readers differ in which of the two they take, so the first is judged and the second is told.
                note(BatchNoteKind::DuplicateKey, record as usize, member.value.start, batch);
                return;
            }
            *cell = Some((member.kind, member.value.clone()));
        });
        self.record(record, batch);
    }

    fn record(&mut self, record: u32, batch: &mut Batch) {
        let mut columns = std::mem::take(&mut batch.columns);
        for (column, slot) in self.slots.iter().enumerate() {
            let Some(into) = slot.and_then(|it| columns.get_mut(it)) else { continue };
            let cell = self.cells.get_mut(column).and_then(Option::take);
            let Some((kind, value)) = cell else {
                push(into, CellKind::Absent, 0..0);
                continue;
            };
            let at = value.start;
            let copied = self.copies.len();
            let range = cell_text(self.text, kind, value, &mut self.copies);
            if self.copies.get(copied..).is_some_and(|it| it.contains(&0)) {
                note(BatchNoteKind::NulByte, record as usize, at, batch);
            }
            push(into, kind, range);
        }
        batch.columns = columns;
    }
}

/// Where the text of a value is: in `text`, or after it in `copies`.
fn cell_text(text: &[u8], kind: CellKind, value: Range<usize>, copies: &mut Vec<u8>) -> Range<usize> {
    match kind {
        CellKind::Text => {
            let inner = value.start + 1..value.end.saturating_sub(1);
            let written = text.get(inner.clone()).unwrap_or_default();
            if memchr::memchr(b'\\', written).is_none() {
                return inner;
            }
            let from = text.len() + copies.len();
            unescape(written, copies);
            from..text.len() + copies.len()
        }
        CellKind::Null | CellKind::Absent => 0..0,
        _ => value,
    }
}

fn push(column: &mut Column, kind: CellKind, range: Range<usize>) {
    column.starts.push(narrow(range.start));
    column.lens.push(narrow(range.len()));
    column.kinds.push(kind);
}

fn note(kind: BatchNoteKind, record: usize, at: usize, batch: &mut Batch) {
    let Some(count) = batch.note_counts.get_mut(kind as usize) else { return };
    *count += 1;
    if *count <= Batch::NOTES_KEPT as u64 {
        batch.notes.push(BatchNote { kind, record: narrow(record), at: narrow(at) });
    }
}

/// The lines of a text, without their line feeds.
pub(super) fn lines(text: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|it| !it.is_empty())?;
        let start = at;
        let end = memchr::memchr(b'\n', rest).map_or(text.len(), |it| start + it);
        at = end + 1;
        Some(start..end)
    })
}

impl Indexer for JsonIndexer {
    fn index(&self, block: &Block, wanted: &[usize], batch: &mut Batch) {
        batch.clear();
        let text = decode::text(&block.raw, &mut batch.undecodable);
        batch.columns.resize_with(wanted.len(), Column::default);
        let mut slots = vec![None; self.paths.width()];
        for (slot, column) in wanted.iter().enumerate() {
            if let Some(it) = slots.get_mut(*column) {
                *it = Some(slot);
            }
        }
        let mut filling = Filling {
            paths: &self.paths,
            text: &text,
            copies: Vec::new(),
            cells: vec![None; self.paths.width()],
            slots,
            members: Vec::new(),
        };
        for line in lines(&text) {
            filling.line(line, batch);
        }
        let copies = filling.copies;
        batch.notes.sort_by_key(|it| it.at);
        batch.newlines = memchr::memchr_iter(b'\n', &text).count() as u64;
        // The rest of a line that is too long was passed over, with its line break.
        batch.newlines += u64::from(!block.last && !text.ends_with(b"\n"));
        batch.text.extend_from_slice(&text);
        batch.text.extend_from_slice(&copies);
    }

    fn locate(&self, block: &Block, batch: &Batch, record: u32, column: Option<usize>) -> Located {
        Page::of(self, block, batch).locate(record, column)
    }

    fn cells(&self, block: &Block, batch: &Batch, record: u32) -> Vec<String> {
        Page::of(self, block, batch).cells(record)
    }

    fn excerpt(
        &self,
        block: &Block,
        batch: &Batch,
        at: (u32, Option<usize>),
        mask: &dyn Fn(usize) -> Mask,
    ) -> RecordExcerpt {
        excerpt::of(&Page::of(self, block, batch), at.0, at.1, mask)
    }

    fn rewrite(&self, block: &Block, batch: &Batch, edits: &[CellEdit], out: &mut Vec<u8>) -> Vec<usize> {
        rewrite::rewrite(self, (block, batch), edits, out)
    }
}
