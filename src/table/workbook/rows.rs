//! Cells to rows, rows to pages; what is no record is left out and noted.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use regex::bytes::Regex;

use super::book::Seen;
use crate::table::cells::{Page, Part, Sink};
use crate::table::csv::is_totals;
use crate::table::{BatchNoteKind, CellKind};

/// Rows at the end that may be totals or remarks.
const MOST: usize = 5;

/// One row of a sheet.
#[derive(Debug, Default)]
struct Row {
    line: u64,
    text: Vec<u8>,
    /// Header column, kind and text of each cell, in the order of the sheet.
    cells: Vec<(usize, CellKind, Range<usize>)>,
}

/// The rows of one sheet on their way to pages.
pub(super) struct Rows<'s> {
    pub(super) sink: &'s mut Sink,
    /// Columns of the header.
    pub(super) width: usize,
    /// For each column of the sheet, the column of the header.
    pub(super) columns: &'s [Option<usize>],
    /// A row in which this is found ends the data.
    pub(super) footer: Option<&'s Regex>,
    /// First row of the records.
    pub(super) body: u64,
    pub(super) page: Page,
    waiting: VecDeque<Row>,
    row: Row,
    /// Rows that have been written, for their memory.
    spare: Vec<Row>,
    /// For each column of the header, which cell of the row at hand it is.
    slots: Vec<Option<usize>>,
    /// The first row after those that were kept, to find blank ones.
    next: u64,
    stopped: bool,
}

impl<'s> Rows<'s> {
    pub(super) fn new(sink: &'s mut Sink, columns: (&'s [Option<usize>], usize), body: u64, page: Page) -> Self {
        let (columns, width) = columns;
        Self {
            sink,
            width,
            columns,
            footer: None,
            body,
            page,
            waiting: VecDeque::new(),
            row: Row::default(),
            spare: Vec::new(),
            slots: Vec::new(),
            next: body,
            stopped: false,
        }
    }

    /// Takes the next cell. Returns whether more are wanted.
    pub(super) fn cell(&mut self, cell: &Seen<'_>) -> bool {
        let line = u64::from(cell.row);
        if line < self.body {
            return true;
        }
        if line != self.row.line {
            self.close();
            self.row.line = line;
        }
        let start = self.row.text.len();
        self.row.text.extend_from_slice(cell.text);
        let column = self.columns.get(cell.column as usize).copied().flatten();
        self.row.cells.push((column.unwrap_or(usize::MAX), cell.kind, start..self.row.text.len()));
        !self.stopped
    }

    /// The row is whole.
    fn close(&mut self) {
        let row = std::mem::replace(&mut self.row, self.spare.pop().unwrap_or_default());
        let is_blank = |cell: &(usize, CellKind, Range<usize>)| {
            row.text.get(cell.2.clone()).unwrap_or_default().trim_ascii().is_empty()
        };
        if self.stopped || row.cells.iter().all(is_blank) {
            return;
        }
        if self.footer.is_some_and(|it| it.is_match(&row.joined())) {
            self.page.notes.push((BatchNoteKind::Footer, self.record(), row.line));
            self.stopped = true;
            return;
        }
        for line in self.next..row.line {
            self.page.notes.push((BatchNoteKind::BlankLine, self.record(), line));
        }
        self.next = row.line + 1;
        self.waiting.push_back(row);
        if self.waiting.len() > MOST {
            self.write_first();
        }
    }

    /// Records of the page so far, those that wait included.
    fn record(&self) -> u32 {
        u32::try_from(self.page.rows() + self.waiting.len()).unwrap_or(u32::MAX)
    }

    fn write_first(&mut self) {
        let Some(mut row) = self.waiting.pop_front() else { return };
        self.slots.clear();
        self.slots.resize(self.width, None);
        for (index, cell) in row.cells.iter().enumerate() {
            if let Some(slot) = self.slots.get_mut(cell.0) {
                *slot = Some(index);
            }
        }
        for (column, slot) in self.slots.iter().enumerate() {
            match slot.and_then(|it| row.cells.get(it)) {
                Some((_, kind, range)) => {
                    let text = row.text.get(range.clone()).unwrap_or_default();
                    self.page.push(column, *kind, |out| out.extend_from_slice(text));
                }
                None => self.page.push_null(column),
            }
        }
        self.page.lines.push(row.line);
        row.text.clear();
        row.cells.clear();
        self.spare.push(row);
        if self.page.is_full() {
            let next = Page::new(self.width, self.page.part.clone(), self.page.position + 1);
            let mut full = std::mem::replace(&mut self.page, next);
            // What was noted of rows that still wait belongs to the next page.
            let rows = u32::try_from(full.rows()).unwrap_or(u32::MAX);
            let late = full.notes.iter().position(|it| it.1 > rows).unwrap_or(full.notes.len());
            let late = full.notes.split_off(late);
            self.page.notes.extend(late.into_iter().map(|(kind, record, line)| (kind, record - rows, line)));
            self.stopped |= !self.sink.give(full);
        }
    }

    /// The sheet is at its end: what is left of its rows, without totals and remarks. Returns the last page.
    pub(super) fn end(mut self) -> Page {
        let footed = self.stopped;
        if !footed {
            self.close();
        }
        while !footed && self.waiting.back().is_some_and(|row| row.is_totals(self.width)) {
            let Some(row) = self.waiting.pop_back() else { break };
            self.page.notes.push((BatchNoteKind::Totals, self.record(), row.line));
        }
        let last = self.waiting.back().map_or(0, |it| it.line);
        while !self.waiting.is_empty() {
            self.write_first();
        }
        let last = self.page.lines.last().copied().unwrap_or(last);
        self.page.notes.retain(|(kind, _, line)| *kind != BatchNoteKind::BlankLine || *line < last);
        self.page
    }
}

impl Row {
    fn texts(&self) -> impl Iterator<Item = &[u8]> {
        let text = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default().trim_ascii();
        self.cells.iter().map(move |(_, _, range)| text(range)).filter(|it| !it.is_empty())
    }

    /// The row as a line of text.
    fn joined(&self) -> Vec<u8> {
        let texts: Vec<&[u8]> = self.cells.iter().map(|it| self.text.get(it.2.clone()).unwrap_or_default()).collect();
        texts.join(&b'\t')
    }

    fn is_totals(&self, width: usize) -> bool {
        let count = self.texts().count();
        let Some(first) = self.texts().next() else { return false };
        // A row with one cell is what a line of another width is in delimited text.
        let whole = count > 1;
        is_totals(&String::from_utf8_lossy(first), whole.then_some((width, count)))
    }
}

/// The page that a sheet's rows go to first.
pub(super) fn first_page((columns, width): (&[Option<usize>], usize), sheet: &Arc<str>, position: u64) -> Page {
    Page::new(width, Part::Sheet { name: Arc::clone(sheet), columns: stored_columns((columns, width)) }, position)
}

/// For each column of the header, the column of the sheet.
pub(super) fn stored_columns((columns, width): (&[Option<usize>], usize)) -> Arc<[u32]> {
    // Of two columns of one name the last one is read.
    let stored = |column: usize| columns.iter().rposition(|it| *it == Some(column)).unwrap_or(column);
    (0..width).map(|it| u32::try_from(stored(it)).unwrap_or(u32::MAX)).collect()
}
