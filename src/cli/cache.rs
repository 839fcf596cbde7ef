//! Where results of unchanged files are kept, and what is said of it.

use std::path::PathBuf;

use super::arguments::Selection;
use super::terminal::Terminal;
use crate::engine::Checked;
use crate::message::cli;

/// Names the folder where no argument does.
pub(super) const VARIABLE: &str = "DICTUM_CACHE";

/// The folder that the environment names.
pub(super) fn of_environment() -> Option<PathBuf> {
    std::env::var_os(VARIABLE).filter(|it| !it.is_empty()).map(PathBuf::from)
}

/// The folder to use.
pub(super) fn folder(selection: &Selection) -> Option<PathBuf> {
    selection.cache_dir.clone().filter(|_| !selection.no_cache)
}

/// Says why nothing could be kept; with `verbose`, what was had.
pub(super) fn tell(checked: &Checked, verbose: bool, terminal: &Terminal) {
    let Some(used) = &checked.cache else { return };
    if let Some(why) = &used.fault {
        super::note(&cli::cache_fault(why), terminal);
    }
    if verbose {
        super::note(&cli::cache_used(used.known, used.judged), terminal);
    }
}
