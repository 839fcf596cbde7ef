//! The bytes that are looked at before a text is read.

use crate::table::SourceReader;
use std::io::{self, Read, Seek, SeekFrom};

/// First bytes that are looked at in every file.
pub(crate) const HEAD: usize = 64 << 10;
/// Bytes of a stretch further on.
const STRETCH: u64 = 16 << 10;
/// Most stretches: with the first bytes and the end they make up less than 1 MiB.
const STRETCHES: u64 = 56;
/// Last bytes that are looked at.
const TAIL: u64 = 16 << 10;

/// Bytes of the input from one place on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stretch {
    /// Where they begin in the input.
    pub(crate) offset: u64,
    /// As stored.
    pub(crate) bytes: Vec<u8>,
}

/// What is looked at of an input.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample {
    /// The first [`HEAD`] bytes, or all.
    pub(crate) head: Stretch,
    /// Whole lines from further on, only where they hold bytes beyond ASCII.
    pub(crate) stretches: Vec<Stretch>,
    /// The last bytes.
    pub(crate) tail: Stretch,
    /// Bytes of the input.
    pub(crate) length: u64,
}

impl Sample {
    /// Reads the sample; less than 1 MiB whatever the input's size.
    ///
    /// # Errors
    /// Where the input cannot be read or has no end to seek to.
    pub(crate) fn read(file: &mut SourceReader) -> io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        let head = read_at(file, 0, HEAD as u64)?;
        let tail = read_at(file, length.saturating_sub(TAIL), TAIL)?;
        let mut stretches = Vec::new();
        let rest = length.saturating_sub(HEAD as u64);
        let count = rest.div_ceil(STRETCH).min(STRETCHES);
        for number in 0..count {
            // Computed in 128 bits: the product may exceed 64 for the largest sparse files.
            let step = u128::from(rest) * u128::from(number) / u128::from(count);
            let offset = HEAD as u64 + u64::try_from(step).unwrap_or(0);
            stretches.extend(whole_lines(&read_at(file, offset, STRETCH)?));
        }
        Ok(Self { head, stretches, tail, length })
    }

    /// The first bytes and every stretch, in file order.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Stretch> {
        std::iter::once(&self.head).chain(&self.stretches)
    }
}

/// The first `limit` bytes of the input.
///
/// # Errors
/// Where the input cannot be read.
pub(crate) fn read_prefix(file: &mut SourceReader, limit: usize) -> io::Result<Vec<u8>> {
    Ok(read_at(file, 0, limit as u64)?.bytes)
}

fn read_at(file: &mut SourceReader, offset: u64, length: u64) -> io::Result<Stretch> {
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(Stretch { offset, bytes })
}

/// Takes off the broken lines at both ends: a character may be cut there. `None` where nothing but ASCII is left.
fn whole_lines(stretch: &Stretch) -> Option<Stretch> {
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let from = stretch.bytes.iter().position(is_break)? + 1;
    let to = stretch.bytes.iter().rposition(is_break)? + 1;
    let bytes = stretch.bytes.get(from..to)?.to_vec();
    (!bytes.is_ascii()).then_some(Stretch { offset: stretch.offset + from as u64, bytes })
}
