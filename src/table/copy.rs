//! Copies of containers in which some cells hold something else, and everything else is as it was.

use std::io::{self, Write};
use std::sync::Arc;

use super::{Block, CellEdit};

/// A copy of a container on its way; the blocks of its table come in their order.
pub trait Copier {
    /// Whether headers can be renamed; where something else refers to them by name they cannot.
    fn can_rename(&self) -> bool;

    /// Names the header of a column anew, before the first block.
    fn rename(&mut self, column: usize, name: &Arc<str>);

    /// Makes `edits` in the cells of a block. Gives the indexes of those that could not be made, such as of a formula's result.
    ///
    /// # Errors
    /// Where the container cannot be read again, or the copy cannot be kept.
    fn replace(&mut self, block: &Block, edits: &[CellEdit]) -> io::Result<Vec<usize>>;

    /// Writes the whole copy to `out`.
    ///
    /// # Errors
    /// As [`Self::replace`], and where `out` cannot be written.
    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()>;
}
