//! A Parquet file as a table.

use std::sync::Arc;

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::chunks::Chunks;
use super::rows::ParquetReader;
use super::schema::{declares, paths};
use crate::message::{Message, input};
use crate::table::cells::{CellTable, container_head};
use crate::table::{Declaration, Format, ReadError, Source, Table};

/// The format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParquetFormat;

/// Columns of the widest schema that is read.
const WIDEST: usize = 1 << 16;

/// What the crate says of damaged bytes, as a reason.
pub(super) fn damaged(source: &Source, error: &ParquetError) -> Box<ReadError> {
    let reason = input::container_damaged("Parquet").and(&Message::verbatim(error.to_string()));
    Box::new(ReadError { path: source.name().to_owned(), offset: 0, reason, help: Some(input::unreadable_help()) })
}

impl Format for ParquetFormat {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["parquet"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(b"PAR1") && head.contains(&0)
    }

    fn is_container(&self) -> bool {
        true
    }

    fn open(&self, source: &Source, _: &Declaration<'_>) -> Result<Box<dyn Table>, Box<ReadError>> {
        let file = SerializedFileReader::new(Chunks(source.clone())).map_err(|error| damaged(source, &error))?;
        let schema = file.metadata().file_metadata().schema_descr();
        let mut names = paths(schema.root_schema());
        if names.len() != schema.num_columns() || names.len() > WIDEST {
            // A schema of a form nobody has met keeps the names that its writer gave.
            names = schema.columns().iter().take(WIDEST).map(|it| it.path().string()).collect();
        }
        let columns = names.iter().zip(schema.columns());
        let columns = columns.map(|(name, it)| (Arc::from(&**name), declares(it), it.max_rep_level() > 0)).collect();
        let head = container_head("parquet", source, columns);
        let reader = ParquetReader { source: source.clone() };
        Ok(Box::new(CellTable::new(source.name().to_owned(), head, Arc::new(reader))))
    }
}
