//! API contracts: their declared fields, judged by the rules that judge headers.

mod against;
mod claims;
mod envelope;
mod file;
mod ignores;
mod part;
mod promised;
mod rows;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assign::{Assigned, Unclaimed};
use super::candidate::Candidate;
use super::request::Request;
use crate::finding::{Finding, Input, InputKind};
use crate::model::Dictionary;
pub(super) use file::Judged;
use file::Target;
pub(super) use promised::{Promised, PromisedField};

/// Judges all contract files, which are in the order of their paths; each is read once, whatever the number of datasets
/// that point into it.
///
/// Those that no dataset claims are held against all datasets of the system that was asked for.
pub(super) fn judge<'d>(
    dictionary: &'d Dictionary,
    request: &Request,
    files: (&[Assigned<'d>], &[Unclaimed]),
) -> Given {
    let mut findings = Vec::new();
    let mut promises = BTreeMap::new();
    let mut inputs: Vec<Input> = Vec::new();
    let mut breaking = Vec::new();
    let mut earlier = against::Earlier::of(request);
    each(dictionary, request, files, &mut |candidate, judged| {
        findings.extend(judged.findings);
        for (dataset, promised) in judged.promised {
            promises.entry(dataset).or_insert(promised);
        }
        let datasets = judged.datasets.iter().map(|it| Some(&it.id));
        let none = judged.datasets.is_empty().then_some(None);
        inputs.extend(datasets.chain(none).map(|it| input(candidate, it, judged.format)));
        if let Some(earlier) = &mut earlier {
            breaking.extend(earlier.judge(&candidate.path, &candidate.shown));
        }
    });
    findings.extend(breaking);
    Given { findings, inputs, promises }
}

/// What all contracts gave.
pub(super) struct Given {
    /// Everything found in them.
    pub(super) findings: Vec<Finding>,
    /// What was read.
    pub(super) inputs: Vec<Input>,
    /// What they promise of the data of datasets.
    pub(super) promises: BTreeMap<Arc<str>, Promised>,
}

/// Judges each contract file by itself and hands it over.
pub(super) fn each<'d>(
    dictionary: &'d Dictionary,
    request: &Request,
    (files, unclaimed): (&[Assigned<'d>], &[Unclaimed]),
    take: &mut dyn FnMut(&Candidate, Judged<'d>),
) {
    for assigned in files.chunk_by(|a, b| a.file.path == b.file.path) {
        let Some(first) = assigned.first() else { continue };
        let targets = || assigned.iter().map(Target::of).collect();
        take(&first.file, file::judge(dictionary, request, &first.file, |_| (targets(), Vec::new())));
    }
    for it in unclaimed {
        take(&it.file, file::judge(dictionary, request, &it.file, |opened| claims::find(dictionary, opened, it)));
    }
}

/// One input of the report; it is complete where its format is known.
fn input(file: &Candidate, dataset: Option<&Arc<str>>, format: Option<&'static str>) -> Input {
    Input {
        path: Arc::clone(&file.shown),
        kind: InputKind::Contract,
        format: format.unwrap_or("unknown"),
        encoding: None,
        dataset: dataset.cloned(),
        records: 0,
        bytes: file.bytes,
        complete: format.is_some(),
    }
}
