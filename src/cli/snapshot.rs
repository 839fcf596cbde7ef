//! `dictum snapshot`: how the files look now, into a file that later checks are compared with.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::arguments::Selection;
use super::check;
use super::output;
use super::problem::Problem;
use super::settings;
use super::terminal::Terminal;
use crate::engine::Request;
use crate::message::cli;
use crate::settings::{Snapshot, SnapshotError};

/// Where a snapshot is kept unless another file is named.
const FILE: &str = "dictum-snapshot.json";

/// Takes one.
pub(super) fn run(selection: &Selection, terminal: &Terminal) -> Result<u8, Problem> {
    let settings = settings::load()?;
    let terminal = &settings::terminal(terminal, &settings);
    let selection = &settings::selection(selection, &settings);
    let path = selection.snapshot.clone().unwrap_or_else(|| PathBuf::from(FILE));
    let paths = check::inputs(selection)?;
    let base = check::request(&Selection { snapshot: None, ..selection.clone() }, paths, &settings)?;
    let never = check::real(&path).into_iter().chain(base.never.iter().cloned()).collect();
    let request = Request { never, snapshot: Some(Snapshot::default()), ..base };
    let checked = check::judged(&request, selection, (!selection.no_progress, terminal), None)?;
    if checked.dictionary_has_errors {
        return Err(Problem::usage(cli::snapshot_of_errors(), cli::baseline_of_errors_help()));
    }
    if checked.matched == 0 {
        return Err(check::nothing(&checked));
    }
    let snapshot = checked.snapshot.unwrap_or_default();
    output::write(&path, snapshot.written().as_bytes()).map_err(|why| Problem::unwritable(path.display(), &why))?;
    let files: u64 = snapshot.datasets.values().map(|it| it.files).sum();
    let message = cli::snapshot_taken(path.display(), snapshot.datasets.len(), files);
    super::print(format!("{}\n", message.text(terminal.lang)).as_bytes())
}

/// The snapshot in the file `path`.
pub(super) fn read(path: &Path) -> Result<Snapshot, Problem> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Problem::usage(cli::snapshot_missing(&shown), cli::snapshot_missing_help(&shown)),
        _ => Problem::usage(cli::snapshot_unreadable(&shown, &error), cli::snapshot_missing_help(&shown)),
    })?;
    Snapshot::read(&text).map_err(|error| {
        let message = match error {
            SnapshotError::Malformed(line, column, why) => cli::snapshot_malformed(&shown, line, column, why),
            SnapshotError::Version(version) => cli::snapshot_version(&shown, version),
        };
        Problem::usage(message, cli::snapshot_malformed_help(&shown))
    })
}
