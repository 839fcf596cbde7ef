//! Groups of rows to pages.

use std::io::{self, Write};

use parquet::basic::Type as Physical;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::file::statistics::Statistics;

use super::binary::Binary;
use super::chunks::Chunks;
use super::column::{Leaf, Levels, leaf, whole};
use super::open::damaged;
use super::schema::{Form, form};
use crate::table::cells::{MOST_ROWS, Part, Producer, Sink, TARGET};
use crate::table::{Extremes, Projection, ReadError, RowSet, Source};

/// Fewest rows of a page, however long they are.
const FEWEST: u64 = 64;

/// Reads the groups of one file.
pub(super) struct ParquetReader {
    pub(super) source: Source,
}

/// A column that is packed tighter is made to harm: a page of one repeated value reaches some hundreds.
const TIGHTEST: i64 = 500;

/// Below this size nothing harms, however tightly packed.
const HARMLESS: i64 = 64 << 20;

/// One column of a group.
enum Reading {
    /// Nobody asks for it.
    Left,
    /// Its statistics have proved it right.
    Proved,
    /// Cell by cell.
    Cells(Box<dyn Leaf>),
}

impl Producer for ParquetReader {
    fn produce(&self, from: u64, projection: &Projection, sink: &mut Sink) -> std::result::Result<(), Box<ReadError>> {
        let failed = |error: ParquetError| damaged(&self.source, &error);
        let file = SerializedFileReader::new(Chunks(self.source.clone())).map_err(failed)?;
        let first = usize::try_from(from >> 32).unwrap_or(usize::MAX);
        let mut row = 0;
        for index in 0..file.num_row_groups() {
            let rows = u64::try_from(file.metadata().row_group(index).num_rows()).unwrap_or(0);
            if index >= first && !group(&file, (index, row), projection, sink).map_err(failed)? {
                return Ok(());
            }
            row += rows;
        }
        Ok(())
    }

    fn copy_without(&self, left_out: &RowSet, out: &mut dyn Write) -> Option<io::Result<()>> {
        Some(super::without::copy_without(&self.source, left_out, out))
    }
}

/// Gives the pages of one group. Returns whether more are wanted.
fn group(
    file: &SerializedFileReader<Chunks>,
    (index, first): (usize, u64),
    projection: &Projection,
    sink: &mut Sink,
) -> Result<bool> {
    let metadata = file.metadata().row_group(index);
    let rows = u64::try_from(metadata.num_rows()).unwrap_or(0);
    let reader = file.get_row_group(index)?;
    let mut columns = Vec::with_capacity(metadata.num_columns());
    for number in 0..metadata.num_columns() {
        columns.push(reading(&*reader, metadata, number, projection)?);
    }
    let step = step(metadata, rows);
    let mut done = 0;
    let mut chunk = 0;
    while done < rows {
        let count = step.min(rows - done);
        let part = Part::Group { name: "rowGroups", number: index as u64, first };
        let mut page = sink.page(columns.len(), part, (index as u64) << 32 | chunk);
        page.lines.extend(first + done..first + done + count);
        page.stored = u64::try_from(metadata.compressed_size()).unwrap_or(0) / rows.max(1) * count;
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        for (number, column) in columns.iter_mut().enumerate() {
            match column {
                Reading::Left => {}
                Reading::Proved => {
                    if let Some(column) = page.columns.get_mut(number) {
                        column.proved = u32::try_from(count).unwrap_or(u32::MAX);
                    }
                }
                Reading::Cells(leaf) => leaf.read(count, &mut page, number)?,
            }
        }
        done += count as u64;
        chunk += 1;
        if !sink.give(page) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Rows of a page: of all columns about as many bytes as stay in cache. Depends on the file alone, so that a page is the
/// same whichever columns are read.
fn step(group: &RowGroupMetaData, rows: u64) -> u64 {
    let bytes = u64::try_from(group.total_byte_size()).unwrap_or(0).max(1);
    (TARGET as u64).saturating_mul(rows).checked_div(bytes).unwrap_or(0).clamp(FEWEST, MOST_ROWS as u64)
}

fn reading(
    reader: &dyn RowGroupReader,
    group: &RowGroupMetaData,
    number: usize,
    projection: &Projection,
) -> Result<Reading> {
    if !projection.wants(number) {
        return Ok(Reading::Left);
    }
    let chunk = group.column(number);
    let descriptor = chunk.column_descr();
    let form = form(descriptor);
    if extremes(chunk, form).is_some_and(|it| projection.proves(number, &it)) {
        return Ok(Reading::Proved);
    }
    let (packed, unpacked) = (chunk.compressed_size(), chunk.uncompressed_size());
    if unpacked > HARMLESS && unpacked / packed.max(1) > TIGHTEST {
        return Err(ParquetError::General(format!("a column of {packed} bytes unpacks to {unpacked}")));
    }
    let levels = Levels {
        value: descriptor.max_def_level(),
        item: descriptor.repeated_ancestor_def_level(),
        many: descriptor.max_rep_level() > 0,
    };
    if chunk.column_type() == Physical::BYTE_ARRAY && !levels.many && Binary::reads(chunk.encodings()) {
        let pages = reader.get_column_page_reader(number)?;
        return Ok(Reading::Cells(Box::new(Binary::new(pages, form, levels.value))));
    }
    Ok(Reading::Cells(leaf(reader.get_column_reader(number)?, form, levels)))
}

/// The least and the greatest value of a column without nulls whose values are held as whole numbers.
fn extremes(chunk: &ColumnChunkMetaData, form: Form) -> Option<Extremes> {
    let descriptor = chunk.column_descr();
    let statistics = chunk.statistics()?;
    let null_free = descriptor.max_def_level() == 0 || statistics.null_count_opt() == Some(0);
    let exact = statistics.min_is_exact() && statistics.max_is_exact();
    if !null_free || !exact || descriptor.max_rep_level() > 0 || form == Form::Unsigned {
        return None;
    }
    let (least, most) = match statistics {
        Statistics::Int32(it) => (i64::from(*it.min_opt()?), i64::from(*it.max_opt()?)),
        Statistics::Int64(it) => (*it.min_opt()?, *it.max_opt()?),
        _ => return None,
    };
    let text = |value| {
        let mut out = Vec::new();
        whole(form, value, &mut out);
        String::from_utf8(out).ok()
    };
    let scale = if let Form::Decimal(scale) = form { scale } else { 0 };
    (least <= most).then_some(())?;
    Some(Extremes { least: text(least)?, most: text(most)?, scale })
}
