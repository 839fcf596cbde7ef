//! The head of a container that declares its columns.

use std::sync::Arc;

use crate::model::DeclaredShape;
use crate::table::{Head, HeaderCell, Located, Source};

/// The head of a container by its columns: their names, what is declared of them, and whether they run through a list.
pub(in crate::table) fn container_head(
    format: &'static str,
    source: &Source,
    columns: Vec<(Arc<str>, DeclaredShape, bool)>,
) -> Head {
    let mut head = Head { format, bytes: source.length().unwrap_or(0), typed: true, ..Head::default() };
    for (column, (text, shape, many)) in columns.into_iter().enumerate() {
        let first = column as u64 + 1;
        let place = Located { column: first, end_column: first + 1, ..Located::default() };
        head.header.push(HeaderCell { text, place, many });
        head.shapes.push(shape);
    }
    (head.header_lines, head.marks) = drawn(&head.header);
    head
}

/// The header as one line, and the bytes of each of its cells in it.
pub(in crate::table) fn drawn(header: &[HeaderCell]) -> (Vec<String>, Vec<std::ops::Range<usize>>) {
    let mut line = String::new();
    let mut marks = Vec::new();
    for cell in header {
        if !line.is_empty() {
            line.push_str(" │ ");
        }
        let from = line.len();
        line.push_str(&cell.text);
        marks.push(from..line.len());
    }
    (vec![line], marks)
}
