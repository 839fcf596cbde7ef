//! JSON: one object a line, or one document that holds a list of records.
//!
//! One thread cuts the input after whole records (`cut`, which follows brackets alone: `extent`); any thread turns a
//! block into columns (`index`): bytes to UTF-8 (`decode`), text to records (`form`), a record to its values in one pass
//! along the tree of names (`scan`, `paths`), values to cells (`fill`). Where the records are is found in the first bytes
//! (`head`, `document`), and the columns are the paths that the first records show (`columns`, `late`). Places and
//! excerpts are found again only for what is shown (`page`, `list`).

mod columns;
mod cut;
mod decode;
mod document;
mod excerpt;
mod extent;
mod fill;
mod form;
mod head;
mod index;
mod late;
mod list;
mod page;
mod paths;
mod recognise;
mod rename;
mod rewrite;
mod scan;
mod table;

#[cfg(test)]
mod tests;

pub use index::JsonIndexer;
pub use table::{JsonFormat, JsonTable, NdjsonFormat};

/// The line of NDJSON in the registry.
pub static LINES: NdjsonFormat = NdjsonFormat;

/// The line of JSON in the registry.
pub static DOCUMENT: JsonFormat = JsonFormat;
