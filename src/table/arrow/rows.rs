//! Batches to pages.

use std::io::BufReader;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, DataType};

use super::open::{damaged, is_file};
use super::shape::Node;
use super::value;
use crate::table::cells::{Page, Part, Producer, Sink};
use crate::table::{CellKind, Projection, ReadError, Source};

/// Reads the batches of one file or stream.
pub(super) struct ArrowReader {
    pub(super) source: Source,
    pub(super) nodes: Vec<Node>,
    /// For each column, whether it runs through a list.
    pub(super) many: Vec<bool>,
}

impl Producer for ArrowReader {
    fn produce(&self, _: u64, _: &Projection, sink: &mut Sink) -> Result<(), Box<ReadError>> {
        let failed = |error: ArrowError| damaged(&self.source, &error);
        let input = BufReader::new(self.source.reader());
        let batches: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>> = if is_file(&self.source) {
            Box::new(FileReader::try_new(input, None).map_err(failed)?)
        } else {
            Box::new(StreamReader::try_new(input, None).map_err(failed)?)
        };
        let (mut first, mut position) = (0, 0);
        for (number, batch) in batches.enumerate() {
            let batch = batch.map_err(failed)?;
            let part = Part::Group { name: "batches", number: number as u64, first };
            let mut page = self.page(&part, position);
            for row in 0..batch.num_rows() {
                for (array, node) in batch.columns().iter().zip(&self.nodes) {
                    self.put(array, row, node, &mut page);
                }
                page.lines.push(first + row as u64);
                if page.is_full() {
                    position += 1;
                    let next = self.page(&part, position);
                    if !sink.give(std::mem::replace(&mut page, next)) {
                        return Ok(());
                    }
                }
            }
            first += batch.num_rows() as u64;
            position += 1;
            if page.rows() > 0 && !sink.give(page) {
                return Ok(());
            }
        }
        Ok(())
    }
}

impl ArrowReader {
    fn page(&self, part: &Part, position: u64) -> Page {
        let mut page = Page::new(self.many.len(), part.clone(), position);
        for (column, many) in page.columns.iter_mut().zip(&self.many) {
            column.many = *many;
        }
        page
    }

    /// Writes a value to its columns.
    fn put(&self, array: &ArrayRef, at: usize, node: &Node, page: &mut Page) {
        let null = array.is_null(at);
        match node {
            Node::Leaf(column) => self.put_leaf(array, at, *column, page),
            Node::Struct(nodes) => {
                let Some(parts) = array.as_struct_opt().filter(|_| !null) else {
                    return nodes.iter().for_each(|it| self.put_null(it, page));
                };
                for (part, node) in parts.columns().iter().zip(nodes) {
                    self.put(part, at, node, page);
                }
            }
            Node::List(_) if null => {}
            Node::List(item) => {
                if let Some(items) = items(array, at) {
                    (0..items.len()).for_each(|index| self.put(&items, index, item, page));
                }
            }
        }
    }

    fn put_leaf(&self, array: &ArrayRef, at: usize, column: usize, page: &mut Page) {
        let start = page.text.len();
        let kind = if is_null(array, at) {
            CellKind::Null
        } else {
            value::write(array.as_ref(), at, &mut page.text).unwrap_or(CellKind::Nested)
        };
        let written = page.text.split_off(start);
        page.push(column, kind, |out| out.extend_from_slice(&written));
        self.note_row(column, page);
    }

    fn put_null(&self, node: &Node, page: &mut Page) {
        match node {
            Node::Leaf(column) => {
                page.push_null(*column);
                self.note_row(*column, page);
            }
            Node::Struct(nodes) => nodes.iter().for_each(|it| self.put_null(it, page)),
            Node::List(_) => {}
        }
    }

    fn note_row(&self, column: usize, page: &mut Page) {
        let row = page.rows();
        if self.many.get(column).copied().unwrap_or(false)
            && let Some(column) = page.columns.get_mut(column)
        {
            column.rows.push(u32::try_from(row).unwrap_or(u32::MAX));
        }
    }
}

/// Whether a value is null, its dictionary's null included.
fn is_null(array: &ArrayRef, at: usize) -> bool {
    array.is_null(at) || matches!(array.data_type(), DataType::Null)
}

/// The items of a list, or the pairs of a map.
fn items(array: &ArrayRef, at: usize) -> Option<ArrayRef> {
    Some(match array.data_type() {
        DataType::List(_) => array.as_list_opt::<i32>()?.value(at),
        DataType::LargeList(_) => array.as_list_opt::<i64>()?.value(at),
        DataType::FixedSizeList(..) => array.as_fixed_size_list_opt()?.value(at),
        DataType::Map(..) => std::sync::Arc::new(array.as_map_opt()?.value(at)),
        _ => return None,
    })
}
