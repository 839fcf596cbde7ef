//! `dictum check`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::arguments::{Check, FailOn};
use super::output;
use super::problem::Problem;
use super::progress::Bar;
use super::terminal::Terminal;
use super::{CLEAN, FINDINGS, NO_INPUT, USAGE};
use crate::engine::{self, Checked, Progress, Request, Silent};
use crate::finding::Severity;
use crate::message::cli;
use crate::model::Date;
use crate::render::Style;
use crate::rules::RULES;
use crate::settings::Levels;

/// Exit status after Ctrl-C, as shells give it.
const INTERRUPTED: i32 = 130;

/// Runs it and gives the exit status.
pub(super) fn run(arguments: &Check, terminal: &Terminal) -> Result<u8, Problem> {
    let renderer = output::renderer(&arguments.format)?;
    let outputs = output::outputs(&arguments.output)?;
    let (paths, _spool) = inputs(arguments)?;
    let never = outputs.iter().filter_map(|it| fs::canonicalize(&it.path).ok()).collect();
    let request = request(arguments, paths, never)?;
    let bar = Bar::new();
    on_interrupt(terminal);
    let visible = terminal.err.terminal && !arguments.no_progress && !arguments.quiet;
    let progress: &dyn Progress = if visible { &bar } else { &Silent };
    let mut checked =
        engine::check(&request, progress).map_err(|error| Problem::usage(error.message(), error.help()))?;
    bar.clear();
    check_names(arguments, &checked)?;
    let status = status(arguments, &checked);
    checked.report.summary.failed = status != CLEAN;
    let style = Style {
        lang: terminal.lang,
        color: terminal.out.color,
        unicode: terminal.out.unicode,
        width: terminal.out.width,
        max_findings: arguments.max_findings,
        max_places: arguments.max_places.max(1),
        quiet: arguments.quiet,
        verbose: arguments.verbose,
    };
    for it in &outputs {
        output::to_file(&checked.report, it, &style, terminal)?;
    }
    output::to_stdout(&checked.report, renderer, &style, terminal)?;
    if status == NO_INPUT {
        let (message, help) = match checked.found {
            0 => (cli::no_input(), cli::no_input_help()),
            _ => (cli::none_matched(), cli::none_matched_help()),
        };
        Problem::usage(message, help).report(terminal);
    }
    Ok(status)
}

/// Ctrl-C ends the run with a word. Reports are written last and whole, so there is never half of one.
#[expect(clippy::exit, reason = "nothing is left to unwind: no output has been begun")]
fn on_interrupt(terminal: &Terminal) {
    let lang = terminal.lang;
    // A second handler in one process, as in tests, is none the worse for missing.
    let _ = ctrlc::set_handler(move || {
        let _ = writeln!(io::stderr(), "\n{}", cli::interrupted().text(lang));
        std::process::exit(INTERRUPTED);
    });
}

/// The paths to check. Standard input is kept in a temporary file, because keys are confirmed by reading twice.
fn inputs(arguments: &Check) -> Result<(Vec<PathBuf>, Option<tempfile::NamedTempFile>), Problem> {
    let mut paths = arguments.paths.clone();
    if !paths.iter().any(|it| it == Path::new("-")) {
        return Ok((paths, None));
    }
    if arguments.dataset.is_none() {
        return Err(Problem::usage(cli::stdin_needs_dataset(), cli::stdin_needs_dataset_help()));
    }
    let mut spool = tempfile::Builder::new().prefix("standard-input").suffix(".csv").tempfile()?;
    io::copy(&mut io::stdin().lock(), &mut spool)?;
    for path in &mut paths {
        if path == Path::new("-") {
            *path = spool.path().to_path_buf();
        }
    }
    Ok((paths, Some(spool)))
}

fn request(arguments: &Check, paths: Vec<PathBuf>, never: Vec<PathBuf>) -> Result<Request, Problem> {
    let known: Vec<&'static str> = RULES.iter().map(|rule| rule.id.name()).collect();
    let levels = Levels::parse(&known, &arguments.select, &arguments.ignore, &arguments.level)
        .map_err(|error| Problem::usage(crate::message::Message::verbatim(error.to_string()), cli::level_help()))?;
    let as_of = match &arguments.as_of {
        Some(text) => {
            Date::parse(text).ok_or_else(|| Problem::usage(cli::malformed_date(text), cli::malformed_date_help()))?
        }
        None => today(),
    };
    Ok(Request {
        dictionary: dictionary(arguments.dictionary.as_deref())?,
        paths,
        system: arguments.system.clone(),
        dataset: arguments.dataset.clone(),
        levels,
        as_of,
        show_values: arguments.show_values,
        jobs: arguments.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).max(1),
        places: arguments.max_places.max(10),
        never,
    })
}

/// The dictionary that was named, or the nearest one upwards to the repository's root.
pub(super) fn dictionary(named: Option<&Path>) -> Result<PathBuf, Problem> {
    if let Some(path) = named {
        return Ok(path.to_path_buf());
    }
    let mut folder = PathBuf::new();
    loop {
        for name in ["dictum.yaml", "dictum.yml", "dictionary"] {
            let candidate = folder.join(name);
            if candidate.exists() {
                return Ok(candidate);
            }
        }
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        let at_root = here.join(".git").exists() || fs::canonicalize(here).is_ok_and(|it| it.parent().is_none());
        if at_root || fs::canonicalize(here).is_err() {
            return Err(Problem::usage(cli::no_dictionary(), cli::no_dictionary_help()));
        }
        folder.push("..");
    }
}

/// A system or dataset that is asked for must exist.
fn check_names(arguments: &Check, checked: &Checked) -> Result<(), Problem> {
    let listed = |names: &[String]| names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
    if let Some(name) = arguments.system.as_ref().filter(|it| !checked.systems.contains(it)) {
        return Err(Problem::usage(cli::unknown_system(name), cli::known_names(listed(&checked.systems))));
    }
    if let Some(name) = arguments.dataset.as_ref().filter(|it| !checked.datasets.contains(it)) {
        return Err(Problem::usage(cli::unknown_dataset(name), cli::known_names(listed(&checked.datasets))));
    }
    Ok(())
}

fn status(arguments: &Check, checked: &Checked) -> u8 {
    if checked.dictionary_has_errors {
        return USAGE;
    }
    let worst = checked.report.worst();
    let threshold = match arguments.fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Info => Some(Severity::Info),
        FailOn::Never => None,
    };
    let failed = threshold.is_some_and(|least| worst.is_some_and(|it| it >= least));
    let skipped = arguments.fail_on_skipped && checked.report.summary.not_checked > 0;
    if checked.matched == 0 {
        NO_INPUT
    } else if failed || skipped {
        FINDINGS
    } else {
        CLEAN
    }
}

/// Today where the user is; only what the dictionary dates depends on it, and `--as-of` fixes it.
pub(super) fn today() -> Date {
    let now = jiff::Zoned::now().date();
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    Date::new(u16::try_from(now.year()).unwrap_or(0), part(now.month()), part(now.day())).unwrap_or(Date {
        year: 1970,
        month: 1,
        day: 1,
    })
}
