//! Floor 5: arguments to calls, and calls to exit codes. Nothing else.

mod answer;
mod arguments;
mod baseline;
mod cache;
mod check;
mod compat;
mod convert;
mod diff;
mod explain;
mod export;
mod fix;
mod fmt;
mod hunks;
mod infer;
mod init;
mod inputs;
mod interrupt;
mod machine;
mod misuse;
mod moment;
mod output;
mod packs;
mod place;
mod problem;
mod progress;
mod quarantine;
mod rules;
mod schema;
mod settings;
mod since;
mod snapshot;
mod terminal;
mod writing;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{CommandFactory, FromArgMatches};

use arguments::{Arguments, Command};
use problem::Problem;
use terminal::Terminal;

use crate::message;

/// Exit status of a clean run.
pub const CLEAN: u8 = 0;
/// Findings at or above `--fail-on`.
pub const FINDINGS: u8 = 1;
/// Usage or settings are wrong, or the dictionary has errors.
pub const USAGE: u8 = 2;
/// No input was found, or none matched a dataset.
pub const NO_INPUT: u8 = 3;
/// Ctrl-C, as shells give it.
pub const INTERRUPTED: u8 = 130;
/// Something dictum is to blame for.
pub const INTERNAL: u8 = 64;

/// Runs the command line `arguments` (the program's name first) and gives the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let terminal = Terminal::of_environment(&arguments);
    let command = arguments::command(terminal.lang);
    let parsed =
        command.clone().try_get_matches_from(&arguments).and_then(|matches| Arguments::from_arg_matches(&matches));
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            if let Some(problem) = misuse::problem(&error, &command, &arguments) {
                return problem.report(&terminal);
            }
            // Help and version are answers, not failures.
            answer::print(&error, &terminal);
            return if error.use_stderr() { USAGE } else { CLEAN };
        }
    };
    // A defect of dictum is told as one: with a status of its own, and never as a verdict on somebody's data.
    match std::panic::catch_unwind(|| dispatch(&parsed, &terminal)) {
        Ok(Ok(status)) => status,
        Ok(Err(problem)) => problem.report(&terminal),
        Err(_) => Problem::Defect.report(&terminal),
    }
}

fn dispatch(arguments: &Arguments, terminal: &Terminal) -> Result<u8, Problem> {
    match &arguments.command {
        Command::Check(check) => check::run(check, terminal),
        Command::Diff(diff) => diff::run(diff, terminal),
        Command::Compat(compat) => compat::run(compat, terminal),
        Command::Convert(convert) => convert::run(convert, terminal),
        Command::Export(export) => export::run(export, terminal),
        Command::Fix(fix) => fix::run(fix, terminal),
        Command::Infer(infer) => infer::run(infer, terminal),
        Command::Inputs(listing) => inputs::run(listing, terminal),
        Command::Baseline(command) => baseline::run(command, terminal),
        Command::Snapshot(selection) => snapshot::run(selection, terminal),
        Command::Init(init) => init::run(init, terminal),
        Command::Settings(check) => settings::run(check, terminal),
        Command::Explain(explain) => explain::run(explain, terminal),
        Command::Fmt(fmt) => fmt::run(fmt, terminal),
        Command::Packs(packs) => packs::run(packs, terminal),
        Command::Rules(rules) => rules::run(rules, terminal),
        Command::Schema { of } => schema::run(*of),
        Command::Completions { shell } => {
            let mut command = arguments::command(terminal.lang);
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut command, "dictum", &mut script);
            print(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
            print(&page)
        }
    }
}

/// Says something on standard error that is no problem.
fn note(message: &message::Message, terminal: &Terminal) {
    // A standard error that is closed cannot be told about.
    let _ = writeln!(io::stderr(), "{}", message.text(terminal.lang));
}

/// Writes to standard output.
fn print(bytes: &[u8]) -> Result<u8, Problem> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(CLEAN)
}
