//! Delimited text: CSV, TSV and their relatives.
//!
//! One thread cuts the input into blocks of whole records (`table`, `cut`); any thread turns a block into columns
//! (`index`): bytes to UTF-8 (`decode`), text to marks of where cells and records end (`vector`, with what kinds of bytes there
//! are from `screen`, or `scalar` where quoting is irregular), marks to columns (`columns`). Places and excerpts are found again only for what is shown.

mod columns;
mod cut;
mod decode;
mod excerpt;
mod form;
mod head;
mod index;
mod marks;
mod place;
mod quotes;
mod recast;
mod rewrite;
mod scalar;
#[cfg(target_arch = "x86_64")]
mod screen;
mod table;
mod totals;
mod vector;

#[cfg(test)]
mod tests;

pub use form::Form;
pub use index::CsvIndexer;
pub use table::{BlockSize, CsvFormat, CsvTable};
pub(super) use totals::sums_up as is_totals;

/// The format's line in the registry.
pub static FORMAT: CsvFormat = CsvFormat;
