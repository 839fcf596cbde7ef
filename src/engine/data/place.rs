//! The few failing cells that will be shown, taken while their block is in memory.

use std::sync::Arc;

use super::FilePlan;
use crate::finding::Place;
use crate::table::{At, Batch, Block, Indexer, Located, Named, RecordExcerpt};
use crate::text::{Excerpt, Mask};

/// What of a block's counts is only known once all blocks before it have been counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::engine) struct Base {
    /// Lines before the block.
    pub(in crate::engine) line: u64,
    /// Records before the block.
    pub(in crate::engine) record: u64,
}

/// One place, counted within its block.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Sample {
    /// Record within the block, from 0.
    pub(in crate::engine) record: Option<u32>,
    located: Located,
    named: Named,
    /// The value itself: for measuring, never for showing.
    pub(in crate::engine) value: String,
    /// The value as it may be shown; `None` for a whole record.
    pub(in crate::engine) shown: Option<String>,
    key: Vec<(Arc<str>, String)>,
    excerpt: RecordExcerpt,
}

impl Sample {
    /// The same with another value for the words.
    pub(super) fn with_value(self, value: String) -> Self {
        Self { value, ..self }
    }

    /// The place in the whole input.
    pub(in crate::engine) fn place(&self, base: Base) -> Place {
        let first_line = base.line + self.excerpt.first_line + 1;
        Place {
            line: base.line + self.located.line + 1,
            column: self.located.column,
            end_line: base.line + self.located.end_line + 1,
            end_column: self.located.end_column,
            offset: self.located.offset,
            length: self.located.length,
            record: self.record.map(|it| base.record + u64::from(it) + 1),
            key: self.key.clone(),
            value: self.shown.clone(),
            // A line that is no record is shown by its place alone.
            excerpt: self.record.map(|_| {
                let RecordExcerpt { lines, marked, mark, .. } = &self.excerpt;
                Excerpt::of_lines(first_line, lines, *marked, mark.clone())
            }),
            pointer: self.named.pointer.clone(),
            cell: self.named.cell.clone(),
            ..Place::default()
        }
    }
}

/// Takes samples from one block.
pub(in crate::engine) struct Sampler<'b> {
    /// The file.
    pub(in crate::engine) plan: &'b FilePlan,
    /// Its indexer.
    pub(in crate::engine) indexer: &'b dyn Indexer,
    /// The block.
    pub(in crate::engine) block: &'b Block,
    /// Its columns, guards taken off.
    pub(in crate::engine) batch: &'b Batch,
}

impl Sampler<'_> {
    /// A cell of a planned column; cells count from 0, and are rows where each row has one.
    pub(in crate::engine) fn cell(&self, cell: usize, planned: usize) -> Sample {
        let (row, item) = self.batch.columns.get(planned).map_or((cell, 0), |it| it.row_of(cell));
        let record = self.batch.record_of.get(row).copied().unwrap_or_default();
        let column = self.plan.columns.get(planned).copied();
        let value = self.text(cell, planned);
        let mask = column.map_or(Mask::Shape, |it| self.plan.mask(it));
        Sample { shown: Some(mask.apply(&value)), value, key: self.key(row), ..self.at(At { record, column, item }) }
    }

    /// A whole record (from 0, malformed ones counted).
    pub(in crate::engine) fn record(&self, record: u32) -> Sample {
        self.at(At { record, ..At::default() })
    }

    /// A cell by its header column, of any record; its value stays untold.
    pub(in crate::engine) fn column(&self, record: u32, column: usize) -> Sample {
        self.at(At { record, column: Some(column), item: 0 })
    }

    fn at(&self, at: At) -> Sample {
        let mask = |column: usize| self.plan.mask(column);
        Sample {
            record: Some(at.record),
            located: self.indexer.locate_item(self.block, self.batch, at),
            named: self.indexer.named(self.block, self.batch, at),
            value: String::new(),
            shown: None,
            key: Vec::new(),
            excerpt: self.indexer.excerpt_item(self.block, self.batch, at, &mask),
        }
    }

    /// A line that is no record: only its place and, because it may hold anything, none of its text.
    pub(in crate::engine) fn line(&self, at: u32) -> Sample {
        if let Some((located, named)) = self.indexer.locate_note(self.block, at) {
            let (value, key, excerpt) = (String::new(), Vec::new(), RecordExcerpt::default());
            return Sample { record: None, located, named, value, shown: None, key, excerpt };
        }
        let before = self.batch.text.get(..at as usize).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() as u64;
        let start = memchr::memrchr(b'\n', before).map_or(0, |it| it + 1);
        let characters = String::from_utf8_lossy(before.get(start..).unwrap_or_default()).chars().count() as u64;
        let located = Located {
            line,
            column: characters + 1,
            end_line: line,
            end_column: characters + 1,
            offset: self.block.offset + u64::from(at),
            length: 0,
        };
        Sample {
            record: None,
            located,
            named: Named::default(),
            value: String::new(),
            shown: None,
            key: Vec::new(),
            excerpt: RecordExcerpt::default(),
        }
    }

    /// The text of a cell as the checks saw it.
    fn text(&self, cell: usize, planned: usize) -> String {
        let bytes = self.batch.columns.get(planned).map(|it| it.bytes(cell, &self.batch.text)).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// The record's key, as far as it has one.
    fn key(&self, row: usize) -> Vec<(Arc<str>, String)> {
        let Some(key) = &self.plan.key else { return Vec::new() };
        let part = |planned: usize| {
            let spec = &self.plan.plans.get(planned)?.spec;
            let value = self.text(row, planned);
            (!value.is_empty()).then(|| (Arc::clone(&spec.element.id), spec.mask.apply(&value)))
        };
        key.parts.parts.iter().filter_map(|(planned, _)| part(*planned)).collect()
    }
}
