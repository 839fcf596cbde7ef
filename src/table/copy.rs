//! Copies of containers in which some cells hold something else or some rows are missing, and everything else is as it was.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use super::{Block, CellEdit, Page, Part};

/// Rows of a container, one bit each.
#[derive(Clone, Debug, Default)]
pub struct RowSet {
    /// By the sheet that they stand in; rows of a file that has none stand in the sheet without name.
    sheets: BTreeMap<Arc<str>, Vec<u64>>,
}

impl RowSet {
    /// Adds the row of a record of `page`.
    pub fn insert(&mut self, page: &Page, record: u32) {
        let Some(row) = page.lines.get(record as usize) else { return };
        let sheet = match &page.part {
            Part::Sheet { name, .. } => Arc::clone(name),
            _ => Arc::from(""),
        };
        let words = self.sheets.entry(sheet).or_default();
        let word = usize::try_from(row / 64).unwrap_or(usize::MAX);
        if words.len() <= word {
            words.resize(word + 1, 0);
        }
        if let Some(word) = words.get_mut(word) {
            *word |= 1 << (row % 64);
        }
    }

    /// The rows of a sheet, from 0.
    pub fn of(&self, sheet: &str) -> impl Fn(u64) -> bool + '_ {
        let words = self.sheets.get(sheet).map(Vec::as_slice).unwrap_or_default();
        move |row| {
            let word = usize::try_from(row / 64).ok().and_then(|it| words.get(it));
            word.is_some_and(|it| it & (1 << (row % 64)) != 0)
        }
    }
}

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
