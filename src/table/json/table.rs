//! An opened file, read and cut at line breaks by one thread.

use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use super::head::read_head;
use super::index::JsonIndexer;
use crate::message::{Message, input};
use crate::table::{Block, Declaration, Format, Head, Indexer, ReadError, Source, SourceReader, Table};

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

    fn recognises(&self, _head: &[u8]) -> bool {
        false
    }

    fn open(&self, source: &Source, declaration: &Declaration<'_>) -> Result<Box<dyn Table>, Box<ReadError>> {
        Ok(Box::new(NdjsonTable::open(source, declaration)?))
    }
}

/// What a block aims at, in bytes.
const TARGET: usize = 256 << 10;

/// The longest line that is read; of a longer one only the first [`KEPT`] bytes are, as a malformed record.
const LONGEST: usize = 64 << 20;

/// What is kept of a line that is too long, to show it.
const KEPT: usize = 4 << 10;

/// An opened NDJSON file.
#[derive(Debug)]
pub struct NdjsonTable {
    source: Source,
    reader: SourceReader,
    head: Head,
    indexer: Arc<JsonIndexer>,
    target: usize,
    longest: usize,
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

impl NdjsonTable {
    /// Opens a file and settles its columns.
    ///
    /// # Errors
    /// [`ReadError`] where it cannot be read.
    pub fn open(source: &Source, declaration: &Declaration<'_>) -> Result<Self, Box<ReadError>> {
        let failed = |error: io::Error| unreadable(source.name(), 0, &error);
        let settled = read_head(&mut source.looking(), declaration).map_err(failed)?;
        let mut reader = source.reader();
        reader.seek(SeekFrom::Start(settled.body_offset)).map_err(failed)?;
        Ok(Self {
            source: source.clone(),
            reader,
            head: settled.head,
            indexer: Arc::new(JsonIndexer::new(settled.paths)),
            target: TARGET,
            longest: LONGEST,
            buffer: Vec::new(),
            from: 0,
            offset: settled.body_offset,
            drained: false,
            fault: None,
            begun: Vec::new(),
            ended: false,
        })
    }

    /// The same with blocks of about `target` bytes and lines of at most `longest`. Records do not depend on the
    /// size of blocks.
    #[must_use]
    pub fn with_size(self, target: usize, longest: usize) -> Self {
        Self { target: target.max(1), longest: longest.max(1), ..self }
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

    /// How many pending bytes make up the next block, and how many of them are handed out: fewer where a line is too
    /// long. 0: there is none.
    fn cut(&mut self) -> (usize, bool) {
        let mut window = self.target;
        loop {
            self.fill(window.saturating_add(1));
            let have = self.pending().len();
            let whole = self.drained && have <= window;
            if whole && self.fault.is_none() {
                return (have, have > self.longest && !self.pending().contains(&b'\n'));
            }
            let stretch = self.pending().get(..window.min(have)).unwrap_or_default();
            if let Some(feed) = memchr::memrchr(b'\n', stretch) {
                return (feed + 1, false);
            }
            if whole {
                return (0, false);
            }
            if window >= self.longest {
                return (window, true);
            }
            window = window.saturating_mul(2).min(self.longest);
        }
    }

    /// Passes over the rest of a line, its line break included.
    fn pass_line(&mut self) {
        loop {
            if let Some(feed) = memchr::memchr(b'\n', self.pending()) {
                self.advance(feed + 1);
                return;
            }
            let rest = self.pending().len();
            self.advance(rest);
            self.fill(TARGET);
            if self.pending().is_empty() {
                return;
            }
        }
    }

    fn advance(&mut self, length: usize) {
        self.from += length;
        self.offset += length as u64;
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

impl Table for NdjsonTable {
    fn head(&self) -> &Head {
        &self.head
    }

    fn next(&mut self, block: &mut Block) -> Result<bool, Box<ReadError>> {
        block.raw.clear();
        block.last = false;
        let (cut, too_long) = if self.ended { (0, false) } else { self.cut() };
        if cut == 0 {
            return self.end();
        }
        let kept = if too_long { first_characters(self.pending(), cut.min(KEPT)) } else { cut };
        block.raw.extend_from_slice(self.pending().get(..kept).unwrap_or_default());
        block.offset = self.offset;
        block.number = self.begun.len() as u64;
        self.begun.push(self.offset);
        self.advance(cut);
        if too_long {
            self.pass_line();
        }
        // Whether anything follows is known only after a look at it.
        self.fill(1);
        self.ended = self.drained && self.fault.is_none() && self.pending().is_empty();
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
        Arc::<JsonIndexer>::clone(&self.indexer)
    }
}

/// At most `most` bytes that do not end within a character; at least one.
fn first_characters(bytes: &[u8], most: usize) -> usize {
    let continues = |at: usize| bytes.get(at).is_some_and(|it| it & 0xC0 == 0x80);
    (most.saturating_sub(3)..=most).rev().find(|at| !continues(*at)).unwrap_or(most).max(1)
}

fn unreadable(path: &Path, offset: u64, error: &io::Error) -> Box<ReadError> {
    Box::new(ReadError {
        path: path.to_owned(),
        offset,
        reason: input::unreadable_from(offset).and(&Message::verbatim(error.to_string())),
        help: Some(input::unreadable_help()),
    })
}
