//! Places in the decoded start of a file, in bytes of the file as stored.

use std::ops::Range;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use crate::table::Located;
use crate::table::sniff::{Sample, Settled};

/// Measures a decoded sample.
pub(super) struct Measure<'m> {
    sample: &'m Sample,
    settled: Settled,
    text: &'m str,
}

impl<'m> Measure<'m> {
    pub(super) fn new(sample: &'m Sample, settled: Settled, text: &'m str) -> Self {
        Self { sample, settled, text }
    }

    /// The byte of the file behind a byte of the text.
    pub(super) fn stored(&self, at: usize) -> u64 {
        let before = self.text.get(..at).unwrap_or(self.text);
        let encoding = self.settled.encoding;
        let length = if encoding == UTF_8 && !before.contains('\u{FFFD}') {
            before.len()
        } else if encoding == UTF_16LE || encoding == UTF_16BE {
            before.encode_utf16().count() * 2
        } else {
            self.by_lines(before)
        };
        (self.settled.mark + length) as u64
    }

    /// Line breaks are the same bytes in every encoding that extends ASCII, so a damaged line before cannot shift the count.
    fn by_lines(&self, before: &str) -> usize {
        let raw = self.sample.start.get(self.settled.mark..).unwrap_or_default();
        let (feeds, tail) = match before.rfind('\n') {
            Some(at) => (before.matches('\n').count(), before.get(at + 1..).unwrap_or_default()),
            None => (0, before),
        };
        let start = match feeds {
            0 => 0,
            _ => memchr::memchr_iter(b'\n', raw).nth(feeds - 1).map_or(raw.len(), |it| it + 1),
        };
        let (encoded, ..) = self.settled.encoding.encode(tail);
        start + encoded.len()
    }

    /// The place of a range of the text; lines count from 0.
    pub(super) fn place(&self, range: Range<usize>) -> Located {
        let (line, column) = self.position(range.start);
        let (end_line, end_column) = self.position(range.end);
        let offset = self.stored(range.start);
        Located { line, column, end_line, end_column, offset, length: self.stored(range.end) - offset }
    }

    /// The start of a line.
    pub(super) fn line(&self, line: u64) -> Located {
        let nth = usize::try_from(line).unwrap_or(usize::MAX);
        let start = match nth {
            0 => 0,
            _ => memchr::memchr_iter(b'\n', self.text.as_bytes()).nth(nth - 1).map_or(self.text.len(), |it| it + 1),
        };
        self.place(start..start)
    }

    fn position(&self, at: usize) -> (u64, u64) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let feeds = before.matches('\n').count();
        let (line, start) = match before.rfind('\n') {
            Some(start) => (feeds, start + 1),
            // Only a text without any line feed can have lines that end in CR alone.
            None if !self.text.contains('\n') => {
                (before.matches('\r').count(), before.rfind('\r').map_or(0, |it| it + 1))
            }
            None => (0, 0),
        };
        (line as u64, before.get(start..).unwrap_or_default().chars().count() as u64 + 1)
    }
}
