//! `dictum infer`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::output;
use super::problem::Problem;
use super::progress::Bar;
use super::terminal::Terminal;
use super::writing::Infer;
use super::{CLEAN, NO_INPUT, moment};
use crate::engine::infer::{self, InferError, Inferred, Inferring, Merged};
use crate::engine::{self, Progress, Silent};
use crate::finding::Severity;
use crate::message::{cli, infer as say};

/// Runs it and gives the exit status.
pub(super) fn run(arguments: &Infer, terminal: &Terminal) -> Result<u8, Problem> {
    if let Some(system) = arguments.system.as_ref().filter(|it| !is_id(it)) {
        return Err(Problem::usage(say::no_id(system), say::no_id_help()));
    }
    if let Some(out) = arguments.out.as_ref().filter(|it| it.exists()) {
        return Err(Problem::usage(say::taken(out.display()), say::taken_help()));
    }
    let inferring = Inferring {
        paths: arguments.paths.clone(),
        system: arguments.system.clone(),
        // Without a word of a dictionary a new one is drafted, whatever stands near.
        dictionary: arguments.dictionary.clone(),
        // No draft depends on the day.
        as_of: moment::present().0,
        max_unpacked: 16 << 30,
        most_records: arguments.most_records.max(1),
        merge: arguments.merge,
    };
    let bar = Bar::new();
    let shows = !arguments.no_progress && terminal.err.terminal;
    let progress: &dyn Progress = if shows { &bar } else { &Silent };
    let inferred = infer::infer(&inferring, progress);
    bar.clear();
    let inferred = inferred.map_err(|error| match error {
        InferError::Load(error) => Problem::usage(error.message(), error.help()),
        InferError::Dictionary(findings) => {
            Problem::of_dictionary(&findings, (say::dictionary_errors(), say::dictionary_errors_help()))
        }
        InferError::Merge(path) => Problem::usage(say::merge_impossible(path), say::merge_impossible_help()),
    })?;
    told(&inferred, terminal);
    if inferred.text.is_empty() {
        let problem = match inferred.found {
            0 => Problem::usage(cli::no_input(), cli::no_input_help()),
            _ => Problem::usage(say::nothing(), say::nothing_help()),
        };
        problem.report(terminal);
        return Ok(NO_INPUT);
    }
    match (&arguments.out, &arguments.dictionary) {
        (_, Some(dictionary)) if arguments.merge => merge(dictionary, &inferred.merged, terminal)?,
        (Some(out), _) => {
            output::write(out, inferred.text.as_bytes()).map_err(|why| Problem::unwritable(out.display(), &why))?;
            super::note(&say::next(out.display()), terminal);
        }
        (None, _) => drop(super::print(inferred.text.as_bytes())?),
    }
    Ok(CLEAN)
}

/// Writes the files that the draft became a part of; where the dictionary has errors with it, all of them are as they were.
fn merge(dictionary: &Path, merged: &[Merged], terminal: &Terminal) -> Result<(), Problem> {
    let mut failed = None;
    for it in merged {
        if let Err(why) = output::write(Path::new(&it.path), it.text.as_bytes()) {
            failed = Some(Problem::unwritable(&it.path, &why));
            break;
        }
    }
    let is_sound = || {
        let loaded = engine::load(dictionary, moment::present().0);
        loaded.is_ok_and(|it| it.findings.iter().all(|it| it.severity != Severity::Error))
    };
    if failed.is_none() && !is_sound() {
        failed = Some(Problem::usage(say::merge_undone(), say::merge_impossible_help()));
    }
    if let Some(problem) = failed {
        for it in merged {
            let path = Path::new(&it.path);
            let undone = match &it.before {
                Some(before) => output::write(path, before.as_bytes()),
                None if path.exists() => fs::remove_file(path),
                None => Ok(()),
            };
            undone.map_err(|why| Problem::unwritable(&it.path, &why))?;
        }
        return Err(problem);
    }
    for it in merged {
        super::note(&say::merged(&it.path), terminal);
    }
    Ok(())
}

/// What could not be read, and how much was drafted.
fn told(inferred: &Inferred, terminal: &Terminal) {
    let mut err = io::stderr().lock();
    for it in &inferred.findings {
        let path = it.path.as_deref().unwrap_or_default();
        // A standard error that is closed cannot be told about.
        let _ = writeln!(err, "{path}: {}", it.message.text(terminal.lang));
    }
    if inferred.sampled > 0 {
        let _ = writeln!(err, "{}", say::sampled(inferred.sampled).text(terminal.lang));
    }
    if inferred.left_out > 0 {
        let _ = writeln!(err, "{}", say::left_out(inferred.left_out).text(terminal.lang));
    }
    if inferred.schemas_left_out > 0 {
        let _ = writeln!(err, "{}", say::schemas_left_out(inferred.schemas_left_out).text(terminal.lang));
    }
    let made = inferred.made;
    if made.datasets > 0 {
        let word = say::made(made.datasets, made.elements, made.fields, made.relations);
        let _ = writeln!(err, "{}", word.text(terminal.lang));
    }
}

/// Whether a text can be the id of a system.
fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
