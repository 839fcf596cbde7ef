//! Why nothing of a file can be checked.

use std::io;
use std::path::Path;

use crate::message::{Message, input};
use crate::table::ReadError;
use crate::table::sniff::promised;

/// The file is something else than delimited text.
pub(super) fn container(path: &Path, found: &'static str) -> Box<ReadError> {
    let (reason, help) = match promised(path) {
        Some(promised) if promised == found => (input::container_unread(found), input::container_unread_help()),
        Some(promised) => (input::container_mistaken(promised, found), input::container_mistaken_help()),
        None => (input::container_other(found), input::container_other_help(found)),
    };
    failure(path, reason, help)
}

/// The bytes are no text.
pub(super) fn binary(path: &Path) -> Box<ReadError> {
    failure(path, input::binary(), input::binary_help())
}

/// The header does not end where a header should.
pub(super) fn header_too_long(path: &Path) -> Box<ReadError> {
    failure(path, input::header_too_long(), input::header_too_long_help())
}

/// The system refused.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Box<ReadError> {
    failure(path, input::unreadable().and(&Message::verbatim(error.to_string())), input::unreadable_help())
}

fn failure(path: &Path, reason: Message, help: Message) -> Box<ReadError> {
    Box::new(ReadError { path: path.to_owned(), offset: 0, reason, help: Some(help) })
}
