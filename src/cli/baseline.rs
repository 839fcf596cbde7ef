//! `dictum baseline`: known findings into a file, and out of it again.

use std::fs;
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::arguments::{self, Agree, Selection};
use super::check;
use super::moment;
use super::output;
use super::problem::Problem;
use super::settings;
use super::terminal::Terminal;
use crate::engine::{Checked, Request};
use crate::message::{Message, cli};
use crate::settings::{Agreement, Baseline, Change, Settings};

/// Where a baseline is kept unless another file is named.
const FILE: &str = "dictum-baseline.json";

/// Runs one of its commands.
pub(super) fn run(arguments: &arguments::Baseline, terminal: &Terminal) -> Result<u8, Problem> {
    let settings = settings::load()?;
    let terminal = &settings::terminal(terminal, &settings);
    let agreed = |it: &Agree| Agree { selection: settings::selection(&it.selection, &settings), ..it.clone() };
    let run = Run { settings: &settings, terminal };
    let message = match arguments {
        arguments::Baseline::Create(agree) => run.create(&agreed(agree))?,
        arguments::Baseline::Update(agree) => run.update(&agreed(agree))?,
        arguments::Baseline::Prune(selection) => run.prune(&settings::selection(selection, &settings))?,
    };
    super::print(format!("{}\n", message.text(terminal.lang)).as_bytes())
}

/// What the commands share.
struct Run<'r> {
    settings: &'r Settings,
    terminal: &'r Terminal,
}

impl Run<'_> {
    fn create(&self, agree: &Agree) -> Result<Message, Problem> {
        let path = path(&agree.selection);
        if path.exists() {
            return Err(Problem::usage(cli::baseline_exists(path.display()), cli::baseline_exists_help()));
        }
        let agreement = agreement(agree)?;
        let (request, checked) = self.checked(&agree.selection, &path)?;
        let mut baseline = Baseline::default();
        baseline.take_in(&checked.report, request.as_of, &agreement);
        write(&path, &baseline)?;
        Ok(cli::baseline_created(path.display(), baseline.len()))
    }

    fn update(&self, agree: &Agree) -> Result<Message, Problem> {
        let path = path(&agree.selection);
        let mut baseline = read(&path)?;
        let agreement = agreement(agree)?;
        let (request, checked) = self.checked(&agree.selection, &path)?;
        let removed = baseline.prune(&checked.report, &checked.coverage);
        let taken = baseline.take_in(&checked.report, request.as_of, &agreement);
        write(&path, &baseline)?;
        let change = Change { changed: removed.changed + taken.changed, removed: removed.removed, ..taken };
        Ok(told(&path, change, &baseline))
    }

    fn prune(&self, selection: &Selection) -> Result<Message, Problem> {
        let path = path(selection);
        let mut baseline = read(&path)?;
        let (_, checked) = self.checked(selection, &path)?;
        let change = baseline.prune(&checked.report, &checked.coverage);
        write(&path, &baseline)?;
        Ok(told(&path, change, &baseline))
    }

    /// Checks without the baseline. A dictionary with errors judges nothing reliably, so nothing is taken from it.
    fn checked(&self, selection: &Selection, path: &Path) -> Result<(Request, Checked), Problem> {
        let paths = check::inputs(selection)?;
        let base = check::request(selection, paths, self.settings)?;
        let never = check::real(path).into_iter().chain(base.never.iter().cloned()).collect();
        let request = Request { never, ..base };
        let checked = check::judged(&request, selection, (!selection.no_progress, self.terminal), None)?;
        if checked.dictionary_has_errors {
            return Err(Problem::of_dictionary(
                &checked.report.findings,
                (cli::baseline_of_errors(), cli::baseline_of_errors_help()),
            ));
        }
        if checked.matched == 0 {
            return Err(check::nothing(&checked));
        }
        Ok((request, checked))
    }
}

fn told(path: &Path, change: Change, baseline: &Baseline) -> Message {
    cli::baseline_changed(path.display(), change.added, change.changed, change.removed, baseline.len())
}

fn path(selection: &Selection) -> PathBuf {
    selection.baseline.clone().unwrap_or_else(|| PathBuf::from(FILE))
}

fn agreement(agree: &Agree) -> Result<Agreement, Problem> {
    let expires = agree.expires.as_deref().map(moment::day).transpose()?;
    Ok(Agreement { reason: agree.reason.clone(), owner: agree.owner.clone(), expires })
}

/// The baseline in the file `path`.
pub(super) fn read(path: &Path) -> Result<Baseline, Problem> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Problem::usage(cli::baseline_missing(&shown), cli::baseline_missing_help(&shown)),
        _ => Problem::usage(cli::baseline_unreadable(&shown, &error), cli::baseline_missing_help(&shown)),
    })?;
    let shown = shown.to_string().replace(MAIN_SEPARATOR, "/");
    Baseline::read(&shown, &text).map_err(|fault| Problem::Several(vec![settings::advice(*fault)]))
}

fn write(path: &Path, baseline: &Baseline) -> Result<(), Problem> {
    output::write(path, baseline.written().as_bytes()).map_err(|why| Problem::unwritable(path.display(), &why))
}
