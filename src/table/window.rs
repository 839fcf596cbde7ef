//! Bytes of an input that were read and not yet handed out.

use std::io::{self, Read, Seek, SeekFrom};

use super::{Source, SourceReader};

/// A stretch of an input that moves on.
#[derive(Debug)]
pub(super) struct Window {
    reader: SourceReader,
    /// Bytes not yet handed out begin at `from`.
    buffer: Vec<u8>,
    from: usize,
    /// Where in the input `from` is.
    offset: u64,
    /// Nothing more can be read: the input's end, or a fault.
    drained: bool,
    fault: Option<io::Error>,
}

impl Window {
    /// Begins at a byte of the input.
    ///
    /// # Errors
    /// Where the input has no such place.
    pub(super) fn at(source: &Source, offset: u64) -> io::Result<Self> {
        let mut reader = source.reader();
        reader.seek(SeekFrom::Start(offset))?;
        Ok(Self { reader, buffer: Vec::new(), from: 0, offset, drained: false, fault: None })
    }

    /// What was read and not handed out.
    pub(super) fn pending(&self) -> &[u8] {
        self.buffer.get(self.from..).unwrap_or_default()
    }

    /// Where in the input the pending bytes begin.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Whether nothing more can be read than is pending.
    pub(super) fn is_drained(&self) -> bool {
        self.drained
    }

    /// Whether nothing more can be read because of a fault.
    pub(super) fn is_faulty(&self) -> bool {
        self.fault.is_some()
    }

    /// The fault, once.
    pub(super) fn take_fault(&mut self) -> Option<io::Error> {
        self.fault.take()
    }

    /// Reads until `wanted` bytes are pending or nothing more can be read.
    pub(super) fn fill(&mut self, wanted: usize) {
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

    /// Hands pending bytes out.
    pub(super) fn advance(&mut self, length: usize) {
        self.from = (self.from + length).min(self.buffer.len());
        self.offset += length as u64;
    }
}
