//! An opened text, read and cut by one thread.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::cut::Cutter;
use super::form::Form;
use super::head::read_head;
use super::index::CsvIndexer;
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
    carried: Vec<u8>,
    from: usize,
    /// Where in the file the next block begins.
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
        reader.seek(SeekFrom::Start(offset)).map_err(|error| ReadError::of_system(source.name(), offset, &error))?;
        Ok(Self {
            source: source.clone(),
            reader,
            head,
            cutter: Cutter::new(form.clone()),
            indexer: Arc::new(CsvIndexer::new(form)),
            size: BlockSize::default(),
            carried: Vec::new(),
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
        self.carried.get(self.from..).unwrap_or_default()
    }

    /// Fills `window` to `wanted` bytes, or with all there are: what was carried over first.
    fn fill(&mut self, window: &mut Window, wanted: usize) {
        if window.raw.len() < wanted {
            window.raw.resize(wanted, 0);
        }
        let carried = self.pending().get(window.filled..).unwrap_or_default();
        let taken = carried.len().min(wanted.saturating_sub(window.filled));
        let room = window.raw.get_mut(window.filled..window.filled + taken);
        if let (Some(room), Some(taken)) = (room, carried.get(..taken)) {
            room.copy_from_slice(taken);
        }
        window.filled += taken;
        if self.drained || window.filled >= wanted {
            return;
        }
        while let Some(room) = window.raw.get_mut(window.filled..wanted).filter(|it| !it.is_empty()) {
            match self.reader.read(room) {
                Ok(0) => {
                    self.drained = true;
                    return;
                }
                Ok(read) => window.filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.drained = true;
                    self.fault = Some(error);
                    return;
                }
            }
        }
    }

    /// How many bytes of the window make up the next block; 0 where there is none.
    fn cut(&mut self, window: &mut Window) -> usize {
        let mut size = self.size.target.max(1);
        loop {
            let enough = size.saturating_add(self.size.tail).saturating_add(1);
            self.fill(window, enough);
            let have = window.filled;
            let whole = self.drained && have < enough;
            let stretch = window.raw.get(..if whole { have } else { size }).unwrap_or_default();
            let scan = self.cutter.scan(stretch, whole);
            let faulty = self.fault.is_some();
            if whole && !scan.open && !faulty {
                return have;
            }
            if scan.boundary > 0 || (whole && faulty) {
                return scan.boundary;
            }
            if whole || size >= self.size.longest {
                return self.cutter.force(stretch, whole).clamp(1.min(have), have);
            }
            size = size.saturating_mul(2).min(self.size.longest);
        }
    }

    /// Keeps what is left of a window of which `used` bytes were handed out.
    fn carry(&mut self, used: usize, left: &[u8]) {
        if used + left.len() > self.pending().len() {
            self.carried.clear();
            self.carried.extend_from_slice(left);
            self.from = 0;
            return;
        }
        // After a record that was waited for in vain there may be very much left: it must not be moved for each block.
        self.from += used;
        if self.from > self.carried.len() / 2 {
            self.carried.drain(..self.from);
            self.from = 0;
        }
    }

    fn end(&mut self, block: &mut Block) -> Result<bool, Box<ReadError>> {
        self.ended = true;
        self.carried = Vec::new();
        self.from = 0;
        block.raw.clear();
        match self.fault.take() {
            Some(error) => Err(ReadError::of_system(self.source.name(), self.offset, &error)),
            None => Ok(false),
        }
    }
}

/// A block as it is read. Its memory was a block before, so that only what it grows by is ever cleared.
struct Window {
    raw: Vec<u8>,
    /// Bytes of `raw` that are the input's.
    filled: usize,
}

impl Table for CsvTable {
    fn head(&self) -> &Head {
        &self.head
    }

    fn next(&mut self, block: &mut Block) -> Result<bool, Box<ReadError>> {
        block.last = false;
        if self.ended {
            return self.end(block);
        }
        let mut window = Window { raw: std::mem::take(&mut block.raw), filled: 0 };
        let cut = self.cut(&mut window);
        let Window { mut raw, filled } = window;
        if cut == 0 {
            return self.end(block);
        }
        let footer = self.cutter.footer(raw.get(..cut).unwrap_or_default());
        let length = footer.unwrap_or(cut);
        self.carry(length, raw.get(length..filled).unwrap_or_default());
        raw.truncate(length);
        block.raw = raw;
        block.offset = self.offset;
        block.number = self.begun.len() as u64;
        self.begun.push(self.offset);
        self.offset += length as u64;
        self.ended = footer.is_some() || (self.drained && self.fault.is_none() && self.pending().is_empty());
        block.last = self.ended;
        Ok(true)
    }

    fn refetch(&self, offset: u64, length: usize, block: &mut Block) -> Result<(), Box<ReadError>> {
        let failed = |error: io::Error| ReadError::of_system(self.source.name(), offset, &error);
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
