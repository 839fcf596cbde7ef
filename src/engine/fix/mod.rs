//! Data files mended: each is read block by block and written again, with the cells replaced that rules know a remedy for;
//! the dictionary and contracts mended by the edits that findings propose.
//!
//! What is not named stays byte for byte; in a workbook, cell for cell. A value is only replaced by one that passes every check of its field, and a
//! block that was changed is read again before it is written: where it does not say what it should, it stays as it was.

mod cells;
mod contract;
mod dictionary;
mod file;
mod form;
mod header;
mod medium;
mod spans;
mod tally;

pub use file::Hunk;
pub use tally::{Change, FileFixed};

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::assign::{self, Assigned, Assignment};
use super::discover;
use super::request::{Progress, Request};
use crate::dictionary::{LoadError, Loaded};
use crate::finding::{Finding, InputKind, Severity};
use crate::rule::Rule;
use crate::rules::RULES;

/// What may be mended.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fixing {
    /// What may change the meaning as well.
    pub also_unsafe: bool,
    /// Whether every changed record is shown.
    pub diff: bool,
}

/// A file that is about to be mended.
#[derive(Clone, Copy, Debug)]
pub struct FileToFix<'f> {
    /// Where it is.
    pub path: &'f Path,
    /// As reports show it.
    pub shown: &'f Arc<str>,
    /// `system.dataset`.
    pub dataset: &'f Arc<str>,
}

/// Where mended files go.
pub trait Workshop {
    /// Asks that nothing more be written.
    fn is_stopped(&self) -> bool;

    /// Opens the place a mended file is written to.
    ///
    /// # Errors
    /// Where nothing can be written.
    fn begin(&mut self, file: FileToFix<'_>) -> io::Result<Box<dyn Write>>;

    /// Shows a changed record.
    ///
    /// # Errors
    /// Where nobody reads any more.
    fn show(&mut self, file: FileToFix<'_>, hunk: &Hunk) -> io::Result<()>;

    /// The file is whole; `Err` gives it up.
    ///
    /// # Errors
    /// Where it cannot be put into its place.
    fn finish(&mut self, file: FileToFix<'_>, fixed: &FileFixed) -> io::Result<()>;
}

/// Why mending stopped before its end.
#[derive(Debug)]
pub enum FixError {
    /// There is no dictionary.
    Load(LoadError),
    /// The dictionary has errors, so nothing it says may change data.
    Dictionary(Vec<Finding>),
    /// A file could not be written; those before it are done.
    Write {
        /// The file as reports show it.
        path: Arc<str>,
        /// Why.
        cause: io::Error,
    },
    /// Somebody asked to stop; those before are done.
    Stopped,
}

/// Everything that was mended.
#[derive(Debug, Default)]
pub struct Fixed {
    /// By path.
    pub files: Vec<FileFixed>,
    /// What could not be read or belongs to no dataset.
    pub findings: Vec<Finding>,
    /// Files found under the given paths.
    pub found: usize,
    /// The systems the dictionary knows.
    pub systems: Vec<String>,
    /// The datasets the dictionary knows.
    pub datasets: Vec<String>,
}

/// Mends the data files that `request` names.
///
/// # Errors
/// [`FixError`]; files that were finished before stay.
pub fn fix(
    request: &Request,
    fixing: Fixing,
    workshop: &mut dyn Workshop,
    progress: &dyn Progress,
) -> Result<Fixed, FixError> {
    let loaded = super::load(&request.dictionary, request.as_of).map_err(FixError::Load)?;
    if dictionary::is_meant(&loaded, request) {
        return dictionary::mend(&loaded, request, fixing, workshop);
    }
    if loaded.findings.iter().any(|it| it.severity == Severity::Error) {
        return Err(FixError::Dictionary(loaded.findings));
    }
    let (assignment, mut fixed) = assigned(&loaded, request);
    let data: Vec<_> = assignment.assigned.iter().filter(|it| it.kind == InputKind::Data).collect();
    progress.begins(data.len() as u64, data.iter().map(|it| it.file.bytes).sum());
    for it in data {
        let job = Job { loaded: &loaded, request, fixing, rules: mending(request, it) };
        progress.opens(&it.file.shown);
        let done = file::fix(&job, it, workshop, progress)?;
        fixed.files.push(done);
    }
    fixed.files.extend(contract::mend(&loaded.dictionary, request, (&assignment, fixing), workshop)?);
    fixed.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(fixed)
}

/// The files that `request` names, each with its dataset.
pub(in crate::engine) fn assigned<'l>(loaded: &'l Loaded, request: &Request) -> (Assignment<'l>, Fixed) {
    let not_inputs: Vec<_> = loaded.files.iter().chain(&request.never).cloned().collect();
    let discovered = discover::discover(&request.paths, &not_inputs);
    let mut findings = discovered.findings;
    let mut assignment = assign::assign(&loaded.dictionary, request, discovered.candidates);
    findings.append(&mut assignment.findings);
    let fixed = Fixed {
        files: Vec::new(),
        findings,
        found: assignment.found,
        systems: loaded.dictionary.systems.keys().map(ToString::to_string).collect(),
        datasets: loaded.dictionary.datasets.keys().map(ToString::to_string).collect(),
    };
    (assignment, fixed)
}

/// What one file is mended by.
struct Job<'j> {
    loaded: &'j Loaded,
    request: &'j Request,
    fixing: Fixing,
    /// Rules that report on this file.
    rules: Vec<&'static Rule>,
}

impl Job<'_> {
    fn may(&self, rule: &Rule) -> bool {
        self.rules.iter().any(|it| it.id == rule.id)
    }
}

/// The rules that report on a file.
fn mending(request: &Request, assigned: &Assigned<'_>) -> Vec<&'static Rule> {
    let reports = |rule: &&'static Rule| {
        let finding = rule.finding((rule.summary)()).in_input(Arc::clone(&assigned.file.shown));
        request.levels.of(&finding, Some(&assigned.dataset.system)) != Some(crate::settings::Level::Off)
    };
    RULES.iter().copied().filter(reports).collect()
}
