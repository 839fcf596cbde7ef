//! `dictum check`.

use std::fs;
use std::path::{Path, PathBuf};

use super::arguments::{Check, FailOn, Selection};
use super::cache;
use super::interrupt;
use super::moment;
use super::output::{self, Reports};
use super::problem::Problem;
use super::progress::Bar;
use super::quarantine;
use super::terminal::Terminal;
use super::{CLEAN, FINDINGS, NO_INPUT, USAGE};
use crate::engine::quarantine::KeptFile;
use crate::engine::{self, Checked, FEW, Progress, Request, Silent};
use crate::finding::{Finding, Report, Severity};
use crate::message::cli;
use crate::render::{Renderer, Style};
use crate::rules::RULES;
use crate::settings::{LevelError, Levels, Settings};
use crate::table::{self, FORMATS};

/// Places of a finding that are shown unless more are asked for.
const PLACES: usize = 5;

/// Places in formats that list every place, of one finding and of all, unless more are asked for: what is kept takes memory.
const LISTED: (usize, usize) = (10_000, 200_000);

/// Runs it and gives the exit status.
pub(super) fn run(arguments: &Check, terminal: &Terminal) -> Result<u8, Problem> {
    let settings = super::settings::load()?;
    let terminal = &super::settings::terminal(terminal, &settings);
    let arguments = &super::settings::check(arguments, &settings);
    let renderer = output::renderer(arguments.format.as_deref().unwrap_or("human"))?;
    let outputs = output::outputs(&arguments.output)?;
    let selection = &arguments.selection;
    let paths = inputs(selection)?;
    let max_places = arguments.max_places.unwrap_or(PLACES).max(1);
    let base = request(selection, paths, &settings)?;
    let lists = outputs.iter().map(output::Output::renderer).chain([renderer]).any(Renderer::lists_every_place);
    let kept_places = max_places.max(if lists { LISTED.0 } else { FEW });
    let in_all = if lists && arguments.max_places.is_none() { LISTED.1 } else { usize::MAX };
    let outputs_and_baseline =
        outputs.iter().map(|it| &*it.path).chain(selection.baseline.as_deref()).chain(selection.snapshot.as_deref());
    let request = Request {
        baseline: selection.baseline.as_deref().map(super::baseline::read).transpose()?,
        show_values: arguments.show_values,
        places: kept_places,
        places_in_all: in_all,
        never: outputs_and_baseline.filter_map(real).chain(base.never.iter().cloned()).collect(),
        ..base
    };
    let request = match &arguments.changed_since {
        Some(name) => Request { since: Some(super::since::judged(name, &request, terminal)?), ..request },
        None => request,
    };
    let shelter = arguments.quarantine.as_deref().map(|it| quarantine::prepare(it).map(|folder| (folder, it)));
    let shelter = shelter.transpose()?;
    let mut kept = Vec::new();
    let wanted = !selection.no_progress && !arguments.quiet;
    let mut checked = judged(&request, selection, (wanted, terminal), shelter.is_some().then_some(&mut kept))?;
    super::settings::check_systems(&settings, &checked)?;
    cache::tell(&checked, arguments.verbose, terminal);
    let status = status(arguments, &checked);
    checked.report.summary.failed = status != CLEAN;
    if let Some(shelter) = shelter.filter(|_| !checked.dictionary_has_errors) {
        let threshold = threshold(arguments).unwrap_or(Severity::Error);
        quarantine::separate(shelter, &mut kept, (&checked.report, Some(threshold)), terminal)?;
    }
    let written =
        Written { renderer, outputs: &outputs, max_places, kept_places: lists.then_some((kept_places, in_all)) };
    tell(arguments, &written, &checked.report, terminal)?;
    // A run over some paths says nothing of the others.
    let is_whole = selection.paths == [PathBuf::from(".")] && selection.system.is_none() && selection.dataset.is_none();
    if is_whole && !arguments.quiet {
        for it in super::settings::unused(&settings, &checked, &request.levels) {
            super::note(&it, terminal);
        }
    }
    if checked.drafts > 0 && !arguments.quiet {
        super::note(&cli::drafts_not_enforced(checked.drafts), terminal);
    }
    if let Some(name) = &arguments.changed_since {
        super::note(&super::since::compared(name, &checked), terminal);
    }
    if status == NO_INPUT {
        nothing(&checked).report(terminal);
    }
    Ok(status)
}

