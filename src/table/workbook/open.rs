//! A workbook as a table.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use regex::bytes::Regex;

use super::book::{Book, COMPOUND, damaged};
use super::copy::{SheetPlace, WorkbookCopy, copy_without};
use super::rows::{Rows, first_page, stored_columns};
use super::sample::place;
use super::sheets::{Choice, choose};
use crate::table::cells::{CellTable, Producer, Sink, drawn};
use crate::table::sniff::signature;
use crate::table::{
    Copier, Declaration, Format, Head, HeaderCell, Note, NoteKind, Projection, ReadError, RowSet, Source, Table,
};
use crate::text::pattern;

/// The formats of workbooks by the container that holds them. What a file is is told by its content alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WorkbookFormat {
    /// Office Open XML.
    Zipped,
    /// Excel 97 to 2003.
    Compound,
    /// OpenDocument.
    OpenDocument,
}

impl Format for WorkbookFormat {
    fn name(&self) -> &'static str {
        match self {
            Self::Zipped => "xlsx",
            Self::Compound => "xls",
            Self::OpenDocument => "ods",
        }
    }

    fn extensions(&self) -> &'static [&'static str] {
        match self {
            Self::Zipped => &["xlsx", "xlsm", "xlsb"],
            Self::Compound => &["xls", "xla"],
            Self::OpenDocument => &["ods"],
        }
    }

    fn recognises(&self, head: &[u8]) -> bool {
        match self {
            Self::Zipped => signature(head, &[]) == Some("XLSX"),
            Self::Compound => head.starts_with(COMPOUND),
            Self::OpenDocument => signature(head, &[]) == Some("ODS"),
        }
    }

    /// An archive that begins with a large part shows nothing of the rest.
    fn insists(&self, head: &[u8]) -> bool {
        *self != Self::Compound && head.starts_with(b"PK\x03\x04")
    }

    fn is_container(&self) -> bool {
        true
    }

    fn open(&self, source: &Source, declaration: &Declaration<'_>) -> Result<Box<dyn Table>, Box<ReadError>> {
        let mut book = Book::open(source)?;
        let format = book.format();
        let choice = choose(&mut book, declaration).map_err(|error| damaged(source, format, &error))?;
        let (head, sheets) = settled(choice, source, format);
        let footer = declaration.layout.footer.as_ref().and_then(|it| pattern::compile(&it.value).ok());
        let (width, book) = (head.header.len(), Mutex::new(Some(book)));
        let reader = WorkbookReader { source: source.clone(), book, format, width, sheets, footer };
        Ok(Box::new(CellTable::new(source.name().to_owned(), head, Arc::new(reader))))
    }
}

/// A sheet that is read.
struct SheetPlan {
    name: Arc<str>,
    /// Its header's row, and the first one of its records.
    header: u64,
    body: u64,
    /// For each column of the sheet, the column of the header.
    columns: Vec<Option<usize>>,
}

/// The head of a workbook, and the sheets whose rows follow it.
fn settled(choice: Choice, source: &Source, format: &'static str) -> (Head, Vec<SheetPlan>) {
    let mut head =
        Head { format, bytes: source.length().unwrap_or(0), typed: true, notes: choice.notes, ..Head::default() };
    let extension = source.name().extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    if matches!(extension.as_str(), "csv" | "tsv" | "tab" | "txt" | "psv") {
        let found = match format {
            "xls" => "XLS",
            "ods" => "ODS",
            "xlsb" => "XLSB",
            _ => "XLSX",
        };
        head.notes.push(Note { kind: NoteKind::Container(found), place: place(0, 0), line: None });
    }
    let mut sheets = Vec::new();
    for chosen in choice.chosen {
        let settled = chosen.settled;
        if head.sheet.is_none() {
            head.notes.extend(settled.notes);
            head.sheet = Some(Arc::clone(&chosen.name));
            head.header_line = settled.row;
            head.header = settled.header;
            (head.header_lines, head.marks) = drawn(&head.header);
            let columns = (0..head.header.len()).map(Some).collect();
            sheets.push(SheetPlan { name: chosen.name, header: settled.row, body: settled.body, columns });
        } else if let Some(columns) = same(&head.header, &settled.header) {
            sheets.push(SheetPlan { name: chosen.name, header: settled.row, body: settled.body, columns });
        } else {
            let kind = NoteKind::SheetDiffers(chosen.name);
            head.notes.push(Note { kind, place: place(0, 0), line: None });
        }
    }
    if head.sheet.is_none() && head.notes.iter().all(|it| !matches!(it.kind, NoteKind::SheetNotFound(_))) {
        head.notes.push(Note { kind: NoteKind::NoHeader, place: place(0, 0), line: None });
    }
    (head, sheets)
}

/// Where the columns of a further sheet stand in the header; `None` where a name of the header is missing in it.
fn same(header: &[HeaderCell], other: &[HeaderCell]) -> Option<Vec<Option<usize>>> {
    let named = |it: &&HeaderCell| !it.text.trim().is_empty();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (column, cell) in header.iter().enumerate() {
        places.entry(cell.text.trim()).or_insert(column);
    }
    let all_there = header.iter().filter(named).all(|cell| other.iter().any(|it| it.text.trim() == cell.text.trim()));
    let column = |it: &HeaderCell| places.get(it.text.trim()).copied();
    all_there.then(|| other.iter().map(column).collect())
}

/// Reads the rows of the chosen sheets.
struct WorkbookReader {
    source: Source,
    /// The opened workbook while nobody reads it: its shared texts take as long to read as its cells.
    book: Mutex<Option<Book>>,
    format: &'static str,
    width: usize,
    sheets: Vec<SheetPlan>,
    footer: Option<Regex>,
}

impl Producer for WorkbookReader {
    fn produce(&self, _: u64, _: &Projection, sink: &mut Sink) -> Result<(), Box<ReadError>> {
        if self.width == 0 {
            return Ok(());
        }
        let idle = self.book.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut book = idle.map_or_else(|| Book::open(&self.source), Ok)?;
        let mut position = 0;
        for sheet in &self.sheets {
            let page = first_page((&sheet.columns, self.width), &sheet.name, position);
            let mut rows = Rows::new(sink, (&sheet.columns, self.width), sheet.body, page);
            rows.footer = self.footer.as_ref();
            let read = book.cells(&sheet.name, &mut |cell| rows.cell(&cell));
            let page = rows.end();
            position = page.position + 1;
            let wanted = (page.rows() == 0 && page.notes.is_empty()) || sink.give(page);
            read.map_err(|error| damaged(&self.source, self.format, &error))?;
            if !wanted {
                break;
            }
        }
        *self.book.lock().unwrap_or_else(PoisonError::into_inner) = Some(book);
        Ok(())
    }

    /// Of the formats of workbooks, only one is made of text that can be written again as it was.
    fn copier(&self) -> Option<io::Result<Box<dyn Copier>>> {
        let place = |sheet: &SheetPlan| {
            let columns = stored_columns((&sheet.columns, self.width));
            SheetPlace { name: Arc::clone(&sheet.name), header: sheet.header, columns }
        };
        let copy = || WorkbookCopy::new(self.source.clone(), self.sheets.iter().map(place).collect());
        (self.format == "xlsx").then(|| copy().map(|it| -> Box<dyn Copier> { Box::new(it) }))
    }

    fn copy_without(&self, left_out: &RowSet, out: &mut dyn Write) -> Option<io::Result<()>> {
        let sheets: Vec<_> = self.sheets.iter().map(|it| Arc::clone(&it.name)).collect();
        (self.format == "xlsx").then(|| copy_without(&self.source, &sheets, left_out, out))
    }
}
