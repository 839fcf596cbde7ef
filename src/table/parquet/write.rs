//! Canonical records as Parquet: types that say what values are, in row groups that bound memory.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType as Logical, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use crate::model::{Civil, Decimal, LogicalType, TemporalFormat, TemporalKind};
use crate::table::{CanonicalColumn, RecordWriter};

/// Records of a row group.
const GROUP: usize = 1 << 16;
/// Most digits that a 64-bit decimal holds.
const SHORT: u32 = 18;

/// The writer.
pub struct ParquetWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<CanonicalColumn>,
    rows: Vec<Vec<Option<String>>>,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// Records of these columns.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub fn new(out: W, columns: &[CanonicalColumn]) -> io::Result<Self> {
        let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(io::Error::other)?;
        let schema = Type::group_type_builder("record").with_fields(fields).build().map_err(io::Error::other)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(io::Error::other)?;
        Ok(Self { file, columns: columns.to_vec(), rows: Vec::new() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(io::Error::other)?;
        let mut at = 0;
        while let Some(mut column) = group.next_column().map_err(io::Error::other)? {
            let cells: Vec<Option<&str>> = self.rows.iter().map(|row| row.get(at).and_then(Option::as_deref)).collect();
            if let Some(kind) = self.columns.get(at) {
                put(&mut column, kind, &cells)?;
            }
            column.close().map_err(io::Error::other)?;
            at += 1;
        }
        group.close().map_err(io::Error::other)?;
        self.rows.clear();
        Ok(())
    }
}

impl<W: Write + Send> RecordWriter for ParquetWriter<W> {
    fn record(&mut self, cells: &[Option<String>]) -> io::Result<()> {
        self.rows.push(cells.to_vec());
        if self.rows.len() >= GROUP { self.flush() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.flush()?;
        self.file.close().map_err(io::Error::other)?;
        Ok(())
    }
}

/// How a column is stored.
enum Stored {
    Text,
    Long,
    /// Units at this scale.
    Short(u32),
    Boolean,
    Day,
    Micros,
    Time,
}

fn stored(column: &CanonicalColumn) -> Stored {
    match (column.kind, column.digits) {
        (LogicalType::Integer, _) => Stored::Long,
        (LogicalType::Decimal, Some((precision, scale))) if precision <= SHORT => Stored::Short(scale),
        (LogicalType::Boolean, _) => Stored::Boolean,
        (LogicalType::Date, _) => Stored::Day,
        (LogicalType::Timestamp, _) => Stored::Micros,
        (LogicalType::Time, _) => Stored::Time,
        // A number that no type holds exactly stays the text that does.
        _ => Stored::Text,
    }
}

fn field(column: &CanonicalColumn) -> Result<Arc<Type>, parquet::errors::ParquetError> {
    let micros = TimeUnit::MICROS;
    let (physical, logical) = match stored(column) {
        Stored::Text => (Physical::BYTE_ARRAY, Some(Logical::String)),
        Stored::Long => (Physical::INT64, None),
        Stored::Short(scale) => {
            let (precision, scale) = (column.digits.map_or(SHORT, |it| it.0), scale);
            let whole = |it: u32| i32::try_from(it).unwrap_or(i32::MAX);
            (Physical::INT64, Some(Logical::decimal(whole(scale), whole(precision))))
        }
        Stored::Boolean => (Physical::BOOLEAN, None),
        Stored::Day => (Physical::INT32, Some(Logical::Date)),
        Stored::Micros => (Physical::INT64, Some(Logical::timestamp(true, micros))),
        Stored::Time => (Physical::INT64, Some(Logical::time(false, micros))),
    };
    let mut builder = Type::primitive_type_builder(&column.name, physical).with_repetition(Repetition::OPTIONAL);
    if let Some(Logical::Decimal(it)) = &logical {
        builder = builder.with_precision(it.precision).with_scale(it.scale);
    }
    builder.with_logical_type(logical).build().map(Arc::new)
}

fn put(writer: &mut SerializedColumnWriter<'_>, column: &CanonicalColumn, cells: &[Option<&str>]) -> io::Result<()> {
    let levels: Vec<i16> = cells.iter().map(|it| i16::from(it.is_some())).collect();
    let texts = || cells.iter().flatten().copied();
    let bad = |text: &str| io::Error::other(format!("`{text}` does not fit a column of {}", column.kind.name()));
    let longs = |of: &dyn Fn(&str) -> Option<i64>| -> io::Result<Vec<i64>> {
        texts().map(|text| of(text).ok_or_else(|| bad(text))).collect()
    };
    let long = match stored(column) {
        Stored::Text => {
            let values: Vec<ByteArray> = texts().map(ByteArray::from).collect();
            return written(writer.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None));
        }
        Stored::Boolean => {
            let values: Vec<bool> = texts().map(|it| it == "true").collect();
            return written(writer.typed::<BoolType>().write_batch(&values, Some(&levels), None));
        }
        Stored::Day => {
            let days = texts().map(|text| civil(TemporalKind::Date, text).map(|it| it.day).ok_or_else(|| bad(text)));
            let values: Vec<i32> = days.collect::<io::Result<_>>()?;
            return written(writer.typed::<Int32Type>().write_batch(&values, Some(&levels), None));
        }
        Stored::Long => longs(&|text| text.parse().ok())?,
        Stored::Short(scale) => longs(&|text| i64::try_from(Decimal::parse(text)?.units_at(scale)?).ok())?,
        Stored::Micros => longs(&|text| {
            let it = civil(TemporalKind::Timestamp, text)?;
            let seconds = i64::from(it.day) * 86_400 - i64::from(it.offset.unwrap_or(0));
            (it.nanos % 1000 == 0).then(|| seconds.checked_mul(1_000_000)?.checked_add(it.nanos / 1000))?
        })?,
        Stored::Time => longs(&|text| civil(TemporalKind::Time, text).map(|it| it.nanos / 1000))?,
    };
    written(writer.typed::<Int64Type>().write_batch(&long, Some(&levels), None))
}

fn civil(kind: TemporalKind, text: &str) -> Option<Civil> {
    TemporalFormat::Iso8601.read(kind, text.as_bytes())
}

fn written(result: Result<usize, parquet::errors::ParquetError>) -> io::Result<()> {
    result.map(|_| ()).map_err(io::Error::other)
}
