//! Arrow IPC as a table.

use std::io::BufReader;
use std::sync::Arc;

use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::ArrowError;

use super::rows::ArrowReader;
use super::shape::{Columns, flatten};
use crate::message::{Message, input};
use crate::table::cells::{CellTable, container_head};
use crate::table::{Declaration, Format, ReadError, Source, Table};

/// The format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ArrowFormat;

/// First bytes of a file; a stream begins with a message.
const FILE: &[u8] = b"ARROW1\0\0";

/// First bytes of a message.
const MESSAGE: &[u8] = b"\xFF\xFF\xFF\xFF";

/// What the crate says of damaged bytes, as a reason.
pub(super) fn damaged(source: &Source, error: &ArrowError) -> Box<ReadError> {
    let reason = input::container_damaged("Arrow").and(&Message::verbatim(error.to_string()));
    Box::new(ReadError { path: source.name().to_owned(), offset: 0, reason, help: Some(input::unreadable_help()) })
}

/// Whether an input is a file, with an end that tells where its batches are; else a stream.
pub(super) fn is_file(source: &Source) -> bool {
    source.first_bytes().starts_with(FILE)
}

impl Format for ArrowFormat {
    fn name(&self) -> &'static str {
        "arrow"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["arrow", "arrows", "feather", "ipc"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(FILE) || (head.starts_with(MESSAGE) && head.get(6..8) == Some(&[0, 0]))
    }

    fn is_container(&self) -> bool {
        true
    }

    fn open(&self, source: &Source, _: &Declaration<'_>) -> Result<Box<dyn Table>, Box<ReadError>> {
        let failed = |error: ArrowError| damaged(source, &error);
        let input = BufReader::new(source.reader());
        let schema = if is_file(source) {
            FileReader::try_new(input, None).map_err(failed)?.schema()
        } else {
            StreamReader::try_new(input, None).map_err(failed)?.schema()
        };
        let mut columns = Columns::new();
        let nodes = schema.fields().iter().map(|it| flatten(it.data_type(), it.name(), &mut columns)).collect();
        let many = columns.iter().map(|it| it.2).collect();
        let head = container_head("arrow", source, columns);
        let reader = ArrowReader { source: source.clone(), nodes, many };
        Ok(Box::new(CellTable::new(source.name().to_owned(), head, Arc::new(reader))))
    }
}
