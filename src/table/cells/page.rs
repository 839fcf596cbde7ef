//! Rendered records.

use std::sync::Arc;

use crate::finding::CellRef;
use crate::table::{BatchNoteKind, CellEdit, CellKind, Column, NewCell};

/// What the records of a page are part of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The file as a whole.
    #[default]
    File,
    /// A sheet of a workbook.
    Sheet {
        /// Its name.
        name: Arc<str>,
        /// For each column of the header, the column of the sheet that it is read from; both from 0.
        columns: Arc<[u32]>,
    },
    /// A group of rows (Parquet), a block (Avro) or a batch (Arrow), from 1, and its first row, from 0 in the file.
    Group {
        /// What such a group is called in JSON pointers.
        name: &'static str,
        /// Which one, from 0.
        number: u64,
        /// Its first row, from 0 in the file.
        first: u64,
    },
}

/// Records of a container as columns of rendered cells.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// UTF-8.
    pub(in crate::table) text: Vec<u8>,
    /// One for each column of the header; without any cell where the column is not read.
    pub(in crate::table) columns: Vec<Column>,
    /// The line of each record, from 0: its row in the sheet or in the file.
    pub(in crate::table) lines: Vec<u64>,
    /// What they are part of.
    pub(in crate::table) part: Part,
    /// What was noticed: kind, the record (from 0) that follows, and the line.
    pub(in crate::table) notes: Vec<(BatchNoteKind, u32, u64)>,
    /// Where the container's page is, for reading it again; ascending from page to page.
    pub(in crate::table) position: u64,
    /// Bytes of the container that it stands for, roughly.
    pub stored: u64,
}

impl Page {
    /// One for `width` columns.
    pub(in crate::table) fn new(width: usize, part: Part, position: u64) -> Self {
        Self { columns: vec![Column::default(); width], part, position, ..Self::default() }
    }

    /// The same memory without records, for `width` columns.
    pub(super) fn cleared(mut self, width: usize, part: Part, position: u64) -> Self {
        self.text.clear();
        self.lines.clear();
        self.notes.clear();
        self.columns.resize_with(width, Column::default);
        for column in &mut self.columns {
            column.clear();
            column.many = false;
        }
        Self { part, position, stored: 0, ..self }
    }

    /// Whether it never had a column.
    pub(super) fn is_unused(&self) -> bool {
        self.columns.is_empty()
    }

    /// Number of records.
    pub(in crate::table) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Whether it is full.
    pub(in crate::table) fn is_full(&self) -> bool {
        self.text.len() >= super::TARGET || self.rows() >= super::MOST_ROWS
    }

    /// Adds a cell to a column; `write` appends its text.
    pub(in crate::table) fn push(&mut self, column: usize, kind: CellKind, write: impl FnOnce(&mut Vec<u8>)) {
        let Some(column) = self.columns.get_mut(column) else { return };
        let start = self.text.len();
        write(&mut self.text);
        column.starts.push(narrow(start));
        column.lens.push(narrow(self.text.len() - start));
        column.kinds.push(kind);
    }

    /// Adds a cell that is not there.
    pub(in crate::table) fn push_null(&mut self, column: usize) {
        self.push(column, CellKind::Null, |_| {});
    }

    /// Where the container has what the header has in `column`: a sheet may have an order of its own.
    pub(in crate::table) fn stored_column(&self, column: usize) -> usize {
        match &self.part {
            Part::Sheet { columns, .. } => columns.get(column).map_or(column, |it| *it as usize),
            _ => column,
        }
    }

    /// The same records with other texts in some cells.
    pub(in crate::table) fn edited(&self, edits: &[CellEdit]) -> Self {
        let mut page = self.clone();
        for edit in edits {
            let (text, kind) = match &edit.to {
                NewCell::Text(text) => (text.as_str(), CellKind::Text),
                NewCell::Null(_) => ("", CellKind::Null),
            };
            let (start, length) = (narrow(page.text.len()), narrow(text.len()));
            let Some(column) = page.columns.get_mut(edit.column) else { continue };
            let cell = column.cells_of(edit.record as usize).start + edit.item as usize;
            let slots = (column.starts.get_mut(cell), column.lens.get_mut(cell), column.kinds.get_mut(cell));
            let (Some(at), Some(len), Some(was)) = slots else { continue };
            (*at, *len, *was) = (start, length, kind);
            // Its values are no longer those that the container repeats.
            column.entries.clear();
            column.codes.clear();
            page.text.extend_from_slice(text.as_bytes());
        }
        page
    }

    /// What people and programs call a cell.
    pub(in crate::table) fn name(&self, record: usize, column: Option<usize>) -> (Option<CellRef>, Option<String>) {
        let line = self.lines.get(record).copied().unwrap_or_default();
        match &self.part {
            Part::File => (None, None),
            Part::Sheet { name, .. } => {
                let sheet = Arc::clone(name);
                (Some(CellRef { sheet, name: cell_name(line, self.stored_column(column.unwrap_or(0)) as u64) }), None)
            }
            Part::Group { name, number, first } => {
                (None, Some(format!("/{name}/{number}/rows/{}", line.saturating_sub(*first))))
            }
        }
    }
}

/// The name of a cell by its row and column, both from 0: `C17`.
pub fn cell_name(row: u64, column: u64) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

/// A place in a page, which is far below 4 GiB.
pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_spreadsheets_call_them() {
        for (row, column, name) in [(0, 0, "A1"), (16, 2, "C17"), (9, 25, "Z10"), (0, 26, "AA1"), (0, 16383, "XFD1")] {
            assert_eq!(cell_name(row, column), name);
        }
    }
}
