//! `dictum fix`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use tempfile::NamedTempFile;

use super::check;
use super::interrupt;
use super::place::{NewFolder, Replacements};
use super::problem::Problem;
use super::progress::Bar;
use super::terminal::Terminal;
use super::writing::{Fix, Told};
use super::{CLEAN, FINDINGS, NO_INPUT};
use crate::engine::fix::{self, Change, FileFixed, FileToFix, FixError, Fixed, Fixing, Hunk, Workshop};
use crate::engine::{Progress, Silent};
use crate::message::{Lang, cli, fix as say};

/// Runs it and gives the exit status.
pub(super) fn run(arguments: &Fix, terminal: &Terminal) -> Result<u8, Problem> {
    let settings = super::settings::load()?;
    let terminal = &super::settings::terminal(terminal, &settings);
    let mut selection = super::settings::selection(&arguments.inputs.selection(), &settings);
    selection.select.clone_from(&arguments.select);
    selection.ignore.clone_from(&arguments.ignore);
    let request = check::request(&selection, selection.paths.clone(), &settings)?;
    let fixing = Fixing { also_unsafe: arguments.also_unsafe, diff: arguments.diff };
    let mut bench = Bench::new(arguments, terminal)?;
    let bar = Bar::new();
    let shows = !selection.no_progress && terminal.err.terminal && !arguments.diff;
    let progress: &dyn Progress = if shows { &bar } else { &Silent };
    let fixed = fix::fix(&request, fixing, &mut bench, progress);
    bar.clear();
    let fixed = fixed.map_err(problem)?;
    check::check_names(&selection, (&fixed.systems, &fixed.datasets))?;
    let written = bench.commit()?;
    if fixed.files.is_empty() {
        nothing(&fixed).report(terminal);
        return Ok(NO_INPUT);
    }
    let told = Account { fixed: &fixed, written, arguments };
    match arguments.format {
        Told::Json => told.json()?,
        Told::Human if arguments.diff => told.summary(&mut io::stderr().lock(), terminal.lang)?,
        Told::Human => told.human(terminal.lang)?,
    }
    let left: u64 = fixed.files.iter().map(|it| it.left).sum();
    let would = arguments.diff && fixed.files.iter().any(FileFixed::is_changed);
    Ok(if left > 0 || would { FINDINGS } else { CLEAN })
}

fn nothing(fixed: &Fixed) -> Problem {
    match fixed.found {
        0 => Problem::usage(cli::no_input(), cli::no_input_help()),
        _ => Problem::usage(cli::none_matched(), cli::none_matched_help()),
    }
}

/// Why nothing more was written, in words.
pub(super) fn problem(error: FixError) -> Problem {
    match error {
        FixError::Load(error) => Problem::usage(error.message(), error.help()),
        FixError::Dictionary(findings) => {
            Problem::of_dictionary(&findings, (say::dictionary_errors(), say::dictionary_errors_help()))
        }
        FixError::Stopped => Problem::Interrupted,
        FixError::Write { cause, .. } if cause.kind() == io::ErrorKind::BrokenPipe => Problem::ClosedPipe,
        FixError::Write { path, cause } if cause.kind() == io::ErrorKind::PermissionDenied => {
            Problem::usage(say::read_only(path), say::read_only_help())
        }
        FixError::Write { path, cause } => Problem::usage(say::not_written(path, cause), say::not_written_help()),
    }
}

/// Where the files go.
enum Place {
    Folder(NewFolder),
    Originals(Replacements),
    /// Nothing is written.
    Nowhere,
}

struct Bench {
    place: Place,
    current: Option<(NamedTempFile, PathBuf)>,
    /// The file whose changes were shown last.
    shown: Option<Arc<str>>,
}

impl Bench {
    fn new(arguments: &Fix, terminal: &Terminal) -> Result<Self, Problem> {
        let place = if arguments.diff {
            Place::Nowhere
        } else if arguments.in_place {
            Place::Originals(Replacements::default())
        } else {
            Place::Folder(NewFolder::prepare(&arguments.out)?)
        };
        interrupt::listen(terminal);
        interrupt::begin_writing();
        Ok(Self { place, current: None, shown: None })
    }

    /// Puts everything into its place; whether anything was written.
    fn commit(self) -> Result<bool, Problem> {
        match self.place {
            Place::Folder(folder) => folder.commit()?,
            Place::Originals(files) => files.commit()?,
            Place::Nowhere => return Ok(false),
        }
        Ok(true)
    }
}

impl Workshop for Bench {
    fn is_stopped(&self) -> bool {
        interrupt::is_stopped()
    }

    fn begin(&mut self, file: FileToFix<'_>) -> io::Result<Box<dyn Write>> {
        match &self.place {
            Place::Folder(folder) => Ok(Box::new(folder.create(file.shown)?)),
            Place::Originals(_) => {
                let current = Replacements::begin(file.path)?;
                let copy: File = current.0.reopen()?;
                self.current = Some(current);
                Ok(Box::new(BufWriter::with_capacity(1 << 16, copy)))
            }
            Place::Nowhere => Ok(Box::new(io::sink())),
        }
    }

