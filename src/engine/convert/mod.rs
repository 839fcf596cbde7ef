//! Records in their canonical form: element names, canonical types, units, codes and zones.
//!
//! Only records without any failing cell become canonical ones, and every canonical value is judged by its element's own
//! checks before it is written, so that what comes out is clean.

mod rows;
mod value;

use std::io::{self, Write};
use std::sync::Arc;

use super::undeclared;
use super::verdicts::KeptFile;
use crate::finding::{Report, RuleId};
use crate::message::Message;
use crate::model::Dictionary;
use crate::table::{self, CanonicalColumn, RecordWriter};

/// What canonical records are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CanonicalFormat {
    /// Delimited text.
    Csv,
    /// One JSON object a line.
    Ndjson,
    /// Parquet.
    Parquet,
}

impl CanonicalFormat {
    /// Its extension.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
            Self::Parquet => "parquet",
        }
    }

    /// A writer of records in this format; `None` where the build has none.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub fn writer(
        self,
        out: Box<dyn Write + Send>,
        columns: &[CanonicalColumn],
    ) -> io::Result<Option<Box<dyn RecordWriter>>> {
        Ok(match self {
            Self::Csv => Some(Box::new(table::CsvWriter::new(out, columns)?)),
            Self::Ndjson => Some(Box::new(table::NdjsonWriter::new(out, columns))),
            #[cfg(feature = "parquet")]
            Self::Parquet => Some(Box::new(table::ParquetWriter::new(out, columns)?)),
            #[cfg(not(feature = "parquet"))]
            Self::Parquet => None,
        })
    }
}

/// How far a conversion may go.
#[derive(Clone, Copy, Debug)]
pub struct Converting {
    /// Whether information may be lost.
    pub lossy: bool,
    /// Whether bad records are left out; else the first one ends it.
    pub skips_bad: bool,
    /// What is written.
    pub to: CanonicalFormat,
}

/// Why nothing was converted.
#[derive(Debug)]
pub enum ConvertError {
    /// A record breaks the dictionary.
    Bad {
        /// The file.
        path: Arc<str>,
        /// Such records of the block in which the first was met.
        count: u64,
        /// Line of the first.
        line: u64,
        /// The rule it breaks.
        rule: Option<RuleId>,
        /// The field.
        field: Arc<str>,
    },
    /// A cell would lose something.
    Lossy {
        /// The file.
        path: Arc<str>,
        /// Line of the record; 0 for the whole column.
        line: u64,
        /// The field.
        field: Arc<str>,
        /// Its element.
        element: Arc<str>,
        /// What would be lost.
        why: Message,
    },
    /// A column has a unit or type that nothing leads from.
    Unlike {
        /// The field.
        field: Arc<str>,
        /// Its element.
        element: Arc<str>,
        /// Why.
        why: Message,
    },
    /// The build lacks the format.
    NoFormat,
    /// Something cannot be read or written.
    Io(io::Error),
}

impl From<io::Error> for ConvertError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// One file that was converted.
#[derive(Clone, Debug)]
pub struct Converted {
    /// As reports show it.
    pub path: Arc<str>,
    /// `system.dataset` it is of.
    pub dataset: Arc<str>,
    /// Records written.
    pub records: u64,
    /// Records left out.
    pub bad: u64,
}

/// Opens the place that the canonical records of a file go to.
pub type Opening<'o> = &'o mut dyn FnMut(&str, &str) -> io::Result<Box<dyn Write + Send>>;

/// Converts every kept file; `open` is given its path and dataset.
///
/// # Errors
/// [`ConvertError`] at the first file that cannot be converted as asked.
pub fn convert(
    kept: &mut [KeptFile],
    (dictionary, report): (&Dictionary, &Report),
    converting: Converting,
    open: Opening<'_>,
) -> Result<Vec<Converted>, ConvertError> {
    let mut dictionary = dictionary.clone();
    let ids: Vec<Arc<str>> = dictionary.datasets.keys().cloned().collect();
    for id in ids {
        undeclared::add(&mut dictionary, &format!("{}.{id}", undeclared::CANONICAL));
    }
    let mut all = Vec::new();
    for file in kept {
        all.push(rows::convert(file, (&dictionary, report), converting, open)?);
    }
    Ok(all)
}
