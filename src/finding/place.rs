//! Where a failure stands.

use std::sync::Arc;

use crate::message::Message;
use crate::text::{Excerpt, Origin, Sources};

/// One place in an input. Lines and columns count from 1, columns in Unicode scalar values, ends are exclusive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file of this place where it is not the finding's own input (a key's first copy in another part of the dataset).
    pub path: Option<Arc<str>>,
    /// First physical line.
    pub line: u64,
    /// Column on `line`.
    pub column: u64,
    /// Line of the first character after the range.
    pub end_line: u64,
    /// Column on `end_line`.
    pub end_column: u64,
    /// First byte in the file as stored.
    pub offset: u64,
    /// Bytes in the file as stored.
    pub length: u64,
    /// Data record, from 1; `None` outside records.
    pub record: Option<u64>,
    /// The cell of a workbook.
    pub cell: Option<CellRef>,
    /// JSON pointer in contracts and JSON data.
    pub pointer: Option<String>,
    /// The record's key: element and (masked) value.
    pub key: Vec<(Arc<str>, String)>,
    /// The cell's text as it may be shown.
    pub value: Option<String>,
    /// The lines round it, masked.
    pub excerpt: Option<Excerpt>,
}

impl Place {
    /// The place of a range in one of the run's dictionary or contract files.
    pub fn in_source(sources: &Sources, origin: Origin) -> Self {
        let file = sources.get(origin.file);
        let from = file.lines.position(origin.span.start, &file.text);
        let to = file.lines.position(origin.span.end.max(origin.span.start), &file.text);
        Self {
            path: Some(Arc::clone(&file.path)),
            line: from.line,
            column: from.column,
            end_line: to.line,
            end_column: to.column,
            offset: u64::from(origin.span.start),
            length: origin.span.len() as u64,
            excerpt: Some(sources.excerpt(origin)),
            ..Self::default()
        }
    }
}

/// A cell of a workbook, as people name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRef {
    /// Name of the sheet.
    pub sheet: Arc<str>,
    /// Such as `C17`.
    pub name: String,
}

/// A second place that explains the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What is to be seen there, as a short noun phrase.
    pub message: Message,
}

impl Related {
    /// A line of the dictionary or of a contract.
    pub fn in_source(sources: &Sources, origin: Origin, message: Message) -> Self {
        Self { place: Place::in_source(sources, origin), message }
    }
}
