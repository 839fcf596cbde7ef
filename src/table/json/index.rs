//! A block to a batch, on any thread.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::decode::{self, narrow, stored};
use super::excerpt;
use super::extent;
use super::fill::{self, Filling};
use super::form::{Form, Framing, Stretch};
use super::page::Page;
use super::{rename, rewrite};
use crate::table::{
    Arrangement, At, Batch, BatchNote, BatchNoteKind, Block, CellEdit, Column, Indexer, Located, Malformed, Named,
    RecordExcerpt,
};
use crate::text::Mask;

/// The indexer of JSON in all its framings.
#[derive(Clone, Debug)]
pub struct JsonIndexer {
    form: Form,
}

impl JsonIndexer {
    pub(super) fn new(form: Form) -> Self {
        Self { form }
    }

    pub(super) fn form(&self) -> &Form {
        &self.form
    }
}

/// One record: its rows to the batch, or itself as malformed. Returns where it ends, if it does.
fn record(
    text: &[u8],
    start: usize,
    end: Option<usize>,
    (filling, batch): (&mut Filling<'_>, &mut Batch),
) -> Option<usize> {
    let within = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let read = filling.read(within, start, batch).filter(|(_, read_to)| end.is_none_or(|end| end == *read_to));
    let Some((rows, read_to)) = read else {
        malformed(start, batch);
        return end.or_else(|| extent::end_of(text, start));
    };
    for row in 0..rows {
        if filling.is_sound(row) {
            batch.record_of.push(narrow(batch.records()));
            batch.record_starts.push(narrow(start));
            filling.row(text, row, batch);
        } else {
            malformed(start, batch);
        }
    }
    Some(read_to)
}

fn malformed(start: usize, batch: &mut Batch) {
    let record = narrow(batch.records());
    batch.record_starts.push(narrow(start));
    batch.malformed_count += 1;
    if batch.malformed.len() < Batch::MALFORMED_KEPT {
        batch.malformed.push(Malformed { record, cells: 0 });
    }
}

/// Notes something at a byte of the text.
pub(super) fn note(kind: BatchNoteKind, record: usize, at: usize, batch: &mut Batch) {
    let Some(count) = batch.note_counts.get_mut(kind as usize) else { return };
    *count += 1;
    if *count <= Batch::NOTES_KEPT as u64 {
        batch.notes.push(BatchNote { kind, record: narrow(record), at: narrow(at) });
    }
}

impl Indexer for JsonIndexer {
    fn index(&self, block: &Block, wanted: &[usize], batch: &mut Batch) {
        batch.clear();
        let text = decode::text(&block.raw, &mut batch.undecodable);
        batch.text.extend_from_slice(&text);
        batch.columns.resize_with(wanted.len(), Column::default);
        let many = |column: &usize| self.form.levels.get(*column) == Some(&super::form::Level::Many);
        for (column, wanted) in batch.columns.iter_mut().zip(wanted) {
            column.many = many(wanted);
        }
        fill::with(&self.form, wanted, |filling| {
            let mut records = self.form.records(&text, (!block.broken).then_some(block.last));
            while let Some(stretch) = records.next() {
                match stretch {
                    Stretch::Line { start, end } => {
                        record(&text, start, Some(end), (filling, batch));
                    }
                    Stretch::Value(start) => match record(&text, start, None, (filling, batch)) {
                        Some(end) => records.pass_to(end),
                        None => records.pass_broken(),
                    },
                    Stretch::Blank(at) => note(BatchNoteKind::BlankLine, batch.records(), at, batch),
                    Stretch::Comma(at) => note(BatchNoteKind::Comma, batch.records(), at, batch),
                }
            }
        });
        batch.notes.sort_by_key(|it| it.at);
        batch.newlines = memchr::memchr_iter(b'\n', &text).count() as u64 + block.lines_after;
        if self.form.framing == Framing::Lines {
            // The rest of a line that is too long was passed over, with its line break.
            batch.newlines += u64::from(!block.last && !text.ends_with(b"\n"));
        }
    }

    fn locate(&self, block: &Block, batch: &Batch, record: u32, column: Option<usize>) -> Located {
        self.locate_item(block, batch, At { record, column, item: 0 })
    }

    fn locate_item(&self, block: &Block, batch: &Batch, at: At) -> Located {
        Page::of(self, block, batch).locate(at)
    }

    fn named(&self, block: &Block, batch: &Batch, at: At) -> Named {
        Named { pointer: Page::of(self, block, batch).pointer(at), cell: None }
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
        self.excerpt_item(block, batch, At { record: at.0, column: at.1, item: 0 }, mask)
    }

    fn excerpt_item(&self, block: &Block, batch: &Batch, at: At, mask: &dyn Fn(usize) -> Mask) -> RecordExcerpt {
        excerpt::of(&Page::of(self, block, batch), at, mask)
    }

    fn arrangement(&self) -> Arrangement {
        if self.form.framing == Framing::Items { Arrangement::List } else { Arrangement::Sequence }
    }

    fn extents(&self, block: &Block, batch: &Batch) -> Option<Vec<Range<usize>>> {
        let text = decode::text(&block.raw, &mut Vec::new());
        let end = |start: usize| extent::end_of(&text, start).unwrap_or(text.len());
        let mut extents: Vec<Range<usize>> = Vec::with_capacity(batch.records());
        for start in batch.record_starts.iter().map(|it| *it as usize) {
            let same = extents.last().filter(|it| it.start == start).cloned();
            extents.push(same.unwrap_or_else(|| start..end(start)));
        }
        if let Cow::Owned(_) = text {
            for it in &mut extents {
                *it = stored(&block.raw, it.start)..stored(&block.raw, it.end);
            }
        }
        Some(extents)
    }

    fn stored_at(&self, block: &Block, _: &Batch, texts: &[u32]) -> Vec<usize> {
        let is_stored = matches!(decode::text(&block.raw, &mut Vec::new()), Cow::Borrowed(_));
        let at = |text: &u32| if is_stored { *text as usize } else { stored(&block.raw, *text as usize) };
        texts.iter().map(at).collect()
    }

    fn renamed(&self, block: &Block, names: &[(usize, Arc<str>)], out: &mut Vec<u8>) {
        rename::renamed(&self.form, block, names, out);
    }

    fn rewrite(&self, block: &Block, batch: &Batch, edits: &[CellEdit], out: &mut Block) -> Vec<usize> {
        rewrite::rewrite(self, (block, batch), edits, &mut out.raw)
    }
}
