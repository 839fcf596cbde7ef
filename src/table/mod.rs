//! Floor 2: bytes to batches of columns.
//!
//! An input is opened once: its encoding, dialect and header are settled and what disagrees with the declaration is
//! noted ([`Head`]). Then it is cut into [`Block`]s of whole records, in order, by one thread at a time; any thread may
//! turn a block into a [`Batch`] of columns. Blocks are judged while they are in cache, so places are counted within
//! the block and made absolute when results are put back in order.

mod batch;
mod block;
pub mod csv;
mod head;
pub mod json;
mod recognise;
mod sniff;

pub use batch::{Batch, BatchNote, BatchNoteKind, CellKind, Column, Malformed};
pub use block::{Block, Located, ReadError, RecordExcerpt};
pub use head::{Declaration, ExtraKind, Head, HeaderCell, Note, NoteKind};
pub use recognise::format_of;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::text::Mask;

/// Most bytes that [`first_bytes`] reads.
const FIRST: u64 = 4096;

/// The first bytes of a file, for recognising it; empty where it cannot be read, which opening it will tell.
pub fn first_bytes(path: &Path) -> Vec<u8> {
    let mut first = Vec::new();
    if let Ok(file) = File::open(path) {
        // What cannot be read now is told when the file is opened for its records.
        let _ = file.take(FIRST).read_to_end(&mut first);
    }
    first
}

/// An input format: how its files are recognised and opened.
pub trait Format: Sync {
    /// Its name in reports, such as `csv`.
    fn name(&self) -> &'static str;

    /// Extensions it goes by, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the first bytes of a file can only be this format.
    fn recognises(&self, head: &[u8]) -> bool;

    /// Opens a file and settles its encoding, dialect and header.
    ///
    /// # Errors
    /// [`ReadError`] where nothing of the file can be checked. Everything less is a note in [`Head`].
    fn open(&self, path: &Path, declaration: &Declaration<'_>) -> Result<Box<dyn Table>, Box<ReadError>>;
}

/// Every input format. Adding one is its file and its line here.
pub static FORMATS: &[&dyn Format] = &[&csv::FORMAT, &json::FORMAT];

/// An opened input.
pub trait Table: Send {
    /// What was settled when it was opened.
    fn head(&self) -> &Head;

    /// Refills `block` with the next whole records; `false`: the input is exhausted and `block` is empty.
    ///
    /// # Errors
    /// [`ReadError`] at the first byte that could not be read; earlier blocks stand.
    fn next(&mut self, block: &mut Block) -> Result<bool, Box<ReadError>>;

    /// Reads the block that began at `offset` and was `length` bytes long once more.
    ///
    /// # Errors
    /// [`ReadError`] where the input cannot be read twice (a pipe, a compressed stream) or has changed.
    fn refetch(&self, offset: u64, length: usize, block: &mut Block) -> Result<(), Box<ReadError>>;

    /// What turns blocks of this input into batches; usable from any thread.
    fn indexer(&self) -> Arc<dyn Indexer>;
}

/// Turns blocks into batches and finds places in them again.
pub trait Indexer: Send + Sync {
    /// Fills `batch` with the columns listed in `wanted` (column numbers of the header, ascending), in that order.
    ///
    /// Never fails: what cannot be judged is in the batch's notes.
    fn index(&self, block: &Block, wanted: &[usize], batch: &mut Batch);

    /// The place of a cell, or of the whole record where `column` is `None`. `record` counts all records of the block from 0.
    fn locate(&self, block: &Block, batch: &Batch, record: u32, column: Option<usize>) -> Located;

    /// The texts of all cells of a record, unquoted, in file order. For keys and for the words of findings.
    fn cells(&self, block: &Block, batch: &Batch, record: u32) -> Vec<String>;

    /// The record's own lines with every cell masked as `mask` says for its column; delimiters and quotes as in the file.
    fn excerpt(
        &self,
        block: &Block,
        batch: &Batch,
        at: (u32, Option<usize>),
        mask: &dyn Fn(usize) -> Mask,
    ) -> RecordExcerpt;
}
