//! Records to pages.

use std::io::BufReader;

use apache_avro::types::Value;
use apache_avro::{Decimal, Reader};

use super::open::damaged;
use super::shape::Node;
use crate::table::cells::{
    Page, Part, Producer, Sink, write_bytes, write_clock, write_day, write_float, write_instant, write_integer,
    write_wide,
};
use crate::table::{CellKind, Projection, ReadError, Source};

/// Reads the records of one file.
pub(super) struct AvroReader {
    pub(super) source: Source,
    pub(super) root: Node,
    /// For each column, whether it runs through a list.
    pub(super) many: Vec<bool>,
}

impl Producer for AvroReader {
    fn produce(&self, _: u64, _: &Projection, sink: &mut Sink) -> Result<(), Box<ReadError>> {
        let input = BufReader::new(self.source.reader());
        let reader = Reader::new(input).map_err(|error| damaged(&self.source, &error))?;
        let mut page = self.page(0);
        for (row, record) in (0..).zip(reader) {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    sink.give(page);
                    return Err(damaged(&self.source, &error));
                }
            };
            let at = page.rows();
            put(&record, &self.root, (&self.many, at), &mut page);
            page.lines.push(row);
            if page.is_full() {
                let next = self.page(page.position + 1);
                if !sink.give(std::mem::replace(&mut page, next)) {
                    return Ok(());
                }
            }
        }
        if page.rows() > 0 {
            sink.give(page);
        }
        Ok(())
    }
}

impl AvroReader {
    fn page(&self, position: u64) -> Page {
        let mut page = Page::new(self.many.len(), Part::File, position);
        for (column, many) in page.columns.iter_mut().zip(&self.many) {
            column.many = *many;
        }
        page
    }
}

/// Writes a value to its columns. `row` is that of the page.
fn put(value: &Value, node: &Node, at: (&[bool], usize), page: &mut Page) {
    match (value, node) {
        (Value::Union(_, inner), _) => put(inner, node, at, page),
        (Value::Record(fields), Node::Record(nodes)) => {
            for ((_, field), node) in fields.iter().zip(nodes) {
                put(field, node, at, page);
            }
        }
        (Value::Array(items), Node::List(item)) => items.iter().for_each(|it| put(it, item, at, page)),
        // A list that is not there has no items.
        (_, Node::List(_)) => {}
        (_, Node::Record(nodes)) => nodes.iter().for_each(|it| put(&Value::Null, it, at, page)),
        (_, Node::Leaf { column, scale }) => {
            let kind = kind(value);
            page.push(*column, kind, |out| write(value, *scale, out));
            let (many, row) = at;
            if many.get(*column).copied().unwrap_or(false)
                && let Some(column) = page.columns.get_mut(*column)
            {
                column.rows.push(u32::try_from(row).unwrap_or(u32::MAX));
            }
        }
    }
}

fn kind(value: &Value) -> CellKind {
    match value {
        Value::Null => CellKind::Null,
        Value::Map(_) | Value::Record(_) | Value::Array(_) => CellKind::Nested,
        Value::Date(_)
        | Value::TimeMillis(_)
        | Value::TimeMicros(_)
        | Value::TimestampMillis(_)
        | Value::TimestampMicros(_)
        | Value::TimestampNanos(_)
        | Value::LocalTimestampMillis(_)
        | Value::LocalTimestampMicros(_)
        | Value::LocalTimestampNanos(_) => CellKind::Date,
        _ => CellKind::Text,
    }
}

fn write(value: &Value, scale: u32, out: &mut Vec<u8>) {
    match value {
        Value::Null => {}
        Value::Boolean(it) => out.extend_from_slice(if *it { b"true" } else { b"false" }),
        Value::Int(it) => write_integer(i128::from(*it), out),
        Value::Long(it) => write_integer(i128::from(*it), out),
        Value::Float(it) => out.extend_from_slice(it.to_string().as_bytes()),
        Value::Double(it) => write_float(*it, false, out),
        Value::Bytes(it) | Value::Fixed(_, it) => write_bytes(it, out),
        Value::String(it) | Value::Enum(_, it) => out.extend_from_slice(it.as_bytes()),
        Value::Decimal(it) => write_scaled(it, scale, out),
        Value::BigDecimal(it) => out.extend_from_slice(it.to_plain_string().as_bytes()),
        Value::Uuid(it) => out.extend_from_slice(it.to_string().as_bytes()),
        Value::Date(it) => write_day(i64::from(*it), out),
        Value::TimeMillis(it) => write_clock(i64::from(*it), 1_000, out),
        Value::TimeMicros(it) => write_clock(*it, 1_000_000, out),
        Value::TimestampMillis(it) => write_instant(*it, 1_000, true, out),
        Value::TimestampMicros(it) => write_instant(*it, 1_000_000, true, out),
        Value::TimestampNanos(it) => write_instant(*it, 1_000_000_000, true, out),
        Value::LocalTimestampMillis(it) => write_instant(*it, 1_000, false, out),
        Value::LocalTimestampMicros(it) => write_instant(*it, 1_000_000, false, out),
        Value::LocalTimestampNanos(it) => write_instant(*it, 1_000_000_000, false, out),
        Value::Duration(_) => out.extend_from_slice(b"duration"),
        Value::Union(_, inner) => write(inner, scale, out),
        Value::Array(_) | Value::Map(_) | Value::Record(_) => out.extend_from_slice("{…}".as_bytes()),
    }
}

fn write_scaled(decimal: &Decimal, scale: u32, out: &mut Vec<u8>) {
    match <Vec<u8>>::try_from(decimal) {
        Ok(bytes) => write_wide(&bytes, scale, out),
        Err(_) => out.extend_from_slice(b"?"),
    }
}