/// What a run writes.
struct Written<'a> {
    /// The format of standard output.
    renderer: &'static dyn Renderer,
    outputs: &'a [output::Output],
    /// Places of a finding that readers are shown.
    max_places: usize,
    /// Places that there was room for, of one finding and of all; nothing where no format lists them.
    kept_places: Option<(usize, usize)>,
}

/// Writes every report that was asked for, and says what a listing had to leave out.
fn tell(arguments: &Check, written: &Written<'_>, report: &Report, terminal: &Terminal) -> Result<(), Problem> {
    let Written { renderer, outputs, max_places, kept_places } = *written;
    let style = Style {
        lang: terminal.lang,
        color: terminal.out.color,
        unicode: terminal.out.unicode,
        width: terminal.out.width,
        max_findings: arguments.max_findings,
        max_places,
        quiet: arguments.quiet,
        verbose: arguments.verbose,
    };
    let reports = Reports::new(report, max_places.max(FEW));
    for it in outputs {
        output::to_file(reports.of(it.renderer()), it, &style, terminal)?;
    }
    output::to_job_summary(reports.brief(), outputs, &style, renderer.name())?;
    output::to_stdout(reports.of(renderer), renderer, &style, terminal)?;
    if let Some((listed, all)) = kept_places.and_then(|it| short_of(report, it)) {
        super::note(&cli::places_left_out(listed, all), terminal);
    }
    Ok(())
}

/// How many places are listed of how many, where there was too little room for all.
fn short_of(report: &Report, (most, in_all): (usize, usize)) -> Option<(usize, u64)> {
    let listed = report.findings.iter().map(|it| it.places.len()).sum();
    let is_full = |it: &Finding| it.places.len() >= most || listed >= in_all && it.places.len() >= FEW;
    let is_short = report.findings.iter().any(|it| is_full(it) && it.count > it.places.len() as u64);
    let all = || report.findings.iter().map(|it| it.count.max(it.places.len() as u64)).sum();
    is_short.then(|| (listed, all()))
}

/// Why nothing was checked.
pub(super) fn nothing(checked: &Checked) -> Problem {
    match checked.found {
        0 => Problem::usage(cli::no_input(), cli::no_input_help()),
        _ => Problem::usage(cli::none_matched(), cli::none_matched_help()),
    }
}

/// Checks what was selected, with a progress bar if it is `wanted` and standard error is a terminal.
pub(super) fn judged(
    request: &Request,
    selection: &Selection,
    (wanted, terminal): (bool, &Terminal),
    kept: Option<&mut Vec<KeptFile>>,
) -> Result<Checked, Problem> {
    let bar = Bar::new();
    interrupt::listen(terminal);
    let progress: &dyn Progress = if wanted && terminal.err.terminal { &bar } else { &Silent };
    let checked = match kept {
        Some(kept) => engine::check_and_keep(request, progress, kept),
        None => engine::check(request, progress),
    };
    let checked = checked.map_err(|error| Problem::usage(error.message(), error.help()))?;
    bar.clear();
    check_names(selection, (&checked.systems, &checked.datasets))?;
    Ok(checked)
}

