//! Columns of cells: what every reader hands to the checks.

use std::ops::Range;

use crate::text::Signs;

/// What a source says of a cell's kind. Text formats know only [`CellKind::Text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Text.
    #[default]
    Text,
    /// A number, as written.
    Number,
    /// `true` or `false`.
    Bool,
    /// An explicit null.
    Null,
    /// The key is not there.
    Absent,
    /// A date of a workbook, written as ISO 8601.
    Date,
    /// An error of a workbook, such as `#REF!`.
    Error,
    /// A nested object or list.
    Nested,
}

/// The cells of one column, one for each well-formed record of the batch.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// First byte of each cell in [`Batch::text`].
    pub starts: Vec<u32>,
    /// Bytes of each cell.
    pub lens: Vec<u32>,
    /// Kind of each cell; empty where all are text.
    pub kinds: Vec<CellKind>,
    /// Row of each cell, ascending, where `many`. A column that runs through a list has as many cells in a row as the
    /// list has items.
    pub rows: Vec<u32>,
    /// Whether a row may have any number of cells; else each has one, and `rows` is empty.
    pub many: bool,
    /// Where a container stores each different value once: start and length of those values in the text.
    pub entries: Vec<(u32, u32)>,
    /// Then which of them each cell holds; empty where nothing is known of repetition.
    pub codes: Vec<u32>,
    /// Cells that were not read because the container's statistics prove all of them right; then there are no others.
    pub proved: u32,
}

impl Column {
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The bytes of a cell; empty past the end.
    pub fn bytes<'t>(&self, row: usize, text: &'t [u8]) -> &'t [u8] {
        match (self.starts.get(row), self.lens.get(row)) {
            (Some(start), Some(len)) => text.get(*start as usize..*start as usize + *len as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The row of a cell, and which of the row's cells it is; both from 0.
    pub fn row_of(&self, cell: usize) -> (usize, u32) {
        let Some(row) = self.rows.get(cell).filter(|_| self.many) else { return (cell, 0) };
        let first = self.rows.partition_point(|it| it < row);
        (*row as usize, u32::try_from(cell - first).unwrap_or(u32::MAX))
    }

    /// The cells of a row.
    pub fn cells_of(&self, row: usize) -> Range<usize> {
        if !self.many {
            return row..row + 1;
        }
        let before = |row: usize| self.rows.partition_point(|it| (*it as usize) < row);
        before(row)..before(row + 1)
    }

    /// Forgets all cells and keeps the memory.
    pub fn clear(&mut self) {
        self.starts.clear();
        self.lens.clear();
        self.kinds.clear();
        self.rows.clear();
        self.entries.clear();
        self.codes.clear();
        self.proved = 0;
    }
}

/// A record whose cells cannot be told apart: it has more or fewer than the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Record within the block, from 0, counting every record.
    pub record: u32,
    /// Cells it has.
    pub cells: u32,
}

/// Something a block showed that no declared field is to blame for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchNote {
    /// What.
    pub kind: BatchNoteKind,
    /// Record within the block, from 0, that it belongs to, or that follows it.
    pub record: u32,
    /// Where, in bytes of [`Batch::text`].
    pub at: u32,
}

/// Kinds of [`BatchNote`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BatchNoteKind {
    /// A quote inside an unquoted cell, or text after a closing quote; read as it stands.
    StrayQuote,
    /// A quote that is never closed; read as a plain character so that the rest can be checked.
    UnclosedQuote,
    /// A line without any cell text; not a record.
    BlankLine,
    /// A totals or remark line at the end that no layout declares; not judged as a record.
    Totals,
    /// The declared footer began here; nothing after it is a record.
    Footer,
    /// A NUL byte inside text.
    NulByte,
    /// A name that stands twice in one object; its first value is read.
    DuplicateKey,
    /// Records of a list that are not parted by one comma.
    Comma,
    /// An entity that is not one of XML's own; left as it is written.
    Entity,
}

/// A block as columns. Reused from block to block, so that nothing is allocated once it has grown.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// UTF-8: the block's text, decoded where needed, then unescaped copies of cells that hold doubled quotes.
    pub text: Vec<u8>,
    /// The wanted columns, in the order asked for; all of the same length.
    pub columns: Vec<Column>,
    /// For each well-formed record: its number within the block, from 0, counting every record.
    pub record_of: Vec<u32>,
    /// First byte in `text` of every record of the block, malformed ones included.
    pub record_starts: Vec<u32>,
    /// Records of another width than the header. Only the first `MALFORMED_KEPT` are listed.
    pub malformed: Vec<Malformed>,
    /// Number of malformed records, always true.
    pub malformed_count: u64,
    /// Of `record_starts`, records that have one empty cell too many at their end and are otherwise right (a trailing delimiter).
    pub trailing_delimiters: u64,
    /// Line breaks in the block, those inside quotes included.
    pub newlines: u64,
    /// Whether `signs` are wanted; whoever reads the batch sets it, and it stays.
    pub wants_signs: bool,
    /// What kinds of bytes `text` holds, where that is known.
    pub signs: Option<Signs>,
    /// Well-formed records with a line break in some cell, counting those only, ascending; `None` where any may have one.
    pub broken: Option<Vec<u32>>,
    /// Where in `text` a U+FFFD stands for bytes that are not of the encoding; ascending.
    pub undecodable: Vec<u32>,
    /// Notes in order of `at`; at most [`Batch::NOTES_KEPT`] of a kind are listed.
    pub notes: Vec<BatchNote>,
    /// Number of notes of each kind in the order of [`BatchNoteKind`], always true.
    pub note_counts: [u64; 9],
}

impl Batch {
    /// What kinds of bytes the text holds: as the reader saw them, or by looking at it now.
    pub fn find_signs(&mut self) {
        if self.wants_signs && self.signs.is_none() {
            self.signs = Some(Signs::of(&self.text));
        }
    }

    /// Most malformed records listed.
    pub const MALFORMED_KEPT: usize = 64;
    /// Most notes of one kind listed.
    pub const NOTES_KEPT: usize = 64;

    /// Well-formed records.
    pub fn rows(&self) -> usize {
        self.record_of.len()
    }

    /// All records, malformed ones included.
    pub fn records(&self) -> usize {
        self.record_starts.len()
    }

    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.columns.iter_mut().for_each(Column::clear);
        self.record_of.clear();
        self.record_starts.clear();
        self.malformed.clear();
        self.malformed_count = 0;
        self.trailing_delimiters = 0;
        self.newlines = 0;
        self.signs = None;
        self.broken = None;
        self.undecodable.clear();
        self.notes.clear();
        self.note_counts = [0; 9];
    }
}
