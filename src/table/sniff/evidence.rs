//! Where bytes show that they are of another encoding than declared.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::Encoding;

use super::agreement::Settled;
use super::sample::{Sample, Stretch};
use super::stored::{Step, Walk};
use crate::table::{Located, SourceReader};

/// Most characters that are marked.
const MARKED: usize = 32;

/// The place of the evidence of `settled`, if there is any.
///
/// # Errors
/// Where the lines before it cannot be counted.
pub(crate) fn place_of_evidence(
    file: &mut SourceReader,
    sample: &Sample,
    settled: &Settled,
) -> io::Result<Option<Located>> {
    let Some((offset, length)) = settled.evidence else { return Ok(None) };
    if let Some(length) = length {
        // A file of one byte can look like half a character of two.
        let length = length.min(sample.length.saturating_sub(offset));
        return Ok(Some(Located { column: 1, end_column: 1, offset, length, ..Located::default() }));
    }
    let Some(part) = sample.parts().filter(|part| part.offset <= offset).last() else { return Ok(None) };
    let mut place = within(part, offset, settled.encoding);
    // The evidence is far into the file only where all before it agrees; then its line has to be counted.
    let before = lines_before(file, part.offset, &sample.head)?;
    place.line += before;
    place.end_line += before;
    Ok(Some(place))
}

/// The run of characters beyond ASCII that begins at, or holds, the byte at `offset`; lines count within the stretch.
fn within(part: &Stretch, offset: u64, encoding: &'static Encoding) -> Located {
    let at = usize::try_from(offset - part.offset).unwrap_or(usize::MAX).min(part.bytes.len());
    let before = part.bytes.get(..at).unwrap_or_default();
    let feed = line_feed(&part.bytes);
    let start = memchr::memrchr(feed, before).map_or(0, |feed| feed + 1);
    let line = memchr::memchr_iter(feed, before).count() as u64;
    let mut column = 1;
    let mut last = Step::default();
    let mut marked: Option<(usize, u64)> = None;
    for step in Walk::new(part.bytes.get(start..).unwrap_or_default(), encoding) {
        let is_ascii = step.text - last.text == 1;
        match marked {
            None if start + step.stored > at => marked = Some((last.stored, column)),
            Some((_, first)) if is_ascii || column - first >= MARKED as u64 => break,
            _ => {}
        }
        last = step;
        column += 1;
    }
    let (from, first) = marked.unwrap_or((last.stored, column));
    Located {
        line,
        column: first,
        end_line: line,
        end_column: column,
        offset: part.offset + (start + from) as u64,
        length: (last.stored - from) as u64,
    }
}

/// What ends lines in these bytes: LF, or CR where there is no LF.
fn line_feed(bytes: &[u8]) -> u8 {
    if memchr::memchr(b'\n', bytes).is_none() { b'\r' } else { b'\n' }
}

/// Counts the lines of the first `until` bytes of a file, holding little of it at a time.
///
/// # Errors
/// Where they cannot be read.
pub(super) fn lines_before(file: &mut SourceReader, until: u64, head: &Stretch) -> io::Result<u64> {
    let feed = line_feed(&head.bytes);
    let mut lines = 0;
    in_pieces(file, until, |piece| lines += memchr::memchr_iter(feed, piece).count() as u64)?;
    Ok(lines)
}

/// As [`lines_before`], for UTF-16: `unit` is LF as stored.
///
/// # Errors
/// Where they cannot be read.
pub(super) fn wide_lines_before(file: &mut SourceReader, until: u64, unit: [u8; 2]) -> io::Result<u64> {
    let mut lines = 0;
    in_pieces(file, until, |piece| lines += piece.chunks(2).filter(|it| *it == unit).count() as u64)?;
    Ok(lines)
}

/// Shows the first `until` bytes of a file in pieces, each but the last of an even number of bytes.
fn in_pieces(file: &mut SourceReader, until: u64, mut show: impl FnMut(&[u8])) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    let mut piece = Vec::new();
    let mut rest = until;
    while rest > 0 {
        piece.clear();
        let read = (&mut *file).take(rest.min(64 << 10)).read_to_end(&mut piece)?;
        if read == 0 {
            break;
        }
        show(&piece);
        rest = rest.saturating_sub(read as u64);
    }
    Ok(())
}
