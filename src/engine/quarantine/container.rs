//! Rows of a container: each file is the container without the rows of the other.

use super::{Bad, Division, Outs, Placed, Unparted};
use crate::message::fix as say;
use crate::table::{Batch, Block, Indexer, RowSet, Table};

pub(super) struct Container {
    outs: Outs,
    good: RowSet,
    bad: RowSet,
}

impl Container {
    pub(super) fn new(outs: Outs) -> Self {
        Self { outs, good: RowSet::default(), bad: RowSet::default() }
    }
}

impl Division for Container {
    fn block(
        &mut self,
        _: &dyn Indexer,
        (block, batch): (&Block, &Batch),
        bad: &Bad,
    ) -> Result<(u64, Vec<Placed>), Unparted> {
        let mut placed = Vec::new();
        for record in 0..u32::try_from(batch.records()).unwrap_or(u32::MAX) {
            let is_bad = bad.contains_key(&record);
            let rows = if is_bad { &mut self.bad } else { &mut self.good };
            rows.insert(&block.page, record);
            placed.push(Placed { record, is_bad, bytes: None, before: None });
        }
        Ok((0, placed))
    }

    fn finish(mut self: Box<Self>, table: &dyn Table) -> Result<u64, Unparted> {
        for (is_bad, left_out) in [(false, &self.bad), (true, &self.good)] {
            let written = table.copy_without(left_out, self.outs.of(is_bad));
            written.ok_or_else(|| Unparted::Left(say::not_written_again(table.head().format)))??;
        }
        self.outs.flush()?;
        Ok(0)
    }
}
