//! Arrow IPC, files and streams, through arrow-ipc.
//!
//! Fields are flattened to columns as those of Avro are: a struct is a path, a list runs through its items (`shape`).
//! Batches are written to pages row by row (`rows`), each value by the type of its array (`value`).

mod open;
mod rows;
mod shape;
mod value;

pub(super) use open::ArrowFormat;

/// The format's line in the registry.
pub(super) static FORMAT: ArrowFormat = ArrowFormat;
