//! Ctrl-C for commands that write: the first one asks, the second one insists.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::INTERRUPTED;
use super::terminal::Terminal;
use crate::message::cli;

/// Set once somebody has asked to stop; whoever writes looks at it often, and takes away what is half-written.
pub(super) fn watch(terminal: &Terminal) -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    let (lang, asked) = (terminal.lang, Arc::clone(&stopped));
    // A second handler in one process, as in tests, is none the worse for missing.
    let _ = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::SeqCst) {
            insist();
        }
        let _ = writeln!(io::stderr(), "\n{}", cli::stopping().text(lang));
    });
    stopped
}

#[expect(clippy::exit, reason = "asked for twice: temporary files may stay, inputs and outputs are whole all the same")]
fn insist() {
    std::process::exit(i32::from(INTERRUPTED));
}
