//! An opened text, read and cut by one thread.

use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use super::cut::Cutter;
use super::form::Form;
use super::head::read_head;
use super::index::CsvIndexer;
use crate::message::{Message, input};
use crate::table::{Block, Declaration, Format, Head, Indexer, ReadError, Source, SourceReader, Table};

/// The format: text with delimiters.
#[derive(Clone, Copy, Debug)]
pub struct CsvFormat;

impl Format for CsvFormat {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "txt", "tab"]
    }

    fn recognises(&self, _head: &[u8]) -> bool {
        false
    }

    fn open(&self, source: &Source, declaration: &Declaration<'_>) -> Result<Box<dyn Table>, Box<ReadError>> {
        let (head, form) = read_head(source.name(), &mut source.looking(), declaration)?;
        Ok(Box::new(CsvTable::new(source, head, form)?))
    }
}

/// How large blocks are, in bytes as stored.
#[derive(Clone, Copy, Debug)]
pub struct BlockSize {
    /// What a block aims at; it is smaller by part of a record.
    pub target: usize,
    /// The longest record that is waited for. A quote open for longer is taken as never closed.
    pub longest: usize,
    /// The last block is longer by up to this, so that the input's last lines are seen together.
    pub tail: usize,
}

impl Default for BlockSize {
    fn default() -> Self {
        Self { target: 256 << 10, longest: 64 << 20, tail: 8 << 10 }
    }
}

/// An opened delimited text.
#[derive(Debug)]
pub struct CsvTable {
    source: Source,
    reader: SourceReader,
    head: Head,
    cutter: Cutter,
    indexer: Arc<CsvIndexer>,
    size: BlockSize,
    /// Bytes read and not yet handed out begin at `from`.
    buffer: Vec<u8>,
    from: usize,
    /// Where in the file `from` is.
    offset: u64,
    /// Nothing more can be read: the file's end, or a fault.
    drained: bool,
    fault: Option<io::Error>,
    /// Where each block handed out begins.
    begun: Vec<u64>,
    /// Whether the last block was handed out.
    ended: bool,
}

impl CsvTable {
    /// A text whose form is settled.
    ///
    /// # Errors
    /// [`ReadError`] where the records cannot be reached.
    pub fn new(source: &Source, head: Head, form: Form) -> Result<Self, Box<ReadError>> {
        let offset = form.body_offset;
        let mut reader = source.reader();
        reader.seek(SeekFrom::Start(offset)).map_err(|error| unreadable(source.name(), offset, &error))?;
        Ok(Self {
            source: source.clone(),
            reader,
            head,
            cutter: Cutter::new(form.clone()),
            indexer: Arc::new(CsvIndexer::new(form)),
            size: BlockSize::default(),
            buffer: Vec::new(),
            from: 0,
            offset,
            drained: false,
            fault: None,
            begun: Vec::new(),
            ended: false,
        })
    }

    /// The same with other blocks. Records do not depend on the size of blocks.
    #[must_use]
    pub fn with_size(self, size: BlockSize) -> Self {
        Self { size, ..self }
    }

    fn pending(&self) -> &[u8] {
        self.buffer.get(self.from..).unwrap_or_default()
    }

    /// Reads until `wanted` bytes are pending or nothing more can be read.
    fn fill(&mut self, wanted: usize) {
        let have = self.buffer.len() - self.from;
        if self.drained || have >= wanted {
            return;
        }
        self.buffer.drain(..self.from);
        self.from = 0;
        let missing = (wanted - have) as u64;
        match (&mut self.reader).take(missing).read_to_end(&mut self.buffer) {
            Ok(read) => self.drained = (read as u64) < missing,
            Err(error) => {
                self.drained = true;
                self.fault = Some(error);
            }
        }
    }

    /// How many pending bytes make up the next block; 0 where there is none.
    fn cut(&mut self) -> usize {
        let mut window = self.size.target.max(1);
        loop {
            let enough = window.saturating_add(self.size.tail).saturating_add(1);
            self.fill(enough);
            let have = self.pending().len();
            let whole = self.drained && have < enough;
            let stretch = self.pending().get(..if whole { have } else { window }).unwrap_or_default();
            let scan = self.cutter.scan(stretch, whole);
            let faulty = self.fault.is_some();
            if whole && !scan.open && !faulty {
                return have;
            }
            if scan.boundary > 0 || (whole && faulty) {
                return scan.boundary;
            }
            if whole || window >= self.size.longest {
                return self.cutter.force(stretch, whole).clamp(1.min(have), have);
            }
            window = window.saturating_mul(2).min(self.size.longest);
        }
    }

    fn end(&mut self) -> Result<bool, Box<ReadError>> {
        self.ended = true;
        self.buffer = Vec::new();
        self.from = 0;
        match self.fault.take() {
            Some(error) => Err(unreadable(self.source.name(), self.offset, &error)),
            None => Ok(false),
        }
    }
}

impl Table for CsvTable {
    fn head(&self) -> &Head {
        &self.head
    }

    fn next(&mut self, block: &mut Block) -> Result<bool, Box<ReadError>> {
        block.raw.clear();
        block.last = false;
        let cut = if self.ended { 0 } else { self.cut() };
        if cut == 0 {
            return self.end();
        }
        let stretch = self.pending().get(..cut).unwrap_or_default();
        let footer = self.cutter.footer(stretch);
        let length = footer.unwrap_or(cut);
        block.raw.extend_from_slice(stretch.get(..length).unwrap_or(stretch));
        block.offset = self.offset;
        block.number = self.begun.len() as u64;
        self.begun.push(self.offset);
        self.offset += length as u64;
        self.from += length;
        self.ended = footer.is_some() || (self.drained && self.fault.is_none() && self.pending().is_empty());
        block.last = self.ended;
        Ok(true)
    }

    fn refetch(&self, offset: u64, length: usize, block: &mut Block) -> Result<(), Box<ReadError>> {
        let failed = |error: io::Error| unreadable(self.source.name(), offset, &error);
        block.raw.clear();
        block.raw.resize(length, 0);
        let mut reader = self.source.looking();
        reader.seek(SeekFrom::Start(offset)).map_err(failed)?;
        reader.read_exact(&mut block.raw).map_err(failed)?;
        block.offset = offset;
        let number = self.begun.partition_point(|begun| *begun < offset);
        block.number = number as u64;
        block.last = self.ended && number + 1 == self.begun.len();
        Ok(())
    }

    fn indexer(&self) -> Arc<dyn Indexer> {
        Arc::<CsvIndexer>::clone(&self.indexer)
    }
}

fn unreadable(path: &Path, offset: u64, error: &io::Error) -> Box<ReadError> {
    Box::new(ReadError {
        path: path.to_owned(),
        offset,
        reason: input::unreadable_from(offset).and(&Message::verbatim(error.to_string())),
        help: Some(input::unreadable_help()),
    })
}
