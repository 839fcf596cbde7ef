//! The format, and an opened document.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::cut::{Broken, Cutter};
use super::head::{Missing, Settled, read_head};
use super::index::XmlIndexer;
use crate::message::input;
use crate::table::encoded::in_utf_8;
use crate::table::{Block, Declaration, Format, Head, Indexer, ReadError, Source, Table};

/// The format: a document whose records are elements.
#[derive(Clone, Copy, Debug)]
pub struct XmlFormat;

impl Format for XmlFormat {
    fn name(&self) -> &'static str {
        "xml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        // Workbooks and pages are written in XML too, and are no exports of records.
        let other = ["<html", "urn:schemas-microsoft-com:office:spreadsheet", "<!DOCTYPE html", "<svg"];
        let is = |it: &&str| memchr::memmem::find(head, it.as_bytes()).is_some();
        head.starts_with(b"<?xml") && !other.iter().any(is)
    }

    fn open(&self, source: &Source, declaration: &Declaration<'_>) -> Result<Box<dyn Table>, Box<ReadError>> {
        Ok(Box::new(XmlTable::open(source, declaration)?))
    }
}

/// An opened document.
#[derive(Debug)]
pub(super) struct XmlTable {
    source: Source,
    head: Head,
    cutter: Cutter,
    indexer: Arc<XmlIndexer>,
}

impl XmlTable {
    pub(super) fn open(source: &Source, declaration: &Declaration<'_>) -> Result<Self, Box<ReadError>> {
        let failed = |error: io::Error| ReadError::of_system(source.name(), 0, &error);
        let (text, encoding) = in_utf_8(source, declaration).map_err(failed)?;
        let Settled { mut head, indexer, offset, inset } =
            read_head(&text, declaration).map_err(|missing| match missing {
                Missing::Failed(error) => failed(error),
                Missing::Records => Box::new(ReadError {
                    path: source.name().to_owned(),
                    offset: 0,
                    reason: input::xml_no_records(),
                    help: Some(input::xml_no_records_help()),
                }),
            })?;
        head.encoding = Some(encoding);
        let cutter = Cutter::new(&text, &indexer.path, offset).map_err(failed)?.after(inset);
        Ok(Self { source: text, head, cutter, indexer: Arc::new(indexer) })
    }

    #[cfg(test)]
    pub(super) fn with_target(self, target: usize) -> Self {
        Self { cutter: self.cutter.with_target(target), ..self }
    }

    fn broken(&self, broken: Broken) -> Box<ReadError> {
        let (reason, help) = match broken {
            Broken::Unfinished => (input::xml_unfinished(), input::unreadable_help()),
            Broken::Malformed => (input::xml_malformed(), input::xml_malformed_help()),
        };
        let path = self.source.name().to_owned();
        Box::new(ReadError { path, offset: self.cutter.offset(), reason, help: Some(help) })
    }
}

impl Table for XmlTable {
    fn head(&self) -> &Head {
        &self.head
    }

    fn next(&mut self, block: &mut Block) -> Result<bool, Box<ReadError>> {
        // A document without records has no byte to read.
        if self.indexer.columns.is_empty()
            && self.head.header.is_empty()
            && self.indexer.path.iter().all(|it| it.is_empty())
        {
            block.raw.clear();
            return Ok(false);
        }
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
        Arc::<XmlIndexer>::clone(&self.indexer)
    }
}
