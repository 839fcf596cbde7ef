//! Where the header of a delimited text is, and in which form its records follow.

use std::fs::File;
use std::io;
use std::path::Path;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::form::Form;
use super::header::{Found, find};
use super::measure::Measure;
use crate::message::{Message, input};
use crate::model::{BomPolicy, Newline};
use crate::table::sniff::{self, Newlines, Sample, SampleRecord, Settled};
use crate::table::{Declaration, Head, HeaderCell, Located, Note, NoteKind, ReadError};
use crate::text::pattern;

/// Records of the sample that are looked at.
const LOOKED_AT: usize = 400;

/// Settles the form of an opened file. Nothing beyond a few megabytes is read.
///
/// # Errors
/// [`ReadError`] where nothing of the file can be checked.
pub(super) fn read_head(
    path: &Path,
    file: &mut File,
    declaration: &Declaration<'_>,
) -> Result<(Head, Form), Box<ReadError>> {
    let sample = Sample::read(file).map_err(|error| unreadable(path, &error))?;
    if let Some(found) = markup(&sample.start) {
        let reason = input::container_other(found);
        return Err(Box::new(ReadError { path: path.to_path_buf(), offset: 0, reason, help: Some(input::container_other_help(found)) }));
    }
    let declared = declaration.transport.encoding.as_ref().map(|it| &*it.value);
    let settled = sniff::settle(&sample, declared);
    let (text, _) = settled.encoding.decode_without_bom_handling(sample.start.get(settled.mark..).unwrap_or_default());
    let settling = Settling { declaration, sample: &sample, settled, text: &text };
    Ok(settling.head())
}

fn unreadable(path: &Path, error: &io::Error) -> Box<ReadError> {
    let (reason, help) = match error.kind() {
        io::ErrorKind::PermissionDenied => (input::permission_denied(), Some(input::permission_help())),
        _ => (Message::verbatim(error.to_string()), None),
    };
    Box::new(ReadError { path: path.to_path_buf(), offset: 0, reason, help })
}

/// What a text is that only calls itself delimited: many "exports to Excel" are HTML tables.
fn markup(start: &[u8]) -> Option<&'static str> {
    let text = start.trim_ascii_start();
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text).trim_ascii_start();
    let begins = |with: &str| text.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with.as_bytes()));
    if begins("<!doctype html") || begins("<html") || begins("<table") {
        return Some("HTML");
    }
    begins("<?xml").then_some("XML")
}

struct Settling<'s> {
    declaration: &'s Declaration<'s>,
    sample: &'s Sample,
    settled: Settled,
    text: &'s str,
}

