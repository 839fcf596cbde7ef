//! Blocks read once more, for the few records that need a second look.

use std::sync::Arc;

use super::{BlockAt, FilePlan, Sampler};
use crate::table::{Batch, Block, Indexer, ReadError, Table};

/// One file, opened again.
pub(in crate::engine) struct Reread {
    table: Box<dyn Table>,
    indexer: Arc<dyn Indexer>,
    block: Block,
    batch: Batch,
}

impl Reread {
    /// Wraps a freshly opened file.
    pub(in crate::engine) fn new(table: Box<dyn Table>) -> Self {
        Self { indexer: table.indexer(), table, block: Block::default(), batch: Batch::default() }
    }

    /// Reads a block again and takes the guards off its cells.
    ///
    /// # Errors
    /// Where the file is gone or shorter than it was.
    pub(in crate::engine) fn load(&mut self, plan: &FilePlan, at: BlockAt) -> Result<(), Box<ReadError>> {
        self.table.refetch(at.offset, at.length, &mut self.block)?;
        self.indexer.index(&self.block, &plan.wanted, &mut self.batch);
        for (column, it) in self.batch.columns.iter_mut().zip(&plan.plans) {
            it.strip(column, &self.batch.text);
        }
        Ok(())
    }

    /// The columns of the block that was read last.
    pub(in crate::engine) fn batch(&self) -> &Batch {
        &self.batch
    }

    /// Takes places from it.
    pub(in crate::engine) fn sampler<'b>(&'b self, plan: &'b FilePlan) -> Sampler<'b> {
        Sampler { plan, indexer: &*self.indexer, block: &self.block, batch: &self.batch }
    }
}
