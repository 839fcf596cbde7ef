//! Unpacked bytes into a temporary file, no further than the limits.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::Limits;
use crate::message::{Message, input};
use crate::table::{Fault, ReadError, Source};

/// More bytes out for one byte in than this are a bomb: the densest real exports give less than 100.
const RATIO: u64 = 200;

/// Less than this is no bomb, whatever it was packed from.
const HARMLESS: u64 = 64 << 20;

/// Bytes that are unpacked at a time.
const CHUNK: usize = 128 << 10;

/// Why something cannot be unpacked.
#[derive(Debug)]
pub enum Unpackable {
    /// It is damaged from its first byte on, or could not be kept.
    Damaged(io::Error),
    /// It holds more than so many times its size.
    Bomb(u64),
    /// It holds more than so many bytes.
    TooLarge(u64),
    /// A member is encrypted.
    Encrypted,
    /// A member is packed in a way that is not known.
    Method(String),
    /// An archive has no member that could be read, or too many.
    Members(usize),
    /// Several members of an archive have one name.
    NamedTwice,
    /// Something packed within something packed within something packed.
    TooDeep,
}

impl Unpackable {
    /// The same in words.
    pub fn told(self, path: &Path) -> Box<ReadError> {
        let (reason, help) = match self {
            Self::Damaged(error) => {
                (input::packed_damaged().and(&Message::verbatim(error.to_string())), input::unreadable_help())
            }
            Self::Bomb(ratio) => (input::packed_bomb(ratio), input::packed_bomb_help()),
            Self::TooLarge(most) => (input::packed_too_large(most), input::packed_too_large_help()),
            Self::Encrypted => (input::packed_encrypted(), input::packed_encrypted_help()),
            Self::Method(method) => (input::packed_method(method), input::packed_method_help()),
            Self::Members(0) => (input::packed_empty(), input::packed_empty_help()),
            Self::Members(count) => (input::packed_many(count), input::packed_many_help()),
            Self::NamedTwice => (input::packed_twice(), input::packed_twice_help()),
            Self::TooDeep => (input::packed_deep(), input::packed_deep_help()),
        };
        Box::new(ReadError { path: path.to_owned(), offset: 0, reason, help: Some(help) })
    }
}

/// Keeps what `stream` gives, which was packed in `packed` bytes.
pub(super) fn keep(name: &Path, mut stream: impl Read, packed: u64, limits: Limits) -> Result<Source, Unpackable> {
    let mut file = tempfile::tempfile().map_err(Unpackable::Damaged)?;
    let mut chunk = vec![0; CHUNK];
    let mut kept = 0_u64;
    loop {
        let read = match stream.read(&mut chunk) {
            Ok(0) => return Ok(Source::of(name, file, None)),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if kept == 0 => return Err(Unpackable::Damaged(error)),
            // What came out before the damage can be checked.
            Err(error) => return Ok(Source::of(name, file, Some(Fault::from(error)))),
        };
        kept += read as u64;
        if kept > limits.most {
            return Err(Unpackable::TooLarge(limits.most));
        }
        if kept > HARMLESS && kept / RATIO > packed {
            return Err(Unpackable::Bomb(RATIO));
        }
        write(&mut file, chunk.get(..read).unwrap_or_default())?;
    }
}

fn write(file: &mut File, bytes: &[u8]) -> Result<(), Unpackable> {
    file.write_all(bytes).map_err(Unpackable::Damaged)
}
