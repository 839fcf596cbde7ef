//! The cells of one block that are wrong, and what rules know to put there instead.

use crate::engine::data::FilePlan;
use crate::finding::Safety;
use crate::plan::{self, Mending, outcome};
use crate::rule::{Mended, Rule};
use crate::table::{Batch, Block, CellEdit, Indexer, NewCell};

/// A failing cell with a remedy.
pub(super) struct Remedy {
    /// The new cell.
    pub(super) edit: CellEdit,
    /// Planned column.
    pub(super) planned: usize,
    /// The value as the checks saw it.
    pub(super) before: String,
    /// How it was found.
    pub(super) mending: Mending,
}

/// What a block needs.
#[derive(Default)]
pub(super) struct Diagnosis {
    /// In order of record and column.
    pub(super) remedies: Vec<Remedy>,
    /// Failing cells that nobody knows a remedy for, and malformed records.
    pub(super) hopeless: u64,
}

/// Reused from block to block.
#[derive(Default)]
pub(super) struct Examiner {
    outcomes: Vec<u8>,
    full: (Vec<u32>, Vec<u32>),
}

impl Examiner {
    /// Judges the columns of `batch`, as read from `block`, and looks for remedies by `rules`.
    pub(super) fn examine(&mut self, plan: &FilePlan, rules: &[&'static Rule], batch: &mut Batch) -> Diagnosis {
        let mut diagnosis = Diagnosis { hopeless: batch.malformed_count, ..Diagnosis::default() };
        for (planned, column_plan) in plan.plans.iter().enumerate() {
            let Some(column) = batch.columns.get_mut(planned) else { continue };
            self.full.0.clone_from(&column.starts);
            self.full.1.clone_from(&column.lens);
            column_plan.strip(column, &batch.text);
            if !column_plan.judge(column, &batch.text, &mut self.outcomes) {
                continue;
            }
            self.column(plan, rules, (batch, planned), &mut diagnosis);
        }
        diagnosis.remedies.sort_by_key(|it| (it.edit.record, it.edit.column, it.edit.item));
        diagnosis
    }

    fn column(
        &self,
        plan: &FilePlan,
        rules: &[&'static Rule],
        (batch, planned): (&Batch, usize),
        diagnosis: &mut Diagnosis,
    ) {
        let (Some(column), Some(column_plan)) = (batch.columns.get(planned), plan.plans.get(planned)) else { return };
        for (cell, code) in self.outcomes.iter().enumerate().filter(|(_, code)| **code > outcome::SKIPPED) {
            let value = std::str::from_utf8(column.bytes(cell, &batch.text)).ok();
            // Bytes that are no text have no meaning to keep.
            let value = value.filter(|it| !it.contains('\u{FFFD}') && !it.is_empty());
            let mending = value.and_then(|it| plan::mend(column_plan, rules, it, *code));
            let Some((value, mending)) = value.zip(mending) else {
                diagnosis.hopeless += 1;
                continue;
            };
            let (row, item) = column.row_of(cell);
            let record = batch.record_of.get(row).copied().unwrap_or_default();
            let column = plan.wanted.get(planned).copied().unwrap_or_default();
            let to = self.new_cell((batch, cell), value, &mending, plan, planned);
            let edit = CellEdit { record, column, item, to };
            diagnosis.remedies.push(Remedy { edit, planned, before: value.to_owned(), mending });
        }
    }

    /// The whole cell with the new value in the place of the old one: declared guards, prefix and suffix stay.
    fn new_cell(
        &self,
        (batch, cell): (&Batch, usize),
        value: &str,
        mending: &Mending,
        plan: &FilePlan,
        planned: usize,
    ) -> NewCell {
        let Mended::Value(new) = &mending.to else {
            let nulls = plan.plans.get(planned).map(|it| &it.spec.nulls);
            let spelling = nulls.and_then(|it| it.iter().find(|null| null.is_empty()).or_else(|| it.first()));
            return NewCell::Null(spelling.map(ToString::to_string).unwrap_or_default());
        };
        let at = |from: &[u32]| from.get(cell).map_or(0, |it| *it as usize);
        let whole = batch.text.get(at(&self.full.0)..at(&self.full.0) + at(&self.full.1)).unwrap_or_default();
        let column = batch.columns.get(planned);
        let begins = column.and_then(|it| it.starts.get(cell)).map_or(0, |it| *it as usize);
        let before = begins.saturating_sub(at(&self.full.0)).min(whole.len());
        let after = (before + value.len()).min(whole.len());
        let text = |range: &[u8]| String::from_utf8_lossy(range).into_owned();
        NewCell::Text(
            text(whole.get(..before).unwrap_or_default()) + new + &text(whole.get(after..).unwrap_or_default()),
        )
    }
}

/// Whether a block that was written again holds the same records, and a passing value wherever one was replaced.
pub(super) fn holds(
    plan: &FilePlan,
    (indexer, block): (&dyn Indexer, &Block),
    (old, new): (&Batch, &mut Batch),
    made: &[&Remedy],
) -> bool {
    indexer.index(block, &plan.wanted, new);
    if old.record_starts.len() != new.record_starts.len() || old.record_of != new.record_of {
        return false;
    }
    for (column, it) in new.columns.iter_mut().zip(&plan.plans) {
        it.strip(column, &new.text);
    }
    made.iter().all(|remedy| {
        let (Some(column), Some(column_plan)) = (new.columns.get(remedy.planned), plan.plans.get(remedy.planned))
        else {
            return false;
        };
        let Ok(row) = new.record_of.binary_search(&remedy.edit.record) else { return false };
        match remedy.mending.to {
            Mended::Null => true,
            Mended::Value(ref value) => {
                let cell = column.cells_of(row).start + remedy.edit.item as usize;
                column.bytes(cell, &new.text) == value.as_bytes()
                    && column_plan.judge_one(value.as_bytes()) == outcome::OK
            }
        }
    })
}

/// Whether a remedy may be applied.
pub(super) fn applies(remedy: &Remedy, also_unsafe: bool) -> bool {
    also_unsafe || remedy.mending.safety == Safety::Safe
}
