//! Every cell of a batch judged: by its column's plan, then by the conditions of its record.

use super::FilePlan;
use super::open::Required;
use crate::plan::{Cells, outcome};
use crate::table::Batch;

impl FilePlan {
    /// Takes guards off all cells and writes their outcomes, column by column. Both are memory that is used again.
    pub(in crate::engine) fn judge(&self, batch: &mut Batch, outcomes: &mut Vec<Vec<u8>>) {
        let mut failed = self.judge_cells(batch, outcomes);
        self.judge_conditions(batch, outcomes, &mut failed);
    }

    /// The same but for conditions; tells which columns have failures.
    pub(super) fn judge_cells(&self, batch: &mut Batch, outcomes: &mut Vec<Vec<u8>>) -> Vec<bool> {
        outcomes.resize_with(self.columns.len(), Vec::new);
        let columns = self.column_plans().zip(&mut batch.columns).zip(outcomes);
        let judge =
            |((plan, column), outcomes): ((&crate::plan::ColumnPlan, &mut crate::table::Column), &mut Vec<u8>)| {
                plan.strip(column, &batch.text);
                plan.judge(column, &batch.text, outcomes)
            };
        columns.map(judge).collect()
    }

    /// Gives null cells their failure where the condition holds under which they must not be null.
    pub(super) fn judge_conditions(&self, batch: &Batch, outcomes: &mut [Vec<u8>], failed: &mut [bool]) {
        for it in &self.required {
            require(it, self, batch, outcomes);
            if let Some(failed) = failed.get_mut(it.planned) {
                *failed = true;
            }
        }
    }
}

fn require(required: &Required, plan: &FilePlan, batch: &Batch, outcomes: &mut [Vec<u8>]) {
    let cells = Cells { columns: &batch.columns, outcomes, plans: &plan.plans, text: &batch.text };
    if batch.columns.get(required.planned).is_none_or(|it| it.many) {
        return;
    }
    let truths = required.condition.run(cells, batch.rows());
    let Some(column) = outcomes.get_mut(required.planned) else { return };
    for (code, truth) in column.iter_mut().zip(truths) {
        if *code == outcome::NULL && truth == Some(true) {
            *code = required.code;
        }
    }
}
