//! Edits of an input: cells that get another text, and the form a whole text is to have.

use crate::model::Newline;

/// What a cell is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewCell {
    /// This text, before quotes and escapes of the format.
    Text(String),
    /// Null, where the format has one of its own; else this spelling.
    Null(String),
}

/// One cell of a block and what it is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellEdit {
    /// Record within the block, from 0, malformed ones counted.
    pub record: u32,
    /// Column of the header.
    pub column: usize,
    /// Which of the cells that the record has in the column, from 0.
    pub item: u32,
    /// Its new text.
    pub to: NewCell,
}

/// The form a text is to have; `None` keeps what it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewForm {
    /// Encoding by its WHATWG name.
    pub encoding: Option<&'static str>,
    /// What parts cells.
    pub delimiter: Option<u8>,
    /// What ends records.
    pub newline: Option<Newline>,
    /// Whether an empty cell beyond the last column goes.
    pub no_trailing_delimiter: bool,
}

impl NewForm {
    /// Whether nothing changes.
    pub fn is_same(self) -> bool {
        self == Self::default()
    }
}

/// Why a stretch of text cannot have another form without loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It holds bytes that are no text.
    Undecodable,
    /// The encoding lacks this character.
    Unmappable(char),
    /// A cell holds the new delimiter and cannot be quoted.
    Delimiter,
}
