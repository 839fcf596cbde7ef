//! One block: indexed, judged column by column, counted, and its few failures sampled while it is in cache.

use std::collections::BTreeSet;
use std::sync::Mutex;

use super::counting::Counting;
use super::tally::{BlockTally, Part, Subject};
use super::{FilePlan, Sampler};
use crate::engine::keys::{Location, Seen, View};
use crate::table::{Batch, Block, Indexer};

/// What one thread reuses from block to block.
pub(super) struct Worker {
    pub(super) block: Block,
    batch: Batch,
    outcomes: Vec<Vec<u8>>,
    scratch: Vec<u8>,
    /// Keys this thread has seen.
    pub(super) seen: Seen,
    /// Whether a record was out of reach of [`Location`].
    pub(super) overflown: bool,
}

/// What a block gives.
#[derive(Debug, Default)]
pub(super) struct BlockResult {
    pub(super) number: u64,
    pub(super) offset: u64,
    pub(super) length: usize,
    pub(super) newlines: u64,
    pub(super) tally: BlockTally,
    /// Packed keys for each set of parents that the file contributes to.
    pub(super) parents: Vec<Vec<u128>>,
}

/// Subjects of which enough places have been kept in blocks before: no more need to be worded.
#[derive(Default)]
pub(super) struct Filled(Mutex<BTreeSet<Subject>>);

impl Filled {
    pub(super) fn mark(&self, subject: Subject) {
        if let Ok(mut filled) = self.0.lock() {
            filled.insert(subject);
        }
    }

    pub(super) fn has(&self, subject: Subject) -> bool {
        self.0.lock().is_ok_and(|filled| filled.contains(&subject))
    }
}

impl Worker {
    /// One that keeps at most `memory` bytes of keys.
    pub(super) fn new(memory: usize) -> Self {
        Self {
            block: Block::default(),
            batch: Batch::default(),
            outcomes: Vec::new(),
            scratch: Vec::new(),
            seen: Seen::within(memory),
            overflown: false,
        }
    }

    /// Judges the block in `self.block`. `first_block` counts the dataset's blocks before this file.
    pub(super) fn judge(
        &mut self,
        plan: &FilePlan,
        indexer: &dyn Indexer,
        filled: &Filled,
        first_block: u64,
    ) -> BlockResult {
        indexer.index(&self.block, &plan.wanted, &mut self.batch);
        let mut failed = plan.judge_cells(&mut self.batch, &mut self.outcomes);
        let mut counting =
            Counting { plan, filled, tally: BlockTally::default(), batch: &self.batch, block: &self.block, indexer };
        counting.records();
        counting.undecodable(&mut self.outcomes);
        plan.judge_conditions(counting.batch, &mut self.outcomes, &mut failed);
        for (index, it) in plan.plans.iter().enumerate() {
            let outcomes = self.outcomes.get(index).map(Vec::as_slice).unwrap_or_default();
            counting.column(index, it, outcomes, failed.get(index).copied().unwrap_or(true));
        }
        let mut tally = counting.tally;
        let parents = self.keys(plan, indexer, filled, first_block, &mut tally);
        BlockResult {
            number: self.block.number,
            offset: self.block.offset,
            length: self.block.raw.len(),
            newlines: self.batch.newlines,
            tally,
            parents,
        }
    }

    /// Notes keys, gathers parents, and looks references up.
    fn keys(
        &mut self,
        plan: &FilePlan,
        indexer: &dyn Indexer,
        filled: &Filled,
        first_block: u64,
        tally: &mut BlockTally,
    ) -> Vec<Vec<u128>> {
        let batch = &self.batch;
        let view = View { columns: &batch.columns, outcomes: &self.outcomes, plans: &plan.plans, text: &batch.text };
        let rows = batch.rows();
        if let Some(key) = plan.key.as_ref().filter(|it| it.unique) {
            for (row, record) in batch.record_of.iter().enumerate() {
                let Some(packed) = key.parts.of_row(row, &view, false, &mut self.scratch) else { continue };
                tally.keys += 1;
                match Location::new(first_block + self.block.number, *record) {
                    Some(location) => self.seen.insert(packed, location),
                    None => self.overflown = true,
                }
            }
        }
        let sampler = Sampler { plan, indexer, block: &self.block, batch };
        for (index, job) in plan.references.iter().enumerate() {
            let mut part = Part::default();
            let wording = !filled.has(Subject::Unmatched(index));
            let mut tested = 0;
            for row in 0..rows {
                let Some(packed) = job.parts.of_row(row, &view, true, &mut self.scratch) else { continue };
                tested += 1;
                if !job.parents.contains(packed) {
                    part.count += 1;
                    if wording && part.samples.len() < plan.keep {
                        part.samples.extend(job.parts.parts.first().map(|(planned, _)| sampler.cell(row, *planned)));
                    }
                }
            }
            tally.referring.push(tested);
            if part.count > 0 {
                tally.parts.insert(Subject::Unmatched(index), part);
            }
        }
        let mut parents = Vec::with_capacity(plan.parents.len());
        for job in &plan.parents {
            let mut packed: Vec<u128> =
                (0..rows).filter_map(|row| job.parts.of_row(row, &view, false, &mut self.scratch)).collect();
            if batch.malformed_count > 0 {
                packed.extend(malformed(batch).filter_map(|record| {
                    let cells = indexer.cells(&self.block, batch, record);
                    let cells: Vec<&str> = plan
                        .plans
                        .iter()
                        .zip(&plan.wanted)
                        .map(|(it, column)| cells.get(*column).map_or("", |cell| it.stripped(cell)))
                        .collect();
                    job.parts.of_cells(&cells, &plan.plans)
                }));
            }
            parents.push(packed);
        }
        parents
    }
}

/// The records (from 0) of a batch that are not well-formed.
fn malformed(batch: &Batch) -> impl Iterator<Item = u32> + '_ {
    let records = u32::try_from(batch.records()).unwrap_or(u32::MAX);
    let mut formed = batch.record_of.iter().copied().peekable();
    (0..records).filter(move |record| formed.next_if_eq(record).is_none())
}
