//! Reports to standard output and to files.

use std::borrow::Cow;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::problem::Problem;
use super::terminal::Terminal;
use crate::finding::Report;
use crate::message::{Lang, cli};
use crate::render::{self, Renderer, Style};

/// The format that a step shows no more than ten of each severity of.
const ANNOTATIONS: &str = "github";

/// Where a report goes besides standard output.
pub(super) struct Output {
    renderer: &'static dyn Renderer,
    /// The file.
    pub(super) path: PathBuf,
}

impl Output {
    /// Its format.
    pub(super) fn renderer(&self) -> &'static dyn Renderer {
        self.renderer
    }
}

/// One report for formats that list every place, and for those that show the first few: what one format is given
/// never depends on which others are written in the same run.
pub(super) struct Reports<'r> {
    whole: &'r Report,
    brief: Cow<'r, Report>,
}

impl<'r> Reports<'r> {
    /// `report`, of which formats that do not list every place get `most` of a finding.
    pub(super) fn new(report: &'r Report, most: usize) -> Self {
        let mut brief = Cow::Borrowed(report);
        if report.findings.iter().any(|it| it.places.len() > most) {
            brief.to_mut().findings.iter_mut().for_each(|it| it.places.truncate(most));
        }
        Self { whole: report, brief }
    }

    /// The report as `renderer` is to have it.
    pub(super) fn of(&self, renderer: &dyn Renderer) -> &Report {
        if renderer.lists_every_place() { self.whole } else { &self.brief }
    }

    /// The report with the first places.
    pub(super) fn brief(&self) -> &Report {
        &self.brief
    }
}

/// The renderer called `name`.
pub(super) fn renderer(name: &str) -> Result<&'static dyn Renderer, Problem> {
    render::by_name(name).ok_or_else(|| {
        let names: Vec<String> = render::RENDERERS.iter().map(|it| format!("`{}`", it.name())).collect();
        Problem::usage(cli::unknown_format(name), cli::known_formats(names.join(", ")))
    })
}

/// Reads `FORMAT=PATH`.
pub(super) fn outputs(texts: &[String]) -> Result<Vec<Output>, Problem> {
    let parse = |text: &String| match text.split_once('=') {
        Some((format, path)) if !path.is_empty() => {
            Ok(Output { renderer: renderer(format)?, path: PathBuf::from(path) })
        }
        _ => Err(Problem::usage(cli::malformed_output(text), cli::malformed_output_help())),
    };
    texts.iter().map(parse).collect()
}

/// Writes `report` to standard output.
pub(super) fn to_stdout(
    report: &Report,
    renderer: &dyn Renderer,
    style: &Style,
    terminal: &Terminal,
) -> Result<(), Problem> {
    let style = for_renderer(renderer, style, terminal);
    let mut out = BufWriter::new(io::stdout().lock());
    renderer.render(report, &style, &mut out)?;
    out.flush()?;
    Ok(())
}

/// Writes `report` to a file: whole, or not at all.
pub(super) fn to_file(report: &Report, output: &Output, style: &Style, terminal: &Terminal) -> Result<(), Problem> {
    let plain = Style { color: false, unicode: true, ..for_renderer(output.renderer, style, terminal) };
    written(&output.path, |out| output.renderer.render(report, &plain, out))
        .map_err(|why| Problem::unwritable(output.path.display(), &why))
}

/// Adds the whole report to the summary of the job where GitHub runs it and shows only its first annotations.
pub(super) fn to_job_summary(
    report: &Report,
    outputs: &[Output],
    style: &Style,
    renderer: &str,
) -> Result<(), Problem> {
    let annotates = renderer == ANNOTATIONS || outputs.iter().any(|it| it.renderer.name() == ANNOTATIONS);
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|it| annotates && !it.is_empty()) else {
        return Ok(());
    };
    let plain = Style { color: false, unicode: true, ..style.clone() };
    let mut bytes = Vec::new();
    render::job_summary(report, &plain, &mut bytes)?;
    let path = PathBuf::from(path);
    let added = fs::OpenOptions::new().create(true).append(true).open(&path).and_then(|mut it| it.write_all(&bytes));
    added.map_err(|why| Problem::unwritable(path.display(), &why))
}

/// Writes a file whole, or not at all.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    written(path, |out| out.write_all(bytes))
}

/// The same with what `fill` writes, which need not be in memory.
fn written(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A device such as /dev/stdout cannot be replaced by a renamed file.
    if fs::metadata(path).is_ok_and(|it| !it.is_file()) {
        let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(path)?);
        fill(&mut out)?;
        return out.flush();
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut out = BufWriter::new(tempfile::NamedTempFile::new_in(folder)?);
    fill(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.persist(path)?;
    Ok(())
}

/// Machine formats are in English unless a language was asked for.
fn for_renderer(renderer: &dyn Renderer, style: &Style, terminal: &Terminal) -> Style {
    let lang = if renderer.is_machine() { terminal.asked.unwrap_or(Lang::En) } else { terminal.lang };
    Style { lang, ..style.clone() }
}
