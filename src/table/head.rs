//! What is settled of an input before its first record.

use std::sync::Arc;

use super::Located;
use crate::model::{DeclaredShape, Layout, Transport};

/// What the dictionary says of an input's form.
#[derive(Clone, Copy, Debug)]
pub struct Declaration<'d> {
    /// Encoding, dialect, guards.
    pub transport: &'d Transport,
    /// Where the records are.
    pub layout: &'d Layout,
    /// Globs of the sheets that hold the records of a workbook; none where the one with the header is meant.
    pub sheets: &'d [Arc<str>],
    /// The list whose items are the records, such as `data.list[]` or `items[]`; in XML the path of their element.
    pub each: Option<&'d str>,
    /// Every header name the dataset knows, to find a header that no layout declares.
    pub expected: &'d [Arc<str>],
}

/// One cell of the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderCell {
    /// As written, unquoted; the cells of several header rows joined by a blank.
    pub text: Arc<str>,
    /// Its place; lines count from 0 at the start of the input.
    pub place: Located,
    /// Whether it runs through a list, so that a record may have any number of cells in it.
    pub many: bool,
}

/// What was settled.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The format, such as `csv`.
    pub format: &'static str,
    /// WHATWG name of the encoding in lower case, such as `gb18030`; `None` for containers.
    pub encoding: Option<&'static str>,
    /// Delimiter in use; 0 for containers.
    pub delimiter: u8,
    /// Quote in use; 0 means none.
    pub quote: u8,
    /// The header, in file order.
    pub header: Vec<HeaderCell>,
    /// The header's lines, as they may be shown (a header holds no values).
    pub header_lines: Vec<String>,
    /// Line of the header, from 0.
    pub header_line: u64,
    /// Line of the first byte of the first block, from 0.
    pub body_line: u64,
    /// Bytes of the input, where known.
    pub bytes: u64,
    /// Whether the source itself tells null from the empty text, as JSON does and delimited text cannot.
    pub typed: bool,
    /// The sheet that the header stands in, where it is one of a workbook.
    pub sheet: Option<Arc<str>>,
    /// In containers, the bytes of each header cell in the one line of `header_lines`; empty elsewhere.
    pub marks: Vec<std::ops::Range<usize>>,
    /// What a container declares of its columns, in the header's order; empty where it declares nothing.
    pub shapes: Vec<DeclaredShape>,
    /// What is worth saying.
    pub notes: Vec<Note>,
}

impl Head {
    /// Whether places in the input are places in its bytes as stored: readers of UTF-8 alone read a copy of other text.
    pub fn is_verbatim(&self) -> bool {
        self.format == "csv" || self.encoding.is_none_or(|it| it == "utf-8")
    }
}

/// Something that was seen while opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub kind: NoteKind,
    /// Where; lines count from 0 at the start of the input.
    pub place: Located,
    /// The line it stands in, where it may be shown (preambles may hold personal data: then `None`).
    pub line: Option<String>,
}

/// What kind of undeclared rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtraKind {
    /// Before the header.
    Preamble,
    /// Rows that are no records, marked as comments.
    Comment,
}

/// Kinds of [`Note`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// The file has no byte.
    Empty,
    /// There is no header row.
    NoHeader,
    /// The declared header row or marker was not found.
    HeaderNotFound,
    /// A header name stands twice; the number is the column (from 0) of its first copy.
    HeaderDuplicate(usize),
    /// A header cell is empty although records have text there.
    HeaderEmpty,
    /// Bytes are of another encoding than declared: declared, detected.
    Encoding(Arc<str>, &'static str),
    /// A byte order mark that the policy forbids.
    BomPresent,
    /// No byte order mark although the policy requires one.
    BomMissing,
    /// Another delimiter: declared, found.
    Delimiter(u8, u8),
    /// Another quote character: declared, found.
    Quote(u8, u8),
    /// Another line break than declared: name found.
    Newline(&'static str),
    /// The name promises one container, the bytes are another: found.
    Container(&'static str),
    /// Visible sheets that were not read because nothing says that they hold records.
    SheetsUnread(Arc<str>),
    /// Lists of a document that were not read because nothing says that they hold records.
    ListsUnread(Vec<Arc<str>>),
    /// A hidden sheet: its name, and whether it was read because it is asked for.
    SheetHidden(Arc<str>, bool),
    /// No sheet has the declared name: the names there are.
    SheetNotFound(Arc<str>),
    /// A further sheet without the header of the first: its name.
    SheetDiffers(Arc<str>),
    /// Undeclared rows before the header or comments: how many lines.
    ExtraRows(ExtraKind, u64),
    /// The last record has no line break and ends inside a quoted cell or in the middle of a character.
    Truncated,
}
