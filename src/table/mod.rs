//! Floor 2: bytes to batches of columns.
//!
//! An input is opened once: its encoding, dialect and header are settled and what disagrees with the declaration is
//! noted ([`Head`]). Then it is cut into [`Block`]s of whole records, in order, by one thread at a time; any thread may
//! turn a block into a [`Batch`] of columns. Blocks are judged while they are in cache, so places are counted within
//! the block and made absolute when results are put back in order.

#[cfg(feature = "arrow")]
mod arrow;
#[cfg(feature = "avro")]
mod avro;
mod batch;
mod block;
mod cells;
mod copy;
pub mod csv;
mod edit;
mod encoded;
mod head;
pub mod json;
pub mod packed;
#[cfg(feature = "parquet")]
mod parquet;
mod projection;
mod recognise;
mod shown;
mod sniff;
mod source;
mod window;
#[cfg(feature = "excel")]
mod workbook;
mod write;
pub mod xml;

pub use batch::{Batch, BatchNote, BatchNoteKind, CellKind, Column, Malformed};
pub use block::{Arrangement, At, Block, Located, Named, ReadError, RecordExcerpt};
pub use cells::{Page, Part, cell_name};
pub use copy::{Copier, RowSet};
pub use edit::{CellEdit, NewCell, NewForm, Unfit};
pub use head::{Declaration, ExtraKind, Head, HeaderCell, Note, NoteKind};
#[cfg(feature = "parquet")]
pub use parquet::ParquetWriter;
pub use projection::{Extremes, Projection};
pub use recognise::{format_of, is_told_by_content};
pub use source::{Fault, Source, SourceReader};
pub use write::{CanonicalColumn, CsvWriter, NdjsonWriter, RecordWriter};

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use crate::text::Mask;

/// An input format: how its files are recognised and opened.
pub trait Format: Sync {
    /// Its name in reports, such as `csv`.
    fn name(&self) -> &'static str;

    /// Extensions it goes by, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the first bytes of a file can only be this format.
    fn recognises(&self, head: &[u8]) -> bool;

    /// Whether it is no text, so that text of its name is something else.
    fn is_container(&self) -> bool {
        false
    }

    /// Whether a file that bears one of its extensions is this format although its first bytes look like another.
    fn insists(&self, _head: &[u8]) -> bool {
        false
    }

    /// Opens an input and settles its encoding, dialect and header.
    ///
    /// # Errors
    /// [`ReadError`] where nothing of the input can be checked. Everything less is a note in [`Head`].
    fn open(&self, source: &Source, declaration: &Declaration<'_>) -> Result<Box<dyn Table>, Box<ReadError>>;
}

/// Every input format. Adding one is its file and its line here.
pub static FORMATS: &[&dyn Format] = &[
    &csv::FORMAT,
    &json::LINES,
    &json::DOCUMENT,
    #[cfg(feature = "excel")]
    &workbook::XLSX,
    #[cfg(feature = "excel")]
    &workbook::XLS,
    #[cfg(feature = "excel")]
    &workbook::ODS,
    #[cfg(feature = "parquet")]
    &parquet::FORMAT,
    #[cfg(feature = "avro")]
    &avro::FORMAT,
    #[cfg(feature = "arrow")]
    &arrow::FORMAT,
    &xml::FORMAT,
];

/// The input format of this name.
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|it| it.name() == name)
}

/// The encoding of this name, as [`Head`] names encodings.
pub fn encoding_named(name: &str) -> Option<&'static str> {
    sniff::named(name)
}

/// An opened input.
pub trait Table: Send {
    /// What was settled when it was opened.
    fn head(&self) -> &Head;

    /// Tells which columns will be asked for, before the first block; a reader of columns leaves out the others.
    fn project(&mut self, _projection: Projection) {}

    /// Refills `block` with the next whole records; `false`: the input is exhausted and `block` is empty.
    ///
    /// # Errors
    /// [`ReadError`] at the first byte that could not be read; earlier blocks stand.
    fn next(&mut self, block: &mut Block) -> Result<bool, Box<ReadError>>;

    /// Reads the block that began at `offset` and was `length` bytes long once more.
    ///
    /// # Errors
    /// [`ReadError`] where the input has changed.
    fn refetch(&self, offset: u64, length: usize, block: &mut Block) -> Result<(), Box<ReadError>>;

