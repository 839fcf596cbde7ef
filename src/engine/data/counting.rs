//! What a judged block counts, and which of its cells are kept to be shown.

use std::collections::BTreeSet;

use super::tally::{BlockTally, Part, Subject};
use super::worker::Filled;
use super::{FilePlan, Sample, Sampler};
use crate::plan::{ColumnPlan, outcome};
use crate::rule::Rule;
use crate::rules::RULES;
use crate::rules::contract::identifier_as_number;
use crate::table::{Batch, Block, Indexer};
use crate::text::{WORD, word};

/// Counts one block.
pub(super) struct Counting<'b> {
    pub(super) plan: &'b FilePlan,
    pub(super) filled: &'b Filled,
    pub(super) tally: BlockTally,
    pub(super) batch: &'b Batch,
    pub(super) block: &'b Block,
    pub(super) indexer: &'b dyn Indexer,
}

impl Counting<'_> {
    pub(super) fn sampler(&self) -> Sampler<'_> {
        Sampler { plan: self.plan, indexer: self.indexer, block: self.block, batch: self.batch }
    }

    /// Totals, malformed records and notes.
    pub(super) fn records(&mut self) {
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
    pub(super) fn undecodable(&mut self, outcomes: &mut [Vec<u8>]) {
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
                    && let Some(outcomes) = outcomes.get_mut(planned)
                {
                    self.mark_undecodable(planned, row, outcomes);
                }
            }
        }
    }

    /// Gives a row's cells in a column the outcome of undecodable bytes: the one it has, or those that hold any.
    fn mark_undecodable(&self, planned: usize, row: usize, outcomes: &mut [u8]) {
        let Some(column) = self.batch.columns.get(planned) else { return };
        let cells = column.cells_of(row);
        let only = cells.len() == 1;
        for cell in cells {
            let bytes = column.bytes(cell, &self.batch.text);
            if let Some(code) = outcomes.get_mut(cell)
                && (only || memchr::memmem::find(bytes, "\u{FFFD}".as_bytes()).is_some())
            {
                *code = outcome::UNDECODABLE;
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
    pub(super) fn column(&mut self, planned: usize, plan: &ColumnPlan, outcomes: &[u8], failed: bool) {
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
                counts[usize::from(code)] = memchr::memchr_iter(code, outcomes).count() as u64;
            }
            let others: u64 = counts.iter().sum();
            counts[usize::from(outcome::OK)] = outcomes.len() as u64 - others;
        }
        self.tally.outcomes.push(counts);
    }

    fn failures(&mut self, planned: usize, plan: &ColumnPlan, outcomes: &[u8], counts: &[u64; outcome::COUNT]) {
        let mut wanted: Vec<u8> = Vec::new();
        for (code, count) in (0_u8..).zip(counts) {
            if *count > 0 && code != outcome::UNDECODABLE && (code >= outcome::FIRST_FAILURE || code == outcome::PADDED)
            {
                let subject = Subject::Cell(planned, code);
                let rounded = if plan.number_code() == Some(code) { self.rounded(planned, outcomes, code) } else { 0 };
                self.tally.parts.insert(subject, Part { count: *count, rounded, ..Part::default() });
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
        let mut told = Told::default();
        for (row, code) in failing {
            let sample = self.sample(planned, row, *code, &mut wanted);
            if *code != outcome::PADDED && !plan.is_null(*code) && !explaining.is_empty() {
                self.explain((planned, row, *code), plan, &explaining, (sample, &mut told));
            }
        }
    }

    /// How many of the identifiers that are held as numbers a double rounds.
    fn rounded(&self, planned: usize, outcomes: &[u8], code: u8) -> u64 {
        let Some(column) = self.batch.columns.get(planned) else { return 0 };
        let cells = outcomes.iter().enumerate().filter(|(_, it)| **it == code);
        cells.filter(|(row, _)| identifier_as_number::is_rounded(column.bytes(*row, &self.batch.text))).count() as u64
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
        (sample, told): (Option<Sample>, &mut Told),
    ) {
        let bytes = self.batch.columns.get(planned).map(|it| it.bytes(row, &self.batch.text)).unwrap_or_default();
        let index = told.of(bytes, code, || explanation(plan, explaining, (bytes, code)));
        let Some(index) = index else { return };
        let subject = Subject::Explained(planned, index);
        let wanting = !self.filled.has(subject);
        let kept = self.tally.parts.get(&subject).map_or(0, |it| it.samples.len());
        let sample =
            (wanting && kept < self.plan.keep).then(|| sample.unwrap_or_else(|| self.sampler().cell(row, planned)));
        let part = self.tally.parts.entry(subject).or_default();
        part.count += 1;
        part.samples.extend(sample);
    }
}

/// The first rule that explains a failing cell, by its index in the registry.
fn explanation(plan: &ColumnPlan, explaining: &[(usize, &'static Rule)], (bytes, code): (&[u8], u8)) -> Option<usize> {
    let text = std::str::from_utf8(bytes).ok()?;
    let step = plan.checks.get(usize::from(code - outcome::FIRST_FAILURE)).map(|it| it.step)?;
    let explained = explaining.iter().find(|(_, rule)| {
        rule.parts.explanation.is_some_and(|it| it.steps.contains(&step) && (it.explains)(&plan.spec, text))
    });
    explained.map(|(index, _)| *index)
}

/// A short value and its outcome, and which rule explained it.
#[derive(Clone, Copy)]
struct Explained {
    word: u128,
    length: usize,
    code: u8,
    by: Option<usize>,
}

/// Values that were explained last, because a column that fails all over fails with few values.
#[derive(Default)]
struct Told {
    /// By a hash of the word.
    values: Vec<Option<Explained>>,
}

impl Told {
    /// Most values remembered, a power of two.
    const MOST: usize = 64;

    /// What explains a value: as it was the last time, or as `explain` says.
    fn of(&mut self, bytes: &[u8], code: u8, explain: impl FnOnce() -> Option<usize>) -> Option<usize> {
        if bytes.len() > WORD {
            return explain();
        }
        self.values.resize(Self::MOST, None);
        let word = word(bytes);
        let hash = ((word ^ (word >> 64)) as usize).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (usize::BITS - 6);
        let Some(value) = self.values.get_mut(hash) else { return explain() };
        match value {
            Some(it) if (it.word, it.length, it.code) == (word, bytes.len(), code) => it.by,
            _ => {
                let by = explain();
                *value = Some(Explained { word, length: bytes.len(), code, by });
                by
            }
        }
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
