//! Everything about a delimited text that stays the same from its first record to its last.

use encoding_rs::Encoding;

/// The settled form of one delimited text.
#[derive(Clone, Debug)]
pub struct Form {
    /// How its bytes become text. UTF-8 is read as it stands; all else is decoded block by block.
    pub encoding: &'static Encoding,
    /// Between cells.
    pub delimiter: u8,
    /// Round cells; 0 where nothing is quoted.
    pub quote: u8,
    /// Cells of the header; records of another number are malformed.
    pub width: usize,
    /// First byte after the header's line break, in the file as stored.
    pub body_offset: u64,
    /// Whether lines end in a lone CR.
    pub cr_only: bool,
    /// A line in which this is found ends the data.
    pub footer: Option<regex::bytes::Regex>,
    /// Whether every line is declared to end in a delimiter.
    pub trailing_delimiter: bool,
}
