//! The formats, and an opened input.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::cut::{Broken, Cutter};
use super::head::{Settled, read_head};
use super::index::JsonIndexer;
use crate::message::input;
use crate::table::encoded::in_utf_8;
use crate::table::{Block, Declaration, Format, Head, Indexer, ReadError, Source, Table};

/// The format: one JSON object a line.
#[derive(Clone, Copy, Debug)]
pub struct NdjsonFormat;

impl Format for NdjsonFormat {
    fn name(&self) -> &'static str {
        "ndjson"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ndjson", "jsonl"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        super::recognise::is_lines(head)
    }

    fn insists(&self, head: &[u8]) -> bool {
        super::recognise::opens_object(head)
    }

    fn open(&self, source: &Source, declaration: &Declaration<'_>) -> Result<Box<dyn Table>, Box<ReadError>> {
        Ok(Box::new(JsonTable::open(source, true, declaration)?))
    }
}

/// The format: one JSON document that holds a list of records.
#[derive(Clone, Copy, Debug)]
pub struct JsonFormat;

impl Format for JsonFormat {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        super::recognise::is_document(head)
    }

    fn open(&self, source: &Source, declaration: &Declaration<'_>) -> Result<Box<dyn Table>, Box<ReadError>> {
        Ok(Box::new(JsonTable::open(source, false, declaration)?))
    }
}

/// An opened input of JSON.
#[derive(Debug)]
pub struct JsonTable {
    source: Source,
    head: Head,
    cutter: Cutter,
    indexer: Arc<JsonIndexer>,
}

impl JsonTable {
    /// Opens an input and settles its columns; `is_lines`: each line is a record.
    ///
    /// # Errors
    /// [`ReadError`] where it cannot be read.
    pub fn open(source: &Source, is_lines: bool, declaration: &Declaration<'_>) -> Result<Self, Box<ReadError>> {
        let failed = |error: io::Error| ReadError::of_system(source.name(), 0, &error);
        let (text, encoding) = in_utf_8(source, declaration).map_err(failed)?;
        let Settled { mut head, form, body } = read_head(&text, is_lines, declaration).map_err(failed)?;
        head.encoding = Some(encoding);
        let cutter = Cutter::new(&text, body).map_err(failed)?;
        Ok(Self { source: text, head, cutter, indexer: Arc::new(JsonIndexer::new(form)) })
    }

    /// The same with blocks of about `target` bytes and records of at most `longest`. Records do not depend on the size
    /// of blocks.
    #[must_use]
    pub fn with_size(self, target: usize, longest: usize) -> Self {
        Self { cutter: self.cutter.with_size(target, longest), ..self }
    }

    fn broken(&self, broken: Broken) -> Box<ReadError> {
        let (reason, help) = match broken {
            Broken::Unfinished => (input::json_unfinished(), input::json_unfinished_help()),
            Broken::Followed => (input::json_followed(), input::json_followed_help()),
        };
        let path = self.source.name().to_owned();
        Box::new(ReadError { path, offset: self.cutter.offset(), reason, help: Some(help) })
    }
}

impl Table for JsonTable {
    fn head(&self) -> &Head {
        &self.head
    }

    fn next(&mut self, block: &mut Block) -> Result<bool, Box<ReadError>> {
        if self.cutter.next(block) {
            return Ok(true);
        }
        match self.cutter.fault() {
            Some(Ok(error)) => Err(ReadError::of_system(self.source.name(), self.cutter.offset(), &error)),
            Some(Err(broken)) => Err(self.broken(broken)),
            None => Ok(false),
        }
    }

    fn refetch(&self, offset: u64, length: usize, block: &mut Block) -> Result<(), Box<ReadError>> {
        let failed = |error: io::Error| ReadError::of_system(self.source.name(), offset, &error);
        block.raw.clear();
        block.raw.resize(length, 0);
        let mut reader = self.source.looking();
        reader.seek(SeekFrom::Start(offset)).map_err(failed)?;
        reader.read_exact(&mut block.raw).map_err(failed)?;
        self.cutter.again(offset, block);
        Ok(())
    }

    fn indexer(&self) -> Arc<dyn Indexer> {
        Arc::<JsonIndexer>::clone(&self.indexer)
    }
}
