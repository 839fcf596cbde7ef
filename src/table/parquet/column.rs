//! The cells of one leaf in one group of rows.

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType, FixedLenByteArray, Int96};
use parquet::errors::{ParquetError, Result};

use super::schema::Form;
use crate::table::CellKind;
use crate::table::cells::{
    Page, write_bytes, write_clock, write_day, write_decimal, write_float, write_instant, write_integer, write_text,
    write_uuid, write_wide,
};

/// Reads a leaf chunk by chunk.
pub(super) trait Leaf {
    /// Adds the cells of the next `rows` rows to a column of the page.
    fn read(&mut self, rows: usize, page: &mut Page, column: usize) -> Result<()>;
}

/// Levels of a leaf: where values, nulls and rows are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Levels {
    /// Definition level of a value.
    pub(super) value: i16,
    /// Definition level from which on an item of the innermost list is there.
    pub(super) item: i16,
    /// Whether a row may have several.
    pub(super) many: bool,
}

struct Typed<T: DataType, W> {
    reader: ColumnReaderImpl<T>,
    levels: Levels,
    kind: CellKind,
    write: W,
    defined: Vec<i16>,
    repeated: Vec<i16>,
    values: Vec<T::T>,
}

/// What the levels of the rows that were read last mean: for each cell its row and the index of its value.
fn cells(levels: Levels, defined: &[i16], repeated: &[i16], count: usize, mut each: impl FnMut(usize, Option<usize>)) {
    let mut value = 0;
    let mut row = 0_usize;
    for index in 0..count {
        if levels.many && index > 0 && repeated.get(index).is_none_or(|it| *it == 0) {
            row += 1;
        }
        let depth = if levels.value == 0 { 0 } else { defined.get(index).copied().unwrap_or(0) };
        if depth == levels.value {
            each(if levels.many { row } else { index }, Some(value));
            value += 1;
        } else if !levels.many || depth >= levels.item {
            each(if levels.many { row } else { index }, None);
        }
    }
}

impl<T: DataType, W: FnMut(&T::T, &mut Vec<u8>)> Typed<T, W> {
    fn fill(&mut self, rows: usize) -> Result<usize> {
        self.defined.clear();
        self.repeated.clear();
        self.values.clear();
        let (read, values, levels) =
            self.reader.read_records(rows, Some(&mut self.defined), Some(&mut self.repeated), &mut self.values)?;
        if read != rows {
            return Err(ParquetError::General(format!("{read} rows of a column where there should be {rows}")));
        }
        if self.levels.many && self.repeated.first().is_some_and(|it| *it != 0) {
            return Err(ParquetError::General(String::from("a row begins within a list of the row before it")));
        }
        Ok(if self.levels.value == 0 { values } else { levels })
    }
}

/// A place in the text of a page, which is far below 4 GiB.
pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl<T: DataType, W: FnMut(&T::T, &mut Vec<u8>)> Leaf for Typed<T, W> {
    fn read(&mut self, rows: usize, page: &mut Page, column: usize) -> Result<()> {
        let count = self.fill(rows)?;
        let Self { levels, kind, write, defined, repeated, values, .. } = self;
        let text = &mut page.text;
        let Some(column) = page.columns.get_mut(column) else { return Ok(()) };
        column.many = levels.many;
        cells(*levels, defined, repeated, count, |row, value| {
            let start = text.len();
            let value = value.and_then(|it| values.get(it));
            column.kinds.push(if value.is_some() { *kind } else { CellKind::Null });
            if let Some(value) = value {
                write(value, text);
            }
            column.starts.push(narrow(start));
            column.lens.push(narrow(text.len() - start));
            if levels.many {
                column.rows.push(narrow(row));
            }
        });
        Ok(())
    }
}

fn typed<T: DataType, W: FnMut(&T::T, &mut Vec<u8>)>(
    reader: ColumnReaderImpl<T>,
    (levels, kind): (Levels, CellKind),
    write: W,
) -> Typed<T, W> {
    Typed { reader, levels, kind, write, defined: Vec::new(), repeated: Vec::new(), values: Vec::new() }
}

