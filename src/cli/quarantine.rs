//! `check --quarantine`: good and bad records apart, in a folder that appears whole.

use std::io::{self, Write};
use std::path::Path;

use super::interrupt;
use super::place::NewFolder;
use super::problem::Problem;
use super::terminal::Terminal;
use crate::engine::quarantine::{self, Apart, KeptFile, Shelter};
use crate::finding::{Report, Severity};
use crate::message::fix as say;

/// The folder that is being filled.
struct Folder(NewFolder);

impl Shelter for Folder {
    fn open(&mut self, shown: &str) -> io::Result<[Box<dyn Write>; 3]> {
        if interrupt::is_stopped() {
            return Err(io::Error::from(io::ErrorKind::Interrupted));
        }
        let create = |path: String| self.0.create(&path).map(|it| -> Box<dyn Write> { Box::new(it) });
        Ok([create(good(shown))?, create(bad(shown))?, create(reasons(shown))?])
    }

    fn close(&mut self, shown: &str, apart: Option<Apart>) -> io::Result<()> {
        if apart.is_none() {
            self.0.remove(&good(shown))?;
        }
        if apart.is_none_or(|it| it.bad == 0) {
            self.0.remove(&bad(shown))?;
            self.0.remove(&reasons(shown))?;
        }
        Ok(())
    }
}

fn good(shown: &str) -> String {
    format!("good/{shown}")
}

fn bad(shown: &str) -> String {
    format!("bad/{shown}")
}

/// Apart from the records, so that no dataset takes the reasons for an export.
fn reasons(shown: &str) -> String {
    format!("reasons/{shown}.ndjson")
}

/// The folder that records are to be parted into; told before anything is checked if it cannot be had.
pub(super) fn prepare(target: &Path) -> Result<NewFolder, Problem> {
    NewFolder::prepare(target)
}

/// Parts the records of every kept file.
pub(super) fn separate(
    (folder, target): (NewFolder, &Path),
    kept: &mut [KeptFile],
    (report, threshold): (&Report, Option<Severity>),
    terminal: &Terminal,
) -> Result<(), Problem> {
    interrupt::begin_writing();
    let mut folder = Folder(folder);
    let failed = |cause: io::Error| match cause.kind() {
        io::ErrorKind::Interrupted => Problem::Interrupted,
        _ => Problem::usage(say::quarantine_failed(target.display(), cause), say::quarantine_help()),
    };
    let separated = quarantine::separate(kept, report, threshold, &mut folder).map_err(failed)?;
    folder.0.commit().map_err(failed)?;
    let sum = |of: fn(&Apart) -> u64| separated.tables.iter().map(|(_, apart)| of(apart)).sum::<u64>();
    let word = say::quarantined(target.display(), sum(|it| it.good), sum(|it| it.bad));
    let mut err = io::stderr().lock();
    // A standard error that is closed cannot be told about.
    let _ = writeln!(err, "{}", word.text(terminal.lang));
    for (path, why) in &separated.left {
        let _ = writeln!(err, "{path}: {}", why.text(terminal.lang));
    }
    Ok(())
}
