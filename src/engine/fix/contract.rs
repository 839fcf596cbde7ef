//! Contracts of YAML or JSON, mended.

use std::sync::Arc;

use super::spans::Edited;
use super::tally::FileFixed;
use super::{FileToFix, FixError, Fixing, Workshop};
use crate::engine::assign::Assignment;
use crate::engine::candidate::Candidate;
use crate::engine::contracts::{self, Judged};
use crate::engine::request::Request;
use crate::finding::{Finding, InputKind};
use crate::model::Dictionary;

/// Mends the contract files among what was assigned.
pub(super) fn mend(
    dictionary: &Dictionary,
    request: &Request,
    (assignment, fixing): (&Assignment<'_>, Fixing),
    workshop: &mut dyn Workshop,
) -> Result<Vec<FileFixed>, FixError> {
    let files: Vec<_> = assignment.assigned.iter().filter(|it| it.kind == InputKind::Contract).cloned().collect();
    let mut done = Vec::new();
    contracts::each(dictionary, request, (&files, &assignment.unclaimed), &mut |candidate, judged| {
        if done.last().is_none_or(Result::is_ok) {
            done.extend(one(request, (candidate, &judged), fixing, workshop).transpose());
        }
    });
    done.into_iter().collect()
}

/// One file; none where nothing of it can be edited: the text of other languages is for their own tools.
fn one(
    request: &Request,
    (candidate, judged): (&Candidate, &Judged<'_>),
    fixing: Fixing,
    workshop: &mut dyn Workshop,
) -> Result<Option<FileFixed>, FixError> {
    let dataset = judged.datasets.first();
    let system = dataset.map(|it| &*it.system);
    let is_live = |it: &&Finding| {
        let level = request.levels.of(it, system);
        it.suppressed.is_none() && level != Some(crate::settings::Level::Off)
    };
    let findings: Vec<&Finding> = judged.findings.iter().filter(is_live).collect();
    let Some((id, _)) = judged.sources.iter().next().filter(|_| judged.is_document) else { return Ok(None) };
    let of = dataset.map_or_else(|| Arc::from("contract"), |it| Arc::clone(&it.id));
    let file = FileToFix { path: &candidate.path, shown: &candidate.shown, dataset: &of };
    Edited { sources: &judged.sources, id, findings }.write((file, fixing), workshop).map(Some)
}