/// The reader of a leaf.
pub(super) fn leaf(reader: ColumnReader, form: Form, levels: Levels) -> Box<dyn Leaf> {
    let moment = matches!(form, Form::Day | Form::Clock(_) | Form::Instant(..));
    let how = (levels, if moment { CellKind::Date } else { CellKind::Text });
    match reader {
        ColumnReader::BoolColumnReader(it) => Box::new(typed(it, how, |value, out: &mut Vec<u8>| {
            out.extend_from_slice(if *value { b"true" } else { b"false" });
        })),
        ColumnReader::Int32ColumnReader(it) => Box::new(typed(it, how, move |value: &i32, out: &mut Vec<u8>| {
            // Without sign, the same bits are another number.
            let unsigned = i64::from(value.cast_unsigned());
            whole(form, if form == Form::Unsigned { unsigned } else { i64::from(*value) }, out);
        })),
        ColumnReader::Int64ColumnReader(it) => {
            Box::new(typed(it, how, move |value: &i64, out: &mut Vec<u8>| whole(form, *value, out)))
        }
        ColumnReader::Int96ColumnReader(it) => Box::new(typed(it, how, |value: &Int96, out: &mut Vec<u8>| {
            write_instant(value.to_nanos(), 1_000_000_000, false, out);
        })),
        ColumnReader::FloatColumnReader(it) => Box::new(typed(it, how, |value: &f32, out: &mut Vec<u8>| {
            // The shortest text of the single is what was meant; as a double it has digits of its own.
            let text = value.to_string();
            out.extend_from_slice(text.as_bytes());
        })),
        ColumnReader::DoubleColumnReader(it) => {
            Box::new(typed(it, how, |value: &f64, out: &mut Vec<u8>| write_float(*value, false, out)))
        }
        ColumnReader::ByteArrayColumnReader(it) => {
            let write = move |value: &ByteArray, out: &mut Vec<u8>| write_value(form, value.data(), out);
            Box::new(typed(it, how, write))
        }
        ColumnReader::FixedLenByteArrayColumnReader(it) => {
            let write = move |value: &FixedLenByteArray, out: &mut Vec<u8>| write_value(form, value.data(), out);
            Box::new(typed(it, how, write))
        }
    }
}

/// Writes a value that is held as a whole number.
pub(super) fn whole(form: Form, value: i64, out: &mut Vec<u8>) {
    match form {
        Form::Decimal(scale) => write_decimal(i128::from(value), scale, out),
        Form::Unsigned => write_integer(i128::from(value.cast_unsigned()), out),
        Form::Day => write_day(value, out),
        Form::Clock(unit) => write_clock(value, unit, out),
        Form::Instant(unit, utc) => write_instant(value, unit, utc, out),
        _ => write_integer(i128::from(value), out),
    }
}

/// Writes a value that is held as bytes.
pub(super) fn write_value(form: Form, value: &[u8], out: &mut Vec<u8>) {
    match form {
        Form::Text => write_text(value, out),
        Form::Decimal(scale) => write_wide(value, scale, out),
        Form::Uuid if value.len() == 16 => write_uuid(value, out),
        Form::Half => match value {
            [low, high] => write_float(half(u16::from_le_bytes([*low, *high])), false, out),
            _ => write_bytes(value, out),
        },
        _ => write_bytes(value, out),
    }
}

/// A floating point number of 16 bits.
fn half(bits: u16) -> f64 {
    let fraction = f64::from(bits & 0x3FF) / 1024.0;
    let size = match i32::from(bits >> 10 & 0x1F) {
        0 => fraction * 2_f64.powi(-14), // below the normal ones
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        exponent => (1.0 + fraction) * 2_f64.powi(exponent - 15),
    };
    if bits & 0x8000 == 0 { size } else { -size }
}
