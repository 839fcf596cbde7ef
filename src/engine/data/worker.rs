//! One block: indexed, judged column by column, counted, and its few failures sampled while it is in cache.

use std::collections::BTreeSet;
use std::sync::Mutex;

use super::tally::{BlockTally, Part, Subject};
use super::{FilePlan, Sample, Sampler};
use crate::engine::keys::{Location, Seen, View};
use crate::plan::{ColumnPlan, outcome};
use crate::rule::Rule;
use crate::rules::RULES;
use crate::table::{Batch, Block, Indexer};

/// What one thread reuses from block to block.
#[derive(Default)]
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

    fn has(&self, subject: Subject) -> bool {
        self.0.lock().is_ok_and(|filled| filled.contains(&subject))
    }
}

impl Worker {
    /// Judges the block in `self.block`. `first_block` counts the dataset's blocks before this file.
    pub(super) fn judge(
        &mut self,
        plan: &FilePlan,
        indexer: &dyn Indexer,
        filled: &Filled,
        first_block: u64,
    ) -> BlockResult {
        indexer.index(&self.block, &plan.wanted, &mut self.batch);
        self.outcomes.resize_with(plan.plans.len(), Vec::new);
        let mut failed = vec![false; plan.plans.len()];
        for (index, it) in plan.plans.iter().enumerate() {
            let (Some(column), Some(outcomes)) = (self.batch.columns.get_mut(index), self.outcomes.get_mut(index))
            else {
                continue;
            };
            it.strip(column, &self.batch.text);
            let any = it.judge(column, &self.batch.text, outcomes);
            if let Some(failed) = failed.get_mut(index) {
                *failed = any;
            }
        }
        let mut counting =
            Counting { plan, filled, tally: BlockTally::default(), batch: &self.batch, block: &self.block, indexer };
        counting.records();
        counting.undecodable(&mut self.outcomes);
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

/// Counts one block.
struct Counting<'b> {
    plan: &'b FilePlan,
    filled: &'b Filled,
    tally: BlockTally,
    batch: &'b Batch,
    block: &'b Block,
    indexer: &'b dyn Indexer,
}

impl Counting<'_> {
    fn sampler(&self) -> Sampler<'_> {
        Sampler { plan: self.plan, indexer: self.indexer, block: self.block, batch: self.batch }
    }

    /// Totals, malformed records and notes.
    fn records(&mut self) {
        let batch = self.batch;
        self.tally.rows = batch.rows() as u64;
        self.tally.records = batch.records() as u64;
        self.tally.trailing_delimiters = batch.trailing_delimiters;
        if batch.malformed_count > 0 {
            let mut part = Part { count: batch.malformed_count, ..Part::default() };
            part.extra = batch.malformed.first().map_or(0, |it| u64::from(it.cells));
            if !self.filled.has(Subject::Malformed) {
                let shown = batch.malformed.iter().take(self.plan.keep);
                part.samples = shown.map(|it| self.sampler().record(it.record)).collect();
            }
            self.tally.parts.insert(Subject::Malformed, part);
        }
        for note in &batch.notes {
            let subject = Subject::Note(note.kind);
            let sample = (!self.filled.has(subject)).then(|| self.sampler().line(note.at));
            let total = batch.note_counts.get(note.kind as usize).copied().unwrap_or(0);
            let part = self.tally.parts.entry(subject).or_default();
            part.count = total;
            if part.samples.len() < self.plan.keep {
                part.samples.extend(sample);
            }
        }
    }

    /// Gives cells that hold undecodable bytes their outcome, and counts them by header column.
    fn undecodable(&mut self, outcomes: &mut [Vec<u8>]) {
        let mut seen = BTreeSet::new();
        for at in &self.batch.undecodable {
            let record = self.batch.record_starts.partition_point(|start| start <= at).saturating_sub(1);
            seen.insert(u32::try_from(record).unwrap_or(u32::MAX));
        }
        for record in seen {
            let cells = self.indexer.cells(self.block, self.batch, record);
            for (column, _) in cells.iter().enumerate().filter(|(_, cell)| cell.contains('\u{FFFD}')) {
                let subject = Subject::Undecodable(column);
                let sample = (!self.filled.has(subject)).then(|| self.sampler().column(record, column));
                let sample = sample.map(|it| {
                    let bytes = self.hex(&it);
                    it.with_value(bytes)
                });
                let part = self.tally.parts.entry(subject).or_default();
                part.count += 1;
                if part.samples.len() < self.plan.keep {
                    part.samples.extend(sample);
                }
                let planned = self.plan.wanted.iter().position(|it| *it == column);
                let row = self.batch.record_of.binary_search(&record).ok();
                if let (Some(planned), Some(row)) = (planned, row)
                    && let Some(code) = outcomes.get_mut(planned).and_then(|it| it.get_mut(row))
                {
                    *code = outcome::UNDECODABLE;
                }
            }
        }
    }

    /// The first bytes of a place that its encoding cannot read.
    fn hex(&self, sample: &Sample) -> String {
        let place = sample.place(super::Base::default());
        let from = usize::try_from(place.offset.saturating_sub(self.block.offset)).unwrap_or(usize::MAX);
        let to = from.saturating_add(usize::try_from(place.length).unwrap_or(0));
        let raw = self.block.raw.get(from..to).unwrap_or_default();
        let bad = match std::str::from_utf8(raw) {
            Err(error) if self.plan.is_utf8() => raw.get(error.valid_up_to()..).unwrap_or_default(),
            _ => raw.iter().position(|it| !it.is_ascii()).and_then(|at| raw.get(at..)).unwrap_or_default(),
        };
        let shown: Vec<String> = bad.iter().take(4).map(|it| format!("{it:02X}")).collect();
        shown.join(" ")
    }

    /// Counts the outcomes of a planned column and samples its failures.
    fn column(&mut self, planned: usize, plan: &ColumnPlan, outcomes: &[u8], failed: bool) {
        let mut counts = [0_u64; outcome::COUNT];
        if failed || !self.batch.undecodable.is_empty() {
            for code in outcomes {
                if let Some(count) = counts.get_mut(usize::from(*code)) {
                    *count += 1;
                }
            }
            self.failures(planned, plan, outcomes, &counts);
        } else {
            for code in [outcome::NULL, outcome::SKIPPED] {
                counts[usize::from(code)] = outcomes.iter().map(|it| u64::from(*it == code)).sum();
            }
        }
        self.tally.outcomes.push(counts);
    }

    fn failures(&mut self, planned: usize, plan: &ColumnPlan, outcomes: &[u8], counts: &[u64; outcome::COUNT]) {
        let mut wanted: Vec<u8> = Vec::new();
        for (code, count) in (0_u8..).zip(counts) {
            if *count > 0 && code != outcome::UNDECODABLE && (code >= outcome::FIRST_FAILURE || code == outcome::PADDED)
            {
                let subject = Subject::Cell(planned, code);
                self.tally.parts.insert(subject, Part { count: *count, ..Part::default() });
                if !self.filled.has(subject) {
                    wanted.push(code);
                }
            }
        }
        let explaining = explaining(plan);
        let failing =
            outcomes.iter().enumerate().filter(|(_, code)| **code > outcome::SKIPPED && **code != outcome::UNDECODABLE);
        if wanted.is_empty() && explaining.is_empty() {
            return;
        }
        for (row, code) in failing {
            let sample = self.sample(planned, row, *code, &mut wanted);
            if *code != outcome::PADDED && Some(*code) != plan.null_code() && !explaining.is_empty() {
                self.explain((planned, row, *code), plan, &explaining, sample);
            }
        }
    }

    /// Keeps a failing cell where places of its kind are still wanted.
    fn sample(&mut self, planned: usize, row: usize, code: u8, wanted: &mut Vec<u8>) -> Option<Sample> {
        if !wanted.contains(&code) {
            return None;
        }
        let sample = self.sampler().cell(row, planned);
        let keep = self.plan.keep;
        let part = self.tally.parts.entry(Subject::Cell(planned, code)).or_default();
        part.samples.push(sample.clone());
        if part.samples.len() >= keep {
            wanted.retain(|it| *it != code);
        }
        Some(sample)
    }

    /// Counts the cell for the first rule that explains it.
    fn explain(
        &mut self,
        (planned, row, code): (usize, usize, u8),
        plan: &ColumnPlan,
        explaining: &[(usize, &'static Rule)],
        sample: Option<Sample>,
    ) {
        let bytes = self.batch.columns.get(planned).map(|it| it.bytes(row, &self.batch.text)).unwrap_or_default();
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        let Some(step) = plan.checks.get(usize::from(code - outcome::FIRST_FAILURE)).map(|it| it.step) else { return };
        let explained = explaining.iter().find(|(_, rule)| {
            rule.parts.explanation.is_some_and(|it| it.steps.contains(&step) && (it.explains)(&plan.spec, text))
        });
        let Some((index, _)) = explained else { return };
        let subject = Subject::Explained(planned, *index);
        let wanting = !self.filled.has(subject);
        let kept = self.tally.parts.get(&subject).map_or(0, |it| it.samples.len());
        let sample =
            (wanting && kept < self.plan.keep).then(|| sample.unwrap_or_else(|| self.sampler().cell(row, planned)));
        let part = self.tally.parts.entry(subject).or_default();
        part.count += 1;
        part.samples.extend(sample);
    }
}

/// The rules that may explain failures of this column, with their index in the registry.
fn explaining(plan: &ColumnPlan) -> Vec<(usize, &'static Rule)> {
    let may = |rule: &&'static Rule| {
        let explanation = rule.parts.explanation.as_ref();
        explanation.is_some_and(|it| plan.checks.iter().any(|check| it.steps.contains(&check.step)))
    };
    RULES.iter().copied().enumerate().filter(|(_, rule)| may(rule)).collect()
}
