//! Parquet, through the crate of that name without Arrow.
//!
//! A leaf of the schema is a column, named by its path (`schema`); groups of rows are read in chunks of rows that stay in
//! cache (`rows`), each column by a reader of its type (`column`); text, which is most of an export, by one of our own
//! (`binary`, `hybrid`). Columns that nobody checks are not read, and neither are those whose statistics prove all their cells
//! right.

mod binary;
mod chunks;
mod column;
mod hybrid;
mod open;
mod rows;
mod schema;
mod without;
mod write;

pub use write::ParquetWriter;

pub(super) use open::ParquetFormat;

/// The format's line in the registry.
pub(super) static FORMAT: ParquetFormat = ParquetFormat;
