//! Bytes of an input that can be read at any place, more than once, and from any thread.
//!
//! A reader never opens a path: what comes from a pipe or has to be unpacked is kept in a temporary file first, which has
//! no name and is gone with the run. So every reader may look at the end of its input, and read a block again.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Most bytes that [`Source::first_bytes`] reads.
const FIRST: u64 = 4096;

/// An input's bytes, and the name that its extension is taken from.
#[derive(Clone, Debug)]
pub struct Source {
    name: PathBuf,
    stored: Arc<Stored>,
}

#[derive(Debug)]
struct Stored {
    file: File,
    fault: Option<Fault>,
}

/// Why an input ends before its end.
#[derive(Clone, Debug)]
pub struct Fault {
    kind: io::ErrorKind,
    reason: String,
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self { kind: error.kind(), reason: error.to_string() }
    }
}

impl Source {
    /// A file of the file system. What cannot be read at any place, such as a named pipe, is kept first.
    ///
    /// # Errors
    /// Where it cannot be opened, or kept.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        if file.metadata()?.is_file() {
            return Ok(Self::of(path, file, None));
        }
        Self::kept(path, file)
    }

    /// All bytes of a stream that can be read only once, such as standard input.
    ///
    /// # Errors
    /// Where no temporary file can be written. What cannot be read is told when its end is reached.
    pub fn kept(name: &Path, mut stream: impl Read) -> io::Result<Self> {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut stream, &mut file)?;
        Ok(Self::of(name, file, None))
    }

    /// Bytes in a file that nobody else writes to; `fault` is told when their end is reached.
    pub(super) fn of(name: &Path, file: File, fault: Option<Fault>) -> Self {
        Self { name: name.to_owned(), stored: Arc::new(Stored { file, fault }) }
    }

    /// The same input with other bytes, such as its text in another encoding; a fault is told at their end as well.
    pub(super) fn instead(&self, file: File) -> Self {
        Self::of(&self.name, file, self.stored.fault.clone())
    }

    /// The file's name, or that of the member of an archive; what its extension is taken from.
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// Whether both are one opened input, whose bytes need not be looked at twice.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.stored, &other.stored)
    }

    /// Number of bytes.
    ///
    /// # Errors
    /// Where the file system does not tell.
    pub fn length(&self) -> io::Result<u64> {
        Ok(self.stored.file.metadata()?.len())
    }

    /// The first bytes, for recognising it; empty where they cannot be read, which reading its records will tell.
    pub fn first_bytes(&self) -> Vec<u8> {
        let mut first = Vec::new();
        let _ = self.looking().take(FIRST).read_to_end(&mut first);
        first
    }

    /// Reads from the first byte on. The end is where the fault of an input that is cut short is told.
    pub fn reader(&self) -> SourceReader {
        SourceReader { stored: Arc::clone(&self.stored), at: 0, tells: true }
    }

    /// Copies a stretch of the bytes.
    ///
    /// # Errors
    /// Where they cannot be read or written.
    pub fn copy(&self, stretch: Range<u64>, out: &mut dyn Write) -> io::Result<()> {
        let mut reader = self.reader();
        reader.seek(SeekFrom::Start(stretch.start))?;
        io::copy(&mut reader.take(stretch.end.saturating_sub(stretch.start)), out).map(drop)
    }

    /// The bytes of a stretch.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn bytes(&self, stretch: Range<u64>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.copy(stretch, &mut bytes)?;
        Ok(bytes)
    }

    /// The same for looking at what there is: the end is just the end.
    pub fn looking(&self) -> SourceReader {
        SourceReader { tells: false, ..self.reader() }
    }
}

/// Reads a [`Source`]; has a place of its own in it.
#[derive(Clone, Debug)]
pub struct SourceReader {
    stored: Arc<Stored>,
    at: u64,
    tells: bool,
}

impl Read for SourceReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = read_at(&self.stored.file, into, self.at)?;
        self.at += read as u64;
        match &self.stored.fault {
            Some(fault) if self.tells && read == 0 && !into.is_empty() => {
                Err(io::Error::new(fault.kind, fault.reason.clone()))
            }
            _ => Ok(read),
        }
    }
}

impl Seek for SourceReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.stored.file.metadata()?.len().checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(unix)]
fn read_at(file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, into, at)
}

#[cfg(windows)]
fn read_at(file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, into, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_short() -> Source {
        let kept = Source::kept(Path::new("a.csv"), &b"abcdef"[..]).unwrap();
        let fault = Fault { kind: io::ErrorKind::UnexpectedEof, reason: "cut short".to_owned() };
        let file = kept.stored.file.try_clone().unwrap();
        Source::of(kept.name(), file, Some(fault))
    }

    #[test]
    fn two_readers_do_not_move_each_other() {
        let source = Source::kept(Path::new("a.csv"), &b"abcdef"[..]).unwrap();
        let (mut one, mut other) = (source.reader(), source.reader());
        other.seek(SeekFrom::End(-2)).unwrap();
        let (mut start, mut end) = ([0; 3], Vec::new());
        one.read_exact(&mut start).unwrap();
        other.read_to_end(&mut end).unwrap();
        assert_eq!((&start, &*end), (b"abc", &b"ef"[..]));
        assert_eq!(source.length().unwrap(), 6);
    }

    #[test]
    fn a_fault_is_told_at_the_end_to_those_who_read_for_records() {
        let source = cut_short();
        assert_eq!(source.first_bytes(), b"abcdef");
        let mut bytes = Vec::new();
        let error = source.reader().read_to_end(&mut bytes).unwrap_err();
        assert_eq!((&*bytes, error.to_string()), (&b"abcdef"[..], "cut short".to_owned()));
        assert_eq!(source.reader().seek(SeekFrom::Current(-1)).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }
}
