//! Columns that nobody declared. They are read for what concerns whoever exports them: personal data and secrets, and whether
//! records are alike to the last cell.

use std::sync::Arc;

use super::FilePlan;
use crate::engine::request::Request;
use crate::model::{Dataset, Dictionary};
use crate::plan::{self, ColumnPlan};
use crate::rule::{Dimension, Rule};
use crate::rules::RULES;
use crate::table::Head;

/// A plan for each column of the header that is not `wanted`, and its number.
pub(super) fn beside(
    (dictionary, dataset): (&Dictionary, &Dataset),
    (head, wanted): (&Head, &[usize]),
    request: &Request,
) -> (Vec<usize>, Vec<ColumnPlan>) {
    let rules: Vec<&'static Rule> = RULES.iter().copied().filter(|it| it.dimension == Dimension::Privacy).collect();
    let strange = head.header.iter().enumerate().filter(|(column, _)| !wanted.contains(column));
    let planned = strange.filter_map(|(column, cell)| {
        let spec = plan::undeclared_spec(dictionary, dataset, &cell.text)?;
        Some((column, ColumnPlan::new(Arc::new(spec), &rules, request.as_of)))
    });
    planned.unzip()
}

impl FilePlan {
    /// The plans of all columns that are read: the declared ones, then those that nobody declared.
    pub(super) fn column_plans(&self) -> impl Iterator<Item = &ColumnPlan> {
        self.plans.iter().chain(&self.beside)
    }

    /// The plan of a column that is read.
    pub(super) fn column_plan(&self, planned: usize) -> Option<&ColumnPlan> {
        self.plans.get(planned).or_else(|| self.beside.get(planned.checked_sub(self.plans.len())?))
    }

    /// Whether some column can tell records apart at all: of a few codes and truths there are but a few records.
    pub(in crate::engine) fn tells_records_apart(&self) -> bool {
        let closed =
            |it: &ColumnPlan| it.spec.codes.is_some() || it.spec.kind.value == crate::model::LogicalType::Boolean;
        self.column_plans().any(|it| !closed(it))
    }
}
