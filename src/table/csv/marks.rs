//! Where cells and records end: what the scanners hand to the columns.

use crate::table::BatchNoteKind;
use crate::text::Signs;

/// Ends of cells and records in one text, and what was noticed on the way. Reused from block to block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// End of each cell: its delimiter, its `\n` (a `\r` before it still belongs to the cell; where lines end in CR, the
    /// break's first byte), or the text's end. Ascending but for [`QUOTED`] and [`DOUBLED`].
    pub(super) at: Vec<u32>,
    /// For each record, the index in `at` of its last cell's end.
    pub(super) ends: Vec<u32>,
    /// For each well-formed record, the index in `at` of its first cell's end.
    pub(super) firsts: Vec<u32>,
    /// Notes in no particular order.
    pub(super) notes: Vec<(BatchNoteKind, u32)>,
    /// Line breaks, those inside quotes included.
    pub(super) newlines: u64,
    /// Where in cells line breaks stand, each of their bytes; those that end records are none.
    pub(super) breaks: Vec<u32>,
    /// Whether there may be NUL bytes.
    pub(super) nuls: bool,
    /// What kinds of bytes there are, where that is wanted and was seen in passing.
    pub(super) signs: Option<Signs>,
}

impl Marks {
    /// Forgets everything and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.at.clear();
        self.ends.clear();
        self.firsts.clear();
        self.notes.clear();
        self.newlines = 0;
        self.breaks.clear();
        self.nuls = false;
        self.signs = None;
    }
}

/// Set in a mark whose cell is quoted regularly, so that no other cell's bytes need be looked at.
pub(super) const QUOTED: u32 = 1 << 31;

/// Set beside [`QUOTED`] where the cell may hold doubled quotes, and alone where blanks follow its closing quote.
pub(super) const DOUBLED: u32 = 1 << 30;

/// The position a mark tells.
#[inline]
pub(super) fn position(mark: u32) -> u32 {
    mark & !(QUOTED | DOUBLED)
}

/// A position in a block. Blocks are bounded far below 1 GiB, so nothing is lost.
pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
