//! Files read once more, for questions that only arise when something did not match.

use super::shown::Archive;
use super::side::Side;
use super::wanted::{Extract, Wanted};
use crate::engine::data::{Reread, open_table};
use crate::model::{Date, Dictionary};
use crate::plan::Cells;
use crate::table::packed::Limits;

/// What a second reading needs to know.
#[derive(Clone, Copy)]
pub(super) struct Rescan<'d> {
    /// The dictionary.
    pub(super) dictionary: &'d Dictionary,
    /// The day of the run.
    pub(super) as_of: Date,
    /// How far packed files are unpacked.
    pub(super) limits: Limits,
    /// Bytes for each side.
    pub(super) memory: usize,
    /// Most places kept.
    pub(super) keep: usize,
}

impl Rescan<'_> {
    /// The rows of `wanted`, all from one reading. `None` where a file cannot be read again or lacks a column.
    pub(super) fn read(self, archive: &Archive<'_>, wanted: &[Wanted]) -> Option<Vec<Side>> {
        let mut sides: Vec<Side> = wanted.iter().map(|it| Side::new(it.values.len(), self.memory)).collect();
        for (number, done) in archive.files.iter().enumerate() {
            let extracts: Option<Vec<Extract>> = wanted
                .iter()
                .enumerate()
                .map(|it| Extract::new(it, self.dictionary, archive.dataset, (&done.plan, self.as_of)))
                .collect();
            let extracts = extracts?;
            let mut reread = Reread::new(open_table(self.dictionary, &done.assigned, self.limits).ok()?);
            let blocks = archive.blocks.iter().enumerate().filter(|(_, block)| block.file == number);
            let mut outcomes: Vec<Vec<u8>> = vec![Vec::new(); done.plan.plans.len()];
            for (position, block) in blocks {
                reread.load(&done.plan, (block.offset, block.length)).ok()?;
                let batch = reread.batch();
                for ((plan, column), outcomes) in done.plan.plans.iter().zip(&batch.columns).zip(&mut outcomes) {
                    plan.judge(column, &batch.text, outcomes);
                }
                let cells =
                    Cells { columns: &batch.columns, outcomes: &outcomes, plans: &done.plan.plans, text: &batch.text };
                for (extract, side) in extracts.iter().zip(&mut sides) {
                    side.take(&extract.rows(cells, batch, position as u64), self.keep);
                }
            }
        }
        Some(sides)
    }
}
