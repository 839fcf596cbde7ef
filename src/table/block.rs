//! Stretches of an input that hold whole records, and places within them.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::cells::Page;
use crate::finding::CellRef;
use crate::message::{Message, input};

/// Bytes of an input as stored, from the first byte of a record to the last of another.
///
/// A reader aims at 256 KiB so that a block stays in cache while all its columns are judged; one record that is longer makes a longer block.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The bytes as stored; none in containers.
    pub raw: Vec<u8>,
    /// The records of a container, rendered; empty elsewhere.
    pub page: Page,
    /// Where they begin in the input.
    pub offset: u64,
    /// Blocks before this one.
    pub number: u64,
    /// Records before this block, where the reader counts them as it cuts; else 0.
    pub before: u64,
    /// Characters of the first line that stand before this block; 0 where blocks begin with lines.
    pub inset: u64,
    /// Line breaks that were passed over after this block, because a record was too long.
    pub lines_after: u64,
    /// Whether nothing follows.
    pub last: bool,
    /// Whether what follows could not be read as records, so that nothing can be said of where this block ends.
    pub broken: bool,
}

impl Block {
    /// A block without bytes in the same place.
    #[must_use]
    pub fn clone_place(&self) -> Self {
        let Self { offset, number, before, inset, lines_after, last, broken, .. } = *self;
        Self { raw: Vec::new(), page: Page::default(), offset, number, before, inset, lines_after, last, broken }
    }
}

/// How the records of an input stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// One after the other, each by itself; any of them can be left out.
    Sequence,
    /// In a list that is opened before the first and closed after the last, with something between two.
    List,
    /// In a container, which has no bytes of theirs alone.
    Container,
}

/// A place within a block. Lines count from 0 within the block; everything else as in [`Place`](crate::finding::Place).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Located {
    /// Line breaks between the block's start and the place.
    pub line: u64,
    /// Unicode scalar value within the line, from 1.
    pub column: u64,
    /// Line breaks between the block's start and the end.
    pub end_line: u64,
    /// Column of the end, exclusive.
    pub end_column: u64,
    /// Byte in the input as stored.
    pub offset: u64,
    /// Bytes as stored.
    pub length: u64,
}

/// A cell of a block, or a record of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// All records of the block count, from 0.
    pub record: u32,
    /// Column of the header; `None` for the whole record.
    pub column: Option<usize>,
    /// Which of the record's cells in the column, from 0; a record has several where the column runs through a list.
    pub item: u32,
}

/// How people and programs name a place besides its line and column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// JSON pointer from the root of the document.
    pub pointer: Option<String>,
    /// The cell of a workbook.
    pub cell: Option<CellRef>,
}

/// A record's lines, masked, with one range marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordExcerpt {
    /// Line breaks between the block's start and the first line shown.
    pub first_line: u64,
    /// The lines without line breaks; at most four, those round the mark.
    pub lines: Vec<String>,
    /// Which of `lines` holds the mark.
    pub marked: usize,
    /// Bytes of that line.
    pub mark: Range<usize>,
}

/// Why nothing (more) of an input can be checked.
#[derive(Debug)]
pub struct ReadError {
    /// The input.
    pub path: PathBuf,
    /// Byte from which on nothing could be read.
    pub offset: u64,
    /// Why, in words.
    pub reason: Message,
    /// What to do.
    pub help: Option<Message>,
}

impl ReadError {
    /// What the system says on reading `path` at the byte `offset`.
    pub(super) fn of_system(path: &Path, offset: u64, error: &io::Error) -> Box<Self> {
        Box::new(Self {
            path: path.to_owned(),
            offset,
            reason: Message::verbatim(error.to_string()),
            help: Some(input::unreadable_help()),
        })
    }
}
