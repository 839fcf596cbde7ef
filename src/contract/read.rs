//! Bytes of a contract to text.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::message::{Message, contract};

/// Largest contract that is read, in MiB: the largest public ones have about 20.
const LIMIT_MIB: u64 = 64;

/// Why nothing of a contract could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFailure {
    /// The byte from which on nothing could be read; 0 where nothing at all could.
    pub offset: u64,
    /// Why.
    pub reason: Message,
    /// What to do; none where it is the usual.
    pub help: Option<Message>,
}

impl From<io::Error> for Box<ReadFailure> {
    fn from(error: io::Error) -> Self {
        Self::new(ReadFailure { offset: 0, reason: contract::not_readable(error.kind()), help: None })
    }
}

/// The text of a file in UTF-8 or, with a byte order mark, UTF-16.
pub(super) fn text(path: &Path) -> Result<String, Box<ReadFailure>> {
    let limit = LIMIT_MIB << 20;
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    let mut bytes = Vec::new();
    if metadata.len() <= limit {
        file.take(limit + 1).read_to_end(&mut bytes)?;
    }
    if metadata.len().max(bytes.len() as u64) > limit {
        let help = Some(contract::too_large_help());
        return Err(Box::new(ReadFailure { offset: 0, reason: contract::too_large(LIMIT_MIB), help }));
    }
    decode(bytes)
}

fn decode(bytes: Vec<u8>) -> Result<String, Box<ReadFailure>> {
    let wide = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = wide {
        // Places in such a file count bytes of the text as UTF-8.
        let (text, _, damaged) = encoding.decode(&bytes);
        return if damaged { Err(not_text(0)) } else { Ok(text.into_owned()) };
    }
    String::from_utf8(bytes).map_err(|error| not_text(error.utf8_error().valid_up_to() as u64))
}

fn not_text(offset: u64) -> Box<ReadFailure> {
    let help = Some(contract::not_text_help());
    Box::new(ReadFailure { offset, reason: contract::not_text(offset), help })
}
