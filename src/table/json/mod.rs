//! NDJSON: one JSON object a line.
//!
//! One thread cuts the input at line breaks (`table`); any thread turns a block into columns (`index`): bytes to UTF-8
//! (`decode`), a line to its members (`scan`), members to columns by their path (`paths`). The columns are the paths
//! that the first records show (`head`). Places and excerpts are found again only for what is shown (`page`).

mod decode;
mod excerpt;
mod head;
mod index;
mod late;
mod page;
mod paths;
mod rewrite;
mod scan;
mod table;

#[cfg(test)]
mod tests;

pub use index::JsonIndexer;
pub use table::{NdjsonFormat, NdjsonTable};

/// The format's line in the registry.
pub static FORMAT: NdjsonFormat = NdjsonFormat;
