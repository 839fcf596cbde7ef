//! A block to a batch, on any thread.

use std::cell::RefCell;

use super::columns;
use super::decode::decode;
use super::excerpt;
use super::form::Form;
use super::marks::{Marks, narrow};
use super::place::Page;
use super::recast;
use super::rewrite;
use super::scalar::{self, Dialect};
use super::totals;
use super::vector;
use crate::table::{Batch, BatchNote, BatchNoteKind, Block, CellEdit, Indexer, Located, NewForm, RecordExcerpt, Unfit};
use crate::text::{Mask, Signs};

thread_local! {
    /// Marks are needed only while one block is indexed; each thread keeps the memory.
    static MARKS: RefCell<Marks> = RefCell::default();
}

/// The indexer of delimited text.
#[derive(Clone, Debug)]
pub struct CsvIndexer {
    form: Form,
    dialect: Dialect,
    vectors: bool,
}

impl CsvIndexer {
    /// An indexer for text of this form.
    pub fn new(form: Form) -> Self {
        let dialect = Dialect::of(&form);
        Self { form, dialect, vectors: true }
    }

    /// The same without vector instructions: the reference the other is held to.
    #[must_use]
    pub fn scalar(form: Form) -> Self {
        Self { vectors: false, ..Self::new(form) }
    }

    pub(super) fn form(&self) -> &Form {
        &self.form
    }

    pub(super) fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    fn fill(&self, block: &Block, wanted: &[usize], batch: &mut Batch, marks: &mut Marks) {
        marks.clear();
        decode(&block.raw, self.form.encoding, &mut batch.text, &mut batch.undecodable);
        marks.signs = batch.wants_signs.then(Signs::default);
        if !(self.vectors && vector::mark(&batch.text, &self.dialect, marks)) {
            marks.clear();
            scalar::mark(&batch.text, &self.dialect, marks);
        }
        batch.newlines = marks.newlines;
        batch.signs = marks.signs;
        columns::sort_records(&self.dialect, self.form.width, marks, batch);
        if marks.nuls {
            marks.notes.extend(memchr::memchr_iter(0, &batch.text).map(|at| (BatchNoteKind::NulByte, narrow(at))));
        }
        if block.last {
            totals::strike(self, marks, batch);
        }
        batch.broken = Some(broken(marks, batch));
        note(marks, batch);
        let mut columns = std::mem::take(&mut batch.columns);
        columns.resize_with(wanted.len(), Default::default);
        for (column, number) in columns.iter_mut().zip(wanted) {
            columns::write(&self.dialect, *number, marks, batch, column);
        }
        batch.columns = columns;
    }
}

/// The well-formed records that hold line breaks, ascending.
fn broken(marks: &Marks, batch: &Batch) -> Vec<u32> {
    let record = |at: &u32| narrow(batch.record_starts.partition_point(|start| start <= at).saturating_sub(1));
    let row = |at| batch.record_of.binary_search(&record(at)).ok().map(narrow);
    let mut rows: Vec<u32> = marks.breaks.iter().filter_map(row).collect();
    rows.dedup();
    rows
}

/// Counts the notes, keeps the first of each kind and says which record each belongs to or precedes.
fn note(marks: &mut Marks, batch: &mut Batch) {
    marks.notes.sort_unstable_by_key(|(kind, at)| (*at, *kind));
    for (kind, at) in marks.notes.drain(..) {
        let Some(count) = batch.note_counts.get_mut(kind as usize) else { continue };
        *count += 1;
        if *count > Batch::NOTES_KEPT as u64 {
            continue;
        }
        let begun = batch.record_starts.partition_point(|start| *start <= at);
        let follows = matches!(kind, BatchNoteKind::BlankLine | BatchNoteKind::Totals | BatchNoteKind::Footer);
        let record = if follows { begun } else { begun.saturating_sub(1) };
        batch.notes.push(BatchNote { kind, record: narrow(record), at });
    }
}

impl Indexer for CsvIndexer {
    fn index(&self, block: &Block, wanted: &[usize], batch: &mut Batch) {
        batch.clear();
        MARKS.with_borrow_mut(|marks| self.fill(block, wanted, batch, marks));
    }

    fn locate(&self, block: &Block, batch: &Batch, record: u32, column: Option<usize>) -> Located {
        let page = Page::of(self, block, batch);
        page.record(record).map_or_else(Located::default, |cells| page.locate(cells.range(column)))
    }

    fn cells(&self, block: &Block, batch: &Batch, record: u32) -> Vec<String> {
        let page = Page::of(self, block, batch);
        page.record(record).map_or_else(Vec::new, |cells| page.values(&cells))
    }

    fn excerpt(
        &self,
        block: &Block,
        batch: &Batch,
        at: (u32, Option<usize>),
        mask: &dyn Fn(usize) -> Mask,
    ) -> RecordExcerpt {
        let page = Page::of(self, block, batch);
        let cells = page.record(at.0);
        cells.map_or_else(RecordExcerpt::default, |cells| excerpt::of(&page, &cells, at.1, mask))
    }

    fn rewrite(&self, block: &Block, batch: &Batch, edits: &[CellEdit], out: &mut Block) -> Vec<usize> {
        rewrite::rewrite(self, (block, batch), edits, &mut out.raw)
    }

    fn stored_at(&self, block: &Block, batch: &Batch, texts: &[u32]) -> Vec<usize> {
        rewrite::stored_at(self, (block, batch), texts)
    }

    fn cell_text(&self, stored: &[u8], text: &str) -> Option<Vec<u8>> {
        rewrite::cell_text(self, stored, text)
    }

    fn recast(&self, raw: &[u8], to: NewForm, out: &mut Vec<u8>) -> Result<(), Unfit> {
        recast::recast(self, raw, to, out)
    }
}
