//! Workbooks: .xlsx, .xlsm, .xlsb, .xls and .ods, through calamine.
//!
//! Which sheet holds the records is settled first (`sheets`), and its header from the text of its first rows (`sample`),
//! by the same search that finds headers of delimited text. Then cells are streamed, row by row, into pages (`rows`).
//! `book` is the only file that names calamine; the archive is looked at before it is unpacked (`packed/guard`).

mod book;
mod copy;
mod open;
mod rows;
mod sample;
mod sheets;

pub(super) use open::WorkbookFormat;

/// Office Open XML, binary or not.
pub(super) static XLSX: WorkbookFormat = WorkbookFormat::Zipped;
/// Excel 97 to 2003.
pub(super) static XLS: WorkbookFormat = WorkbookFormat::Compound;
/// OpenDocument.
pub(super) static ODS: WorkbookFormat = WorkbookFormat::OpenDocument;