/// The path by which every way to a file that exists is the same.
pub(super) fn real(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// The paths to check. Standard input has no name by which a dataset could claim it.
pub(super) fn inputs(arguments: &Selection) -> Result<Vec<PathBuf>, Problem> {
    if arguments.dataset.is_none() && arguments.paths.iter().any(|it| it == Path::new("-")) {
        return Err(Problem::usage(cli::stdin_needs_dataset(), cli::stdin_needs_dataset_help()));
    }
    Ok(arguments.paths.clone())
}

/// The run that `arguments` ask for, without a baseline.
pub(super) fn request(arguments: &Selection, paths: Vec<PathBuf>, settings: &Settings) -> Result<Request, Problem> {
    let (as_of, now) = match &arguments.as_of {
        Some(text) => moment::parse(text)?,
        None => moment::present(),
    };
    let cache = cache::folder(arguments);
    Ok(Request {
        dictionary: dictionary(arguments.dictionary.as_deref())?,
        paths,
        system: arguments.system.clone(),
        dataset: arguments.dataset.clone(),
        levels: levels(arguments, settings)?,
        as_of,
        now,
        against: arguments.against.clone(),
        memory: usize::try_from(size(arguments.memory.as_deref(), super::machine::memory() as u64 / 4)?)
            .unwrap_or(usize::MAX),
        input_format: input_format(arguments)?,
        max_unpacked: size(arguments.max_unpacked.as_deref(), 16 << 30)?,
        baseline: None,
        snapshot: arguments.snapshot.as_deref().map(super::snapshot::read).transpose()?,
        since: None,
        show_values: false,
        jobs: arguments.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).max(1),
        places: FEW,
        places_in_all: usize::MAX,
        never: settings.files.iter().cloned().chain(cache.as_deref().and_then(real)).collect(),
        cache,
    })
}

/// The input format that was named.
fn input_format(arguments: &Selection) -> Result<Option<&'static str>, Problem> {
    let Some(name) = &arguments.input_format else { return Ok(None) };
    let listed = || FORMATS.iter().map(|it| format!("`{}`", it.name())).collect::<Vec<_>>().join(", ");
    match table::by_name(name) {
        Some(format) => Ok(Some(format.name())),
        None => Err(Problem::usage(cli::unknown_input_format(name), cli::known_names(listed()))),
    }
}

/// The levels of the command line over those of the settings file.
pub(super) fn levels(arguments: &Selection, settings: &Settings) -> Result<Levels, Problem> {
    let known: Vec<&'static str> = RULES.iter().map(|rule| rule.id.name()).collect();
    let unknown = |error: LevelError| Problem::usage(error.message(), cli::level_help());
    let mut levels = Levels::parse(&known, &arguments.select, &arguments.ignore, &arguments.level).map_err(unknown)?;
    settings.underlay(&known, &mut levels).map_err(unknown)?;
    Ok(levels)
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

/// Reads `64MiB`, `2GB`, `500000`.
fn size(text: Option<&str>, default: u64) -> Result<u64, Problem> {
    let Some(text) = text else { return Ok(default) };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "kib" | "k" => 1 << 10,
        "mb" => 1_000_000,
        "mib" | "m" => 1 << 20,
        "gb" => 1_000_000_000,
        "gib" | "g" => 1 << 30,
        _ => 0,
    };
    let bytes = number.parse::<u64>().ok().and_then(|it| it.checked_mul(factor)).filter(|it| *it > 0);
    bytes.ok_or_else(|| Problem::usage(cli::malformed_size(text), cli::malformed_size_help()))
}

/// A system or dataset that is asked for must exist.
pub(super) fn check_names(arguments: &Selection, (systems, datasets): (&[String], &[String])) -> Result<(), Problem> {
    let listed = |names: &[String]| names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
    if let Some(name) = arguments.system.as_ref().filter(|it| !systems.contains(it)) {
        return Err(Problem::usage(cli::unknown_system(name), cli::known_names(listed(systems))));
    }
    if let Some(name) = arguments.dataset.as_ref().filter(|it| !datasets.contains(it)) {
        return Err(Problem::usage(cli::unknown_dataset(name), cli::known_names(listed(datasets))));
    }
    Ok(())
}

/// The severity from which on a finding fails the run.
fn threshold(arguments: &Check) -> Option<Severity> {
    match arguments.fail_on.unwrap_or(FailOn::Error) {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Info => Some(Severity::Info),
        FailOn::Never => None,
    }
}

fn status(arguments: &Check, checked: &Checked) -> u8 {
    if checked.dictionary_has_errors {
        return USAGE;
    }
    let worst = checked.report.worst();
    let failed = threshold(arguments).is_some_and(|least| worst.is_some_and(|it| it >= least));
    let skipped = arguments.fail_on_skipped && checked.report.summary.not_checked > 0;
    if checked.matched == 0 {
        NO_INPUT
    } else if failed || skipped {
        FINDINGS
    } else {
        CLEAN
    }
}
