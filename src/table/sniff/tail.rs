//! Whether a text ends in the middle of a character.

use std::io;

use encoding_rs::{DecoderResult, Encoding, UTF_16BE, UTF_16LE};

use super::evidence::{lines_before, wide_lines_before};
use super::sample::Sample;
use crate::table::{Located, SourceReader};

/// The place of the first part of a character whose rest is missing at the end of the input.
///
/// # Errors
/// Where the lines before it cannot be counted.
pub(crate) fn cut_character(
    file: &mut SourceReader,
    sample: &Sample,
    encoding: &'static Encoding,
) -> io::Result<Option<Located>> {
    let Some((start, length)) = last_line(sample, encoding).and_then(|(start, line)| {
        let length = cut(line, encoding)?;
        Some((start, length))
    }) else {
        return Ok(None);
    };
    let line = match feed_unit(encoding) {
        Some(unit) => wide_lines_before(file, start, unit)?,
        None => lines_before(file, start, &sample.head)?,
    };
    let column = column(sample, start, length, encoding);
    let offset = sample.length - length;
    Ok(Some(Located { line, column, end_line: line, end_column: column + 1, offset, length }))
}

/// The last line as far as it is known where a character begins in it.
fn last_line<'s>(sample: &'s Sample, encoding: &'static Encoding) -> Option<(u64, &'s [u8])> {
    let tail = &sample.tail;
    if let Some(unit) = feed_unit(encoding) {
        let odd = usize::from(tail.offset % 2 == 1);
        let units = tail.bytes.get(odd..)?;
        let start = units.chunks(2).rposition(|it| it == unit).map_or(0, |at| at * 2 + 2);
        return Some((tail.offset + (odd + start) as u64, units.get(start..)?));
    }
    let feed = tail.bytes.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
    match feed {
        Some(feed) => Some((tail.offset + feed as u64 + 1, tail.bytes.get(feed + 1..)?)),
        None => (tail.offset == 0).then_some((0, tail.bytes.as_slice())),
    }
}

/// LF as stored, in UTF-16.
fn feed_unit(encoding: &'static Encoding) -> Option<[u8; 2]> {
    if encoding == UTF_16LE {
        Some([b'\n', 0])
    } else if encoding == UTF_16BE {
        Some([0, b'\n'])
    } else {
        None
    }
}

/// Number of bytes at the end that begin a character and do not end it.
fn cut(line: &[u8], encoding: &'static Encoding) -> Option<u64> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut room = vec![0_u8; 4 << 10];
    let mut at = 0;
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut room, false);
        at += read;
        if result == DecoderResult::InputEmpty {
            break;
        }
    }
    // What is bad whatever may follow has been told by now; what is told only at the end is a beginning.
    match decoder.decode_to_utf8_without_replacement(&[], &mut room, true).0 {
        DecoderResult::Malformed(length, _) => Some(u64::from(length)),
        _ => None,
    }
}

fn column(sample: &Sample, start: u64, length: u64, encoding: &'static Encoding) -> u64 {
    let from = usize::try_from(start.saturating_sub(sample.tail.offset)).unwrap_or(usize::MAX);
    let to = sample.tail.bytes.len().saturating_sub(usize::try_from(length).unwrap_or(0));
    let line = sample.tail.bytes.get(from..to).unwrap_or_default();
    encoding.decode_without_bom_handling(line).0.chars().count() as u64 + 1
}
