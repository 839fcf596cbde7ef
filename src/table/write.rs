//! Canonical records as CSV and NDJSON.

use std::io::{self, Write};
use std::sync::Arc;

use crate::model::LogicalType;

/// A column of canonical records.
#[derive(Clone, Debug)]
pub struct CanonicalColumn {
    /// The element, with its role where it stands twice.
    pub name: Arc<str>,
    /// Its type.
    pub kind: LogicalType,
    /// Most significant digits and digits after the point, where both are declared.
    pub digits: Option<(u32, u32)>,
}

/// Writes canonical records; `None` is null.
pub trait RecordWriter {
    /// Writes one.
    ///
    /// # Errors
    /// Where nothing can be written.
    fn record(&mut self, cells: &[Option<String>]) -> io::Result<()>;

    /// Writes what belongs behind the last one.
    ///
    /// # Errors
    /// Where nothing can be written.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Delimited text: UTF-8, commas, LF.
pub struct CsvWriter<W: Write>(csv::Writer<W>);

impl<W: Write> CsvWriter<W> {
    /// Begins with the header.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub fn new(out: W, columns: &[CanonicalColumn]) -> io::Result<Self> {
        let mut writer = csv::WriterBuilder::new().from_writer(out);
        writer.write_record(columns.iter().map(|it| &*it.name)).map_err(io::Error::other)?;
        Ok(Self(writer))
    }
}

impl<W: Write> RecordWriter for CsvWriter<W> {
    fn record(&mut self, cells: &[Option<String>]) -> io::Result<()> {
        self.0.write_record(cells.iter().map(|it| it.as_deref().unwrap_or_default())).map_err(io::Error::other)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}

/// One JSON object a line: numbers as they are written, never as floats.
pub struct NdjsonWriter<W: Write> {
    out: W,
    columns: Vec<CanonicalColumn>,
}

impl<W: Write> NdjsonWriter<W> {
    /// Records of these columns.
    pub fn new(out: W, columns: &[CanonicalColumn]) -> Self {
        Self { out, columns: columns.to_vec() }
    }
}

impl<W: Write> RecordWriter for NdjsonWriter<W> {
    fn record(&mut self, cells: &[Option<String>]) -> io::Result<()> {
        let mut comma = "{";
        for (column, cell) in self.columns.iter().zip(cells) {
            write!(self.out, "{comma}{}:", serde_json::to_string(&*column.name)?)?;
            comma = ",";
            match cell {
                None => write!(self.out, "null")?,
                Some(text) if column.kind.is_numeric() || column.kind == LogicalType::Boolean => {
                    write!(self.out, "{text}")?;
                }
                Some(text) => write!(self.out, "{}", serde_json::to_string(text)?)?,
            }
        }
        writeln!(self.out, "{}", if comma == "{" { "{}" } else { "}" })
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}
