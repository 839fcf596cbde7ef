//! API contracts: their declared fields, judged by the rules that judge headers.

mod against;
mod file;
mod ignores;
mod part;

use std::sync::Arc;

use super::assign::Assigned;
use super::request::Request;
use crate::finding::{Finding, Input, InputKind};
use crate::model::Dictionary;

/// Judges all contract files, which are in the order of their paths; each is read once, whatever the number of datasets
/// that point into it.
pub(super) fn judge(dictionary: &Dictionary, request: &Request, files: &[Assigned<'_>]) -> (Vec<Finding>, Vec<Input>) {
    let mut findings = Vec::new();
    let mut inputs: Vec<Input> = Vec::new();
    let mut earlier = against::Earlier::of(request);
    for assigned in files.chunk_by(|a, b| a.file.path == b.file.path) {
        let (found, format) = file::judge(dictionary, request, assigned);
        findings.extend(found);
        if let (Some(earlier), Some(first)) = (&mut earlier, assigned.first()) {
            findings.extend(earlier.judge(&first.file.path, &first.file.shown));
        }
        inputs.extend(assigned.iter().map(|it| input(it, format)));
    }
    (findings, inputs)
}

/// One input of the report; it is complete where its format is known.
fn input(assigned: &Assigned<'_>, format: Option<&'static str>) -> Input {
    Input {
        path: Arc::clone(&assigned.file.shown),
        kind: InputKind::Contract,
        format: format.unwrap_or("unknown"),
        encoding: None,
        dataset: Some(Arc::clone(&assigned.dataset.id)),
        records: 0,
        bytes: assigned.file.bytes,
        complete: format.is_some(),
    }
}
