//! A stretch of delimited text in another form: encoding, delimiter, line breaks. Nothing else changes.

use encoding_rs::Encoding;

use super::decode::decode;
use super::index::CsvIndexer;
use super::quotes::{self, Unquoted, unquote};
use super::rewrite::{encode, in_quotes};
use super::scalar::{Cell, Dialect, Stop};
use crate::model::Newline;
use crate::table::{NewForm, Unfit};

/// Appends `raw`, which begins at a record, to `out` in another form.
pub(super) fn recast(indexer: &CsvIndexer, raw: &[u8], to: NewForm, out: &mut Vec<u8>) -> Result<(), Unfit> {
    let form = indexer.form();
    let (mut text, mut undecodable) = (Vec::new(), Vec::new());
    decode(raw, form.encoding, &mut text, &mut undecodable);
    if !undecodable.is_empty() {
        return Err(Unfit::Undecodable);
    }
    let changes_cells = to.delimiter.is_some() || to.newline.is_some() || to.no_trailing_delimiter;
    let text = if changes_cells { relaid(&text, indexer, to)? } else { text };
    let encoding = to.encoding.and_then(|it| Encoding::for_label(it.as_bytes())).unwrap_or(form.encoding);
    let text = String::from_utf8(text).map_err(|_| Unfit::Undecodable)?;
    let Some(bytes) = encode(&text, encoding) else {
        let lacks = |c: &char| encode(c.encode_utf8(&mut [0; 4]), encoding).is_none();
        return Err(Unfit::Unmappable(text.chars().find(lacks).unwrap_or('\u{FFFD}')));
    };
    out.extend_from_slice(&bytes);
    Ok(())
}

fn relaid(text: &[u8], indexer: &CsvIndexer, to: NewForm) -> Result<Vec<u8>, Unfit> {
    let dialect = indexer.dialect();
    let mut out = Vec::with_capacity(text.len() + text.len() / 16);
    let (mut at, mut column) = (0, 0);
    while at < text.len() {
        let cell = dialect.cell(text, at);
        let surplus = column == indexer.form().width && cell.start == cell.end && cell.stop != Stop::Delimiter;
        if surplus && to.no_trailing_delimiter {
            out.pop();
        }
        write_cell(text, &cell, (dialect, to.delimiter), &mut out)?;
        match cell.stop {
            Stop::Delimiter => out.push(to.delimiter.unwrap_or(dialect.delimiter)),
            Stop::Break => out.extend_from_slice(line_break(text, &cell, to.newline)),
            Stop::End => {}
        }
        column = if cell.stop == Stop::Delimiter { column + 1 } else { 0 };
        at = cell.next;
    }
    // A delimiter at the very end is followed by one more cell, which is empty.
    if to.no_trailing_delimiter && column == indexer.form().width {
        out.pop();
    }
    Ok(out)
}

fn line_break<'t>(text: &'t [u8], cell: &Cell, newline: Option<Newline>) -> &'t [u8] {
    match newline {
        Some(Newline::Lf) => b"\n",
        Some(Newline::Crlf) => b"\r\n",
        Some(Newline::Any) | None => text.get(cell.end..cell.next).unwrap_or_default(),
    }
}

/// A cell as it stands, or in quotes where the new delimiter would part it.
fn write_cell(
    text: &[u8],
    cell: &Cell,
    (dialect, delimiter): (&Dialect, Option<u8>),
    out: &mut Vec<u8>,
) -> Result<(), Unfit> {
    let stored = text.get(cell.start..cell.end).unwrap_or_default();
    let parts = delimiter.is_some_and(|it| stored.contains(&it));
    if !parts || (cell.flaw.is_none() && unquote(stored, dialect.quote) != Unquoted::Plain) {
        out.extend_from_slice(stored);
        return Ok(());
    }
    let value = quotes::value(stored, dialect.quote);
    let value = std::str::from_utf8(&value).map_err(|_| Unfit::Undecodable)?;
    let written = in_quotes(value, dialect, true).filter(|_| cell.flaw.is_none()).ok_or(Unfit::Delimiter)?;
    out.extend_from_slice(written.as_bytes());
    Ok(())
}
