//! The few bytes of a file that guesses are made from.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes read from the start.
const START: usize = 64 << 10;
/// Longest start that is read where a header does not end before.
const LONGEST: usize = 4 << 20;
/// Bytes read at each of the other places.
const CHUNK: usize = 32 << 10;
/// Other places, spread over the file.
const CHUNKS: u64 = 16;

/// The start of a file, and lines from further on.
#[derive(Debug, Default)]
pub(in crate::table) struct Sample {
    /// Bytes of the file.
    pub(in crate::table) length: u64,
    /// The first bytes.
    pub(in crate::table) start: Vec<u8>,
    /// Whole lines from places spread over the rest, only those with bytes beyond ASCII.
    pub(in crate::table) further: Vec<u8>,
}

impl Sample {
    /// Reads it. At most a few megabytes, however long the file and its lines are.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(in crate::table) fn read(file: &mut File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        let mut sample = Self { length, start: part(file, 0, START)?, further: Vec::new() };
        while !sample.start.contains(&b'\n') && !sample.start.contains(&b'\r') && sample.start.len() < LONGEST {
            let longer = part(file, 0, sample.start.len() * 4)?;
            if longer.len() <= sample.start.len() {
                break;
            }
            sample.start = longer;
        }
        let rest = length.saturating_sub(sample.start.len() as u64);
        for number in 0..CHUNKS.min(rest / CHUNK as u64 + u64::from(rest > 0)) {
            let offset = sample.start.len() as u64 + rest / CHUNKS * number;
            let chunk = part(file, offset, CHUNK)?;
            for line in whole_lines(&chunk).filter(|it| !it.is_ascii()) {
                sample.further.extend_from_slice(line);
            }
        }
        file.seek(SeekFrom::Start(0))?;
        Ok(sample)
    }

    /// Whether the start is the whole file.
    pub(in crate::table) fn is_whole(&self) -> bool {
        self.start.len() as u64 >= self.length
    }
}

fn part(file: &mut File, offset: u64, bytes: usize) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(offset))?;
    let mut part = Vec::new();
    file.by_ref().take(bytes as u64).read_to_end(&mut part)?;
    Ok(part)
}

/// Lines that neither begin nor end outside the chunk, so that no character is cut.
fn whole_lines(chunk: &[u8]) -> impl Iterator<Item = &[u8]> {
    let from = chunk.iter().position(|it| *it == b'\n').map_or(chunk.len(), |it| it + 1);
    let to = chunk.iter().rposition(|it| *it == b'\n').map_or(0, |it| it + 1).max(from);
    chunk.get(from..to).unwrap_or_default().split_inclusive(|it| *it == b'\n')
}
