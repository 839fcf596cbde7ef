//! A block with some cells replaced, and everything else byte for byte as it is stored.

use std::ops::Range;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::decode::{after_feeds, feeds, stored_length};
use super::index::CsvIndexer;
use super::place::Page;
use super::quotes::is_guard;
use super::scalar::Dialect;
use crate::table::{Batch, Block, CellEdit, NewCell};

/// Appends the block to `out` with `edits` made, which are in order of record and column. Gives those that could not be made.
pub(super) fn rewrite(
    indexer: &CsvIndexer,
    (block, batch): (&Block, &Batch),
    edits: &[CellEdit],
    out: &mut Vec<u8>,
) -> Vec<usize> {
    let page = Page::of(indexer, block, batch);
    let mut stored = Stored { indexer, raw: &block.raw, page: &page, text_at: 0, raw_at: 0 };
    let mut refused = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(edit) = edits.get(at) {
        let of_record = edits.iter().skip(at).take_while(|it| it.record == edit.record).count();
        let cells = page.record(edit.record);
        for (index, edit) in edits.iter().enumerate().skip(at).take(of_record) {
            let range = cells.as_ref().and_then(|it| it.cells.get(edit.column).map(|_| it.range(Some(edit.column))));
            let Some((range, bytes)) = range.and_then(|range| Some((range.clone(), written(&page, range, edit)?)))
            else {
                refused.push(index);
                continue;
            };
            let (from, to) = (stored.at(range.start), stored.at(range.end));
            out.extend_from_slice(block.raw.get(copied..from).unwrap_or_default());
            out.extend_from_slice(&bytes);
            copied = to;
        }
        at += of_record;
    }
    out.extend_from_slice(block.raw.get(copied..).unwrap_or_default());
    refused
}

/// The bytes of a cell that stands at `range` of the text: quoted as it is now, or where it has to be.
fn written(page: &Page<'_>, range: Range<usize>, edit: &CellEdit) -> Option<Vec<u8>> {
    let (NewCell::Text(text) | NewCell::Null(text)) = &edit.to;
    let (dialect, form) = (page.indexer().dialect(), page.indexer().form());
    let now = page.bytes(range);
    let quoted = now.len() > 1 && dialect.quote != 0 && now.first() == Some(&dialect.quote);
    encode(&in_quotes(text, dialect, quoted)?, form.encoding)
}

/// The bytes of a cell that now has those of `stored`.
pub(super) fn cell_text(indexer: &CsvIndexer, stored: &[u8], text: &str) -> Option<Vec<u8>> {
    let quote = indexer.dialect().quote;
    let quoted = quote != 0 && stored.len() > 1 && stored.iter().find(|it| **it != 0) == Some(&quote);
    encode(&in_quotes(text, indexer.dialect(), quoted)?, indexer.form().encoding)
}

/// A cell's text with quotes round it where it is to have them or cannot do without.
pub(super) fn in_quotes(text: &str, dialect: &Dialect, quoted: bool) -> Option<String> {
    let bytes = text.as_bytes();
    let means = |byte: &u8| *byte == b'\n' || *byte == b'\r' || (*byte != 0 && *byte == dialect.delimiter);
    let needs = bytes.iter().any(means)
        || (dialect.quote != 0 && bytes.contains(&dialect.quote) && !is_guard(bytes, dialect.quote));
    if !quoted && !needs {
        return Some(text.to_owned());
    }
    if dialect.quote == 0 {
        return None;
    }
    let quote = char::from(dialect.quote).to_string();
    Some(format!("{quote}{}{quote}", text.replace(&quote, &quote.repeat(2))))
}

/// Text in an encoding; `None` where it lacks a character.
pub(super) fn encode(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, _, lossy) = encoding.encode(text);
    (!lossy).then(|| bytes.into_owned())
}

/// Where in the block as stored bytes of its text are, which are asked for in ascending order.
pub(super) fn stored_at(indexer: &CsvIndexer, (block, batch): (&Block, &Batch), texts: &[u32]) -> Vec<usize> {
    let page = Page::of(indexer, block, batch);
    let mut stored = Stored { indexer, raw: &block.raw, page: &page, text_at: 0, raw_at: 0 };
    texts.iter().map(|it| stored.at(*it as usize)).collect()
}

/// Where in the bytes as stored a byte of the text is; asked in ascending order, so that no line is looked at twice.
struct Stored<'b> {
    indexer: &'b CsvIndexer,
    raw: &'b [u8],
    page: &'b Page<'b>,
    text_at: usize,
    raw_at: usize,
}

impl Stored<'_> {
    fn at(&mut self, text: usize) -> usize {
        if self.page.is_stored() {
            return text;
        }
        let form = self.indexer.form();
        let between = self.page.bytes(self.text_at..text);
        let rest = self.raw.get(self.raw_at..).unwrap_or_default();
        let lines = feeds(between, form);
        let line = after_feeds(rest, form, lines);
        let within = match lines {
            0 => between.len(),
            _ => between.iter().rev().take_while(|byte| **byte != b'\n' && !(form.cr_only && **byte == b'\r')).count(),
        };
        let after = rest.get(line..).unwrap_or_default();
        self.raw_at += line + stored_length(after, form.encoding, within);
        self.text_at = text;
        self.raw_at
    }
}
