//! A copy of a Parquet file without some rows: same schema, same row groups, same values.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::Result;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};

use super::chunks::Chunks;
use crate::table::{RowSet, Source};

/// Records of a column that are held at a time.
const AT_ONCE: usize = 1 << 14;

/// Writes the file without the rows of `left_out`.
///
/// # Errors
/// Where it cannot be read again, or the copy cannot be kept or written.
pub(super) fn copy_without(source: &Source, left_out: &RowSet, out: &mut dyn Write) -> io::Result<()> {
    let mut file = shortened(source, left_out).map_err(io::Error::other)?;
    file.rewind()?;
    io::copy(&mut file, out).map(drop)
}

fn shortened(source: &Source, left_out: &RowSet) -> Result<File> {
    let reader = SerializedFileReader::new(Chunks(source.clone()))?;
    let metadata = reader.metadata();
    let schema = metadata.file_metadata().schema_descr().root_schema_ptr();
    let mut writer = SerializedFileWriter::new(tempfile::tempfile()?, schema, Arc::new(properties(metadata)))?;
    let is_left_out = left_out.of("");
    let mut first = 0;
    for number in 0..reader.num_row_groups() {
        let group = reader.get_row_group(number)?;
        let rows = u64::try_from(group.metadata().num_rows()).unwrap_or_default();
        // A row group without rows is of no use to anybody.
        if (first..first + rows).any(|it| !is_left_out(it)) {
            let mut copy = writer.next_row_group()?;
            let mut at = 0;
            while let Some(mut column) = copy.next_column()? {
                let form = group.metadata().column(at).column_descr();
                let (deepest, repeats) = (form.max_def_level(), form.max_rep_level() > 0);
                let mut left = Leaving { is_left_out: &is_left_out, first, next: first, deepest, repeats };
                left.column(&*group, at, &mut column)?;
                column.close()?;
                at += 1;
            }
            copy.close()?;
        }
        first += rows;
    }
    writer.into_inner()
}

/// What the copy keeps of the way the file was written.
fn properties(metadata: &ParquetMetaData) -> WriterProperties {
    let compression =
        metadata.row_groups().first().and_then(|it| it.columns().first()).map(ColumnChunkMetaData::compression);
    // The old form of LZ4 has been replaced by one that every reader knows.
    let compression = match compression.unwrap_or(Compression::UNCOMPRESSED) {
        Compression::LZ4 | Compression::LZO => Compression::SNAPPY,
        other => other,
    };
    WriterProperties::builder()
        .set_compression(compression)
        .set_key_value_metadata(metadata.file_metadata().key_value_metadata().cloned())
        .build()
}

/// Values of a column on their way.
struct Leaving<L> {
    is_left_out: L,
    /// The group's first row.
    first: u64,
    /// The row that begins next.
    next: u64,
    /// The level at which the column has a value.
    deepest: i16,
    /// Whether a row may have several.
    repeats: bool,
}

impl<L: Fn(u64) -> bool> Leaving<L> {
    fn column(&mut self, group: &dyn RowGroupReader, at: usize, out: &mut SerializedColumnWriter<'_>) -> Result<()> {
        match group.get_column_reader(at)? {
            ColumnReader::BoolColumnReader(it) => self.values(it, out),
            ColumnReader::Int32ColumnReader(it) => self.values(it, out),
            ColumnReader::Int64ColumnReader(it) => self.values(it, out),
            ColumnReader::Int96ColumnReader(it) => self.values(it, out),
            ColumnReader::FloatColumnReader(it) => self.values(it, out),
            ColumnReader::DoubleColumnReader(it) => self.values(it, out),
            ColumnReader::ByteArrayColumnReader(it) => self.values(it, out),
            ColumnReader::FixedLenByteArrayColumnReader(it) => self.values(it, out),
        }
    }

    fn values<T: DataType>(
        &mut self,
        mut from: ColumnReaderImpl<T>,
        out: &mut SerializedColumnWriter<'_>,
    ) -> Result<()> {
        let Self { deepest, repeats, .. } = *self;
        let (mut levels, mut repetitions, mut values) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            levels.clear();
            repetitions.clear();
            values.clear();
            let wanted_levels = (deepest > 0).then_some(&mut levels);
            let (records, _, read) =
                from.read_records(AT_ONCE, wanted_levels, repeats.then_some(&mut repetitions), &mut values)?;
            if records == 0 && read == 0 {
                return Ok(());
            }
            let many = if repeats { repetitions.len() } else { levels.len().max(values.len()) };
            let mut given = values.drain(..);
            let (mut kept_levels, mut kept_repetitions, mut kept) = (Vec::new(), Vec::new(), Vec::new());
            for index in 0..many {
                let repetition = repetitions.get(index).copied().unwrap_or_default();
                self.next += u64::from(repetition == 0);
                let level = levels.get(index).copied().unwrap_or(deepest);
                let value = if level == deepest { given.next() } else { None };
                if (self.is_left_out)(self.next.saturating_sub(1).max(self.first)) {
                    continue;
                }
                kept_levels.push(level);
                kept_repetitions.push(repetition);
                kept.extend(value);
            }
            let kept_levels = (deepest > 0).then_some(&*kept_levels);
            out.typed::<T>().write_batch(&kept, kept_levels, repeats.then_some(&*kept_repetitions))?;
        }
    }
}
