//! Places in a block, found again for what is shown.

use std::ops::Range;

use super::cut::end_of;
use super::index::{XmlIndexer, decoded};
use super::record::{self, Value, text_of};
use super::token::{self, Token, attributes};
use crate::table::shown::lines_round;
use crate::table::{At, Batch, Block, Located, RecordExcerpt};
use crate::text::Mask;

/// The bytes of a record, and its values where it is well formed.
fn record(text: &[u8], batch: &Batch, number: u32) -> Option<(Range<usize>, Option<Vec<Value>>)> {
    let start = *batch.record_starts.get(number as usize)? as usize;
    match record::read(text, start) {
        Ok((values, end)) => Some((start..end, Some(values))),
        Err(_) => Some((start..end_of(text, start).unwrap_or(text.len()), None)),
    }
}

/// The bytes of a cell; the end tag of the record where it has none.
fn range(indexer: &XmlIndexer, text: &[u8], batch: &Batch, at: At) -> Option<Range<usize>> {
    let (whole, values) = record(text, batch, at.record)?;
    let Some(column) = at.column else { return Some(whole) };
    let mut found = values.iter().flatten().filter(|it| indexer.column(text, it) == Some(column));
    let value = found.nth(at.item as usize);
    let end_tag = || {
        let inner = text.get(whole.clone()).unwrap_or_default();
        memchr::memrchr(b'<', inner).map_or(whole.start, |it| whole.start + it)..whole.end
    };
    Some(value.map_or_else(end_tag, |it| it.bytes.clone()))
}

pub(super) fn locate(indexer: &XmlIndexer, block: &Block, batch: &Batch, at: At) -> Located {
    let text = decoded(&block.raw, &mut Vec::new());
    let Some(range) = range(indexer, &text, batch, at) else { return Located::default() };
    let line = |at: usize| memchr::memchr_iter(b'\n', text.get(..at).unwrap_or_default()).count() as u64;
    let column = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let feed = memchr::memrchr(b'\n', before);
        let rest = before.get(feed.map_or(0, |it| it + 1)..).unwrap_or_default();
        let inset = if feed.is_some() { 0 } else { block.inset };
        rest.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u64 + inset + 1
    };
    // Bytes that are not UTF-8 count as stored only where there are none before; else the place is near, not exact.
    Located {
        line: line(range.start),
        column: column(range.start),
        end_line: line(range.end),
        end_column: column(range.end),
        offset: block.offset + range.start as u64,
        length: range.len() as u64,
    }
}

pub(super) fn cells(indexer: &XmlIndexer, block: &Block, batch: &Batch, number: u32) -> Vec<String> {
    let text = decoded(&block.raw, &mut Vec::new());
    let mut cells = vec![String::new(); indexer.many.len()];
    let mut filled = vec![false; cells.len()];
    let Some((_, Some(values))) = record(&text, batch, number) else { return cells };
    for value in &values {
        let Some(column) = indexer.column(&text, value) else { continue };
        let (Some(cell), Some(filled)) = (cells.get_mut(column), filled.get_mut(column)) else { continue };
        let more = indexer.many.get(column) == Some(&true);
        if !*filled || more {
            if *filled {
                cell.push('\n');
            }
            cell.push_str(&String::from_utf8_lossy(&text_of(&text, value).0));
            *filled = true;
        }
    }
    cells
}

/// The record's lines round the mark, every value masked; names are shown.
pub(super) fn excerpt(
    indexer: &XmlIndexer,
    (block, batch): (&Block, &Batch),
    at: At,
    mask: &dyn Fn(usize) -> Mask,
) -> RecordExcerpt {
    let text = decoded(&block.raw, &mut Vec::new());
    let found = record(&text, batch, at.record).zip(range(indexer, &text, batch, at));
    let Some(((whole, values), marked)) = found else { return RecordExcerpt::default() };
    let first_line = memchr::memchr_iter(b'\n', text.get(..whole.start).unwrap_or_default()).count() as u64;
    let shown = |range: Range<usize>| {
        let is_there = |it: &&Value| it.bytes == range || it.pieces.iter().any(|piece| piece.0 == range);
        let value = values.iter().flatten().find(is_there);
        let mask = value.and_then(|it| indexer.column(&text, it)).map_or(Mask::Shape, mask);
        mask.apply(&String::from_utf8_lossy(text.get(range).unwrap_or_default()))
    };
    let mut writing = Writing { text: &text, out: String::new(), at: whole.start, marked, mark: (None, None) };
    for range in spoken(&text, whole.clone()) {
        writing.plain(range.start);
        writing.masked(&shown(range.clone()), range.end);
    }
    writing.plain(whole.end);
    let (out, marked) = writing.done();
    lines_round(&out, &marked, first_line)
}

/// Everything in a record that is neither a name nor a sign: values of attributes, texts, comments.
fn spoken(text: &[u8], whole: Range<usize>) -> Vec<Range<usize>> {
    let (mut spoken, mut at) = (Vec::new(), whole.start);
    while at < whole.end {
        let Ok((token, end)) = token::next(text.get(..whole.end).unwrap_or_default(), at) else {
            spoken.push(at..whole.end);
            break;
        };
        match token {
            Token::Start(_, tag, _) => match attributes(text, tag.clone()) {
                Some(all) => spoken.extend(all.into_iter().map(|it| it.1)),
                None => spoken.push(tag),
            },
            Token::End(_) => {}
            Token::Text(range) | Token::Literal(range) => {
                if !text.get(range.clone()).unwrap_or_default().trim_ascii().is_empty() {
                    spoken.push(range);
                }
            }
            Token::Other => spoken.push(at..end),
        }
        at = end;
    }
    spoken
}

/// Writes a record on, and notes where the mark comes to stand.
struct Writing<'t> {
    text: &'t [u8],
    out: String,
    at: usize,
    marked: Range<usize>,
    mark: (Option<usize>, Option<usize>),
}

impl Writing<'_> {
    /// Names and signs up to `end`.
    fn plain(&mut self, end: usize) {
        for stop in [self.marked.start, self.marked.end, end] {
            let stop = stop.clamp(self.at, end.max(self.at));
            self.out.push_str(&String::from_utf8_lossy(self.text.get(self.at..stop).unwrap_or_default()));
            self.at = stop;
            self.passed();
        }
    }

    fn masked(&mut self, shown: &str, end: usize) {
        self.passed();
        self.out.push_str(shown);
        self.at = end;
        self.passed();
    }

    fn passed(&mut self) {
        if self.at >= self.marked.start {
            self.mark.0.get_or_insert(self.out.len());
        }
        if self.at >= self.marked.end {
            self.mark.1.get_or_insert(self.out.len());
        }
    }

    fn done(self) -> (String, Range<usize>) {
        let from = self.mark.0.unwrap_or(0);
        let to = self.mark.1.unwrap_or(self.out.len()).max(from);
        (self.out, from..to)
    }
}
