//! Ctrl-C: ends a run at once while nothing is being written; else it asks, and what is half-written is taken away.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::INTERRUPTED;
use super::terminal::Terminal;
use crate::message::cli;

static WRITING: AtomicBool = AtomicBool::new(false);
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Listens from now on. Reports are written last and whole, so there is never half of one.
pub(super) fn listen(terminal: &Terminal) {
    let lang = terminal.lang;
    // A second handler in one process, as in tests, is none the worse for missing.
    let _ = ctrlc::set_handler(move || {
        if WRITING.load(Ordering::SeqCst) && !STOPPED.swap(true, Ordering::SeqCst) {
            let _ = writeln!(io::stderr(), "\n{}", cli::stopping().text(lang));
            return;
        }
        let _ = writeln!(io::stderr(), "\n{}", cli::interrupted().text(lang));
        end();
    });
}

/// From here on files are written: the first Ctrl-C only asks to stop.
pub(super) fn begin_writing() {
    WRITING.store(true, Ordering::SeqCst);
}

/// Whether somebody has asked to stop.
pub(super) fn is_stopped() -> bool {
    STOPPED.load(Ordering::SeqCst)
}

#[expect(
    clippy::exit,
    reason = "nothing is left to unwind, or somebody insists: inputs and outputs are whole all the same"
)]
fn end() {
    std::process::exit(i32::from(INTERRUPTED));
}
