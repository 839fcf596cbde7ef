//! The first records of a sample, with the places of their cells.

use std::ops::Range;

/// One record of a sample.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::table) struct SampleRecord {
    /// Line it begins in, from 0.
    pub(in crate::table) line: u64,
    /// Its bytes in the sample's text, without the line break.
    pub(in crate::table) range: Range<usize>,
    /// First byte after its line break.
    pub(in crate::table) next: usize,
    /// Its cells as they stand.
    pub(in crate::table) cells: Vec<Range<usize>>,
}

impl SampleRecord {
    /// The text of a cell without quotes and blanks round it.
    pub(in crate::table) fn cell(&self, index: usize, text: &str, quote: u8) -> String {
        let raw = self.cells.get(index).and_then(|it| text.get(it.clone())).unwrap_or_default();
        unquoted(raw, quote)
    }

    /// Whether nothing but blanks is in it.
    pub(in crate::table) fn is_blank(&self, text: &str) -> bool {
        text.get(self.range.clone()).is_none_or(|it| it.trim().is_empty())
    }
}

/// A cell's text without its quotes.
fn unquoted(raw: &str, quote: u8) -> String {
    let sign = char::from(quote);
    let trimmed = raw.trim();
    match trimmed.strip_prefix(sign).and_then(|it| it.strip_suffix(sign)) {
        Some(inner) if quote != 0 => inner.replace(&format!("{sign}{sign}"), &sign.to_string()),
        _ => raw.to_owned(),
    }
}

/// Splits at most `most` records off `text`. A quote that is never closed is a plain character.
pub(in crate::table) fn records(text: &str, delimiter: u8, quote: u8, most: usize) -> Vec<SampleRecord> {
    let bytes = text.as_bytes();
    let mut records = Vec::new();
    let (mut at, mut line) = (0, 0);
    while at < bytes.len() && records.len() < most {
        let (record, lines) = one(bytes, at, line, (delimiter, quote));
        at = record.next;
        line += lines;
        records.push(record);
    }
    records
}

/// The record that begins at `start`, and the line breaks up to its end.
fn one(bytes: &[u8], start: usize, line: u64, (delimiter, quote): (u8, u8)) -> (SampleRecord, u64) {
    let mut record = SampleRecord { line, range: start..start, next: start, cells: Vec::new() };
    let mut lines = 0;
    let (mut at, mut cell) = (start, start);
    loop {
        if at == cell && quote != 0 && bytes.get(at) == Some(&quote) {
            if let Some(end) = closing(bytes, at, quote) {
                lines += breaks(bytes.get(at..end).unwrap_or_default());
                at = end;
            }
        }
        match bytes.get(at) {
            Some(byte) if *byte == delimiter => {
                record.cells.push(cell..at);
                cell = at + 1;
                at += 1;
            }
            None | Some(b'\n' | b'\r') => {
                record.cells.push(cell..at);
                record.range.end = at;
                let both = bytes.get(at..at + 2) == Some(b"\r\n");
                record.next = (at + if both { 2 } else { 1 }).min(bytes.len());
                lines += u64::from(at < bytes.len());
                return (record, lines);
            }
            Some(_) => at += 1,
        }
    }
}

/// First byte after the quote that closes the one at `open`.
fn closing(bytes: &[u8], open: usize, quote: u8) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += bytes.get(at..)?.iter().position(|it| *it == quote)? + 1;
        if bytes.get(at) != Some(&quote) {
            return Some(at);
        }
        at += 1;
    }
}

fn breaks(bytes: &[u8]) -> u64 {
    let feeds = bytes.iter().filter(|it| **it == b'\n').count();
    let returns = bytes.iter().filter(|it| **it == b'\r').count();
    feeds.max(returns) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_line_breaks_belong_to_their_record() {
        let text = "a,\"b\nc\"\r\n1,2\n\"x,3\n";
        let found = records(text, b',', b'"', 9);
        let cells: Vec<usize> = found.iter().map(|it| it.cells.len()).collect();
        assert_eq!(cells, [2, 2, 2]);
        assert_eq!(found.iter().map(|it| it.line).collect::<Vec<_>>(), [0, 2, 3]);
        assert_eq!(found[0].cell(1, text, b'"'), "b\nc");
    }
}