    fn show(&mut self, file: FileToFix<'_>, hunk: &Hunk) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if self.shown.as_ref() != Some(file.shown) {
            writeln!(out, "--- a/{0}\n+++ b/{0}", file.shown)?;
            self.shown = Some(Arc::clone(file.shown));
        }
        let range = |lines: usize| format!("{},{lines}", hunk.line);
        writeln!(out, "@@ -{} +{} @@", range(hunk.before.len()), range(hunk.after.len()))?;
        hunk.before.iter().try_for_each(|line| writeln!(out, "-{line}"))?;
        hunk.after.iter().try_for_each(|line| writeln!(out, "+{line}"))
    }

    fn finish(&mut self, _: FileToFix<'_>, fixed: &FileFixed) -> io::Result<()> {
        let Some(current) = self.current.take() else { return Ok(()) };
        match &mut self.place {
            // What does not change keeps its date.
            Place::Originals(files) if fixed.is_changed() => files.keep(current),
            _ => Ok(()),
        }
    }
}

/// What is told of it.
struct Account<'a> {
    fixed: &'a Fixed,
    written: bool,
    arguments: &'a Fix,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ToldChange<'c> {
    rule: &'static str,
    field: Option<&'c str>,
    safety: &'static str,
    count: u64,
    line: u64,
    before: &'c str,
    after: &'c str,
}

impl<'c> ToldChange<'c> {
    fn of(change: &'c Change) -> Self {
        Self {
            rule: change.rule.name(),
            field: change.field.as_deref(),
            safety: change.safety.name(),
            count: change.count,
            line: change.line,
            before: change.before.text(Lang::En),
            after: change.after.text(Lang::En),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ToldFile<'f> {
    path: &'f str,
    dataset: &'f str,
    records: u64,
    cells: u64,
    left: u64,
    fixed: Vec<ToldChange<'f>>,
    suggested: Vec<ToldChange<'f>>,
    unread: Option<&'f str>,
}

impl Account<'_> {
    fn json(&self) -> Result<(), Problem> {
        let file = |it: &'_ FileFixed| {
            serde_json::to_value(ToldFile {
                path: &it.path,
                dataset: &it.dataset,
                records: it.records,
                cells: it.cells,
                left: it.left,
                fixed: it.made.iter().map(ToldChange::of).collect(),
                suggested: it.proposed.iter().map(ToldChange::of).collect(),
                unread: it.unread.as_ref().map(|it| it.message.text(Lang::En)),
            })
        };
        let files: Vec<_> = self.fixed.files.iter().map(file).collect::<Result<_, _>>().map_err(io::Error::from)?;
        let out = (self.written && !self.arguments.in_place).then(|| self.arguments.out.to_string_lossy());
        let told = serde_json::json!({"version": 1, "out": out, "files": files});
        let text = serde_json::to_string_pretty(&told).map_err(io::Error::from)?;
        super::print(format!("{text}\n").as_bytes()).map(|_| ())
    }

    fn human(&self, lang: Lang) -> Result<(), Problem> {
        let mut out = BufWriter::new(io::stdout().lock());
        for file in &self.fixed.files {
            if file.made.is_empty() && file.proposed.is_empty() && file.unread.is_none() {
                continue;
            }
            writeln!(out, "{}", file.path)?;
            if let Some(finding) = &file.unread {
                writeln!(out, "  {}", finding.message.text(lang))?;
            }
            for (changes, word) in [(&file.made, say::made()), (&file.proposed, say::proposed())] {
                for it in changes {
                    let place = it.field.as_deref().unwrap_or("-");
                    let line = say::change(word.text(lang), it.rule, place, it.count, it.line);
                    writeln!(out, "  {}: `{}` → `{}`", line.text(lang), it.before.text(lang), it.after.text(lang))?;
                }
            }
        }
        self.summary(&mut out, lang)?;
        out.flush()?;
        Ok(())
    }

    fn summary(&self, out: &mut dyn Write, lang: Lang) -> Result<(), Problem> {
        let files = &self.fixed.files;
        let changed = files.iter().filter(|it| it.is_changed()).count();
        let sum = |of: fn(&FileFixed) -> u64| files.iter().map(of).sum::<u64>();
        let proposed = sum(|it| it.proposed.iter().map(|it| it.count).sum());
        writeln!(out, "{}", say::summary(changed, files.len(), sum(|it| it.cells)).text(lang))?;
        if proposed > 0 {
            writeln!(out, "{}", say::unsafe_left(proposed).text(lang))?;
        }
        let left = sum(|it| it.left);
        if left > 0 {
            writeln!(out, "{}", say::left(left).text(lang))?;
        }
        let place = if self.arguments.diff {
            say::nothing_written()
        } else if self.arguments.in_place {
            say::in_place()
        } else {
            say::written_to(self.arguments.out.display())
        };
        writeln!(out, "{}", place.text(lang))?;
        Ok(())
    }
}
