//! Records that are items of a list: of a JSON array, or elements of an XML document.
//!
//! What opens and what closes the list is in both files. Whatever parts a record from the one before goes with it, except
//! that the first record of a file has none before it. The reasons tell it, so that nothing is lost.

use std::io::{self, Write};
use std::ops::Range;

use super::{Bad, Division, Outs, Placed, Stretch, Unparted, last_rows};
use crate::message::fix as say;
use crate::table::{Batch, Block, Indexer, Source, Table};

pub(super) struct List {
    source: Source,
    outs: Outs,
    /// Bytes after the last record that are not written yet.
    gap: Range<u64>,
    opened: bool,
    /// Whether the good and the bad file have a record.
    begun: [bool; 2],
}

impl List {
    pub(super) fn new(source: Source, outs: Outs) -> Self {
        Self { source, outs, gap: 0..0, opened: false, begun: [false; 2] }
    }

    fn gap(&self, block: &Block) -> io::Result<Vec<u8>> {
        let within = |at: u64| usize::try_from(at.checked_sub(block.offset)?).ok();
        let here = within(self.gap.start).zip(within(self.gap.end)).and_then(|(from, to)| block.raw.get(from..to));
        if let Some(bytes) = here {
            return Ok(bytes.to_vec());
        }
        self.source.bytes(self.gap.clone())
    }

    fn both(&mut self) -> io::Result<()> {
        for is_bad in [false, true] {
            self.source.copy(self.gap.clone(), self.outs.of(is_bad))?;
        }
        Ok(())
    }

    /// Writes what parts the next record of `block` from the one before, unless there is none before in its file. Gives it
    /// where it is to be told: of bad records, and where it is in neither file.
    fn part(&mut self, is_bad: bool, block: &Block) -> io::Result<Option<String>> {
        let begun = self.begun.get_mut(usize::from(is_bad)).is_some_and(|it| std::mem::replace(it, true));
        if !self.opened {
            self.opened = true;
            return self.both().map(|()| None);
        }
        let gap = self.gap(block)?;
        if begun {
            self.outs.of(is_bad).write_all(&gap)?;
        }
        Ok((is_bad || !begun).then(|| String::from_utf8_lossy(&gap).into_owned()))
    }
}

impl Division for List {
    fn block(
        &mut self,
        indexer: &dyn Indexer,
        (block, batch): (&Block, &Batch),
        bad: &Bad,
    ) -> Result<(u64, Vec<Placed>), Unparted> {
        let extents = indexer.extents(block, batch).filter(|_| !block.broken);
        let extents = extents.ok_or_else(|| Unparted::Left(say::not_delimited()))?;
        let mut placed = Vec::new();
        for (record, row) in last_rows(&batch.record_starts) {
            let extent = extents.get(row).cloned().unwrap_or_default();
            let is_bad = bad.contains_key(&record);
            let bytes = block.raw.get(extent.clone()).unwrap_or_default();
            let offset = block.offset + extent.start as u64;
            self.gap.end = offset;
            let before = self.part(is_bad, block)?;
            let at = self.outs.of(is_bad).bytes;
            self.outs.of(is_bad).write_all(bytes)?;
            let end = block.offset + extent.end as u64;
            self.gap = end..end;
            placed.push(Placed {
                record,
                is_bad,
                bytes: Some(Stretch { offset, length: bytes.len() as u64, at }),
                before,
            });
        }
        Ok((0, placed))
    }

    fn finish(mut self: Box<Self>, _: &dyn Table) -> Result<u64, Unparted> {
        self.gap.end = self.source.length()?;
        self.both()?;
        self.outs.flush()?;
        Ok(0)
    }
}
