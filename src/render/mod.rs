//! Floor 2: a finished report to bytes. Renderers see findings only, and one file each is all a format needs.
//!
//! Whatever a renderer shows of a name or a value goes through `escape` first: a file name may hold a newline, a cell an
//! escape sequence, and a report is read in terminals, browsers and build logs that act on such things.

mod changes;
mod chosen;
mod cut;
mod document;
mod escape;
mod frame;
mod json_text;
mod locate;
mod paint;
mod schema;
mod summary;
mod wrap;

#[cfg(test)]
mod format_tests;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::io;

use crate::finding::Report;
use crate::message::{Lang, Message};

pub use changes::{CHANGE_FORMATS, ChangeFormat};
pub use schema::report_schema;

/// How a report is to look; decided by the caller for the stream that is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, decided by another option")]
pub struct Style {
    /// The language of every sentence.
    pub lang: Lang,
    /// Whether ANSI colours may be written.
    pub color: bool,
    /// Whether lines may be drawn with characters outside ASCII.
    pub unicode: bool,
    /// Columns of the terminal; 0 where there is no edge.
    pub width: usize,
    /// How many findings readers are shown at most, the worst first; formats for machines leave nothing out.
    pub max_findings: Option<usize>,
    /// How many places of one finding readers are shown at most; at least one is.
    pub max_places: usize,
    /// Leaves out the closing totals.
    pub quiet: bool,
    /// Shows suppressed findings with their reasons, and the inputs.
    pub verbose: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            lang: Lang::En,
            color: false,
            unicode: true,
            width: 100,
            max_findings: None,
            max_places: 5,
            quiet: false,
            verbose: false,
        }
    }
}

/// One output format.
pub trait Renderer: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// What it is, as a short noun phrase.
    fn title(&self) -> Message;

    /// Whether a program reads it: then it is in English unless a language was asked for.
    fn is_machine(&self) -> bool;

    /// Whether it lists every place of a finding that is kept; the others show the first few.
    fn lists_every_place(&self) -> bool {
        false
    }

    /// Writes the whole report.
    ///
    /// # Errors
    /// Only what `out` itself returns.
    fn render(&self, report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()>;
}

/// Declares the modules of all formats and the table of them from one list.
macro_rules! renderers {
    ($($file:ident),* $(,)?) => {
        $( mod $file; )*

        /// Every format, in the order in which help texts show them.
        pub static RENDERERS: &[&dyn Renderer] = &[$( &$file::Format ),*];
    };
}

renderers! {
    human,
    narrated,
    concise,
    json,
    ndjson,
    sarif,
    github,
    gitlab,
    junit,
    checkstyle,
    rdjson,
    rdjsonl,
    azure,
    markdown,
    csv,
    html,
}

/// Writes the summary of a job: Markdown of less than 1 MiB.
///
/// # Errors
/// Only what `out` itself returns.
pub fn job_summary(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    markdown::job_summary(report, style, out)
}

/// The format called `name`.
pub fn by_name(name: &str) -> Option<&'static dyn Renderer> {
    RENDERERS.iter().copied().find(|renderer| renderer.name() == name)
}
