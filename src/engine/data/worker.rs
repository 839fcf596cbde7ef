//! One block: indexed, judged column by column, counted, and its few failures sampled while it is in cache.

use std::collections::BTreeSet;
use std::sync::Mutex;

use super::counting::Counting;
use super::reread::seed;
use super::tally::{BlockTally, Part, Subject};
use super::{FilePlan, Sampler};
use crate::engine::across::Emitted;
use crate::engine::keys::{Keys, Location, Seen, StrayKeys, Stretch, View, fingerprint, fingerprints};
use crate::plan::Cells;
use crate::table::{Batch, Block, Indexer};

/// What one thread reuses from block to block.
pub(super) struct Worker {
    pub(super) block: Block,
    batch: Batch,
    outcomes: Vec<Vec<u8>>,
    scratch: Vec<u8>,
    /// Fingerprints of the block's keys, and their records.
    noted: Vec<(u64, u32)>,
    /// Keys this thread has seen.
    pub(super) seen: Seen,
}

/// What a block gives.
#[derive(Debug, Default)]
pub(super) struct BlockResult {
    pub(super) number: u64,
    pub(super) offset: u64,
    pub(super) length: usize,
    pub(super) newlines: u64,
    pub(super) stretches: Box<[u32]>,
    pub(super) tally: BlockTally,
    /// Packed keys for each set of parents that the file contributes to.
    pub(super) parents: Vec<Keys>,
    /// Keys that no partner has, for each reference of the file.
    pub(super) strays: Vec<StrayKeys>,
    /// Rows for checks across datasets.
    pub(super) across: Vec<Emitted>,
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
            noted: Vec::new(),
            seen: Seen::within(memory),
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
        self.batch.wants_signs = plan.plans.iter().any(|it| it.lookout.needs_signs());
        indexer.index(&self.block, &plan.columns, &mut self.batch);
        self.batch.find_signs();
        let mut failed = plan.judge_cells(&mut self.batch, &mut self.outcomes);
        let mut counting =
            Counting { plan, filled, tally: BlockTally::default(), batch: &self.batch, block: &self.block, indexer };
        counting.records();
        counting.undecodable(&mut self.outcomes);
        plan.judge_conditions(counting.batch, &mut self.outcomes, &mut failed);
        for (index, it) in plan.column_plans().enumerate() {
            let outcomes = self.outcomes.get(index).map(Vec::as_slice).unwrap_or_default();
            counting.column(index, it, outcomes, failed.get(index).copied().unwrap_or(true));
        }
        counting.watch(&self.outcomes);
        let mut tally = counting.tally;
        tally.profiles = plan.profiles(&self.batch, &self.outcomes);
        self.note_keys(plan, first_block, &mut tally);
        self.note_records(plan, first_block, &mut tally);
        let block = first_block + self.block.number;
        let strays = self.look_up((plan, indexer, filled), block, &mut tally);
        let parents = self.parents(plan, indexer);
        let cells = Cells {
            columns: &self.batch.columns,
            outcomes: &self.outcomes,
            plans: &plan.plans,
            text: &self.batch.text,
        };
        let across = plan.across.iter().map(|it| it.rows(cells, &self.batch, block)).collect();
        BlockResult {
            number: self.block.number,
            offset: self.block.offset,
            length: self.block.raw.len() + usize::try_from(self.block.page.stored).unwrap_or(0),
            newlines: self.batch.newlines,
            stretches: self.stretches(plan),
            tally,
            parents,
            strays,
            across,
        }
    }

    fn view<'v>(batch: &'v Batch, outcomes: &'v [Vec<u8>], plan: &'v FilePlan) -> View<'v> {
        View { columns: &batch.columns, outcomes, plans: &plan.plans, text: &batch.text, rows: batch.rows() }
    }

    /// Notes the keys that have to be unique.
    fn note_keys(&mut self, plan: &FilePlan, first_block: u64, tally: &mut BlockTally) {
        let Some(key) = plan.key.as_ref().filter(|it| it.unique) else { return };
        let view = Self::view(&self.batch, &self.outcomes, plan);
        let (noted, records) = (&mut self.noted, &self.batch.record_of);
        noted.clear();
        key.parts.each(&view, false, &mut self.scratch, |row, packed, _| {
            noted.push((fingerprint(packed), records.get(row).copied().unwrap_or_default()));
        });
        tally.keys = noted.len() as u64;
        self.seen.insert(noted, first_block + self.block.number);
    }

    /// Notes the whole records, where no key tells them apart.
    fn note_records(&mut self, plan: &FilePlan, first_block: u64, tally: &mut BlockTally) {
        if !plan.whole {
            return;
        }
        let mut prints = Vec::new();
        fingerprints(&self.batch, seed(&plan.path), &mut prints);
        self.noted.clear();
        let records = prints.iter().zip(&self.batch.record_of);
        self.noted.extend(records.filter_map(|(print, record)| print.map(|it| (it, *record))));
        tally.keys = self.noted.len() as u64;
        self.seen.insert(&self.noted, first_block + self.block.number);
    }

    /// Where stretches of records begin in the block, where they can be read again on their own.
    fn stretches(&self, plan: &FilePlan) -> Box<[u32]> {
        let unique = plan.whole || plan.key.as_ref().is_some_and(|it| it.unique);
        if !unique || !plan.is_plain_text() || !self.batch.undecodable.is_empty() || self.block.last {
            return Box::default();
        }
        let (records, most) = (Stretch::RECORDS as usize, Stretch::MOST as usize);
        self.batch.record_starts.iter().copied().step_by(records).take(most).collect()
    }

    /// Looks references up, and gives the keys that no partner has.
    fn look_up(
        &mut self,
        (plan, indexer, filled): (&FilePlan, &dyn Indexer, &Filled),
        block: u64,
        tally: &mut BlockTally,
    ) -> Vec<StrayKeys> {
        let block = u32::try_from(block).unwrap_or(u32::MAX);
        let mut all = Vec::with_capacity(plan.references.len());
        let view = Self::view(&self.batch, &self.outcomes, plan);
        let sampler = Sampler { plan, indexer, block: &self.block, batch: &self.batch };
        for (index, job) in plan.references.iter().enumerate() {
            let mut part = Part::default();
            let wording = !filled.has(Subject::Unmatched(index));
            let (mut tested, mut strays) = (0, StrayKeys::default());
            job.parts.each(&view, true, &mut self.scratch, |row, packed, bytes| {
                tested += 1;
                if job.parents.contains(packed, bytes) {
                    return;
                }
                part.count += 1;
                if job.spelled {
                    let record = self.batch.record_of.get(row).copied().unwrap_or_default();
                    strays.push(Location { block, record }, bytes);
                }
                if wording && part.samples.len() < plan.keep {
                    part.samples.extend(job.parts.parts.first().map(|(planned, _)| sampler.cell(row, *planned)));
                }
            });
            all.push(strays);
            tally.referring.push(tested);
            if part.count > 0 {
                tally.parts.insert(Subject::Unmatched(index), part);
            }
        }
        all
    }

    /// Gathers parents. A record of wrong width is one as long as its key can be read.
    fn parents(&mut self, plan: &FilePlan, indexer: &dyn Indexer) -> Vec<Keys> {
        let (batch, block) = (&self.batch, &self.block);
        let view = Self::view(batch, &self.outcomes, plan);
        let scratch = &mut self.scratch;
        let mut gathered = Vec::with_capacity(plan.parents.len());
        for job in &plan.parents {
            let mut keys = Keys::default();
            job.parts.each(&view, false, scratch, |_, packed, bytes| keys.push(packed, bytes));
            for record in malformed(batch).filter(|_| batch.malformed_count > 0) {
                let cells = indexer.cells(block, batch, record);
                let wanted = plan.plans.iter().zip(&plan.wanted);
                let stripped = wanted.map(|(it, column)| cells.get(*column).map_or("", |cell| it.stripped(cell)));
                job.parts.of_cells(&stripped.collect::<Vec<_>>(), &plan.plans, &mut keys);
            }
            gathered.push(keys);
        }
        gathered
    }
}

/// The records (from 0) of a batch that are not well-formed.
fn malformed(batch: &Batch) -> impl Iterator<Item = u32> + '_ {
    let records = u32::try_from(batch.records()).unwrap_or(u32::MAX);
    let mut formed = batch.record_of.iter().copied().peekable();
    (0..records).filter(move |record| formed.next_if_eq(record).is_none())
}
