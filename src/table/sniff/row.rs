//! How a record is cut into cells, as far as a header needs to know.

use std::borrow::Cow;
use std::ops::Range;

/// The signs of a dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signs {
    /// Between cells.
    pub(crate) delimiter: u8,
    /// Round cells; 0 for none.
    pub(crate) quote: u8,
    /// Whether CR alone ends a line.
    pub(crate) cr_only: bool,
}

/// One record as it stands in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// Bytes of its cells, quotes included; at least one.
    pub(crate) cells: Vec<Range<usize>>,
    /// First byte after its line break, or the text's end.
    pub(crate) next: usize,
    /// Whether a line break ends it.
    pub(crate) ended: bool,
    /// Whether its quoting is irregular.
    pub(crate) irregular: bool,
}

/// The reader's own grammar, so that a header is cut exactly as records are.
pub(crate) trait Grammar {
    /// The record that begins at byte `at` of `text`.
    fn row(&self, text: &[u8], at: usize, signs: Signs) -> Row;

    /// The value of a cell: without quotes, doubled ones taken once.
    fn value<'t>(&self, cell: &'t [u8], quote: u8) -> Cow<'t, [u8]>;
}
