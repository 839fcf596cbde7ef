//! A page to a batch, and the places and excerpts of its cells.

use std::sync::Arc;

use super::page::{Page, narrow};
use crate::table::{
    Arrangement, At, Batch, BatchNote, Block, CellEdit, Column, Indexer, Located, Named, RecordExcerpt,
};
use crate::text::Mask;

/// Characters of a cell that are shown.
const SHOWN: usize = 200;

/// Cells shown before and after the one that is marked.
const ROUND: usize = 4;

/// The indexer of pages.
#[derive(Clone, Debug)]
pub(in crate::table) struct CellIndexer {
    /// The header.
    names: Vec<Arc<str>>,
}

impl CellIndexer {
    pub(in crate::table) fn new(names: Vec<Arc<str>>) -> Self {
        Self { names }
    }
}

fn copy(from: &Column, into: &mut Column) {
    into.clear();
    into.starts.extend_from_slice(&from.starts);
    into.lens.extend_from_slice(&from.lens);
    into.kinds.extend_from_slice(&from.kinds);
    into.rows.extend_from_slice(&from.rows);
    into.many = from.many;
    into.entries.clone_from(&from.entries);
    into.codes.clone_from(&from.codes);
    into.proved = from.proved;
}

/// The cells of a record in a column; none where the column was not read.
fn cells(page: &Page, record: usize, column: usize) -> impl Iterator<Item = String> + '_ {
    let column = page.columns.get(column);
    column.into_iter().flat_map(move |column| {
        let cells = if column.many { column.cells_of(record) } else { record..(record + 1).min(column.len()) };
        cells.map(|cell| String::from_utf8_lossy(column.bytes(cell, &page.text)).into_owned())
    })
}

fn located(line: u64, column: Option<usize>, width: usize) -> Located {
    let first = column.map_or(1, |it| it as u64 + 1);
    let last = column.map_or(width.max(1) as u64, |it| it as u64 + 1);
    Located { line, column: first, end_line: line, end_column: last + 1, offset: 0, length: 0 }
}

impl Indexer for CellIndexer {
    fn index(&self, block: &Block, wanted: &[usize], batch: &mut Batch) {
        batch.clear();
        let page = &block.page;
        batch.text.extend_from_slice(&page.text);
        batch.columns.resize_with(wanted.len(), Column::default);
        for (column, number) in batch.columns.iter_mut().zip(wanted) {
            match page.columns.get(*number) {
                Some(from) => copy(from, column),
                None => column.clear(),
            }
        }
        let rows = narrow(page.rows());
        batch.record_of.extend(0..rows);
        batch.record_starts.extend(std::iter::repeat_n(0, rows as usize));
        for (kind, record, line) in &page.notes {
            let Some(count) = batch.note_counts.get_mut(*kind as usize) else { continue };
            *count += 1;
            if *count <= Batch::NOTES_KEPT as u64 {
                let at = u32::try_from(*line).unwrap_or(u32::MAX);
                batch.notes.push(BatchNote { kind: *kind, record: *record, at });
            }
        }
    }

    fn locate(&self, block: &Block, _: &Batch, record: u32, column: Option<usize>) -> Located {
        let line = block.page.lines.get(record as usize).copied().unwrap_or_default();
        located(line, column.map(|it| block.page.stored_column(it)), self.names.len())
    }

    fn locate_note(&self, block: &Block, at: u32) -> Option<(Located, Named)> {
        let page = Page { lines: vec![u64::from(at)], part: block.page.part.clone(), ..Page::default() };
        let (cell, pointer) = page.name(0, None);
        Some((located(u64::from(at), Some(0), 1), Named { pointer, cell }))
    }

    fn named(&self, block: &Block, _: &Batch, at: At) -> Named {
        let (cell, pointer) = block.page.name(at.record as usize, at.column);
        Named { pointer, cell }
    }

    fn cells(&self, block: &Block, _: &Batch, record: u32) -> Vec<String> {
        let text = |column| cells(&block.page, record as usize, column).next().unwrap_or_default();
        (0..self.names.len()).map(text).collect()
    }

    fn arrangement(&self) -> Arrangement {
        Arrangement::Container
    }

    fn rewrite(&self, block: &Block, _: &Batch, edits: &[CellEdit], out: &mut Block) -> Vec<usize> {
        out.page = block.page.edited(edits);
        Vec::new()
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

    /// `name: value` of the cells round the marked one: a row of a container has no line of its own.
    fn excerpt_item(&self, block: &Block, _: &Batch, at: At, mask: &dyn Fn(usize) -> Mask) -> RecordExcerpt {
        let record = at.record as usize;
        let mut line = String::new();
        let mut range = 0..0;
        let first = at.column.map_or(0, |it| it.saturating_sub(ROUND));
        let shown = self.names.iter().enumerate().skip(first).take(2 * ROUND + 1);
        for (column, name) in shown {
            let mut all = cells(&block.page, record, column);
            let item = if at.column == Some(column) { at.item as usize } else { 0 };
            let Some(value) = all.nth(item) else { continue };
            if !line.is_empty() {
                line.push_str(" │ ");
            }
            line.push_str(name);
            line.push_str(": ");
            let from = line.len();
            let value: String = mask(column).apply(&value).chars().take(SHOWN).collect();
            // A line break would break the line that is shown.
            line.extend(value.chars().map(|it| if it == '\n' || it == '\r' { '⏎' } else { it }));
            if at.column == Some(column) {
                range = from..line.len();
            }
        }
        if at.column.is_none() {
            range = 0..line.len();
        }
        let first_line = block.page.lines.get(record).copied().unwrap_or_default();
        RecordExcerpt { first_line, lines: vec![line], marked: 0, mark: range }
    }
}
