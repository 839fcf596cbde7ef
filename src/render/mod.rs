//! Floor 2: a finished report to bytes. One file for each format, one line in the registry.

mod concise;
mod human;
mod json;
mod narrated;
mod sarif;
mod schema;
mod style;
mod words;

pub use schema::report_schema;
pub use style::Style;

use std::io;

use crate::finding::Report;

/// An output format.
pub trait Renderer: Sync {
    /// What it is called on the command line.
    fn name(&self) -> &'static str;

    /// Whether programs read it: then it is in English unless a language was asked for.
    fn is_machine(&self) -> bool;

    /// Writes the report.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    fn render(&self, report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()>;
}

/// Every output format.
pub static RENDERERS: &[&dyn Renderer] =
    &[&human::Human, &narrated::Narrated, &concise::Concise, &json::Json, &sarif::Sarif];

/// The format called `name`.
pub fn by_name(name: &str) -> Option<&'static dyn Renderer> {
    RENDERERS.iter().copied().find(|it| it.name() == name)
}
