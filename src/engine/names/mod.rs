//! What the names of a dataset's files tell: whether they are of the declared form, whether the series that they date is
//! whole, and whether it reaches to the present.

mod clock;
mod gaps;
mod named;
mod series;

pub(super) use clock::{Clock, undated};
pub(super) use series::judge;

use std::sync::Arc;

use super::candidate::Candidate;
use super::discover::start;
use crate::finding::Finding;
use crate::model::Dataset;

/// A finding about a whole file of a dataset.
fn in_dataset(finding: Finding, dataset: &Dataset, file: &Candidate) -> Finding {
    let finding = finding.in_input(Arc::clone(&file.shown)).at(start());
    Finding { dataset: Some(Arc::clone(&dataset.id)), ..finding }
}
