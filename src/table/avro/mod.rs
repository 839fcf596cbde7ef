//! Avro containers, through apache-avro.
//!
//! The writer's schema is flattened to columns (`shape`): a nested record is a path, an array runs through its items.
//! Records are decoded one by one and their values written to pages (`rows`).

mod open;
mod rows;
mod shape;

pub(super) use open::AvroFormat;

/// The format's line in the registry.
pub(super) static FORMAT: AvroFormat = AvroFormat;
