//! The first rows of a sheet as lines of text, so that its header is found as that of delimited text is.

use std::borrow::Cow;
use std::sync::Arc;

use super::book::Book;
use crate::message::Message;
use crate::table::sniff::{Expected, Found, Grammar, Opening, Row, Search, Signs, Site, extra_rows, read_columns};
use crate::table::{Declaration, HeaderCell, Located, Note, NoteKind};

/// Rows that are looked at beyond a declared header.
const ROWS: u64 = 200;

/// Bytes that are looked at.
const MOST: usize = 4 << 20;

/// Between cells; a TAB inside a cell becomes a blank.
const TAB: u8 = b'\t';

/// The first rows of a sheet, each a line.
pub(super) struct Sample {
    rows: Vec<Vec<String>>,
    whole: bool,
}

/// Where the records of a sheet begin, and what is wrong with its header.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// The header; empty where there is none.
    pub(super) header: Vec<HeaderCell>,
    /// Its first row, from 0.
    pub(super) row: u64,
    /// The first row after it.
    pub(super) body: u64,
    /// What is worth saying.
    pub(super) notes: Vec<Note>,
    /// How many names of the dataset stand in it.
    pub(super) matched: usize,
}

/// Cuts lines at TABs.
struct Tabs;

impl Grammar for Tabs {
    fn row(&self, text: &[u8], at: usize, _: Signs) -> Row {
        let rest = text.get(at..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let mut cells = Vec::new();
        let mut start = at;
        for tab in memchr::memchr_iter(TAB, rest.get(..length).unwrap_or_default()) {
            cells.push(start..at + tab);
            start = at + tab + 1;
        }
        cells.push(start..at + length);
        let ended = length < rest.len();
        Row { cells, next: at + length + usize::from(ended), ended, irregular: false }
    }

    fn value<'t>(&self, cell: &'t [u8], _: u8) -> Cow<'t, [u8]> {
        Cow::Borrowed(cell)
    }
}

impl Sample {
    /// Reads the first rows of a sheet.
    ///
    /// # Errors
    /// In a reason's words, where not even those can be read.
    pub(super) fn read(book: &mut Book, sheet: &str, declaration: &Declaration<'_>) -> Result<Self, Message> {
        let layout = declaration.layout;
        let declared = layout.header_row.as_ref().map_or(0, |it| it.value);
        let most = u32::try_from(declared + ROWS).unwrap_or(u32::MAX);
        let merged = if layout.header_rows > 1 { book.merged(sheet) } else { Vec::new() };
        let mut sample = Self { rows: Vec::new(), whole: true };
        let mut bytes = 0;
        book.cells(sheet, &mut |cell| {
            bytes += cell.text.len() + 1;
            if cell.row >= most || bytes > MOST {
                sample.whole = false;
                return false;
            }
            let text = String::from_utf8_lossy(cell.text).replace(|it: char| it.is_control(), " ");
            let last = merged.iter().find(|(start, _)| *start == (cell.row, cell.column)).map(|(_, end)| end.1);
            for column in cell.column..=last.unwrap_or(cell.column).min(cell.column + 1000) {
                sample.set(cell.row as usize, column as usize, text.clone());
            }
            true
        })?;
        Ok(sample)
    }

    fn set(&mut self, row: usize, column: usize, text: String) {
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = self.rows.get_mut(row) else { return };
        if cells.len() <= column {
            cells.resize_with(column + 1, String::new);
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
    }

    /// Finds the header.
    pub(super) fn settle(&self, declaration: &Declaration<'_>) -> Settled {
        let lines: Vec<String> = self.rows.iter().map(|row| row.join("\t")).collect();
        let mut text = lines.join("\n");
        text.push('\n');
        let opening = Opening::new(text.into_bytes(), 0, encoding_rs::UTF_8, self.whole);
        let expected = Expected::new(declaration.expected);
        let search = Search::new(&opening, &Tabs, declaration.layout, &expected);
        let signs = Signs { delimiter: TAB, quote: 0, cr_only: false };
        let nothing = |row: usize| {
            let place = place(row as u64, 0);
            let note = Note { kind: NoteKind::NoHeader, place, line: None };
            Settled { notes: vec![note], ..Settled::default() }
        };
        let Some(found) = search.find(signs) else { return nothing(0) };
        if found.site == Site::Record {
            return nothing(found.line);
        }
        let guards = declaration.transport.guards.as_slice();
        let Some(columns) = read_columns(&search, signs, found.line, (guards, false)) else {
            return nothing(found.line);
        };
        let mut notes = columns.notes;
        if found.site == Site::Elsewhere {
            let place = place(found.line as u64, 0);
            notes.insert(0, Note { kind: NoteKind::HeaderNotFound, place, line: None });
        }
        notes.extend(extra_rows(&search, &found));
        let mut settled = Settled {
            row: found.line as u64,
            body: columns.lines.end as u64,
            matched: found.matched,
            notes,
            header: columns.cells,
        };
        self.name_all(&mut settled, &found);
        settled
    }

    /// Gives every cell of the header its place in the sheet, and columns beyond it a cell without name.
    fn name_all(&self, settled: &mut Settled, found: &Found) {
        // Places of text become cells: the column is told by what stands before it in its line.
        let column_of = |note: &Note, header: &[HeaderCell]| header.iter().position(|it| it.place == note.place);
        let columns: Vec<Option<usize>> = settled.notes.iter().map(|it| column_of(it, &settled.header)).collect();
        for (note, column) in settled.notes.iter_mut().zip(columns) {
            note.place = place(note.place.line, column.unwrap_or(0) as u64);
        }
        for (column, cell) in settled.header.iter_mut().enumerate() {
            cell.place = place(cell.place.line, column as u64);
        }
        let width = self.rows.iter().skip(usize::try_from(settled.body).unwrap_or(0)).map(Vec::len).max().unwrap_or(0);
        if width > settled.header.len() && found.matched > 0 {
            let first = settled.header.len() as u64;
            for column in first..width as u64 {
                let place = place(settled.row, column);
                settled.header.push(HeaderCell { text: Arc::from(""), place, many: false });
            }
            let place = place(settled.row, first);
            settled.notes.push(Note { kind: NoteKind::HeaderEmpty, place, line: None });
        }
    }
}

/// The place of a cell: its row as line, its column.
pub(super) fn place(row: u64, column: u64) -> Located {
    Located { line: row, column: column + 1, end_line: row, end_column: column + 2, ..Located::default() }
}

impl Sample {
    /// Whether the sheet has no cell.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
