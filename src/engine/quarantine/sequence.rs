//! Records of text that stand by themselves, such as lines.
//!
//! What stands before the first record is in both files; everything else that is no record stays with the good ones.

use std::io::{self, Write};

use super::{Bad, Division, Outs, Placed, Stretch, Unparted, last_rows};
use crate::table::{Batch, BatchNote, BatchNoteKind, Block, Indexer, Source, Table};

pub(super) struct Sequence {
    source: Source,
    outs: Outs,
    /// Everything before this byte is written.
    at: u64,
    opened: bool,
    /// Where the last record went, if only its beginning was read because it is too long.
    cut: Option<bool>,
}

impl Sequence {
    pub(super) fn new(source: Source, outs: Outs) -> Self {
        Self { source, outs, at: 0, opened: false, cut: None }
    }

    /// Writes what stands before the byte `to`. Gives its bytes where they belong to the record before.
    fn pass(&mut self, to: u64) -> io::Result<u64> {
        let more = to.saturating_sub(self.at);
        let cut = self.cut.take();
        self.source.copy(self.at..to, self.outs.of(cut == Some(true)))?;
        if !self.opened {
            self.source.copy(self.at..to, self.outs.of(true))?;
        }
        self.opened = true;
        self.at = self.at.max(to);
        Ok(if cut == Some(true) { more } else { 0 })
    }
}

impl Division for Sequence {
    fn block(
        &mut self,
        indexer: &dyn Indexer,
        (block, batch): (&Block, &Batch),
        bad: &Bad,
    ) -> Result<(u64, Vec<Placed>), Unparted> {
        let more = self.pass(block.offset)?;
        let mut starts = batch.record_starts.clone();
        let records = starts.len();
        let last = starts.last().copied().unwrap_or_default();
        // Totals and the footer end the records; whatever follows the last one stays with the good.
        let ends = |it: &&BatchNote| matches!(it.kind, BatchNoteKind::Totals | BatchNoteKind::Footer) && it.at >= last;
        starts.extend(batch.notes.iter().filter(ends).map(|it| it.at).min());
        let stored = indexer.stored_at(block, batch, &starts);
        let stretch = |from: usize, to: Option<&usize>| {
            block.raw.get(from..to.copied().unwrap_or(block.raw.len())).unwrap_or_default()
        };
        self.outs.of(false).write_all(stretch(0, stored.first()))?;
        let mut placed = Vec::new();
        for (record, row) in last_rows(batch.record_starts.get(..records).unwrap_or_default()) {
            let from = stored.get(row).copied().unwrap_or_default();
            let bytes = stretch(from, stored.get(row + 1));
            let is_bad = bad.contains_key(&record);
            let at = self.outs.of(is_bad).bytes;
            self.outs.of(is_bad).write_all(bytes)?;
            let place = Stretch { offset: block.offset + from as u64, length: bytes.len() as u64, at };
            placed.push(Placed { record, is_bad, bytes: Some(place), before: None });
        }
        if let Some(from) = stored.get(records) {
            self.outs.of(false).write_all(stretch(*from, None))?;
        }
        self.at = block.offset + block.raw.len() as u64;
        self.cut = placed.last().filter(|_| block.broken).map(|it| it.is_bad);
        Ok((more, placed))
    }

    fn finish(mut self: Box<Self>, _: &dyn Table) -> Result<u64, Unparted> {
        let more = self.pass(self.source.length()?)?;
        self.outs.flush()?;
        Ok(more)
    }
}