impl Settling<'_> {
    fn head(&self) -> (Head, Form) {
        let transport = self.declaration.transport;
        let declared_quote = transport.quote.as_ref().map_or(b'"', |it| it.value);
        let expected = |name: &str| self.declaration.expected.iter().any(|it| alike(it, name));
        let declared_delimiter = transport.delimiter.as_ref().map(|it| it.value);
        let delimiter = sniff::delimiter(self.text, declared_quote, declared_delimiter, &expected);
        let quote = sniff::other_quote(self.text, delimiter, declared_quote).unwrap_or(declared_quote);
        let records = sniff::records(self.text, delimiter, quote, LOOKED_AT);
        let newlines = sniff::newlines(self.text, &records);
        let mut found = find(self.text, &records, self.declaration, quote);
        let measure = Measure::new(self.sample, self.settled, self.text);
        let cells = self.cells(&mut found, &records, &measure, quote);
        let mut notes = self.notes(&measure, (declared_delimiter, delimiter), (declared_quote, quote), newlines);
        notes.append(&mut found.notes);
        self.cell_notes(&cells, &mut notes);
        let last = records.get(found.last);
        let body = last.map_or(0, |it| it.next);
        let body_line = last.map_or(0, |it| it.line + newlines_in(self.text, it));
        let lines = records.get(found.first..=found.last).unwrap_or_default();
        let form = Form {
            encoding: self.settled.encoding,
            delimiter,
            quote,
            width: cells.len(),
            body_offset: if found.exists { measure.stored(body) } else { self.sample.length },
            cr_only: newlines.cr.is_some() && newlines.lf.is_none() && newlines.crlf.is_none(),
            footer: self.declaration.layout.footer.as_ref().and_then(|it| pattern::compile(&it.value).ok()),
            trailing_delimiter: self.declaration.layout.trailing_delimiter,
        };
        let head = Head {
            format: "csv",
            encoding: Some(name(self.settled.encoding)),
            delimiter,
            quote,
            header_lines: lines.iter().flat_map(|it| self.text.get(it.range.clone()).unwrap_or_default().lines()).map(str::to_owned).collect(),
            header_line: lines.first().map_or(0, |it| it.line),
            header: cells,
            body_line,
            bytes: self.sample.length,
            notes,
        };
        (head, form)
    }

    /// The header's cells; those of several rows are joined by a blank.
    fn cells(&self, found: &mut Found, records: &[SampleRecord], measure: &Measure<'_>, quote: u8) -> Vec<HeaderCell> {
        if !found.exists {
            return Vec::new();
        }
        let rows = records.get(found.first..=found.last).unwrap_or_default();
        let width = rows.iter().map(|it| it.cells.len()).max().unwrap_or(0);
        let mut cells: Vec<HeaderCell> = Vec::with_capacity(width);
        for column in 0..width {
            let texts: Vec<String> =
                rows.iter().map(|it| it.cell(column, self.text, quote)).filter(|it| !it.trim().is_empty()).collect();
            let holder = rows.iter().rev().find(|it| !it.cell(column, self.text, quote).trim().is_empty()).or(rows.last());
            let place = holder.and_then(|it| it.cells.get(column).map(|cell| measure.place(cell.clone()))).unwrap_or_default();
            cells.push(HeaderCell { text: texts.join(" ").into(), place });
        }
        let trailing = cells.len() > 1 && cells.last().is_some_and(|it| it.text.trim().is_empty());
        let after = records.get(found.last + 1..).unwrap_or_default();
        let mut full = after.iter().filter(|it| it.cells.len() >= width).peekable();
        let always_empty = full.peek().is_some() && full.all(|it| it.cell(width - 1, self.text, quote).trim().is_empty());
        if trailing && (self.declaration.layout.trailing_delimiter || always_empty) {
            cells.pop();
        }
        cells
    }

    fn notes(
        &self,
        measure: &Measure<'_>,
        (declared_delimiter, delimiter): (Option<u8>, u8),
        (declared_quote, quote): (u8, u8),
        newlines: Newlines,
    ) -> Vec<Note> {
        let transport = self.declaration.transport;
        let start = |kind| Note { kind, place: Located { column: 1, end_column: 1, ..Located::default() }, line: None };
        let mut notes = Vec::new();
        if self.sample.length == 0 {
            return vec![start(NoteKind::Empty)];
        }
        if self.settled.differs {
            let declared = transport.encoding.as_ref().map(|it| it.value.clone()).unwrap_or_default();
            notes.push(start(NoteKind::Encoding(declared, name(self.settled.encoding))));
        }
        let policy = transport.bom.as_ref().map(|it| it.value);
        // A file in another encoding altogether is told once; that its mark is missing follows from it.
        match (policy, self.settled.mark) {
            (Some(BomPolicy::Forbid), 1..) => notes.push(start(NoteKind::BomPresent)),
            (Some(BomPolicy::Require), 0) if !self.settled.differs => notes.push(start(NoteKind::BomMissing)),
            _ => {}
        }
        if let Some(declared) = declared_delimiter.filter(|it| *it != delimiter) {
            notes.push(start(NoteKind::Delimiter(declared, delimiter)));
        }
        if transport.quote.is_some() && declared_quote != quote {
            notes.push(start(NoteKind::Quote(declared_quote, quote)));
        }
        let other = match transport.newline.as_ref().map(|it| it.value) {
            Some(Newline::Lf) => newlines.crlf.map(|it| (it, "CRLF")).or(newlines.cr.map(|it| (it, "CR"))),
            Some(Newline::Crlf) => newlines.lf.map(|it| (it, "LF")).or(newlines.cr.map(|it| (it, "CR"))),
            Some(Newline::Any) | None => None,
        };
        if let Some((line, found)) = other {
            notes.push(Note { kind: NoteKind::Newline(found), place: measure.line(line), line: None });
        }
        notes
    }

    fn cell_notes(&self, cells: &[HeaderCell], notes: &mut Vec<Note>) {
        for (column, cell) in cells.iter().enumerate() {
            let note = |kind| Note { kind, place: cell.place, line: None };
            if cell.text.trim().is_empty() {
                if cells.len() > 1 {
                    notes.push(note(NoteKind::HeaderEmpty));
                }
            } else if let Some(first) = cells.iter().take(column).position(|it| it.text == cell.text) {
                notes.push(note(NoteKind::HeaderDuplicate(first)));
            }
        }
    }
}

fn newlines_in(text: &str, record: &SampleRecord) -> u64 {
    let ends = |range: std::ops::Range<usize>| {
        let bytes = text.as_bytes().get(range).unwrap_or_default();
        let feeds = bytes.iter().filter(|it| **it == b'\n').count();
        if feeds > 0 { feeds } else { bytes.iter().filter(|it| **it == b'\r').count() }
    };
    ends(record.range.start..record.next) as u64
}

/// Whether a header cell is an expected name, blanks, case and width aside.
pub(super) fn alike(expected: &str, cell: &str) -> bool {
    let fold = |text: &str| {
        let narrow = |c: char| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        text.chars().filter(|it| !it.is_whitespace()).map(narrow).flat_map(char::to_lowercase).collect::<String>()
    };
    expected == cell || fold(expected) == fold(cell)
}

/// WHATWG name in lower case.
fn name(encoding: &'static Encoding) -> &'static str {
    match encoding {
        it if it == UTF_16LE => "utf-16le",
        it if it == UTF_16BE => "utf-16be",
        it => match it.name() {
            "UTF-8" => "utf-8",
            "gb18030" | "GBK" => "gb18030",
            "Big5" => "big5",
            "Shift_JIS" => "shift_jis",
            "EUC-JP" => "euc-jp",
            "EUC-KR" => "euc-kr",
            "KOI8-R" => "koi8-r",
            "ISO-8859-2" => "iso-8859-2",
            other => other,
        },
    }
}
