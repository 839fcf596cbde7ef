//! An opened workbook and its cells. The only file that names calamine.

use std::io::{BufReader, Read};

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use crate::message::{Lang, Message, input};
use crate::table::cells::{write_float, write_integer};
use crate::table::packed::{Workbook, look};
use crate::table::{CellKind, ReadError, Source, SourceReader};

type Input = BufReader<SourceReader>;

/// First bytes of a compound file.
pub(super) const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Most bytes of a workbook that is read whole.
const WHOLE: u64 = 256 << 20;

/// Rows and columns of the largest sheet that any of the formats can have. A cell beyond them is a lie that would cost
/// memory for all the rows and columns before it.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// An opened workbook.
pub(super) enum Book {
    /// Office Open XML.
    Xlsx(Box<Xlsx<Input>>),
    /// Office Open XML with binary parts.
    Xlsb(Box<Xlsb<Input>>),
    /// Excel 97 to 2003.
    Xls(Box<Xls<Input>>),
    /// OpenDocument.
    Ods(Box<Ods<Input>>),
}

/// A sheet of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    /// Whether people see it.
    pub(super) visible: bool,
}

/// One cell: row and column from 0, kind, and text.
pub(super) struct Seen<'t> {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) kind: CellKind,
    pub(super) text: &'t [u8],
}

fn failed(source: &Source, reason: Message, help: Message) -> Box<ReadError> {
    Box::new(ReadError { path: source.name().to_owned(), offset: 0, reason, help: Some(help) })
}

/// What a crate says of damaged bytes, as a reason.
pub(super) fn damaged(source: &Source, format: &str, said: &Message) -> Box<ReadError> {
    let lower = said.text(Lang::En).to_lowercase();
    if lower.contains("password") || lower.contains("encrypted") {
        return failed(source, input::workbook_protected(), input::workbook_protected_help());
    }
    failed(source, input::container_damaged(format).and(said), input::unreadable_help())
}

/// A library's own words.
fn said(error: impl std::fmt::Display) -> Message {
    Message::verbatim(error.to_string())
}

impl Book {
    /// Opens a workbook by its content.
    ///
    /// # Errors
    /// [`ReadError`] where it is none, is protected, damaged, or too large when unpacked.
    pub(super) fn open(source: &Source) -> Result<Self, Box<ReadError>> {
        if source.first_bytes().starts_with(COMPOUND) {
            return Self::compound(source);
        }
        let input = BufReader::new(source.reader());
        let book = match look(source).map_err(|error| damaged(source, "zip", &said(error)))? {
            Workbook::Xlsx => Xlsx::new(input).map(|it| Self::Xlsx(Box::new(it))).map_err(said),
            Workbook::Xlsb => Xlsb::new(input).map(|it| Self::Xlsb(Box::new(it))).map_err(said),
            Workbook::Ods => Ods::new(input).map(|it| Self::Ods(Box::new(it))).map_err(said),
            Workbook::Other => return Err(failed(source, input::workbook_other(), input::workbook_other_help())),
            Workbook::TooLarge(limit) => {
                let reason = input::container_too_large(limit);
                return Err(failed(source, reason, input::container_too_large_help()));
            }
        };
        book.map_err(|error| damaged(source, "workbook", &error))
    }

    fn compound(source: &Source) -> Result<Self, Box<ReadError>> {
        if source.length().is_ok_and(|it| it > WHOLE) {
            let reason = input::container_too_large(WHOLE >> 20);
            return Err(failed(source, reason, input::container_too_large_help()));
        }
        match Xls::new(BufReader::new(source.reader())) {
            Ok(book) => Ok(Self::Xls(Box::new(book))),
            Err(error) if is_encrypted(source) => {
                drop(error);
                Err(failed(source, input::workbook_protected(), input::workbook_protected_help()))
            }
            Err(error) => Err(damaged(source, "xls", &said(error))),
        }
    }

