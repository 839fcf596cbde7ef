//! Blocks read once more, for the few records that need a second look.

use std::sync::Arc;

use super::{FilePlan, Sampler};
use crate::engine::keys::{View, cells, fingerprint, fingerprints, pack};
use crate::plan::outcome;
use crate::table::{Batch, Block, Indexer, ReadError, Table};

/// One file, opened again.
pub(in crate::engine) struct Reread {
    table: Box<dyn Table>,
    indexer: Arc<dyn Indexer>,
    block: Block,
    batch: Batch,
    outcomes: Vec<Vec<u8>>,
    scratch: Vec<u8>,
}

impl Reread {
    /// Wraps a freshly opened file.
    pub(in crate::engine) fn new(table: Box<dyn Table>) -> Self {
        Self {
            indexer: table.indexer(),
            table,
            block: Block::default(),
            batch: Batch::default(),
            outcomes: Vec::new(),
            scratch: Vec::new(),
        }
    }

    /// Reads a block, or stretches of one, again and takes the guards off its cells.
    ///
    /// # Errors
    /// Where the file is gone or shorter than it was.
    pub(in crate::engine) fn load(
        &mut self,
        plan: &FilePlan,
        (offset, length): (u64, usize),
    ) -> Result<(), Box<ReadError>> {
        self.table.refetch(offset, length, &mut self.block)?;
        self.indexer.index(&self.block, &plan.columns, &mut self.batch);
        for (column, it) in self.batch.columns.iter_mut().zip(plan.column_plans()) {
            it.strip(column, &self.batch.text);
        }
        Ok(())
    }

    /// The columns of the block that was read last.
    pub(in crate::engine) fn batch(&self) -> &Batch {
        &self.batch
    }

    /// Calls `with` with each record of the block that was read last and that has a whole key, as it was noted when the
    /// block was judged: the record, its packed key, and the bytes that were packed.
    pub(in crate::engine) fn each_key(&mut self, plan: &FilePlan, mut with: impl FnMut(u32, u128, &[u8])) {
        let Some(key) = &plan.key else { return };
        self.outcomes.resize_with(plan.plans.len(), Vec::new);
        for (planned, _) in &key.parts.parts {
            let parts = (plan.plans.get(*planned), self.batch.columns.get(*planned), self.outcomes.get_mut(*planned));
            let (Some(checks), Some(column), Some(outcomes)) = parts else { return };
            checks.judge(column, &self.batch.text, outcomes);
            spoil(&self.batch, *planned, outcomes);
        }
        let batch = &self.batch;
        let view = View {
            columns: &batch.columns,
            outcomes: &self.outcomes,
            plans: &plan.plans,
            text: &batch.text,
            rows: batch.rows(),
        };
        key.parts.each(&view, false, &mut self.scratch, |row, packed, bytes| {
            if let Some(record) = batch.record_of.get(row) {
                with(*record, packed, bytes);
            }
        });
    }

    /// The same of whole records, where they must not be alike: each one's fingerprint, and the bytes of all its cells.
    pub(in crate::engine) fn each_whole(&mut self, plan: &FilePlan, mut with: impl FnMut(u32, u64, &[u8])) {
        let batch = &self.batch;
        let mut prints = Vec::new();
        fingerprints(batch, seed(&plan.path), &mut prints);
        for (row, (print, record)) in prints.iter().zip(&batch.record_of).enumerate() {
            if let Some(print) = print {
                cells(batch, row, &mut self.scratch);
                // Files are not compared with each other: a day may well be as the day before.
                self.scratch.extend_from_slice(plan.path.as_bytes());
                with(*record, *print, &self.scratch);
            }
        }
    }

    /// Takes places from it.
    pub(in crate::engine) fn sampler<'b>(&'b self, plan: &'b FilePlan) -> Sampler<'b> {
        Sampler { plan, indexer: &*self.indexer, block: &self.block, batch: &self.batch }
    }
}

/// What the fingerprints of a file's records begin with.
pub(super) fn seed(path: &str) -> u64 {
    fingerprint(pack(path.as_bytes()))
}

/// Gives cells with undecodable bytes the outcome that keeps them from being keys.
fn spoil(batch: &Batch, planned: usize, outcomes: &mut [u8]) {
    let Some(column) = batch.columns.get(planned) else { return };
    for at in &batch.undecodable {
        let record = batch.record_starts.partition_point(|start| start <= at).saturating_sub(1);
        let row = u32::try_from(record).ok().and_then(|it| batch.record_of.binary_search(&it).ok());
        for cell in row.map_or(0..0, |it| column.cells_of(it)) {
            let bytes = column.bytes(cell, &batch.text);
            if let Some(code) = outcomes.get_mut(cell)
                && memchr::memmem::find(bytes, "\u{FFFD}".as_bytes()).is_some()
            {
                *code = outcome::UNDECODABLE;
            }
        }
    }
}