    /// What turns blocks of this input into batches; usable from any thread.
    fn indexer(&self) -> Arc<dyn Indexer>;

    /// Begins a copy of a container in which cells hold something else; `None` where its format cannot be written.
    fn copier(&self) -> Option<io::Result<Box<dyn Copier>>> {
        None
    }

    /// Writes a copy of a container without some of its rows; `None` where its format cannot be written.
    fn copy_without(&self, _left_out: &RowSet, _out: &mut dyn Write) -> Option<io::Result<()>> {
        None
    }
}

/// Turns blocks into batches and finds places in them again.
pub trait Indexer: Send + Sync {
    /// Fills `batch` with the columns listed in `wanted` (column numbers of the header, ascending), in that order.
    ///
    /// Never fails: what cannot be judged is in the batch's notes.
    fn index(&self, block: &Block, wanted: &[usize], batch: &mut Batch);

    /// The place of a cell, or of the whole record where `column` is `None`. `record` counts all records of the block from 0.
    fn locate(&self, block: &Block, batch: &Batch, record: u32, column: Option<usize>) -> Located;

    /// The same for one of several cells that a record has in a column.
    fn locate_item(&self, block: &Block, batch: &Batch, at: At) -> Located {
        self.locate(block, batch, at.record, at.column)
    }

    /// The place of a note, where it is not a byte of the batch's text.
    fn locate_note(&self, _block: &Block, _at: u32) -> Option<(Located, Named)> {
        None
    }

    /// What the place is called where lines and columns are not all: a pointer, a cell.
    fn named(&self, _block: &Block, _batch: &Batch, _at: At) -> Named {
        Named::default()
    }

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

    /// The same with the mark on one of several cells that a record has in a column.
    fn excerpt_item(&self, block: &Block, batch: &Batch, at: At, mask: &dyn Fn(usize) -> Mask) -> RecordExcerpt {
        self.excerpt(block, batch, (at.record, at.column), mask)
    }

    /// Appends the block as stored to `out`, whose place is the block's, with `edits` made, which are in order of record
    /// and column and each of another cell. Gives the indexes of edits that could not be made.
    fn rewrite(&self, block: &Block, _batch: &Batch, edits: &[CellEdit], out: &mut Block) -> Vec<usize> {
        out.raw.extend_from_slice(&block.raw);
        (0..edits.len()).collect()
    }

    /// Appends the block as stored to `out`, with the names that its records have for some columns replaced; only where
    /// records name their columns themselves.
    fn renamed(&self, block: &Block, _names: &[(usize, Arc<str>)], out: &mut Vec<u8>) {
        out.extend_from_slice(&block.raw);
    }

    /// Where in the block as stored bytes of its text are; `texts` are bytes that begin records or lines, ascending.
    fn stored_at(&self, block: &Block, batch: &Batch, texts: &[u32]) -> Vec<usize> {
        let at = |text: &u32| {
            let record = batch.record_starts.binary_search(text).ok().and_then(|it| u32::try_from(it).ok());
            let place = record.map(|it| self.locate(block, batch, it, None).offset.saturating_sub(block.offset));
            place.and_then(|it| usize::try_from(it).ok()).unwrap_or(block.raw.len())
        };
        texts.iter().map(at).collect()
    }

    /// How the records stand in the input.
    fn arrangement(&self) -> Arrangement {
        Arrangement::Sequence
    }

    /// The bytes as stored of each record, in the block; rows of one record have the same. `None` where they cannot be told
    /// apart from what stands between them.
    fn extents(&self, _block: &Block, _batch: &Batch) -> Option<Vec<Range<usize>>> {
        None
    }

    /// The bytes of a cell that now has those of `stored` and is to hold `text`: quoted as it is, or where it has to be.
    fn cell_text(&self, _stored: &[u8], _text: &str) -> Option<Vec<u8>> {
        None
    }

    /// Appends bytes as stored, which begin at a record, to `out` in another form.
    ///
    /// # Errors
    /// [`Unfit`] where that would lose something; `out` then holds part of it.
    fn recast(&self, _raw: &[u8], _to: NewForm, _out: &mut Vec<u8>) -> Result<(), Unfit> {
        Err(Unfit::Undecodable)
    }
}
