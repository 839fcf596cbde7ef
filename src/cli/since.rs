//! `--changed-since`: the same check of an earlier revision, so that only what is new counts.

use std::path::PathBuf;

use super::problem::Problem;
use super::terminal::Terminal;
use crate::engine::{self, Checked, Request, Revision, Silent};
use crate::finding::{Finding, Report, Standing};
use crate::message::{Message, cli};
use crate::settings::Baseline;

/// Everything that `request` finds in the revision called `name`.
pub(super) fn judged(name: &str, request: &Request, terminal: &Terminal) -> Result<Baseline, Problem> {
    let mut given: Vec<PathBuf> = request.paths.clone();
    given.push(request.dictionary.clone());
    let revision =
        Revision::lay_out(name, &given).map_err(|error| Problem::usage(error.message(), cli::revision_help()))?;
    // A folder that is not there yet holds nothing; it is not an input that cannot be read.
    let paths = request.paths.iter().map(|it| revision.path(it)).filter(|it| it.exists()).collect();
    let then = Request {
        dictionary: revision.path(&request.dictionary),
        paths,
        against: None,
        baseline: None,
        since: None,
        // Its files lie in a folder of another name each time.
        cache: None,
        never: request.never.iter().map(|it| revision.path(it)).chain(request.never.iter().cloned()).collect(),
        ..request.clone()
    };
    if !then.dictionary.exists() {
        super::note(&cli::revision_without_dictionary(name), terminal);
        return Ok(Baseline::of_revision(name, &Report::default(), request.as_of));
    }
    let checked = engine::check(&then, &Silent).map_err(|error| Problem::usage(error.message(), error.help()))?;
    let mut report = checked.report;
    report.findings.iter_mut().for_each(|it| moved(it, &revision, &given));
    // Paths are part of what tells findings apart.
    report.finish();
    Ok(Baseline::of_revision(name, &report, request.as_of))
}

/// Calls files by their names of today.
fn moved(finding: &mut Finding, revision: &Revision, given: &[PathBuf]) {
    let paths = finding.places.iter_mut().map(|it| &mut it.path).chain([&mut finding.path]);
    for path in paths.flatten() {
        *path = revision.today(path, given).into();
    }
}

/// How the run compares with the revision called `name`.
pub(super) fn compared(name: &str, checked: &Checked) -> Message {
    let count = |wanted: &[Standing]| {
        checked.report.findings.iter().filter(|it| it.standing.is_some_and(|it| wanted.contains(&it))).count()
    };
    cli::revision_compared(name, count(&[Standing::New, Standing::Grown]), count(&[Standing::Known]), checked.gone)
}