    /// What its format is called.
    pub(super) fn format(&self) -> &'static str {
        match self {
            Self::Xlsx(_) => "xlsx",
            Self::Xlsb(_) => "xlsb",
            Self::Xls(_) => "xls",
            Self::Ods(_) => "ods",
        }
    }

    /// Its sheets of cells, in order.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let all = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xlsb(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
            Self::Ods(book) => book.sheets_metadata(),
        };
        let sheets = all.iter().filter(|it| it.typ == SheetType::WorkSheet);
        sheets.map(|it| Sheet { name: it.name.clone(), visible: it.visible == SheetVisible::Visible }).collect()
    }

    /// Ranges of merged cells of a sheet: first and last row and column, from 0. Only known in two of the formats.
    pub(super) fn merged(&mut self, sheet: &str) -> Vec<((u32, u32), (u32, u32))> {
        let all: Vec<Dimensions> = match self {
            Self::Xlsx(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Self::Xls(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Self::Xlsb(_) | Self::Ods(_) => Vec::new(),
        };
        all.into_iter().map(|it| (it.start, it.end)).collect()
    }

    /// Calls `each` with every cell of a sheet that is not empty, row by row, until it wants no more.
    ///
    /// # Errors
    /// Where the sheet is damaged, or has a cell where no sheet can have one; cells before the damage were seen.
    pub(super) fn cells(&mut self, sheet: &str, each: &mut dyn FnMut(Seen<'_>) -> bool) -> Result<(), Message> {
        let mut text = Vec::new();
        let mut beyond = None;
        let each = &mut |cell: Seen<'_>| {
            if cell.row >= ROWS || cell.column >= COLUMNS {
                beyond = Some(input::workbook_cell_beyond(ROWS, COLUMNS));
            }
            beyond.is_none() && each(cell)
        };
        match self {
            Self::Xlsx(book) => {
                let mut cells = book.worksheet_cells_reader(sheet).map_err(said)?;
                while let Some(cell) = cells.next_cell().map_err(said)? {
                    if !see(cell.get_position(), cell.get_value(), &mut text, each) {
                        break;
                    }
                }
            }
            Self::Xlsb(book) => {
                let mut cells = book.worksheet_cells_reader(sheet).map_err(said)?;
                while let Some(cell) = cells.next_cell().map_err(said)? {
                    if !see(cell.get_position(), cell.get_value(), &mut text, each) {
                        break;
                    }
                }
            }
            Self::Xls(book) => whole(&book.worksheet_range(sheet).map_err(said)?, &mut text, each),
            Self::Ods(book) => whole(&book.worksheet_range(sheet).map_err(said)?, &mut text, each),
        }
        beyond.map_or(Ok(()), Err)
    }
}

/// A sheet that is read as a whole.
fn whole(range: &calamine::Range<Data>, text: &mut Vec<u8>, each: &mut dyn FnMut(Seen<'_>) -> bool) {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let at = |first: u32, more: usize| first.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
        if !see((at(top, row), at(left, column)), &borrowed(value), text, each) {
            break;
        }
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(it) => DataRef::Int(*it),
        Data::Float(it) => DataRef::Float(*it),
        Data::String(it) => DataRef::SharedString(it),
        Data::Bool(it) => DataRef::Bool(*it),
        Data::DateTime(it) => DataRef::DateTime(*it),
        Data::DateTimeIso(it) => DataRef::DateTimeIso(it.clone()),
        Data::DurationIso(it) => DataRef::DurationIso(it.clone()),
        Data::Error(it) => DataRef::Error(it.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn see(
    (row, column): (u32, u32),
    value: &DataRef<'_>,
    text: &mut Vec<u8>,
    each: &mut dyn FnMut(Seen<'_>) -> bool,
) -> bool {
    let shared = |kind, text| Seen { row, column, kind, text };
    match value {
        DataRef::Empty | DataRef::SharedString("") => true,
        DataRef::SharedString(it) => each(shared(CellKind::Text, it.as_bytes())),
        DataRef::String(it) if it.is_empty() => true,
        DataRef::String(it) | DataRef::DurationIso(it) => each(shared(CellKind::Text, it.as_bytes())),
        DataRef::DateTimeIso(it) => each(shared(CellKind::Date, it.as_bytes())),
        DataRef::Bool(it) => each(shared(CellKind::Bool, if *it { b"true" } else { b"false" })),
        DataRef::Error(it) => each(shared(CellKind::Error, it.to_string().as_bytes())),
        DataRef::Int(it) => {
            text.clear();
            write_integer(i128::from(*it), text);
            each(shared(CellKind::Number, text))
        }
        DataRef::Float(it) => {
            text.clear();
            write_float(*it, true, text);
            each(shared(CellKind::Number, text))
        }
        DataRef::DateTime(it) => {
            text.clear();
            write_date(*it, text);
            each(shared(CellKind::Date, text))
        }
    }
}

/// A day, a time or both, in ISO 8601: a serial below 1 is a time, one without fraction a day.
fn write_date(date: ExcelDateTime, text: &mut Vec<u8>) {
    let serial = date.as_f64();
    if date.is_duration() && (0.0..1.0).contains(&serial) || (0.0..1.0).contains(&serial) && serial > 0.0 {
        let (_, _, _, hour, minute, second, milli) = date.to_ymd_hms_milli();
        return text.extend_from_slice(clock(hour, minute, second, milli).as_bytes());
    }
    if date.is_duration() || serial < 0.0 {
        return write_float(serial, true, text);
    }
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    text.extend_from_slice(format!("{year:04}-{month:02}-{day:02}").as_bytes());
    if (hour, minute, second, milli) != (0, 0, 0, 0) {
        text.push(b'T');
        text.extend_from_slice(clock(hour, minute, second, milli).as_bytes());
    }
}

fn clock(hour: u8, minute: u8, second: u8, milli: u16) -> String {
    let whole = format!("{hour:02}:{minute:02}:{second:02}");
    if milli == 0 { whole } else { format!("{whole}.{milli:03}") }
}

/// Whether a compound file holds an encrypted workbook: its directory names the stream in UTF-16.
fn is_encrypted(source: &Source) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut bytes = Vec::new();
    let read = source.looking().take(WHOLE).read_to_end(&mut bytes);
    read.is_ok() && memchr::memmem::find(&bytes, &name).is_some()
}
